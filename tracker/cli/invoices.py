"""An invoice of logged work, with its timesheet."""

from __future__ import annotations

from pathlib import Path

from tracker.analysis.results.invoices import Parties, Party, Vat
from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.plain import Terminal, notes, page, table
from tracker.desk import entry, invoices, shapes
from tracker.desk.places import path_of, write_out
from tracker.errors import InputError
from tracker.say import Word
from tracker.views.numbers import Reader
from tracker.views.papers import invoice as views
from tracker.views.text import _
from tracker.words.calendar_days import month_first, month_last

PRINTED = "en-US"
"""The locale of a paper that names none."""


def invoice(call: Call) -> None:
    args, today = call.args, call.today()
    if args.platform is None:
        return _open(call)
    platform = entry.find_platform(call.desk, args.platform)
    first = read.maybe(call.day, args.start) or month_first(today, -1)
    last = read.maybe(call.day, args.end) or month_last(first)
    currency = read.maybe(call.read.currency, args.currency)
    made = invoices.invoice(call.desk, platform, first, min(last, today), currency=currency, tax=_percent(args.tax),
                            only_open=args.only_open)  # fmt: skip
    reader = Terminal.of(None, made.currency)
    answer, data = views.summary(made, reader), shapes.as_json(made)
    if args.output is None:
        return call.out.answer(data, page(answer, table(views.lines(made, reader)), notes(made.caveats)))
    path, who = _path(call), _parties(call, platform)
    printed = Reader.of(args.locale or PRINTED, made.currency)
    write_out(path, invoices.file(made, who, printed, form=args.form, size=args.paper), force=args.force)
    done = invoices.hand_in(call.desk, made, today) if args.hand_in else None
    noted = _("The work is noted as handed in on {day} (change {n}).")
    said = [_("Written to {path}.").format(path=path), *([noted.format(day=today, n=done.id)] if done else [])]
    return call.out.done(
        {**data, "file": str(path), "operation": done.id if done else None},
        page(f"{answer}\n{' '.join(said)}", notes(made.caveats)),
    )


def _open(call: Call) -> None:
    found = invoices.open_ones(call.desk, call.today())
    reader = Terminal.of(None, call.desk.settings().home_currency)
    shown = table(views.open_ones(found, reader)) if found.invoices else ""
    call.out.answer(shapes.as_json(found), page(views.open_summary(found, reader), shown, notes(found.caveats)))


def _path(call: Call) -> Path:
    args = call.args
    path, ending = path_of(args.output), invoices.FORMS[args.form]
    if path.suffix.lower() != ending:
        raise InputError(
            "An invoice as {form} is written into a file that ends in {ending}.",
            hint="Name such a file.", value=args.output, form=Word(args.form), ending=Word(ending),
        )  # fmt: skip
    if not (args.number or "").strip():
        raise InputError("An invoice has a number.", hint="Give it with --number.", code="no_number")
    return path


def _parties(call: Call, platform: str) -> Parties:
    args = call.args

    def party(name: str, lines: list[str]) -> Party:
        country, vat_id, tax_number, registered = (
            (getattr(args, f"{name}_{what}", None) or "").strip() for what in ("country", "vat", "tax_number", "id")
        )
        return Party(tuple(lines), country.upper(), vat_id.replace(" ", "").upper(), tax_number, registered)

    return Parties(
        args.number.strip(), call.today(), party("seller", args.seller), party("buyer", args.buyer or [platform]),
        read.maybe(call.day_ahead, args.due), tuple(args.remark), vat=Vat(args.vat) if args.vat else None,
        vat_reason=(args.vat_reason or "").strip(), reference=(args.reference or "").strip(),
        pay_to=(args.pay_to or "").strip(),
    )  # fmt: skip


def _percent(text: str) -> float:
    try:
        found = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise InputError("{typed} is not a percentage of tax.", hint="Such as 19.", value=text, typed=Word(text))
    return found
