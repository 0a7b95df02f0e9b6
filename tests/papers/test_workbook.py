"""Workbooks: numbers are numbers, texts stay texts, names fit, the same tables are the same file."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tracker.desk import papers
from tracker.errors import InputError
from tracker.reports.papers.pdf import stamp
from tracker.reports.papers.workbook import Formula, Sheet, csv_bytes, workbook
from tracker.views.table import Column, Table, Value

MADE = stamp(dt.date(2026, 5, 6))
DAY = dt.date(2026, 5, 4)
ODD = ["=1+1", "+1-2", "@SUM(1)", "-5", "http://example.org", "00123", "a\nb"]


def read(*sheets: Sheet) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(sheets, MADE)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_kind_of_cell() -> None:
    row = (
        "text",
        3,
        Decimal("1234.5600"),
        DAY,
        None,
        0.5,
        Formula('=IF(A{row}="","",B{row})', 3),
        12345678901234567890,
    )
    found = read(Sheet("One", tuple("abcdefgh"), (row,), (None, None, 2)))["One"]
    assert found[0] == list("abcdefgh")
    assert found[1] == ["text", 3.0, 1234.56, DAY, "", 0.5, 3.0, "12345678901234567890"]


def test_no_text_is_a_formula_or_an_address() -> None:
    found = read(Sheet("One", ("x",), tuple((t,) for t in ODD)))["One"]
    assert [r[0] for r in found[1:]] == ODD
    assert b"'=1+1" in csv_bytes(Sheet("One", ("x",), (("=1+1",),)))


def test_names_of_sheets_fit() -> None:
    names = ["a/b", "A:B", "x" * 40, "X" * 40, "History", "'q'", "[]"]
    assert list(read(*(Sheet(n, ("x",), ()) for n in names))) == [
        "a b", "A B 2", "x" * 31, "X" * 29 + " 2", "History 1", "q", "Sheet",
    ]  # fmt: skip


def test_the_same_tables_are_the_same_file() -> None:
    sheet = Sheet("One", ("x",), ((1,), ("two",)), notes=("a note",))
    assert workbook([sheet], MADE) == workbook([sheet], MADE)
    assert read(sheet)["One"][-1] == ["a note"]


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    """XlsxWriter 3.3 cuts it at 32,767 characters and returns a number."""
    with pytest.raises(InputError, match="too long for a cell"):
        workbook([Sheet("One", ("x",), (("y" * 32_768,),))], MADE)


def test_a_table_of_a_page_has_numbers_that_are_numbers() -> None:
    columns = (Column("platform", "Platform"), Column("kept", "Kept"), Column("on", "On"), Column("at", "At"),
               Column("share", "Share"), Column("n", "N"))  # fmt: skip
    at = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
    row = [("=SUM(1)", "=SUM(1)"), ("$12.34", Decimal("12.3400")), ("May 6", dt.date(2026, 5, 6)), ("noon", at),
           ("5 %", 0.05), ("3", 3)]  # fmt: skip
    none: list[tuple[str, Value]] = [("-", None)] * 6
    data = papers.table_file(Table.of(columns, [none, row]), "Kept by platform", at)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Kept by platform"]
    head, empty, read = book.get_sheet_by_index(0).to_python()
    assert head == [c.name for c in columns]
    assert read == ["=SUM(1)", 12.34, dt.date(2026, 5, 6), "2026-05-06T12:00:00+00:00", 0.05, 3]
    assert empty == [""] * 6
    assert data == papers.table_file(Table.of(columns, [none, row]), "Kept by platform", at)
