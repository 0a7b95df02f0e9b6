"""Drafts of work sessions read from the ledger and saved to it: the list of the page Log, and the grid of a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import WorkSession
from tracker.editing.bulk import TABLE, Change, Draft, newest_first, rebase, session_day
from tracker.editing.week import LOOK_BACK, Line, Week, build
from tracker.errors import InputError, Refused
from tracker.store.results import Operation
from tracker.units import DAY, monday


def read(desk: Desk, first: dt.date, last: dt.date) -> list[tuple[int, WorkSession]]:
    """Sessions of these days of the home zone, both in it, newest first; the others are not read."""
    zone = desk.zone()
    found = desk.store.sessions_between(first - DAY, last + DAY)
    return newest_first([(row, s) for row, s in found if first <= session_day(s, zone) <= last], zone)


def fresh(desk: Desk, draft: Draft) -> tuple[Draft, tuple[int, ...]]:
    """The draft on the ledger as it is now (see `rebase`)."""
    version = desk.version
    present = {row: desk.store.get(TABLE, row) for row in draft.base}
    return rebase(draft, {row: s for row, s in present.items() if isinstance(s, WorkSession)}, version)


def save(desk: Desk, todo: Sequence[Change], version: int, *, summary: str) -> Operation:
    """Write changes as one operation, if the ledger still is as operation `version` left it.

    Raises Refused (`changed_meanwhile`: nothing was written), InputError where a row would be wrong or there
    is nothing to do.
    """
    if not todo:
        raise InputError("There is nothing to save.")
    made = [entry.check(change.after) for change in todo if change.after is not None]
    entry.fits(desk, made)
    if desk.version == version == 0:
        desk.ensure_settings()
        version = desk.version
    with desk.operation("edit", summary) as writing:
        if desk.version != version:  # nobody else can write from here on
            raise Refused(
                "The ledger was changed by another window or command after this was read; nothing was saved.",
                hint="Your changes are kept: look at them once more and save again.",
                code="changed_meanwhile",
            )
        for change in todo:
            if change.row is None and change.after is not None:
                writing.insert(entry.typed(change.after))
            elif change.row is not None and change.after is None:
                writing.delete(TABLE, change.row)
            elif change.row is not None and change.after is not None:
                writing.update(TABLE, change.row, change.after)
    return desk.store.done(writing.id)


def read_week(desk: Desk, day: dt.date, more: Sequence[Line] = ()) -> Week:
    """The week of `day` in the ledger; reads that week and a month before it, nothing else."""
    first = monday(day)
    version = desk.version
    rows = desk.store.sessions_between(first - LOOK_BACK, first + 7 * DAY)
    return build(rows, first, desk.settings().time_zone, version=version, more=more)
