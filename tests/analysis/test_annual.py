"""A year like these weeks, and the headline years beside it."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.analysis.earnings.annual import annual, annualise, headline_available, headline_full_time
from tracker.analysis.intervals import LARGEST


def codes(weekly):
    return [c.code for c in annual(weekly)[1]]


def test_the_year_is_52_1775_mean_weeks_empty_weeks_in():
    """8 weeks, 400.00 in half of them: mean 200, a year of 10,435.50."""
    found, _ = annual([400_0000, 0] * 4)
    assert (found.effective, found.weeks) == (10_435_5000, 8)


@pytest.mark.parametrize(
    ("weeks", "point", "interval", "code"),
    [
        (0, False, False, ["too_few_weeks"]),
        (7, False, False, ["too_few_weeks"]),
        (8, True, False, ["no_range"]),
        (12, True, False, ["no_range"]),
        (13, True, True, []),
    ],
)
def test_how_many_weeks_a_figure_takes(weeks, point, interval, code):
    weekly = [100_0000 + 1_0000 * i for i in range(weeks)]
    found, _ = annual(weekly)
    assert (found.effective is not None, found.low is not None, found.high is not None) == (
        point,
        interval,
        interval,
    )
    assert (found.method is not None) == interval
    assert found.level == 0.90
    assert codes(weekly) == code


def test_the_interval_by_the_printed_formula():
    """
    13 weeks, the first with 1300, the others empty: mean 100, two cosines,
    L_j = sqrt(2/13) 1300 cos(pi j / 26), omega = mean L_j^2, r = 2.91999 sqrt(omega/13) / 100
    """
    squares = [2 / 13 * 1300**2 * math.cos(math.pi * j / 26) ** 2 for j in (1, 2)]
    r = 2.919986 * math.sqrt(sum(squares) / 2 / 13) / 100
    found, _ = annual([1300_0000] + [0] * 12)
    assert found.effective == 5_217_7500
    assert found.low == pytest.approx(5_217_7500 * math.exp(-r), rel=1e-5)
    assert found.high == pytest.approx(5_217_7500 * math.exp(r), rel=1e-5)


@pytest.mark.parametrize("weekly", [[0] * 20, [-5_0000] * 20, [1] + [10**12, -(10**12)] * 10])
def test_where_nothing_is_kept_on_the_whole_or_hardly_anything_there_is_no_interval(weekly):
    found, _ = annual(weekly)
    assert found.effective is not None
    assert (found.low, found.high, found.method) == (None, None, None)
    assert codes(weekly) == ["no_range"]


@pytest.mark.parametrize("weekly", [[250_0000] * 13, [250_0000] * 26, [250_0000, 250_0100] * 13])
def test_weeks_that_hardly_differ_say_nothing_of_how_much_they_may(weekly):
    found, caveats = annual(weekly)
    assert found.effective is not None
    assert (found.low, found.high, found.method) == (None, None, None)
    assert [(c.code, c.n) for c in caveats] == [("no_range", len(weekly))]
    assert "so regular" in str(caveats[0].text)


def test_from_a_half_width_of_one_percent_on_there_is_an_interval():
    """Two levels, 13 weeks each: se grows with the distance, and the interval comes where it passes .01."""
    near, far = annual([1000_0000] * 13 + [1001_0000] * 13)[0], annual([1000_0000] * 13 + [1020_0000] * 13)[0]
    assert near.low is None
    assert far.low is not None
    assert far.high is not None
    assert far.effective is not None
    assert math.log(far.high / far.effective) >= 0.01


def test_weeks_that_are_spread_evenly_have_no_interval_and_no_second_reason():
    found, caveats = annual([100_0000, 300_0000] * 10, spread_evenly=True)
    assert found.effective is not None
    assert (found.low, found.high, found.method, caveats) == (None, None, None, ())


def test_the_headline_years():
    """40.00 an hour: 83,200 for 40 hours in 52 weeks; 20 hours a week on offer: 41,742 in 52.1775 weeks."""
    found, _ = annual([], headline=40_0000, headline_complete=40_0000.0, weekly_available=20.0)
    assert (found.headline_full_time, found.headline_available) == (83_200_0000, 41_742_0000)


def test_a_standard_year_of_ones_own():
    assert headline_full_time(40_0000, Decimal("37.5"), Decimal(46)) == 69_000_0000


def test_a_week_on_offer_is_never_invented():
    assert headline_available(40_0000, None) is None
    assert headline_available(None, 20.0) is None
    assert headline_full_time(None) is None


def test_a_sum_over_the_year_is_rounded_half_away_from_zero():
    assert annualise(1, 8) == 7
    assert (annualise(4000, 521775), annualise(5000, 521775), annualise(-5000, 521775)) == (0, 1, -1)


@settings(deadline=None)
@given(st.lists(st.integers(-(10**9), 10**12), max_size=70))
def test_the_interval_holds_the_point_and_nothing_is_nan(weekly):
    found, caveats = annual(weekly)
    if found.low is not None:
        assert found.effective is not None
        assert found.high is not None
        assert 0 <= found.low <= found.effective <= found.high <= LARGEST
        assert found.high * 100 >= found.effective * 101 or found.effective < 10_000
    else:
        assert caveats
