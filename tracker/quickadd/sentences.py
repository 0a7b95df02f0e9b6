"""Records said back in words."""

from __future__ import annotations

import datetime as dt
import re
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
from tracker.say import Length, Many, Part, Said, Weekday, Word, joined, told, where
from tracker.units import Money, money_text


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
            return joined([*_event(record, names, zone, currency, per_task)], ", ")
        case Expense() as record:
            return joined([*_expense(record)], ", ")
        case Availability() as record:
            return _availability(record)
        case QueueCheck() as record:
            found = "work offered on {at}, {day}" if record.outcome == "offered" else "nothing offered on {at}, {day}"
            return Said(found, at=Word(record.platform), day=_moment(record.checked_at, zone))
        case Transfer() as record:
            return joined([*_transfer(record)], ", ")


def _expense(e: Expense) -> Iterator[Part]:
    text = "{money} spent on {what} for {payer}" if e.platform else "{money} spent on {what}"
    yield told(text, money=Money(e.amount, e.currency), what=e.category, payer=Word(e.platform or ""))
    yield Weekday(e.spent_on)


def _transfer(t: Transfer) -> Iterator[Part]:
    money = Money(t.amount_out, t.currency_out)
    yield Said("{money} moved from {left} to {came}", money=money, left=t.from_account, came=t.to_account)
    yield Weekday(t.moved_on)
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
    return joined([*_session(s, zone, per_task)], ", ")


def _session(s: WorkSession, zone: ZoneInfo, per_task: bool) -> Iterator[Part]:
    yield Said("{length} for {project} on {when}", length=_length(s), project=name_of(s), when=_when(s, zone))
    if s.counted_minutes is not None:
        yield Said("{length} counted", length=Length(s.counted_minutes))
    if s.amount is not None:
        yield _money(s.amount, s.currency)
    if s.rate is not None:
        yield Said("at {rate} a task" if per_task else "at {rate} an hour", rate=_money(s.rate, s.currency))
    if s.status:
        yield Said(s.status)
    if s.submitted_on:
        yield Said("handed in {day}", day=Weekday(s.submitted_on))
    if s.approved_on:
        yield Said("approved {day}", day=Weekday(s.approved_on))


def _length(s: WorkSession) -> Many:
    seconds = s.minutes
    if seconds is None and s.started_at and s.ended_at:
        seconds = int((s.ended_at - s.started_at).total_seconds())
    parts: list[Part] = [Length(seconds) if seconds else Said("time unknown")]
    if s.tasks is not None:
        parts.append(Said("{n} task" if s.tasks == 1 else "{n} tasks", n=s.tasks))
    if s.activity and s.activity != Activity.TASK:
        unpaid = s.amount is None and s.rate is None
        text = "{length} of {activity} (unpaid)" if unpaid else "{length} of {activity} (paid)"
        parts[-1] = Said(text, length=parts[-1], activity=Said(s.activity))
    return Many(parts)


def _when(s: WorkSession, zone: ZoneInfo) -> Part:
    if s.started_at and s.ended_at:
        local, until = s.started_at.astimezone(zone), s.ended_at.astimezone(zone)
        night = local.date() != until.date()
        text = "{day} from {start} to {end} on {until}" if night else "{day} from {start} to {end}"
        parts: dict[str, Part] = {
            "day": Weekday(local.date()),
            "start": Word(_hours(local)),
            "end": Word(_hours(until)),
        }
        return told(text, **parts, until=Weekday(until.date()))
    return _days(s.worked_on, s.worked_until) if s.worked_on else ""


def _money(units: int, currency: str | None) -> Money | str:
    return Money(units, currency) if currency else str(Money(units, "")).rstrip()


def _hours(at: dt.datetime) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


_ARRIVED = {
    PayoutKind.PAYOUT: "{money} from {payer} on {day}",
    PayoutKind.CLAWBACK: "{money} taken back by {payer} on {day}",
    PayoutKind.REIMBURSEMENT: "{money} paid back by {payer} on {day}",
    PayoutKind.WRITE_OFF: "{money} written off, owed by {payer} on {day}",
}


def say_payout(p: Payout) -> Said:
    return joined([*_payout(p)], ", ")


def _payout(p: Payout) -> Iterator[Part]:
    text = _ARRIVED[PayoutKind(p.kind)]
    yield Said(text, money=Money(p.amount, p.currency), payer=name_of(p), day=Weekday(p.received_on))
    if p.fee is not None:
        yield Said("fee {fee}", fee=Money(p.fee, p.currency))
    if p.covers_from:
        last = p.covers_to if p.covers_to != p.covers_from else None
        yield Said("for {days}", days=_days(p.covers_from, last))
    if p.stage:
        yield Said(p.stage)


def _earning(e: Earning) -> Iterator[Part]:
    yield Said(
        "{kind} of {money} owed by {payer}", money=Money(e.amount, e.currency), payer=name_of(e), kind=Said(e.kind)
    )
    yield Said("earned {days}", days=_days(e.earned_from, e.earned_to))
    if e.due_on:
        yield Said("due {day}", day=Weekday(e.due_on))
    if e.status:
        yield Said(e.status)
    if e.submitted_on:
        yield Said("handed in {day}", day=Weekday(e.submitted_on))
    if e.approved_on:
        yield Said("approved {day}", day=Weekday(e.approved_on))


def _event(e: ProjectEvent, names: Many, zone: ZoneInfo, currency: str, per_task: bool) -> Iterator[Part]:
    yield Said(
        "{event} on {day}: {names}",
        names=names,
        event=Said(e.event.replace("_", " ")),
        day=_moment(e.happened_at, zone),
    )
    if e.announced_at:
        yield Said("announced {day}", day=_moment(e.announced_at, zone))
    if e.rate is not None:
        text = "at {rate} {currency} a task" if per_task else "at {rate} {currency} an hour"
        yield Said(text, rate=money_text(e.rate), currency=Word(currency))
    if e.reason:
        yield Said("because: {reason}", reason=e.reason)


def _availability(a: Availability) -> Said:
    first, last = Weekday(a.starts_on), Weekday(a.ends_on or a.starts_on)
    if a.kind != "available" and a.ends_on == a.starts_on:
        return Said("time off on {day}", day=first)
    days = Said("from {first} to {last}" if a.ends_on else "from {first} on", first=first, last=last)
    if a.kind == "available":
        weekdays = _weekdays(a.weekdays or "mon-fri")
        return Said("{n} hours a week ({weekdays}) {days}", n=Word(a.weekly_hours), weekdays=weekdays, days=days)
    return Said("time off {days}", days=days)


_WEEKDAYS = {
    "mon": Said("mon"), "tue": Said("tue"), "wed": Said("wed"), "thu": Said("thu"), "fri": Said("fri"),
    "sat": Said("sat"), "sun": Said("sun"),
}  # fmt: skip


def _weekdays(days: str) -> Said:
    """`mon-fri`, `mon,wed`, each day by its own word."""
    return told(re.sub("|".join(_WEEKDAYS), r"{\g<0>}", days), **_WEEKDAYS)


def _days(first: dt.date, last: dt.date | None) -> Part:
    if last is None:
        return Weekday(first)
    return Said("{first} to {last}", first=Weekday(first), last=Weekday(last))


def _moment(value: dt.datetime | dt.date, zone: ZoneInfo) -> Part:
    if isinstance(value, dt.datetime):
        local = value.astimezone(zone)
        return joined([Weekday(local.date()), Word(_hours(local))])
    return Weekday(value)


def name_of(r: WorkSession | Earning | Payout | ProjectEvent) -> Said:
    """Platform, and project if there is one."""
    return where(r.platform, r.project)
