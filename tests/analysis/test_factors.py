"""The road: its bars, its ends, and the order-free shares."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.analysis.earnings.annual import annualise
from tracker.analysis.earnings.factors import ADDITIVE, STEPS, Quantities, Road, road, shapley
from tracker.units import WEEKS_PER_YEAR

ORACLE = (0.85, 0.72, 0.96, 0.97, 0.55, 0.50)
PLAIN = Quantities(
    weeks=13, available=520.0, worked=400.0, paid=300.0, counted=270.0, headline=40_0000.0, agreed=36_0000.0,
    accrued=9_000_0000, overdue=500_0000, written_off=100_0000, fees=400_0000, fx=-50_0000, expenses=250_0000,
    unmatched=75_0000,
)  # fmt: skip


def oracle() -> Quantities:
    """A headline year of 83,200 that goes through the six factors, as 52 weeks of rows."""
    window = 52 / WEEKS_PER_YEAR
    available = 83_200 * window / 40
    worked, paid, counted = available * 0.85, available * 0.85 * 0.72, available * 0.85 * 0.72 * 0.96
    accrued = counted * 38.80 * 0.55 * 10_000
    return replace(
        PLAIN, weeks=52, available=available, worked=worked, paid=paid, counted=counted, agreed=38_8000.0,
        accrued=round(accrued), overdue=round(accrued * 0.5), written_off=0, fees=0, fx=0, expenses=0,
        unmatched=0,
    )  # fmt: skip


def bars(r: Road) -> dict[str, int]:
    return {f.name: f.contribution for f in r.factors}


def test_the_bars_of_the_oracle_to_the_cent():
    """83,200 with .85 .72 .96 .97 .55 .50: the figures of section 7 of the methods."""
    r = road(oracle())
    assert r.start == 83_200_0000
    names = ("offered_work", "paid_time", "counted_time", "agreed", "realised", "collected")
    expected = [-12_480.00, -19_801.60, -2_036.74, -1_466.45, -21_336.85, -13_039.18]
    assert [round(bars(r)[n] / 10_000, 2) for n in names] == expected
    assert bars(r)["kept"] == bars(r)["expenses"] == bars(r)["unmatched"] == 0
    assert round((r.effective or 0) / 10_000, 2) == 13_039.18
    assert [round(f.value or 0, 6) for f in r.factors[:7]] == [*ORACLE, 1.0]


def test_the_shapley_shares_of_the_oracle_to_the_dollar():
    shares = [f.shapley for f in road(oracle()).factors]
    expected = [-6_478, -12_788, -1_655, -1_237, -22_393, -25_611, 0]
    assert [round((s or 0) / 10_000) for s in shares[:7]] == expected
    assert shares[7:] == [None, None]


def test_a_road_by_hand():
    """
    13 weeks, so a year is 52.1775 / 13 of these:
    available 520 h x 40 = 20,800; worked 400 h -> 16,000; paid 300 h -> 12,000; counted 270 h -> 10,800;
    agreed 36 -> 9,720; accrued 9,000; overdue and written off 600 -> 8,400; fees 400, fx -50 -> 7,950;
    expenses 250 -> 7,700; unmatched 75 -> 7,775
    """
    r = road(PLAIN)
    scale = WEEKS_PER_YEAR / 13
    expected = [-4800, -4000, -1200, -1080, -720, -600, -450, -250, 75]
    assert [f.name for f in r.factors] == [*STEPS, *ADDITIVE]
    assert [f.contribution for f in r.factors] == pytest.approx([x * 10_000 * scale for x in expected], abs=3)
    assert r.start == pytest.approx(20_800_0000 * scale, abs=1)
    assert r.effective == annualise(7_775_0000, 13)
    values = [f.value for f in r.factors[:7]]
    assert values == pytest.approx([400 / 520, 0.75, 0.9, 0.9, 9000 / 9720, 8400 / 9000, 7950 / 8400])


@pytest.mark.parametrize("available", [None, 0.0])
def test_without_hours_on_offer_the_road_starts_at_the_hours_worked(available):
    r = road(replace(PLAIN, available=available))
    assert [f.name for f in r.factors] == [*STEPS[1:], *ADDITIVE]
    assert r.start == pytest.approx(16_000_0000 * WEEKS_PER_YEAR / 13, abs=1)
    assert r.effective == road(PLAIN).effective


@pytest.mark.parametrize("change", [{"counted": 0.0}, {"headline": None}, {"agreed": None}])
def test_without_counted_hours_there_is_no_road(change):
    r = road(replace(PLAIN, **change))
    assert (r.start, r.factors, [c.code for c in r.caveats]) == (None, (), ["no_hours"])


def test_a_road_takes_eight_weeks():
    r = road(replace(PLAIN, weeks=7))
    assert (r.start, r.factors, r.effective, [c.code for c in r.caveats]) == (
        None,
        (),
        None,
        ["too_few_weeks"],
    )
    assert road(replace(PLAIN, weeks=8)).factors


def test_nothing_of_nothing_is_a_factor_of_one():
    """Nothing accrued: realised 0, collected 0/0, kept 0/0."""
    r = road(replace(PLAIN, accrued=0, overdue=0, written_off=0, fees=0, fx=0))
    values = {f.name: f.value for f in r.factors}
    assert (values["realised"], values["collected"], values["kept"]) == (0.0, 1.0, 1.0)
    assert r.caveats == ()
    assert sum(f.shapley or 0 for f in r.factors[:7]) == pytest.approx(-(r.start or 0), abs=3)


def test_money_after_nothing_has_a_bar_but_no_factor():
    """Nothing arrived, yet a transfer cost 50: the bar stands, the factor cannot be."""
    r = road(replace(PLAIN, overdue=PLAIN.accrued, written_off=0, fees=50_0000, fx=0))
    kept = next(f for f in r.factors if f.name == "kept")
    assert (kept.value, kept.shapley, kept.contribution) == (None, None, annualise(-50_0000, 13))
    assert [f.shapley for f in r.factors] == [None] * 9
    assert [(c.code, c.n) for c in r.caveats] == [("factor_undefined", 1)]


# --- what always holds ---------------------------------------------------------------------------------

hours = st.floats(0, 5000)
units = st.integers(0, 10**10)


@st.composite
def quantities(draw: st.DrawFn) -> Quantities:
    accrued = draw(units)
    overdue = draw(st.integers(0, accrued))
    return Quantities(
        weeks=draw(st.integers(8, 600)),
        available=draw(st.none() | hours),
        worked=draw(hours),
        paid=draw(hours),
        counted=draw(st.floats(0.01, 5000)),
        headline=draw(st.floats(0, 1e7)),
        agreed=draw(st.floats(0, 1e7)),
        accrued=accrued,
        overdue=overdue,
        written_off=draw(st.integers(0, accrued - overdue)),
        fees=draw(units),
        fx=draw(st.integers(-(10**9), 10**9)),
        expenses=draw(units),
        unmatched=draw(st.integers(-(10**9), 10**9)),
    )


@settings(deadline=None)
@given(quantities())
def test_contributions_sum_to_the_ends_to_the_unit(q):
    r = road(q)
    assert r.start is not None
    assert r.start + sum(f.contribution for f in r.factors) == r.effective == annualise(q.kept, q.weeks)


@settings(deadline=None)
@given(quantities())
def test_the_later_bars_are_the_sums_of_their_rows(q):
    found = bars(road(q))
    assert found["collected"] == annualise(-(q.overdue + q.written_off), q.weeks)
    assert found["kept"] == annualise(q.fx - q.fees, q.weeks)
    assert found["expenses"] == annualise(-q.expenses, q.weeks)
    assert found["unmatched"] == annualise(q.unmatched, q.weeks)
    accrued = (q.accrued - q.counted * q.agreed) * WEEKS_PER_YEAR / q.weeks
    assert found["realised"] == pytest.approx(accrued, abs=4, rel=1e-9)


@settings(deadline=None)
@given(quantities())
def test_shapley_shares_sum_to_the_multiplicative_bars(q):
    steps = road(q).factors[: -len(ADDITIVE)]
    shares = [f.shapley for f in steps if f.shapley is not None]
    assert not shares or sum(shares) == sum(f.contribution for f in steps)
    assert all(f.value is None or math.isfinite(f.value) for f in steps)


@settings(deadline=None)
@given(st.floats(0, 1e6), st.lists(st.floats(-2, 3), min_size=1, max_size=5))
def test_shapley_shares_are_the_mean_over_all_orders(start, factors):
    n, total = len(factors), [0.0] * len(factors)
    for order in permutations(range(n)):
        level = start
        for i in order:
            total[i] += level * (factors[i] - 1)
            level *= factors[i]
    mean = [t / math.factorial(n) for t in total]
    assert shapley(start, factors) == pytest.approx(mean, rel=1e-9, abs=1e-3)
