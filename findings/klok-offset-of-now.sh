#!/bin/sh
# klok: every time has the offset of the day on which it is typed.
#
# Versions:  klok-cli 1.2.1 (tzdata 2026.6, TZ=Europe/Berlin)
# Guess:     In Berlin 15 July is +02:00 and 15 January +01:00, whenever it is typed; 01:00 to 04:00 is two hours on
#            29 March and four on 25 October.
# Behaviour: The offset of now is written behind each time: in winter all of summer is +01:00, in summer all of winter
#            +02:00. The nights in which the clocks change are three hours long. What is stored, and goes out as JSON
#            and CSV, is another instant.
# Seen:      (in November)
#            winter  2026-01-15T09:00:00+01:00 to 2026-01-15T10:00:00+01:00  1.0 h
#            spring  2026-03-29T01:00:00+01:00 to 2026-03-29T04:00:00+01:00  3.0 h
#            summer  2026-07-15T09:00:00+01:00 to 2026-07-15T10:00:00+01:00  1.0 h
#            autumn  2026-10-25T01:00:00+01:00 to 2026-10-25T04:00:00+01:00  3.0 h
# Matters:   A reader of the file that trusts its offsets shows summer mornings an hour late and moves late evenings
#            to the next day; held against a platform's own times nothing overlaps as it should.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check klok-cli==1.2.1 tzdata==2026.6
export TZ=Europe/Berlin KLOK_HOME="$work/home" NO_COLOR=1
klok() { "$work/venv/bin/klok" "$@"; }

klok track --from "2026-03-29 01:00" --to "2026-03-29 04:00" spring
klok track --from "2026-10-25 01:00" --to "2026-10-25 04:00" autumn
klok track --from "2026-01-15 09:00" --to "2026-01-15 10:00" winter
klok track --from "2026-07-15 09:00" --to "2026-07-15 10:00" summer
klok log :all -f csv > "$work/log.csv"

"$work/venv/bin/python" - "$work/log.csv" <<'PY'
import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = {row["project"]: row for row in csv.DictReader(file)}
for row in rows.values():
    print(f"{row['project']:7} {row['start']} to {row['stop']}  {row['hours']} h")
assert len({row[end][-6:] for row in rows.values() for end in ("start", "stop")}) == 1
assert rows["spring"]["hours"] == rows["autumn"]["hours"] == "3.0"
PY
