"""Six invented ways in which weekly income comes, to try intervals on (parameters: docs/methods.md, section 6).

log-income   a chain with autocorrelation `phi` and spread `sd`, mean income 400
spells       work and none of it in turn, geometric, mean lengths `active` and `idle` weeks
lumps        two weeks are paid together in the second
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

MEAN = 400.0
"""Income of a week with work."""
HOURLY = 40.0


@dataclass(frozen=True, slots=True)
class Process:
    """One way of earning. `idle` 0: work in every week."""

    name: str
    phi: float
    sd: float
    active: float = 8.0
    idle: float = 0.0
    lumps: bool = False

    @property
    def worked(self) -> float:
        """The share of weeks with work."""
        return self.active / (self.active + self.idle) if self.idle else 1.0

    @property
    def mean(self) -> float:
        """What a week brings in the long run."""
        return MEAN * self.worked


PROCESSES = (
    Process("independent weeks", phi=0.0, sd=0.5),
    Process("spells of 8 and 2 weeks", phi=0.4, sd=0.5, idle=2.0),
    Process("spells of 8 and 7 weeks", phi=0.4, sd=0.5, idle=7.0),
    Process("spread 1.1", phi=0.4, sd=1.1, idle=2.0),
    Process("two-week lumps", phi=0.4, sd=0.5, idle=2.0, lumps=True),
    Process("autocorrelation .8, no gaps", phi=0.8, sd=0.5),
)


def income(process: Process, runs: int, weeks: int, rng: np.random.Generator) -> Array:
    """Weekly income, one row per run, begun anywhere in the process.

    >>> income(PROCESSES[0], 2, 13, np.random.default_rng(1)).shape
    (2, 13)
    """
    more = weeks + 1
    z = chain(process.phi, runs, more, rng)
    made = MEAN * np.exp(process.sd * z - process.sd**2 / 2) * _spells(process, runs, more, rng)
    if not process.lumps:
        return made[:, 1:]
    pays = (np.arange(more)[None, :] + rng.integers(0, 2, runs)[:, None]) % 2 == 0
    both = made[:, 1:] + made[:, :-1]
    return np.where(pays[:, 1:], both, 0.0)


def hours(process: Process, kept: Array, rng: np.random.Generator) -> Array:
    """All hours of the same weeks: kept ÷ 40 × exp(.15 z), and a quarter of them × exp(.5 z) unpaid; a week
    without pay has 6 × exp(.5 z) hours of looking for work."""
    paid = kept / HOURLY * np.exp(0.15 * rng.standard_normal(kept.shape))
    loose = np.exp(0.5 * rng.standard_normal(kept.shape))
    return np.where(kept > 0, paid + 0.25 * paid * loose, 6.0 * loose)


def true_rate(process: Process) -> float:
    """What an hour brings in the long run: mean kept over mean hours."""
    share = process.worked
    if process.lumps:
        week_paid, empty = process.mean, _empty_lumps(process)
    else:
        week_paid, empty = MEAN * share, 1 - share
    loose = math.exp(0.125)
    paid_hours = week_paid / HOURLY * math.exp(0.01125) * (1 + 0.25 * loose)
    return process.mean / (paid_hours + empty * 6.0 * loose)


def _empty_lumps(process: Process) -> float:
    """The share of weeks without pay: every other one, and those that pay for two idle weeks."""
    both_idle = (1 - process.worked) * (1 - 1 / process.idle)
    return 0.5 + 0.5 * both_idle


def chain(phi: float, runs: int, weeks: int, rng: np.random.Generator) -> Array:
    """Standard normal values with this autocorrelation, one row per run."""
    noise = rng.standard_normal((runs, weeks))
    out = np.empty_like(noise)
    out[:, 0] = noise[:, 0]
    for t in range(1, weeks):
        out[:, t] = phi * out[:, t - 1] + math.sqrt(1 - phi**2) * noise[:, t]
    return out


def _spells(process: Process, runs: int, weeks: int, rng: np.random.Generator) -> Array:
    out = np.ones((runs, weeks))
    if not process.idle:
        return out
    u = rng.random((runs, weeks))
    works = u[:, 0] < process.worked
    for t in range(weeks):
        if t:
            works = np.where(works, u[:, t] >= 1 / process.active, u[:, t] < 1 / process.idle)
        out[:, t] = works
    return out
