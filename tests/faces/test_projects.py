"""Projects, as a page: the picture of their lives, one in full, what happens to it recorded and taken back."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.faces.conftest import AS_OF, by_label, clock, shown, texts
from tests.faces.test_make import HOSTILE
from tests.faces.test_payments import field, press, table, undo
from tracker.analysis.results.projects import Offer
from tracker.desk import entry, terms
from tracker.desk import projects as use
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.projects import overview, stops
from tracker.views.projects import picture as chart
from tracker.widgets.say import md
from tracker.widgets.served import desk

US = Reader.of("en-US", "EUR")


@pytest.fixture
def own(tmp_path):
    """One project that runs since August, one that was paused for good."""

    def make(platform="Larkspur", project="Nova"):
        path = tmp_path / "own.db"
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="EUR", time_zone="UTC"))
            entry.add(made, [
                Platform(platform=platform, currency="EUR"),
                Project(platform=platform, project=project, alias="Blue", agreed_rate=to_units(30),
                        promised_weekly_hours=Decimal(20), promised_until=dt.date(2026, 12, 31)),
                Project(platform=platform, project=f"{project} 2", alias="Red"),
                ProjectEvent(platform=platform, project=project, event="started", happened_at=dt.date(2026, 8, 3)),
                ProjectEvent(platform=platform, project=f"{project} 2", event="started",
                             happened_at=dt.date(2026, 9, 7)),
                ProjectEvent(platform=platform, project=f"{project} 2", event="paused",
                             happened_at=dt.date(2026, 10, 5)),
                WorkSession(platform=platform, project=project, worked_on=dt.date(2026, 10, 14), minutes=6 * 3600),
            ])  # fmt: skip
        return path

    return make


def row_of(name):
    return next(row for row, p in desk().rows(Project) if p.project == name)


def open_project(open_app, path, name="Nova", **more):
    with Desk.open(path, who="test", clock=clock) as made:
        row = next(r for r, p in made.rows(Project) if p.project == name)
    return open_app(path, page="projects", project=str(row), **more)


def happened(at, what):
    control = next(c for c in at.segmented_control if c.label == "What happened")
    control.set_value(what).run()
    assert not at.exception, at.exception


def agree(at, typed):
    field(at, "Agreed").set_value(typed).run()
    assert not at.exception, at.exception


def buttons(at):
    return [b.label.replace("\\", "") for b in at.button]


def test_a_new_rate_of_logged_work_is_asked_about_with_its_effect(open_app, own):
    at = open_project(open_app, own())
    agree(at, "35")
    said = shown(at)
    assert "Was this rate always so, or does it hold from a day on?" in said
    assert "If it was always so: 6\xa0h in 1 session earn €210.00 instead of €180.00." in said
    assert "nothing that is logged earns anything else" in said
    assert "Save" not in buttons(at)
    assert desk().rows(Project)[0][1].agreed_rate == to_units(30)
    press(at, "It was always so")
    assert desk().rows(Project)[0][1].agreed_rate == to_units(35)


def test_a_new_rate_from_a_day_on_is_a_change_of_that_day(open_app, own):
    at = open_project(open_app, own())
    agree(at, "35")
    field(at, "The day from which it holds").set_value("10/14/2026").run()
    assert "If it holds from Oct 14, 2026 on: 6\xa0h in 1 session earn €210.00" in shown(at)
    field(at, "The day from which it holds").set_value("never").run()
    assert "It was always so" not in buttons(at)
    field(at, "The day from which it holds").set_value("10/20/2026").run()
    press(at, "It holds from Oct 20, 2026 on")
    assert desk().rows(Project)[0][1].agreed_rate == to_units(30)
    events = [e for _, e in desk().rows(ProjectEvent) if e.event == "rate_changed"]
    assert [(e.happened_at, e.rate) for e in events] == [(dt.date(2026, 10, 20), to_units(35))]


def test_another_currency_has_one_answer(open_app, own):
    at = open_project(open_app, own())
    next(b for b in at.selectbox if b.label == "Currency").set_value("USD").run()
    assert "make another project for the new terms" in shown(at)
    assert "$180.00 instead of €180.00" in shown(at)
    press(at, "It was always so")
    assert desk().rows(Project)[0][1].currency == "USD"


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="projects")
    assert "No project is on record yet." in shown(at)
    assert "with what notice" in shown(at)


def test_all_projects_with_their_lives(open_app, sample_file):
    at = open_app(sample_file, page="projects")
    lives = use.lives(desk(), AS_OF)
    running = sum(1 for x in lives if x.state == "running")
    assert f"{running} of your {len(lives)} projects are running" in shown(at)
    assert "came without notice" in shown(at)
    assert len(at.get("plotly_chart")) == 1
    assert len(table(at, "How it stands")) == len(lives)


def test_a_project_in_full_stands_in_the_address(open_app, own):
    at = open_project(open_app, own())
    assert "Nova on Larkspur is running; it began on Aug 3, 2026, 90 days ago." in shown(at)
    assert list(table(at, "Announced by")["Rate"]) == ["€30.00"]
    promised = table(at, "Promised")
    assert list(promised["Promised"]) == ["20", "Dec 31, 2026", "€30.00"]
    assert list(promised["Delivered"]) == ["0.5", "still running", "€30.00"]
    assert at.query_params["project"] == str(row_of("Nova"))
    at.selectbox(key="project_row").set_value(None).run()
    assert "1 of your 2 projects are running, 1 is paused." in shown(at)
    assert "project" not in at.query_params


@pytest.mark.parametrize("asked", ["999", "x", "-1", "<img>"])
def test_an_address_without_such_a_project_shows_all(open_app, own, asked):
    at = open_app(own(), page="projects", project=asked)
    assert "of your 2 projects" in shown(at)


def test_a_cancellation_with_its_notice_in_two_clicks_and_taken_back(open_app, own):
    at = open_project(open_app, own())
    happened(at, "cancelled")
    assert field(at, "In effect from").value.startswith(f"{AS_OF.isoformat()} ")
    assert field(at, "Announced").value == field(at, "In effect from").value
    assert "= no notice at all" in shown(at)
    field(at, "Announced").set_value("").run()
    assert "Enter when it was announced" in shown(at)
    field(at, "In effect from").set_value("2026-10-30 18:00")
    field(at, "Announced").set_value("2026-10-29 16:00").run()
    assert "= 26 hours of notice" in shown(at)
    field(at, "Reason given").set_value("budget")
    press(at, "Record it")
    assert "Nova on Larkspur ended on Oct 30, 2026 after 89 days: cancelled, 26 hours' notice." in shown(at)
    assert "budget" in table(at, "Reason given").to_string()
    assert "Did its work go on under another name?" in shown(at)
    undo(at)
    assert "Nova on Larkspur is running" in shown(at)
    assert [e.event for _r, e in desk().rows(ProjectEvent, project="Nova")] == ["started"]


def test_two_clicks_record_that_it_happened_today(open_app, own):
    at = open_project(open_app, own())
    happened(at, "paused")
    press(at, "Record it")
    made = desk().rows(ProjectEvent, project="Nova")[-1][1]
    assert (made.event, made.happened_at.date()) == ("paused", AS_OF)
    assert made.announced_at == made.happened_at
    assert "Nova on Larkspur is paused" in shown(at)
    happened(at, "resumed")
    press(at, "Record it")
    assert desk().rows(ProjectEvent, project="Nova")[-1][1].event == "resumed"


def test_a_rate_change_holds_from_its_day(open_app, own):
    at = open_project(open_app, own())
    happened(at, "rate_changed")
    field(at, "New rate").set_value("24")
    field(at, "In effect from").set_value("2026-10-01")
    press(at, "Record it")
    rates = table(at, "Announced by")
    assert list(rates["From"]) == ["Aug 3, 2026", "Oct 1, 2026"]
    assert list(rates["Rate"]) == ["€30.00", "€24.00"]


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "25:00"])
def test_a_day_that_cannot_be_read_is_said(open_app, own, typed):
    at = open_project(open_app, own())
    happened(at, "cancelled")
    field(at, "In effect from").set_value(typed)
    press(at, "Record it")
    assert "In effect from" in at.error[0].value
    assert len(desk().rows(ProjectEvent, project="Nova")) == 1


def test_what_is_recorded_already_is_refused(open_app, own):
    at = open_project(open_app, own())
    for _ in range(2):
        happened(at, "rate_changed")
        press(at, "Record it")
    assert "This is recorded already." in shown(at)
    assert len(desk().rows(ProjectEvent, project="Nova")) == 2


def test_a_successor_is_linked_and_taken_back(open_app, own):
    at = open_project(open_app, own())
    happened(at, "completed")
    press(at, "Record it")
    by_label(at.selectbox, "A project you have").set_value("Nova 2").run()
    press(at, "Link it")
    assert "Its work went on as Nova 2." in shown(at)
    assert {p.project: p.successor_of for _r, p in desk().rows(Project)}["Nova 2"] == "Nova"
    undo(at)
    assert "Did its work go on under another name?" in shown(at)


def test_name_alias_and_promises_are_changed(open_app, own):
    at = open_project(open_app, own())
    field(at, "Project").set_value("Comet")
    field(at, "Name in discreet mode").set_value("Green")
    field(at, "Promised hours a week").set_value("25")
    press(at, "Save")
    made = {p.project: p for _r, p in desk().rows(Project)}["Comet"]
    assert (made.alias, made.promised_weekly_hours) == ("Green", 25)
    assert "Comet on Larkspur is running" in shown(at)


def test_an_event_is_removed(open_app, own):
    at = open_project(open_app, own(), "Nova 2")
    which = by_label(at.selectbox, "Which")
    which.set_value(desk().rows(ProjectEvent, event="paused")[0][0]).run()
    press(at, "Remove")
    assert "Nova 2 on Larkspur is running" in shown(at)
    undo(at)
    assert "Nova 2 on Larkspur is paused" in shown(at)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, own, name):
    path = own(name, name)
    at = open_app(path, page="projects")
    figure = "".join(c.proto.spec for c in at.get("plotly_chart"))
    assert "<img" not in figure
    assert any((d.value == name).any().any() for d in at.dataframe)
    at = open_project(open_app, path, name)
    for text in texts(at):
        if name in text:
            assert md(name) in text, f"not escaped: {text}"
    assert f"{' '.join(name.split())} on {' '.join(name.split())} is running" in shown(at)


def test_nothing_real_is_left_in_discreet_mode(open_app, own):
    path = own()
    for at in (open_app(path, page="projects", masked=True), open_project(open_app, path, masked=True)):
        said = shown(at) + "".join(d.value.to_string() for d in at.dataframe)
        said += "".join(c.proto.spec for c in at.get("plotly_chart"))
        assert "Nova" not in said
        assert "30.00" not in said
        assert "Blue" in said


def lives(open_app, sample_file):
    open_app(sample_file, page="projects")
    return use.lives(desk(), AS_OF)


def test_the_picture_draws_runs_pauses_and_endings(open_app, sample_file):
    view = overview.timeline(lives(open_app, sample_file), dt.date(2025, 11, 1), AS_OF, US)
    assert len(view.bars) == overview.SHOWN
    assert all(p.at >= 0 and p.length > 0 and p.at + p.length <= view.days for b in view.bars for p in b.pieces)
    assert 2 <= len(view.ticks) <= 5
    assert all(b.text in view.alt for b in view.bars)
    for dark in (False, True):
        figure = json.loads(chart.timeline(view, dark=dark).to_json())
        axes = [v for k, v in figure["layout"].items() if k.startswith(("xaxis", "yaxis"))]
        assert all(a["fixedrange"] for a in axes)
        running, paused, ends = figure["data"]
        assert paused["marker"]["pattern"]["shape"]
        assert "color" in running["marker"]
        assert len(ends["x"]) == len([b for b in view.bars if b.mark])
        notes = " ".join(n["text"] for n in figure["layout"]["annotations"])
        assert "without notice" in notes


def test_what_was_written_is_said_without_names_in_discreet_mode(open_app, own):
    at = open_project(open_app, own(), masked=True)
    happened(at, "paused")
    press(at, "Record it")
    said = shown(at)
    assert "Blue on Larkspur is paused" in said
    assert "Nova" not in said


def test_a_stop_is_recorded_in_two_clicks_from_the_list(open_app, own):
    at = open_app(own(), page="projects")
    row = row_of("Nova")
    at.button(key=f"stop_{row}_cancelled").click().run()
    assert "Nova was cancelled, as of now and announced just now." in shown(at)
    assert "= no notice at all" in shown(at)
    press(at, "Record it")
    made = desk().rows(ProjectEvent, project="Nova")[-1][1]
    assert (made.event, made.happened_at.date(), made.announced_at) == ("cancelled", AS_OF, made.happened_at)
    assert "0 of your 2 projects are running, 1 is paused." in shown(at)
    assert not [b for b in at.button if b.label == "Record it"]
    undo(at)
    assert "1 of your 2 projects are running, 1 is paused." in shown(at)
    assert not [b for b in at.button if b.label == "Record it"]


def test_another_announcement_gives_its_notice_at_once(open_app, own):
    at = open_app(own(), page="projects")
    at.button(key=f"stop_{row_of('Nova')}_paused").click().run()
    field(at, "In effect from").set_value("2026-10-30 18:00")
    field(at, "Announced").set_value("2026-10-29 16:00").run()
    assert "= 26 hours of notice" in shown(at)
    by_label(at.button, "Not now").click().run()
    assert not [b for b in at.button if b.label == "Record it"]
    assert len(desk().rows(ProjectEvent, project="Nova")) == 1


def test_a_paused_project_goes_on(open_app, own):
    at = open_app(own(), page="projects")
    at.button(key=f"stop_{row_of('Nova 2')}_resumed").click().run()
    press(at, "Record it")
    assert desk().rows(ProjectEvent, project="Nova 2")[-1][1].event == "resumed"
    assert "2 of your 2 projects are running." in shown(at)


@pytest.fixture
def followed(own):
    """Nova was cancelled in August; a project of the same role began a week later."""
    path = own()
    with Desk.open(path, who="test", clock=clock) as made:
        for name in ("Nova", "Nova 2"):
            ((_row, p),) = made.rows(Project, project=name)
            terms.save(made, replace(p, role="Review"))
        entry.add(
            made,
            [ProjectEvent(platform="Larkspur", project="Nova", event="cancelled", happened_at=dt.date(2026, 8, 31))],
        )
    return path


def test_a_similar_project_after_an_ended_one_is_offered_as_its_successor(open_app, followed):
    at = open_app(followed, page="projects")
    assert "Nova 2 on Larkspur began on Sep 7, 2026, 7 days after Nova ended. Is it the same work?" in shown(at)
    press(at, "Yes, link them")
    assert {p.project: p.successor_of for _r, p in desk().rows(Project)}["Nova 2"] == "Nova"
    assert "Is it the same work?" not in shown(at)
    undo(at)
    assert "Is it the same work?" in shown(at)


@pytest.mark.parametrize(("ended", "folded"), [(dt.date(2026, 8, 31), 1), (dt.date(2026, 10, 1), 0)])
def test_what_lies_back_is_folded_away(ended, folded):
    offer = Offer("Larkspur", "Nova", ended, "Nova 2", ended + dt.timedelta(days=7), 3)
    lately, earlier = stops.by_age([offer], AS_OF)
    assert (len(lately), len(earlier)) == (1 - folded, folded)


def test_an_offer_is_waved_away(open_app, followed):
    at = open_app(followed, page="projects")
    by_label(at.button, "No").click().run()
    assert "Is it the same work?" not in shown(at)
    assert {p.project: p.successor_of for _r, p in desk().rows(Project)}["Nova 2"] is None


def test_an_offer_goes_by_aliases_in_discreet_mode(open_app, followed):
    at = open_app(followed, page="projects", masked=True)
    assert "Red on Larkspur began on" in shown(at)
    assert "Nova" not in shown(at)
