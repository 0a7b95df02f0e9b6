"""A record as the one line that means it, whatever day it is: what quick-add prints back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from tracker.domain import Availability, Earning, Expense, Payout, ProjectEvent, QueueCheck, Transfer, WorkSession
from tracker.quickadd.context import Loggable
from tracker.quickadd.line import quote
from tracker.quickadd.prices import write
from tracker.units import WEEKDAYS, duration_text


def line_of(record: Loggable, zone: ZoneInfo) -> str:
    """The line that `parse` reads as this record, in full: names in quotes, ISO dates.

    >>> record = WorkSession(platform="Mercor", project="ridge", worked_on=dt.date(2026, 5, 6), minutes=5400)
    >>> line_of(record, ZoneInfo("UTC"))
    '1h 30m "Mercor" / "ridge" 2026-05-06'
    """
    match record:
        case WorkSession():
            parts = _work(record, zone)
        case Payout():
            parts = _payout(record)
        case Earning():
            parts = _earning(record)
        case ProjectEvent():
            parts = _event(record, zone)
        case Expense():
            parts = _expense(record)
        case Availability():
            parts = _availability(record)
        case QueueCheck():
            word = "nothing on" if record.outcome == "nothing_offered" else "checked offered on"
            parts = iter((word, quote(record.platform), _moment(record.checked_at, zone)))
        case Transfer():
            parts = _transfer(record)
    note = f" # {record.note}" if record.note else ""
    return " ".join(p for p in parts if p) + note


def line_of_all(records: Sequence[Loggable], zone: ZoneInfo) -> str:
    """The line of all that one line meant: the same that happened to several projects of a platform."""
    first = line_of(records[0], zone)
    events = [r for r in records if isinstance(r, ProjectEvent)]
    if len(events) < 2:
        return first
    one = _place(events[0].platform, events[0].project)
    return first.replace(one, " & ".join((one, *(quote(e.project) for e in events[1:]))), 1)


def _transfer(t: Transfer) -> Iterator[str]:
    yield f"moved {write(t.amount_out, t.currency_out)} from {quote(t.from_account)} to {quote(t.to_account)}"
    yield f"fee {write(t.fee, t.currency_out)}" if t.fee is not None else ""
    yield f"arrived {write(t.amount_in, t.currency_in)}" if t.amount_in is not None else ""
    yield str(t.moved_on)


def _place(platform: str, project: str | None) -> str:
    return f"{quote(platform)} / {quote(project)}" if project else quote(platform)


def _clock(at: dt.datetime) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def _until(first: dt.date, last: dt.date | None) -> str:
    return f"{first} to {last}" if last else str(first)


def _work(s: WorkSession, zone: ZoneInfo) -> Iterator[str]:
    if s.minutes == 0:
        yield "+"
    if s.started_at and s.ended_at:
        yield _span(s.started_at.astimezone(zone), s.ended_at.astimezone(zone)) * _on_the_clock(s, zone)
    yield duration_text(s.minutes) if s.minutes or (s.minutes == 0 and s.tasks is None) else ""
    yield f"counted {duration_text(s.counted_minutes)}" if s.counted_minutes is not None else ""
    yield _place(s.platform, s.project)
    yield f"as {s.activity}" if s.activity else ""
    yield f"{s.tasks} tasks" if s.tasks is not None else ""
    if s.rate is not None:
        yield f"{'own rate' if s.tasks is not None else '@'} {write(s.rate, s.currency)}"
    yield write(s.amount, s.currency) if s.amount is not None else ""
    yield s.status or ""
    if s.started_at:
        local = s.started_at.astimezone(zone)
        yield str(local.date())
        yield "" if _on_the_clock(s, zone) else f"at {_clock(local)}"
    elif s.worked_on:
        yield _until(s.worked_on, s.worked_until)


def _span(first: dt.datetime, last: dt.datetime) -> str:
    """From clock to clock; with seconds where 11:00-10:00 or 8:00-0:00 would be asked about."""
    over = last.time() < first.time()
    long = last.replace(tzinfo=None) - first.replace(tzinfo=None) > dt.timedelta(hours=12)
    form = "%H:%M:%S" if over and (long or (first.hour > 9 and last.hour > 9)) else ""
    return f"{first.strftime(form)}-{last.strftime(form)}" if form else f"{_clock(first)}-{_clock(last)}"


def _on_the_clock(s: WorkSession, zone: ZoneInfo) -> bool:
    """Whether the session is written from clock to clock: a length and a start do not say the same."""
    if s.started_at is None or s.ended_at is None or s.minutes is None:
        return True
    return (s.ended_at - s.started_at).total_seconds() != s.minutes or not _settled(s.started_at, zone)


def _settled(at: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether the local time means this instant only."""
    local = at.astimezone(zone)
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()


def _moment(value: dt.datetime | dt.date, zone: ZoneInfo) -> str:
    if not isinstance(value, dt.datetime):
        return str(value)
    local = value.astimezone(zone)
    if value.microsecond or not _settled(value, zone):
        return local.isoformat()
    return f"{local.date()} {_clock(local)}"


def _payout(p: Payout) -> Iterator[str]:
    yield f"paid {write(p.amount, p.currency)}"
    yield "" if p.kind == "payout" else p.kind
    yield p.stage or ""
    yield _place(p.platform, p.project)
    yield f"fee {write(p.fee, p.currency)}" if p.fee is not None else ""
    yield f"on {p.received_on}"
    yield f"for {_until(p.covers_from, p.covers_to)}" if p.covers_from else ""


def _earning(e: Earning) -> Iterator[str]:
    yield f"{e.kind} {write(e.amount, e.currency)}"
    yield _place(e.platform, e.project)
    yield _until(e.earned_from, e.earned_to)
    yield f"due {e.due_on}" if e.due_on else ""
    yield e.status or ""


def _event(e: ProjectEvent, zone: ZoneInfo) -> Iterator[str]:
    yield _place(e.platform, e.project)
    yield e.event
    yield _moment(e.happened_at, zone)
    if e.announced_at:
        yield f"announced {'only ' * announced_late(e, zone)}{_moment(e.announced_at, zone)}"
    yield f"rate {write(e.rate)}" if e.rate is not None else ""
    yield f"because {quote(e.reason)}" if e.reason else ""


def announced_late(e: ProjectEvent, zone: ZoneInfo) -> bool:
    """Whether it was announced only when it had taken effect."""
    told, took = e.announced_at, e.happened_at
    first = (
        told.astimezone(zone)
        if isinstance(told, dt.datetime)
        else dt.datetime.combine(told or dt.date.min, dt.time(), zone)
    )
    last = (
        took.astimezone(zone) if isinstance(took, dt.datetime) else dt.datetime.combine(took, dt.time(23, 59, 59), zone)
    )
    return first > last


def _expense(e: Expense) -> Iterator[str]:
    yield f"spent {write(e.amount, e.currency)} {quote(e.category)}"
    yield f"for {quote(e.platform)}" if e.platform else ""
    yield str(e.spent_on)


def _availability(a: Availability) -> Iterator[str]:
    if a.kind == "available":
        yield f"available {format(a.weekly_hours or Decimal(0), 'f')}h a week"
        yield f"only {a.weekdays}" if a.weekdays in WEEKDAYS else a.weekdays or ""
        yield f"from {a.starts_on} until {a.ends_on}" if a.ends_on else f"from {a.starts_on}"
    else:
        yield "off" if a.ends_on else "off from"
        yield _until(a.starts_on, a.ends_on if a.ends_on != a.starts_on else None)
