#!/bin/sh
# recurrent: the last business day of the month is its last day.
#
# Versions:  recurrent 0.4.1
# Guess:     A business day is Monday to Friday (BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1), or the text is not understood
#            (None).
# Behaviour: business is skipped: the rule is the last day, the first day of the month. The last weekday is the last
#            Monday. biweekly is skipped too and the answer is one date, no rule; every two weeks is right.
# Seen:      every last friday of the month         RRULE:BYDAY=-1FR;INTERVAL=1;FREQ=MONTHLY
#            every last business day of the month   RRULE:BYMONTHDAY=-1;INTERVAL=1;FREQ=MONTHLY
#            every first business day of the month  RRULE:BYMONTHDAY=1;INTERVAL=1;FREQ=MONTHLY
#            every last weekday of the month        RRULE:BYDAY=-1MO;INTERVAL=1;FREQ=MONTHLY
#            every two weeks on friday              RRULE:BYDAY=FR;INTERVAL=2;FREQ=WEEKLY
#            biweekly on friday                     2026-05-08 20:00:00
# Matters:   A platform that pays on the last business day looks up to two days early or, with the last Monday, up to
#            four days late; one that pays every second Friday is due once.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check recurrent==0.4.1

"$work/venv/bin/python" - <<'PY'
import datetime as dt

from recurrent import RecurringEvent

seen = {}
for text in (
    "every last friday of the month",
    "every last business day of the month",
    "every first business day of the month",
    "every last weekday of the month",
    "every two weeks on friday",
    "biweekly on friday",
):
    seen[text] = str(RecurringEvent(now_date=dt.datetime(2026, 5, 6, 20, 0)).parse(text))
    print(f"{text:38} {seen[text]}")
assert list(seen.values()) == [
    "RRULE:BYDAY=-1FR;INTERVAL=1;FREQ=MONTHLY",
    "RRULE:BYMONTHDAY=-1;INTERVAL=1;FREQ=MONTHLY",
    "RRULE:BYMONTHDAY=1;INTERVAL=1;FREQ=MONTHLY",
    "RRULE:BYDAY=-1MO;INTERVAL=1;FREQ=MONTHLY",
    "RRULE:BYDAY=FR;INTERVAL=2;FREQ=WEEKLY",
    "2026-05-08 20:00:00",
], seen
PY
