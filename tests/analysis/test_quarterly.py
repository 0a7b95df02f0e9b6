"""The exact figures behind a contribution: which cell work belongs to, and what is counted in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tracker.analysis.fx import HomeRates
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.projects.lives import lives
from tracker.analysis.quarterly import Quarter, quarter_figures
from tracker.contributed import Left
from tracker.domain import (
    Availability,
    ExchangeRate,
    Expense,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    Settings,
    WorkSession,
)
from tracker.frames import from_records
from tracker.units import to_units

D = dt.date
Q3 = Quarter("2026Q3", D(2026, 7, 1), D(2026, 9, 30))
Q2 = Quarter("2026Q2", D(2026, 4, 1), D(2026, 6, 30))
HOUR = 3600
WORDS = {"Mercor": "Mercor", "Tiny shop": "other", "Small shop": "other"}
AS_OF = D(2026, 11, 22)
ROLES = {"code review": "code", "rating": "generalist"}


def figures(*records, periods=(Q3,), as_of=AS_OF, currency="EUR", home="EUR"):
    settings = Settings(home_currency=home, time_zone="UTC")
    frames = from_records(list(records), settings)
    basis = make_basis(frames, as_of, None)
    found = quarter_figures(
        basis, lives(basis), list(periods),
        platforms=WORDS, roles=ROLES, currency=currency, rates=HomeRates(frames, as_of, None),
    )  # fmt: skip
    return {(f.quarter, f.platform, f.role): f for f in found}


def platform(name="Mercor", **given):
    return Platform(platform=name, **{"currency": "EUR", "pay_cycle": "weekly", "pay_cycle_ends": "sun", **given})


def project(name="Nova", role="code review", on="Mercor", **given):
    return Project(platform=on, project=name, role=role, **{"agreed_rate": to_units(30), **given})


def work(day, hours, name="Nova", on="Mercor", **given):
    return WorkSession(platform=on, project=name, worked_on=day, minutes=int(hours * HOUR), **given)


BASE = (platform(pay_delay_days=5), project(advertised_low=to_units(40), advertised_high=to_units(50)))


def test_an_empty_ledger_gives_nothing():
    assert figures() == {}


def test_a_quarter_on_a_platform_in_one_kind_of_work():
    found = figures(
        *BASE,
        work(D(2026, 6, 30), 5),
        work(D(2026, 7, 1), 8),
        work(D(2026, 9, 30), 8),
        work(D(2026, 9, 30), 4, activity="training"),
        work(D(2026, 10, 1), 5),
    )
    (f,) = found.values()
    assert (f.quarter, f.platform, f.role) == ("2026Q3", "Mercor", "code")
    assert f.hours == pytest.approx(20)
    assert f.unpaid_share == pytest.approx(0.2)
    assert (f.headline, f.agreed, f.all_hours) == (pytest.approx(45), pytest.approx(30), pytest.approx(24))
    assert f.kept == pytest.approx(0)
    assert f.available_hours is None


def test_work_without_a_project_goes_with_the_main_kind_there():
    found = figures(
        *BASE,
        project("Ridge", "rating"),
        work(D(2026, 7, 6), 3, "Ridge"),
        work(D(2026, 7, 7), 6),
        work(D(2026, 7, 8), 2, None, activity="searching"),
    )
    assert {k[2]: f.hours for k, f in found.items()} == {"code": pytest.approx(8), "generalist": pytest.approx(3)}


def test_a_project_without_a_kind_is_other_and_small_platforms_are_one():
    found = figures(
        platform("Tiny shop"),
        platform("Small shop"),
        project("A", None, "Tiny shop"),
        project("B", "never heard of", "Small shop"),
        work(D(2026, 7, 6), 3, "A", "Tiny shop"),
        work(D(2026, 7, 6), 4, "B", "Small shop"),
    )
    assert {k: f.hours for k, f in found.items()} == {("2026Q3", "other", "other"): pytest.approx(7)}


def test_expenses_of_a_platform_are_taken_off_and_others_are_named():
    spent = [
        Expense(spent_on=D(2026, 8, 1), amount=to_units(20), currency="EUR", category="headset", platform="Mercor"),
        Expense(spent_on=D(2026, 8, 1), amount=to_units(7), currency="EUR", category="desk"),
    ]
    paid = Payout(platform="Mercor", kind="payout", received_on=D(2026, 7, 17), amount=to_units(300), currency="EUR")
    (f,) = figures(*BASE, work(D(2026, 7, 6), 10), paid, *spent).values()
    assert f.kept == pytest.approx(28)
    assert f.costs == pytest.approx(7)


def test_pay_days_count_in_the_quarter_in_which_they_fell_due():
    sessions = [work(D(2026, 6, 24), 10), work(D(2026, 7, 8), 10), work(D(2026, 9, 23), 10)]
    paid = [
        Payout(
            platform="Mercor", kind="payout", received_on=on, amount=to_units(300), currency="EUR",
            covers_from=first, covers_to=first + dt.timedelta(6),
        )
        for on, first in ((D(2026, 7, 4), D(2026, 6, 22)), (D(2026, 7, 30), D(2026, 7, 6)))
    ]  # fmt: skip
    found = figures(*BASE, *sessions, *paid, periods=(Q2, Q3))
    q2, q3 = found["2026Q2", "Mercor", "code"], found["2026Q3", "Mercor", "code"]
    assert (q2.due, q2.on_time) == (0, 0)
    assert (q3.due, q3.on_time) == (2, 1)


def test_a_quarter_with_a_pay_day_alone_is_a_cell_without_rates():
    found = figures(*BASE, work(D(2026, 6, 30), 10))
    (f,) = found.values()
    assert (f.hours, f.due, f.on_time, f.kept, f.unpaid_share) == (0, 1, 0, None, None)


def test_projects_that_started_and_how_they_ended():
    def event(name, kind, on, **given):
        return ProjectEvent(platform="Mercor", project=name, event=kind, happened_at=on, **given)

    found = figures(
        platform(),
        *(project(n) for n in ("A", "B", "C", "D", "E")),
        *(event(n, "started", D(2026, 7, 6)) for n in ("A", "B", "C")),
        event("D", "started", D(2026, 9, 28)),
        event("E", "started", D(2026, 6, 29)),
        event("A", "cancelled", D(2026, 8, 5), announced_at=D(2026, 8, 5)),
        event("B", "completed", D(2026, 8, 6)),
        event("C", "left", D(2026, 11, 20)),
        event("D", "deactivated", D(2026, 10, 1), announced_at=D(2026, 9, 29)),
        event("E", "paused", D(2026, 9, 3), announced_at=D(2026, 9, 1)),
    )
    f = found["2026Q3", "Mercor", "code"]
    assert f.started == 4
    assert (f.ended_platform_30, f.ended_platform_90) == (2, 2)
    assert (f.ended_completed_30, f.ended_completed_90) == (0, 1)
    assert (f.ended_left_30, f.ended_left_90) == (0, 0)
    assert f.notice_hours == pytest.approx(24)  # A: 0 h, E: 48 h; D was stopped in the next quarter


def test_offered_hours_are_those_of_the_whole_quarter():
    offered = Availability(starts_on=D(2026, 7, 1), ends_on=D(2026, 9, 30), kind="available", weekly_hours=Decimal(35))
    (f,) = figures(*BASE, work(D(2026, 7, 6), 10), offered).values()
    assert f.available_hours == pytest.approx(7 * 66)


def test_rates_are_told_in_the_currency_of_the_pool():
    rates = [ExchangeRate(on=D(2026, 1, 1), currency="USD", in_home_currency=Decimal("0.8"))]
    dollars = (platform(currency="USD"), project(currency="USD"), work(D(2026, 7, 6), 10), *rates)
    (f,) = figures(*dollars, currency="USD").values()
    assert f.agreed == pytest.approx(30)
    (f,) = figures(*dollars, currency="EUR").values()
    assert f.agreed == pytest.approx(24)


def test_a_headline_that_most_hours_do_not_have_is_none():
    records = (*BASE, project("Ridge"), work(D(2026, 7, 6), 4), work(D(2026, 7, 7), 6, "Ridge"))
    (f,) = figures(*records).values()
    assert f.headline is None
    assert dict(f.left) == {Left.HEADLINE: pytest.approx(0.6)}


def test_the_verdict_on_the_rate_knows_only_weeks_up_to_the_end_of_the_quarter():
    weeks = [D(2026, 1, 5) + dt.timedelta(weeks=i) for i in range(40)]
    sessions = [work(w, 5, rate=to_units(40 - i // 4)) for i, w in enumerate(weeks)]
    found = figures(*BASE, *sessions, periods=(Quarter("2026Q1", D(2026, 1, 1), D(2026, 3, 31)), Q3))
    assert found["2026Q1", "Mercor", "code"].drift == "too_short"
    assert found["2026Q3", "Mercor", "code"].drift == "drop"


# --- how it is backed ------------------------------------------------------------------------------------------


def paid(day, amount, **given):
    return Payout(platform="Mercor", received_on=day, amount=to_units(amount), currency="EUR", kind="payout", **given)


def shares(f):
    return tuple(None if v is None else round(v, 4) for v in (f.hours_by_file, f.money_by_file, f.money_by_deposit))


def test_hours_and_money_are_backed_as_their_rows_are():
    """Six of eight hours from a file; 180 came by deposit, 60 is only typed: 3/4 and 3/4."""
    (f,) = figures(
        *BASE,
        work(D(2026, 7, 6), 6, evidence="file"),
        work(D(2026, 7, 13), 2),
        paid(D(2026, 7, 17), 180, evidence="deposit"),
        paid(D(2026, 7, 24), 60),
    ).values()
    assert shares(f) == (0.75, 0, 0.75)


def test_money_on_its_way_is_backed_by_its_work_but_by_no_deposit():
    (f,) = figures(
        platform(pay_delay_days=200), project(),
        work(D(2026, 9, 28), 1, evidence="deposit"), work(D(2026, 9, 28), 3, evidence="typed"),
    ).values()  # fmt: skip
    assert shares(f) == (0.25, 0.25, 0)


def test_money_without_work_and_work_without_money():
    (f,) = figures(*BASE, work(D(2026, 7, 6), 1)).values()
    assert shares(f) == (0, None, None)
    (f,) = figures(*BASE, paid(D(2026, 7, 6), 50, evidence="file")).values()
    assert shares(f) == (None, 1, 0)


def test_one_quarter_s_deposits_say_nothing_of_another():
    """What June earned came by deposit in July, what July earned was typed."""
    found = figures(
        *BASE,
        work(D(2026, 6, 1), 1, evidence="file"), work(D(2026, 7, 27), 1),
        paid(D(2026, 7, 3), 30, evidence="deposit"), paid(D(2026, 8, 7), 30),
        periods=(Q2, Q3),
    )  # fmt: skip
    assert [shares(f) for f in found.values()] == [(1, 0, 1), (0, 0, 0)]
