"""How a cell of a source becomes a value: one small function per kind, for `columns.Field`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from tracker.domain import LONGEST_TEXT
from tracker.errors import InputError
from tracker.say import Count, Word
from tracker.words import (
    currency_hint,
    parse_clock,
    parse_currency,
    parse_day,
    parse_decimal,
    parse_duration,
    parse_instant,
    parse_moment,
    parse_money,
    parse_zone,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is settled about a file: order of numeric dates, decimal sign, zone of clock times."""

    dates: str | None = None
    decimal: str = "."
    zone: str = "UTC"


Parse: TypeAlias = Callable[[str, Reading], Any]


def text(cell: str, reading: Reading) -> str:
    if len(cell) > LONGEST_TEXT:
        raise InputError(
            "The text is longer than {longest_text} characters.",
            code="too_long",
            value=cell[:40],
            longest_text=Count(LONGEST_TEXT),
        )
    return cell


_CHANGED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
"""A long number as a spreadsheet rounds and shows it."""


def own_id(cell: str, reading: Reading) -> str:
    """The source's own id of a row. One that a spreadsheet has made a rounded number of is none (`changed_id`)."""
    if _CHANGED.fullmatch(cell):
        raise InputError(
            "A spreadsheet has changed the id to {value!r}: export the file again.", code="changed_id", value=cell
        )
    return text(cell, reading)


def day(cell: str, reading: Reading) -> Any:
    return parse_day(cell, reading.dates)


def clock(cell: str, reading: Reading) -> Any:
    return parse_clock(cell)


def moment(cell: str, reading: Reading) -> Any:
    """A local date and time (no zone), or with one where the text has an offset."""
    return parse_moment(cell, reading.dates)


def instant(cell: str, reading: Reading) -> Any:
    return in_reach(parse_instant(cell), cell)


def in_reach(at: dt.datetime, cell: str) -> dt.datetime:
    """The time, if its year is one of a calendar that people use. Raises `InputError` (`bad_instant`)."""
    if 1900 <= at.year <= 2199:
        return at
    raise InputError("The year of {value!r} is probably a typo.", code="bad_instant", value=cell)


_LEFT = re.compile(r"(?<=[\d)])\s*(?:dr|db|od|debit|soll|[sd])\.?$", re.IGNORECASE)
_CAME = re.compile(r"(?<=[\d)])\s*(?:cr|credit|haben|[hc])\.?$", re.IGNORECASE)
"""Letters after a sum that give its direction: debit and credit, Soll and Haben."""


def without_way(cell: str) -> tuple[str, int]:
    """A sum without the letters that say its direction, and that: -1 out, 1 in, 0 not said.

    >>> without_way("12.00 DR"), without_way("1,200.00CR"), without_way("5.00")
    (('12.00', -1), ('1,200.00', 1), ('5.00', 0))
    """
    if cell[-1:].isdigit():  # nearly all
        return cell, 0
    for mark, way in ((_LEFT, -1), (_CAME, 1)):
        if found := mark.search(cell):
            return cell[: found.start()], way
    return cell, 0


def money(cell: str, reading: Reading) -> int:
    """Units of 1/10 000. `5.00 DR` is below zero, `5.00 CR` above; a minus beside them is refused."""
    bare, way = without_way(cell)
    units = parse_money(bare, reading.decimal)
    if way and units < 0:
        raise InputError("{value!r} gives its direction twice.", code="bad_number", value=cell)
    return units * (way or 1)


def number(cell: str, reading: Reading) -> Any:
    return parse_decimal(cell, reading.decimal)


def duration(cell: str, reading: Reading) -> int:
    """Seconds of `1:30:00`, `1h 30m` …; a bare number is refused (see `hours`)."""
    return parse_duration(cell)


def hours(cell: str, reading: Reading) -> int:
    """Seconds of decimal hours, or of anything `duration` reads."""
    return _bare_duration(cell, reading.decimal, "h")


def minutes(cell: str, reading: Reading) -> int:
    return _bare_duration(cell, reading.decimal, "m")


def seconds(cell: str, reading: Reading) -> int:
    return _bare_duration(cell, reading.decimal, "s")


@lru_cache(maxsize=16_384)
def _bare_duration(cell: str, sign: str, unit: str) -> int:
    plain = cell
    if ":" not in cell:  # no number has one, and to be told so takes longer than all else here
        with suppress(InputError):
            plain = format(parse_decimal(cell, sign), "f")
    return parse_duration(plain, unit)


_OWN_SIGNS = frozenset("€₹₱₦₩₽₺₫₴฿")
"""Signs that one currency alone has."""


def currency(cell: str, reading: Reading) -> str:
    """A code, or a sign that leaves no doubt."""
    return (currency_hint(cell) if cell in _OWN_SIGNS else None) or parse_currency(cell)


def yesno(cell: str, reading: Reading) -> bool:
    word = cell.casefold()
    if word in ("yes", "true", "1", "y"):
        return True
    if word in ("no", "false", "0", "n"):
        return False
    raise InputError("{value!r} is neither yes nor no.", code="bad_yesno", value=cell)


_OFFSET = re.compile(r"([+\-\u2212])?(\d{1,2})(?:(?(1):?([0-5]\d)|$))?")
"""A sign, or nothing but hours: 09:00 is a clock time."""


def row_zone(cell: str, reading: Reading) -> str | dt.timezone:
    """A zone's name (Europe/Berlin), or an offset from UTC: +0200, -04:00, UTC+2, -7, Z. Raises `InputError`.

    Letters such as EST are refused: whether summer time is meant they do not say.
    """
    bare = re.sub(r"(?i)^(utc|gmt|z$) ?", "", cell)
    found = _OFFSET.fullmatch(bare)
    at_utc = not bare and cell
    ahead = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) if found else dt.timedelta()
    if ahead <= dt.timedelta(hours=14) and (found or at_utc):
        return dt.timezone(-ahead if found and found[1] in ("-", "\u2212") else ahead)
    if "/" not in cell:
        raise InputError("{value!r} is not a time zone.", code="bad_zone", value=cell)
    return parse_zone(cell)


def choice(**values: str) -> Parse:
    """A parser of one of several words, without regard to case: `choice(open="pending", paid="approved")`."""
    by_word = {k.replace("_", " ").casefold(): v for k, v in values.items()}

    def parse(cell: str, reading: Reading) -> str:
        found = by_word.get(cell.replace("_", " ").casefold())
        if found is None:
            raise InputError(
                "{cell!r} is not one of: {by_word}.",
                code="unknown_value",
                value=cell,
                cell=Word(cell),
                by_word=Word(", ".join(sorted(by_word))),
            )
        return found

    return parse
