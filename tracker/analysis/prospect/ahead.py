"""The draws: what runs now, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.levels import Centre, centre
from tracker.analysis.prospect.lives import Lives, Slots, lives, slots
from tracker.analysis.prospect.model import AHEAD, DRAWS, SEEN, Array, Line
from tracker.analysis.prospect.shapes import shapes
from tracker.analysis.prospect.weeks import LOWEST_MEAN, Fitted, Noise, fit, noise

DRIFT, STEADY = 0.25, 0.5
"""A year of drift of what runs now, on the log scale, around 0, and the share of draws without any: weeks say too
little of it to be asked."""
LEAST, MOST = -6.0, 3.0
"""Ends of the logarithm by which a coming week departs from a project's level."""
WIDEST = 3.0
"""Noise relative to a level that is estimated low is not blown up beyond this."""
YEAR = 52.0
OWN_NOISE = 13
"""Weeks from which on noise is drawn from what is left of the ledger's own weeks, not from a normal law."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Money of each coming week in each draw, units, by platform: (draws, AHEAD) each.

    `running`: of it, from what runs now. `fitted`: lines with a level; `ends`: lines that ended; `persistent`: the
    weight of shapes in which weeks hang together for months.
    """

    weekly: dict[str, Array]
    running: Array
    room: Slots
    fitted: int
    ends: int
    persistent: float

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
    rate: Array
    drift: Array
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


def draw(lines: Sequence[Line], weeks: int, seed: int, *, draws: int = DRAWS) -> Drawn | None:
    """Plays the coming year once per draw; None if no line has brought anything in the last `SEEN` weeks.

    Args:
        lines: every project of the ledger. weeks: its complete weeks.
    """
    random = np.random.default_rng(seed)
    fits = {k: f for k, x in enumerate(lines) if (f := fit(x.kept[-SEEN:])) is not None}
    if not fits:
        return None
    room, known = slots(lines, weeks), list(fits.values())
    about = noise(known)
    view = _view(lines, weeks, known, about, room, draws, random)
    weekly = {p: np.zeros((draws, AHEAD)) for p in sorted({x.platform for x in lines})}
    free = []
    for k, x in enumerate(lines):
        if x.runs:
            left = view.lives.left_of(x, weeks, random)
            free.append(left)
            weekly[x.platform] += _running(fits.get(k), x, left, view)
    running = sum(weekly.values(), np.zeros((draws, AHEAD)))
    for k, platform in enumerate(room.platforms):
        weekly.setdefault(platform, np.zeros((draws, AHEAD)))
        weekly[platform] += _coming(free[k] if k < len(free) else np.zeros(draws), view)
    ends = sum(x.end is not None for x in lines)
    return Drawn(weekly, running, room, len(known), ends, about.persistent())


def _view(
    lines: Sequence[Line],
    weeks: int,
    fits: list[Fitted],
    about: Noise,
    room: Slots,
    draws: int,
    random: np.random.Generator,
) -> _View:
    shape, variance = about.draw(draws, random)
    return _View(
        shape=shape,
        variance=variance,
        noise=about,
        centre=centre(fits, about, draws, random),
        lives=lives(lines, weeks, draws, random),
        rate=room.rate(draws, random),
        drift=DRIFT * random.standard_normal(draws) * (random.random(draws) >= STEADY),
        random=random,
    )


def _running(of: Fitted | None, line: Line, left: Array, view: _View) -> Array:
    """What a project that runs brings in each week, until it ends. One of which no week is known is like a new one;
    one whose weeks kept nothing brings nothing."""
    if of is None and len(line.kept):
        return np.zeros((view.draws, AHEAD))
    lasts = np.clip(left[:, None] - np.arange(AHEAD), 0, 1)
    if of is None:
        level = view.centre.new(np.arange(view.draws), view.random)
        return level[:, None] * _loose(view) * lasts
    level = view.centre.level(of, view.shape, view.variance, view.random)
    path = _path(of, np.maximum(level / of.mean, LOWEST_MEAN), view)
    years = (of.n / 2 + np.arange(AHEAD) + 0.5) / YEAR
    out: Array = level[:, None] * np.exp((view.drift[:, None] + line.growth) * years) * path * lasts
    return out


def _path(of: Fitted, relative: Array, view: _View) -> Array:
    """Weeks to come in parts of the level, given the weeks seen: (draws, AHEAD). `relative`: the level in parts of the
    mean of its weeks."""
    out = np.empty((view.draws, AHEAD))
    wide, n = np.minimum(1 / relative, WIDEST) * np.sqrt(view.variance), of.n
    for s in np.unique(view.shape):
        at = np.flatnonzero(view.shape == s)
        factor = shapes().factor[s, n : n + AHEAD]
        back, own = factor[:, :n], factor[:, n : n + AHEAD]
        pull = (back @ of.seen[s])[None, :] / relative[at, None] - (back @ of.ones[s])
        out[at] = _weeks(pull, own, wide[at], int(s), view)
    return out


def _weeks(pull: Array, own: Array, wide: Array, shape: int, view: _View) -> Array:
    """Relative weeks around 1 + `pull`, with noise of this width: lognormal where they hang together for months, else
    as single weeks of the ledger depart from their level."""
    loose = wide[:, None] * np.einsum("ij,kj->ik", view.standard(shape, len(wide)), own)
    if not shapes().long[shape]:
        return _above_zero(1 + pull + loose)
    spread = (wide[:, None] ** 2) * (own**2).sum(axis=1)
    out: Array = np.exp(np.clip(pull + loose - spread / 2, LEAST, MOST))
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


def _coming(begin: Array, view: _View) -> Array:
    """What a slot brings from when it is free: a gap, a new project, until the year is over."""
    out = np.zeros((view.draws, AHEAD))
    now, week = begin.copy(), np.arange(AHEAD)
    at = np.flatnonzero(now < AHEAD)
    while len(at):
        now[at] += view.random.exponential(size=len(at)) / view.rate[at]
        at = at[now[at] < AHEAD]
        end = now[at] + view.lives.left(0.0, view.random, at)
        level = view.centre.new(at, view.random)
        here = np.clip(end[:, None] - week, 0, 1) - np.clip(now[at, None] - week, 0, 1)
        out[at] += level[:, None] * here
        now[at] = end
        at = at[now[at] < AHEAD]
    return out * _loose(view)
