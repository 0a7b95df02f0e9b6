"""Rows of the ledger said in a reader's own writing: a line of the last entries, what a typed line means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time

from tracker.domain import (
    Activity,
    Availability,
    Earning,
    EarningKind,
    Event,
    Expense,
    Payout,
    PayoutKind,
    ProjectEvent,
    QueueCheck,
    Record,
    Transfer,
    WorkSession,
)
from tracker.quickadd import say
from tracker.units import money_text
from tracker.views.fields import choice_names
from tracker.views.numbers import Reader
from tracker.views.numbers import length as exact
from tracker.views.text import _


def name_of(record: Any, reader: Reader) -> str:
    """Platform, and project if there is one, as this reader may see it."""
    project = reader.project(record.platform, getattr(record, "project", None))
    return f"{record.platform} · {project}" if project else str(record.platform)


def weekday(reader: Reader, day: dt.date) -> str:
    """A day with its weekday.

    >>> weekday(Reader.of("en-US", "USD"), dt.date(2026, 10, 28))
    'Wed, Oct 28, 2026'
    """
    return str(format_skeleton("yMMMEd", day, locale=reader.locale))


def clock(reader: Reader, at: dt.datetime) -> str:
    """The time of day of a local instant."""
    return str(format_time(at.replace(tzinfo=None), "short", locale=reader.locale))


def length(seconds: int) -> str:
    """A length of time in hours and minutes, in seconds if there is less than a minute.

    >>> length(9000), length(3723), length(20)
    ('2 h 30 min', '1 h 2 min', '20 s')
    """
    return exact(seconds if seconds < 60 else seconds // 60 * 60)


def said(record: Record, reader: Reader, zone: ZoneInfo) -> str:
    """A row in one line; empty for a kind of row that has no line of its own."""
    match record:
        case WorkSession():
            return _session(record, reader, zone)
        case Payout():
            return _payout(record, reader)
        case Earning():
            amount = reader.money(record.amount, record.currency)
            day = weekday(reader, record.earned_from)
            kind = choice_names(EarningKind)[record.kind]
            return " · ".join([name_of(record, reader), kind, amount, day, *_stages(record, reader)])
        case ProjectEvent():
            return _event(record, reader, zone)
        case Expense() | Availability() | QueueCheck() | Transfer():
            return reader.say(say(record, zone))
        case _:
            return ""


def _session(s: WorkSession, reader: Reader, zone: dt.tzinfo) -> str:
    parts = [name_of(s, reader)]
    seconds = s.minutes
    if seconds is None and s.started_at and s.ended_at:
        seconds = int((s.ended_at - s.started_at).total_seconds())
    if s.activity and s.activity != Activity.TASK:
        kind = choice_names(Activity)[s.activity]
        unpaid = s.amount is None and s.rate is None
        parts.append(_("{kind}, unpaid").format(kind=kind) if unpaid else kind)
    if seconds or s.tasks is None:
        parts.append(length(seconds or 0))
    if s.tasks is not None:
        parts.append(_("{n} tasks").format(n=reader.number(s.tasks)))
    parts.append(_when(s, reader, zone))
    if s.amount is not None:
        parts.append(reader.money(s.amount, s.currency))
    if s.rate is not None:
        parts.append(_("at {rate}").format(rate=reader.exact(s.rate, s.currency)))
    parts += _stages(s, reader)
    return " · ".join(p for p in parts if p)


def _stages(s: WorkSession | Earning, reader: Reader) -> list[str]:
    """When it was handed in and when it was approved, as far as that is recorded."""
    said = []
    if s.submitted_on is not None:
        said.append(_("handed in {day}").format(day=weekday(reader, s.submitted_on)))
    if s.approved_on is not None:
        said.append(_("approved {day}").format(day=weekday(reader, s.approved_on)))
    return said


def _when(s: WorkSession, reader: Reader, zone: dt.tzinfo) -> str:
    if s.started_at and s.ended_at:
        start, end = s.started_at.astimezone(zone), s.ended_at.astimezone(zone)
        return _("{day}, {start} to {end}").format(
            day=weekday(reader, start.date()), start=clock(reader, start), end=clock(reader, end)
        )
    if s.worked_on and s.worked_until and s.worked_until != s.worked_on:
        return reader.days(s.worked_on, s.worked_until)
    return weekday(reader, s.worked_on) if s.worked_on else ""


def _payout(p: Payout, reader: Reader) -> str:
    parts = [
        name_of(p, reader),
        choice_names(PayoutKind)[p.kind],
        reader.money(p.amount, p.currency),
        weekday(reader, p.received_on),
    ]
    if p.fee:
        parts.append(_("fee {fee}").format(fee=reader.money(p.fee, p.currency)))
    return " · ".join(parts)


def _event(e: ProjectEvent, reader: Reader, zone: dt.tzinfo) -> str:
    at = e.happened_at
    if isinstance(at, dt.datetime):
        local = at.astimezone(zone)
        when = _("{day}, {time}").format(day=weekday(reader, local.date()), time=clock(reader, local))
    else:
        when = weekday(reader, at)
    rate = [reader.note(money_text(e.rate))] if e.rate is not None and e.event == Event.RATE_CHANGED else []
    return " · ".join([name_of(e, reader), choice_names(Event)[e.event], *rate, when])


def small(counts: Mapping[str, int]) -> bool:
    """Whether a change is one entry, with at most the names it brought: its rows can be read at once."""
    entered = sum(n for table, n in counts.items() if table not in ("platforms", "projects", "timers"))
    return entered == 1 and sum(counts.values()) <= 4
