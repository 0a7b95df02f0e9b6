"""The journal: every change of a ledger as an operation, row by row, before and after.

A step is written with what the row was before, as JSON, and a digest of what it is after: the text itself is what the
next step on the row says it was before, or the row. `Step` is what is read, with both texts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import NotFound
from tracker.say import Act, Word
from tracker.store import reading
from tracker.store.connection import Rows, Sql, first
from tracker.store.failures import damaged, readable
from tracker.store.rows import (
    Names,
    Raw,
    digest,
    from_json,
    instant_text,
    is_digest,
    read_instant,
    row_line,
    row_values,
    to_json,
)

if TYPE_CHECKING:
    from tracker.store.results import Operation, RowChange

FORGET, RESTORE = "forget", "restore"
"""Kinds of operations that are not undone."""
PAGE = 5_000
"""Changes read at a time: an import of 100,000 rows is never in memory as a whole."""


class Step(NamedTuple):
    """One line of the journal in its own form (row numbers in the place of names)."""

    seq: int
    table: str
    row: int
    before: str | None
    after: str | None


def _operation(row: tuple[Any, ...]) -> Operation:
    from tracker.store.results import Operation

    number, at, who, kind, summary, detail, undoes, undone_by, counts = row
    with readable():
        return Operation(
            number, read_instant(at), who, kind, summary, json.loads(detail), undoes, undone_by, json.loads(counts)
        )


def begin(
    sql: Sql,
    kind: str,
    *,
    who: str,
    at: dt.datetime,
    summary: str = "",
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Write the head of an operation and give its number."""
    number = sql.reserve("operations", 1)[0]
    head = {"at": instant_text(at), "who": who, "kind": kind, "summary": summary, "detail": to_json(detail or {})}
    sql.run("operations.insert", id=number, counts="{}", undoes=None, undid=None, undone_by=None, **head)
    return number


def finish(sql: Sql, number: int, counts: Mapping[str, int]) -> None:
    """Write how many rows of each table the operation touched."""
    sql.run("finish", number=number, new_counts=to_json(dict(sorted(counts.items()))))


def version(sql: Sql) -> int:
    """Number of the worker's last operation; 0 if there is none."""
    return first(sql.all("version")) or 0


def operations(sql: Sql, limit: int) -> list[Operation]:
    """The last operations, newest first."""
    return [_operation(row) for row in sql.all("operations", limit=limit)]


def find(sql: Sql, number: int) -> list[Operation]:
    """The operation of a number, if there is one."""
    return [_operation(row) for row in sql.all("operation", number=number)]


def operation(sql: Sql, number: int) -> Operation:
    """One operation. Raises NotFound."""
    found = find(sql, number)
    if not found:
        raise NotFound("There is no operation {number}.", hint=Act.WHICH_OPERATIONS, number=Word(number))
    return found[0]


def steps(sql: Sql, number: int, *, backwards: bool = False) -> Iterator[list[Step]]:
    """The changes of an operation in pages, in their order or backwards."""
    statement, last = ("steps_back", 1 << 60) if backwards else ("steps", -1)
    while page := sql.all(statement, number=number, last=last, page=PAGE):
        yield _told(sql, page)
        last = page[-1][0]


def _told(sql: Sql, page: Rows) -> list[Step]:
    """Lines of the journal, each with what its row was before the next one, as steps. Raises DamagedLedger."""
    open_ones: dict[str, set[int]] = {}
    for _, table, row, _, after, later in page:
        if after is not None and later is None and is_digest(after):
            open_ones.setdefault(table, set()).add(row)
    there = {table: reading.among(sql, table, rows) for table, rows in open_ones.items()}
    return [
        Step(seq, table, row, before, _after(there, table, row, after, later))
        for seq, table, row, before, after, later in page
    ]


def _after(
    there: Mapping[str, Mapping[int, Raw]], table: str, row: int, after: str | None, later: str | None
) -> str | None:
    if after is None or not is_digest(after):
        return after
    if later is not None:
        return later
    if row not in there[table]:
        raise damaged("The ledger", "a row is gone that its journal tells of", Act.RUN_CHECK_UP)
    return row_line(table, there[table][row])


def walk(sql: Sql) -> Iterator[tuple[int, Step]]:
    """Every step of the worker's journal with its operation, oldest first."""
    for (number,) in sql.all("numbers"):
        for page in steps(sql, number):
            for step in page:
                yield number, step


def told(sql: Sql, table: str) -> Iterator[tuple[int, str | None]]:
    """What the journal tells of each row of a table in the end, a digest or JSON (None: it is gone), in row order,
    without holding more than a page."""
    last, size = -1, PAGE
    while page := sql.all("states_after", table=table, last=last, page=size):
        ended = len(page) < size
        whole = page if ended else [step for step in page if step[0] != page[-1][0]]
        if not whole:
            size *= 2  # one row has more changes than a page
            continue
        yield from dict(whole).items()
        if ended:
            return
        last, size = whole[-1][0], PAGE


def tells(told: str, table: str, raw: Raw) -> bool:
    """Is a row as the last step on it tells?"""
    return digest(row_line(table, raw)) == told if is_digest(told) else from_json(told) == raw


def write(sql: Sql, number: int, page: list[Step]) -> None:
    """Add changes to an operation."""
    sql.many("changes.insert", ((number, *s[:3], s.before, _short(s)) for s in page))


def rewrite(sql: Sql, lines: Iterable[tuple[int, Step]]) -> None:
    """Put other texts in the place of those of steps, given with their operations."""
    sql.many("set_step", [(s.before, _short(s), number, s.seq) for number, s in lines])


def _short(step: Step) -> str | None:
    """The digest of a row after a step, of its fields in the table's order whatever theirs in the text is."""
    return None if step.after is None else digest(row_line(step.table, from_json(step.after)))


def write_new(sql: Sql, number: int, seq: int, table: str, rows: Sequence[int], lines: Sequence[str]) -> None:
    """Add the insertion of rows of one table to an operation, from line `seq` of it on."""
    n, digests = len(rows), list(map(digest, lines))
    sql.add("changes.insert", ([number] * n, range(seq, seq + n), [table] * n, rows, [None] * n, digests))


def changes(sql: Sql, number: int, names: Names) -> list[RowChange]:
    """What an operation did, with names; `names` know the rows that are there now, the journal the others."""
    from tracker.store.results import RowChange

    _add_gone(sql, names)
    return [
        RowChange(s.table, s.row, _read(names, s.table, s.before), _read(names, s.table, s.after))
        for page in steps(sql, number)
        for s in page
    ]


def _read(names: Names, table: str, text: str | None) -> Raw | None:
    return None if text is None else names.named(table, from_json(text))


def _add_gone(sql: Sql, names: Names) -> None:
    for table, column, found in (("platforms", "platform", names.platforms), ("projects", "project", names.projects)):
        for row, before, after in sql.all("states", table=table):
            if after is None:
                found.setdefault(row, from_json(before)[column])


def apply_steps(sql: Sql, page: list[Step]) -> None:
    """Do to the tables what lines of the journal say, in their order. Raises Clash."""
    for (table, kind), run in groupby(page, key=lambda s: (s.table, _kind(s))):
        if kind == "delete":
            sql.delete(table, [s.row for s in run])
            continue
        rows = [(s.row, row_values(table, from_json(s.after or "{}"))) for s in run]
        (sql.insert if kind == "insert" else sql.update)(table, rows)


def _kind(step: Step) -> str:
    if step.after is None:
        return "delete"
    return "insert" if step.before is None else "update"
