"""The ledger for other programs: journals, a workbook of every table, a calendar of the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.desk.reports import check_window
from tracker.desk.session import Desk
from tracker.domain import BY_TABLE, Expense, Kind, Payout, Record, Transfer, WorkSession, columns
from tracker.kinds import Activity
from tracker.units import from_units

if TYPE_CHECKING:
    from tracker.reports.calendar import Event
    from tracker.reports.papers.workbook import Cell, Sheet

FORMS = ("hledger", "ledger", "beancount", "workbook", "calendar")


def file(desk: Desk, form: str, as_of: dt.date, first: dt.date | None = None, last: dt.date | None = None) -> bytes:
    """The bytes of one of `FORMS`. `first`, `last`: the days of a journal or a calendar; a workbook holds everything.

    Raises InputError for days that end before they start, a currency that Beancount cannot name, and a workbook
    without the extra `papers`.
    """
    check_window(first, last)
    upto = min(last or as_of, as_of)
    if form == "workbook":
        return _workbook(desk, as_of)
    return _calendar(desk, as_of, first, upto) if form == "calendar" else _journal(desk, form, first, upto)


def _journal(desk: Desk, program: str, first: dt.date | None, upto: dt.date) -> bytes:
    from tracker.reports.journals.entries import entries, has_not_arrived
    from tracker.reports.journals.text import journal

    payouts = desk.rows(Payout)
    rows: list[tuple[int, Record]] = [*payouts, *desk.rows(Expense), *desk.rows(Transfer)]
    head = [
        f"Money that arrived, was moved and spent until {upto}, as it is on record.",
        "What is owed, asked for or sent and not noted as arrived is not in it. An aid: check it before you file it.",
    ]
    if n := sum(has_not_arrived(p) for _row, p in payouts if (first or p.received_on) <= p.received_on <= upto):
        head.append(f"Left out as not arrived: {n}.")
    return journal(entries(rows, desk.settings().home_currency, first, upto), program, head)


# --- a workbook ----------------------------------------------------------------------------------------


def _workbook(desk: Desk, as_of: dt.date) -> bytes:
    from tracker.reports.papers.pdf import stamp
    from tracker.reports.papers.workbook import workbook

    return workbook([s for cls in BY_TABLE.values() if (s := _sheet(desk, cls)).rows], stamp(as_of))


def _sheet(desk: Desk, cls: type[Record]) -> Sheet:
    """A table with its columns under the names of the archive; instants in the home zone, durations as hours."""
    from tracker.reports.papers.workbook import Sheet

    used = columns(cls)
    head = [f"{c.name.removesuffix('minutes')}hours" if c.kind == Kind.MINUTES else c.name for c in used]
    zone = desk.zone()

    def cell(kind: Kind, value: object) -> Cell:
        match value:
            case dt.datetime():
                return value.astimezone(zone).replace(tzinfo=None)
            case bool():
                return "yes" if value else "no"
            case int() if kind == Kind.MONEY:
                return from_units(value)
            case int() if kind == Kind.MINUTES:
                return round(value / 3600, 6)
            case str() | int() | float() | Decimal() | dt.date() | None:
                return value
        raise TypeError(f"no cell for {value!r}")

    rows = [tuple(cell(c.kind, getattr(record, c.name)) for c in used) for _row, record in desk.rows(cls)]
    decimals = tuple(4 if c.kind == Kind.MONEY else None for c in used)
    return Sheet(cls.TABLE, tuple(head), tuple(rows), decimals)


# --- a calendar ----------------------------------------------------------------------------------------


def _calendar(desk: Desk, as_of: dt.date, first: dt.date | None, upto: dt.date) -> bytes:
    """Sessions and idle days with their causes. No amount, rate or note is in it; names are."""
    from tracker.reports.calendar import icalendar
    from tracker.reports.papers.pdf import stamp

    events = [*_sessions(desk, first, upto), *_gaps(desk, as_of, first, upto)]
    return icalendar(sorted(events, key=lambda e: (_day(desk, e.start), e.known)), stamp(as_of), "Work")


def _day(desk: Desk, when: dt.date) -> dt.date:
    return when.astimezone(desk.zone()).date() if isinstance(when, dt.datetime) else when


def _sessions(desk: Desk, first: dt.date | None, upto: dt.date) -> Iterator[Event]:
    from tracker.reports.calendar import Event

    for row, s in desk.rows(WorkSession):
        start: dt.date | None = s.started_at or s.worked_on
        if start is None or _day(desk, start) > upto or (first is not None and _day(desk, start) < first):
            continue
        title = ", ".join(x for x in (s.platform, s.project) if x)
        activity = "" if s.activity in (None, Activity.TASK.value) else f"{Activity(s.activity).said}. "
        hours = "" if s.minutes is None else f"{s.minutes / 3600:.2f} h worked."
        end = s.ended_at or s.worked_until or start
        yield Event(start, end, title, (activity + hours).strip(), f"session-{row}", busy=s.started_at is not None)


def _gaps(desk: Desk, as_of: dt.date, first: dt.date | None, upto: dt.date) -> Iterator[Event]:
    from tracker.desk.availability import gaps
    from tracker.reports.calendar import Event

    for gap in gaps(desk, as_of, first, upto).gaps if desk.rows(WorkSession) else ():
        why = ", ".join(x for x in (gap.cause.replace("_", " "), gap.platform) if x)
        yield Event(gap.first, gap.last, "No work", f"{gap.days} idle days: {why}.", f"gap-{gap.first}")
