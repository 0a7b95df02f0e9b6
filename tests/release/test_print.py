"""What a newsroom takes from a release: pictures that stand alone, a piece of HTML, one page, words for machines."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape

import pytest

from tests.release.test_page import EVERYBODY, FIGURES, PLATFORM, published, record, words
from tracker.release import drawing, page
from tracker.release.factsheet import factsheet
from tracker.release.figures import CONTRIBUTORS, KEPT, NAMES, ON_TIME, RATIO, STATISTICS, UNPAID_MIDDLE
from tracker.release.plan import NAME
from tracker.release.words import CANNOT_OF, cannot, dataset
from tracker.vault import pictures

RECORD = record(spent="0.05", epsilon="1.470", delta="1e-06")
SMALL = replace(RECORD, split=NAME)
SHARES = (published(EVERYBODY, ON_TIME, 0.7), published(EVERYBODY, UNPAID_MIDDLE, 0.25))


def texts(svg):
    return [t.text for t in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_has_title_source_date_and_uncertainty_in_it():
    for made in (*drawing.drawings(FIGURES, RECORD), drawing.of_one(FIGURES[1], RECORD)):
        told = " ".join(texts(drawing.svg(made)))
        assert made.title in told
        assert "Source: Raters & friends, release 2026Q3-r3, 2026-10-31" in told
        assert "19 of 20 draws" in told
        assert pictures.png(made).startswith(b"\x89PNG")


def test_letters_of_many_languages_are_drawn_and_no_boxes():
    """Pillow's own font has no é, no € and no space that does not break: each would be a box."""
    letters = pictures.font(20)
    box = bytes(letters.getmask("\uffff"))
    assert not [c for c in "\u00a0\u202f\u2212ñéçãłőğßøЖρ≤€£₱₦" if bytes(letters.getmask(c)) == box]


def test_nothing_of_a_picture_is_outside_it():
    for made in drawing.drawings((*FIGURES, *SHARES), replace(RECORD, name="N" * 200)):
        assert all(0 <= s.y <= made.height and s.x + s.width <= drawing.WIDTH + 1 for s in made.shapes)
        assert all(len(s.text) <= drawing.LONGEST for s in made.shapes)


def test_its_text_alternative_has_every_figure_with_its_noise():
    (made,) = [d for d in drawing.drawings(FIGURES, RECORD) if d.name == "kept"]
    assert "All contributors, kept per hour, median: EUR 22.50, noise EUR 20.25 to EUR 24.75" in made.alt
    assert "a<b, kept per hour, median: EUR 25.00" in made.alt
    assert "SIMULATED" in drawing.drawings(FIGURES, replace(RECORD, simulated=True))[0].alt


def test_shares_of_a_small_release_are_one_picture():
    (made,) = [d for d in drawing.drawings(SHARES, SMALL) if d.name == "shares"]
    assert {NAMES[ON_TIME], NAMES[UNPAID_MIDDLE], "70.0\xa0%", "25.0\xa0%"} <= set(texts(drawing.svg(made)))


def test_the_piece_for_another_page_has_no_script_and_no_address_but_the_name_of_svg():
    made = drawing.snippet(drawing.of_one(published(PLATFORM, KEPT, 25.0), replace(RECORD, name="</figure><script>")))
    assert "<script" not in made
    assert set(re.findall(r"https?://[^\"\s]+", made)) == {"http://www.w3.org/2000/svg"}
    assert made.count("<figure") == made.count("</figure>") == 1
    ET.fromstring(made)


@pytest.mark.parametrize(("told", "kind"), [(FIGURES, RECORD), (SHARES, SMALL), ((), SMALL)])
def test_the_fact_sheet_is_one_page_of_words_and_figures(told, kind):
    made = factsheet(kind, told)
    assert "script" not in made
    assert "What this cannot tell you" in made
    assert "Published by Raters" in words(made)
    assert made.count("<tr>") <= 1 + 14
    for f in told:
        if f.statistic == ON_TIME:
            assert "70.0" in words(made)


def test_search_engines_read_what_the_release_is():
    hostile = replace(RECORD, name="</script><script>alert(1)</script>")
    html = page.index(hostile, FIGURES)
    assert html.count("<script") == 1
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(said)
    assert data == json.loads(dataset(hostile))
    assert (data["@type"], data["temporalCoverage"]) == ("Dataset", "2026-07-01/2026-09-30")
    assert data["publisher"]["name"] == hostile.name
    assert {d["contentUrl"] for d in data["distribution"]} == {"cells.csv", "cells.parquet"}


def test_what_it_cannot_tell_is_said_of_the_figure_at_hand():
    assert set(CANNOT_OF) == set(STATISTICS)
    assert cannot(RECORD, [RATIO])[0] == CANNOT_OF[RATIO]
    assert "do not add up" in " ".join(cannot(RECORD))
    assert "do not add up" not in " ".join(cannot(SMALL, [CONTRIBUTORS]))
    html = page.index(RECORD, FIGURES)
    for part in html.split("<h2")[1:]:
        if 'id="view-' in part:
            statistic = re.findall(r'id="view-([\w]+?)(?:-by-role)?"', part)[0]
            assert CANNOT_OF[statistic] in unescape(words(part))


def test_every_figure_of_the_page_has_a_link_to_itself():
    html = page.index(RECORD, FIGURES[:4])
    assert re.findall(r'<td><a href="#([^"]+)"', html) == [f.name for f in FIGURES[:4]]
