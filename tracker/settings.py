"""One table of settings: name, type, default, help. The values themselves are in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.domain import Column, Settings, columns

STANDARD_WEEK_HOURS = Decimal(40)
STANDARD_YEAR_WEEKS = Decimal(52)
DEFAULT_PAY_DELAY_DAYS = 30
DEFAULT_CURRENCY = "USD"
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as pages, command line and docs show it."""

    column: Column
    default: str


_DEFAULTS = {
    "home_currency": DEFAULT_CURRENCY,
    "time_zone": "the machine's own",
    "standard_week_hours": str(STANDARD_WEEK_HOURS),
    "standard_year_weeks": str(STANDARD_YEAR_WEEKS),
}

SETTINGS: tuple[Setting, ...] = tuple(Setting(c, _DEFAULTS.get(c.name, "")) for c in columns(Settings))


def fresh(time_zone: str = DEFAULT_ZONE, home_currency: str = DEFAULT_CURRENCY) -> Settings:
    """The settings of a new ledger."""
    return Settings(home_currency=home_currency, time_zone=time_zone)
