"""QR codes on paper: what a decoder that is not ours reads from the page is what went into it."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest
import zxingcpp

from tests.pool.made import POLICY, TODAY, made_pool, row
from tracker.errors import InputError, Refused
from tracker.reports import code_sheet, qr, slips
from tracker.reports.code_sheet import CodeSheet
from tracker.reports.slips import Slips
from tracker.vault import armour, intake
from tracker.views.contribute import overview as views
from tracker.views.numbers import Reader

YOU = Reader.of("en-US", "USD")


def drawn(svg):
    """The pixels of a code, from its SVG: rows of runs, four pixels to a module."""
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])
    made = np.full((size, size), 255, np.uint8)
    path = re.search(r'<path[^>]* d="([^"]+)"[^>]*stroke="#000"|stroke="#000"[^>]* d="([^"]+)"', svg)
    x, y = 0.0, 0.0
    for word, values in re.findall(r"([Mmh])([^Mmh]+)", path[1] or path[2]):
        numbers = [float(v) for v in re.findall(r"-?\d*\.?\d+", values)]
        if word == "h":
            made[int(y), int(x) : int(x + numbers[0])] = 0
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if word == "M" else (x + numbers[0], y + numbers[1])
    return np.kron(made, np.ones((4, 4), np.uint8))


def read(page):
    """The texts of all codes of a page, in its order."""
    found = [zxingcpp.read_barcodes(drawn(svg)) for svg in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)]
    assert all(len(one) == 1 for one in found)
    return [one[0].text for one in found]


def test_a_contribution_on_paper_is_taken_in_whatever_the_order(tmp_path):
    made = made_pool(tmp_path / "pool")
    _name, sealed = made.file(made.members[0].bundle(*(row(platform=p) for p in POLICY.platforms)))
    pieces = armour.pieces(sealed)
    assert len(pieces) >= 2
    page = code_sheet.html(views.code_sheet(POLICY, pieces, YOU)).decode()
    texts = read(page)
    assert texts == list(pieces)
    Random(1).shuffle(texts)
    chat = "> " + "\n\nand this:\n".join([*texts, texts[0]])
    (taken,) = intake.take(made.pool, made.keys, [("chat", chat.encode())], TODAY)
    assert isinstance(taken.decision, intake.Accepted)
    (again,) = intake.take(made.pool, made.keys, [("a.bundle", sealed)], TODAY)
    assert isinstance(again.decision, intake.Known)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p[1:], "Pieces are missing or cut off: 1 of"),
        (lambda p: [p[0], p[1][:90], *p[2:]], "Pieces are missing or cut off: 2 of"),
        (lambda p: [*p, armour.pieces(b"other" * 200)[0]], "pieces of several contributions"),
        (lambda p: [p[0].replace("Q", "R"), *p[1:]], "changed on its way"),
        (lambda p: ["GIG-PIECE"], "Pieces are missing or cut off"),
    ],
)
def test_pieces_that_are_not_whole_are_refused(change, said):
    pieces = list(armour.pieces(b"A" * 1500))
    with pytest.raises(InputError, match=said) as caught:
        armour.plain("\n".join(change(pieces)).encode())
    assert caught.value.code == "bundle_locked"


@pytest.mark.parametrize("size", [0, 1, 300, 450, 451, 900, 5000])
def test_pieces_come_together(size):
    data = Random(size).randbytes(size)
    pieces = armour.pieces(data)
    assert armour.plain("\n".join(reversed(pieces)).encode()) == data
    assert all(len(p) <= armour.PIECE + 40 for p in pieces)


def test_slips_hold_the_seat_s_code_and_need_no_codes():
    page = Slips("en", "A & B", "Seat", "Keep it.", ((1, "0000-1111"), (2, "2222-3333")), drawn=True)
    assert read(slips.html(page).decode()) == ["0000-1111", "2222-3333"]
    assert b"<svg" not in slips.html(Slips("en", "A & B", "Seat", "Keep it.", ((1, "0000-1111"),)))


def test_the_page_asks_nobody_and_names_its_codes():
    page = code_sheet.html(CodeSheet("en", "<b>", "Read & send", ("x",), ("Code 1 of 1",))).decode()
    assert "default-src 'none'" in page
    assert "<b>" not in page
    assert "<title>Code 1 of 1</title>" in page
    assert not re.search(r"(src|href)=", page)


def test_without_segno_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "segno", None)
    with pytest.raises(Refused) as caught:
        qr.picture("x", "x")
    assert caught.value.code == "needs_qr"
