"""Templates, the same again and recurring entries: nothing is stored unseen, a missed day stays a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.desk import entry, repeats
from tracker.desk.session import Desk
from tracker.domain import Settings, Template, TemplateDay, WorkSession
from tracker.editing import repeats as core
from tracker.editing.calendar import Doubt
from tracker.errors import InputError, Invalid, NotFound, Refused
from tracker.units import DAY
from tracker.words.repeats import parse_repeats, rule_days

NOW = dt.datetime(2026, 5, 7, 12, tzinfo=dt.UTC)
MONDAY, THURSDAY = dt.date(2026, 5, 4), dt.date(2026, 5, 7)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "tracker.db", who="test", clock=lambda: NOW) as opened:
        entry.save_settings(opened, Settings(home_currency="EUR", time_zone="Europe/Berlin"))
        yield opened


def template(**more: Any) -> Template:
    values: dict[str, Any] = {
        "name": "onboarding", "platform": "Outlier", "project": "RLHF", "activity": "onboarding", "minutes": 7200,
        "repeats": parse_repeats("every weekday"), "starts_on": MONDAY,
    }  # fmt: skip
    return Template(**values | more)


def days(desk: Desk, today: dt.date = THURSDAY) -> list[int]:
    return [d.day.day for d in repeats.due(desk, today)]


# --- rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
     ("every day", "FREQ=DAILY"), ("every 3 days", "FREQ=DAILY;INTERVAL=3"), ("Mondays", "FREQ=WEEKLY;BYDAY=MO"),
     ("every tue and thu", "FREQ=WEEKLY;BYDAY=TU,TH"), ("every 2 weeks on fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
     ("every month 15", "FREQ=MONTHLY;BYMONTHDAY=15"),
     ("every 2 months last", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1")],
)  # fmt: skip
def test_a_rule_is_read_as_people_say_it(text: str, rule: str) -> None:
    assert parse_repeats(text) == rule
    template(repeats=rule)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "every", "every week", "every 0 days", "every month", "every month 32", "every mo", "every frog",
     "every 2 weekdays", "every day mon", "mon x"],
)  # fmt: skip
def test_what_names_no_days_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_repeats(text)
    assert refused.value.code == "bad_rule"


def test_the_days_of_a_rule_by_hand() -> None:
    def of(text: str, start: dt.date, last: dt.date) -> list[str]:
        return [d.isoformat()[5:] for d in rule_days(parse_repeats(text), start, last)]

    assert of("every weekday", THURSDAY, dt.date(2026, 5, 12)) == ["05-07", "05-08", "05-11", "05-12"]
    assert of("every 2 weeks mon, fri", dt.date(2026, 5, 6), dt.date(2026, 5, 22)) == ["05-08", "05-18", "05-22"]
    assert of("every month 31", dt.date(2026, 1, 31), dt.date(2026, 4, 30)) == ["01-31", "02-28", "03-31", "04-30"]
    assert of("every month last", dt.date(2028, 2, 1), dt.date(2028, 3, 31)) == ["02-29", "03-31"]
    assert of("every 2 months 30", dt.date(2026, 1, 1), dt.date(2026, 5, 31)) == ["01-30", "03-30", "05-30"]


@given(
    days=some.sets(some.integers(0, 6), min_size=1),
    every=some.integers(1, 4),
    start=some.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    long=some.integers(0, 90),
)
def test_a_weekly_rule_counts_weeks_from_that_of_its_first_day(
    days: set[int], every: int, start: dt.date, long: int
) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    rule = parse_repeats(f"every {every} weeks {' '.join(names[d] for d in days)}")
    first = start - start.weekday() * DAY
    naive = [
        day for n in range(long + 1)
        if (day := start + n * DAY).weekday() in days and (day - first).days // 7 % every == 0
    ]  # fmt: skip
    assert list(rule_days(rule, start, start + long * DAY)) == naive


@pytest.mark.parametrize(
    "wrong",
    [{"repeats": "every day"}, {"repeats": "FREQ=WEEKLY;COUNT=3"}, {"clock": "25:00"}, {"starts_on": None},
     {"ends_on": MONDAY - DAY}, {"minutes": 0}],
)  # fmt: skip
def test_a_template_that_cannot_be_followed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        template(**wrong)


# --- recurring entries ----------------------------------------------------------------------------------


def test_days_are_due_until_they_are_answered_and_nothing_is_stored_before(desk: Desk) -> None:
    repeats.save(desk, template())
    assert days(desk) == [4, 5, 6, 7]
    assert desk.rows(WorkSession) == []
    waiting = repeats.due(desk, THURSDAY)
    repeats.leave_out(desk, [waiting[1]])
    done = repeats.confirm(desk, [waiting[3]])
    assert days(desk) == [4, 6]  # a missed one stays a question
    ((_, session),) = desk.rows(WorkSession)
    assert (session.worked_on, session.minutes, session.activity) == (THURSDAY, 7200, "onboarding")
    assert session.evidence == "typed"
    assert done.counts == {"work_sessions": 1, "template_days": 1}
    entry.undo(desk, done.id)
    assert days(desk) == [4, 6, 7]
    assert desk.rows(WorkSession) == []


def test_a_rule_ends(desk: Desk) -> None:
    repeats.save(desk, template(ends_on=dt.date(2026, 5, 5)))
    assert days(desk) == [4, 5]
    assert days(desk, dt.date(2027, 1, 1)) == [4, 5]


def test_a_template_by_hand_is_never_due(desk: Desk) -> None:
    repeats.save(desk, template(repeats=None, starts_on=None))
    assert days(desk) == []


def test_what_is_logged_on_the_day_is_shown_with_the_question(desk: Desk) -> None:
    repeats.save(desk, template())
    same = WorkSession(platform="Outlier", project="RLHF", activity="onboarding", worked_on=MONDAY, minutes=3600)
    other = WorkSession(platform="Outlier", project="RLHF", worked_on=MONDAY, minutes=60)
    entry.add(desk, [same, other])
    first, second, *_ = repeats.due(desk, THURSDAY)
    assert [s.minutes for s in first.there] == [3600]
    assert second.there == ()
    assert repeats.odd(desk, first).twice
    assert not repeats.odd(desk, second).twice


def test_a_day_is_answered_once(desk: Desk) -> None:
    repeats.save(desk, template())
    first = repeats.due(desk, THURSDAY)[:1]
    repeats.confirm(desk, first)
    with pytest.raises(Refused):
        repeats.confirm(desk, first)
    assert len(desk.rows(WorkSession)) == 1


def test_a_clock_time_is_kept_through_a_change_of_the_clocks(desk: Desk) -> None:
    weekly = template(clock="22:00", minutes=8 * 3600)
    night = core.session_of(weekly, dt.date(2026, 10, 24), "Europe/Berlin")
    assert night.started_at is not None
    assert night.ended_at is not None
    assert night.ended_at - night.started_at == dt.timedelta(hours=8)
    assert night.started_at == dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC)
    with pytest.raises(InputError) as asked:
        core.session_of(template(clock="02:30"), dt.date(2026, 10, 25), "Europe/Berlin")
    assert asked.value.code == "repeated_hour"


def test_what_overlaps_or_is_to_come_is_a_question(desk: Desk) -> None:
    repeats.save(desk, template(clock="23:00"))
    *_, today = repeats.due(desk, THURSDAY)
    assert [q.doubt for q in repeats.odd(desk, today).questions] == [Doubt.TO_COME]


def test_a_template_is_replaced_and_taken_away_with_its_answers(desk: Desk) -> None:
    repeats.save(desk, template())
    repeats.confirm(desk, repeats.due(desk, THURSDAY)[:1])
    repeats.save(desk, template(minutes=3600))
    assert [t.minutes for _, t in repeats.templates(desk)] == [3600]
    assert days(desk) == [5, 6, 7]
    removed = repeats.remove(desk, "Onboarding")
    assert desk.rows(Template) == desk.rows(TemplateDay) == []
    assert len(desk.rows(WorkSession)) == 1
    assert removed is not None
    entry.undo(desk, removed.id)
    assert days(desk) == [5, 6, 7]
    with pytest.raises(NotFound):
        repeats.remove(desk, "nothing like it")


# --- the same again -------------------------------------------------------------------------------------


def test_the_last_entry_of_each_work_is_offered_newest_first(desk: Desk) -> None:
    for n, (project, minutes) in enumerate([("A", 60), ("B", 120), ("A", 180)]):
        entry.add(desk, [WorkSession(platform="Outlier", project=project, worked_on=MONDAY + n * DAY, minutes=minutes)])
    assert [(s.project, s.minutes) for s in repeats.recent(desk, THURSDAY)] == [("A", 180), ("B", 120)]


def test_the_same_again_is_as_long_without_what_was_paid_or_done() -> None:
    start = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
    session = WorkSession(
        platform="Outlier", project="A", started_at=start, ended_at=start + dt.timedelta(hours=3), minutes=9000,
        tasks=7, amount=10_000, currency="USD", status="pending", evidence="file", note="n", source="toggl",
        source_id="1",
    )  # fmt: skip
    made = core.again(session, THURSDAY)
    assert made == WorkSession(platform="Outlier", project="A", worked_on=THURSDAY, minutes=9000, note="n")


def test_the_same_twice_on_a_day_is_said(desk: Desk) -> None:
    made = WorkSession(platform="Outlier", project="A", worked_on=THURSDAY, minutes=3600)
    assert not repeats.looked_at(desk, made).twice
    entry.add(desk, [made])
    assert repeats.looked_at(desk, made).twice
    assert not repeats.looked_at(desk, core.again(made, THURSDAY - DAY)).twice
