"""What is done to a ledger and the files beside it while its disk fails, and what there is to see afterwards."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from tracker.desk import archive, attachments, backups, entry, imports, timer
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.store import Store, system

LEDGER, OUT = "home/tracker.db", "out"
BEGUN = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
SECRET = "Quibblewick"
"""The name that is forgotten."""
HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"


class Life:
    """A ledger below a folder, its desk, and a clock that goes on by an hour with each thing done."""

    def __init__(self, folder: Path, hours: int = 0) -> None:
        self.folder, self.hours = folder, hours
        self.out = folder / OUT
        self._desk: Desk | None = None

    @property
    def ledger(self) -> Path:
        return self.folder / LEDGER

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            self._desk = Desk.open(self.ledger, who="bench", clock=lambda: BEGUN + dt.timedelta(hours=self.hours))
        return self._desk

    @property
    def told(self) -> list[object]:
        """What the program said by the way."""
        return [] if self._desk is None else list(self._desk.notices)

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()
        self._desk = None

    def rows(self, project: str = "Ash") -> list[tuple[int, WorkSession]]:
        return self.desk.rows(WorkSession, project=project)


Doing: TypeAlias = Callable[[Life], object]


def make(life: Life) -> None:
    """The ledger with nothing in it; the folder of exports is the person's own."""
    system.make_folder(life.out)
    life.desk.operations()


def begin(life: Life) -> None:
    entry.save_settings(life.desk, Settings(home_currency="USD", time_zone="UTC"))


def names(life: Life) -> None:
    made = [Platform(platform="Larkspur"), Platform(platform=SECRET), Project(platform="Larkspur", project="Ash")]
    entry.add(life.desk, [*made, Project(platform=SECRET, project="Elm")])


def log(life: Life) -> None:
    entry.add(life.desk, [_session(life.hours)])


def log_secret(life: Life) -> None:
    entry.add(life.desk, [replace(_session(life.hours), platform=SECRET, project="Elm", note=f"for {SECRET}")])


def _session(n: int) -> WorkSession:
    day = dt.date(2026, 4, 1) + dt.timedelta(days=n % 28)
    return WorkSession(platform="Larkspur", project="Ash", worked_on=day, minutes=60 * (n + 1), note=f"note {n}")


def bring(life: Life) -> None:
    _bring(life, "toggl.csv", 30, "a row")


def bring_much(life: Life) -> None:
    """More than SQLite leaves in its log: it is taken into the file on the way."""
    _bring(life, "much.csv", 420, "long " * 600)


def _bring(life: Life, name: str, n: int, note: str) -> None:
    rows = (
        f"Acme,Hopper,{note}{i},2026-03-{1 + i % 28:02d},{i % 24:02d}:00:00,2026-03-{1 + i % 28:02d},"
        f"{i % 24:02d}:{1 + i % 58:02d}:00,00:{1 + i % 58:02d}:00\n"
        for i in range(n)
    )
    said = imports.options(life.desk, zone="UTC", platform="Larkspur")
    imports.apply_plan(life.desk, imports.plan_files(life.desk, [(name, (HEAD + "".join(rows)).encode())], said))


def correct(life: Life) -> None:
    row, before = life.rows()[0]
    entry.change(life.desk, [("work_sessions", row, replace(before, minutes=60 * (300 + life.hours)))])


def remove(life: Life) -> None:
    entry.remove(life.desk, "work_sessions", life.rows()[0][0])


def undo(life: Life) -> None:
    entry.undo(life.desk)


def start(life: Life) -> None:
    timer.start(life.desk, "Larkspur", "Ash", "task")


def pause(life: Life) -> None:
    timer.pause(life.desk)


def stop(life: Life) -> None:
    timer.stop(life.desk, note="timed")


def attach(life: Life) -> None:
    offer = b"offer " * 900 + str(life.hours).encode()
    attachments.keep(life.desk, "work_sessions", life.rows()[0][0], "offer.txt", offer)


def keep(life: Life) -> None:
    backups.backup(life.desk)


def keep_elsewhere(life: Life) -> None:
    backups.backup(life.desk, life.out / f"stick-{life.hours}.db")


def export(life: Life) -> None:
    archive.export(life.desk, life.out / "ledger.zip")


def export_folder(life: Life) -> None:
    archive.export(life.desk, life.out / "ledger")


def put_back(life: Life) -> None:
    backups.put_back(life.desk, life.ledger.parent / "backups" / "tracker-auto-20260505.db")


def forget(life: Life) -> None:
    entry.forget(life.desk, platform=SECRET)


def tomorrow(life: Life) -> None:
    """The first line of a day, beside which the ledger is copied as it was before; it ends with the copy, as a command
    does."""
    life.hours = -(-life.hours // 24) * 24
    log(life)
    life.desk.store.settle()


def look(life: Life) -> None:
    """Reading only."""
    life.desk.store.snapshot()
    life.desk.operations()


# --- what there is to see -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """The ledger's rows as one hash, exports and kept files by hash, and the names of its backups."""

    rows: str
    files: dict[str, str]
    backups: tuple[str, ...]


NOTHING = Seen("", {}, ())
"""Before the ledger was made."""
LEFT = {"file_left", "part_left"}
"""Flaws that an operation may leave that was cut short: copies that nothing names."""


def see(folder: Path) -> tuple[Seen, list[str]]:
    """What is there, and what is wrong with it. Raises the errors of opening."""
    wrong: list[str] = []
    with Store.open(folder / LEDGER, create=False) as store:
        seen = see_open(store, folder)
        wrong += [f"{f.kind}: {f.text}" for f in store.flaws() if f.kind not in LEFT]
        for kept in store.files.listed():
            store.files.read(kept.number)
        wrong += [f"not whole: {p.name}" for p in _copies(folder) if not _whole(p)]
    return seen, wrong


def see_open(store: Store, folder: Path) -> Seen:
    """The same while the ledger is open, without looking for what is wrong."""
    rows = store.snapshot()
    for table in rows.values():
        for _, raw in table:
            raw.pop("source_id", None)  # of typed rows it is drawn at random
    text = json.dumps(rows, sort_keys=True, default=str)
    exports = [p for p in sorted(folder.glob(f"{OUT}/**/*")) if p.is_file() and ".db" not in p.name]
    kept = {a.sha256 for a in store.files.listed()}
    files = {p.relative_to(folder).as_posix(): _hash(p.read_bytes()) for p in exports if ".part" not in p.name}
    files |= {f"kept {sha}": sha for sha in kept}
    copies = sorted(p.relative_to(folder).as_posix() for p in _copies(folder))
    return Seen(_hash(text.encode()), files, tuple(copies))


def _copies(folder: Path) -> list[Path]:
    return [*folder.glob("home/backups/*.db"), *folder.glob(f"{OUT}/*.db")]


def telling(folder: Path) -> list[Path]:
    """Files that tell the forgotten name, but for exports: those are out of reach, and named."""
    exports = folder / OUT / "ledger"
    there = [p for p in folder.rglob("*") if p.is_file() and not p.is_relative_to(exports)]
    return [p for p in there if SECRET.encode() in p.read_bytes()]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


def _whole(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as base:
            return base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.Error:
        return False


def differs(found: Seen, before: Seen, after: Seen) -> list[str]:
    """What is neither as it was nor as it was to be; empty if all is."""
    wrong = [] if found.rows in (before.rows, after.rows) else ["the rows are neither the old nor the new ones"]
    for name in sorted(before.files.keys() | after.files.keys() | found.files.keys()):
        if found.files.get(name) not in (before.files.get(name), after.files.get(name)):
            wrong.append(f"{name} is neither the old nor the new one")
    wrong += [f"{name} is gone" for name in before.backups if name in after.backups and name not in found.backups]
    return wrong
