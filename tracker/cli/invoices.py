"""An invoice of logged work, with its timesheet."""

from __future__ import annotations

from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.plain import Terminal, notes, page, table
from tracker.desk import entry, invoices, shapes
from tracker.desk.places import path_of, write_out
from tracker.errors import InputError
from tracker.views.numbers import Reader
from tracker.views.papers import invoice as views
from tracker.words.calendar_days import month_first, month_last

PRINTED = "en-US"
"""The locale of a paper that names none."""


def invoice(call: Call) -> None:
    args, today = call.args, call.today()
    platform = entry.find_platform(call.desk, args.platform)
    first = read.maybe(call.day, args.start) or month_first(today, -1)
    last = read.maybe(call.day, args.end) or month_last(first)
    currency = read.maybe(call.read.currency, args.currency)
    made = invoices.invoice(call.desk, platform, first, min(last, today), currency=currency, tax=_percent(args.tax),
                            only_open=args.only_open)  # fmt: skip
    reader = Terminal.of(None, made.currency)
    answer, data = views.summary(made, reader), shapes.as_json(made)
    if args.output is None:
        call.out.answer(data, page(answer, table(views.lines(made, reader)), notes(made.caveats)))
        return
    path = path_of(args.output)
    if path.suffix.lower() != ".pdf":
        raise InputError("An invoice is written as a PDF.", hint="Name a file that ends in .pdf.", value=args.output)
    if not (args.number or "").strip():
        raise InputError("An invoice has a number.", hint="Give it with --number.", code="no_number")
    who = views.Parties(
        args.number.strip(), today, tuple(args.seller), tuple(args.buyer or [platform]),
        read.maybe(call.day_ahead, args.due), tuple(args.remark),
    )  # fmt: skip
    write_out(path, invoices.file(made, who, Reader.of(args.locale or PRINTED, made.currency), size=args.paper),
              force=args.force)  # fmt: skip
    done = invoices.hand_in(call.desk, made, today) if args.hand_in else None
    noted = f" The work is noted as handed in on {today} (change {done.id})." if done else ""
    call.out.done(
        {**data, "file": str(path), "operation": done.id if done else None},
        page(f"{answer}\nWritten to {path}.{noted}", notes(made.caveats)),
    )


def _percent(text: str) -> float:
    try:
        found = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise InputError(f"{text} is not a percentage of tax.", hint="Such as 19.", value=text)
    return found
