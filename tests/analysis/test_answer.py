"""The whole answer, by hand on small ledgers, and what must hold on any ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, span, work
from tracker.analysis.earnings.behind import FACTORS, rows_behind
from tracker.analysis.earnings.report_builder import build_report, report_of
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.owed import build_owed
from tracker.analysis.report import Report
from tracker.domain import Availability, Earning, Expense, Payout, Platform, Project, Record, Transfer, WorkSession
from tracker.frames import LedgerFrames
from tracker.units import WEEKS_PER_YEAR

ACME = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5)
RLHF = Project(
    platform="Acme", project="R", role="rlhf", pay_model="hourly", advertised_low=money(40), advertised_high=money(50),
    agreed_rate=money(40),
)  # fmt: skip
AVAILABLE = Availability(starts_on=day("2025-01-01"), kind="available", weekly_hours=Decimal(20))


def half_year() -> list[Record]:
    """26 Thursdays: 5 h own-timed of which 4.5 counted at 40, 1 h onboarding; 180 due, every fifth unpaid,
    a fee of 3.60 on each payout; 20 h a week declared."""
    records: list[Record] = [ACME, RLHF, AVAILABLE]
    for k in range(26):
        thursday = dt.date(2025, 1, 2) + dt.timedelta(weeks=k)
        records.append(work(str(thursday), 300, project="R", counted_minutes=270 * 60))
        records.append(work(str(thursday), 60, project="R", activity="onboarding"))
        if k % 5:
            records.append(payout(str(thursday + dt.timedelta(days=6)), 180, fee=money("3.60")))
    return records


def rates(report: Report) -> dict[str, int | None]:
    return {r.rung: r.rate for r in report.hourly}


def test_the_ladder_by_hand() -> None:
    """
    headline   middle of 40 and 50                            45.00
    agreed                                                    40.00
    own-timed  26 x 180 / (26 x 5 h)                          36.00
    all hours  26 x 180 / (26 x 6 h)                          30.00
    collected  20 x 180 / 156 h                               23.0769
    kept       20 x (180 - 3.60) / 156 h                      22.6154
    """
    report = build_report(ledger(half_year()), day("2025-07-05"))
    assert rates(report) == {
        "headline": 450_000, "agreed": 400_000, "own_timed": 360_000, "all_hours": 300_000,
        "collected": 230_769, "kept": 226_154,
    }  # fmt: skip
    kept = report.rung("kept")
    assert kept.low is not None
    assert kept.high is not None
    assert kept.low < 226_154 < kept.high
    assert (report.headline_low, report.headline_high) == (400_000, 500_000)
    assert report.arrived == 226_154
    assert (report.hours.paid_own, report.hours.paid_counted, report.hours.unpaid) == (130.0, 117.0, 26.0)
    assert report.hours.unpaid_by_activity == {"onboarding": 26.0}


@pytest.mark.parametrize(("ends", "rate"), [("low", 400_000), ("high", 500_000), ("mid", 450_000)])
def test_the_headline_takes_the_end_asked_for(ends: str, rate: int) -> None:
    report = build_report(ledger(half_year()), day("2025-07-05"), headline=ends)
    assert rates(report)["headline"] == rate


def test_the_money_by_hand() -> None:
    m = build_report(ledger(half_year()), day("2025-07-05")).money
    assert (m.accrued, m.settled, m.overdue, m.fees) == (money(4680), money(3600), money(1080), money(72))
    assert (m.kept, m.cash_received) == (money(3528), money(3528))


def test_the_year_by_hand() -> None:
    """26 complete weeks of 135.69 kept on average; 20 h a week on offer at 45."""
    year = build_report(ledger(half_year()), day("2025-07-05")).annual
    assert year.weeks == 26
    assert year.effective == round(WEEKS_PER_YEAR * money(3528) / 26)
    assert year.headline_full_time == 40 * 52 * money(45)
    offered = 20 * 26 - 2 * 4  # the first week opens on Wednesday, 1 January: two days of 4 h less
    assert year.headline_available == round(money(45) * offered / 26 * WEEKS_PER_YEAR)


def test_a_stipend_and_a_fixed_sum() -> None:
    """2,000 a month for 40 promised hours a week: 24,000 / 2,080 h = 11.5385 an hour; a fixed sum lists none."""
    stipend = Project(
        platform="Acme", project="S", pay_model="stipend", advertised_high=money(2000),
        promised_weekly_hours=Decimal(40),
    )  # fmt: skip
    fixed = Project(platform="Acme", project="F", pay_model="fixed", advertised_high=money(900))
    alone = build_report(
        ledger(ACME, stipend, work("2025-01-06", 600, project="S"), earned("2025-01-06", 100, project="S")),
        day("2025-01-20"),
    )
    assert rates(alone)["headline"] == 115_385
    assert rates(alone)["agreed"] == money(10)
    flat = build_report(
        ledger(ACME, fixed, work("2025-01-06", 600, project="F"), earned("2025-01-06", 50, project="F")),
        day("2025-01-20"),
    )
    assert rates(flat)["headline"] == rates(flat)["agreed"] == money(5)
    assert [c.n for c in flat.caveats if c.code == "no_headline"] == [100]


def test_unmatched_income_is_in_the_money_and_not_in_the_hourly_figures() -> None:
    base = half_year()
    extra = build_report(ledger(base, payout("2025-07-04", 500, fee=money(10))), day("2025-07-05"))
    plain = build_report(ledger(base), day("2025-07-05"))
    assert rates(extra)["own_timed"] == rates(plain)["own_timed"]
    paid_before = plain.money.overdue
    assert extra.money.unmatched == money(500) - min(money(500), paid_before)


def test_groups_are_the_ladder_of_each_key() -> None:
    other = [Platform(platform="Bolt", pay_delay_days=1), work("2025-03-03", 60, platform="Bolt", rate=money(10))]
    frames = ledger(half_year(), other)
    for by, keys in (("platform", {"Acme", "Bolt"}), ("project", {"R", "Bolt/"}), ("role", {"rlhf", ""})):
        report = build_report(frames, day("2025-07-05"), by=by)
        assert {g.key for g in report.by} == keys
        assert sum(g.money.accrued for g in report.by) == report.money.accrued
        whole = build_report(ledger(half_year()), day("2025-07-05"))
        mine = next(g for g in report.by if g.key not in ("Bolt", "Bolt/", ""))
        assert {r.rung: r.rate for r in mine.hourly} == rates(whole)
    with pytest.raises(ValueError, match="not one of"):
        build_report(frames, day("2025-07-05"), by="colour")


def test_projects_of_one_name_on_two_platforms_are_told_apart() -> None:
    frames = ledger(
        work("2025-03-03", 60, project="X", rate=money(10), currency="USD"),
        work("2025-03-03", 60, project="X", rate=money(10), currency="USD", platform="Bolt"),
    )
    keys = {g.key for g in build_report(frames, day("2025-07-05"), by="project").by}
    assert keys == {"Acme/X", "Bolt/X"}


def test_an_empty_ledger_has_no_figures_and_no_error() -> None:
    report = build_report(ledger(), day("2025-07-05"), by="platform")
    assert report.n == 0
    assert all(r.rate is None for r in report.hourly)
    assert (report.annual.effective, report.road_start, report.arrived, report.factors) == (None, None, None, ())
    assert report.window.start is None
    assert "nothing_recorded" in {c.code for c in report.caveats}


def test_only_payouts_open_no_window() -> None:
    report = build_report(ledger(payout("2025-03-03", 20)), day("2025-07-05"))
    assert report.window.days == 0


def test_weeks_below_eight_have_no_year_and_no_road() -> None:
    frames = ledger(ACME, RLHF, [work(f"2025-06-{d:02d}", 60, project="R") for d in (2, 9, 16, 23)])
    report = build_report(frames, day("2025-07-05"))
    assert (report.annual.effective, report.road_start) == (None, None)
    assert "too_few_weeks" in {c.code for c in report.caveats}


def test_no_unpaid_time_is_an_upper_bound() -> None:
    report = build_report(ledger(ACME, RLHF, work("2025-06-02", 60, project="R")), day("2025-07-05"))
    assert "no_unpaid_time" in {c.code for c in report.caveats}


# --- what must hold on any ledger ---

FIRST = dt.date(2025, 1, 1)
LAST = dt.date(2025, 6, 30)
OFFSET = st.integers(min_value=0, max_value=170)
UNITS = st.integers(min_value=1, max_value=500_0000)


def on(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


sessions = st.builds(
    lambda d, m, c, a, who, act: WorkSession(
        platform=who, project="R" if act == "task" else None, worked_on=on(d), minutes=m * 60,
        counted_minutes=min(c, m) * 60, amount=a if act == "task" else None, currency="USD", activity=act,
    ),
    OFFSET, st.integers(1, 600), st.integers(0, 600), UNITS, st.sampled_from(["Acme", "Bolt"]),
    st.sampled_from(["task", "task", "interview", "rework"]),
)  # fmt: skip
earnings = st.builds(
    lambda d, n, a, k: Earning(
        platform="Acme", kind=k, earned_from=on(d), earned_to=on(d + n), amount=-a if k == "adjustment" else a,
        currency="USD",
    ),
    OFFSET, st.integers(0, 20), UNITS, st.sampled_from(["bonus", "milestone", "adjustment"]),
)  # fmt: skip
payouts = st.builds(
    lambda d, a, f, k, who: Payout(
        platform=who, kind=k, received_on=on(d), amount=a, fee=min(f, a) if k == "payout" else None, currency="USD"
    ),
    OFFSET, UNITS, st.integers(0, 5_0000),
    st.sampled_from(["payout", "payout", "clawback", "write_off", "reimbursement"]), st.sampled_from(["Acme", "Bolt"]),
)  # fmt: skip
others = st.one_of(
    st.builds(lambda d, a: Expense(spent_on=on(d), amount=a, currency="USD", category="tools"), OFFSET, UNITS),
    st.builds(
        lambda d, a, f: Transfer(
            moved_on=on(d), from_account="a", to_account="b", amount_out=a, currency_out="USD", fee=min(a, f)
        ),
        OFFSET, UNITS, st.integers(0, 3_0000),
    ),
)  # fmt: skip
anything = st.lists(st.one_of(sessions, sessions, earnings, payouts, others), max_size=30)


def any_ledger(records: list[Record], available: bool) -> LedgerFrames:
    head: list[Record] = [replace(RLHF, platform="Acme"), replace(RLHF, platform="Bolt"), work("2025-01-01", 30)]
    return ledger(head, [AVAILABLE] if available else [], records)


@given(anything, st.booleans())
def test_the_road_sums_and_its_last_bars_are_the_rows_they_list(records: list[Record], available: bool) -> None:
    frames = any_ledger(records, available)
    report = build_report(frames, LAST)
    if report.road_start is None:
        assert report.hours.paid_counted == 0 or {"no_hours", "too_few_weeks"} & {c.code for c in report.caveats}
        return
    assert report.annual.effective is not None
    assert report.road_start + sum(f.contribution for f in report.factors) == report.annual.effective
    for factor in report.factors:
        if factor.name in FACTORS:
            rows = rows_behind(frames, LAST, factor=factor.name)
            bar = sum(r.amount for r in rows) * WEEKS_PER_YEAR / report.annual.weeks
            assert abs(bar - factor.contribution) <= 1


@given(anything, st.booleans())
def test_the_sums_agree_with_each_other(records: list[Record], available: bool) -> None:
    basis = make_basis(any_ledger(records, available), LAST, None)
    report = report_of(basis, by="platform")
    m = report.money
    assert m.accrued == m.settled + m.not_yet_due + m.overdue + m.written_off
    beyond = int(basis.between(report.window.start or LAST, LAST).money.deducted["amount"].sum())
    assert m.kept == m.settled + m.not_yet_due + beyond - m.fees + m.fx - m.expenses
    assert sum(g.money.accrued for g in report.by) == m.accrued
    owed = build_owed(any_ledger(records, available), LAST)
    everything = build_report(any_ledger(records, available), LAST, FIRST)
    assert owed.total == everything.money.not_yet_due + everything.money.overdue
    assert sum(owed.age_bands.values()) == owed.total == sum(i.amount for i in owed.items)


def test_parallel_sessions_make_no_longer_day() -> None:
    frames = ledger(
        span("2025-06-02T09:00", "2025-06-02T12:00", amount=money(30), currency="USD"),
        span("2025-06-02T10:00", "2025-06-02T13:00", amount=money(30), currency="USD"),
        span("2025-06-02T12:30", "2025-06-02T14:00", activity="admin"),
    )
    hours = build_report(frames, day("2025-07-05")).hours
    assert (hours.paid_own, hours.unpaid, hours.all) == (4.0, 1.0, 5.0)


def test_pay_that_is_not_known_is_not_zero() -> None:
    """Ten weeks of hours without a rate or an amount: no hourly figure and no year, and it says why."""
    weeks = [work(str(day("2025-01-06") + dt.timedelta(weeks=k)), 60) for k in range(10)]
    report = build_report(ledger(weeks), day("2025-03-20"))
    assert {r.rate for r in report.hourly} == {None}
    assert (report.annual.effective, report.arrived) == (None, None)
    assert {"pay_unknown", "hourly_without_rate"} <= {c.code for c in report.caveats}


PER_TASK = Project(platform="Acme", project="T", pay_model="per_task", agreed_rate=money(1))


@pytest.mark.parametrize("status", ["rejected", "removed"])
def test_refused_tasks_show_on_the_second_rung(status: str) -> None:
    """An hour of 80 tasks at 1.00, 30 of them refused: worked for 80, paid 50."""
    frames = ledger(
        ACME, PER_TASK, work("2025-01-06", 37.5, project="T", tasks=50),
        work("2025-01-06", 22.5, project="T", tasks=30, status=status),
    )  # fmt: skip
    rates = {r.rung: r.rate for r in build_report(frames, day("2025-01-20")).hourly}
    assert (rates["agreed"], rates["own_timed"], rates["all_hours"]) == (money(80), money(50), money(50))


def test_refused_tasks_of_which_no_time_was_counted_are_no_agreed_rate() -> None:
    frames = ledger(
        ACME, PER_TASK, work("2025-01-06", 60, project="T", tasks=50),
        work("2025-01-06", 60, project="T", tasks=30, status="rejected", counted_minutes=0),
    )  # fmt: skip
    assert build_report(frames, day("2025-01-20")).rung("agreed").rate == money(50)


def test_refused_tasks_only_earn_nothing_of_what_was_agreed() -> None:
    frames = ledger(ACME, PER_TASK, work("2025-01-06", 60, project="T", amount=money(45), status="rejected"))
    rates = {r.rung: r.rate for r in build_report(frames, day("2025-01-20")).hourly}
    assert (rates["agreed"], rates["own_timed"], rates["kept"]) == (money(45), 0, 0)


def test_caveats_speak_of_the_window_alone() -> None:
    """A session without a rate, a year before the window, is no matter of the window."""
    frames = ledger(ACME, RLHF, work("2024-01-05", 60), work("2025-05-04", 60, project="R"))
    inside = build_report(frames, day("2025-06-30"), day("2025-01-01"))
    assert "hourly_without_rate" not in {c.code for c in inside.caveats}
    both = build_report(frames, day("2025-06-30"), day("2024-01-01"))
    assert [(c.code, c.n) for c in both.caveats if c.code == "hourly_without_rate"] == [("hourly_without_rate", 1)]


def test_money_that_belongs_to_no_group_is_said() -> None:
    moved = Transfer(
        moved_on=day("2025-03-03"), from_account="a", to_account="b", amount_out=money(50), currency_out="USD",
        fee=money(2),
    )  # fmt: skip
    with_transfer = build_report(ledger(half_year(), moved), day("2025-07-05"), by="platform")
    assert "by_leaves_out" in {c.code for c in with_transfer.caveats}
    assert "by_leaves_out" not in {c.code for c in build_report(ledger(half_year()), day("2025-07-05")).caveats}
