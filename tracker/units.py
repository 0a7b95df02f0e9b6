"""Values with a unit: fixed-point money, half-open spans in UTC, weeks named by their Monday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeAlias

SCALE = 10_000
"""Money is a whole number of 1/10 000 of the currency's main unit ("units")."""

LARGEST = 10**15
"""The largest amount that is taken, in units: sums of thousands of them still fit 64 bits."""

Units: TypeAlias = int
"""What an amount is annotated with, to be told from a count."""

DAY = dt.timedelta(days=1)
WEEKS_PER_YEAR = 52.1775
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALLED = (
    "mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday", "sat saturday",
    "sun sunday",
)  # fmt: skip
WEEKDAY_NAMES = {name: n for n, names in enumerate(_CALLED) for one in names.split() for name in (one, f"{one}s")}
"""What people call each day of the week, 0 for Monday: no word is taken for a day because of how it begins."""


def to_units(value: Decimal | int | str) -> int:
    """Main units -> fixed-point units, half to even.

    >>> to_units("12.5"), to_units(Decimal("0.00005"))
    (125000, 0)
    """
    return int((Decimal(value) * SCALE).quantize(Decimal(1), ROUND_HALF_EVEN))


def from_units(units: int) -> Decimal:
    """Fixed-point units -> exact Decimal in main units.

    >>> from_units(125000)
    Decimal('12.5000')
    """
    return Decimal(int(units)).scaleb(-4)


def money_text(units: int) -> str:
    """Fixed-point units -> plain text with two to four decimals, the form of archive and JSON.

    >>> money_text(125000), money_text(-1), money_text(123_4567)
    ('12.50', '-0.0001', '123.4567')
    """
    sign, whole = ("-" if units < 0 else ""), abs(int(units))
    main, part = divmod(whole, SCALE)
    decimals = f"{part:04d}"
    while len(decimals) > 2 and decimals.endswith("0"):
        decimals = decimals[:-1]
    return f"{sign}{main}.{decimals}"


_NO_DECIMALS = frozenset((
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
))  # fmt: skip
_THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
_FOUR_DECIMALS = frozenset(("CLF", "UYW"))


def currency_decimals(currency: str) -> int:
    """Decimals with which banks book a currency (ISO 4217), however few its coins have (Unicode CLDR).

    >>> [currency_decimals(c) for c in ("USD", "JPY", "KWD", "RSD", "COP")]
    [2, 0, 3, 2, 2]
    """
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 4 if currency in _FOUR_DECIMALS else 2


def minor_unit(currency: str) -> int:
    """The smallest amount that is paid out in a currency, in units: a cent, a fils, a whole yen.

    >>> minor_unit("USD"), minor_unit("KWD"), minor_unit("JPY")
    (100, 10, 10000)
    """
    return int(SCALE // 10 ** currency_decimals(currency))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in one currency; two currencies never add.

    >>> Money(125000, "USD") + Money(5000, "USD")
    Money(units=130000, currency='USD')
    """

    units: int
    currency: str

    @classmethod
    def of(cls, value: Decimal | int | str, currency: str) -> Money:
        return cls(to_units(value), currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.units + other.units, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.units - other.units, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.units, self.currency)

    def __str__(self) -> str:
        """The amount with its currency's own decimals, more only if there are more.

        >>> str(Money.of(500, "JPY")), str(Money.of("1.25", "KWD")), str(Money.of("0.5", "USD"))
        ('500 JPY', '1.250 KWD', '0.50 USD')
        """
        usual = currency_decimals(self.currency)
        main, _, part = money_text(self.units).partition(".")
        part = part.rstrip("0").ljust(usual, "0")
        return f"{main}.{part} {self.currency}" if part else f"{main} {self.currency}"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open stretch of time in UTC: `start` is in it, `end` is not.

    start            end
      |================|
      in              out
    """

    start: dt.datetime
    end: dt.datetime

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ValueError("a span needs instants with a zone")
        if self.end < self.start:
            raise ValueError("a span cannot end before it starts")

    @property
    def seconds(self) -> int:
        return int((self.end - self.start).total_seconds())


def monday(day: dt.date) -> dt.date:
    """The Monday that names the week of `day`.

    >>> monday(dt.date(2026, 1, 4))
    datetime.date(2025, 12, 29)
    """
    return day - dt.timedelta(days=day.weekday())


def split_evenly(total: int, weights: list[int]) -> list[int]:
    """Share a whole number by weights; the shares are whole and sum to it exactly.

    Each share is the difference of the rounded running totals, so the order of the parts decides who
    gets the odd unit and nothing is lost. All weights zero: the last part gets all.

    >>> split_evenly(100, [1, 1, 1])
    [33, 34, 33]
    >>> split_evenly(-5, [0, 0])
    [0, -5]
    """
    if not weights:
        return []
    whole = sum(weights)
    if whole == 0:
        return [0] * (len(weights) - 1) + [total]
    shares, seen, given = [], 0, 0
    for weight in weights:
        seen += weight
        upto = round_ratio(total * seen, whole)
        shares.append(upto - given)
        given = upto
    return shares


def round_ratio(top: int, bottom: int) -> int:
    """top / bottom rounded half away from zero, in whole numbers throughout.

    >>> round_ratio(5, 2), round_ratio(-5, 2), round_ratio(1, 3)
    (3, -3, 0)
    """
    sign = -1 if (top < 0) != (bottom < 0) else 1
    return sign * ((2 * abs(top) + abs(bottom)) // (2 * abs(bottom)))


def duration_text(seconds: int) -> str:
    """Whole seconds as people write them; `words.parse_duration` reads it back.

    >>> duration_text(9000), duration_text(45), duration_text(0), duration_text(3723)
    ('2h 30m', '45s', '0m', '1h 2m 3s')
    """
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{n}{u}" for n, u in ((hours, "h"), (minutes, "m"), (left, "s")) if n]
    return ("-" if seconds < 0 else "") + (" ".join(parts) or "0m")
