"""Why a stretch of days had no work: project events, looks into a queue, projects that ran (methods, section 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tracker.analysis.projects.lives import BEGINS
from tracker.analysis.results.projects import Life
from tracker.domain import ENDS, Event, QueueOutcome
from tracker.frames import LedgerFrames

RANKS: dict[str, tuple[int, str]] = {
    Event.CANCELLED: (4, "cancelled"),
    Event.DEACTIVATED: (4, "cancelled"),
    Event.COMPLETED: (3, "completed"),
    Event.LEFT: (2, "left"),
    Event.PAUSED: (1, "paused"),
}
"""Rank and cause of each event that stops work; of several the highest rank names the cause."""
CAUSES = ("cancelled", "completed", "left", "paused", "nothing_offered", "between_projects", "unknown")
"""All causes, in the order in which one hides another."""


@dataclass(frozen=True, slots=True)
class Stop:
    """An event that stopped work. `until`: the day on which its project went on or ended, for a pause."""

    rank: int
    cause: str
    platform: str
    day: dt.date
    at: tuple[pd.Timestamp, int]
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Look:
    """A look into a queue, on the home zone's day."""

    day: dt.date
    at: tuple[pd.Timestamp, int]
    platform: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Causes:
    """What a gap's cause is read from, up to as-of."""

    stops: tuple[Stop, ...]
    looks: tuple[Look, ...]
    lives: tuple[Life, ...]

    def of(self, first: dt.date, last: dt.date, worked: dt.date | None) -> tuple[str, str | None]:
        """Cause and platform of a gap from `first` to `last` whose last worked day before it was `worked`.

        The highest-ranking stop from the last worked day to the gap's last day, the latest of equals; else
        `nothing_offered` where a look in the gap found nothing; else `between_projects` if no project runs on
        its first day (a paused one runs); else `unknown`.
        """
        stops = [
            s
            for s in self.stops
            if (worked is None or s.day >= worked)
            and s.day <= last
            and (s.cause != "paused" or s.until is None or s.until > last)
        ]
        if stops:
            most = max(stops, key=lambda s: (s.rank, s.at))
            return most.cause, most.platform
        empty = [k for k in self.looks if first <= k.day <= last and k.outcome == QueueOutcome.NOTHING_OFFERED]
        if empty:
            return "nothing_offered", max(empty, key=lambda k: k.at).platform
        return ("unknown" if _any_runs(self.lives, first) else "between_projects"), None


def _any_runs(lives: Sequence[Life], day: dt.date) -> bool:
    return any(s.first <= day <= s.last for x in lives for s in x.stretches)


def causes(frames: LedgerFrames, as_of: dt.date, lives: Sequence[Life]) -> Causes:
    """The stops and looks of a ledger up to `as_of`; `lives` are its projects' (see `lives.lives`)."""
    looks = tuple(k for k in _looks(frames) if k.day <= as_of)
    return Causes(_stops(frames, as_of), looks, tuple(lives))


def _stops(frames: LedgerFrames, as_of: dt.date) -> tuple[Stop, ...]:
    e = frames.project_events
    days = e["happened_at"].dt.tz_convert(frames.zone).dt.date.to_list()
    rows = sorted(
        zip(e["happened_at"], e["row"], days, e["platform"], e["project"], e["event"], strict=True),
        key=lambda r: (r[0], r[1]),
    )
    found: list[Stop] = []
    goes_on: dict[tuple[str, str], dt.date] = {}
    for at, row, day, platform, project, event in reversed(rows):  # from the end: what follows is known
        key = (str(platform), str(project))
        if day > as_of:
            continue
        if event in RANKS:
            rank, cause = RANKS[event]
            found.append(Stop(rank, cause, str(platform), day, (at, int(row)), goes_on.get(key)))
        if event in BEGINS or event in ENDS:
            goes_on[key] = day
    return tuple(found)


def _looks(frames: LedgerFrames) -> list[Look]:
    q = frames.queue_checks
    days = q["checked_at"].dt.tz_convert(frames.zone).dt.date.to_list()
    rows = zip(days, q["checked_at"], q["row"], q["platform"], q["outcome"], strict=True)
    return [Look(day, (at, int(row)), str(platform), str(outcome)) for day, at, row, platform, outcome in rows]
