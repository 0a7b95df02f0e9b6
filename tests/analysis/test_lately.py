"""The day and the week so far: the same figures as the whole report gives for those days."""

import datetime as dt

import pytest

from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.lately import lately
from tracker.domain import Earning, Platform, Project, Settings, WorkSession
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.units import monday, to_units

HOME = Settings(home_currency="USD", time_zone="UTC")
DAY = dt.date(2026, 5, 6)  # a Wednesday
NOVA = [Platform(platform="Mercor"), Project(platform="Mercor", project="Nova", agreed_rate=to_units(40))]


def session(day, hours, **more):
    return WorkSession(platform="Mercor", project="Nova", worked_on=day, minutes=round(hours * 3600), **more)


def test_an_empty_ledger_is_zero():
    found = lately(from_records([], HOME), DAY)
    assert (found.day_hours, found.week_hours, found.day_money, found.week_money, found.n) == (0, 0, 0, 0, 0)


def test_a_day_is_part_of_its_week_and_the_week_before_is_not():
    rows = [*NOVA, session(DAY, 2), session(DAY - dt.timedelta(days=2), 1), session(DAY - dt.timedelta(days=3), 5)]
    found = lately(from_records(rows, HOME), DAY)
    assert (found.day_hours, found.week_hours, found.n) == (2.0, 3.0, 2)
    assert (found.day_money, found.week_money) == (to_units(80), to_units(120))


def test_unpaid_hours_are_hours_and_no_money():
    found = lately(from_records([*NOVA, session(DAY, 1, activity="searching")], HOME), DAY)
    assert (found.day_hours, found.day_money) == (1.0, 0)


def test_earnings_rows_count_on_their_days():
    bonus = Earning(platform="Mercor", kind="bonus", earned_from=DAY, amount=to_units(50), currency="USD")
    assert lately(from_records([*NOVA, bonus], HOME), DAY).day_money == to_units(50)


def test_money_without_a_rate_is_named():
    rows = [*NOVA, session(DAY, 1, amount=to_units(500), currency="KES")]
    found = lately(from_records(rows, HOME), DAY)
    assert (found.day_money, found.left_out) == (0, ("KES",))


@pytest.mark.parametrize("back", range(0, 60, 7))
def test_a_week_of_the_sample_is_what_the_report_says(back):
    made, day = generate(), AS_OF - dt.timedelta(days=back)
    frames = from_records(made.records, made.settings)
    found, report = lately(frames, day), build_report(frames, day, monday(day), day)
    assert found.week_hours == pytest.approx(report.hours.all)
    assert found.week_money == pytest.approx(report.money.accrued - report.money.unmatched, rel=0.03)


def test_rows_of_other_weeks_may_be_missing():
    made = generate()
    whole = lately(from_records(made.records, made.settings), AS_OF)
    first = monday(AS_OF)
    some = [r for r in made.records if not isinstance(r, WorkSession) or _lies_after(r, first)]
    assert lately(from_records(some, made.settings), AS_OF) == whole


def _lies_after(s, first):
    day = s.worked_until or s.worked_on or s.ended_at.date()
    return day >= first - dt.timedelta(days=1)
