#!/bin/sh
# quantulum3: the minutes of "1h 30m" are metres, and an hourly rate swallows the hours before it.
#
# Versions:  quantulum3 0.10.0 (without its classifier: the plain install)
# Guess:     1h 30m is an hour and thirty minutes (h is read as the hour, so m beside it is the minute); 3 hours at $20
#            per hour are two quantities.
# Behaviour: m is the metre whatever stands beside it: 1 hour, 30 metre. 2h30 is 2 of a unit "hour to the 30". An hour
#            and a half is an hour, and 0.5 without a unit. 3 hours at $20 per hour is one quantity of 3, in a unit made
#            of all that follows, "at" as the ampere-turn among them. "30 min" and "2.5h" are right.
# Seen:      1h 30m: 1 hour, 30 metre; 3 hours at $20 per hour: one quantity, value 3
# Matters:   A sum of the hours found leaves the minutes out, and the rate is nowhere.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check quantulum3==0.10.0

"$work/venv/bin/python" -W ignore - <<'PY'
from quantulum3 import parser


def found(text):
    said = [(q.value, q.unit.name) for q in parser.parse(text)]
    print(f"{text}: {said}")
    return said


assert found("1h 30 min") == [(1.0, "hour"), (30.0, "minute")]
assert found("2.5h") == [(2.5, "hour")]
assert found("1h 30m") == [(1.0, "hour"), (30.0, "metre")]
assert found("2h30") == [(2.0, "hour to the 30")]
assert found("an hour and a half") == [(1.0, "hour"), (0.5, "dimensionless")]
((value, unit),) = found("3 hours at $20 per hour")
assert value == 3.0 and unit != "hour" and "dollar" in unit
PY
