"""The folder of a release: writing it, signing it, and checking one that came from anywhere."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import NotFound
from tracker.pool.policy import Policy
from tracker.release import drawing, factsheet, page, tables, words
from tracker.release.figures import STATISTICS, Figure
from tracker.release.record import Record, read_record, record_text
from tracker.release.tables import COLUMNS, NUMBERS, Line, bad_release
from tracker.say import Said, Word
from tracker.vault import files, pictures
from tracker.vault.keys import Keys, fingerprint

RECORD = "release.json"
CELLS, PARQUET, DATABASE = "cells.csv", "cells.parquet", "release.db"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
CHARTS = "charts"
MOST_BYTES = 200_000_000
_KINDS = ", ".join(f"{c} {'REAL' if c in NUMBERS else 'TEXT NOT NULL'}" for c in COLUMNS)
TABLES = (
    f"CREATE TABLE cells ({_KINDS}, PRIMARY KEY (id)) STRICT",
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE dictionary (name TEXT PRIMARY KEY, type TEXT NOT NULL, meaning TEXT NOT NULL) STRICT",
    "CREATE TABLE statistics (statistic TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT",
)
"""Of `release.db`, which holds nothing else: no view and no trigger that would do something when it is read."""


def write(folder: Path, record: Record, figures: Sequence[Figure], policy: Policy, keys: Keys) -> str:
    """Write all files of a release into a new folder and sign them; gives the SHA-256 of the list of files."""
    folder.mkdir(mode=0o755)
    listed = tables.lines(figures, policy, record.release, record.quarter)
    shown = tables.figures_of(listed)  # what is drawn and said is what the tables hold
    charts = drawing.drawings(shown, record)
    (folder / CHARTS).mkdir(mode=0o755)
    made = {RECORD: record_text(record), CELLS: tables.csv_text(listed).encode(), PARQUET: parquet(listed)}
    sizes = {name: (len(made[name]), _digest(made[name])) for name in (CELLS, PARQUET)}
    made |= {
        "METHODS.md": words.methods(record).encode(),
        "CITATION.cff": words.citation(record).encode(),
        "datapackage.json": words.datapackage(record, sizes).encode(),
        "index.html": page.index(record, shown).encode(),
        "factsheet.html": factsheet.factsheet(record, shown).encode(),
        "README.md": words.readme(record).encode(),
    }
    for d in charts:
        made |= {f"{CHARTS}/{d.name}.svg": drawing.svg(d).encode(), f"{CHARTS}/{d.name}.png": pictures.png(d)}
    for name, data in made.items():
        files.write(folder / name, data, private=False)
    write_database(folder / DATABASE, record, listed)
    sums = sums_text(folder)
    files.write(folder / SUMS, sums, private=False)
    files.write(folder / SIGNATURE, signature_text(keys.sign(sums)), private=False)
    return _digest(sums)


def signature_text(signature: bytes) -> bytes:
    """A signature as it is in its file: one text for one signature."""
    return signature.hex().encode() + b"\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sums_text(folder: Path) -> bytes:
    """The list of files, in the form that `sha256sum -c` reads."""
    own = (folder / SUMS, folder / SIGNATURE)
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p not in own)
    lines = [f"{_digest(p.read_bytes())}  {p.relative_to(folder).as_posix()}\n" for p in found]
    return "".join(lines).encode()


def sums_of(folder: Path) -> str | None:
    """SHA-256 of a release's list of files; None if there is none."""
    path = folder / SUMS
    return _digest(path.read_bytes()) if path.is_file() else None


def parquet(listed: Sequence[Line]) -> bytes:
    """The lines as Parquet: numbers as doubles, the rest text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        name: pa.array([x.number(name) for x in listed], pa.float64())
        if name in NUMBERS
        else pa.array([x.values[name] for x in listed], pa.string())
        for name in COLUMNS
    }
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def write_database(path: Path, record: Record, listed: Sequence[Line]) -> None:
    """`release.db`: the figures, the record, the dictionary and the meanings, as Datasette opens them."""
    connection = sqlite3.connect(path)
    try:
        for statement in TABLES:
            connection.execute(statement)
        marks = ", ".join("?" * len(COLUMNS))
        values = [[x.number(c) if c in NUMBERS else x.values[c] for c in COLUMNS] for x in listed]
        connection.executemany(f"INSERT INTO cells VALUES ({marks})", values)
        connection.executemany("INSERT INTO about VALUES (?, ?)", words.about(record))
        connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?)", words.dictionary())
        connection.executemany("INSERT INTO statistics VALUES (?, ?)", list(STATISTICS.items()))
        connection.commit()
    finally:
        connection.close()


# --- reading and checking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Release:
    """A release folder that was checked."""

    folder: Path
    record: Record
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    publisher: str
    """Fingerprint of the key that signed it."""
    sums: str


def read(folder: Path) -> Release:
    """Read and check a release: every file is the one that was signed, by the key it names, and its tables agree.

    Whether that key is the pool's is for `publisher` and the invitation to say. Raises NotFound, and InputError
    with code bad_release.
    """
    if not (folder / RECORD).is_file():
        raise NotFound(
            "There is no release in {folder}.", hint="Name the folder that holds release.json.", folder=Word(folder)
        )
    sums, found = _signed_files(folder)
    record = read_record(found[RECORD])
    _check_signature(folder, sums, record)
    listed = tables.read_csv(_text(found[CELLS]))
    _check_lines(folder, found, record, listed)
    publisher = fingerprint(record.publisher)
    return Release(folder, record, listed, tables.figures_of(listed), publisher, _digest(sums))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_release("cells.csv cannot be read") from error


def _signed_files(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """The list of files and what they hold. Every file of the folder is in the list, and no other."""
    if not ((folder / SUMS).is_file() and (folder / SIGNATURE).is_file()):
        raise bad_release("it is not signed")
    there = [p for p in folder.rglob("*") if not p.is_dir()]
    if any(p.is_symlink() for p in there) or sum(p.stat().st_size for p in there) > MOST_BYTES:
        raise bad_release("it holds links, or more than any release")
    empty = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir() and not any(p.iterdir())}
    if extra := empty - {CHARTS}:  # no picture was drawn where too little could be shown
        raise bad_release(
            Said("it holds a folder that is in no release: {names}", names=Word(", ".join(sorted(extra)[:5])))
        )
    sums = (folder / SUMS).read_bytes()
    if sums != sums_text(folder):
        raise bad_release(
            Said(
                "its files are not those of {sums}: {names}",
                sums=Word(SUMS),
                names=Word(", ".join(_differing(folder, sums))),
            )
        )
    found = {n: (folder / n).read_bytes() for n in (RECORD, CELLS, PARQUET) if (folder / n).is_file()}
    if len(found) != 3:
        raise bad_release("a table is missing")
    return sums, found


def _differing(folder: Path, sums: bytes) -> list[str]:
    said, own = (set(s.decode("utf-8", "replace").splitlines()) for s in (sums, sums_text(folder)))
    return sorted({x.partition("  ")[2] for x in said ^ own})[:5]


def _check_signature(folder: Path, sums: bytes, record: Record) -> None:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        said = (folder / SIGNATURE).read_bytes()
        signature = bytes.fromhex(said.decode("ascii").strip())
        VerifyKey(bytes.fromhex(record.publisher)).verify(sums, signature)
        if said != signature_text(signature):
            raise ValueError("written in another way")
    except (BadSignatureError, ValueError) as error:
        raise bad_release("the signature is not by the key that it names") from error


def _check_lines(folder: Path, found: dict[str, bytes], record: Record, listed: Sequence[Line]) -> None:
    ids = [x.values["id"] for x in listed]
    if len(set(ids)) != len(ids) or any(x.values["release"] != record.release for x in listed):
        raise bad_release("a figure is there twice, or is of another release")
    if any(x.values["quarter"] != record.quarter for x in listed):
        raise bad_release("a figure is of another quarter")
    rows = [_typed(x) for x in listed]
    if parquet_rows(found[PARQUET], len(rows)) != rows or database_rows(folder) != rows:
        raise bad_release("its tables do not hold the same figures")


def _typed(line: Line) -> tuple[Any, ...]:
    return tuple(line.number(c) if c in NUMBERS else line.values[c] for c in COLUMNS)


def parquet_rows(data: bytes, count: int) -> list[tuple[Any, ...]]:
    """Rows of `cells.parquet`, which has that many. Raises InputError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
        if file.metadata.num_rows != count or size > MOST_BYTES:
            raise bad_release("its tables do not hold the same figures")
        table = file.read()
        columns = [table.column(c).to_pylist() for c in COLUMNS]
    except (pa.ArrowException, KeyError, OSError, ValueError) as error:
        raise bad_release("cells.parquet cannot be read") from error
    return list(zip(*columns, strict=True))


def database_rows(folder: Path) -> list[tuple[Any, ...]]:
    """Rows of `release.db`. Raises InputError, also where it holds more than the tables of a release."""
    uri = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True)
        try:
            found = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema ORDER BY rowid") if sql]
            if tuple(found) != TABLES:
                raise bad_release("release.db holds other tables than a release")
            return list(connection.execute(f"SELECT {', '.join(COLUMNS)} FROM cells ORDER BY rowid"))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise bad_release("release.db cannot be read") from error
