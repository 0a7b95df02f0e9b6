"""The equal-weighted cosine interval, against hand work, another implementation and printed tables."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.fft import dct
from scipy.special import ndtri, stdtrit

from tracker.analysis.intervals import (
    LARGEST,
    cosine_interval,
    cosines,
    log_interval,
    rate_interval,
    rate_spread,
    t_quantile,
    z_quantile,
)

weekly = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=80)


def test_the_variance_by_hand():
    """
    y = 1 0 0 0, T = 4, two cosines:
    L1 = sqrt(1/2) cos(pi/8) = .65328, L2 = sqrt(1/2) cos(pi/4) = .5
    omega = (.42678 + .25) / 2 = .33839, se = sqrt(.33839/4) = .29086
    """
    v = cosine_interval([1, 0, 0, 0])
    assert v is not None
    assert (v.nu, round(v.omega, 5), round(v.se, 5)) == (2, 0.33839, 0.29086)


@pytest.mark.parametrize(("nu", "t"), [(2, 2.920), (3, 2.353), (5, 2.015), (10, 1.812), (30, 1.697)])
def test_quantiles_are_those_of_the_printed_table_of_student(nu, t):
    """The column .05 (one-sided) of any printed t table."""
    assert round(t_quantile(nu), 3) == t


@pytest.mark.parametrize("nu", [1, 2, 3, 4, 5, 7, 10, 25, 60, 301, 1000])
def test_quantiles_of_student_are_those_of_scipy(nu):
    assert t_quantile(nu) == pytest.approx(float(stdtrit(nu, 0.95)), rel=1e-12)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.999])
def test_quantiles_of_the_normal_distribution_are_those_of_scipy(level):
    assert z_quantile(level) == pytest.approx(float(ndtri((1 + level) / 2)), rel=1e-13)


def test_as_many_cosines_as_lazarus_lewis_stock_and_watson_recommend():
    """nu = 0.4 T^(2/3): 13 at their T = 200; at T = 125 exactly 10, which floats would make 9."""
    assert [cosines(t) for t in (1, 4, 13, 25, 26, 52, 104, 125, 200)] == [2, 2, 2, 3, 3, 5, 8, 10, 13]


@settings(deadline=None)
@given(weekly)
def test_the_cosines_are_those_of_the_discrete_cosine_transform(values):
    v = cosine_interval(values)
    assert v is not None
    expected = float(np.mean(dct(np.array(values), norm="ortho")[1 : v.nu + 1] ** 2)) if len(values) > v.nu else v.omega
    assert v.omega == pytest.approx(expected, rel=1e-6, abs=1e-3)


@settings(deadline=None)
@given(weekly, st.floats(-1e6, 1e6))
def test_the_level_of_the_series_plays_no_part(values, shift):
    a, b = cosine_interval(values), cosine_interval([v + shift for v in values])
    assert a is not None
    assert b is not None
    assert a.se == pytest.approx(b.se, rel=1e-6, abs=1e-3)


def test_an_empty_series_has_no_variance_and_a_constant_one_none_at_all():
    assert cosine_interval([]) is None
    v = cosine_interval([7.0] * 20)
    assert v is not None
    assert v.se == 0.0


def test_the_log_interval_multiplies_and_divides():
    assert log_interval(20_0000, math.log(1.25)) == (16_0000, 25_0000)
    assert log_interval(20_0000, 0.01) == (19_8010, 20_2010)


@pytest.mark.parametrize("spread", [0.0, 1e-9, 0.00999])
def test_an_interval_of_no_width_is_none(spread):
    assert log_interval(20_0000, spread) is None


def test_weeks_of_one_and_the_same_rate_have_no_rate_interval():
    hours = [3.0, 7.5, 12.0, 1.25, 8.0, 20.0]
    assert rate_interval([h * 25_0000 for h in hours], hours, 25_0000) is None


@pytest.mark.parametrize("spread", [100.0, 1e6, math.inf, math.nan])
def test_an_interval_beyond_all_measure_is_none(spread):
    assert log_interval(20_0000, spread) is None


def test_the_rate_interval_by_hand():
    """
    | week | kept | hours |  E = 100 / 10 = 10; e = (y - 10 h) / 2.5 = 4 -4 0 0
    |  1   |  30  |   2   |  L1 = sqrt(1/2) (4 cos pi/8 - 4 cos 3pi/8) = 1.53073
    |  2   |  20  |   3   |  L2 = sqrt(1/2) (4 cos pi/4 - 4 cos 3pi/4) = 4
    |  3   |  30  |   3   |  omega = 9.17157, se = 1.51423, q = 2.91999 x 1.51423 / 10 = .44215
    |  4   |  20  |   2   |
    """
    spread = rate_spread([30, 20, 30, 20], [2, 3, 3, 2])
    assert spread == pytest.approx(0.44215, abs=1e-5)
    low, high = rate_interval([30, 20, 30, 20], [2, 3, 3, 2], 10_0000) or (0, 0)
    assert low * high == pytest.approx(10_0000**2, rel=1e-4)
    assert low < 10_0000 < high


@pytest.mark.parametrize(
    ("kept", "hours"),
    [
        ([], []),
        ([1, 2, 3], [1, 1, 1]),
        ([5, 5, 5, 5, 0], [1, 1, 1, 0, 0]),
        ([0] * 9, [1] * 9),
        ([-1] * 9, [1] * 9),
    ],
)
def test_no_rate_interval_below_four_weeks_with_hours_or_without_money(kept, hours):
    assert rate_interval(kept, hours, 10_0000) is None


def test_no_rate_interval_without_a_rate():
    assert rate_interval([1, 2, 3, 4], [1, 1, 1, 1], None) is None
    assert rate_interval([1, 2, 3, 4], [1, 1, 1, 1], 0) is None


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(-(10**9), 10**9), st.floats(0, 80)), max_size=60),
    st.integers(-10_0000, 200_0000),
)
def test_a_rate_interval_holds_its_rate_or_is_none(weeks, rate):
    bounds = rate_interval([y for y, _ in weeks], [h for _, h in weeks], rate)
    assert bounds is None or 0 <= bounds[0] <= rate <= bounds[1] <= LARGEST
