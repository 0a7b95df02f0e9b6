"""Where a comparison runs: DuckDB in the process, or PostgreSQL or Spark if that is asked for."""

from __future__ import annotations

import contextlib
import importlib
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import InputError, NotFound
from tracker.say import Word

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

DUCKDB = "duckdb"
SPARK = "spark"
POSTGRES = ("postgresql://", "postgres://")
LOCAL_SPARK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
}
"""Spark in this process: it listens to this machine only."""
FACTS = "tracker_facts"
AT_ONCE = 2_000_000
"""Rows of facts from which a comparison goes by platforms one after the other."""
MEMORY_OF_ONE = "1GB"
MEMORY = "3GB"
"""What DuckDB keeps in memory; more goes to a temporary folder of its own, for this user
alone, that is gone afterwards."""


@contextlib.contextmanager
def opened(paths: Sequence[Path], engine: str = DUCKDB) -> Iterator[ibis.Table]:
    """The facts of Parquet files as a table of an engine: `duckdb`, `spark`, or the URL of a PostgreSQL database,
    where they are in a temporary table. Raises InputError for another word, NotFound where an engine's library is
    not installed."""
    if not paths:
        raise NotFound("There are no rows of that quarter in this pool.")
    if engine == DUCKDB:
        with _duckdb() as connection:
            yield connection.read_parquet([str(p) for p in paths])
    elif engine == SPARK:
        with _spark() as session:
            session.read.parquet(*map(str, paths)).createOrReplaceTempView(FACTS)
            yield _ibis().pyspark.connect(session).table(FACTS)
    elif engine.startswith(POSTGRES):
        with _postgres(engine, paths) as table:
            yield table
    else:
        raise InputError(
            "{engine} is not an engine.",
            hint="Give {duckdb}, {spark} or postgresql://…",
            value=engine,
            engine=Word(engine),
            duckdb=Word(DUCKDB),
            spark=Word(SPARK),
        )


def collected(expression: ibis.Table) -> pa.Table:
    """The rows of an expression, by the engine that holds its tables."""
    engine: Any = expression.get_backend()
    if engine.name == "pyspark":  # by Arrow: the way over pandas is for older versions of it
        return engine._session.sql(engine.compile(expression)).toArrow()
    return expression.to_pyarrow()


def compared(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float]) -> pa.Table:
    """The rows of a comparison. Of very many rows by platform one platform after the other: every window and group
    holds the platform, so it is the same, and a platform fits where all of them together do not (medians do not go to
    the disk)."""
    from tracker.pool.compare import comparison

    if "platform" not in by or _count(facts) <= AT_ONCE:
        return collected(comparison(facts, by, wages))
    import pyarrow as pa

    engine: Any = facts.get_backend()
    if engine.name == DUCKDB:
        engine.raw_sql(f"SET memory_limit = '{MEMORY_OF_ONE}'").fetchall()
    names = sorted(collected(facts.select("platform").distinct()).column("platform").to_pylist())
    return pa.concat_tables([collected(comparison(facts.filter(facts.platform == n), by, wages)) for n in names])


def _count(facts: ibis.Table) -> int:
    return int(collected(facts.aggregate(rows=facts.count())).column("rows")[0].as_py())


@contextlib.contextmanager
def _duckdb(memory: str = MEMORY) -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="tracker-") as spill:  # DuckDB's own would be in the current folder
        connection = _ibis().duckdb.connect(memory_limit=memory, temp_directory=spill)
        connection.raw_sql("SET preserve_insertion_order = false").fetchall()
        try:
            yield connection
        finally:
            connection.disconnect()


@contextlib.contextmanager
def _spark() -> Iterator[Any]:
    """The session that is open (a cluster's own), else one of this machine alone, closed afterwards."""
    with _installed("pyspark", "spark"):
        from pyspark.sql import SparkSession
    there = SparkSession.getActiveSession()
    if there is not None:
        yield there
        return
    maker = SparkSession.builder.appName("tracker").master("local[*]")
    for name, value in LOCAL_SPARK.items():
        maker = maker.config(name, value)
    session = maker.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


@contextlib.contextmanager
def _postgres(url: str, paths: Sequence[Path]) -> Iterator[ibis.Table]:
    with _installed("psycopg", "postgres"):
        importlib.import_module("psycopg")
    import pyarrow as pa
    import pyarrow.parquet as pq

    connection = _ibis().connect(url)
    name = f"{FACTS}_{secrets.token_hex(4)}"
    try:
        rows = pa.concat_tables([pq.ParquetFile(p).read().replace_schema_metadata() for p in paths])
        yield connection.create_table(name, rows, temp=True)
    finally:
        connection.disconnect()


def _ibis() -> Any:
    """Ibis, whose backends are found by name when they are asked for."""
    import ibis

    return ibis


@contextlib.contextmanager
def _installed(library: str, extra: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise NotFound(
            "{library} is not installed.",
            hint="Install gig-tracker[{extra}].",
            library=Word(library),
            extra=Word(extra),
        ) from error
