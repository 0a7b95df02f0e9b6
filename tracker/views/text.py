"""Interface texts: every sentence a person reads goes through `_`, so that it can be translated.

    _("Kept")                          the text in the language of the current run
    ngettext("{n} week", "{n} weeks", n).format(n=n)

Catalogues are in `catalogues/<language>.po` beside this file, as translators write them; one is read when it is first
used, so nothing has to be built to run from a checkout or a package. What has no translation is English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
LANGUAGES = {"es": "Español", "fr": "Français", "pt_BR": "Português (Brasil)", "fil": "Filipino"}
"""Languages with a catalogue, by their own names."""

SPOKEN_FROM = 95
"""Percent of its messages that a catalogue has before it is used for somebody who has not asked for it."""

_language: ContextVar[str] = ContextVar("language", default="en")


def po_file(language: str) -> Path:
    return CATALOGUES / f"{language}.po"


_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
_FORM = re.compile(r'^msgstr(?:\[\d\])? "(.*)"$', re.MULTILINE)
_PLURAL = re.compile(r"plural=(.+?);")


class Catalogue(gettext.NullTranslations):
    """A catalogue as its file has it; what is said of a message is read when it is asked for.

    Babel's reader, and that of a compiled file too, take every message apart: too long for a command that says three.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        whole = path.read_bytes().replace(b"\r\n", b"\n").replace(b'"\n"', b"")  # a text may go on in the next line
        rows = [row.partition(b'"\n') for row in whole.split(b'\nmsgid "')]
        self._rows = {message: forms for message, _between, forms in rows[1:]}
        found = _PLURAL.search(self._rows.get(b"", b"").decode())
        self._form = gettext.c2py(found[1] if found else "n != 1")

    def forms(self, message: str) -> list[str]:
        """The translation of a message, one for each plural form if it has any; empty if there is none."""
        row = self._rows.get(message.translate(_ESCAPED).encode(), b"")
        return [_unescaped(form) for form in _FORM.findall(row.decode())]

    def gettext(self, message: str) -> str:
        found = self.forms(message)
        return (found and found[0]) or message

    def ngettext(self, one: str, many: str, n: int) -> str:
        found, at = self.forms(one), self._form(n)
        return (found[at : at + 1] or [""])[0] or (one if n == 1 else many)

    @property
    def done(self) -> tuple[int, int]:
        """How many messages are translated in all their forms, and how many there are."""
        every = [_FORM.findall(row.decode()) for message, row in self._rows.items() if message]
        return sum(bool(forms) and all(forms) for forms in every), len(every)


def _unescaped(form: str) -> str:
    return form if "\\" not in form else re.sub(r"\\(.)", lambda found: _SIGNS.get(found[1], found[1]), form)


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return Catalogue(po_file(found)) if (found := catalogue_of(language)) else gettext.NullTranslations()


def catalogue_of(language: str) -> str:
    """The catalogue for a language ("pt_PT": that of Brazil); "" if there is none.

    >>> catalogue_of("pt_PT"), catalogue_of("es_MX"), catalogue_of("de")
    ('pt_BR', 'es', '')
    """
    spoken = language.partition("_")[0]
    return next((name for name in LANGUAGES if name == language or name.partition("_")[0] == spoken), "")


@lru_cache(maxsize=16)
def translated_percent(language: str) -> int:
    """Of how many messages in a hundred a catalogue has the translation, rounded down."""
    done, every = Catalogue(po_file(language)).done
    return done * 100 // every


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
