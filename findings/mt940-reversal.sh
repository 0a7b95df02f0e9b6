#!/bin/sh
# mt-940: a credit that the bank took back is still income.
#
# Versions:  mt-940 5.1.1 (the reader that most Python tools of MT940 statements use)
# Guess:     The mark RC (reversal of a credit) takes away what C gave; the rows sum to the change of balance.
# Behaviour: Only the mark D turns the sign: RC stays positive, so the sum is twice the payment instead of nothing.
#            The opposite mark RD comes out right, which hides it.
# Seen:      [('C', '100.00'), ('RC', '100.00')] sum 200.00 while the balance moved by 0.00
# Matters:   A payment that bounced counts as paid twice. Compare the sum of rows with the balances, both are in the
#            file.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check mt-940==5.1.1

"$work/venv/bin/python" - <<'EOF'
import mt940

# 100 came in and was taken back the next day; the bank's own closing balance says so.
statement = """:20:STARTUMSE
:25:10020030/1234567
:28C:1/1
:60F:C260301EUR1000,00
:61:2603020302C100,00NTRFNONREF
:86:payment
:61:2603030303RC100,00NTRFNONREF
:86:payment taken back
:62F:C260303EUR1000,00
""".replace("\n", "\r\n")
read = mt940.parse(statement)
seen = [(t.data["status"], str(t.data["amount"].amount)) for t in read]
opening, closing = (read.data[k].amount.amount for k in ("final_opening_balance", "final_closing_balance"))
total = sum(t.data["amount"].amount for t in read)
print(seen, "sum", total, "while the balance moved by", closing - opening)
assert seen == [("C", "100.00"), ("RC", "100.00")], seen
assert (total, closing - opening) == (200, 0)
EOF
