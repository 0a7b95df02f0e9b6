"""Interface texts: every sentence a person reads goes through `_`, so that it can be translated.

    _("Kept")                          the text in the language of the current run
    ngettext("{n} week", "{n} weeks", n).format(n=n)

Catalogues are in `catalogues/<language>/LC_MESSAGES/tracker.mo` beside this file; if there is none, English stands.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent / "catalogues"

_language: ContextVar[str] = ContextVar("language", default="en")


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("tracker", CATALOGUES, [language, language.split("_")[0]], fallback=True)


def speak(language: str) -> None:
    """Use this language ("de", "pt_BR") for the texts of the current run."""
    _language.set(language)


def _(text: str) -> str:
    return _catalogue(_language.get()).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that fits `n` things."""
    return _catalogue(_language.get()).ngettext(one, many, n)
