#!/bin/sh
# DuckDB and Polars: days of April 2026 with two-digit years lie in three years, or in the year 26.
#
# Versions:  duckdb 2.0.0, polars 2.1.0
# Guess:     05/04/26, 06/04/26 and 13/04/26 are days of April 2026 (13 settles the order), as with four digits.
# Behaviour: DuckDB's read_csv prefers the year in front whatever the separator: 26 April of 2005, 2006 and 2013.
#            Polars finds the order and takes 26 for the year 26. With four digits both are right. The type is a date
#            every time, nothing is said.
# Seen:      ['05/04/26,2', '06/04/26,3', '13/04/26,2']
#              duckdb ['2005-04-26', '2006-04-26', '2013-04-26'] polars ['0026-04-05', '0026-04-06', '0026-04-13']
#              ['05/04/2026,2', '06/04/2026,3', '13/04/2026,2']
#              duckdb ['2026-04-05', '2026-04-06', '2026-04-13'] polars ['2026-04-05', '2026-04-06', '2026-04-13']
# Matters:   Banks and trackers write two digits. A month of work is spread over a decade, or falls out of every window
#            of dates, and each week holds almost nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0 polars==2.1.0

"$work/venv/bin/python" - "$work/days.csv" <<'EOF'
import pathlib, sys
import duckdb, polars

file, seen = pathlib.Path(sys.argv[1]), []
for rows in (["05/04/26,2", "06/04/26,3", "13/04/26,2"], ["05/04/2026,2", "06/04/2026,3", "13/04/2026,2"]):
    file.write_text("\n".join(["day,hours", *rows]) + "\n")
    duck = [str(day) for (day,) in duckdb.sql(f"select day from read_csv('{file}')").fetchall()]
    bear = [str(day) for day in polars.read_csv(file, try_parse_dates=True)["day"]]
    seen.append((duck, bear))
    print(rows)
    print("duckdb", duck, "polars", bear)
right = [f"2026-04-{day}" for day in ("05", "06", "13")]
assert seen[0] == (["2005-04-26", "2006-04-26", "2013-04-26"], [d.replace("2026", "0026") for d in right]), seen
assert seen[1] == (right, right), seen
EOF
