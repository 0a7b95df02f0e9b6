"""Amounts and rates in any currency; a number that reads two ways is asked about, never taken."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.errors import InputError
from tracker.units import money_text
from tracker.words import currency_hint, parse_currency, parse_money

_SYMBOL = r"(?:US|CA?|AU?|NZ|MX|HK|R)?\$|KSh|zł|Kč|[€£¥₹₱₦₴₺₫₩₪₽₡₲₵₸₮฿₭₾₼₨৳]"
_CODE = r"[A-Za-z]{3}"
_NUMBER = r"[-−]?(?:\d[\d.,'’\u00a0\u202f\u2009]*|[.,]\d+)"
_PRICE = re.compile(rf"({_SYMBOL}|{_CODE})? ?({_NUMBER}) ?({_SYMBOL}|{_CODE})?(?: ({_CODE}))?")
_MARK = re.compile(r"(@|at |rate )\s*(.*)", re.IGNORECASE)
_UNIT = re.compile(r"(.*?) ?(?:/|\bper\b|\ban?\b) ?(h|hr|hrs|hour|task|tasks)\.?", re.IGNORECASE)


class Price(NamedTuple):
    """Units of 1/10 000, and the currency where one is said."""

    units: int
    currency: str | None


class RateSaid(NamedTuple):
    price: Price
    unit: str | None
    """hour, task, or None where it is not said."""


def price(text: str, decimal: str | None = None, *, needs_currency: bool = False) -> Price | None:
    """An amount, with or without a currency; None for anything else. Raises `InputError` (`decimal_sign` …).

    >>> price("1.234,56 eur"), price("$5 cad"), price("5 foo")
    (Price(units=12345600, currency='EUR'), Price(units=50000, currency='CAD'), None)
    """
    found = _PRICE.fullmatch(text)
    if not found or (needs_currency and not (found[1] or found[3])):
        return None
    before, number, *behind = found.groups()
    codes = [_currency(mark) for mark in (before, *behind) if mark]
    if None in codes:
        return None
    said = dict.fromkeys(c for c in codes if c)
    if "USD" in said and len(said) > 1 and "$" in text:
        del said["USD"]  # the code says which dollar it is
    if len(said) > 1:
        return None
    return Price(_units(number.rstrip(".,"), decimal), next(iter(said), None))


def looks_bare(text: str) -> bool | None:
    """Whether this is a number that may be an amount; it is not read yet."""
    return bool(re.fullmatch(r"\d+(?:[.,]\d+)?", text)) or None


def marked(text: str, decimal: str | None = None) -> Price | None:
    """An amount that names its currency."""
    return price(text, decimal, needs_currency=True)


def _currency(mark: str) -> str | None:
    if len(mark) == 3 and mark.isascii() and mark.isalpha() and mark != "KSh":
        try:
            return parse_currency(mark)
        except InputError:
            return None
    code = currency_hint(mark)
    if code is None:
        raise InputError(f"Which currency is {mark}?", hint="Write its code, such as 20 usd.", code="unknown_currency")
    return code


def _units(number: str, decimal: str | None) -> int:
    try:
        return parse_money(number, decimal, exact=True)
    except InputError as error:
        if error.code != "decimal_sign":
            raise
        hint = "Write 1234 or 1234.00 for the one, 1.23 for the other."
        raise InputError(f"“{number}” may be two numbers.", hint=hint, code=error.code, value=number) from None


def rate(text: str, decimal: str | None = None) -> RateSaid | None:
    """A price per hour or task: `@45`, `45/h`, `at 45 eur an hour`, `rate 45`; None for anything else.

    >>> rate("@ 45 eur/h"), rate("45 usd")
    (RateSaid(price=Price(units=450000, currency='EUR'), unit='hour'), None)
    """
    mark = _MARK.fullmatch(text)
    rest = mark[2] if mark else text
    unit = _UNIT.fullmatch(rest)
    bare = unit[1] if unit else rest
    if not any(c.isdigit() for c in bare) or not (mark or unit):
        return None
    said = price(bare, decimal)
    if said is None or (mark and mark[1].lower() == "at " and not unit and said.currency is None):
        return None
    return RateSaid(said, ("task" if unit[2].lower().startswith("task") else "hour") if unit else None)


def write(units: int, currency: str | None = None) -> str:
    """Money as it is read back for certain: never three decimals, which may be thousands.

    >>> write(1_234_560, "USD"), write(1_234_500)
    ('123.4560 USD', '123.45')
    """
    text = money_text(units)
    text += "0" if len(text.partition(".")[2]) == 3 else ""
    return f"{text} {currency}" if currency else text
