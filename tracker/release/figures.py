"""One published number and all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tracker.release.cells import Cell
from tracker.release.gates import Interval

CONTRIBUTORS, KEPT, RATIO, UNPAID, ENDED = "contributors", "kept", "kept_of_headline", "unpaid_share", "ended_30"
UNPAID_MIDDLE, ON_TIME, LOST, FELL, BELOW = "unpaid_median", "on_time", "lost_30", "fell", "below"
ENDED_30, ENDED_90, LOWER, UPPER = "ended_30_share", "ended_90_share", "kept_q1", "kept_q3"
STATISTICS: dict[str, str] = {
    CONTRIBUTORS: "Contributors counted in the cell, with noise; who is in more than two of a level counts in part,"
    " in a small release everybody at the platform with most of their hours alone",
    KEPT: "Median rate kept per hour of all work",
    RATIO: "Median of the rate kept divided by the headline rate",
    UNPAID: "Average share of hours that nobody paid for",
    ENDED: "Of those who started a project, the share with one that the platform ended within 30 days",
    LOWER: "Lower quartile of the rate kept: a quarter of contributors kept less",
    UPPER: "Upper quartile of the rate kept: a quarter of contributors kept more",
    UNPAID_MIDDLE: "Median share of hours that nobody paid for",
    ON_TIME: "Average over contributors of the share of their payments that came on time; nothing due counts as half",
    LOST: "Share of all contributors who lost a project to the platform within 30 days of its start",
    FELL: "Share of all contributors whose rate fell, by their own like-for-like comparison",
    BELOW: "Share of all contributors whose rate kept is below the minimum wage of their region",
    ENDED_30: "Of those who started projects, the average share of them that the platform ended within 30 days",
    ENDED_90: "Of those who started projects, the average share of them that the platform ended within 90 days",
}
"""Statistic -> meaning; the order in which they are shown."""
NAMES = {
    CONTRIBUTORS: "Contributors, with noise",
    KEPT: "Kept per hour, median",
    RATIO: "Kept of what was advertised, median",
    UNPAID: "Unpaid hours",
    ENDED: "A project ended by the platform within 30 days",
    LOWER: "Kept per hour, lower quartile",
    UPPER: "Kept per hour, upper quartile",
    UNPAID_MIDDLE: "Unpaid hours, median",
    ON_TIME: "Payments that came on time",
    LOST: "Lost a project to the platform within 30 days",
    FELL: "Rate fell",
    BELOW: "Below the minimum wage",
    ENDED_30: "Of projects started, ended by the platform within 30 days",
    ENDED_90: "Of projects started, ended by the platform within 90 days",
}
"""Statistic -> what a page and a picture call it."""
SHARES = (RATIO, UNPAID, ENDED, UNPAID_MIDDLE, ON_TIME, LOST, FELL, BELOW, ENDED_30, ENDED_90)
RATES = (KEPT, LOWER, UPPER)
SMALL = (CONTRIBUTORS, KEPT, LOWER, UPPER, RATIO, UNPAID_MIDDLE, ON_TIME, LOST, FELL, BELOW, ENDED_30, ENDED_90)
"""What a small release may say of all contributors."""


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
