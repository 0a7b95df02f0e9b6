"""Our own archive: a zip or folder of CSV files, one per table, or a single such file.

Nothing is dropped in silence: an unknown file or column refuses the archive with its name, a bad row is
rejected with its file, line and column, and the rest is read. Rows bring their `source` and `source_id`;
rows made by hand without them get the source "archive" and an id from their content. See `reports.archive`
for writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.domain import RECORDS, SOURCED, Column, Kind, Record, columns
from tracker.errors import InputError, Invalid, Problem, UnreadableFile
from tracker.importers import as_read
from tracker.importers.base import About, Admit, Facts, IgnoredRow, ParsedBatch, SourceRow, as_record
from tracker.importers.containers import is_litter
from tracker.importers.identity import start_slot
from tracker.importers.reading import decode, read_cells
from tracker.say import Said, Word
from tracker.words import read_cell

NAME, TITLE = "archive", "The tracker's own archive (zip, folder, or one of its tables)"
ABOUT = About(
    becomes="everything that a ledger holds",
    get="Export it here, or in another ledger of yours.",
    times="written with their zone",
    confirmed="written by the tracker itself",
)
VERSION = 1
PACKAGE = "datapackage.json"
VERSION_KEY = "tracker_archive"
FILES = {f"{r.TABLE}.csv": r for r in RECORDS}
_IDENTITY = frozenset({"status", "source", "source_id"})


def without_folder(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Members less litter and less the one folder that all of them are in."""
    kept = {name.replace("\\", "/"): data for name, data in members.items() if not is_litter(name)}
    folders = {name.partition("/")[0] for name in kept}
    if len(folders) == 1 and all("/" in name for name in kept):
        return {name.partition("/")[2]: data for name, data in kept.items()}
    return kept


def is_archive(members: Mapping[str, bytes]) -> bool:
    """Whether files are meant as an archive: it says so, or holds a file whose name and columns are ours alone."""
    files = without_folder(members)
    if PACKAGE in files:
        try:
            if VERSION_KEY in json.loads(files[PACKAGE]):
                return True
        except (ValueError, TypeError, RecursionError):
            return False
    return any(is_table(name, data) for name, data in files.items())


def may_be_archive(members: Mapping[str, bytes]) -> bool:
    """Whether all files have names and columns of ours, but none that only we have: to be asked about."""
    files = without_folder(members)
    return bool(files) and all(_fits(name, data) for name, data in files.items())


def is_table(name: str, data: bytes) -> bool:
    """Whether a single file is one of the archive's by its name, all its columns, and one that others do not have.

    A `projects.csv` with the columns platform and project may be anybody's.
    """
    return _fits(name, data) and bool(_TELLING & set(_header(name, data)))


_TELLING = frozenset(
    (
        "worked_on", "started_at", "happened_at", "received_on", "moved_on", "earned_from", "spent_on", "checked_at",
        "starts_on", "in_home_currency", "home_currency", "pattern", "agreed_rate", "advertised_low", "pay_model",
        "promised_weekly_hours", "pay_cycle", "pay_delay_days", "fee_percent",
    )
)  # fmt: skip
"""Columns that tables of nobody else have under our file names."""


def nearly_table(name: str, data: bytes) -> bool:
    """Whether a file that does not fit is meant as a table of ours: its name, and a column that says so."""
    try:
        return table_of(name) is not None and bool({"platform", *_TELLING} & set(_header(name, data)))
    except UnreadableFile:
        return False


def _fits(name: str, data: bytes) -> bool:
    """Whether name and columns of a file are ours, with all that the table needs."""
    record = FILES.get(name.rsplit("/", 1)[-1])
    if record is None:
        return False
    try:
        header = set(_header(name, data))
    except UnreadableFile:
        return False
    needed = {c.name for c in columns(record) if c.required}
    return bool(header) and needed <= header <= {c.name for c in columns(record)}


def parse_archive(name: str, members: Mapping[str, bytes], admit: Admit = as_record) -> ParsedBatch:
    """All rows of an archive, tables in the archive's order.

    `members`: bytes by path; `name` is what the person gave, for messages; `admit` lets rows in. Raises `InputError`:
    `unknown_file`, `unknown_column`, `missing_column`, `repeated_column`, `newer_archive`, `bad_archive`.
    """
    files = without_folder(members)
    said = _package(name, files.get(PACKAGE))
    for path in sorted(files):
        if path != PACKAGE and path not in FILES:
            raise InputError(
                "The archive holds {path}, which is not part of an archive.",
                hint="Take it out; the files are {files}.",
                code="unknown_file",
                file=name,
                path=Word(path),
                files=Word(", ".join(FILES)),
            )
    rows: list[SourceRow] = []
    bad: list[Problem] = []
    empty: list[IgnoredRow] = []
    for path, record in FILES.items():
        if path in files:
            _read_table(path, files[path], record, said, rows, bad, empty, admit)
    return ParsedBatch("archive", "archive", tuple(rows), tuple(bad), tuple(empty))


def _package(name: str, data: bytes | None) -> as_read.Rows:
    """What the data package says of single rows; its version is checked first."""
    if data is None:
        return {}
    rows: as_read.Rows = {}
    try:
        package = json.loads(data)
        version = package.get(VERSION_KEY, VERSION)
        if version == VERSION:
            rows = as_read.from_package(package)
    except (ValueError, AttributeError, RecursionError):
        version = None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError(
            "{package} is damaged.",
            hint="Export the archive again.",
            code="bad_archive",
            file=name,
            package=Word(PACKAGE),
        )
    if version > VERSION:
        raise InputError(
            "The archive is of version {version}; this tracker knows versions up to {version_2}.",
            hint="Install the newer tracker, then import it again.",
            code="newer_archive",
            file=name,
            version=Word(version),
            version_2=Word(VERSION),
        )
    return rows


def _header(path: str, data: bytes) -> list[str]:
    text = decode(path, data)
    return [c.strip() for c in next(read_cells(path, text.text, ","), (0, []))[1]]


def _columns_of(path: str, record: type[Record], header: list[str]) -> list[Column]:
    """The columns of a header, in its order; the header is checked first."""
    known = {c.name: c for c in columns(record)}
    for name in header:
        if name not in known:
            raise InputError(
                "The column {name!r} is not one of the archive's.",
                hint="Take it out; the columns are {known}.",
                code="unknown_column",
                file=path,
                line=1,
                column=name,
                name=Word(name),
                known=Word(", ".join(known)),
            )
        if header.count(name) > 1:
            raise InputError(
                "The column {name!r} is there twice.",
                code="repeated_column",
                file=path,
                line=1,
                column=name,
                name=Word(name),
            )
    for c in known.values():
        if c.required and c.name not in header:
            raise InputError(
                "The column {name} is missing.",
                code="missing_column",
                file=path,
                line=1,
                column=c.name,
                name=Word(c.name),
            )
    return [known[name] for name in header]


def _read_table(
    path: str,
    data: bytes,
    record: type[Record],
    said: as_read.Rows,
    rows: list[SourceRow],
    bad: list[Problem],
    empty: list[IgnoredRow],
    admit: Admit,
) -> None:
    used = _columns_of(path, record, _header(path, data))
    for line, cells in _body(path, data):
        if not any(map(str.strip, cells)):
            empty.append(IgnoredRow(line, "empty"))
            continue
        made = _row(path, line, record, used, cells, said, admit)
        if isinstance(made, Problem):
            bad.append(made)
        else:
            rows.append(made)


def _body(path: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    found = read_cells(path, decode(path, data).text, ",")
    next(found, None)
    yield from found


def _row(
    path: str, line: int, record: type[Record], used: list[Column], cells: list[str], said: as_read.Rows, admit: Admit
) -> SourceRow | Problem:
    if len(cells) > len(used) and any(cells[len(used) :]):
        extra = next(c for c in cells[len(used) :] if c)
        return Problem(
            "too_many_cells", "{path}: the row has more cells than the header", line, "", extra, path=Word(path)
        )
    values: dict[str, Any] = {c.name: None for c in columns(record)}
    for column, cell in zip(used, cells, strict=False):
        try:
            values[column.name] = read_cell(column.kind, cell, day_will_do=column.day_will_do)
        except InputError as error:
            why = Said("{path}: {said}", path=Word(path), said=error.message)
            return Problem(error.code, why, line, column.name, cell)
    try:
        found = admit(record, values)
    except Invalid as error:
        wrong = error.problems[0]
        why = Said("{path}: {said}", path=Word(path), said=wrong.message)
        return Problem(wrong.code, why, line, wrong.column, wrong.value)
    return _source_row(line, found, used, cells, said)


def _source_row(line: int, made: Record, used: list[Column], cells: list[str], said: as_read.Rows) -> SourceRow:
    """A row; one with an id of its own brings the content and slot that the ledger kept of it."""
    if made.TABLE not in SOURCED:
        return SourceRow(line, made, Facts(), "")
    start = getattr(made, "started_at", None)
    if own := getattr(made, "source_id", None):
        source, status, platform = (getattr(made, n, None) for n in ("source", "status", "platform"))
        kept = said.get((made.TABLE, source or "", own)) or as_read.derived(source, own, status, start, platform or "")
        return SourceRow(line, made, Facts(), kept[0] or "", own, kept[1] or "")
    words = sorted(
        f"{c.name}={cell if c.kind in (Kind.TEXT, Kind.NAME) else getattr(made, c.name)}"
        for c, cell in zip(used, cells, strict=False)
        if cell and c.name not in _IDENTITY
    )
    return SourceRow(line, made, Facts(), "\x1f".join(words), "", start_slot(start) if start else "")


def table_of(name: str) -> type[Record] | None:
    """The record class of a file or table name.

    >>> table_of("payouts.csv").TABLE, table_of("bank.csv")
    ('payouts', None)
    """
    return FILES.get(name.rsplit("/", 1)[-1])
