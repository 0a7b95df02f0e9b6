"""An amount as a person types it, with its currency: all of it is understood, or it is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tracker.errors import InputError
from tracker.words.number import currency_hint, parse_currency, parse_decimal, parse_money

_SHARED = {
    "$": "USD AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SGD SRD TTD TWD XCD ARS UYU DOP",
    "£": "GBP EGP FKP GIP LBP SHP SSP SYP",
    "¥": "JPY CNY",
    "kr": "SEK NOK DKK ISK",
    "₨": "INR PKR LKR NPR MUR SCR",
    "rs": "INR PKR LKR NPR MUR SCR",
    "peso": "PHP MXN ARS CLP COP CUP DOP UYU",
    "rupee": "INR PKR LKR NPR MUR SCR",
    "shilling": "KES TZS UGX SOS",
    "dollar": "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SGD SRD TTD TWD XCD",
    "buck": "USD AUD CAD NZD",
    "euro": "EUR",
    "pound": "GBP EGP FKP GIP LBP SHP SSP SYP",
    "yen": "JPY",
    "naira": "NGN",
    "rand": "ZAR",
    "ksh": "KES",
    "p": "PHP",
    "r": "ZAR",
}
"""Signs and names that several currencies share: the first is meant where nothing else is said."""
_ASKED = frozenset(("¥", "kr", "₨", "rs", "peso", "rupee", "shilling"))
"""Of these none is meant more than another."""
_MARK = r"[^\W\d_]{0,3}[$€£¥₹₱₦₴₺₫₩₪₽₡₲₵₸₮฿₭₾₼₨৳]|[^\W\d_]+\.?"
_NUMBER = r"\d[\d.,'’ \u00a0\u202f\u2009]*|[.,]\d+"
_AMOUNT = re.compile(rf"({_MARK})? ?([-−+]?) ?({_MARK})? ?({_NUMBER}) ?({_MARK})? ?({_MARK})?")
_HOURLY = re.compile(r"\s*(?:/|\bper\b|\ban\b|\ba\b|\bp/)\s*(?:hours?|hrs?|h)\.?$|\s*\bhourly$", re.IGNORECASE)
_RANGE = re.compile(r"(.*?\d.*?)\s*(?:[-–—−]|\bto\b|\band\b)\s*(\D{0,4}\d.*)", re.IGNORECASE)
_UNSURE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


class Amount(NamedTuple):
    """Units of 1/10 000, and the currency that the text names: None where it names none."""

    units: int
    currency: str | None

    def within(self, beside: str | None) -> str | None:
        """The currency meant: what is typed wins over what stands beside it."""
        return self.currency or beside


class Listed(NamedTuple):
    """Lower and upper figure of a listing, in units; one figure is both."""

    low: int
    high: int
    currency: str | None


def parse_amount(text: str, sign: str | None = ".", beside: str | None = None) -> Amount:
    """An amount with or without a sign or code of its currency, before or behind it.

    `sign` is the reader's decimal sign; None, or a text that cannot be read by it, is read if it settles its sign
    by itself. `beside` is the currency set beside it: a sign that several currencies write (`$`, `kr`) means it if
    it is one of them. Raises `InputError`: `bad_number`, `decimal_sign` (1.234 may be two amounts),
    `unknown_currency`, `which_currency` (kr, pesos), `two_currencies`, `too_many_decimals`.

    >>> parse_amount("45 usd"), parse_amount("€1.234,50", ","), parse_amount("$45", beside="CAD")
    (Amount(units=450000, currency='USD'), Amount(units=12345000, currency='EUR'), Amount(units=450000, currency='CAD'))
    """
    number, negative, marks = _parts(text)
    currency = _currency(marks, beside)
    units = _units(number, sign, currency or beside, named=currency is not None)
    return Amount(-units if negative else units, currency)


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
        raise InputError(f"{plain!r} is no number.", hint="Such as 45 or 45 USD.", code="bad_number", value=text)
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
        hint = f"Such as {ends[1]}-{ends[0]}." if low.units > 0 < high.units else ""
        raise InputError("The upper figure is below the lower one.", hint=hint, code="range_reversed", value=text)
    return Listed(low.units, high.units, low.currency or high.currency)


def split_listed(text: str, *, hourly: bool = True) -> tuple[str, str]:
    """The texts of both figures of a range, that of a single one twice; `hourly`: `/h` may stand behind them.

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
        f"One amount is not in two currencies, {one} and {other}.", hint="Say one of them.", code="two_currencies"
    )


def _currency(marks: list[str], beside: str | None) -> str | None:
    """The one currency that all marks can mean."""
    meant: list[str] | None = None
    for mark in marks:
        can = _meanings(mark)
        both = can if meant is None else [c for c in meant if c in can]
        if not both:
            raise _two((meant or can)[0], can[0])
        meant = both
    if meant is None:
        return None
    if beside in meant:
        return beside
    if len(meant) > 1 and _one(marks[0]) in _ASKED:
        raise InputError(
            f"{marks[0]} may be {', '.join(meant[:-1])} or {meant[-1]}.",
            hint="Write the code.",
            code="which_currency",
        )
    return meant[0]


def _one(mark: str) -> str:
    """A sign or name in small letters, of several the name of one."""
    low = mark.casefold()
    return low.removesuffix("s") if len(low) > 3 else low


def _meanings(mark: str) -> list[str]:
    """Currencies that write a mark, the likeliest first. Raises `unknown_currency`."""
    if shared := _SHARED.get(_one(mark)):
        return shared.split()
    if len(mark) == 3 and mark.isascii() and mark.isalpha() and mark.casefold() != "ksh":
        return [parse_currency(mark)]
    if code := currency_hint(mark):
        return [code]
    raise InputError(
        f"“{mark}” is no currency.", hint="Write its code, such as USD.", code="unknown_currency", value=mark
    )


def _units(number: str, sign: str | None, currency: str | None, *, named: bool) -> int:
    """The number. No amount has three decimals in most currencies: 1,234 beside its code are thousands."""
    unsure = bool(_UNSURE.fullmatch(number)) and (currency is None or _decimals(currency) < 3)
    if unsure and (sign is None or number[-4] == sign):
        if sign is None and named and number[-4] == ",":
            return parse_money(number, ".", exact=True)
        whole, part = number[:-4], number[-3:]
        raise InputError(
            f"{number!r} may mean two numbers.",
            hint=f"Write it as {whole}{part}, or with all its decimals, such as {whole}.{part}0.",
            code="decimal_sign",
            value=number,
        )
    try:
        return parse_money(number, sign, exact=True)
    except InputError as error:
        if error.code != "bad_number" or sign is None:
            raise
        return parse_money(number, None, exact=True)


def _decimals(currency: str) -> int:
    """Decimals that amounts of a currency have."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))
