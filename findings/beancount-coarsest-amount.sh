#!/bin/sh
# Beancount: a fee written as 2.0 lets three cents of the same entry go missing, and a balance assertion confirms it.
#
# Versions:  beancount 3.2.3
# Guess:     An entry balances to the cent of its currency, or by its finest amount; 2, 2.0 and 2.00 are one amount.
# Behaviour: What may be missing is half of the last digit of the coarsest amount with decimals: 0.05 beside 2.0, 0.005
#            beside 2.00. Whole numbers do not count. hledger and Ledger refuse all three.
# Seen:      fee 2     refused, -0.03 USD
#            fee 2.0   accepted, Assets:Bank is 97.97 of 98.00
#            fee 2.00  refused, -0.03 USD
# Matters:   Exporters that drop zeros write 2.0 for 2.00: a payment of 100.00 with a fee of 2.0 and 97.97 in the bank
#            passes bean-check.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check beancount==3.2.3

"$work/venv/bin/python" - <<'PY'
from beancount import loader

TEXT = """
1970-01-01 open Assets:Bank
1970-01-01 open Expenses:Fees
1970-01-01 open Income:Work
2026-05-04 * "Platform" "payment"
  Assets:Bank     97.97 USD
  Expenses:Fees   {fee} USD
  Income:Work   -100.00 USD
2026-05-05 balance Assets:Bank  97.97 USD
"""
seen = []
for fee in ("2", "2.0", "2.00"):
    _entries, errors, _options = loader.load_string(TEXT.format(fee=fee))
    said = [e.message.split(":")[-1].strip() for e in errors]
    print(f"fee {fee:5}", said or "accepted")
    seen.append(said)
assert seen == [["(-0.03 USD)"], [], ["(-0.03 USD)"]]
PY
