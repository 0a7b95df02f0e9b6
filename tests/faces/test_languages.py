"""Every page in every language that has a catalogue: nothing fails, and it is spoken."""

from __future__ import annotations

import pytest

from tests.faces.conftest import texts
from tracker.desk import entry
from tracker.domain import Settings
from tracker.views import text
from tracker.widgets import served

PAGES = ("today", "log", "projects", "payments", "files", "earnings", "availability", "platforms", "outlook", "settings")
LANGUAGES = [name for name in sorted(text.LANGUAGES) if text.translated_percent(name) >= text.SPOKEN_FROM]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown_in_the_language_of_the_browser(page, language, open_app, sample_file):
    shown = " ".join(map(str, texts(open_app(sample_file, page, locale=language.replace("_", "-")))))
    assert text._("Settings") == "Settings" or shown  # the test's own context speaks what it likes
    assert " the " not in f" {shown} ".replace("the tracker", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chosen_language_goes_before_the_browsers(language, open_app, sample_file):
    at = open_app(sample_file, "settings")
    (choice,) = [c for c in at.button_group if c.key.startswith("language")]
    assert choice
    entry.save_settings(served.desk(), Settings(home_currency="USD", time_zone="UTC", language=language))
    at.run()
    text.speak(language, chosen=True)
    assert any(text._("Exchange rates") in str(shown) or text._("Platforms") in str(shown) for shown in texts(at))
    text.speak("en")
