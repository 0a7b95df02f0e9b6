"""The draws: what runs now, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.levels import SPREAD, Centre, centre
from tracker.analysis.prospect.lives import Lives, Slots, lives, slots
from tracker.analysis.prospect.model import AHEAD, DRAWS, SEEN, YEAR, Array, Line
from tracker.analysis.prospect.rates import SPREAD as RATES_SPREAD
from tracker.analysis.prospect.rates import Rates, rates
from tracker.analysis.prospect.shapes import shapes
from tracker.analysis.prospect.trend import drift
from tracker.analysis.prospect.usual import Usual
from tracker.analysis.prospect.weeks import LOWEST_MEAN, Fitted, Noise, fit, noise

LEAST, MOST = -6.0, 3.0
"""Ends of the logarithm by which a coming week departs from a project's level."""
WIDEST = 3.0
"""Noise relative to a level that is estimated low is not blown up beyond this."""
OWN_NOISE = 13
"""Weeks from which on noise is drawn from what is left of the ledger's own weeks, not from a normal law."""


@dataclass(frozen=True, slots=True)
class New:
    """One project that would start now, of each draw: units a week, units an hour, weeks that it lasts: (draws,)."""

    level: Array
    rate: Array
    life: Array


@dataclass(frozen=True, slots=True)
class Drawn:
    """Money of each coming week in each draw, units, by platform: (draws, AHEAD) each.

    `running`: of it, from what runs now. `hours`: those of which it is known what they pay, and `paid`: what they
    bring; empty if no hours are known. `new`: one more project. `fitted`: lines with a level; `ends`: lines that ended;
    `persistent`: the weight of shapes in which weeks hang together for months; `seasonal`: in which they resemble
    those of a year ago.
    """

    weekly: dict[str, Array]
    running: Array
    paid: dict[str, Array]
    hours: dict[str, Array]
    new: New | None
    pay: Rates | None
    room: Slots
    fitted: int
    ends: int
    persistent: float
    seasonal: float

    def total(self, *, without: str | None = None) -> Array:
        """All platforms together, or all but one."""
        kept = [v for p, v in self.weekly.items() if p != without]
        return sum(kept, np.zeros_like(self.running))


@dataclass(frozen=True, slots=True)
class _View:
    """What each draw takes to be so."""

    shape: Array
    variance: Array
    noise: Noise
    centre: Centre
    lives: Lives
    starts: Array
    drift: Array
    pay: Rates | None
    random: np.random.Generator

    @property
    def draws(self) -> int:
        return len(self.shape)

    def standard(self, shape: int, rows: int) -> Array:
        """Whitened noise with mean square 1: (rows, AHEAD)."""
        own = self.noise.residuals[shape]
        if not shapes().short[shape] or len(own) < OWN_NOISE:
            return self.random.standard_normal((rows, AHEAD))
        drawn: Array = own[self.random.integers(0, len(own), (rows, AHEAD))]
        return drawn


def draw(
    lines: Sequence[Line], weeks: int, seed: int, *, draws: int = DRAWS, usual: Usual | None = None
) -> Drawn | None:
    """Plays the coming year once per draw; None if no line has brought anything in the last `SEEN` weeks.

    Args:
        lines: every project of the ledger. weeks: its complete weeks. usual: what others have published.
    """
    fits = {k: f for k, x in enumerate(lines) if (f := fit(x.kept[-SEEN:])) is not None}
    if not fits:
        return None
    room, known = slots(lines, weeks), list(fits.values())
    about = noise(known)
    view = _view(lines, weeks, fits, about, room, draws, seed, usual)
    sums = _Sums(sorted({x.platform for x in lines} | set(room.platforms)), draws)
    free = []
    for k, x in enumerate(lines):
        if x.runs:
            left = view.lives.left_of(x, weeks, view.random)
            free.append(left)
            money, level = _running(fits.get(k), x, left, view)
            sums.add(x.platform, money, *_worked(k, x, money, level, left, view))
    running = sum(sums.weekly.values(), np.zeros((draws, AHEAD)))
    for k, platform in enumerate(room.platforms):
        sums.add(platform, *_coming(platform, free[k] if k < len(free) else np.zeros(draws), view))
    ends = sum(x.end is not None for x in lines)
    known_hours = (sums.paid, sums.hours) if view.pay else ({}, {})
    return Drawn(
        sums.weekly, running, *known_hours, _new(view, seed), view.pay, room, len(known), ends,
        about.persistent(), about.seasonal(),
    )  # fmt: skip


class _Sums:
    """Money and hours of each platform, as they come together."""

    def __init__(self, platforms: Sequence[str], draws: int) -> None:
        self.weekly, self.paid, self.hours = ({p: np.zeros((draws, AHEAD)) for p in platforms} for _ in range(3))

    def add(self, platform: str, money: Array, hours: Array | None, part: float) -> None:
        self.weekly[platform] += money
        if hours is not None:
            self.paid[platform] += money * part
            self.hours[platform] += hours


def _view(
    lines: Sequence[Line],
    weeks: int,
    fits: dict[int, Fitted],
    about: Noise,
    room: Slots,
    draws: int,
    seed: int,
    usual: Usual | None,
) -> _View:
    random = np.random.default_rng(seed)
    apart = (SPREAD, RATES_SPREAD) if usual is None else (usual.levels(SPREAD), usual.rates(RATES_SPREAD))
    where = tuple(lines[k].platform for k in fits)
    shape, variance = about.draw(draws, random)
    return _View(
        shape=shape,
        variance=variance,
        noise=about,
        centre=centre(list(fits.values()), about, shape, variance, random, where, apart[0]),
        lives=lives(lines, weeks, draws, random, usual),
        starts=room.rate(draws, random),
        drift=drift([(f, lines[k].growth) for k, f in fits.items() if lines[k].runs], shape, variance, random),
        pay=rates(lines, {k: float(about.weight @ f.log_level()) for k, f in fits.items()}, draws, seed, apart[1]),
        random=random,
    )


def _new(view: _View, seed: int) -> New | None:
    """One more project, from a generator of its own; None if it is not known what hours pay."""
    if view.pay is None:
        return None
    random, every, any_ = np.random.default_rng([seed, 3]), np.arange(view.draws), view.centre.on(None)
    level = any_.new(every, random)
    return New(level, view.pay.new(every, level, any_, None), view.lives.left(0.0, random))


def _running(of: Fitted | None, line: Line, left: Array, view: _View) -> tuple[Array, Array]:
    """What a project that runs brings in each week, until it ends, and its level. One of which no week is known is
    like a new one; one whose weeks kept nothing brings nothing."""
    if of is None and len(line.kept):
        return np.zeros((view.draws, AHEAD)), np.zeros(view.draws)
    lasts = _lasts(left)
    if of is None:
        level = view.centre.on(line.platform).new(np.arange(view.draws), view.random)
        return level[:, None] * _loose(view) * lasts, level
    around = view.centre.on(line.platform)
    level = around.level(of.log_level()[view.shape], of.log_variance(view.variance, view.shape), view.random)
    path = _path(of, np.maximum(level / of.mean, LOWEST_MEAN), line.growth, view)
    return level[:, None] * np.exp((view.drift[:, None] + line.growth) * _years(of.n)) * path * lasts, level


def _lasts(left: Array) -> Array:
    """The part of each week until so many are over: (draws, AHEAD)."""
    out: Array = np.clip(left[:, None] - np.arange(AHEAD), 0, 1)
    return out


def _years(seen: int) -> Array:
    """Years from the middle of the weeks seen to each week ahead."""
    out: Array = (seen / 2 + np.arange(AHEAD) + 0.5) / YEAR
    return out


def _worked(k: int, line: Line, money: Array, level: Array, left: Array, view: _View) -> tuple[Array | None, float]:
    """Hours of what runs, and the part of its money that they bring; None if it is not known what its hours pay."""
    pay = view.pay
    if pay is None:
        return None, 0.0
    if k in pay.paid:
        rate = pay.own(k, line.platform)[:, None] * np.exp(line.growth * _years(len(line.kept)))
        return money * pay.paid[k].part / rate * pay.weeks(), pay.paid[k].part
    if not len(line.kept):
        rate = pay.new(np.arange(view.draws), level, view.centre.on(line.platform), line.platform)[:, None]
        return money * pay.part / rate * pay.weeks(), pay.part
    return (_lasts(left) * line.hours.mean(), 0.0) if len(line.hours) else (None, 0.0)


def _path(of: Fitted, relative: Array, growth: float, view: _View) -> Array:
    """Weeks to come in parts of the level, given the weeks seen: (draws, AHEAD). `relative`: the level in parts of the
    mean of its weeks."""
    out = np.empty((view.draws, AHEAD))
    wide, n = np.minimum(1 / relative, WIDEST) * np.sqrt(view.variance), of.n
    for s in np.unique(view.shape):
        at = np.flatnonzero(view.shape == s)
        factor = shapes().factor[s, n : n + AHEAD]
        back, own = factor[:, :n], factor[:, n : n + AHEAD]
        pull = (back @ of.seen[s])[None, :] / relative[at, None] - (back @ of.ones[s])
        pull = pull - (view.drift[at, None] + growth) * (back @ of.time[s])
        out[at] = _weeks(pull, own, wide[at], int(s), view)
    return out


def _weeks(pull: Array, own: Array, wide: Array, shape: int, view: _View) -> Array:
    """Relative weeks around 1 + `pull`, with noise of this width: lognormal where they hang together for months, or
    where it is known which of a cycle bring more; else as single weeks of the ledger depart from their level."""
    loose = wide[:, None] * np.einsum("ij,kj->ik", view.standard(shape, len(wide)), own)
    spread = (wide[:, None] ** 2) * (own**2).sum(axis=1)
    if shapes().cyclic[shape] and len(pull) == len(wide):
        return _in_turn(np.maximum(1 + pull, 0), loose, spread)
    if not shapes().long[shape]:
        return _above_zero(1 + pull + loose)
    out: Array = np.exp(np.clip(pull + loose - spread / 2, LEAST, MOST))
    return out


def _logs(loose: Array, spread: Array) -> Array:
    """Logarithms with mean one of factors with the relative variance `spread`, from normal noise of that variance."""
    wide = np.log1p(spread)
    out: Array = loose * np.sqrt(np.divide(wide, spread, out=np.ones_like(wide), where=spread > 0)) - wide / 2
    return out


def _in_turn(due: Array, loose: Array, spread: Array) -> Array:
    """Weeks that come in a cycle: noise is in proportion to what is due in each, the same on the whole. A week in
    which nothing is due brings nothing; what is paid together varies together."""
    size = np.maximum(np.sqrt((due**2).mean(axis=1, keepdims=True)), 1.0)
    out: Array = due * np.exp(np.clip(_logs(loose / size, spread / size**2), LEAST, MOST))
    return out


def _above_zero(weeks: Array) -> Array:
    """The same without weeks below zero, each row with the sum that it had, but not below zero."""
    cut = np.maximum(weeks, 0)
    kept, whole = np.maximum(weeks.sum(axis=1), 0), cut.sum(axis=1)
    out: Array = cut * np.divide(kept, whole, out=np.zeros_like(whole), where=whole > 0)[:, None]
    return out


def _loose(view: _View) -> Array:
    """Weeks of new work in parts of its level: (draws, AHEAD)."""
    out = np.empty((view.draws, AHEAD))
    for s in np.unique(view.shape):
        at = np.flatnonzero(view.shape == s)
        own = shapes().factor[s, :AHEAD, :AHEAD]
        out[at] = _weeks(np.zeros((1, AHEAD)), own, np.sqrt(view.variance[at]), int(s), view)
    return out


def _coming(platform: str, begin: Array, view: _View) -> tuple[Array, Array | None, float]:
    """What a slot brings from when it is free (a gap, a new project, until the year is over), its hours, and the part
    of the money that they bring."""
    out, worked, pay = np.zeros((view.draws, AHEAD)), np.zeros((view.draws, AHEAD)), view.pay
    now, week, around = begin.copy(), np.arange(AHEAD), view.centre.on(platform)
    at = np.flatnonzero(now < AHEAD)
    while len(at):
        now[at] += view.random.exponential(size=len(at)) / view.starts[at]
        at = at[now[at] < AHEAD]
        end = now[at] + view.lives.left(0.0, view.random, at)
        level = around.new(at, view.random)
        here = np.clip(end[:, None] - week, 0, 1) - np.clip(now[at, None] - week, 0, 1)
        out[at] += level[:, None] * here
        if pay is not None:
            worked[at] += (level / pay.new(at, level, around, platform))[:, None] * here
        now[at] = end
        at = at[now[at] < AHEAD]
    loose = _loose(view)
    if pay is None:
        return out * loose, None, 0.0
    return out * loose, worked * loose * pay.part * pay.weeks(), pay.part
