"""Days and spans as an iCalendar file (RFC 5545), which calendars of phones and computers read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

LINE = 75
"""Bytes of a line at most; what is longer goes on in the next, after a space."""
ENDING = "\r\n"


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days from `start` to `end` (both in it), or an instant to another, in UTC.

    `uid`: by which a calendar that reads it again knows it; that of the day and title unless given. `busy`: does it
    take the time that it is at? `alarm`: how long after its start the calendar reminds of it; None: it does not.
    """

    start: dt.date
    end: dt.date
    title: str
    about: str = ""
    uid: str = ""
    busy: bool = False
    alarm: dt.timedelta | None = None

    @property
    def known(self) -> str:
        return self.uid or sha256(f"{self.start} {self.title}".encode()).hexdigest()[:32]


def on_day(day: dt.date, title: str, about: str) -> Event:
    return Event(day, day, title, about)


def icalendar(events: Iterable[Event], made_at: dt.datetime, name: str) -> bytes:
    """Events as a calendar called `name`. `made_at`: an instant in UTC.

    Instants are written in UTC, which needs no table of a zone's clock changes, and never as a start and a length: a
    calendar may take eight hours over such a night for seven or nine (icalendar 7.3.2).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tracker//pay days//EN", f"X-WR-CALNAME:{_text(name)}"]
    stamp = _instant(made_at)
    for event in events:
        lines += _event(event, stamp)
    return "".join(_folded(line) + ENDING for line in (*lines, "END:VCALENDAR")).encode()


def _instant(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _event(event: Event, stamp: str) -> list[str]:
    start, end = event.start, event.end
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        when = [f"DTSTART:{_instant(start)}", f"DTEND:{_instant(end)}"]
    else:
        when = [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{end + dt.timedelta(days=1):%Y%m%d}"]
    lines = ["BEGIN:VEVENT", f"UID:{event.known}@tracker", f"DTSTAMP:{stamp}", *when, f"SUMMARY:{_text(event.title)}"]
    if event.about:
        lines.append(f"DESCRIPTION:{_text(event.about)}")
    lines.append(f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}")
    if event.alarm is not None:
        minutes = int(event.alarm.total_seconds() // 60)
        about = f"DESCRIPTION:{_text(event.title)}"
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", about, f"TRIGGER:PT{minutes}M", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _text(value: str) -> str:
    r"""A text as a property holds it.

    >>> print(_text("Nova, Inc.; a\\b\nnext"))
    Nova\, Inc.\; a\\b\nnext
    """
    plain = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which breaks a letter.

    >>> [len(part.encode()) for part in _folded("SUMMARY:" + "é" * 60).split(ENDING)]
    [74, 55]
    """
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LINE:
            parts.append(part)
            part = " "
        part += letter
    return ENDING.join([*parts, part])
