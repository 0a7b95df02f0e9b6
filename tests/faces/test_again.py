"""The same again, templates and recurring entries on the pages: one tap, asked where it is in doubt, taken back."""

import datetime as dt

import pytest

from tests.faces.conftest import AS_OF, clock, shown
from tests.faces.test_today import Line
from tracker.desk import entry, repeats
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, Template, WorkSession
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.widgets.today import attention, quickline

ONE = dt.timedelta(days=1)
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@pytest.fixture
def page(open_app, tmp_path, monkeypatch):
    """A page on a ledger with one project; the day is a Saturday."""
    monkeypatch.setattr(quickline, "mount", Line().mount)
    monkeypatch.setattr(attention, "PATIENCE", 60.0)

    def start(*rows, page="today", **options):
        path = tmp_path / "made.db"
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
            entry.add(made, [Platform(platform="Outlier"), Project(platform="Outlier", project="RLHF"), *rows])
        return open_app(path, page=page, masked=None, **options)

    return start


def worked(day, minutes=7200):
    return WorkSession(platform="Outlier", project="RLHF", worked_on=day, minutes=minutes)


def template(**more):
    return Template(**{"name": "onboarding", "platform": "Outlier", "project": "RLHF", "minutes": 3600} | more)


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception, at.exception


def labels(at, start):
    return [b.label for b in at.button if (b.key or "").startswith(start)]


def logged():
    return [(s.worked_on, s.minutes) for _, s in desk().rows(WorkSession)]


@pytest.mark.parametrize("where", ["today", "log"])
def test_one_tap_repeats_the_last_entry_of_a_project(page, where):
    at = page(worked(AS_OF - 2 * ONE, 60), worked(AS_OF - ONE), page=where)
    assert labels(at, "again_") == [md("Outlier / RLHF 2 h")]
    press(at, "again_0")
    assert logged()[-1] == (AS_OF, 7200)


def test_the_same_twice_on_a_day_is_asked(page):
    at = page(worked(AS_OF))
    press(at, "again_0")
    assert len(logged()) == 1
    assert "The same is logged on that day already" in shown(at)
    press(at, "again_no")
    assert "again_question" not in str(at.main)
    press(at, "again_0")
    press(at, "again_yes")
    assert logged() == [(AS_OF, 7200)] * 2


def test_a_template_logs_in_one_tap(page):
    at = page(template())
    assert labels(at, "template_") == [md("onboarding")]
    press(at, "template_0")
    assert logged() == [(AS_OF, 3600)]


def test_recurring_entries_wait_for_an_answer(page):
    start = AS_OF - 3 * ONE
    at = page(template(repeats=WEEKDAYS, starts_on=start), worked(start, 60))
    assert "3 recurring entries wait for an answer" in shown(at)
    assert "1 min of this work is logged on that day already" in shown(at)
    assert len(logged()) == 1
    press(at, "due_out_1")
    press(at, "due_log_1")
    assert logged()[-1] == (AS_OF - ONE, 3600)
    press(at, "due_log_0")
    assert len(logged()) == 2  # asked, since something is there
    press(at, "again_yes")
    assert logged()[-1] == (start, 3600)
    assert not labels(at, "due_")


def test_all_that_wait_are_answered_at_once(page):
    at = page(template(repeats=WEEKDAYS, starts_on=AS_OF - 20 * ONE))
    assert len(labels(at, "due_log_")) == 6
    press(at, "due_log_all")
    assert len(logged()) == 15
    assert not repeats.due(desk(), AS_OF)
    entry.undo(desk())
    assert len(logged()) == 0


def test_a_template_is_made_and_removed_on_the_log(page):
    at = page(page="log")
    at.text_input(key="template_name").set_value("calls")
    at.selectbox(key="template_project").set_value(1)
    at.text_input(key="template_length").set_value("1h30")
    at.text_input(key="template_every").set_value("every mon, wed")
    at.text_input(key="template_clock").set_value("9:30")
    press(at, "template_save")
    ((row, made),) = repeats.templates(desk())
    assert (made.minutes, made.repeats, made.clock, made.starts_on) == (5400, "FREQ=WEEKLY;BYDAY=MO,WE", "09:30", AS_OF)
    assert "every week: Mon, Wed" in shown(at)
    press(at, f"template_remove_{row}")
    assert repeats.templates(desk()) == []


@pytest.mark.parametrize(("field", "text", "said"), [("every", "soon", "does not tell"), ("length", "", "")])
def test_what_cannot_be_read_is_said(page, field, text, said):
    at = page(page="log")
    at.selectbox(key="template_project").set_value(1)
    for name, value in {"name": "calls", "length": "1h", field: text}.items():
        at.text_input(key=f"template_{name}").set_value(value)
    press(at, "template_save")
    assert at.error
    assert said in shown(at)
    assert repeats.templates(desk()) == []
