#!/bin/sh
# dateutil: the upgrade from 2.9 to 4.0 moves what lies in the skipped hour by an hour.
#
# Versions:  python-dateutil 2.9.0.post0 and 4.0.0, tzdata 2026.6
# Guess:     The same instants before and after an upgrade; 02:30 to 04:00 on the morning in March when the clocks go
#            forward is half an hour, as zoneinfo has it.
# Behaviour: 2.9 gives the skipped time the offset after the change: 02:30 is 00:30 UTC and the session lasts an hour
#            and a half, more than the clock can show. 4.0 gives it the offset before: 01:30 UTC, half an hour. rrule
#            follows.
# Seen:      2.9.0.post0 2:00:00 1.5 00:30
#              4.0.0 1:00:00 0.5 01:30
# Matters:   Two machines with one lock file apart read one export differently, and rows whose identity holds the
#            instant come in twice after the upgrade. A time that did not exist is better refused.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 2.9.0.post0 4.0.0; do
  python3 -m venv "$work/$version"
  "$work/$version/bin/python" -m pip install --quiet --disable-pip-version-check python-dateutil==$version tzdata==2026.6
  "$work/$version/bin/python" - <<'EOF' | tee -a "$work/seen"
import datetime as dt
import dateutil
from dateutil import rrule, tz

berlin = tz.gettz("Europe/Berlin")
start = dt.datetime(2026, 3, 29, 2, 30, tzinfo=berlin)   # the clocks go from 02:00 to 03:00
end = dt.datetime(2026, 3, 29, 4, 0, tzinfo=berlin)
hours = (end.astimezone(dt.timezone.utc) - start.astimezone(dt.timezone.utc)) / dt.timedelta(hours=1)
daily = list(rrule.rrule(rrule.DAILY, dtstart=dt.datetime(2026, 3, 28, 2, 30, tzinfo=berlin), count=2))
print(dateutil.__version__, start.utcoffset(), hours, daily[1].astimezone(dt.timezone.utc).strftime("%H:%M"))
EOF
done
printf '2.9.0.post0 2:00:00 1.5 00:30\n4.0.0 1:00:00 0.5 01:30\n' | cmp - "$work/seen"
