"""The first rows of a table as a mapping would store them, to look at before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from tracker.domain import Kind, Record, columns
from tracker.importers.base import REASONS, UNASSIGNED, ReadOptions, Text
from tracker.importers.columns import Reading
from tracker.importers.mapped_cells import DATES, NUMBERS, sheet_of
from tracker.importers.mapped_make import Maker
from tracker.importers.mapping import NEEDED, Mapping
from tracker.importers.reading import Table
from tracker.say import Said
from tracker.units import duration_text, money_text
from tracker.words import date_order, decimal_sign


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One row as understood: (name, text) of each value, or why it is left out or cannot be read."""

    line: int
    values: tuple[tuple[str, str], ...]
    problem: Said | str = ""


def first_rows(text: Text, mapping: Mapping, options: ReadOptions, *, n: int = 10) -> tuple[FirstRow, ...]:
    """The first rows as the mapping reads them. What is still open is read provisionally, day first and UTC.

    Raises nothing for an open question; a row that cannot be read carries its problem.
    """
    if not all(mapping.has(*group) for group in NEEDED[mapping.kind]):
        return ()
    sheet = sheet_of(text, mapping)
    lines = [line for line, _ in islice(iter(sheet.table), n)]
    order = options.dates or mapping.dates or date_order(sheet.cells(*DATES)) or "dmy"
    sign = options.decimal or mapping.decimal or decimal_sign(sheet.cells(*NUMBERS)) or "."
    zone = options.zone or mapping.zone or options.home_zone
    sheet.reading = Reading(order, sign, zone)
    maker = Maker(mapping, zone, sheet)
    sheet.table = replace(sheet.table, text=_until(sheet.table, n))
    harvest = sheet.read(maker.make)
    shown = {r.line: FirstRow(r.line, tuple(values(r.record))) for r in harvest.rows}
    shown |= {p.line: FirstRow(p.line, (), p.message) for p in harvest.problems}
    shown |= {i.line: FirstRow(i.line, (), f"left out: {REASONS.get(i.reason, i.reason)}") for i in harvest.ignored}
    return tuple(shown[line] for line in lines if line in shown)


def _until(found: Table, n: int) -> str:
    """The text up to the nth row after the header."""
    after = next((line for line, _ in islice(iter(found), n, n + 1)), None)
    return found.text if after is None else "".join(found.text.splitlines(keepends=True)[: after - 1])


def values(record: Record) -> Iterator[tuple[str, str]]:
    """The filled columns of a record as texts: money with decimals, durations as people write them."""
    for column in columns(type(record)):
        value = getattr(record, column.name)
        if value in (None, "", UNASSIGNED) or column.name == "evidence":
            continue
        match column.kind:
            case Kind.MONEY:
                yield column.name, money_text(value)
            case Kind.MINUTES:
                yield column.name, duration_text(value)
            case _:
                yield column.name, str(value)
