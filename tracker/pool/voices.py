"""One voice a person: shares are plain means of each contributor's own share, and may be shown from so many voices.

k people who lie among n voices move such a share by at most k/n, whatever they send. Its interval holds what the
others say also if one voice in twenty was invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.6448536269514722
"""Of a 90 % interval, on both sides."""
SHARES_FROM = 20
"""Voices from which a share is shown: one person moves it by at most 5 points."""
SHARES_ASKED_FROM = 10
"""The same where a keeper asks for it in the comparison."""
QUARTILES_FROM = 40
INVENTED_OF = 20
"""Intervals allow for one invented voice in this many."""
HEAVY_ONE, HEAVY_TWO = 0.20, 0.35
"""Parts of the projects or payments behind a figure from which a keeper is told of one person, of two."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) of `n` voices with its 90 % interval."""

    n: int
    value: float
    low: float
    high: float
    moved: float | None = None
    """How far the one person who weighs most moves it; None for one voice."""

    @property
    def bound(self) -> float:
        """How far one person can move it, whatever they send."""
        return 1 / self.n


@dataclass(frozen=True, slots=True)
class TooFew:
    """A share that too few voices know to be shown."""

    n: int


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 90 % interval of a share (Wilson 1927) that rests on `n` independent answers.

    >>> [round(x, 3) for x in wilson(0.5, 10)], [round(x, 3) for x in wilson(0.0, 10)]
    ([0.269, 0.731], [0.0, 0.213])
    """
    zz = Z * Z
    middle = share + zz / (2 * n)
    half = Z * sqrt(max(share * (1 - share), 0.0) / n + zz / (4 * n * n))
    return max(0.0, (middle - half) / (1 + zz / n)), min(1.0, (middle + half) / (1 + zz / n))


def invented(n: int) -> int:
    """The number of voices that an interval leaves out at its far end: one in twenty, rounded up.

    >>> invented(1), invented(20), invented(21), invented(100)
    (1, 1, 2, 5)
    """
    return -(-n // INVENTED_OF)


def interval(n: int, least: float, most: float) -> tuple[float, float]:
    """The interval of a mean of own shares from the sums of the lowest and of the highest `n - invented(n)`.

    >>> [round(x, 3) for x in interval(20, 9.0, 10.0)]
    [0.301, 0.699]
    """
    kept = n - invented(n)
    if kept < 1:
        return 0.0, 1.0
    return wilson(least / kept, kept)[0], wilson(most / kept, kept)[1]


def of_own(n: int, value: float, least: float, most: float, ends: tuple[float, float]) -> Share:
    """The share of `n` voices; `ends`: the lowest and the highest own share. See `interval` for the sums."""
    moved = max(value - ends[0], ends[1] - value) / (n - 1) if n > 1 else None
    return Share(n, value, *interval(n, least, most), moved)


def of_people(part: int, n: int) -> Share:
    """The share of people for whom something is so.

    >>> of_people(6, 20).value, of_people(6, 20).bound, round(of_people(6, 20).moved, 4)
    (0.3, 0.05, 0.0368)
    """
    g = invented(n)
    least, most = part - min(g, part), part - max(0, g - (n - part))
    return of_own(n, part / n, least, most, (0.0 if part < n else 1.0, 1.0 if part else 0.0))
