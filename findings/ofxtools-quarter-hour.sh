#!/bin/sh
# ofxtools: the decimals of an offset are taken for minutes.
#
# Versions:  ofxtools 1.1.1
# Guess:     [+5.75:NPT] is 5.75 hours, 5:45; five past midnight in Kathmandu is 18:20 UTC the day before.
# Behaviour: .75 is read as 75 minutes: 6:15, half an hour off, in every zone of quarter hours. Whole hours are
#            right, so a test with [-5:EST], the example of the standard, passes.
# Seen:      20260302000500[+5.75:NPT] -> 01 17:50 UTC
#              20260302120000[+12.75:CHAST] -> 01 22:45 UTC
#              20260302120000[-5:EST] -> 02 17:00 UTC
# Matters:   Near midnight money lands on another day, and on the last day of a month or a year in another tax
#            period.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ofxtools==1.1.1

"$work/venv/bin/python" - <<'EOF'
from ofxtools.Types import DateTime

# Nepal is 5 hours 45 minutes ahead of UTC, Chatham 12 hours 45; OFX writes offsets as decimal hours.
seen = {}
for text in ("20260302000500[+5.75:NPT]", "20260302120000[+12.75:CHAST]", "20260302120000[-5:EST]"):
    seen[text] = DateTime().convert(text).strftime("%d %H:%M")
    print(text, "->", seen[text], "UTC")
assert list(seen.values()) == ["01 17:50", "01 22:45", "02 17:00"], seen
EOF
