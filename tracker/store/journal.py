"""The journal: every change of a ledger as an operation, row by row, before and after."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from tracker.errors import NotFound
from tracker.store import schema
from tracker.store.connection import Sql, first
from tracker.store.results import Operation, RowChange
from tracker.store.rows import Names, Raw, from_json, instant_text, read_instant, row_values, to_json
from tracker.store.trouble import readable

PAGE = 5_000
"""Changes read at a time: an import of 100,000 rows is never in memory as a whole."""

_COLUMNS = '"id", "at", "who", "kind", "summary", "detail", "undoes", "undone_by", "counts"'


class Step(NamedTuple):
    """One line of the journal in its own form (row numbers in the place of names)."""

    seq: int
    table: str
    row: int
    before: str | None
    after: str | None


def _operation(row: tuple[Any, ...]) -> Operation:
    number, at, who, kind, summary, detail, undoes, undone_by, counts = row
    with readable():
        return Operation(
            number, read_instant(at), who, kind, summary, json.loads(detail), undoes, undone_by, json.loads(counts)
        )


def begin(
    sql: Sql,
    worker: int,
    kind: str,
    *,
    who: str,
    at: dt.datetime,
    summary: str = "",
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Write the head of an operation and give its number."""
    number = sql.reserve("operations", 1)[0]
    values = (number, worker, instant_text(at), who, kind, summary, to_json(detail or {}), "{}")
    sql.run(
        'INSERT INTO operations ("id", "worker_id", "at", "who", "kind", "summary", "detail", "counts") '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    return number


def finish(sql: Sql, number: int, counts: Mapping[str, int]) -> None:
    """Write how many rows of each table the operation touched."""
    sql.run("UPDATE operations SET counts = ? WHERE id = ?", (to_json(dict(sorted(counts.items()))), number))


def version(sql: Sql, worker: int) -> int:
    """Number of the worker's last operation; 0 where there is none."""
    return first(sql.all("SELECT max(id) FROM operations WHERE worker_id = ?", (worker,))) or 0


def operations(sql: Sql, worker: int, limit: int) -> list[Operation]:
    """The last operations, newest first."""
    statement = f"SELECT {_COLUMNS} FROM operations WHERE worker_id = ? ORDER BY id DESC LIMIT ?"
    return [_operation(row) for row in sql.all(statement, (worker, limit))]


def operation(sql: Sql, worker: int, number: int) -> Operation:
    """One operation. Raises NotFound."""
    statement = f"SELECT {_COLUMNS} FROM operations WHERE worker_id = ? AND id = ?"
    found = sql.all(statement, (worker, number))
    if not found:
        raise NotFound(f"There is no operation {number}.", hint="`tracker undo --list` shows those there are.")
    return _operation(found[0])


def steps(sql: Sql, number: int, *, backwards: bool = False) -> Iterator[list[Step]]:
    """The changes of an operation in pages, in their order or backwards."""
    order, beyond = ("DESC", "<") if backwards else ("ASC", ">")
    statement = (
        f"SELECT seq, table_name, row_id, before, after FROM changes "
        f"WHERE operation_id = ? AND seq {beyond} ? ORDER BY seq {order} LIMIT ?"
    )
    last = 1 << 60 if backwards else -1
    while page := [Step(*row) for row in sql.all(statement, (number, last, PAGE))]:
        yield page
        last = page[-1].seq


def write(sql: Sql, number: int, page: list[Step]) -> None:
    """Add changes to an operation."""
    sql.many(
        'INSERT INTO changes ("operation_id", "seq", "table_name", "row_id", "before", "after") '
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((number, s.seq, s.table, s.row, s.before, s.after) for s in page),
    )


def changes(sql: Sql, number: int, names: Names) -> list[RowChange]:
    """What an operation did, with names; `names` know the rows that are there now, the journal the others."""
    known = _names_of_gone_rows(sql, names)
    return [
        RowChange(s.table, s.row, _read(known, s.table, s.before), _read(known, s.table, s.after))
        for page in steps(sql, number)
        for s in page
    ]


def _read(names: Names, table: str, text: str | None) -> Raw | None:
    return None if text is None else names.named(table, from_json(text))


def _names_of_gone_rows(sql: Sql, names: Names) -> Names:
    known = Names(names.platforms, names.projects)
    statement = "SELECT row_id, before FROM changes WHERE table_name = ? AND after IS NULL ORDER BY operation_id"
    for table, column, found in (
        ("platforms", "platform", known.platforms),
        ("projects", "project", known.projects),
    ):
        for row, before in sql.all(statement, (table,)):
            found.setdefault(row, from_json(before)[column])
    return known


def apply_steps(sql: Sql, worker: int, page: list[Step]) -> None:
    """Do to the tables what lines of the journal say, in their order. Raises Clash."""
    for (table, kind), run in groupby(page, key=lambda s: (s.table, _kind(s))):
        if kind == "delete":
            sql.many(schema.delete_sql(table), [(s.row, worker) for s in run])
        elif kind == "insert":
            rows = ((s.row, worker, *row_values(table, from_json(s.after or "{}"))) for s in run)
            sql.many(schema.insert_sql(table), list(rows))
        else:
            rows = ((*row_values(table, from_json(s.after or "{}")), s.row, worker) for s in run)
            sql.many(schema.update_sql(table), list(rows))


def _kind(step: Step) -> str:
    if step.after is None:
        return "delete"
    return "insert" if step.before is None else "update"
