"""Writing and reading rows, on both engines."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.made import AT, DAY, WHO, add, do, everything, first_row, session
from tracker.domain import (
    RECORDS,
    Earning,
    Expense,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    Rule,
    Settings,
    Transfer,
    WorkSession,
)
from tracker.errors import NotFound, Refused
from tracker.frames import FRAME_TABLES, from_records
from tracker.store import Store, Timer


def test_an_empty_ledger_has_nothing(ledger: Store) -> None:
    assert ledger.version == 0
    assert ledger.settings() is None
    assert ledger.operations() == []
    assert ledger.timer() is None
    assert all(ledger.rows(record) == [] for record in RECORDS)
    assert all(rows == [] for rows in ledger.snapshot().values())


def test_every_record_comes_back_as_it_went_in(ledger: Store) -> None:
    add(ledger, *everything())
    for record in everything():
        found = [r for _, r in ledger.rows(type(record))]
        if getattr(record, "source", 0) is None:
            found = [replace(r, source=None, source_id=None) for r in found]
        assert record in found
    assert [p.platform for _, p in ledger.rows(Platform)] == ["Outlier", "Mercor"]


def test_typed_rows_get_an_identity_of_their_own(ledger: Store) -> None:
    add(ledger, session(1), session(1))
    known = ledger.identities("work_sessions")
    assert {k.source for k in known} == {"typed"}
    assert len({k.source_id for k in known}) == 2


def test_names_that_are_not_there_are_added_once_in_the_same_operation(ledger: Store) -> None:
    number = add(ledger, session(1, project="A"), session(2, project="A"), session(3, platform="Upwork", project="A"))
    assert [(p.platform, p.project) for _, p in ledger.rows(Project)] == [("Outlier", "A"), ("Upwork", "A")]
    assert ledger.operations()[0].counts == {"platforms": 2, "projects": 2, "work_sessions": 3}
    assert ledger.operations()[0].id == ledger.version == number


def test_rows_can_be_asked_for_by_value(ledger: Store) -> None:
    add(
        ledger,
        session(1, project="A"),
        session(2),
        session(3, platform="Upwork"),
        Rule(field="tag", pattern="x", platform="-"),
    )
    assert [r.worked_on for _, r in ledger.rows(WorkSession, platform="Outlier")] == [DAY, DAY + dt.timedelta(1)]
    assert len(ledger.rows(WorkSession, platform="Outlier", project="A")) == 1
    assert len(ledger.rows(WorkSession, project=None)) == 2
    assert len(ledger.rows(WorkSession, worked_on=DAY)) == 1
    assert ledger.rows(WorkSession, platform="Mercor") == []
    assert len(ledger.rows(Rule, platform="-")) == 1
    with pytest.raises(ValueError, match="no column colour"):
        ledger.rows(WorkSession, colour="red")


def test_sessions_of_some_days(ledger: Store) -> None:
    start = dt.datetime(2026, 5, 3, 22, tzinfo=dt.UTC)
    timed = session(worked_on=None, minutes=None, started_at=start, ended_at=start + dt.timedelta(hours=1))
    add(ledger, session(1), session(2), timed, session(4))
    found = [r.worked_on for _, r in ledger.sessions_between(dt.date(2026, 5, 2), dt.date(2026, 5, 3))]
    assert found == [dt.date(2026, 5, 2), None]


def test_update_keeps_what_the_row_was_in_its_source(ledger: Store) -> None:
    with ledger.operation("import", who=WHO, at=AT) as change:
        rows = change.insert_many([session(source="toggl", source_id="1")], extras=[("hash:approved", "slot")])
    do(ledger, lambda c: c.update("work_sessions", rows[0], session(minutes=60)))
    known = ledger.identities("work_sessions")[0]
    assert (known.source, known.source_id, known.content, known.slot) == ("toggl", "1", "hash:approved", "slot")
    assert known.seconds == 60
    do(
        ledger,
        lambda c: c.update("work_sessions", rows[0], session(source="toggl", source_id="2"), extras=("new", None)),
    )
    known = ledger.identities("work_sessions")[0]
    assert (known.source_id, known.content, known.slot) == ("2", "new", "slot")


def test_known_rows_say_when_how_long_and_how_much(ledger: Store) -> None:
    start = dt.datetime(2026, 5, 2, 23, 30, tzinfo=dt.UTC)
    add(
        ledger,
        session(
            worked_on=None, minutes=None, started_at=start, ended_at=start + dt.timedelta(hours=1), status="pending"
        ),
        Earning(platform="Outlier", kind="bonus", earned_from=DAY, amount=7, currency="EUR"),
        Payout(platform="Outlier", kind="payout", received_on=DAY, amount=8, currency="USD"),
        Transfer(moved_on=DAY, from_account="a", to_account="b", amount_out=9, currency_out="GBP"),
    )
    work = ledger.identities("work_sessions")[0]
    assert (work.platform, work.day, work.started_at, work.status) == (
        "Outlier",
        "2026-05-02",
        "2026-05-02T23:30:00Z",
        "pending",
    )
    for table, amount, currency in (("earnings", 7, "EUR"), ("payouts", 8, "USD"), ("transfers", 9, "GBP")):
        known = ledger.identities(table)[0]
        assert (known.day, known.amount, known.currency) == ("2026-05-01", amount, currency)


def test_a_change_that_changes_nothing_leaves_no_operation(ledger: Store) -> None:
    add(ledger, session())
    row, record = ledger.rows(WorkSession)[0]
    before = ledger.version
    do(ledger, lambda c: c.update("work_sessions", row, record))
    do(ledger, lambda c: None)
    assert ledger.version == before


def test_an_error_inside_takes_everything_back(ledger: Store) -> None:
    add(ledger, session())
    before, version = ledger.snapshot(), ledger.version

    def fail(change: object) -> None:
        change.insert(session(platform="New"))
        raise KeyError("on purpose")

    with pytest.raises(KeyError, match="on purpose"):
        do(ledger, fail)
    assert (ledger.snapshot(), ledger.version) == (before, version)


def test_an_operation_inside_an_operation_is_a_mistake(store: Store) -> None:
    with store.operation("a", who=WHO, at=AT), pytest.raises(RuntimeError, match="open already"):
        add(store, session())


def test_a_name_is_given_once(ledger: Store) -> None:
    add(ledger, Project(platform="Outlier", project="A"))
    with pytest.raises(Refused, match="platform of this name"):
        add(ledger, Platform(platform="Outlier"))
    with pytest.raises(Refused, match="project of this name"):
        add(ledger, Project(platform="Outlier", project="A"))
    add(ledger, Project(platform="Upwork", project="A"))


def test_the_same_row_of_a_source_is_stored_once(ledger: Store) -> None:
    add(ledger, session(source="toggl", source_id="1"), session(source="clockify", source_id="1"))
    with pytest.raises(Refused, match="there already in work_sessions"):
        add(ledger, session(source="toggl", source_id="1"))


def test_a_project_is_renamed_everywhere_at_once(ledger: Store) -> None:
    add(ledger, session(project="A"))
    do(ledger, lambda c: c.update("projects", first_row(ledger, Project), Project(platform="Outlier", project="B")))
    assert ledger.rows(WorkSession)[0][1].project == "B"


def test_a_project_that_moves_takes_its_rows_along(ledger: Store) -> None:
    add(ledger, session(project="A"), session(2))
    do(ledger, lambda c: c.update("projects", first_row(ledger, Project), Project(platform="Upwork", project="A")))
    assert [r.platform for _, r in ledger.rows(WorkSession)] == ["Upwork", "Outlier"]


def test_what_other_rows_name_is_not_removed(ledger: Store) -> None:
    add(ledger, session(project="A"), ProjectEvent(platform="Outlier", project="A", event="started", happened_at=DAY))
    with pytest.raises(Refused, match=r"1 in project_events, 1 in work_sessions"):
        do(ledger, lambda c: c.delete("projects", first_row(ledger, Project)))
    do(ledger, lambda c: c.delete("work_sessions", first_row(ledger, WorkSession)))
    assert ledger.rows(WorkSession) == []


def test_a_row_that_is_not_there(ledger: Store) -> None:
    assert ledger.get("work_sessions", 999_999_999) is None
    with pytest.raises(NotFound):
        do(ledger, lambda c: c.delete("work_sessions", 999_999_999))
    with pytest.raises(NotFound):
        do(ledger, lambda c: c.update("work_sessions", 999_999_999, session()))


def test_a_project_needs_its_platform(ledger: Store) -> None:
    with pytest.raises(Refused, match="needs its platform"):
        add(ledger, Rule(field="tag", pattern="x", platform="-", project="A"))


def test_settings_are_one_row(ledger: Store) -> None:
    add(ledger, Settings(home_currency="USD", time_zone="UTC"))
    add(ledger, Settings(home_currency="EUR", time_zone="Europe/Berlin"))
    assert ledger.settings() == Settings(home_currency="EUR", time_zone="Europe/Berlin")
    assert ledger.operations()[0].counts == {"settings": 1}


def test_changes_are_told_with_names_even_of_rows_that_are_gone(ledger: Store) -> None:
    add(ledger, Expense(spent_on=DAY, amount=5, currency="USD", category="desk", platform="Outlier"))
    removed = do(ledger, lambda c: c.delete("expenses", first_row(ledger, Expense)))
    do(ledger, lambda c: c.delete("platforms", first_row(ledger, Platform)))
    (change,) = ledger.changes(removed)
    assert (change.table, change.after) == ("expenses", None)
    assert change.before is not None
    assert (change.before["platform"], change.before["amount"]) == ("Outlier", 5)


def test_an_operation_says_who_when_and_what(ledger: Store) -> None:
    add(ledger, session(), kind="import", summary="toggl.csv", detail={"files": ["toggl.csv"], "n": 1})
    (operation,) = ledger.operations()
    assert (operation.who, operation.at, operation.kind) == (WHO, AT, "import")
    assert (operation.summary, operation.detail) == ("toggl.csv", {"files": ["toggl.csv"], "n": 1})
    assert (operation.undoes, operation.undone_by) == (None, None)
    assert ledger.operations(limit=0) == []


def test_two_workers_of_one_database_never_meet(
    ledger: Store, tmp_path: Path, server_url_if_needed: str | Path
) -> None:
    add(ledger, *everything())
    with Store.open(server_url_if_needed, worker=f"other than {tmp_path}") as other:
        assert other.version == 0
        assert all(rows == [] for rows in other.snapshot().values())
        row, number = first_row(ledger, WorkSession), ledger.version
        assert other.get("work_sessions", row) is None
        for refused in (
            lambda: do(other, lambda c: c.delete("work_sessions", row)),
            lambda: do(other, lambda c: c.update("work_sessions", row, session())),
            lambda: other.undo(number, who=WHO, at=AT),
            lambda: other.changes(number),
            lambda: other.forget(platform="Outlier", who=WHO, at=AT),
        ):
            with pytest.raises(NotFound):
                refused()
        add(other, Platform(platform="Outlier"), session(source="toggl", source_id="a#1"))
        before = ledger.snapshot()
        other.forget(platform="Outlier", who=WHO, at=AT)
        assert ledger.snapshot() == before


@pytest.fixture
def server_url_if_needed(ledger: Store, request: pytest.FixtureRequest) -> str | Path:
    return ledger.path if ledger.path is not None else request.getfixturevalue("server_url")


def test_a_timer_survives_closing_everything(ledger: Store) -> None:
    ledger.start_timer("Outlier", "A", activity="training", who=WHO, at=AT)
    ledger.close()
    assert ledger.timer() == Timer("Outlier", AT, "A", "training")
    with pytest.raises(Refused, match="running already"):
        ledger.start_timer("Upwork", who=WHO, at=AT)
    assert ledger.stop_timer(who=WHO, at=AT).project == "A"
    assert ledger.timer() is None
    with pytest.raises(NotFound, match="No timer"):
        ledger.stop_timer(who=WHO, at=AT)
    ledger.undo(ledger.version, who=WHO, at=AT)
    assert ledger.timer() is not None


def test_a_pause_survives_closing_everything(ledger: Store) -> None:
    ledger.start_timer("Outlier", who=WHO, at=AT)
    hour = dt.timedelta(hours=1)
    for n, step in enumerate(("pause", "resume", "pause"), 1):
        with ledger.operation(step, who=WHO, at=AT) as change:
            getattr(change, f"{step}_timer")(AT + n * hour)
        ledger.close()
    timer = ledger.timer()
    assert timer == Timer("Outlier", AT, paused_at=AT + 3 * hour, pauses=((AT + hour, AT + 2 * hour),))
    assert (timer.paused_seconds, timer.worked(timer.until(AT + 9 * hour))) == (3600, 7200)
    ledger.undo(ledger.version, who=WHO, at=AT)
    assert ledger.timer() == Timer("Outlier", AT, pauses=((AT + hour, AT + 2 * hour),))


def test_mappings_are_kept_replaced_and_removed(ledger: Store) -> None:
    ledger.save_mapping("bank", '{"a": 1}', who=WHO, at=AT)
    ledger.save_mapping("bank", '{"a": 2}')
    assert ledger.mappings() == {"bank": '{"a": 2}'}
    ledger.undo(ledger.version, who=WHO, at=AT)
    assert ledger.mappings() == {"bank": '{"a": 1}'}
    ledger.delete_mapping("bank")
    assert ledger.mappings() == {}
    with pytest.raises(NotFound):
        ledger.delete_mapping("bank")


def test_results_are_kept_for_one_version(ledger: Store) -> None:
    assert ledger.cached("report") is None
    ledger.cache("report", "one")
    ledger.cache("report", "two")
    assert ledger.cached("report") == "two"
    add(ledger, session())
    assert ledger.cached("report") is None
    ledger.cache("report", "computed before that", version=0)
    assert ledger.cached("report") is None


def test_frames_are_those_of_the_records(ledger: Store) -> None:
    records = [r for r in everything() if not isinstance(r, Settings)]
    settings = Settings(home_currency="USD", time_zone="Europe/Berlin")
    add(ledger, settings, *records)
    got, want = ledger.frames(), from_records([*records, Platform(platform="Mercor")], settings)
    assert (got.settings, got.version) == (settings, ledger.version)
    for table in FRAME_TABLES:
        apart = ["row", "source", "source_id"]
        mine = getattr(got, table).drop(columns=apart, errors="ignore")
        theirs = getattr(want, table).drop(columns=apart, errors="ignore")
        assert mine.equals(theirs), table
        assert list(mine.dtypes) == list(theirs.dtypes), table


def test_frames_of_an_empty_ledger(ledger: Store) -> None:
    frames = ledger.frames()
    assert frames.version == 0
    assert all(len(getattr(frames, table)) == 0 for table in FRAME_TABLES)


def test_a_first_line_is_written_without_heavy_libraries(tmp_path: Path) -> None:
    program = f"""
import datetime as dt, sys
from tracker.store import Store
from tracker.domain import WorkSession
with Store.open({str(tmp_path / "a.db")!r}) as store:
    with store.operation("log", who="cli", at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)) as change:
        change.insert(WorkSession(platform="Outlier", worked_on=dt.date(2026, 5, 1), minutes=60))
    store.settings(), store.timer(), store.operations(1)
print([m for m in ("sqlalchemy", "alembic", "pandas", "numpy") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_clock_that_was_put_back_is_told_once(store: Store) -> None:
    add(store, session(1))
    for hours, told in ((-1, 0), (-30, 1), (-31, 1)):
        with store.operation("add", who=WHO, at=AT + dt.timedelta(hours=hours)) as change:
            change.insert(session(2))
        assert sum("The clock says" in str(n) for n in store.notices) == told
