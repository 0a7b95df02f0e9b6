#!/bin/sh
# icalendar: DURATION:PT8H over the night the clocks go back ends nine hours later, in spring seven.
#
# Versions:  icalendar 7.3.2, tzdata 2026.6
# Guess:     RFC 5545, 3.3.6: a duration of hours and minutes is exact time (PT8H is eight hours), one of days or weeks
#            is nominal. From 22:00 in Berlin on 24 October 2026 that ends at 05:00.
# Behaviour: The duration is added to the clock: the end is 06:00, nine hours later, in spring seven. The event's own
#            `duration` says 8:00 in all cases, also for an event with an end that is nine hours after its start.
# Seen:      DURATION:PT8H autumn 2026-10-25 06:00+01:00, elapsed 9:00; spring 2027-03-28 06:00+02:00, elapsed 7:00
#              DTEND 06:00 autumn: duration 8:00, elapsed 9:00
# Matters:   A night shift is an hour short or long, in the direction that hides: the calendar shows eight hours.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6

"$work/venv/bin/python" - <<'PY'
from datetime import UTC, timedelta

from icalendar import Calendar

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:{}T220000\r\n{}\r\nSUMMARY:night\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def night(day: str, end: str) -> tuple[timedelta, timedelta]:
    (event,) = Calendar.from_ical(EVENT.format(day, end)).events
    elapsed = event.end.astimezone(UTC) - event.start.astimezone(UTC)
    print(end, "from", event.start, "to", event.end, "| duration", event.duration, "| elapsed", elapsed)
    return event.duration, elapsed


eight, nine, seven = (timedelta(hours=h) for h in (8, 9, 7))
assert night("20261024", "DURATION:PT8H") == (eight, nine)
assert night("20270327", "DURATION:PT8H") == (eight, seven)
assert night("20261024", "DTEND;TZID=Europe/Berlin:20261025T060000") == (eight, nine)
PY
