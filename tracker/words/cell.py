"""The archive's cells: each kind of value as text and back, exactly.

Spreadsheets take text that begins with = + - @ (or a tab or line end) for a formula, some in full width (＝ ＋ － ＠)
too. Text cells are guarded:
such text is written with an apostrophe before it, and so is text whose first sign after apostrophes is one
of these; reading takes one apostrophe off again. All other text stands as it is, and so does a lone "-".

    in the ledger    =1+1     '=1+1     -     'tis
    in the file      '=1+1    ''=1+1    -     'tis
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tracker.domain import Kind
from tracker.errors import InputError
from tracker.later import pattern
from tracker.units import LARGEST, SCALE, money_text, to_units
from tracker.words.clock import parse_instant, parse_zone
from tracker.words.day import parse_day
from tracker.words.duration import minutes_text
from tracker.words.number import parse_currency

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""Signs with which a text is a formula to some spreadsheet."""
_RISKY = pattern(f"'*[{re.escape(FORMULA_SIGNS)}]")
_GUARDED = pattern(f"'+[{re.escape(FORMULA_SIGNS)}]")
_NUMBER = pattern(r"-?\d{1,14}(?:\.(\d{1,18}))?")
_WHOLE = pattern(r"-?\d{1,15}")
TEXT_KINDS = frozenset({Kind.TEXT, Kind.NAME})


def guard(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula.

    >>> guard("=1+1"), guard("'=1+1"), guard("-"), guard("plain")
    ("'=1+1", "''=1+1", '-', 'plain')
    """
    return f"'{text}" if text != "-" and _RISKY.match(text) else text


def neutral(text: str) -> str:
    """A text for a table that is not read back, so that no spreadsheet takes it for a formula.

    >>> neutral("=1+1"), neutral("Nova"), neutral("")
    ("'=1+1", 'Nova', '')
    """
    return f"'{text}" if text and text[0] in FORMULA_SIGNS else text


def unguard(cell: str) -> str:
    """The text of a guarded cell.

    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def write_cell(kind: Kind, value: Any) -> str:
    """A value of a record as an archive cell; None is empty.

    >>> write_cell(Kind.MONEY, 125000), write_cell(Kind.MINUTES, 450), write_cell(Kind.YESNO, True)
    ('12.50', '7.5', 'yes')
    """
    match kind:
        case _ if value is None:
            return ""
        case Kind.TEXT | Kind.NAME:
            return guard(value)
        case Kind.INSTANT if isinstance(value, dt.datetime):
            return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        case Kind.DAY | Kind.INSTANT:
            return str(value.isoformat())
        case Kind.MONEY:
            return money_text(value)
        case Kind.MINUTES:
            return minutes_text(value)
        case Kind.NUMBER:
            return format(Decimal(value).normalize(), "f")
        case Kind.YESNO:
            return "yes" if value else "no"
        case _:
            return str(value)


def read_cell(kind: Kind, cell: str, *, day_will_do: bool = False) -> Any:
    """The value of an archive cell, None if empty. `day_will_do`: an instant may be a bare date.

    Raises `InputError` (`bad_date`, `bad_instant`, `no_offset`, `bad_number`, `too_many_decimals`,
    `unknown_currency`, `unknown_zone`, `bad_yesno`).

    >>> read_cell(Kind.MINUTES, "0.0167"), read_cell(Kind.MONEY, "12.5"), read_cell(Kind.YESNO, "no")
    (1, 125000, False)
    """
    if cell == "":
        return None
    if kind in TEXT_KINDS:
        return unguard(cell)
    words = cell.strip()
    match kind:
        case Kind.DAY:
            return _iso_day(cell)
        case Kind.INSTANT:
            return _iso_day(cell) if day_will_do and len(words) == 10 else parse_instant(cell)
        case Kind.MONEY | Kind.MINUTES | Kind.NUMBER:
            return _decimal(kind, cell, words)
        case Kind.COUNT:
            if _WHOLE.fullmatch(words):
                return int(words)
            raise InputError("{value!r} is not a whole number.", code="bad_number", value=cell)
        case Kind.YESNO:
            if words in ("yes", "no"):
                return words == "yes"
            raise InputError("{value!r} is neither yes nor no.", code="bad_yesno", value=cell)
        case Kind.CURRENCY:
            return parse_currency(words)
        case Kind.ZONE:
            return parse_zone(words)
        case _:
            return words


def _iso_day(cell: str) -> dt.date:
    words = cell.strip()
    if len(words) != 10 or words[4:5] != "-":
        raise InputError("{value!r} is not a date.", hint="Write it as 2026-05-31.", code="bad_date", value=cell)
    return parse_day(words)


def _decimal(kind: Kind, cell: str, words: str) -> Any:
    found = _NUMBER.fullmatch(words)
    if not found:
        raise InputError(
            "{value!r} is not a number.", hint="Write it with a decimal point.", code="bad_number", value=cell
        )
    value = Decimal(words)
    if kind is Kind.NUMBER:
        return value
    if kind is Kind.MONEY:
        if len((found.group(1) or "").rstrip("0")) > 4:
            raise InputError("{value!r} has more than four decimals.", code="too_many_decimals", value=cell)
        if abs(value) * SCALE > LARGEST:
            raise InputError("{value!r} is larger than can be meant.", code="too_large", value=cell)
        return to_units(value)
    return int((value * 60).quantize(Decimal(1), ROUND_HALF_EVEN))
