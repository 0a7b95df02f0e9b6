#!/bin/sh
# dateparser: of a week written in Spanish, Tuesday is in March.
#
# Versions:  dateparser 1.5.0, babel 2.19.0
# Guess:     The short names of weekdays that CLDR (Babel) gives for a language are read back as the days of one week;
#            a name that is a month too (mar: martes, marzo) is None, or is the weekday beside the others.
# Behaviour: Said on Sunday, 10 May, lun is Monday the 4th, mié Wednesday the 6th, and mar is 10 March: the month, with
#            the day of the month of RELATIVE_BASE. In French mar is Tuesday, but `mar 3` is 3 May, a Sunday: the
#            weekday is dropped.
# Seen:      lun 2026-05-04, mar 2026-03-10, mié 2026-05-06, jue 2026-05-07, vie 2026-05-08, sáb 2026-05-09; French
#            `mar 3` 2026-05-03 (dim.)
# Matters:   A list of hours by weekday loses one day to another month. Spanish and Filipino have
#            one abbreviation for Tuesday and March in CLDR, and a date is written with both: "mar 3 mar".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0 babel==2.19.0

"$work/venv/bin/python" - <<'EOF'
import datetime as dt

import dateparser
from babel.dates import format_date

MONDAY = dt.date(2026, 5, 4)
SET = {"RELATIVE_BASE": dt.datetime(2026, 5, 10, 20)}  # the Sunday of that week
read = {}
for n in range(6):
    day = MONDAY + dt.timedelta(days=n)
    name = format_date(day, "EEE", locale="es")
    read[name] = dateparser.parse(name, languages=["es"], settings=SET).date()
    print(day, name, read[name])
assert read.pop("mar") == dt.date(2026, 3, 10), read
assert {day.month for day in read.values()} == {5} and read["vie"] == dt.date(2026, 5, 8), read
french = dateparser.parse("mar 3", languages=["fr"], settings=SET).date()
print("mar 3 in French:", french, format_date(french, "EEE", locale="fr"))
assert french == dt.date(2026, 5, 3), french
for language in ("es", "fil"):
    both = format_date(dt.date(2026, 3, 3), "EEE d MMM", locale=language)
    print(language, both)
    assert both.casefold().count("mar") == 2, both
EOF
