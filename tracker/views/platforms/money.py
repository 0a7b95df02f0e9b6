"""One platform's promises beside what came, and its hourly rate over time."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from statistics import median

from tracker.analysis.results.drift import Drift
from tracker.analysis.results.platforms import PlatformCard, Promise
from tracker.domain import Project
from tracker.views.fields import head
from tracker.views.numbers import NOTHING, Reader
from tracker.views.payments.overview import both
from tracker.views.platforms.card import holds
from tracker.views.platforms.words import verdict
from tracker.views.projects.overview import month_ticks
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

UNITS = 10_000
"""Units of a currency's main unit."""
ENDS = 8
"""Weeks at either end whose middle is compared."""


@dataclass(frozen=True, slots=True)
class DriftView:
    """One role's hourly rate by week. `weeks` are (day, rate) with days counted from the first; `ends` are
    (first day, last day, rate, text) of the first and the last eight. No numbers where amounts are hidden."""

    role: str
    answer: str
    weeks: tuple[tuple[int, float, str], ...]
    ends: tuple[tuple[int, int, float, str], ...]
    ticks: tuple[tuple[int, str], ...]
    values: tuple[tuple[float, str], ...]
    days: int
    top: float
    alt: str


def role_name(role: str | None) -> str:
    return role or _("no role named")


def promises(card: PlatformCard, reader: Reader) -> Table:
    """Promised beside delivered, a row for each project."""
    columns = (
        Column("project", _("Project")),
        Column("promised_weekly", _("Hours a week, promised"), right=True),
        Column("weekly", _("Hours a week, worked"), right=True),
        head(Project, "promised_until"),
        Column("ended", _("Ended")),
        Column("promised_rate", _("Rate, promised"), right=True),
        Column("hourly", _("What an hour came to"), right=True),
    )
    return Table.of(columns, [_promise(card.platform, p, reader) for p in card.promises])


def _promise(platform: str, p: Promise, reader: Reader) -> list[tuple[str, Value]]:
    weekly = None if p.weekly_delivered is None else round(p.weekly_delivered, 2)
    return [
        both(reader.project(platform, p.project)),
        (reader.number(p.weekly_hours, 1), p.weekly_hours),
        (reader.number(weekly, 1), weekly),
        (reader.day(p.until), p.until),
        (reader.day(p.ended) if p.ended else _("not ended"), p.ended),
        (reader.exact(p.rate, p.currency), reader.decimal(p.rate)),
        (reader.money(p.hourly, p.currency), reader.decimal(p.hourly)),
    ]


def promised(card: PlatformCard, reader: Reader) -> str:
    """What came of the promised hours, in a sentence; empty if none were promised."""
    known = [p for p in card.promises if p.weekly_hours and p.weekly_delivered is not None]
    if not known:
        return ""
    short = sum(1 for p in known if (p.weekly_delivered or 0) < 0.9 * (p.weekly_hours or 0))
    return ngettext(
        "Of {n} project with promised hours, {k} brought less than nine tenths of them.",
        "Of {n} projects with promised hours, {k} brought less than nine tenths of them.",
        len(known),
    ).format(n=reader.number(len(known)), k=reader.number(short))


def drifts(card: PlatformCard, reader: Reader) -> Table:
    """The rate over time, a row for each role."""
    columns = (
        head(Project, "role"),
        Column("verdict", _("The rate over time")),
        Column("change", _("Last 8 weeks beside first 8"), right=True),
        Column("slope_per_year", _("A year"), right=True),
        Column("p", _("Chance of so much by luck"), right=True),
        Column("weeks", _("Weeks with work"), right=True),
    )
    return Table.of(columns, [_drift(d, reader) for d in card.drifts])


def _drift(d: Drift, reader: Reader) -> list[tuple[str, Value]]:
    yearly = None if d.slope_per_year is None else math.expm1(d.slope_per_year)  # the slope is of a logarithm
    return [
        both(role_name(d.role)),
        (verdict(d, reader), d.verdict),
        (signed(d.change, reader), d.change),
        (signed(yearly, reader), yearly),
        (NOTHING if d.p is None else reader.number(d.p, 3), d.p),
        (reader.number(d.weeks), d.weeks),
    ]


def signed(share: float | None, reader: Reader) -> str:
    """A change with its sign."""
    if share is None:
        return NOTHING
    sign = "−" if share < 0 else "+" if share > 0 else ""
    return f"{sign}{reader.share(abs(share))}"


def drift(found: Drift, reader: Reader) -> DriftView:
    """The picture of one role: every week with work, and the middle of the first and last eight."""
    points = () if reader.masked else found.points
    first = points[0][0] if points else dt.date(2000, 1, 3)
    last = points[-1][0] if points else first
    weeks = tuple(
        (
            (day - first).days,
            rate / UNITS,
            _("Week of {day}: {rate}").format(day=reader.day(day), rate=_money(rate / UNITS, reader)),
        )
        for day, rate in points
    )
    top = max([1.0, *(rate for _d, rate, _t in weeks)])
    return DriftView(
        role=role_name(found.role),
        answer=holds(found, reader),
        weeks=weeks,
        ends=_ends(weeks, reader),
        ticks=month_ticks(first, last, reader) if weeks else (),
        values=reader.ticks(0.0, top, money=True),
        days=max(7, (last - first).days),
        top=top,
        alt=_("What an hour paid by week in the role {role}: {ends}. {answer}").format(
            role=role_name(found.role),
            ends="; ".join(t for *_x, t in _ends(weeks, reader)) or _("{n} weeks").format(n=reader.number(len(weeks))),
            answer=holds(found, reader),
        ),
    )


def _ends(weeks: tuple[tuple[int, float, str], ...], reader: Reader) -> tuple[tuple[int, int, float, str], ...]:
    """The middles of both ends; none if they would overlap."""
    if len(weeks) < 2 * ENDS:
        return ()
    out = []
    for part, text in ((weeks[:ENDS], _("first 8 weeks: {rate}")), (weeks[-ENDS:], _("last 8 weeks: {rate}"))):
        middle = median(rate for _d, rate, _t in part)
        out.append((part[0][0], part[-1][0], middle, text.format(rate=_money(middle, reader))))
    return tuple(out)


def _money(rate: float, reader: Reader) -> str:
    return reader.money(round(rate * UNITS))
