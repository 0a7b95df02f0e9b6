#!/bin/sh
# xlsx2csv: hours formatted [h]:mm are written as parts of a day.
#
# Versions:  xlsx2csv 0.8.6 (XlsxWriter 3.3.1 writes the book)
# Guess:     The text is what the sheet shows, as for h:mm, dates and decimals: 1:30, 7:30, 26:30.
# Behaviour: h:mm is shown (26:30 as 02:30, as Excel does), [h]:mm, the format for sums of hours, is the raw number of
#            days: 0.0625 for 1:30, 1.104167 for 26:30.
# Seen:      h:mm,[h]:mm,0.00
#            01:30,0.0625,1.50
#            07:30,0.3125,7.50
#            02:30,1.104167,26.50
# Matters:   A column called Hours whose cells are 0.3125 looks like decimal hours: seven and a half become nineteen
#            minutes, each one a twenty-fourth.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 XlsxWriter==3.3.1

"$work/venv/bin/python" - "$work/hours.xlsx" "$work/venv/bin/xlsx2csv" <<'PY'
import subprocess
import sys

import xlsxwriter

path, program = sys.argv[1:]
with xlsxwriter.Workbook(path) as book:
    page = book.add_worksheet()
    for column, form in enumerate(("h:mm", "[h]:mm", "0.00")):
        cell = book.add_format({"num_format": form})
        page.write(0, column, form)
        for row, hours in enumerate((1.5, 7.5, 26.5), start=1):
            page.write(row, column, hours / 24 if column < 2 else hours, cell)
out = subprocess.run([program, path], capture_output=True, text=True, check=True).stdout
print(out, end="")
assert out.split() == [
    "h:mm,[h]:mm,0.00",
    "01:30,0.0625,1.50",
    "07:30,0.3125,7.50",
    "02:30,1.104167,26.50",
], out
PY
