#!/bin/sh
# Timewarrior: a night is whole in the export of both its days.
#
# Versions:  timewarrior 1.4.3 (Debian 12, 1.4.3+ds.1-2; unpacked, not installed)
# Guess:     export of a day and summary of that day speak of the same time: the night is cut at midnight in both, or
#            belongs to the day it began.
# Behaviour: summary cuts at midnight (2:00:00 and 2:00:00); export gives the whole interval for each day that it
#            touches, from 21:00 to 01:00 UTC, with nothing to tell that it was seen before: the id is its place from
#            the end, not its own.
# Seen:      2026-03-02 summary 2:00:00, export 4:00:00
#              2026-03-03 summary 2:00:00, export 4:00:00
# Matters:   Exports made day by day, or week by week with work on Sunday nights, hold eight hours where four were
#            worked. Export all at once (timew export :all).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
package=timewarrior=1.4.3+ds.1-2
apt-get download -qq $package >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq $package; } >/dev/null 2>&1
dpkg -x timewarrior_*.deb .   # unpacked here, not installed
timew="$work/usr/bin/timew"
export TIMEWARRIORDB="$work/db" TZ=Europe/Berlin
mkdir "$TIMEWARRIORDB"
test "$("$timew" --version)" = 1.4.3

"$timew" track 2026-03-02T22:00 - 2026-03-03T02:00 night :yes >/dev/null
for day in 2026-03-02 2026-03-03; do
  summary=$("$timew" summary $day | grep -o '[0-9]*:[0-9:]*' | tail -1)
  exported=$("$timew" export $day)
  echo "$exported" | grep -q '"start":"20260302T210000Z","end":"20260303T010000Z"'
  echo "$day summary $summary, export 4:00:00"
  test "$summary" = 2:00:00
done
