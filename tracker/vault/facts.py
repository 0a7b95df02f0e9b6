"""The rows of a pool by quarter as Parquet, made from the database: what comparison and releases read.

Columns: `seat` and the fields of `ContributionRow`, sorted by seat, platform and role.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DamagedPool
from tracker.pool.quarters import is_quarter
from tracker.say import Word
from tracker.vault import database, files
from tracker.vault.database import NUMBERS, ROW_FIELDS
from tracker.vault.folder import FACTS, Pool

if TYPE_CHECKING:
    import pyarrow as pa

STAMP = b"tracker_stamp"
ENDING = ".parquet"


def schema() -> pa.Schema:
    """Columns of the facts: seat, then the fields of a row; numbers are int64, the rest text."""
    import pyarrow as pa

    kinds = [(name, pa.int64() if name in NUMBERS else pa.string()) for name in ROW_FIELDS]
    return pa.schema([("seat", pa.int64()), *kinds])


def facts(pool: Pool, quarters: Sequence[str] | None = None) -> pa.Table:
    """The rows of all quarters, or of some, as one table; without rows an empty one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [pq.ParquetFile(path).read() for path in fact_files(pool, quarters)]
    return pa.concat_tables([t.replace_schema_metadata() for t in tables]) if tables else schema().empty_table()


def fact_files(pool: Pool, quarters: Sequence[str] | None = None) -> tuple[Path, ...]:
    """The files of the quarters that have rows, oldest first, made again if they are not up to date."""
    settle(pool, dt.date.min)
    with pool.reading() as connection:
        known = list(_stamps(connection))
    return tuple(_path(pool, q) for q in known if quarters is None or q in quarters)


def settle(pool: Pool, day: dt.date) -> None:
    """Make again the files that are not of the rows as they are, and remove those of quarters without rows."""
    with pool.reading() as connection:
        stale = _stale(pool, _stamps(connection))
    if not stale:
        return
    with database.changing(pool.database, day) as change:  # the lock: one program writes the files
        stamps = _stamps(change.connection)
        for quarter in _stale(pool, stamps):
            if quarter in stamps:
                write(_path(pool, quarter), _table(change.connection, quarter), stamps[quarter])
            else:
                _path(pool, quarter).unlink(missing_ok=True)


def write(path: Path, table: pa.Table, stamp: int = 0) -> None:
    """One quarter's file, whole or not at all."""
    import pyarrow.parquet as pq

    part = path.with_name(f"{path.name}.{os.getpid()}{files.PART}")
    pq.write_table(table.replace_schema_metadata({STAMP: str(stamp).encode()}), part, compression="zstd")
    part.chmod(0o600)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    files.finish(part, path)


def differing(pool: Pool) -> list[str]:
    """Quarters whose file says it is up to date and holds other rows than the database."""
    import pyarrow.parquet as pq

    wrong = []
    with pool.reading() as connection:
        for quarter in _stamps(connection):
            path = _path(pool, quarter)
            if _stamp(path) is None:
                continue
            read = pq.ParquetFile(path).read().replace_schema_metadata()
            if not read.equals(_table(connection, quarter)):
                wrong.append(quarter)
    return wrong


def forget(pool: Pool, quarter: str) -> None:
    """Remove a quarter's file; it is made again with the next use."""
    _path(pool, quarter).unlink(missing_ok=True)


def _table(connection: sqlite3.Connection, quarter: str) -> pa.Table:
    import pyarrow as pa

    names = ("seat", *ROW_FIELDS)
    sql = f"SELECT {', '.join(names)} FROM rows WHERE quarter = ? ORDER BY seat, platform, role"
    columns = list(zip(*connection.execute(sql, (quarter,)), strict=True)) or [()] * len(names)
    own = schema()
    return pa.table([pa.array(c, own.field(n).type) for n, c in zip(names, columns, strict=True)], schema=own)


def _stamps(connection: sqlite3.Connection) -> dict[str, int]:
    """Quarter -> stamp, of those that have rows, oldest first."""
    sql = "SELECT quarter, stamp FROM quarters WHERE quarter IN (SELECT DISTINCT quarter FROM rows) ORDER BY quarter"
    return dict(connection.execute(sql).fetchall())


def _stale(pool: Pool, stamps: dict[str, int]) -> list[str]:
    folder = pool.folder / FACTS
    there = {p.stem for p in folder.glob(f"*{ENDING}") if is_quarter(p.stem)}
    return [q for q in sorted({*stamps, *there}) if q not in stamps or _stamp(_path(pool, q)) != stamps[q]]


def _stamp(path: Path) -> int | None:
    """The stamp of a file; None if it is not one of ours, lacks a column that rows have now, or is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.suppress(OSError, ValueError, KeyError, pa.ArrowException):
        own = pq.read_schema(path)
        if own.names == schema().names:
            return int((own.metadata or {})[STAMP])
    return None


def _path(pool: Pool, quarter: str) -> Path:
    if not is_quarter(quarter):
        raise DamagedPool("The pool's facts hold a file that is not a quarter: {quarter}.", quarter=Word(quarter))
    folder = pool.folder / FACTS
    files.make_folder(folder)
    return folder / f"{quarter}{ENDING}"
