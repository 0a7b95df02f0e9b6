#!/bin/sh
# hledger: a payment of $1,000 is one dollar, beside $1,250.50.
#
# Versions:  hledger 1.25 (Debian 12, 1.25-2+b5), ledger 3.3.0 (Debian 12, 3.3.0-3); unpacked, not installed
# Guess:     $1,000 is a thousand dollars in a file that has $1,250.50 too, in a journal and in a CSV of a bank; Ledger,
#            whose format it is, reads it so.
# Behaviour: A number with one mark has a decimal mark, whichever it is, and each number is read by itself: $1,000 is
#            1.000, the sum with $1,250.50 is $1,251.500. A CSV without decimal-mark in its rules is read the same way.
#            Ledger says $2,250.50; but where the decimal comma is the habit of the file it goes by what it has seen so
#            far: 1.000 EUR is one before the first comma and a thousand after it.
# Seen:      hledger: $1.000, $1,250.500, in all $1,251.500; Ledger: $1,000.00, in all $2,250.50
#            Ledger:  1.000 EUR: 1, 12,50 EUR, 1.000 EUR: 1.000,00
# Matters:   Whole sums of a thousand and more, which is what a month's payment is, are a thousandth, and the balance of
#            the file is as quiet as before.
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

cat > paid.journal <<'EOF'
2026-05-04 Outlier
    bank    $1,000
    income

2026-05-05 Mercor
    bank    $1,250.50
    income
EOF
usr/bin/hledger -f paid.journal balance bank | tee hledger.txt
usr/bin/ledger -f paid.journal balance bank | tee ledger.txt
grep -q '\$1,251.500 *bank' hledger.txt
grep -q '\$2,250.50 *bank' ledger.txt

printf '2026-05-04,Outlier,"1,000"\n2026-05-05,Mercor,"1,250.50"\n' > bank.csv
printf 'fields date,description,amount\ncurrency $\naccount1 bank\n' > bank.csv.rules
usr/bin/hledger -f bank.csv balance bank | tee csv.txt
grep -q '\$1,251.50.* bank' csv.txt

cat > comma.journal <<'EOF'
2026-05-04 one
    bank    1.000 EUR
    income
2026-05-05 comma
    bank    12,50 EUR
    income
2026-05-06 thousand
    bank    1.000 EUR
    income
EOF
usr/bin/ledger -f comma.journal register bank --format '%(payee) %(quantity(amount))\n' | tee comma.txt
grep -q '^one 1[.,]*0*$' comma.txt
grep -q '^thousand 1[.,]*000' comma.txt
