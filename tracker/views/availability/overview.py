"""How much of the offered time had work, and the gaps: sentences, figures, tables and the method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.gaps import Gap, Gaps
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

Cell = tuple[str, Value]
MINIMA = (3, 1, 5, 10)
"""Choices of how many idle days make a gap; the first holds until another is chosen."""


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """`facts`: (figure, what it is, what it rests on)."""

    answer: str
    second: str
    facts: tuple[tuple[str, str, str], ...]
    gaps: Table
    causes: Table


def availability(g: Gaps, reader: Reader) -> AvailabilityView:
    """What a window's gaps come to; at least one day of it was on offer or worked."""
    return AvailabilityView(_answer(g, reader), _second(g, reader), _facts(g, reader), _gaps(g, reader),
                            _causes(g.gaps, reader))  # fmt: skip


def cause_names() -> dict[str, str]:
    """Why there was no work."""
    return {
        "cancelled": _("cancelled"),
        "completed": _("completed"),
        "left": _("you left"),
        "paused": _("paused"),
        "nothing_offered": _("nothing offered"),
        "between_projects": _("between projects"),
        "unknown": _("not known"),
    }


def minimum_names(reader: Reader) -> dict[str, str]:
    """Idle days from which on a run is called a gap."""
    return {str(n): _("{n} or more").format(n=days_said(n, reader)) for n in MINIMA}


def _answer(g: Gaps, reader: Reader) -> str:
    idle, days = reader.number(g.idle_days), reader.number(g.available_days)
    if g.available_hours is None:
        said = ngettext(
            "On {idle} of {days} weekday you had no work", "On {idle} of {days} weekdays you had no work",
            g.available_days,
        )  # fmt: skip
    else:
        said = ngettext(
            "You had no work on {idle} of the {days} day you were available",
            "You had no work on {idle} of the {days} days you were available",
            g.available_days,
        )
    return f"{said.format(idle=idle, days=days)}{_and_gaps(g, reader)}"


def _and_gaps(g: Gaps, reader: Reader) -> str:
    long = days_said(g.minimum, reader)
    if not g.gaps:
        return _(", and never for {long} in a row.").format(long=long)
    n = len(g.gaps)
    text = ngettext("; {n} gap of {long} or more", "; {n} gaps of {long} or more", n)
    text = text.format(n=reader.number(n), long=long)
    if g.cost is not None:
        text += _(" cost you about {cost}").format(cost=reader.whole(g.cost))
    return text + "."


def days_said(n: int, reader: Reader) -> str:
    return ngettext("{n} day", "{n} days", n).format(n=reader.number(n))


def _second(g: Gaps, reader: Reader) -> str:
    """The gap that still runs, and how long gaps last."""
    said = []
    now = g.current
    if now is not None:
        text = _("No work is on record since {day}: {n} so far.")
        said.append(text.format(day=reader.day(now.first), n=days_said(now.before + now.days, reader)))
    if g.median_days is not None:
        text = _("Half of your gaps are over after {n}.")
        said.append(text.format(n=days_said(round(g.median_days), reader)))
    if g.available_hours is None:
        said.append(_("What the gaps cost is known once you have set which hours you can work."))
    return " ".join(said)


def _facts(g: Gaps, reader: Reader) -> tuple[tuple[str, str, str], ...]:
    out = []
    if g.utilization is not None:
        of = _("{worked} of {offered}").format(
            worked=reader.hours(g.worked_hours), offered=reader.hours(g.available_hours)
        )
        out.append((reader.share(g.utilization), _("of the hours on offer worked"), of))
    if g.available_days:
        days = _("{idle} of {days} days").format(idle=reader.number(g.idle_days), days=reader.number(g.available_days))
        out.append((reader.share(g.idle_days / g.available_days), _("of the days on offer without work"), days))
    if g.gaps:
        most = max(g.gaps, key=lambda x: x.days)
        out.append((days_said(most.days, reader), _("the longest gap"), reader.days(most.first, most.last)))
    return tuple(out)


def _hours_cell(hours: float | None, reader: Reader) -> Cell:
    return reader.hours(hours), None if hours is None else round(hours, 2)


def _money_cell(units: int | None, reader: Reader) -> Cell:
    return reader.money(units), reader.decimal(units)


def _gaps(g: Gaps, reader: Reader) -> Table:
    """Each gap, the latest first."""
    names = cause_names()
    columns = (
        Column("from", _("From")),
        Column("to", _("To")),
        Column("days", _("Days"), right=True),
        Column("why", _("Why")),
        Column("platform", _("Platform")),
        Column("hours_lost", _("Hours lost"), right=True),
        Column("cost", _("Cost"), right=True),
    )
    return Table.of(columns, [_gap(x, names, reader) for x in reversed(g.gaps)])


def _gap(x: Gap, names: dict[str, str], reader: Reader) -> list[Cell]:
    last = _("still open") if x.open else reader.day(x.last)
    return [
        (reader.day(x.first), x.first),
        (last, x.last),
        (reader.number(x.days), x.days),
        (names[x.cause], x.cause),
        (x.platform or "", x.platform or ""),
        _hours_cell(x.lost_hours, reader),
        _money_cell(x.cost, reader),
    ]


def _causes(gaps: Sequence[Gap], reader: Reader) -> Table:
    """Gaps by cause, the one with most days first."""
    by_cause: dict[str, list[Gap]] = defaultdict(list)
    for x in gaps:
        by_cause[x.cause].append(x)
    columns = (
        Column("why", _("Why")),
        Column("gaps", _("Gaps"), right=True),
        Column("days", _("Days"), right=True),
        Column("share", _("Of all these days"), right=True),
        Column("hours_lost", _("Hours lost"), right=True),
        Column("cost", _("Cost"), right=True),
    )
    whole = sum(x.days for x in gaps)
    rows = sorted(by_cause.items(), key=lambda c: (-sum(x.days for x in c[1]), c[0]))
    return Table.of(columns, [_cause(cause, found, whole, reader) for cause, found in rows])


def _cause(cause: str, found: Sequence[Gap], whole: int, reader: Reader) -> list[Cell]:
    days = sum(x.days for x in found)
    hours = [x.lost_hours for x in found if x.lost_hours is not None]
    costs = [x.cost for x in found if x.cost is not None]
    return [
        (cause_names()[cause], cause),
        (reader.number(len(found)), len(found)),
        (reader.number(days), days),
        (reader.share(days / whole), round(days / whole, 4)),
        _hours_cell(sum(hours) if hours else None, reader),
        _money_cell(sum(costs) if costs else None, reader),
    ]


def how() -> tuple[tuple[str, str], ...]:
    """How the page's figures are worked out: (what, how)."""
    return (
        (
            _("Days without work"),
            _(
                "Days on which you were available and no task was worked. Unpaid work, such as searching, does not "
                "count as work here. Without a word of yours on availability, Monday to Friday are counted."
            ),
        ),
        (
            _("A gap"),
            _(
                "Days without work in a row. Weekdays you do not offer neither break nor lengthen it; a worked day "
                "ends it; time off cuts it short."
            ),
        ),
        (
            _("Why"),
            _(
                "What happened to your projects from the last day worked to the end of the gap: cancelled, completed, "
                "left or paused. Else that you looked and nothing was offered; else that no project ran."
            ),
        ),
        (
            _("What it cost"),
            _(
                "The hours you would have had × what an hour of all work earned in these days, before fees. Where "
                "you worked much at other times, only the hours that were left count as lost."
            ),
        ),
        (
            _("How long gaps last"),
            _(
                "The share of gaps still open after a number of days (Kaplan and Meier). A gap that is still open, "
                "or that time off cut short, counts as long as it was seen. The band holds the true share in about "
                "9 of 10 cases."
            ),
        ),
    )
