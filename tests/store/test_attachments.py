"""Files kept with rows: journaled, undone, wiped by forget, taken along by copies, checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.store.made import AT, DAY, WHO, add, bytes_of, do, first_row, replay, session, undo
from tracker.domain import Payout, Platform, Project, WorkSession
from tracker.errors import DamagedLedger, InputError, LedgerError, NotFound, Refused, UndoRefused
from tracker.store import Store, attachments, restoring

LETTER = b"%PDF an offer of 45 USD an hour"
SHA = hashlib.sha256(LETTER).hexdigest()


def attach(store: Store, table: str, row: int, data: bytes = LETTER, name: str = "offer.pdf") -> int:
    return do(store, lambda c: c.attach(table, row, name, store.files.keep(data), len(data)), "attach")


def test_a_file_is_kept_once_for_each_content_and_by_this_user_alone(store: Store) -> None:
    add(store, session(1), session(2))
    attach(store, "work_sessions", 1)
    attach(store, "work_sessions", 2, name="again.pdf")
    folder = store.files.folder
    assert folder is not None
    assert folder.name == "tracker.db.files"
    assert [p.name for p in folder.iterdir()] == [SHA]
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / SHA).stat().st_mode & 0o077 == 0
    kept, data = store.files.read(2)
    assert (kept.name, kept.row, kept.size, data) == ("again.pdf", 2, len(LETTER), LETTER)
    assert [a.number for a in store.files.listed("work_sessions", 1)] == [1]
    assert replay(store) == store.snapshot()
    (folder / SHA).chmod(0o644)
    assert store.open_to_others() == [folder / SHA]


def test_a_row_that_goes_takes_its_files_along_and_undo_brings_both_back(ledger_file: Store) -> None:
    store = ledger_file
    before = store.snapshot()
    gone = do(store, lambda c: c.delete("work_sessions", first_row(store, WorkSession)))
    assert store.files.listed() == []
    undo(store, gone)
    assert store.snapshot() == before
    assert store.files.read(1)[1] == LETTER


@pytest.fixture
def ledger_file(store: Store) -> Store:
    add(store, session(1))
    attach(store, "work_sessions", 1)
    return store


def test_undo_of_a_row_names_the_file_kept_with_it(ledger_file: Store) -> None:
    with pytest.raises(UndoRefused) as refused:
        undo(ledger_file, 1)
    assert refused.value.later == (2,)
    both = undo(ledger_file, 1, together=True)
    assert ledger_file.files.listed() == []
    undo(ledger_file, both)
    assert ledger_file.files.read(1)[1] == LETTER


def test_a_file_does_not_come_back_without_its_row(ledger_file: Store) -> None:
    off = do(ledger_file, lambda c: c.delete("attachments", 1))
    do(ledger_file, lambda c: c.delete("work_sessions", 1))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger_file, off)
    assert refused.value.later == (4,)
    undo(ledger_file, off, together=True)
    assert ledger_file.files.read(1)[1] == LETTER
    assert len(ledger_file.rows(WorkSession)) == 1
    assert replay(ledger_file) == ledger_file.snapshot()


def test_what_cannot_be_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, session(1))
    with pytest.raises(NotFound):
        attach(store, "work_sessions", 99)
    with pytest.raises(Refused, match="No file can be kept with a row of settings"):
        attach(store, "settings", 1)
    with pytest.raises(InputError, match="empty"):
        store.files.keep(b"")
    monkeypatch.setattr(attachments, "LARGEST", 10)
    with pytest.raises(InputError, match="at most"):
        store.files.keep(b"x" * 11)
    assert store.files.listed() == []


@pytest.mark.engine
def test_a_ledger_on_a_server_keeps_no_files(server_url: str, tmp_path: Path) -> None:
    with Store.open(server_url, worker="files", backup_dir=tmp_path) as store, pytest.raises(Refused, match="server"):
        store.files.keep(LETTER)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/pass\nwd", "pass wd"),
        ("a\\b.pdf", "b.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_name_is_one_line_without_folders(typed: str, name: str) -> None:
    assert attachments.clean_name(typed) == name


@pytest.mark.parametrize("typed", ["", " ", "a/", "\n"])
def test_a_file_has_a_name(typed: str) -> None:
    with pytest.raises(InputError):
        attachments.clean_name(typed)


# --- forget --------------------------------------------------------------------------------------------


def test_forget_wipes_files_with_names_and_bytes_also_where_they_were_taken_off(store: Store) -> None:
    add(
        store,
        Platform(platform="Zyxmark"),
        Project(platform="Zyxmark", project="Ash"),
        Platform(platform="Kept"),
        Payout(platform="Zyxmark", kind="payout", received_on=DAY, amount=1, currency="USD"),
    )
    attach(store, "projects", 1, b"Zyxmark letter", "Zyxmark offer.pdf")
    attach(store, "payouts", 1, b"Zyxmark slip", "slip.pdf")
    attach(store, "platforms", 2, b"other", "like Zyxmark.pdf")
    do(store, lambda c: c.delete("attachments", 2))
    assert store.path is not None
    store.backup()
    elsewhere = store.backup(store.path.parent / "stick" / "copy.db")
    assert len(list(attachments.folder(elsewhere).iterdir())) == 3
    result = store.forget(platform="Zyxmark", who=WHO, at=AT)
    assert result.counts["attachments"] >= 3
    for path, data in bytes_of(store.path.parent).items():
        assert b"zyxmark" not in data.lower(), path
    assert [(a.table, a.name) for a in store.files.listed()] == [("platforms", "like forgotten platform 1.pdf")]
    assert store.files.read(3)[1] == b"other"
    assert replay(store) == store.snapshot()
    assert len(list(attachments.folder(elsewhere).iterdir())) == 1
    assert store.flaws() == []


def test_forget_leaves_what_another_row_or_a_backup_names(store: Store) -> None:
    add(store, session(1, platform="One"), session(2, platform="Two"))
    attach(store, "work_sessions", 1)
    attach(store, "work_sessions", 2)
    store.forget(platform="One", who=WHO, at=AT)
    assert store.files.read(2)[1] == LETTER
    store.forget(platform="Two", who=WHO, at=AT)
    assert store.files.folder is not None
    assert list(store.files.folder.iterdir()) == []


# --- backups, flaws --------------------------------------------------------------------------------------


def test_a_restored_copy_brings_its_files(store: Store, tmp_path: Path) -> None:
    add(store, session(1))
    attach(store, "work_sessions", 1)
    copy = store.backup(tmp_path / "stick" / "copy.db")
    new = tmp_path / "new" / "tracker.db"
    with restoring.new_file(copy, new) as made:
        restoring.put(new, made, backup=copy, worker="me", who=WHO, at=AT)
    with Store.open(new) as restored:
        assert restored.files.read(1)[1] == LETTER


def test_a_copy_in_the_ledgers_own_folder_shares_its_files(ledger_file: Store) -> None:
    copy = ledger_file.backup()
    assert not attachments.folder(copy).exists()


def test_missing_changed_and_left_files_are_found(ledger_file: Store) -> None:
    folder = ledger_file.files.folder
    assert folder is not None
    assert ledger_file.flaws() == []
    left = folder / ledger_file.files.keep(b"nobody's")
    assert [(f.kind, str(left) in str(f.text)) for f in ledger_file.flaws()] == [("file_left", True)]
    assert ledger_file.files.sweep() == 1
    (folder / SHA).write_bytes(b"other")
    assert [f.kind for f in ledger_file.flaws()] == ["file_changed"]
    with pytest.raises(LedgerError, match="changed since"):
        ledger_file.files.read(1)
    (folder / SHA).unlink()
    assert [f.kind for f in ledger_file.flaws()] == ["file_missing"]
    with pytest.raises(NotFound, match="no longer"):
        ledger_file.files.read(1)
    ledger_file.files.keep(LETTER)
    assert ledger_file.flaws() == []


def test_what_a_backup_names_is_not_left_over(ledger_file: Store) -> None:
    ledger_file.backup()
    assert ledger_file.path is not None
    other = Store.open(ledger_file.path.with_name("other.db"))
    other.close()
    made = ledger_file.path.with_name("other.db")
    restoring.put(ledger_file.path, made, backup=made, worker="me", who=WHO, at=AT)
    assert ledger_file.files.listed() == []
    assert ledger_file.flaws() == []
    assert ledger_file.files.sweep() == 0


def test_a_backup_that_cannot_be_read_may_name_any_file(ledger_file: Store) -> None:
    ledger_file.backup().write_bytes(b"x" * 9000)
    ledger_file.files.keep(b"nobody's")
    assert ledger_file.flaws() == []
    assert ledger_file.files.sweep() == 0


def test_a_damaged_ledger_says_so_first(ledger_file: Store) -> None:
    path = ledger_file.path
    assert path is not None
    ledger_file.close()
    path.write_bytes(b"x" * 9000)
    with pytest.raises(DamagedLedger):
        Store.open(path)
