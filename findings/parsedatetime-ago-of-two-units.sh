#!/bin/sh
# parsedatetime: "1h 30m ago" is half an hour ahead, and "an hour and a half ago" is read by the machine's own clock.
#
# Versions:  parsedatetime 2.6
# Guess:     Said at 20:00, an hour and thirty minutes ago is 18:30, as 90 minutes ago is.
# Behaviour: "ago" takes the first unit back and the second one forward: 1h 30m ago is 20:30, 3 days 2 hours ago is three
#            days ahead. Half an hour is an hour. Of "an hour and a half ago" the moment that was handed in is not used.
# Seen:      90 minutes ago             2026-05-06 18:30
#            1h 30m ago                 2026-05-06 20:30
#            1 hour and 30 minutes ago  2026-05-06 20:30
#            half an hour ago           2026-05-06 19:00
#            3 days 2 hours ago         2026-05-09 18:00
#            an hour and a half ago     not a time of 6 May 2026
# Matters:   Who logs when a task began in words gets a start that lies ahead, or twice the time; all of it is marked as
#            understood.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check parsedatetime==2.6

"$work/venv/bin/python" -W ignore - <<'PY'
import datetime as dt

import parsedatetime

NOW = dt.datetime(2026, 5, 6, 20, 0)
SEEN = {
    "90 minutes ago": (6, 18, 30),
    "1h 30m ago": (6, 20, 30),
    "1 hour and 30 minutes ago": (6, 20, 30),
    "half an hour ago": (6, 19, 0),
    "3 days 2 hours ago": (9, 18, 0),
}
calendar = parsedatetime.Calendar()
for text, seen in SEEN.items():
    found, understood = calendar.parseDT(text, NOW)
    print(f"{text:26}", found.strftime("%Y-%m-%d %H:%M"))
    assert understood
    assert (found.day, found.hour, found.minute) == seen
found, understood = calendar.parseDT("an hour and a half ago", NOW)
print(f"{'an hour and a half ago':26}", "the machine's own clock" if abs(found - NOW) > dt.timedelta(days=1) else found)
assert understood
assert abs(found - dt.datetime.now()) < dt.timedelta(hours=3)
PY
