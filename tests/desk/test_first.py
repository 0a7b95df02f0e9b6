"""The first three numbers: ordinary rows, one operation, and the figures that they give."""

import datetime as dt

import pytest

from tracker.desk import first
from tracker.desk.desk import Desk
from tracker.domain import Payout, Platform, Project, Settings, WorkSession
from tracker.errors import InputError
from tracker.units import to_units

TODAY = dt.date(2026, 3, 15)
HOME = Settings(home_currency="EUR", time_zone="Europe/Berlin")
NAMES = first.Names("My work", "February 2026", "The first three numbers")


@pytest.fixture
def desk(tmp_path):
    def clock():
        return dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)

    with Desk.open(tmp_path / "t.db", who="test", clock=clock) as made:
        yield made


def numbers(promised=45, hours=120, arrived=1200):
    return first.Numbers(to_units(promised), hours * 3600, to_units(arrived))


def test_rows_of_the_month_before_in_one_operation(desk):
    done = first.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert (done.kind, done.summary) == ("first", "The first three numbers")
    assert len(desk.operations()) == 1
    ((_, worked),) = desk.rows(WorkSession)
    assert (worked.worked_on, worked.worked_until) == (dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    ((_, paid),) = desk.rows(Payout)
    assert (paid.amount, paid.currency, paid.evidence) == (to_units(1200), "EUR", "typed")
    assert desk.settings() == HOME


def test_they_answer_what_an_hour_paid(desk):
    first.keep(desk, numbers(), HOME, NAMES, TODAY)
    report = first.answer(desk, TODAY)
    assert report.rung("headline").rate == to_units(45)
    assert report.rung("kept").rate == report.arrived == to_units(10)
    assert report.hours.all == pytest.approx(120)


def test_nothing_arrived_is_an_answer_too(desk):
    first.keep(desk, numbers(arrived=0), HOME, NAMES, TODAY)
    assert desk.rows(Payout) == []
    assert first.answer(desk, TODAY).money.cash_received == 0


def test_undo_takes_all_of_it_back(desk):
    done = first.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert not first.is_empty(desk)
    desk.undo(done.id)
    assert first.is_empty(desk)
    assert not desk.has_settings()
    assert (desk.rows(Platform), desk.rows(Project), desk.rows(WorkSession)) == ([], [], [])


def test_settings_that_there_are_stay(desk):
    desk.save_settings(Settings(home_currency="PHP", time_zone="Asia/Manila"))
    first.keep(desk, numbers(), desk.settings(), NAMES, TODAY)
    assert desk.settings().home_currency == "PHP"
    assert first.answer(desk, TODAY) is not None


def test_the_picture_makes_way_for_what_is_logged(desk):
    first.keep(desk, numbers(), HOME, NAMES, TODAY)
    desk.add(WorkSession(platform="Mercor", worked_on=TODAY, minutes=3600))
    assert first.answer(desk, TODAY) is None


def test_no_number_is_due_or_late(desk):
    first.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert desk.owed(TODAY).total == 0
    assert desk.attention(TODAY) == []


@pytest.mark.parametrize("wrong", [{"promised": 0}, {"hours": 0}, {"hours": 800}, {"arrived": -1}])
def test_what_makes_no_sense_is_said_and_nothing_is_stored(desk, wrong):
    with pytest.raises(InputError):
        first.keep(desk, numbers(**wrong), HOME, NAMES, TODAY)
    assert desk.version == 0
