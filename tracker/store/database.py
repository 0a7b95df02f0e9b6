"""The store: one worker's ledger, on SQLite or on a server.

    with Store.open("tracker.db") as store:
        with store.operation("log", who="cli", at=now, summary="2 h on Outlier") as change:
            change.insert(WorkSession(platform="Outlier", …))
        store.undo(store.version, who="cli", at=now)

Whatever is asked here is asked for the one worker it was opened for. It may be shared by threads, and
several programs may have the same ledger open: writers wait for each other.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tracker import settings as defaults
from tracker.domain import Known, Record, Settings, WorkSession
from tracker.errors import DiskFull, LedgerError, LedgerReadOnly, Refused
from tracker.say import Act, Said, Word
from tracker.store import backups, checking, journal, key_files, opening, reading, system
from tracker.store.attachments import Files
from tracker.store.change import Change
from tracker.store.checking import Flaw
from tracker.store.connection import Database, SqliteDatabase, first
from tracker.store.daily import Copying
from tracker.store.failures import Clash, told
from tracker.store.only_reading import ReadingDatabase, open_reading
from tracker.store.rows import Raw
from tracker.store.timing import running_timer

if TYPE_CHECKING:
    from tracker.frames import LedgerFrames
    from tracker.store.results import Operation, RowChange, Timer, Unread

R = TypeVar("R", bound=Record)
PATIENCE = 15.0
MOST_SINCE = 10_000
"""Operations that are looked through for one of a restore."""
"""Seconds to wait for another program's change: an import of 100,000 rows takes some."""
KEEP = 10
"""Backups kept in the folder beside the ledger."""
LARGE = 50_000_000
"""Bytes of a ledger that is not backed up by itself any more: a change must not wait for it."""


@dataclass(frozen=True, slots=True)
class ForgetResult:
    """What was wiped: rows by table (`journal`, `operations`: lines and headings of the journal), how many
    backups were rewritten, and how many were damaged and therefore removed."""

    operation: int | None
    counts: dict[str, int]
    backups: int = 0
    removed: int = 0


def _opened(path: Path, *, create: bool, folder: Path, patience: float) -> SqliteDatabase:
    try:
        return opening.open_file(path, create=create, folder=folder, patience=patience)
    except (LedgerReadOnly, DiskFull) as error:
        if not path.is_file():
            raise
        return open_reading(path, error, patience)


_PUT_BACK = (
    "The clock says {now}, and the last change of this ledger was made on {last}. If the clock is wrong, so is what "
    "“today” means: set it, and correct what was entered."
)
_NOT_NOTED = "The copy {copy} is made, but could not be noted in the ledger: what is forgotten later stays in it. {why}"


def _finish_encrypting(database: Database, path: Path, folder: Path) -> None:
    """Encrypt what a kill has left plain beside an encrypted ledger; what prevents it now is tried again next time."""
    if not isinstance(database, SqliteDatabase) or database.key is None or isinstance(database, ReadingDatabase):
        return
    wrapped = key_files.beside(path)
    if wrapped is not None and not wrapped.finished:
        from tracker.store.encrypting import finish

        with contextlib.suppress(LedgerError):
            finish(path, folder, database.key)


class _Nothing(Exception):
    """Leaves a transaction in which nothing was changed."""


class Store:
    """One worker's ledger. `path` is its file (None on a server); `warnings` are sentences on its place,
    `notices` those and what else is worth saying once."""

    def __init__(self, database: Database, *, path: Path | None, folder: Path | None) -> None:
        self.path = path
        self.warnings: tuple[Said, ...] = opening.warnings(path) if path is not None else ()
        self._database, self._folder = database, folder
        self.files = Files(database, path)
        self.notices: list[Said | str] = list(self.warnings)
        self._writing = threading.local()
        self._backed_up: dt.date | None = None
        self._copying = Copying()
        self._closing = weakref.finalize(self, database.close)

    @classmethod
    def open(
        cls,
        path_or_url: str | Path,
        *,
        create: bool = True,
        worker: str = "me",
        backup_dir: Path | None = None,
        patience: float = PATIENCE,
    ) -> Store:
        """Open a ledger by path or SQLAlchemy URL, checked and brought up to date.

        `create`: make one if there is none. `worker`: whose ledger in it. `backup_dir`: default is
        `backups` beside the file. `patience`: seconds to wait for other programs.

        One that cannot be written is opened for reading if that can be done: `notices` say so, and what writes raises
        LedgerReadOnly or DiskFull.

        Raises NotFound, NewerLedger, DamagedLedger, LedgerReadOnly, DiskFull, LedgerBusy.
        """
        place = opening.place(path_or_url)
        if isinstance(place, str):
            folder = backup_dir or system.data_dir() / backups.FOLDER
            database: Database = opening.open_server(place, folder=folder, patience=patience)
            path = None
        else:
            with told(str(place), files=True):
                path = system.real(place.expanduser())  # of a link the real file: what belongs to it is beside that
            folder = backup_dir or path.parent / backups.FOLDER
            database = _opened(path, create=create, folder=folder, patience=patience)
        try:
            database.worker = opening.worker_row(database, worker)
        except LedgerError:
            database.close()
            raise
        store = cls(database, path=path, folder=folder)
        if path is not None:
            backups.clear_old(path, folder)
            _finish_encrypting(database, path, folder)
        store.notices += [database.notice] if isinstance(database, ReadingDatabase) else []
        return store

    @property
    def owner(self) -> int:
        """Number of the worker whose ledger this is, among those of one database."""
        return self._database.worker

    @property
    def key_mark(self) -> bytes | None:
        """What names the key of an encrypted ledger; None for a plain one."""
        key = self._database.key if isinstance(self._database, SqliteDatabase) else None
        return None if key is None else key.mark

    def close(self) -> None:
        """Let go of the ledger; it opens again by itself when it is asked something."""
        self.settle()
        self._database.close()

    def settle(self) -> None:
        """Wait until the day's own copy is made; `notices` then say what prevented it."""
        self._copying.wait()

    def watch(self) -> None:
        """From now on notice that the ledger's file was deleted, moved, replaced or put back by hand.

        Then whatever is asked raises LedgerMoved and nothing is written, until the ledger is opened again. For programs
        that have it open for long; a server's ledger has no file.
        """
        if isinstance(self._database, SqliteDatabase):
            self._database.watch()
            self._same_state()

    def rest(self, after: float = 1.0) -> None:
        """Let go of what is open if nothing was asked for some seconds, so that the file is whole by itself."""
        if isinstance(self._database, SqliteDatabase):
            self._database.rest(after)

    def save_open(self, to: Path) -> Path:
        """Save the watched file, wherever it is now, under another name; gives its path.

        Raises Refused where that is there already or the file is not watched, DiskFull, LedgerReadOnly, DamagedLedger.
        """
        database = self._database
        if not isinstance(database, SqliteDatabase) or database.watched is None:
            raise Refused("No file is open whose content could be saved.")
        return backups.save_open(database.watched, to, database.key)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- reading ---------------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Number of the worker's last operation, 0 for none: grows with every change, by whatever program."""
        with self._database.read() as sql:
            return journal.version(sql)

    def settings(self) -> Settings | None:
        """The worker's settings; None for an empty ledger."""
        with self._database.read() as sql:
            return reading.settings(sql)

    def rows(self, record: type[R], **equals: object) -> list[tuple[int, R]]:
        """(row, record) of one table in row order, where the named columns have the given values.

        Platform and project are given and returned by name. Raises ValueError for an unknown column.
        """
        with self._database.read() as sql:
            return reading.rows(sql, record, equals)

    def apart(self, record: type[R], **equals: object) -> tuple[list[tuple[int, R]], list[Unread]]:
        """The same, and apart from it the rows of which there can be no record."""
        with self._database.read() as sql:
            return reading.apart(sql, record, equals)

    def get(self, table: str, row: int) -> Record | None:
        """One record; None if there is no such row."""
        with self._database.read() as sql:
            return reading.get(sql, table, row)

    def frames(self) -> LedgerFrames:
        """The whole ledger as frames (see `tracker.frames`), from one moment; loads pandas."""
        with self._database.read() as sql:
            assumed = defaults.fresh(system.local_zone())
            return reading.frames(sql, assumed, journal.version(sql))

    def sessions_between(self, first: dt.date, last: dt.date) -> list[tuple[int, WorkSession]]:
        """Work sessions of some days (of instants the UTC day), both ends in it, without reading the others."""
        with self._database.read() as sql:
            return reading.sessions_between(sql, first.isoformat(), last.isoformat())

    def identities(self, table: str) -> list[Known]:
        """What an import compares its rows with, of one of the sourced tables, in row order."""
        with self._database.read() as sql:
            return reading.identities(sql, table)

    @contextlib.contextmanager
    def moment(self) -> Iterator[reading.Moment]:
        """The ledger as it is now, for reading all of it table by table, whatever is written meanwhile."""
        with self._database.read() as sql:
            yield reading.Moment(sql)

    def snapshot(self) -> dict[str, list[tuple[int, Raw]]]:
        """Every journaled row as it is stored: equal snapshots are the same ledger, row for row."""
        with self._database.read() as sql:
            return reading.snapshot(sql)

    def flaws(self) -> list[Flaw]:
        """What is wrong with the file, references and the journal: reads everything, takes its time."""
        with self._database.read() as sql:
            found = checking.flaws(sql)
        if self.path is not None:
            left = backups.unfinished(self.path, self._folder)
            found += [
                Flaw("part_left", Said("{p} is a copy that was cut short and could not be removed.", p=Word(p)))
                for p in left
            ]
        return found if any(f.kind == "integrity" for f in found) else [*found, *self.files.flaws()]

    def out_of_reach(self) -> list[Path]:
        """Backups that were made elsewhere and are not there now, so that `forget` cannot rewrite them."""
        with self._database.read() as sql:
            return backups.out_of_reach(sql)

    def open_to_others(self) -> list[Path]:
        """Files of this ledger and its backups that other users of the machine may read."""
        return [] if self.path is None else checking.open_to_others(self.path, self._folder)

    # --- the journal -----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def operation(
        self,
        kind: str,
        *,
        who: str,
        at: dt.datetime,
        summary: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> Iterator[Change]:
        """One undoable change, all or nothing: an error inside takes everything back.

        A block that changes nothing leaves no operation. Raises LedgerBusy, DiskFull, LedgerReadOnly.
        """
        self._back_up(at)
        with self._one_at_a_time(), contextlib.suppress(_Nothing), self._database.write() as sql:
            sql.lock()
            number = journal.begin(sql, kind, who=who, at=at, summary=summary, detail=detail)
            change = Change(sql, number)
            yield change
            if not change.counts:
                raise _Nothing
            journal.finish(sql, number, change.counts)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """A change inside a change would wait for itself."""
        if getattr(self._writing, "now", False):
            raise RuntimeError("an operation is open already in this thread")
        self._writing.now = True
        try:
            self._same_state()
            yield
        except Clash as error:
            raise Refused("The ledger's rows do not allow this: {error}.", error=Word(str(error))) from error
        finally:
            self._writing.now = False

    def _same_state(self) -> None:
        """Raise LedgerMoved if the content of a watched file was replaced since the last look."""
        watched = self._database.watched if isinstance(self._database, SqliteDatabase) else None
        if watched is None:
            return
        with self._database.read() as sql:
            latest = next(iter(journal.operations(sql, 1)), None)
            newer = 0 if latest is None else latest.id - watched.seen
            since = journal.operations(sql, newer) if 0 < newer < MOST_SINCE else []
            then = next(iter(journal.find(sql, watched.seen)), None)
        watched.compare(latest, then, [o for o in since if o.id > watched.seen])

    def operations(self, limit: int = 50) -> list[Operation]:
        """The last operations, newest first."""
        with self._database.read() as sql:
            return journal.operations(sql, limit)

    def done(self, operation: int) -> Operation:
        """One operation by its number. Raises NotFound."""
        return self._operation(operation)

    def changes(self, operation: int) -> list[RowChange]:
        """What an operation did, row by row, in stored form with names. Raises NotFound."""
        with self._database.read() as sql:
            number = journal.operation(sql, operation).id
            return journal.changes(sql, number, reading.names(sql))

    def undo(self, operation: int, *, who: str, at: dt.datetime, together: bool = False) -> Operation:
        """Take an operation back, as an operation of its own; taking that one back does it again.

        Raises NotFound, Refused (taken back already, forgotten), UndoRefused with the later operations that
        changed or used its rows; with `together` they are taken back too, in the same operation.
        """
        from tracker.store.undo import undo

        self._back_up(at)
        with self._one_at_a_time():
            return undo(self._database, operation, who=who, at=at, together=together)

    def forget(
        self,
        *,
        platform: str | None = None,
        project: str | None = None,
        before: dt.date | None = None,
        who: str,
        at: dt.datetime,
    ) -> ForgetResult:
        """Wipe names and notes from rows, journal, rules, mappings and every backup, for good.

        `project` may come with its `platform`. Hours, days and money stay, under a stand-in name; undo works
        on, with the stand-ins. Raises NotFound, Ambiguous, LedgerBusy where another program reads at length.
        """
        from tracker.store.forgetting import forget

        self.settle()
        day = None if before is None else before.isoformat()
        with self._one_at_a_time():
            found = forget(self._database, self._folder, platform, project, day, who=who, at=at)
        return ForgetResult(*found)

    def removed_names(self) -> list[tuple[str, str | None]]:
        """Platforms (with None) and projects with their platform that only the journal still knows."""
        from tracker.store.forget import removed_names

        with self._database.read() as sql:
            return removed_names(sql)

    # --- timer and mappings ----------------------------------------------------------------------------

    def timer(self) -> Timer | None:
        """The running timer; None if none runs."""
        with self._database.read() as sql:
            found = running_timer(sql)
        return None if found is None else found[1]

    def start_timer(
        self,
        platform: str,
        project: str | None = None,
        *,
        activity: str | None = None,
        note: str | None = None,
        who: str,
        at: dt.datetime,
    ) -> Operation:
        """Start the timer at `at`. Raises Refused where one runs."""
        from tracker.store.results import Timer

        with self.operation("start", who=who, at=at) as change:
            change.start_timer(Timer(platform, at, project, activity, note))
        return self._operation(change.id)

    def stop_timer(self, *, who: str, at: dt.datetime) -> Timer:
        """Stop the timer and give what ran (`Change.stop_timer` does it together with the session's row)."""
        with self.operation("stop", who=who, at=at) as change:
            return change.stop_timer()

    def mappings(self) -> dict[str, str]:
        """Named mappings: name and body (JSON), by name."""
        with self._database.read() as sql:
            return dict(sorted((name, body) for _, name, body, *_ in sql.rows("mappings")))

    def save_mapping(self, name: str, body: str, *, who: str = "", at: dt.datetime | None = None) -> None:
        """Keep a named mapping, in the place of one of the same name."""
        with self.operation("mapping", who=who, at=at or self._last_time()) as change:
            change.save_mapping(name, body)

    def delete_mapping(self, name: str, *, who: str = "", at: dt.datetime | None = None) -> None:
        """Remove a named mapping. Raises NotFound."""
        with self.operation("mapping", who=who, at=at or self._last_time()) as change:
            change.delete_mapping(name)

    def _last_time(self) -> dt.datetime:
        """The time of the last operation, for callers that name none: the store reads no clock."""
        last = self.operations(1)
        return last[0].at if last else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    def _operation(self, number: int) -> Operation:
        with self._database.read() as sql:
            return journal.operation(sql, number)

    # --- cache and backups -----------------------------------------------------------------------------

    def cached(self, key: str) -> str | None:
        """A result kept under this key for the present version; None if there is none."""
        with self._database.read() as sql:
            row = sql.all("result", key=key)
            if not row or row[0][0] != journal.version(sql):
                return None
            return str(row[0][1])

    def cache(self, key: str, text: str, *, version: int | None = None) -> None:
        """Keep a result. `version` is the one it was computed from (the present one); results of older
        versions are dropped. A ledger that cannot be written keeps nothing, which is not an error."""
        with contextlib.suppress(LedgerError), self._database.write() as sql:
            sql.lock()
            now = journal.version(sql)
            if version is not None and version != now:
                return
            sql.run("delete_results", key=key, version=now)
            sql.run("result_cache.insert", key=key, version=now, text=text)

    def _back_up(self, at: dt.datetime) -> None:
        """Before the first change of a day, keep a copy of the ledger as it was: `backups.rotate_days`.

        What prevents it does not prevent the change, and is said in `notices`.
        """
        day = at.astimezone(dt.UTC).date()
        only_read = isinstance(self._database, ReadingDatabase)
        if self.path is None or self._folder is None or self._backed_up == day or only_read:
            return
        self._backed_up = day
        last = self.operations(1)
        if last and last[0].at - at > dt.timedelta(days=1):
            self.notices.append(Said(_PUT_BACK, now=str(day), last=str(last[0].at.astimezone(dt.UTC).date())))
        to = self._folder / backups.day_name(self.path.stem, day)
        if not last or not self._begun_before(day, last[0]) or to.exists():
            return
        if self.path.stat().st_size > LARGE:
            self.notices.append(Said("The ledger is too large to be backed up by itself. {way}", way=Act.BACK_UP))
            return
        self._copying.start(lambda looked: self._back_up_day(to, looked))

    def _begun_before(self, day: dt.date, last: Operation) -> bool:
        """Was anything written before this day? Where the copy of a day was cut short, its last operation is of it."""
        if last.at.date() < day:
            return True
        with self._database.read() as sql:
            return journal.operation(sql, first(sql.all("numbers"))).at.date() < day

    def _back_up_day(self, to: Path, looked: Callable[[], None]) -> None:
        """Runs beside the change: of a forgetting meanwhile it is made again, for it may hold what is gone."""
        try:
            before = self._forgettings()
            backups.copy(self._database, to, replace=True, looked=looked)
            if self._forgettings() != before:
                self._copied(to, replace=True)
            backups.rotate_days(to.parent, self.path.stem if self.path is not None else "")
        except LedgerError as error:
            self.notices.append(Said("Today's backup could not be made: {why}", why=error.sentence()))

    def backup(self, to: Path | None = None, *, at: dt.datetime | None = None, keep: int = KEEP) -> Path:
        """Copy the whole ledger to a file, complete or not at all, while others may write; gives its path.

        Files kept with rows go along with a copy that is elsewhere, in `NAME.files` beside it; the ledger's own
        backups share its files. `to` is a file or a folder; without it the copy goes to the ledger's own backups, named
        by `at` or by the number of the last operation, and all but the last `keep` are removed.
        Raises Refused where the file is there already, DiskFull, LedgerReadOnly.
        """
        self.settle()
        stem = self.path.stem if self.path is not None else "server"
        name, own = backups.name(stem, self.version, at), self._folder
        if to is None and own is not None:
            made = self._copied(own / name, replace=True)
            backups.rotate(own, stem, keep)
            return made
        target = Path(to or ".").expanduser().absolute()
        made = self._copied(target / name if target.is_dir() else target)
        if made.parent != own:
            self._complete(made)
        return made

    def copy_into(self, folder: Path) -> Path:
        """A copy with its kept files in a folder that is thrown away soon: nothing remembers where it is."""
        made = self._copied(folder / (self.path.name if self.path is not None else "server.db"))
        self.files.copy_beside(made)
        return made

    def _complete(self, copy: Path) -> None:
        """Let the files go along with a copy that is elsewhere, and note where it is; one without them is none."""
        try:
            self.files.copy_beside(copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        try:
            with self._database.write() as sql:
                backups.remember(sql, copy)
        except LedgerError as error:  # on a full disk a copy is wanted most
            self.notices.append(Said(_NOT_NOTED, copy=str(copy), why=error.sentence()))

    def backups(self) -> list[Path]:
        """Every backup that can be found, those elsewhere too, the one written last first."""
        with self._database.read() as sql:
            return sorted(backups.known(sql, self._folder), key=backups.age, reverse=True)

    def _copied(self, to: Path, *, replace: bool = False) -> Path:
        """A copy in place, made again where something was forgotten meanwhile: it may hold what is gone."""
        before = self._forgettings()
        made = backups.copy(self._database, to, replace=replace)
        while (now := self._forgettings()) != before:
            before, made = now, backups.copy(self._database, to, replace=True)
        return made

    def _forgettings(self) -> int:
        with self._database.read() as sql:
            return int(first(sql.all("forgettings", kind=journal.FORGET)))
