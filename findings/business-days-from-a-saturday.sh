#!/bin/sh
# numpy and pandas: five business days from a Saturday end on two days.
#
# Versions:  numpy 2.4.1, pandas 3.1.1, workalendar 17.0.0, holidays 0.109
# Guess:     Five business days after Saturday, 9 May 2026 is Friday the 15th, and the last business day before it is
#            Friday the 8th, in each.
# Behaviour: numpy moves the weekend to Monday first, as roll="forward" says (without roll it raises), and counts from
#            there: Monday the 18th. Backwards from the weekend it lands on Thursday. pandas counts the move as the
#            first day, workalendar and holidays do the same.
# Seen:      (numpy, pandas, workalendar, holidays)
#            Fri 08 May and 5 business days: Fri 15, Fri 15, Fri 15, Fri 15
#            Fri 08 May less 1 business day: Thu 07, Thu 07, Thu 07, Thu 07
#            Sat 09 May and 5 business days: Mon 18, Fri 15, Fri 15, Fri 15
#            Sat 09 May less 1 business day: Thu 07, Fri 08, Fri 08, Fri 08
#            Sun 10 May and 5 business days: Mon 18, Fri 15, Fri 15, Fri 15
#            Sun 10 May less 1 business day: Thu 07, Fri 08, Fri 08, Fri 08
# Matters:   Work is approved at weekends. A payment that came on Monday is late by one library and on time by the
#            other; code that moves from pandas to numpy for speed changes the verdict on a few rows only.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy==2.4.1 pandas==3.1.1 workalendar==17.0.0 holidays==0.109

"$work/venv/bin/python" - <<'PY'
import datetime as dt

import holidays
import numpy as np
import pandas as pd
from workalendar.europe import EuropeanCentralBank

ecb, euro = holidays.financial_holidays("ECB", years=2026), EuropeanCentralBank()
five, before = [], []
for day in (dt.date(2026, 5, 8), dt.date(2026, 5, 9), dt.date(2026, 5, 10)):
    five.append([
        np.busday_offset(day, 5, roll="forward").item(),
        (pd.Timestamp(day) + pd.offsets.BDay(5)).date(),
        euro.add_working_days(day, 5),
        ecb.get_nth_working_day(day, 5),
    ])
    before.append([
        np.busday_offset(day, -1, roll="backward").item(),
        (pd.Timestamp(day) - pd.offsets.BDay(1)).date(),
        euro.sub_working_days(day, 1),
        ecb.get_nth_working_day(day, -1),
    ])
    for name, row in (("and 5 business days", five[-1]), ("less 1 business day", before[-1])):
        print(f"{day:%a %d May} {name}: " + ", ".join(f"{d:%a %d}" for d in row))
assert [[d.day for d in row] for row in five] == [[15, 15, 15, 15], [18, 15, 15, 15], [18, 15, 15, 15]], five
assert [[d.day for d in row] for row in before] == [[7, 7, 7, 7], [7, 8, 8, 8], [7, 8, 8, 8]], before
PY
