"""Random changes, undone and redone at random: the journal alone always tells what the tables hold."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import AT, WHO, do, replay, session
from tracker.domain import Expense, Platform, Project, WorkSession
from tracker.errors import Refused
from tracker.store import Store

NAMES = st.sampled_from(["Outlier", "Upwork", "Mercor"])
PROJECTS = st.sampled_from([None, "A", "B"])
PICK = st.integers(0, 50)


@st.composite
def _session(draw: st.DrawFn) -> WorkSession:
    return session(
        draw(st.integers(1, 20)),
        platform=draw(NAMES),
        project=draw(PROJECTS),
        note=draw(st.none() | st.text(max_size=5).filter(lambda t: "\x00" not in t)),
    )


STEPS = st.one_of(
    st.tuples(st.just("insert"), st.lists(_session(), min_size=1, max_size=3)),
    st.tuples(st.just("update"), PICK, _session()),
    st.tuples(st.just("delete"), st.sampled_from(["work_sessions", "projects", "platforms"]), PICK),
    st.tuples(st.just("rename"), PICK, st.sampled_from(["A", "B", "C"])),
    st.tuples(st.just("spend"), NAMES),
    st.tuples(st.just("undo"), PICK, st.booleans()),
)


def _take(store: Store, step: Any) -> None:
    """One random step; what the ledger refuses is left out."""
    match step:
        case ("insert", records):
            do(store, lambda c: c.insert_many(records))
        case ("spend", name):
            spent = Expense(spent_on=session().worked_on, amount=1, currency="USD", category="x", platform=name)
            do(store, lambda c: c.insert(spent))
        case ("undo", pick, together):
            if numbers := [o.id for o in store.operations()]:
                store.undo(numbers[pick % len(numbers)], who=WHO, at=AT, together=together)
        case ("update", pick, record):
            _on(store, WorkSession, pick, lambda c, row: c.update("work_sessions", row, record))
        case ("rename", pick, name):
            _on(
                store, Project, pick, lambda c, row: c.update("projects", row, Project(platform="Upwork", project=name))
            )
        case ("delete", table, pick):
            record = {"work_sessions": WorkSession, "projects": Project, "platforms": Platform}[table]
            _on(store, record, pick, lambda c, row: c.delete(table, row))


def _on(store: Store, record: Any, pick: int, step: Callable[[Any, int], None]) -> None:
    rows = store.rows(record)
    if rows:
        row = rows[pick % len(rows)][0]
        do(store, lambda c: step(c, row))


@given(st.lists(STEPS, min_size=1, max_size=12))
def test_replaying_the_journal_gives_the_tables(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as store:
        for step in steps:
            before, version = store.snapshot(), store.version
            try:
                _take(store, step)
            except Refused:
                assert (store.snapshot(), store.version) == (before, version)
            assert replay(store) == store.snapshot()


@given(st.lists(STEPS, min_size=1, max_size=8), PICK)
def test_together_always_succeeds_and_its_undo_restores_everything(steps: list[Any], pick: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as store:
        for step in steps:
            try:
                _take(store, step)
            except Refused:
                continue
        open_ones = [o.id for o in store.operations() if o.undone_by is None]
        if not open_ones:
            return
        before = store.snapshot()
        states = {o.id: o.undone_by for o in store.operations()}
        back = store.undo(open_ones[pick % len(open_ones)], who=WHO, at=AT, together=True)
        store.undo(back.id, who=WHO, at=AT)
        assert store.snapshot() == before
        after = {o.id: o.undone_by for o in store.operations() if o.id in states}
        assert after == states
