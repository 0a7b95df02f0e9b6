"""Weekdays as a reader writes them, where the ledger holds "fri", "mon-fri,sun" or "1st+3rd wed"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from babel.dates import get_day_names

from tracker.pay_days import bare
from tracker.units import WEEKDAY_NAMES
from tracker.views.numbers import Reader
from tracker.views.text import _

_NAMED = re.compile(rf"\b({'|'.join(sorted(WEEKDAY_NAMES, key=len, reverse=True))})\b", re.IGNORECASE)


def weekdays(text: str, reader: Reader) -> str:
    """Days of a week, short.

    >>> weekdays("mon-fri,sun", Reader.of("en-US", "USD"))
    'Mon to Fri, Sun'
    """
    parts = (_(" to ").join(p.split("-")) for p in text.replace(" ", "").split(","))
    return _in_words(", ".join(parts), reader, "abbreviated")


def cycle_end(text: str, reader: Reader) -> str:
    """The day with which a pay period ends: a weekday, or the end of one of them.

    >>> us = Reader.of("en-US", "USD")
    >>> cycle_end("fri", us), cycle_end("2026-01-09", us)
    ('Friday', 'Jan 9, 2026')
    """
    try:
        return reader.day(dt.date.fromisoformat(text))
    except ValueError:
        return _in_words(text, reader, "wide")


def pay_day(text: str, reader: Reader) -> str:
    """A rule of pay days (see `tracker.pay_days`).

    >>> us = Reader.of("en-US", "USD")
    >>> pay_day("mon+thu", us), pay_day("1st+3rd wed", us), pay_day("5+20", us), pay_day("last", us)
    ('Monday or Thursday', '1st or 3rd Wednesday of a month', '5 or 20 of a month', 'last day of a month')
    """
    text = bare(text)
    said = _in_words(_(" or ").join(text.split("+")), reader, "wide")
    if said.endswith("last"):
        said = _("{last} day").format(last=said)
    each_week = text[:1].isalpha() and not text.startswith("last")
    return said if each_week or "quarter" in text else _("{days} of a month").format(days=said)


def _in_words(text: str, reader: Reader, width: Literal["abbreviated", "wide"]) -> str:
    names = get_day_names(width, locale=reader.locale)
    return _NAMED.sub(lambda found: str(names[WEEKDAY_NAMES[found[1].lower()]]), text)
