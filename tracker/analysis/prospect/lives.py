"""How long projects and accounts last, and how soon the next one comes.

Projects: S(t) = (1 + t/b)^−a on a grid of a and the median, with delayed entry (a project that began before the
ledger counts from the ledger's first week) and censoring (one that runs). A long run so far speaks for a longer one.
Accounts, on which tasks come without projects: one end in a year for each twenty, until those of the ledger say more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.model import SEEN, Array, Line
from tracker.analysis.prospect.usual import Usual

TAILS = np.array([1.0, 2.0, 4.0, 16.0])
MEDIANS = np.exp(np.linspace(np.log(2.0), np.log(1040.0), 40))
START_COUNT, START_WEEKS = 1.0, 4.0
"""Prior of starts: one in four idle weeks."""
END_COUNT, END_WEEKS = 0.5, 520.0
"""Prior of ends of accounts: half an end in ten years."""


@dataclass(frozen=True, slots=True)
class Lives:
    """For each draw, the shape a and scale b (weeks) of projects' lives, and ends per week of an account: (draws,)."""

    a: Array
    b: Array
    ends: Array

    def left(self, age: Array | float, random: np.random.Generator, of: Array | slice = slice(None)) -> Array:
        """Remaining weeks of a project at an age, in the draws `of`."""
        a, b = self.a[of], self.b[of]
        out: Array = (b + age) * (random.random(len(a)) ** (-1 / a) - 1)
        return out

    def left_of(self, line: Line, weeks: int, random: np.random.Generator) -> Array:
        """Remaining weeks of what runs now, in every draw."""
        if not line.account:
            return self.left(line.age(weeks), random)
        out: Array = random.exponential(size=len(self.ends)) / self.ends
        return out


@dataclass(frozen=True, slots=True)
class Slots:
    """Room for projects: to whose platform each belongs, idle slot-weeks and starts of the last `SEEN` weeks.

    The first belong to what runs now, in the order of the lines.
    """

    platforms: tuple[str, ...]
    idle: int
    starts: int

    def rate(self, draws: int, random: np.random.Generator) -> Array:
        """Starts per idle slot and week, of each draw."""
        out: Array = random.gamma(START_COUNT + self.starts, size=draws) / (START_WEEKS + self.idle)
        return out


def lives(
    lines: Sequence[Line], weeks: int, draws: int, random: np.random.Generator, usual: Usual | None = None
) -> Lives:
    """Draws of the laws of lives from every line, those of ended platforms too, and from what is usual elsewhere."""
    a, median = (g.ravel() for g in np.meshgrid(TAILS, MEDIANS, indexing="ij"))
    b = median / (2 ** (1 / a) - 1)
    projects = [x for x in lines if not x.account]
    age = np.array([x.age(weeks) for x in projects])
    entry = np.array([float(max(-x.start, 0)) for x in projects])
    ended = np.array([x.end is not None for x in projects], dtype=bool)
    log = -a * np.log((b[:, None] + age) / (b[:, None] + entry)).sum(axis=1)
    log += np.log(a[:, None] / (b[:, None] + age[ended])).sum(axis=1)
    if usual is not None:
        log += usual.log_lives(a, b)
    weight = np.exp(log - log.max())
    at = random.choice(len(weight), size=draws, p=weight / weight.sum())
    accounts = [x for x in lines if x.account]
    seen = sum(x.age(weeks) - max(-x.start, 0) for x in accounts)
    ends = random.gamma(END_COUNT + sum(x.end is not None for x in accounts), size=draws) / (END_WEEKS + seen)
    return Lives(a[at], b[at], np.maximum(ends, 1e-9))


def slots(lines: Sequence[Line], weeks: int) -> Slots:
    """Room as it was used in the last weeks; platforms from which nothing more comes are left out."""
    first = max(weeks - SEEN, 0)
    there = [x for x in lines if not x.gone]
    begins = np.array([min(max(x.start - first, 0), weeks - first) for x in there], dtype=int)
    ends = np.array([max((weeks if x.end is None else x.end) - first, 0) for x in there], dtype=int)
    edges = np.zeros(weeks - first + 1, dtype=int)
    np.add.at(edges, begins, 1)
    np.add.at(edges, np.maximum(ends, begins), -1)
    running = np.cumsum(edges)[:-1]
    now = [x.platform for x in there if x.runs]
    count = max(int(running.max(initial=0)), len(now), 1)
    starts = sum(first < x.start < weeks for x in there)
    free = sorted((x for x in there if x.end is not None), key=lambda x: (-(x.end or 0), x.platform))
    room = [*now, *(x.platform for x in free)][:count]
    room += [room[0] if room else ""] * (count - len(room))
    return Slots(tuple(room), int((count - running).sum()), starts)
