#!/bin/sh
# pytablewriter, sqlitebiter: a table is written with two and a half hours as 25 and 1,250.50 as 1.
#
# Versions:  pytablewriter 1.2.1, pytablereader 0.31.4, DataProperty 1.1.1, typepy 1.3.5, sqlitebiter 0.36.3
# Guess:     A cell that is text is written as it is, or typed by the whole column: "2,5" is not a number of the C
#            locale, so it is text, and "1.250,50" certainly is.
# Behaviour: DataProperty, which types each cell on its way, takes commas out: "2,5" is the whole number 25, "0,75" is
#            75, "12,50" is 1250, and of "1.250,50" there is 1 left. pytablewriter writes that to Markdown and CSV,
#            sqlitebiter into a database.
# Seen:      hours 2,5 and 0,75: 25 and 75; pay 1.250,50 and 12,50: 1 and 1250
# Matters:   A report for a group's page is made of a sheet that was right, and both columns are wrong in both directions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pytablewriter==1.2.1 pytablereader==0.31.4
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check sqlitebiter==0.36.3 DataProperty==1.1.1 typepy==1.3.5
cd "$work"
printf 'day,hours,pay\nMon,"2,5","1.250,50"\nTue,"0,75","12,50"\n' > worked.csv

"$work/venv/bin/sqlitebiter" --output-path worked.db file worked.csv >/dev/null 2>&1
"$work/venv/bin/python" -W ignore - <<'PY'
import sqlite3

import pytablewriter

writer = pytablewriter.CsvTableWriter()
writer.from_csv(open("worked.csv", encoding="utf-8").read())
print(writer.dumps())
assert writer.dumps().split() == ['"day","hours","pay"', '"Mon",25,1', '"Tue",75,1250']
rows = sqlite3.connect("worked.db").execute("SELECT * FROM worked").fetchall()
print(rows)
assert rows == [("Mon", 25, 1), ("Tue", 75, 1250)]
PY
