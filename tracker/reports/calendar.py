"""Days as an iCalendar file (RFC 5545), which calendars of phones and computers read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

LINE = 75
"""Bytes of a line at most; what is longer goes on in the next, after a space."""
ENDING = "\r\n"


def icalendar(events: Iterable[tuple[dt.date, str, str]], made_at: dt.datetime, name: str) -> bytes:
    """Events of whole days (day, title, description) as a calendar called `name`.

    `made_at`: an instant in UTC. An event of the same day and title keeps its identifier, so that a calendar that
    reads the file again replaces it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tracker//pay days//EN", f"X-WR-CALNAME:{_text(name)}"]
    for day, title, description in events:
        lines += _event(day, title, description, f"{made_at:%Y%m%dT%H%M%SZ}")
    return "".join(_folded(line) + ENDING for line in (*lines, "END:VCALENDAR")).encode()


def _event(day: dt.date, title: str, description: str, stamp: str) -> list[str]:
    known = sha256(f"{day} {title}".encode()).hexdigest()[:32]
    lines = [
        "BEGIN:VEVENT", f"UID:{known}@tracker", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}", f"SUMMARY:{_text(title)}",
    ]  # fmt: skip
    if description:
        lines.append(f"DESCRIPTION:{_text(description)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


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
