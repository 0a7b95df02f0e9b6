"""Pages in a language that nobody speaks: what is still English is listed, and may not become more."""

from __future__ import annotations

import pytest

from tests.faces import pseudo
from tests.faces.conftest import ROOT, every_part
from tracker.views import text

PAGES = sorted(page.stem for page in (ROOT / "pages").glob("[a-z]*.py"))
ENGLISH = {"files": 1, "explore": 6}
"""Texts of each page that may be English; none of a page that is not named."""


@pytest.fixture(autouse=True)
def in_english_again():
    yield
    text.speak("en")


@pytest.fixture(scope="session")
def names():
    return pseudo.names()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_is_left_in_english(page, names, open_app, sample_file, monkeypatch):
    pseudo.speak(monkeypatch)
    at = open_app(sample_file, page, locale=pseudo.LOCALE)
    english = {}
    for one in every_part(at):
        english |= {t: words for t in pseudo.read(one) if (words := pseudo.plain_letters(t, names))}
    print(f"{page}: {len(english)}")
    for said, words in english.items():
        print(f"    {' '.join(words)[:60]:60} in {said[:160]}")
    assert len(english) <= ENGLISH.get(page, 0)


RTL = (ROOT / "static" / "rtl.css").read_text("utf-8")


def styles(at):
    return "".join(e.proto.body for e in at.get("html"))


@pytest.mark.parametrize("page", ["today", "earnings", "settings"])
def test_a_language_from_right_to_left_turns_the_page_and_nothing_else(page, open_app, sample_file, monkeypatch):
    pseudo.speak_leftward(monkeypatch)
    at = open_app(sample_file, page, locale="ar-EG")
    assert RTL in styles(at)
    assert at.title[0].value.startswith("⟦")
    at.context = {**at.context, "locale": "en-US"}
    assert RTL not in styles(at.run())
