"""What is taken off before it is paid: it lowers what is owed, and nothing that was kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, sums, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.owed import build_owed
from tracker.analysis.platforms.reliability import pay_units
from tracker.domain import Earning, ExchangeRate, Platform, Project, Record
from tracker.frames import LedgerFrames


def less(on: str, amount: str | int, **more: object) -> Earning:
    return earned(on, f"-{amount}", kind="adjustment", **more)


def told(frames: LedgerFrames, as_of: str) -> dict[str, int]:
    m = build_report(frames, day(as_of), by="platform").money
    return {n: getattr(m, n) for n in ("accrued", "settled", "not_yet_due", "overdue", "written_off", "kept")}


def test_it_is_netted_before_it_is_paid() -> None:
    """80 earned on 4 May, 15 taken off on the 6th, 65 paid on the 15th: nothing is owed."""
    frames = ledger(earned("2026-05-04", 80), less("2026-05-06", 15), payout("2026-05-15", 65))
    got = told(frames, "2026-05-20")
    assert (got["accrued"], got["kept"], got["written_off"]) == (money(65), money(65), 0)
    assert build_owed(frames, day("2026-05-20")).total == 0


def test_what_meets_nothing_is_said_and_never_was_kept() -> None:
    """80 earned and paid, 15 taken off the day after."""
    frames = ledger(
        earned("2026-05-04", 80, project="A"), payout("2026-05-05", 80), less("2026-05-06", 15, project="A")
    )
    report = build_report(frames, day("2026-05-20"), by="project")
    m = report.money
    assert (m.accrued, m.settled, m.not_yet_due, m.kept) == (money(65), money(80), money(-15), money(80))
    assert (report.by[0].money.not_yet_due, report.by[0].money.kept) == (money(-15), money(80))
    assert [(c.n, "15.00 USD" in str(c.text)) for c in report.caveats if c.code == "deducted_beyond"] == [(1, True)]
    owed = build_owed(frames, day("2026-05-20"))
    assert (owed.total, owed.overdue, owed.age_bands["not_yet_due"]) == (money(-15), 0, money(-15))


def test_what_came_before_any_work_is_taken_off_the_next() -> None:
    frames = ledger(less("2026-05-01", 15), earned("2026-05-04", 80), payout("2026-05-15", 65))
    got = told(frames, "2026-05-20")
    assert (got["accrued"], got["not_yet_due"], got["overdue"]) == (money(65), 0, 0)


def test_no_rung_knows_of_what_met_nothing() -> None:
    paid = [work("2026-05-04", 120, rate=money(40), currency="USD"), payout("2026-05-05", 80)]
    plain = build_report(ledger(paid), day("2026-05-20"))
    after = build_report(ledger(paid, less("2026-05-06", 15)), day("2026-05-20"))
    assert after.hourly == plain.hourly
    assert after.arrived == plain.arrived == money(40)


def test_its_own_due_date_and_project_come_first() -> None:
    """
    earned   project  due      first            second (of project B)
    Jan 5    A        Feb 2
    Jan 6    A        Feb 9    -20  (its due)
    Jan 7    B        Feb 9                     -20
    """
    frames = ledger(
        earned("2026-01-05", 50, project="A", due_on=day("2026-02-02")),
        earned("2026-01-06", 50, project="A", due_on=day("2026-02-09")),
        earned("2026-01-07", 50, project="B", due_on=day("2026-02-09")),
        less("2026-01-20", 20, due_on=day("2026-02-09")),
        less("2026-01-20", 20, due_on=day("2026-02-09"), project="B"),
    )
    assert settle(frames, "2026-01-25").parts["native"].tolist() == [money(50), money(30), money(30)]


def test_then_what_was_earned_of_its_project_then_of_its_platform_then_what_comes_next() -> None:
    frames = ledger(
        earned("2026-01-05", 10, project="A"), earned("2026-01-06", 10, project="B"),
        less("2026-01-08", 25, project="B", due_on=day("2026-06-01")),
        earned("2026-01-12", 10, project="B"), earned("2026-01-10", 10, project="A"),
    )  # fmt: skip
    assert settle(frames, "2026-01-25").parts["native"].tolist() == [0, 0, money(5), money(10)]


def test_it_comes_before_the_payouts_of_its_day() -> None:
    frames = ledger(earned("2026-01-05", 80), payout("2026-01-09", 65), less("2026-01-09", 15))
    got = sums(settle(frames, "2026-03-25").parts)
    assert (got["settled"], got["overdue"], got["unmatched"]) == (money(65), 0, 0)


def test_another_currency_at_the_rate_of_its_day() -> None:
    frames = ledger(
        ExchangeRate(on=day("2026-01-01"), currency="EUR", in_home_currency=Decimal("1.25")),
        earned("2026-01-05", 80, currency="EUR"), less("2026-01-06", 25),
    )  # fmt: skip
    assert settle(frames, "2026-01-25").parts["native"].tolist() == [money(60)]


def test_a_pay_day_that_is_taken_away_whole_is_no_pay_day() -> None:
    frames = ledger(Platform(platform="Acme", pay_delay_days=3), earned("2026-01-05", 15), less("2026-01-06", 15))
    assert pay_units(make_basis(frames, day("2026-02-20"), None)) == {}


def test_a_rejected_deduction_is_none() -> None:
    frames = ledger(earned("2026-01-05", 80), less("2026-01-06", 15, status="removed"))
    assert sums(settle(frames, "2026-01-25").parts)["accrued"] == money(80)


def test_the_rate_that_was_worked_at_is_not_a_drop() -> None:
    """20 weeks at 20 an hour, of the last ones a tenth taken off: what was agreed has not fallen."""
    from tracker.analysis.drift import drifts

    r = Project(platform="Acme", project="R", agreed_rate=money(20))
    weeks = [dt.date(2026, 1, 5) + dt.timedelta(weeks=k) for k in range(20)]
    taken = [less(str(d), 2, project="R") for d in weeks[10:]]
    frames = ledger(r, [work(str(d), 60, project="R") for d in weeks], taken)
    (found,) = drifts(make_basis(frames, day("2026-06-20"), None))["Acme"]
    assert (found.verdict, found.change) == ("steady", 0.0)


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 40)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 40)), max_size=4),
    st.lists(st.tuples(st.integers(1, 80), st.integers(1, 90)), max_size=4),
)
def test_what_was_earned_less_deductions_is_what_accrued_and_none_of_it_was_kept(
    work_done: list[tuple[int, int]], taken: list[tuple[int, int]], paid: list[tuple[int, int]]
) -> None:
    base = dt.date(2026, 1, 1)

    def on(days: int) -> str:
        return str(base + dt.timedelta(days=days))

    rows: list[Record] = [earned(on(d), a) for d, a in work_done]
    rows += [less(on(d), a) for d, a in taken] + [payout(on(d), a) for d, a in paid]
    m = build_report(ledger(rows), day("2026-06-30"), base).money
    assert m.accrued - m.unmatched == money(sum(a for _, a in work_done) - sum(a for _, a in taken))
    assert m.accrued == m.settled + m.not_yet_due + m.overdue + m.written_off
    beyond = min(0, m.not_yet_due)
    assert m.kept == m.settled + m.not_yet_due - beyond == m.cash_received
