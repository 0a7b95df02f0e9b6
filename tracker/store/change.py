"""One operation while it is being written: insert, update, delete, with each step in the journal."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from tracker.domain import NOT_WORK, SOURCED, Platform, Project, Record, Settings, encode
from tracker.errors import NotFound, Refused
from tracker.say import Act, Name, Said, Word
from tracker.store import journal, reading, timing
from tracker.store.connection import Sql, first
from tracker.store.failures import Clash
from tracker.store.journal import Step
from tracker.store.rows import (
    Raw,
    instant_text,
    row_lines,
    row_values,
    to_json,
)
from tracker.store.tables import ATTACHABLE, ATTACHMENTS, INTERNAL, PLATFORMS, PROJECTS, RULES, TABLES

if TYPE_CHECKING:
    from tracker.store.results import Timer

CHUNK = 5_000
TYPED = "typed"
Extras: TypeAlias = tuple[str | None, str | None]
"""Of an imported row: hash of its content as read, and its slot."""
_Known: TypeAlias = tuple[dict[str, int], dict[tuple[int, str], int]]

_TAKEN = {
    "platforms": "A platform of this name is there already.",
    "projects": "A project of this name is there already on this platform.",
    "mappings": "A mapping of this name is there already.",
    "timers": "A timer is running already.",
}


class Change:
    """What `Store.operation` hands out. `id` is the operation's number.

    Platforms and projects are given by name; one that the ledger does not have is added by the same
    operation, so that undo takes it away again.
    """

    def __init__(self, sql: Sql, number: int) -> None:
        self.id = number
        self._sql, self._seq = sql, 0
        self._counts: Counter[str] = Counter()
        self._known: _Known | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Rows touched so far, by table."""
        return dict(self._counts)

    # --- rows ------------------------------------------------------------------------------------------

    def insert(self, record: Record, *, batch: bool = False) -> int:
        """Add one row and give its number; `batch` is for callers that insert many and makes no difference.

        Settings are put in the place of those there are. Raises Refused where the name is taken.
        """
        return self.insert_many([record])[0]

    def insert_many(self, records: Sequence[Record], *, extras: Sequence[Extras] | None = None) -> list[int]:
        """Add many rows, in their order, and give their numbers; `extras` align with the records."""
        numbers: list[int] = []
        for record, first_, last in _runs(records):
            if record is Settings:
                numbers += [self.save_settings(r) for r in records[first_:last] if isinstance(r, Settings)]
                continue
            for at in range(first_, last, CHUNK):
                upto = min(at + CHUNK, last)
                given = extras[at:upto] if extras is not None else None
                numbers += self._insert_chunk(record, records[at:upto], given)
        return numbers

    def _insert_chunk(
        self, record: type[Record], records: Sequence[Record], extras: Sequence[Extras] | None
    ) -> list[int]:
        table = record.TABLE
        if table in SOURCED:
            records = list(map(_with_source, records))
        columns = encode(record, records)
        self._resolve(table, columns)
        if table in SOURCED:
            columns += map(list, zip(*extras, strict=True)) if extras else [[None] * len(records)] * 2
        return self._add(table, columns)

    def _add(self, table: str, columns: list[list[Any]]) -> list[int]:
        """Insert rows, given by their columns in field order but for the batch, and write them to the journal."""
        n = len(columns[0])
        columns = [*columns, [self.id] * n]
        numbers = list(self._sql.reserve(table, n))
        try:
            self._sql.add(f"{table}.insert", [numbers, [self._sql.worker] * n, *columns])
        except Clash as error:
            raise Refused(
                _TAKEN.get(table, Said("A row like this is there already in {table}.", table=Word(table)))
            ) from error
        journal.write_new(self._sql, self.id, self._seq, table, numbers, row_lines(table, columns))
        self._wrote(table, n)
        self._forget_names(table)
        return numbers

    def _add_one(self, table: str, *values: Any) -> int:
        """Insert one row that is not a record."""
        return self._add(table, [[value] for value in values])[0]

    def update(self, table: str, row: int, record: Record, *, extras: Extras | None = None) -> None:
        """Put a record in the place of a row; nothing is written if nothing differs.

        A sourced row keeps its source, source_id, content and slot where the record or `extras` say nothing:
        what it was in the source stays apart from later edits. Raises NotFound, Refused.
        """
        before = self._present(table, row)
        kept = {n: v for n, v in before.items() if n in INTERNAL}
        columns = encode(type(record), [record])
        self._resolve(table, columns)
        after: Raw = {**_given(record, [value for (value,) in columns]), **kept}
        if table in SOURCED and getattr(record, "source", None) is None:
            after.update({n: before[n] for n in ("source", "source_id") if n in before})
        if extras is not None:
            after.update({n: v for n, v in (("content", extras[0]), ("slot", extras[1])) if v is not None})
        self._put(table, row, before, after)
        if table == PROJECTS and before["platform_id"] != after["platform_id"]:
            self._move_rows(row, after["platform_id"])

    def delete(self, table: str, row: int) -> None:
        """Remove a row and the files kept with it. Raises NotFound, and Refused where other rows name it."""
        before = self._present(table, row)
        if users := self._users(table, row):
            said = ", ".join(f"{n} in {t}" for t, n in users.items())
            raise Refused(
                "This row of {table} cannot be removed: other rows name it ({said}).",
                hint="Remove or reassign those first.",
                table=Word(table),
                said=Word(said),
            )
        for number in self._files_of(table, row):
            self.delete(ATTACHMENTS, number)
        self._sql.delete(table, [row])
        self._journal(table, [(row, to_json(before), None)])
        self._forget_names(table)

    def attach(self, table: str, row: int, name: str, sha256: str, size: int) -> int:
        """Keep a file with a row and give its number; its bytes are kept by `Files.keep`. Raises NotFound, Refused."""
        if table not in ATTACHABLE:
            raise Refused("No file can be kept with a row of {table}.", table=Word(table))
        self._present(table, row)
        return self._add_one(ATTACHMENTS, table, row, name, sha256, size)

    # --- settings, timer, mappings ---------------------------------------------------------------------

    def save_settings(self, settings: Settings) -> int:
        """Store the settings, in the place of those there are, and give their row."""
        row = first(self._sql.rows("settings"))
        if row is None:
            return self._insert_chunk(Settings, [settings], None)[0]
        self.update("settings", row, settings)
        return int(row)

    def start_timer(self, timer: Timer) -> None:
        """Start the timer. Raises Refused where one runs."""
        platform = self._platform(timer.platform)
        project = None if timer.project is None else self._project(platform, timer.project)
        begun = instant_text(timer.started_at)
        paused = timing.rest(timer)
        self._add_one(
            "timers", platform, project, timer.activity, begun, timer.note, paused["paused_at"], paused["pauses"]
        )

    def running_timer(self) -> Timer:
        """The timer as this operation sees it. Raises NotFound if none runs."""
        return self._running_timer()[1]

    def pause_timer(self, at: dt.datetime) -> Timer:
        """Let the timer rest. Raises NotFound if none runs, Refused where it rests."""
        return self._rest(self.running_timer().paused(at))

    def resume_timer(self, at: dt.datetime) -> Timer:
        """Let the timer go on. Raises NotFound if none runs, Refused if it is not paused."""
        return self._rest(self.running_timer().resumed(at))

    def rest_timer(self, first: dt.datetime, last: dt.datetime) -> Timer:
        """Take a rest off what the timer ran already. Raises NotFound if none runs."""
        return self._rest(self.running_timer().without(first, last))

    def _rest(self, timer: Timer) -> Timer:
        row, _ = self._running_timer()
        before = self._present("timers", row)
        after = {**before, **timing.rest(timer)}
        self._put("timers", row, before, {n: v for n, v in after.items() if v is not None})
        return timer

    def stop_timer(self) -> Timer:
        """Stop the timer and give what ran. Raises NotFound if none runs."""
        row, timer = self._running_timer()
        self.delete("timers", row)
        return timer

    def _running_timer(self) -> tuple[int, Timer]:
        found = timing.running_timer(self._sql)
        if found is None:
            raise NotFound("No timer is running.", hint=Act.START_TIMER)
        return found

    def save_mapping(self, name: str, body: str) -> None:
        """Keep a named mapping, in the place of one of the same name."""
        row = self._mapping(name)
        if row is None:
            self._add_one("mappings", name, body)
        else:
            before = self._present("mappings", row)
            self._put("mappings", row, before, {**before, "body": body})

    def delete_mapping(self, name: str) -> None:
        """Remove a named mapping. Raises NotFound."""
        row = self._mapping(name)
        if row is None:
            raise NotFound("There is no mapping named {name}.", name=Word(name))
        self.delete("mappings", row)

    def _mapping(self, name: str) -> int | None:
        row: int | None = first(self._sql.rows("mappings", name=name))
        return row

    # --- within ----------------------------------------------------------------------------------------

    def _present(self, table: str, row: int) -> Raw:
        found = reading.raw_rows(self._sql, table, id=row)
        if not found:
            raise NotFound("There is no row {row} in {table}.", row=Word(row), table=Word(table))
        return found[0][1]

    def _put(self, table: str, row: int, before: Raw, after: Raw) -> None:
        if before == after:
            return
        try:
            self._sql.update(table, [(row, row_values(table, after))])
        except Clash as error:
            raise Refused(
                _TAKEN.get(table, Said("A row like this is there already in {table}.", table=Word(table)))
            ) from error
        self._journal(table, [(row, to_json(before), to_json(after))])
        self._forget_names(table)

    def _journal(self, table: str, steps: Any) -> None:
        page = [Step(self._seq + i, table, row, before, after) for i, (row, before, after) in enumerate(steps)]
        journal.write(self._sql, self.id, page)
        self._wrote(table, len(page))

    def _wrote(self, table: str, n: int) -> None:
        self._seq += n
        self._counts[table] += n

    def _move_rows(self, project: int, platform: int) -> None:
        """A project that moved to another platform takes its rows along."""
        for table in _referring("project_id"):
            for row, before in reading.raw_rows(self._sql, table, project_id=project):
                self._put(table, row, before, {**before, "platform_id": platform})

    def _files_of(self, table: str, row: int) -> list[int]:
        if table not in ATTACHABLE:
            return []
        return [n for n, *_ in self._sql.rows(ATTACHMENTS, of_table=table, of_row=row)]

    def _users(self, table: str, row: int) -> dict[str, int]:
        """How many rows of each table name this platform or project."""
        if table not in (PLATFORMS, PROJECTS):
            return {}
        column = f"{table.removesuffix('s')}_id"
        counts = {t: len(self._sql.rows(t, **{column: row})) for t in _referring(column)}
        return {t: n for t, n in counts.items() if n}

    def _resolve(self, table: str, columns: list[list[Any]]) -> None:
        """Put row numbers in the place of names, in columns of field order."""
        if "platform_id" not in TABLES[table].refers:
            return
        at_platform, at_project = _places(table)
        platforms = columns[at_platform]
        projects = columns[at_project] if at_project is not None else [None] * len(platforms)
        named = list(zip(platforms, projects, strict=True))
        numbers = {names: self._numbers(table, *names) for names in dict.fromkeys(named)}
        columns[at_platform] = [numbers[names][0] for names in named]
        if at_project is not None:
            columns[at_project] = [numbers[names][1] for names in named]

    def _numbers(self, table: str, platform: str | None, project: str | None) -> tuple[int | None, int | None]:
        """The rows of a platform and of its project; they are added if the ledger does not have them."""
        if platform is None or (table == RULES and platform == NOT_WORK):
            if project is not None:
                raise Refused("The project {project} needs its platform.", project=Name(project))
            return None, None
        row = self._platform(platform)
        return row, None if project is None else self._project(row, project)

    def _platform(self, name: str) -> int:
        known = self._load_names()[0]
        if name not in known:
            return self.insert(Platform(platform=name))
        return known[name]

    def _project(self, platform: int, name: str) -> int:
        platforms, projects = self._load_names()
        if (platform, name) not in projects:
            of = next(known for known, row in platforms.items() if row == platform)
            return self.insert(Project(platform=of, project=name))
        return projects[platform, name]

    def _load_names(self) -> _Known:
        if self._known is None:
            platforms, projects = self._sql.all("platform_names"), self._sql.all("project_names")
            self._known = (
                {name: row for row, name in platforms},
                {(platform, name): row for row, name, platform in projects},
            )
        return self._known

    def _forget_names(self, table: str) -> None:
        if table in (PLATFORMS, PROJECTS):
            self._known = None


@cache
def _places(table: str) -> tuple[int, int | None]:
    """Where among the columns the platform and the project stand that a row names."""
    places = {name: at for at, name in enumerate(TABLES[table].columns) if name in TABLES[table].refers}
    return places["platform_id"], places.get("project_id")


def _referring(column: str) -> list[str]:
    """Tables whose rows name a platform or project in this column."""
    return [name for name, table in TABLES.items() if column in table.refers]


def _with_source(record: Any) -> Record:
    """A typed row gets an identity of its own, which outlasts export and import."""
    if record.source is None:
        record = replace(record, source=TYPED, source_id=record.source_id or os.urandom(16).hex())
    return cast(Record, record)


def _given(record: Record, values: list[Any]) -> Raw:
    """A record's values in the journal's form."""
    names = TABLES[record.TABLE].columns[: len(values)]
    return {n: v for n, v in zip(names, values, strict=True) if v is not None}


def _runs(records: Sequence[Record]) -> Iterator[tuple[type[Record], int, int]]:
    """Stretches of records of one class: class, first, one past the last."""
    at = 0
    for record, run in groupby(map(type, records)):
        n = sum(1 for _ in run)
        yield record, at, at + n
        at += n
