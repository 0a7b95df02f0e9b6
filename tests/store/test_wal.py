"""A damaged -wal file: what it lost is said once, and what is merely unfinished is not a loss."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.domain import WorkSession
from tracker.errors import DamagedLedger
from tracker.store import Store

CHANGES = 12
KILLED = f"""
import datetime as dt, os, signal, sys
from tracker.domain import WorkSession
from tracker.store import Store
store = Store.open(sys.argv[1])
for n in range({CHANGES}):
    with store.operation("log", who="", at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC)) as change:
        change.insert(WorkSession(platform="A", worked_on=dt.date(2026, 5, 1), minutes=60 + n, note="n" * 300))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger whose program was killed: all its changes are in the -wal file."""
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder / "a.db")], check=False)
    assert done.returncode == -signal.SIGKILL
    return folder


@pytest.fixture
def ledger(left: Path, tmp_path: Path) -> Path:
    shutil.copytree(left, tmp_path / "copy")
    return tmp_path / "copy" / "a.db"


def _hurt(ledger: Path, at: int) -> None:
    wal = ledger.with_name("a.db-wal")
    data = bytearray(wal.read_bytes())
    data[at] ^= 0xFF
    wal.write_bytes(data)


def test_a_sound_file_is_read_whole(ledger: Path) -> None:
    with Store.open(ledger) as store:
        assert len(store.rows(WorkSession)) == CHANGES


@pytest.mark.parametrize("at", [0, 9, 17, 30, 40, 32 + 24 + 100, 32 + 20 * 4120 + 500], ids=str)
def test_changes_behind_the_damage_are_told_once(ledger: Path, at: int) -> None:
    _hurt(ledger, at)
    with pytest.raises(DamagedLedger, match="changes in it cannot be read and are lost") as caught:
        Store.open(ledger)
    assert str(caught.value.sentence()).count("\n") == 0
    with Store.open(ledger) as store:
        assert len(store.rows(WorkSession)) < CHANGES


def test_a_last_change_that_was_cut_off_is_no_loss(ledger: Path) -> None:
    wal = ledger.with_name("a.db-wal")
    wal.write_bytes(wal.read_bytes()[:-1000])
    with Store.open(ledger) as store:
        assert len(store.rows(WorkSession)) == CHANGES - 1


def test_use_by_several_is_never_taken_for_damage(tmp_path: Path) -> None:
    rng, path = random.Random(3), tmp_path / "a.db"
    stores = [Store.open(path) for _ in range(3)]
    for n in range(60):
        store = rng.choice(stores)
        try:
            with store.operation("x", who="", at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC)) as change:
                row = WorkSession(platform="A", worked_on=dt.date(2026, 5, 1), minutes=n, note="n" * 400)
                change.insert_many([row] * rng.choice([1, 5, 200]))
                if rng.random() < 0.3:
                    raise KeyError
        except KeyError:
            pass
        Store.open(path).close()
    for store in stores:
        store.close()


def test_a_change_whose_end_is_spoiled_is_told_from_the_next_one(ledger: Path) -> None:
    """Two are gone then, though only one has an end that can be seen."""
    wal = ledger.with_name("a.db-wal")
    data = bytearray(wal.read_bytes())
    ends = [at for at in range(32, len(data), 24 + 4096) if any(data[at + 4 : at + 8])]
    data[ends[-2] : ends[-2] + 24] = bytes(24)
    wal.write_bytes(data)
    with pytest.raises(DamagedLedger, match="the last 2 changes"):
        Store.open(ledger)
    with Store.open(ledger) as store:
        assert len(store.rows(WorkSession)) == CHANGES - 2
