"""What is said of the coming weeks: the draws of a ledger, and the figures read off them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tracker.analysis.coarse import SPREAD_EVENLY, spread_evenly
from tracker.analysis.intervals import LEVEL
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.prospect.ahead import Drawn, draw
from tracker.analysis.prospect.levels import SPREAD_DEGREES
from tracker.analysis.prospect.lines import IDLE, Lines, ledger_lines
from tracker.analysis.prospect.lives import START_COUNT
from tracker.analysis.prospect.model import AHEAD, LOOKS, MIN_WEEKS, SEEN, Array
from tracker.analysis.prospect.usual import Usual, leaning
from tracker.analysis.report import HourAhead, Look, Prospect, Told
from tracker.errors import Caveat

SEED = 20_261_130
"""One for all ledgers: a figure moves because a record did, never because other numbers were drawn."""
METHOD = "renewal"
FEW = 4
"""Ends, starts or projects below which a sentence says that the range leans on what is usual."""
PERSISTENT = SEASONAL = 0.5
ENDS = ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
WORKS = 0.5
"""The share of draws with any work below which nothing is said of what its hours pay."""


@dataclass(frozen=True)
class Played:
    """A ledger's lines and the draws made of them; `drawn` is None if no range can be given, `why` says so. `usual`:
    what others have published, where the draws lean on it."""

    ledger: Lines
    drawn: Drawn | None
    why: Caveat | None = None
    usual: Usual | None = None

    def total(self, *, without: str | None = None) -> Array:
        """Kept in each coming week of each draw, expenses taken off: (draws, AHEAD) of units."""
        assert self.drawn is not None
        weekly: Array = self.drawn.total(without=without) - self.ledger.cost
        return weekly


def play(basis: Basis, *, seed: int = SEED, usual: Usual | None = None) -> Played:
    """The draws of the year that comes after the ledger's last complete week; `usual`: what others have published."""
    ledger = ledger_lines(basis)
    n = len(ledger.weeks)
    if n < MIN_WEEKS:
        text = "What the coming weeks may bring takes {least} complete weeks; so far: {n}."
        return Played(ledger, None, Caveat("outlook_too_few_weeks", text, n, least=MIN_WEEKS))
    if ledger.lines and all(x.gone for x in ledger.lines):
        text = "Nothing runs, and every platform on record has ended: nothing on record says what will come."
        return Played(ledger, None, Caveat("all_ended", text))
    assert ledger.weeks.last is not None
    if spread_evenly(basis.between(ledger.weeks.mondays[-min(n, SEEN)], ledger.weeks.last)):
        return Played(ledger, None, SPREAD_EVENLY)
    if usual is not None:
        usual = usual.knowing([c.by_platform for c in ledger.courses.values() if c.over])
    drawn = draw(ledger.lines, n, seed, usual=usual)
    if drawn is None:
        text = "Nothing was kept in these weeks, so there is nothing to draw the coming ones from."
        return Played(ledger, None, Caveat("outlook_nothing_kept", text, n))
    return Played(ledger, drawn, usual=usual)


def prospect_of(played: Played) -> Prospect:
    """The figures of 13 and 52 weeks, with what they rest on."""
    ledger, drawn = played.ledger, played.drawn
    return Prospect(
        looks=() if drawn is None else tuple(_look(played, drawn, weeks) for weeks in LOOKS),
        level=LEVEL,
        n_projects=0 if drawn is None else drawn.fitted,
        running=sum(x.runs for x in ledger.lines),
        ended=sum(x.end is not None for x in ledger.lines),
        prior_weight=None if drawn is None else prior_weight(drawn),
        method=None if drawn is None else METHOD,
        caveats=tuple(_caveats(played)),
        platforms=hours_ahead(played),
        told=None if played.usual is None else _told(played.usual),
    )


def _told(of: Usual) -> Told:
    return Told(of.name, of.quarter, of.share(30), of.share(90), of.spread, of.worth, of.simulated)


def _look(played: Played, drawn: Drawn, weeks: int) -> Look:
    sums = played.total()[:, :weeks].sum(axis=1)
    low, median, high = (round(float(x)) for x in np.quantile(sums, ENDS))
    gross = float(drawn.total()[:, :weeks].sum())
    share = float(drawn.running[:, :weeks].sum()) / gross if gross > 0 else None
    return Look(weeks, median, low, high, share, *_rate(played, drawn, weeks))


def _rate(played: Played, drawn: Drawn, weeks: int) -> tuple[int, int, int] | tuple[None, None, None]:
    """Kept per hour at 50, 5 and 95 % of the draws with any work; None if most of them have none."""
    none = np.zeros(len(drawn.running))
    hours = sum((h[:, :weeks].sum(axis=1) for h in drawn.hours.values()), none)
    paid = sum((v[:, :weeks].sum(axis=1) for v in drawn.paid.values()), none)
    return _per_hour(paid - played.ledger.cost * weeks, hours) or (None, None, None)


def _per_hour(paid: Array, hours: Array) -> tuple[int, int, int] | None:
    works = hours > 0
    if works.mean() < WORKS:
        return None
    low, median, high = (round(float(x)) for x in np.quantile(paid[works] / hours[works], ENDS))
    return median, low, high


def hours_ahead(played: Played) -> tuple[HourAhead, ...]:
    """What an hour may leave on each platform in the year to come, off the same draws; expenses are taken off the
    platform that they name."""
    drawn, costs = played.drawn, played.ledger.costs
    if drawn is None:
        return ()
    found = (
        (p, _per_hour(drawn.paid[p].sum(axis=1) - costs.get(p, 0.0) * AHEAD, hours.sum(axis=1)))
        for p, hours in sorted(drawn.hours.items())
    )
    return tuple(HourAhead(p, *rates) for p, rates in found if rates is not None)


def prior_weight(drawn: Drawn) -> float:
    """The largest share that what is usual has in what is drawn: in levels, in starts, in ends."""
    levels = SPREAD_DEGREES / (SPREAD_DEGREES + drawn.fitted - 1)
    return max(levels, START_COUNT / (START_COUNT + drawn.room.starts), 1 / (1 + drawn.ends))


def _caveats(played: Played) -> Iterator[Caveat]:
    ledger, drawn = played.ledger, played.drawn
    if ledger.assumed:
        text = (
            "Projects without an end on record, and without work or money for {idle} weeks: {n}. They are taken as "
            "ended; log their ends if you know them."
        )
        yield Caveat("taken_as_ended", text, ledger.assumed, idle=IDLE)
    if ledger.losing:
        text = "Projects that run and of which nothing was kept: {n}. Nothing is expected of them."
        yield Caveat("nothing_of_it", text, ledger.losing)
    if played.why is not None or drawn is None:
        yield played.why or SPREAD_EVENLY
        return
    yield from _rests_on(ledger, drawn, played.usual)


def _rests_on(ledger: Lines, drawn: Drawn, usual: Usual | None) -> Iterator[Caveat]:
    if usual is not None:
        yield leaning(usual, sum(not x.account for x in ledger.lines))
    if drawn.pay is None:
        text = "No hours are on record of work that brought anything, so what an hour will leave is not known."
        yield Caveat("rate_not_drawn", text)
    if not any(x.runs for x in ledger.lines):
        yield Caveat("nothing_runs", "No project runs now: all of it is work that has yet to come.")
    if min(drawn.ends, drawn.room.starts, drawn.fitted) < FEW:
        text = (
            "The range rests on {fitted} projects or accounts, {n} of which have ended: with so few it leans on what "
            "is usual: projects that pay alike or differ by about half, that last the longer the longer they have "
            "lasted, and gaps of about a month between them."
        )
        yield Caveat("few_ends", text, drawn.ends, fitted=drawn.fitted)
    if drawn.persistent > PERSISTENT:
        text = "Your weeks hang together for months. In such invented cases the range held in 85 to 89 of 100."
        yield Caveat("persistent", text, round(100 * drawn.persistent))
    if len(ledger.weeks) < SEEN:
        text = "With under two years on record ({n} weeks) a season of the year cannot be seen."
        yield Caveat("season_unseen", text, len(ledger.weeks))
    elif not any(len(x.kept) >= SEEN for x in ledger.lines):
        text = "No project or account has two years of its own, so a season cannot be told from what each pays."
        yield Caveat("season_unseen", text, len(ledger.weeks))
    if drawn.seasonal > SEASONAL:
        text = "Your weeks resemble those of a year before; the range takes that they will again."
        yield Caveat("season_seen", text, round(100 * drawn.seasonal))
    if len(ledger.weeks) < AHEAD // 2:
        text = (
            "With under half a year on record the range of a year held in 74 to 100% of invented cases, by the way of "
            "earning."
        )
        yield Caveat("short_record", text, len(ledger.weeks))
