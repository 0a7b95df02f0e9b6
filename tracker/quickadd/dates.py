"""Dates in words and numbers, with a year or without: what is written, not yet which day it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.later import pattern
from tracker.units import WEEKDAYS

LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_NAMES = (
    {d: i for i, d in enumerate(WEEKDAYS)}
    | {d: i for i, d in enumerate(LONG_DAYS)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {m: i for i, m in enumerate(_LONG_MONTHS, 1)} | {m[:3]: i for i, m in enumerate(_LONG_MONTHS, 1)} | {"sept": 9}
MONTH = "|".join(MONTHS)
NUMBER = pattern(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
_ORDINAL = pattern(r"(\d{1,2})(?:st|nd|rd|th)")
_TH = "(?:st|nd|rd|th)?"
_GLUED = pattern(rf"(\d{{1,2}}){_TH}[-.]?({MONTH})(?:[-.](\d{{4}}))?|({MONTH})[-.]?(\d{{1,2}}){_TH}")
_SHORT = pattern(r"(\d{1,2})([/.-])(\d{1,2})(\.?)")


class Date(NamedTuple):
    """A date as written; a month of 0 is the one that the day falls in."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


def in_words(words: Sequence[str]) -> Date | None:
    """`3 may`, `may 3rd`, `mon 3 may 2026`, `3may`, `the 28th`, `fri the 1st`: None for anything else.

    >>> in_words(["mon", "3", "may"]), in_words(["the", "28th"])
    (Date(day=3, month=5, year=None, weekday=0), Date(day=28, month=0, year=None, weekday=None))
    """
    weekday = DAY_NAMES[words[0]] if len(words) > 1 and words[0] in DAY_NAMES else None
    rest = [w for w in words[weekday is not None :] if w not in ("of", "the")]
    if rest and (glued := _GLUED.fullmatch(rest[0])):
        rest[:1] = [part for part in glued.groups() if part]
    if len(rest) == 1 and (ordinal := _ORDINAL.fullmatch(rest[0])):
        return Date(int(ordinal[1]), 0, None, weekday)
    year = None
    if len(rest) == 3 and re.fullmatch(r"\d{4}", rest[2]):
        year = int(rest.pop())
    if len(rest) != 2:
        return None
    if rest[0] in MONTHS:
        rest.reverse()
    number, month = NUMBER.fullmatch(rest[0]), MONTHS.get(rest[1].rstrip("."))
    return Date(int(number[1]), month, year, weekday) if number and month else None


def short(text: str, order: str | None) -> list[Date]:
    """The dates that two numbers may be, day and month: none, one or two, the one of `order` first.

    `28.11.` has its day first. What may be a number (28.11) or clock times (9-5) is not a date.

    >>> short("28/11", None), len(short("3/4", None)), short("3.4.", "mdy"), short("9-5", None)
    ([Date(day=28, month=11, year=None, weekday=None)], 2, [Date(day=3, month=4, year=None, weekday=None)], [])
    """
    found = _SHORT.fullmatch(text)
    if not found:
        return []
    first, sign, second, stop = int(found[1]), found[2], int(found[3]), found[4]
    if (sign == ".") != bool(stop) or (sign == "-" and max(first, second) <= 24):
        return []
    readings = [Date(first, second)] if sign == "." else [Date(first, second), Date(second, first)]
    if order == "mdy":
        readings.reverse()
    return [d for d in dict.fromkeys(readings) if any(days(d, (2024,)))]


def days(date: Date, years: Sequence[int]) -> Iterator[dt.date]:
    """The days that a date is in these years."""
    for year in years:
        try:
            yield dt.date(year, date.month, date.day)
        except ValueError:
            continue
