"""The desk: one worker's ledger, the clock, and what is kept of answers; every use case is a function that takes it.

    with Desk.open(None, who="app", clock=lambda: datetime.now(UTC)) as desk:
        entry.add(desk, [record])
        reports.report(desk, as_of)

It knows none of the use cases. It may be shared by threads: writing is serialised by the store, what is kept by a
lock.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from tracker.domain import Platform, Project, Record, Settings
from tracker.errors import NotFound
from tracker.say import Act, Said, Word
from tracker.settings import fresh

if TYPE_CHECKING:
    from tracker.desk.reference import BundledRates
    from tracker.frames import LedgerFrames
    from tracker.store import Change, Operation, RowChange, Store


class Helper(Protocol):
    """Something that works for a desk beside it, and is closed with it."""

    def close(self) -> None: ...

    def forget(self) -> None:
        """Let go of what was found in the ledger before."""


R = TypeVar("R", bound=Record)
T = TypeVar("T")
H = TypeVar("H", bound=Helper)
Clock = Callable[[], dt.datetime]


class Desk:
    """A ledger that is open, with all that the use cases share.

    `notices` are plain sentences a face shows once: settings made on first use, a ledger in a synced folder.
    """

    def __init__(self, store: Store, *, who: str, clock: Clock) -> None:
        self.store, self.who, self.clock = store, who, clock
        self.notices = store.notices
        self._lock = threading.RLock()
        self._memory: dict[tuple[object, ...], Any] = {}
        self._rates: BundledRates | None = None
        self._hand: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._helpers: dict[Callable[[Desk], Helper], Any] = {}
        self._helpers_lock = threading.Lock()
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

        `who` is in the journal ("cli", "app"); `clock` gives the present instant, with a zone.
        Raises the LedgerErrors of the store, NotFound where `create` is False and there is none.
        """
        from tracker.desk.places import ledger_place
        from tracker.store import Store

        return cls(Store.open(ledger_place(ledger), create=create, worker=worker), who=who, clock=clock)

    def close(self) -> None:
        for helper in self._helpers.values():
            helper.close()
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
        """Today in the home zone: what `as_of` is if nothing else is said."""
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
        return self.store.settings() or self._assumed or first_settings()

    def assume(self, *, home_currency: str, time_zone: str) -> None:
        """What an empty ledger starts with when the first row is written, as far as a face knows the person."""
        self._assumed = replace(first_settings(), home_currency=home_currency, time_zone=time_zone)

    def rows(self, record: type[R], **equals: object) -> list[tuple[int, R]]:
        """(row, record) of a table in row order, where the named columns equal the given values."""
        return self.store.rows(record, **equals)

    def get(self, table: str, row: int) -> Record:
        """One row. Raises NotFound."""
        found = self.store.get(table, row)
        if found is None:
            raise NotFound("There is no row {row} in {table}.", row=Word(row), table=Word(table))
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
        return self.memo(("frames",), self.store.frames)

    def rates(self) -> BundledRates:
        """The bundled reference table; reads nothing before a foreign currency is asked for."""
        from tracker.desk.reference import BundledRates

        if self._rates is None:
            self._rates = BundledRates()
        return self._rates

    # --- writing ---------------------------------------------------------------------------------------

    @contextmanager
    def operation(self, kind: str, summary: str) -> Iterator[Change]:
        """One change of the ledger; a new ledger gets its settings first, in an operation of their own."""
        self.ensure_settings()
        with self.store.operation(kind, who=self.who, at=self.now(), summary=summary) as change:
            yield change

    def ensure_settings(self) -> int | None:
        """Store the first settings if there are none, and say so in the notices; gives the operation."""
        if self.has_settings():
            return None
        made = self.settings()
        said = f"days are counted in {made.time_zone}, sums are shown in {made.home_currency}"
        with self.store.operation("settings", who=self.who, at=self.now(), summary=f"A new ledger: {said}") as change:
            change.insert(made)
        self.notices.append(Said("A new ledger: {said}. {way}", said=Word(said), way=Act.SETTINGS))
        return change.id

    # --- what is kept ----------------------------------------------------------------------------------

    def memo(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """A result of the present version: computed once, dropped when the ledger moves on."""
        with self._lock:
            version = self.version
            if self._memory.get(("version",)) != version:
                self._memory = {("version",): version}
            if key not in self._memory:
                self._memory[key] = make()
            kept: T = self._memory[key]
            return kept

    def at_hand(self, name: str, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """A small result of the present version, made without waiting for whoever computes a long one."""
        wanted = (self.version, *key)
        found = self._hand.get(name)
        if found is None or found[0] != wanted:
            found = self._hand[name] = (wanted, make())
        kept: T = found[1]
        return kept

    def helper(self, kind: Callable[[Desk], H]) -> H:
        """The desk's one helper of a kind, made when it is first asked for."""
        with self._helpers_lock:
            if kind not in self._helpers:
                self._helpers[kind] = kind(self)
            found: H = self._helpers[kind]
            return found

    def let_go(self) -> None:
        """Drop all that is kept: the ledger was changed in place, and no version tells it."""
        with self._lock:
            self._memory.clear()
        self._hand.clear()
        for helper in list(self._helpers.values()):
            helper.forget()


def first_settings() -> Settings:
    """What a new ledger starts with: this machine's zone, US dollars."""
    from tracker.store import system

    return fresh(system.local_zone())
