"""Papers as PDF: tags that a screen reader needs, text in order, letters that are there, the same bytes each time."""

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.test_journals import found, ran
from tracker.errors import InputError
from tracker.reports.papers.paper import Bars, Grid, Paper, Words, grid, heading, large, small, text
from tracker.reports.papers.pdf import pdf, stamp

HOSTILE = '#sys.version $x^2$ [b] *c* @l <t> \\ `d` // e /* f = g - h #read("/etc/passwd")'
ROWS = [("May & June", "2", "1,234.50"), (HOSTILE, "3", "−0.50")]
PAPER = Paper(
    title="Statement of Ana Ñandú",
    blocks=(
        text("First sentence."),
        large("$1,234.00"),
        heading("Month by month"),
        grid(("Month", "Payments", "Received"), ROWS, numbers_from=1, foot=[("Together", "5", "1,234.00")]),
        small(HOSTILE),
    ),
    footer="At the foot",
    page="Page {n} of {all}",
    author="Ana",
    language="es",
    keywords=("tracker:statement?a=1",),
)
MADE = stamp(dt.date(2026, 5, 6))


def opened(paper: Paper) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(paper, MADE)))


def tags(document: pikepdf.Pdf) -> Counter[str]:
    """How often each kind of element stands in the structure tree."""
    seen: Counter[str] = Counter()

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                seen[str(node.S).strip("/")] += 1
            if "/K" in node:
                walk(node.K)

    walk(document.Root.StructTreeRoot.K)
    return seen


def alternatives(document: pikepdf.Pdf) -> list[str]:
    """What stands for pictures, in the order of the document."""
    return [str(o.Alt) for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]


def test_it_is_tagged_as_it_claims() -> None:
    document = opened(PAPER)
    seen = tags(document)
    assert (seen["H1"], seen["H2"], seen["Table"], seen["THead"]) == (1, 1, 1, 1)
    assert (seen["TH"], seen["TR"], seen["TD"]) == (3, 4, 9)
    assert str(document.Root.Lang) == "es"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as meta:
        said = {k.rsplit("}", 1)[-1]: v for k, v in meta.items()}
    assert (said["part"], said["conformance"]) in {("2", "A"), ("1", "A")}
    raw = document.Root.Metadata.read_bytes().decode()
    assert re.search(r"pdfuaid:part>1<", raw)
    assert re.search(r"pdfaid:part>2<", raw)
    assert re.search(r"pdfaid:conformance>A<", raw)


def test_every_font_is_in_the_file() -> None:
    for page in opened(PAPER).pages:
        for font in page.Resources.Font.values():
            inner = font.DescendantFonts[0].FontDescriptor
            assert any(name in inner for name in ("/FontFile2", "/FontFile3"))


def test_text_is_set_as_typed_and_read_in_order(tmp_path) -> None:
    place = tmp_path / "paper.pdf"
    place.write_bytes(pdf(PAPER, MADE))
    said = " ".join(ran(found("pdftotext"), "-layout", str(place), "-").split())
    for line in (PAPER.title, "First sentence.", "Month by month", HOSTILE, "Together", "Page 1 of 1"):
        assert " ".join(line.split()) in said
    places = [said.index(x) for x in ("First sentence.", "$1,234.00", "Month by month", "May & June", "Together")]
    assert places == sorted(places)


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf(PAPER, MADE) == pdf(PAPER, MADE)
    assert pdf(PAPER, MADE) != pdf(replace(PAPER, title="Another"), MADE)


def test_a_letter_that_no_font_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard Typst 0.15.2 prints a box in silence; with PDF/UA-1 it refuses."""
    monkeypatch.setattr("tracker.reports.papers.pdf.FONT_PACKAGES", ())
    with pytest.raises(InputError, match="ไ") as caught:
        pdf(replace(PAPER, blocks=(text("บริษัท ไทย"[7:]),)), MADE)
    assert caught.value.code == "no_letter"


@pytest.mark.parametrize(
    ("name", "font"),
    [("สมชาย", "Thai"), ("கவிதா", "Tamil"), ("王小明", "CJKsc"), ("山田ひろし", "CJKjp"), ("김철수 王", "CJKkr"),
     ("কবিতা ৳ 5", "Bengali"), ("कविता", "Devanagari"), ("مريم", "Arabic")],
)  # fmt: skip
def test_the_extra_fonts_have_the_scripts_of_the_world(name: str, font: str, tmp_path) -> None:
    place = tmp_path / "name.pdf"
    place.write_bytes(pdf(replace(PAPER, blocks=(text(name),)), MADE))
    assert f"NotoSans{font}" in ran(found("pdffonts"), str(place))
    if font != "Arabic":  # its letters are read in another order
        assert name in ran(found("pdftotext"), str(place), "-")


def test_a_picture_is_a_figure_with_its_words() -> None:
    bars = Bars((("Jan", 1.0), ("", 0.1), ("Mar", 0.5)), 0.25, ((0.0, "−5"), (0.25, "0"), (1.0, "15")), "Three bars.")
    document = opened(replace(PAPER, blocks=(heading("Months"), bars, small("After."))))
    assert tags(document)["Figure"] == 1
    assert alternatives(document) == ["Three bars."]
    with pytest.raises(InputError, match="𒀀"):
        opened(replace(PAPER, blocks=(replace(bars, bars=(("𒀀", 1.0),)),)))


def test_a_long_table_goes_on_with_its_head(tmp_path) -> None:
    place = tmp_path / "long.pdf"
    long = grid(("Month", "Received"), [(f"row {i}", "1.00") for i in range(200)], numbers_from=1)
    place.write_bytes(pdf(replace(PAPER, blocks=(long,), size="us-letter", landscape=True), MADE))
    pages = ran(found("pdftotext"), "-layout", str(place), "-").split("\f")[:-1]
    assert len(pages) > 4
    assert all("Received" in page for page in pages)
    assert "row 199" in pages[-1]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_a_paper_says_the_language_of_its_text() -> None:
    """German numbers and English words: to a screen reader the paper is English, as long as no German texts exist."""
    from tests.papers.test_received import received
    from tracker.views.numbers import Reader
    from tracker.views.papers.statement import statement
    from tracker.views.text import speaking

    with speaking("de_DE"):
        assert statement(received(), Reader.of("de-DE", "USD")).language == "en"


WORDS = st.builds(lambda kind, said: Words(kind, said), st.sampled_from(["heading", "text", "small", "large"]),
                  st.sampled_from(["One", "Two words", HOSTILE]))  # fmt: skip
GRIDS = st.integers(0, 3).map(
    lambda n: grid(("A", "B"), [("x", "1")] * n, numbers_from=1, foot=[("Together", str(n))] if n > 1 else ())
)
PICTURES = st.integers(1, 4).map(lambda n: Bars((("a", 0.5),) * n, 0.0, ((0.0, "0"), (1.0, "1")), f"{n} bars"))


@settings(max_examples=10)
@given(st.lists(st.one_of(WORDS, GRIDS, PICTURES), max_size=8))
def test_the_tags_are_those_of_the_content(blocks) -> None:
    """Every heading, table, row, head and picture of a paper has its own element in the structure tree."""
    document = opened(replace(PAPER, blocks=tuple(blocks)))
    seen = tags(document)
    tables = [b for b in blocks if isinstance(b, Grid)]
    pictures = [b.alt for b in blocks if isinstance(b, Bars)]
    assert (seen["H1"], seen["H2"]) == (1, sum(isinstance(b, Words) and b.kind == "heading" for b in blocks))
    assert (seen["Table"], seen["TH"]) == (len(tables), sum(len(t.head) for t in tables))
    assert seen["TR"] == sum(1 + len(t.rows) + len(t.foot) for t in tables)
    assert seen["TFoot"] == sum(bool(t.foot) for t in tables)
    assert (seen["Figure"], sorted(alternatives(document))) == (len(pictures), sorted(pictures))
