"""Read-only, full, locked, damaged: one clear sentence each, and nothing half-written."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.made import AT, WHO, add, everything, session
from tracker.cli import ways
from tracker.errors import (
    DamagedLedger,
    DiskFull,
    InputError,
    LedgerBusy,
    LedgerError,
    LedgerReadOnly,
    NotFound,
)
from tracker.store import Store, connection, failures, opening, system

NOBODY = 65534


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that may not be written, as a user who is bound by that: root would not be."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-readonly-", dir="/tmp"))
    folder.chmod(0o755)
    as_root = os.geteuid() == 0
    try:
        yield folder
    finally:
        if as_root:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700)
        for path in folder.rglob("*"):
            path.unlink()
        folder.rmdir()


def _drop_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_a_read_only_folder(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)
    _drop_rights()
    with pytest.raises(LedgerReadOnly, match="read-only for this user"):
        Store.open(unprivileged / "tracker.db")
    with pytest.raises(LedgerReadOnly):
        Store.open(unprivileged / "below" / "tracker.db")
    assert list(unprivileged.iterdir()) == []


def test_a_ledger_in_a_folder_that_became_read_only(unprivileged: Path) -> None:
    path = unprivileged / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
    path.chmod(0o644)
    unprivileged.chmod(0o555)
    before = path.read_bytes()
    _drop_rights()
    with pytest.raises(LedgerReadOnly, match=r"tracker\.db cannot be opened for writing"), Store.open(path) as store:
        add(store, session())
    if os.geteuid() == NOBODY:
        os.seteuid(0)
    assert path.read_bytes() == before


def test_a_ledger_of_somebody_else(unprivileged: Path) -> None:
    with Store.open(unprivileged / "tracker.db") as store:
        add(store, session())
    if os.geteuid() != 0:
        (unprivileged / "tracker.db").chmod(0)
    _drop_rights()
    with pytest.raises(LedgerReadOnly):
        Store.open(unprivileged / "tracker.db")


def _fill(store: Store) -> None:
    with store.operation("import", who=WHO, at=AT) as change:
        change.insert_many([session(note="x" * 500, project=f"P{i}") for i in range(3000)])


def test_a_full_disk_by_the_databases_page_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "a.db") as store:
        add(store, *everything())
        before, version = store.snapshot(), store.version
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "PRAGMA max_page_count = 100"))
    with Store.open(tmp_path / "a.db") as store:
        with pytest.raises(DiskFull, match="no room left") as full:
            _fill(store)
        assert "nothing was written" in str(full.value.sentence())
        assert (store.snapshot(), store.version) == (before, version)
        add(store, session())
        assert store.version > version


def test_a_disk_too_full_for_a_new_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "PRAGMA max_page_count = 5"))
    with pytest.raises(DiskFull):
        Store.open(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_a_faked_full_disk_at_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, session())
    before = store.snapshot()
    real = connection.SqliteSql.add

    def full(self: connection.SqliteSql, statement: str, columns: Any) -> None:
        real(self, statement, columns)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(connection.SqliteSql, "add", full)
    with pytest.raises(DiskFull):
        add(store, session())
    monkeypatch.undo()
    assert store.snapshot() == before


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, LedgerReadOnly),
        (errno.EACCES, LedgerReadOnly),
        (errno.ENAMETOOLONG, LedgerError),
    ],
)
def test_what_the_system_says_when_the_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[LedgerError]
) -> None:
    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(system, "make_file", fail)
    with pytest.raises(expected) as raised:
        Store.open(tmp_path / "a.db")
    assert type(raised.value) is expected
    assert str(tmp_path / "a.db") in str(raised.value.sentence()) or expected is DiskFull


def test_a_full_disk_during_a_backup_leaves_no_piece(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, session())

    def fail(path: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(system, "keep", fail)
    monkeypatch.setattr("tracker.store.backups.settle", fail)
    with pytest.raises(DiskFull):
        store.backup()
    assert store.path is not None
    assert list((store.path.parent / "backups").iterdir()) == []


def test_a_callers_own_error_stays_its_own(store: Store) -> None:
    def fail(change: object) -> None:
        raise FileNotFoundError("toggl.csv")

    with pytest.raises(FileNotFoundError), store.operation("import", who=WHO, at=AT) as change:
        fail(change)


def test_another_program_that_holds_the_ledger(store: Store) -> None:
    assert store.path is not None
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(store.path, patience=0.1) as hurried:
        assert hurried.rows is not None
        with pytest.raises(LedgerBusy, match="held by another program"):
            add(hurried, session())
        hurried.cache("report", "not kept, and no error")
        assert hurried.cached("report") is None
    other.close()
    add(store, session())


# --- damage --------------------------------------------------------------------------------------------


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A ledger of some size, closed."""
    with Store.open(tmp_path / "a.db") as store, store.operation("import", who=WHO, at=AT) as change:
        change.insert_many([session(note="x" * 300) for _ in range(500)])
    return tmp_path / "a.db"


def _refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(DamagedLedger) as raised:
        Store.open(path)
    assert path.read_bytes() == before
    assert "\n" not in str(raised.value.sentence())
    return ways.say(raised.value.sentence())


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Description,Start\nsomething else\n")
    assert "not a database file" in _refused(tmp_path / "a.db")


def test_a_damaged_head(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    data[16:60] = b"\xff" * 44
    closed.write_bytes(data)
    assert "damaged" in _refused(closed)


def test_damage_in_the_middle(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = os.urandom(8192)
    closed.write_bytes(data)
    assert "damaged" in _refused(closed)


def test_a_file_cut_short(closed: Path) -> None:
    data = closed.read_bytes()
    closed.write_bytes(data[: len(data) // 2 + 100])
    assert "damaged" in _refused(closed)


def test_a_damaged_ledger_names_its_newest_backup(closed: Path) -> None:
    with Store.open(closed) as store:
        backup = store.backup()
    closed.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    assert f"The newest backup is {backup}" in _refused(closed)
    closed.write_bytes(backup.read_bytes())
    with Store.open(closed) as store:
        assert store.version == 1


def test_damage_that_is_met_while_reading(closed: Path) -> None:
    with Store.open(closed) as store:
        store.close()
        data = bytearray(closed.read_bytes())
        data[8192:] = b"\x55" * (len(data) - 8192)
        closed.write_bytes(data)
        with pytest.raises(DamagedLedger):
            store.snapshot()


# --- where it lies -------------------------------------------------------------------------------------


def test_no_ledger_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no ledger at"):
        Store.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Store.open(tmp_path)


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(store.backup().stat().st_mode) == 0o600
    path.chmod(0o644)
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_settings_of_every_connection(store: Store) -> None:
    with store._database.read() as sql:
        found = {
            name: sql.command(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "secure_delete": 1}


def test_places() -> None:
    assert opening.place("sqlite:////a/b.db") == Path("/a/b.db")
    assert opening.place("a.db") == Path("a.db")
    with pytest.raises(LedgerError, match="not kept on mysql"):
        Store.open("mysql://host/db")
    with pytest.raises(LedgerError, match="not a database URL"):
        Store.open("post gres://a:b:c")


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(LedgerError, match="cannot be used") as raised:
        Store.open("postgresql://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(raised.value.sentence())
    assert "\n" not in str(raised.value.sentence())


def test_errors_that_are_none_of_the_known() -> None:
    assert type(failures.from_sqlite(sqlite3.OperationalError("disk I/O error"), "x")) is LedgerError


# --- values ------------------------------------------------------------------------------------------


def test_what_sqlite_cannot_hold_is_bad_input(store: Store) -> None:
    with pytest.raises(InputError), store.operation("x", who=WHO, at=AT) as change:
        change.save_mapping("month", "caf\udcff")
    with pytest.raises(InputError, match="larger"):
        store.undo(1 << 70, who=WHO, at=AT)
    assert not any(store.snapshot().values())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("work_sessions", "worked_on", "'2026-_5-01'"), ("work_sessions", "worked_on", "CAST(X'FFFE' AS TEXT)"),
     ("operations", "at", "'never'"), ("changes", "after", "'{\"platform\"'")],
)  # fmt: skip
def test_a_value_that_cannot_be_read_was_damaged(closed: Path, table: str, column: str, value: str) -> None:
    with Store.open(closed) as store:
        add(store, session(2))
    with sqlite3.connect(closed) as base:
        base.execute(f'UPDATE {table} SET "{column}" = {value}')
    base.close()
    with Store.open(closed) as store, pytest.raises(DamagedLedger, match="cannot be read"):
        _ = store.rows(type(session())), store.operations(), store.changes(2)


def test_a_disk_so_full_that_nothing_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = sqlite3.OperationalError("disk I/O error")
    said.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert not isinstance(failures.from_sqlite(said, str(tmp_path / "a.db")), DiskFull)
    monkeypatch.setattr(failures, "LITTLE", 1 << 62)
    assert isinstance(failures.from_sqlite(said, str(tmp_path / "a.db")), DiskFull)


def test_an_empty_text_is_no_text(store: Store) -> None:
    add(store, session(1, note=""))
    assert [r.note for _, r in store.rows(type(session()))] == [None]


def test_a_ledger_that_cannot_be_written_is_read_and_says_so(unprivileged: Path) -> None:
    path = unprivileged / "tracker.db"
    with Store.open(path) as store:
        add(store, *everything())
        before = store.snapshot()
    path.chmod(0o444)
    unprivileged.chmod(0o555)
    content = path.read_bytes()
    _drop_rights()
    with Store.open(path, create=False) as store:
        assert store.snapshot() == before
        (notice,) = store.notices
        assert "only read, nothing can be entered" in str(notice)
        assert "read-only for this user" in str(notice)
        store.cache("key", "text")
        assert store.cached("key") is None
        for _ in range(2):
            with pytest.raises(LedgerReadOnly, match="cannot be opened for writing"):
                add(store, session())
        with pytest.raises(LedgerReadOnly):
            store.undo(store.version, who=WHO, at=AT)
    if os.geteuid() == NOBODY:
        os.seteuid(0)
    assert path.read_bytes() == content
    assert [p.name for p in unprivileged.iterdir()] == ["tracker.db"]


def test_a_full_disk_still_lets_the_ledger_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        add(store, *everything())
        before = store.snapshot()

    def full(_path: Path, _patience: float, *_: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(connection, "connect", full)
    with Store.open(path) as store:
        assert store.snapshot() == before
        assert "There is no room left" in str(store.notices[-1])
        with pytest.raises(DiskFull):
            add(store, session())


def test_changes_that_wait_beside_a_ledger_are_never_left_out_in_silence(unprivileged: Path) -> None:
    path = unprivileged / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
        copy = unprivileged / "copy.db"
        for end in ("", "-wal"):
            copy.with_name(f"copy.db{end}").write_bytes(path.with_name(f"tracker.db{end}").read_bytes())
    assert copy.with_name("copy.db-wal").stat().st_size > 0
    for file in unprivileged.iterdir():
        file.chmod(0o444)
    unprivileged.chmod(0o555)
    _drop_rights()
    with pytest.raises(LedgerReadOnly):
        Store.open(copy)


def _fails_once(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Let the first quick check say this, and the others what is so."""
    real, left = connection.SqliteSql.command, [said]

    def command(self: connection.SqliteSql, text: str) -> list[tuple[object, ...]]:
        return [(left.pop(),)] if "quick_check" in text and left else real(self, text)

    monkeypatch.setattr(connection.SqliteSql, "command", command)


def test_a_disk_that_fails_is_not_called_a_damaged_ledger(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fails_once(monkeypatch, "*** in database main ***\nTree 5 page 5: unable to get the page. error code=266")
    with pytest.raises(LedgerError, match="disk failed") as raised:
        Store.open(closed)
    assert not isinstance(raised.value, DamagedLedger)


def test_damage_is_looked_at_twice_before_it_is_believed(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fails_once(monkeypatch, "database disk image is malformed")
    with Store.open(closed) as store:
        assert store.version == 1


def test_a_sound_backup_outlasts_a_disk_that_fails_while_something_is_forgotten(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(closed) as store:
        backup = store.backup()
        _fails_once(monkeypatch, "Tree 5 page 5: unable to get the page. error code=266")
        with pytest.raises(LedgerError, match="disk failed"):
            store.forget(platform=session().platform, who=WHO, at=AT)
        assert backup.exists()
        assert store.forget(platform=session().platform, who=WHO, at=AT).removed == 0
