#!/bin/sh
# num2words: a hundred euros as a whole number are one euro in words.
#
# Versions:  num2words 0.5.14
# Guess:     num2words(100, to="currency") is one hundred euro, as num2words(100) is one hundred: 100, 100.0 and
#            Decimal(100) are equal.
# Behaviour: An int is taken for cents, a float, a Decimal and a text for euros, in every language that uses the
#            common code. The page that describes the package does not say so.
# Seen:      100              en  one euro, zero cents
#            100.0            en  one hundred euro, zero cents
#            Decimal('100')   en  one hundred euro, zero cents
#            '100'            en  one hundred euro, zero cents
#            1234             en  twelve euro, thirty-four cents
#            100              es  un euro con cero céntimos
# Matters:   An invoice that writes its sum out is right until the sum is a whole one that some step made an int;
#            where figures and words differ, in many countries the words count.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14

"$work/venv/bin/python" - <<'PY'
from decimal import Decimal

from num2words import num2words

for value, language in ((100, "en"), (100.0, "en"), (Decimal(100), "en"), ("100", "en"), (1234, "en"), (100, "es")):
    print(f"{value!r:16} {language}  {num2words(value, to='currency', currency='EUR', lang=language)}")
assert num2words(100, to="currency", currency="EUR") == "one euro, zero cents"
assert num2words(Decimal(100), to="currency", currency="EUR") == "one hundred euro, zero cents"
assert num2words("100", to="currency", currency="EUR") == "one hundred euro, zero cents"
assert num2words(100) == "one hundred"
PY
