#!/bin/sh
# DuckDB: three days of April 2026 become one day in each of three years.
#
# Versions:  duckdb 2.0.0
# Guess:     05/04/26, 06/04/26 and 13/04/26 are days of April 2026 (13 settles the order), as with four digits.
# Behaviour: read_csv prefers the year in front whatever the separator: 26 April of 2005, 2006 and 2013. With four
#            digits the order is found from the column. The type is DATE either way, nothing is said.
# Seen:      ['05/04/26,2', '06/04/26,3', '13/04/26,2'] -> ['2005-04-26', '2006-04-26', '2013-04-26']
#              ['05/04/2026,2', '06/04/2026,3', '13/04/2026,2'] -> ['2026-04-05', '2026-04-06', '2026-04-13']
# Matters:   Banks and trackers write two digits. A month of work is spread over a decade, and each week holds almost
#            nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0

"$work/venv/bin/python" - <<'EOF'
import pathlib, tempfile
import duckdb

folder = pathlib.Path(tempfile.mkdtemp())
seen = []
for name, rows in {"short": "05/04/26,2\n06/04/26,3\n13/04/26,2", "long": "05/04/2026,2\n06/04/2026,3\n13/04/2026,2"}.items():
    (folder / name).write_text("day,hours\n" + rows + "\n")
    days = duckdb.sql(f"select day from read_csv('{folder / name}')").fetchall()
    seen.append([str(d) for (d,) in days])
    print(rows.split(), "->", seen[-1])
assert seen[0] == ["2005-04-26", "2006-04-26", "2013-04-26"], seen
assert seen[1] == ["2026-04-05", "2026-04-06", "2026-04-13"], seen
EOF
