#!/bin/sh
# hledger: a month of timedot is thirty weeks, and 90m in a journal are no minutes.
#
# Versions:  hledger 1.25 (Debian 12, 1.25-2+b5; unpacked, not installed)
# Guess:     In timedot d, w, mo, y are days, weeks, months, years of 24 hours, so 1mo is 720 and 1y 8,760. 1h and
#            90m sum to 2.5 hours, as Ledger 3.3 has it for the same file.
# Behaviour: 1mo is 5,040 hours and 1y 61,320: both are counted in weeks of 168 hours. Between two kinds of file m
#            changes its meaning: minutes in timedot, an unrelated commodity in a journal, which never adds to h.
# Seen:      1d = 24.00work
#              1w = 168.00work
#              1mo = 5040.00work
#              1y = 61320.00work
#                                1h
#                               90m  time
# Matters:   Hours lie in three kinds of file of one program, and a sum over them is right for one kind only. Take
#            hours as 1.5h.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq hledger=1.25-2+b5 >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq hledger=1.25-2+b5; } >/dev/null 2>&1
dpkg -x hledger_*.deb .   # unpacked here, not installed
hledger="$work/usr/bin/hledger"
export LC_ALL=C.UTF-8
case $("$hledger" --version) in "hledger 1.25"*) ;; *) echo "this is about hledger 1.25"; exit 1 ;; esac

printf '2026-03-06\nwork  1w\nwork  1mo\nwork  1y\nwork  90m\n' > a.timedot
printf '2026-03-06 * work\n  (time)  1h\n  (time)  90m\n' > a.journal
"$hledger" -f a.timedot print | grep work
for unit in 1d 1w 1mo 1y; do
  printf '2026-03-06\nwork  %s\n' "$unit" > b.timedot
  echo "$unit = $("$hledger" -f b.timedot balance --no-total | tr -d ' ')"
done | tee units
printf '1d = 24.00work\n1w = 168.00work\n1mo = 5040.00work\n1y = 61320.00work\n' | cmp - units
"$hledger" -f a.journal balance --no-total | tee journal
test "$(tr -d ' \n' < journal)" = "1h90mtime"
