"""Numbers, money and currencies, with the decimal sign named by the caller."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from tracker.errors import InputError
from tracker.later import pattern
from tracker.say import Word
from tracker.units import LARGEST, SCALE, to_units

SIGNS = (".", ",")

_PLAIN = pattern(r"-?\d{1,15}(?:\.\d{1,15})?")
_MINUS = str.maketrans("−–﹣－", "----")
_SPACES = "\u00a0\u202f\u2009\u2007"
_SYMBOLS = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₱": "PHP", "₦": "NGN", "₴": "UAH",
    "₺": "TRY", "₫": "VND", "₩": "KRW", "₪": "ILS", "R$": "BRL", "KSh": "KES", "C$": "CAD", "CA$": "CAD",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "MX$": "MXN", "HK$": "HKD", "zł": "PLN", "Kč": "CZK",
}  # fmt: skip
_NO_CURRENCY = frozenset(("XTS", "XXX"))
"""Codes of ISO 4217 that stand for tests and for no currency at all."""
_CODE = pattern(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SHAPES = {
    "." : pattern(r"(?:\d+|\d{1,3}(?:([,'’ ])\d{2,3}(?:\1\d{2,3})*)?)(?:\.\d+)?|\.\d+"),
    "," : pattern(r"(?:\d+|\d{1,3}(?:([.'’ ])\d{2,3}(?:\1\d{2,3})*)?)(?:,\d+)?|,\d+"),
}  # fmt: skip
_CERTAIN = pattern(r"[-+]?[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})")
"""Digits with one mark that is not before three of them: most cells of money."""
_LETTER_INSIDE = pattern(r"\d\s*[^\W\d_]+\s*\d")
"""1e400 is not an amount, and 5 and 400 are not one."""
_LAST_GROUP = pattern(r"[,.'’ ]\d{2}$")


def _bad(text: str, sign: str | None) -> InputError:
    if sign and re.search(r"\d", text):
        message = "{value!r} is not a number with the decimal sign {sign!r}."
        return InputError(message, code="bad_number", value=text, sign=Word(sign))
    return InputError("{value!r} is not a number.", code="bad_number", value=text)


@lru_cache(maxsize=32_768)
def parse_decimal(text: str, sign: str | None = ".") -> Decimal:
    """A number. `sign` is its decimal sign: "." or ","; None takes it if this text alone settles it.

    Reads grouping by the other sign, apostrophes or blanks (`1'234.56`, `1,23,456.00`), a leading or
    trailing minus of any kind, and parentheses for below zero. Raises `InputError` (`bad_number`;
    `decimal_sign` when `sign` is None and 1,234 may mean two things).

    >>> parse_decimal("1.234,56", ","), parse_decimal("(12.00)"), parse_decimal("−3", ".")
    (Decimal('1234.56'), Decimal('-12.00'), Decimal('-3'))
    """
    if sign == "." and _PLAIN.fullmatch(text):
        return Decimal(text)
    if sign is None:
        sign = decimal_sign([text])
        if sign is None:
            raise InputError(
                "{value!r} may mean two numbers.",
                hint="Set which sign is the decimal sign.",
                code="decimal_sign",
                value=text,
            )
    digits, negative = _unsigned(text)
    if not _SHAPES[sign].fullmatch(digits):
        raise _bad(text, sign)
    whole, _, part = digits.partition(sign)
    if _LAST_GROUP.search(whole):
        raise _bad(text, sign)
    whole = re.sub(r"\D", "", whole) or "0"
    if len(whole) > 15:
        raise _bad(text, sign)
    value = Decimal(f"{whole}.{part}" if part else whole)
    return -value if negative else value


def _unsigned(text: str) -> tuple[str, bool]:
    """The digits with their grouping, and whether the number is below zero."""
    words = text.translate(_MINUS).strip()
    for space in _SPACES:
        words = words.replace(space, " ")
    negative = False
    if words.startswith("(") and words.endswith(")"):
        words, negative = words[1:-1].strip(), True
    if words.endswith("-"):
        words, negative = words[:-1].rstrip(), not negative
    elif words[:1] in ("-", "+"):
        words, negative = words[1:].lstrip(), negative != (words[0] == "-")
    return words, negative


def _without_currency(text: str) -> str:
    """Money text less currency signs and codes: everything but digits, signs, grouping and parentheses."""
    kept = "".join(" " if unicodedata.category(c) == "Sc" or c.isalpha() else c for c in text)
    return re.sub(r"^(\(?[-+−–]?)\s+|\s+(?=\)?$)", r"\1", kept.strip())


_NO_CENTS = re.compile(r"(.*\d)([.,])[-\u2013\u2014]{1,2}(\D*)")
"""1.200,- and 35.--: a dash for no cents."""


@lru_cache(maxsize=32_768)
def parse_money(text: str, sign: str | None = ".", *, exact: bool = False) -> int:
    """Money in units of 1/10 000, with or without a currency sign or code around it.

    `exact` refuses more than four decimals (`too_many_decimals`), else they are rounded half to even.

    >>> parse_money("$1,234.56"), parse_money("1.234,56 €", ","), parse_money("-USD 2")
    (12345600, 12345600, -20000)
    """
    if (found := _NO_CENTS.fullmatch(text)) and found[2] == sign:
        text = found[1] + found[3]
    if sign == "." and _PLAIN.fullmatch(text):
        value = Decimal(text)
    elif _LETTER_INSIDE.search(text) or not any(map(str.isdigit, text)):
        raise _bad(text, None)
    else:
        value = parse_decimal(_without_currency(text), sign)
    if abs(value) * SCALE > LARGEST:
        raise InputError("{value!r} is larger than can be meant.", code="too_large", value=text)
    if exact and value != round(value, 4):
        raise InputError("{value!r} has more than four decimals.", code="too_many_decimals", value=text)
    return to_units(value)


def parse_price(text: str, sign: str | None = ".") -> tuple[int, str | None]:
    """Money and the currency that its sign or code names, if any.

    >>> parse_price("€40.00/hr".removesuffix("/hr")), parse_price("18.40 usd"), parse_price("7")
    ((400000, 'EUR'), (184000, 'USD'), (70000, None))
    """
    return parse_money(text, sign), currency_hint(text)


def currency_hint(text: str) -> str | None:
    """The currency named in money text by code or sign ("$" is USD), None if there is none.

    >>> currency_hint("C$ 5"), currency_hint("5 PHP"), currency_hint("5")
    ('CAD', 'PHP', None)
    """
    for code in _CODE.findall(text.upper()):
        if code in _codes():
            return str(code)
    mark = "".join(c for c in text if unicodedata.category(c) == "Sc" or c.isalpha())
    return _SYMBOLS.get(mark)


@cache
def _codes() -> frozenset[str]:
    from babel.core import get_global

    return frozenset(get_global("all_currencies")) - _NO_CURRENCY


@lru_cache(maxsize=1024)
def parse_currency(text: str) -> str:
    """A currency code of ISO 4217, in capitals. Raises `InputError` (`unknown_currency`).

    >>> parse_currency(" usd ")
    'USD'
    """
    code = text.strip().upper()
    if code in ("USD", "EUR") or code in _codes():
        return code
    raise InputError(
        "{value!r} is not a currency.",
        hint="Use a code of three letters such as USD.",
        code="unknown_currency",
        value=text,
    )


def decimal_sign(values: Iterable[str]) -> str | None:
    """The decimal sign that a whole column settles, None if it settles none.

    A column of whole numbers is settled ("."): it does not matter. `1,234` may be either.

    >>> decimal_sign(["1,234", "5,50"]), decimal_sign(["1,234"]), decimal_sign(["7", ""])
    (',', None, '.')
    """
    signs: set[str] = set()
    for value in set(values):
        signs.update(_sign_of(value))
    firm = signs - {"?"}
    if len(firm) == 1:
        return firm.pop()
    return "." if not signs else None


_SHORT = pattern(r"(?<=[^\W\d_]{2})[.,](?!\d)")
"""A point behind letters: "1 Std. 30 Min."."""


def _sign_of(value: str) -> str:
    """What one value says: ".", ",", "?" (may be either), or "" (does not matter)."""
    if plain := _CERTAIN.fullmatch(value):
        return plain[1]
    value = _SHORT.sub("", value)
    marks = [c for c in value if c in ".,"]
    if not marks or not any(c.isdigit() for c in value):
        return ""
    last, others = marks[-1], set(marks[:-1])
    if others - {last}:
        return last
    if last in others:
        return "." if last == "," else ","
    before, after = value.split(last)
    after_digits = re.match(r"\d*", after)
    n = len(after_digits.group()) if after_digits else 0
    if n == 0 and not before.strip(" -+("):
        return ""
    head = re.sub(r"[^\d'’ \u00a0\u202f]", "", before).strip()
    grouped = bool(re.search(r"\d['’ \u00a0\u202f]\d", head))
    if n != 3 or grouped or len(head) > 3 or head in ("", "0"):
        return last
    return "?"
