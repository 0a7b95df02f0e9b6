"""Pages in the languages that have a catalogue: nothing fails, and they are spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.faces.conftest import texts
from tracker.desk import entry
from tracker.views import text
from tracker.widgets import served

PAGES = {"today": "Today", "log": "Log", "projects": "Projects", "payments": "Payments", "files": "Import",
         "earnings": "What I make", "availability": "Availability", "platforms": "Platforms", "outlook": "Outlook",
         "settings": "Settings"}  # fmt: skip
LANGUAGES = [name for name in sorted(text.LANGUAGES) if text.translated_percent(name) >= text.SPOKEN_FROM]


@pytest.fixture(autouse=True)
def in_english_again():
    yield
    text.speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown_in_the_language_of_the_browser(page, language, open_app, sample_file):
    shown = texts(open_app(sample_file, page, locale=language.replace("_", "-")))
    text.speak(language)
    assert text._(PAGES[page]) in shown or page == "today"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chosen_language_goes_before_the_browsers(language, open_app, sample_file):
    at = open_app(sample_file, "settings")
    old = served.desk().settings()
    entry.save_settings(served.desk(), replace(old, language=language))
    at.run()
    text.speak(language)
    assert text._("Appearance") in texts(at)
