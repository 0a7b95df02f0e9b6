#!/bin/sh
# DuckDB: BST after a time is Bangladesh, AST is Alaska; PST follows summer time and EST does not.
#
# Versions:  duckdb 2.0.0
# Guess:     A zone's letters are read as PostgreSQL reads them (BST is +1, AST -4, EST -5, PST -8, PDT -7, whatever
#            the month), or refused because they mean several zones.
# Behaviour: They are names of zones, of ICU's old list of three letters, in a cast and in strptime's %Z: BST is
#            Asia/Dhaka, AST America/Anchorage, PST America/Los_Angeles with its summer time, EST and MST the fixed
#            offsets. Letters that are on no such list (PDT, EDT, CEST) are an error, which looks like care.
# Seen:      09:00 BST on 1 July is 03:00 UTC, AST 17:00; PST in July 16:00, in January 17:00; EST 14:00 in both
# Matters:   British summer times move by five hours, so late evenings by a day; a session of the night the clocks go
#            back in America (01:50 PST after 01:10 PDT) is an error in one half and right in the other.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0

"$work/venv/bin/python" - <<'PY'
import duckdb

base = duckdb.connect()


def utc(day: str, zone: str) -> list[str]:
    """09:00 of a day in a zone by its letters, as UTC: by a cast, and by strptime."""
    asked = (f"'{day} 09:00:00 {zone}'::TIMESTAMPTZ", f"strptime('{day} 09:00:00 {zone}', '%Y-%m-%d %H:%M:%S %Z')")
    seen = []
    for one in asked:
        try:
            (got,) = base.execute(f"SELECT strftime(({one}) AT TIME ZONE 'UTC', '%H:%M')").fetchone()
        except duckdb.Error as error:
            got = str(error).partition("\n")[0]
        seen.append(got)
    print(day, "09:00", zone, "->", *seen)
    return seen


JULY, JANUARY = "2026-07-01", "2026-01-07"
assert utc(JULY, "BST") == ["03:00"] * 2
assert utc(JULY, "AST") == ["17:00"] * 2
assert utc(JULY, "PST") == ["16:00"] * 2
assert utc(JANUARY, "PST") == ["17:00"] * 2
assert utc(JULY, "CST") == ["14:00"] * 2
assert utc(JULY, "EST") == utc(JANUARY, "EST") == ["14:00"] * 2
assert utc(JULY, "MST") == utc(JANUARY, "MST") == ["16:00"] * 2
assert all("Unknown TimeZone 'PDT'" in seen for seen in utc(JULY, "PDT"))
assert all("Unknown TimeZone 'CEST'" in seen for seen in utc(JULY, "CEST"))
PY
