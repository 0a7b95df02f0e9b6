#!/bin/sh
# VisiData: a column of type currency takes twelve and a half for 1,250 and a refund for a payment.
#
# Versions:  visidata 3.4
# Guess:     A cell that is an amount with a sign of a currency is that amount; (20.00) is below zero, as accounts write
#            it; what is not an amount is an error, which VisiData marks and leaves out of a sum.
# Behaviour: All but digits, points and the ASCII signs is thrown away and the rest is read: 12,50 is 1,250, 1.250,50 is
#            1.2505, (20.00) and the typographic minus are 20 and 5 above zero, 1:30 is 130, 2h30 is 230, and of
#            "USD 12.50 (2 tasks)" the count joins the cents, 12.502. Only 20.00- is an error.
# Seen:      12,50 1250.0; (20.00) 20.0; 1:30 130.0; USD 12.50 (2 tasks) 12.502; 20.00- ValueError
# Matters:   One key types a column, and its sum has no error in it: a hundred times a payment, a refund twice.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check visidata==3.4

HOME="$work" "$work/venv/bin/python" -W ignore - <<'PY'
import visidata

seen = {
    "$1,250.50": 1250.5,
    "-$20": -20,
    "12,50": 1250,
    "1.250,50": 1.2505,
    "(20.00)": 20,
    "\u22125.00": 5,
    "1:30": 130,
    "2h30": 230,
    "USD 12.50 (2 tasks)": 12.502,
}
for text, amount in seen.items():
    print(text, visidata.currency(text))
    assert visidata.currency(text) == amount
try:
    visidata.currency("20.00-")
except ValueError as error:
    print("20.00-", error)
else:
    raise AssertionError("20.00- is taken now")
PY
