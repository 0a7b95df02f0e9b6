"""Reading a worker's rows: records, frames, what an import compares with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from tracker.domain import NOT_WORK, Known, Record, Settings, WorkSession, columns, to_stored
from tracker.store.connection import Sql
from tracker.store.rows import Names, Raw
from tracker.store.schema import (
    ALL_TABLES,
    INTERNAL,
    PLATFORMS,
    PROJECTS,
    RULES,
    TABLES,
    select_sql,
    stored_name,
)
from tracker.store.trouble import readable

if TYPE_CHECKING:
    from tracker.frames import LedgerFrames

R = TypeVar("R", bound=Record)


_SESSION_DAY = "coalesce(worked_on, substr(started_at, 1, 10))"
_KNOWN_BY: dict[str, str] = {
    "work_sessions": f"status, platform_id, {_SESSION_DAY}, started_at, ended_at, minutes, amount, currency, "
    "project_id, worked_until, activity, NULL, NULL, NULL, NULL, NULL, note, evidence, batch",
    "earnings": "status, platform_id, earned_from, NULL, NULL, NULL, amount, currency, "
    "project_id, earned_to, kind, NULL, NULL, NULL, NULL, NULL, note, evidence, batch",
    "payouts": "NULL, platform_id, received_on, NULL, NULL, NULL, amount, currency, "
    "project_id, NULL, kind, fee, NULL, NULL, NULL, NULL, note, evidence, batch",
    "transfers": "NULL, NULL, moved_on, NULL, NULL, NULL, amount_out, currency_out, "
    "NULL, NULL, NULL, fee, from_account, to_account, amount_in, currency_in, note, NULL, batch",
}
"""The columns of a `Known` from `status` on, in its order."""


def names(sql: Sql, worker: int) -> Names:
    """Names of the worker's platforms and projects."""
    return Names(
        dict(sql.all("SELECT id, platform FROM platforms WHERE worker_id = ?", (worker,))),
        dict(sql.all("SELECT id, project FROM projects WHERE worker_id = ?", (worker,))),
    )


def raw(table: str, row: Sequence[Any]) -> tuple[int, Raw]:
    """A row of `select_sql` as number and journal form."""
    return row[0], {n: v for n, v in zip(TABLES[table].names, row[1:], strict=True) if v is not None}


def raw_rows(sql: Sql, worker: int, table: str, where: str = "", values: Sequence[Any] = ()) -> list[tuple[int, Raw]]:
    """A worker's rows in row order, in the journal's form."""
    statement = f"{select_sql(table)} {where} ORDER BY id"
    return [raw(table, row) for row in sql.all(statement, (worker, *values))]


def rows(sql: Sql, worker: int, record: type[R], equals: dict[str, object]) -> list[tuple[int, R]]:
    """Records where the named columns have the given values; platform and project by name.

    Raises ValueError for a column the record does not have.
    """
    known, kind = names(sql, worker), cast("type[Record]", record)
    conditions = _conditions(sql, worker, kind, equals)
    if conditions is None:
        return []
    where = " ".join(f'AND "{column}" {_is(value)}' for column, value in conditions)
    values = [value for _, value in conditions if value is not None]
    found = raw_rows(sql, worker, kind.TABLE, where, values)
    return [(row, cast(R, known.record(kind, data))) for row, data in found]


def _is(value: object) -> str:
    return "IS NULL" if value is None else "= ?"


def _conditions(sql: Sql, worker: int, record: type[Record], equals: dict[str, object]) -> list[tuple[str, Any]] | None:
    """Columns of the store and values to compare with; None where a name is not known: no row can fit."""
    known = {c.name for c in columns(record)}
    if unknown := set(equals) - known:
        raise ValueError(f"{record.TABLE} has no column {', '.join(sorted(unknown))}")
    stored = _stored_values(record, equals)
    out: list[tuple[str, Any]] = []
    for name, value in stored.items():
        column = stored_name(record.TABLE, name)
        if column == name or value is None or (record.TABLE == RULES and value == NOT_WORK):
            out.append((column, None if column != name else value))
            continue
        ids = _ids(sql, worker, name, str(value), stored.get("platform"))
        if not ids:
            return None
        if len(ids) > 1:
            raise ValueError(f"several platforms have a project {value}: give the platform too")
        out.append((column, ids[0]))
    return out


def _stored_values(record: type[Record], equals: dict[str, object]) -> dict[str, Any]:
    blank = {c.name: None for c in columns(record)}
    given: Any = {**blank, **equals}
    stored = to_stored(record(**given))
    return {name: stored[name] for name in equals}


def _ids(sql: Sql, worker: int, column: str, name: str, platform: object) -> list[int]:
    """Row numbers of the platform or project of a name."""
    if column == "platform":
        found = sql.all("SELECT id FROM platforms WHERE worker_id = ? AND platform = ?", (worker, name))
    elif platform is None:
        found = sql.all("SELECT id FROM projects WHERE worker_id = ? AND project = ?", (worker, name))
    else:
        statement = (
            "SELECT p.id FROM projects p JOIN platforms q ON q.id = p.platform_id "
            "WHERE p.worker_id = ? AND p.project = ? AND q.platform = ?"
        )
        found = sql.all(statement, (worker, name, platform))
    return [row[0] for row in found]


def get(sql: Sql, worker: int, table: str, row: int, record: type[Record]) -> Record | None:
    """One record; None where the worker has no such row."""
    found = raw_rows(sql, worker, table, "AND id = ?", (row,))
    return names(sql, worker).record(record, found[0][1]) if found else None


def settings(sql: Sql, worker: int) -> Settings | None:
    """The worker's settings; None where nothing was written yet."""
    found = rows(sql, worker, Settings, {})
    return found[0][1] if found else None


def sessions_between(sql: Sql, worker: int, first: str, last: str) -> list[tuple[int, WorkSession]]:
    """Work sessions whose day lies between two, both in it; of instants the UTC day counts."""
    known = names(sql, worker)
    found = raw_rows(sql, worker, "work_sessions", f"AND {_SESSION_DAY} BETWEEN ? AND ?", (first, last))
    return [(row, cast(WorkSession, known.record(WorkSession, data))) for row, data in found]


def identities(sql: Sql, worker: int, table: str) -> list[Known]:
    """All rows of a sourced table as an import compares them, in row order."""
    known = names(sql, worker)
    statement = (
        f"SELECT id, source, source_id, content, slot, {_KNOWN_BY[table]} FROM {table} WHERE worker_id = ? ORDER BY id"
    )
    found = sql.all(statement, (worker,))
    return [
        Known._make((*r[:6], known.platforms.get(r[6]), *r[7:13], known.projects.get(r[13]), *r[14:])) for r in found
    ]


def frames(sql: Sql, worker: int, assumed: Settings, version: int) -> LedgerFrames:
    """The worker's tables as frames, column by column; `assumed` are the settings of an empty ledger."""
    from tracker.frames import FRAME_TABLES, LedgerFrames, build

    found = settings(sql, worker) or assumed
    zone, known = ZoneInfo(found.time_zone), names(sql, worker)
    with readable():
        made = {t: build(t, _columns(sql, worker, t, known), zone) for t in FRAME_TABLES}
    return LedgerFrames(settings=found, version=version, **made)


def _columns(sql: Sql, worker: int, table: str, known: Names) -> dict[str, list[Any]]:
    shown = [n for n in TABLES[table].names if n not in INTERNAL]
    quoted = ", ".join(f'"{n}"' for n in shown)
    found = sql.all(f"SELECT id, {quoted} FROM {table} WHERE worker_id = ? ORDER BY id", (worker,))
    by_name = dict(zip(("row", *shown), map(list, zip(*found, strict=True)), strict=False))
    if not by_name:
        return {"row": []}
    if table != PLATFORMS and "platform_id" in by_name:
        by_name["platform"] = [known.platforms.get(i) for i in by_name["platform_id"]]
    if table != PROJECTS and "project_id" in by_name:
        by_name["project"] = [known.projects.get(i) for i in by_name["project_id"]]
    return by_name


def snapshot(sql: Sql, worker: int) -> dict[str, list[tuple[int, Raw]]]:
    """Every journaled row as it lies in the tables: two equal snapshots are the same ledger, row for row."""
    return {table: raw_rows(sql, worker, table) for table in ALL_TABLES if table in TABLES}
