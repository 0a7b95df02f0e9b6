"""What became owed, and when: pay models, rates in force, days, due dates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import at, day, earned, ledger, money, settle, span, work
from tracker.analysis.terms_of_pay.terms import Terms, pay_day
from tracker.domain import Earning, Platform, Project, ProjectEvent
from tracker.frames import LedgerFrames

SOON = Platform(platform="Acme", currency="USD", pay_delay_days=0)


def accrued(frames: LedgerFrames, as_of: str = "2025-12-31") -> list[int]:
    return settle(frames, as_of).parts["accrued"].tolist()


def hourly(**more: object) -> Project:
    return Project(platform="Acme", project="R", pay_model="hourly", agreed_rate=money(30), **more)


def test_the_amount_wins_over_rate_times_hours_and_a_difference_is_flagged() -> None:
    out = settle(ledger(SOON, hourly(), work("2025-01-06", 60, project="R", amount=money(20))), "2025-03-01")
    assert out.parts["accrued"].tolist() == [money(20)]
    assert len(out.flags["amount_differs"]) == 1


def test_one_percent_or_one_cent_off_is_not_flagged() -> None:
    frames = ledger(SOON, hourly(), work("2025-01-06", 60, project="R", amount=money("30.30")))
    assert not settle(frames, "2025-03-01").flags["amount_differs"]


def test_hourly_pays_counted_hours_at_the_rate_in_force() -> None:
    """
    day        event              own rate   counted   pays
    01-06                                    30 min    15.00   agreed 30
    01-10      rate_changed 24               60 min    24.00   that day's
    01-11                         40         60 min    40.00   its own
    """
    frames = ledger(
        SOON, hourly(),
        ProjectEvent(platform="Acme", project="R", event="rate_changed", happened_at=day("2025-01-10"), rate=money(24)),
        work("2025-01-06", 60, project="R", counted_minutes=1800),
        work("2025-01-10", 60, project="R"),
        work("2025-01-11", 60, project="R", rate=money(40)),
    )  # fmt: skip
    assert accrued(frames) == [money(15), money(24), money(40)]


def rate_set(when: str, rate: int, event: str = "rate_changed") -> ProjectEvent:
    return ProjectEvent(
        platform="Acme", project="R", event=event, rate=money(rate),
        happened_at=at(when) if "T" in when else day(when),
    )  # fmt: skip


def test_an_hour_is_paid_at_the_rate_in_force_when_its_session_began() -> None:
    """40 an hour, 50 from noon: a session from 11 to 14 has 40 throughout, and so has an hour of unknown clock time."""
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(40)), rate_set("2025-01-10T12:00", 50),
        span("2025-01-10T11:00", "2025-01-10T14:00", project="R"), work("2025-01-10", 60, project="R"),
    )  # fmt: skip
    assert accrued(frames) == [money(120), money(40)]
    assert settle(frames, "2025-03-01").flags["rate_changed_that_day"] == {2}


def test_two_hours_before_noon_at_25_and_two_after_at_10_are_70() -> None:
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(25)), rate_set("2025-01-10T12:00", 10),
        span("2025-01-10T09:00", "2025-01-10T11:00", project="R"),
        span("2025-01-10T12:00", "2025-01-10T14:00", project="R"),
    )  # fmt: skip
    assert accrued(frames) == [money(50), money(20)]
    assert not settle(frames, "2025-03-01").flags["rate_changed_that_day"]


@pytest.mark.parametrize(
    ("when", "began", "pays"),
    [
        ("2025-01-10", "2025-01-10T00:00", 50),
        ("2025-01-10", "2025-01-09T23:59", 40),
        ("2025-01-10T12:00", "2025-01-10T12:00", 50),
        ("2025-01-10T12:00:01", "2025-01-10T12:00", 40),
    ],
)
def test_a_date_holds_from_the_start_of_its_day_a_clock_time_from_that_moment(when: str, began: str, pays: int) -> None:
    end = (at(began) + dt.timedelta(hours=1)).isoformat()[:19]
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(40)), rate_set(when, 50),
        span(began, end, project="R"),
    )  # fmt: skip
    assert sum(accrued(frames)) == money(pays)


def test_a_date_is_a_day_of_the_home_zone() -> None:
    """The 10th begins in Manila at 16:00 UTC of the 9th."""
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(40), currency="PHP"),
        rate_set("2025-01-10", 50), span("2025-01-09T15:00", "2025-01-09T15:30", project="R"),
        span("2025-01-09T16:00", "2025-01-09T17:00", project="R"), work("2025-01-10", 60, project="R"),
        zone="Asia/Manila", home="PHP",
    )  # fmt: skip
    assert accrued(frames) == [money(20), money(50), money(50)]
    assert not settle(frames, "2025-03-01").flags["rate_changed_that_day"]


def test_a_stretch_takes_the_rate_of_the_start_of_its_first_day() -> None:
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(40)), rate_set("2025-01-07", 50),
        work("2025-01-06", 120, worked_until=day("2025-01-10"), project="R"),
    )  # fmt: skip
    assert sum(accrued(frames)) == money(80)


def test_its_own_rate_or_amount_leaves_nothing_to_ask() -> None:
    frames = ledger(
        SOON, Project(platform="Acme", project="R", agreed_rate=money(40)), rate_set("2025-01-10T12:00", 50),
        work("2025-01-10", 60, project="R", rate=money(45)), work("2025-01-10", 60, project="R", amount=money(44)),
        work("2025-01-10", 60, project="R", status="rejected"), work("2025-01-10", 60, project="R", activity="admin"),
    )  # fmt: skip
    assert not settle(frames, "2025-03-01").flags["rate_changed_that_day"]


def test_by_the_task_pays_tasks_times_rate_and_nothing_without_tasks() -> None:
    frames = ledger(
        SOON, Project(platform="Acme", project="T", pay_model="per_task", agreed_rate=money("0.15")),
        work("2025-01-06", 60, project="T", tasks=120), work("2025-01-07", 60, project="T"),
    )  # fmt: skip
    out = settle(frames, "2025-03-01")
    assert out.parts["accrued"].tolist() == [money(18)]
    assert out.flags["per_task_without_tasks"] == {2}


def test_hourly_without_any_rate_pays_nothing_and_says_so() -> None:
    out = settle(ledger(SOON, work("2025-01-06", 60)), "2025-03-01")
    assert out.parts.empty
    assert out.flags["hourly_without_rate"] == {1}


def test_unpaid_kinds_of_work_accrue_nothing_unless_they_carry_money() -> None:
    frames = ledger(
        SOON, hourly(),
        work("2025-01-06", 60, project="R", activity="onboarding"),
        work("2025-01-07", 60, project="R", activity="onboarding", rate=money(10)),
    )  # fmt: skip
    assert accrued(frames) == [money(10)]


def test_a_session_over_midnight_shares_its_money_by_minutes_and_keeps_one_pay_day() -> None:
    frames = ledger(SOON, span("2025-01-06T23:00", "2025-01-07T02:00", amount=money(30)))
    parts = settle(frames, "2025-03-01").parts
    assert parts["accrued"].tolist() == [money(10), money(20)]
    assert [d.date() for d in parts["due_on"]] == [day("2025-01-06")] * 2


def test_what_runs_past_as_of_counts_up_to_it() -> None:
    frames = ledger(SOON, span("2025-01-06T23:00", "2025-01-07T02:00", amount=money(30)))
    assert accrued(frames, "2025-01-06") == [money(10)]
    assert accrued(frames, "2025-01-05") == []


def test_a_session_without_minutes_keeps_its_money() -> None:
    assert accrued(ledger(SOON, work("2025-01-06", 0, amount=money(3)))) == [money(3)]


def test_earnings_accrue_evenly_and_are_due_after_their_last_day() -> None:
    row = Earning(
        platform="Acme", kind="stipend", earned_from=day("2025-01-06"), earned_to=day("2025-01-08"),
        amount=money(10), currency="USD",
    )  # fmt: skip
    parts = settle(ledger(SOON, row), "2025-03-01").parts
    assert parts["accrued"].tolist() == [33_333, 33_334, 33_333]
    assert {d.date() for d in parts["due_on"]} == {day("2025-01-08")}


def test_a_due_date_on_a_weekend_moves_to_monday() -> None:
    parts = settle(ledger(SOON, earned("2025-01-06", 5, due_on=day("2025-01-11"))), "2025-03-01").parts
    assert parts["due_on"].iloc[0].date() == day("2025-01-13")


def test_the_pay_cycle_counts_days_in_its_own_zone() -> None:
    """Friday 19:00 UTC is Saturday 00:30 in India: already the next pay week there."""
    terms = Platform(
        platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_cycle_zone="Asia/Kolkata",
        pay_delay_days=5,
    )  # fmt: skip
    frames = ledger(
        terms,
        span("2025-01-10T18:00", "2025-01-10T18:20", amount=money(1)),
        span("2025-01-10T19:00", "2025-01-10T20:00", amount=money(1)),
    )
    assert [d.date() for d in settle(frames, "2025-03-01").parts["due_on"]] == [day("2025-01-15"), day("2025-01-22")]


def test_thirty_days_are_assumed_where_no_delay_is_set() -> None:
    out = settle(ledger(earned("2025-01-06", 5)), "2025-03-01")
    assert out.parts["due_on"].iloc[0].date() == day("2025-02-05")
    assert "pay_delay_assumed" in {c.code for c in out.caveats}


@pytest.mark.parametrize(
    ("cycle", "ends", "worked", "due"),
    [
        ("weekly", "fri", "2025-01-03", "2025-01-06"),
        ("weekly", "tue", "2025-01-01", "2025-01-10"),
        ("biweekly", "2025-01-10", "2025-01-11", "2025-01-27"),
        ("biweekly", "2025-01-10", "2024-12-20", "2024-12-30"),
        ("semimonthly", None, "2025-02-16", "2025-03-03"),
        ("semimonthly", None, "2025-02-15", "2025-02-18"),
        ("monthly", None, "2024-02-10", "2024-03-04"),
        (None, None, "2025-01-01", "2025-01-06"),
    ],
)
def test_due_dates(cycle: str | None, ends: str | None, worked: str, due: str) -> None:
    terms = Terms(cycle=cycle, ends=ends, delay=3)
    assert pay_day(terms, day(worked)) == day(due)


MINUTES = st.integers(min_value=1, max_value=600)


@given(st.integers(min_value=0, max_value=23 * 60), MINUTES, st.integers(min_value=100, max_value=900_000), st.data())
def test_splitting_a_session_inside_one_day_changes_nothing(
    start: int, minutes: int, rate: int, data: st.DataObject
) -> None:
    minutes = min(minutes, 24 * 60 - 1 - start)
    cut = data.draw(st.integers(min_value=0, max_value=minutes))
    midnight = at("2025-01-06T00:00")

    def piece(first: int, last: int) -> object:
        begins, ends = (midnight + dt.timedelta(minutes=m) for m in (first, last))
        return span(begins.isoformat()[:19], ends.isoformat()[:19], rate=rate, currency="USD")

    whole = ledger(SOON, piece(start, start + minutes))
    split = ledger(SOON, piece(start, start + cut), piece(start + cut, start + minutes))
    assert abs(sum(accrued(whole)) - sum(accrued(split))) <= 1


def test_a_stretch_of_days_is_spread_over_its_weekdays() -> None:
    frames = ledger(SOON, work("2025-01-10", 180, worked_until=day("2025-01-14"), amount=money(9)))
    parts = settle(frames, "2025-03-01").parts
    assert [(d.date().isoformat(), a) for d, a in zip(parts["day"], parts["accrued"], strict=True)] == [
        ("2025-01-10", money(3)), ("2025-01-13", money(3)), ("2025-01-14", money(3)),
    ]  # fmt: skip


def test_the_expected_fee_is_the_platforms_own_share_of_fees() -> None:
    from tests.analysis.ledgers import payout

    frames = ledger(
        Platform(platform="Acme", currency="USD", pay_delay_days=60, fee_percent=Decimal(9)),
        earned("2025-01-06", 100), payout("2025-01-07", 100, fee=money(3)), earned("2025-02-06", 50),
    )  # fmt: skip
    parts = settle(frames, "2025-02-10").parts
    assert parts["fees"].tolist() == [money(3), money("1.5")]
    assert parts["fees_expected"].tolist() == [0, money("1.5")]
