"""The same use cases for a terminal: `tracker COMMAND …`. Exit codes: 0 done, 1 not met, 2 wrong usage.

Each command is a function `(call: Call) -> None` in the module of its family; a module is loaded when one of
its commands is called, so that `log`, `status` and the timer's answer without pandas.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from contextvars import copy_context
from importlib import import_module
from io import TextIOWrapper

from tracker.cli import ways
from tracker.cli.out import Out
from tracker.cli.parser import parse
from tracker.cli.parsing import UsageError, usage_text
from tracker.errors import LedgerLocked, TrackerError
from tracker.say import Said, Word
from tracker.views.text import _

COMMANDS = {
    "app": "app",
    **dict.fromkeys(("log", "event", "available", "off", "checked"), "work"),
    **dict.fromkeys(("start", "pause", "resume", "switch", "stop", "status"), "timing"),
    **dict.fromkeys(("again", "template", "recurring"), "repeating"),
    **dict.fromkeys(("paid", "earned", "spent", "moved", "rate"), "money"),
    **dict.fromkeys(("set", "platform", "project"), "people"),
    "terms": "pay_terms",
    **dict.fromkeys(("import", "export", "backup"), "files"),
    "formats": "formats",
    "watch": "watching",
    "attach": "attaching",
    **dict.fromkeys(("restore", "doctor"), "safe"),
    **dict.fromkeys(("report", "owed", "outlook", "gaps", "platforms"), "answers"),
    "dispute": "disputes",
    **dict.fromkeys(("statement", "tax", "verify"), "papers"),
    "invoice": "invoices",
    **dict.fromkeys(("undo", "forget"), "journal"),
    **dict.fromkeys(("encrypt", "decrypt", "unlock", "lock", "passphrase"), "locking"),
    "contribute": "contribute",
    "pool": "pool",
    "release": "release",
    "explore": "explore",
}
"""Command -> module of this package that holds its function (`import` is `import_`, `set` is `set_`)."""

WITHOUT_DESK = frozenset(
    {"restore", "doctor", "watch", "pool", "release", "explore", "encrypt", "decrypt", "unlock", "lock", "passphrase"}
)
"""Commands for a ledger that perhaps cannot be opened, or that need none: `(args, out, clock)`."""
_SPELLED = {"import": "import_", "set": "set_"}


def main(argv: Sequence[str] | None = None, *, clock: Callable[[], dt.datetime] | None = None) -> int:
    """Run one command; gives the exit code. `clock` stands in for the present instant."""
    return copy_context().run(_main, argv, clock)  # the language of one call is not that of the next


def _main(argv: Sequence[str] | None, clock: Callable[[], dt.datetime] | None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    ways.speak(None if "--json" not in words else "en")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter is no reason to stop
    try:
        args = parse(words)
    except UsageError as error:
        print(usage_text(error), file=sys.stderr)
        return 2
    except SystemExit as ended:
        return int(ended.code or 0)
    if args.json:
        ways.speak("en")  # however the option was shortened
    out = Out(as_json=args.json, quiet=args.quiet)
    try:
        return _opened(args, out, clock or _now)
    except TrackerError as error:
        return out.fail(error)
    except KeyboardInterrupt:
        print(_("tracker: stopped; nothing more was written"), file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: end in silence
        return 0
    except OSError as error:
        where = Word(error.filename) if error.filename else Said("A file")
        said = Said("{where} cannot be used: {why}.", where=where, why=Word(error.strerror or error))
        return out.fail(TrackerError(said, hint="Name another place.", code="no_access"))


def _opened(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Run a command; the passphrase of an encrypted ledger is asked for where somebody can be asked."""
    while True:
        try:
            return _run(args, out, clock)
        except LedgerLocked as error:
            from tracker.cli import locking

            if not locking.give(error, out):
                raise


def _run(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    module = import_module(f"tracker.cli.{COMMANDS[args.command]}")
    command = getattr(module, _SPELLED.get(args.command, args.command))
    if args.command == "app":
        return int(command(args, out))
    if args.command in WITHOUT_DESK:
        return int(command(args, out, clock))
    from tracker.cli.call import Call
    from tracker.desk.session import Desk

    with Desk.open(args.ledger, who="cli", clock=clock) as desk:
        if not args.json and (language := desk.settings().language):
            ways.speak(language)
        call = Call(desk, args, out)
        for notice in desk.notices:
            out.notice(notice)
        told = len(desk.notices)
        try:
            command(call)
            out.flush()
            desk.store.settle()
        finally:
            for notice in desk.notices[told:]:
                out.notice(notice)
    return 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
