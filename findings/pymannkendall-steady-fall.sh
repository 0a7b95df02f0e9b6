#!/bin/sh
# pymannkendall: a rate that falls by one each month has no trend.
#
# Versions:  pymannkendall 1.4.3 (numpy 2.3.5, scipy 1.16.3)
# Guess:     25, 24, ... 18 is as much of a fall as eight values can be; each variant of the test finds it, or says
#            that it cannot tell.
# Behaviour: The variants that correct for autocorrelation take the fitted line off first. What remains is nothing,
#            its autocorrelation is 0/0: two answer no trend with p = nan, the one that whitens what is left no trend
#            with p = 1. With a little noise all but one find it.
# Seen:      original_test                                decreasing  p 0.0008  slope -1
#            hamed_rao_modification_test                  no trend    p nan  slope -1
#            yue_wang_modification_test                   no trend    p nan  slope -1
#            pre_whitening_modification_test              decreasing  p 0.0027  slope -1
#            trend_free_pre_whitening_modification_test   no trend    p 1.0000  slope -1
# Matters:   Rates are set by hand and fall in even steps. A page that shows the word and not p calls the clearest cut
#            steady.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pymannkendall==1.4.3 numpy==2.3.5 scipy==1.16.3

"$work/venv/bin/python" - <<'PY'
import warnings

import pymannkendall as mk

rates = [25, 24, 23, 22, 21, 20, 19, 18]
tests = (
    "original_test",
    "hamed_rao_modification_test",
    "yue_wang_modification_test",
    "pre_whitening_modification_test",
    "trend_free_pre_whitening_modification_test",
)
seen = {}
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for name in tests:
        result = getattr(mk, name)(rates)
        seen[name] = result.trend
        print(f"{name:44} {result.trend:11} p {result.p:.4f}  slope {result.slope:g}")
assert list(seen.values()) == ["decreasing", "no trend", "no trend", "decreasing", "no trend"], seen
PY
