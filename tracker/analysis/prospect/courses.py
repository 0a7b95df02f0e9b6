"""When each project of a ledger began and ended, as far as the coming weeks are concerned.

started        paused 4 weeks or more, and open      nothing worked or earned for 13 weeks
   |==============X  (may come back as new work)        |=======X
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.domain import ENDS, Event

Key: TypeAlias = tuple[str, str]
PAUSE = 28
"""Days after which an open pause counts as an end: what comes back is like new work."""
BEGINS = (Event.STARTED, Event.RESUMED)


@dataclass(frozen=True, slots=True)
class Course:
    """One project up to as-of: its first day, the day from which it does not run (None: it runs), its last day with
    work or money, and whether its end took the access to the platform away."""

    begins: dt.date
    ends: dt.date | None
    active: dt.date | None
    closed: bool = False


def courses(basis: Basis) -> dict[Key, Course]:
    """The course of every project that began; of one without any event, from its work and money alone."""
    turns, worked, paid = _turns(basis), _span(basis.hours), _span(basis.money.parts)
    tasks = _span(basis.hours[basis.hours["activity"] == "task"])
    out = {}
    for key in {*turns, *worked, *paid}:
        known = [span for of in (worked, paid) if (span := of.get(key))]
        first = (tasks[key] if key in tasks else min(known, default=(None,)))[0]
        found = _course(turns.get(key, []), first, basis.as_of)
        if found is not None:
            begins, ends, closed = found
            out[key] = Course(begins, ends, max((last for _first, last in known), default=None), closed)
    return out


def _span(rows: pd.DataFrame) -> dict[Key, tuple[dt.date, dt.date]]:
    """First and last day of each project's rows."""
    named = rows[rows["project"].notna()]
    days = named.groupby(["platform", "project"], sort=False)["day"].agg(["min", "max"])
    ends = zip(days["min"].dt.date, days["max"].dt.date, strict=True)
    return {(str(p), str(j)): e for (p, j), e in zip(days.index.to_list(), ends, strict=True)}


def _turns(basis: Basis) -> dict[Key, list[tuple[dt.date, str]]]:
    """Starts, pauses and ends of each project up to as-of, in the order of their effect, then row."""
    e = basis.frames.project_events.sort_values(["happened_at", "row"])
    days = e["happened_at"].dt.tz_convert(basis.frames.zone).dt.date
    out: dict[Key, list[tuple[dt.date, str]]] = defaultdict(list)
    for platform, project, day, event in zip(e["platform"], e["project"], days, e["event"], strict=True):
        if day <= basis.as_of and (event in BEGINS or event == Event.PAUSED or event in ENDS):
            out[str(platform), str(project)].append((day, str(event)))
    return out


def _course(
    turns: list[tuple[dt.date, str]], first: dt.date | None, as_of: dt.date
) -> tuple[dt.date, dt.date | None, bool] | None:
    """First day, the day from which it does not run, and whether access was taken away."""
    started = next((day for day, event in turns if event == Event.STARTED), None)
    begins = started or first or (turns[0][0] if turns else None)
    if begins is None:
        return None
    state, since = "", begins
    for day, event in turns:
        if day < begins:
            continue
        if event in BEGINS:
            state, since = "", day
        elif not state or (state == Event.PAUSED and event != Event.PAUSED):
            state, since = event, day
        elif event == Event.DEACTIVATED:
            state = event
    stands = not state or (state == Event.PAUSED and (as_of - since).days < PAUSE)
    return begins, None if stands else since, state == Event.DEACTIVATED
