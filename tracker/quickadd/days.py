"""Days in words: read and said."""

from __future__ import annotations

import datetime as dt
import re

from tracker.units import WEEKDAYS
from tracker.words import parse_day

NUMERIC = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
DAY_NAMES = {d: i for i, d in enumerate(WEEKDAYS)} | {
    d: i
    for i, d in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
} | {"tues": 1, "thur": 3, "thurs": 3}  # fmt: skip


def is_day(text: str) -> bool:
    """Is this a day in words, as `day_of` reads them? Numbers alone are none."""
    words = text.casefold().split()
    if len(words) == 1:
        return words[0] in ("today", "yesterday", "tomorrow") or words[0] in DAY_NAMES or bool(NUMERIC.fullmatch(text))
    if len(words) == 2 and words[0] == "last":
        return words[1] in DAY_NAMES
    if words[-2:] in (["days", "ago"], ["day", "ago"]):
        return len(words) == 3 and words[0].isdigit()
    digits = [w for w in words if w.isdigit()]
    months = [w for w in words if _MONTH.match(w) and w.isalpha()]
    return len(months) == 1 and len(digits) == len(words) - 1 and len(digits[0]) <= 2


def day_of(text: str, today: dt.date, *, ahead: dt.date | None = None) -> dt.date:
    """A day in words: today, yesterday, mon (the last one, today included), 3 days ago, 5 may, or a date.

    With `ahead`, what names no year or week (mon, 5 may) is the first such day on or after that day.

    >>> today = dt.date(2026, 5, 6)    # a Wednesday
    >>> [str(day_of(t, today)) for t in ("yesterday", "mon", "wed", "last wed", "20 dec", "2026-01-02")]
    ['2026-05-05', '2026-05-04', '2026-05-06', '2026-04-29', '2025-12-20', '2026-01-02']
    >>> [str(day_of(t, today, ahead=today)) for t in ("mon", "wed", "20 dec", "2 jan")]
    ['2026-05-11', '2026-05-06', '2026-12-20', '2027-01-02']
    """
    words = text.strip().casefold().split()
    match words:
        case ["today"]:
            return today
        case ["yesterday"]:
            return today - dt.timedelta(days=1)
        case ["tomorrow"]:
            return today + dt.timedelta(days=1)
        case [n, "days" | "day", "ago"] if n.isdigit():
            return today - dt.timedelta(days=int(n))
        case ["last", name] if name in DAY_NAMES:
            return today - dt.timedelta(days=(today.weekday() - DAY_NAMES[name] - 1) % 7 + 1)
        case [name] if name in DAY_NAMES and ahead is not None:
            return ahead + dt.timedelta(days=(DAY_NAMES[name] - ahead.weekday()) % 7)
        case [name] if name in DAY_NAMES:
            return today - dt.timedelta(days=(today.weekday() - DAY_NAMES[name]) % 7)
        case [_, _] if not any(len(w) == 4 and w.isdigit() for w in words):
            if ahead is not None:
                day = parse_day(f"{text} {ahead.year}")
                return day if day >= ahead else parse_day(f"{text} {ahead.year + 1}")
            day = parse_day(f"{text} {today.year}")
            return day if day <= today else parse_day(f"{text} {today.year - 1}")
        case _:
            return parse_day(text)


def say_day(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.isoformat()}"
