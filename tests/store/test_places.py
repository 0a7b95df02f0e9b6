"""What a ledger's path may name: other people's databases, devices, a file that this process has open."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.made import add, session
from tracker.errors import DamagedLedger, LedgerError
from tracker.store import Store


def _foreign(path: Path, *statements: str) -> None:
    made = sqlite3.connect(path)
    for statement in statements:
        made.execute(statement)
    made.commit()
    made.close()


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE a (b)",),
        ("CREATE TABLE alembic_version (version_num)",),
        ("PRAGMA journal_mode = WAL", "CREATE TABLE a (b)"),
    ],
    ids=["plain", "with Alembic", "in WAL mode"],
)
def test_a_database_of_something_else_is_left_untouched(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "other.db"
    _foreign(path, *statements)
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"other\.db is a database, but not a ledger"):
        Store.open(path)
    assert path.read_bytes() == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_ledger_without_some_of_its_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    _foreign(path, "DROP TABLE alembic_version")
    with pytest.raises(DamagedLedger, match="not all of its tables"):
        Store.open(path)


def test_a_ledger_without_its_version_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    _foreign(path, "DELETE FROM alembic_version")
    with pytest.raises(DamagedLedger, match="its version is missing"):
        Store.open(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of POSIX")
def test_a_pipe_is_no_ledger_and_keeps_its_rights(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    with pytest.raises(LedgerError, match="is not a file"):
        Store.open(pipe)
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o666


def test_opening_again_keeps_the_locks_of_the_first(tmp_path: Path) -> None:
    """Closing a database's file beside SQLite drops this process's locks; another program then takes the -wal."""
    path = tmp_path / "a.db"
    with Store.open(path) as first:
        add(first, session(1))
        Store.open(path).close()
        other = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM workers'); c.close()"
        subprocess.run([sys.executable, "-c", other, str(path)], check=True)
        assert path.with_name("a.db-wal").exists()
