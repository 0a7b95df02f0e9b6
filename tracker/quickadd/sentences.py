"""Records said back in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
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
from tracker.say import Many, Part, Said, Word, joined, told, where
from tracker.units import Money, money_text
from tracker.words import duration_text


def say(record: Loggable, zone: ZoneInfo, *, per_task: bool = False, currency: str = "") -> Said:
    """Any record that a line can mean, in words; its note is left out.

    `per_task`: its rate is one per task. `currency`: of an event's rate.
    """
    return say_all([record], zone, per_task=per_task, currency=currency)


def say_all(records: Sequence[Loggable], zone: ZoneInfo, *, per_task: bool = False, currency: str = "") -> Said:
    """All that a line means: the first in words, the others by their project."""
    match records[0]:
        case WorkSession() as record:
            return say_session(record, zone, per_task=per_task)
        case Payout() as record:
            return say_payout(record)
        case Earning() as record:
            return joined([*_earning(record)], ", ")
        case ProjectEvent() as record:
            names = Many([name_of(r) for r in records if isinstance(r, ProjectEvent)])
            return joined([*_event(record, names, zone, f"{currency} {'a task' if per_task else 'an hour'}")], ", ")
        case Expense() as record:
            return joined([*_expense(record)], ", ")
        case Availability() as record:
            return Said(_availability(record))
        case QueueCheck() as record:
            found = "work offered" if record.outcome == "offered" else "nothing offered"
            return Said(f"{found} on {{at}}, {_moment(record.checked_at, zone)}", at=Word(record.platform))
        case Transfer() as record:
            return joined([*_transfer(record)], ", ")


def _expense(e: Expense) -> Iterator[Part]:
    text = "{money} spent on {what} for {payer}" if e.platform else "{money} spent on {what}"
    yield told(text, money=Money(e.amount, e.currency), what=e.category, payer=Word(e.platform or ""))
    yield Word(say_day(e.spent_on))


def _transfer(t: Transfer) -> Iterator[Part]:
    money = Money(t.amount_out, t.currency_out)
    yield Said("{money} moved from {left} to {came}", money=money, left=t.from_account, came=t.to_account)
    yield Word(say_day(t.moved_on))
    if t.fee is not None:
        yield Said("fee {fee}", fee=Money(t.fee, t.currency_out))
    if t.amount_in is not None and t.currency_in:
        yield Said("arrived as {money}", money=Money(t.amount_in, t.currency_in))


def say_session(s: WorkSession, zone: ZoneInfo, *, per_task: bool = False) -> Said:
    """A work session in words: what it is, for whom, when.

    >>> from datetime import date
    >>> s = WorkSession(platform="Mercor", worked_on=date(2026, 5, 6), minutes=2700, activity="assessment")
    >>> str(say_session(s, ZoneInfo("UTC")))
    '45m of assessment (unpaid) for Mercor on Wed 2026-05-06'
    """
    return joined([*_session(s, zone, " a task" if per_task else " an hour")], ", ")


def _session(s: WorkSession, zone: ZoneInfo, unit: str) -> Iterator[Part]:
    yield Said("{length} for {project} on {when}", length=_length(s), project=name_of(s), when=Word(_when(s, zone)))
    if s.counted_minutes is not None:
        yield Word(f"{duration_text(s.counted_minutes)} counted")
    if s.amount is not None:
        yield _money(s.amount, s.currency)
    if s.rate is not None:
        yield Said(f"at {{rate}}{unit}", rate=_money(s.rate, s.currency))
    if s.status:
        yield Word(s.status)
    if s.submitted_on:
        yield Word(f"handed in {say_day(s.submitted_on)}")
    if s.approved_on:
        yield Word(f"approved {say_day(s.approved_on)}")


def _length(s: WorkSession) -> Word:
    seconds = s.minutes
    if seconds is None and s.started_at and s.ended_at:
        seconds = int((s.ended_at - s.started_at).total_seconds())
    parts = [duration_text(seconds) if seconds else "time unknown"]
    if s.tasks is not None:
        parts.append(f"{s.tasks} task{'' if s.tasks == 1 else 's'}")
    if s.activity and s.activity != Activity.TASK:
        parts[-1] += f" of {s.activity} ({'unpaid' if s.amount is None and s.rate is None else 'paid'})"
    return Word(", ".join(parts))


def _when(s: WorkSession, zone: ZoneInfo) -> str:
    if s.started_at and s.ended_at:
        local, until = s.started_at.astimezone(zone), s.ended_at.astimezone(zone)
        night = "" if local.date() == until.date() else f" on {say_day(until.date())}"
        return f"{say_day(local.date())} from {_hours(local)} to {_hours(until)}{night}"
    return _days(s.worked_on, s.worked_until) if s.worked_on else ""


def _money(units: int, currency: str | None) -> Money | str:
    return Money(units, currency) if currency else str(Money(units, "")).rstrip()


def _hours(at: dt.datetime) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


_ARRIVED = {
    PayoutKind.PAYOUT: "from",
    PayoutKind.CLAWBACK: "taken back by",
    PayoutKind.REIMBURSEMENT: "paid back by",
    PayoutKind.WRITE_OFF: "written off, owed by",
}


def say_payout(p: Payout) -> Said:
    return joined([*_payout(p)], ", ")


def _payout(p: Payout) -> Iterator[Part]:
    text = f"{{money}} {_ARRIVED[PayoutKind(p.kind)]} {{payer}} on {say_day(p.received_on)}"
    yield Said(text, money=Money(p.amount, p.currency), payer=name_of(p))
    if p.fee is not None:
        yield Said("fee {fee}", fee=Money(p.fee, p.currency))
    if p.covers_from:
        yield Word(f"for {_days(p.covers_from, p.covers_to if p.covers_to != p.covers_from else None)}")
    if p.stage:
        yield Word(p.stage)


def _earning(e: Earning) -> Iterator[Part]:
    yield Said(f"{e.kind} of {{money}} owed by {{payer}}", money=Money(e.amount, e.currency), payer=name_of(e))
    yield Word(f"earned {_days(e.earned_from, e.earned_to)}")
    if e.due_on:
        yield Word(f"due {say_day(e.due_on)}")
    if e.status:
        yield Word(e.status)


def _event(e: ProjectEvent, names: Many, zone: ZoneInfo, unit: str) -> Iterator[Part]:
    yield Said(f"{e.event.replace('_', ' ')} on {_moment(e.happened_at, zone)}: {{names}}", names=names)
    if e.announced_at:
        yield Word(f"announced {_moment(e.announced_at, zone)}")
    if e.rate is not None:
        yield Said(f"at {{rate}} {unit.strip()}", rate=money_text(e.rate))
    if e.reason:
        yield Said("because: {reason}", reason=e.reason)


def _availability(a: Availability) -> str:
    last = f" to {say_day(a.ends_on)}" if a.ends_on else " on"
    if a.kind == "available":
        return f"{a.weekly_hours} hours a week ({a.weekdays or 'mon-fri'}) from {say_day(a.starts_on)}{last}"
    if a.ends_on == a.starts_on:
        return f"time off on {say_day(a.starts_on)}"
    return f"time off from {say_day(a.starts_on)}{last}"


def _days(first: dt.date, last: dt.date | None) -> str:
    return say_day(first) + (f" to {say_day(last)}" if last else "")


def _moment(value: dt.datetime | dt.date, zone: ZoneInfo) -> str:
    if isinstance(value, dt.datetime):
        local = value.astimezone(zone)
        return f"{say_day(local.date())} {_hours(local)}"
    return say_day(value)


def name_of(r: WorkSession | Earning | Payout | ProjectEvent) -> Said:
    """Platform, and project if there is one."""
    return where(r.platform, r.project)
