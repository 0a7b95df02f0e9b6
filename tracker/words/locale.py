"""Whose writing is read and shown: the locale that a machine is set to, and what it settles."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.later import pattern

_LOCALE = pattern(r"([a-z]{2,3})(?:_([A-Z]{2}|\d{3}))?(?:[.@].*)?")
_UNSETTLED = frozenset(("es",))
"""Languages whose countries differ in the decimal sign: without a country nothing is known."""


def of_machine(environment: Mapping[str, str]) -> str:
    """The locale of the machine ("es_MX"); "" if it has none. A language asked for by LANGUAGE comes first, as
    gettext has it.

    >>> of_machine({"LANG": "es_MX.UTF-8"}), of_machine({"LANGUAGE": "fil:en", "LANG": "en_PH.UTF-8"})
    ('es_MX', 'fil')
    >>> of_machine({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}), of_machine({})
    ('', '')
    """
    set_to = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environment.get(name))), "")
    if not _LOCALE.fullmatch(set_to):
        return ""  # C and POSIX know no languages
    for name in (*environment.get("LANGUAGE", "").split(":"), set_to):
        if found := _LOCALE.fullmatch(name):
            return "_".join(part for part in found.groups() if part)
    return ""


def preferred(chosen: str | None, own: str) -> str:
    """The locale to use: the language that was chosen, in the writing of one's own locale where that is of it.

    >>> preferred("es", "es_MX"), preferred("fil", "en_PH"), preferred(None, "fr-CA")
    ('es_MX', 'fil', 'fr_CA')
    """
    own = own.replace("-", "_")
    return own if not chosen or own.partition("_")[0] == chosen.partition("_")[0] else chosen


def decimal_sign_of(locale: str) -> str | None:
    """The decimal sign with which a locale writes; None if that is not certain.

    >>> [decimal_sign_of(name) for name in ("pt_BR", "es_MX", "es_CO", "es", "fr", "fil", "en", "xx")]
    [',', '.', ',', None, ',', '.', '.', None]
    """
    language, _, country = locale.replace("-", "_").partition("_")
    if language in ("", "en") or (language in _UNSETTLED and not country):
        return "." if language == "en" else None
    from babel.core import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(locale, sep="-" if "-" in locale else "_").number_symbols
    except (UnknownLocaleError, ValueError):
        return None
    sign = symbols.get("latn", {}).get("decimal")
    return str(sign) if sign in (".", ",") else None
