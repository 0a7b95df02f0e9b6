#!/bin/sh
# timefhuman: a night with a day beside it ends before it begins.
#
# Versions:  timefhuman 0.1.5
# Guess:     "22:00-02:00 yesterday" ends the day after, as "22:00-02:00" alone does; "May 4 9-5" is a working day.
# Behaviour: As soon as a day is named both ends get it: 5 May 22:00 to 5 May 02:00, and 9:00 to 5:00.
# Seen:      22:00-02:00            2026-05-06 22:00 to 2026-05-07 02:00
#            22:00-02:00 yesterday  2026-05-05 22:00 to 2026-05-05 02:00
#            May 4 22:00-02:00      2026-05-04 22:00 to 2026-05-04 02:00
#            May 4 9-5              2026-05-04 09:00 to 2026-05-04 05:00
# Matters:   End less start of a night shift logged the day after is minus twenty hours; who takes the absolute value or
#            the remainder of a day gets another wrong length.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check timefhuman==0.1.5

"$work/venv/bin/python" - <<'PY'
import datetime as dt

from timefhuman import tfhConfig, timefhuman

config = tfhConfig(now=dt.datetime(2026, 5, 6, 20, 0))
hours = []
for text in ("22:00-02:00", "22:00-02:00 yesterday", "May 4 22:00-02:00", "May 4 9-5"):
    ((start, end),) = timefhuman(text, config=config)
    print(f"{text:22} {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}")
    hours.append((end - start).total_seconds() / 3600)
assert hours == [4, -20, -20, -4]
PY
