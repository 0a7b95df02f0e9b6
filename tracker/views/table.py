"""A table as people read it, and the same as a file.

`cells` are texts in the reader's locale; `values` are the plain values of the download: dates ISO, money
with a decimal point, shares 0 to 1, so that a spreadsheet or script reads them anywhere.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.reports.papers.workbook import Sheet
from tracker.units import from_units
from tracker.words.cell import neutral

Value = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` heads the download, `title` the page. Numbers stand to the right."""

    name: str
    title: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Value, ...], ...]

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Sequence[tuple[str, Value]]]) -> Table:
        """From rows of (cell, value) pairs."""
        return cls(
            tuple(columns),
            tuple(tuple(cell for cell, _value in row) for row in rows),
            tuple(tuple(value for _cell, value in row) for row in rows),
        )

    def records(self) -> list[dict[str, str]]:
        """The cells by column title, for a table widget."""
        titles = [c.title for c in self.columns]
        return [dict(zip(titles, row, strict=True)) for row in self.cells]

    def csv(self) -> bytes:
        """The download: UTF-8 with a byte-order mark, so that Excel reads names as they are."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([c.name for c in self.columns])
        writer.writerows([_plain(v) for v in row] for row in self.values)
        return out.getvalue().encode("utf-8-sig")

    def sheet(self, name: str) -> Sheet:
        """The download as a sheet of a workbook: numbers as numbers, days as days, texts never as formulas."""
        return Sheet(
            name, tuple(c.name for c in self.columns), tuple(tuple(_cell(v) for v in row) for row in self.values),
            tuple(FINEST if any(isinstance(row[i], Decimal) for row in self.values) else None
                  for i in range(len(self.columns))),
        )  # fmt: skip


FINEST = 4
"""Decimals of an amount at most."""


def _cell(value: Value) -> Value:
    """Moments as the text of the CSV: a spreadsheet knows no zones."""
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return neutral(value)
    return str(value)


def decimal(units: int | None) -> Decimal | None:
    """Units as an exact decimal for a download; None stays."""
    return None if units is None else from_units(units)
