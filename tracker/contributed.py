"""What a quarter was like on one platform in one kind of work, exactly: worked out from a ledger, and rounded for a
pool. Pool and ledger do not know each other; both know this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Left(StrEnum):
    """What is left out."""

    ROW = "row"
    """So few hours that nothing is told of this work at all."""
    RATES = "rates"
    """Hours round to none, so no rate is told."""
    HEADLINE = "headline"
    """Most hours there have no advertised rate: the share of those counted hours."""
    COSTS = "costs"
    """Conversions and expenses that name no platform."""
    UNMATCHED = "unmatched"
    """Money without logged work."""
    BY_AGE = "by_age"
    """Pay days whose payments do not say what they were for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """One quarter of one kind of work on one platform, as the ledger has it; stays on the machine.

    Words are those of the pool's vocabulary. Hours are hours, rates main units of the pool's currency per hour,
    the unpaid share is between 0 and 1; None if it cannot be known.
    """

    quarter: str
    platform: str
    role: str
    hours: float = 0.0
    available_hours: float | None
    """Over all platforms; None if none were declared."""
    headline: float | None = None
    """None if more than half of the counted hours have no advertised rate."""
    agreed: float | None = None
    all_hours: float | None = None
    kept: float | None = None
    """With the platform's share of the expenses that name it, by hours."""
    unpaid_share: float | None = None
    due: int
    """Pay days that fell due in the quarter, before as-of; those paid by age alone are not counted."""
    on_time: int
    started: int
    ended_platform_30: int = 0
    """Of the projects started, ended within 30 days (then 90) by the platform, as promised, by the worker."""
    ended_completed_30: int = 0
    ended_left_30: int = 0
    ended_platform_90: int = 0
    ended_completed_90: int = 0
    ended_left_90: int = 0
    notice_hours: float | None
    """Median of the quarter's stops by the platform."""
    drift: str
    """Verdict on the weeks up to the end of the quarter."""
    left: tuple[tuple[Left, float], ...] = ()
    """What the figures leave out, and how much or how many of it; money in main units."""
    hours_by_file: float | None = None
    """Shares, 0 to 1: hours from files; money from files, and by deposits. The rest was typed; None without any."""
    money_by_file: float | None = None
    money_by_deposit: float | None = None
    costs: float = 0.0
    """`Left.COSTS` of the whole quarter, in main units."""
