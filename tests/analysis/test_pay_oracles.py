"""What real platforms do, each as a small ledger: to the day and the cent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, sums
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.reliability import on_time, pay_units
from tracker.domain import PayTerms, Platform, Project, Record, WorkSession
from tracker.frames import LedgerFrames


def terms(**more: object) -> PayTerms:
    return PayTerms(platform="Acme", **more)


def verdict(frames: LedgerFrames, as_of: str) -> tuple[int, int]:
    """How many pay days there were before as-of, and how many of them were kept."""
    got = on_time(pay_units(make_basis(frames, day(as_of), None)).get("Acme", ()), day(as_of))
    return got.n, got.k


def due(frames: LedgerFrames, as_of: str) -> list[tuple[str, str]]:
    """State and due date of each part of what is owed, in the order of the days earned."""
    parts = settle(frames, as_of).parts
    parts = parts[parts["ref"] != "unmatched"]
    return [(str(s), d.date().isoformat()) for s, d in zip(parts["state"], parts["due_on"], strict=True)]


def owed(on: str, amount: int, **more: object) -> Record:
    return earned(on, amount, kind="milestone", **more)


def hourly(start: str, hours: float) -> WorkSession:
    """A session of hours that begins at a moment of UTC."""
    begins = dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    return WorkSession(
        platform="Acme", project="P", started_at=begins, ended_at=begins + dt.timedelta(hours=hours), rate=money(40),
    )  # fmt: skip


def test_1_the_second_half_of_august_meets_labor_day() -> None:
    micro1 = {"pay_cycle": "semimonthly", "pay_delay_days": 5, "moves": "next", "holidays": "fed"}
    work = owed("2026-08-16", 400, earned_to=day("2026-08-31"))
    assert set(due(ledger(terms(**micro1), work), "2026-09-20")) == {("due", "2026-09-08")}
    at_home = ledger(terms(**micro1, arrives_after=1), work, payout("2026-09-09", 400))
    assert set(due(at_home, "2026-09-20")) == {("due", "2026-09-09")}
    assert verdict(at_home, "2026-09-20") == (1, 1)
    plain = Platform(platform="Acme", pay_cycle="semimonthly", pay_delay_days=5)
    assert verdict(ledger(plain, work, payout("2026-09-09", 400)), "2026-09-20") == (1, 0)


def test_2_a_week_ends_at_seven_in_the_evening_of_chicago() -> None:
    outlier = terms(
        pay_cycle="weekly", pay_cycle_ends="mon", pay_cycle_ends_at=19, pay_cycle_zone="America/Chicago",
        pay_delay_days=2, moves="stays",
    )  # fmt: skip
    plain = Platform(platform="Acme", pay_cycle="weekly", pay_cycle_ends="mon", pay_cycle_zone="UTC", pay_delay_days=2)
    for last, after in (("2026-12-08T00:30", "2026-12-08T01:00"), ("2026-07-06T23:30", "2026-07-07T00:00")):
        frames = ledger(outlier, Project(platform="Acme", project="P"), hourly(last, 0.5), hourly(after, 0.5))
        monday = dt.date(2026, 12, 7) if "12" in last[:7] else dt.date(2026, 7, 6)
        want = [(monday + dt.timedelta(days=n)).isoformat() for n in (2, 9)]
        assert [d for _, d in due(frames, "2026-12-31")] == want
    wrong = ledger(plain, Project(platform="Acme", project="P"), hourly("2026-12-08T00:30", 0.5))
    assert due(wrong, "2026-12-31") == [("due", "2026-12-16")]


def test_3_three_weeks_come_together_over_the_smallest_payout() -> None:
    """40 a week, 100 at least: nothing, nothing, 120."""
    claru = terms(pay_cycle="weekly", pay_cycle_ends="sun", pay_day="tue", payout_threshold=money(100), moves="stays")
    weeks = [owed(on, 40) for on in ("2026-06-03", "2026-06-10", "2026-06-17")]
    two = ledger(claru, weeks)
    assert due(two, "2026-06-16") == [("deferred", "2026-06-09"), ("deferred", "2026-06-16")]
    assert sums(settle(ledger(claru, weeks[:2]), "2026-06-30").parts)["overdue"] == 0
    frames = ledger(claru, weeks, payout("2026-06-23", 120))
    assert due(frames, "2026-06-30") == [("due", "2026-06-23")] * 3
    assert verdict(frames, "2026-06-30") == (3, 3)
    assert sums(settle(ledger(claru, weeks), "2026-06-30").parts)["overdue"] == money(120)
    assert verdict(ledger(claru, weeks), "2026-06-30") == (3, 0)


def test_4_a_month_from_the_16th_to_the_15th() -> None:
    gini = terms(
        pay_cycle="monthly", pay_cycle_month_day=15, pay_delay_days=1, pay_day="15", moves="next", holidays="tr",
        window_days=3,
    )  # fmt: skip
    work = [owed("2025-06-16", 200), owed("2025-06-30", 100), owed("2025-07-15", 50)]
    frames = ledger(gini, work, payout("2025-08-15", 350))
    assert due(frames, "2025-09-01") == [("due", "2025-08-15")] * 3
    assert verdict(frames, "2025-09-01") == (1, 1)


def test_5_the_first_payment_is_held_and_the_bank_takes_seven_days() -> None:
    mercor = {
        "pay_cycle": "weekly",
        "pay_cycle_ends": "fri",
        "pay_delay_days": 5,
        "first_hold_days": 7,
        "moves": "stays",
    }
    first, second = owed("2026-11-04", 500), owed("2026-11-11", 300)
    assert due(ledger(terms(**mercor), first, second), "2026-12-31") == [("due", "2026-11-18"), ("due", "2026-11-18")]
    slow = ledger(terms(**mercor, arrives_after=7, holidays="fed"), first, payout("2026-11-30", 500))
    assert due(slow, "2026-12-31") == [("due", "2026-11-30")]
    assert settle(slow, "2026-12-31").settlements["rule"].tolist() == ["cycle"]
    assert verdict(slow, "2026-12-31") == (1, 1)


def test_6_a_timesheet_five_weeks_late_is_no_fault_of_the_platform() -> None:
    imerit = terms(counts_from="approved", pay_delay_days=21, moves="stays")
    work = owed("2026-05-04", 600, submitted_on=day("2026-06-08"), approved_on=day("2026-06-10"))
    frames = ledger(imerit, work, payout("2026-06-30", 600))
    assert due(frames, "2026-07-31") == [("due", "2026-07-01")]
    assert verdict(frames, "2026-07-31") == (1, 1)
    assert due(frames, "2026-06-09") == [("waiting", "2026-06-29")]
    plain = Platform(platform="Acme", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=21)
    assert verdict(ledger(plain, work, payout("2026-06-30", 600)), "2026-07-31") == (1, 0)


def test_7_a_study_that_approves_itself_and_is_drawn_that_day() -> None:
    prolific = terms(counts_from="approved", auto_after_days=21, pay_delay_days=0, on_request=True, moves="stays")
    study = owed("2026-06-01", 9)
    frames = ledger(prolific, study, payout("2026-06-22", 9, asked_on=day("2026-06-22")))
    assert due(frames, "2026-06-30") == [("due", "2026-06-22")]
    assert verdict(frames, "2026-06-30") == (1, 1)
    waiting = settle(ledger(prolific, study), "2026-06-10").parts
    assert (waiting["state"].tolist(), waiting["latest_on"].tolist()) == (["waiting"], [pd.Timestamp("2026-06-22")])
    free = ledger(prolific, study)
    assert due(free, "2026-07-30") == [("free", "2026-06-22")]
    assert sums(settle(free, "2026-07-30").parts)["overdue"] == 0
    assert verdict(ledger(prolific, study, payout("2026-07-30", 9)), "2026-08-30") == (0, 0)


def test_8_a_draw_on_the_last_wednesday_is_a_transfer() -> None:
    upwork = terms(pay_cycle="weekly", pay_cycle_ends="sun", pay_cycle_zone="UTC", pay_delay_days=10, on_request=True)
    week = owed("2026-06-03", 700)
    assert due(ledger(upwork, week), "2026-06-30") == [("free", "2026-06-17")]
    drawn = ledger(upwork, week, payout("2026-06-24", 700))
    assert verdict(drawn, "2026-06-30") == (0, 0)
    assert sums(settle(drawn, "2026-06-30").parts)["settled"] == money(700)
    wallet = terms(pay_cycle="weekly", pay_cycle_ends="sun", pay_cycle_zone="UTC", pay_delay_days=10)
    assert verdict(ledger(wallet, week, payout("2026-06-17", 700, place="wallet")), "2026-06-30") == (1, 1)


def test_9_eighty_of_a_hundred_after_a_fee_of_twenty_percent() -> None:
    fiverr = terms(counts_from="approved", auto_after_days=3, pay_delay_days=14, fee_percent=Decimal(20), moves="stays")
    order = owed("2026-06-01", 100, approved_on=day("2026-06-02"))
    got = settle(ledger(fiverr, order, payout("2026-06-16", 80, place="bank")), "2026-06-30")
    assert sums(got.parts) == {
        "accrued": money(100), "settled": money(100), "not_yet_due": 0, "overdue": 0, "written_off": 0,
        "fees": money(20), "fx": 0, "unmatched": 0,
    }  # fmt: skip
    assert got.settlements["rule"].tolist() == ["cycle"]
    assert int(got.cash["amount"].sum()) == money(80)
    assert int(settle(ledger(fiverr, order), "2026-06-10").parts["fees_expected"].sum()) == money(20)
    unknown = settle(
        ledger(Platform(platform="Acme", pay_delay_days=15), order, payout("2026-06-16", 80)), "2026-06-30"
    )
    assert unknown.settlements["rule"].tolist() == ["age"]
    assert sums(unknown.parts)["overdue"] == money(20)


def test_10_payable_after_a_week_and_in_the_run_of_the_next_wednesday() -> None:
    clickworker = terms(
        counts_from="earned", pay_delay_days=7, pay_day="wed", window_days=2, payout_threshold=money(10),
        holidays="ecb",
    )  # fmt: skip
    job = owed("2026-06-04", 12)
    for on, kept in (("2026-06-17", 1), ("2026-06-19", 1), ("2026-06-20", 0)):
        frames = ledger(clickworker, job, payout(on, 12))
        assert due(frames, "2026-06-30") == [("due", "2026-06-17")]
        assert verdict(frames, "2026-06-30") == (1, kept)
    open_ = ledger(clickworker, job)
    assert sums(settle(open_, "2026-06-19").parts)["overdue"] == 0
    assert sums(settle(open_, "2026-06-20").parts)["overdue"] == money(12)
    small = ledger(clickworker, owed("2026-06-04", 9), owed("2026-06-15", 1))
    assert due(small, "2026-06-14") == [("deferred", "2026-06-17")]
    assert due(small, "2026-06-18") == [("due", "2026-06-24")] * 2


# --- each term by itself --------------------------------------------------------------------------------

WEEKLY = {"pay_cycle": "weekly", "pay_cycle_ends": "fri", "pay_delay_days": 5, "moves": "stays"}


def test_a_fee_has_a_floor_and_a_fixed_part_on_each_pay_day() -> None:
    """5 %, at least 1: of 10 and of 100, then 0.50 more on each; two orders of one pay day pay the floor once."""

    def fees(*rows: Record, **more: object) -> int:
        fee = terms(pay_delay_days=14, fee_percent=Decimal(5), fee_min=money(1), moves="stays", **more)
        return int(settle(ledger(fee, *rows), "2026-06-10").parts["fees_expected"].sum())

    assert fees(owed("2026-06-01", 10), owed("2026-06-02", 100)) == money(6)
    assert fees(owed("2026-06-01", 10), owed("2026-06-02", 100), fee_fixed=money("0.50")) == money(7)
    assert fees(owed("2026-06-01", 8), owed("2026-06-01", 2)) == money(1)


def test_money_on_its_way_arrives_after_business_days_and_a_holiday() -> None:
    """Paid on Wednesday 2 September 2026; three business days later is Tuesday 8, for Monday is Labor Day."""
    work = owed("2026-08-26", 100)
    assert due(ledger(terms(**WEEKLY, arrives_after=3, holidays="fed"), work), "2026-12-31") == [("due", "2026-09-08")]
    assert due(ledger(terms(**WEEKLY, arrives_after=3), work), "2026-12-31") == [("due", "2026-09-07")]
    sent = ledger(terms(**WEEKLY, arrives_after=3, holidays="fed"), work, payout("2026-09-02", 100, stage="sent"))
    assert settle(sent, "2026-12-31").settlements["judged_on"].tolist() == [pd.Timestamp("2026-09-08")]
    assert verdict(sent, "2026-12-31") == (1, 1)


def test_pay_in_two_parts_has_two_due_dates() -> None:
    """40 % of 99.99 five days after the week, the rest three weeks later: to the cent."""
    parts = [terms(**{**WEEKLY, "pay_delay_days": d}, part_percent=Decimal(p)) for p, d in ((40, 5), (60, 26))]
    work = earned("2026-06-03", "99.99")
    frames = ledger(parts, work, payout("2026-06-10", "40"))
    assert due(frames, "2026-12-31") == [("due", "2026-06-10"), ("due", "2026-07-01")]
    assert settle(frames, "2026-06-20").parts["native"].tolist() == [money("39.996"), money("59.994")]
    assert sums(settle(frames, "2026-06-20").parts)["overdue"] == 0
    assert sums(settle(frames, "2026-07-03").parts)["overdue"] == money("59.994")
    assert verdict(frames, "2026-07-03") == (2, 1)


def test_the_hold_of_the_first_payment_ends() -> None:
    """Freelancer's 15 days from the first pay day on, Wednesday 10 June: nothing before Thursday 25, later pay as
    ever."""
    weeks = [owed(d, 50) for d in ("2026-06-03", "2026-06-10", "2026-06-17", "2026-06-24")]
    found = due(ledger(terms(**WEEKLY, first_hold_days=15), weeks), "2026-12-31")
    assert [d for _, d in found] == ["2026-06-25", "2026-06-25", "2026-06-25", "2026-07-01"]
