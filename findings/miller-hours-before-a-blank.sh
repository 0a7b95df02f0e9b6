#!/bin/sh
# Miller: 2h 15m 30s is two hours.
#
# Versions:  miller 6.6.0 (Debian 12, 6.6.0-2+b3); unpacked, not installed
# Guess:     dhms2sec("1h 30m") is 5,400, as "1h30m" is, or an error, as "1h30min" and "1h,30m" are.
# Behaviour: It reads until the blank and gives what it has: 3,600, and 2h 15m 30s is 7,200. The way back,
#            fsec2hms(3599.9999999), is 00:59:60.000000.
# Seen:      1h30m 5400, 1h 30m 3600, 2h 15m 30s 7200, 1h30min (error); 00:59:60.000000
# Matters:   The form that time trackers print is taken and loses its minutes, while a form that is only odd is refused.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
package=miller=6.6.0-2+b3
apt-get download -qq $package >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq $package; } >/dev/null 2>&1
dpkg -x miller_*.deb .   # unpacked here, not installed
test "$(usr/bin/mlr --version)" = "mlr 6.6.0"

printf 'spent\n1h30m\n1h 30m\n2h 15m 30s\n1h30min\n' > hours.csv
usr/bin/mlr --icsv --ocsv put '$seconds = dhms2sec($spent)' hours.csv | tee seen.csv
for row in 1h30m,5400 "1h 30m,3600" "2h 15m 30s,7200" "1h30min,(error)"; do grep -qxF "$row" seen.csv; done
test "$(usr/bin/mlr -n put 'end {print fsec2hms(3599.9999999)}')" = 00:59:60.000000
