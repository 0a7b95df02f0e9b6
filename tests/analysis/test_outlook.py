"""What the next weeks may bring, on ledgers small enough to work out by hand (methods, section 12)."""

import datetime as dt
import math
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, work
from tracker.analysis.outlook import arrival, paths
from tracker.analysis.outlook.ahead import build_outlook
from tracker.analysis.results.platforms import PayCurve
from tracker.domain import Expense, PayTerms, Platform, Project, Record
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.views.numbers import Reader
from tracker.views.outlook import money as outlook_money

MONDAY = dt.date(2026, 1, 5)


def weekly(amounts, *, platform="Acme", until=None, paid=True):
    """One milestone a week, due and paid on its own day; `until`: weeks that are paid."""
    rows = [Platform(platform=platform, currency="USD", pay_delay_days=0)]
    for i, amount in enumerate(amounts):
        on = (MONDAY + dt.timedelta(days=7 * i)).isoformat()
        if amount:
            rows.append(earned(on, amount, platform=platform))
        if amount and paid and (until is None or i < until):
            rows.append(payout(on, amount, platform=platform))
    return rows


def spent(on, amount):
    return Expense(spent_on=day(on), amount=money(amount), currency="USD", category="desk")


def sunday(weeks):
    return MONDAY + dt.timedelta(days=7 * weeks - 1)


# --- the fan --------------------------------------------------------------------------------------------


def test_a_steady_income_has_a_width_all_the_same():
    """26 weeks of 100, nothing else: 13 weeks bring about 1,300, and nobody promises that they will."""
    o = build_outlook(ledger(*weekly([100] * 26)), sunday(26))
    assert o.weeks == 26
    assert len(o.fan) == 13
    assert o.fan[0].monday == MONDAY + dt.timedelta(days=7 * 26)
    last = o.fan[-1]
    assert last.total_middle == pytest.approx(money(1300), rel=0.05)
    assert money(900) < last.total_low < last.total_middle < last.total_high < money(1700)


def test_the_same_ledger_gives_the_same_fan_and_a_seed_another():
    frames = ledger(*weekly([100, 0, 300, 50] * 6))
    one, again = (build_outlook(frames, sunday(24)) for _ in range(2))
    assert one == again
    assert build_outlook(frames, sunday(24), seed=1).fan == build_outlook(frames, sunday(24), seed=1).fan
    assert build_outlook(frames, sunday(24), seed=1).fan != build_outlook(frames, sunday(24), seed=2).fan


@given(st.lists(st.integers(0, 500), min_size=13, max_size=30).filter(any))
def test_the_ends_are_in_order_and_sums_never_fall(amounts):
    """Without expenses no draw takes anything away."""
    o = build_outlook(ledger(*weekly(amounts)), sunday(len(amounts)))
    for before, after in pairwise(o.fan):
        assert before.total_low <= after.total_low
        assert 0 <= after.total_low <= after.total_middle <= after.total_high


def test_the_fan_and_the_prospect_are_of_the_same_draws():
    """The middle of 13 weeks is one number, wherever it is read."""
    o = build_outlook(ledger(*weekly([100, 0, 300, 50] * 6)), sunday(24))
    assert o.fan[-1].total_middle == o.prospect.look(13).median
    assert o.prospect.look(13).low < o.fan[-1].total_low < o.fan[-1].total_high < o.prospect.look(13).high


# --- savings --------------------------------------------------------------------------------------------


def test_weeks_until_empty_by_hand():
    """Savings 100, cost 30 a week. Nothing comes: 3 1/3 weeks. 10 a week: 5. 30 a week: never."""
    cash = np.array([[0.0] * 9, [10.0] * 9, [30.0] * 9])
    assert paths.weeks_until_empty(100, 30, cash).tolist() == [pytest.approx(10 / 3), 5.0, math.inf]
    assert paths.weeks_until_empty(0, 30, np.zeros((1, 3))).tolist() == [0.0]


def test_the_runway_counts_what_is_owed_what_comes_and_the_cost():
    """26 weeks of 100, a month costs 869.625 (200 a week), savings 1,000: minus 100 a week, so 10 weeks."""
    month = money("869.625")
    frames = ledger(*weekly([100] * 26), living_cost_month=month, savings=money(1000))
    o = build_outlook(frames, sunday(26))
    assert o.runway.cost_week == money(200)
    assert o.runway.median == pytest.approx(10, abs=0.7)
    assert 7 < o.runway.low < o.runway.median
    assert o.savings_alone == pytest.approx(5)
    taxed = ledger(*weekly([100] * 26), living_cost_month=month, savings=money(1000), tax_rate_percent=Decimal(50))
    assert build_outlook(taxed, sunday(26)).runway.median == pytest.approx(1000 / 150, abs=0.4)


def test_money_that_takes_weeks_leaves_the_first_weeks_empty():
    """Due 21 days after it was earned and paid then: three weeks of 100 are owed and bridge the time."""
    rows = weekly([100] * 26, paid=False)
    rows[0] = Platform(platform="Acme", currency="USD", pay_delay_days=21)
    rows += [payout((MONDAY + dt.timedelta(days=7 * i + 21)).isoformat(), 100) for i in range(23)]
    frames = ledger(*rows, living_cost_month=money("869.625"), savings=money(1000))
    o = build_outlook(frames, sunday(26))
    assert o.owed == money(300)
    assert o.runway.median == pytest.approx(10, abs=0.7)


def test_without_cost_or_savings_there_is_no_runway():
    o = build_outlook(ledger(*weekly([100] * 26), savings=money(5)), sunday(26))
    assert (o.runway, o.savings_alone) == (None, None)


def test_a_life_that_costs_nothing_lasts():
    o = build_outlook(ledger(*weekly([100] * 26), savings=money(5), living_cost_month=0), sunday(26))
    assert (o.runway.median, o.runway.low, o.savings_alone) == (None, None, None)


def test_what_if_a_platform_ends():
    """Acme 300 and Bolt 100 a week: without Acme about 100 a week are left, and its share is about 3/4."""
    frames = ledger(*weekly([300] * 20), *weekly([100] * 20, platform="Bolt"))
    o = build_outlook(frames, sunday(20))
    assert [w.platform for w in o.without] == ["Acme", "Bolt"]
    assert [w.share for w in o.without] == [pytest.approx(0.75, abs=0.03), pytest.approx(0.25, abs=0.03)]
    found = [w.fan[-1].total_middle for w in o.without]
    assert found == [pytest.approx(money(1300), rel=0.06), pytest.approx(money(3900), rel=0.06)]


# --- money that is owed ---------------------------------------------------------------------------------

CURVE = PayCurve(3.0, 12.0, 10, 2, late=((-1.0, 0.9), (0.0, 0.6), (3.0, 0.3), (9.0, 0.05)))


@pytest.mark.parametrize(
    ("age", "half", "sure"),
    [
        (-10, 3.0, 9.0),  # .3 is the first at or below half, .05 at or below a tenth
        (0, 3.0, 9.0),  # of the .6 that is left: .3 is half, .05 is a twelfth
        (3, 9.0, None),  # of the .3: .05 is a sixth, so more than a tenth
        (9, None, None),  # nothing on record was paid later
    ],
)
def test_the_record_of_money_that_is_late_is_what_is_left_of_the_curve(age, half, sure):
    own = arrival.record(CURVE, age)
    assert (own.by(0.5), own.by(0.9)) == (half, sure)


FREIREICH = (
    (1, 0.905), (2, 0.810), (3, 0.762), (4, 0.667), (5, 0.571), (8, 0.381), (11, 0.286), (12, 0.190), (15, 0.143),
    (17, 0.095), (22, 0.048), (23, 0.0),
)  # fmt: skip
"""The control arm of Freireich et al. (Blood 21, 1963) as printed: weeks, share still in remission; 21 patients."""


def test_the_control_arm_of_freireich_as_waiting_times():
    """Median 8, nine in ten by 17. Of what lasted 8 weeks (.381), half by .190, nine tenths by .038 or less."""
    pay = PayCurve(8.0, 17.0, 21, 0, late=FREIREICH)
    start, later = arrival.record(pay, 0), arrival.record(pay, 8)
    assert (start.by(0.5), start.by(0.9)) == (8.0, 17.0)
    assert (later.by(0.5), later.by(0.9)) == (12.0, 23.0)


def test_fewer_than_five_pay_days_are_no_record():
    assert arrival.record(PayCurve(1.0, 1.0, 4, 0, late=((0.0, 0.0),)), 0) is None
    assert arrival.record(None, 0) is None


def test_draws_follow_the_curve():
    own = arrival.record(CURVE, -10)
    days = own.draw(np.random.default_rng(5).random(20_000))
    for at, left in CURVE.late:
        assert (days > at).mean() == pytest.approx(left, abs=0.015)
    assert np.isinf(days).mean() == pytest.approx(0.05, abs=0.01)


def test_expected_days_by_hand():
    """Ten pay days of which each was paid 4 days after it was due; the eleventh is due tomorrow."""
    rows = [Platform(platform="Acme", currency="USD", pay_delay_days=0)]
    for i in range(11):
        on = MONDAY + dt.timedelta(days=7 * i)
        rows.append(earned(on.isoformat(), 100, due_on=on + dt.timedelta(days=2)))
        if i < 10:
            rows.append(payout((on + dt.timedelta(days=6)).isoformat(), 100, covers_from=on, covers_to=on))
    as_of = MONDAY + dt.timedelta(days=71)
    (e,) = build_outlook(ledger(*rows), as_of).expected
    assert (e.amount, e.due_on) == (money(100), as_of + dt.timedelta(days=1))
    assert (e.likely_on, e.nine_in_ten_on) == (as_of + dt.timedelta(days=5),) * 2


def test_the_rest_of_a_pay_day_paid_short_has_no_day():
    rows = weekly([100] * 12)
    rows[-1] = payout((MONDAY + dt.timedelta(days=77)).isoformat(), 90)
    o = build_outlook(ledger(*rows), sunday(12))
    (e,) = o.expected
    assert (e.amount, e.likely_on, e.nine_in_ten_on) == (money(10), None, None)
    assert "later_than_ever" in {c.code for c in o.caveats}


def test_money_without_a_due_date_shows_none():
    """Not approved, under the smallest payout, free to draw, nobody says when: why stands where its due date would."""
    for why, more in (
        ("not approved yet", {"counts_from": "approved", "pay_delay_days": 5}),
        ("under the smallest payout", {"pay_delay_days": 5, "payout_threshold": money(100)}),
        ("not asked for yet", {"on_request": True, "pay_delay_days": 0}),
        ("due on a day that is not known", {"pay_cycle": "weekly", "pay_cycle_ends": "fri"}),
    ):
        o = build_outlook(ledger(PayTerms(platform="Acme", **more), earned("2026-02-02", 60)), day("2026-02-20"))
        assert [e.dated for e in o.expected] == [False], more
        view = outlook_money.arrivals(o, Reader.of("en-US", "USD"))
        assert view.table.cells[0][2] == why
    dated = build_outlook(ledger(earned("2026-02-02", 60, due_on=day("2026-02-25"))), day("2026-02-20"))
    assert [e.dated for e in dated.expected] == [True]


def test_a_platform_without_a_record_is_said():
    o = build_outlook(ledger(*weekly([100, 100], paid=False)), MONDAY + dt.timedelta(days=3))
    assert o.expected[0].likely_on is None
    assert {"no_pay_record", "outlook_too_few_weeks"} <= {c.code for c in o.caveats}


def test_all_that_is_owed_is_expected():
    sample = generate()
    o = build_outlook(from_records(sample.records, sample.settings), AS_OF)
    assert sum(e.amount for e in o.expected) == o.owed
    days = [e.likely_on for e in o.expected if e.likely_on]
    assert days
    assert min(days) >= AS_OF
    assert all(e.nine_in_ten_on is None or e.nine_in_ten_on >= e.likely_on for e in o.expected if e.likely_on)


# --- tax ------------------------------------------------------------------------------------------------


def test_set_aside_by_quarter():
    """1,000 in January less 100 of expenses at 25 %: 225. In April only expenses: nothing."""
    rows = [payout("2026-01-20", 1000), spent("2026-02-01", 100), spent("2026-04-02", 40)]
    o = build_outlook(ledger(*rows, tax_rate_percent=Decimal(25)), day("2026-05-10"))
    assert [(q.first, q.last, q.received, q.expenses, q.set_aside) for q in o.tax] == [
        (day("2026-04-01"), day("2026-05-10"), 0, money(40), 0),
        (day("2026-01-01"), day("2026-03-31"), money(1000), money(100), money(225)),
    ]
    assert build_outlook(ledger(*rows), day("2026-05-10")).tax[0].set_aside is None


# --- degenerate -----------------------------------------------------------------------------------------

NOTHING = "2026-06-30"
DEGENERATE = {
    "nothing": [],
    "one session": [work("2026-06-01", 60)],
    "only payouts": [payout(f"2026-0{m}-15", 100) for m in range(1, 6)],
    "everything in one day": [work("2026-06-01", 600, amount=money(90)), payout("2026-06-01", 90)],
    "a year of nothing": [work("2025-06-01", 60, amount=money(20))],
    "only expenses": [spent("2026-05-01", 5)],
    "no rate": [Project(platform="Acme", project="P", currency="XAF"),
                *(earned(f"2026-0{m}-15", 100, project="P", currency="XAF") for m in range(1, 6))],
    "taken back": [*weekly([50] * 20), payout("2026-06-20", 5000, kind="clawback")],
}  # fmt: skip


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.parametrize("means", [{}, {"living_cost_month": 0, "savings": 0, "tax_rate_percent": Decimal(0)},
                                   {"living_cost_month": money(900), "savings": money(50)},
                                   {"living_cost_month": -money(9), "savings": money(50)},
                                   {"living_cost_month": money(900), "savings": -money(50)}])  # fmt: skip
def test_degenerate_ledgers_give_counts_and_caveats(name, means):
    o = build_outlook(ledger(*DEGENERATE[name], **means), day(NOTHING))
    assert "nan" not in repr(o).lower()
    assert "inf" not in repr(o).lower().replace("info", "")
    assert o.savings_alone is None or o.savings_alone >= 0
    assert o.runway is None or o.runway.low is None or o.runway.low >= 0
    assert o.fan or {"outlook_too_few_weeks", "outlook_nothing_kept", "all_ended"} & {c.code for c in o.caveats}


# --- the sample -----------------------------------------------------------------------------------------


def test_the_sample_ledger_as_it_stands():
    sample = generate()
    o = build_outlook(from_records(sample.records, sample.settings), AS_OF)
    assert (o.weeks, len(o.fan), o.currency) == (104, 13, "EUR")
    assert o.without[0].platform == "Larkspur"
    assert sum(w.share for w in o.without) == pytest.approx(1)
    last = o.fan[-1]
    assert 2000 < last.total_low / 10_000 < 3200
    assert 4200 < last.total_middle / 10_000 < 5300
    assert 6500 < last.total_high / 10_000 < 8700


# --- money that hangs -----------------------------------------------------------------------------------


def hanging(as_of: str, *rows: Record, **more: Any) -> list[tuple[int, dt.date | None, dt.date | None, str]]:
    """Amount, due date, latest day and state of what is expected, with terms of weekly pay."""
    terms = PayTerms(platform="Acme", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5, **more)
    o = build_outlook(ledger(terms, *rows), day(as_of))
    assert o.owed == sum(e.amount for e in o.expected)
    return [(e.amount // 10_000, e.due_on, e.latest_on, e.state) for e in o.expected]


def test_money_under_the_smallest_payout_and_free_to_draw_has_no_day():
    small = earned("2026-06-03", 40)
    assert hanging("2026-06-30", small, payout_threshold=money(100)) == [(40, None, None, "deferred")]
    assert hanging("2026-06-30", small, on_request=True) == [(40, None, None, "free")]
    assert hanging("2026-06-08", small, payout_threshold=money(30)) == [(40, day("2026-06-10"), None, "due")]


def test_money_that_waits_has_the_latest_day_if_its_terms_give_one():
    """Handed in on 3 June, approved by itself on the 17th: in the week to Friday 19, paid on Wednesday 24."""
    work = earned("2026-06-03", 40, submitted_on=day("2026-06-03"))
    assert hanging("2026-06-10", work, counts_from="approved") == [(40, None, None, "waiting")]
    found = hanging("2026-06-10", work, counts_from="approved", auto_after_days=14)
    assert found == [(40, None, day("2026-06-24"), "waiting")]
    said = build_outlook(ledger(PayTerms(platform="Acme", counts_from="approved", pay_delay_days=5), work),
                         day("2026-06-10")).caveats  # fmt: skip
    assert [c.n for c in said if c.code == "nothing_says_when"] == [1]
    assert "no_pay_record" not in {c.code for c in said}
