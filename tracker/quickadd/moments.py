"""Moments in words: a day, a clock time of one, and which of its two nights is meant."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from tracker.errors import InputError
from tracker.quickadd.clocks import clock, time_of
from tracker.quickadd.days import DAY, Days, part_of
from tracker.quickadd.halves import MIDNIGHT
from tracker.say import Said, Weekday
from tracker.words import local_instant, parse_instant

SMALL_HOURS = 6
"""Until then a time of last evening that is said without its day is last evening's."""


def moment(text: str, days: Days, zone: ZoneInfo) -> dt.datetime | dt.date | None:
    """A day, an instant (`yesterday 15:00`, `15:00`, `15:00 on 3 may`), or None. An instant is UTC.

    >>> moment("3 may at 3pm", Days(dt.date(2026, 5, 6)), ZoneInfo("UTC"))
    datetime.datetime(2026, 5, 3, 15, 0, tzinfo=datetime.timezone.utc)
    """
    if instant := exact(text, zone):
        return instant
    words = [w for w in text.split() if w.casefold() not in ("at", "on", "from", "since")]
    if not words:
        return None
    if day := days.day(" ".join(words)):
        return day
    for n in (2, 1):
        for said, rest in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            if len(said) == n and clock(" ".join(said)):
                found = day_and_part(days, " ".join(rest)) if rest else (here_day(days), "")
                if found:
                    return local_instant(at_clock(days, *found, " ".join(said)), zone.key)
    return None


def day_and_part(days: Days, text: str) -> tuple[dt.date, str] | None:
    """The day that a text means, and the part of the day that it names."""
    day = days.day(text)
    return (day, part_of(text)) if day else None


def at_clock(days: Days, day: dt.date, part: str, said: str) -> dt.datetime:
    """A clock time of a day, of which `part` was said."""
    at = time_of(said, days.ask, part)
    if in_the_night(part, at) or said.casefold().replace(" ", "") in MIDNIGHT:
        day = which_night(days, day)
    return dt.datetime.combine(day, at)


def which_night(days: Days, day: dt.date) -> dt.date:
    """`1am-3am last night`, `yesterday at midnight`: after the midnight that ended the day, or before it began."""
    after = day + DAY
    message = Said("Was it in the night to {after}, or to {day}?", after=Weekday(after), day=Weekday(day))
    return days.ask("night", message, [("", after), ("", day)], hint="Write the date.")


def in_the_night(part: str, at: dt.time) -> bool:
    """Whether a time is of a night that two days share."""
    return part in ("evening", "night") and at.hour < SMALL_HOURS


def here_day(days: Days) -> dt.date:
    """The day if none is said. Raises `InputError` (`no_day`) if nothing says it."""
    if not days.anchored:
        raise InputError(
            "It is not known on which day it was.",
            hint="Put a line with the date above it, or write the date.",
            code="no_day",
        )
    return days.today


def exact(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """An ISO 8601 instant: with its offset, or in the time of the zone."""
    if len(text) < 16 or text[10:11] not in "Tt" or not text[:4].isdigit():
        return None
    try:
        return parse_instant(text)
    except InputError as error:
        if error.code != "no_offset":
            return None
    return local_instant(dt.datetime.fromisoformat(text), zone.key)
