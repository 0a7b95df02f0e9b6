"""Records said back in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tracker.domain import (
    Activity,
    Availability,
    Earning,
    Expense,
    Payout,
    PayoutKind,
    ProjectEvent,
    QueueCheck,
    Transfer,
    WorkSession,
)  # fmt: skip
from tracker.quickadd.context import Loggable
from tracker.quickadd.days import say_day
from tracker.units import Money, money_text
from tracker.words import duration_text


def say(record: Loggable, zone: ZoneInfo, *, per_task: bool = False, currency: str = "") -> str:
    """Any record that a line can mean, in words; its note is left out.

    `per_task`: its rate is one per task. `currency`: of an event's rate.
    """
    match record:
        case WorkSession():
            return say_session(record, zone, per_task=per_task)
        case Payout():
            return say_payout(record)
        case Earning():
            return _say_earning(record)
        case ProjectEvent():
            return _say_event(record, zone, f"{currency} a task" if per_task else f"{currency} an hour")
        case Expense():
            for_whom = f" for {record.platform}" if record.platform else ""
            money = Money(record.amount, record.currency)
            return f"{money} spent on {record.category}{for_whom}, {say_day(record.spent_on)}"
        case Availability():
            return _say_availability(record)
        case QueueCheck():
            found = "work offered" if record.outcome == "offered" else "nothing offered"
            return f"{found} on {record.platform}, {_say_moment(record.checked_at, zone)}"
        case Transfer():
            return _say_transfer(record)


def say_all(records: Sequence[Loggable], zone: ZoneInfo, *, per_task: bool = False, currency: str = "") -> str:
    """All that a line means: the first in words, the others by their project."""
    first = say(records[0], zone, per_task=per_task, currency=currency)
    if len(records) == 1 or not isinstance(records[0], ProjectEvent):
        return first
    names = [name_of(r) for r in records if isinstance(r, ProjectEvent)]
    return first.replace(names[0], ", ".join(names), 1)


def _say_transfer(t: Transfer) -> str:
    said = f"{Money(t.amount_out, t.currency_out)} moved from {t.from_account} to {t.to_account}, {say_day(t.moved_on)}"
    said += f", fee {Money(t.fee, t.currency_out)}" if t.fee is not None else ""
    arrived = t.amount_in is not None and t.currency_in
    return said + (f", arrived as {Money(t.amount_in or 0, t.currency_in or '')}" if arrived else "")


def say_session(s: WorkSession, zone: ZoneInfo, *, per_task: bool = False) -> str:
    """A work session in words: what it is, for whom, when.

    >>> from datetime import date
    >>> s = WorkSession(platform="Mercor", worked_on=date(2026, 5, 6), minutes=2700, activity="assessment")
    >>> say_session(s, ZoneInfo("UTC"))
    '45m of assessment (unpaid) for Mercor on Wed 2026-05-06'
    """
    start, end = s.started_at, s.ended_at
    seconds = s.minutes
    if seconds is None and start and end:
        seconds = int((end - start).total_seconds())
    parts = [duration_text(seconds or 0) if seconds else "time unknown"]
    if s.tasks is not None:
        parts.append(f"{s.tasks} task{'' if s.tasks == 1 else 's'}")
    kind = s.activity if s.activity and s.activity != Activity.TASK else ""
    if kind:
        unpaid = s.amount is None and s.rate is None
        parts[-1] += f" of {kind} ({'unpaid' if unpaid else 'paid'})"
    said = f"{', '.join(parts)} for {name_of(s)} on "
    if start and end:
        local, until = start.astimezone(zone), end.astimezone(zone)
        night = "" if local.date() == until.date() else f" on {say_day(until.date())}"
        said += f"{say_day(local.date())} from {_hours(local)} to {_hours(until)}{night}"
    elif s.worked_on:
        said += say_day(s.worked_on) + (f" to {say_day(s.worked_until)}" if s.worked_until else "")
    said += f", {duration_text(s.counted_minutes)} counted" if s.counted_minutes is not None else ""
    said += f", {Money(s.amount, s.currency or '')}".rstrip() if s.amount is not None else ""
    if s.rate is not None:
        said += f", at {Money(s.rate, s.currency or '')}".rstrip() + (" a task" if per_task else " an hour")
    said += f", {s.status}" if s.status else ""
    said += f", handed in {say_day(s.submitted_on)}" if s.submitted_on else ""
    return said + (f", approved {say_day(s.approved_on)}" if s.approved_on else "")


def _hours(at: dt.datetime) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


_ARRIVED = {
    PayoutKind.PAYOUT: "from",
    PayoutKind.CLAWBACK: "taken back by",
    PayoutKind.REIMBURSEMENT: "paid back by",
    PayoutKind.WRITE_OFF: "written off, owed by",
}


def say_payout(p: Payout) -> str:
    how = _ARRIVED[PayoutKind(p.kind)]
    said = f"{Money(p.amount, p.currency)} {how} {name_of(p)} on {say_day(p.received_on)}"
    said += f", fee {Money(p.fee, p.currency)}" if p.fee is not None else ""
    if p.covers_from:
        last = f" to {say_day(p.covers_to)}" if p.covers_to and p.covers_to != p.covers_from else ""
        said += f", for {say_day(p.covers_from)}{last}"
    return said + (f", {p.stage}" if p.stage else "")


def _say_earning(e: Earning) -> str:
    last = f" to {say_day(e.earned_to)}" if e.earned_to else ""
    said = f"{e.kind} of {Money(e.amount, e.currency)} owed by {name_of(e)}, earned {say_day(e.earned_from)}{last}"
    said += f", due {say_day(e.due_on)}" if e.due_on else ""
    return said + (f", {e.status}" if e.status else "")


def _say_event(e: ProjectEvent, zone: ZoneInfo, unit: str) -> str:
    said = f"{e.event.replace('_', ' ')} on {_say_moment(e.happened_at, zone)}: {name_of(e)}"
    said += f", announced {_say_moment(e.announced_at, zone)}" if e.announced_at else ""
    said += f", at {money_text(e.rate)} {unit.strip()}" if e.rate is not None else ""
    return said + (f", because: {e.reason}" if e.reason else "")


def _say_availability(a: Availability) -> str:
    last = f" to {say_day(a.ends_on)}" if a.ends_on else " on"
    if a.kind == "available":
        return f"{a.weekly_hours} hours a week ({a.weekdays or 'mon-fri'}) from {say_day(a.starts_on)}{last}"
    if a.ends_on == a.starts_on:
        return f"time off on {say_day(a.starts_on)}"
    return f"time off from {say_day(a.starts_on)}{last}"


def _say_moment(value: dt.datetime | dt.date, zone: ZoneInfo) -> str:
    if isinstance(value, dt.datetime):
        local = value.astimezone(zone)
        return f"{say_day(local.date())} {_hours(local)}"
    return say_day(value)


def name_of(r: WorkSession | Earning | Payout | ProjectEvent) -> str:
    """Platform, and project if there is one."""
    return f"{r.platform} / {r.project}" if r.project else r.platform
