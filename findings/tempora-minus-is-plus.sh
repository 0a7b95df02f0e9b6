#!/bin/sh
# tempora, iso8601-duration: taking an hour and a half away adds it.
#
# Versions:  tempora 5.13.0, iso8601-duration 2.1.4 (npm)
# Guess:     -1:30 is minus an hour and a half and 1h-15m three quarters of an hour, or both are refused; the minus that
#            ISO 8601-2 has before the P is kept, or an error.
# Behaviour: tempora's parse_timedelta skips what is between the parts, signs included: -1:30 is 1:30, 1h-15m is 1:15,
#            8:00-4:00 is twelve hours. 1,5 h is two parts, a second and five hours. iso8601-duration finds its pattern
#            anywhere in the text, so that -PT1H30M is 5,400 seconds.
# Seen:      -1:30 1:30:00, 1h-15m 1:15:00, 8:00-4:00 12:00:00, 1,5 h 5:00:01; -PT1H30M 5400
# Matters:   A correction that a reviewer takes off is put on, so that the error is twice as large as before.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check tempora==5.13.0

"$work/venv/bin/python" - <<'PY'
from tempora import parse_timedelta

seen = {"1:30": "1:30:00", "-1:30": "1:30:00", "1h-15m": "1:15:00", "8:00-4:00": "12:00:00", "1,5 h": "5:00:01"}
for text, length in seen.items():
    print(text, parse_timedelta(text))
    assert str(parse_timedelta(text)) == length
PY

cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts iso8601-duration@2.1.4 >/dev/null
node -e '
const { parse, toSeconds } = require("iso8601-duration");
for (const text of ["PT1H30M", "-PT1H30M"]) {
  console.log(text, toSeconds(parse(text)));
  if (toSeconds(parse(text)) !== 5400) process.exit(1);
}
'
