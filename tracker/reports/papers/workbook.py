"""Tables as an XLSX workbook, one sheet each, whose numbers are numbers; needs the extra `papers`.

The same tables of the same instant are the same file. Texts are never taken for formulas or addresses.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from tracker.errors import InputError
from tracker.say import Count
from tracker.words.cell import neutral

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, whose `{row}` is its own row. `shown`: what it comes to now, for readers that do not work it out."""

    text: str
    shown: str | float = ""


Cell: TypeAlias = str | int | float | Decimal | dt.date | Formula | None

LONGEST_NAME = 31
"""Characters that Excel takes as the name of a sheet."""
LONGEST_TEXT = 32_767
"""Characters of a cell; XlsxWriter 3.3 cuts what is longer and gives a number for it."""
_ODD = re.compile(r"[\[\]:*?/\\]")
DIGITS = 15
"""What a number of a spreadsheet holds; a longer one is written as text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`decimals`: by column, of amounts at most, two of them always; other numbers are written as
    they are. `notes`: lines under the table."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    decimals: tuple[int | None, ...] = ()
    notes: tuple[str, ...] = ()


def workbook(sheets: Sequence[Sheet], made_at: dt.datetime) -> bytes:
    """The sheets in their order. `made_at`: an instant, written into the file.

    Raises InputError without the extra (code not_installed), and for a text that is too long for a cell.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise InputError(
            "A workbook needs a part that is not installed.",
            hint='Install it with: uv tool install "gig-tracker[papers]".',
            code="not_installed",
        ) from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": made_at.replace(tzinfo=None)})
    formats = _Formats(book)
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _write(book.add_worksheet(name), sheet, formats)
    book.close()
    return out.getvalue()


def csv_bytes(sheet: Sheet) -> bytes:
    """One table as CSV: days as 2026-05-31, a decimal point, texts that no spreadsheet takes for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(sheet.head)
    writer.writerows([_plain(c) for c in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int | float | Decimal | dt.date | None:
    return neutral(cell) if isinstance(cell, str) else cell.shown if isinstance(cell, Formula) else cell


def zipped(sheets: Sequence[Sheet], made_at: dt.datetime) -> bytes:
    """Each table as a CSV under its own name, in one zip file; the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for sheet, name in zip(sheets, _names(sheets), strict=True):
            about = zipfile.ZipInfo(f"{name}.csv", made_at.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(about, csv_bytes(sheet))
    return out.getvalue()


class _Formats:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.head = self._made({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = self._made({"num_format": "yyyy-mm-dd"})
        self.moment = self._made({"num_format": "yyyy-mm-dd hh:mm"})
        self.note = self._made({"italic": True})
        self._amounts: dict[int, Format] = {}

    def _made(self, properties: dict[str, object]) -> Format:
        return self._book.add_format(properties)

    def amount(self, decimals: int) -> Format:
        if decimals not in self._amounts:
            least = min(decimals, 2)
            places = f".{'0' * least}{'#' * (decimals - least)}" if decimals else ""
            self._amounts[decimals] = self._made({"num_format": f"#,##0{places}"})
        return self._amounts[decimals]


def _write(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    for column, title in enumerate(sheet.head):
        page.write_string(0, column, title, formats.head)
        page.set_column(column, column, _width(sheet, column))
    page.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            decimals = sheet.decimals[column] if column < len(sheet.decimals) else None
            _cell(page, number, column, cell, decimals, formats)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    for i, note in enumerate(sheet.notes):
        page.write_string(len(sheet.rows) + 2 + i, 0, note, formats.note)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, decimals: int | None, formats: _Formats) -> None:
    match cell:
        case None | "":
            return
        case str():
            _text(page, row, column, cell)
        case dt.datetime():
            page.write_datetime(row, column, cell, formats.moment)
        case dt.date():
            page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), formats.day)
        case Formula(formula, shown):
            form = None if decimals is None else formats.amount(decimals)
            page.write_formula(row, column, formula.format(row=row + 1), form, shown)
        case int() | float() | Decimal() if len(Decimal(str(cell)).normalize().as_tuple().digits) > DIGITS:
            _text(page, row, column, str(cell))
        case _:
            page.write_number(row, column, float(cell), None if decimals is None else formats.amount(decimals))


def _text(page: Worksheet, row: int, column: int, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise InputError(
            "A text of {typed} characters is too long for a cell: a spreadsheet takes {longest_text}.",
            hint="Take the CSV instead.",
            value=text[:40],
            typed=Count(len(text)),
            longest_text=Count(LONGEST_TEXT),
        )
    page.write_string(row, column, text)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(r[column])) for r in sheet.rows[:200] if r[column] is not None), default=0)
    return min(max(longest, len(sheet.head[column]) // 2, 8) + 2, 40)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel takes: without its signs, not too long, no two alike.

    >>> _names([Sheet("a/b", (), ()), Sheet("A b", (), ()), Sheet("x" * 40, (), ())])
    ['a b', 'A b 2', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    out: list[str] = []
    for sheet in sheets:
        plain = _ODD.sub(" ", sheet.name).strip().strip("'")[:LONGEST_NAME] or "Sheet"
        plain = f"{plain} 1" if plain.casefold() == "history" else plain  # Excel keeps that name for itself
        name, n = plain, 1
        while name.casefold() in {o.casefold() for o in out}:
            n += 1
            name = f"{plain[: LONGEST_NAME - len(str(n)) - 1]} {n}"
        out.append(name)
    return out
