"""The frozen statements: each is run on both databases, and each on owned rows names its owner."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.store.made import add, everything
from tracker.store import Store, freeze
from tracker.store.columns import ordered
from tracker.store.connection import Sql, frozen
from tracker.store.failures import Clash
from tracker.store.models import Operation, WorkSession
from tracker.store.statements import journaled, mine, statements, tables

OF_ALL = {
    "forgettings": "a copy holds every worker's rows",
    "hashes": "files are beside the ledger of all its workers",
    "hashes_told": "files are beside the ledger of all its workers",
}
"""Statements on owned rows that look at every worker's, and why."""
BY_OPERATION = {"steps", "steps_back", "set_step", "delete_steps", "changes.insert"}
"""Statements on the journal by numbers of operations or rows that are the worker's."""


class _Back(Exception):
    """Leaves a transaction without changing anything."""


def _value(name: str) -> object:
    """A value that both whole numbers and text columns take."""
    return {"table": "operations", "key": "k", "kind": "k", "name": "n"}.get(name, 1)


def _try(sql: Sql, name: str) -> None:
    text, names = frozen(sql.DATABASE)[name]
    values = [tuple(sql.worker if n == "worker_id" else _value(n) for n in names)]
    if text.startswith("SELECT"):
        sql.all(name, **dict(zip(names, values[0], strict=True)))
    else:
        sql.many(name, values)
    raise _Back


def test_every_statement_runs(ledger: Store) -> None:
    add(ledger, *everything())
    with ledger._database.read() as sql:
        database = sql.DATABASE
    assert set(frozen(database)) == set(statements(database))
    for name in frozen(database):
        try:
            with ledger._database.write() as sql:
                _try(sql, name)
        except _Back:
            continue
        except Clash:
            assert name.rpartition(".")[2].startswith(("insert", "update", "add_", "delete", "begin", "set_")), name


OWNED = sorted(m.__tablename__ for m in tables() if "worker_id" in m.model_fields)


@pytest.mark.parametrize("database", freeze.DIALECTS)
def test_every_statement_on_owned_rows_names_the_owner(database: str) -> None:
    for name, (text, names) in frozen(database).items():
        if name in OF_ALL or name in BY_OPERATION:
            continue
        if re.search(rf"\b({'|'.join((*OWNED, 'changes'))})\b", text):
            assert "worker_id" in names, f"{name} does not say whose rows it means"


def test_a_condition_stands_beside_the_owner(ledger: Store) -> None:
    """`rows` puts conditions in front of the one condition of the frozen text."""
    for name, (text, _) in frozen("postgresql").items():
        if name.endswith(".rows"):
            assert text.count(" WHERE ") == 1
    add(ledger, *everything())
    with ledger._database.read() as sql:
        whole = sql.rows("work_sessions")
        assert sql.rows("work_sessions", id=whole[0][0]) == whole[:1]
        assert sql.rows("work_sessions", id=whole[0][0], source="elsewhere") == []
        for model in journaled():
            every = sql.rows(model.__tablename__)
            for at, column in enumerate(n for n in ordered(model) if n != "worker_id"):
                for row in every:
                    same = [r for r in every if r[at] == row[at]]
                    assert sql.rows(model.__tablename__, **{column: row[at]}) == same
    ledger._database.worker += 1_000_000
    with ledger._database.read() as sql:
        assert sql.rows("work_sessions", id=whole[0][0]) == []


def test_a_constant_is_refused() -> None:
    lossy = select(func.substr(WorkSession.started_at, 1, 10)).where(mine(Operation))
    with pytest.raises(AssertionError, match="constants"):
        freeze._statement("lossy", lossy, freeze.DIALECTS["sqlite"])


def test_no_sql_is_spelled_by_hand() -> None:
    """Words of statements on rows are in `statements` alone, and there not as text."""
    spelled = re.compile(r"\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b")
    for path in Path(freeze.__file__).parent.glob("*.py"):
        assert not spelled.search(path.read_text(encoding="utf-8")), path.name
