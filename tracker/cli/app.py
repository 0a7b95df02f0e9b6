"""`tracker app`: opens the app on this machine."""

from __future__ import annotations

import argparse
import datetime as dt

from tracker.cli.out import Out
from tracker.errors import InputError
from tracker.say import Said, Word


def app(args: argparse.Namespace, out: Out) -> int:
    """Start the server; returns when it is stopped. With --stop: end one that runs."""
    if getattr(args, "stop", False):
        return _stop(getattr(args, "port", None), out)
    from tracker import launch

    return launch.run(
        ledger=args.ledger,
        port=getattr(args, "port", None),
        browser=not getattr(args, "no_browser", False),
        demo=getattr(args, "demo", False),
        as_of=_day(args.as_of),
    )


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError("{typed} is not a date.", hint="Write it as 2026-05-31.", typed=Word(text)) from error


def _stop(port: int | None, out: Out) -> int:
    from tracker.door import running

    stopped = running.stop(port)
    text = "The tracker on port {port} ({shows}) has stopped."
    out.done({"stopped": stopped.port}, Said(text, port=Word(stopped.port), shows=Word(stopped.shows)))
    return 0
