"""Tables without a source of their own: platforms, projects, rules … as an archive brings them.

table                                      the same row is one with equal …
settings                                   (there is one)
platforms, projects, rules, exchange_rates key: name, platform and name, field and pattern, day and currency
templates, template_days                   key: name, template and day
project_events, expenses, availability,
queue_checks                               everything; two equal rows in one file both live
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tracker.domain import Expense, Record, columns
from tracker.errors import Problem
from tracker.importers.base import SourceRow
from tracker.importers.outcomes import Conflict, Duplicate, New, Outcome, Rejected, Updated
from tracker.say import Word

KEYS: dict[str, tuple[str, ...]] = {
    "settings": (),
    "platforms": ("platform",),
    "projects": ("platform", "project"),
    "rules": ("field", "pattern"),
    "exchange_rates": ("on", "currency"),
    "templates": ("name",),
    "template_days": ("template", "on"),
}


class WholeRows:
    """One such table while a plan is made."""

    def __init__(self, table: str, known: Sequence[tuple[int, Record]]) -> None:
        self._key = KEYS.get(table)
        self._by_key: dict[Any, tuple[int | None, Record]] = {}
        self._left: dict[Record, list[int]] = {}
        self._in_file: Counter[Any] = Counter()
        self._in_plan: Counter[Record] = Counter()
        self._spent: dict[tuple[int, str], list[tuple[int, Expense]]] = {}
        self._asked: set[int] = set()
        for row, record in known:
            if self._key is None:
                self._left.setdefault(record, []).append(row)
            else:
                self._by_key[self._key_of(record)] = (row, record)

    def expect(self, rows: Sequence[SourceRow]) -> None:
        """The rows of somebody else's file that come next: expenses of it are held against those that are there."""
        coming = {r.placed for r in rows}
        self._spent = {}
        for record, numbers in self._left.items():
            if isinstance(record, Expense) and record not in coming:
                at = self._spent.setdefault((record.amount, record.currency), [])
                at += [(n, record) for n in numbers if n not in self._asked]

    def next_file(self) -> None:
        """Forget what this file brought: only rows of one file count as repeated."""
        for record, n in self._in_file.items():
            if self._key is None:
                self._in_plan[record] = max(self._in_plan[record], n)
        self._in_file.clear()

    def decide(self, row: SourceRow) -> Outcome:
        return self._by_content(row) if self._key is None else self._by_name(row)

    def _key_of(self, record: Record) -> tuple[Any, ...]:
        return tuple(getattr(record, c) for c in self._key or ())

    def _by_content(self, row: SourceRow) -> Outcome:
        """The nth equal row of a file is the nth of the ledger or of an earlier file."""
        record = row.placed
        self._in_file[record] += 1
        n, rows = self._in_file[record], self._left.get(record, [])
        if n <= len(rows):
            return Duplicate(row.line, record, rows[n - 1])
        if n <= self._in_plan[record]:
            return Duplicate(row.line, record, None)
        if isinstance(record, Expense) and (there := self._same_expense(record)) is not None:
            return Conflict(row.line, record, there, "same_expense")
        return New(row.line, record)

    def _same_expense(self, record: Expense) -> int | None:
        """An expense of the same day and sum, or one whose day and month were read the other way round."""
        rows = self._spent.get((record.amount, record.currency), [])
        for n, there in rows:
            if there.spent_on == record.spent_on or _turned(there, record):
                rows.remove((n, there))
                self._asked.add(n)
                return n
        return None

    def _by_name(self, row: SourceRow) -> Outcome:
        record = row.placed
        key = self._key_of(record)
        self._in_file[key] += 1
        if self._in_file[key] > 1:
            names = " and ".join(self._key or ("settings",))
            return Rejected(
                Problem(
                    "repeated_key",
                    "{table}: a row above has the same {names}",
                    row.line,
                    names,
                    table=Word(record.TABLE),
                    names=Word(names),
                )
            )
        there = self._by_key.get(key)
        if there is None:
            self._by_key[key] = (None, record)
            return New(row.line, record)
        return _filled(row.line, record, *there)


def _turned(a: Expense, b: Expense) -> bool:
    one, other = a.spent_on, b.spent_on
    return (one.year, one.month, one.day) == (other.year, other.day, other.month) and a.note == b.note


def _filled(line: int, record: Record, number: int | None, there: Record) -> Outcome:
    """Blanks of the ledger's row are filled; other values are a conflict."""
    pairs = [(c.name, getattr(there, c.name), getattr(record, c.name)) for c in columns(type(record))]
    other = tuple((name, new) for name, old, new in pairs if new is not None and new != old)
    if not other:
        return Duplicate(line, record, number)
    if number is None:
        return Conflict(line, record, None, "in_this_import")
    if any(old is not None and new is not None and new != old for _, old, new in pairs):
        return Conflict(line, record, number, "other_values", other)
    return Updated(line, record, number, other)
