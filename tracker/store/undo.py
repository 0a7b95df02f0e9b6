"""Undo: an operation that takes operations back.

    op 1 adds a project      op 2 adds sessions on it      undo 1: refused, 2 was built on it
                                                           undo 1 with 2: one operation, 2 first, then 1

What was taken back counts as not done; taking back the undo makes it done again. Later operations are in
the way where they changed the same rows, named rows that would vanish, took away rows that are needed again,
or gave away a name that is needed again.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.domain import SOURCED
from tracker.errors import Refused, UndoRefused
from tracker.say import Act, Word, told
from tracker.store import journal
from tracker.store.connection import Database, Rows, Sql, first
from tracker.store.failures import Clash
from tracker.store.journal import Step
from tracker.store.rows import Raw, from_json
from tracker.store.tables import ATTACHABLE, ATTACHMENTS, PLATFORMS, PROJECTS, TABLES

if TYPE_CHECKING:
    from tracker.store.results import Operation

_POINTERS = {PLATFORMS: "platform_id", PROJECTS: "project_id"}
_ATTEMPTS = 20


def undo(database: Database, number: int, *, who: str, at: dt.datetime, together: bool) -> Operation:
    """Take an operation back, with the later ones in its way where `together` says so.

    Raises NotFound, Refused (already taken back; forget), UndoRefused with the later operations.
    """
    extra: set[int] = set()
    for _ in range(_ATTEMPTS):
        try:
            return _attempt(database, number, extra, who=who, at=at, together=together)
        except Clash:
            with database.read() as sql:
                found = _closure(sql, {number} | extra)
                blocking = _blocking(sql, found) - found
            if not blocking:
                break
            if not together:
                raise _refusal(number, sorted(blocking)) from None
            extra |= blocking
    raise Refused("Operation {number} cannot be undone: rows that it needs are gone.", number=Word(number))


def _attempt(
    database: Database,
    number: int,
    extra: set[int],
    *,
    who: str,
    at: dt.datetime,
    together: bool,
) -> Operation:
    with database.write() as sql:
        sql.lock()
        target = journal.operation(sql, number)
        _refuse_if_settled(target)
        found = _closure(sql, {number} | extra)
        if not together and found != {number}:
            raise _refusal(number, sorted(found - {number}))
        made = _take_back(sql, target, sorted(found, reverse=True), who=who, at=at)
        return journal.operation(sql, made)


def _refuse_if_settled(target: Operation) -> None:
    if target.kind == journal.FORGET:
        raise Refused("What was forgotten cannot be brought back.", hint="That is what forgetting is for.")
    if target.kind == journal.RESTORE:
        raise Refused(
            "Operation {id} put a backup in the ledger's place: that is not undone.",
            hint=Act.REPLACED_LEDGER,
            id=Word(target.id),
        )
    if target.undone_by is not None:
        raise Refused(
            "Operation {id} is undone already, by {undone_by}.",
            hint="Undo {undone_by} to have it back.",
            id=Word(target.id),
            undone_by=Word(target.undone_by),
        )


def _refusal(number: int, later: list[int]) -> UndoRefused:
    named = Word(", ".join(map(str, later)))
    if len(later) == 1:
        message = (
            "Operation {number} cannot be undone alone: its rows were changed or used since, by operation {named}."
        )
        hint = "Undo it first, or all together."
    else:
        message = (
            "Operation {number} cannot be undone alone: its rows were changed or used since, by operations {named}."
        )
        hint = "Undo them first, or all together."
    return UndoRefused(told(message, number=Word(number), named=named), later=tuple(later), hint=hint)


def _take_back(sql: Sql, target: Operation, numbers: list[int], *, who: str, at: dt.datetime) -> int:
    """Undo operations, newest first, as one new operation; gives its number."""
    summary = f"undo of {target.id} ({target.kind})" if len(numbers) == 1 else f"undo of {_listed(numbers)}"
    made = journal.begin(sql, "undo", who=who, at=at, summary=summary)
    seq, counts = 0, Counter[str]()
    for number in numbers:
        for page in journal.steps(sql, number, backwards=True):
            back = [Step(seq + i, s.table, s.row, s.after, s.before) for i, s in enumerate(page)]
            journal.apply_steps(sql, back)
            journal.write(sql, made, back)
            counts.update(s.table for s in back)
            seq += len(back)
    _refuse_files_of_nothing(sql)
    journal.finish(sql, made, counts)
    sql.run("set_undone", number=made, new_undoes=target.id, new_undid=json.dumps(numbers))
    for number in numbers:
        _mark(sql, number, made)
    return made


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _mark(sql: Sql, number: int, by: int | None) -> None:
    """Mark an operation as taken back (or done again), and what it had itself taken back the other way.

    What was taken back newest first is done again oldest first: the later ones say the last word.
    """
    sql.run("set_undone_by", number=number, new_undone_by=by)
    targets = _undid(sql, number)
    for target in targets if by is None else reversed(targets):
        _mark(sql, target, number if by is None else None)


def _undid(sql: Sql, number: int) -> list[int]:
    text = first(sql.all("undid", number=number))
    return [] if text is None else [int(n) for n in json.loads(text)]


# --- what is in the way ----------------------------------------------------------------------------


def _closure(sql: Sql, numbers: set[int]) -> set[int]:
    """The operations and all later ones that must be taken back before them."""
    found = set(numbers)
    while fresh := {later for n in found for later in _later(sql, n, found)} - found:
        found |= fresh
    return found


def _standing(later: Rows, found: set[int]) -> set[int]:
    """Of operations, with what took them back, those that stand when `found` are taken back now."""
    return {number for number, undone_by in later if undone_by is None or undone_by in found}


def _later(sql: Sql, number: int, together: set[int]) -> set[int]:
    """Later operations that stand, when `together` are taken back, and changed this one's rows, or named rows or kept
    files with rows that it added."""
    found = _standing(sql.all("later", number=number), together)
    naming = [f"{name}.naming.{column}" for name, table in TABLES.items() for column in table.refers]
    for statement in (*naming, "later_files"):
        found |= {n for (n,) in sql.all(statement, number=number)}
    return {n for n in found if not _only_undoes_later(sql, n, number)}


def _refuse_files_of_nothing(sql: Sql) -> None:
    """Raise Clash where a file is kept with a row that is gone: no foreign key says so for a row of any table."""
    for table in ATTACHABLE:
        if sql.all(f"{table}.left_files"):
            raise Clash(f"a file is kept with a row of {table} that is gone")


def _only_undoes_later(sql: Sql, number: int, than: int) -> bool:
    """Is this an undo whose targets are all later than `than`? Then both together changed nothing."""
    targets = _undid(sql, number)
    return bool(targets) and min(targets) > than


def _blocking(sql: Sql, numbers: set[int]) -> set[int]:
    """Later operations that took rows or names which these operations' rows need again (after a Clash)."""
    found: set[int] = set()
    for number in numbers:
        for page in journal.steps(sql, number):
            for step in page:
                if step.before is not None:
                    needed = _needed(sql, step.table, from_json(step.before), step.row)
                    found |= _later_on_rows(sql, needed, number, numbers)
                elif step.table in _POINTERS:
                    found |= _later_naming(sql, step, number, numbers)
    return found


def _later_naming(sql: Sql, step: Step, number: int, together: set[int]) -> set[int]:
    """Later operations that stand, with a row in the journal that names the row this step added."""
    later = _standing(sql.all("later_operations", number=number), together)
    names = re.compile(f'"{_POINTERS[step.table]}":{step.row}[,}}]')
    found = {
        n
        for n in later
        if any(
            names.search(text) for page in journal.steps(sql, n) for s in page for text in (s.before, s.after) if text
        )
    }
    return {n for n in found if not _only_undoes_later(sql, n, number)}


def _needed(sql: Sql, table: str, raw: Raw, row: int) -> list[tuple[str, int]]:
    """Rows that a row refers to, and other rows that hold the name it needs."""
    described = TABLES[table]
    out = [(to, raw[name]) for name, to in described.refers.items() if name in raw]
    if table == ATTACHMENTS:
        out.append((raw["of_table"], raw["of_row"]))
    if described.unique is None or (table in SOURCED and "source_id" not in raw):
        return out
    same = sql.rows(table, **{name: raw.get(name) for name in described.unique})
    return out + [(table, other) for other, *_ in same if other != row]


def _later_on_rows(sql: Sql, rows: Iterable[tuple[str, int]], number: int, together: set[int]) -> set[int]:
    """Later operations that stand and added or removed one of these rows, or gave it its name."""
    found: set[int] = set()
    for table, row in rows:
        found |= _standing(sql.all("later_on_row", number=number, table=table, row=row), together)
    return {n for n in found if not _only_undoes_later(sql, n, number)}
