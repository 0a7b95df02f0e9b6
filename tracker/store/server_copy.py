"""A server's ledgers in a file: what a backup of them is. Imports SQLAlchemy."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Integer, MetaData, create_engine

CHUNK = 2_000


def copy_tables(connection: Connection, to: Path) -> None:
    """Copy every table of a server's ledgers, whatever their version, into an empty SQLite file."""
    metadata = MetaData()
    metadata.reflect(connection)
    made = create_engine(f"sqlite:///{to}")
    try:
        with made.begin() as target:
            _as_for_sqlite(metadata)
            metadata.create_all(target)
            for table in metadata.sorted_tables:
                rows = connection.execute(table.select()).mappings()
                while page := rows.fetchmany(CHUNK):
                    target.execute(table.insert(), [dict(row) for row in page])
    finally:
        made.dispose()


def _as_for_sqlite(metadata: MetaData) -> None:
    """Take off what only the server understands: sequences, and the names of its integer types."""
    for table in metadata.tables.values():
        table.dialect_options["sqlite"]["autoincrement"] = "id" in table.columns
        for column in table.columns:
            column.server_default = None
            if column.type.python_type is int:
                column.type = Integer()
