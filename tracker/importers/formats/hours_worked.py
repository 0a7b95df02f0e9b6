"""Hours Worked Tracker, a web page that many who work for DataAnnotation log their time with: its sessions as CSV."""

from __future__ import annotations

import datetime as dt

from tracker.domain import Earning, EarningKind, Evidence, WorkSession
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
from tracker.importers.columns import Field, Layout, Reading, Row, clock, day, hours, money, own_id
from tracker.importers.formats.common import Spans, batch, by_header
from tracker.importers.reading import table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal, settle_zone

LAYOUT = Layout(
    on=Field("Date", parse=day, need=True),
    start=Field("Start Time", parse=clock),
    end=Field("End Time", parse=clock),
    length=Field("Duration (hrs)", parse=hours),
    kind=Field("Type", need_column=False),
    project=Field("Project ID"),
    rate=Field("Hourly Rate", parse=money),
    earned=Field("Earnings", parse=money),
    notes=Field("Notes", need_column=False),
    own=Field("ID", parse=own_id, need=True),
)
_WORDS = ("on", "start", "end", "length", "project", "rate", "earned", "notes")
FILE = Evidence.FILE.value


class HoursWorked:
    """Sessions with clock times where both are there, else of the day; a sum without time is a milestone."""

    name = "hours_worked"
    title = "Hours Worked Tracker (for DataAnnotation), sessions"
    about = About(
        becomes="work sessions, earnings",
        get="In Hours Worked Tracker: Settings, Export, Work sessions CSV.",
        times="local to the browser that logged them, without a zone: asked if any are there",
        confirmed="the source of the tool, no real file",
    )

    def recognise(self, text: Text) -> Recognition:
        marks = ("Duration (hrs)", "Hourly Rate", "Earnings")
        return by_header(text, LAYOUT, "the columns of Hours Worked Tracker's sessions", marks=marks)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for the currency, the order of dates, and the zone if a row has clock times."""
        sheet = LAYOUT.bind(table(text))
        code = settle_currency(options, sheet, "rate", "earned")
        dates = settle_dates(options, sheet, "on")
        decimal = settle_decimal(options, sheet, "length", "rate", "earned", currencies=(code,))
        timed = bool(sheet.cells("start", "end"))
        zone = settle_zone(options, text.name) if timed else "UTC"
        sheet.reading = Reading(dates, decimal, zone)
        spans = Spans(zone)
        harvest = sheet.read(lambda row: _entry(row, code, spans))
        return batch(self.name, self.name, harvest, spans.notes() if timed else ())


def _entry(row: Row, code: str, spans: Spans) -> SourceRow | IgnoredRow:
    earned, length = row["earned"] or None, row["length"] or 0
    facts = Facts(project=row["project"], task=row["kind"], description=row["notes"])
    if not length and not earned:
        return IgnoredRow(row.line, "no_amount")
    record: WorkSession | Earning
    if not length:
        form = (EarningKind.MILESTONE if earned and earned > 0 else EarningKind.ADJUSTMENT).value
        record = Earning(platform=UNASSIGNED, project=one_line(row["project"]), kind=form, earned_from=row["on"],
                         amount=earned or 0, currency=code, evidence=FILE, note=row["notes"] or None)  # fmt: skip
        return SourceRow(row.line, record, facts, row.words(*_WORDS), row["own"])
    start, end, worked = _time(row, spans, length)
    record = WorkSession(
        platform=UNASSIGNED,
        project=one_line(row["project"]),
        worked_on=None if start else row["on"],
        started_at=start,
        ended_at=end,
        minutes=worked,
        rate=row["rate"] or None,
        amount=earned,
        currency=code if row["rate"] or earned else None,
        evidence=FILE,
        note=row["notes"] or None,
    )
    return SourceRow(row.line, record, facts, row.words(*_WORDS), row["own"])


def _time(row: Row, spans: Spans, length: int) -> tuple[dt.datetime | None, dt.datetime | None, int | None]:
    """Start and end in UTC if both are there, else none and the length of the day."""
    if row["start"] is None or row["end"] is None:
        return None, None, length
    first, last = (dt.datetime.combine(row["on"], row[n], dt.UTC) for n in ("start", "end"))
    start, end = spans.between(first, last, length)
    return start, end, None
