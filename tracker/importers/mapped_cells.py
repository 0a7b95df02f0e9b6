"""Cells of a mapped table: how each field is read, and what the file settles of dates, decimals and zone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from tracker.domain import Activity, Status
from tracker.errors import InputError, UnreadableFile
from tracker.importers import columns
from tracker.importers.base import ReadOptions, Text
from tracker.importers.cell_currency import possible
from tracker.importers.columns import Field, Layout, Parse, Reading, Sheet
from tracker.importers.mapping import FEES, Mapping, signature
from tracker.importers.parsers import row_zone
from tracker.importers.reading import Table, find_delimiter, table
from tracker.importers.settling import settle_dates, settle_decimal, settle_zone
from tracker.importers.states import status_word
from tracker.say import Word
from tracker.units import round_ratio
from tracker.words import parse_clock, parse_day, parse_moment

DAY = 86_400
When: TypeAlias = int | dt.datetime
"""A clock time as seconds of its day (24:00 is 86 400, 25:30 more), or a date with a clock time."""


_BEYOND = re.compile(r"(2[4-9]|3[0-5]):([0-5]\d)(?::00)?")
"""24:00, and what is counted on after it: 25:30 is half past one of the next day."""
_FULL_HOUR = re.compile(r"\d{1,2} ?h")
"""14h."""


def when(cell: str, reading: Reading) -> When:
    """A cell of start or end. Raises `InputError`."""
    if beyond := _BEYOND.fullmatch(cell):
        return int(beyond[1]) * 3600 + int(beyond[2]) * 60
    try:
        at = parse_clock(f"{cell}00" if _FULL_HOUR.fullmatch(cell) else cell)
    except InputError:
        return parse_moment(cell, reading.dates)
    return at.hour * 3600 + at.minute * 60 + at.second


_POINTED = re.compile(r"\d{4}\.\s?\d\d?\.\s?\d\d?\.")


def _day(cell: str, reading: Reading) -> dt.date:
    """A date, with or without a point at its end; of a date with a clock time its date."""
    cell = cell[:-1] if _POINTED.fullmatch(cell) else cell
    try:
        return parse_day(cell, reading.dates)
    except InputError as error:
        try:
            return parse_moment(cell, reading.dates).date()
        except InputError:
            raise error from None


def _activity(cell: str, reading: Reading) -> str:
    word = cell.casefold()
    if word not in tuple(a.value for a in Activity):
        raise InputError(
            "{cell!r} is not one of: {activity}.",
            code="unknown_value",
            value=cell,
            cell=Word(cell),
            activity=Word(", ".join(Activity)),
        )
    return word


def _count(cell: str, reading: Reading) -> int:
    number: Decimal = columns.number(cell, reading)
    if number != int(number):
        raise InputError("{value!r} is not a whole number.", code="bad_number", value=cell)
    return int(number)


def _status(cell: str, reading: Reading) -> str:
    found = status_word(cell)
    if found is None:
        raise InputError(
            "{cell!r} is not one of: {status}.",
            code="unknown_value",
            value=cell,
            cell=Word(cell),
            status=Word(", ".join(Status)),
        )
    return found


_DURATIONS: dict[str, Parse] = {"hours": columns.hours, "minutes": columns.minutes, "seconds": columns.seconds}
_CLOCKED = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?")


def _money(cell: str, reading: Reading) -> int:
    possible(cell)  # 12.00 DR is no 12.00
    return columns.money(cell, reading)


COINS = {
    **dict.fromkeys(("USDC", "USDT", "PYUSD", "USDP", "BUSD", "DAI", "ZUSD"), "USD"),
    **dict.fromkeys(("EURC", "ZEUR"), "EUR"),
    "ZGBP": "GBP",
    "ZCAD": "CAD",
    "ZAUD": "AUD",
    "ZJPY": "JPY",
}
"""Coins that stand for one unit of a currency, and what exchanges call currencies."""


def currency(cell: str, reading: Reading) -> str:
    """The code of a currency, or of the one that a coin stands for."""
    code: str = columns.currency(COINS.get(cell.upper(), cell), reading)
    return code


def _cents(cell: str, reading: Reading) -> int:
    """A sum in hundredths of its currency."""
    return int(round_ratio(_money(cell, reading), 100))


def _days(cell: str, reading: Reading) -> int:
    """A spreadsheet's fraction of a day: 0.0625 is an hour and a half."""
    try:
        seconds: Decimal = columns.number(cell, reading) * DAY
        return round(seconds)
    except InputError:
        return columns.hours(cell, reading)


def _thousandths(cell: str, reading: Reading) -> int:
    """Milliseconds."""
    if ":" in cell:
        return columns.hours(cell, reading)
    number: Decimal = columns.number(cell, reading)
    return round(number / 1000)


def _hours_and_minutes(cell: str, reading: Reading) -> int:
    """1.30 as an hour and thirty minutes; 1.5 is 1.50."""
    found = _CLOCKED.fullmatch(cell)
    if not found:
        return columns.hours(cell, reading)
    minutes = int((found.group(2) or "0").ljust(2, "0"))
    if minutes > 59:
        raise InputError("{value!r} is not a duration: minutes end at 59.", code="bad_duration", value=cell)
    return int(found.group(1)) * 3600 + minutes * 60


_DURATIONS |= {"days": _days, "h.mm": _hours_and_minutes, "milliseconds": _thousandths}


def _minutes_first(cell: str, reading: Reading, plain: Parse) -> int:
    """The same where 3:45 is minutes and seconds."""
    found = re.fullmatch(r"(\d{1,4}):([0-5]\d)", cell)
    return int(found.group(1)) * 60 + int(found.group(2)) if found else int(plain(cell, reading))


_PARSERS: dict[str, Parse] = {
    **dict.fromkeys(
        ("date", "date_until", "end_date", "due", "submitted", "approved", "covers_from", "covers_to"), _day
    ),
    **dict.fromkeys(("start", "end"), when),
    **dict.fromkeys(("amount", "amount_out", "rate", *FEES), _money),
    "duration_minutes": columns.minutes,
    "currency": currency,
    "tasks": _count,
    "zone": row_zone,
    "activity": _activity,
    "status": _status,
}
DATES = (
    "date", "date_until", "start", "end", "end_date", "due", "submitted", "approved", "covers_from", "covers_to",
)  # fmt: skip
NUMBERS = (
    "amount",
    "amount_out",
    "rate",
    *FEES,
    "tasks",
    "duration",
    "duration_minutes",
    "duration_more",
    "pause",
    "counted",
)


def as_table(text: Text, mapping: Mapping) -> Table:
    """The text as the table that the mapping describes: its header wherever it stands, else the line it names.

    Columns without a name, and a second one of the same name, are called by their place. Raises `UnreadableFile`
    if there is no such line.
    """
    found = as_written(text, mapping)
    header = told_apart(found.header)
    return replace(found, header=header, above=header.index(mapping.above) if mapping.above in header else None)


def told_apart(header: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each once.

    >>> told_apart(["Sum", "", "Sum"])
    ('Sum', 'column 2', 'Sum (column 3)')
    """
    out: list[str] = []
    for n, name in enumerate(header, 1):
        again = name.casefold() in (h.casefold() for h in out)
        out.append(f"{name} (column {n})" if again else name or f"column {n}")
    return tuple(out)


def as_written(text: Text, mapping: Mapping) -> Table:
    """`as_table` with the names of the columns as they are in the file."""
    sign = mapping.delimiter or None
    if mapping.header_row == 0:
        return Table(text.name, text.text, sign or find_delimiter(text.text), mapping.header, 0)
    try:
        found = table(text, delimiter=sign)
    except UnreadableFile:
        found = None
    if found and (not mapping.header or fits(found.header, mapping)):
        return found
    return table(text, delimiter=sign, header_line=mapping.header_row)


def fits(header: Sequence[str], mapping: Mapping) -> bool:
    """Whether a header as written is the mapping's."""
    return mapping.signature in (signature(header), signature(told_apart(header)))


def unnamed(width: int) -> tuple[str, ...]:
    """Names for the columns of a table without a header.

    >>> unnamed(2)
    ('column 1', 'column 2')
    """
    return tuple(f"column {i}" for i in range(1, width + 1))


def sheet_of(text: Text, mapping: Mapping) -> Sheet:
    """The table seen through the mapping's columns. Raises `InputError` naming a column that is not there."""
    return layout_of(mapping).bind(as_table(text, mapping))


def layout_of(mapping: Mapping) -> Layout:
    """The mapping's columns, and those that lookups and words look at as "lookup 0", "words 0" …"""
    fields = {name: Field(header, parse=parser(name, mapping)) for name, header in mapping.columns.items()}
    at = {f"lookup {i}": Field(t.column) for i, t in enumerate(mapping.lookups)}
    at |= {f"words {i}": Field(w.column) for i, w in enumerate(mapping.words)}
    at |= {"once_per": Field(mapping.once_per)} if mapping.once_per else {}
    at |= {"total_without": Field(mapping.total_without)} if mapping.total_without else {}
    return Layout(**fields, **at)


def parser(name: str, mapping: Mapping) -> Parse:
    """How a field's cells are read."""
    if name in ("amount", "amount_out", *FEES) and mapping.hundredths:
        return _cents
    if name == "pause":
        return _DURATIONS[mapping.pause_unit]
    if name in ("duration", "duration_more", "counted"):
        plain = _DURATIONS[mapping.duration_unit]
        return partial(_minutes_first, plain=plain) if mapping.colons == "m:ss" else plain
    return _PARSERS.get(name, columns.text)


def settle(sheet: Sheet, mapping: Mapping, options: ReadOptions) -> Reading:
    """Order of dates, decimal sign and zone: as said now, else as saved, else as the file settles it.

    Raises `NeedsAnswer` for what is open.
    """
    dates = options.dates or mapping.dates or settle_dates(options, sheet, *DATES)
    decimal = options.decimal or mapping.decimal or settle_decimal(options, sheet, *NUMBERS)
    zone = options.zone or mapping.zone
    if zone is None and needs_zone(sheet):
        zone = settle_zone(options, sheet.table.name)
    return Reading(dates, decimal, zone or "UTC")


def needs_zone(sheet: Sheet) -> bool:
    """Whether any start or end names a clock time without its offset from UTC, and no column has that."""
    if sheet.has("zone"):
        return False
    for cell in sheet.cells("start", "end"):
        try:
            at = when(cell, Reading("dmy"))
        except InputError:
            continue
        if isinstance(at, int) or at.utcoffset() is None:
            return True
    return False
