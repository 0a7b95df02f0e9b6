"""How steady income was, and on how few platforms it hung."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.analysis.earnings.volatility import concentration, volatility
from tracker.units import WEEKS_PER_YEAR


def test_by_hand():
    """
    13 weeks: 100 x 4, 300 x 4, 0 x 4, 600 (units); mean 2200/13 = 169.2
    blocks of four: 400 1200 0 -> mean 533.3, s = 611.0, cv 1.1456; arc changes 1 and 2, median 1.5
    dry 4 of 13; below 126.9: eight; above 211.5: five; the worst 13 weeks are all of them
    """
    v, caveats = volatility([100] * 4 + [300] * 4 + [0] * 4 + [600])
    assert v.dry_week_share == pytest.approx(4 / 13)
    assert v.four_week_cv == pytest.approx(1.1456, abs=1e-4)
    assert v.median_arc_change == pytest.approx(1.5)
    assert v.dips_per_year == pytest.approx(8 / 13 * WEEKS_PER_YEAR)
    assert v.spikes_per_year == pytest.approx(5 / 13 * WEEKS_PER_YEAR)
    assert (v.worst_13_weeks, v.weeks, caveats) == (2200, 13, ())


def test_the_weekly_coefficient_takes_n_minus_one():
    """1 to 13: mean 7, s^2 = 182/12."""
    v, _ = volatility(list(range(1, 14)))
    assert v.weekly_cv == pytest.approx(math.sqrt(182 / 12) / 7)


def test_a_salary_every_two_weeks_looks_uneven_only_by_month():
    """26 pay days a year fall 2 2 3 2 2 2 2 3 2 2 2 2 on months: .18, as section 1 of the methods says."""
    months, _ = volatility([2, 2, 3, 2, 2, 2, 2, 3, 2, 2, 2, 2] * 2)
    assert round(months.weekly_cv or 0, 2) == 0.18
    weeks, _ = volatility([0, 1500_0000] * 26)
    assert (weeks.four_week_cv, weeks.median_arc_change) == (0.0, 0.0)


def test_the_worst_13_weeks_are_in_a_row():
    v, _ = volatility([500] * 10 + [10] * 12 + [-30] + [400] * 10)
    assert v.worst_13_weeks == 90


def test_a_week_with_nothing_or_less_is_dry():
    v, _ = volatility([0, -5, 10, 20])
    assert v.dry_week_share == 0.5


@pytest.mark.parametrize(
    ("weeks", "known"),
    [
        (0, set()),
        (1, {"dry_week_share"}),
        (8, {"dry_week_share", "median_arc_change", "dips_per_year", "spikes_per_year"}),
        (
            13,
            {
                "weekly_cv",
                "four_week_cv",
                "dry_week_share",
                "median_arc_change",
                "dips_per_year",
                "spikes_per_year",
                "worst_13_weeks",
            },
        ),
    ],
)
def test_how_many_weeks_a_figure_takes(weeks, known):
    v, caveats = volatility([100] * weeks)
    names = [n for n in v.__dataclass_fields__ if n != "weeks"]
    assert {n for n in names if getattr(v, n) is not None} == known
    assert [c.code for c in caveats] == ([] if weeks >= 13 else ["volatility_too_few_weeks"])


@pytest.mark.parametrize("weekly", [[0] * 20, [-10] * 20, [10, -10] * 10])
def test_without_a_mean_above_zero_nothing_is_relative_to_it(weekly):
    v, caveats = volatility(weekly)
    assert (v.weekly_cv, v.four_week_cv, v.dips_per_year, v.spikes_per_year) == (None,) * 4
    assert [c.code for c in caveats] == ["volatility_no_mean"]


def test_two_empty_blocks_are_no_change_and_negative_pairs_are_left_out():
    assert volatility([0] * 8)[0].median_arc_change == 0.0
    assert volatility([-1] * 8)[0].median_arc_change is None


def test_weeks_that_are_not_named_count_as_empty():
    mondays = [dt.date(2026, 5, 4), dt.date(2026, 5, 11), dt.date(2026, 6, 1)]
    v, _ = volatility([5, 5, 5], mondays)
    assert (v.weeks, v.dry_week_share) == (5, 0.4)


def test_concentration_of_the_printed_example():
    """Shares .7 .2 .1 give an index of .54, as if on 1.85 platforms (section 8 of the methods)."""
    c, caveats = concentration({"Bolt": 200, "Acme": 700, "Core": 100})
    assert (c.top_platform, c.top_share, caveats) == ("Acme", 0.7, ())
    assert (round(c.hhi or 0, 2), round(c.effective_platforms or 0, 2)) == (0.54, 1.85)


def test_negative_platforms_count_as_zero_and_the_first_of_equals_is_on_top():
    c, _ = concentration({"Bolt": 50, "Acme": 50, "Core": -900})
    assert (c.top_platform, c.top_share, c.hhi, c.effective_platforms) == ("Acme", 0.5, 0.5, 2.0)


@pytest.mark.parametrize("kept", [{}, {"Acme": 0}, {"Acme": -5}])
def test_no_shares_of_nothing(kept):
    c, caveats = concentration(kept)
    assert astuple(c) == (None,) * 4
    assert [x.code for x in caveats] == ["nothing_kept"]


@settings(deadline=None)
@given(st.lists(st.integers(-(10**9), 10**10), max_size=60))
def test_nothing_is_ever_nan_and_size_does_not_matter(weekly):
    v, w = volatility(weekly)[0], volatility([10 * x for x in weekly])[0]
    figures = [x for x in astuple(v) if x is not None]
    assert all(math.isfinite(x) for x in figures)
    assert w.dry_week_share == v.dry_week_share
    assert astuple(w)[:2] == tuple(x if x is None else pytest.approx(x, rel=1e-6) for x in astuple(v)[:2])


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(-(10**6), 10**12), max_size=8))
def test_the_index_lies_between_equal_shares_and_one(kept):
    c, _ = concentration(kept)
    if c.hhi is not None and c.top_share is not None and c.effective_platforms is not None:
        n = sum(1 for v in kept.values() if v > 0)
        assert 1 / n - 1e-9 <= c.hhi <= c.top_share + 1e-9 <= 1 + 2e-9
        assert 1 - 1e-9 <= c.effective_platforms <= n + 1e-9
