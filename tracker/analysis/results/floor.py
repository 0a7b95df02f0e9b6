"""Whether the weeks of a platform kept the floor that the worker set for an hour (methods, section 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tracker.errors import Caveat
from tracker.units import Units


class Verdict(StrEnum):
    """What a week says of the floor."""

    UNDER = "under"
    """It is under it, even if all that is open comes."""
    HELD = "held"
    """It is at it or above, by what has arrived alone."""
    OPEN = "open"
    """It depends on money that has not arrived."""
    UNKNOWN = "unknown"
    """Hours or money of it are not on record."""
    NO_HOURS = "no_hours"


@dataclass(frozen=True, slots=True)
class FloorWeek:
    """One week that is over; units of home currency, an hour.

    `floor`: on its Sunday; None without an exchange rate. `rate`: what was kept, None until all of it has arrived;
    `arrived` and `if_all`: by what has arrived, and if all that is open comes. All three are None if hours or
    money are missing; `why` names the caveats.
    """

    monday: dt.date
    hours: float
    floor: Units | None
    rate: Units | None
    arrived: Units | None
    if_all: Units | None
    verdict: Verdict
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a platform, `floor` units of `currency` an hour, and its last weeks, the earliest first.

    `under`: how many worked weeks in a row are under it, counted back from the last one that is decided; `at_least`:
    the count reaches the first week that was looked at, or one that is not known.
    """

    platform: str
    floor: Units
    currency: str
    weeks: tuple[FloorWeek, ...]
    under: int
    at_least: bool
    caveats: tuple[Caveat, ...] = ()

    @property
    def last(self) -> FloorWeek | None:
        """The last week with work."""
        return next((w for w in reversed(self.weeks) if w.verdict is not Verdict.NO_HOURS), None)

    @property
    def decided(self) -> FloorWeek | None:
        """The last week that is under or not."""
        return next((w for w in reversed(self.weeks) if w.verdict in (Verdict.UNDER, Verdict.HELD)), None)
