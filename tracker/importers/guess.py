"""A first draft of a mapping for any table, and what it leaves open.

    Text ── guess ──> Guess: mapping (draft), questions (what the file does not settle), preview (first rows)

Columns are told by their names (in several languages) and by what stands in them. Nothing is decided in
silence: what the file does not settle is a question, and the preview shows each row as it would be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from itertools import islice

from tracker.domain import Kind, Record, columns
from tracker.errors import InputError, UnreadableFile
from tracker.importers.base import ReadOptions, Text
from tracker.importers.columns import Reading, Sheet
from tracker.importers.guess_columns import cents, kind_of, plain, roles_of
from tracker.importers.mapped import Maker
from tracker.importers.mapped_cells import DATES, NUMBERS, needs_zone, sheet_of, unnamed
from tracker.importers.mapping import FIELDS, NEEDED, UNITS, Mapping
from tracker.importers.reading import Table, find_delimiter, read_cells, table
from tracker.units import money_text
from tracker.words import (
    currency_hint,
    date_order,
    decimal_sign,
    duration_text,
    parse_currency,
    parse_decimal,
)

SAMPLE = 200
_HINT = "Export it as CSV with several columns."


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open. `field` is the mapping's (dates, zone …), or a column field that is needed."""

    field: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as understood: (name, text) of each value, or why it cannot be read."""

    line: int
    values: tuple[tuple[str, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A draft, what to ask, and the first rows as the draft reads them (provisional where it is open)."""

    mapping: Mapping
    questions: tuple[Question, ...]
    preview: tuple[PreviewRow, ...]


def guess(text: Text, options: ReadOptions | None = None, *, n: int = 10) -> Guess:
    """A mapping for a table of any shape.

    Raises `UnreadableFile` where the text is no table at all.
    """
    said = options or ReadOptions()
    found = _table(text)
    cells = _sample(found)
    kinds = [kind_of(column) for column in cells]
    roles = roles_of(found.header, kinds)
    if "amount" not in roles and not {"duration", "start"} & set(roles):
        sums = [i for i, k in enumerate(kinds) if k == "number" and cents(cells[i]) and i not in roles.values()]
        roles |= {"amount": sums[0]} if sums else {}
    draft = _draft(text, found, roles, cells)
    draft = _settled(text, draft, said)
    return Guess(draft, questions(text, draft, said), preview(text, draft, said, n=n))


def _table(text: Text) -> Table:
    try:
        found = table(text)
        if len(found.header) > 1:
            return found
        raise UnreadableFile("The file is no table: it has one column.", hint=_HINT, file=text.name)
    except UnreadableFile:
        sign = find_delimiter(text.text)
        rows = [row for _, row in islice(read_cells(text.name, text.text, sign), 20)]
        width = max(map(len, rows), default=0)
        if width < 2:
            raise
        return Table(text.name, text.text, sign, unnamed(width), 0)


def _sample(found: Table) -> list[list[str]]:
    """The first filled cells of each column."""
    filled: list[list[str]] = [[] for _ in found.header]
    for _, row in islice(iter(found), SAMPLE):
        for column, cell in zip(filled, row, strict=False):
            if cell.strip():
                column.append(cell.strip())
    return filled


def _draft(text: Text, found: Table, roles: dict[str, int], cells: Sequence[Sequence[str]]) -> Mapping:
    kind = _kind(roles)
    kept = {f: found.header[i] for f, i in roles.items() if f in FIELDS[kind]}
    constants = {}
    currency = _currency(found.header, roles, cells)
    if "currency" not in kept and currency:
        constants["currency"] = currency
    return Mapping(
        name=re.sub(r"\.\w+$", "", text.name) or "table",
        kind=kind,
        header=found.header,
        delimiter=found.delimiter,
        encoding=text.encoding,
        header_row=found.header_line,
        duration_unit=_unit(kept.get("duration", ""), cells[roles["duration"]] if "duration" in roles else ()),
        columns=kept,
        constants=constants,
    )


def _kind(roles: Dict[str, int]) -> str:
    timed = "duration" in roles or ("start" in roles and "end" in roles)
    return "work_session" if timed or "amount" not in roles else "payout"


_UNIT_NAMES = (
    ("minutes", r"\bmin"),
    ("seconds", r"\bse[ck]"),
    ("hours", r"\b(h|hrs?|hours?|stunden|std|horas?|heures?|ore)\b|decimal"),
)


def _named_unit(header: str) -> str | None:
    """The unit that a column's name gives its bare numbers."""
    words = plain(header)
    return next((unit for unit, pattern in _UNIT_NAMES if re.search(pattern, words)), None)


def _unit(header: str, cells: Sequence[str]) -> str:
    """The unit of bare numbers: as the name says, else the largest that makes no row longer than a day."""
    numbers = [n for cell in cells if (n := _number(cell)) is not None]
    largest = max(numbers, default=0.0)
    return _named_unit(header) or ("hours" if largest <= 24 else "minutes" if largest <= 1440 else "seconds")


def _number(cell: str) -> float | None:
    try:
        return float(parse_decimal(cell, decimal_sign([cell]) or "."))
    except InputError:
        return None


def _currency(header: Sequence[str], roles: Dict[str, int], cells: Sequence[Sequence[str]]) -> str | None:
    """The currency that the amounts' header or all their cells name."""
    for index in (roles[f] for f in ("amount", "rate", "fee") if f in roles):
        for code in re.findall(r"\(([A-Z]{3})\)", header[index]):
            try:
                return parse_currency(code)
            except InputError:
                continue
        named = {currency_hint(cell) for cell in cells[index]}
        if len(named) == 1 and None not in named:
            return named.pop()
    return None


# --- what the file settles, and what not ---------------------------------------------------------------


def _settled(text: Text, draft: Mapping, said: ReadOptions) -> Mapping:
    """The draft with what was said and what the whole file settles; what does not matter stays open."""
    sheet = sheet_of(text, draft)
    order = said.dates or date_order(sheet.cells(*DATES))
    sign = said.decimal or decimal_sign(sheet.cells(*NUMBERS))
    fractions = any(c in cell for cell in sheet.cells(*NUMBERS) for c in ".,")
    constants = dict(draft.constants)
    if said.platform:
        constants["platform"] = said.platform
    return replace(
        draft,
        dates=None if order == "ymd" and not said.dates else order,
        decimal=sign if fractions or said.decimal else None,
        zone=said.zone,
        constants=constants,
    )


def questions(text: Text, mapping: Mapping, options: ReadOptions | None = None) -> tuple[Question, ...]:
    """What a mapping leaves open for this file; () when it can be read as it stands."""
    said = options or ReadOptions()
    return tuple(_questions(text, mapping, said))


def _questions(text: Text, mapping: Mapping, said: ReadOptions) -> Iterator[Question]:
    for group in NEEDED[mapping.kind]:
        if not any(f in mapping.columns or f in mapping.constants for f in group):
            yield Question(group[0], f"Which column is {' or '.join(group)}?", mapping.header)
    sheet = sheet_of(text, mapping)
    yield from _open_times(sheet, mapping)
    if mapping.dates is None and date_order(sheet.cells(*DATES)) is None:
        example = next(iter(sheet.cells(*DATES)), "")
        yield Question("dates", f"Is {example!r} day first or month first?", ("dmy", "mdy"))
    if mapping.decimal is None and decimal_sign(sheet.cells(*NUMBERS)) is None:
        yield Question("decimal", "Is the decimal sign of the numbers a point or a comma?", (".", ","))
    if mapping.zone is None and needs_zone(sheet):
        yield Question("zone", "In which time zone are the clock times?", (said.home_zone,))
    entries = [e for t in mapping.lookups for e in t.values.values()]
    if not ({"platform"} & {*mapping.columns, *mapping.constants}) and not any(e.platform for e in entries):
        yield Question("platform", "For which platform is this work? Rules can say it row by row.")
    money = {"amount", "rate", "fee"} & set(mapping.columns)
    if money and not ({"currency"} & {*mapping.columns, *mapping.constants}):
        yield Question("currency", "In which currency are the amounts?")
    if mapping.kind != "work_session":
        yield Question("kind", "Are these payouts, earnings or expenses?", ("payout", "earning", "expense"))


def _open_times(sheet: Sheet, mapping: Mapping) -> Iterator[Question]:
    named = {*mapping.columns, *mapping.constants}
    clocks = kind_of(list(islice(sheet.cells("start"), SAMPLE))) == "clock"
    if "start" in named and "date" not in named and clocks:
        yield Question("date", "On which day are these clock times?", mapping.header)
    bare = kind_of(list(islice(sheet.cells("duration"), SAMPLE))) == "number"
    if bare and not _named_unit(mapping.columns["duration"]):
        yield Question("duration_unit", "Are the durations hours, minutes or seconds?", UNITS)


# --- the first rows as understood ----------------------------------------------------------------------


def preview(text: Text, mapping: Mapping, options: ReadOptions | None = None, *, n: int = 10) -> tuple[PreviewRow, ...]:
    """The first rows as the mapping reads them. What is still open is read provisionally, day first and UTC.

    Raises nothing for an open question; a row that cannot be read carries its problem.
    """
    said = options or ReadOptions()
    if any(not any(f in mapping.columns or f in mapping.constants for f in g) for g in NEEDED[mapping.kind]):
        return ()
    sheet = sheet_of(text, mapping)
    lines = [line for line, _ in islice(iter(sheet.table), n)]
    sheet.table = replace(sheet.table, text=_until(sheet.table, n))
    zone = said.zone or mapping.zone or said.home_zone
    order = said.dates or mapping.dates or date_order(sheet.cells(*DATES)) or "dmy"
    sign = said.decimal or mapping.decimal or decimal_sign(sheet.cells(*NUMBERS)) or "."
    sheet.reading = Reading(order, sign, zone)
    harvest = sheet.read(Maker(mapping, zone).make)
    shown = {r.line: PreviewRow(r.line, tuple(values(r.record))) for r in harvest.rows}
    shown |= {p.line: PreviewRow(p.line, (), p.message) for p in harvest.problems}
    shown |= {i.line: PreviewRow(i.line, (), f"left out: {i.reason}") for i in harvest.ignored}
    return tuple(shown[line] for line in lines if line in shown)


def _until(found: Table, n: int) -> str:
    """The text up to the nth row after the header."""
    after = next((line for line, _ in islice(iter(found), n, n + 1)), None)
    return found.text if after is None else "".join(found.text.splitlines(keepends=True)[: after - 1])


def values(record: Record) -> Iterator[tuple[str, str]]:
    """The filled columns of a record as texts: money with decimals, durations as people write them."""
    for column in columns(type(record)):
        value = getattr(record, column.name)
        if value in (None, "") or column.name == "evidence":
            continue
        match column.kind:
            case Kind.MONEY:
                yield column.name, money_text(value)
            case Kind.MINUTES:
                yield column.name, duration_text(value)
            case _:
                yield column.name, str(value)
