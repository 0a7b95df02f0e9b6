"""Lines in four other languages: each says what a line of English words says, whoever reads it, or is asked about."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from tests.quickadd.ledger import read, rows_of, said
from tests.quickadd.test_table import DOC, TABLE
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import languages
from tracker.quickadd.line import quote

LINES = Path(__file__).parent / "lines"
Row = tuple[str, str, str, dict[str, Any]]


def _rows(language: str) -> list[Row]:
    """Language, line, what it says, and the reader: see the head of the files."""
    return [(language, *row) for row in rows_of(LINES / f"{language}.txt")]


ROWS = [row for language in languages.LANGUAGES for row in _rows(language)]
LEAST = {"es": 400, "fr": 400, "pt": 400, "fil": 400}
SURE = [row for row in ROWS if row[2][0] not in "?!-"]


def _not_taken(text: str) -> bool:
    """Whether what comes of a line is a question, a refusal, or needs one more yes."""
    return text[0] in "?!" or text.endswith("]")


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_there_are_lines_enough(language: str) -> None:
    rows = _rows(language)
    assert len({(line, str(context)) for _, line, _, context in rows}) == len(rows) >= LEAST[language]


@pytest.mark.parametrize(("language", "line", "meant", "context"), ROWS)
def test_a_line_says_what_its_english_says(language: str, line: str, meant: str, context: dict[str, Any]) -> None:
    home = {"home_currency": context["home_currency"]} if context else {}
    found = said(line, **{"locale": language, **context})
    if meant == "!":
        assert _not_taken(found)
    elif meant == "-":
        assert found.startswith("!")
    elif meant.startswith("? "):
        assert found.startswith("?")
        assert all(said(answer, **home) in found for answer in meant[2:].split(" | "))
    else:
        assert found == said(meant, **home)


@pytest.mark.parametrize("reader", ["", *languages.LANGUAGES])
def test_no_line_is_taken_otherwise_by_a_reader_of_another_language(reader: str) -> None:
    for language, line, meant, context in ROWS:
        found = "?" if context or language == reader else said(line, locale=reader)
        if not _not_taken(found):
            answers = meant.removeprefix("? ").split(" | ")  # what is asked in one language another may settle
            assert found in map(said, answers), (reader, line)


@pytest.mark.parametrize("reader", languages.LANGUAGES)
def test_an_english_line_reads_as_before_in_every_setting(reader: str) -> None:
    for line, meant, context in TABLE:
        found = said(line, locale=reader, **context)
        settled = meant.startswith("?") and found in meant  # by how the reader writes numbers
        assert found == meant or settled or _not_taken(found), (reader, line)


@pytest.mark.parametrize("reader", languages.LANGUAGES)
def test_what_is_printed_means_the_same_in_every_setting(reader: str) -> None:
    for line, meant, context in TABLE:
        if meant[0] not in "?!":
            printed = read(line, **context).line
            assert read(printed, locale=reader, **context).line == printed, (reader, line)


@pytest.mark.parametrize("line", ["3h no outlier", "2h outlier no rlhf"])
def test_no_is_the_word_of_english_unless_the_line_or_its_reader_is_portuguese(line: str) -> None:
    assert all(said(line, locale=reader).startswith("!") for reader in ("", "es", "fr", "fil"))
    assert said(line, locale="pt") == said(line.replace(" no", ""))
    assert said(f"{line} ontem") == said(f"{line.replace(' no', '')} yesterday")


@pytest.mark.parametrize("line", ["2 oras outlier yesterday", "worked 2 horas outlier kahapon", "2 hours outlier hier"])
def test_words_of_two_languages_mix(line: str) -> None:
    assert said(line) == said("2h outlier yesterday")


@pytest.mark.parametrize(
    ("reader", "line", "answers"),
    [
        ("", "2h outlier segunda", ["2h outlier mon"]),
        ("pt", "2h outlier segunda", []),
        ("es", "2h outlier segunda", ["2h outlier mon"]),
        ("fr", "2h outlier mar", []),
        ("", "2h outlier mar", ["2h outlier tue"]),
        ("", "2h outlier sept", None),
        ("", "2h outlier sex", ["2h outlier fri"]),
        ("pt", "2h outlier sex", []),
    ],
)
def test_a_word_of_two_languages_is_settled_by_the_reader_or_asked(
    reader: str, line: str, answers: list[str] | None
) -> None:
    found = said(line, locale=reader)
    if answers is None:
        assert found.startswith("!")
    else:
        assert _not_taken(found) == bool(answers)
        assert all(said(answer) in found for answer in answers)


@pytest.mark.parametrize("language", ["es", "es_MX", "es_419", "pt", "pt_PT", "fr", "fr_CA", "fil"])
def test_months_and_weekdays_are_those_of_the_tables_of_unicode(language: str) -> None:
    there = Locale.parse(language)
    for width in ("wide", "abbreviated"):
        for month, name in there.months["format"][width].items():
            wanted = said(f"2h outlier 3 {calendar.month_abbr[month].lower()} 2025")
            found = said(f"2h outlier 3 {name} 2025", locale=there.language)
            assert found == wanted or (found.startswith("?") and wanted in found), name
        for day, name in there.days["format"][width].items():
            wanted = said(f"2h outlier {calendar.day_abbr[day].lower()}")
            found = said(f"2h outlier {name}", locale=there.language)
            assert found == wanted or (found.startswith("?") and wanted in found), name


@pytest.mark.parametrize("locale", ["", "es", "es_MX", "fil", "pt_BR", "fr", "es_CO"])
def test_the_readers_own_writing_settles_three_digits_behind_a_sign(locale: str) -> None:
    comma = locale in ("pt_BR", "fr", "es_CO")
    assert (said("2h outlier 1.500 usd", locale=locale) == said("2h outlier 1500 usd")) == comma
    assert said("2h outlier 1,500 usd", locale=locale).startswith("?") == comma
    assert said("2h outlier 1.500,25 usd", locale=locale) == said("2h outlier 1500.25 usd")


# --- lines made of random readings --------------------------------------------------------------------------

HOURS = {"es": ("hora", "horas"), "fr": ("heure", "heures"), "pt": ("hora", "horas"), "fil": ("oras", "oras")}
DAYS = {
    "es": {"hoy": "today", "ayer": "yesterday", "el lunes": "mon", "el viernes pasado": "last fri", "": "",
           "hace 4 días": "4 days ago", "3 de enero de 2026": "3 jan 2026"},
    "fr": {"aujourd'hui": "today", "hier": "yesterday", "lundi": "mon", "vendredi dernier": "last fri", "": "",
           "il y a 4 jours": "4 days ago", "le 3 janvier 2026": "3 jan 2026"},
    "pt": {"hoje": "today", "ontem": "yesterday", "na segunda": "mon", "sexta passada": "last fri", "": "",
           "há 4 dias": "4 days ago", "3 de janeiro de 2026": "3 jan 2026"},
    "fil": {"ngayon": "today", "kahapon": "yesterday", "noong lunes": "mon", "nakaraang biyernes": "last fri", "": "",
            "4 araw na ang nakalipas": "4 days ago", "enero 3 2026": "3 jan 2026"},
}  # fmt: skip
KINDS = {
    "es": {"": "", "entrevista": "interview", "capacitación": "training"},
    "fr": {"": "", "entretien": "interview", "formation": "training"},
    "pt": {"": "", "entrevista": "interview", "treinamento": "training"},
    "fil": {"": "", "panayam": "interview", "pagsasanay": "training"},
}
RECEIVED = {"es": "recibí {} de", "fr": "j'ai reçu {} de", "pt": "recebi {} da", "fil": "nakatanggap ako ng {} mula sa"}
PLACES = st.sampled_from(["outlier", "mercor ridge", "scale ai", '"x y"', "newco"])
LANGUAGES = st.sampled_from(languages.LANGUAGES)


@st.composite
def _made(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, a line in it, and the same in English."""
    language = draw(LANGUAGES)
    hours, minutes = draw(st.integers(1, 9)), draw(st.sampled_from([0, 15, 30, 40]))
    place, day = draw(PLACES), draw(st.sampled_from(sorted(DAYS[language].items())))
    if draw(st.booleans()):
        money = f"{draw(st.integers(1, 999))},{draw(st.integers(0, 99)):02d} usd"
        line = f"{RECEIVED[language].format(money)} {place} {day[0]}"
        return language, line, f"received {money.replace(',', '.')} from {place} {day[1]}"
    kind = draw(st.sampled_from(sorted(KINDS[language].items())))
    much = f"{hours}h{minutes:02d}" if minutes else f"{hours} {HOURS[language][hours > 1]}"
    words = draw(st.permutations([much, place, day[0], kind[0]]))
    same = draw(st.just([f"{hours}h{minutes:02d}", place, day[1], kind[1]]))
    return language, " ".join(w for w in words if w), " ".join(w for w in same if w)


@given(_made())
def test_a_made_line_says_the_same_or_is_asked(made: tuple[str, str, str]) -> None:
    language, line, meant = made
    found = said(line, locale=language)
    assert _not_taken(found) or found == said(meant)


WORDS = sorted(t for t in languages.vocabulary() if t.isalpha())


MIXED = ["2h30", "3", "usd", "outlier", "mercor", "ridge", "yesterday", "paid", "lunes", "recibí", "hier"]


@given(LANGUAGES, st.lists(st.sampled_from([*WORDS, *MIXED * 20]), min_size=1, max_size=7))
def test_no_order_of_words_breaks_it(language: str, words: list[str]) -> None:
    with suppress(InputError, Ambiguous):
        understood = read(" ".join(words), locale=language)
        assert read(understood.line, locale=language).records == understood.records


@given(st.sampled_from(SURE), st.text("bcfgjkqvxz", min_size=4, max_size=9), st.integers(0, 9))
def test_no_word_is_swallowed_in_silence(row: Row, word: str, at: int) -> None:
    language, line, _, context = row
    words = line.split()
    words.insert(min(at, len(words)), word)
    with suppress(InputError, Ambiguous):
        understood = read(" ".join(words), **{"locale": language, **context})
        note = str(getattr(understood.record, "note", None) or "")
        assert not understood.sure or word in f"{understood.sentence} {note}"


@given(LANGUAGES, st.sampled_from(WORDS))
def test_a_name_of_the_ledger_in_quotes_is_a_name_whatever_it_says(language: str, word: str) -> None:
    assert word in str(read(f"2h outlier {quote(word)}", locale=language).sentence)


def _documented() -> list[tuple[str, str]]:
    text = DOC.read_text(encoding="utf-8").split("## Other languages")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.+?) \| `(.+?)` \|$", text, re.MULTILINE)
    return [(line, meant) for lines, meant in rows for line in re.findall(r"`(.+?)`", lines)]


@pytest.mark.parametrize(("line", "meant"), _documented())
def test_what_is_documented_is_so(line: str, meant: str) -> None:
    assert said(line) == said(meant)
