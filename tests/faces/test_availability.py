"""Availability, as a page: the calendar, gaps with cause and cost, what is declared, looked and taken back."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from tests.faces.conftest import AS_OF, by_label, clock, shown, texts, unfolded
from tests.faces.test_make import HOSTILE
from tests.faces.test_payments import field, press, table, undo
from tracker.desk import availability as use
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Availability, Platform, Project, ProjectEvent, QueueCheck, Settings, WorkSession
from tracker.units import DAY, to_units
from tracker.views.availability import days as availability_days
from tracker.views.availability import lengths, overview
from tracker.views.availability.picture import days_calendar, lasting
from tracker.views.numbers import Reader
from tracker.widgets.say import md
from tracker.widgets.served import desk

US = Reader.of("en-US", "EUR")


@pytest.fixture
def own(tmp_path):
    """Five weeks of 40 hours on offer, every other one of them worked at 30 an hour; the project is paused in the
    second."""

    def make(platform="Larkspur", project="Nova", declared=True, weeks=5):
        path, first = tmp_path / "own.db", AS_OF - dt.timedelta(days=AS_OF.weekday() + 7 * (weeks - 1))
        rows = [
            Platform(platform=platform, currency="EUR"),
            Project(platform=platform, project=project, alias="Blue", agreed_rate=to_units(30)),
            ProjectEvent(platform=platform, project=project, event="started", happened_at=first),
            ProjectEvent(platform=platform, project=project, event="paused", happened_at=first + 7 * DAY),
            ProjectEvent(platform=platform, project=project, event="resumed", happened_at=first + 14 * DAY),
        ]
        if declared:
            rows.append(Availability(starts_on=first, kind="available", weekly_hours=Decimal(40)))
        for week in range(0, weeks, 2):
            rows += [
                WorkSession(
                    platform=platform, project=project, worked_on=first + (7 * week + d) * DAY, minutes=4 * 3600
                )
                for d in range(5)
            ]
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="EUR", time_zone="UTC"))
            entry.add(made, rows)
        return path

    return make


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="availability")
    assert "Nothing is recorded for these days yet." in shown(at)
    assert "what the gaps cost" in shown(at)
    assert "Add a platform first." in shown(at)
    assert not at.get("plotly_chart")


def test_one_sentence_says_how_much_work_was_missing(open_app, own):
    at = open_app(own(), page="availability")
    said = shown(at)
    assert "You had no work on 10 of the 25 days you were available; 2 gaps of 3 days or more" in said
    assert "cost you about €2,400." in said
    assert "30%" in said
    assert len(at.get("plotly_chart")) == 1
    assert list(table(at, "Why")["Why"]) == ["paused", "not known"]
    assert "There are 2 gaps so far: 5 days; 5 days." in said


def test_without_a_word_on_availability_nothing_is_invented(open_app, own):
    at = open_app(own(declared=False), page="availability")
    said = shown(at)
    assert "On 10 of 25 weekdays you had no work; 2 gaps of 3 days or more." in said
    assert "No availability is declared" in said
    assert "€" not in said.split("How this is worked out")[0].split("Latest changes")[0]


def test_the_full_page_and_its_caveats(open_app, sample_file):
    at = open_app(sample_file, page="availability")
    for caveat in use.gaps(desk(), AS_OF).caveats:
        assert " ".join(str(caveat.text).split()) in shown(at)
    at.segmented_control(key="minimum").set_value("1").run()
    assert not at.exception
    assert at.query_params["minimum"] == "1"
    assert len(at.get("plotly_chart")) == 2
    assert "half are over after" in shown(at)


def test_the_picture_holds_every_day_and_each_state_has_its_own_sign(open_app, own):
    open_app(own(), page="availability")
    g = use.gaps(desk(), AS_OF)
    view = availability_days.days(g, US)
    assert [m.day for m in view.marks] == [d.day for d in g.days]
    assert {m.state for m in view.marks} == {"worked", "idle", "paused", "unlisted"}
    assert "no work: 5; no work, a project was paused: 5" in view.alt
    assert view.legend.startswith("■ worked")
    for dark in (False, True):
        figure = json.loads(days_calendar.days_calendar(view, dark=dark).to_json())
        assert figure["layout"]["dragmode"] is False
        assert len(set(figure["data"][1]["marker"]["symbol"])) == 3


def test_days_are_selected_by_dragging_only_when_asked(open_app, own):
    at = open_app(own(), page="availability")
    at.toggle(key="drag_days").set_value(True).run()
    assert not at.exception
    assert json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["dragmode"] == "select"


def test_a_long_window_is_drawn_for_two_years_only():
    first = dt.date(2020, 1, 6)
    days = tuple(_day(first + i * DAY) for i in range(7 * 150))
    view = availability_days.days(_gaps(days), US)
    assert view.strips == availability_days.STRIPS
    assert view.more == "294 earlier days are not drawn."
    assert max(m.column for m in view.marks) == availability_days.WEEKS - 1


def _day(day):
    from tracker.analysis.results.gaps import DayState

    return DayState(day, "worked", 1.0, None)


def _gaps(days):
    from tracker.analysis.report import Window
    from tracker.analysis.results.gaps import Gaps

    window = Window(days[0].day, days[-1].day, len(days))
    return Gaps(days[-1].day, window, "EUR", 0, 0, None, 1.0, None, (), None, (), None, None, 3, days, ())


def test_the_curve_has_its_band_and_starts_at_all(open_app, sample_file):
    open_app(sample_file, page="availability")
    g = use.gaps(desk(), AS_OF, minimum=1)
    view = lengths.lasting(g, US)
    assert [s.day for s in view.steps] == [p.days for p in g.survival]
    figure = json.loads(lasting.lasting(view, dark=False).to_json())
    assert figure["layout"]["yaxis"]["range"] == [0, 1.04]
    assert "(between" in view.alt


def test_time_off_is_declared_changes_the_picture_and_is_taken_back(open_app, own):
    at = open_app(own(), page="availability")
    field(at, "From").set_value("2026-10-20")
    field(at, "To").set_value("2026-10-22")
    press(at, "Save")
    ((_row, _hours), (_row2, made)) = desk().rows(Availability)
    assert (made.kind, made.starts_on, made.ends_on) == ("time_off", dt.date(2026, 10, 20), dt.date(2026, 10, 22))
    assert "You had no work on 7 of the 22 days you were available; 1 gap of 3 days or more" in shown(at)
    undo(at)
    assert len(desk().rows(Availability)) == 1


def test_hours_are_declared_and_removed(open_app, own):
    at = open_app(own(declared=False), page="availability")
    field(at, "From").set_value("2026-09-28")
    field(at, "Hours a week").set_value("20.5")
    field(at, "Weekdays").set_value("mon-thu")
    press(at, "Save")
    ((row, made),) = desk().rows(Availability)
    assert (made.weekly_hours, made.weekdays) == (Decimal("20.5"), "mon-thu")
    assert "days you were available" in shown(at)
    by_label(unfolded(at).selectbox, "Remove one of these").set_value(row).run()
    press(at, "Remove")
    assert desk().rows(Availability) == []


@pytest.mark.parametrize(("label", "typed", "sentence"), [
    ("Hours a week", "", "This is needed"),
    ("Hours a week", "200", "between 0 and 168"),
    ("Weekdays", "someday", "is not a list of weekdays"),
    ("To", "2026-01-01", "This is before the first day."),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(open_app, own, label, typed, sentence):
    at = open_app(own(declared=False), page="availability")
    field(at, "Hours a week").set_value("20")
    field(at, label).set_value(typed)
    press(at, "Save")
    assert sentence in shown(at) or "weekly_hours is needed" in shown(at)
    assert desk().rows(Availability) == []


def looked(at):
    (control,) = [c for c in at.segmented_control if c.key.startswith("look_")]
    return control


def look(at, offered):
    looked(at).set_value(offered).run()
    assert not at.exception, at.exception


def test_one_tap_notes_a_look_and_undo_takes_it_back(open_app, own):
    at = open_app(own(), page="availability")
    look(at, False)
    ((_row, made),) = desk().rows(QueueCheck)
    assert (made.platform, made.outcome, made.checked_at.date()) == ("Larkspur", "nothing_offered", AS_OF)
    assert "Larkspur: Nothing offered." in shown(at)
    assert "nothing offered" in looked(at).label
    undo(at)
    assert desk().rows(QueueCheck) == []
    look(at, True)
    assert desk().rows(QueueCheck)[0][1].outcome == "offered"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, own, name):
    at = open_app(own(name, name), page="availability")
    for text in texts(at):
        if name in text:
            assert md(name) in text, f"not escaped: {text}"
    assert any((d.value == name).any().any() for d in at.dataframe)
    assert "<img" not in "".join(chart.proto.spec for chart in at.get("plotly_chart"))


def test_nothing_real_is_left_in_discreet_mode(open_app, own):
    at = open_app(own(), page="availability", masked=True)
    said = shown(at) + "".join(d.value.to_string() for d in at.dataframe)
    said += "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    for real in ("2,400", "1,200", "Nova"):
        assert real not in said
    assert "cost you about •••." in said


def test_the_views_of_nothing_hold_no_figure():
    view = overview.availability(_gaps((_day(AS_OF),)), US)
    assert "nan" not in str(view).lower()
    assert view.facts == ()
    assert lengths.lasting(_gaps((_day(AS_OF),)), US).answer == ""
