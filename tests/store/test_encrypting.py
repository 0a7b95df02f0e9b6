"""Encrypted ledgers: what no byte may tell, what goes on working, and what a kill leaves."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from bench.trials import encrypted as trials
from tests.store import marked
from tests.store.marked import AT, MARK, PASSPHRASE, WHO
from tracker.domain import Expense, Platform
from tracker.errors import DamagedLedger, InputError, LedgerBusy, LedgerError, LedgerLocked, LedgerMoved
from tracker.store import Store, encrypting, key_files, key_ring, keys, restoring, sealed

pytestmark = pytest.mark.usefixtures("cheap_keys")
DAY = dt.timedelta(days=1)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return marked.make(tmp_path / "of")


@pytest.fixture
def locked(plain: Path) -> Path:
    """An encrypted ledger whose key this process holds."""
    marked.encrypt(plain)
    return plain


def own(path: Path) -> Path:
    return path.parent / "backups"


# --- what the disk holds ---------------------------------------------------------------------------------


def test_a_plain_ledger_is_full_of_what_an_encrypted_one_hides(plain: Path) -> None:
    assert len(marked.marked(plain.parent)) == 5
    with Store.open(plain) as store:
        before = store.snapshot()
    done = encrypting.encrypt(plain, own(plain), keys.new_key(), PASSPHRASE, 60)
    assert (done.backups, done.files, done.out_of_reach, done.left) == (2, 2, (), ())
    assert marked.marked(plain.parent) == []
    with Store.open(plain) as store:
        assert store.snapshot() == before
        assert store.files.read(1)[1] == f"{MARK} file".encode()
        assert store.flaws() == []


def test_everything_goes_on_and_nothing_of_it_is_plain(locked: Path) -> None:
    with Store.open(locked) as store:
        number = marked.add(store, AT + DAY)  # makes the day's backup too
        assert marked.marked(locked.parent) == [], "with the log beside the ledger"
        kept = store.files.keep(f"{MARK} second".encode())
        store.undo(number, who=WHO, at=AT + DAY)
        store.backup()
        store.backup(locked.parent / "second.db")
        assert [f.kind for f in store.flaws()] == ["file_left"], "which no row names"
        assert [p.name for p in store.backups() if "auto" in p.name] == ["tracker-auto-20260507.db"]
    assert kept not in {p.name for p in locked.with_name("tracker.db.files").iterdir()}
    assert marked.marked(locked.parent) == []


def test_forgetting_reaches_encrypted_backups(locked: Path) -> None:
    with Store.open(locked) as store:
        found = store.forget(platform=MARK, who=WHO, at=AT)
        assert (found.backups, found.removed) == (2, 0)
        copies = store.backups()
    for copy in copies:
        with Store.open(copy) as store:
            assert [p.platform for _, p in store.rows(Platform)] == ["forgotten platform 1"]
            assert MARK not in str(store.rows(Expense)[0][1].note)


def test_a_file_that_is_not_the_sealed_one_is_noticed(locked: Path) -> None:
    with Store.open(locked) as store:
        (path,) = (p for p in locked.with_name("tracker.db.files").iterdir())
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        with pytest.raises(LedgerError, match="was changed"):
            store.files.read(1)
        assert [f.kind for f in store.flaws()] == ["file_changed"]


def test_a_page_that_was_changed_is_noticed(locked: Path) -> None:
    data = bytearray(locked.read_bytes())
    data[4096 * 3 + 100] ^= 1
    locked.write_bytes(data)
    with pytest.raises(DamagedLedger):
        Store.open(locked)


def test_changes_lost_from_the_log_are_told(locked: Path) -> None:
    store = Store.open(locked)
    for n in range(5):
        marked.add(store, AT + n * dt.timedelta(minutes=1))
    log = locked.with_name("tracker.db-wal")
    data, copy = bytearray(log.read_bytes()), locked.parent / "copy" / "tracker.db"
    data[32 + 30] ^= 1
    marked.again(locked.parent, copy.parent)
    store.close()
    copy.with_name("tracker.db-wal").write_bytes(data)
    with pytest.raises(DamagedLedger, match="changes in it cannot be read"):
        Store.open(copy)


# --- keys ------------------------------------------------------------------------------------------------


def test_a_locked_ledger_says_so(locked: Path) -> None:
    key_ring.let_go()
    with pytest.raises(LedgerLocked, match="is encrypted and locked"):
        Store.open(locked)
    with pytest.raises(LedgerLocked) as told:
        key_ring.unlock(locked, "wrong horse battery")
    assert told.value.code == "wrong_passphrase"
    key_ring.unlock(locked, PASSPHRASE)
    Store.open(locked).close()


def test_an_accent_is_the_same_however_it_is_typed(plain: Path) -> None:
    marked.encrypt(plain, "caf\u00e9 con leche")
    key_ring.let_go()
    key_ring.unlock(plain, "cafe\u0301 con leche")


def test_a_short_passphrase_encrypts_nothing(plain: Path) -> None:
    with pytest.raises(InputError) as told:
        marked.encrypt(plain, "seven77")
    assert told.value.code == "short_passphrase"
    assert system_head(plain).startswith(b"SQLite")
    assert not key_files.keys_file(plain).exists()


def system_head(path: Path) -> bytes:
    return key_files.head(path)


def test_another_passphrase_holds_for_copies_elsewhere_too(locked: Path) -> None:
    key, _ = key_ring.unlock(locked, PASSPHRASE)
    done = encrypting.change_passphrase(locked, own(locked), key, "another horse battery")
    assert done.backups == 1
    for path in (locked, locked.with_name("elsewhere.db"), *own(locked).glob("*.db")):
        key_ring.let_go()
        with pytest.raises(LedgerLocked):
            key_ring.unlock(path, PASSPHRASE)
        key_ring.unlock(path, "another horse battery")
        Store.open(path).close()


@pytest.mark.parametrize("lost", [False, True])
def test_the_recovery_key_opens_and_sets_a_passphrase(plain: Path, lost: bool) -> None:
    paper = marked.encrypt(plain).on_paper()
    key_ring.let_go()
    if lost:
        key_files.keys_file(plain).unlink()
        with pytest.raises(DamagedLedger, match=r"tracker\.db\.keys is missing"):
            Store.open(plain)
    key = keys.from_paper(paper.lower().replace("-", " "))
    encrypting.refuse_other(plain, key)
    encrypting.change_passphrase(plain, own(plain), key, "from paper again")
    key_ring.let_go()
    key_ring.unlock(plain, "from paper again")
    with Store.open(plain) as store:
        assert len(store.rows(Expense)) == 1
        store.forget(platform=MARK, who=WHO, at=AT)
        assert len(store.backups()) == 2, "a copy without its key file is not taken for a damaged one"


def test_recovery_keys_with_a_slip_or_of_another_ledger_are_refused(locked: Path) -> None:
    paper = keys.new_key().on_paper()
    with pytest.raises(InputError, match="not the recovery key of"):
        encrypting.refuse_other(locked, keys.from_paper(paper))
    for wrong in (paper[:-1], paper[:-1] + ("0" if paper[-1] != "0" else "1"), "", "hello"):
        with pytest.raises(InputError, match="not a recovery key"):
            keys.from_paper(wrong)


def test_a_key_file_that_is_damaged_is_told(locked: Path) -> None:
    key_files.keys_file(locked).write_text("{}")
    with pytest.raises(DamagedLedger, match="it holds no key"):
        Store.open(locked)


def test_no_secret_is_in_a_representation(plain: Path) -> None:
    key = marked.encrypt(plain)
    assert key.secret.hex() not in repr(key)
    wrapped = key_files.beside(plain)
    assert wrapped is not None
    assert wrapped.box.hex() not in repr(wrapped)


def test_without_the_library_the_way_out_is_said(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(LedgerError, match="a library that is not installed") as told:
        Store.open(locked)
    assert told.value.code == "no_encryption"
    Store.open(locked.with_name("plain.db")).close()
    with pytest.raises(LedgerError, match="a library that is not installed"):
        encrypting.encrypt(locked.with_name("plain.db"), own(locked), keys.new_key(), PASSPHRASE, 60)


# --- copies ----------------------------------------------------------------------------------------------


def put_back(backup: Path, ledger: Path) -> Path | None:
    with restoring.new_file(backup, ledger) as made:
        restoring.compare(ledger, made, worker="me")
        return restoring.put(ledger, made, backup=backup, worker="me", who=WHO, at=AT)


def test_a_ledger_keeps_its_form_whatever_form_a_backup_has(locked: Path, tmp_path: Path) -> None:
    other = marked.make(tmp_path / "plain")
    put_back(other, locked)
    assert marked.marked(locked.parent) == []
    put_back(locked, other)
    assert system_head(other).startswith(b"SQLite")
    with Store.open(other) as store:
        assert store.files.read(1)[1] == f"{MARK} file".encode()
        assert store.flaws() == []


@pytest.mark.parametrize("damaged", [False, True])
def test_a_copy_elsewhere_is_restored_where_there_is_no_ledger(locked: Path, tmp_path: Path, damaged: bool) -> None:
    place = tmp_path / "new" / "tracker.db"
    if damaged:
        place.parent.mkdir()
        place.write_bytes(b"nothing of a ledger" * 400)
    copy = locked.with_name("elsewhere.db")
    key_ring.let_go()
    with pytest.raises(LedgerLocked) as told, restoring.new_file(copy, place):
        pass
    assert told.value.where == copy
    key_ring.unlock(copy, PASSPHRASE)
    put_back(copy, place)
    if not damaged:
        assert marked.marked(place.parent) == []
    with Store.open(place) as store:
        assert store.files.read(1)[1] == f"{MARK} file".encode()


def test_a_sealed_copy_of_an_encrypted_ledger_is_restored(locked: Path, tmp_path: Path) -> None:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(identity))
    (tmp_path / "copy").mkdir()
    with Store.open(locked) as store:
        made = store.copy_into(tmp_path / "copy")
        assert marked.marked(made.parent) == []
        (tmp_path / "sealed.age").write_bytes(sealed.seal(made, [str(identity.to_public())], store.version))
    with sealed.opened(tmp_path / "sealed.age", tmp_path / "key.txt") as found:
        put_back(found, tmp_path / "new" / "tracker.db")
    with Store.open(tmp_path / "new" / "tracker.db") as store:
        assert len(store.rows(Expense)) == 1


def test_a_plain_copy_put_there_by_hand_is_read_as_what_it_is(plain: Path) -> None:
    before = plain.read_bytes()
    marked.encrypt(plain)
    plain.write_bytes(before)
    with Store.open(plain) as store:
        assert len(store.rows(Expense)) == 1
    with pytest.raises(InputError, match="not encrypted"):
        key_ring.unlock(plain, PASSPHRASE)


def test_a_hard_link_to_a_backup_is_left_and_named(plain: Path, tmp_path: Path) -> None:
    (backup,) = own(plain).glob("*.db")
    snapshot = tmp_path / "snapshot.db"
    snapshot.hardlink_to(backup)
    done = encrypting.encrypt(plain, own(plain), keys.new_key(), PASSPHRASE, 60)
    assert done.left == (backup,)
    assert snapshot.read_bytes().startswith(b"SQLite"), "somebody else's file is not touched"


# --- back to plain, others, kills ------------------------------------------------------------------------


def test_decrypting_gives_the_same_ledger(locked: Path) -> None:
    with Store.open(locked) as store:
        before = store.snapshot()
    key, _ = key_ring.unlock(locked, PASSPHRASE)
    done = encrypting.decrypt(locked, own(locked), key)
    assert (done.backups, done.files) == (2, 2)
    key_ring.let_go()
    with Store.open(locked) as store:
        assert store.snapshot() == before
        assert store.flaws() == []
        assert [Store.open(copy).rows(Expense) != [] for copy in store.backups()] == [True, True]
    assert not list(locked.parent.rglob("*.keys*"))


def test_encrypting_waits_for_nobody_who_keeps_the_ledger_open(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypting, "PATIENCE", 0.1)
    hold = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('BEGIN'); c.execute('PRAGMA schema_version')"
    code = f"{hold}; c.execute('select * from workers').fetchall(); print('here', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(plain)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LedgerBusy):
            marked.encrypt(plain)
        other.communicate()
    assert len(Store.open(plain).rows(Expense)) == 1


def test_who_had_it_open_meanwhile_writes_nowhere(plain: Path) -> None:
    """A connection that was opened before, and waits, gets the old file: it must not seem to be written."""
    wait = """
import sys, sqlite3
from tracker.store.connection import SqliteDatabase
from tracker.errors import LedgerError
from pathlib import Path
file = SqliteDatabase(Path(sys.argv[1]))
file._idle.append(sqlite3.connect(sys.argv[1], isolation_level=None))
print("open", flush=True)
sys.stdin.readline()
try:
    with file.write() as sql:
        sql.run("delete_all_results")
    print("written")
except LedgerError as error:
    print(type(error).__name__)
"""
    with subprocess.Popen(
        [sys.executable, "-c", wait, str(plain)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        marked.encrypt(plain)
        said, _ = other.communicate("go\n")
    assert said == f"{LedgerMoved.__name__}\n"
    assert marked.marked(plain.parent) == []


def test_what_a_kill_left_plain_is_encrypted_when_it_is_opened(locked: Path) -> None:
    wrapped = key_files.beside(locked)
    assert wrapped is not None
    key_files.write(locked, keys.Wrapped(*(getattr(wrapped, n) for n in wrapped.__slots__[:-1]), finished=False))
    (own(locked) / "tracker-0.db.part").write_bytes(MARK.encode())
    Store.open(locked).close()
    assert marked.marked(locked.parent) == []


@pytest.mark.slow
@pytest.mark.parametrize("what", ["encrypt", "decrypt"])
def test_a_kill_at_any_step_leaves_one_whole_ledger(tmp_path: Path, what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.killed", str(tmp_path), what],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_some_kills_lose_nothing_and_leave_nothing_plain() -> None:
    held = trials.run(12)
    assert held.wrong == []
    assert held.ends["as encrypted"] > 6
