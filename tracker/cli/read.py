"""Values of options: text as typed -> what a record holds. One sentence where it cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from tracker import quickadd
from tracker.errors import InputError
from tracker.say import Word
from tracker.words import (
    Amount,
    local_instant,
    meant_by,
    parse_amount,
    parse_clock,
    parse_currency,
    parse_decimal,
    parse_exchange,
    parse_in,
    parse_length,
    parse_moment,
    parse_zone,
)

T = TypeVar("T")

_NO_SUMMER = {"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}


def maybe(read: Callable[[str], T], text: str | None) -> T | None:
    """The value of an option, None if it was not given."""
    return None if text is None else read(text)


def day(text: str, today: dt.date, *, ahead: dt.date | None = None) -> dt.date:
    """A day: 2026-05-31, today, yesterday, mon, 5 may; with `ahead` the first such day on or after that one."""
    return quickadd.day_of(text, today, ahead=ahead)


def when(text: str, today: dt.date, zone: ZoneInfo, *, near: bool = False) -> dt.datetime | dt.date:
    """A day, or an instant where a clock time is said: `2026-05-31 14:30`, `yesterday 9:00`, `14:30`."""
    first, _, last = text.strip().rpartition(" ")
    if ":" not in text:
        return quickadd.day_of(text, today, near=near)
    if not first and "T" not in text:
        return local_instant(dt.datetime.combine(today, parse_clock(text)), zone.key)
    try:
        on = quickadd.day_of(first, today, near=near)
    except InputError as error:
        if error.code == "ambiguous":
            raise
        moment = parse_moment(text)
    else:
        moment = dt.datetime.combine(on, parse_clock(last))
    return moment.astimezone(dt.UTC) if moment.tzinfo else local_instant(moment, zone.key)


def amount(text: str, beside: str | None = None, home: str | None = None) -> Amount:
    """Money with the currency that it names, in units of 1/10 000; `beside` is what it is in where it names none.

    A comma or a point is the decimal sign where that is certain.
    """
    return parse_amount(text, None, beside, home)


def units_in(text: str, currency: str) -> int:
    """Money that can only be in one currency, in units of 1/10 000."""
    return parse_in(text, None, currency)


def exchange(text: str, home: str) -> Decimal:
    """What one unit of a currency is worth at home."""
    return parse_exchange(text, None if "," in text else ".", home)


def decimal(text: str) -> Decimal:
    return parse_decimal(text.removesuffix("%").strip(), None if "," in text else ".")


def percent(text: str) -> Decimal:
    """A share in percent. Raises `InputError` for a part of one without its sign: it may be a part of all."""
    value = decimal(text)
    if 0 < value < 1 and "%" not in text:
        raise InputError(
            "{text} may be {whole}, or less than one percent.",
            hint="Write {whole} or {part}.",
            code="percent_or_part",
            text=Word(text),
            whole=Word(f"{(value * 100).normalize():f}%"),
            part=Word(f"{value:f}%"),
        )
    return value


def hours(text: str) -> Decimal:
    """Hours of a week: `30`, `30h`, `30 hours a week`. Raises `InputError` for hours of a day."""
    return decimal(re.sub(r"(?i)\s*(?:h|hrs?|hours?)?\s*(?:(?:/|a|per)\s*(?:w|wk|week))?$", "", text))


def seconds(text: str) -> int:
    """A length of time such as 1h50."""
    return parse_length(text)


def currency(text: str) -> str:
    return parse_currency(text)


def currency_beside(text: str, beside: str | None, home: str) -> str:
    """The currency of an argument of its own: a code, or a sign or word as beside the amount."""
    if len(text) == 3 and text.isalpha():
        return parse_currency(text)
    return (parse_amount(f"1 {text}", None, beside, home).currency if meant_by(text) else None) or parse_currency(text)


def is_currency(text: str) -> bool:
    """Is this the code, sign or name of a currency?"""
    try:
        return parse_amount(f"1 {text}").currency is not None
    except InputError as error:
        return error.code == "which_currency"


def yesno(text: str) -> bool:
    return text == "yes"


def zone(text: str) -> str:
    """The IANA name of a zone; not an abbreviation that would never put its clocks forward."""
    if place := _NO_SUMMER.get(text.strip().upper()):
        raise InputError(
            "“{value}” is an abbreviation and has no summer time.",
            hint="Name a place, such as {place}.",
            code="unknown_zone",
            value=text,
            place=Word(place),
        )
    return parse_zone(text)
