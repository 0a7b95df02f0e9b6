#!/bin/sh
# Timewarrior: work that began 30m ago began two and a half years ago.
#
# Versions:  timewarrior 1.4.3 (Debian 12, 1.4.3+ds.1-2); unpacked, not installed
# Guess:     `timew start 30m ago` is thirty minutes ago, as 90min and 1.5h are an hour and a half; `half an hour ago` is
#            thirty minutes too, or refused.
# Behaviour: m is the month. `start 30m ago` begins 900 days ago, `track 9:00 for 90m` ends in seven and a half years,
#            `lengthen @1 30m` adds 900 days; exit code 0, no question. Of `half an hour ago` the hour is taken, half and
#            an are tags. 1h30m and PT1.5H are refused.
# Seen:      30m ago: 900 days; 9:00 for 90m: 2700 days; half an hour ago: 1:00:00, tags an, half, work
# Matters:   One letter makes ten thousand hours of half of one, and each report over the years between holds them.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
package=timewarrior=1.4.3+ds.1-2
apt-get download -qq $package >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq $package; } >/dev/null 2>&1
dpkg -x timewarrior_*.deb .   # unpacked here, not installed
timew="$work/usr/bin/timew"
export TIMEWARRIORDB="$work/db" TZ=UTC
mkdir "$TIMEWARRIORDB"
test "$("$timew" --version)" = 1.4.3

seen() {   # what the one interval is, as seconds from its start to its end (or to now) and its tags
  "$timew" export | python3 -c '
import json, sys
from datetime import datetime, timezone
(row,) = json.load(sys.stdin)
start, *end = (datetime.strptime(row[k], "%Y%m%dT%H%M%SZ") for k in ("start", "end") if k in row)
end = end[0] if end else datetime.now(timezone.utc).replace(tzinfo=None)
print(round((end - start).total_seconds() / 60), *row["tags"])
'
}
day=$(date -u -d yesterday +%Y-%m-%d)
for words in "start 1.5h ago work" "start 90min ago work" "start 30m ago work" "start half an hour ago work" \
  "track ${day}T09:00 for 90min work" "track ${day}T09:00 for 90m work"; do
  rm -rf "$TIMEWARRIORDB"/data/*
  # shellcheck disable=SC2086
  "$timew" $words :yes >/dev/null
  echo "$words: $(seen)"
done | tee seen.txt
grep -q 'start 1.5h ago work: 90 work' seen.txt
grep -q 'start 90min ago work: 90 work' seen.txt
grep -q 'start 30m ago work: 1296000 work' seen.txt
grep -q 'start half an hour ago work: 60 an half work' seen.txt
grep -q 'for 90min work: 90 work' seen.txt
grep -q 'for 90m work: 3888000 work' seen.txt
