"""One row of a contribution: a quarter on one platform in one kind of work, coarse enough to leave the machine."""

from __future__ import annotations

from dataclasses import dataclass

HOURS_STEP = 10
"""The finest that hours are told to."""
HOURS_STEPS: tuple[tuple[int, int], ...] = ((0, HOURS_STEP), (100, 20), (200, 50))
"""From how many hours on, to the nearest what: long quarters are rare, and a platform knows them by their money.
Rows of before, which are all to 10, are taken as they are."""
SHARE_STEP = 5
"""Percent."""
COUNT_BANDS: tuple[tuple[str, int, int], ...] = (
    ("0", 0, 0),
    ("1-3", 1, 3),
    ("4-6", 4, 6),
    ("7-13", 7, 13),
    ("14+", 14, 10**9),
)
"""Bands of counted payments: name, first and last count."""
NOTICE_BANDS: tuple[str, ...] = ("none", "under_day", "under_week", "week_or_more")
DRIFTS: tuple[str, ...] = ("drop", "rise", "steady", "too_short")
EVIDENCE_STEP = 25
"""Percent, rounded down: no row is told to be backed better than it is."""
EVIDENCE: tuple[str, ...] = ("hours_by_file", "money_by_file", "money_by_deposit")
"""How a row is backed; all of them are told, or none."""
BACKED_FROM = 75
"""A row is read as "file or better" where so much of its hours, and of its money, is."""
CAUSES: tuple[str, ...] = ("platform", "completed", "left")


def hours_step(hours: float) -> int:
    """What hours are rounded to.

    >>> hours_step(99.9), hours_step(100), hours_step(430)
    (10, 20, 50)
    """
    return max(step for first, step in HOURS_STEPS if hours >= first)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """Rates in whole units of the pool's currency per hour; None if they cannot be known."""

    quarter: str
    """2026Q3."""
    platform: str
    role: str
    region: str
    hours: int
    """All hours, to the nearest of `HOURS_STEPS`."""
    available_hours: int | None
    """Declared for the quarter, over all platforms, as coarse."""
    headline: int | None
    agreed: int | None
    all_hours: int | None
    kept: int | None
    unpaid_share: int | None
    """Percent, to the nearest 5."""
    due: str
    """Band of payments that fell due."""
    on_time: str
    """Band of those that came on time."""
    started: int
    """Projects started in the quarter."""
    ended_platform_30: int
    """Of them ended within 30 days (then 90) by the platform, as promised, by the worker. Counts known at the
    day the bundle is made; a project not yet 30 days old counts as not ended."""
    ended_completed_30: int
    ended_left_30: int
    ended_platform_90: int
    ended_completed_90: int
    ended_left_90: int
    notice: str | None
    """Band of the median notice of the quarter's pauses and endings by the platform."""
    drift: str
    hours_by_file: int | None = None
    """Percent of the hours that came from a file, rounded down to 25; None in rows that tell no rate or no money, and
    in those from before this was told."""
    money_by_file: int | None = None
    """Percent of the kept money that a platform's file says, and that an account's file shows to have arrived. The
    rest was typed."""
    money_by_deposit: int | None = None

    @property
    def backed(self) -> bool:
        """Is it file or better: hours from files, money from files or by deposits?"""
        if self.hours_by_file is None or self.money_by_file is None or self.money_by_deposit is None:
            return False
        return min(self.hours_by_file, self.money_by_file + self.money_by_deposit) >= BACKED_FROM
