#!/bin/sh
# polars: of hours in an OpenDocument sheet those of a day and more are gone.
#
# Versions:  polars 2.1.0, fastexcel 0.21.0 (odfpy 1.4.1 writes the sheet)
# Guess:     A cell of type time holds a duration (PT40H30M00S), and the column comes as Duration: 40:30 as 8:00.
# Behaviour: The column is Duration, and each value of 24 hours or more is null; nothing is raised, and sum() leaves
#            nulls out. Below a day all is right.
# Seen:      [datetime.timedelta(seconds=28800), datetime.timedelta(seconds=86340), None, None] sum 1 day, 7:59:00
# Matters:   A timesheet's weekly sums are the cells over 24 hours: they vanish, the days stay, and a check of rows
#            against the total has nothing to compare.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 odfpy==1.4.1

"$work/venv/bin/python" - "$work/hours.ods" <<'PY'
import sys
from datetime import timedelta

import polars as pl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def sheet(path, cells):
    """Rows of a name and a duration as LibreOffice writes it: the value, and the text that its format shows."""
    document, table = OpenDocumentSpreadsheet(), Table(name="hours")
    kinds = [("hours", {"valuetype": "string"}), *((shown, {"valuetype": "time", "timevalue": v}) for v, shown in cells)]
    for name, (shown, kind) in zip(["what", *"abcd"], kinds):
        row = TableRow()
        for text, attributes in ((name, {"valuetype": "string"}), (shown, kind)):
            cell = TableCell(**attributes)
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(path)


path = sys.argv[1]
sheet(path, [("PT08H00M00S", "8:00"), ("PT23H59M00S", "23:59"), ("PT24H00M00S", "24:00"), ("PT40H30M00S", "40:30")])
column = pl.read_ods(path)["hours"]
print(column.to_list(), "sum", column.sum())
assert column.to_list() == [timedelta(hours=8), timedelta(hours=23, minutes=59), None, None]
assert column.sum() == timedelta(hours=31, minutes=59)
PY
