"""What people write for a currency: signs, words and codes, and which currencies each may mean.

`$` and `pesos` are written for many currencies. Nothing here decides between them: whoever knows where the
reader lives, or in what a platform pays, does.
"""

from __future__ import annotations

from functools import cache

from tracker.words.number import parse_currency

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "COP", "CLP", "ARS", "TWD", "JMD", "TTD", "BSD", "BBD")
PESOS = ("PHP", "MXN", "COP", "ARS", "CLP", "DOP", "UYU", "CUP")
SHILLINGS = ("KES", "UGX", "TZS", "SOS")
RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR")
POUNDS = ("GBP", "EGP", "LBP", "SYP", "SDG", "SSP")
CROWNS = ("SEK", "NOK", "DKK", "ISK", "CZK")
FRANCS = ("CHF", "XOF", "XAF", "RWF", "BIF", "GNF")
DINARS = ("KWD", "BHD", "JOD", "RSD", "DZD", "TND", "IQD", "LYD", "MKD")

_SIGNS: dict[str, tuple[str, ...]] = {
    "$": DOLLARS, "US$": ("USD",), "USD$": ("USD",), "C$": ("CAD", "NIO"), "CA$": ("CAD",), "CAD$": ("CAD",),
    "A$": ("AUD",),
    "AU$": ("AUD",), "NZ$": ("NZD",), "S$": ("SGD",), "HK$": ("HKD",), "MX$": ("MXN",), "COP$": ("COP",),
    "R$": ("BRL",),
    "€": ("EUR",), "£": POUNDS, "¥": ("JPY", "CNY"), "₹": ("INR",), "₱": ("PHP",), "₦": ("NGN",),
    "₴": ("UAH",), "₺": ("TRY",),
    "₽": ("RUB",), "₫": ("VND",), "₩": ("KRW", "KPW"), "₪": ("ILS",), "₵": ("GHS",), "₸": ("KZT",), "₮": ("MNT",),
    "฿": ("THB",),
    "₭": ("LAK",), "₾": ("GEL",), "₨": RUPEES, "৳": ("BDT",), "₡": ("CRC",), "₲": ("PYG",), "₼": ("AZN",),
    "֏": ("AMD",),
    "zł": ("PLN",), "kč": ("CZK",), "p": ("PHP", "BWP"), "r": ("ZAR",), "/=": SHILLINGS, "/-": (*RUPEES, *SHILLINGS),
}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "dollar": DOLLARS, "buck": DOLLARS, "dolar": DOLLARS, "dólar": DOLLARS, "euro": ("EUR",), "pound": POUNDS,
    "quid": ("GBP",),
    "peso": PESOS, "piso": ("PHP",), "shilling": SHILLINGS, "sh": SHILLINGS, "shs": SHILLINGS, "/=": SHILLINGS,
    "bob": ("KES", "BOB"), "ksh": ("KES",), "kshs": ("KES",), "tsh": ("TZS",), "tshs": ("TZS",), "ush": ("UGX",),
    "ushs": ("UGX",),
    "rupee": RUPEES, "rs": RUPEES, "rupiah": ("IDR",), "rp": ("IDR",), "ringgit": ("MYR",), "rm": ("MYR",),
    "baht": ("THB",),
    "dong": ("VND",), "yen": ("JPY",), "yuan": ("CNY",), "rmb": ("CNY",), "won": ("KRW", "KPW"), "naira": ("NGN",),
    "rand": ("ZAR",),
    "cedi": ("GHS",), "birr": ("ETB",), "taka": ("BDT",), "reais": ("BRL",), "sole": ("PEN",),
    "sol": ("PEN",), "lira": ("TRY",),
    **dict.fromkeys(("zl", "zloty", "złoty", "zlote", "złote", "zlotych", "złotych"), ("PLN",)),
    "hryvnia": ("UAH",),
    "lei": ("RON", "MDL"), "leu": ("RON", "MDL"),
    "forint": ("HUF",), "kr": CROWNS, "crown": CROWNS, "krona": ("SEK", "ISK"), "kronor": ("SEK",),
    "krone": ("NOK", "DKK"),
    "kroner": ("NOK", "DKK"), "koruna": ("CZK",), "franc": FRANCS, "dinar": DINARS, "dirham": ("AED", "MAD"),
    "shekel": ("ILS",), "dh": ("MAD", "AED"), "fcfa": ("XOF", "XAF"), "cfa": ("XOF", "XAF"), "frs": FRANCS,
    "ruble": ("RUB", "BYN"), "rouble": ("RUB", "BYN"), "guarani": ("PYG",), "colone": ("CRC",), "quetzal": ("GTQ",),
}  # fmt: skip
_USUAL = frozenset(("USD", "EUR", "GBP", "PHP", "INR", "KES", "NGN", "CAD", "AUD", "BRL", "MXN", "ZAR", "PLN"))
"""Codes that are known without a look into the table of all."""
_NO_CODES = frozenset(
    (
        "min", "hrs", "sec", "may", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "for", "and", "day",
    )
)  # fmt: skip
_ALSO_WORDS = frozenset(("all", "top", "cup", "mop", "gel", "add"))
"""Codes that are common words in small letters: currencies only where they are in capitals."""


def meant_by(mark: str) -> tuple[str, ...]:
    """The currencies that a sign, word or code may mean, the most usual first; none if it is not a currency.

    >>> meant_by("php"), meant_by("ksh"), meant_by("pesos")[:3], meant_by("foo")
    (('PHP',), ('KES',), ('PHP', 'MXN', 'COP'), ())
    """
    if mark.upper() in _USUAL:
        return (mark.upper(),)
    if mark.casefold() in _NO_CODES:
        return ()
    if len(mark) == 3 and mark.isupper() and mark in in_use():
        return (mark,)
    sign = mark.upper() if "$" in mark else mark.casefold()
    low = mark.casefold().rstrip(".")
    if found := _SIGNS.get(sign) or _WORDS.get(low) or _WORDS.get(low.removesuffix("s")):
        return found
    if len(mark) == 3 and mark.isascii() and mark.isalpha() and mark.upper() in in_use() and low not in _ALSO_WORDS:
        return (mark.upper(),)
    return ()


@cache
def in_use() -> frozenset[str]:
    """Codes of the currencies that are in use somewhere today."""
    from babel.core import get_global

    used = {
        c for there in get_global("territory_currencies").values() for c, _, end, tender in there if tender and not end
    }
    return frozenset(code for code in used if parse_currency(code))
