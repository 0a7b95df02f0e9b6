"""The timer of a ledger: one row that outlasts closing, crash, refresh and a second window.

    started 9:00   paused 12:00   resumed 12:45   now 15:00      worked 5 h 15 min of 6 h

Pauses are kept one by one, so that an end that is told later takes off only those before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tracker.errors import Refused
from tracker.store import reading
from tracker.store.connection import Sql
from tracker.store.rows import Raw, instant_text, read_instant

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
            raise Refused("The timer is paused already.", hint="Go on with: tracker resume.")
        return replace(self, paused_at=max(at, self._last()))

    def resumed(self, at: dt.datetime) -> Timer:
        """The timer, running again since `at`. Raises Refused where it runs."""
        if self.paused_at is None:
            raise Refused("The timer is not paused.", hint="Pause it with: tracker pause.")
        return replace(self, paused_at=None, pauses=(*self.pauses, (self.paused_at, max(at, self.paused_at))))

    def _last(self) -> dt.datetime:
        return self.pauses[-1][1] if self.pauses else self.started_at


def _seconds(first: dt.datetime, last: dt.datetime) -> int:
    return int((last - first).total_seconds())


def running_timer(sql: Sql, worker: int) -> tuple[int, Timer] | None:
    """The running timer and its row; None where none runs."""
    found = reading.raw_rows(sql, worker, "timers")
    if not found:
        return None
    row, raw = found[0]
    named = reading.names(sql, worker).named("timers", raw)
    return row, _timer(named)


def _timer(named: Mapping[str, Any]) -> Timer:
    paused = named.get("paused_at")
    return Timer(
        named["platform"],
        read_instant(named["started_at"]),
        named.get("project"),
        named.get("activity"),
        named.get("note"),
        None if paused is None else read_instant(paused),
        read_pauses(named.get("pauses")),
    )


def rest(timer: Timer) -> Raw:
    """What a pause changes of the timer's row, in the journal's form."""
    paused = None if timer.paused_at is None else instant_text(timer.paused_at)
    return {"paused_at": paused, "pauses": pauses_text(timer.pauses)}


def pauses_text(pauses: tuple[Pause, ...]) -> str | None:
    """Pauses as the store holds them; None for none."""
    return " ".join(f"{instant_text(a)}/{instant_text(b)}" for a, b in pauses) or None


def read_pauses(text: str | None) -> tuple[Pause, ...]:
    """Pauses out of the store.

    >>> len(read_pauses("2026-05-04T09:00:00Z/2026-05-04T09:10:00Z")), read_pauses(None)
    (1, ())
    """
    pairs = (pause.split("/") for pause in (text or "").split())
    return tuple((read_instant(first), read_instant(last)) for first, last in pairs)
