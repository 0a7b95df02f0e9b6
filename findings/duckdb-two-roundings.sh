#!/bin/sh
# DuckDB: whether half a minute counts depends on how the number was written.
#
# Versions:  duckdb 2.0.0
# Guess:     One cast from a number to INTEGER, one rule for halves.
# Behaviour: A literal 2.5 is DECIMAL and rounds away from zero (3); the same value as DOUBLE, which is what CSV
#            readers, pandas and Parquet bring, rounds half to even (2); round() and a cast from text say 3 again.
# Seen:      (3, 2, 3.0, 3, 129, 128)
# Matters:   A query tried out on literals gives other minutes than the same query on the file: 129 and 128 for three
#            sessions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0

"$work/venv/bin/python" - <<'EOF'
import duckdb

seen = duckdb.sql("""
    select cast(2.5 as int), cast(2.5::double as int), round(2.5::double), cast('2.5' as int),
           (select sum(cast(h * 60 as int)) from (values (0.375), (0.625), (1.125)) t(h)),
           (select sum(cast(h * 60 as int)) from (values (0.375::double), (0.625::double), (1.125::double)) t(h))
""").fetchall()[0]
print(seen)
assert seen == (3, 2, 3.0, 3, 129, 128), seen
EOF
