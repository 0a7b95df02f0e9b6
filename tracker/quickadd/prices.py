"""Amounts and rates in any currency, as written: which number and currency it is says `Here.settled`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Asker
from tracker.say import Said, Word
from tracker.units import currency_decimals, money_text
from tracker.words import meant_by, parse_money

_SIGN = r"[A-Za-z]{0,3}\$|[€£¥₹₱₦₴₺₫₩₪₽₡₲₵₸₮฿₭₾₼₨৳֏]|zł|Kč"
_BEFORE = rf"(?:{_SIGN}|[Kk][Ss][Hh][Ss]?\.?|[TtUu]?[Ss][Hh][Ss]?\.?|[Rr][SsPpMm]\.?|[Kk][Rr]\.?|[PRN]|[A-Za-z]{{3}})"
_BEHIND = rf"(?:{_SIGN}|/[=-]|[^\W\d_]{{2,9}}\.?)"
_NUMBER = r"[-−]?(?:\d[\d.,'’\u00a0\u202f\u2009]*|[.,]\d+)"
_PRICE = pattern(rf"({_BEFORE})? ?({_NUMBER})(?:[.,]?-(?!\S))?(k)?(?: ?({_BEHIND}))?(?: ({_BEHIND}))?", re.IGNORECASE)
_LETTERS = {"N": ("NGN",)}
"""A sign that only people write, before a number."""
_MARK = pattern(r"(@|at |own rate |rate )\s*(.*)", re.IGNORECASE)
THINGS = (
    "task", "survey", "item", "hit", "job", "annotation", "video", "image", "prompt", "conversation", "file",
    "audio", "clip", "review",
    "label", "submission", "unit", "piece", "question", "rating", "turn", "assignment", "study", "studie", "form",
    "page", "row", "dialogue",
)  # fmt: skip
"""What is counted and paid by the piece."""
_THING = rf"(?:{'|'.join(THINGS)})s?"
_HOUR = r"h|hr|hrs|hour|std|stunde|hora|oras"
_UNIT = pattern(
    rf"(.*?) ?(?:(?:/|\bper\b|\ban?\b|\beach\b|\bp/)\s?(?P<hour>{_HOUR})|(?P<hourly>hourly|ph)"
    rf"|(?:/|\bper\b|\ban?\b|\beach\b)\s?(?P<task>{_THING})|(?P<each>each|apiece|a piece|per piece))\.?",
    re.IGNORECASE,
)
_AMOUNT_CUT = pattern(r"[.,]-$|[.,]+$")


class Price(NamedTuple):
    """A number as written, and the currencies that the sign or word beside it may mean: none if nothing is said."""

    number: str
    currencies: tuple[str, ...] = ()
    mark: str = ""


class RateSaid(NamedTuple):
    price: Price
    unit: str | None
    """hour, task, or None if it is not given."""
    own: bool = False
    """Said as the session's own rate: in the unit by which its project pays."""


def price(text: str, *, needs_currency: bool = False) -> Price | None:
    """An amount, with or without a currency; None for anything else. Raises `InputError` for two currencies.

    >>> price("1.234,56 eur"), price("$5 cad")[:2], price("5 foo")
    (Price(number='1.234,56', currencies=('EUR',), mark='eur'), ('5', ('CAD',)), None)
    """
    if not any(c.isdigit() for c in text):
        return None
    found = _PRICE.fullmatch(text)
    if not found or (needs_currency and not (found[1] or found[4])):
        return None
    before, number, thousand, *behind = found.groups()
    if before and len(before) == 1 and before in "prn":  # 5pm is not a price; P2,500, R500 and N9,000 are
        return None
    marks = [mark for mark in (before, *behind) if mark]
    meant = [_LETTERS.get(mark) or meant_by(mark) for mark in marks]
    if not all(meant):
        return None
    common = tuple(c for c in meant[0] if all(c in other for other in meant)) if meant else ()
    if meant and not common:
        raise InputError(
            "“{value}” names two currencies.", hint="Give only one of them.", code="unknown_currency", value=text
        )
    return Price(_AMOUNT_CUT.sub("", number) + ("k" if thousand else ""), common, " ".join(marks))


def looks_bare(text: str) -> bool | None:
    """Whether this is a number that may be an amount; it is not read yet."""
    return bool(re.fullmatch(r"\d+(?:[.,]\d+)?", text)) or None


def marked(text: str) -> Price | None:
    """An amount that names its currency."""
    return price(text, needs_currency=True)


def rate(text: str) -> RateSaid | None:
    """A price per hour or task: `@45`, `45/h`, `at 45 eur an hour`, `rate 45`, `$1.20 each`; None for anything else.

    >>> [said and (said.price.number, said.unit) for said in map(rate, ("@ 45 eur/h", "45 usd", "at 1.20 each"))]
    [('45', 'hour'), None, ('1.20', 'task')]
    """
    mark = _MARK.fullmatch(text)
    rest = mark[2] if mark else text
    unit = _UNIT.fullmatch(rest)
    bare = unit[1] if unit else rest
    if not any(c.isdigit() for c in bare) or not (mark or unit):
        return None
    said = price(bare)
    if said is None or (mark and mark[1].lower() == "at " and not unit and not said.currencies):
        return None
    if unit is None:
        return RateSaid(said, None, bool(mark and mark[1].lower() == "own rate "))
    return RateSaid(said, "hour" if unit["hour"] or unit["hourly"] else "task")


def units_of(
    said: Price, currency: str, decimal: str | None, ask: Asker, *, fine: bool = False, usual: str | None = None
) -> int:
    """The amount in units of 1/10 000. `decimal` is the decimal sign where it was said for these lines, `usual`
    that of the reader's locale.

    `2,500` is grouped if the currency has no third decimal; what may be two numbers is asked about. `fine`
    allows parts of the smallest coin even if there are none (rates, pay for one task).

    >>> [units_of(Price(n), c, None, Asker()) for n, c in (("2,500", "PHP"), ("2,5", "EUR"), ("500", "JPY"))]
    [25000000, 25000, 5000000]
    """
    number, thousand = said.number.removesuffix("k"), said.number.endswith("k")
    shown = f"{said.number} {said.mark}".strip()
    decimals = currency_decimals(currency)
    try:
        units = parse_money(number, _sign(number, decimals, decimal, usual), exact=True)
    except InputError as error:
        if error.code != "decimal_sign":
            raise
        whole = re.sub(r"[.,]", "", number)
        part = number.replace(",", ".")
        options = [("", parse_money(whole)), ("", parse_money(part))]
        message = Said("“{shown}” may be two numbers.", shown=shown)
        hint = Said("Write {whole} or {part}0.", whole=whole, part=part)
        units = ask(shown, message, options, hint=hint, code="decimal_sign")
    if thousand:
        units *= 1000
    if decimals == 0 and not fine and units % 10_000:
        raise InputError(
            "“{value}”: {currency} has no decimals.",
            hint="Write the whole number.",
            value=shown,
            currency=Word(currency),
        )
    return units


def three_behind_a_sign(number: str) -> re.Match[str] | None:
    """`1.500`: grouped, or with three decimals."""
    return re.fullmatch(r"[-−]?[1-9]\d{0,2}([.,])\d{3}", number)


def _sign(number: str, decimals: int, decimal: str | None, usual: str | None) -> str | None:
    """The decimal sign, where the currency, whoever gave the lines or the reader's own writing settles it."""
    if decimal or decimals > 2:
        return decimal
    grouped = three_behind_a_sign(number)
    if grouped and usual == ",":
        return "," if grouped[1] == "." else None
    if grouped and (grouped[1] == "," or decimals == 0):
        return "." if grouped[1] == "," else ","
    return None


def write(units: int, currency: str | None = None) -> str:
    """Money as it is read back for certain: never three decimals, which may be thousands.

    >>> write(1_234_560, "USD"), write(1_234_500)
    ('123.4560 USD', '123.45')
    """
    text = money_text(units)
    text += "0" if len(text.partition(".")[2]) == 3 else ""
    return f"{text} {currency}" if currency else text
