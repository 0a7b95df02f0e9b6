"""Watson's sums as CSV: `watson aggregate` (each project of each day) and `watson report` (each of a stretch of days).

from                 to                   project  tag       time
2026-03-02 00:00:00  2026-03-02 23:59:59  acme               9899.999999    the project: counts
2026-03-02 00:00:00  2026-03-02 23:59:59  acme     billable  5400.0         a part of it: left out
"""

from __future__ import annotations

import datetime as dt

from tracker.domain import Evidence, WorkSession
from tracker.errors import InputError
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
    one_line,
)
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, number
from tracker.importers.formats.common import NO, batch, header
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.units import to_units
from tracker.words import parse_moment

COLUMNS = ("from", "to", "project", "tag", "time")
LONGEST = 10_000_000_000
"""Seconds that no sum can have."""


def _date(cell: str, reading: Reading) -> dt.date:
    return parse_moment(cell).date()


def _seconds(cell: str, reading: Reading) -> int:
    """Whole seconds: Watson cuts a day at its last microsecond, so that an hour can be 3599.999999."""
    found = number(cell, reading)
    if not 0 <= found < LONGEST:
        raise InputError("{value!r} cannot be a number of seconds.", code="bad_number", value=cell)
    return int(to_units(found) + 5_000) // 10_000


LAYOUT = Layout(
    first=Field("from", parse=_date, need=True),
    last=Field("to", parse=_date, need=True),
    project=Field("project", need=True),
    tag=Field("tag"),
    time=Field("time", parse=_seconds, need=True),
)


class WatsonReport:
    """The row of each project counts; those of its tags are parts of it, and one frame may be in several."""

    name = "watson_report"
    title = "Watson, report or aggregate (CSV)"
    about = About(
        becomes="work sessions of a day, or of a stretch of days",
        get="Type watson aggregate --csv > days.csv; the frames themselves (see watson) hold more.",
        times="days only",
        confirmed="files that Watson 2.1.0 wrote",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "the columns of Watson's report") if header(text) == COLUMNS else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sums of days are one source, those of a longer stretch each one of its own: two of them may tell of the
        same days, and then it is asked."""
        sheet = LAYOUT.bind(table(text))
        harvest = sheet.read(_Sums(sheet).make)
        notes = ["Sums of days have no clock times. The rows of tags are parts of their project's and left out."]
        return batch(self.name, "watson_days", harvest, notes)


class _Sums:
    def __init__(self, sheet: Sheet) -> None:
        self.whole: set[tuple[str, str, str]] = set()
        sheet.each(self._note)

    def _note(self, row: Row) -> None:
        if not row.raw("tag"):
            self.whole.add(_key(row))

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if row["tag"]:
            if _key(row) not in self.whole:
                raise row.problem("project", "missing", "the row of the whole project is missing")
            return IgnoredRow(row.line, "part", seconds=row["time"])
        first, last, project = row["first"], row["last"], row["project"]
        record = WorkSession(
            platform=UNASSIGNED,
            project=one_line(project),
            worked_on=first,
            worked_until=last if last != first else None,
            minutes=row["time"],
            evidence=Evidence.FILE.value,
            source=None if last == first else f"watson {first} to {last}",
        )
        content = normal(first, last, project, row["time"])
        return SourceRow(row.line, record, Facts(project=project), content, slot=normal(first, last, project))


def _key(row: Row) -> tuple[str, str, str]:
    return row.raw("first"), row.raw("last"), row.raw("project")
