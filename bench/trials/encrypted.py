"""Kills of a program that works on an encrypted ledger, or is encrypting one: nothing lost, and nothing plain.

Each life begins with a plain ledger full of marked strings, in rows, notes, names, journal, a kept file, a backup and
a copy elsewhere. It is encrypted, then entered into, undone, backed up, restored and forgotten from. A child tells what
was confirmed, and is killed at a time drawn at random after a drawn step was begun. What the disk then holds is
searched for the marks before anything is opened (a ledger that was still being encrypted once it was opened), then the
ledger is compared with what was confirmed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from unittest import mock

from bench.faults.disk import quick
from bench.trials import Held
from tracker.domain import Expense, Platform
from tracker.store import Store, encrypting, key_files, key_ring, keys, restoring

MARK = "Kestrel-marked"
PASSPHRASE = "four words of mine"
AT = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
LONGEST = 0.06
"""Seconds after the beginning of a step within which the kill comes."""


def run(cases: int, seed: int = 1) -> Held:
    held, draw = Held("kills, encrypted"), Random(f"encrypted-{seed}")
    with (
        tempfile.TemporaryDirectory(prefix="tracker-encrypted-", dir=quick()) as made,
        mock.patch.dict(os.environ, {"XDG_DATA_HOME": str(Path(made) / "data")}),
        mock.patch.multiple(keys, OPERATIONS=1, MEMORY=8192),
    ):
        path, template = Path(made) / "life" / "tracker.db", Path(made) / "template"
        _plain(path)
        shutil.copytree(path.parent, template)
        for n, do in enumerate(LIFE):  # once without a kill: whatever fails by itself is no trial
            do(path, n + 1)
        for _ in range(cases):
            shutil.rmtree(path.parent)
            shutil.copytree(template, path.parent)
            step = draw.randrange(len(LIFE))
            told = _killed(path, step, draw.uniform(0, LONGEST))
            held.case("as encrypted" if key_files.beside(path) else "still plain", _wrong(path, told))
    return held


def _plain(path: Path) -> None:
    with Store.open(path) as store:
        _log(store, 0)
        sha = store.files.keep(f"{MARK} file".encode())
        with store.operation("attach", who="trial", at=AT, summary=MARK) as change:
            change.attach("expenses", 1, f"{MARK}.txt", sha, len(MARK) + 5)
        store.backup()
        store.backup(path.with_name("elsewhere.db"))


# --- a life ----------------------------------------------------------------------------------------------


def _encrypt(path: Path, n: int) -> None:
    encrypting.encrypt(path, path.parent / "backups", keys.new_key(), PASSPHRASE, 60)


def _log(store: Store, n: int) -> None:
    with store.operation("log", who="trial", at=AT + n * dt.timedelta(days=1), summary=f"{MARK} {n}") as change:
        if not any(p.platform == MARK for _, p in store.rows(Platform)):
            change.insert(Platform(platform=MARK, note=MARK))
        change.insert_many([Expense(spent_on=AT.date(), amount=1, currency="USD", category="x", note=f"{MARK} {n}")])


def _opened(do: Callable[[Store, int], object]) -> Callable[[Path, int], None]:
    def step(path: Path, n: int) -> None:
        with Store.open(path) as store:
            do(store, n)

    step.__name__ = do.__name__
    return step


def _keep(store: Store, n: int) -> None:
    data = f"{MARK} kept {n} ".encode() * 1000
    sha = store.files.keep(data)
    with store.operation("attach", who="trial", at=AT + n * dt.timedelta(days=1), summary=MARK) as change:
        change.attach("expenses", 1, f"{MARK} {n}.txt", sha, len(data))


def _undo(store: Store, n: int) -> None:
    store.undo(store.version, who="trial", at=AT + n * dt.timedelta(days=1))


def _backup(store: Store, n: int) -> None:
    store.backup()
    store.backup(store.path.with_name(f"elsewhere-{n}.db") if store.path else None)


def _forget(store: Store, n: int) -> None:
    store.forget(platform=MARK, who="trial", at=AT + n * dt.timedelta(days=1))


def _restore(path: Path, n: int) -> None:
    with Store.open(path) as store:
        backup = store.backup()
    with restoring.new_file(backup, path) as made:
        restoring.put(path, made, backup=backup, worker="me", who="trial", at=AT + n * dt.timedelta(days=1))


LIFE: list[Callable[[Path, int], None]] = [
    _encrypt, _opened(_log), _opened(_keep), _opened(_backup), _opened(_log), _opened(_undo), _restore,
    _opened(_log), _opened(_forget), _opened(_log), _opened(_keep), _opened(_backup),
]  # fmt: skip


def _killed(path: Path, step: int, after: float) -> tuple[int, int]:
    """A child lives until it is killed; version and expenses that it has confirmed last."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            for n, do in enumerate(LIFE):
                os.write(writing, f"begun {n}\n".encode())
                do(path, n + 1)
                with Store.open(path) as store:
                    os.write(writing, f"done {store.version} {len(store.rows(Expense))}\n".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = []
        for line in told:
            lines.append(line)
            if line == f"begun {step}\n":
                break
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += told
    done = [line.split()[1:] for line in lines if line.startswith("done")]
    return (int(done[-1][0]), int(done[-1][1])) if done else (2, 1)


# --- what is left ----------------------------------------------------------------------------------------


def _wrong(path: Path, told: tuple[int, int]) -> list[str]:
    wrong, wrapped = [], key_files.beside(path)
    if wrapped is not None and wrapped.finished:
        wrong += [f"plain after the kill: {name}" for name in _marked(path.parent)]
    key_ring.let_go()
    try:
        if wrapped is not None:
            key_ring.unlock(path, PASSPHRASE)
        with Store.open(path) as store:
            version, expenses = store.version, len(store.rows(Expense))
            serious = [str(f.text) for f in store.flaws() if f.kind not in ("file_left", "part_left")]
            copies = store.backups()
        wrong += [f"version {version} after {told[0]} was confirmed"] if version < told[0] else []
        wrong += [f"{expenses} rows after {told[1]}"] if abs(expenses - told[1]) > 1 else []
        wrong += serious
        if wrapped is not None:
            wrong += [f"plain once opened: {name}" for name in _marked(path.parent)]
        for copy in copies:
            Store.open(copy).close()
    except Exception as error:  # noqa: BLE001 whatever it is, it is what the trial is about
        wrong.append(f"{type(error).__name__}: {error}")
    return wrong


def _marked(folder: Path) -> list[str]:
    """Files in whose name or bytes a mark is."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return [p.relative_to(folder).as_posix() for p in files if MARK.encode() in p.read_bytes() + p.name.encode()]
