#!/bin/sh
# pandas: read_html makes 9900 of 99,00.
#
# Versions:  pandas 3.1.1, lxml 6.1.3
# Guess:     99,00 in a table of HTML stays text, or needs decimal=",", as with read_csv: the two share their options.
# Behaviour: read_html takes the comma for a sign of thousands unless told otherwise (read_csv does not), wherever it
#            is in the number. 99,00 is 9900 and 120,50 is 12050, as int64. Where one sum has both signs (1.200,50),
#            that cell alone stays text, and beside it 99,00 is the text 9900.
# Seen:      read_csv   ['99,00', '120,50']   str
#            read_html  [9900, 12050]         int64
#            read_html  ['1.200,50', '9900']  str
# Matters:   Many banks call HTML .xls, and tables are copied from their pages: a statement in euros, each sum below a
#            thousand, is a hundred times as much, in the right type.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 lxml==6.1.3

"$work/venv/bin/python" - <<'EOF'
import io

import pandas as pd


def page(*sums):
    rows = "".join(f"<tr><td>{day}</td><td>{said}</td></tr>" for day, said in enumerate(sums, 1))
    return io.StringIO(f"<table><tr><th>Day</th><th>Sum</th></tr>{rows}</table>")


seen = []
for name, frame in (
    ("read_csv", pd.read_csv(io.StringIO("Day;Sum\n1;99,00\n2;120,50\n"), sep=";")),
    ("read_html", pd.read_html(page("99,00", "120,50"))[0]),
    ("read_html", pd.read_html(page("1.200,50", "99,00"))[0]),
):
    seen.append((frame["Sum"].tolist(), str(frame["Sum"].dtype)))
    print(f"{name:10} {seen[-1][0]!s:21} {seen[-1][1]}")
assert seen == [(["99,00", "120,50"], "str"), ([9900, 12050], "int64"), (["1.200,50", "9900"], "str")], seen
EOF
