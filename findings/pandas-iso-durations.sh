#!/bin/sh
# pandas: PT1.5H is five hours and a second.
#
# Versions:  pandas 3.1.1, isodate 0.7.2
# Guess:     PT1.5H is an hour and a half, as ISO 8601 has it, or an error.
# Behaviour: The point ends a number: 1 becomes seconds, 5H five hours; a quarter of an hour is 25 hours. The comma
#            of `1,5 h` is dropped: fifteen hours. Whole parts (PT1H30M) are right.
# Seen:      PT1.5H     pandas 0 days 05:00:01  isodate 1:30:00
#              PT0.25H    pandas 1 days 01:00:00  isodate 0:15:00
#              PT1H30.5M  pandas 0 days 01:05:30  isodate 1:30:30
#              1,5 h      pandas 0 days 15:00:00  isodate (no ISO 8601)
#              PT1H30M    pandas 0 days 01:30:00  isodate 1:30:00
# Matters:   Trackers write durations so. pd.to_timedelta on a whole column (no error, the right type) makes short
#            days long ones.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 isodate==0.7.2

"$work/venv/bin/python" - <<'EOF'
import isodate
import pandas as pd

seen = {}
for text in ("PT1.5H", "PT0.25H", "PT1H30.5M", "1,5 h", "PT1H30M"):
    try:
        right = isodate.parse_duration(text)
    except isodate.ISO8601Error:
        right = "(no ISO 8601)"
    seen[text] = str(pd.Timedelta(text))
    print(f"{text:10} pandas {seen[text]:16} isodate {right}")
assert list(seen.values()) == [
    "0 days 05:00:01", "1 days 01:00:00", "0 days 01:05:30", "0 days 15:00:00", "0 days 01:30:00"
], seen
EOF
