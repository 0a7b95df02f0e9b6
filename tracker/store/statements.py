"""Every statement of the store, written once: expressions over the models, which `freeze` compiles for both databases.

`mine` puts the owner into each statement on an owned table; the conversation gives its number (`connection.Sql`).
A statement has a name, and those that are made for every table bear the table's: "payouts.insert". Its values are
bound parameters: a constant in an expression would be lost in the frozen text, so it is written with `fixed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Column as SqlColumn
from sqlalchemy import (
    ColumnElement,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    and_,
    column,
    delete,
    func,
    insert,
    literal_column,
    null,
    or_,
    table,
    update,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam as given
from sqlalchemy import select as select_all
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from tracker.domain import Known
from tracker.store import models
from tracker.store.columns import Base, Journaled, ordered
from tracker.store.models import (
    Attachment,
    BackupFile,
    CachedResult,
    Change,
    Earning,
    Operation,
    Payout,
    Platform,
    Project,
    Transfer,
    Worker,
    WorkSession,
)

Named: TypeAlias = Iterator[tuple[str, Any]]

REVISION = SqlTable(
    "alembic_version",
    MetaData(),
    SqlColumn("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it."""
_SEQUENCE = table("sqlite_sequence", column("name", String), column("seq", Integer))
_MASTER = table("sqlite_master", column("name", String), column("type", String))


def tables() -> list[type[Base]]:
    """Every table, parents before children."""
    found = (m for m in vars(models).values() if isinstance(m, type) and issubclass(m, Base))
    return [m for m in found if "__table__" in vars(m)]


def journaled() -> list[type[Journaled]]:
    """The journaled tables, parents before children."""
    return [m for m in tables() if issubclass(m, Journaled)]


def records() -> list[type[Journaled]]:
    """The tables that a worker enters rows in, in the archive's order."""
    return [m for m in journaled() if m.RECORD]


def refers(model: type[Base]) -> dict[str, str]:
    """The columns of a table that name a platform or a project, and the table they name."""
    keys = {c.name: k.column.table.name for c in _table(model).c for k in c.foreign_keys}
    return {n: to for n, to in keys.items() if to in ("platforms", "projects")}


def statements(database: str) -> Mapping[str, Any]:
    """Every statement by its name, for "sqlite" or "postgresql"."""
    added = {f"{m.__tablename__}.insert": insert(m).values({n: given(n) for n in ordered(m)}) for m in tables()}
    made = {f"{m.__tablename__}.{name}": s for m in journaled() for name, s in _of_table(m)}
    return {**added, **made, **dict(_of_all()), **dict(_ONLY[database]())}


def conditions(model: type[Journaled]) -> dict[str, ColumnElement[bool]]:
    """By column: it has a given value. `Sql.rows` joins them to a table's rows; an empty value fits where there can be
    one."""
    columns = [c for c in _table(model).c if c.name != "worker_id"]
    values: list[Any] = [given(c.name) for c in columns]
    return {
        c.name: c.is_not_distinct_from(value) if c.nullable else c == value
        for c, value in zip(columns, values, strict=True)
    }


def mine(model: Any) -> ColumnElement[bool]:
    """Only the worker's own rows."""
    return _is(model.worker_id, "worker_id")


def fixed(text: str) -> ColumnElement[Any]:
    """A constant in a statement."""
    return literal_column(f"'{text}'", String)


_NONE: Any = literal_column("0")
"""SQLite's own `OFFSET 0` would be a lost constant."""


def _count(name: str) -> Any:
    return given(name, type_=Integer)


def _table(model: type[Base]) -> SqlTable:
    return Base.metadata.tables[model.__tablename__]


def _is(column: Any, name: str) -> ColumnElement[bool]:
    """A column has the value of a name."""
    return col(column) == given(name)


def _set(model: type[Base], which: Any, names: Iterable[str]) -> Any:
    """A change of some columns, each with the value of its name after `new_`."""
    return update(model).where(which).values({n: given(f"new_{n}") for n in names})


# --- made for every journaled table --------------------------------------------------------------------


def _of_table(model: type[Journaled]) -> Named:
    columns, this = _table(model).c, and_(_is(model.id, "row"), mine(model))
    fields = [n for n in ordered(model) if n not in ("id", "worker_id")]
    yield "rows", select_all(columns.id, *(columns[n] for n in fields)).where(mine(model)).order_by(columns.id)
    yield "page", _page(select_all(columns.id, *(columns[n] for n in fields)), columns)
    yield "filled", select_all(*(func.count(columns[n]) for n in fields)).where(mine(model))
    yield "update", _set(model, this, fields)
    yield "delete", delete(model).where(this)
    for name, to in refers(model).items():
        yield f"naming.{name}", _naming(model, columns[name], to)
    if model.FILES:
        yield "left_files", _left_files(model)


def _page(found: Any, columns: Any) -> Any:
    """The worker's rows after one, in row order: by number, for those of an owner would have to be sorted."""
    own = columns.worker_id + _NONE == given("worker_id")
    return found.where(own, columns.id > given("last")).order_by(columns.id).limit(_count("page")).offset(_NONE)


_STEP, _LATER = aliased(Change, name="step"), aliased(Change, name="later")
"""What an operation did, and what later ones did."""


def _later(*joined: Any) -> Any:
    """Later operations of the worker that stand, by what they did to rows which `joined` finds from `_STEP`."""
    found = select(_LATER.operation_id).distinct().select_from(_STEP)
    for target, on in joined:
        found = found.join(target, on)
    return found.join(Operation, col(Operation.id) == _LATER.operation_id).where(
        _is(_STEP.operation_id, "number"),
        col(_LATER.operation_id) > given("number"),
        mine(Operation),
    )


def _naming(model: type[Journaled], column: Any, to: str) -> Any:
    """Later operations on rows of a table that name a platform or project which this operation added."""
    on_row = and_(col(_LATER.table_name) == fixed(model.__tablename__), col(_LATER.row_id) == col(model.id))
    added = (col(_STEP.table_name) == fixed(to), col(_STEP.before).is_(None))
    found = _later((model, column == _STEP.row_id), (_LATER, on_row))
    return found.where(col(Operation.undone_by).is_(None), *added)


def _left_files(model: type[Journaled]) -> Any:
    """Files kept with rows of a table that are gone."""
    found = select(Attachment.id).outerjoin(model, col(model.id) == Attachment.of_row)
    return found.where(
        mine(Attachment), col(Attachment.of_table) == fixed(model.__tablename__), col(model.id).is_(None)
    )


# --- each once -----------------------------------------------------------------------------------------


def _of_all() -> Named:
    yield "worker", select(Worker.id).where(_is(Worker.name, "name"))
    yield "workers", select(Worker.id).order_by(col(Worker.id))
    yield "revision", select(REVISION.c.version_num)
    yield "add_revision", insert(REVISION).values(version_num=given("version_num"))
    yield "backup_files", select(BackupFile.path).order_by(col(BackupFile.id))
    for family in (_of_operations, _of_changes, _of_undo, _of_results, _of_reading):
        yield from family()


def _of_operations() -> Named:
    columns, this = _table(Operation).c, and_(_is(Operation.id, "number"), mine(Operation))
    head = ("id", "at", "who", "kind", "summary", "detail", "undoes", "undone_by", "counts")
    operations = select_all(*(columns[n] for n in head))
    yield "version", select(func.max(Operation.id)).where(mine(Operation))
    yield "operation", operations.where(this)
    last = operations.where(mine(Operation)).order_by(columns.id.desc())
    yield "operations", last.limit(_count("limit")).offset(_NONE)
    yield "numbers", select(Operation.id).where(mine(Operation)).order_by(columns.id)
    yield "headings", select(Operation.id, Operation.at, Operation.summary, Operation.detail).where(mine(Operation))
    yield "forgettings", select(func.count()).where(_is(Operation.kind, "kind"))
    yield "finish", _set(Operation, this, ("counts",))
    yield "set_undone", _set(Operation, this, ("undoes", "undid"))
    yield "set_undone_by", _set(Operation, this, ("undone_by",))
    yield "set_heading", _set(Operation, this, ("summary", "detail"))
    yield "undid", select(Operation.undid).where(this)


def _of_changes() -> Named:
    of, seq, table = _is(Change.operation_id, "number"), col(Change.seq), _is(Change.table_name, "table")
    row = and_(table, _is(Change.row_id, "row"))
    steps = select_all(*(_table(Change).c[n] for n in ordered(Change) if n != "operation_id"), _next_before()).where(of)
    yield "steps", steps.where(seq > given("last")).order_by(seq).limit(_count("page")).offset(_NONE)
    yield "steps_back", steps.where(seq < given("last")).order_by(seq.desc()).limit(_count("page")).offset(_NONE)
    yield "set_step", _set(Change, and_(of, _is(Change.seq, "step")), ("before", "after"))
    states = select(Change.row_id, Change.before, Change.after).join(Operation).where(mine(Operation), table)
    yield "states", states.order_by(col(Change.operation_id), seq)
    after = select(Change.row_id, Change.after).join(Operation).where(mine(Operation), table)
    after = after.where(col(Change.row_id) > given("last")).order_by(col(Change.row_id), col(Change.operation_id), seq)
    yield "states_after", after.limit(_count("page")).offset(_NONE)
    yield "operations_on", select(Change.operation_id).join(Operation).where(mine(Operation), row)
    yield "delete_steps", delete(Change).where(row)


def _next_before() -> Any:
    """What the row was before the next step on it, if there was one."""
    later = or_(
        col(_LATER.operation_id) > Change.operation_id,
        and_(col(_LATER.operation_id) == Change.operation_id, col(_LATER.seq) > Change.seq),
    )
    same = (col(_LATER.table_name) == Change.table_name, col(_LATER.row_id) == Change.row_id)
    found = select(_LATER.before).where(*same, later).order_by(col(_LATER.operation_id), col(_LATER.seq))
    return found.limit(literal_column("1")).offset(_NONE).scalar_subquery().label("next_before")


def _of_undo() -> Named:
    same = and_(col(_LATER.table_name) == _STEP.table_name, col(_LATER.row_id) == _STEP.row_id)
    yield "later", _later((_LATER, same)).add_columns(Operation.undone_by)
    kept = and_(col(Attachment.of_table) == _STEP.table_name, col(Attachment.of_row) == _STEP.row_id)
    on_file = and_(col(_LATER.table_name) == fixed("attachments"), col(_LATER.row_id) == Attachment.id)
    added = (col(Operation.undone_by).is_(None), col(_STEP.before).is_(None))
    yield "later_files", _later((Attachment, kept), (_LATER, on_file)).where(*added)
    since = and_(mine(Operation), col(Operation.id) > given("number"))
    later = select(Operation.id, Operation.undone_by).distinct().where(since)
    yield "later_operations", later
    row = and_(_is(Change.table_name, "table"), _is(Change.row_id, "row"))
    yield "later_on_row", later.join(Change, col(Change.operation_id) == Operation.id).where(row)


def _of_results() -> Named:
    key = _is(CachedResult.key, "key")
    yield "result", select(CachedResult.version, CachedResult.text).where(mine(CachedResult), key)
    older = col(CachedResult.version) != given("version")
    yield "delete_results", delete(CachedResult).where(mine(CachedResult), or_(key, older))
    yield "delete_all_results", delete(CachedResult).where(mine(CachedResult))


# --- reading -------------------------------------------------------------------------------------------

_DAY = func.coalesce(
    WorkSession.worked_on, func.substr(WorkSession.started_at, literal_column("1"), literal_column("10"))
)
"""A session's day; of an instant the UTC day."""
_KNOWN: tuple[tuple[type[Journaled], dict[str, Any]], ...] = (
    (WorkSession, {"day": _DAY, "seconds": WorkSession.minutes, "until": WorkSession.worked_until,
                   "kind": WorkSession.activity}),
    (Earning, {"day": Earning.earned_from, "until": Earning.earned_to}),
    (Payout, {"day": Payout.received_on}),
    (Transfer, {"day": Transfer.moved_on, "amount": Transfer.amount_out, "currency": Transfer.currency_out,
                "account": Transfer.from_account}),
)  # fmt: skip
"""What a `domain.Known` calls otherwise than the table does."""


def _of_reading() -> Named:
    yield "platform_names", select(Platform.id, Platform.platform).where(mine(Platform))
    yield "project_names", select(Project.id, Project.project, Project.platform_id).where(mine(Project))
    between = _DAY.between(given("first", type_=String), given("last", type_=String))
    yield "sessions_between", dict(_of_table(WorkSession))["rows"].where(between)
    for model, own in _KNOWN:
        columns = _table(model).c
        rows = {"row": "id", "platform": "platform_id", "project": "project_id"}
        known = (own[n] if n in own else columns.get(rows.get(n, n), null()) for n in Known._fields)
        found = select_all(*known)
        yield f"{model.__tablename__}.known", found.where(mine(model)).order_by(columns.id)
        yield f"{model.__tablename__}.known_page", _page(found, columns)


# --- of one database -----------------------------------------------------------------------------------


def _of_sqlite() -> Named:
    yield "tables", select(_MASTER.c.name).where(_MASTER.c.type == fixed("table"))
    yield "last_number", select(_SEQUENCE.c.seq).where(_is(_SEQUENCE.c.name, "table"))
    raised = func.max(_SEQUENCE.c.seq, _count("least"))
    yield "raise_number", update(_SEQUENCE).where(_is(_SEQUENCE.c.name, "table")).values(seq=raised)
    yield "hashes", select(Attachment.sha256)
    told = select(Change.before, Change.after)
    yield "hashes_told", told.where(col(Change.table_name) == fixed("attachments"))


def _of_postgresql() -> Named:
    sequence = func.pg_get_serial_sequence(given("table", type_=String), fixed("id"))
    times = func.generate_series(literal_column("1"), _count("n"))
    yield "reserve", select(func.nextval(sequence)).select_from(times)
    yield "lock", select(Worker.id).where(_is(Worker.id, "worker_id")).with_for_update()
    yield "lock_tables", select(func.pg_advisory_xact_lock(_count("lock")))


_ONLY = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}
