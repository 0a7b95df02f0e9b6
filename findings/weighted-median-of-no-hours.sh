#!/bin/sh
# wquantiles, weightedstats, statsmodels: the median rate by hours is one that nobody worked at.
#
# Versions:  wquantiles 0.6, weightedstats 0.4.1, statsmodels 0.15.0, numpy 2.4.1
# Guess:     Rates 15 and 40 with three hours and one have the median of 15, 15, 15, 40: 15. A rate with no hours changes
#            nothing: 10 and 30 with five hours each give 20, whatever stands beside them with none.
# Behaviour: wquantiles draws a line between 15 and 40 and gives 21.25; of the four hours one by one it gives 15. The
#            row of no hours is the middle or one end of it: with 25 and no hours beside 10 and 30 wquantiles says 25,
#            weightedstats 27.5 (between 25 and 30), statsmodels 17.5 (between 10 and 25); without the row all three say
#            20. numpy's inverted_cdf takes the lower one in each case: 15 and 10.
# Seen:      15 x 3, 40 x 1: wquantiles 21.25, the others 15; 10 x 5, 25 x 0, 30 x 5: 25, 27.5, 17.5, 10
# Matters:   A project that was never paid by the hour, or an entry of no length, moves the rate of all others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check wquantiles==0.6 weightedstats==0.4.1
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.1

"$work/venv/bin/python" -W ignore - <<'PY'
import numpy as np
import weightedstats
import wquantiles
from statsmodels.stats.weightstats import DescrStatsW


def medians(rates, hours):
    values, weights = np.array(rates, float), np.array(hours, float)
    said = {
        "wquantiles": float(wquantiles.median(values, weights)),
        "weightedstats": float(weightedstats.weighted_median(rates, weights=hours)),
        "statsmodels": float(DescrStatsW(values, weights=weights).quantile([0.5], return_pandas=False)[0]),
        "numpy": float(np.quantile(values, 0.5, weights=weights, method="inverted_cdf")),
    }
    print(f"{rates} for {hours} hours:", said)
    return list(said.values())


assert medians([15, 40], [3, 1]) == [21.25, 15, 15, 15]
assert medians([15, 15, 15, 40], [1, 1, 1, 1]) == [15, 15, 15, 15]
assert medians([10, 30], [5, 5]) == [20, 20, 20, 10]
assert medians([10, 25, 30], [5, 0, 5]) == [25, 27.5, 17.5, 10]
PY
