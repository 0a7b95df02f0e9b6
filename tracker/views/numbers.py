"""Amounts, dates and shares as a reader of one locale writes them.

>>> r = Reader.of("de-DE", "EUR")
>>> r.money(12345600), r.hours(7.5), r.share(0.256)
('1.234,56\\xa0€', '7,5\\xa0h', '25,6\\xa0%')
>>> Reader.of("en-US", "USD").whole(8320000000)
'$832,000'

In discreet mode the reader is masked: amounts read as dots, projects go by their aliases, and what is made for
drawing or for a download holds no amount either. Every view takes its texts from here, so a masked view holds none.

>>> m = Reader.of("de-DE", "EUR", masked=True, aliases={("Mercor", "Ridge"): "Blue"})
>>> m.money(12345600), m.plain(12345600), m.decimal(12345600), m.project("Mercor", "Ridge")
('•••', 1.0, '•••', 'Blue')
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from tracker.say import Act, Count, Length, Name, Part, Said, Share, Sum, Weekday, Word
from tracker.units import Money, currency_decimals, from_units
from tracker.views import ways
from tracker.views.text import _

NOTHING = "–"
"""What stands if a figure cannot be known."""
MASK = "•••"
"""What stands where an amount, a name or a note is hidden."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a locale, and the currency of plain amounts.

    `masked`: discreet mode. `aliases` gives what each (platform, project) is called in it.
    """

    locale: Locale
    currency: str
    masked: bool = False
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        locale: str | None,
        currency: str,
        *,
        masked: bool = False,
        aliases: Mapping[tuple[str, str], str] | None = None,
    ) -> Self:
        """The reader of a browser's locale ("de-DE"); English if it is unknown."""
        try:
            found = Locale.parse((locale or "en-US").replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            found = Locale("en", "US")
        return cls(found, currency, masked, aliases or {})

    @property
    def language(self) -> str:
        return "_".join(x for x in (self.locale.language, self.locale.territory) if x)

    @property
    def day_order(self) -> str:
        """How the reader writes 3 February in numbers: dmy, mdy or ymd.

        >>> Reader.of("en-US", "USD").day_order, Reader.of("de", "EUR").day_order
        ('mdy', 'dmy')
        """
        pattern = str(self.locale.date_formats["short"].pattern).lower()
        first = "".join(dict.fromkeys(c for c in pattern if c in "dmy"))
        return first if first in ("dmy", "mdy", "ymd") else "ymd"

    @property
    def decimal_sign(self) -> str:
        """The sign between whole and part in the reader's numbers: "." or ","."""
        return "," if self.number(1.5, 1)[1:2] == "," else "."

    def money(self, units: int | None, currency: str | None = None) -> str:
        """An amount with its currency's usual decimals, and no fewer than banks book it with: CLDR has none for
        Serbian dinars, whose statements have two.

        >>> Reader.of("en-US", "USD").money(12_507_500, "RSD"), Reader.of("en-US", "USD").money(-1)
        ('RSD1,250.75', '$0.00')
        """
        if units is None:
            return NOTHING
        if self.masked:
            return MASK
        code = currency or self.currency
        booked = currency_decimals(code)
        value = _no_minus_zero(from_units(units), max(booked, get_currency_precision(code)))
        if get_currency_precision(code) >= booked:
            return str(format_currency(value, code, locale=self.locale))
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "." + "0" * booked)
        return str(format_currency(value, code, format=pattern, locale=self.locale, currency_digits=False))

    def alike(self, one: int, other: int) -> bool:
        """Whether two amounts read as one: a range between them has no width. Hidden amounts do not tell.

        >>> r = Reader.of("en-US", "USD")
        >>> r.alike(201, 203), r.alike(201, 301)
        (True, False)
        """
        return not self.masked and self.money(one) == self.money(other)

    def exact(self, units: int | None, currency: str | None = None) -> str:
        """An amount as it was typed: its currency's decimals, and more where it has more, as a rate per task may.

        >>> r = Reader.of("en-US", "USD")
        >>> r.exact(1250), r.money(1250), r.exact(300000), r.exact(300000, "JPY")
        ('$0.125', '$0.12', '$30.00', '¥30')
        """
        if units is None or self.masked:
            return self.money(units, currency)
        code = currency or self.currency
        return str(format_currency(from_units(units), code, locale=self.locale, decimal_quantization=False))

    def whole(self, units: int | None, currency: str | None = None) -> str:
        """An amount rounded to whole main units, for yearly figures."""
        if units is None:
            return NOTHING
        if self.masked:
            return MASK
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        value = _no_minus_zero(from_units(units).quantize(Decimal(1)), 0)
        code = currency or self.currency
        return str(format_currency(value, code, format=pattern, locale=self.locale, currency_digits=False))

    def change(self, units: int) -> str:
        """A rounded amount with its sign: what a step took or gave."""
        sign = "−" if units < 0 else "+"
        return sign + self.whole(abs(units))

    def plain(self, units: int | None) -> float | None:
        """An amount in main units, for drawing only. Masked, every length is the same; nothing stays nothing.

        >>> r = Reader.of("en-US", "USD", masked=True)
        >>> r.plain(195000), r.plain(-5), r.plain(0), r.plain(None)
        (1.0, -1.0, 0.0, None)
        """
        if units is None or not self.masked:
            return plain(units)
        return float((units > 0) - (units < 0))

    def decimal(self, units: int | None) -> Decimal | str | None:
        """An amount for a download: exact, or hidden like the one on the page."""
        if units is None:
            return None
        return MASK if self.masked else from_units(units)

    def project(self, platform: str | None, project: str | None) -> str:
        """What a project is called on a page: its name as typed, masked its alias. "" if there is none."""
        if not project or not self.masked:
            return project or ""
        alias = self.aliases.get((platform or "", project))
        if alias is None:
            alias = next((a for (_p, name), a in self.aliases.items() if name == project), None)
        return alias or _("a project")

    def note(self, text: str | None) -> str:
        """A person's own words beside a row (note, task, tag, payer, file name): hidden where amounts are."""
        return MASK if text and self.masked else text or ""

    def say(self, said: Said | str) -> str:
        """A sentence made elsewhere (an error, a caveat): it names pages, and masked no real project and no amount.

        >>> r = Reader.of("en-US", "USD", masked=True, aliases={("Mercor", "Ridge"): "Blue"})
        >>> r.say(Said("{n} payouts of {sum} for {project}.", n=3, sum=Money(4125000, "USD"), project=Name("Ridge")))
        '3 payouts of ••• for Blue.'
        """
        return _(said) if isinstance(said, str) else said.spoken(self._part, _)

    def _part(self, part: Part) -> str:
        match part:
            case Act():
                return ways.words(part)
            case Sum(units, currency):
                return self.money(units, currency)
            case Money(units, currency) if currency:
                return self.exact(units, currency)
            case Name(name, platform):
                return self.project(platform, name)
            case Word(text):
                return str(text)
            case Count(n, decimals):
                return self.number(n, decimals)
            case Share(share):
                return self.share(share)
            case Length(seconds):
                return length(seconds)
            case Weekday(day):
                return str(format_skeleton("yMMMEd", day, locale=self.locale))
            case dt.date() if not isinstance(part, dt.datetime):
                return self.day(part)
            case int() | float():
                return str(part)
        return self.note(str(part))

    def hours(self, hours: float | None) -> str:
        return NOTHING if hours is None else f"{self.number(hours, 1)}\N{NO-BREAK SPACE}h"

    def number(self, value: float | Decimal | int | None, decimals: int = 0) -> str:
        if value is None:
            return NOTHING
        return str(format_decimal(round(Decimal(str(value)), decimals), locale=self.locale))

    def share(self, share: float | None) -> str:
        """A share of 0 to 1 in percent; one decimal where it matters."""
        if share is None:
            return NOTHING
        text = format_percent(round(share, 3), format=self._percent(share), locale=self.locale)
        return str(text)

    def points(self, share: float | None) -> str:
        """A difference of shares, in points of a hundred.

        >>> Reader.of("en-US", "USD").points(0.0333)
        '3.3 points'
        """
        if share is None:
            return NOTHING
        return _("{n} points").format(n=self.number(share * 100, 1))

    def _percent(self, share: float) -> str:
        whole = self.locale.percent_formats[None].pattern
        exact = abs(share * 100 - round(share * 100)) < 0.05
        return str(whole) if exact else str(whole).replace("#,##0", "#,##0.0").replace("#,##,##0", "#,##,##0.0")

    def day(self, day: dt.date | None) -> str:
        return NOTHING if day is None else str(format_date(day, "medium", locale=self.locale))

    def short_day(self, day: dt.date) -> str:
        """Day and month, for the axis of a chart."""
        return str(format_skeleton("MMMd", day, locale=self.locale))

    def days(self, first: dt.date, last: dt.date) -> str:
        if first == last:
            return self.day(first)
        return _("{first} to {last}").format(first=self.day(first), last=self.day(last))

    def moment(self, at: dt.datetime, zone: dt.tzinfo) -> str:
        return str(format_datetime(at.astimezone(zone), "medium", locale=self.locale))

    def ticks(self, low: float, high: float, *, money: bool, steps: int = 4) -> tuple[tuple[float, str], ...]:
        """Round values from `low` to `high`, with their labels, for an axis in main units or hours.

        Masked, an axis of money has none.
        """
        if money and self.masked:
            return ()
        width = _nice(max(high - low, 1e-9) / steps)
        first = math.floor(low / width) if low < 0 else 0
        values = [first * width]
        while values[-1] + width <= high * (1 + 1e-9):
            values.append(values[-1] + width)
        return tuple((v, self._tick(v, width, money)) for v in values)

    def _tick(self, value: float, width: float, money: bool) -> str:
        if not money:
            return self.number(value, 0 if width >= 1 else 1)
        units = round(value * 10_000)
        return self.whole(units) if width >= 1 else self.money(units)


def _no_minus_zero(value: Decimal, digits: int) -> Decimal:
    """What rounds to nothing has no sign."""
    return value if round(value, digits) else abs(value)


def _nice(width: float) -> float:
    """The next 1, 2, 2.5 or 5 times a power of ten."""
    base = 10.0 ** math.floor(math.log10(width))
    return next(base * m for m in (1, 2, 2.5, 5, 10) if base * m >= width * (1 - 1e-9))


def plain(units: int | None) -> float | None:
    """Units as main units in a float, for drawing only."""
    return None if units is None else units / 10_000


def length(seconds: int) -> str:
    """A length of time, with its seconds if it has any.

    >>> length(9000), length(2700), length(7200), length(20), length(3723), length(0)
    ('2 h 30 min', '45 min', '2 h', '20 s', '1 h 2 min 3 s', '0 min')
    """
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [_("{n} h").format(n=hours)] if hours else []
    if minutes or not (hours or rest):
        parts.append(_("{n} min").format(n=minutes))
    if rest:
        parts.append(_("{n} s").format(n=rest))
    return ("\N{MINUS SIGN}" if seconds < 0 else "") + " ".join(parts)
