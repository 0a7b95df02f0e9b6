#!/bin/sh
# python-calamine: hours of a timesheet come as four types, and a week of 26:30 as a moment of the year 1900.
#
# Versions:  python-calamine 0.9.1, XlsxWriter 3.3.1
# Guess:     A cell that holds a duration is a timedelta (or a time), by its format and not by its value.
# Behaviour: In a column formatted h:mm, 1:30 is a time, 26:30 a datetime (1900-01-01 02:30), 24:00 a date; with [h]:mm
#            all are timedeltas. The day of 1900 is counted from 31 December 1899: taken off the usual epoch of Excel's
#            serial numbers (30 December) it is 50:30.
# Seen:      h:mm   time 01:30, datetime 1900-01-01 02:30, date 1900-01-01
#            [h]:mm timedelta 1:30:00, 1 day 2:30:00, 1 day 0:00:00
# Matters:   Whoever reads the time of the cell takes 2:30 for a week of 26:30, whoever counts from the epoch 50:30; the
#            short days of the same column are right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.3.1

"$work/venv/bin/python" - "$work/hours.xlsx" <<'PY'
import datetime as dt
import sys

import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook(sys.argv[1]) as book:
    sheet = book.add_worksheet("hours")
    for row, shown in enumerate(("h:mm", "[h]:mm")):
        for column, hours in enumerate((1.5, 26.5, 24)):
            sheet.write_number(row, column, hours / 24, book.add_format({"num_format": shown}))

clock, whole = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print("h:mm  ", clock)
print("[h]:mm", whole)
assert [type(cell) for cell in clock] == [dt.time, dt.datetime, dt.date]
assert clock[1] == dt.datetime(1900, 1, 1, 2, 30)
assert clock[1] - dt.datetime(1899, 12, 30) == dt.timedelta(hours=50, minutes=30)
assert whole == [dt.timedelta(hours=h) for h in (1.5, 26.5, 24)]
PY
