"""Releases beside each other: one collective's over time, or two collectives' of one quarter.

A difference is named only if the noise does not explain it. Of m figures that are compared, all of whose true values
are the same, in at most one comparison of ten any is named: each by itself is held to a tenth of 1/m. Noise of counts
and shares is normal; that of medians and quartiles falls off as an exponential, which reaches farther.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from tracker.errors import InputError
from tracker.release.cells import Cell
from tracker.release.figures import KEPT, LOWER, RATES, RATIO, UNPAID_MIDDLE, UPPER, Figure, Published
from tracker.release.gates import Z95
from tracker.release.record import Record

DOUBT = 0.1
"""The chance that noise alone names anything in one comparison."""
QUANTILES = frozenset({KEPT, LOWER, UPPER, RATIO, UNPAID_MIDDLE})

Told = tuple[Record, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two releases. `by`: from the first to the second, of rates and of kept ÷ headline as a part of the
    first (0.1: a tenth more), of shares in points (0.1: ten points), of people as a number. `named`: is it more than
    the noise of both explains?"""

    cell: Cell
    statistic: str
    first: Published
    second: Published
    by: float | None
    named: bool

    @property
    def relative(self) -> bool:
        return relative(self.statistic)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two releases, in the order in which they were given; `series`: of one collective."""

    first: Record
    second: Record
    series: bool
    differences: tuple[Difference, ...]
    alone: int
    """Figures that one of them publishes and the other does not."""


def relative(statistic: str) -> bool:
    """Is a difference told as a part of the figure?"""
    return statistic in RATES or statistic == RATIO


def beside(first: Told, second: Told) -> Beside:
    """The figures that both publish, in the order of the first. Raises InputError for releases that cannot be compared:
    one and the same, in two currencies, or of two collectives in two quarters."""
    one, other = first[0], second[0]
    series = same_collective(one, other)
    if not series and one.quarter != other.quarter:
        raise InputError(
            "The two collectives tell of different quarters: {first} and {second}.",
            hint="Choose releases of one quarter.",
            first=one.quarter,
            second=other.quarter,
            code="not_comparable",
        )
    held, there = _published(first[1]), _published(second[1])
    both = [key for key in held if key in there]
    made = tuple(_difference(*key, held[key], there[key], len(both)) for key in both)
    return Beside(one, other, series, made, len(held) + len(there) - 2 * len(both))


def same_collective(one: Record, other: Record) -> bool:
    """Are they two of a series? Raises InputError (not_comparable) for one release twice and for two currencies."""
    same = (one.pool, one.publisher) == (other.pool, other.publisher)
    if same and one.release == other.release:
        raise InputError("This is the same release twice.", hint="Choose another quarter.", code="not_comparable")
    if one.currency != other.currency:
        raise InputError(
            "One release is in {first}, the other in {second}.",
            hint="Rates of two currencies are not compared: they would move with the exchange rate.",
            first=one.currency,
            second=other.currency,
            code="not_comparable",
        )
    return same


def _published(figures: Sequence[Figure]) -> Mapping[tuple[Cell, str], Published]:
    return {(f.cell, f.statistic): f.result for f in figures if isinstance(f.result, Published)}


def _difference(cell: Cell, statistic: str, first: Published, second: Published, among: int) -> Difference:
    by = second.value - first.value
    if relative(statistic):
        part = by / first.value if first.value > 0 else None
        return Difference(cell, statistic, first, second, part, beyond(statistic, first, second, among))
    return Difference(cell, statistic, first, second, by, beyond(statistic, first, second, among))


def beyond(statistic: str, first: Published, second: Published, among: int) -> bool:
    """Is the distance more than the noise of both explains, for one of `among` comparisons?"""
    logs = relative(statistic)
    if logs and min(first.noise.low, second.noise.low) <= 0:
        return first.noise.high < second.noise.low or second.noise.high < first.noise.low
    reach = math.hypot(_reach(first, logs=logs), _reach(second, logs=logs))
    return abs(_at(second.value, logs=logs) - _at(first.value, logs=logs)) > reach * _times(statistic, among)


def _at(value: float, *, logs: bool) -> float:
    return math.log(value) if logs else value


def _reach(p: Published, *, logs: bool) -> float:
    """How far the noise reaches to the side on which it reaches farther: an end may be cut at what is possible."""
    value = _at(p.value, logs=logs)
    return max(value - _at(p.noise.low, logs=logs), _at(p.noise.high, logs=logs) - value)


def _times(statistic: str, among: int) -> float:
    """By how many times the reach of 19 in 20 a difference has to be larger.

    >>> round(_times("contributors", 1), 2), round(_times("contributors", 14), 2), round(_times("kept", 14), 2)
    (0.84, 1.37, 1.65)
    """
    each = DOUBT / max(among, 1)
    if statistic in QUANTILES:
        return math.log(1 / each) / math.log(20)
    return NormalDist().inv_cdf(1 - each / 2) / Z95
