"""The dispute sheet: own-timed beside counted hours of one platform, by pay cycle and project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class DisputeItem:
    """One session. `counted` is None if the platform's count is not on record; refused work counts 0.

    Hours; `difference` is own less counted, 0 if the count is unknown. `money` is what the difference is
    worth in units of `currency`, None if no hourly rate or amount says so.
    """

    row: int
    day: dt.date
    project: str | None
    own: float
    counted: float | None
    difference: float
    refused: bool
    rate: Units | None
    currency: str
    money: Units | None


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One pay cycle and project, both days in it. `unrecorded`: own hours whose count is not on record;
    difference = own − unrecorded − counted. `refused`: own hours of rejected or removed work, counted as 0.
    `unpriced`: hours of the difference without a known worth. `due_on` is None without a pay cycle."""

    first: dt.date
    last: dt.date
    due_on: dt.date | None
    project: str | None
    sessions: int
    own: float
    counted: float
    unrecorded: float
    refused: float
    difference: float
    currency: str
    money: Units | None
    unpriced: float


@dataclass(frozen=True, slots=True)
class DisputeSheet:
    """All pay cycles that touch the days asked for. `totals`: worth of the differences by currency.

    `deadline` is what the worker says, else the next one by the terms of pay that are stored; no rule is assumed.
    """

    platform: str
    as_of: dt.date
    first: dt.date | None
    last: dt.date | None
    lines: tuple[DisputeLine, ...]
    items: tuple[DisputeItem, ...]
    own: float
    counted: float
    difference: float
    totals: dict[str, Units]
    deadline: dt.date | None
    caveats: tuple[Caveat, ...]
    n: int
