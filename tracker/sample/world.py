"""The invented world: platforms, what they pay for, names, exchange rates and a calendar of weeks.

Nothing here is random; `Days` turns "week 58, Wednesday" into a date, so that the sample moves with its
as-of day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from tracker.domain import PayCycle, PayModel, Platform, Settings
from tracker.units import DAY, monday, to_units
from tracker.words.calendar_days import cycle_last, working_day

ZONE = "Europe/Lisbon"
HOME = "EUR"
WEEKS = 104

SETTINGS = Settings(
    home_currency=HOME,
    time_zone=ZONE,
    standard_week_hours=Decimal(40),
    standard_year_weeks=Decimal(52),
    living_cost_month=to_units(1350),
    savings=to_units(4200),
    tax_rate_percent=Decimal(25),
)


@dataclass(frozen=True, slots=True)
class Days:
    """The sample's 104 weeks; the last is the one that holds `as_of`."""

    as_of: dt.date

    @property
    def base(self) -> dt.date:
        return monday(self.as_of) - (WEEKS - 1) * 7 * DAY

    def at(self, week: int, weekday: int = 0) -> dt.date:
        """The day of a week (0 to 103) and weekday (0: Monday)."""
        return self.base + (7 * week + weekday) * DAY

    def week_of(self, day: dt.date) -> int:
        return (day - self.base).days // 7

    def years(self, day: dt.date) -> float:
        """Years since the first day."""
        return (day - self.base).days / 365.25


def instant(day: dt.date, minute: int, zone: str = ZONE) -> dt.datetime:
    """A minute of a local day as UTC; minutes past 1440 run into the next day."""
    local = dt.datetime.combine(day + (minute // 1440) * DAY, dt.time(minute % 1440 // 60, minute % 60))
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of work of which a platform offers one project after another."""

    platform: str
    role: str
    model: PayModel
    rate: Decimal
    currency: str
    weeks: tuple[int, int]
    names: tuple[str, ...]
    counts_in: int
    """The platform counts whole steps of this number of minutes."""


LARKSPUR = Line(
    "Larkspur", "screenwriting", PayModel.HOURLY, Decimal(66), "USD", (0, WEEKS),
    ("Juniper", "Saltmarsh", "Ember", "Cobalt", "Fathom", "Willow", "Orchard", "Slate", "Heron", "Mallow",
     "Thistle", "Garnet", "Linden", "Marrow", "Sorrel", "Vesper", "Alder", "Bramble", "Cinder", "Dapple"),
    6,
)  # fmt: skip
NORTHBEAM = Line(
    "Northbeam", "generalist review", PayModel.HOURLY, Decimal(24), "USD", (5, 96),
    ("Kite 1", "Kite 2", "Kite 3", "Plover", "Curlew", "Dunlin", "Godwit", "Knot", "Ruff", "Snipe", "Stint",
     "Teal", "Wigeon", "Gadwall", "Pintail", "Scaup", "Smew", "Eider", "Merlin", "Osprey"),
    1,
)  # fmt: skip
LINES = (LARKSPUR, NORTHBEAM)


def platforms(days: Days) -> tuple[Platform, ...]:
    """The five platforms; between them every kind of pay cycle."""
    return (
        Platform(
            platform="Larkspur", currency="USD", pay_cycle=PayCycle.WEEKLY, pay_cycle_ends="fri",
            pay_cycle_zone="Asia/Kolkata", pay_delay_days=5, monitoring=True, nda=True, ai_interview=True,
            note="Invented for the sample, like every platform here.",
        ),
        Platform(
            platform="Northbeam", currency="USD", pay_cycle=PayCycle.BIWEEKLY,
            pay_cycle_ends=days.at(6).isoformat(), pay_cycle_zone="America/Chicago", pay_delay_days=8,
            monitoring=False, nda=True, ai_interview=False,
        ),
        Platform(
            platform="Quillwork", currency="USD", pay_cycle=PayCycle.NONE, pay_delay_days=14,
            fee_percent=Decimal(10), monitoring=False, nda=False, ai_interview=False,
        ),
        Platform(
            platform="Tidepool", currency="GBP", pay_cycle=PayCycle.SEMIMONTHLY, pay_delay_days=4,
            payout_threshold=to_units(6), monitoring=False, nda=False,
        ),
        Platform(
            platform="Granite Annotation", currency="AED", pay_cycle=PayCycle.MONTHLY, pay_delay_days=7,
            monitoring=True, nda=True,
        ),
    )  # fmt: skip


def cycle_end(platform: Platform, day: dt.date) -> dt.date:
    """Last day of the platform's pay cycle that holds `day`."""
    return cycle_last(platform.pay_cycle, platform.pay_cycle_ends, day)


def due_date(platform: Platform, day: dt.date) -> dt.date:
    """When money earned on a day of the platform's own zone is due: cycle end plus delay, never a weekend."""
    return working_day(cycle_end(platform, day) + (platform.pay_delay_days or 0) * DAY)


_USD = (
    ("2024-10-01", 0.902), ("2025-01-01", 0.966), ("2025-04-01", 0.927), ("2025-07-01", 0.847),
    ("2025-10-01", 0.853), ("2026-01-01", 0.852), ("2026-04-01", 0.862), ("2026-07-01", 0.878),
    ("2026-10-01", 0.885),
)  # fmt: skip
_GBP = (("2024-10-01", 1.202), ("2025-07-01", 1.164), ("2026-01-01", 1.147), ("2026-10-01", 1.171))
"""Euro for one unit, near the rates of the European Central Bank; straight lines between."""


def euro_rate(currency: str, day: dt.date) -> float:
    """About how many euro one unit of `currency` was worth on `day`."""
    if currency == HOME:
        return 1.0
    if currency == "AED":
        return euro_rate("USD", day) / 3.6725
    points = [(dt.date.fromisoformat(d), r) for d, r in (_USD if currency == "USD" else _GBP)]
    if day <= points[0][0]:
        return points[0][1]
    for (d0, r0), (d1, r1) in pairwise(points):
        if day < d1:
            return r0 + (r1 - r0) * (day - d0).days / (d1 - d0).days
    return points[-1][1]
