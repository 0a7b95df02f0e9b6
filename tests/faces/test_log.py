"""Log, as a page: cells of the week and of the list are staged, shown as a diff, saved at once and taken back."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit

from tests.faces.conftest import by_label, shown
from tracker.desk import attachments, discreet, entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.editing import bulk, week
from tracker.editing.week import Line
from tracker.sample import big_ledger
from tracker.views.log import grid
from tracker.views.numbers import MASK, Reader
from tracker.widgets.log import editor
from tracker.widgets.log import grid as grid_widget
from tracker.widgets.served import desk

MONDAY = dt.date(2026, 10, 26)  # the week of the tests' present day
NASTY = "$5 *x* <img src=x> :red[y] =1+1"


def worked(day, hours=2, **more):
    base = {"platform": "Outlier", "project": "RLHF", "worked_on": MONDAY + dt.timedelta(days=day)}
    return WorkSession(**base | {"minutes": round(hours * 3600)} | more)


def timed(day, hour, hours, **more):
    start = dt.datetime(2026, 10, 26, tzinfo=dt.UTC) + dt.timedelta(days=day, hours=hour)
    return WorkSession(
        platform="Outlier", project="RLHF", started_at=start, ended_at=start + dt.timedelta(hours=hours), **more
    )


@pytest.fixture
def log(open_app):
    """The page on a small ledger: two projects, this week and the one before."""

    def start(*sessions, page="log", locale="en-US", **address):
        at = open_app(page="settings", locale=locale)
        entry.save_settings(desk(), Settings(home_currency="USD", time_zone="Europe/Berlin"))
        entry.add(desk(), [Platform(platform="Outlier"), Project(platform="Outlier", project="RLHF"),
                         Project(platform="Outlier", project="Ridge"), *sessions])  # fmt: skip
        at.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, at.exception
        return at

    return start


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception


def draft(at, monday=MONDAY):
    return at.session_state["log_weeks"][monday]


def type_week(at, cells, monday=MONDAY):
    """Type texts into cells by (row, day); sent with the next press."""
    edits = {}
    for (row, day), text in cells.items():
        edits.setdefault(row, {})[f"d{day}"] = text
    at.session_state[draft(at, monday).key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}


def type_list(at, edits):
    at.session_state[at.session_state["log_list"].key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}


def rows():
    return [s for _, s in desk().rows(WorkSession)]


def minutes():
    return {(s.worked_on.weekday(), s.activity): s.minutes for s in rows() if s.worked_on >= MONDAY}


# --- the week -------------------------------------------------------------------------------------------


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="log")
    assert "Nothing is logged yet" in shown(at)
    assert "week as a grid" in shown(at)


def test_the_week_offers_this_weeks_and_last_weeks_rows_with_totals(log):
    at = log(worked(0), worked(2, 1.5), worked(-3, 4, project="Ridge"), worked(-3, 1, activity="training"))
    table = at.dataframe[0].value
    assert list(table["line"]) == ["Outlier / Ridge", "Outlier / RLHF", "Outlier / RLHF · training", "All"]
    assert list(table["d0"]) == ["", "2 h", "", "2 h"]
    assert list(table["total"]) == ["", "3 h 30 min", "", "3 h 30 min"]
    assert "You logged 3 h 30 min on 2 days" in shown(at)
    assert "The week before: 5 h" in shown(at)


def test_cells_are_shown_as_a_diff_saved_at_once_and_taken_back(log):
    at = log(worked(0), worked(1, 1))
    operations = desk().version
    type_week(at, {(0, 0): "3h30", (0, 1): "", (0, 2): "1,5", (0, 3): "2:30", (0, 4): "45m"})
    press(at, "See what would change")
    said = shown(at)
    for line in ("Mon, Oct 26 · Outlier / RLHF: 2 h → 3 h 30 min", "Tue, Oct 27 · Outlier / RLHF: 1 h → nothing",
                 "Wed, Oct 28 · Outlier / RLHF: nothing → 1 h 30 min", "nothing → 2 h 30 min", "nothing → 45 min",
                 "The week then comes to 8 h 15 min; it was 3 h."):  # fmt: skip
        assert line in said
    assert desk().version == operations
    press(at, "Save 5 changes")
    assert desk().version == operations + 1
    assert minutes() == {(0, None): 12600, (2, None): 5400, (3, None): 9000, (4, None): 2700}
    assert "5 cells of the week are saved" in shown(at)
    assert list(at.dataframe[0].value["d0"]) == ["3 h 30 min", "3 h 30 min"]
    at.button(key="log_undo").click().run()
    assert minutes() == {(0, None): 7200, (1, None): 3600}


def test_what_leaves_no_question_is_saved_at_once_and_taken_back(log):
    at = log(worked(0), worked(1, 1))
    type_week(at, {(0, 0): "3h30"})
    press(at, "Save")
    assert minutes() == {(0, None): 12600, (1, None): 3600}
    assert "1 cell of the week is saved" in shown(at)
    at.button(key="log_undo").click().run()
    assert minutes() == {(0, None): 7200, (1, None): 3600}


@pytest.mark.parametrize("cells", [{(0, 0): "3h", (0, 1): ""}, {(0, 0): "3h", (0, 1): "soon"}, {(0, 0): "30h"}])
def test_saving_at_once_shows_what_takes_away_cannot_be_read_or_is_odd(log, cells):
    at = log(worked(0), worked(1, 1))
    type_week(at, cells)
    press(at, "Save")
    assert minutes() == {(0, None): 7200, (1, None): 3600}
    assert "Mon, Oct 26 · Outlier / RLHF" in shown(at)


def test_what_is_typed_after_the_preview_is_shown_before_it_is_saved(log):
    at = log(worked(0))
    type_week(at, {(0, 0): "3h"})
    press(at, "See what would change")
    type_week(at, {(0, 0): "3h", (0, 1): "5h"})
    press(at, "Save 1 change")
    assert len(rows()) == 1
    assert "look at the lines above once more" in shown(at)
    assert "nothing → 5 h" in shown(at)
    press(at, "Save 2 changes")
    assert len(rows()) == 2


@pytest.mark.parametrize("text", ["03.02.2026", "99", "1.234,50", "=1+1", "<img src=x>"])
def test_what_cannot_be_read_is_said_kept_and_not_stored(log, text):
    at = log(worked(0))
    type_week(at, {(0, 0): text, (0, 1): "1"})
    press(at, "See what would change")
    assert text in at.error[0].value.replace("\\", "")
    press(at, "Save 1 change")
    assert minutes() == {(0, None): 7200, (1, None): 3600}
    assert at.dataframe[0].value["d0"][0] == text
    press(at, "Discard them")
    assert at.dataframe[0].value["d0"][0] == "2 h"


def test_the_row_of_totals_takes_nothing(log):
    at = log(worked(0))
    type_week(at, {(1, 0): "9h"})
    press(at, "See what would change")
    assert "worked out from those above" in shown(at)
    assert "What saving would change" not in shown(at)


def test_a_ledger_changed_meanwhile_is_refused_and_the_edits_stay(log):
    at = log(worked(0))
    type_week(at, {(0, 1): "3h"})
    press(at, "See what would change")
    entry.add(desk(), [worked(2, 4)])
    press(at, "Save 1 change")
    assert "nothing was saved" in shown(at)
    assert list(at.dataframe[0].value.loc[0, ["d0", "d1", "d2"]]) == ["2 h", "3h", "4 h"]
    press(at, "Save 1 change")
    assert minutes() == {(0, None): 7200, (1, None): 10800, (2, None): 14400}


def test_edits_wait_while_another_week_is_looked_at(log):
    at = log(worked(0))
    type_week(at, {(0, 1): "3h"})
    press(at, "Week before")
    assert at.query_params["week"] in ("2026-10-19", ["2026-10-19"])
    assert "Typed but not saved in the weeks from: Oct 26, 2026" in shown(at)
    press(at, "Week after")
    assert at.dataframe[0].value["d1"][0] == "3h"
    assert "nothing → 3 h" in shown(at)


def test_the_week_of_the_address_is_opened(log):
    at = log(worked(-20, 5), week="2026-10-08")
    assert "Oct 5, 2026 to Oct 11, 2026" in shown(at)
    assert "You logged 5 h" in shown(at)


def test_a_cell_of_several_sessions_opens_them_in_the_list(log):
    at = log(worked(0), timed(0, 8, 1), worked(1, 1))
    assert at.dataframe[0].value["d0"][0] == "3:00 (2)"
    type_week(at, {(0, 0): "4h"})
    press(at, "See what would change")
    assert "holds 2 sessions" in shown(at)
    at.button(key=next(b.key for b in at.button if b.key.startswith("week_open"))).click().run()
    assert "2 sessions, 3 h in all" in shown(at)
    assert len(at.dataframe[0].value) == 2


def test_a_row_is_added_and_its_hours_saved(log):
    at = log(worked(0))
    by_label(at.selectbox, "Project").set_value(1)
    by_label(at.selectbox, "Activity").set_value("training")
    at.run()
    press(at, "Add the row")
    lines = list(at.dataframe[0].value["line"])
    at_row = lines.index("Outlier / Ridge · training")
    type_week(at, {(at_row, 3): "2"})
    press(at, "See what would change")
    press(at, "Save 1 change")
    assert (3, "training") in minutes()


def test_longer_than_a_day_days_to_come_and_new_overlaps_are_said(log):
    at = log(worked(0, 20), timed(3, 8, 1), worked(1, 1, project="Ridge"))
    lines = list(at.dataframe[0].value["line"])
    at_ridge = lines.index("Outlier / Ridge")
    type_week(at, {(at_ridge, 0): "6", (at_ridge, 6): "1"})
    press(at, "See what would change")
    assert "would hold 26 h" in shown(at)
    assert "still to come" in shown(at)


def test_a_longer_session_that_runs_into_another_is_said(log):
    at = log(timed(3, 8, 1), replace(timed(3, 10, 1), project="Ridge"))
    at_rlhf = list(at.dataframe[0].value["line"]).index("Outlier / RLHF")
    type_week(at, {(at_rlhf, 3): "3h"})
    press(at, "See what would change")
    assert "it ends at 12:00" in shown(at).replace("\u202f", " ")
    assert "1 h at the same time" in shown(at)


# --- the list -------------------------------------------------------------------------------------------


def test_the_list_shows_the_last_90_days_and_is_filtered(log):
    at = log(worked(0, note="Call with Ana"), worked(-10, 1, status="pending"), worked(-200, 5), show="list")
    assert "2 sessions, 3 h in all" in shown(at)
    by_label(at.text_input, "Words").set_value("ana").run()
    assert "1 session, 2 h in all" in shown(at)
    by_label(at.text_input, "Words").set_value("")
    by_label(at.selectbox, "Status").set_value("pending").run()
    assert list(at.dataframe[0].value["worked"]) == ["1 h"]
    by_label(at.selectbox, "Status").set_value("")
    by_label(at.selectbox, "Days").set_value("365").run()
    assert "3 sessions, 8 h in all" in shown(at)
    by_label(at.selectbox, "Days").set_value("own").run()
    by_label(at.text_input, "From").set_value("2026-10-26")
    by_label(at.text_input, "To").set_value("2026-10-25").run()
    assert "before the first" in shown(at)


def test_pasted_dates_and_hours_are_stored_as_shown(log):
    at = log(worked(0), show="list", locale="de-DE")
    type_list(at, {0: {"day": "03.02.2026", "worked": "3,5"}})
    press(at, "See what would change")
    assert "03.02.2026" in shown(at)
    assert "2 h → 3 h 30 min" in shown(at)
    press(at, "Save 1 change")
    assert (rows()[0].worked_on, rows()[0].minutes) == (dt.date(2026, 2, 3), 12600)


def test_several_edits_of_the_list_are_one_operation(log):
    at = log(worked(0), worked(1, 1), worked(2, 3), show="list")
    before = desk().version
    type_list(at, {0: {"note": NASTY, "status": "pending"}, 1: {"times": "9:00-10:30"}, 2: {"worked": "25:00"}})
    press(at, "See what would change")
    assert NASTY in shown(at)
    assert "no clock times → 09:00–10:30" in shown(at)
    assert "more than a day" in shown(at)
    press(at, "Save 2 changes")
    assert desk().version == before + 1
    assert {s.note for s in rows()} == {None, NASTY}
    assert at.dataframe[0].value["worked"].iloc[2] == "25:00"
    at.button(key="log_undo").click().run()
    assert {s.note for s in rows()} == {None}


def test_days_of_handing_in_and_approval_are_shown_and_typed_in_the_list(log):
    at = log(worked(0, status="pending", submitted_on=MONDAY), worked(1, 1), show="list")
    table = at.dataframe[0].value
    assert (list(table["submitted_on"]), list(table["approved_on"])) == (["", "2026-10-26"], ["", ""])
    type_list(at, {0: {"approved_on": "2026-10-25"}, 1: {"approved_on": "28 oct 2026", "submitted_on": ""}})
    press(at, "See what would change")
    assert "Oct 25, 2026 is before the work of Oct 27, 2026" in shown(at)
    assert "handed in Oct 26, 2026 → –; approved – → Oct 28, 2026" in shown(at)
    press(at, "Save 1 change")
    assert [(s.status, s.submitted_on, s.approved_on) for s in rows()] == [
        (None, None, dt.date(2026, 10, 28)), (None, None, None),
    ]  # fmt: skip
    assert at.dataframe[0].value["approved_on"].iloc[0] == "2026-10-25"
    at.button(key="log_undo").click().run()
    assert (rows()[0].status, rows()[0].submitted_on) == ("pending", MONDAY)


@pytest.mark.parametrize(
    ("step", "value", "said"),
    [
        ("project", None, "project RLHF → –"),
        ("activity", "waiting", "activity paid work → waiting"),
        ("status", "rejected", "status approved → rejected"),
        ("rate", "12,50", "rate – → 12,50\xa0$"),
        ("note", "x", "note – → “x”"),
        ("approved_on", "27.10.2026", "approved – → 27.10.2026"),
        ("submitted_on", "27.10.2026", "handed in – → 27.10.2026"),
        ("move", "-1", "26.10.2026 → 25.10.2026"),
        ("delete", None, "2 h: removed"),
        ("today", None, "new"),
    ],
)
def test_steps_are_staged_and_shown(log, step, value, said):
    at = log(worked(0), worked(1, 1), show="list", locale="de-DE")
    at.selectbox(key="step").set_value(step).run()
    if value is not None:
        of = at.selectbox if step in ("activity", "status") else at.text_input
        of(key=f"step_{step}").set_value(value)
    type_list(at, {1: {"pick": True}})
    press(at, "Add it to the changes")
    assert said in shown(at)
    assert desk().rows(WorkSession)[0][1] == rows()[0]
    press(at, "Save 1 change")
    assert len(rows()) == {"delete": 1, "today": 3}.get(step, 2)


def test_split_and_merge_give_what_was_there(log):
    at = log(timed(0, 8, 2, note="x"), show="list")
    at.selectbox(key="step").set_value("split").run()
    at.text_input(key="step_split").set_value("10:00")
    type_list(at, {0: {"pick": True}})
    press(at, "Add it to the changes")
    press(at, "Save 2 changes")
    assert len(rows()) == 2
    at.selectbox(key="step").set_value("merge").run()
    type_list(at, {0: {"pick": True}, 1: {"pick": True}})
    press(at, "Add it to the changes")
    press(at, "Save 2 changes")
    (one,) = rows()
    assert replace(one, source=None, source_id=None, evidence=None) == timed(0, 8, 2, note="x")


def test_every_weekday_leaves_out_what_is_there_already(log):
    at = log(worked(0), worked(2), show="list")
    at.selectbox(key="step").set_value("weekdays").run()
    at.text_input(key="step_weekdays").set_value("2026-10-30")
    type_list(at, {1: {"pick": True}})
    press(at, "Add it to the changes")
    press(at, "Save 3 changes")
    assert sorted(s.worked_on.day for s in rows()) == [26, 27, 28, 29, 30]


def test_a_step_without_a_ticked_session_is_a_sentence(log):
    at = log(worked(0), show="list")
    press(at, "Add it to the changes")
    assert "No session is ticked" in shown(at)


def test_all_sessions_found_can_be_changed_together(log):
    at = log(*(worked(-d, 1) for d in range(60)), show="list")
    assert len(at.dataframe[0].value) == 50
    at.checkbox(key="list_all").check()
    at.selectbox(key="step").set_value("status").run()
    at.selectbox(key="step_status").set_value("pending")
    press(at, "Add it to the changes")
    press(at, "Save 60 changes")
    assert {s.status for s in rows()} == {"pending"}


def test_a_list_changed_meanwhile_is_refused_and_the_edits_stay(log):
    at = log(worked(0), show="list")
    type_list(at, {0: {"status": "pending"}})
    press(at, "See what would change")
    row, session = desk().rows(WorkSession)[0]
    entry.change(desk(), [("work_sessions", row, replace(session, note="elsewhere"))])
    press(at, "Save 1 change")
    assert "nothing was saved" in shown(at)
    press(at, "Save 1 change")
    assert (rows()[0].note, rows()[0].status) == ("elsewhere", "pending")


def test_overlaps_and_the_clocks_are_pointed_out(log):
    night = WorkSession(platform="Outlier", started_at=dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
                        ended_at=dt.datetime(2026, 10, 25, 3, tzinfo=dt.UTC))  # fmt: skip
    at = log(timed(0, 8, 2), timed(0, 9, 2), night, show="list")
    assert "1 h at the same time" in shown(at)
    assert "this hour was twice" in shown(at)
    assert list(at.dataframe[0].value["odd"]) == ["overlaps", "overlaps", "hour was twice"]


# --- both -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["week", "list"])
def test_names_are_shown_as_typed(log, view):
    at = log(worked(0, platform=NASTY, project="*p*"), show=view)
    column = "line" if view == "week" else "what"
    assert f"{NASTY} / *p*" in list(at.dataframe[0].value[column])
    if view == "week":
        type_week(at, {(0, 0): "1h"})
    else:
        type_list(at, {0: {"worked": "1h"}})
    press(at, "See what would change")
    line = next(m.value for m in at.markdown if "2 h → 1 h" in m.value)
    assert f"{NASTY} / *p*" in shown(at)
    assert "<img" not in line.replace("\\<", "")


@pytest.mark.parametrize("view", ["week", "list"])
def test_discreet_mode_shows_no_names_notes_or_rates(open_app, view):
    at = open_app(page="settings", masked=False)
    entry.add(desk(), [Platform(platform="Outlier", monitoring=True)])
    entry.add(desk(), [worked(0, project="Secretproj", note="Secretnote", rate=333300)])
    at.switch_page("pages/log.py")
    at.query_params["show"] = view
    at.run()
    assert not at.exception
    text = shown(at) + at.dataframe[0].value.to_string() + str([s.options for s in at.selectbox])
    assert "Secret" not in text
    assert "33.33" not in text
    assert view == "week" or MASK in text


def test_the_editors_chunks_are_those_of_the_installed_streamlit():
    """The grid fetches these when a cell is first opened, and drops what is typed meanwhile: we load them before."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    assert len(editor.chunks()) == len(editor.CHUNKS)
    lazy = "".join(p.read_text("utf-8") for p in folder.glob("DataFrame.*.js"))
    assert all(name in lazy for name in editor.chunks())


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory):
    path = tmp_path_factory.mktemp("big") / "big.db"
    made = big_ledger()
    with Desk.open(path, who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)) as opened:
        entry.save_settings(opened, made.settings)
        entry.add(opened, made.records, kind="sample", summary="big")
    return path


@pytest.mark.parametrize("view", ["week", "list"])
def test_ten_years_read_only_what_is_shown(open_app, ten_years, view, monkeypatch):
    at = open_app(copy_of=ten_years, page="log", masked=False)
    at.query_params["show"] = view
    at.run()
    read = []
    between = desk().store.sessions_between

    def counted(first, last):
        found = between(first, last)
        read.append(len(found))
        return found

    monkeypatch.setattr(desk().store, "sessions_between", counted)
    rows_of = desk().store.rows

    def not_all(kind, **by):
        assert kind is not WorkSession
        return rows_of(kind, **by)

    monkeypatch.setattr(desk().store, "rows", not_all)
    at.run()
    assert read
    assert max(read) < 1500


# --- tags ----------------------------------------------------------------------------------------------


def test_sessions_are_found_by_a_tag_and_by_none_where_there_is_none(log):
    at = log(worked(0, note="call #night"), worked(1, note="#Night #rush"), worked(2, note="a night"), show="list")
    tag = by_label(at.selectbox, "Tag")
    assert tag.options == ["#night", "#rush"]
    tag.set_value("night").run()
    assert len(at.session_state["log_list"].page) == 2
    by_label(at.selectbox, "Tag").set_value("rush").run()
    assert len(at.session_state["log_list"].page) == 1
    discreet.hide(desk())
    at.run()
    assert not [s for s in at.selectbox if s.label == "Tag"]
    assert len(at.session_state["log_list"].page) == 3


def test_without_tags_none_is_asked(log):
    at = log(worked(0, note="plain #4711"), show="list")
    assert not [s for s in at.selectbox if s.label == "Tag"]


def test_files_that_would_go_with_a_session_are_said_before(log):
    at = log(worked(0), worked(1), show="list")
    attachments.keep(desk(), "work_sessions", 1, "screenshot.png", b"x")
    at.run()
    work = at.session_state["log_list"]
    work.draft = bulk.stage(work.draft, [bulk.Change(1, desk().get("work_sessions", 1), None)])
    at.run()
    assert "1 kept file goes with what is removed; undo brings it back." in shown(at)
    press(at, "Save 1 change")
    assert attachments.kept(desk()) == []
    entry.undo(desk())
    assert attachments.read(desk(), 1)[1] == b"x"


def week_of(*names):
    lines = [Line(*name.split(" / ", 1), "task") if " / " in name else Line(name, None, "searching") for name in names]
    return week.build([], dt.date(2026, 5, 4), "UTC", version=1, more=lines)


def test_names_of_the_week_have_room_on_a_line_or_on_several():
    you, seven_days, phone = Reader.of("en-US", "USD"), 8 * grid_widget.DAY, 390 - 32
    usual = week_of("Larkspur / Beacon", "DataAnnotation")
    wide, lines = grid.names_room(usual, you, phone=False)
    assert lines == 1
    assert wide + seven_days <= 896  # the width of the page's column at 1280
    assert wide >= 6 * len("DataAnnotation · searching for work")
    wide, lines = grid.names_room(usual, you, phone=True)
    assert lines == 2
    assert wide < phone * 0.6  # or Streamlit no longer keeps it in view
    long = week_of("Larkspur / Multilingual preference ranking of long conversations, second round, 2026")
    assert grid.names_room(long, you, phone=False) == (grid.WIDEST, 3)
    assert grid.names_room(week_of("A / B"), you, phone=True)[1] == 1


def test_a_row_of_several_lines_is_as_high_as_streamlit_wants_to_break_them(monkeypatch):
    asked = []
    monkeypatch.setattr(editor.st, "data_editor", lambda *a, **more: asked.append(more))
    for lines in (1, 2, 4):
        editor.editor({"line": ["x"] * 3}, {}, key="k", alt="", lines=lines)
    assert [x["row_height"] for x in asked] == [35, 66, 92]
    assert [x["height"] for x in asked] == [38 + 3 * high for high in (35, 66, 92)]
