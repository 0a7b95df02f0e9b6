"""Hours that an income takes, and what the hours without work came from."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faces.reports import empty, report, usd
from tracker import frames
from tracker.analysis.availability.gaps import build_gaps
from tracker.analysis.availability.shares import gap_shares
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.earnings.target import target
from tracker.analysis.report import Rung, Window
from tracker.analysis.results.gaps import Gap, Gaps
from tracker.sample import AS_OF, generate


def at_rate(rate, low=None, high=None):
    made = report()
    ends = {"rate": usd(rate), "rate_low": usd(low), "rate_high": usd(high)} if low else {}
    looks = tuple(replace(x, **ends) for x in made.prospect.looks)
    hourly = (*made.hourly[:-1], Rung("kept", usd(rate)))
    return replace(made, hourly=hourly, prospect=replace(made.prospect, looks=looks))


def test_by_hand():
    """4,348.125 a month x 12 / 52.1775 = 1,000 a week; at 25 an hour 40 hours, at 20 to 40 an hour 50 to 25."""
    t = target(at_rate(25, 20, 40), usd(4348.125))
    assert (t.weekly, t.hours, t.best, t.worst, t.reachable) == (usd(1000), 40.0, 25.0, 50.0, True)


def test_published_the_federal_minimum_wage():
    """Full time at the US federal minimum wage of 7.25: 2,080 hours come to 15,080 a year (40 h x 52 weeks)."""
    t = target(at_rate(7.25), usd(15080 / 12))
    assert t.hours == pytest.approx(40 * 52 / 52.1775, abs=1e-4)


@given(st.integers(10_0000, 10**10), st.floats(0, 95))
def test_what_is_left_after_tax_is_what_was_wanted(monthly, percent):
    t = target(at_rate(25), monthly, percent)
    assert t.before_tax * (1 - percent / 100) == pytest.approx(monthly, abs=1)
    assert t.hours >= target(at_rate(25), monthly).hours - 1e-9


def test_a_tax_that_leaves_nothing_has_no_hours():
    t = target(at_rate(25), usd(1000), 100.0)
    assert (t.before_tax, t.weekly, t.hours, t.reachable) == (None, None, None, False)
    assert target(at_rate(25), usd(1000), None).before_tax == usd(1000)


def test_what_cannot_be_is_none_or_out_of_reach():
    assert target(empty(), usd(100)).hours is None
    assert target(empty(), usd(100)).mean_hours is None
    assert target(at_rate(-1), usd(100)).hours is None
    assert not target(at_rate(0.5), usd(1000)).reachable


@given(st.integers(1, 10**10), st.integers(1, 10**7))
def test_the_hours_bring_the_target(monthly, rate):
    made = replace(report(), hourly=(*report().hourly[:-1], Rung("kept", rate)))
    t = target(made, monthly)
    assert t.hours * rate * 52.1775 / 12 == pytest.approx(monthly, abs=3)


# --- hours without work ---------------------------------------------------------------------------------

DAY = dt.date(2026, 1, 5)


def gaps(available, worked, *found):
    made = tuple(Gap(DAY, DAY, 3, hours, cause, None, None) for cause, hours in found)
    return Gaps(DAY, Window(DAY, DAY, 1), "USD", 9, 9, available, worked, None, made, None, (), None, None, 3, (), ())


def test_the_roads_first_bar_shared_by_hand():
    """The bar of the methods' road is -12,480.00; 100 hours lost: 60 + 15 cancelled, 20 paused, 5 in no gap."""
    shares = gap_shares(report(), gaps(150.0, 50.0, ("cancelled", 60.0), ("paused", 20.0), ("cancelled", 15.0)))
    assert [(s.cause, s.gaps, s.hours, s.share, s.contribution) for s in shares] == [
        ("cancelled", 2, 75.0, 0.75, usd(-9360)),
        ("paused", 1, 20.0, 0.2, usd(-2496)),
        ("short_days", 0, 5.0, 0.05, usd(-624)),
    ]


def test_gaps_longer_than_what_was_lost_are_scaled_down():
    shares = gap_shares(report(), gaps(100.0, 90.0, ("cancelled", 30.0), ("paused", 10.0)))
    assert [(s.cause, s.hours, s.contribution) for s in shares] == [
        ("cancelled", 7.5, usd(-9360)), ("paused", 2.5, usd(-3120)),
    ]  # fmt: skip


def test_without_a_loss_nothing_is_shared():
    assert gap_shares(empty(), gaps(100.0, 10.0, ("cancelled", 30.0))) == ()
    assert gap_shares(report(), gaps(None, 10.0)) == ()
    assert gap_shares(report(), gaps(10.0, 10.0)) == ()
    assert [s.cause for s in gap_shares(report(), gaps(20.0, 10.0))] == ["short_days"]


CAUSES = st.lists(st.tuples(st.sampled_from(["cancelled", "paused", "unknown"]), st.floats(0, 1e4)), max_size=8)


@given(CAUSES, st.floats(0, 1e4), st.floats(0, 1e4))
def test_shares_sum_to_one_and_amounts_to_the_bar(found, available, worked):
    shares = gap_shares(report(), gaps(available, worked, *found))
    if shares:
        assert sum(s.share for s in shares) == pytest.approx(1.0)
        assert sum(s.contribution for s in shares) == usd(-12480)
        assert all(s.contribution <= 0 and s.hours > 0 for s in shares)


def test_the_sample_ledger():
    sample = generate()
    made = frames.from_records(sample.records, sample.settings)
    whole = build_report(made, AS_OF)
    first, last = whole.weeks[0].monday, whole.weeks[-1].monday + dt.timedelta(days=6)
    shares = gap_shares(whole, build_gaps(made, AS_OF, first, last))
    bar = next(f.contribution for f in whole.factors if f.name == "offered_work")
    assert sum(s.contribution for s in shares) == bar
    assert {s.cause for s in shares} == {"short_days", "cancelled", "unknown"}
    assert round(target(whole, usd(2000)).hours, 1) == 25.9
