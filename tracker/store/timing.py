"""The timer of a ledger: one row that outlasts closing, crash, refresh and a second window.

    started 9:00   paused 12:00   resumed 12:45   now 15:00      worked 5 h 15 min of 6 h

Pauses are kept one by one, so that an end that is told later takes off only those before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.store import reading
from tracker.store.connection import Sql
from tracker.store.rows import Raw, instant_text, read_instant

if TYPE_CHECKING:
    from tracker.store.results import Pause, Timer


def running_timer(sql: Sql) -> tuple[int, Timer] | None:
    """The running timer and its row; None if none runs."""
    found = reading.raw_rows(sql, "timers")
    if not found:
        return None
    row, raw = found[0]
    named = reading.names(sql).named("timers", raw)
    return row, _timer(named)


def _timer(named: Mapping[str, Any]) -> Timer:
    from tracker.store.results import Timer

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
