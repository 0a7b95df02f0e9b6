#!/bin/sh
# python-calamine: a cell that holds an error is read as an empty one.
#
# Versions:  python-calamine 0.9.1, XlsxWriter 3.3.1, openpyxl 3.1.5
# Guess:     #N/A, #REF! or #DIV/0! come as their names (as openpyxl has them), as an error object, or raise.
# Behaviour: Each is '' like a cell in which nothing is; nothing in the sheet tells the two apart.
# Seen:      python-calamine  ['hours', 7.5, '', '', 2.0]
#            openpyxl         ['hours', 7.5, '#N/A', None, 2]
# Matters:   A timesheet whose look-up of one rate or length failed sums to less, as if that day had not been worked.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.3.1 openpyxl==3.1.5

"$work/venv/bin/python" - "$work/hours.xlsx" <<'PY'
import sys

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook(sys.argv[1]) as book:
    sheet = book.add_worksheet("hours")
    sheet.write_string(0, 0, "hours")
    sheet.write_number(1, 0, 7.5)
    sheet.write_formula(2, 0, '=VLOOKUP("x",B1:C1,2,FALSE)', None, "#N/A")
    sheet.write_number(4, 0, 2)

calamine = [row[0] for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()]
other = [row[0].value for row in openpyxl.load_workbook(sys.argv[1], data_only=True).active.rows]
print("python-calamine ", calamine)
print("openpyxl        ", other)
assert calamine == ["hours", 7.5, "", "", 2.0]
assert other == ["hours", 7.5, "#N/A", None, 2]
PY
