"""How long gaps last: the curve with its band, or the list if there are too few."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.results.gaps import Gap, Gaps
from tracker.views.availability.overview import days_said
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

ENOUGH, OVER = 10, 3
"""Gaps, and gaps that are over, that the curve takes (methods, section 9)."""


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on the share `still` goes on, between `low` and `high` if that is known."""

    day: int
    still: float
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class LastingView:
    answer: str
    steps: tuple[Step, ...]
    ticks: tuple[tuple[float, str], ...]
    shares: tuple[tuple[float, str], ...]
    alt: str
    table: Table


def lasting(g: Gaps, reader: Reader) -> LastingView:
    """The curve; without steps if there are too few gaps, and then all that is known in `answer`."""
    steps = tuple(
        Step(p.days, p.still_idle, p.low, p.high, _step(p.days, p.still_idle, p.low, p.high, reader))
        for p in g.survival
    )
    top = steps[-1].day if steps else 0
    return LastingView(
        answer=_answer(g, reader) if steps else _list(g, reader),
        steps=steps,
        ticks=reader.ticks(0, max(top, 1), money=False),
        shares=tuple((s / 4, reader.share(s / 4)) for s in range(5)),
        alt=_("Share of gaps that still go on: {steps}.").format(steps="; ".join(s.text for s in steps)),
        table=_table(steps, reader),
    )


def _step(day: int, still: float, low: float | None, high: float | None, reader: Reader) -> str:
    text = _("after {days} {share} go on").format(days=days_said(day, reader), share=reader.share(still))
    if low is None or high is None:
        return text
    return text + _(" (between {low} and {high})").format(low=reader.share(low), high=reader.share(high))


def _answer(g: Gaps, reader: Reader) -> str:
    n = len(g.gaps)
    if g.median_days is None:
        return _("Of your {n} gaps more than half lasted longer than can be seen here.").format(n=reader.number(n))
    return _("Of your {n} gaps half are over after {days} without work.").format(
        n=reader.number(n), days=days_said(round(g.median_days), reader)
    )


def _list(g: Gaps, reader: Reader) -> str:
    """What is known where a curve would say more than the data."""
    if not g.gaps:
        return ""
    n = len(g.gaps)
    said = "; ".join(_one(x, reader) for x in g.gaps)
    first = ngettext("There is {n} gap so far: {said}.", "There are {n} gaps so far: {said}.", n)
    need = _("How long gaps last is drawn from {enough} gaps on, {over} of them over.")
    return " ".join([
        first.format(n=reader.number(n), said=said),
        need.format(enough=reader.number(ENOUGH), over=reader.number(OVER)),
    ])  # fmt: skip


def _one(x: Gap, reader: Reader) -> str:
    text = days_said(x.before + x.days, reader)
    if x.open:
        return _("{days} and still open").format(days=text)
    return _("{days}, then cut short").format(days=text) if x.cut else text


def _table(steps: tuple[Step, ...], reader: Reader) -> Table:
    columns = (
        Column("days", _("After days"), right=True),
        Column("still_idle", _("Still go on"), right=True),
        Column("low", _("At least"), right=True),
        Column("high", _("At most"), right=True),
    )
    return Table.of(
        columns,
        [
            [
                (reader.number(s.day), s.day),
                (reader.share(s.still), round(s.still, 4)),
                (reader.share(s.low), None if s.low is None else round(s.low, 4)),
                (reader.share(s.high), None if s.high is None else round(s.high, 4)),
            ]
            for s in steps
        ],
    )
