"""What looks wrong with sessions as they stand: two at once, and hours that the clocks skip or repeat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.domain import WorkSession


class Odd(StrEnum):
    OVERLAP = "overlap"
    REPEATED = "repeated"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Oddity:
    """`overlap`: `rows` (two) and the seconds both run. `repeated`: the row starts or ends in an hour that was
    twice. `changed`: the clocks changed while it ran, by `seconds` (forward above zero)."""

    kind: Odd
    rows: tuple[int, ...]
    seconds: int = 0


def oddities(sessions: Sequence[tuple[int, WorkSession]], zone: ZoneInfo) -> list[Oddity]:
    """Everything odd among these sessions, in order of time; sessions without clock times are passed over."""
    return [*overlaps(sessions), *clock_changes(sessions, zone)]


def overlaps(sessions: Iterable[tuple[int, WorkSession]]) -> list[Oddity]:
    """Pairs of sessions that run at the same time; ends are not in them.

    a  |======|
    b      |======|      a and b overlap; b and c do not
    c             |===|
    """
    timed = sorted(
        ((s.started_at, s.ended_at, row) for row, s in sessions if s.started_at is not None and s.ended_at is not None)
    )
    found: list[Oddity] = []
    running: list[tuple[dt.datetime, dt.datetime, int]] = []
    for start, end, row in timed:
        running = [r for r in running if r[1] > start]
        for _, other_end, other in running:
            both = int((min(end, other_end) - start).total_seconds())
            if both > 0:
                found.append(Oddity(Odd.OVERLAP, (other, row), both))
        running.append((start, end, row))
    return found


def clock_changes(sessions: Iterable[tuple[int, WorkSession]], zone: ZoneInfo) -> list[Oddity]:
    """Sessions over a change of the clocks, or with an end in an hour that was twice."""
    found: list[Oddity] = []
    for row, s in sessions:
        if s.started_at is None or s.ended_at is None:
            continue
        if twice(s.started_at, zone) or twice(s.ended_at, zone):
            found.append(Oddity(Odd.REPEATED, (row,)))
            continue
        moved = _offset(s.ended_at, zone) - _offset(s.started_at, zone)
        if moved:
            found.append(Oddity(Odd.CHANGED, (row,), int(moved.total_seconds())))
    return found


def twice(at: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether the local time of an instant was there twice that night.

    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> [twice(dt.datetime(2026, 10, 25, h, 30, tzinfo=dt.UTC), berlin) for h in (0, 1, 2)]
    [True, True, False]
    """
    local = at.astimezone(zone)
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def _offset(at: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return at.astimezone(zone).utcoffset() or dt.timedelta(0)
