"""index.html of a release: words that people read, figures as they write them, every id an anchor."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from tracker.release import page
from tracker.release.cells import Cell, Level
from tracker.release.figures import ENDED, KEPT, RATIO, STATISTICS, UNPAID, Figure, Published, Suppressed
from tracker.release.gates import Interval
from tracker.release.record import SENTENCE, Record

EVERYBODY = Cell(Level.ALL, "all")
PLATFORM = Cell(Level.PLATFORM, "a<b", "a<b")
LEAF = Cell(Level.LEAF, "a<b.code", "a<b", "code")


def record(**given):
    texts = {f.name: "0" for f in fields(Record)} | {
        "tracker_release": 1, "name": "Raters & friends", "number": 3, "quarter": "2026Q3", "made_on": "2026-10-31",
        "previous": None, "wasted": [], "publisher": "ab" * 32, "currency": "EUR", "regions": ["north"], "seats": 1234,
        "each": 2, "draws": [], "only_count": False, "simulated": False,
    }  # fmt: skip
    return Record(**(texts | given))


def published(cell, statistic, value):
    return Figure(f"2026Q3-r3/{cell.name}/{statistic}", cell, statistic,
                  Published(value, Interval(value * 0.9, value * 1.1), Interval(value * 0.8, value * 1.2)))  # fmt: skip


FIGURES = (
    published(EVERYBODY, "contributors", 5948.0), published(EVERYBODY, KEPT, 22.5), published(EVERYBODY, RATIO, 0.608),
    published(EVERYBODY, UNPAID, 0.2384), published(PLATFORM, KEPT, 25.0), published(PLATFORM, ENDED, 0.3),
    published(LEAF, KEPT, 21.0), Figure("2026Q3-r3/hidden/kept", PLATFORM, KEPT, Suppressed()),
)  # fmt: skip


def words(html):
    """What is read, without tags, attributes and style."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)))


@pytest.fixture(scope="module")
def made():
    return page.index(record(), FIGURES)


def test_it_opens_with_the_answer_in_words(made):
    text = words(made)
    assert "half of about 5,948 contributors kept EUR 22.50 or more for each hour of work" in text
    assert "60.8 % of the hourly rate that the listings named" in text
    assert "23.8 % of their hours went unpaid" in text
    assert SENTENCE in text
    assert "SIMULATED" not in text
    assert "1 figure is withheld" in text


def test_no_key_of_a_program_is_read(made):
    assert not [s for s in STATISTICS if "_" in s and s in words(made)]
    assert "&lt;b" in made
    assert "<b>" not in made.replace("a<b", "")


def test_every_published_figure_has_its_anchor_and_nothing_else_has(made):
    ids = re.findall(r'<tr id="([^"]+)"', made)
    assert ids == [f.name.replace("<", "&lt;") for f in FIGURES if isinstance(f.result, Published)]


def test_it_is_for_light_and_dark_and_asks_nobody(made):
    assert "prefers-color-scheme: dark" in made
    assert "default-src 'none'" in made
    assert not re.search(r'(src|href)="(https?:)?//', made)


def test_with_too_few_only_their_number_is_told():
    few = page.index(record(only_count=True), [published(EVERYBODY, "contributors", 140.0)])
    assert "About 140 people took part in 2026Q3." in words(few)
    assert "<figure>" not in few


def test_simulated_is_said_first():
    made = page.index(replace(record(), simulated=True), FIGURES)
    assert words(made).index("SIMULATED") < words(made).index("half of about")
