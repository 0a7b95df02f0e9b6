#!/bin/sh
# frictionless: hours with decimal commas are places on the globe, and late fractions are nothing.
#
# Versions:  frictionless 5.21.0
# Guess:     "1,5" is text (or 1.5); 12.50 in a column of whole numbers stops the reading or makes it a column of
#            numbers.
# Behaviour: A column of decimal commas is inferred as geopoint: longitude 1, latitude 5, and the file is valid. The
#            type is settled by the first 100 rows; a later cell that does not fit is None in read_rows and extract,
#            without an exception.
# Seen:      geopoint [[1.0, 5.0], [7.0, 25.0], [2.0, 5.0]] valid: True
#              row 121: {'amount': None} valid: False
# Matters:   Sums over the rows leave out every fraction behind row 100. Give a schema with decimalChar, and look at
#            row.valid.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check frictionless==5.21.0

"$work/venv/bin/python" - <<'EOF'
import pathlib, tempfile
from frictionless import Resource, validate

folder = pathlib.Path(tempfile.mkdtemp())
(folder / "hours.csv").write_text('day,hours\n2026-04-05,"1,5"\n2026-04-06,"7,25"\n2026-04-07,"2,5"\n')
resource = Resource("hours.csv", basepath=str(folder))
rows = resource.read_rows()
kind, cells = resource.schema.get_field("hours").type, [row["hours"] for row in rows]
print(kind, cells, "valid:", validate("hours.csv", basepath=str(folder)).valid)
assert (kind, str(cells[0])) == ("geopoint", "[1.0, 5.0]"), (kind, cells)

# whole numbers as far as the sample of 100 rows goes, then a fraction
(folder / "pay.csv").write_text("amount\n" + "12\n" * 120 + "12.50\n")
last = Resource("pay.csv", basepath=str(folder)).read_rows()[-1]
print("row 121:", last.to_dict(), "valid:", last.valid)
assert last["amount"] is None
EOF
