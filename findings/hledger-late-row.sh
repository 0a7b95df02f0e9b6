#!/bin/sh
# hledger import: a row that appears late is never imported.
#
# Versions:  hledger 1.25 (Debian 12, 1.25-2+b5; unpacked, not installed)
# Guess:     import compares with what is there and takes what is new, the released payment included.
# Behaviour: It remembers the latest date only, and takes rows after it (and further ones on it): a row dated before
#            is left out for good. The count of new transactions looks right.
# Seen:      imported 2 new transactions from pay.csv
#              imported 1 new transactions from pay.csv
#              in the file 580, in the journal: USD180assets:paypal
# Matters:   Held, reviewed and back-dated payments are the rule on platforms: 400 of 580 are missing and no total of
#            the file was compared.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq hledger=1.25-2+b5 >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq hledger=1.25-2+b5; } >/dev/null 2>&1
dpkg -x hledger_*.deb .   # unpacked here, not installed
hledger="$work/usr/bin/hledger"
export LC_ALL=C.UTF-8
case $("$hledger" --version) in "hledger 1.25"*) ;; *) echo "this is about hledger 1.25"; exit 1 ;; esac

printf 'fields date,description,amount\naccount1 assets:paypal\ncurrency USD\n' > pay.csv.rules
touch all.journal
printf '2026-03-01,outlier,50\n2026-03-03,mercor,60\n' > pay.csv
"$hledger" -f all.journal import pay.csv
# The next export of the same account: a payment of the 2nd, held for review, has been released since.
printf '2026-03-01,outlier,50\n2026-03-02,released,400\n2026-03-03,mercor,60\n2026-03-05,outlier,70\n' > pay.csv
"$hledger" -f all.journal import pay.csv
sum=$("$hledger" -f all.journal balance assets:paypal --no-total | tr -d ' ')
echo "in the file 580, in the journal: $sum"
test "$sum" = "USD180assets:paypal"
