"""The day and the week so far, read from the rows of the last weeks only, so that a long ledger costs nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.domain import (
    Availability,
    Earning,
    ExchangeRate,
    Payout,
    ProjectEvent,
    Record,
    Transfer,
    WorkSession,
)
from tracker.units import monday

if TYPE_CHECKING:
    from tracker.analysis.results.lately import Lately
    from tracker.desk.session import Desk

BACK = dt.timedelta(days=40)
"""Sessions from so long before the day are read: a stretch of a month that reaches into the week is in."""


def lately(desk: Desk, as_of: dt.date | None = None) -> Lately:
    """Hours and money of a day (today where None) and of its week so far: quick on a long ledger too (loads pandas)."""
    day = as_of or desk.today()
    return desk.at_hand("lately", (day,), lambda: _lately(desk, day))


def _lately(desk: Desk, as_of: dt.date) -> Lately:
    from tracker.analysis.lately import lately as answer
    from tracker.frames import from_records

    records = _records(desk, monday(as_of), recent_sessions(desk, as_of))
    return answer(from_records(records, desk.settings(), desk.version), as_of, reference=desk.rates())


def since(desk: Desk, first: dt.date, as_of: dt.date) -> Lately:
    """Hours and money from a day on, as of its week; reads what may reach into that time and nothing else."""
    from tracker.analysis.lately import lately as answer
    from tracker.frames import from_records

    def make() -> Lately:
        there = [s for _, s in desk.store.sessions_between(first - BACK, as_of + dt.timedelta(days=1))]
        frames = from_records(_records(desk, first, there), desk.settings(), desk.version)
        return answer(frames, as_of, reference=desk.rates(), since=first)

    return desk.memo(("since", first, as_of), make)


def recent_sessions(desk: Desk, as_of: dt.date) -> list[WorkSession]:
    """Work sessions that began in the days before `as_of`, or on it; read once per version."""
    day = dt.timedelta(days=1)
    return desk.at_hand(
        "recent", (as_of,), lambda: [s for _, s in desk.store.sessions_between(as_of - BACK, as_of + day)]
    )


def works(desk: Desk, as_of: dt.date | None = None) -> list[tuple[str, str | None]]:
    """Platforms and projects to start the timer for: those last worked on first, then all others of the ledger."""
    day = as_of or desk.today()
    return desk.at_hand("works", (day,), lambda: _works(desk, day))


def _works(desk: Desk, as_of: dt.date) -> list[tuple[str, str | None]]:
    latest = [(s.platform, s.project) for s in reversed(recent_sessions(desk, as_of))]
    projects: list[tuple[str, str | None]] = [(p.platform, p.project) for _, p in desk.projects()]
    named = {platform for platform, _ in projects}
    bare: list[tuple[str, str | None]] = [(p.platform, None) for _, p in desk.platforms() if p.platform not in named]
    return list(dict.fromkeys([*latest, *projects, *bare]))


def _records(desk: Desk, first: dt.date, there: list[WorkSession]) -> list[Record]:
    """What the figures from a day on rest on; of projects and their events those that were worked on."""
    sessions = [s for s in there if _reaches(s, first)]
    earned = [e for _, e in desk.rows(Earning) if (e.earned_to or e.earned_from) >= first]
    worked = {(s.platform, s.project) for s in sessions}
    records: list[Record] = [p for _, p in desk.platforms()]
    records += [p for _, p in desk.projects() if (p.platform, p.project) in worked]
    records += [e for _, e in desk.rows(ProjectEvent) if (e.platform, e.project) in worked and e.rate is not None]
    records += [a for _, a in desk.rows(Availability)]
    records += [*earned, *sessions]
    home = desk.settings().home_currency
    if any(getattr(r, "currency", None) not in (None, home) for r in records):
        records += [r for table in (ExchangeRate, Transfer) for _, r in desk.rows(table)]
        records += [p for _, p in desk.rows(Payout) if p.home_amount is not None]
    return records


def _reaches(s: WorkSession, first: dt.date) -> bool:
    """Whether an entry may be on `first` or later: instants are days of UTC here, so one day is given."""
    day = s.worked_until or s.worked_on or (s.ended_at.date() if s.ended_at else None)
    return day is not None and day >= first - dt.timedelta(days=1)
