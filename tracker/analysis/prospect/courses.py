"""When each project of a ledger began and ended, as far as the coming weeks are concerned.

started        paused 4 weeks or more, and open      nothing worked or earned for 13 weeks
   |==============X  (may come back as new work)        |=======X
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.places import places
from tracker.domain import BY_PLATFORM, ENDS, Event

Key: TypeAlias = tuple[str, str]
PAUSE = 28
"""Days after which an open pause counts as an end: what comes back is like new work."""
BEGINS = (Event.STARTED, Event.RESUMED)


@dataclass(frozen=True, slots=True)
class Course:
    """One project up to as-of: its first day, the day from which it does not run (None: it runs), its last day with
    work or money, and whether its end took the access to the platform away.

    `over`: the day of its end on record, None without one (a pause is none); `tasks`: the last day of task work;
    `began`: an event or task work says so, not only money or unpaid hours. `by_platform`: its platform ended it.
    """

    begins: dt.date
    ends: dt.date | None
    active: dt.date | None
    closed: bool = False
    over: dt.date | None = None
    tasks: dt.date | None = None
    began: bool = True
    by_platform: bool = False


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
            active, last = max((last for _first, last in known), default=None), tasks.get(key, (None, None))[1]
            out[key] = replace(found, active=active, tasks=last, began=key in turns or key in tasks)
    return out


def ended_platforms(found: Mapping[Key, Course]) -> dict[str, dt.date]:
    """Platforms of which nothing runs any more, with the day of the last end: all projects that began have ended, and
    none of their work is later."""
    mine: dict[str, list[Course]] = defaultdict(list)
    for (platform, _project), course in found.items():
        if course.began:
            mine[platform].append(course)
    last = {p: max(c.over for c in ours if c.over) for p, ours in mine.items() if all(c.over for c in ours)}
    return {p: day for p, day in last.items() if all((c.tasks or day) <= day for c in mine[p])}


def _span(rows: pd.DataFrame) -> dict[Key, tuple[dt.date, dt.date]]:
    """First and last day of each project's rows."""
    at, names = places(rows)
    order = np.lexsort((rows["day"].to_numpy(), at))
    days, edges = rows["day"].to_numpy()[order].astype("datetime64[D]"), np.flatnonzero(np.diff(at[order], prepend=-1))
    ends = zip(days[edges].tolist(), days[[*(edges[1:] - 1), -1]].tolist(), strict=True) if len(rows) else ()
    return {name: span for name, span in zip(names, ends, strict=True) if name[1]}


def _turns(basis: Basis) -> dict[Key, list[tuple[dt.date, str]]]:
    """Starts, pauses and ends of each project up to as-of, in the order of their effect, then row."""
    e = basis.frames.project_events.sort_values(["happened_at", "row"])
    days = e["happened_at"].dt.tz_convert(basis.frames.zone).dt.date
    out: dict[Key, list[tuple[dt.date, str]]] = defaultdict(list)
    for platform, project, day, event in zip(e["platform"], e["project"], days, e["event"], strict=True):
        if day <= basis.as_of and (event in BEGINS or event == Event.PAUSED or event in ENDS):
            out[str(platform), str(project)].append((day, str(event)))
    return out


def _course(turns: list[tuple[dt.date, str]], first: dt.date | None, as_of: dt.date) -> Course | None:
    """Its course as far as events tell, and `first`, the day of its first work or money."""
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
    over = since if state and state != Event.PAUSED else None
    closed, taken = state == Event.DEACTIVATED, state in BY_PLATFORM
    return Course(begins, None if stands else since, None, closed, over, by_platform=taken)
