"""The desk: everything that pages and the command line can ask for, in one thin class.

    with Desk.open(None, who="app", clock=lambda: datetime.now(UTC)) as desk: ...

What a method does lies in the module named after its subject: `reports`, `imports`, `mappings`, `archive`,
`entry`. The desk keeps the store and small caches, nothing else. It may be shared by threads: writing is
serialised by the store, the caches by a lock.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from tracker import domain, names
from tracker.desk import entry, timer
from tracker.domain import Platform, Project, Record, Settings
from tracker.errors import NotFound

if TYPE_CHECKING:
    from tracker.analysis.behind import BehindRow
    from tracker.analysis.lately import Lately
    from tracker.analysis.report import Owed, Report
    from tracker.desk.attention import Item, Late
    from tracker.desk.doctor import CheckUp
    from tracker.desk.imports import Choices, File, Planned
    from tracker.desk.reference import BundledRates
    from tracker.frames import LedgerFrames
    from tracker.importers.base import ReadOptions
    from tracker.quickadd import Loggable, Understood
    from tracker.store import Operation, RowChange, Store, Timer

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Clock = Callable[[], dt.datetime]


class Desk:
    """One worker's ledger and all that can be done with it.

    `notices` are plain sentences a face shows once: settings made on first use, a ledger in a synced folder.
    """

    def __init__(self, store: Store, *, who: str, clock: Clock) -> None:
        self.store, self.who, self.clock = store, who, clock
        self.notices = store.notices
        self._lock = threading.RLock()
        self._memory: dict[tuple[object, ...], Any] = {}
        self._rates: BundledRates | None = None
        self._hand: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._hand_lock = threading.Lock()
        self._late: Late | None = None
        self._assumed: Settings | None = None

    @classmethod
    def open(
        cls,
        ledger: str | Path | None = None,
        *,
        who: str,
        clock: Clock,
        worker: str = "me",
        create: bool = True,
    ) -> Desk:
        """Open the ledger at a path or URL; None: TRACKER_LEDGER, else `tracker.db` in the user data folder.

        `who` stands in the journal ("cli", "app"); `clock` gives the present instant, with a zone.
        Raises the LedgerErrors of the store, NotFound where `create` is False and there is none.
        """
        from tracker.desk.places import ledger_place
        from tracker.store import Store

        return cls(Store.open(ledger_place(ledger), create=create, worker=worker), who=who, clock=clock)

    def close(self) -> None:
        if self._late is not None:
            self._late.close()
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- time ------------------------------------------------------------------------------------------

    def now(self) -> dt.datetime:
        """The present instant, UTC."""
        return self.clock().astimezone(dt.UTC)

    def zone(self) -> ZoneInfo:
        """The home zone: its calendar days count."""
        return ZoneInfo(self.settings().time_zone)

    def today(self) -> dt.date:
        """Today in the home zone: what `as_of` is where nothing else is said."""
        return self.now().astimezone(self.zone()).date()

    # --- reading ---------------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Number of the last operation (0: nothing yet); changes with every write, by whomever."""
        return self.store.version

    @property
    def path(self) -> Path | None:
        """The ledger's file; None for a server."""
        return self.store.path

    def has_settings(self) -> bool:
        """False until something was written: then the settings are the ones assumed for this machine."""
        return self.store.settings() is not None

    def settings(self) -> Settings:
        """The ledger's settings; for an empty ledger those it will start with: what is assumed of the person, else
        the machine's zone and USD."""
        return self.store.settings() or self._assumed or entry.first_settings()

    def assume(self, *, home_currency: str, time_zone: str) -> None:
        """What an empty ledger starts with when the first row is written, as far as a face knows the person."""
        self._assumed = replace(entry.first_settings(), home_currency=home_currency, time_zone=time_zone)

    def rows(self, record: type[R], **equals: object) -> list[tuple[int, R]]:
        """(row, record) of a table in row order, where the named columns equal the given values."""
        return self.store.rows(record, **equals)

    def get(self, table: str, row: int) -> Record:
        """One row. Raises NotFound."""
        found = self.store.get(table, row)
        if found is None:
            raise NotFound(f"There is no row {row} in {table}.")
        return found

    def platforms(self) -> list[tuple[int, Platform]]:
        return self.rows(Platform)

    def projects(self, platform: str | None = None) -> list[tuple[int, Project]]:
        """All projects, or those of one platform (its exact name)."""
        return self.rows(Project) if platform is None else self.rows(Project, platform=platform)

    def operations(self, limit: int = 50) -> list[Operation]:
        """The journal, newest first."""
        return self.store.operations(limit)

    def changes(self, operation: int) -> list[RowChange]:
        """What one operation did, row by row, before and after."""
        return self.store.changes(operation)

    def frames(self) -> LedgerFrames:
        """The whole ledger as frames (loads pandas), read once per version."""
        return self._remember(("frames",), self.store.frames)

    def report(
        self,
        as_of: dt.date | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        by: str | None = None,
        headline: str = "mid",
    ) -> Report:
        """The whole answer for one window (methods, sections 1 to 8), cached by version and arguments.

        `as_of` is today where None; `start`/`end` None: the default window. `by`: platform, project or role.
        `headline`: mid, high or low.
        """
        from tracker.desk import reports

        day = as_of or self.today()
        key = ("report", day, start, end, by, headline)
        return self._remember(key, lambda: reports.report(self, day, start, end, by=by, headline=headline))

    def owed(self, as_of: dt.date | None = None) -> Owed:
        """What is owed and unpaid, by platform, project and due date; cached as `report` is."""
        from tracker.desk import reports

        day = as_of or self.today()
        return self._remember(("owed", day), lambda: reports.owed(self, day))

    def lately(self, as_of: dt.date | None = None) -> Lately:
        """Hours and money of a day (today where None) and of its week so far: quick on a long ledger too."""
        from tracker.desk import lately

        day = as_of or self.today()
        return self.at_hand("lately", (day,), lambda: lately.lately(self, day))

    def works(self, as_of: dt.date | None = None) -> list[tuple[str, str | None]]:
        """Platforms and projects to start the timer for, those last worked on first."""
        from tracker.desk import lately

        day = as_of or self.today()
        return self.at_hand("works", (day,), lambda: lately.works(self, day))

    def attention(self, as_of: dt.date | None = None) -> list[Item]:
        """What needs attention, as far as it can be said at once; money that has not come is in `overdue`."""
        from tracker.desk import attention

        day = as_of or self.today()
        return self.at_hand("attention", (day,), lambda: attention.at_once(self, day))

    def overdue(self, as_of: dt.date | None = None, patience: float = 60.0) -> tuple[list[Item] | None, bool]:
        """Money that has not come, by platform, and whether that is the last word.

        Worked out beside the caller; after `patience` seconds what was true before is given, None where nothing
        is known yet.
        """
        from tracker.desk.attention import Late

        with self._hand_lock:
            self._late = self._late or Late(self)
        return self._late.ask(as_of or self.today(), patience)

    def report_json(
        self,
        as_of: dt.date | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
        *,
        by: str | None = None,
        headline: str = "mid",
    ) -> dict[str, Any]:
        """`report` in the shape of `tracker report --json`. From the ledger's own cache: without pandas."""
        from tracker.desk import reports

        return reports.report_json(self, as_of or self.today(), start, end, by=by, headline=headline)

    def owed_json(self, as_of: dt.date | None = None) -> dict[str, Any]:
        """`owed` in the shape of `tracker owed --json`, from the ledger's own cache where it can."""
        from tracker.desk import reports

        return reports.owed_json(self, as_of or self.today())

    def rows_behind(
        self,
        factor: str,
        as_of: dt.date | None = None,
        start: dt.date | None = None,
        end: dt.date | None = None,
    ) -> tuple[BehindRow, ...]:
        """Rows that a bar of the road sums up: `collected` (late), `kept` (fees), `expenses`, `unmatched`.

        Their amounts sum to the bar before it is put on a year: Σ amount × 52.1775 ÷ complete weeks.
        """
        from tracker.desk import reports

        day = as_of or self.today()
        key = ("behind", factor, day, start, end)
        return self._remember(key, lambda: reports.rows_behind(self, factor, day, start, end))

    # --- names -----------------------------------------------------------------------------------------

    def find_platform(self, text: str) -> str:
        """The one platform whose name is `text`, or holds it. Raises NotFound, Ambiguous with candidates."""
        return names.find("platform", text, [p.platform for _, p in self.platforms()])

    def find_project(self, platform: str, text: str) -> str:
        """The one project of a platform whose name or alias is `text`, or holds it. Raises as above."""
        known = {p.project: (p.alias or "",) for _, p in self.projects(platform)}
        return names.find(f"project on {platform}", text, list(known), aliases=known)

    # --- writing ---------------------------------------------------------------------------------------

    def understand(self, text: str, now: dt.datetime | None = None, *, until: dt.date | None = None) -> Understood:
        """One line of words as a record, nothing written (see `quickadd.parse`). Raises InputError."""
        known = self._remember(("names",), lambda: entry.known_names(self))
        return entry.understand(self, text, now, known, until)

    def sentence(self, record: Loggable) -> str:
        """A record that a line of words can mean, said back in words."""
        return entry.sentence(self, record)

    def add(self, record: Record) -> Operation:
        """Add one typed record; raises InputError where it is wrong. New names are added with it."""
        return entry.add(self, [record])

    def add_many(self, records: Sequence[Record], *, kind: str = "add", summary: str = "") -> Operation:
        """Add several in one operation, all or none."""
        return entry.add(self, records, kind=kind, summary=summary)

    def change(self, table: str, row: int, record: Record) -> Operation | None:
        """Put another record in a row's place; None where nothing differs."""
        return entry.change(self, [(table, row, record)])

    def change_many(self, edits: Sequence[tuple[str, int | None, Record | None]]) -> Operation | None:
        """Staged edits of a grid in one operation: (table, row, record) changes, row None adds, record None
        removes."""
        return entry.change(self, edits)

    def remove(self, table: str, row: int) -> Operation | None:
        return entry.change(self, [(table, row, None)])

    def save_settings(self, settings: Settings) -> Operation | None:
        """Store the settings; None where nothing differs. Raises InputError (unknown zone, currency …)."""
        return entry.save_settings(self, settings)

    def save_platform(self, platform: Platform) -> Operation | None:
        """Add a platform, or put this in the place of the one of the same name."""
        return entry.save_named(self, platform)

    def save_project(self, project: Project) -> Operation | None:
        """Add a project, or put this in the place of the one of the same platform and name."""
        return entry.save_named(self, project)

    def rename(self, table: str, row: int, name: str) -> Operation | None:
        """Give a platform or project another name, wherever it stands."""
        return entry.rename(self, table, row, name)

    def undo(self, operation: int | None = None, *, together: bool = False) -> Operation:
        """Take back an operation (None: the last one). Raises UndoRefused, naming the later ones."""
        return entry.undo(self, operation, together=together)

    def forget(
        self, *, platform: str | None = None, project: str | None = None, before: dt.date | None = None
    ) -> dict[str, int]:
        """Wipe names and notes from rows, journal and backups for good: rows touched by table. No undo."""
        result = self.store.forget(platform=platform, project=project, before=before, who=self.who, at=self.now())
        with self._lock:
            self._memory.clear()
        self._hand.clear()
        if self._late is not None:
            self._late.forget()
        return dict(result.counts)

    def removed_names(self) -> list[tuple[str, str | None]]:
        """Platforms (with None) and projects with their platform that only the journal still knows."""
        return self.store.removed_names()

    # --- timer -----------------------------------------------------------------------------------------

    def timer(self) -> Timer | None:
        """The running timer, if one runs."""
        return self.store.timer()

    def start(self, platform: str, project: str | None = None, activity: str | None = None) -> Timer:
        """Start the timer. Raises Refused where one runs."""
        return timer.start(self, platform, project, activity)

    def timer_forgotten(self) -> bool:
        """Does a timer run that is kept only with its end, since it ran for half a day or over midnight?"""
        return timer.is_forgotten(self)

    def pause_timer(self) -> Timer:
        """Let the timer rest. Raises NotFound where none runs, Refused where it rests already."""
        return timer.pause(self)

    def resume_timer(self) -> Timer:
        """Let the timer go on. Raises NotFound where none runs, Refused where it is not paused."""
        return timer.resume(self)

    def switch_timer(
        self, platform: str, project: str | None = None, activity: str | None = None
    ) -> tuple[domain.WorkSession, Timer, Operation]:
        """Keep the timer's time and start it for something else, in one operation. Raises as `stop` does."""
        return timer.switch(self, platform, project, activity)

    def stop(
        self, *, note: str | None = None, ended_at: dt.datetime | None = None
    ) -> tuple[domain.WorkSession, Operation]:
        """Stop the timer, at `ended_at` or now, and keep its time as a work session, pauses taken off.

        Raises NotFound where none runs, ForgottenTimer where it was forgotten and no end is given.
        """
        return timer.stop(self, note, ended_at)

    def drop_timer(self) -> Operation:
        """Stop the timer and keep nothing. Raises NotFound where none runs."""
        return timer.drop(self)

    def logged_on(self, day: dt.date) -> tuple[int, int]:
        """Seconds and number of the work sessions that began on a day of the home zone: cheap, no pandas."""
        return entry.logged_on(self, day)

    def preset(self, platform: str) -> dict[str, Any]:
        """Columns of a platform as the reference data has them, to be checked. Raises NotFound."""
        return entry.preset(platform)

    # --- in and out ------------------------------------------------------------------------------------

    def plan_files(
        self,
        files: Sequence[File],
        options: ReadOptions | None = None,
        *,
        mapping: Any = None,
        mappings: Mapping[str, Any] | None = None,
        rules: Sequence[domain.Rule] = (),
        progress: Callable[[float], None] | None = None,
    ) -> Planned:
        """What importing these files would do; nothing is written (see `imports.Planned`).

        `mapping` is used for every file, `mappings` by file name (the wizard's answers), saved ones by
        themselves; `rules` come before the kept ones and are kept when the plan is applied.
        Raises UnreadableFile, NeedsAnswer (option, choices, file), InputError.
        """
        from tracker.desk import imports

        return imports.plan_files(
            self, files, options, mapping=mapping, mappings=mappings or {}, rules=rules, progress=progress
        )

    def apply_plan(
        self,
        planned: Planned,
        *,
        replace: bool = False,
        choices: Choices | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Operation | None:
        """Write a plan as one operation, with its rules, mapping and their projects; None: nothing to write.

        `choices` answers single conflicts by (file, table, line): keep, replace or add; `replace` takes the
        file's side in all others, else the ledger's rows are left. If the ledger has changed since, the plan
        is made anew first, while nobody else can write.
        """
        from tracker.desk import imports

        return imports.apply_plan(self, planned, replace=replace, choices=choices, progress=progress)

    def carry_out(
        self, planned: Planned, *, progress: Callable[[float], None] | None = None
    ) -> tuple[Planned, Operation | None]:
        """`apply_plan`, and the plan as it was carried out, where it had to be made anew."""
        from tracker.desk import imports

        return imports.carry_out(self, planned, progress=progress)

    def mappings(self) -> dict[str, Any]:
        """Saved mappings (`importers.mapping.Mapping`) by name."""
        from tracker.desk import mappings

        return mappings.saved_mappings(self)

    def save_mapping(self, mapping: Any) -> None:
        """Keep a mapping under its name; files of its shape then use it by themselves."""
        from tracker.desk import mappings

        mappings.save_mapping(self, mapping)

    def delete_mapping(self, name: str) -> Operation:
        """Remove a saved mapping. Raises NotFound."""
        from tracker.desk import mappings

        return mappings.delete_mapping(self, name)

    def export_bytes(self) -> bytes:
        """The whole ledger as an archive (zip), the same bytes for the same ledger."""
        from tracker.desk import archive

        return archive.export_bytes(self)

    def export(self, path: Path) -> Path:
        """Write the archive: a .zip, or a folder of CSV files where the path does not end in .zip."""
        from tracker.desk import archive

        return archive.export(self, path)

    def check_up(self, *, fix: bool = False, same: Sequence[str] = ()) -> CheckUp:
        """Is the ledger whole, who may read it, which rows look odd; with `fix` put right what can be.

        `same`: possible doubles that are some, as TABLE:ROW or by kind; these rows are removed. Raises NotFound.
        """
        from tracker.desk import doctor

        return doctor.check_up(self, fix=fix, same=same)

    def backup(self, to: Path | None = None) -> Path:
        """A consistent copy of the ledger's file; by default beside it, in `backups`."""
        return self.store.backup(to)

    # --- within ----------------------------------------------------------------------------------------

    def rates(self) -> BundledRates:
        """The bundled reference table; reads nothing before a foreign currency is asked for."""
        from tracker.desk.reference import BundledRates

        if self._rates is None:
            self._rates = BundledRates()
        return self._rates

    def at_hand(self, name: str, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """A small result of the present version, made without waiting for whoever computes a long one."""
        wanted = (self.version, *key)
        found = self._hand.get(name)
        if found is None or found[0] != wanted:
            found = self._hand[name] = (wanted, make())
        kept: T = found[1]
        return kept

    def _remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """A result of the present version: computed once, dropped when the ledger moves on."""
        with self._lock:
            version = self.version
            if self._memory.get(("version",)) != version:
                self._memory = {("version",): version}
            if key not in self._memory:
                self._memory[key] = make()
            kept: T = self._memory[key]
            return kept
