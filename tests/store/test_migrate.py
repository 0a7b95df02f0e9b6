"""New ledgers and migrated ones have exactly the tables of the models, on both engines; never backwards."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.store.made import AT, add, everything, replay, session, undo
from tracker.domain import Payout, PayTerms, WorkSession
from tracker.errors import LedgerError, NewerLedger
from tracker.say import Act
from tracker.store import Store, migrate
from tracker.store.columns import Base
from tracker.store.statements import journaled

NEXT = f'''"""One more version, for this test."""

import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{migrate.head()}"


def upgrade() -> None:
    with op.batch_alter_table("expenses") as table:
        table.add_column(sa.Column("vendor", sa.Text()))
'''


def _differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
    return list(compare_metadata(context, Base.metadata))


def test_a_new_file_has_the_tables_of_the_models(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        assert _differences(connection) == []
    engine.dispose()


@pytest.mark.engine
def test_a_new_server_has_the_tables_of_the_models(server_url: str) -> None:
    Store.open(server_url).close()
    engine = sa.create_engine(server_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        assert _differences(connection) == []
    engine.dispose()


def test_the_first_revision_is_older_than_any_change_of_the_tables() -> None:
    """The scripts are fixed text: they must not read the tables as they are today."""
    for script in (migrate.FOLDER / "versions").glob("*.py"):
        assert "import tracker" not in script.read_text()
        assert not re.search(r"from tracker", script.read_text())


def test_known_revisions_are_the_scripts() -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == migrate.REVISIONS


def test_every_row_has_an_owner() -> None:
    for model in journaled():
        owner = Base.metadata.tables[model.__tablename__].c.worker_id
        assert {k.column.table.name for k in owner.foreign_keys} == {"workers"}
        assert not owner.nullable


@pytest.mark.parametrize("version", migrate.TOO_OLD)
def test_a_ledger_from_before_the_first_version_is_refused(store: Store, version: str) -> None:
    add(store, session())
    assert store.path is not None
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(LedgerError, match="early version of the tracker") as refused:
        Store.open(store.path)
    assert "import the archive into a new ledger" in str(refused.value.sentence())
    assert store.path.read_bytes() == before


def test_a_ledger_from_a_newer_version_is_refused(store: Store) -> None:
    add(store, session())
    assert store.path is not None
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerLedger, match="newer version of the tracker") as refused:
        Store.open(store.path)
    assert ("way", Act.NEWER_VERSION) in refused.value.hint.parts
    assert store.path.read_bytes() == before


LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"


def _of_version_0003(path: Path) -> dict[str, list[sqlite3.Row]]:
    """Write a ledger as the last program with version 0003 left it; its rows by table."""
    connection = sqlite3.connect(path)
    connection.executescript((LEDGERS / "0003.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    rows = _rows(connection)
    connection.close()
    return rows


def _rows(connection: sqlite3.Connection) -> dict[str, list[sqlite3.Row]]:
    connection.row_factory = sqlite3.Row
    names = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [n for n in names if not n.startswith("sqlite_")]
    return {n: connection.execute(f'SELECT * FROM "{n}" ORDER BY rowid').fetchall() for n in own}


def test_a_ledger_of_version_0003_opens_and_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    before = _of_version_0003(path)
    with Store.open(path) as store:
        assert store.rows(PayTerms) == []
        assert [r.approved_on for _, r in store.rows(WorkSession)] == [None] * 3
        assert replay(store).keys() >= before.keys() & {m.__tablename__ for m in journaled()}
    connection = sqlite3.connect(path)
    after = _rows(connection)
    connection.close()
    for table in before.keys() - {"alembic_version"}:
        pairs = zip(map(dict, before[table]), map(dict, after[table]), strict=True)
        assert [new | old for old, new in pairs] == [dict(new) for new in after[table]]
    (backup,) = (tmp_path / "backups").glob("*before-0009*")
    with Store.open(path) as store:
        number = add(store, *(r for r in everything() if isinstance(r, PayTerms | Payout)))
        undo(store, number)
        undo(store, 1, together=True)
        assert store.rows(WorkSession) == []
    with Store.open(backup) as old:
        assert len(old.rows(WorkSession)) == 3


def test_a_ledger_of_version_0003_ends_with_the_tables_of_the_models(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    _of_version_0003(path)
    Store.open(path).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert _differences(connection) == []
    engine.dispose()


@pytest.mark.engine
def test_a_server_of_version_0003_ends_with_the_tables_of_the_models(server_url: str, tmp_path: Path) -> None:
    admin = sa.create_engine(server_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE of_0003")
    admin.dispose()
    url = server_url.rpartition("/")[0] + "/of_0003"
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    tables = (LEDGERS / "0003.postgresql.sql").read_text(encoding="utf-8").split(";\n")
    version = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    with engine.begin() as connection:
        for statement in (*filter(None, tables), version, "INSERT INTO alembic_version VALUES ('0003')"):
            connection.exec_driver_sql(statement)
    with Store.open(url, backup_dir=tmp_path) as store:
        add(store, *everything())
        assert len(store.rows(PayTerms)) == 1
    with engine.connect() as connection:
        assert _differences(connection) == []
    engine.dispose()


@pytest.fixture
def one_version_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tracker whose ledgers have one version more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9998_next.py").write_text(NEXT)
    monkeypatch.setattr(migrate, "FOLDER", folder)
    monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "9998"))


def test_an_older_ledger_is_brought_up_to_date_after_a_backup(store: Store, request: pytest.FixtureRequest) -> None:
    number = add(store, *everything())
    before = store.snapshot()
    assert store.path is not None
    store.close()
    request.getfixturevalue("one_version_more")
    with Store.open(store.path) as newer:
        assert newer.snapshot() == before
        undo(newer, number)
    columns = _columns(store.path)
    assert "vendor" in columns
    (backup,) = (store.path.parent / "backups").iterdir()
    assert backup.name == "tracker-before-9998.db"
    assert "vendor" not in _columns(backup)
    request.getfixturevalue("monkeypatch").undo()
    with Store.open(backup) as old:
        assert old.snapshot() == before


def _columns(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {row[1] for row in connection.execute("PRAGMA table_info(expenses)")}
    connection.close()
    return found


def test_a_migration_that_fails_leaves_the_old_ledger(
    store: Store, one_version_more: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    add(store, *everything())
    before = store.snapshot()
    assert store.path is not None
    store.close()
    folder = store.path.parents[1] / "migrations"
    (folder / "versions" / "9998_next.py").write_text(NEXT + "    raise ValueError('on purpose')\n")
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "FOLDER", folder)
        patched.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "9998"))
        with pytest.raises(ValueError, match="on purpose"):
            Store.open(store.path)
    with Store.open(store.path) as same:
        assert same.snapshot() == before


def test_forgetting_reaches_backups_of_an_older_version(store: Store, request: pytest.FixtureRequest) -> None:
    add(store, session(project="Zyxmark", note="Zyxmark"))
    assert store.path is not None
    store.close()
    request.getfixturevalue("one_version_more")
    with Store.open(store.path) as newer:
        newer.forget(project="Zyxmark", who="", at=AT)
    for path in store.path.parent.rglob("*.db*"):
        assert b"Zyxmark" not in path.read_bytes()


@pytest.mark.engine
def test_a_server_is_backed_up_before_a_migration(
    server_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    admin = sa.create_engine(server_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE older")
    admin.dispose()
    url = server_url.rpartition("/")[0] + "/older"
    with Store.open(url) as store:
        add(store, *everything())
        before = store.snapshot()
    request.getfixturevalue("one_version_more")
    with Store.open(url, backup_dir=tmp_path) as newer:
        assert newer.snapshot() == before
    request.getfixturevalue("monkeypatch").undo()
    with pytest.raises(NewerLedger):
        Store.open(url, backup_dir=tmp_path)
    (backup,) = tmp_path.glob("*.db")
    with Store.open(backup) as old:
        assert old.snapshot() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="not a ledger"):
        Store.open(path)
