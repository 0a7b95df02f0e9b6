"""One project: how it stands, its rates since when, what was promised and what came, and what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.projects import Life, LifeEvent, RateStep, When
from tracker.domain import Event, ProjectEvent
from tracker.views.fields import choice_names, head
from tracker.views.numbers import NOTHING, Reader
from tracker.views.payments.overview import both, money
from tracker.views.projects.overview import notice_text, state_text
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

Row = list[tuple[str, Value]]
FITTING: dict[str, tuple[str, ...]] = {
    "offered": ("started", "applied", "interviewed", "assessed", "offered", "onboarded", "declined"),
    "running": ("cancelled", "paused", "rate_changed", "completed", "left", "deactivated"),
    "paused": ("resumed", "cancelled", "rate_changed", "completed", "left", "deactivated"),
    "ended": ("started", "resumed"),
}
"""What can happen next to a project that stands so, the likeliest first."""


@dataclass(frozen=True, slots=True)
class LifeView:
    answer: str
    facts: tuple[tuple[str, str, str], ...]
    links: tuple[str, ...]
    rates: Table
    promises: Table
    events: Table


def life(x: Life, reader: Reader, zone: dt.tzinfo) -> LifeView:
    """One project in full; clock times in `zone`."""
    return LifeView(
        answer=_answer(x, reader),
        facts=_facts(x, reader),
        links=_links(x, reader),
        rates=_rates(x, reader),
        promises=_promises(x, reader),
        events=_events([*x.events, *x.ahead], x, reader, zone),
    )


def _answer(x: Life, reader: Reader) -> str:
    name = reader.project(x.platform, x.project)
    if x.end is not None:
        return _ended(x, x.end, name, reader)
    if not x.stretches or x.days is None or x.started is None:
        return _("{name} on {platform} has not begun.").format(name=name, platform=x.platform)
    days = ngettext("{n} day", "{n} days", x.days).format(n=reader.number(x.days))
    said = _("{name} on {platform} is {state}; it began on {day}, {days} ago.").format(
        name=name,
        platform=x.platform,
        state=_("paused") if x.state == "paused" else _("running"),
        day=reader.day(x.started),
        days=days,
    )
    return f"{said} {_soon(x, reader)}".strip()


def _soon(x: Life, reader: Reader) -> str:
    if not x.ahead:
        return ""
    e = x.ahead[0]
    told = notice_text(e.notice, reader)
    said = _("From {day}: {event}").format(day=reader.day(e.day), event=choice_names(Event)[e.event])
    return f"{said}, {told}." if told else f"{said}."


def _ended(x: Life, end: LifeEvent, name: str, reader: Reader) -> str:
    days = ngettext("{n} day", "{n} days", x.days or 0).format(n=reader.number(x.days or 0))
    said = _("{name} on {platform} ended on {day} after {days}: {state}.")
    return said.format(name=name, platform=x.platform, day=reader.day(end.day), days=days, state=state_text(x, reader))


def _facts(x: Life, reader: Reader) -> tuple[tuple[str, str, str], ...]:
    out = [(reader.hours(x.hours), _("of paid work"), _last(x, reader))]
    if x.rates:
        out.append((reader.exact(x.rates[-1].rate, x.currency), _("was promised last"), _unit()))
    if x.hourly is not None:
        out.append((reader.money(x.hourly, x.currency), _("an hour came to"), _("before fees, for every paid hour")))
    return tuple(out)


def _unit() -> str:
    return _("per hour, task, month or in all, as the project pays")


def _last(x: Life, reader: Reader) -> str:
    return _("last on {day}").format(day=reader.day(x.last_worked)) if x.last_worked else _("none is logged")


def _links(x: Life, reader: Reader) -> tuple[str, ...]:
    out = []
    if x.successor_of:
        out.append(_("It goes on with the work of {name}.").format(name=reader.project(x.platform, x.successor_of)))
    if x.successor:
        out.append(_("Its work went on as {name}.").format(name=reader.project(x.platform, x.successor)))
    return tuple(out)


def _rates(x: Life, reader: Reader) -> Table:
    """Each rate with the day from which it holds; a repeated one is said once."""
    names = choice_names(Event)
    rows: list[Row] = [
        [
            (reader.day(since) if since else _("from the start"), since),
            (reader.exact(r.rate, x.currency), reader.decimal(r.rate)),
            both(names[r.event] if r.event else _("agreed")),
        ]
        for r, since in _steps(x)
    ]
    columns = (Column("from", _("From")), Column("rate", _("Rate"), right=True), Column("by", _("Announced by")))
    return Table.of(columns, rows)


def _steps(x: Life) -> list[tuple[RateStep, dt.date | None]]:
    out: list[tuple[RateStep, dt.date | None]] = []
    for r in x.rates:
        since = r.since or x.started
        if out and out[-1][0].rate == r.rate:
            continue
        if out and out[-1][1] == since:
            out.pop()
        out.append((r, since))
    return out


def _promises(x: Life, reader: Reader) -> Table:
    """Promised beside delivered: hours a week, how long, rate."""
    columns = (
        Column("what", _("What")),
        Column("promised", _("Promised"), right=True),
        Column("delivered", _("Delivered"), right=True),
        Column("difference", _("Difference"), right=True),
    )
    return Table.of(columns, [_weekly(x, reader), _until(x, reader), _hourly(x, reader)])


def _weekly(x: Life, reader: Reader) -> Row:
    promised, came = x.promised_weekly, x.weekly_hours
    gap = "" if promised is None or came is None else _signed(came - promised, reader.number(abs(came - promised), 1))
    value = None if promised is None or came is None else round(came - promised, 2)
    return [
        both(_("hours each week")),
        (NOTHING if promised is None else reader.number(promised, 1), promised),
        (NOTHING if came is None else reader.number(came, 1), None if came is None else round(came, 2)),
        (gap, value),
    ]


def _signed(value: float, text: str) -> str:
    if value == 0:
        return _("none")
    return f"−{text}" if value < 0 else f"+{text}"


def _until(x: Life, reader: Reader) -> Row:
    ended = x.end.day if x.end else None
    came = reader.day(ended) if ended else (_("still running") if x.stretches else NOTHING)
    gap = (ended - x.promised_until).days if ended and x.promised_until else None
    said = ""
    if gap is not None:
        said = _signed(gap, ngettext("{n} day", "{n} days", abs(gap)).format(n=reader.number(abs(gap))))
    return [both(_("lasts until")), (reader.day(x.promised_until), x.promised_until), (came, ended), (said, gap)]


def _hourly(x: Life, reader: Reader) -> Row:
    agreed = x.agreed_rate
    gap = None if agreed is None or x.hourly is None else x.hourly - agreed
    return [
        both(_("rate, beside what an hour came to")),
        (reader.exact(agreed, x.currency), reader.decimal(agreed)),
        (reader.money(x.hourly, x.currency), reader.decimal(x.hourly)),
        ("" if gap is None else _signed(gap, reader.money(abs(gap), x.currency)), reader.decimal(gap)),
    ]


def _events(events: Sequence[LifeEvent], x: Life, reader: Reader, zone: dt.tzinfo) -> Table:
    """What happened, latest first."""
    columns = (
        *(head(ProjectEvent, n) for n in ("happened_at", "event", "announced_at")),
        Column("notice_hours", _("Notice")),
        *(head(ProjectEvent, n) for n in ("rate", "reason")),
    )
    rows: list[Row] = [
        [
            (when_text(e.happened_at, reader, zone), e.happened_at.isoformat()),
            both(choice_names(Event)[e.event]),
            (when_text(e.announced_at, reader, zone), e.announced_at.isoformat() if e.announced_at else None),
            (notice_text(e.notice, reader), None if e.notice is None else round(e.notice, 2)),
            money(e.rate, x.currency, reader),
            both(reader.note(e.reason)),
        ]
        for e in reversed(events)
    ]
    return Table.of(columns, rows)


def when_text(when: When | None, reader: Reader, zone: dt.tzinfo) -> str:
    """A day, or a moment with its time; empty for none."""
    if when is None:
        return ""
    if isinstance(when, dt.datetime):
        return reader.moment(when, zone)
    return reader.day(when)


def event_title(e: LifeEvent, reader: Reader) -> str:
    """One event in a list to choose from."""
    return f"{reader.day(e.day)} · {choice_names(Event)[e.event]}"


def notice_said(event: str, hours: float | None, reader: Reader) -> str:
    """The notice of what is being recorded, said back; nothing for events that have none."""
    if event not in ("cancelled", "paused", "deactivated"):
        return ""
    if hours is None:
        return _("Enter when it was announced, and the notice is worked out.")
    if hours < 0.5:
        return _("= no notice at all")
    days = _(" ({days} days)").format(days=reader.number(hours / 24, 1)) if hours >= 48 else ""
    n = round(hours)
    return ngettext("= {n} hour of notice{days}", "= {n} hours of notice{days}", n).format(
        n=reader.number(n), days=days
    )
