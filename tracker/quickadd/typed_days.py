"""Days and moments as people type them: in words, in numbers, with a clock time or without."""

from __future__ import annotations

import datetime as dt
import re

from tracker import words
from tracker.later import pattern
from tracker.quickadd.days import day_of
from tracker.units import WEEKDAYS

_CLOCK = pattern(
    r"(?:(?P<day>.*?\S)(?:,\s*|\s+)(?:at\s+)?)?"
    r"(?P<clock>\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)",
    re.IGNORECASE,
)
_WORDS = pattern(rf"today|yesterday|tomorrow|(?:last )?(?:{'|'.join(WEEKDAYS)})[a-z]*|\d+ days? ago")


def read_day(text: str, order: str, today: dt.date) -> dt.date:
    """A day: today, yesterday, tomorrow, mon, last mon, 3 days ago, or a date in the reader's order.

    Raises InputError.

    >>> str(read_day("yesterday", "dmy", dt.date(2026, 5, 6))), str(read_day("3.2.2026", "dmy", dt.date(2026, 5, 6)))
    ('2026-05-05', '2026-02-03')
    """
    said = text.strip().casefold()
    if _WORDS.fullmatch(said):
        return day_of(said, today)
    return words.parse_day(text.strip(), order)


def read_when(text: str, order: str, now: dt.datetime, zone: str) -> dt.datetime | dt.date:
    """A day, or an instant in UTC where a clock time of the home zone (or an offset) is said: "today 15:00",
    "14:30" (today), "now", "2026-05-31 14:30".

    Raises InputError, for a clock time that was skipped or shown twice too.

    >>> read_when("3.2.2026 14:00", "dmy", dt.datetime(2026, 5, 6, tzinfo=dt.UTC), "Asia/Manila").isoformat()
    '2026-02-03T06:00:00+00:00'
    """
    said = text.strip()
    if said.casefold() == "now":
        return now.astimezone(dt.UTC).replace(second=0, microsecond=0)
    if re.match(r"\d{4}-\d\d-\d\dT", said):
        moment = words.parse_moment(said, order)
        return moment.astimezone(dt.UTC) if moment.tzinfo else words.local_instant(moment, zone)
    today = now.astimezone(words.zone_info(zone)).date()
    found = _CLOCK.fullmatch(said)
    if not found:
        return read_day(said, order, today)
    day = read_day(found["day"], order, today) if found["day"] else today
    return words.local_instant(dt.datetime.combine(day, words.parse_clock(found["clock"])), zone)
