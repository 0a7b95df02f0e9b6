#!/bin/sh
# pint, to-time: an hour and a half is fifteen hours, and a quarter to eight is 315.
#
# Versions:  pint 0.25.3, to-time 1.0.2 (npm)
# Guess:     Quantity("1,5 h") is an hour and a half, or an error, since a comma cannot group one digit; so is 1:30 h.
# Behaviour: pint takes every comma out before it reads: 1,5 h is 15 hours, 12,50 is 1,250, and 0,5 h is 05, so nothing
#            at all. A colon multiplies: 1:30 h is 30 hours, 7:45 h is 315; a blank does too, so 1h 30min is 30 of
#            hours times minutes, which has the dimension of a time squared. to-time makes 1,5 hours 900 minutes.
# Seen:      1,5 h: 15, 0,5 h: 0, 12,50 EUR/h: 1250, 1:30 h: 30, 7:45 h: 315; 1h 30min: 30 hour * minute
# Matters:   The shapes in which half of the world writes hours and rates pass without an error, ten to a hundred times
#            too large, or as nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pint==0.25.3

"$work/venv/bin/python" - <<'PY'
import pint

units = pint.UnitRegistry()
units.define("EUR = [currency]")
seen = {"1,5 h": 15, "0,5 h": 0, "1:30 h": 30, "7:45 h": 315, "12,50 EUR/h": 1250, "1,250.5 h": 1250.5}
for text, number in seen.items():
    quantity = units.Quantity(text)
    print(f"{text}: {quantity}")
    assert quantity.magnitude == number
both = units.Quantity("1h 30min")
print("1h 30min:", both, dict(both.dimensionality))
assert both.magnitude == 30 and both.dimensionality == {"[time]": 2}
PY

cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts to-time@1.0.2 >/dev/null
node -e '
const toTime = require("to-time");
const minutes = toTime("1,5 hours").minutes();
console.log("1,5 hours:", minutes, "minutes");
if (minutes !== 900 || toTime("1.5 hours").minutes() !== 90) process.exit(1);
'
