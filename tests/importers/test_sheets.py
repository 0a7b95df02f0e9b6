"""Workbooks and gzip: the same text as a CSV, exact, or a sentence."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.importers.books import Raw, ods, ods_row, share, xlsx, zipped
from tracker.errors import UnreadableFile
from tracker.importers import sheets
from tracker.importers.base import ReadOptions
from tracker.importers.containers import unpack
from tracker.importers.intake import Intake, opened, read_files
from tracker.importers.reading import decode, table

DATA = Path(__file__).parents[1] / "data" / "sheets"
DAY = dt.date(2026, 3, 2)
HEAD = (
    "User", "Client", "Project", "Description", "Start date", "Start time", "End date", "End time", "Duration",
    "Amount (USD)",
)  # fmt: skip
NINE, HALF_PAST = dt.time(9), dt.time(11, 30, 7)
ENTRY = ("Me", "Mercor", "007", "a\nreview", DAY, NINE, DAY, HALF_PAST, dt.timedelta(hours=2, minutes=30, seconds=7))
AS_CSV = (
    "User,Client,Project,Description,Start date,Start time,End date,End time,Duration,Amount (USD)\n"
    "Me,Mercor,007,a review,2026-03-02,09:00:00,2026-03-02,11:30:07,2:30:07,12.5\n"
)
ZONE = ReadOptions(zone="Europe/Rome")


def text_of(*cells: object) -> list[str]:
    """The cells of one column as the CSV has them."""
    ((_, data),) = unpack("b.xlsx", xlsx({"A": [("x", c) for c in cells]}))
    return [row[1] for _, row in table(decode("b.csv", b"head,cell\n" + data))]


def refusal(data: bytes, name: str = "b.xlsx") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        unpack(name, data)
    assert caught.value.file == name
    return caught.value


def test_a_sheet_is_the_csv_that_it_would_be() -> None:
    book = xlsx({"Report": [HEAD, (*ENTRY, 12.5)]})
    assert unpack("b.xlsx", book) == [("b.xlsx", AS_CSV.encode())]
    ((_, of_book),) = read_files([("b.xlsx", book)], ZONE)
    ((_, of_csv),) = read_files([("b.csv", AS_CSV.encode())], ZONE)
    assert of_book == of_csv
    assert len(of_book.rows) == 1


def test_days_moments_times_and_lengths() -> None:
    assert text_of(DAY) == ["2026-03-02"]
    assert text_of(dt.datetime(2026, 3, 2, 9, 5), DAY) == ["2026-03-02 09:05:00", "2026-03-02 00:00:00"]
    assert text_of(dt.time(8, 59, 59), dt.time(0)) == ["08:59:59", "00:00:00"]
    assert text_of(dt.timedelta(hours=26, minutes=30)) == ["26:30:00"]


def test_a_length_over_24_hours_in_a_column_of_times_is_no_day_of_1900() -> None:
    cells = [Raw('s="3"', f"<v>{hours / 24!r}</v>") for hours in (10.5, 24.0, 28.25)]
    assert text_of(*cells) == ["10:30:00", "24:00:00", "28:15:00"]
    assert text_of(dt.datetime(2026, 3, 2, 9), DAY) == ["2026-03-02 09:00:00", "2026-03-02 00:00:00"]


def test_numbers_are_exact_and_never_like_grouping() -> None:
    assert text_of(7, 7.0, 0.1 + 0.2, 1.234, -1234.5, 1e-7) == ["7", "7", "0.3", "1.2340", "-1234.5", "0.0000001"]
    assert text_of(share(0.25), True) == ["0.25", "true"]
    assert text_of(2.675, 1.005, 29.99) == ["2.6750", "1.0050", "29.99"]


def test_an_id_that_was_typed_as_text_keeps_its_zeros_and_a_rounded_one_is_none() -> None:
    assert text_of("007", "1.234,5") == ["007", "1.234,5"]
    assert text_of(12345678901234567890) == ["1.23456789012346E+19"]


def test_errors_and_formulas_without_a_result_are_no_empty_cells() -> None:
    error = Raw('t="e"', "<f>1/0</f><v>#DIV/0!</v>")
    assert text_of(error, 5) == ["#DIV/0!", "5"]
    assert text_of(Raw("", "<f>1+1</f>"), 5) == ["#FORMULA", "5"]
    assert text_of(5, error) == ["5", "#DIV/0!"]
    book = xlsx({"A": [("a", Raw("", "<f>2+3</f><v>0</v>"))]}, calc='<calcPr fullCalcOnLoad="1"/>')
    assert unpack("b.xlsx", book)[0][1] == b"a,#FORMULA\n"
    assert text_of(Raw("", "<f>2+3</f><v>5</v>")) == ["5"]


def test_rows_keep_their_numbers_and_empty_columns_around_the_table_go() -> None:
    book = xlsx({"A": [(None, None), (None, "Hours of May"), (), (None, "Date", "Hours"), (None, DAY, 2)]})
    ((_, data),) = unpack("b.xlsx", book)
    found = table(decode("b.xlsx", data))
    assert (found.header, found.header_line) == (("Date", "Hours"), 4)
    assert list(found) == [(5, ["2026-03-02", "2"])]


def test_several_sheets_are_read_one_by_one_and_hidden_ones_say_so() -> None:
    rows = [HEAD, (*ENTRY, 12.5)]
    book = xlsx(
        {"May": rows, "Old/er": [HEAD, (*ENTRY, 13)], "Notes": [("a", "b"), ("c", "d")], "E": []}, hidden=["Notes"]
    )
    names = [name for name, _ in opened("b.xlsx", book)]
    assert names == ["b.xlsx/May", "b.xlsx/Old_er", "b.xlsx/Notes (hidden)"]
    intake = Intake(ZONE)
    assert [name for name, _ in intake.read([("b.xlsx", book)])] == names[:2]
    assert [(u.file, u.code) for u in intake.unread] == [(names[2], "unknown_format")]


def test_hidden_and_filtered_rows_are_read_and_the_sheet_says_how_many() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for title in ("May", "June"):
        sheet = book.add_worksheet(title)
        for n, row in enumerate([("Date", "Hours"), ("2026-05-04", 1.5), ("2026-05-05", 2), ("2026-05-06", 3)]):
            sheet.write_row(n, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(9, None, None, {"hidden": True})  # with nothing in it
    book.close()
    (may, whole), (june, same) = opened("b.xlsx", out.getvalue())
    assert (may, june) == ("b.xlsx/May", "b.xlsx/June (hidden rows: 1)")
    assert whole == same


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_hidden_rows_of_an_open_document_are_counted(how: str) -> None:
    hidden = ods_row("a", "b").replace("<table:table-row", f'<table:table-row table:visibility="{how}"', 1)
    ((name, data),) = opened("b.ods", ods([ods_row("Date", "Hours"), hidden]))
    assert (name, data) == ("b.ods/Hours (hidden rows: 1)", b"Date,Hours\na,b\n")


def test_a_workbook_in_a_zip_is_read_and_an_archive_in_one_is_not() -> None:
    book = xlsx({"May": [HEAD, (*ENTRY, 12.5)]})
    inner, packed = zipped({"a.csv": b"a,b\n"}), gzip.compress(b"a,b\n1,2\n")
    made = zipped({"in/b.xlsx": book, "in/z.zip": inner, "in/x.csv.gz": packed})
    intake = Intake(ZONE)
    assert [name for name, _ in intake.read([("all.zip", made)])] == ["all.zip/in/b.xlsx"]
    assert {u.file: str(u.why) for u in intake.unread} == {
        "all.zip/in/z.zip": "This is a zip archive inside another file. Unpack it first.",
        "all.zip/in/x.csv.gz": "This is an archive inside another file. Unpack it first.",
    }


def test_dates_that_a_spreadsheet_turned_round_are_refused() -> None:
    rows = [("Date", "Hours"), (dt.date(2026, 4, 3), 2), ("13/03/2026", 3), ("31.03.2026", 1)]
    error = refusal(xlsx({"A": rows}))
    assert (error.code, "wrong way round" in str(error.message)) == ("turned_dates", True)
    whole = [("Date", "Hours"), (dt.date(2026, 4, 23), 2), ("13/03/2026", 3)]
    assert unpack("b.xlsx", xlsx({"A": whole}))[0][1].decode().split() == [
        "Date,Hours",
        "2026-04-23,2",
        "13/03/2026,3",
    ]


def test_a_sheet_without_end_is_refused_before_it_is_read() -> None:
    far = parts(xlsx({"A": [("a", Raw('s="0"', "<v>1</v>"))]}))
    sheet = far["xl/worksheets/sheet1.xml"].replace(b'r="B1"', b'r="XFD1048576"').replace(b'r="1"', b'r="1048576"')
    assert refusal(zipped(far | {"xl/worksheets/sheet1.xml": sheet})).code == "zip_bomb"
    wide = Raw('office:value-type="float" office:value="1" table:number-columns-repeated="16384"', "")
    assert refusal(ods([ods_row(wide, repeated=1_048_576)]), "b.ods").code == "zip_bomb"
    bomb = xlsx({"A": [("0" * 30_000_000,)]})
    assert refusal(bomb).code == "zip_bomb"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_open_document_spreadsheets() -> None:
    empty = Raw('table:number-columns-repeated="16384"', "")
    rows = [ods_row("Date", "From", "Id"), ods_row(DAY, NINE, "007"), ods_row(empty, repeated=1_048_574)]
    assert unpack("b.ods", ods(rows)) == [("b.ods", b"Date,From,Id\n2026-03-02,09:00:00,007\n")]
    error = Raw('office:value-type="string" calcext:value-type="error"', "<text:p>#N/A</text:p>")
    assert "1 cells of the spreadsheet hold an error" in str(refusal(ods([ods_row("a", error)]), "b.ods").message)


def test_binary_excel_workbooks() -> None:
    ((name, data),) = unpack("hours.xlsb", (DATA / "hours.xlsb").read_bytes())
    assert name == "hours.xlsb"
    assert data.decode() == "Date,Client,Hours\n2026-04-13,Acme,1.5\n2026-04-14,Acme,0.75\n"


def test_old_excel_workbooks() -> None:
    ((name, data),) = unpack("hours.xls", (DATA / "hours.xls").read_bytes())
    assert name == "hours.xls"
    assert data.decode() == "Date,Start,Hours,Paid\n2026-03-02,2026-03-02 09:00:00,2.25,12.5\n2026-03-03,,7,\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "no Excel workbook"),
        (zipped({"META-INF/manifest.xml": "", "content.xml": "", "mimetype": "opendocument.text"}), "no spreadsheet"),
        (zipped({"Index/Document.iwa": "", "Metadata/Properties.plist": ""}), "Apple's Numbers or Pages"),
        (xlsx({"A": []}), "The workbook is empty"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook"}), "cannot be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel or Word document cannot be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    ],
)
def test_what_is_no_workbook_is_a_sentence(data: bytes, words: str) -> None:
    assert words in str(refusal(data).message)


def test_gzip_is_read_under_its_own_name_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(AS_CSV.encode())
    assert unpack("x.csv.gz", packed) == [("x.csv.gz", AS_CSV.encode())]
    assert unpack("x.csv.gz", gzip.compress(b"a,") + gzip.compress(b"b")) == [("x.csv.gz", b"a,b")]
    ((_, read),) = read_files([("x.csv.gz", packed)], ZONE)
    assert read.format == "toggl"
    assert refusal(gzip.compress(bytes(30_000_000))).code == "zip_bomb"
    assert "damaged" in str(refusal(packed[:-20]).message)
    assert "inside a gzip" in str(refusal(gzip.compress(zipped({"a": b"b"}))).message)
    monkeypatch.setattr(sheets, "MAX_CELLS", 1)
    assert refusal(xlsx({"A": [("a", "b")]})).code == "zip_bomb"
