#!/bin/sh
# dateutil: 2.30pm is two o'clock, 10.30 the tenth of the month.
#
# Versions:  python-dateutil 4.0.0 (2.9.0 the same)
# Guess:     2.30pm is half past two, as most of Europe and Asia writes it; or a ParserError.
# Behaviour: The number is read as 2.30 and cut to its whole part: 14:00. Without am or pm it is a day of the month,
#            and the fraction goes too. 0900 is the year 900.
# Seen:      2:30pm  -> 2026-11-29 14:30
#              2.30pm  -> 2026-11-29 14:00
#              10.30   -> 2026-11-10 00:00
#              9.5     -> 2026-11-09 00:00
#              0900    -> 900-11-29 00:00
# Matters:   Half an hour is lost at one end of the session and no error is raised; pandas hands what it does not
#            know to this parser.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-dateutil==4.0.0

"$work/venv/bin/python" - <<'EOF'
import datetime as dt
from dateutil.parser import parse

today = dt.datetime(2026, 11, 29)
seen = {}
for text in ("2:30pm", "2.30pm", "10.30", "9.5", "0900"):
    seen[text] = parse(text, default=today).strftime("%Y-%m-%d %H:%M").lstrip("0")
    print(f"{text:7} -> {seen[text]}")
assert list(seen.values()) == [
    "2026-11-29 14:30", "2026-11-29 14:00", "2026-11-10 00:00", "2026-11-09 00:00", "900-11-29 00:00"
], seen
EOF
