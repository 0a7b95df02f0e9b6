#!/bin/sh
# utt: a night loses a minute when it is reported by day.
#
# Versions:  utt 1.32
# Guess:     From 23:00 to 01:30 an hour belongs to the one day and an hour and a half to the other; the days add up.
# Behaviour: A report that ends with a day ends at 23:59: 0h59 and 1h30. The report of both days has 2h30.
# Seen:      4 May  0h59
#            5 May  1h30
#            both   2h30
# Matters:   Weeks and months that are billed from daily reports are a minute short for each night worked through.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check utt==1.32

export HOME="$work" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
mkdir -p "$work/data/utt"
printf '2026-05-04 23:00 hello\n2026-05-05 01:30 acme: review\n' > "$work/data/utt/utt.log"
worked() {
    "$work/venv/bin/utt" --now "2026-05-05 12:00" report --from "$1" --to "$2" --no-current-activity | sed -n 's/^Working: //p'
}
first=$(worked 2026-05-04 2026-05-04)
second=$(worked 2026-05-05 2026-05-05)
both=$(worked 2026-05-04 2026-05-05)
echo "4 May  $first"
echo "5 May  $second"
echo "both   $both"
test "$first" = 0h59
test "$second" = 1h30
test "$both" = 2h30
