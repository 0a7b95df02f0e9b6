"""Goals of a week and a month: what is reached by hand, and that the parts of a month are those of its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tracker.desk import entry, goals, lately
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.views.numbers import Reader
from tracker.views.today import goals as views

NOW = dt.datetime(2026, 5, 7, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 5, 7)


def opened(path: Path, **wanted: object) -> Desk:
    desk = Desk.open(path, who="test", clock=lambda: NOW)
    entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Berlin", **wanted))  # type: ignore[arg-type]
    rate = Project(platform="Outlier", project="RLHF", pay_model="hourly", agreed_rate=200_000, currency="USD")
    entry.add(desk, [Platform(platform="Outlier", currency="USD"), rate])
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path / "t.db", goal_week_hours=Decimal(20), goal_month_money=10_000_000) as made:
        yield made


def worked(day: dt.date, hours: float) -> WorkSession:
    return WorkSession(platform="Outlier", project="RLHF", worked_on=day, minutes=round(hours * 3600))


def test_what_is_reached_by_hand(desk: Desk) -> None:
    entry.add(desk, [worked(dt.date(2026, 5, 1), 3), worked(dt.date(2026, 5, 4), 5), worked(dt.date(2026, 4, 30), 7)])
    week, month = goals.goals(desk, TODAY)
    assert (week.first, week.last, week.hours, week.money_wanted) == (
        dt.date(2026, 5, 4),
        dt.date(2026, 5, 10),
        5,
        None,
    )
    assert (month.first, month.last) == (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    assert month.money == 8 * 200_000
    you = Reader.of("en-US", "USD")
    assert views.said(week, TODAY, you) == "Goal of this week: 5 h of 20 h. 15 h to go, and 4 days."
    assert views.said(month, TODAY, you) == "Goal of this month: $160.00 of $1,000.00. $840.00 to go, and 25 days."


def test_a_goal_that_is_reached_says_so(desk: Desk) -> None:
    entry.add(desk, [worked(dt.date(2026, 5, 5), 21)])
    week, _month = goals.goals(desk, TODAY)
    assert views.said(week, TODAY, Reader.of("en-US", "USD")) == "Goal of this week: 21 h of 20 h. It is reached."


def test_amounts_are_hidden_in_discreet_mode(desk: Desk) -> None:
    _week, month = goals.goals(desk, TODAY)
    assert "1,000" not in views.said(month, TODAY, Reader.of("en-US", "USD", masked=True))


def test_without_a_goal_there_is_none(tmp_path: Path) -> None:
    with opened(tmp_path / "t.db") as desk:
        assert goals.goals(desk, TODAY) == []


@settings(max_examples=10)
@given(hours=some.dictionaries(some.integers(0, 45), some.integers(1, 9), max_size=8))
def test_a_time_is_the_sum_of_its_days(tmp_path_factory: pytest.TempPathFactory, hours: dict[int, int]) -> None:
    first = dt.date(2026, 4, 1)
    with opened(tmp_path_factory.mktemp("g") / "t.db") as desk:
        if hours:
            entry.add(desk, [worked(first + dt.timedelta(days=n), h) for n, h in hours.items()])
        for since in (first, dt.date(2026, 4, 20), dt.date(2026, 5, 4)):
            found = lately.since(desk, since, dt.date(2026, 5, 16))
            wanted = sum(h for n, h in hours.items() if first + dt.timedelta(days=n) >= since)
            assert found.week_hours == pytest.approx(wanted)
            assert found.week_money == wanted * 200_000
