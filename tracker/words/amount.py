"""An amount as a person types it, with its currency: all of it is understood, or it is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tracker.errors import InputError
from tracker.later import pattern
from tracker.say import Said, Word
from tracker.units import currency_decimals
from tracker.words.currency import DOLLARS, meant_by
from tracker.words.number import parse_currency, parse_decimal, parse_money

_MARK = r"[^\W\d_]{0,3}[$€£¥₹₱₦₴₺₫₩₪₽₡₲₵₸₮฿₭₾₼₨৳]|[^\W\d_]+\.?"
_NUMBER = r"\d[\d.,'’ \u00a0\u202f\u2009]*|[.,]\d+"
_AMOUNT = pattern(rf"({_MARK})? ?([-−+]?) ?({_MARK})? ?({_NUMBER}) ?({_MARK})? ?({_MARK})?")
_HOURLY = pattern(r"\s*(?:/|\bper\b|\ban\b|\ba\b|\bp/)\s*(?:hours?|hrs?|h)\.?$|\s*\bhourly$", re.IGNORECASE)
_RANGE = pattern(r"(.*?\d.*?)\s*(?:[-–—−]|\bto\b|\band\b)\s*(\D{0,4}\d.*)", re.IGNORECASE)
_UNSURE = pattern(r"[1-9]\d{0,2}[.,]\d{3}")


class Amount(NamedTuple):
    """Units of 1/10 000, and the currency that the text names: None if it names none."""

    units: int
    currency: str | None


class Listed(NamedTuple):
    """Lower and upper figure of a listing, in units; one figure is both."""

    low: int
    high: int
    currency: str | None


def parse_amount(text: str, sign: str | None = ".", beside: str | None = None, home: str | None = None) -> Amount:
    """An amount with or without a sign or code of its currency, before or behind it.

    `sign` is the reader's decimal sign; None, or a text that cannot be read by it, is read if it settles its sign
    by itself. `beside` is the currency set beside it: a sign that several currencies write (`$`, `kr`) means it if
    it is one of them; if nothing is beside it, `home` may be meant too. Raises `InputError`: `bad_number`,
    `decimal_sign` (1.234 may be two amounts), `unknown_currency`, `which_currency` (kr, pesos), `two_currencies`,
    `too_many_decimals`.

    >>> parse_amount("45 usd"), parse_amount("€1.234,50", ","), parse_amount("$45", beside="CAD")
    (Amount(units=450000, currency='USD'), Amount(units=12345000, currency='EUR'), Amount(units=450000, currency='CAD'))
    """
    number, negative, marks = _parts(text)
    currency = _currency(marks, beside, home)
    units = _units(number, sign, currency or beside or home, named=currency is not None)
    return Amount(-units if negative else units, currency)


def parse_in(text: str, sign: str | None, currency: str) -> int:
    """Units of an amount that can only be in one currency, whether it says so or not. Raises as `parse_amount`.

    >>> parse_in("45", ".", "USD"), parse_in("$45", ".", "USD")
    (450000, 450000)
    """
    typed = parse_amount(text, sign, currency)
    if typed.currency not in (None, currency):
        raise InputError(
            "“{value}” is not in {currency}.",
            hint="Write it in {currency}.",
            code="two_currencies",
            value=text,
            currency=Word(currency),
        )
    return typed.units


def parse_exchange(text: str, sign: str | None, home: str) -> Decimal:
    """What one unit of a currency is worth in `home`, with or without its code. Raises as `parse_amount`.

    >>> parse_exchange("129.5 KES", ".", "KES")
    Decimal('129.5')
    """
    number, negative, marks = _parts(text)
    agreed(_currency(marks, home), home)
    value = parse_decimal(number, sign)
    return -value if negative else value


def _parts(text: str) -> tuple[str, bool, list[str]]:
    """The digits of an amount, whether it is below zero, and the marks of its currency."""
    plain = " ".join(text.split())
    bracketed = plain.startswith("(") and plain.endswith(")")
    found = _AMOUNT.fullmatch(plain[1:-1].strip() if bracketed else plain)
    if not found:
        hint = "Such as 45 or 45 USD."
        raise InputError("{plain!r} is not a number.", hint=hint, code="bad_number", value=text, plain=plain)
    before, minus, between, number, *behind = found.groups()
    marks = [m.rstrip(".") for m in (before, between, *behind) if m]
    return number.rstrip(",. "), bracketed or minus in ("-", "−"), marks


def parse_listed(text: str, sign: str | None = ".", beside: str | None = None) -> Listed:
    """What a listing says of an hour: one amount or a range, with or without its currency.

    >>> parse_listed("30-45"), parse_listed("$30 – $45/hr")
    (Listed(low=300000, high=450000, currency=None), Listed(low=300000, high=450000, currency='USD'))
    """
    ends = split_listed(text)
    low = parse_amount(ends[0], sign, beside)
    high = low if ends[0] == ends[1] else parse_amount(ends[1], sign, beside)
    if low.currency and high.currency and low.currency != high.currency:
        raise _two(low.currency, high.currency)
    if high.units < low.units:
        hint = (
            Said("Such as {ends}-{ends_2}.", ends=Word(ends[1]), ends_2=Word(ends[0]))
            if low.units > 0 < high.units
            else ""
        )
        raise InputError("The upper figure is below the lower one.", hint=hint, code="range_reversed", value=text)
    return Listed(low.units, high.units, low.currency or high.currency)


def split_listed(text: str, *, hourly: bool = True) -> tuple[str, str]:
    """The texts of both figures of a range, that of a single one twice; `hourly`: `/h` may be behind them.

    >>> split_listed("$30 – $45/hr"), split_listed("45")
    (('$30', '$45'), ('45', '45'))
    """
    plain = " ".join(text.split())
    ends = _RANGE.fullmatch(plain)
    low, high = ends.groups() if ends else (plain, plain)
    return (per_hour(low), per_hour(high)) if hourly else (low, high)


def per_hour(text: str) -> str:
    """A rate without the words that say it is one per hour.

    >>> per_hour("45 usd/h"), per_hour("45 an hour"), per_hour("45/task")
    ('45 usd', '45', '45/task')
    """
    return _HOURLY.sub("", text).strip()


def agreed(said: str | None, beside: str | None) -> str | None:
    """The currency of an amount that names one (`said`) beside another statement of it. Raises `two_currencies`.

    >>> agreed("EUR", None), agreed(None, "USD")
    ('EUR', 'USD')
    """
    if said and beside and said != beside:
        raise _two(said, beside)
    return said or beside


def _two(one: str, other: str) -> InputError:
    return InputError(
        "One amount is not in two currencies, {one} and {other}.",
        hint="Give only one of them.",
        code="two_currencies",
        one=Word(one),
        other=Word(other),
    )


def _currency(marks: list[str], beside: str | None, home: str | None = None) -> str | None:
    """The one currency that all marks can mean: that beside it, else the home one or US dollars, if just one fits."""
    meant: tuple[str, ...] = ()
    for mark in marks:
        can = _meanings(mark)
        both = tuple(c for c in meant if c in can) if meant else can
        if not both:
            raise _two(meant[0], can[0])
        meant = both
    if not meant or beside in meant:
        return beside if meant else None
    likely = [c for c in (home, DOLLARS[0] if meant == DOLLARS else None) if c in meant]
    options = list(dict.fromkeys(likely)) or list(meant[:6])
    if len(options) > 1:
        raise InputError(
            "“{marks}” may be {options} or {options_2}.",
            hint="Write the code.",
            code="which_currency",
            value=marks[0],
            marks=Word(marks[0]),
            options=Word(", ".join(options[:-1])),
            options_2=Word(options[-1]),
        )
    return options[0]


def _meanings(mark: str) -> tuple[str, ...]:
    """Currencies that a mark may mean, the likeliest first. Raises `unknown_currency`."""
    found = meant_by(mark)
    if not found and len(mark) == 3:
        found = (parse_currency(mark),)
    if not found:
        raise InputError(
            "“{value}” is not a currency.", hint="Write its code, such as USD.", code="unknown_currency", value=mark
        )
    return found


def _units(number: str, sign: str | None, currency: str | None, *, named: bool) -> int:
    """The number. No amount has three decimals in most currencies: 1,234 beside its code are thousands."""
    three = currency is not None and currency_decimals(currency) >= 3
    if _UNSURE.fullmatch(number) and (sign is None or (number[-4] == sign and not three)):
        if sign is None and named and number[-4] == "," and not three:
            return parse_money(number, ".", exact=True)
        whole, part = number[:-4], number[-3:]
        raise InputError(
            "{value!r} may mean two numbers.",
            hint="Write it as {whole}{part}, or with all its decimals, such as {whole}.{part}0.",
            code="decimal_sign",
            value=number,
            whole=whole,
            part=part,
        )
    try:
        return parse_money(number, sign, exact=True)
    except InputError as error:
        if error.code != "bad_number" or sign is None:
            raise
        return parse_money(number, None, exact=True)
