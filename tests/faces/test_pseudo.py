"""Pages in a language that nobody speaks: what is still English is listed, and may not become more."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

import pytest

from tests.faces import pseudo
from tests.faces.conftest import ROOT, every_part
from tracker.sample import generate
from tracker.views import text
from tracker.words.reference import table

PAGES = sorted(page.stem for page in (ROOT / "pages").glob("[a-z]*.py"))
ENGLISH = {"files": 1, "explore": 6}
"""Texts of each page that may be English; none of a page that is not named."""


@pytest.fixture(autouse=True)
def in_english_again():
    yield
    text.speak("en")


TYPED = {"platform", "project", "alias", "note", "role", "reason", "successor_of", "pattern", "category",
         "from_account", "to_account"}  # fmt: skip
"""Columns that hold somebody's own words."""
OTHERS = {"Granite", "Meadowlark", "Foxglove", "Simulated collective", "world", "Sample ledger", "English", "US Letter",
          "hledger", "Ledger", "Beancount", "The tracker's own archive"}  # fmt: skip
"""Names in the example release, of programs, of a size of paper, of a language in itself."""


@pytest.fixture(scope="session")
def names():
    """Names and words that somebody gave: of the sample ledger, of known platforms, of zones."""
    typed = {v for r in generate().records for name in TYPED if isinstance(v := getattr(r, name, None), str)}
    listed = {row["name"] for row in table("platforms")}
    roles = {row["role"] for row in table("roles")}
    press = {row[name] for row in table("press_claims") for name in ("publication", "who_says_so") if row[name]}
    zones = {name for z in available_timezones() if "/" in z for name in (z, z.replace("_", " "))}
    found = sorted(
        typed | listed | roles | press | zones | OTHERS | set(text.LANGUAGES.values()), key=len, reverse=True
    )
    return re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in found))


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
