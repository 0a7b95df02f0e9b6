#!/bin/sh
# klok: two hours on a day in May last until today.
#
# Versions:  klok-cli 1.2.1
# Guess:     `track 09:00 to 11:30 acme` is the example of its help; with the day in front, `track 2026-05-04 10:00 to
#            12:00 acme` is two hours of that day, or refused.
# Behaviour: The end is a clock time of the present day: 10:00 on 4 May to 12:00 today. With the day at both ends the
#            second clock time is not read: it becomes the project, the project a tag, and the end is midnight. Only
#            --from and --to with quotes do what is meant. One line tells the length, no question is asked.
# Seen:      Tracked forenoon from 2026-05-04 10:00 to 12:00 (5042h 00m)   on 30 November 2026
#            Tracked 12:00 +again from 2026-05-05 10:00 to 00:00 (14h 00m)
#            Tracked quoted from 2026-05-06 10:00 to 12:00 (2h 00m)
# Matters:   Hours logged days later are the usual case in this field, and a report of any day between then has the
#            five thousand hours in full.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check klok-cli==1.2.1 tzdata==2026.6
export TZ=Europe/Berlin KLOK_HOME="$work/home" NO_COLOR=1
klok() { "$work/venv/bin/klok" "$@"; }

klok track 2026-05-04 10:00 to 12:00 forenoon
klok track 2026-05-05 10:00 to 2026-05-05 12:00 again
klok track --from "2026-05-06 10:00" --to "2026-05-06 12:00" quoted
klok log :all -f csv > "$work/log.csv"

"$work/venv/bin/python" - "$work/log.csv" <<'PY'
import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
for row in rows:
    print(f"{row['project']:9} {row['tags']:6} {row['start'][:16]} to {row['stop'][11:16]}")
days, again, quoted = rows
assert days["stop"][:10] > "2026-05-05" and float(days["hours"]) > 24 * 150
assert (again["project"], again["tags"], again["stop"][:16]) == ("12:00", "again", "2026-05-06T00:00")
assert quoted["hours"] == "2.0"
PY
