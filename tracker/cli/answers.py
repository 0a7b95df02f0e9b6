"""The answers: report, owed."""

from __future__ import annotations

from tracker.cli import read, show
from tracker.cli.call import Call
from tracker.desk import reports
from tracker.errors import InputError


def report(call: Call) -> None:
    args = call.args
    start, end = read.maybe(call.day, args.start), read.maybe(call.day, args.end)
    if start is not None and start > call.today():
        raise InputError(
            f"{start} lies after {call.today()}, the day up to which facts count.", hint="Give an earlier --from."
        )
    data = reports.report_json(
        call.desk,
        call.today(),
        start,
        end,
        by=args.by,
        headline=args.headline,
    )
    call.out.answer(data, "" if call.out.as_json else show.report(data))


def owed(call: Call) -> None:
    data = reports.owed_json(call.desk, call.today())
    call.out.answer(data, "" if call.out.as_json else show.owed(data))
