"""Four figures of the present: what an hour keeps, what this week earned, what is owed, what is not in the bank."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.analysis.results.floor import Floor
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class Stretch:
    """Kept for each hour of these days (the last rung of the ladder), in units an hour; None if it is not known."""

    first: dt.date
    last: dt.date
    rate: Units | None


@dataclass(frozen=True, slots=True)
class Glance:
    """Units of home currency `currency`.

    `kept`: the four weeks to as-of. `before`: the four-week stretches before that, the earliest first.
    `earned`: by week, its Monday and what its work earned, the earliest first; the last is the week of as-of.
    `needed`: a week's share of the living cost, before tax; None if the settings name no cost, or the tax leaves
    nothing. `owed`, of it `late`; `exposed`: handed in and not in the bank. `_then`: the same four weeks ago, by what
    had come until then. `floors`: of each platform that has one.
    """

    as_of: dt.date
    currency: str
    kept: Stretch
    before: tuple[Stretch, ...]
    earned: tuple[tuple[dt.date, Units], ...]
    needed: Units | None
    owed: Units
    late: Units
    exposed: Units
    owed_then: Units
    exposed_then: Units
    floors: tuple[Floor, ...] = ()
