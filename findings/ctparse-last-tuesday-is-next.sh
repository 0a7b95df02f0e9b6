#!/bin/sh
# ctparse: last Tuesday is the next one.
#
# Versions:  ctparse 0.3.6
# Guess:     last tuesday is in the past: on Wednesday, 6 May 2026, the 5th or (the week before) 28 April.
# Behaviour: It is the coming Tuesday, the same day as plain tuesday; last is kept as a part of the day, after late
#            and night. yesterday is right.
# Seen:      Tue 05 May  yesterday 2026-05-04  tuesday 2026-05-12  last tuesday 2026-05-12  last friday 2026-05-08
#            Wed 06 May  yesterday 2026-05-05  tuesday 2026-05-12  last tuesday 2026-05-12  last friday 2026-05-08
#            Sat 09 May  yesterday 2026-05-08  tuesday 2026-05-12  last tuesday 2026-05-12  last friday 2026-05-15
# Matters:   Work done last Tuesday is planned for the next one; a log that refuses the future notices, one that does
#            not has an hour in the wrong week.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ctparse==0.3.6

"$work/venv/bin/python" - <<'PY'
import datetime as dt

from ctparse import ctparse

seen = []
for day in (5, 6, 9):
    said = dt.datetime(2026, 5, day, 20, 0)
    row = [str(ctparse(text, ts=said).resolution)[:10] for text in ("yesterday", "tuesday", "last tuesday", "last friday")]
    print(f"{said:%a %d May}  yesterday {row[0]}  tuesday {row[1]}  last tuesday {row[2]}  last friday {row[3]}")
    seen.append(row)
assert seen == [
    ["2026-05-04", "2026-05-12", "2026-05-12", "2026-05-08"],
    ["2026-05-05", "2026-05-12", "2026-05-12", "2026-05-08"],
    ["2026-05-08", "2026-05-12", "2026-05-12", "2026-05-15"],
], seen
PY
