"""The first three numbers: ordinary rows, one operation, and the figures that they give."""

import datetime as dt
from decimal import Decimal

import pytest

from tracker.desk import attention, entry, first_run, reports
from tracker.desk.platforms import platforms
from tracker.desk.rates import Missing
from tracker.desk.session import Desk
from tracker.domain import Payout, Platform, Project, Settings, WorkSession
from tracker.errors import InputError
from tracker.units import to_units

TODAY = dt.date(2026, 3, 15)
HOME = Settings(home_currency="EUR", time_zone="Europe/Berlin")
NAMES = first_run.Names("My work", "February 2026", "The first three numbers")


@pytest.fixture
def desk(tmp_path):
    def clock():
        return dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)

    with Desk.open(tmp_path / "t.db", who="test", clock=clock) as made:
        yield made


def numbers(promised=45, hours=120, arrived=1200, *, high=None, listed_in="EUR", arrived_in="EUR"):
    return first_run.Numbers(
        to_units(promised), to_units(promised if high is None else high), listed_in,
        hours * 3600, to_units(arrived), arrived_in,
    )  # fmt: skip


def test_rows_of_the_month_before_in_one_operation(desk):
    done = first_run.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert (done.kind, done.summary) == ("first", "The first three numbers")
    assert len(desk.operations()) == 1
    ((_, worked),) = desk.rows(WorkSession)
    assert (worked.worked_on, worked.worked_until) == (dt.date(2026, 2, 1), dt.date(2026, 2, 28))
    ((_, paid),) = desk.rows(Payout)
    assert (paid.amount, paid.currency, paid.evidence) == (to_units(1200), "EUR", "typed")
    assert desk.settings() == HOME


def test_they_answer_what_an_hour_paid(desk):
    first_run.keep(desk, numbers(), HOME, NAMES, TODAY)
    found = first_run.answer(desk, TODAY)
    assert (found.low, found.high) == (to_units(45), to_units(45))
    assert (found.kept, found.arrived) == (to_units(10), to_units(1200))
    assert found.hours == pytest.approx(120)
    assert (found.currency, found.currencies, found.missing, found.foreign) == ("EUR", ("EUR",), None, None)
    report = reports.report(desk, TODAY, found.month, found.day)
    assert report.rung("headline").rate == to_units(45)
    assert report.rung("kept").rate == found.kept


def test_dollars_in_berlin_are_read_in_euro_and_in_dollars(desk):
    first_run.keep(desk, numbers(45, 120, 1800, listed_in="USD", arrived_in="USD"), HOME, NAMES, TODAY)
    ((_, paid),) = desk.rows(Payout)
    assert (paid.amount, paid.currency) == (to_units(1800), "USD")
    ((_, listing),) = desk.rows(Project)
    assert (listing.advertised_low, listing.currency) == (to_units(45), "USD")
    at_home, there = first_run.answer(desk, TODAY), first_run.answer(desk, TODAY, "USD")
    assert at_home.currencies == ("EUR", "USD")
    assert (there.currency, there.kept, there.low, there.arrived) == ("USD", to_units(15), to_units(45), to_units(1800))
    rate, _ = desk.rates().rate("USD", "EUR", dt.date(2026, 2, 28))
    assert at_home.currency == "EUR"
    assert at_home.kept == pytest.approx(to_units(15) * rate, rel=0.02)
    assert at_home.kept * 3 == pytest.approx(at_home.low, rel=0.02)
    assert at_home.rate == pytest.approx(rate)


def test_a_home_in_pesos_reads_it_in_dollars(desk):
    home = Settings(home_currency="PHP", time_zone="Asia/Manila")
    first_run.keep(desk, numbers(30, 100, 50_000, high=45, listed_in="USD", arrived_in="PHP"), home, NAMES, TODAY)
    at_home, there = first_run.answer(desk, TODAY), first_run.answer(desk, TODAY, "USD")
    assert (at_home.kept, at_home.arrived) == (to_units(500), to_units(50_000))
    assert (there.low, there.high) == (to_units(30), to_units(45))
    rate, _ = desk.rates().rate("USD", "PHP", dt.date(2026, 2, 28))
    assert there.kept == pytest.approx(to_units(500) / rate, rel=1e-4)


def test_without_a_rate_it_is_read_as_typed_until_one_is_said(desk):
    home = Settings(home_currency="KES", time_zone="Africa/Nairobi")
    first_run.keep(desk, numbers(30, 100, 500, listed_in="USD", arrived_in="USD"), home, NAMES, TODAY)
    found = first_run.answer(desk, TODAY)
    assert (found.currency, found.kept, found.low) == ("USD", to_units(5), to_units(30))
    assert found.missing == Missing("USD", "KES", found.day)
    entry.add(desk, [found.missing.said(Decimal("129.5"))], kind="rate")
    known = first_run.answer(desk, TODAY)
    assert (known.currency, known.missing, known.kept) == ("KES", None, to_units("647.5"))


def test_two_currencies_without_a_rate_are_not_compared(desk):
    home = Settings(home_currency="KES", time_zone="Africa/Nairobi")
    first_run.keep(desk, numbers(30, 100, 50_000, listed_in="USD", arrived_in="KES"), home, NAMES, TODAY)
    found = first_run.answer(desk, TODAY)
    assert (found.currency, found.kept, found.low) == ("KES", to_units(500), None)
    assert found.missing.currency == "USD"


def test_nothing_arrived_is_an_answer_too(desk):
    first_run.keep(desk, numbers(arrived=0), HOME, NAMES, TODAY)
    assert desk.rows(Payout) == []
    assert first_run.answer(desk, TODAY).kept == 0


def test_undo_takes_all_of_it_back(desk):
    done = first_run.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert not first_run.is_empty(desk)
    entry.undo(desk, done.id)
    assert first_run.is_empty(desk)
    assert not desk.has_settings()
    assert (desk.rows(Platform), desk.rows(Project), desk.rows(WorkSession)) == ([], [], [])


def test_settings_that_there_are_stay(desk):
    entry.save_settings(desk, Settings(home_currency="PHP", time_zone="Asia/Manila"))
    first_run.keep(desk, numbers(), desk.settings(), NAMES, TODAY)
    assert desk.settings().home_currency == "PHP"
    assert first_run.answer(desk, TODAY) is not None


def test_the_picture_makes_way_for_what_is_logged(desk):
    first_run.keep(desk, numbers(), HOME, NAMES, TODAY)
    entry.add(desk, [WorkSession(platform="Mercor", worked_on=TODAY, minutes=3600)])
    assert first_run.answer(desk, TODAY) is None


def test_no_number_is_due_or_late(desk):
    first_run.keep(desk, numbers(), HOME, NAMES, TODAY)
    assert reports.owed(desk, TODAY).total == 0
    assert attention.at_once(desk, TODAY) == []
    (card,) = platforms(desk, TODAY).platforms
    assert card.on_time.k == card.on_time.n


@pytest.mark.parametrize("wrong", [{"promised": 0}, {"hours": 0}, {"hours": 800}, {"arrived": -1}])
def test_what_makes_no_sense_is_said_and_nothing_is_stored(desk, wrong):
    with pytest.raises(InputError) as error:
        first_run.keep(desk, numbers(**wrong), HOME, NAMES, TODAY)
    assert error.value.column == next(iter(wrong))
    assert desk.version == 0
