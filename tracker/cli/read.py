"""Values of options: text as typed -> what a record holds. One sentence where it cannot be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from tracker.errors import InputError
from tracker.quickadd import day_of
from tracker.words import (
    local_instant,
    parse_clock,
    parse_currency,
    parse_decimal,
    parse_duration,
    parse_moment,
    parse_money,
    parse_zone,
)

T = TypeVar("T")


def maybe(read: Callable[[str], T], text: str | None) -> T | None:
    """The value of an option, None where it was not given."""
    return None if text is None else read(text)


def day(text: str, today: dt.date, *, ahead: dt.date | None = None) -> dt.date:
    """A day: 2026-05-31, today, yesterday, mon, 5 may; with `ahead` the first such day on or after that one."""
    return day_of(text, today, ahead=ahead)


def when(text: str, today: dt.date, zone: ZoneInfo) -> dt.datetime | dt.date:
    """A day, or an instant where a clock time is said: `2026-05-31 14:30`, `yesterday 9:00`, `14:30`."""
    first, _, last = text.strip().rpartition(" ")
    if ":" not in text:
        return day_of(text, today)
    if not first and "T" not in text:
        return local_instant(dt.datetime.combine(today, parse_clock(text)), zone.key)
    try:
        on = day_of(first, today)
    except InputError:
        moment = parse_moment(text)
    else:
        moment = dt.datetime.combine(on, parse_clock(last))
    return moment.astimezone(dt.UTC) if moment.tzinfo else local_instant(moment, zone.key)


def units(text: str) -> int:
    """Money, in units of 1/10 000; a comma or a point as decimal sign where that is certain."""
    try:
        return parse_money(text, None, exact=True)
    except InputError as error:
        if error.code != "decimal_sign":
            raise
        bare = text.replace(",", "").replace(".", "")
        hint = f"Write it as {bare}, or with all its decimals, such as {text.replace(',', '.')}0."
        raise InputError(error.message, hint=hint, code=error.code, value=text) from None


def decimal(text: str) -> Decimal:
    return parse_decimal(text.removesuffix("%").strip(), None if "," in text else ".")


def seconds(text: str) -> int:
    """A length of time such as 1h50."""
    return parse_duration(text)


def currency(text: str) -> str:
    return parse_currency(text)


def is_currency(text: str) -> bool:
    """Is this the code of a currency?"""
    try:
        return len(text) == 3 and bool(parse_currency(text))
    except InputError:
        return False


def span(text: str) -> tuple[int, int]:
    """`30-45` as two amounts; `45` as the same twice."""
    low, dash, high = text.replace("–", "-").partition("-")
    return units(low), units(high if dash else low)


def yesno(text: str) -> bool:
    return text == "yes"


def zone(text: str) -> str:
    """The IANA name of a zone."""
    return parse_zone(text)
