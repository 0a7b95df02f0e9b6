"""Entries that are made again: templates, the same again, and recurring ones with the days on which they are due.

A recurring entry is proposed on its day and stored when somebody says so; a day that was missed stays a question
until it is answered.

    rule       mon  tue  wed  thu  fri        today is Thursday
    answered   log  out   -                   logged, left out, missed
    due                  wed  thu
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tracker.domain import Template, WorkSession, session_seconds
from tracker.editing.bulk import session_day
from tracker.editing.calendar import Which, instant
from tracker.units import DAY
from tracker.words import parse_clock, zone_info
from tracker.words.repeats import rule_days

ENOUGH = 1000
"""Days of one rule that are looked at, at most; a rule that is older says so with its first ones."""


@dataclass(frozen=True, slots=True)
class Due:
    """One day of a recurring entry that nobody has answered, and what was logged for its work on that day."""

    template: Template
    day: dt.date
    there: tuple[WorkSession, ...] = ()


def due(
    template: Template, answered: Collection[dt.date], sessions: Iterable[WorkSession], today: dt.date, zone: str
) -> list[Due]:
    """The days up to today on which a template was due and that have no answer, oldest first.

    `sessions` may hold others: those of its platform, project and kind of work on the day are shown with it.
    """
    if template.repeats is None or template.starts_on is None:
        return []
    last = min(today, template.ends_on or today)
    open_days = [d for d in rule_days(template.repeats, template.starts_on, last) if d not in answered][:ENOUGH]
    home, by_day = zone_info(zone), dict[dt.date, list[WorkSession]]()
    for session in sessions:
        if _work(session) == (template.platform, template.project, template.activity or "task"):
            by_day.setdefault(session_day(session, home), []).append(session)
    return [Due(template, d, tuple(by_day.get(d, ()))) for d in open_days]


def coming(template: Template, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days of a template's rule from one to another, both in it."""
    if template.repeats is None or template.starts_on is None:
        return []
    days = rule_days(template.repeats, template.starts_on, min(last, template.ends_on or last))
    return [d for d in days if d >= first]


def _work(session: WorkSession) -> tuple[str, str | None, str]:
    return session.platform, session.project, session.activity or "task"


def session_of(template: Template, day: dt.date, zone: str, which: Which | None = None) -> WorkSession:
    """The session that a template makes on a day. Raises InputError as `calendar.instant` does.

    >>> calls = Template(name="calls", platform="Outlier", minutes=5400, clock="23:00")
    >>> session_of(calls, dt.date(2026, 5, 4), "Europe/Berlin").ended_at.isoformat()
    '2026-05-04T22:30:00+00:00'
    """
    made = WorkSession(
        platform=template.platform, project=template.project, activity=template.activity, note=template.note,
        worked_on=day, minutes=template.minutes,
    )  # fmt: skip
    if template.clock is None:
        return made
    began = instant(dt.datetime.combine(day, parse_clock(template.clock)), zone, which)
    ended = began + dt.timedelta(seconds=template.minutes)
    return replace(made, worked_on=None, started_at=began, ended_at=ended, minutes=None)


def again(session: WorkSession, day: dt.date) -> WorkSession:
    """The same work for as long on another day: without clock times, since when it was is not known, and without
    what was paid, counted or done."""
    return WorkSession(
        platform=session.platform, project=session.project, activity=session.activity, rate=session.rate,
        currency=session.currency if session.rate is not None else None, note=session.note, worked_on=day,
        minutes=min(session_seconds(session), int(DAY.total_seconds())),
    )  # fmt: skip


def same(one: WorkSession, other: WorkSession) -> bool:
    """Whether two sessions are of the same work and as long."""
    return _work(one) == _work(other) and session_seconds(one) == session_seconds(other)


def template_of(session: WorkSession, name: str, zone: str) -> Template:
    """A template that makes a session like this one, at its clock time if it has one."""
    clock = None if session.started_at is None else f"{session.started_at.astimezone(zone_info(zone)):%H:%M}"
    return Template(
        name=name, platform=session.platform, project=session.project, activity=session.activity, clock=clock,
        minutes=session_seconds(session), note=session.note,
    )  # fmt: skip
