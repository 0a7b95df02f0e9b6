"""The calendar of days: worked, without work, paused, off; weeks as columns, in strips of half a year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton, get_day_names

from tracker.analysis.results.gaps import DayState, Gaps
from tracker.units import DAY, monday
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext

WEEKS = 27
"""Columns of a strip: a year is two of them."""
STRIPS = 4
"""So many strips are drawn; earlier days are in the download."""
STATES = ("worked", "idle", "paused", "off", "unlisted", "none")
SIGNS = {"worked": "■", "idle": "×", "paused": "│", "off": "○", "unlisted": "·"}
"""How the legend shows what the picture draws; days without a sign are left empty."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: strip and column from 0, weekday 0 for Monday."""

    day: dt.date
    strip: int
    column: int
    weekday: int
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """`months`: (strip, column, name) where a month begins. `weekdays`: (weekday, letter) to be named."""

    marks: tuple[DayMark, ...]
    strips: int
    months: tuple[tuple[int, int, str], ...]
    weekdays: tuple[tuple[int, str], ...]
    alt: str
    legend: str
    more: str


def state_names() -> dict[str, str]:
    return {
        "worked": _("worked"),
        "idle": _("no work"),
        "paused": _("no work, a project was paused"),
        "off": _("time off"),
        "unlisted": _("a weekday you do not offer"),
        "none": _("nothing on offer"),
    }


def days(g: Gaps, reader: Reader) -> CalendarView:
    """The latest days of a window, two years at most."""
    if not g.days:
        return CalendarView((), 0, (), (), "", "", "")
    last = monday(g.days[-1].day)
    start = max(monday(g.days[0].day), last - 7 * (WEEKS * STRIPS - 1) * DAY)
    shown = [d for d in g.days if d.day >= start]
    strips = -(-((last - start).days // 7 + 1) // WEEKS)
    names = state_names()
    marks = tuple(_mark(d, start, names, reader) for d in shown)
    letters = get_day_names("narrow", locale=reader.locale)
    return CalendarView(
        marks=marks,
        strips=strips,
        months=_months(start, last, reader),
        weekdays=tuple((i, str(letters[i])) for i in (0, 2, 4)),
        alt=_alt(shown, names, reader),
        legend=_legend(shown, names),
        more=_more(len(g.days) - len(shown), reader),
    )


def _mark(d: DayState, start: dt.date, names: dict[str, str], reader: Reader) -> DayMark:
    week = (d.day - start).days // 7
    return DayMark(d.day, week // WEEKS, week % WEEKS, d.day.weekday(), d.state, _said(d, names, reader))


def _said(d: DayState, names: dict[str, str], reader: Reader) -> str:
    text = f"{reader.day(d.day)}: {names[d.state]}"
    if d.hours > 0:
        text += f", {reader.hours(d.hours)}"
    elif d.available and d.state in ("idle", "paused"):
        text += _(", {hours} on offer").format(hours=reader.hours(d.available))
    looks = {"nothing_offered": _(", you looked: nothing offered"), "offered": _(", you looked: work offered")}
    return text + looks.get(d.checked or "", "")


def _months(start: dt.date, last: dt.date, reader: Reader) -> tuple[tuple[int, int, str], ...]:
    """Every month at its first whole column, January by its year; none in the last column, if it would stick out."""
    out: list[tuple[int, int, str]] = []
    week, n = start, 0
    while week <= last:
        if week.day <= 7:
            name = str(week.year) if week.month == 1 else str(format_skeleton("MMM", week, locale=reader.locale))
            out.append((n // WEEKS, n % WEEKS, name))
        week, n = week + 7 * DAY, n + 1
    return tuple(m for m in out if m[1] < WEEKS - 1)


def _alt(shown: Sequence[DayState], names: dict[str, str], reader: Reader) -> str:
    counts = Counter(d.state for d in shown)
    parts = [f"{names[s]}: {reader.number(counts[s])}" for s in STATES if counts[s]]
    return _("Calendar, {days}. Days: {parts}.").format(
        days=reader.days(shown[0].day, shown[-1].day), parts="; ".join(parts)
    )


def _legend(shown: Sequence[DayState], names: dict[str, str]) -> str:
    there = {d.state for d in shown}
    return "; ".join(f"{sign} {names[s]}" for s, sign in SIGNS.items() if s in there)


def _more(hidden: int, reader: Reader) -> str:
    if hidden <= 0:
        return ""
    return ngettext(
        "{n} earlier day is not drawn.", "{n} earlier days are not drawn.", hidden
    ).format(n=reader.number(hidden))  # fmt: skip
