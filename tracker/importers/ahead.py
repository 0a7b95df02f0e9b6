"""Rows of days that are still to come: planned, announced, or day and month the wrong way round. None is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tracker.domain import Record
from tracker.errors import Problem
from tracker.importers.base import ParsedBatch

_DAYS = {
    "work_sessions": "worked_on",
    "earnings": "earned_from",
    "payouts": "received_on",
    "transfers": "moved_on",
    "expenses": "spent_on",
}
_SLACK = dt.timedelta(days=1)
"""The day of a file's own zone may be a day ahead of the ledger's."""


def without_future(batch: ParsedBatch, today: dt.date) -> ParsedBatch:
    """The batch with rows dated after tomorrow refused (`future`), each with its line."""
    last = today + _SLACK
    late = [(row, day) for row in batch.rows if (day := _day(row.record)) is not None and day > last]
    if not late:
        return batch
    gone = {id(row) for row, _ in late}
    problems = [
        Problem("future", "{day} is in the future: nothing that is still to come is stored", row.line, day=day)
        for row, day in late
    ]
    kept = tuple(row for row in batch.rows if id(row) not in gone)
    return replace(batch, rows=kept, problems=(*batch.problems, *problems))


def _day(record: Record) -> dt.date | None:
    """The day on which a record happened; None for one that is of no day."""
    name = _DAYS.get(record.TABLE)
    if name is None:
        return None
    day: dt.date | None = getattr(record, name)
    if day is None and (start := getattr(record, "started_at", None)):
        return start.date()  # type: ignore[no-any-return]
    return day


__all__ = ["without_future"]
