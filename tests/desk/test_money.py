"""Writing what happened to money and to projects; days and moments as typed."""

import datetime as dt

import pytest

from tracker.desk import entry, payments, projects
from tracker.desk.session import Desk
from tracker.domain import Payout, Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.errors import InputError, Refused
from tracker.quickadd.typed_days import read_day, read_when
from tracker.units import to_units

TODAY = dt.date(2026, 5, 29)
NOW = dt.datetime(2026, 5, 29, 10, 7, 30, tzinfo=dt.UTC)


@pytest.fixture
def desk(tmp_path):
    with Desk.open(tmp_path / "own.db", who="test", clock=lambda: NOW) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5),
            Project(platform="Mercor", project="Nova", agreed_rate=to_units(40)),
            WorkSession(platform="Mercor", project="Nova", worked_on=dt.date(2026, 5, 4), minutes=14_400),
        ])  # fmt: skip
        yield made


def test_giving_up_closes_exactly_what_is_left(desk):
    (owed,) = payments.lines(desk, TODAY).open
    operation = payments.write_off(desk, owed, TODAY)
    assert payments.lines(desk, TODAY).open == ()
    assert operation.summary == "160.00 USD of Mercor given up"
    entry.undo(desk, operation.id)
    assert payments.lines(desk, TODAY).open == (owed,)


def test_giving_up_twice_is_refused(desk):
    (owed,) = payments.lines(desk, TODAY).open
    payments.write_off(desk, owed, TODAY)
    with pytest.raises(Refused, match="has changed"):
        payments.write_off(desk, owed, TODAY)
    assert len(desk.rows(Payout)) == 1


def test_the_rest_of_a_part_payment_can_be_given_up(desk):
    payments.record(desk, Payout(platform="Mercor", kind="payout", received_on=dt.date(2026, 5, 15),
                                 amount=to_units(100), currency="USD"))  # fmt: skip
    (owed,) = payments.lines(desk, TODAY).open
    payments.write_off(desk, owed, TODAY)
    (d,) = payments.lines(desk, TODAY).pay_days
    assert (d.paid, d.written_off, d.left) == (to_units(100), to_units(60), 0)


def test_an_event_is_recorded_once(desk):
    made = ProjectEvent(platform="Mercor", project="Nova", event="cancelled", happened_at=TODAY)
    assert projects.record_event(desk, made).summary == "Mercor Nova: cancelled"
    with pytest.raises(Refused, match="recorded already"):
        projects.record_event(desk, made)


def test_a_successor_is_linked_made_and_taken_off(desk):
    nova = desk.rows(Project)[0][1]
    projects.link_successor(desk, nova, "Nova Two")
    second = {p.project: p for _, p in desk.projects()}["Nova Two"]
    assert second.successor_of == "Nova"
    with pytest.raises(InputError, match="already"):
        projects.link_successor(desk, second, "Nova")
    with pytest.raises(InputError, match="own work"):
        projects.link_successor(desk, nova, "Nova")
    projects.unlink_successor(desk, "Mercor", "Nova Two")
    assert all(p.successor_of is None for _, p in desk.projects())


@pytest.mark.parametrize(("typed", "order", "found"), [
    ("today", "dmy", TODAY),
    ("Yesterday", "dmy", dt.date(2026, 5, 28)),
    ("last mon", "dmy", dt.date(2026, 5, 25)),
    ("3 days ago", "mdy", dt.date(2026, 5, 26)),
    ("03.02.2026", "dmy", dt.date(2026, 2, 3)),
    ("03/02/2026", "mdy", dt.date(2026, 3, 2)),
    ("May 5, 2026", "dmy", dt.date(2026, 5, 5)),
])  # fmt: skip
def test_days_as_typed(typed, order, found):
    assert read_day(typed, order, TODAY) == found


@pytest.mark.parametrize(("typed", "found"), [
    ("today 15:00", dt.datetime(2026, 5, 29, 13, tzinfo=dt.UTC)),
    ("15:00", dt.datetime(2026, 5, 29, 13, tzinfo=dt.UTC)),
    ("03.02.26 2pm", dt.datetime(2026, 2, 3, 13, tzinfo=dt.UTC)),
    ("2026-05-04 at 09:30", dt.datetime(2026, 5, 4, 7, 30, tzinfo=dt.UTC)),
    ("2026-05-04T09:30:00+00:00", dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)),
    ("now", dt.datetime(2026, 5, 29, 10, 7, tzinfo=dt.UTC)),
    ("03.02.26", dt.date(2026, 2, 3)),
    ("yesterday", dt.date(2026, 5, 28)),
])  # fmt: skip
def test_moments_as_typed(typed, found):
    assert read_when(typed, "dmy", NOW, "Europe/Berlin") == found


@pytest.mark.parametrize("typed", ["soon", "25:00", "2026-03-29 02:30", "31.02.2026 10:00", "", "2026-10-25 02:30"])
def test_what_is_no_moment_is_said(typed):
    with pytest.raises(InputError):
        read_when(typed, "dmy", NOW, "Europe/Berlin")
