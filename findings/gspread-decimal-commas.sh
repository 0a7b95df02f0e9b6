#!/bin/sh
# gspread: the hours and sums of a sheet in Spanish, German or Portuguese come a hundred times too large.
#
# Versions:  gspread 6.2.1
# Guess:     get_all_records gives the number 12.5 of a cell, whatever the sheet's language shows it as ("12,50"); or the
#            text as it is shown.
# Behaviour: The values are asked for as they are shown (FORMATTED_VALUE is the default of the service), and then made
#            numbers: each comma is dropped. 12,50 is 1250, 0,5 is 5 (it is read as 05), 1.234,56 is 1.23456. What has a
#            sign of a currency or of per cent stays text, so a look at the sums column shows nothing.
#            value_render_option="UNFORMATTED_VALUE" is right.
# Seen:      {'Day': '04/05/2026', 'Hours': 15, 'Rate': 1250, 'Sum': '18,75 EUR', 'Year': 1.23456}
# Matters:   Hours times rate of the first row are 18,750 instead of 18.75; with whole hours all looks right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check gspread==6.2.1

"$work/venv/bin/python" - <<'PY'
from gspread.http_client import HTTPClient
from gspread.utils import ValueRenderOption
from gspread.worksheet import Worksheet

HEAD = ["Day", "Hours", "Rate", "Sum", "Year"]
SHOWN = [["04/05/2026", "1,5", "12,50", "18,75 EUR", "1.234,56"], ["05/05/2026", "0,5", "12", "6,00 EUR", "12,5"]]
HELD = [[46146, 1.5, 12.5, 18.75, 1234.56], [46147, 0.5, 12, 6, 12.5]]


class Service(HTTPClient):
    """What the service answers for a sheet of the locale es_ES."""

    def __init__(self):
        pass

    def values_get(self, spreadsheet_id, cells, params=None):
        held = (params or {}).get("valueRenderOption") == ValueRenderOption.unformatted
        return {"range": "A1:E3", "majorDimension": "ROWS", "values": [HEAD, *(HELD if held else SHOWN)]}


properties = {"sheetId": 0, "title": "Hours", "index": 0, "gridProperties": {"rowCount": 3, "columnCount": 5}}
sheet = Worksheet(None, properties, "some-sheet", Service())
first, second = sheet.get_all_records()
print(first)
print(second)
assert first == {"Day": "04/05/2026", "Hours": 15, "Rate": 1250, "Sum": "18,75 EUR", "Year": 1.23456}
assert (second["Hours"], second["Rate"], second["Year"]) == (5, 12, 125)

right, _ = sheet.get_all_records(value_render_option=ValueRenderOption.unformatted)
assert (right["Hours"], right["Rate"], right["Year"]) == (1.5, 12.5, 1234.56)
PY
