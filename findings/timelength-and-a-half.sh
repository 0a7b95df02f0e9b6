#!/bin/sh
# timelength: two and a half hours are half an hour, and that is a success.
#
# Versions:  timelength 3.0.4
# Guess:     two and a half hours is 2.5 hours, as half an hour is 0.5; or success is False.
# Behaviour: A number before a fraction is put on a list of what was not understood, and the rest counts: 2 1/2 hours,
#            3 1/2 hours and two and a half hours are each half an hour. success is True, since something was read.
# Seen:      two hours              success True  2 h
#            half an hour           success True  0.5 h
#            two and a half hours   success True  0.5 h
#            3 1/2 hours            success True  0.5 h
#            two hours and a half   success True  2 h
# Matters:   A worker who says how long she worked loses two of two and a half hours; who asks for success only never
#            learns of it. The field `invalid` has to be empty too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check timelength==3.0.4

"$work/venv/bin/python" - <<'PY'
from timelength import TimeLength

seen = {}
for text in ("two hours", "half an hour", "two and a half hours", "3 1/2 hours", "two hours and a half"):
    result = TimeLength(text).result
    seen[text] = (result.success, result.seconds / 3600)
    print(f"{text:22} success {result.success!s:5} {result.seconds / 3600:g} h")
assert seen == {
    "two hours": (True, 2),
    "half an hour": (True, 0.5),
    "two and a half hours": (True, 0.5),
    "3 1/2 hours": (True, 0.5),
    "two hours and a half": (True, 2),
}, seen
PY
