#!/bin/sh
# csv2ofx: two equal payments of one day get one id, by which a money program knows them as one.
#
# Versions:  csv2ofx 0.34.2, meza 0.47.0
# Guess:     FITID is unique in an account, as OFX has it: two rows are two transactions. Or, where a file has no
#            ids, the package says that it makes them up.
# Behaviour: Without an id the FITID is the MD5 of date, amount, payee and note, with no count. Equal rows share it.
# Seen:      two rewards of 50.00 on 2026-03-06: two transactions, one id
# Matters:   Task rewards are equal by nature. A program that leaves out what it has by its id, as the format asks it
#            to, books 50.00 of 100.00.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check csv2ofx==0.34.2 meza==0.47.0

cat >"$work/bank.csv" <<'CSV'
Date,Amount,Description,Notes,Account
2026-03-06,50.00,A platform,task reward,CHECKING
2026-03-06,50.00,A platform,task reward,CHECKING
CSV
"$work/venv/bin/csv2ofx" -o "$work/bank.csv" "$work/bank.ofx"
rows=$(grep -c "<STMTTRN>" "$work/bank.ofx")
ids=$(grep -o "<FITID>[^<]*" "$work/bank.ofx" | sort -u | wc -l | tr -d ' ')
echo "transactions: $rows, ids: $ids"
test "$rows" = 2
test "$ids" = 1
