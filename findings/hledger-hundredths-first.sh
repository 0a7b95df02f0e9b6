#!/bin/sh
# hledger: three times an hour and twenty minutes are 3.99 hours.
#
# Versions:  hledger 1.25 (Debian 12, 1.25-2+b5), ledger 3.3.0 (Debian 12, 3.3.0-3); unpacked, not installed
# Guess:     A timeclock holds seconds; what is shown with two decimals is rounded when it is shown, as it is of a
#            timedot file (20m three times is 1.00) and in Ledger. Three times 1:20 is four hours.
# Behaviour: Each session of a timeclock is rounded to hundredths of an hour, 36 seconds, when it is read, and the sum
#            is that of the rounded ones: 1.33 + 1.33 + 1.33 = 3.99. Fifty spells of 17 seconds, which are fourteen
#            minutes, are nothing (0), and of 19 seconds half an hour.
# Seen:      hledger 3.99h, Ledger 4.00h; 20m in a timedot file three times: 1.00
#            50 x 17 s (0.24 h): 0; 50 x 19 s (0.26 h): 0.50h
# Matters:   Short tasks are the rule in this field: the hours under a rate are wrong by up to all of them, and the file
#            itself is right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in hledger=1.25-2+b5 ledger=3.3.0-3; do
  apt-get download -qq $package >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq $package; } >/dev/null 2>&1
done
for file in *.deb; do dpkg -x "$file" .; done   # unpacked here, not installed
export LC_ALL=C.UTF-8
case $(usr/bin/hledger --version) in "hledger 1.25"*) ;; *) echo "this is about hledger 1.25"; exit 1 ;; esac

spells() {   # NUMBER MINUTES SECONDS: sessions of one length, ten a day
  i=0
  while [ "$i" -lt "$1" ]; do
  day=$((i / 10 + 1)) hour=$((i % 10 * 2))
    printf 'i 2026-05-%02d %02d:00:00 task\no 2026-05-%02d %02d:%02d:%02d\n' $day $hour $day $((hour + $2 / 60)) $(($2 % 60)) "$3"
    i=$((i + 1))
  done
}
spells 3 80 0 > thirds.timeclock
spells 50 0 17 > short.timeclock
spells 50 0 19 > longer.timeclock
printf '2026-05-04\na  20m\n2026-05-05\na  20m\n2026-05-06\na  20m\n' > thirds.timedot
for file in thirds.timeclock short.timeclock longer.timeclock thirds.timedot; do
  echo "$file: $(usr/bin/hledger -f $file balance -N --empty)"
done | tee hledger.txt
echo "Ledger: $(usr/bin/ledger -f thirds.timeclock balance)" | tee ledger.txt
grep -q '^thirds.timeclock: *3.99h *task' hledger.txt
grep -q '^thirds.timedot: *1.00 *a' hledger.txt
grep -q '4.00h *task' ledger.txt

grep -q "^short.timeclock: *0 *task" hledger.txt
grep -q "^longer.timeclock: *0.50h *task" hledger.txt
