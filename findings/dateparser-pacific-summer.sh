#!/bin/sh
# dateparser: 9am PT in May is an hour late, and IST is Israel in winter.
#
# Versions:  dateparser 1.5.0, tzdata 2026.6
# Guess:     PT and ET are the time of the coast on that day: 9am PT on 4 May is 16:00 UTC. Letters of several zones
#            (IST) are refused or left out, as MT is.
# Behaviour: Letters are one fixed offset each: PT and PST are -8, ET and EST -5 all the year, so 17:00 and 14:00 UTC in
#            May. IST is +2, which is neither India's (+5:30) nor, in May, Israel's (+3). "9am MT", "9am Pacific time"
#            and "9:00 America/New_York" are no date at all (None).
# Seen:      9am PT 2026-05-04 09:00:00-08:00, 9am ET 09:00:00-05:00, 9am IST 09:00:00+02:00, 9am MT None
# Matters:   Deadlines and payment cut-offs of platforms are given in PT and ET: two thirds of the year they are an hour
#            off, for Indian workers three and a half.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0 tzdata==2026.6

"$work/venv/bin/python" -W ignore - <<'PY'
from datetime import UTC

import dateparser

seen = {"PT": "17:00", "PST": "17:00", "PDT": "16:00", "ET": "14:00", "EDT": "13:00", "IST": "07:00"}
for letters, clock in seen.items():
    instant = dateparser.parse(f"May 4 2026 9am {letters}")
    print(f"9am {letters}: {instant}, {instant.astimezone(UTC):%H:%M} UTC")
    assert f"{instant.astimezone(UTC):%H:%M}" == clock
for words in ("9am MT", "9am Pacific time", "9:00 America/New_York"):
    assert dateparser.parse(f"May 4 2026 {words}") is None
PY
