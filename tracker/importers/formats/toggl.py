"""Toggl Track, detailed report as CSV: one row per time entry, local clock times without a zone."""

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
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, clock, currency, day, hours, money
from tracker.importers.formats.common import NO, People, Prices, Spans, batch, by_header, currency_codes, spelled
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal, settle_zone
from tracker.say import Said

LAYOUT = Layout(
    client=Field("Client", need_column=False),
    project=Field("Project", need_column=False),
    task=Field("Task", need_column=False),
    description=Field("Description", need_column=False),
    tags=Field("Tags", need_column=False),
    start_date=Field("Start date", parse=day, need=True),
    start_time=Field("Start time", parse=clock, need=True),
    end_date=Field("End date", "Stop date", parse=day),
    end_time=Field("End time", "Stop time", parse=clock),
    duration=Field("Duration", parse=hours, need_column=False),
    amount=Field("Amount (*)", parse=money, need_column=False),
    total=Field("Amount", parse=money, need_column=False),
    currency=Field("Currency", parse=currency, need_column=False),
    user=Field("User", "Member", need_column=False),
)

_WORDS = (
    "client", "project", "task", "description", "tags", "start_date", "start_time", "end_date", "end_time",
    "duration", "amount",
)  # fmt: skip


class Toggl:
    """All layouts: End or Stop date, with or without user, tags and amount; the currency in the header or a column."""

    name = "toggl"
    title = "Toggl Track, detailed report"
    about = About(
        becomes="work sessions",
        get="In Toggl Track: Reports, Detailed, choose the dates, then Export, Download CSV.",
        times="local to the zone of the Toggl profile, which the file does not name: asked",
        confirmed="a real file, and test files of maintained importers",
    )

    def recognise(self, text: Text) -> Recognition:
        """Toggl writes `Start date`, Clockify and calendars `Start Date`."""
        if not spelled(text, "Start date"):
            return NO
        return by_header(
            text,
            LAYOUT,
            "the columns of a Toggl Track detailed report",
            marks=("Start date", "Start time", "Description"),
            own=("Duration", "Description", "Project", "Tags", "Client", "User"),
            least=2,
            never=("Duration (h)", "Time (h)", "Duration (decimal)"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions with clock times; billable is not taken for paid, an amount of zero not for a price.

        Raises `InputError` for a missing column, `NeedsAnswer` for the zone (`--zone`).
        """
        sheet = LAYOUT.bind(table(text))
        zone = settle_zone(options, text.name)
        sheet.reading = Reading(
            settle_dates(options, sheet, "start_date", "end_date"),
            _decimal(options, sheet),
            zone,
        )
        reader = _Entries(sheet, zone)
        harvest = sheet.read(reader.make)
        return batch(self.name, self.name, harvest, reader.notes())


def _decimal(options: ReadOptions, sheet: Sheet) -> str:
    codes = [*currency_codes(sheet, "amount"), *sheet.cells("currency")]
    return settle_decimal(options, sheet, *sheet.all_of("amount"), "total", currencies=[c for c in codes if c != "-"])


FROM_FILE = Evidence.FILE.value


def _set(cell: str) -> str:
    """Newer exports write a dash for a project, client or tag that is not set."""
    return "" if cell == "-" else cell


class _Entries:
    def __init__(self, sheet: Sheet, zone: str) -> None:
        self.spans, self.prices = Spans(zone), Prices(sheet, "amount")
        # a layout's own columns only, so that rows of the others stay what they are
        self.words = (*_WORDS, *self.prices.keys[1:], *(n for n in ("total", "currency") if sheet.has(n)))
        self.people = People()

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        span = self.spans.of(row)
        if span is None:
            return IgnoredRow(row.line, "running")
        start, end = span
        amount, code = self.prices.of(row)
        if row["total"]:
            amount, code = row["total"], row["currency"]
        facts = Facts(row["client"], row["project"], row["tags"], row["task"], row["description"])
        if "-" in facts:
            facts = Facts(*map(_set, facts))
        self.people.add(row["user"])
        record = WorkSession(
            platform=UNASSIGNED,
            project=one_line(facts.project),
            started_at=start,
            ended_at=end,
            amount=amount,
            currency=code,
            evidence=FROM_FILE,
            note=facts.description or None,
        )
        begin = start.isoformat()
        return SourceRow(row.line, record, facts, row.words(*self.words), slot=begin)

    def notes(self) -> list[Said | str]:
        return [*self.spans.notes(), *self.people.notes()]
