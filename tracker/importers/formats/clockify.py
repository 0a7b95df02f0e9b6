"""Clockify, detailed report as CSV: one row per time entry, dates and times in the account's own format."""

from __future__ import annotations

from tracker.domain import Evidence, WorkSession
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
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, clock, day, find_column, hours, money, yesno
from tracker.importers.formats.common import (
    NO,
    Prices,
    Spans,
    batch,
    by_header,
    currency_codes,
    dates_said,
    header,
    spelled,
)
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal, settle_zone

LAYOUT = Layout(
    project=Field("Project", need_column=False),
    client=Field("Client", need_column=False),
    description=Field("Description", need_column=False),
    task=Field("Task", "Activity", need_column=False),
    tags=Field("Tags", need_column=False),
    billable=Field("Billable", parse=yesno, need_column=False, empty=True),
    kind=Field("Type", need_column=False),
    start_date=Field("Start Date", parse=day, need=True),
    start_time=Field("Start Time", parse=clock, need=True),
    end_date=Field("End Date", parse=day),
    end_time=Field("End Time", parse=clock),
    duration=Field("Duration (h)", parse=hours, need_column=False),
    created=Field("Date of creation", need_column=False),
    rate=Field("Billable Rate (*)", parse=money, need_column=False),
    amount=Field("Billable Amount (*)", parse=money, need_column=False),
)
_WORDS = (
    "project", "client", "description", "task", "tags", "start_date", "start_time", "end_date", "end_time",
    "duration", "rate", "amount",
)  # fmt: skip
_NOT_WORK = ("break", "holiday", "time off")


class Clockify:
    """All variants of the detailed report; the summary report has no clock times and needs a mapping."""

    name = "clockify"
    title = "Clockify, detailed report"
    about = About(
        becomes="work sessions",
        get="In Clockify: Reports, Detailed, choose the dates, then Export, Save as CSV.",
        times="local to the zone of the Clockify account, which the file does not name: asked",
        confirmed="a real file, and test files of maintained importers",
    )

    def recognise(self, text: Text) -> Recognition:
        """Durations may be switched off; then `Start Date` and what only a tracker has tell it from others."""
        if find_column(header(text), ("Duration (h)", "Duration (decimal)")):
            return by_header(
                text,
                LAYOUT,
                "the columns of a Clockify detailed report",
                marks=("Start Date", "Duration (h)", "Duration (decimal)"),
                own=("Start Date", "Start Time", "End Date", "End Time"),
                least=2,
            )
        if not spelled(text, "Start Date", "Start Time", "Project"):
            return NO
        why = "the columns of a Clockify detailed report without durations"
        own = ("Description", "User", "Email", "Billable", "Tags", "Group", "Task", "Client")
        return by_header(text, LAYOUT, why, own=own, least=3, never=("Subject", "All Day Event"))

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions with clock times, as long as from start to end.

        Raises `InputError` for a missing column, `NeedsAnswer` for the zone and, if no date of the file
        settles it, the order of day and month.
        """
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "start_date", "end_date", "created")
        codes = [*currency_codes(sheet, "rate"), *currency_codes(sheet, "amount")]
        decimal = settle_decimal(options, sheet, *sheet.all_of("rate"), *sheet.all_of("amount"), currencies=codes)
        zone = settle_zone(options, text.name)
        sheet.reading = Reading(dates, decimal, zone)
        reader = _Entries(sheet, zone)
        harvest = sheet.read(reader.make)
        return batch(self.name, self.name, harvest, [*reader.spans.notes(), dates_said(dates)])


class _Entries:
    def __init__(self, sheet: Sheet, zone: str) -> None:
        self.spans = Spans(zone)
        self.rates, self.amounts = Prices(sheet, "rate"), Prices(sheet, "amount")
        self.words = (*_WORDS, *self.rates.keys[1:], *self.amounts.keys[1:])

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if row["kind"].casefold() in _NOT_WORK:
            return IgnoredRow(row.line, "break")
        span = self.spans.of(row)
        if span is None:
            return IgnoredRow(row.line, "running")
        start, end = span
        rate, amount, currency = self._money(row) if row["billable"] else (None, None, None)
        said = (row["client"], row["project"], row["task"], row["description"], row["tags"])
        record = WorkSession(
            platform=UNASSIGNED,
            project=one_line(said[1]),
            started_at=start,
            ended_at=end,
            rate=rate,
            amount=amount,
            currency=currency,
            evidence=Evidence.FILE.value,
            note=said[3] or None,
        )
        facts = Facts(client=said[0], project=said[1], task=said[2], description=said[3], tag=said[4])
        return SourceRow(row.line, record, facts, row.words(*self.words), slot=start.isoformat())

    def _money(self, row: Row) -> tuple[int | None, int | None, str | None]:
        """(rate, amount, currency); a rate in another currency than the amount says nothing of it."""
        rate, of_rate = self.rates.of(row)
        amount, of_amount = self.amounts.of(row)
        if rate and amount and of_rate != of_amount:
            rate = None
        return rate, amount, of_amount if amount else of_rate
