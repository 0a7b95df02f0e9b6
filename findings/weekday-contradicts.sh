#!/bin/sh
# dateutil and pandas: the name of the day beside a date is dropped, also where it says that the date is another one.
#
# Versions:  python-dateutil 4.0.0, pandas 3.1.1
# Guess:     Sunday 13 April 2026, a Monday, is refused; Mon 05/04/2026 is 4 May, the only reading that is a Monday.
# Behaviour: Both read 13 April 2026 and say nothing. With dayfirst Mon 05/04/2026 is 5 April, a Sunday; the word that
#            settles day and month is read and dropped.
# Seen:      Sunday 13 April 2026      dateutil 2026-04-13 Monday   pandas 2026-04-13 Monday
#            Mon 05/04/2026 dayfirst   dateutil 2026-04-05 Sunday   pandas 2026-04-05 Sunday
# Matters:   Timesheets name the day. A month that is read the wrong way round moves hours and pay by weeks, and the one
#            word in the file that says so is thrown away.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-dateutil==4.0.0 pandas==3.1.1

"$work/venv/bin/python" <<'EOP'
import pandas as pd
from dateutil import parser

for text, dayfirst, seen in (
    ("Sunday 13 April 2026", False, "2026-04-13 Monday"),
    ("Mon 05/04/2026", True, "2026-04-05 Sunday"),
):
    one = parser.parse(text, dayfirst=dayfirst).strftime("%Y-%m-%d %A")
    other = pd.to_datetime(text, dayfirst=dayfirst).strftime("%Y-%m-%d %A")
    print(f"{text:24} dateutil {one:20} pandas {other}")
    assert one == other == seen, (text, one, other)
EOP
