"""Lengths of time, clock times, spans between two of them, and moments."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.errors import InputError
from tracker.quickadd.days import Days
from tracker.words import local_instant, parse_clock, parse_duration, parse_instant

_N = r"\d{1,5}(?:[.,]\d{1,4})?"
_H, _M, _S = r"h(?:rs?|ours?)?", r"m(?:ins?|inutes?)?", r"s(?:ecs?|econds?)?"
_LENGTH = re.compile(
    rf"{_N} ?{_H}(?:\d{{1,2}}|,? ?(?:and )?{_N} ?{_M})?(?:,? ?(?:and )?{_N} ?{_S})?"
    rf"|{_N} ?{_M}(?:\d{{1,2}}|,? ?(?:and )?{_N} ?{_S})?|{_N} ?{_S}",
    re.IGNORECASE,
)
_WORDED = {"an hour": 3600, "one hour": 3600, "half an hour": 1800, "half hour": 1800}
_HALF = r"(?:[ap]\.?m\.?)"
_CLOCK = rf"\d{{1,2}}(?:[:.]\d{{2}}(?::\d{{2}})?)?{_HALF}?"
_SPAN = re.compile(rf"({_CLOCK})(?:-|–|—|to|until|till)({_CLOCK})", re.IGNORECASE)
_ONE = re.compile(rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})? ?{_HALF}?|\d{{1,2}} ?{_HALF}", re.IGNORECASE)
_SURE = re.compile(r":|\d[ap]\.?m|\d\.\d\d", re.IGNORECASE)
SHORT = re.compile(r"\d:[0-5]\d")
"""A clock-like text that may as well be a length."""


class ClockSpan(NamedTuple):
    first: dt.time
    last: dt.time


def length(text: str) -> int | None:
    """Seconds of a length of time; None where it is none (`2:30` may be a clock time: see `work`).

    >>> [length(t) for t in ("2h30", "150m", "1,5h", "2 hours and 5 min", "half an hour", "14:00")]
    [9000, 9000, 5400, 7500, 1800, None]
    """
    if text.casefold() in _WORDED:
        return _WORDED[text.casefold()]
    if not text[:1].isdigit() or not _LENGTH.fullmatch(text):
        return None
    return parse_duration(re.sub(r",? and |, ", " ", text))


def clock(text: str) -> str | None:
    """A clock time as written, None where it is none."""
    return text if text[:1].isdigit() and _ONE.fullmatch(text) else None


def time_of(text: str, until: str = "") -> dt.time:
    """A clock time; where only the end of a span says am or pm, the start is the nearest before it.

    >>> time_of("9", "5pm"), time_of("10", "2am")
    (datetime.time(9, 0), datetime.time(22, 0))
    """
    text, until = text.replace(" ", ""), until.replace(".", "").lower()
    if text[-1] in "mM.":
        return parse_clock(text)
    if until[-2:] in ("am", "pm"):
        end, other = parse_clock(until), "am" if until[-2:] == "pm" else "pm"
        near = [
            parse_clock(text + half) if int(text.split(":")[0].split(".")[0]) <= 12 else None
            for half in (until[-2:], other)
        ]
        found = [t for t in near if t is not None]
        if found:
            return found[0] if found[0] < end else found[1]
    return parse_clock(text.replace(".", ":") if ":" in text or "." in text else f"{text}:00")


def span(text: str) -> ClockSpan | None:
    """Two clock times with a dash or "to" between; one of them says that they are clock times."""
    if not text[:1].isdigit():
        return None
    found = _SPAN.fullmatch(text.replace(" ", ""))
    if not found or not _SURE.search(text.replace(" ", "")):
        return None
    first, last = found.groups()
    return ClockSpan(time_of(first, last), time_of(last))


def moment(text: str, days: Days, zone: ZoneInfo) -> dt.datetime | dt.date | None:
    """A day, an instant (`yesterday 15:00`, `15:00`, `15:00 on 3 may`), or None. An instant is UTC.

    >>> moment("3 may at 3pm", Days(dt.date(2026, 5, 6)), ZoneInfo("UTC"))
    datetime.datetime(2026, 5, 3, 15, 0, tzinfo=datetime.timezone.utc)
    """
    if instant := exact(text):
        return instant
    words = [w for w in text.split() if w.casefold() not in ("at", "on", "from", "since")]
    if not words:
        return None
    if day := days.day(" ".join(words)):
        return day
    for n in (2, 1):
        for said, rest in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            if len(said) == n and clock(" ".join(said)):
                day = days.day(" ".join(rest)) if rest else here_day(days)
                if day:
                    return local_instant(dt.datetime.combine(day, time_of(" ".join(said))), zone.key)
    return None


def here_day(days: Days) -> dt.date:
    """The day where none is said. Raises `InputError` (`no_day`) where nothing says it."""
    if not days.anchored:
        raise InputError(
            "Nothing says on which day it was.",
            hint="Put a line with the date above it, or write the date.",
            code="no_day",
        )
    return days.today


def exact(text: str) -> dt.datetime | None:
    """An ISO 8601 instant with its offset."""
    if len(text) < 16 or text[10:11] not in "Tt":
        return None
    try:
        return parse_instant(text)
    except InputError:
        return None
