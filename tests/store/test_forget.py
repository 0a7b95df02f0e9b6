"""Forgetting: marked words are afterwards in no byte of the ledger's folder, and the ledger still works."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.store.made import AT, DAY, WHO, add, bytes_of, do, everything, first_row, replay, session, undo
from tracker.domain import (
    Earning,
    Expense,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Rule,
    WorkSession,
)
from tracker.errors import Ambiguous, LedgerBusy, NotFound, Refused
from tracker.store import ForgetResult, Store, backups

MARK = "Zyxmark"
MARKS = tuple(f"{MARK}-{n}" for n in range(12))


def _marked(store: Store) -> dict[str, int]:
    """A ledger with marks in every place a name or note can be; the numbers of its operations."""
    m = MARKS
    made = {
        "import": add(
            store,
            Platform(platform=m[0], note=m[1]),
            Project(platform=m[0], project=m[2], alias=m[3], role="rater", note=m[4]),
            Project(platform=m[0], project="Next", successor_of=m[2]),
            ProjectEvent(platform=m[0], project=m[2], event="paused", happened_at=DAY, reason=m[5], note=m[6]),
            session(1, platform=m[0], project=m[2], note=m[7], source="toggl", source_id="7#1"),
            session(2, platform=m[0], project=m[2], note=m[7], source=m[0].lower(), source_id="8#1"),
            Earning(platform=m[0], project=m[2], kind="bonus", earned_from=DAY, amount=1, currency="USD", note=m[8]),
            Payout(platform=m[0], kind="payout", received_on=DAY, amount=1, currency="USD", note=f"for {m[2]}"),
            QueueCheck(platform=m[0], checked_at=AT, outcome="offered", note=m[8]),
            Expense(spent_on=DAY, amount=1, currency="USD", category="desk", platform=m[0], note=m[8]),
            Rule(field="client", pattern=m[9], platform=m[0], project=m[2]),
            session(3, platform="Other", note=f"as on {m[2]}, but better"),
            kind="import",
            summary=f"{m[10]}.csv",
            detail={"files": [f"{m[10]}.csv"], "n": 1},
        )
    }
    row = first_row(store, WorkSession)
    edited = session(1, platform=m[0], project=m[2], note=m[11])
    made["edit"] = do(store, lambda c: c.update("work_sessions", row, edited))
    made["undo"] = undo(store, made["edit"])
    store.save_mapping(f"{m[0]} export", f'{{"platform": "{m[0]}"}}')
    store.save_mapping("bank", '{"platform": "Other"}')
    store.cache("report", f"by platform: {m[0]}")
    return made


def _forget(store: Store, **what: object) -> ForgetResult:
    return store.forget(**what, who=WHO, at=AT)


def _is_clean(folder: Path) -> None:
    for path, data in bytes_of(folder).items():
        for form in (MARK, MARK.lower(), MARK.upper()):
            assert form.encode() not in data, path


def test_a_platform_is_in_no_byte_of_the_folder(store: Store) -> None:
    _marked(store)
    assert store.path is not None
    store.backup()
    add(store, session(4, platform=MARKS[0], note=MARKS[1]))
    store.backup(at=AT)
    store.backup(store.path.parent / "elsewhere" / "copy.db")
    result = _forget(store, platform=MARKS[0])
    assert (result.backups, result.removed) == (3, 0)
    assert result.counts["work_sessions"] == 4
    _is_clean(store.path.parent)  # with the ledger still open, its journal beside it
    store.close()
    _is_clean(store.path.parent)
    assert len([p for p in bytes_of(store.path.parent) if p.suffix == ".db"]) == 4


def test_hours_and_money_stay_under_a_stand_in(ledger: Store) -> None:
    _marked(ledger)
    before = [(r.worked_on, r.minutes, r.source_id) for _, r in ledger.rows(WorkSession)]
    _forget(ledger, platform=MARKS[0])
    assert [(r.worked_on, r.minutes, r.source_id) for _, r in ledger.rows(WorkSession)] == before
    (row, platform), _ = ledger.rows(Platform)
    assert (platform.platform, platform.note) == (f"forgotten platform {row}", None)
    (row, project), (_, following) = ledger.rows(Project)
    assert project == Project(platform=platform.platform, project=f"forgotten project {row}", role="rater")
    assert following.project.startswith("forgotten project ")
    other = ledger.rows(WorkSession, platform="Other")[0][1]
    assert other.note == f"as on forgotten project {row}, but better"
    assert ledger.rows(Rule) == []
    assert ledger.mappings() == {"bank": '{"platform": "Other"}'}
    assert ledger.cached("report") is None
    text = repr([ledger.snapshot(), ledger.operations(), [ledger.changes(o.id) for o in ledger.operations()]])
    assert MARK.lower() not in text.lower()


def test_undo_works_on_after_forgetting(ledger: Store) -> None:
    made = _marked(ledger)
    _forget(ledger, platform=MARKS[0])
    state = ledger.snapshot()
    assert replay(ledger) == state
    back = undo(ledger, made["import"], together=True)
    assert all(rows == [] for table, rows in ledger.snapshot().items() if table != "mappings")
    undo(ledger, back)
    assert ledger.snapshot() == state == replay(ledger)


def test_forgetting_cannot_be_undone_and_is_in_the_journal_without_names(ledger: Store) -> None:
    _marked(ledger)
    result = _forget(ledger, platform=MARKS[0])
    last = ledger.operations()[0]
    assert (last.kind, last.id) == ("forget", result.operation)
    assert MARK not in repr(last)
    with pytest.raises(Refused, match="cannot be brought back"):
        undo(ledger, last.id)


def test_one_project_leaves_the_rest_alone(store: Store) -> None:
    add(
        store,
        session(1, project=MARK, note=f"{MARK} one"),
        session(2, project="Kept", note="kept"),
        session(3, platform="Upwork", project="Also", note=f"like {MARK.upper()}"),
        Platform(platform="Mercor", note="kept"),
        Rule(field="client", pattern="kept", platform="Outlier", project="Kept"),
    )
    _forget(store, project=MARK)
    assert [r.note for _, r in store.rows(WorkSession)] == [None, "kept", "like forgotten project 1"]
    assert [p.project for _, p in store.rows(Project)] == ["forgotten project 1", "Kept", "Also"]
    assert len(store.rows(Rule)) == 1
    assert store.path is not None
    _is_clean(store.path.parent)


def test_a_name_that_two_platforms_have_needs_the_platform(store: Store) -> None:
    add(store, session(1, project="Twice"), session(2, platform="Upwork", project="Twice"))
    with pytest.raises(Ambiguous, match="Several platforms"):
        _forget(store, project="Twice")
    _forget(store, project="Twice", platform="Upwork")
    assert [p.project for _, p in store.rows(Project)] == ["Twice", "forgotten project 2"]
    assert [p.platform for _, p in store.rows(Platform)] == ["Outlier", "Upwork"]
    assert replay(store) == store.snapshot()


def test_what_is_not_there_cannot_be_forgotten(ledger: Store) -> None:
    add(ledger, session())
    for what in ({"platform": "Nobody"}, {"project": "Nothing"}, {"platform": "Outlier", "project": "Nothing"}):
        with pytest.raises(NotFound):
            _forget(ledger, **what)


def test_a_removed_or_undone_project_is_forgotten_too(store: Store) -> None:
    undo(store, add(store, session(1, platform=MARKS[0], project=MARKS[1], note=MARKS[2]), summary=MARKS[3]))
    _forget(store, platform=MARKS[0])
    assert store.path is not None
    _is_clean(store.path.parent)


def test_a_former_name_goes_with_the_row_and_alone(store: Store) -> None:
    add(store, session(1, project=MARKS[0]))
    row = first_row(store, Project)
    do(store, lambda c: c.update("projects", row, Project(platform="Outlier", project=MARKS[1])))
    _forget(store, project=MARKS[1])
    assert store.path is not None
    _is_clean(store.path.parent)


def test_a_name_is_found_in_json_and_beside_underscores(store: Store) -> None:
    odd = f'{MARK} "Ünï\\cödé"'
    add(store, session(1, project=odd, note="x"), summary="a", detail={"files": [f"{odd}_2.csv"], "p": [odd]})
    add(store, session(2, note=f"see {odd}_old"))
    store.save_mapping("m", '{"constant": "' + MARK + ' \\"\\u00dcn\\u00ef\\\\c\\u00f6d\\u00e9\\""}')
    _forget(store, project=odd)
    assert store.path is not None
    _is_clean(store.path.parent)
    assert store.mappings() == {}


def test_before_a_date_notes_go_and_names_of_ended_projects(store: Store) -> None:
    old, new = dt.date(2024, 3, 1), dt.date(2026, 3, 1)
    add(
        store,
        session(worked_on=old, project=MARKS[0], note=MARKS[1]),
        session(worked_on=old, project="Running", note=MARKS[2]),
        session(worked_on=new, project="Running", note="kept"),
        Expense(spent_on=old, amount=1, currency="USD", category="desk", note=MARKS[3]),
        ProjectEvent(platform="Outlier", project="Running", event="paused", happened_at=old, reason=MARKS[4]),
        ProjectEvent(platform="Outlier", project="Running", event="resumed", happened_at=new, reason="kept"),
        Project(platform="Outlier", project="No rows yet", note="kept"),
    )
    _forget(store, before=dt.date(2025, 1, 1))
    assert [r.note for _, r in store.rows(WorkSession)] == [None, None, "kept"]
    assert [e.reason for _, e in store.rows(ProjectEvent)] == [None, "kept"]
    assert [p.project for _, p in store.rows(Project)] == ["forgotten project 1", "Running", "No rows yet"]
    assert store.rows(Project)[2][1].note == "kept"
    assert store.path is not None
    _is_clean(store.path.parent)
    assert replay(store) == store.snapshot()


def test_nothing_before_a_date_is_no_operation(store: Store) -> None:
    add(store, *everything())
    version = store.version
    assert _forget(store, before=dt.date(1999, 1, 1)) == ForgetResult(None, {})
    assert store.version == version


def test_a_damaged_backup_is_removed_because_it_cannot_be_cleaned(store: Store) -> None:
    _marked(store)
    copy = store.backup()
    data = bytearray(copy.read_bytes())
    data[4096:20000] = MARK.encode() * 2272
    copy.write_bytes(data)
    left = copy.with_name("tracker-1.db.part")
    left.write_bytes(MARK.encode())
    result = _forget(store, platform=MARKS[0])
    assert (result.backups, result.removed) == (0, 1)
    assert store.path is not None
    _is_clean(store.path.parent)


def test_a_reader_in_the_way_is_told_and_the_next_opening_finishes(store: Store) -> None:
    _marked(store)
    assert store.path is not None
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM work_sessions").fetchone()
    with Store.open(store.path, patience=0.2) as hurried, pytest.raises(LedgerBusy, match="names are gone"):
        _forget(hurried, platform=MARKS[0])
    reader.close()
    store.close()
    Store.open(store.path).close()
    _is_clean(store.path.parent)


def test_names_that_only_the_journal_knows(store: Store) -> None:
    number = add(store, session(1, platform="Zebra", project="Quagga"), session(2, platform="Okapi"))
    assert store.removed_names() == []
    undo(store, number)
    assert store.removed_names() == [("Zebra", None), ("Okapi", None), ("Zebra", "Quagga")]
    store.forget(platform="Zebra", who=WHO, at=AT)
    assert ("Zebra", None) not in store.removed_names()


def test_a_backup_made_while_something_is_forgotten_is_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, session(1, platform="Zebra"))
    copy, asked = backups.copy, []

    def slow(*given: Any, **more: Any) -> Path:
        made = copy(*given, **more)
        if not asked:
            asked.append(True)
            elsewhere = made.with_name("hidden")  # not there yet when the backups are looked for
            made.rename(elsewhere)
            assert store.path is not None
            with Store.open(store.path) as other:
                other.forget(platform="Zebra", who=WHO, at=AT)
            elsewhere.rename(made)
        return made

    monkeypatch.setattr(backups, "copy", slow)
    made = store.backup()
    assert b"Zebra" not in made.read_bytes()
