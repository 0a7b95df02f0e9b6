"""Undo: an operation that takes operations back.

    op 1 adds a project      op 2 adds sessions on it      undo 1: refused, 2 was built on it
                                                           undo 1 with 2: one operation, 2 first, then 1

What was taken back counts as not done; taking back the undo makes it done again. Later operations stand in
the way where they changed the same rows, named rows that would vanish, took away rows that are needed again,
or gave away a name that is needed again.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tracker.domain import SOURCED
from tracker.errors import Refused, UndoRefused
from tracker.store import journal, schema
from tracker.store.connection import Database, Sql, first
from tracker.store.journal import Step
from tracker.store.results import Operation
from tracker.store.rows import Raw, from_json
from tracker.store.trouble import Clash

FORGET = "forget"
RESTORE = "restore"
_POINTERS = {schema.PLATFORMS: "platform_id", schema.PROJECTS: "project_id"}
_ATTEMPTS = 20


def undo(database: Database, worker: int, number: int, *, who: str, at: dt.datetime, together: bool) -> Operation:
    """Take an operation back, with the later ones in its way where `together` says so.

    Raises NotFound, Refused (already taken back; forget), UndoRefused with the later operations.
    """
    extra: set[int] = set()
    for _ in range(_ATTEMPTS):
        try:
            return _attempt(database, worker, number, extra, who=who, at=at, together=together)
        except Clash:
            with database.read() as sql:
                found = _closure(sql, worker, {number} | extra)
                blocking = _blocking(sql, worker, found) - found
            if not blocking:
                break
            if not together:
                raise _refusal(number, sorted(blocking)) from None
            extra |= blocking
    raise Refused(f"Operation {number} cannot be undone: rows that it needs are gone.")


def _attempt(
    database: Database,
    worker: int,
    number: int,
    extra: set[int],
    *,
    who: str,
    at: dt.datetime,
    together: bool,
) -> Operation:
    with database.write() as sql:
        sql.lock(worker)
        target = journal.operation(sql, worker, number)
        _refuse_if_settled(target)
        found = _closure(sql, worker, {number} | extra)
        if not together and found != {number}:
            raise _refusal(number, sorted(found - {number}))
        made = _take_back(sql, worker, target, sorted(found, reverse=True), who=who, at=at)
        return journal.operation(sql, worker, made)


def _refuse_if_settled(target: Operation) -> None:
    if target.kind == FORGET:
        raise Refused("What was forgotten cannot be brought back.", hint="That is what forgetting is for.")
    if target.kind == RESTORE:
        raise Refused(
            f"Operation {target.id} put a backup in the ledger's place: that is not undone.",
            hint="The ledger that was replaced is among the backups: tracker restore FILE.",
        )
    if target.undone_by is not None:
        raise Refused(
            f"Operation {target.id} is undone already, by {target.undone_by}.",
            hint=f"Undo {target.undone_by} to have it back.",
        )


def _refusal(number: int, later: list[int]) -> UndoRefused:
    named = ", ".join(map(str, later))
    noun, them = ("operation", "it") if len(later) == 1 else ("operations", "them")
    return UndoRefused(
        f"Operation {number} cannot be undone alone: its rows were changed or used since, by {noun} {named}.",
        later=tuple(later),
        hint=f"Undo {them} first, or all together.",
    )


def _take_back(sql: Sql, worker: int, target: Operation, numbers: list[int], *, who: str, at: dt.datetime) -> int:
    """Undo operations, newest first, as one new operation; gives its number."""
    summary = f"undo of {target.id} ({target.kind})" if len(numbers) == 1 else f"undo of {_listed(numbers)}"
    made = journal.begin(sql, worker, "undo", who=who, at=at, summary=summary)
    seq, counts = 0, Counter[str]()
    for number in numbers:
        for page in journal.steps(sql, number, backwards=True):
            back = [Step(seq + i, s.table, s.row, s.after, s.before) for i, s in enumerate(page)]
            journal.apply_steps(sql, worker, back)
            journal.write(sql, made, back)
            counts.update(s.table for s in back)
            seq += len(back)
    _refuse_files_of_nothing(sql, worker)
    journal.finish(sql, made, counts)
    sql.run("UPDATE operations SET undoes = ?, undid = ? WHERE id = ?", (target.id, json.dumps(numbers), made))
    for number in numbers:
        _mark(sql, number, made)
    return made


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _mark(sql: Sql, number: int, by: int | None) -> None:
    """Mark an operation as taken back (or done again), and what it had itself taken back the other way.

    What was taken back newest first is done again oldest first: the later ones say the last word.
    """
    sql.run("UPDATE operations SET undone_by = ? WHERE id = ?", (by, number))
    targets = _undid(sql, number)
    for target in targets if by is None else reversed(targets):
        _mark(sql, target, number if by is None else None)


def _undid(sql: Sql, number: int) -> list[int]:
    text = first(sql.all("SELECT undid FROM operations WHERE id = ?", (number,)))
    return [] if text is None else [int(n) for n in json.loads(text)]


# --- what stands in the way ----------------------------------------------------------------------------


def _closure(sql: Sql, worker: int, numbers: set[int]) -> set[int]:
    """The operations and all later ones that must be taken back before them."""
    found = set(numbers)
    while fresh := {later for n in found for later in _later(sql, worker, n, found)} - found:
        found |= fresh
    return found


def _standing(found: set[int]) -> str:
    """Condition on an operation `o`: not taken back, or only by one of `found`, which are taken back now."""
    return f"(o.undone_by IS NULL OR o.undone_by IN ({', '.join(map(str, sorted(found)))}))"


def _later(sql: Sql, worker: int, number: int, together: set[int]) -> set[int]:
    """Later operations that stand, when `together` are taken back, and changed this one's rows or named them."""
    touching = sql.all(
        "SELECT DISTINCT c.operation_id FROM changes mine "
        "JOIN changes c ON c.table_name = mine.table_name AND c.row_id = mine.row_id AND c.operation_id > ? "
        f"JOIN operations o ON o.id = c.operation_id AND {_standing(together)} AND o.worker_id = ? "
        "WHERE mine.operation_id = ?",
        (number, worker, number),
    )
    found = {row[0] for row in touching}
    for table, described in schema.TABLES.items():
        for field in described.fields:
            if field.table:
                found |= _naming(sql, worker, number, table, field)
    found |= _attaching(sql, worker, number)
    return {n for n in found if not _only_undoes_later(sql, n, number)}


def _naming(sql: Sql, worker: int, number: int, table: str, field: schema.Field) -> set[int]:
    """Later operations on rows of a table that name a platform or project which this one added."""
    rows = sql.all(
        "SELECT DISTINCT c.operation_id FROM changes mine "
        f"JOIN {table} t ON t.{field.name} = mine.row_id "
        "JOIN changes c ON c.table_name = ? AND c.row_id = t.id AND c.operation_id > ? "
        "JOIN operations o ON o.id = c.operation_id AND o.undone_by IS NULL AND o.worker_id = ? "
        "WHERE mine.operation_id = ? AND mine.table_name = ? AND mine.before IS NULL",
        (table, number, worker, number, field.table),
    )
    return {row[0] for row in rows}


def _attaching(sql: Sql, worker: int, number: int) -> set[int]:
    """Later operations on files kept with rows that this one added."""
    rows = sql.all(
        "SELECT DISTINCT c.operation_id FROM changes mine "
        "JOIN attachments t ON t.of_table = mine.table_name AND t.of_row = mine.row_id "
        "JOIN changes c ON c.table_name = 'attachments' AND c.row_id = t.id AND c.operation_id > ? "
        "JOIN operations o ON o.id = c.operation_id AND o.undone_by IS NULL AND o.worker_id = ? "
        "WHERE mine.operation_id = ? AND mine.before IS NULL",
        (number, worker, number),
    )
    return {row[0] for row in rows}


def _refuse_files_of_nothing(sql: Sql, worker: int) -> None:
    """Raise Clash where a file is kept with a row that is gone: no foreign key says so for a row of any table."""
    for (table,) in sql.all("SELECT DISTINCT of_table FROM attachments WHERE worker_id = ?", (worker,)):
        statement = f"SELECT a.id FROM attachments a LEFT JOIN {table} t ON t.id = a.of_row "
        if sql.all(f"{statement} WHERE a.worker_id = ? AND a.of_table = ? AND t.id IS NULL LIMIT 1", (worker, table)):
            raise Clash(f"a file is kept with a row of {table} that is gone")


def _only_undoes_later(sql: Sql, number: int, than: int) -> bool:
    """Is this an undo whose targets are all later than `than`? Then both together changed nothing."""
    targets = _undid(sql, number)
    return bool(targets) and min(targets) > than


def _blocking(sql: Sql, worker: int, numbers: set[int]) -> set[int]:
    """Later operations that took rows or names which these operations' rows need again (after a Clash)."""
    found: set[int] = set()
    for number in numbers:
        for page in journal.steps(sql, number):
            for step in page:
                if step.before is not None:
                    needed = _needed(sql, worker, step.table, from_json(step.before), step.row)
                    found |= _later_on_rows(sql, worker, needed, number, numbers)
                elif step.table in _POINTERS:
                    found |= _later_naming(sql, worker, step, number, numbers)
    return found


def _later_naming(sql: Sql, worker: int, step: Step, number: int, together: set[int]) -> set[int]:
    """Later operations that stand, with a row in the journal that names the row this step added."""
    statement = f"SELECT o.id FROM operations o WHERE o.worker_id = ? AND o.id > ? AND {_standing(together)}"
    later = sql.all(statement, (worker, number))
    names = re.compile(f'"{_POINTERS[step.table]}":{step.row}[,}}]')
    found = {
        n
        for (n,) in later
        if any(
            names.search(text) for page in journal.steps(sql, n) for s in page for text in (s.before, s.after) if text
        )
    }
    return {n for n in found if not _only_undoes_later(sql, n, number)}


def _needed(sql: Sql, worker: int, table: str, raw: Raw, row: int) -> list[tuple[str, int]]:
    """Rows that a row refers to, and other rows that hold the name it needs."""
    described = schema.TABLES[table]
    out = [(f.table, raw[f.name]) for f in described.fields if f.table and f.name in raw]
    if table == schema.ATTACHMENTS:
        out.append((raw["of_table"], raw["of_row"]))
    if described.unique is None or (table in SOURCED and "source_id" not in raw):
        return out
    where = "".join(f' AND "{name}" = ?' for name in described.unique)
    values: list[Any] = [raw.get(name) for name in described.unique]
    statement = f"SELECT id FROM {table} WHERE worker_id = ? AND id <> ?{where}"
    return out + [(table, found[0]) for found in sql.all(statement, (worker, row, *values))]


def _later_on_rows(sql: Sql, worker: int, rows: Iterable[tuple[str, int]], number: int, together: set[int]) -> set[int]:
    """Later operations that stand and added or removed one of these rows, or gave it its name."""
    statement = (
        "SELECT c.operation_id, c.before, c.after FROM changes c "
        f"JOIN operations o ON o.id = c.operation_id AND {_standing(together)} AND o.worker_id = ? "
        "WHERE c.table_name = ? AND c.row_id = ? AND c.operation_id > ?"
    )
    found: set[int] = set()
    for table, row in rows:
        found |= {n for n, _, _ in sql.all(statement, (worker, table, row, number))}
    return {n for n in found if not _only_undoes_later(sql, n, number)}
