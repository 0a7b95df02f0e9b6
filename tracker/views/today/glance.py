"""The four figures that Today opens with, each with what went before and where it is explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.analysis.results.glance import Glance
from tracker.units import Units
from tracker.views.numbers import NOTHING, Reader
from tracker.views.text import _

WORKING = "…"
"""What stands for a figure that is still being worked out."""


NONE: tuple[str, tuple[float, ...], str] = ("", (), "")
"""A figure without anything to compare it with."""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure. `beside`: what it is compared with. `bars`: what went before, the latest last, empty if it is hidden
    or not known; `alt`: the same in words. `page`: the file of the page that explains it, called `link`, opened with
    `part` in its address; `help`: what the figure is, in one sentence."""

    what: str
    figure: str
    beside: str
    bars: tuple[float, ...]
    alt: str
    page: str
    link: str
    help: str
    part: dict[str, str] = field(default_factory=dict)


def cards(g: Glance | None, reader: Reader) -> tuple[Card, ...]:
    """The four; with nothing in them while they are not known."""
    return (_kept(g, reader), _earned(g, reader), _owed(g, reader), _exposed(g, reader))


def _kept(g: Glance | None, reader: Reader) -> Card:
    beside, bars, alt, days = *NONE, dict[str, str]()
    if g is not None:
        rates = [s.rate for s in (*g.before, g.kept)]
        before = g.before[-1].rate
        beside = (
            _("{money} in the 4 weeks before").format(money=reader.money(before))
            if before is not None
            else _("no hours in the 4 weeks before")
        )
        bars = _bars([max(r or 0, 0) for r in rates], reader)
        alt = _series(_("Kept per hour in stretches of 4 weeks, the latest last: {figures}."), rates, reader)
        days = {"window": "own", "from": g.kept.first.isoformat(), "to": g.kept.last.isoformat()}
    return Card(
        _("Kept per hour, last 4 weeks"), _figure(g, g.kept.rate if g else None, reader), beside, bars, alt,
        "earnings.py", _("What I make"),
        _("What these weeks left for each hour, unpaid ones too; money that is not due yet is taken as coming."), days,
    )  # fmt: skip


def _earned(g: Glance | None, reader: Reader) -> Card:
    beside, bars, alt = NONE
    if g is not None:
        beside = (
            _("of {money} that you need each week").format(money=reader.whole(g.needed))
            if g.needed is not None
            else _("Your living cost in Settings makes a target.")
        )
        bars = _bars([max(units, 0) for _monday, units in g.earned], reader)
        alt = _series(_("Earned in each week, this one last: {figures}."), [units for _m, units in g.earned], reader)
    return Card(
        _("Earned this week"), _figure(g, g.earned[-1][1] if g else None, reader), beside, bars, alt,
        "earnings.py", _("What you need"),
        _("What the work since Monday is worth at its rates, before fees; the target is your living cost before tax."),
        {"part": "need"},
    )  # fmt: skip


def _owed(g: Glance | None, reader: Reader) -> Card:
    beside, bars, alt = NONE
    if g is not None:
        beside = _("{money} of it late").format(money=reader.money(g.late)) if g.late else _("none of it late")
        bars, alt = _two(g.owed_then, g.owed, reader)
    return Card(
        _("Owed to you"), _figure(g, g.owed if g else None, reader), beside, bars, alt, "payments.py", _("Payments"),
        _("What your work and other promised money come to, less what has been paid or given up."),
    )  # fmt: skip


def _exposed(g: Glance | None, reader: Reader) -> Card:
    beside, bars, alt = NONE
    if g is not None:
        beside = _("{money} four weeks ago").format(money=reader.money(g.exposed_then))
        bars, alt = _two(g.exposed_then, g.exposed, reader)
    return Card(
        _("Handed in, not in your bank"), _figure(g, g.exposed if g else None, reader), beside, bars, alt,
        "payments.py", _("Where it is"),
        _("What is lost if the platforms stopped today: not paid yet, on its way, or in their wallets."),
    )  # fmt: skip


def _figure(g: Glance | None, units: Units | None, reader: Reader) -> str:
    if g is None:
        return WORKING
    return NOTHING if units is None else reader.money(units)


def _two(then: Units, now: Units, reader: Reader) -> tuple[tuple[float, ...], str]:
    alt = _("Four weeks ago {then}, now {now}.").format(then=reader.money(then), now=reader.money(now))
    return _bars([max(then, 0), max(now, 0)], reader), alt


def _bars(units: Sequence[Units], reader: Reader) -> tuple[float, ...]:
    """Lengths between 0 and 1; empty if amounts are hidden, for lengths would tell."""
    top = max(units, default=0)
    return () if reader.masked or top <= 0 else tuple(u / top for u in units)


def _series(text: str, units: Sequence[Units | None], reader: Reader) -> str:
    return text.format(figures="; ".join(reader.money(u) for u in units))
