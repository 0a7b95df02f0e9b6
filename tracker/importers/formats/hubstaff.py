"""Hubstaff, time and activity report as CSV: one row per day, project and task, with what it earned."""

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
from tracker.importers.columns import Field, Layout, Reading, Row, currency, day, hours, money
from tracker.importers.formats.common import People, batch, by_header
from tracker.importers.reading import table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal
from tracker.say import Said, Word

LAYOUT = Layout(
    organization=Field("Organization"),
    zone=Field("Time zone"),
    on=Field("Date", parse=day, need=True),
    client=Field("Client", need_column=False),
    project=Field("Project"),
    task=Field("Task", need_column=False),
    member=Field("Member", need_column=False),
    time=Field("Time", parse=hours, need=True),
    earned=Field("Earned", "Spent", parse=money, need_column=False),
    currency=Field("Currency", parse=currency, need_column=False),
    notes=Field("Notes", need_column=False),
)
_WORDS = ("organization", "on", "client", "project", "task", "member", "time", "earned", "currency", "notes")


class Hubstaff:
    """What somebody earned, or what was spent on her time: the same sum seen from both sides."""

    name = "hubstaff"
    title = "Hubstaff, time and activity report (Alignerr and others)"
    about = About(
        becomes="work sessions of a day",
        get="In Hubstaff: Reports, Time & activity, choose the dates, group by date, then Export, CSV.",
        times="days only, in the zone that the file names",
        confirmed="the list of columns in another project's reader, no real file",
    )

    def recognise(self, text: Text) -> Recognition:
        own = ("Activity", "Task ID", "Earned", "Spent")
        return by_header(text, LAYOUT, "the columns of Hubstaff's time and activity report", own=own, least=2)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions of a day. Raises `NeedsAnswer` for the order of dates, the decimal sign and the currency."""
        sheet = LAYOUT.bind(table(text))
        decimal = settle_decimal(options, sheet, "earned", currencies="currency")
        sheet.reading = Reading(settle_dates(options, sheet, "on"), decimal)
        priced = any(c.strip("0.,$") for c in sheet.cells("earned"))
        code = settle_currency(options, sheet, "earned") if priced and not sheet.has("currency") else None
        people = People()
        harvest = sheet.read(lambda row: _entry(row, code, people))
        zones = ", ".join(sheet.cells("zone"))
        notes = [Said("Its days are days in {zones}.", zones=Word(zones))] if zones else []
        return batch(self.name, self.name, harvest, [*notes, *people.notes()])


def _entry(row: Row, code: str | None, people: People) -> SourceRow:
    people.add(row["member"])
    amount = row["earned"] or None
    record = WorkSession(
        platform=UNASSIGNED,
        project=one_line(row["project"]),
        worked_on=row["on"],
        minutes=row["time"],
        amount=amount,
        currency=(row["currency"] or code) if amount else None,
        evidence=Evidence.FILE.value,
        note=row["notes"] or row["task"] or None,
    )
    client = row["client"] or row["organization"]
    facts = Facts(client=client, project=row["project"], task=row["task"], description=row["notes"],
                  team=row["organization"])  # fmt: skip
    slot = row.words("on", "project", "task", "member")
    return SourceRow(row.line, record, facts, row.words(*_WORDS), slot=slot)
