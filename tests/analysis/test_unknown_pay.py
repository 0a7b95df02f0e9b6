"""Hours of unknown pay: no rate, no tasks, no amount. What came beyond the work on record is what they earned."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, span, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.report import Report
from tracker.domain import ExchangeRate, Project, Record


def report(*records: Record | list[Record], as_of: str = "2026-02-01", **more: Any) -> Report:
    return build_report(ledger(*records, **more), day(as_of), by="project")


def rates(r: Report) -> dict[str, int | None]:
    return {x.rung: x.rate for x in r.hourly}


def codes(r: Report) -> dict[str, int]:
    return {c.code: c.n for c in r.caveats}


def test_what_came_beyond_the_known_pay_is_theirs() -> None:
    """2.5 h at 3 dollars, 3.5 h of unknown pay, 12,305 shillings arrived."""
    r = report(
        ExchangeRate(on=day("2026-01-05"), currency="USD", in_home_currency=Decimal(129)),
        work("2026-01-05", 150, rate=money(3), currency="USD"), work("2026-01-06", 210),
        payout("2026-01-10", 12305, currency="KES"),
        home="KES",
    )  # fmt: skip
    got = rates(r)
    assert (got["kept"], got["own_timed"], got["all_hours"]) == (money("2050.8333"), money(387), money(387))
    assert r.hours.all == 6.0
    assert r.money.unmatched == money("11337.5")
    assert {"pay_from_payouts": 1, "hourly_without_rate": 1}.items() <= codes(r).items()
    assert not {"unmatched_left_out", "pay_unknown"} & set(codes(r))


A2_B3: list[Record] = [
    work("2026-01-05", 120, project="A"), work("2026-01-05", 180, project="B"), payout("2026-01-10", 100, project="A"),
]  # fmt: skip


def test_a_payout_that_names_a_project_pays_its_hours_and_the_others_are_left_out() -> None:
    r = report(A2_B3)
    got = rates(r)
    assert (got["kept"], got["collected"], r.arrived, r.hours.all) == (money(50), money(50), money(50), 5.0)
    assert [got[x] for x in ("headline", "agreed", "own_timed", "all_hours")] == [None] * 4
    assert {"pay_from_payouts": 1, "pay_unknown": 1}.items() <= codes(r).items()
    assert "3.0 h" in next(str(c.text) for c in r.caveats if c.code == "pay_unknown")


def test_the_next_payout_pays_those_that_no_earlier_one_has_paid() -> None:
    r = report(A2_B3, payout("2026-01-20", 60))
    assert rates(r)["kept"] == money(32)
    assert {g.key: g.hourly[-1].rate for g in r.by if g.hours.all} == {"A": money(50), "B": money(20)}


def test_where_all_are_paid_the_next_is_shared_among_all() -> None:
    r = report(A2_B3, payout("2026-01-20", 60), payout("2026-01-25", 50))
    assert {g.key: g.hourly[-1].rate for g in r.by if g.hours.all} == {"A": money(60), "B": money(30)}


def test_work_that_began_after_the_money_came_is_not_paid_by_it() -> None:
    r = report(work("2026-01-05", 300), payout("2026-01-10", 100), work("2026-01-12", 240))
    assert (rates(r)["kept"], r.hours.all) == (money(20), 9.0)
    assert codes(r)["pay_unknown"] == 1


def test_without_such_work_it_is_unmatched_and_no_more() -> None:
    frames = ledger(payout("2026-01-10", 100), work("2026-01-12", 240))
    r = build_report(frames, day("2026-02-01"), day("2026-01-01"))
    assert {"unmatched_left_out", "pay_unknown"} <= set(codes(r))
    assert "pay_from_payouts" not in codes(r)


def test_unpaid_hours_divide_too_and_a_fee_comes_off() -> None:
    """4 h of unknown pay and 1 h of training; 100 come, 10 of them kept as a fee."""
    r = report(
        work("2026-01-05", 240), work("2026-01-06", 60, activity="training"), payout("2026-01-10", 100, fee=money(10))
    )
    got = rates(r)
    assert (got["collected"], got["kept"]) == (money(20), money(18))


@pytest.mark.parametrize("kind", ["milestone", "stipend"])
@pytest.mark.parametrize("project", ["R", None])
def test_milestones_and_stipends_say_what_was_earned(kind: str, project: str | None) -> None:
    r = report(work("2026-01-05", 240, project="R"), earned("2026-01-09", 100, kind=kind, project=project))
    assert rates(r)["own_timed"] == money(25)
    assert not {"pay_unknown", "hourly_without_rate"} & set(codes(r))


@pytest.mark.parametrize(
    "told",
    [
        earned("2026-01-09", 100, project="S"),
        earned("2026-01-09", 100, kind="bonus"),
        earned("2026-01-09", 100, status="rejected"),
        earned("2026-03-09", 100),
    ],
    ids=["another project", "a bonus", "rejected", "later"],
)
def test_what_does_not_say_so_leaves_the_pay_unknown(told: Record) -> None:
    r = report(work("2026-01-05", 240, project="R"), told)
    assert codes(r)["pay_unknown"] == 1
    assert rates(r)["own_timed"] is None


def test_by_the_task_without_tasks_or_rate() -> None:
    t = Project(platform="Acme", project="T", pay_model="per_task", agreed_rate=money(1))
    r = report(t, work("2026-01-05", 60, project="T", tasks=30), work("2026-01-06", 60, project="T"))
    assert (rates(r)["own_timed"], rates(r)["kept"], r.hours.all) == (money(30), money(30), 2.0)
    assert {"pay_unknown": 1, "per_task_without_tasks": 1}.items() <= codes(r).items()


def test_refused_work_and_fixed_prices_are_no_hours_of_unknown_pay() -> None:
    f = Project(platform="Acme", project="F", pay_model="fixed")
    r = report(
        f, work("2026-01-05", 60, project="F"), work("2026-01-05", 60, status="rejected"),
        work("2026-01-06", 60, amount=money(30), currency="USD"),
    )  # fmt: skip
    assert rates(r)["own_timed"] == money(10)
    assert "pay_unknown" not in codes(r)


def test_money_that_was_taken_back_pays_nothing() -> None:
    r = report(work("2026-01-05", 300), payout("2026-01-10", 100), payout("2026-01-12", 100, kind="clawback"))
    assert rates(r)["kept"] is None
    assert codes(r)["pay_unknown"] == 1


def test_its_money_lies_on_the_days_that_were_worked() -> None:
    """4 h in the first week, 4 h in the second; 80 came after both, and each day has its half."""
    rows = [work("2026-01-06", 240), work("2026-01-13", 240), payout("2026-01-20", 80)]
    one = build_report(ledger(rows), day("2026-02-01"), day("2026-01-05"), day("2026-01-11"))
    assert (rates(one)["kept"], one.money.unmatched, one.hours.all) == (money(10), 0, 4.0)


def test_the_interval_holds_their_hours_and_their_money() -> None:
    """Twelve weeks, half of the hours of unknown pay, each paid a little differently: a range around what was kept."""
    rows: list[Record] = []
    for k in range(12):
        monday = day("2026-01-05") + dt.timedelta(weeks=k)
        rows += [
            work(str(monday), 120, amount=money(40 + 3 * (k % 3)), currency="USD"),
            work(str(monday), 120),
            payout(str(monday + dt.timedelta(days=2)), 80 + 5 * (k % 4)),
        ]
    kept = report(rows, as_of="2026-03-29").rung("kept")
    assert kept.rate is not None
    assert kept.low is not None
    assert kept.high is not None
    assert kept.rate == round(sum(money(80 + 5 * (k % 4)) for k in range(12)) / 48)
    assert kept.low < kept.rate < kept.high


def test_the_road_leaves_them_out_and_the_year_keeps_their_money() -> None:
    rows: list[Record] = []
    for k in range(10):
        monday = day("2026-01-05") + dt.timedelta(weeks=k)
        rows += [work(str(monday), 60, rate=money(20), currency="USD"), work(str(monday), 60)]
        rows += [payout(str(monday + dt.timedelta(days=2)), 50)]
    r = report(rows, as_of="2026-03-15")
    steps = {f.name: f.contribution for f in r.factors}
    assert r.annual.effective == round(50 * 10_000 * 52.1775)
    assert r.road_start == round(20 * 10_000 * 52.1775)
    assert steps["unmatched"] == round(30 * 10_000 * 52.1775)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 600)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500)), max_size=5),
)
def test_money_found_is_never_more_than_came(done: list[tuple[int, int]], came: list[tuple[int, int]]) -> None:
    """If nothing is known of any pay: kept x its hours is what came after the first work began."""
    base = dt.date(2026, 1, 1)
    rows: list[Record] = [work(str(base + dt.timedelta(days=d)), m) for d, m in done]
    rows += [payout(str(base + dt.timedelta(days=d)), a) for d, a in came]
    r = report(rows, as_of="2026-04-01")
    began = min(d for d, _ in done)
    after = [(d, a) for d, a in came if d >= began]
    assert r.hours.all == pytest.approx(min(sum(m for _, m in done) / 60, r.hours.all))
    if not after:
        assert rates(r)["kept"] is None
        return
    last = max(d for d, _ in after)
    paid_minutes = sum(m for d, m in done if d <= last)
    if all(sum(m for d, m in done if d == one) <= 24 * 60 for one, _ in done):
        assert rates(r)["kept"] == pytest.approx(money(sum(a for _, a in after)) / (paid_minutes / 60), abs=2)


def test_parallel_hours_of_unknown_pay_are_one_time() -> None:
    """Two sessions at once, one of known pay: rung 3 divides by its own two hours, rung 6 by the three of both."""
    r = report(
        span("2026-01-05T09:00", "2026-01-05T11:00", rate=money(30), currency="USD"),
        span("2026-01-05T10:00", "2026-01-05T12:00"), payout("2026-01-10", 90),
    )  # fmt: skip
    assert (rates(r)["own_timed"], rates(r)["kept"], r.hours.paid_own) == (money(30), money(30), 3.0)
