#!/bin/sh
# lifelines and statsmodels: the median of four is the second day, of six the fourth.
#
# Versions:  lifelines 0.30.3, statsmodels 0.15.0
# Guess:     One rule per package: the first day at or below one half, or the middle of the step (R's survfit 3.5:
#            2.5, 3.5, 5.5, 6.5, 7.5).
# Behaviour: Where the curve is exactly one half the last digit of a product of fractions decides in both: on one day
#            or the next, and the two packages agree or not with n.
# Seen:      4 projects, one half on day 2: lifelines 2, statsmodels 3
#               6 projects, one half on day 3: lifelines 4, statsmodels 4
#              10 projects, one half on day 5: lifelines 5, statsmodels 6
#              12 projects, one half on day 6: lifelines 6, statsmodels 6
#              14 projects, one half on day 7: lifelines 8, statsmodels 8
# Matters:   Few projects with no censoring are the usual ledger, and half of them have an even number: how long a
#            project lasts jumps by a whole gap between ends for no reason in the data.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check lifelines==0.30.3 statsmodels==0.15.0 pandas==2.3.3

"$work/venv/bin/python" - <<'EOF'
from lifelines import KaplanMeierFitter
from statsmodels.duration.survfunc import SurvfuncRight

# n projects that lasted 1, 2, ... n days, all ended: the curve is exactly one half from day n/2 to the day after.
seen = {}
for n in (4, 6, 10, 12, 14):
    days, ended = list(range(1, n + 1)), [1] * n
    seen[n] = (
        float(KaplanMeierFitter().fit(days, ended).median_survival_time_),
        int(SurvfuncRight(days, ended).quantile(0.5)),
    )
    print(f"{n:2} projects, one half on day {n // 2}: lifelines {seen[n][0]:.0f}, statsmodels {seen[n][1]}")
assert seen == {4: (2, 3), 6: (4, 4), 10: (5, 6), 12: (6, 6), 14: (8, 8)}, seen
EOF
