"""Is the ledger whole: the file, what rows refer to, the journal, and who may read the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tracker.domain import BY_TABLE, loaded
from tracker.errors import Invalid
from tracker.say import Said, Word
from tracker.store import journal, reading, system
from tracker.store.connection import Sql
from tracker.store.failures import refuse_unread
from tracker.store.rows import Raw
from tracker.store.tables import TABLES

_Both: TypeAlias = tuple[int, Raw | None, str | None]
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
    for table in TABLES:
        told = ((row, after) for row, after in journal.told(sql, table) if after is not None)
        for row, raw, after in _beside(reading.paged(sql, table), told):
            at = {"row": Word(row), "table": Word(table)}
            if raw is None:
                yield Flaw("journal", Said("Row {row} of {table} is in the journal only.", **at), table, row)
            elif after is None or not journal.tells(after, table, raw):
                said = Said("Row {row} of {table} is not as the journal tells it.", **at)
                yield Flaw("journal", said, table, row)


def _beside(rows: Iterator[tuple[int, Raw]], told: Iterator[tuple[int, str]]) -> Iterator[_Both]:
    """Rows and what is told of them by number, both in order; None for what is in one of them only."""
    row, said = next(rows, None), next(told, None)
    while row is not None or said is not None:
        if said is None or (row is not None and row[0] < said[0]):
            assert row is not None
            yield row[0], row[1], None
            row = next(rows, None)
        elif row is None or said[0] < row[0]:
            yield said[0], None, said[1]
            said = next(told, None)
        else:
            yield row[0], row[1], said[1]
            row, said = next(rows, None), next(told, None)


def wrong_rows(sql: Sql) -> Iterator[Flaw]:
    """Rows of the worker that the model of their table does not take, each with what is wrong in words."""
    from tracker.store.entries import admitted

    known = reading.names(sql)
    for table, record in BY_TABLE.items():
        for row, raw in reading.paged(sql, table):
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
