"""The timer on Today: one click each, seen by every window, never booked in silence when it was forgotten."""

import datetime as dt

import pytest

from tests.faces.conftest import AS_OF, by_label, shown
from tests.faces.test_today import Line, ledger
from tracker.desk import timer
from tracker.domain import Project, WorkSession
from tracker.widgets.served import desk
from tracker.widgets.today import attention, idle, quickline

ONE = dt.timedelta(days=1)


@pytest.fixture
def today(open_app, monkeypatch, tmp_path):
    """The page, and a clock that a test moves."""
    monkeypatch.setattr(quickline, "mount", Line().mount)
    monkeypatch.setattr(attention, "PATIENCE", 60.0)
    other = Project(platform="Mercor", project="Ridge")
    at = open_app(ledger(tmp_path / "some.db", other), page="today")
    at.at = dt.datetime.combine(AS_OF, dt.time(9), dt.UTC)
    desk().clock = lambda: at.at
    at.run()
    return at


def press(at, name):
    by_label(at.button, name).click().run()
    assert not at.exception, at.exception
    return at


def sessions():
    return [s for _, s in desk().rows(WorkSession) if s.started_at]


def later(at, **passed):
    at.at += dt.timedelta(**passed)
    at.run()


def test_start_and_stop_in_one_click_each(today):
    press(today, "Mercor · Nova")
    assert (timer.running(desk()).platform, timer.running(desk()).project) == ("Mercor", "Nova")
    later(today, hours=1, minutes=12)
    assert "Running: Mercor · Nova, 1 h 12 min" in shown(today)
    press(today, "Stop")
    (kept,) = sessions()
    assert kept.ended_at - kept.started_at == dt.timedelta(hours=1, minutes=12)
    assert "Mercor · Nova · 1 h 12 min · Sat, Oct 31, 2026, 9:00 AM to 10:12 AM · by the timer" in shown(today).replace(
        "\u202f", " "
    )
    assert timer.running(desk()) is None


def test_a_pause_is_not_worked(today):
    press(today, "Mercor · Nova")
    later(today, hours=1)
    press(today, "Pause")
    later(today, hours=2)
    assert "Paused: Mercor · Nova, 1 h" in shown(today)
    press(today, "Go on")
    later(today, minutes=30)
    press(today, "Stop")
    assert sessions()[0].minutes == 5400


def test_switching_keeps_the_first_and_starts_the_second(today):
    press(today, "Mercor · Nova")
    later(today, hours=1)
    press(today, "Mercor · Ridge")
    assert sessions()[0].project == "Nova"
    assert timer.running(desk()).project == "Ridge"


def test_stopping_is_undone(today):
    press(today, "Mercor · Nova")
    later(today, hours=1)
    press(today, "Stop")
    press(today, "Undo")
    assert sessions() == []
    assert "Running: Mercor · Nova" in shown(today)


def test_what_another_window_did_is_seen(today):
    timer.start(desk(), "Mercor", "Ridge")
    today.run()
    assert "Running: Mercor · Ridge" in shown(today)
    timer.stop(desk())
    today.run()
    assert "Start the timer:" in shown(today)


def test_a_forgotten_timer_is_asked_about(today):
    press(today, "Mercor · Nova")
    later(today, hours=14)
    assert "has been running since Sat, Oct 31, 2026" in shown(today)
    assert "Nothing is booked until you enter when you stopped" in shown(today)
    assert "Stop" not in [b.label for b in today.button]
    by_label(today.text_input, "You stopped at").set_value("11:30").run()
    press(today, "Keep it")
    (kept,) = sessions()
    assert kept.ended_at - kept.started_at == dt.timedelta(hours=2, minutes=30)


def test_a_night_of_work_is_kept_when_it_was_one(today):
    today.at += dt.timedelta(hours=13)
    press(today, "Mercor · Nova")
    later(today, hours=4)
    press(today, "I stopped just now")
    assert sessions()[0].ended_at - sessions()[0].started_at == dt.timedelta(hours=4)


def test_an_end_that_makes_a_very_long_session_is_asked_about_once_more(today):
    press(today, "Mercor · Nova")  # at 9:00
    later(today, hours=24)
    today.text_input(key="stopped_at").set_value("5:30").run()  # meant in the afternoon
    press(today, "Keep it")
    assert not sessions()
    assert "That is 20 h 30 min, until Nov 1, 2026, 5:30:00 AM" in shown(today).replace("\u202f", " ")
    today.text_input(key="stopped_at").set_value("17:30").run()
    press(today, "Keep it")
    (kept,) = sessions()
    assert kept.ended_at - kept.started_at == dt.timedelta(hours=8, minutes=30)


def test_a_very_long_session_is_kept_if_it_was_so(today):
    press(today, "Mercor · Nova")
    later(today, hours=24)
    press(today, "I stopped just now")
    assert not sessions()
    press(today, "I stopped just now")
    (kept,) = sessions()
    assert kept.ended_at - kept.started_at == ONE


def test_a_forgotten_timer_is_thrown_away(today):
    press(today, "Mercor · Nova")
    later(today, hours=30)
    press(today, "Throw it away")
    assert (timer.running(desk()), sessions()) == (None, [])


@pytest.mark.parametrize("typed", ["", "soon", "25:00"])
def test_an_end_that_cannot_be_read_keeps_nothing(today, typed):
    press(today, "Mercor · Nova")
    later(today, hours=14)
    by_label(today.text_input, "You stopped at").set_value(typed).run()
    press(today, "Keep it")
    assert today.error
    assert sessions() == []
    assert timer.running(desk()) is not None


# --- a while in which nothing was pressed ---------------------------------------------------------------


class Page:
    """The browser's side of the question: what it was told, and what it answers next."""

    def __init__(self):
        self.told, self.answers = {}, {}

    def mount(self, data):
        self.told = data
        answers, self.answers = self.answers, {}
        return answers

    def answer(self, at, what, first, last):
        self.answers = {
            "timer": self.told["timer"], "answer": what, "first": first.isoformat(), "last": last.isoformat()
        }  # fmt: skip
        at.run()
        assert not at.exception, at.exception


@pytest.fixture
def away(monkeypatch):
    page = Page()
    monkeypatch.setattr(idle, "mount", page.mount)
    return page


def test_a_while_away_is_taken_off_once_and_put_back(today, away):
    press(today, "Mercor · Nova")
    start = today.at
    later(today, hours=1)
    assert away.told["after"] == 1200
    away.answer(today, "off", start + dt.timedelta(minutes=10), start + dt.timedelta(minutes=45))
    running = timer.running(desk())
    assert running.worked(today.at) == 25 * 60
    assert running.paused_at is None
    away.answer(today, "off", start, start + dt.timedelta(minutes=5))  # it is asked once
    assert timer.running(desk()).worked(today.at) == 25 * 60
    today.button(key="idle_undo").click().run()
    assert timer.running(desk()).worked(today.at) == 3600


def test_who_worked_is_not_asked_again(today, away):
    press(today, "Mercor · Nova")
    start = today.at
    later(today, hours=1)
    away.answer(today, "worked", start, today.at)
    assert timer.running(desk()).worked(today.at) == 3600
    today.run()
    assert away.told["asked"]


def test_no_more_is_taken_off_than_ran(today, away):
    press(today, "Mercor · Nova")
    later(today, minutes=30)
    away.answer(today, "off", today.at - dt.timedelta(hours=2), today.at + dt.timedelta(hours=1))
    assert timer.running(desk()).worked(today.at) == 0


def test_nothing_is_asked_while_no_timer_runs(today, away):
    assert away.told == {}
    press(today, "Mercor · Nova")
    assert away.told
    press(today, "Pause")
    away.told = {}
    today.run()
    assert away.told == {}
