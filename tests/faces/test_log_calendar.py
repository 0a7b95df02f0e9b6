"""The calendar on the page Log: acts of the browser are done once, asked about where they are in doubt, taken back."""

import datetime as dt
from itertools import count

import pytest

from tests.faces.conftest import ROOT, clock, shown
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.widgets.log import calendar
from tracker.widgets.say import md
from tracker.widgets.served import desk

MONDAY = dt.date(2026, 10, 26)
HOURS, DAY = 60, 1440
UTC = dt.UTC


def worked(day, start, end, project="RLHF", **more):
    opens = dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(), UTC)
    ends = {"started_at": opens + dt.timedelta(hours=start), "ended_at": opens + dt.timedelta(hours=end)}
    return WorkSession(platform="Outlier", project=project, **ends, **more)


class Browser:
    """The browser's side of the calendar: what it was told last, and what it sends next."""

    def __init__(self):
        self.told, self.sends, self.numbers = {}, [], count(1)

    def mount(self, data):
        self.told = data
        sends, self.sends = self.sends, []
        return calendar.Sent(tuple(one for raw in sends if (one := calendar._read(raw))))

    def act(self, at, deed, start, end=None, row=None):
        block = next((b for b in [*self.told["blocks"], *self.told["loose"]] if b["row"] == row), {})
        self.sends.append({
            "n": next(self.numbers), "deed": deed, "row": row, "seen": block.get("seen"), "start": start, "end": end,
            "monday": self.told["monday"],
        })  # fmt: skip
        at.run()
        assert not at.exception, at.exception
        return self.told["said"]


@pytest.fixture
def browser(monkeypatch):
    made = Browser()
    monkeypatch.setattr(calendar, "mount", made.mount)
    return made


@pytest.fixture
def log(open_app, tmp_path, browser):
    """The calendar on a ledger with two projects and the given sessions; its zone is UTC."""

    def start(*sessions, zone="UTC", **address):
        path = tmp_path / "made.db"
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="USD", time_zone=zone))
            entry.add(made, [Platform(platform="Outlier"), Project(platform="Outlier", project="RLHF"), *sessions])
        return open_app(path, page="log", masked=None, show="calendar", **address)

    return start


def rows():
    return dict(desk().rows(WorkSession))


def only():
    ((row, session),) = rows().items()
    return row, session


def times(session):
    return [f"{t:%a %H:%M}" for t in (session.started_at, session.ended_at)]


def press(at, label):
    (button,) = [b for b in at.button if b.label in (label, md(label))]
    button.click().run()
    assert not at.exception, at.exception


def test_the_week_is_told_by_day_and_hour(log, browser):
    log(worked(0, 22, 25), WorkSession(platform="Outlier", worked_on=MONDAY, minutes=3600))
    told = browser.told
    assert [(b["day"], b["first"], b["last"], b["time"]) for b in told["blocks"]] == [
        (0, 1320, 1440, "22:00–01:00"), (1, 0, 60, "22:00–01:00"),
    ]  # fmt: skip
    assert {(b["start"], b["end"]) for b in told["blocks"]} == {(1320, 1500)}
    assert [(x["day"], x["time"], x["length"]) for x in told["loose"]] == [(0, "1 h", 60)]
    assert told["days"][0]["total"] == "4 h"
    assert [d["today"] for d in told["days"]].index(True) == 5


def test_a_block_is_moved_once_and_taken_back(log, browser):
    at = log(worked(0, 9, 11))
    row, _ = only()
    before = desk().version
    said = browser.act(at, "move", DAY + 14 * HOURS, row=row)
    assert times(only()[1]) == ["Tue 14:00", "Tue 16:00"]
    assert said == "Outlier / RLHF: Oct 26, 2026 → Oct 27, 2026; 09:00–11:00 → 14:00–16:00."
    assert desk().version == before + 1
    at.run()
    assert desk().version == before + 1
    at.button(key="log_undo").click().run()
    assert times(only()[1]) == ["Mon 09:00", "Mon 11:00"]


def test_an_edge_is_stretched_over_midnight(log, browser):
    at = log(worked(0, 22, 23))
    row, _ = only()
    browser.act(at, "end", 22 * HOURS, DAY + 90, row=row)
    assert times(only()[1]) == ["Mon 22:00", "Tue 01:30"]
    browser.act(at, "start", 21 * HOURS, row=row)
    assert times(only()[1]) == ["Mon 21:00", "Tue 01:30"]


def test_what_overlaps_is_asked_and_stored_only_then(log, browser):
    at = log(worked(0, 9, 11), worked(0, 13, 14))
    row = min(rows())
    browser.act(at, "move", 13 * HOURS + 30, row=row)
    assert times(rows()[row]) == ["Mon 09:00", "Mon 11:00"]
    assert "30 min at the same time" in shown(at)
    press(at, "Leave it as it was")
    assert "at the same time" not in shown(at)
    browser.act(at, "move", 13 * HOURS + 30, row=row)
    press(at, "Store it so")
    assert times(rows()[row]) == ["Mon 13:30", "Mon 15:30"]


def test_a_new_block_is_asked_for_its_project(log, browser):
    at = log()
    browser.act(at, "add", 10 * HOURS, 11 * HOURS + 15)
    assert "What did you do on Mon, Oct 26, 10:00–11:15?" in shown(at)
    assert rows() == {}
    press(at, "Outlier / RLHF")
    assert times(only()[1]) == ["Mon 10:00", "Mon 11:15"]
    assert only()[1].evidence == "typed"


def test_a_time_that_was_twice_is_asked(log, browser):
    at = log(worked(-3, 9, 10), zone="Europe/Berlin", week="2026-10-19")
    row, _ = only()
    browser.act(at, "move", 6 * DAY + 150, row=row)
    assert "02:30 was twice" in shown(at)
    press(at, "The second of the two")
    assert only()[1].started_at == dt.datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_hours_without_a_clock_are_put_on_one_and_on_another_day(log, browser):
    at = log(WorkSession(platform="Outlier", worked_on=MONDAY, minutes=5400))
    row, _ = only()
    browser.act(at, "day", 2 * DAY, row=row)
    assert only()[1].worked_on == MONDAY + dt.timedelta(days=2)
    browser.act(at, "move", 2 * DAY + 9 * HOURS, row=row)
    assert times(only()[1]) == ["Wed 09:00", "Wed 10:30"]


def test_a_session_that_another_window_changed_is_left_alone(log, browser):
    at = log(worked(0, 9, 11))
    row, _ = only()
    entry.change(desk(), [("work_sessions", row, worked(0, 8, 11))])
    browser.act(at, "move", DAY, row=row)
    assert times(only()[1]) == ["Mon 08:00", "Mon 11:00"]
    assert "changed by another window" in shown(at)


def test_what_no_calendar_would_send_is_passed_over(log, browser):
    at = log(worked(0, 9, 11))
    version = desk().version
    for wrong in ({}, {"n": 1, "deed": "burn"}, {"n": 2, "deed": "move", "monday": "soon", "start": 1}):
        browser.sends.append(wrong)
        at.run()
        assert not at.exception
    assert desk().version == version


def test_all_of_it_can_be_typed(log, browser):
    at = log()

    def type_in(row, *fields):
        at.selectbox(key=f"calendar_row_{desk().version}").set_value(row).run()
        for name, text in zip(("day", "from", "to"), fields, strict=True):
            at.text_input(key=f"calendar_{name}_{desk().version}_{row}").set_value(text)
        press(at, "Store it")

    type_in(-1, "2026-10-27", "22:00", "00:30")
    press(at, "Outlier / RLHF")
    row, made = only()
    assert times(made) == ["Tue 22:00", "Wed 00:30"]
    type_in(row, "2026-10-28", "22:00", "00:30")
    assert times(only()[1]) == ["Wed 22:00", "Thu 00:30"]
    type_in(row, "2026-10-28", "21:00", "23:00")
    assert times(only()[1]) == ["Wed 21:00", "Wed 23:00"]
    type_in(row, "2026-10-28", "soon", "23:00")
    assert "“soon”" in shown(at) or "'soon'" in shown(at)


def test_the_component_is_made_of_files_that_set_texts_only():
    script = (ROOT / "static/calendar/week.js").read_text("utf-8")
    assert "innerHTML" not in script
    assert "<script" not in (ROOT / "static/calendar/week.html").read_text("utf-8")
