#!/bin/sh
# pyexcel-ods3, pyexcel-ods: a length of time with a fraction of a second, a day or a minus is an empty cell.
#
# Versions:  pyexcel-ods3 0.6.1, pyexcel-ods 0.6.0, pyexcel-io 0.6.8 (odfpy 1.4.1 writes the sheet)
# Guess:     A cell of type time is a timedelta, or a time if it is under a day, from whatever xsd:duration
#            office:time-value holds; what cannot be read raises.
# Behaviour: Only PT, hours, minutes and seconds, all three and in whole numbers, are read: PT07H30M00S is 07:30. With a
#            fraction of a second (a length that a formula worked out), a day in front, a minus, or without the seconds
#            the cell comes as None, like one that nobody filled in.
# Seen:      7:30 of PT07H30M00S, 26:30 of PT26H30M00S; None of PT07H29M59.5S, P1DT02H30M00S, PT08H, -PT01H30M00S
# Matters:   Of a sheet of working hours the worked-out rows and the corrections are gone, and a sum over the column is
#            taken of the rest.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-ods3==0.6.1 pyexcel-ods==0.6.0
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyexcel-io==0.6.8 odfpy==1.4.1

"$work/venv/bin/python" - "$work/hours.ods" <<'PY'
import sys
from datetime import time, timedelta

import pyexcel_ods
import pyexcel_ods3
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

lengths = {
    "PT07H30M00S": time(7, 30),
    "PT26H30M00S": timedelta(hours=26, minutes=30),
    "PT07H29M59.5S": None,
    "P1DT02H30M00S": None,
    "PT08H": None,
    "-PT01H30M00S": None,
}
book, sheet = OpenDocumentSpreadsheet(), Table(name="hours")
for length in lengths:
    row, cell = TableRow(), TableCell(valuetype="time", timevalue=length)
    cell.addElement(P(text="shown"))
    row.addElement(cell)
    note = TableCell(valuetype="string")
    note.addElement(P(text=length))
    row.addElement(note)
    sheet.addElement(row)
book.spreadsheet.addElement(sheet)
book.save(sys.argv[1])
for package in (pyexcel_ods3, pyexcel_ods):
    rows = package.get_data(sys.argv[1])["hours"]
    print(package.__name__, [(note, str(value)) for value, note in rows])
    assert {note: value for value, note in rows} == lengths
PY
