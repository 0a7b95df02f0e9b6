"""What the store hands out, as plain types: faces may name them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.errors import Problem, Refused
from tracker.say import Act

if TYPE_CHECKING:
    from tracker.store.rows import Raw


@dataclass(frozen=True, slots=True)
class Operation:
    """One undoable change. `undoes` is the operation it took back, `undone_by` the one that took it back;
    `counts` are rows touched by table."""

    id: int
    at: dt.datetime
    who: str
    kind: str
    summary: str
    detail: dict[str, Any]
    undoes: int | None
    undone_by: int | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an operation did to one row, in stored form with names; before None: added, after None: removed."""

    table: str
    row: int
    before: Raw | None
    after: Raw | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A row of which there can be no record, as an older version took what today's checks refuse. `values` by column,
    `wrong` is what is wrong with them."""

    row: int
    values: dict[str, Any]
    wrong: tuple[Problem, ...]


Pause: TypeAlias = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Timer:
    """The running timer. `paused_at` is set while it rests, `pauses` are those that are over."""

    platform: str
    started_at: dt.datetime
    project: str | None = None
    activity: str | None = None
    note: str | None = None
    paused_at: dt.datetime | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def paused_seconds(self) -> int:
        """Seconds of the pauses that are over."""
        return sum(_seconds(first, last) for first, last in self.pauses)

    def until(self, now: dt.datetime) -> dt.datetime:
        """The end of the work so far: now, or the moment of the pause; never before the start."""
        return max(self.paused_at or now, self.started_at)

    def worked(self, end: dt.datetime) -> int:
        """Seconds from the start to `end`, the pauses before it taken off.

        >>> nine = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
        >>> at = [nine + dt.timedelta(hours=n) for n in range(4)]
        >>> timer = Timer("Outlier", nine, pauses=((at[1], at[2]),))
        >>> timer.worked(at[3]), timer.worked(at[1])
        (7200, 3600)
        """
        pauses = sum(_seconds(first, min(last, end)) for first, last in self.pauses if first < end)
        return max(0, _seconds(self.started_at, end) - pauses)

    def paused(self, at: dt.datetime) -> Timer:
        """The timer, resting since `at`. Raises Refused where it rests already."""
        if self.paused_at is not None:
            raise Refused("The timer is paused already.", hint=Act.RESUME)
        return replace(self, paused_at=max(at, self._last()))

    def resumed(self, at: dt.datetime) -> Timer:
        """The timer, running again since `at`. Raises Refused where it runs."""
        if self.paused_at is None:
            raise Refused("The timer is not paused.", hint=Act.PAUSE)
        return replace(self, paused_at=None, pauses=(*self.pauses, (self.paused_at, max(at, self.paused_at))))

    def without(self, first: dt.datetime, last: dt.datetime) -> Timer:
        """The timer with a rest in what ran already; pauses that touch it become one with it.

        >>> nine = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
        >>> at = [nine + dt.timedelta(hours=n) for n in range(5)]
        >>> timer = Timer("Outlier", nine, pauses=((at[1], at[2]),)).without(at[2], at[3])
        >>> len(timer.pauses), timer.worked(at[4])
        (1, 7200)
        """
        made: list[Pause] = []
        for start, end in sorted([*self.pauses, (first, last)]):
            if made and start <= made[-1][1]:
                made[-1] = (made[-1][0], max(made[-1][1], end))
            else:
                made.append((start, end))
        return replace(self, pauses=tuple(made))

    def _last(self) -> dt.datetime:
        return self.pauses[-1][1] if self.pauses else self.started_at


def _seconds(first: dt.datetime, last: dt.datetime) -> int:
    return int((last - first).total_seconds())


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with row `row` of `table`; `number` is its own row."""

    number: int
    table: str
    row: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: `lost` are those of the ledger that the backup does not have, or has otherwise."""

    table: str
    here: int
    there: int
    lost: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ledger beside a backup. `damaged` says why the ledger cannot be read; `here` is then None.

    `lost` are the ledger's operations that the backup does not have, newest first (at most 1,000).
    """

    tables: tuple[TableCount, ...]
    here: Operation | None
    there: Operation | None
    lost: tuple[Operation, ...]
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class Reformed:
    """What was encrypted or decrypted beside the ledger, and what was not: `out_of_reach` are copies elsewhere that
    are not there now, `left` files whose old form is still there (under another name, or a key that is not held)."""

    backups: int = 0
    files: int = 0
    out_of_reach: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
