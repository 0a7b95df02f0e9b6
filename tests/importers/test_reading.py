"""From bytes to tables, and where hopeless files end."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import sample
from tracker.errors import TrackerError, UnreadableFile
from tracker.importers.base import Text
from tracker.importers.containers import unpack
from tracker.importers.reading import decode, find_delimiter, table

HEADER = "Date,Client,Hours\n2026-05-01,Müller & Söhne,2\n"


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_csv", ".csv"), data)
    return out.getvalue()


def sentence_of(call, *args) -> str:
    with pytest.raises(UnreadableFile) as caught:
        call(*args)
    sentence = str(caught.value.sentence())
    assert "\n" not in sentence
    assert sentence.startswith("x.csv")
    return sentence


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_every_usual_encoding_is_read(codec: str) -> None:
    text = decode("folder/x.csv", HEADER.encode(codec))
    assert text.text == HEADER
    assert text.name == "x.csv"


def test_an_encoding_that_was_said_is_used() -> None:
    assert decode("x.csv", "Дата\nдень".encode("cp1251"), "cp1251").text == "Дата\nдень"
    assert "not ascii text" in sentence_of(decode, "x.csv", "Дата".encode(), "ascii")


def test_eastern_text_is_not_taken_for_western() -> None:
    assert decode("x.csv", sample("bank_csv/cz_raiffeisen_cp1250.csv").read_bytes()).encoding == "cp1250"
    assert decode("x.csv", sample("bank_csv/ru_tbank_cp1251.csv").read_bytes()).encoding == "cp1251"
    assert decode("x.csv", sample("bank_csv/br_banco_do_brasil_cp1252.csv").read_bytes()).encoding == "cp1252"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xd0\xcf\x11\xe0....", "Excel"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"a,b\n" + bytes(range(256)) * 20, "not text"),
        (bytes(200) + b"1" * 100, "not text"),
        (b"a,b\n1," + b"x" * 300_000 + b"\n", "a line of more than"),
        (zipped(**{"[Content_Types].xml": b"<x/>"}), "Office"),
    ],
)
def test_what_is_no_text_ends_in_one_sentence(data: bytes, words: str) -> None:
    assert words in sentence_of(decode, "x.csv", data)


def test_zips_are_unpacked_and_litter_left_out() -> None:
    data = zipped(**{"b.csv": b"x", "a.csv": b"y", "__MACOSX/a.csv": b"z", "deep/c.csv": b"w"})
    assert unpack("x.zip", data) == [("x.zip/a.csv", b"y"), ("x.zip/b.csv", b"x"), ("x.zip/deep/c.csv", b"w")]
    assert unpack("x.csv", b"plain") == [("x.csv", b"plain")]


def test_a_bomb_is_left_alone() -> None:
    bomb = zipped(a_csv=b"0" * 30_000_000)
    assert len(bomb) < 100_000
    assert "far more" in sentence_of(unpack, "x.csv", bomb)
    many = zipped(**{f"f{n}": b"" for n in range(1001)})
    assert "far more" in sentence_of(unpack, "x.csv", many)


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped(a_csv=b"0" * 5000))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    sentence_of(unpack, "x.csv", bytes(data))


def test_damaged_locked_and_empty_zips() -> None:
    whole = zipped(a_csv=b"hello" * 100)
    assert "damaged" in sentence_of(unpack, "x.csv", whole[: len(whole) // 2])
    assert "empty" in sentence_of(unpack, "x.csv", zipped())
    locked = bytearray(whole)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in sentence_of(unpack, "x.csv", bytes(locked))


def test_rows_know_their_lines_and_formulas_are_text() -> None:
    text = Text("x.csv", 'a,b\n1,"two\nlines"\n\n=1+1,@x\n-,"say ""hi"""\n', "utf-8")
    assert list(table(text)) == [
        (2, ["1", "two\nlines"]),
        (5, ["=1+1", "@x"]),
        (6, ["-", 'say "hi"']),
    ]


def test_backslashes_are_literal() -> None:
    assert list(table(Text("x.csv", 'a,b\n"c:\\","d"\n', ""))) == [(2, ["c:\\", "d"])]


def test_a_quote_that_never_ends_is_found() -> None:
    with pytest.raises(UnreadableFile) as caught:
        list(table(Text("x.csv", 'a,b\n1,2\n3,"open\n5,6\n', "")))
    assert (caught.value.code, caught.value.line) == ("open_quote", 3)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiters_are_found(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (["Day", "Sum, all", "Note"], ["1", "2,5", "a; b"], ["2", "3,5", ""]))
    assert find_delimiter(text.replace("a; b", "a b").replace("Sum, all", "Sum") if sign in ",;" else text) == sign


def test_the_header_is_found_below_a_preamble() -> None:
    text = "Account of:,Sam\nBalance,12.50\n\nDate,Details,Amount\n01/02/2026,x,3\n02/02/2026,y,4\n"
    found = table(Text("x.csv", text, ""))
    assert (found.header, found.header_line) == (("Date", "Details", "Amount"), 4)
    assert [line for line, _ in found] == [5, 6]


def test_a_table_without_names_has_no_header() -> None:
    assert "no row of column names" in sentence_of(table, Text("x.csv", "1,2\n3,4\n", ""))
    assert table(Text("x.csv", "1,2\n3,4\n", ""), header_line=1).header == ("1", "2")


def test_headers_of_real_files() -> None:
    for path, line, first in (
        ("bank_csv/cn_wechat_preamble.csv", 17, "交易时间"),
        ("bank_csv/sg_ocbc_preamble.csv", 6, "Transaction date"),
        ("toggl/toggl_detailed_bom.timba.csv", 1, "User"),
        ("upwork/upwork_earnings_by_contract.upwork-analytics.csv", 1, "Date"),
    ):
        found = table(decode(path, sample(path).read_bytes()))
        assert (found.header_line, found.header[0]) == (line, first)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_in_a_sentence(data: bytes) -> None:
    with suppress(TrackerError):
        for name, member in unpack("x.csv", data):
            list(table(decode(name, member)))


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6))
def test_written_rows_read_back(rows: list[list[str]]) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["Date", "Client", "Note"], *rows])
    found = table(decode("x.csv", out.getvalue().encode()), delimiter=",", header_line=1)
    assert [cells for _, cells in found] == rows


# --- line ends and damaged zips --------------------------------------------------------------------------


def rows_of(text: str) -> list[list[str]]:
    return [cells for _, cells in table(Text("x.csv", text, "utf-8"))]


def test_a_lone_carriage_return_ends_a_row_or_stays_in_its_cell() -> None:
    assert rows_of("Day,Client\r2026-05-01,A\n2026-05-02,B\n") == [["2026-05-01", "A"], ["2026-05-02", "B"]]
    assert rows_of('Day,Client\n2026-05-01,"A\rB"\n') == [["2026-05-01", "A\rB"]]


def test_a_zip_with_a_damaged_member() -> None:
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("a.csv", HEADER * 50)
        data = bytearray(out.getvalue())
        for at in range(36, len(data) - 120):
            hurt = bytearray(data)
            hurt[at] ^= 0xFF
            with suppress(UnreadableFile):
                unpack("x.zip", bytes(hurt))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_holds_a_file_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", HEADER)
        archive.writestr("a.csv", HEADER * 2)
    assert "a.csv twice" in sentence_of(unpack, "x.csv", out.getvalue())
