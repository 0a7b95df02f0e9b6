"""When projects ran, paused and ended, with what notice, and what came of what was promised."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.analysis.ledgers import at, day, ledger, money, span
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.projects.lives import lives, notice_hours
from tracker.domain import Project, ProjectEvent

UTC = ZoneInfo("UTC")


def nova(**more):
    return Project(platform="Acme", project="Nova", agreed_rate=money(40), currency="USD", **more)


def event(kind, happened, announced=None, **more):
    when = at if "T" in happened else day
    told = None if announced is None else (at if "T" in announced else day)(announced)
    return ProjectEvent(
        platform="Acme", project="Nova", event=kind, happened_at=when(happened), announced_at=told, **more
    )


def one(*records, as_of="2026-06-30", zone="UTC", **more):
    (found,) = lives(make_basis(ledger(nova(**more), *records, zone=zone), day(as_of), None))
    return found


@pytest.mark.parametrize(("announced", "happened", "hours"), [
    (at("2026-05-01T09:00"), at("2026-05-02T12:00"), 27.0),
    (day("2026-05-01"), day("2026-05-03"), 48.0),
    (day("2026-05-01"), at("2026-05-03T12:00"), 48.0),
    (at("2026-05-02T09:00"), at("2026-05-01T09:00"), 0.0),
    (None, day("2026-05-03"), None),
])  # fmt: skip
def test_notice_is_the_hours_from_the_announcement_to_its_effect(announced, happened, hours):
    assert notice_hours(announced, happened, UTC) == hours


def test_a_project_without_events_and_work_has_not_begun():
    found = one()
    assert (found.state, found.started, found.days, found.stretches) == ("offered", None, None, ())


def test_it_runs_pauses_resumes_and_ends():
    found = one(
        event("started", "2026-01-05"), event("paused", "2026-02-02"), event("resumed", "2026-02-16"),
        event("cancelled", "2026-03-02", "2026-03-01"),
    )  # fmt: skip
    assert [(str(s.first), str(s.last), s.paused) for s in found.stretches] == [
        ("2026-01-05", "2026-02-01", False), ("2026-02-02", "2026-02-15", True), ("2026-02-16", "2026-03-02", False),
    ]  # fmt: skip
    assert (found.state, found.end.event, found.end.notice) == ("ended", "cancelled", 24.0)
    assert found.days == 57


def test_without_a_start_it_begins_with_its_first_work():
    found = one(span("2026-02-03T09:00", "2026-02-03T11:00", project="Nova"), as_of="2026-02-10")
    assert (found.state, found.started, found.last_worked, found.days) == (
        "running", day("2026-02-03"), day("2026-02-03"), 8,
    )  # fmt: skip


def test_what_is_announced_for_later_lies_ahead():
    found = one(event("started", "2026-01-05"), event("cancelled", "2026-07-10", "2026-06-29"))
    assert found.state == "running"
    assert [e.event for e in found.ahead] == ["cancelled"]
    assert found.ahead[0].notice == 264.0


def test_an_event_counts_on_the_home_zones_day():
    found = one(event("started", "2026-01-05T23:30"), zone="Asia/Manila")
    assert found.started == day("2026-01-06")


def test_rates_hold_from_their_events_on():
    found = one(event("started", "2026-01-05"), event("rate_changed", "2026-02-01", rate=money(30)))
    assert [(r.since, r.rate) for r in found.rates] == [(None, money(40)), (day("2026-02-01"), money(30))]


def test_promised_and_delivered():
    work = [
        span(f"2026-01-{d:02d}T09:00", f"2026-01-{d:02d}T14:00", project="Nova")
        for d in (5, 7, 12, 14)
    ]  # fmt: skip
    found = one(
        event("started", "2026-01-05"), event("completed", "2026-01-18"), *work,
        promised_weekly_hours=Decimal(20), promised_until=day("2026-03-31"),
    )  # fmt: skip
    assert (found.hours, found.weekly_hours, found.promised_weekly) == (20.0, 10.0, 20.0)
    assert (found.earned, found.hourly) == (money(800), money(40))
    assert (found.promised_until - found.end.day).days == 72


def test_a_successor_is_known_from_both_sides():
    second = Project(platform="Acme", project="Nova Two", successor_of="Nova")
    frames = ledger(nova(), second)
    by_name = {x.project: x for x in lives(make_basis(frames, dt.date(2026, 5, 1), None))}
    assert by_name["Nova"].successor == "Nova Two"
    assert by_name["Nova Two"].successor_of == "Nova"
