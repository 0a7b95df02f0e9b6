#!/bin/sh
# hledger and Ledger: the offset in a timeclock is not used, and a night of seven hours has eight.
#
# Versions:  hledger 1.25 (Debian 12, 1.25-2+b5), ledger 3.3.0 (Debian 12, 3.3.0-3); unpacked, not installed
# Guess:     22:00:00+0100 to 06:00:00+0200 is seven hours, as the offsets say: the clocks went forward in between; in
#            autumn nine.
# Behaviour: hledger reads the offset and leaves it out, Ledger makes it a part of the account ("0100 night"). Both
#            subtract the clock times, whatever the zone of the machine: eight hours in spring and in autumn.
# Seen:      hledger: 2026-03-29 8.00h, 2026-10-25 16.00h in all
#              ledger: (0100 night) 8.00h
#              ledger: (0200 night) 8.00h
# Matters:   The file holds the true times and the sum is an hour off, each way; in Ledger the hours of summer and of
#            winter are two accounts.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in hledger=1.25-2+b5 ledger=3.3.0-3; do
  apt-get download -qq $package >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq $package; } >/dev/null 2>&1
done
for file in *.deb; do dpkg -x "$file" .; done   # unpacked here, not installed
export LC_ALL=C.UTF-8 TZ=Europe/Berlin
case $(usr/bin/hledger --version) in "hledger 1.25"*) ;; *) echo "this is about hledger 1.25"; exit 1 ;; esac

cat > night.timeclock <<'EOF'
i 2026-03-28 22:00:00+0100 night
o 2026-03-29 06:00:00+0200
i 2026-10-24 22:00:00+0200 night
o 2026-10-25 06:00:00+0100
EOF
usr/bin/hledger -f night.timeclock register | tee hledger.txt
grep -q '^2026-03-29 .*6.00h *8.00h$' hledger.txt
grep -q '^2026-10-25 .*6.00h *16.00h$' hledger.txt
usr/bin/ledger -f night.timeclock register | tee ledger.txt
grep -q '(0100 night) *8.00h *8.00h' ledger.txt
grep -q '(0200 night) *8.00h *16.00h' ledger.txt
