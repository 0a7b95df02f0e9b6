"""Reading a worker's rows: records, frames, what an import compares with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from tracker.domain import BY_TABLE, NOT_WORK, Known, Record, Settings, WorkSession, columns, loadable, stored_value
from tracker.store.connection import Rows, Sql
from tracker.store.failures import readable
from tracker.store.rows import Names, Raw
from tracker.store.tables import INTERNAL, PLATFORMS, PROJECTS, RULES, TABLES

if TYPE_CHECKING:
    from tracker.frames import LedgerFrames
    from tracker.store.results import Unread

R = TypeVar("R", bound=Record)
PAGE = 5_000
"""Rows read at a time if not all are needed at once."""
RUN = 200
"""Rows read at a time if some are needed, most of which have numbers in a row."""


def names(sql: Sql) -> Names:
    """Names of the worker's platforms and projects."""
    return Names(sql.all("platform_names"), sql.all("project_names"))


def _raw(table: str, found: Rows) -> list[tuple[int, Raw]]:
    columns = TABLES[table].columns
    return [(r[0], {n: v for n, v in zip(columns, r[1:], strict=True) if v is not None}) for r in found]


def raw_rows(sql: Sql, table: str, **equals: object) -> list[tuple[int, Raw]]:
    """A worker's rows in row order, in the journal's form, where the store's columns have the given values."""
    return _raw(table, sql.rows(table, **equals))


def paged(sql: Sql, table: str) -> Iterator[tuple[int, Raw]]:
    """All of a worker's rows in row order, in the journal's form, a page of them in memory at a time."""
    last = -1
    while page := _raw(table, sql.all(f"{table}.page", last=last, page=PAGE)):
        yield from page
        last = page[-1][0]


def among(sql: Sql, table: str, numbers: Iterable[int]) -> dict[int, Raw]:
    """Those of a worker's rows that have one of these numbers."""
    left, found = sorted(numbers, reverse=True), dict[int, Raw]()
    wanted = set(left)
    while left:
        page = _raw(table, sql.all(f"{table}.page", last=left[-1] - 1, page=min(len(left), RUN)))
        found.update((row, raw) for row, raw in page if row in wanted)
        upto = page[-1][0] if page else left[0]
        while left and left[-1] <= upto:
            left.pop()
    return found


def rows(sql: Sql, record: type[R], equals: dict[str, object]) -> list[tuple[int, R]]:
    """Records where the named columns have the given values; platform and project by name.

    Raises ValueError for a column the record does not have.
    """
    known, kind = names(sql), cast("type[Record]", record)
    conditions = _conditions(known, kind, equals)
    if conditions is None:
        return []
    found = raw_rows(sql, kind.TABLE, **conditions)
    return [(row, cast(R, known.record(kind, data))) for row, data in found]


def apart(sql: Sql, record: type[R], equals: dict[str, object]) -> tuple[list[tuple[int, R]], list[Unread]]:
    """Records as of `rows`, and apart from them the rows of which there can be none."""
    from tracker.store.results import Unread

    known, kind = names(sql), cast("type[Record]", record)
    conditions = _conditions(known, kind, equals)
    good, bad = list[tuple[int, R]](), list[Unread]()
    for row, raw in () if conditions is None else raw_rows(sql, kind.TABLE, **conditions):
        values, wrong = loadable(kind, known.named(kind.TABLE, raw))
        if wrong:
            bad.append(Unread(row, values, tuple(wrong)))
        else:
            good.append((row, cast(R, kind(**values))))
    return good, bad


def _conditions(known: Names, record: type[Record], equals: dict[str, object]) -> dict[str, Any] | None:
    """Columns of the store and values to compare with; None if a name is not known: no row can fit."""
    every = {c.name for c in columns(record)}
    if unknown := set(equals) - every:
        raise ValueError(f"{record.TABLE} has no column {', '.join(sorted(unknown))}")
    stored, out = _stored_values(record, equals), dict[str, Any]()
    for name, value in stored.items():
        column = TABLES[record.TABLE].stored(name)
        if column == name:
            out[column] = value
        elif value is None or (record.TABLE == RULES and value == NOT_WORK):
            out[column] = None
        else:
            ids = _ids(known, name, value, stored.get("platform"))
            if not ids:
                return None
            if len(ids) > 1:
                raise ValueError(f"several platforms have a project {value}: give the platform too")
            out[column] = ids[0]
    return out


def _stored_values(record: type[Record], equals: dict[str, object]) -> dict[str, Any]:
    return {c.name: stored_value(c.kind, equals[c.name]) for c in columns(record) if c.name in equals}


def _ids(known: Names, column: str, name: str, platform: str | None) -> list[int]:
    """Row numbers of the platform, or of the platform's projects, of a name."""
    if column == "platform":
        return [row for row, said in known.platforms.items() if said == name]
    found = [row for row, said in known.projects.items() if said == name]
    return [row for row in found if platform in (None, known.platforms[known.platform_of[row]])]


def get(sql: Sql, table: str, row: int) -> Record | None:
    """One record; None if the worker has no such row."""
    found = raw_rows(sql, table, id=row)
    return names(sql).record(BY_TABLE[table], found[0][1]) if found else None


def settings(sql: Sql) -> Settings | None:
    """The worker's settings; None if nothing was written yet."""
    found = rows(sql, Settings, {})
    return found[0][1] if found else None


def sessions_between(sql: Sql, first: str, last: str) -> list[tuple[int, WorkSession]]:
    """Work sessions whose day is between two, both in it; of instants the UTC day counts."""
    known = names(sql)
    found = _raw(WorkSession.TABLE, sql.all("sessions_between", first=first, last=last))
    return [(row, cast(WorkSession, known.record(WorkSession, data))) for row, data in found]


def identities(sql: Sql, table: str) -> list[Known]:
    """All rows of a sourced table as an import compares them, in row order."""
    known = names(sql)
    return [_known(r, known) for r in sql.all(f"{table}.known")]


def _known(r: tuple[Any, ...], known: Names) -> Known:
    return Known._make((*r[:6], known.platforms.get(r[6]), *r[7:13], known.projects.get(r[13]), *r[14:]))


class Moment:
    """A worker's ledger as it is at one moment, a page of rows in memory at a time. Good while its conversation is."""

    def __init__(self, sql: Sql) -> None:
        self._sql, self._names = sql, names(sql)

    def rows(self, record: type[R]) -> Iterator[tuple[int, R]]:
        """(row, record) of a table, in row order."""
        kind = cast("type[Record]", record)
        return ((row, cast(R, self._names.record(kind, raw))) for row, raw in paged(self._sql, kind.TABLE))

    def records(self, record: type[R]) -> Iterator[R]:
        """The records of a table, in row order."""
        return (found for _row, found in self.rows(record))

    def get(self, record: type[R], row: int) -> R:
        """The record of a row that is there."""
        kind = cast("type[Record]", record)
        [(_row, raw)] = raw_rows(self._sql, kind.TABLE, id=row)
        return cast(R, self._names.record(kind, raw))

    def identities(self, table: str) -> Iterator[Known]:
        """The same as `identities`."""
        last = -1
        while page := self._sql.all(f"{table}.known_page", last=last, page=PAGE):
            found = [_known(r, self._names) for r in page]
            yield from found
            last = found[-1].row


def frames(sql: Sql, assumed: Settings, version: int) -> LedgerFrames:
    """The worker's tables as frames, column by column; `assumed` are the settings of an empty ledger."""
    from tracker.frames import FRAME_TABLES, ORIGIN, LedgerFrames, build

    found = settings(sql) or assumed
    zone, known = ZoneInfo(found.time_zone), names(sql)
    with readable():
        made = {t: build(t, _columns(sql, t, known, INTERNAL | ORIGIN), zone) for t in FRAME_TABLES}
    return LedgerFrames(settings=found, version=version, **made)


def _columns(sql: Sql, table: str, known: Names, without: frozenset[str]) -> dict[str, list[Any]]:
    names = TABLES[table].columns
    by_name = sql.columns(table, names, {*names} - without)
    by_name["row"] = by_name.pop("id")
    if table != PLATFORMS and "platform_id" in by_name:
        by_name["platform"] = [known.platforms.get(i) for i in by_name["platform_id"]]
    if table != PROJECTS and "project_id" in by_name:
        by_name["project"] = [known.projects.get(i) for i in by_name["project_id"]]
    return by_name


def snapshot(sql: Sql) -> dict[str, list[tuple[int, Raw]]]:
    """Every journaled row as it is in the tables: two equal snapshots are the same ledger, row for row."""
    return {table: raw_rows(sql, table) for table in TABLES}
