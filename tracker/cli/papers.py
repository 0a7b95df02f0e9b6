"""Papers to hand over: proof of income, the tax year, and whether a paper agrees with the ledger."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.plain import Terminal, notes, page, said, table
from tracker.desk import papers, shapes
from tracker.desk.archive import file_bytes
from tracker.desk.places import path_of, write_out
from tracker.errors import InputError, NotFound
from tracker.say import Said, Word, told
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.papers import statement as views
from tracker.views.papers import tax as tax_views
from tracker.views.papers import us_forms as us_views
from tracker.views.text import _
from tracker.words.number import parse_decimal

PRINTED = "en-US"
"""The locale of a paper that names none."""
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})\.?")


def statement(call: Call) -> None:
    args = call.args
    first, last = papers.month_window(call.today(), args.months)
    if args.start:
        first, last = call.day(args.start), call.today()
    last = read.maybe(call.day, args.end) or last
    made = papers.received(call.desk, call.today(), first, last)
    reader = Terminal.of(None, made.currency)
    answer = said(views.summary(made, reader), views.second(made, reader))
    called = views.aliases(made) if args.alias else {}
    data = shapes.as_json(made)
    if args.output is None:
        shown = page(
            answer,
            table(views.months(made, reader), "month", "payments", "received"),
            table(views.payers(made, reader, called), "platform", "payments", "in_their_currency", "received"),
            views.backing(made, reader),
            notes(made.caveats),
        )
        call.out.answer(data, shown)
        return
    path = path_of(args.output)
    if path.suffix.lower() != ".pdf":
        raise InputError("A statement is written as a PDF.", hint="Name a file that ends in .pdf.", value=args.output)
    wanted = papers.Wanted(
        call.today(), first, last, args.locale or PRINTED, args.paper, (args.name or "").strip(), by_alias=args.alias
    )
    write_out(path, papers.statement(call.desk, wanted, _fonts(args.fonts)), force=args.force)
    code = papers.code_of(made, wanted)
    call.out.done(
        {**data, "file": str(path), "code": code},
        page(f"{answer}\n{_written(path, code)}", notes(made.caveats)),
    )


def verify(call: Call) -> None:
    path = path_of(call.args.file)
    try:
        data = file_bytes(path)
    except FileNotFoundError:
        raise NotFound("There is no file {path}.", path=Word(path)) from None
    found = papers.verify(call.desk, data, _fonts(call.args.fonts))
    if not found.figures:
        text = "No: this ledger gives other figures for {days}. Either has changed since {day}."
    elif found.file:
        text = "Yes: this ledger makes the same paper, to the byte, for {days}."
    elif found.file is None:
        text = "The code agrees with this ledger for {days}; the paper itself could not be made again here."
    else:
        text = (
            "No: the code agrees with this ledger for {days}, but the file is another one. It was changed after it "
            "was written, or another version of the tracker or of its fonts wrote it."
        )
    days = Said("{first} to {last}", first=found.wanted.first, last=found.wanted.last)
    call.out.answer({"figures": found.figures, "file": found.file, "from": str(found.wanted.first),
                     "to": str(found.wanted.last), "as_of": str(found.wanted.as_of)},
                    told(text, days=days, day=found.wanted.as_of))  # fmt: skip


def _written(path: Path, code: str = "") -> str:
    text = _("Written to {path}. Code: {code}.") if code else _("Written to {path}.")
    return text.format(path=path, code=code)


def tax(call: Call) -> None:
    args = call.args
    year = papers.tax_year(call.desk, call.today(), args.year, _starts(call, args.starts))
    us = papers.us_forms(call.desk, year, _got(call)) if args.form == "us" or args.got else None
    reader = Terminal.of(None, year.currency)
    data = {**shapes.as_json(year), **({} if us is None else shapes.as_json(us))}
    answer = tax_views.summary(year, reader)
    if args.output is None:
        shown = page(answer, table(tax_views.quarters(year, reader)), notes(year.caveats))
        call.out.answer(data, page(shown, _forms(us, reader) if us and args.got else ""))
        return
    path = path_of(args.output)
    made = papers.tax_file(year, path.suffix.lower(), Reader.of(PRINTED, year.currency), us)
    write_out(path, made, force=args.force)
    call.out.done({**data, "file": str(path)}, page(f"{answer}\n{_written(path)}", notes(year.caveats)))


def _forms(us: papers.UsForms, reader: Reader) -> str:
    """Payers beside their forms, and what explains each, which is too long for a column."""
    beside = table(us_views.forms(us.forms, reader), "payer", "gross", "received", "on_form", "difference")
    return page(beside, "\n".join(f"{f.payer}: {us_views.cause(f)}" for f in us.forms if f.cause))


def _got(call: Call) -> dict[str, int]:
    """What forms say, by payer, in units of home currency."""
    out: dict[str, int] = {}
    for typed in call.args.got:
        payer, sign, amount = typed.rpartition("=")
        if not sign or not payer.strip():
            raise InputError(
                "{typed} is not a payer and an amount.", typed=Word(typed), hint="Such as larkspur=1234.56."
            )
        out[payer.strip()] = to_units(parse_decimal(amount.strip()))
    return out


def _starts(call: Call, text: str) -> tuple[int, int]:
    """Month and day: in words, or in numbers if these can be read one way only."""
    found = _NUMBERS.fullmatch(text.strip())
    if not found:
        day = call.day(text)
        return day.month, day.day
    one, other = int(found[1]), int(found[2])
    if one != other and one <= 12 and other <= 12:
        raise InputError(
            "{typed} may be two days of the year.", hint="Write the month as a word, such as 6 april.",
            code="date_order", value=text,
        typed=Word(text))  # fmt: skip
    return (other, one) if one > 12 else (one, other)


def _fonts(folders: list[str]) -> list[Path]:
    found = [path_of(f) for f in folders]
    if missing := [f for f in found if not f.is_dir()]:
        raise NotFound("There is no folder {missing}.", missing=Word(missing[0]))
    return found
