"""Is the ledger whole: the file, what rows refer to, the journal, and who may read the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.domain import BY_TABLE, loaded
from tracker.errors import Invalid
from tracker.say import Said, Word
from tracker.store import journal, reading, system
from tracker.store.connection import Sql
from tracker.store.failures import refuse_unread
from tracker.store.rows import Raw, from_json
from tracker.store.tables import TABLES

UNREADABLE = "a value that cannot be read"

MOST = 100
"""Damages of the file that are listed."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the ledger itself. `kind`: integrity, orphan, journal or value; `row` 0 for none."""

    kind: str
    text: Said | str
    table: str = ""
    row: int = 0


def flaws(sql: Sql) -> list[Flaw]:
    """All flaws; of a server's ledger not those of the file and of references, which the server prevents."""
    found = list(_file(sql)) if sql.DATABASE == "sqlite" else []
    lost = {(f.table, f.row) for f in found if f.kind == "orphan"}
    return [*found, *_journal(sql), *(f for f in wrong_rows(sql) if (f.table, f.row) not in lost)]


def _file(sql: Sql) -> Iterator[Flaw]:
    for (said,) in sql.command(f"PRAGMA integrity_check({MOST})"):
        refuse_unread(said, "the ledger")
        if said != "ok":
            yield Flaw("integrity", Said("The file is damaged: {said}.", said=Word(said)))
    for table, row, parent, _ in sql.command("PRAGMA foreign_key_check"):
        yield Flaw(
            "orphan",
            Said(
                "Row {row} of {table} refers to a row of {parent} that is gone.",
                row=Word(row),
                table=Word(table),
                parent=Word(parent),
            ),
            table,
            row or 0,
        )


def _journal(sql: Sql) -> Iterator[Flaw]:
    """Rows that are not as the journal, replayed from nothing, tells them."""
    told = _replayed(sql)
    for table in TABLES:
        expected = told[table]
        for row, raw in reading.raw_rows(sql, table):
            if expected.pop(row, None) != raw:
                yield Flaw(
                    "journal",
                    Said("Row {row} of {table} is not as the journal tells it.", row=Word(row), table=Word(table)),
                    table,
                    row,
                )
        for row in expected:
            yield Flaw(
                "journal",
                Said("Row {row} of {table} is in the journal only.", row=Word(row), table=Word(table)),
                table,
                row,
            )


def wrong_rows(sql: Sql) -> Iterator[Flaw]:
    """Rows of the worker that the model of their table does not take, each with what is wrong in words."""
    from tracker.store.entries import admitted

    known = reading.names(sql)
    for table, record in BY_TABLE.items():
        for row, raw in reading.raw_rows(sql, table):
            try:
                admitted(record, loaded(record, known.named(table, raw)))
            except Invalid as wrong:
                said = Said(
                    "Row {row} of {table} cannot be: {why}", why=wrong.message, row=Word(row), table=Word(table)
                )
                yield Flaw("value", said, table, row)
            except (ValueError, TypeError, AttributeError, ArithmeticError):
                yield Flaw(
                    "value",
                    Said(
                        "Row {row} of {table} has {unreadable}.",
                        row=Word(row),
                        table=Word(table),
                        unreadable=Word(UNREADABLE),
                    ),
                    table,
                    row,
                )


def _replayed(sql: Sql) -> dict[str, dict[int, Raw]]:
    tables: dict[str, dict[int, Raw]] = {name: {} for name in TABLES}
    for _, step in journal.walk(sql):
        if step.after is None:
            tables[step.table].pop(step.row, None)
        else:
            tables[step.table][step.row] = from_json(step.after)
    return tables


def open_to_others(ledger: Path, folder: Path | None) -> list[Path]:
    """Files of the ledger, and its backups, that other users of this machine may read; on Windows none is told."""
    if system.windows():
        return []
    backups = [folder, *folder.glob("*.db")] if folder is not None and folder.is_dir() else []
    beside = [ledger.with_name(ledger.name + end) for end in ("", "-wal", "-shm")]
    files = ledger.with_name(ledger.name + ".files")
    kept = [files, *files.iterdir()] if files.is_dir() else []
    return [p for p in (*beside, *kept, *backups) if p.exists() and p.stat().st_mode & 0o077]


def close_to_others(paths: list[Path]) -> None:
    """Let only this user read these."""
    for path in paths:
        system.make_private(path)
