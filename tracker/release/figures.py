"""One published number and all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tracker.release.cells import Cell
from tracker.release.gates import Interval

CONTRIBUTORS, KEPT, RATIO, UNPAID, ENDED = "contributors", "kept", "kept_of_headline", "unpaid_share", "ended_30"
STATISTICS: dict[str, str] = {
    CONTRIBUTORS: "Contributors counted in the cell, with noise; who is in more than two of a level counts in part",
    KEPT: "Median rate kept per hour of all work",
    RATIO: "Median of the rate kept divided by the headline rate",
    UNPAID: "Average share of hours that nobody paid for",
    ENDED: "Of those who started a project, the share with one that the platform ended within 30 days",
}
"""Statistic -> meaning; the order in which they are shown."""
SHARES = (RATIO, UNPAID, ENDED)


@dataclass(frozen=True, slots=True)
class Published:
    """`noise`: where the figure without noise falls in 19 of 20 draws. `sample`: the same for people like the
    contributors, had they been drawn at random; none for counts."""

    value: float
    noise: Interval
    sample: Interval | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Withheld. Looks the same whatever the reason."""


Result: TypeAlias = Published | Suppressed


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is its id: release/cell/statistic."""

    name: str
    cell: Cell
    statistic: str
    result: Result


def figure_id(release: str, cell: Cell, statistic: str) -> str:
    return f"{release}/{cell.name}/{statistic}"


def release_name(quarter: str, number: int) -> str:
    """Its name in ids.

    >>> release_name("2026Q3", 4)
    '2026Q3-r4'
    """
    return f"{quarter}-r{number}"
