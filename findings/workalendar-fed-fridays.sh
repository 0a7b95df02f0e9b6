#!/bin/sh
# workalendar, holidays: two calendars of the Federal Reserve differ by a day whenever a holiday is on a Saturday.
#
# Versions:  workalendar 17.0.0, holidays 0.109
# Guess:     A calendar named FederalReserveSystem has the Fed's days: where a holiday is on a Saturday the Reserve
#            Banks are open on the Friday before (the Board's own notice below its list of holidays).
# Behaviour: workalendar closes the Fed on that Friday, as federal offices do; holidays has it open. In 2026 to 2028
#            they differ on five days.
# Seen:      2026-07-03, 2027-06-18, 2027-12-24, 2027-12-31, 2028-11-10: closed in workalendar only
# Matters:   "Paid on the next business day" after Thursday, 2 July 2026 is Friday the 3rd by the rails and Monday the
#            6th by this calendar: a payment that is late seems punctual, three days long.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check workalendar==17.0.0 holidays==0.109

"$work/venv/bin/python" - <<'PY'
import datetime as dt

import holidays
from workalendar.usa import FederalReserveSystem

theirs, ours = FederalReserveSystem(), holidays.financial_holidays("FED")
days = [dt.date(2026, 1, 1) + dt.timedelta(n) for n in range(3 * 366)]
weekdays = [d for d in days if d.weekday() < 5 and d.year <= 2028]
closed = [str(d) for d in weekdays if not theirs.is_working_day(d) and d not in ours]
opened = [str(d) for d in weekdays if theirs.is_working_day(d) and d in ours]
print("closed in workalendar only:", *closed)
print("closed in holidays only:", *opened)
assert theirs.add_working_days(dt.date(2026, 7, 2), 1) == dt.date(2026, 7, 6)
assert ours.get_nth_working_day(dt.date(2026, 7, 2), 1) == dt.date(2026, 7, 3)
assert {"2026-07-03", "2027-06-18", "2027-12-24", "2027-12-31", "2028-11-10"} == set(closed)
PY
