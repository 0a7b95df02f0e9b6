"""What projects pay: a centre, how far platforms lie from it and projects from their platform's; few projects are
drawn towards their platform's centre, few platforms towards that of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tracker.analysis.prospect.model import Array
from tracker.analysis.prospect.weeks import Fitted, Noise

SPREAD_DEGREES, SPREAD = 2.0, 0.5**2
"""Prior of the variance of log levels, unless all are alike: projects differ by about half, worth two projects."""
ALIKE = 0.35
"""How much is believed, before any is seen, in projects that all pay the same."""
GRID = np.exp(np.linspace(np.log(0.03), np.log(1.5), 30))


APART = np.array([0.0, 0.15, 0.3, 0.5, 0.8])
"""How far the centres of platforms may lie apart, on the log scale."""
AS_ONE = 0.5
"""How much is believed, before any is seen, in platforms that all pay alike; the rest evenly in the others of APART."""


@dataclass(frozen=True, slots=True)
class Centre:
    """For each draw, the centre of log levels and the spread of projects around it: (draws,), (draws,). `apart`: how
    far the centre of each platform lies from that of all, `between`: the spread of these; without them platforms are
    not told apart."""

    middle: Array
    spread: Array
    apart: Mapping[str, Array] = field(default_factory=dict)
    between: Array | float = 0.0

    def on(self, platform: str | None) -> Centre:
        """That of one platform; of one that is not known yet, it may be any."""
        if platform is not None and platform in self.apart:
            return Centre(self.middle + self.apart[platform], self.spread)
        return Centre(self.middle, np.hypot(self.spread, self.between))

    def level(self, own: Array, loose: Array, random: np.random.Generator) -> Array:
        """The level of one line in each draw, given the logarithm of its own and the variance of that: (draws,)."""
        trust = self.spread**2 / (self.spread**2 + loose)
        around = self.middle + trust * (own - self.middle)
        out: Array = np.exp(around + np.sqrt(trust * loose) * random.standard_normal(len(own)))
        return out

    def new(self, of: Array, random: np.random.Generator) -> Array:
        """The levels of new projects in the draws `of` (indices), units a week."""
        out: Array = np.exp(self.middle[of] + self.spread[of] * random.standard_normal(len(of)))
        return out


def centre(
    fitted: Sequence[Fitted],
    weeks: Noise,
    shape: Array,
    variance: Array,
    random: np.random.Generator,
    platforms: Sequence[str] = (),
    usual: float = SPREAD,
) -> Centre:
    """Draws of the spreads, from levels averaged over the shapes, and of the centres under each draw's own shape.
    `platforms`: of each line; () takes all as one. `usual`: as in `centre_of`."""
    level = np.array([weeks.weight @ f.log_level() for f in fitted])
    loose = np.array([weeks.weight @ f.log_variance(weeks.variance()) for f in fitted])
    own = np.stack([f.log_level()[shape] for f in fitted])
    own_loose = np.stack([f.log_variance(variance, shape) for f in fitted])
    return centre_of(level, loose, own, own_loose, usual, random, platforms)


def centre_of(
    level: Array,
    loose: Array,
    own: Array,
    own_loose: Array,
    usual: float,
    random: np.random.Generator,
    platforms: Sequence[str] = (),
) -> Centre:
    """The same of any logarithms of which each line has one.

    Args:
        level, loose: (lines,), and their variances. own, own_loose: the same in each draw, (lines, draws).
        usual: the variance between lines that is believed in before any is seen. platforms: of each line, or ().
    """
    names = sorted(set(platforms)) or [""]
    of = np.array([names.index(p) for p in platforms] or [0] * len(level))
    member = (of == np.arange(len(names))[:, None]).astype(float)
    spread, between = _spreads(level, loose, usual, member, own.shape[1], random)
    sure = 1 / (spread**2 + own_loose)
    whole = member @ sure
    mean = (member @ (own * sure)) / whole
    known = 1 / (1 / whole + between**2)
    sums = known.sum(axis=0)
    middle = (mean * known).sum(axis=0) / sums + random.standard_normal(len(sums)) / np.sqrt(sums)
    if len(names) == 1:
        return Centre(middle, spread)
    trust = between**2 / (between**2 + 1 / whole)
    apart = trust * (mean - middle) + np.sqrt(trust / whole) * random.standard_normal(whole.shape)
    return Centre(middle, spread, dict(zip(names, apart, strict=True)), between)


def _spreads(
    level: Array, loose: Array, usual: float, member: Array, draws: int, random: np.random.Generator
) -> tuple[Array, Array]:
    """Draws of the spread of projects on a platform and of platforms, from their grid: (draws,), (draws,).

    `member`: (platforms, lines), 1 if the line is of it.
    """
    between = APART if len(member) > 1 else APART[:1]
    sure = 1 / (GRID[:, None] ** 2 + loose)
    whole = sure @ member.T
    mean = (sure * level) @ member.T / whole
    off = (sure * (level - mean @ member) ** 2).sum(axis=1)
    inside = np.log(_usual(usual)) + (np.log(sure).sum(axis=1) - np.log(whole).sum(axis=1) - off) / 2
    known = 1 / (1 / whole[:, None, :] + between[None, :, None] ** 2)
    sums = known.sum(axis=2)
    middle = (known * mean[:, None, :]).sum(axis=2) / sums
    outside = np.log(known).sum(axis=2) - np.log(sums)
    outside -= (known * (mean[:, None, :] - middle[:, :, None]) ** 2).sum(axis=2)
    log = inside[:, None] + outside / 2 + np.log(_apart(len(between)))
    weight = np.exp(log - log.max()).ravel()
    drawn = random.choice(weight.size, size=draws, p=weight / weight.sum())
    return GRID[drawn // len(between)], between[drawn % len(between)]


def _apart(n: int) -> Array:
    """What is believed of the first `n` of APART before any platform is seen: sums to 1."""
    return np.array([1.0]) if n == 1 else np.array([AS_ONE, *[(1 - AS_ONE) / (n - 1)] * (n - 1)])


def _usual(variance: float) -> Array:
    """What is believed of the spread before any level is seen: (GRID,), sums to 1; its first point stands for none."""
    apart = np.exp(-SPREAD_DEGREES * np.log(GRID) - SPREAD_DEGREES * variance / (2 * GRID**2))
    out: Array = (1 - ALIKE) * apart / apart.sum() + ALIKE * (np.arange(len(GRID)) == 0)
    return out
