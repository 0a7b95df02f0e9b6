#!/bin/sh
# Babel: pesos, forints and rupiah lost their decimals between two releases.
#
# Versions:  babel 2.19.0 (2.18.0 still has 2 for COP, HUF and IDR, and 0 for RSD)
# Guess:     format_currency shows the minor units of ISO 4217 (two for COP, HUF, IDR, ALL, three for IQD), so that
#            no cent of a Decimal is lost.
# Behaviour: CLDR's digits are those of daily cash, and follow its releases: amounts with cents are rounded to whole
#            ones, half to even, and the rows shown no longer add up to the sum shown (1,250.50 twice is 1,250, 1,250
#            and 2,501).
# Seen:      COP ISO 4217: 2 Babel: 0 COP1,251
#              HUF ISO 4217: 2 Babel: 0 HUF1,251
#              IDR ISO 4217: 2 Babel: 0 IDR1,251
#              IQD ISO 4217: 3 Babel: 0 IQD1,251
#              ALL ISO 4217: 2 Babel: 0 ALL1,251
#              KWD ISO 4217: 3 Babel: 3 KWD1,250.750
#              RSD ISO 4217: 2 Babel: 2 RSD1,250.75
# Matters:   Banks and payment services book these cents. A page that shows money this way differs from the statement
#            beside it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check babel==2.19.0

"$work/venv/bin/python" - <<'EOF'
from decimal import Decimal
from babel.numbers import format_currency, get_currency_precision

seen = {}
for code, iso in {"COP": 2, "HUF": 2, "IDR": 2, "IQD": 3, "ALL": 2, "KWD": 3, "RSD": 2}.items():
    seen[code] = (get_currency_precision(code), format_currency(Decimal("1250.75"), code, locale="en"))
    print(code, "ISO 4217:", iso, "Babel:", *seen[code])
assert [p for p, _ in seen.values()] == [0, 0, 0, 0, 0, 3, 2], seen
assert seen["COP"][1].endswith("1,251"), seen
assert round(sum([Decimal("1250.50")] * 2)) == 2501 and format_currency(Decimal("1250.50"), "COP", locale="en")[-5:] == "1,250"
EOF
