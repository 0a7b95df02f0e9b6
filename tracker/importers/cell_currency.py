"""Which currency a cell or a header names: a code, a sign, or a sign that several currencies share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tracker.errors import InputError
from tracker.importers.parsers import without_way
from tracker.words import currency_hint, parse_currency

_DOLLARS = (
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL BBD BSD BZD FJD GYD JMD LRD NAD SBD SRD TTD XCD BND BMD KYD"
)
_SHARED = {
    "$": _DOLLARS, "usd$": "USD", "us$": "USD", "s$": "SGD", "nt$": "TWD", "¥": "JPY CNY", "￥": "JPY CNY",
    "£": "GBP EGP GIP FKP SHP LBP SSP SDG SYP", "kr": "SEK NOK DKK ISK", "kr.": "DKK SEK NOK ISK",
    "rs": "INR PKR LKR NPR MUR SCR", "rs.": "INR PKR LKR NPR MUR SCR", "元": "CNY", "円": "JPY", "rmb": "CNY",
    "руб": "RUB", "руб.": "RUB", "р.": "RUB", "₽": "RUB", "грн": "UAH", "lei": "RON MDL", "ft": "HUF", "лв": "BGN",
    "лв.": "BGN", "kn": "HRK", "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "s": "PEN", "rp": "IDR", "rm": "MYR",
    "zl": "PLN", "kc": "CZK", "euro": "EUR", "euros": "EUR", "dollars": _DOLLARS, "dollar": _DOLLARS, "r": "ZAR",
    "p": "PHP", "php": "PHP", "ksh": "KES", "ksh.": "KES", "sh": "KES TZS UGX", "tk": "BDT", "฿": "THB", "₵": "GHS",
    "₡": "CRC", "₲": "PYG", "₸": "KZT", "₼": "AZN", "₾": "GEL", "৳": "BDT",
}  # fmt: skip
_WORDS_TOO = re.compile("all|try|top|pen|cup|mop|sos|lak|gel|bam|mad|bob|ron|std|cop|cou|kid|lek")
_SMALL = re.compile(r"[_(\[ ]([a-z]{3})[)\]]?$")
_IN_HEADER = re.compile(
    r"(?:^|[(\[/,\s_-])(?:in\s+)?([A-Z]{3}|[^\w\s()\[\]/,.-]{1,2}|[A-Z]{1,3}\$|元|円|EUROS?|[Ee]uros?)[)\]]?\s*$"
)


@lru_cache(maxsize=65_536)
def possible(cell: str) -> frozenset[str]:
    """The currencies that money text can be in by what it says itself; empty if it says nothing.

    Letters of the direction (`12.00 DR`, `5,00 S`) are none. Raises `InputError` (`bad_number`) where it holds other
    words that are no currency: `12.00 pcs`.

    >>> possible("5 EUR"), possible("12"), "CAD" in possible("$5"), "EUR" in possible("$5")
    (frozenset({'EUR'}), frozenset(), True, False)
    """
    bare, _ = without_way(cell)
    mark = "".join(c for c in bare if unicodedata.category(c) == "Sc" or c.isalpha() or c in "./").strip("./ ")
    if not mark.strip("."):
        return frozenset()
    mark = re.sub(r"(?<!\w)[./]+|[./]+(?!\w)", "", mark).casefold()
    if mark in _SHARED:
        return frozenset(_SHARED[mark].split())
    hint = currency_hint(bare)
    if hint is None or (len(mark) > 3 and not _names_only(mark, hint)):
        raise InputError("{value!r} contains words that are not a currency.", code="bad_number", value=cell)
    return frozenset((hint,))


def _names_only(mark: str, code: str) -> bool:
    """Whether a text is a code with its own sign: "$USD", "€EUR"."""
    return "".join(c for c in mark if c.isalpha()) in (code.casefold(), f"us{code}".casefold())


@lru_cache(maxsize=1024)
def of_header(header: str) -> str | None:
    """The currency that a column's name ends with: `Amount (EUR)`, `Deposits [SGD]`, `Total €`.

    >>> of_header("Amount (EUR)"), of_header("Betrag in EUR"), of_header("金额(元)"), of_header("ALL")
    ('EUR', 'EUR', 'CNY', None)
    >>> of_header("Deposit Amount (INR )")
    'INR'
    """
    codes = allowed_by(header)
    return next(iter(codes)) if len(codes) == 1 else None


@lru_cache(maxsize=1024)
def allowed_by(header: str) -> frozenset[str]:
    """The currencies that a column can be in by its name; empty if that says nothing.

    >>> allowed_by("Amount (EUR)"), allowed_by("Amount"), "GBP" in allowed_by("Amount (£)")
    (frozenset({'EUR'}), frozenset(), True)
    """
    header = re.sub(r"(?<=[(\[])\s+|\s+(?=[)\]])", "", header)  # "Amount (INR )"
    small = _SMALL.search(header.strip())
    if small and not _WORDS_TOO.fullmatch(small.group(1)):
        hint = currency_hint(small.group(1))
        return frozenset((hint,)) if hint else frozenset()
    found = _IN_HEADER.search(header.strip())
    if not found or (found.start() == 0 and len(header.strip()) <= 3 and not header.strip().startswith("(")):
        return frozenset()
    word = found.group(1)
    try:
        if len(word) == 3 and word.isalpha() and word.isascii():
            return frozenset((parse_currency(word),))
        return possible(word)
    except InputError:
        return frozenset()
