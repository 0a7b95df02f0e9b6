#!/bin/sh
# pandas: a duration in an OpenDocument sheet is what its format shows, not its value.
#
# Versions:  pandas 3.1.1, odfpy 1.4.1
# Guess:     read_excel takes office:time-value (PT00H07M30S), as it takes office:value of a number, whatever the
#            format.
# Behaviour: The shown text is read as a time of day: seven and a half minutes in a column mm:ss are half past seven,
#            26:30 in a column hh:mm is half past two. A text that is no time of day (26:30, 30) raises.
# Seen:      PT01H30M00S shown as 01:30: 01:30:00
#            PT00H07M30S shown as 07:30: 07:30:00
#            PT26H30M00S shown as 02:30: 02:30:00
#            PT24H00M00S shown as 00:00: 00:00:00
# Matters:   A list of tasks in minutes and seconds becomes sixty times the work, a sum of 26.5 hours loses a day; the
#            same sheet saved as XLSX is read by value.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1

"$work/venv/bin/python" - "$work/hours.ods" <<'PY'
import sys

import pandas as pd
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

seen = []
for value, shown in (
    ("PT01H30M00S", "01:30"), ("PT00H07M30S", "07:30"), ("PT26H30M00S", "02:30"), ("PT24H00M00S", "00:00")
):
    sheet(path, [(value, shown)])
    seen.append(str(pd.read_excel(path, engine="odf")["hours"][0]))
    print(f"{value} shown as {shown}: {seen[-1]}")
assert seen == ["01:30:00", "07:30:00", "02:30:00", "00:00:00"], seen
PY
