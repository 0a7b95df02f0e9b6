"""Interface texts: every sentence a person reads goes through `_`, so that it can be translated.

    _("Kept")                          the text in the language of the current run
    ngettext("{n} week", "{n} weeks", n).format(n=n)

Catalogues are in `catalogues/<language>.po` beside this file, as translators write them; one is compiled in memory when
it is first used, so nothing has to be built to run from a checkout or a package. What has no translation is English.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Message

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
LANGUAGES = {"es": "Español", "fr": "Français", "pt_BR": "Português (Brasil)", "fil": "Filipino"}
"""Languages with a catalogue, by their own names."""

SPOKEN_FROM = 95
"""Percent of its messages that a catalogue has before it is used for somebody who has not asked for it."""

_language: ContextVar[str] = ContextVar("language", default="en")


def po_file(language: str) -> Path:
    return CATALOGUES / f"{language}.po"


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return _compiled(found) if (found := catalogue_of(language)) else gettext.NullTranslations()


def catalogue_of(language: str) -> str:
    """The catalogue for a language ("pt_PT": that of Brazil); "" if there is none.

    >>> catalogue_of("pt_PT"), catalogue_of("es_MX"), catalogue_of("de")
    ('pt_BR', 'es', '')
    """
    spoken = language.partition("_")[0]
    return next((name for name in LANGUAGES if name == language or name.partition("_")[0] == spoken), "")


def _compiled(language: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po_file(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=16)
def translated_percent(language: str) -> int:
    """Of how many messages in a hundred a catalogue has the translation, rounded down."""
    from babel.messages.pofile import read_po

    with po_file(language).open("rb") as file:
        every = [m for m in read_po(file, locale=language) if m.id]
    return sum(map(_done, every)) * 100 // len(every)


def _done(message: Message) -> bool:
    """Whether a message is translated, in all its forms."""
    text = message.string
    return bool(text) if isinstance(text, str) else bool(text) and all(text or ())


def speak(language: str, *, chosen: bool = False) -> None:
    """Use this language ("de", "pt_BR") for the texts of the current run; one that is only begun if it was chosen."""
    whole = chosen or not (there := catalogue_of(language)) or translated_percent(there) >= SPOKEN_FROM
    _language.set(language if whole else "en")


def spoken() -> str:
    """The language of the texts of this run: that of the catalogue in use, else en."""
    return catalogue_of(_language.get()) or "en"


def leftward() -> bool:
    """Whether the texts of this run are written from right to left."""
    from babel import Locale

    return bool(Locale.parse(spoken()).text_direction == "rtl")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The texts within in this language, as `speak` takes it; afterwards in the one before."""
    before = _language.get()
    speak(language)
    try:
        yield
    finally:
        _language.set(before)


def _(text: str) -> str:
    return _catalogue(_language.get()).gettext(text) if text else text


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that fits `n` things."""
    return _catalogue(_language.get()).ngettext(one, many, n)
