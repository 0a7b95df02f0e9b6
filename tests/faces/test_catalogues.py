"""The catalogues of messages: what a translation must keep, and how far each language is."""

from __future__ import annotations

import datetime as dt
import re
import string
from functools import cache
from gettext import NullTranslations

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.quickadd.ledger import said
from tools.messages import template
from tracker.kinds import Language
from tracker.say import Name, Said
from tracker.views import text
from tracker.views.numbers import Reader

LANGUAGES = sorted(text.LANGUAGES)
COMPLETE = {"es", "fil", "fr", "pt_BR"}
"""Languages that have every message of the code; another one is begun."""


def _catalogue(language: str) -> Catalog:
    with text.po_file(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _forms(message: Message) -> list[tuple[str, str]]:
    """Each translation with the text that it is of."""
    if isinstance(message.id, str):
        return [(message.id, message.string)] if message.string else []
    one, many = message.id
    return [(one if n == 0 else many, form) for n, form in enumerate(message.string) if form]


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_blanks_code_and_edges(language: str) -> None:
    for message in _catalogue(language):
        every = set().union(*map(_blanks, message.id if isinstance(message.id, tuple) else [message.id]))
        for source, translated in _forms(message) if message.id else []:
            # "one day" may leave its number out, and a plural may name it
            assert _blanks(translated) == _blanks(source) or isinstance(message.id, tuple), message.id
            assert _blanks(translated) <= every, message.id
            assert re.findall("`[^`]*`", translated) == re.findall("`[^`]*`", source), message.id
            assert translated[:1].isspace() == source[:1].isspace(), message.id
            assert translated[-1:].isspace() == source[-1:].isspace(), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_read_as_babel_reads_it(language: str) -> None:
    ours, theirs = text.Catalogue(text.po_file(language)), [m for m in _catalogue(language) if m.id]
    for message in theirs:
        one = message.id if isinstance(message.id, str) else message.id[0]
        assert ours.forms(one) == ([message.string] if isinstance(message.string, str) else list(message.string))
    assert ours.done == (sum(bool(_done(m)) for m in theirs), len(theirs))
    assert ours.gettext("is in no catalogue") == "is in no catalogue"
    assert ours.ngettext("{n} week", "{n} weeks", 5) == ours.forms("{n} week")[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_is_written_as_the_language_writes_it(language: str) -> None:
    """No sign of percent in words but as CLDR has it; a figure in the blank of one brings its own."""
    sign = re.sub("[^%\N{NO-BREAK SPACE}]", "", Reader.of(language, "EUR").share(0.5))
    for message in _catalogue(language):
        for source, translated in _forms(message) if message.id else []:
            assert not re.search("[0-9}] %|}%", source), message.id
            found = re.findall("(?<=[0-9])[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?%", translated)
            assert set(found) <= {sign}, translated


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_and_plurals_have_all_their_forms(language: str) -> None:
    catalogue = _catalogue(language)
    for message in catalogue:
        assert not message.fuzzy or not message.id, message.id
        if message.pluralizable and any(message.string):
            assert len(message.string) == catalogue.num_plurals, message.id
            assert all(message.string), message.id


@cache
def _of_the_code() -> tuple[Message, ...]:
    return tuple(message for message in template() if message.id)


def _done(message: Message | None) -> bool:
    return message is not None and bool(message.string) and all(message.string)


@pytest.mark.parametrize(
    "text",
    [
        "A timer is running already.",  # in a table by key
        "Import it as it is.",  # behind a name, in a table
        "Did it arrive, or is it still owed?",  # one of two that are assigned together
        "On which day was it spent?",  # handed to a function that asks
        "Dates were read as year-month-day: 2026-03-04 is 4 March.",  # chosen and handed back
    ],
)
def test_a_sentence_is_a_message_wherever_it_stands(text: str) -> None:
    assert text in [message.id for message in _of_the_code()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_message_of_the_code_or_is_begun(language: str) -> None:
    catalogue = _catalogue(language)
    missing = [message.id for message in _of_the_code() if not _done(catalogue.get(message.id))]
    assert not missing if language in COMPLETE else len(missing) < len(_of_the_code())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_shown_as_an_example_can_be_typed(language: str) -> None:
    shown = [m for m in _catalogue(language) if isinstance(m.id, str) and re.fullmatch("Such as: [^{]+", m.id)]
    lines = [m for m in shown if m.string and " tracker " not in m.id]
    assert len(lines) > 10 or language not in COMPLETE
    for message in lines:
        for line in re.split(r", \w+ ?: ", message.string.partition(": ")[2].removesuffix(".")):
            assert not said(line, locale=language.partition("_")[0]).startswith("!"), line


def test_the_choice_of_a_language_offers_the_catalogues() -> None:
    assert {str(choice): choice.said for choice in Language if choice != "en"} == text.LANGUAGES


def test_what_has_no_translation_is_english() -> None:
    text.speak("de")
    assert text._("Kept") == "Kept"
    assert text.ngettext("{n} week", "{n} weeks", 2) == "{n} weeks"


def test_a_language_that_is_only_begun_is_spoken_where_it_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "translated_percent", lambda language: 50)
    monkeypatch.setattr(text, "_catalogue", lambda language: _Upper() if language == "es" else NullTranslations())
    text.speak("es")
    assert text._("Kept") == "Kept"
    text.speak("es", chosen=True)
    assert text._("Kept") == "KEPT"
    text.speak("en")


class _Upper:
    def gettext(self, message: str) -> str:
        return message.upper()


def test_a_sentence_from_below_is_translated_with_what_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.views.numbers._", {"{a} and {b}.": "{b} y {a}.", "not {c}": "no {c}"}.get)
    said = Said("{a} and {b}.", a=Name("Ridge"), b=Said("not {c}", c=dt.date(2026, 5, 6)))
    assert Reader.of("es", "USD").say(said) == "no 6 may 2026 y Ridge."
