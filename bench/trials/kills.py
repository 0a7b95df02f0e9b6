"""Kills in the middle of a log, an import, an undo, a restore, a forgetting: all of it is there or none.

A child process does what `bench.faults` does to a ledger and tells what was confirmed; it is killed at a time drawn
at random after one of them was begun. What is there is judged as after a power cut.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from bench.faults import cuts, doings
from bench.faults.cuts import LIFE, judged
from bench.faults.disk import quick
from bench.faults.doings import NOTHING, Life, Seen
from bench.trials import Held

LONGEST = 0.1
"""Seconds within which the kill comes: most things done take less, forgetting and restoring more."""


def run(cases: int, seed: int = 1) -> Held:
    held, draw = Held("kills"), Random(f"kills-{seed}")
    with tempfile.TemporaryDirectory(prefix="tracker-kills-", dir=quick()) as made:
        place = Path(made) / "life"
        seen = _whole(place)
        for _ in range(cases):
            shutil.rmtree(place, ignore_errors=True)
            marks = _killed(place, f"begun {draw.randrange(len(LIFE))}\n", draw.uniform(0, LONGEST))
            at = marks[-1] if marks else "before all"
            wrong = judged(place, seen, marks)
            end = "between two" if at.startswith("done") else "in the middle"
            held.case(end, [f"{at} ({LIFE[int(at.split()[1])].__name__ if marks else ''}): {text}" for text in wrong])
    return held


def _whole(place: Path) -> list[Seen]:
    """The life without a kill, in this process: what there is to see after each thing done."""
    with _same_draws():
        seen: list[Seen] = [NOTHING]
        live(place, lambda _: None, lambda life: seen.append(doings.see_open(life.desk.store, place)))
    return seen


def live(place: Path, mark: Callable[[str], object], after: Callable[[Life], object]) -> None:
    place.mkdir(parents=True)
    life = Life(place)
    for n, do in enumerate(LIFE):
        life.hours += 1
        mark(f"begun {n}\n")
        do(life)
        mark(f"done {n}\n")
        after(life)
        if n % cuts.CLOSED == cuts.CLOSED - 1:
            life.close()
    life.close()


def _killed(place: Path, mark: str, after: float) -> list[str]:
    """A child lives until it is killed, some time after a mark; gives its marks."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), _same_draws():
            live(place, lambda text: os.write(writing, text.encode()), lambda _: None)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        marks = []
        for line in told:
            marks.append(line)
            if line == mark:
                break
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in (*marks, *told)]


@contextlib.contextmanager
def _same_draws() -> Any:
    """Ids that are drawn are the same in each life, so that what is exported is the same."""
    real, draw = os.urandom, Random(1)
    os.urandom = draw.randbytes
    try:
        yield
    finally:
        os.urandom = real
