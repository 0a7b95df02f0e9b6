#!/bin/sh
# csv2ofx, Payoneer: a payment of 1,250.00 is left out, a cancelled one is money.
#
# Versions:  csv2ofx 0.34.2, meza 0.47.0
# Guess:     The mapping "payoneer" takes each completed row. An amount with a comma is read, as the package's own
#            documentation of convert_amount has it ($1,000.00 is 1000.00).
# Behaviour: A filter of the mapping tries float() on the text of the amount first; where that fails the row is left
#            out, without a word. The column Status is not looked at: a cancelled payment is written as a credit.
# Seen:      rows 950.00, "1,250.00", 400.00 (Cancelled); the statement holds 950.00 and 400.00, exit status 0
# Matters:   The larger payments of a month are missing from the books, and what never came is in them; the ending
#            balance in the same file is right, which hides it until somebody adds up.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check csv2ofx==0.34.2 meza==0.47.0

cat >"$work/payoneer.csv" <<'CSV'
Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,Transfer Amount,Transfer Amount Currency,Status,Running Balance,Additional Description,Store Name,Source,Target,Reference ID
03/05/2026,09:00:00,UTC,1001,Payment,950.00,,USD,,,Completed,950.00,,,A platform,Balance,
03/12/2026,09:00:00,UTC,1002,Payment,"1,250.00",,USD,,,Completed,"2,200.00",,,A platform,Balance,
03/19/2026,09:00:00,UTC,1003,Payment,400.00,,USD,,,Cancelled,"2,200.00",,,A platform,Balance,
CSV
"$work/venv/bin/csv2ofx" -o -m payoneer "$work/payoneer.csv" "$work/payoneer.ofx"
found=$(grep -o "<TRNAMT>[^<]*" "$work/payoneer.ofx" | cut -d'>' -f2 | tr '\n' ' ')
echo "amounts in the statement: $found"
echo "balance in the statement: $(grep -o "<BALAMT>[^<]*" "$work/payoneer.ofx" | cut -d'>' -f2)"
test "$found" = "950.00 400.00 "
