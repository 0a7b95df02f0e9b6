"""`tracker watch`: new files of a folder, each planned as soon as it no longer grows; stored only with --yes."""

from __future__ import annotations

import argparse
import datetime as dt
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tracker.cli import files
from tracker.cli.call import Call
from tracker.cli.out import Out
from tracker.desk.places import path_of
from tracker.desk.session import Desk
from tracker.desk.watching import Watch
from tracker.errors import TrackerError
from tracker.say import Said, Word

pause = time.sleep


def watch(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Look again and again until it is stopped (Ctrl+C); the ledger is open only while a file is read."""
    folder = path_of(args.folder)
    args.yes, args.dry_run = True, not args.store
    with Desk.open(args.ledger, who="cli", clock=clock):
        looks = Watch.of(folder)
    text = (
        "Watching {folder} for new files; what is new in them is stored. Stop with Ctrl+C."
        if args.store
        else "Watching {folder} for new files; nothing is stored. Stop with Ctrl+C."
    )
    out.notice(Said(text, folder=Word(folder)))
    if looks.taken:
        there = Word(len(looks.taken))
        out.notice(Said("{n} files are there already: tracker import {folder}", n=there, folder=Word(folder)))
    try:
        while True:
            for path in looks.ready():
                with _whole():
                    _take(path, args, out, clock)
            pause(args.every)
    except KeyboardInterrupt:
        out.notice(Said("No longer watching {folder}.", folder=Word(folder)))
    return 0


@contextmanager
def _whole() -> Iterator[None]:
    """Ctrl+C waits until the file is done, so that what was stored is also said; a second one does not wait."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def wait(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _take(path: Path, args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> None:
    """Import one file as `tracker import` would, without asking; one that cannot be read is a sentence."""
    args.files = [str(path)]
    out.notice(f"\n{path}")
    try:
        with Desk.open(args.ledger, who="cli", clock=clock) as desk:
            files.import_(Call(desk, args, out))
    except TrackerError as error:
        out.fail(error)
        return
    if args.dry_run:
        out.notice(Said("Nothing was stored. To store it: tracker import {path}", path=Word(path)))
