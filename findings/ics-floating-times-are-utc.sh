#!/bin/sh
# ics, icalevents: an appointment at nine, wherever one is, becomes nine o'clock in Greenwich.
#
# Versions:  ics 0.7.3, icalevents 0.3.1, icalendar 7.3.2 (tzdata 2026.6, TZ=America/New_York)
# Guess:     RFC 5545, 3.3.5, form 1: a time without Z and without TZID is local time, nine on the clock of whoever
#            reads it. It comes without a zone, as icalendar has it, or in the zone of the machine.
# Behaviour: ics and icalevents put UTC to it, with nothing to tell it from a time with Z. Made local, 09:00 in New York
#            is 05:00, and 02:00 is on the day before. A time with TZID beside it is right.
# Seen:      ics 2026-05-04T02:00:00+00:00, shown in New York 2026-05-03 22:00; icalendar 2026-05-04T02:00:00
# Matters:   Working time kept in a calendar moves by hours, and a night's work into another day, week or tax year.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ics==0.7.3 icalevents==0.3.1
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6

TZ=America/New_York "$work/venv/bin/python" -W ignore - <<'PY'
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import ics
from icalevents.icalevents import events

TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//hours//EN
BEGIN:VEVENT
UID:night@example.org
DTSTAMP:20260501T000000Z
DTSTART:20260504T020000
DTEND:20260504T043000
SUMMARY:night
END:VEVENT
BEGIN:VEVENT
UID:zoned@example.org
DTSTAMP:20260501T000000Z
DTSTART;TZID=America/New_York:20260505T090000
DTEND;TZID=America/New_York:20260505T110000
SUMMARY:zoned
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
here = ZoneInfo("America/New_York")

by_ics = {e.name: e.begin.datetime for e in ics.Calendar(TEXT).events}
span = {"start": datetime(2026, 5, 1, tzinfo=UTC), "end": datetime(2026, 6, 1, tzinfo=UTC)}
by_icalevents = {e.summary: e.start for e in events(string_content=TEXT.encode(), **span)}
by_icalendar = {str(e["SUMMARY"]): e["DTSTART"].dt for e in icalendar.Calendar.from_ical(TEXT).walk("VEVENT")}
for name, found in (("ics", by_ics), ("icalevents", by_icalevents)):
    local = found["night"].astimezone(here)
    print(f"{name}: {found['night'].isoformat()}, shown in New York {local:%Y-%m-%d %H:%M}")
    assert found["night"].utcoffset().total_seconds() == 0
    assert f"{local:%Y-%m-%d %H:%M}" == "2026-05-03 22:00"
    assert found["zoned"].astimezone(here) == datetime(2026, 5, 5, 9, tzinfo=here)
print(f"icalendar: {by_icalendar['night'].isoformat()}")
assert by_icalendar["night"] == datetime(2026, 5, 4, 2)
PY
