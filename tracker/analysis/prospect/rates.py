"""What an hour of the coming work pays: hours and rate apart (methods, section 14).

    line        kept ───────────────►  money of each draw        (levels, as ever)
                kept / hours  ──────►  its rate in each draw     hours = money / rate

The rate of all is the money of all over the hours of all. A new project's rate goes with its level as far as those of
the ledger's projects do: one that pays more an hour and gives as many hours brings more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.levels import Centre, centre_of
from tracker.analysis.prospect.model import AHEAD, Array, Line

NOISE_DEGREES, NOISE = 4.0, 0.25**2
"""Prior of the relative variance of a week's rate: weeks differ by about a quarter, worth four degrees of freedom."""
SPREAD = 0.4**2
"""Between projects, unless all pay the same an hour: they differ by about 40 %."""
LOOSEST = 1.0
"""A week's rate departs by no more than this, on the log scale: the money of lumps comes in other weeks than the
hours."""
BELIEF, CLOSEST = 2.0, 0.95
"""How many projects' worth the usual link of rates and levels counts for, and its end."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What an hour of one line paid. `rate`: units; `n`: weeks; `squares`: of the relative departures of its weeks;
    `part`: of all that it kept, the part that the hours brought (the rest is unmatched income)."""

    rate: float
    n: int
    squares: float
    part: float


def paid_of(line: Line) -> Paid | None:
    """None if no hours of it are known, or nothing was kept."""
    y, h, kept = line.paid, line.hours, float(line.kept.sum())
    if not len(h) or h.sum() <= 0 or y.sum() <= 0 or kept <= 0:
        return None
    rate = float(y.sum() / h.sum())
    off = (y - rate * h) / (rate * h.mean())
    return Paid(rate, len(h), float(off @ off), float(y.sum()) / kept)


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of each draw. `paid`: of each line that has any, by its place; `variance`: of a week's rate, relative;
    `link`: how closely logarithms of rates go with those of levels, -1 to 1; `part`: of all lines together."""

    paid: Mapping[int, Paid]
    centre: Centre
    variance: Array
    link: float
    part: float
    random: np.random.Generator

    def own(self, k: int, platform: str | None = None) -> Array:
        """What an hour of this line pays in each draw, units: (draws,)."""
        of, around = self.paid[k], self.centre.on(platform)
        return around.level(np.full(len(self.variance), np.log(of.rate)), self.variance / of.n, self.random)

    def new(self, at: Array, level: Array, levels: Centre, platform: str | None = None) -> Array:
        """What an hour of new projects on this platform (None: any), of these levels, pays in the draws `at`
        (indices), units. `levels`: of the platform."""
        around = self.centre.on(platform)
        stands = (np.log(level) - levels.middle[at]) / levels.spread[at]
        loose = np.sqrt(1 - self.link**2) * self.random.standard_normal(len(at))
        out: Array = np.exp(around.middle[at] + around.spread[at] * (self.link * stands + loose))
        return out

    def weeks(self) -> Array:
        """By what the hours of single weeks depart from their money: (draws, AHEAD), mean 1."""
        wide = np.minimum(self.variance, LOOSEST**2)[:, None]
        out: Array = np.exp(np.sqrt(wide) * self.random.standard_normal((len(wide), AHEAD)) - wide / 2)
        return out

    def shares(self, listed: Mapping[int, float]) -> Array | None:
        """What one more project keeps of the rate in its listing, in each draw, by those of these lines (place and
        listed rate, units); None without any."""
        known = {k: rate for k, rate in listed.items() if k in self.paid and rate > 0}
        if not known:
            return None
        logs = np.log([self.paid[k].rate / rate for k, rate in known.items()])
        among = _centre(logs, [self.paid[k] for k in known], self.variance, self.random, ())
        return among.new(np.arange(len(self.variance)), self.random)


def rates(
    lines: Sequence[Line], levels: Mapping[int, float], draws: int, seed: int, usual: float = SPREAD
) -> Rates | None:
    """Draws of what an hour pays; None if no line has both money and hours.

    Args:
        levels: logarithm of what a week of each line brings, by its place.
        seed: of a generator of its own, so that the money of the draws does not depend on hours.
        usual: the variance of log rates between projects that is believed in before any is seen.
    """
    paid = {k: p for k, x in enumerate(lines) if k in levels and (p := paid_of(x)) is not None}
    if not paid:
        return None
    random = np.random.default_rng([seed, 2])
    degrees = NOISE_DEGREES + sum(p.n - 1 for p in paid.values())
    variance = (NOISE_DEGREES * NOISE + sum(p.squares for p in paid.values())) / random.chisquare(degrees, draws)
    logs = np.log([p.rate for p in paid.values()])
    centre = _centre(logs, list(paid.values()), variance, random, [lines[k].platform for k in paid], usual)
    kept = np.array([float(lines[k].kept.sum()) for k in paid])
    part = float(kept @ [p.part for p in paid.values()] / kept.sum())
    return Rates(paid, centre, variance, _link(logs, np.array([levels[k] for k in paid])), part, random)


def _centre(
    logs: Array,
    paid: Sequence[Paid],
    variance: Array,
    random: np.random.Generator,
    platforms: Sequence[str],
    usual: float = SPREAD,
) -> Centre:
    n = np.array([p.n for p in paid])
    own = np.broadcast_to(logs[:, None], (len(logs), len(variance)))
    return centre_of(logs, float(np.median(variance)) / n, own, variance / n[:, None], usual, random, platforms)


def _link(rates_: Array, levels: Array) -> float:
    """Correlation of logarithms, drawn towards that of rates and hours that have nothing to do with each other."""
    r, y = rates_ - rates_.mean(), levels - levels.mean()
    wide, deep = BELIEF * SPREAD + r @ r, BELIEF * (SPREAD + SPREAD) + y @ y
    found = (BELIEF * SPREAD + r @ y) / np.sqrt(wide * deep)
    return float(np.clip(found, -CLOSEST, CLOSEST))
