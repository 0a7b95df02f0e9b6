"""Doubts about how a file is written: order of dates, decimal sign, zone of clock times; and for whom the work was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.errors import InputError
from tracker.importers.columns import Reading
from tracker.importers.doubts import ANY_PLATFORM, ANY_ZONE, Choice, Question
from tracker.importers.look import Look
from tracker.importers.mapped_cells import DATES, NUMBERS, when
from tracker.importers.mapping import Mapping
from tracker.say import Said, Word
from tracker.words import date_order, decimal_sign, parse_day, parse_moment


def _cells(look: Look, mapping: Mapping, fields: Iterable[str]) -> Sequence[str]:
    found = (look.index(mapping.columns.get(f, "")) for f in fields)
    return sorted({c for i in found if i is not None for c in look.filled(i)})


def date_orders(look: Look, mapping: Mapping) -> Iterator[Question]:
    if mapping.dates is not None or date_order(_cells(look, mapping, DATES)) is not None:
        return
    example = next((c for c in _cells(look, mapping, DATES) if date_order([c]) is None), "")
    yield Question("dates", Said("Is {example!r} day first or month first?", example=Word(example)), tuple(
        Choice(order, f"{words}: {_as_read(example, order)}", (("dates", order),))
        for order, words in (("dmy", "day first"), ("mdy", "month first"))
    ))  # fmt: skip


def _as_read(example: str, order: str) -> str:
    try:
        return parse_day(example, order).strftime("%-d %B %Y")
    except InputError:
        pass
    try:
        return parse_moment(example, order).strftime("%-d %B %Y")
    except InputError:
        return ""


def decimals(look: Look, mapping: Mapping) -> Iterator[Question]:
    if mapping.decimal is None and decimal_sign(_cells(look, mapping, NUMBERS)) is None:
        example = next((c for c in _cells(look, mapping, NUMBERS) if decimal_sign([c]) is None), "")
        text = Said("Is the decimal sign of the numbers a point or a comma ({example})?", example=Word(example))
        yield Question("decimal", text, (
            Choice(".", "a point: 1,234.50", (("decimal", "."),)),
            Choice(",", "a comma: 1.234,50", (("decimal", ","),)),
        ))  # fmt: skip


def zone(look: Look, mapping: Mapping, home: str) -> Iterator[Question]:
    if (
        mapping.zone is not None
        or "zone" in mapping.columns
        or not any(_no_offset(c) for c in _cells(look, mapping, ("start", "end")))
    ):
        return
    choices = (Choice(home, home.replace("_", " "), (("zone", home),)),)
    yield Question("zone", "In which time zone are the clock times?", choices, takes=ANY_ZONE)


def _no_offset(cell: str) -> bool:
    try:
        at = when(cell, Reading("dmy"))
    except InputError:
        try:
            at = when(cell, Reading("mdy"))
        except InputError:
            return False
    return isinstance(at, int) or at.utcoffset() is None


def platform(look: Look, mapping: Mapping) -> Iterator[Question]:
    """For whom the work was; it may stay open, because rows that nothing names are not stored."""
    entries = (e for t in mapping.lookups for e in t.values.values())
    if not mapping.has("platform") and not any(e.platform for e in entries):
        text = "For which platform is this work? Rules can say it row by row."
        yield Question("platform", text, takes=ANY_PLATFORM, optional=True)
