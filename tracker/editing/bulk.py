"""Work sessions in bulk: edits staged in a draft, shown, and saved as one operation.

A draft is a plain value: the rows it touches as they were read, and as they shall be. `bulk_actions` makes the
steps; the desk reads the rows and writes the draft, if the ledger is still the one that was read (`desk.edits`).

    draft.base   {7: 2 h, 8: 1 h}          as read at `version`
    draft.now    {7: 3 h, 8: None, -1: …}  7 changed, 8 removed, -1 new
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Activity, Status, WorkSession
from tracker.words import tags

TABLE = WorkSession.TABLE
Rows = Sequence[tuple[int, WorkSession]]
"""Sessions with their row numbers; below zero: new ones of a draft."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: `row` and `before` None for a new one, `after` None for one that goes."""

    row: int | None
    before: WorkSession | None
    after: WorkSession | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Staged edits of the ledger as its operation `version` left it."""

    version: int
    base: Mapping[int, WorkSession] = field(default_factory=dict)
    now: Mapping[int, WorkSession | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sessions of some days are listed; None takes all. `activity` "task" is paid work, `status`
    "approved" is also none at all. `project` needs its platform; "" is work on no project."""

    platform: str | None = None
    project: str | None = None
    activity: str | None = None
    status: str | None = None
    text: str = ""
    tag: str = ""


def session_day(session: WorkSession, zone: ZoneInfo) -> dt.date:
    """The day a session belongs to: its own, else the home zone's on which it began.

    Raises ValueError for a session without any time, which no ledger holds.
    """
    if session.started_at is not None:
        return session.started_at.astimezone(zone).date()
    if session.worked_on is None:
        raise ValueError("a session without a day")
    return session.worked_on


# --- the draft -----------------------------------------------------------------------------------------


def stage(draft: Draft, changes: Iterable[Change]) -> Draft:
    """The draft with these changes on top. A row that is again as it was read leaves the draft.

    New rows get numbers below zero; a change of such a row changes the new row.
    """
    base, now = dict(draft.base), dict(draft.now)
    for change in changes:
        row = change.row if change.row is not None else min([0, *now]) - 1
        if row >= 0 and row not in base and change.before is not None:
            base[row] = change.before
        if change.after == base.get(row):
            now.pop(row, None)
            base.pop(row, None)
        else:
            now[row] = change.after
    return Draft(draft.version, base, now)


def shown(draft: Draft, rows: Rows) -> list[tuple[int, WorkSession]]:
    """Sessions as they would be after saving: changed, without the removed, with the new ones."""
    listed = [(row, draft.now.get(row, session)) for row, session in rows]
    new = [(row, session) for row, session in draft.now.items() if row < 0]
    return [(row, session) for row, session in [*listed, *new] if session is not None]


def changes(draft: Draft) -> tuple[Change, ...]:
    """What saving would do, changed rows first, then the new ones in the order they were made."""
    old = [Change(row, draft.base[row], after) for row, after in sorted(draft.now.items()) if row >= 0]
    new = [(row, after) for row, after in sorted(draft.now.items(), reverse=True) if row < 0]
    return (*old, *(Change(None, None, after) for _, after in new if after is not None))


def rebase(draft: Draft, fresh: Mapping[int, WorkSession | None], version: int) -> tuple[Draft, tuple[int, ...]]:
    """The draft on a newer ledger: of each row only the columns that were edited change.

    `fresh` are the draft's rows as they are now, None if one is gone. Gives also the rows that are gone,
    whose edits fall away.
    """
    base: dict[int, WorkSession] = {}
    now: dict[int, WorkSession | None] = {row: s for row, s in draft.now.items() if row < 0}
    gone = []
    for row, old in draft.base.items():
        present, wanted = fresh.get(row), draft.now[row]
        if present is None:
            gone.append(row)
            continue
        made = None if wanted is None else replace(present, **_edited(old, wanted))
        if made != present:
            base[row], now[row] = present, made
    return Draft(version, base, now), tuple(gone)


def _edited(old: WorkSession, new: WorkSession) -> dict[str, Any]:
    return {f.name: getattr(new, f.name) for f in fields(old) if getattr(old, f.name) != getattr(new, f.name)}


# --- which are listed ----------------------------------------------------------------------------------


def fits(session: WorkSession, wanted: Filter) -> bool:
    """Whether a session is one of those wanted. Text is looked for in platform, project, activity and note; a tag
    is a word with a # in the note.

    >>> call = WorkSession(platform="Mercor", worked_on=dt.date(2026, 5, 1), minutes=60, note="Call with Ana")
    >>> fits(call, Filter(text="ana", activity="task"))
    True
    """
    if wanted.platform is not None and session.platform != wanted.platform:
        return False
    if wanted.project is not None and (session.project or "") != wanted.project:
        return False
    if wanted.activity is not None and (session.activity or Activity.TASK) != wanted.activity:
        return False
    if wanted.status is not None and (session.status or Status.APPROVED) != wanted.status:
        return False
    if wanted.tag and wanted.tag not in tags(session.note):
        return False
    words = wanted.text.casefold().split()
    there = " ".join(filter(None, (session.platform, session.project, session.activity, session.note))).casefold()
    return all(word in there for word in words)


def tags_of(rows: Rows) -> list[str]:
    """The tags in the notes of sessions, by letters."""
    return sorted({tag for _, session in rows if session.note and "#" in session.note for tag in tags(session.note)})


def newest_first(rows: Iterable[tuple[int, WorkSession]], zone: ZoneInfo) -> list[tuple[int, WorkSession]]:
    """By day, then start, newest on top; new rows of a draft before older ones of the same time."""
    midnight = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(
        rows, key=lambda x: (session_day(x[1], zone), x[1].started_at or midnight, x[0] < 0, x[0]), reverse=True
    )
