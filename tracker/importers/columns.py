"""Column descriptors: a format says which columns it reads, by header name, and how.

    LAYOUT = Layout(
        client=Field("Client", need_column=False),
        start=Field("Start date", "Start Date", parse=day),
        amount=Field("Amount (*)", parse=money, need_column=False),
    )
    sheet = LAYOUT.bind(table, Reading(dates="ymd"))
    harvest = sheet.read(lambda row: SourceRow(row.line, WorkSession(... row["start"] ...), ...))

Names match whole headers without regard to case, `*` stands for any text (`Sheet.star` gives it back);
extra columns are fine. A bad cell makes a `Problem` with line, column, value and code, and its row is
rejected; the other rows go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

from tracker.domain import LONGEST_TEXT
from tracker.errors import InputError, Invalid, Problem, UnreadableFile
from tracker.importers.base import IgnoredRow, SourceRow
from tracker.importers.identity import own_words
from tracker.importers.parsers import (
    Parse,
    Reading,
    choice,
    clock,
    currency,
    day,
    duration,
    hours,
    instant,
    minutes,
    moment,
    money,
    number,
    own_id,
    seconds,
    text,
    yesno,
)
from tracker.importers.reading import Table
from tracker.importers.repeated import once_below_headers, with_numbers
from tracker.say import Act, Said, Word

__all__ = [
    "Field",
    "Harvest",
    "Layout",
    "Make",
    "Parse",
    "Reading",
    "Row",
    "Sheet",
    "choice",
    "clock",
    "currency",
    "day",
    "duration",
    "find_column",
    "hours",
    "instant",
    "minutes",
    "moment",
    "money",
    "number",
    "own_id",
    "seconds",
    "text",
    "yesno",
]


@dataclass(frozen=True, slots=True, init=False)
class Field:
    """One column of a source: its header names, how a cell is read, and whether it must be there.

    `need_column`: the header must have it. `need`: each row must fill it (problem `missing`).
    An empty cell, and a column that is not there, reads as `empty`.
    """

    names: tuple[str, ...]
    parse: Parse
    need_column: bool
    need: bool
    empty: Any

    def __init__(
        self,
        *names: str,
        parse: Parse = text,
        need_column: bool = True,
        need: bool = False,
        empty: Any = None,
    ) -> None:
        for key, value in (
            ("names", names),
            ("parse", parse),
            ("need_column", need_column),
            ("need", need),
            ("empty", "" if empty is None and parse in (text, own_id) else empty),
        ):
            object.__setattr__(self, key, value)

    @property
    def plain(self) -> bool:
        """Whether any cell is its own text, an empty one too."""
        return self.parse is text and not self.need and self.empty == ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(p) for p in name.split("*")), re.IGNORECASE)


def find_column(header: tuple[str, ...], names: tuple[str, ...]) -> tuple[int, str] | None:
    """Index of the first header that one of the names fits, earlier names first, and the text at its star."""
    for name in names:
        for i, head in enumerate(header):
            if found := _pattern(name).fullmatch(head):
                return i, found.group(1) if found.groups() else ""
    return None


class Layout:
    """The columns of a format, by the names its code uses."""

    def __init__(self, **fields: Field) -> None:
        self.fields = fields

    def missing(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Header names that the layout needs and the header does not have."""
        return tuple(f.names[0] for f in self.fields.values() if f.need_column and find_column(header, f.names) is None)

    def fits(self, header: tuple[str, ...]) -> bool:
        return not self.missing(header)

    def bind(self, table: Table, reading: Reading | None = None) -> Sheet:
        """The layout on a table. Raises `InputError` (`missing_column`) naming what is not there."""
        if absent := self.missing(table.header):
            names = ", ".join(absent)
            raise InputError(
                Said("The column {names} is missing.", names=Word(names))
                if len(absent) == 1
                else Said("The columns {names} are missing.", names=Word(names)),
                hint=Act.MAP_ALL_COLUMNS,
                code="missing_column",
                file=table.name,
                line=table.header_line,
                column=absent[0],
            )
        return Sheet(self, table, reading or Reading())


KEPT = 20_000
"""Values that are kept per column: days, projects and the like come again and again."""


NOTHING = frozenset(("-", "--", "–", "—", "na", "n/a", "n.a.", "none", "null", "nil", "nan"))
"""What is in a cell of a number, a date or a duration if there is none."""


class BadCell(Exception):
    """A cell that cannot be read, on its way from the row to the list of problems."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


@dataclass(slots=True)
class _Bound:
    index: int
    header: str
    star: str
    field: Field
    cache: dict[str, Any]


class Row(dict[str, Any]):
    """One row seen through a layout: `row["start"]` is the cell as a value, `row.raw("start")` its text.

    A cell is read when it is asked for, so rows that are ignored anyway may hold anything; values that
    earlier rows had too are there from the start.
    """

    __slots__ = ("_sheet", "cells", "line")

    line: int
    cells: list[str]
    """All cells of the row, those too that the layout does not read."""
    _sheet: Sheet

    def raw(self, name: str) -> str:
        """The cell's text, stripped; "" if the column is not there."""
        bound = self._sheet.bound.get(name)
        return self.cells[bound.index].strip() if bound else ""

    def words(self, *names: str) -> str:
        """Cells as the file has them, before anything is settled about it: what makes a row without an id itself."""
        return self._sheet.words(self.cells, names)

    def whole(self, *but: str) -> str:
        """All cells as the file has them, whatever is read of them; without the columns of the fields in `but`."""
        skip = {b.index for n in but if (b := self._sheet.bound.get(n))} if but else ()
        return own_words([c for i, c in enumerate(self.cells) if i not in skip] if skip else self.cells)

    def money(self) -> tuple[int, str]:
        """The sum that a row speaks of and its currency, (0, "") where they cannot be read."""
        for name in ("gross", "amount", "pay"):
            try:
                amount, code = (self[n] if n in self._sheet.bound else None for n in (name, "currency"))
            except BadCell:
                return 0, ""
            if isinstance(amount, int) and isinstance(code, str) and code:
                return amount, code
        return 0, ""

    def __missing__(self, name: str) -> Any:
        """The value of a cell that is not kept yet."""
        bound = self._sheet.bound.get(name)
        if bound is None:
            return self._sheet.layout.fields[name].empty
        cell = self.cells[bound.index]
        words = cell.strip()
        if words and not (bound.field.parse not in (text, own_id) and words.casefold() in NOTHING):
            try:
                value = bound.field.parse(words, self._sheet.reading)
            except InputError as error:
                raise self.problem(name, error.code, error.message) from error
        elif bound.field.need:
            raise self.problem(name, "missing", Said("{header} is empty", header=Word(bound.header)))
        else:
            value = bound.field.empty
        if len(bound.cache) < KEPT:
            bound.cache[cell] = value
        return value

    def left(self, reason: str, amount: str = "amount", currency: str = "currency") -> IgnoredRow:
        """The row as ignored, with what its columns say of money as far as they can be read."""
        try:
            return IgnoredRow(self.line, reason, amount=self[amount] or 0, currency=self[currency] or "")
        except (InputError, BadCell):
            return IgnoredRow(self.line, reason)

    def problem(self, name: str, code: str, message: Said | str) -> Exception:
        """To be raised: the row is rejected because of this column."""
        bound = self._sheet.bound.get(name)
        header = bound.header if bound else name
        return BadCell(Problem(code, message, self.line, header, self.raw(name)))


@dataclass(slots=True)
class Harvest:
    """What reading a sheet brought: each row in exactly one of the three."""

    rows: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)


def _picker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """What takes the cells at some places, "" at -1."""
    if len(places) > 1 and min(places) >= 0:
        return itemgetter(*places)
    return lambda cells: tuple(cells[at] if at >= 0 else "" for at in places)


Make: TypeAlias = Callable[[Row], SourceRow | IgnoredRow]
_NOTED = IgnoredRow(0, "")
"""What a row becomes that is only looked at."""


class Sheet:
    """A table seen through a layout."""

    def __init__(self, layout: Layout, table: Table, reading: Reading) -> None:
        self.layout, self.table, self.reading = layout, table, reading
        self.bound: dict[str, _Bound] = {}
        self._distinct: dict[str, set[str]] | None = None
        self._picked: dict[tuple[str, ...], Callable[[list[str]], tuple[str, ...]]] = {}
        for name, item in layout.fields.items():
            if found := find_column(table.header, item.names):
                self.bound[name] = _Bound(found[0], table.header[found[0]], found[1], item, {})
                self._bind_others(name, item)

    def _bind_others(self, name: str, item: Field) -> None:
        """More columns that a name with a star fits, one per currency: "amount 2", "amount 3" …"""
        first, n = self.bound[name].index, 1
        for i, head in enumerate(self.table.header):
            if i != first and any("*" in own and _pattern(own).fullmatch(head) for own in item.names):
                n += 1
                star = next(f.group(1) for own in item.names if (f := _pattern(own).fullmatch(head)))
                self.bound[f"{name} {n}"] = _Bound(i, head, star, item, {})

    def all_of(self, name: str) -> list[str]:
        """The names of all columns of a field: "amount", and "amount 2" … if there are several."""
        return [n for n in self.bound if n == name or re.fullmatch(rf"{re.escape(name)} \d+", n)]

    def words(self, cells: list[str], names: tuple[str, ...]) -> str:
        """`Row.words` of some columns; where they are is looked up once for all rows."""
        pick = self._picked.get(names)
        if pick is None:
            pick = self._picked[names] = _picker([b.index if (b := self.bound.get(n)) else -1 for n in names])
        return own_words(pick(cells))

    def has(self, name: str) -> bool:
        return name in self.bound

    def star(self, name: str) -> str:
        """What is at the `*` of the column's name: the currency of `Amount (EUR)`; "" without one."""
        return self.bound[name].star.strip() if name in self.bound else ""

    def cells(self, *names: str) -> list[str]:
        """The distinct, stripped, filled cells of some columns, sorted: for the detectors."""
        if self._distinct is None or any(n in self.bound and n not in self._distinct for n in names):
            plain = (text, clock, duration, currency, yesno)
            wanted = [n for n, b in self.bound.items() if n in names or b.field.parse not in plain]
            found = self.table.distinct([self.bound[n].index for n in wanted])
            self._distinct = dict(zip(wanted, found, strict=True))
        cells = set().union(*(self._distinct.get(n, ()) for n in names))
        return sorted(word for cell in cells if (word := cell.strip()))

    def each(self, note: Callable[[Row], object]) -> None:
        """All rows through `note`, before they are read: for what a row says of others. One that cannot be read is
        passed over here, and rejected by `read`; raises what a second table raises there."""

        def noted(row: Row) -> IgnoredRow:
            note(row)
            return _NOTED

        self._rows(Harvest(), noted)

    def read(self, make: Make) -> Harvest:
        """All rows through `make`, which gives a `SourceRow` or an `IgnoredRow` and may raise.

        `InputError` (from `words`), `row.problem(…)` and a record that cannot be (`Invalid`) reject the row, as
        cells beyond the header do (`too_many_cells`). Rows of empty cells are ignored.
        """
        harvest = Harvest()
        self._rows(harvest, make)
        harvest.rows = with_numbers(harvest.rows, self._cells_of)
        if headers := [i.line for i in harvest.ignored if i.reason == "header"]:
            harvest.rows, left = once_below_headers(harvest.rows, headers)
            harvest.ignored += left
        return harvest

    def _rows(self, harvest: Harvest, make: Make) -> None:
        """Each row that is not empty and no header, with its values as far as they are kept, into the harvest."""
        width, names = len(self.table.header), list(self.table.header)
        words = [name for name, b in self.bound.items() if b.field.plain]
        pick = _picker([self.bound[name].index for name in words])
        kept = [(name, b.index, b.cache) for name, b in self.bound.items() if not b.field.plain]
        absent = {name: f.empty for name, f in self.layout.fields.items() if name not in self.bound}
        for line, cells in self.table:
            if len(cells) > width and any(c.strip() for c in cells[width:]):
                extra = next(c for c in cells[width:] if c.strip())
                harvest.problems.append(
                    Problem("too_many_cells", "the row has more cells than the header", line, "", extra)
                )
                continue
            first = cells[0].strip()
            if not first and not any(map(str.strip, cells)):
                harvest.ignored.append(IgnoredRow(line, "empty"))
                continue
            if first == names[0] and [c.strip() for c in cells] == names:
                harvest.ignored.append(IgnoredRow(line, "header"))  # files put one below the other
                continue
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            row = Row(absent)
            row.line, row.cells, row._sheet = line, cells, self
            plain = pick(cells)
            if sum(map(len, plain)) <= LONGEST_TEXT:
                row.update(zip(words, map(str.strip, plain), strict=True))
            else:  # one that is too long is refused where it is asked for
                stripped = zip(words, map(str.strip, plain), strict=True)
                row.update((name, word) for name, word in stripped if len(word) <= LONGEST_TEXT)
            for name, i, values in kept:
                if (cell := cells[i]) in values:
                    row[name] = values[cell]
            self._take(harvest, make, row)

    def _cells_of(self, lines: set[int]) -> dict[int, Sequence[str]]:
        """The cells of some lines but for the status, which may change while a row stays the same."""
        status = self.bound["status"].index if "status" in self.bound else -1
        return {line: [c for i, c in enumerate(cells) if i != status] for line, cells in self.table if line in lines}

    def _refuse_second_table(self, row: Row) -> None:
        """Raise `UnreadableFile` if a row that cannot be read names columns: those below are in another order."""
        known = {n.casefold() for n in self.table.header if n} | {
            n.casefold() for f in self.layout.fields.values() for n in f.names
        }
        if sum(cell.strip().casefold() in known for cell in row.cells) >= min(3, len(self.bound)):
            raise UnreadableFile(
                "A second table begins here, with other columns than the first.",
                hint="Import the two files it was made of, each by itself.",
                code="second_table",
                file=self.table.name,
                line=row.line,
            )

    def _take(self, harvest: Harvest, make: Make, row: Row) -> None:
        try:
            made = make(row)
        except BadCell as bad:
            self._refuse_second_table(row)
            harvest.problems.append(bad.problem)
            return
        except Invalid as wrong:
            harvest.problems.append(replace(wrong.problems[0], line=row.line))
            return
        except InputError as error:
            self._refuse_second_table(row)
            harvest.problems.append(Problem(error.code, error.message, row.line, error.column, error.value))
            return
        if made.__class__ is SourceRow:
            harvest.rows.append(made)
        elif made is not _NOTED:
            assert isinstance(made, IgnoredRow)
            if not made.currency:
                amount, code = row.money()
                made = replace(made, amount=amount, currency=code)
            harvest.ignored.append(made)
