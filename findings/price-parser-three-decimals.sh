#!/bin/sh
# price-parser: three digits behind a point are always thousands, and no sum is ever negative.
#
# Versions:  price-parser 0.5.1
# Guess:     A dinar has three decimals, and 0.125 cannot be a grouped number. A minus sign or brackets take money
#            away.
# Behaviour: 0.125 is 125, KWD 1.500 is 1500 although the currency was recognised; signs and brackets are dropped by
#            default.
# Seen:      KWD 1.500 -> 1500
#              10.125 JOD -> 10125
#              $0.125 per task -> 125
#              1.50 USD -> 1.50
#              (45.00) USD -> 45.00
#              -45.00 USD -> 45.00
# Matters:   Rates per task are often below a dollar with three decimals: a job of 12 cents becomes one of 125
#            dollars.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check price-parser==0.5.1

"$work/venv/bin/python" - <<'EOF'
from price_parser import Price

seen = {}
for text in ("KWD 1.500", "10.125 JOD", "$0.125 per task", "1.50 USD", "(45.00) USD", "-45.00 USD"):
    seen[text] = str(Price.fromstring(text).amount)
    print(text, "->", seen[text])
assert list(seen.values()) == ["1500", "10125", "125", "1.50", "45.00", "45.00"], seen
EOF
