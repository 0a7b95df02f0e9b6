"""Fifteen invented ways in which work comes, with the weeks that follow: what a prospect is held against.

Each way yields the lines of a ledger (projects, or accounts on which tasks come without projects) and the money of
the next 52 weeks. A week with work brings about 400; weekly noise is lognormal with spread .5 and autocorrelation .3
unless a way says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.prospect.model import AHEAD, Line

Array: TypeAlias = np.ndarray[Any, Any]

MEAN, SPREAD, PHI = 400.0, 0.5, 0.3
BEFORE = 30
"""Weeks that are played before the window, so that projects are found at any age."""
UNITS = 10_000


@dataclass(frozen=True, slots=True)
class Series:
    """One ledger: its lines, its complete weeks, and what each of the 52 weeks after them brings (units)."""

    lines: tuple[Line, ...]
    weeks: int
    seen: Array
    coming: Array


Make: TypeAlias = Callable[[int, np.random.Generator], Series]


def noise(n: int, random: np.random.Generator, spread: float = SPREAD, phi: float = PHI) -> Array:
    """Lognormal weeks with mean 1."""
    z = random.standard_normal(n)
    for t in range(1, n):
        z[t] = phi * z[t - 1] + np.sqrt(1 - phi**2) * z[t]
    out: Array = np.exp(spread * z - spread**2 / 2)
    return out


def _account(all_: Array, weeks: int, *, platform: str = "a", start: int = 0, end: int | None = None) -> Line:
    """A line that is seen for `weeks`, of money that begins with week 0."""
    last = weeks if end is None else end
    return Line(platform, start, end, np.rint(all_[:last] * UNITS).astype(int), gone=end is not None, account=True)


def _plain(make: Callable[[int, np.random.Generator], Array]) -> Make:
    """One account that never ends."""

    def series(weeks: int, random: np.random.Generator) -> Series:
        money = make(weeks + AHEAD, random)
        return Series((_account(money, weeks),), weeks, money[:weeks] * UNITS, money[weeks:] * UNITS)

    return series


def spans(weeks: int, life: float, gap: float, random: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Starts and ends of projects, one after another, geometric lives and gaps, from before week 0 on."""
    at = -BEFORE - int(random.geometric(1 / (life + gap)))
    while at < weeks + AHEAD:
        end = at + int(random.geometric(1 / life))
        yield at, end
        at = end + int(random.geometric(1 / gap)) - 1


def _projects(
    weeks: int, random: np.random.Generator, *, platform: str, own: float, life: float = 8, gap: float = 3,
    scale: float = 1.0, gone: int | None = None,
) -> tuple[list[Line], Array]:  # fmt: skip
    """Lines of one platform, each project with a level of its own (spread `own` on the log scale), and their money.
    `gone`: the week in which the platform ends, and all that runs there with it."""
    total = np.zeros(weeks + AHEAD)
    lines = []
    for start, end in spans(weeks, life, gap, random):
        stop = min(end, weeks + AHEAD if gone is None else gone)
        level = MEAN * scale * np.exp(own * random.standard_normal() - own**2 / 2)
        if stop <= max(start, 0):
            continue
        money = level * noise(stop - max(start, 0), random)
        total[max(start, 0) : stop] += money
        if start < weeks:
            kept = np.rint(money[: max(min(stop, weeks) - max(start, 0), 0)] * UNITS).astype(int)
            lines.append(Line(platform, start, stop if stop < weeks else None, kept, gone=gone is not None))
    return lines, total


def _of_lines(*parts: tuple[list[Line], Array], weeks: int) -> Series:
    money = np.sum([m for _lines, m in parts], axis=0) * UNITS
    return Series(tuple(x for lines, _m in parts for x in lines), weeks, money[:weeks], money[weeks:])


def _own_level(weeks: int, random: np.random.Generator) -> Series:
    return _of_lines(_projects(weeks, random, platform="a", own=0.5), weeks=weeks)


def _two_platforms(weeks: int, random: np.random.Generator) -> Series:
    both = [_projects(weeks, random, platform=p, own=0.5, scale=0.5) for p in ("a", "b")]
    return _of_lines(*both, weeks=weeks)


def _unlike(weeks: int, random: np.random.Generator) -> Series:
    """Two platforms of projects; those of one pay about 2.5 times those of the other."""
    both = [_projects(weeks, random, platform=p, own=0.3, scale=s) for p, s in (("a", 0.3), ("b", 0.75))]
    return _of_lines(*both, weeks=weeks)


def _spells(weeks: int, random: np.random.Generator) -> Series:
    return _of_lines(_projects(weeks, random, platform="a", own=0.0, gap=2), weeks=weeks)


def _ended(weeks: int, random: np.random.Generator) -> Series:
    """Two accounts; the one with 60 % of the money ends half way."""
    half = weeks // 2
    large, small = (MEAN * k * noise(weeks + AHEAD, random) for k in (0.6, 0.4))
    large[half:] = 0
    money = (large + small) * UNITS
    lines = (_account(large, weeks, end=half), _account(small, weeks, platform="b"))
    return Series(lines, weeks, money[:weeks], money[weeks:])


def _ended_projects(weeks: int, random: np.random.Generator) -> Series:
    large = _projects(weeks, random, platform="a", own=0.5, scale=0.6, gone=weeks // 2)
    return _of_lines(large, _projects(weeks, random, platform="b", own=0.5, scale=0.4), weeks=weeks)


def _growth(n: int, random: np.random.Generator) -> Array:
    out: Array = MEAN * 1.3 ** (np.arange(n) / 52) * noise(n, random)
    return out


def _lumps(n: int, random: np.random.Generator) -> Array:
    """Money in 15 % of the weeks."""
    out: Array = MEAN / 0.15 * noise(n, random) * (random.random(n) < 0.15)
    return out


def _fourth(n: int, random: np.random.Generator) -> Array:
    """Four weeks are paid together."""
    made = MEAN * noise(n + 4, random)
    sums = np.convolve(made, np.ones(4), "full")[3 : n + 3]
    return np.where((np.arange(n) + random.integers(4)) % 4 == 0, sums, 0.0)


def _two_levels(n: int, random: np.random.Generator) -> Array:
    """Weeks of 250 or of 550, each for half a year on average."""
    turns = np.cumsum(random.random(n) < 1 / 26) + random.integers(2)
    out: Array = np.where(turns % 2 == 0, 250.0, 550.0) * noise(n, random)
    return out


def _season(n: int, random: np.random.Generator) -> Array:
    wave = 1 + 0.6 * np.sin(2 * np.pi * (np.arange(n) / 52 + random.random()))
    out: Array = MEAN * wave * noise(n, random)
    return out


def _pareto(shape: float) -> Callable[[int, np.random.Generator], Array]:
    """Weeks of eight tasks on average whose pay has a heavy tail."""

    def weeks(n: int, random: np.random.Generator) -> Array:
        counts = random.poisson(8, n)
        pay = MEAN / 8 * (shape - 1) / shape
        return np.array([pay * (1 + random.pareto(shape, k)).sum() for k in counts])

    return weeks


WAYS: dict[str, Make] = {
    "projects 8/3, own level": _own_level,
    "two platforms of projects": _two_platforms,
    "two platforms, unlike pay": _unlike,
    "spells 8/2, one level": _spells,
    "platform of 60 % ends": _ended,
    "the same, projects": _ended_projects,
    "plain weeks, AR .3": _plain(lambda n, random: MEAN * noise(n, random)),
    "growth 30 %": _plain(_growth),
    "lumps 15 %": _plain(_lumps),
    "paid every 4th week": _plain(_fourth),
    "two levels": _plain(_two_levels),
    "seasonal 60 %": _plain(_season),
    "Pareto 1.5": _plain(_pareto(1.5)),
    "Pareto 2.5": _plain(_pareto(2.5)),
    "AR .95": _plain(lambda n, random: MEAN * noise(n, random, phi=0.95)),
}
