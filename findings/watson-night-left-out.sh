#!/bin/sh
# Watson: a night is in the report of both its days and in the log of neither.
#
# Versions:  td-watson 2.1.0, arrow 1.4.0
# Guess:     report and log of one day speak of the same time; the night is cut at midnight in both, or belongs to
#            the day it began.
# Behaviour: report cuts at midnight (and loses a second: 1 h 59 min 59 s), log keeps only frames that lie inside the
#            span whole. Asked for both days at once, log has it.
# Seen:      2026-03-06 report: "time":7199.999999, log: []
#              2026-03-07 report: "time":21600.0, log: []
# Matters:   An export made day by day (watson log --csv) has no night work at all, and nothing says that hours are
#            missing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check td-watson==2.1.0 arrow==1.4.0

export WATSON_DIR="$work/watson" TZ=Europe/Berlin
mkdir "$WATSON_DIR"
watson="$work/venv/bin/watson"
"$watson" add --from "2026-03-06 22:00" --to "2026-03-07 06:00" night >/dev/null
for day in 2026-03-06 2026-03-07; do
  report=$("$watson" report --from $day --to $day --json | tr -d ' \n')
  log=$("$watson" log --from $day --to $day --json | tr -d ' \n')
  echo "$day report: $(echo "$report" | grep -o '"time":[0-9.]*' | tail -1), log: $log"
  test "$log" = "[]"
  echo "$report" | grep -q '"name":"night"'
done
"$watson" log --from 2026-03-06 --to 2026-03-07 --json | grep -q '"project": "night"'
