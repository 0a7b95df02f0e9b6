"""The answers: report, owed."""

from __future__ import annotations

from tracker.cli import read, show
from tracker.cli.call import Call


def report(call: Call) -> None:
    args = call.args
    data = call.desk.report_json(
        call.today(),
        read.maybe(call.day, args.start),
        read.maybe(call.day, args.end),
        by=args.by,
        headline=args.headline,
    )
    call.out.answer(data, "" if call.out.as_json else show.report(data))


def owed(call: Call) -> None:
    data = call.desk.owed_json(call.today())
    call.out.answer(data, "" if call.out.as_json else show.owed(data))
