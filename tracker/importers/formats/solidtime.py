"""solidtime: its own export (joined by `tracker.importers.bundles`), its report, and the table that it takes in."""

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
from tracker.importers.bundles import CURRENCY, TAGS
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, hours, moment, own_id, yesno
from tracker.importers.formats.common import NO, People, Spans, batch, header
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal, settle_zone


def _cents(cell: str, reading: Reading) -> int:
    """Units of a whole number of hundredths."""
    if not cell.isdigit():
        raise InputError("{value!r} is not a whole number of cents.", code="bad_number", value=cell)
    return int(cell) * 100


LAYOUT = Layout(
    id=Field("id", parse=own_id, need_column=False),
    description=Field("description"),
    client=Field("client", need_column=False),
    project=Field("project", need_column=False),
    task=Field("task", need_column=False),
    tags=Field(TAGS, "tags", need_column=False),
    start=Field("start", parse=moment, need=True),
    end=Field("end", parse=moment),
    duration=Field("duration", parse=hours, need_column=False),
    billable=Field("billable", parse=yesno, empty=False),
    kind=Field("type", need_column=False),
    rate=Field("billable_rate", parse=_cents, need_column=False),
    currency=Field(CURRENCY, parse=currency, need_column=False),
    project_id=Field("project_id", need_column=False),
    user=Field("user_id", "user_name", "user", need_column=False),
)
_WORDS = ("description", "start", "end", "kind", "rate", "project_id")
_NO_ID = ("description", "client", "project", "task", "tags", "start", "end", "duration")
_SHAPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("id", "start", "end", "billable_rate", "is_imported", "member_id")), "solidtime's own export"),
    (frozenset(("description", "billable", "start", "end", "user_name", "user_email")), "solidtime's table of entries"),
    (
        frozenset(("description", "task", "user", "start", "end", "duration (decimal)", "billable", "tags")),
        "a solidtime report",
    ),
)


class Solidtime:
    """Instants in UTC, or in a report local times; rates in cents; breaks are left out."""

    name = "solidtime"
    title = "solidtime, own export (zip), report or table of entries"
    about = About(
        becomes="work sessions",
        get="In solidtime: Settings, Import / Export, Export organization (take the whole zip); or Reporting, "
        "Detailed, Export, CSV.",
        times="UTC, as the file says; in a report local to the zone of the profile, which it does not name: asked",
        confirmed="the test files and the source of solidtime itself",
    )

    def recognise(self, text: Text) -> Recognition:
        names = {n.casefold() for n in header(text)}
        what = next((what for needed, what in _SHAPES if needed <= names), "")
        return Recognition(0.96, f"the columns of {what}") if what else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions with clock times. Raises `InputError` for a part of the export without the files beside it."""
        sheet = LAYOUT.bind(table(text))
        if sheet.has("project_id") and not sheet.has("currency"):
            raise InputError(
                "The names of its projects are in other files of solidtime's export.",
                hint="Import the whole zip, or the folder that it was unpacked to.",
                code="missing_names",
                file=text.name,
            )
        dates = settle_dates(options, sheet, "start", "end")
        local = any(moment(c, Reading(dates)).tzinfo is None for c in _readable(sheet, dates))
        zone = settle_zone(options, text.name) if local else "UTC"
        sheet.reading = Reading(dates, settle_decimal(options, sheet, "duration"), zone)
        reader = _Entries(zone)
        harvest = sheet.read(reader.make)
        return batch(self.name, self.name, harvest, [*(reader.spans.notes() if local else ()), *reader.people.notes()])


def _readable(sheet: Sheet, dates: str) -> list[str]:
    """The cells of the start that are moments; the others are rejected when their rows are read."""
    found = []
    for cell in sheet.cells("start"):
        try:
            moment(cell, Reading(dates))
        except InputError:
            continue
        found.append(cell)
    return found


class _Entries:
    def __init__(self, zone: str) -> None:
        self.spans, self.people = Spans(zone), People()

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if row["kind"].casefold() == "break":
            return IgnoredRow(row.line, "break")
        if row["end"] is None:
            return IgnoredRow(row.line, "running")
        start, end = self._span(row["start"], row["end"], row["duration"])
        self.people.add(row["user"])
        rate = (row["rate"] or None) if row["billable"] else None
        record = WorkSession(
            platform=UNASSIGNED,
            project=one_line(row["project"]),
            started_at=start,
            ended_at=end,
            rate=rate,
            currency=row["currency"] if rate else None,
            evidence=Evidence.FILE.value,
            note=row["description"] or row["task"] or None,
        )
        facts = Facts(row["client"], row["project"], row["tags"], row["task"], row["description"])
        own, words = row["id"], _WORDS if row["id"] else _NO_ID
        return SourceRow(row.line, record, facts, row.words(*words), own, slot=start.isoformat())

    def _span(self, start: dt.datetime, end: dt.datetime, lasted: int | None) -> tuple[dt.datetime, dt.datetime]:
        if start.tzinfo is None and end.tzinfo is None:
            return self.spans.between(start.replace(tzinfo=dt.UTC), end.replace(tzinfo=dt.UTC), lasted)
        if start.tzinfo is None or end.tzinfo is None:
            raise InputError("Start and end do not both say their zone.", code="half_a_span")
        return start.astimezone(dt.UTC), end.astimezone(dt.UTC)
