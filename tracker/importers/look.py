"""A whole table looked at: its cells by column, the numbers in them, counts and sums of chosen rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from tracker.errors import InputError
from tracker.importers.base import Text
from tracker.importers.cell_currency import of_header, possible
from tracker.importers.columns import NOTHING
from tracker.importers.doubts import Sums
from tracker.importers.guess_columns import ROLES, kind_of, plain
from tracker.importers.mapped_cells import as_table
from tracker.importers.mapping import Mapping, word_key
from tracker.importers.parsers import Reading, money
from tracker.importers.vocabulary import CURRENCY, TOTALS, ends_with
from tracker.words import decimal_sign, parse_currency

DAY_NAMES = frozenset(ROLES["date"][1].split("|"))
CLOCK_NAMES = frozenset(f"{ROLES['start'][1]}|{ROLES['end'][1]}".split("|")) - {"in", "out", "from", "to", "von", "bis"}
"""Names of starts and ends that are no names of sums or accounts."""
_DAYS = frozenset(("date", "data", "fecha", "datum"))
_DIGITS = re.compile(r"([01]?\d|2[0-3])[0-5]\d")
_CALLED_TIMES = CLOCK_NAMES | {"von", "bis"}
_BEYOND = re.compile(r"([0-2]?\d|3[0-5]):[0-5]\d(:[0-5]\d)?")
_OTHERWISE = re.compile(r"([01]?\d|2[0-4])(\.[0-5]\d| ?h ?([0-5]\d)?)")
_COMPACT = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
ERRORS = frozenset(("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#FORMULA"))
"""What is in cells of a workbook that hold no value: their rows are refused, and say nothing of their column."""
FOOT = 10
"""Lines that may be under the last total: a signature, who made the file and when."""
NARROW = 3
"""Columns of a table in which a row of one cell may still be a row."""
SAMPLE = 200
"""Cells by which the kind of a column is told."""


@dataclass
class Look:
    """The rows of a table, stripped; blank rows and repeated headers are left out. Columns go by their index."""

    header: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    decimal: str | None = None
    _numbers: dict[int, list[int | None]] = field(default_factory=dict)

    @classmethod
    def at(cls, text: Text, mapping: Mapping) -> Look:
        """The table that a mapping describes. Raises `UnreadableFile` if there is none."""
        found = as_table(text, mapping)
        width, rows, lines = len(found.header), [], []
        names = [word_key(h) for h in found.header]
        for line, cells in found:
            row = [c.strip() for c in cells[:width]] + [""] * (width - len(cells))
            if any(row) and (word_key(row[0]) != names[0] or [word_key(c) for c in row] != names):
                rows.append(row)
                lines.append(line)
        return cls(found.header, rows, lines, mapping.decimal)

    @cached_property
    def kinds(self) -> list[str]:
        """What is in each column (`kind_of`)."""
        return [self._kind(i) for i in range(len(self.header))]

    def _kind(self, i: int) -> str:
        told = (
            c
            for row in self._body
            if (c := row[i]) and word_key(c).strip(" :.") not in TOTALS and c.upper() not in ERRORS
        )
        cells = list(islice(told, SAMPLE))
        cells = [c for c in cells if c.casefold() not in NOTHING] or cells
        if cells and ends_with(self.header[i], CURRENCY) and all(map(_is_code, cells)):
            return "currency"
        called = plain(self.header[i])
        if cells and all(map(_COMPACT.fullmatch, cells)) and (called in DAY_NAMES or _DAYS & set(called.split())):
            return "day"  # 20260402, which is a number elsewhere
        if cells and all(map(_DIGITS.fullmatch, cells)) and plain(self.header[i]) in CLOCK_NAMES:
            return "clock"  # 0900
        if called in CLOCK_NAMES and cells and all(map(_BEYOND.fullmatch, cells)):
            return "clock"  # 25:30, counted on after midnight
        if called in _CALLED_TIMES and cells and all(map(_OTHERWISE.fullmatch, cells)):
            return "text"  # 9.30, 14h: clock times, or numbers; it is asked
        return kind_of(cells)

    @cached_property
    def _body(self) -> list[list[str]]:
        """The rows that say what a column is: not a total at the end, nor a few lines without days below it,
        nor a line of one cell: a heading, or a sentence from the bank."""
        last = max(self._sums, default=None)
        below = [] if last is None else self.rows[last + 1 :]
        foot = len(below) <= FOOT and not any(kind_of([c]) in ("day", "moment") for row in below for c in row if c)
        rows = self.rows[:last] if last and foot else self.rows
        full = [row for row in rows if sum(map(bool, row)) > 1]
        return full if len(self.header) > NARROW and len(full) * 2 >= len(rows) else rows

    def index(self, column: str) -> int | None:
        """The place of a column by its name."""
        return self.header.index(column) if column in self.header else None

    def column(self, i: int) -> list[str]:
        return [row[i] for row in self.rows]

    def filled(self, i: int) -> Iterator[str]:
        return (row[i] for row in self.rows if row[i])

    def words(self, i: int) -> Counter[str]:
        """How often each word of a column comes, in the order of their first row."""
        spelled: dict[str, str] = {}
        narrow = len(self.header) <= NARROW
        counted = (
            row[i]
            for n, row in enumerate(self.rows)
            if row[i] or (n not in self._sums and (narrow or sum(map(bool, row)) > 1))
        )
        return Counter(spelled.setdefault(word_key(word), word) for word in counted)

    @cached_property
    def _sums(self) -> frozenset[int]:
        """Rows that are called totals: where they say nothing, it is of no row."""
        called = (n for n, row in enumerate(self.rows) if any(word_key(cell).strip(" :.") in TOTALS for cell in row))
        return frozenset(called)

    def numbers(self, i: int) -> list[int | None]:
        """The money or number of each row in units of 1/10 000; None if there is none."""
        if i not in self._numbers:
            cells = self.column(i)
            sign = self.decimal or decimal_sign(cells) or "."
            self._numbers[i] = [_units(c, sign) for c in cells]
        return self._numbers[i]

    def total(self, i: int, mapping: Mapping, wanted: Callable[[int], bool] = lambda n: True) -> tuple[int, Sums]:
        """(rows with a sum, sums by currency) of a column, over the rows that are wanted."""
        sums: Counter[str] = Counter()
        rows = 0
        codes = self.currencies(i, mapping)
        for n, units in enumerate(self.numbers(i)):
            if units and wanted(n):
                sums[codes[n]] += units
                rows += 1
        return rows, tuple(sorted(sums.items()))

    def currencies(self, i: int, mapping: Mapping) -> list[str]:
        """The currency of a money column in each row, "" if nothing names one."""
        named = of_header(self.header[i]) or mapping.constants.get("currency", "")
        at = self.index(mapping.columns.get("currency", ""))
        return [_code(row[i], row[at] if at is not None else "", named) for row in self.rows]


@lru_cache(maxsize=65_536)
def _units(cell: str, sign: str) -> int | None:
    if not any(map(str.isdigit, cell)):
        return None
    try:
        possible(cell)
        return money(cell, Reading(decimal=sign))
    except InputError:
        return None


def _is_code(cell: str) -> bool:
    try:
        return len(cell) == 3 and bool(parse_currency(cell))
    except InputError:
        return False


def _code(cell: str, said: str, named: str) -> str:
    try:
        if said:
            return parse_currency(said)
        codes = possible(cell)
        return next(iter(codes)) if len(codes) == 1 else named
    except InputError:
        return named
