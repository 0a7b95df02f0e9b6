"""Numbers as the terminal writes them: with the signs of one's locale, which it knows without CLDR being loaded.

CLDR takes longer to load than `tracker log` takes; a test holds what is here to it.
"""

from __future__ import annotations

ENGLISH = ",", "."
_SIGNS = {
    **dict.fromkeys(("es", "es_ES", "es_EA", "es_IC", "es_GQ", "es_PH", "es_AR", "es_BO", "es_CL"), (".", ",")),
    **dict.fromkeys(("es_CO", "es_EC", "es_PY", "es_UY", "es_VE", "pt", "pt_BR", "fr_LU"), (".", ",")),
    **dict.fromkeys(("es_CR", "fr", "pt_PT"), (" ", ",")),
}
"""The sign between thousands and that of decimals, by locale; one that is not here writes as English does."""
_USUAL = {"fr": "fr", "pt": "pt_PT"}
"""What countries of a language write that are not named."""


_SPACED = frozenset(("es", "es_ES", "es_EA", "es_IC", "es_GQ", "es_PH"))
"""Locales with a space before the percent sign, and all of French but that of Switzerland."""


def signs(locale: str) -> tuple[str, str]:
    """What a locale writes between thousands and before decimals; a space is a plain one, as consoles have it.

    >>> signs("es"), signs("es_MX"), signs("fr_BE"), signs("en_GB")
    (('.', ','), (',', '.'), (' ', ','), (',', '.'))
    """
    return _SIGNS.get(locale) or _SIGNS.get(_USUAL.get(locale.partition("_")[0], ""), ENGLISH)


def written(number: str, locale: str) -> str:
    """A number in the signs of a locale, from those of English.

    >>> written("12,345.50 EUR", "pt_BR"), written("61.2%", "es"), written("61.2%", "es_MX")
    ('12.345,50 EUR', '61,2 %', '61.2%')
    """
    between, decimal = signs(locale)
    spaced = locale in _SPACED or (locale.startswith("fr") and locale != "fr_CH")
    return number.translate({ord(","): between, ord("."): decimal, ord("%"): " %" if spaced else "%"})
