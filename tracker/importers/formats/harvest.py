"""Harvest, time report as CSV: one row per day and task, with hours and no clock times."""

from __future__ import annotations

from tracker.domain import Evidence, WorkSession
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
    one_line,
)
from tracker.importers.columns import Field, Layout, Reading, Row, day, hours, money, yesno
from tracker.importers.formats.common import People, batch, by_header, dates_said, decimal_said, named_currency
from tracker.importers.reading import table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal

LAYOUT = Layout(
    on=Field("Date", parse=day, need=True),
    hours=Field("Hours", parse=hours, need=True),
    first=Field("First Name"),
    last=Field("Last Name"),
    client=Field("Client", need_column=False),
    project=Field("Project", need_column=False),
    task=Field("Task", need_column=False),
    notes=Field("Notes", need_column=False),
    billable=Field("Billable?", parse=yesno, need_column=False, empty=False),
    rate=Field("Billable Rate", parse=money, need_column=False),
    amount=Field("Billable Amount", parse=money, need_column=False),
    currency=Field("Currency", parse=named_currency, need_column=False),
)
_WORDS = ("on", "client", "project", "task", "notes", "hours", "first", "last", "rate", "amount", "currency")


class Harvest:
    """Any set of the report's columns; what Harvest bills is not taken for paid."""

    name = "harvest"
    title = "Harvest, time report"
    about = About(
        becomes="work sessions of a day",
        get="In Harvest: Reports, Time, choose the dates, Detailed report, then Export, CSV.",
        times="days only",
        confirmed="a real file of five columns, and test files of a maintained importer",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            LAYOUT,
            "the columns of a Harvest time report",
            marks=("Hours", "First Name", "Last Name"),
            own=("Employee?", "Billable?", "Invoiced?", "Approved?"),
            never=("Start Date", "Start date", "Duration"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions of a day. Raises `NeedsAnswer` for the order of dates, the decimal sign and the currency."""
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "on")
        decimal = settle_decimal(options, sheet, "hours", "rate", "amount", currencies="currency")
        sheet.reading = Reading(dates, decimal)
        priced = any(c.strip("0.,") for c in sheet.cells("rate", "amount"))
        currency = settle_currency(options, sheet, "rate", "amount") if priced and not sheet.has("currency") else None
        people = People()
        harvest = sheet.read(lambda row: _entry(row, currency, people))
        return batch(self.name, self.name, harvest, [dates_said(dates), decimal_said(decimal), *people.notes()])


def _entry(row: Row, currency: str | None, people: People) -> SourceRow:
    people.add(f"{row['first']} {row['last']}")
    rate = amount = None
    if row["billable"]:
        rate, amount = row["rate"] or None, row["amount"] or None
    code = (row["currency"] or currency) if rate or amount else None
    record = WorkSession(
        platform=UNASSIGNED,
        project=one_line(row["project"]),
        worked_on=row["on"],
        minutes=row["hours"],
        rate=rate if code else None,
        amount=amount if code else None,
        currency=code,
        evidence=Evidence.FILE.value,
        note=row["notes"] or row["task"] or None,
    )
    facts = Facts(client=row["client"], project=row["project"], task=row["task"], description=row["notes"])
    return SourceRow(
        row.line, record, facts, row.words(*_WORDS), slot=row.words("on", "project", "task", "first", "last")
    )
