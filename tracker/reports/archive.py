"""The ledger as an archive: a zip of CSV files and a data package, the same bytes for the same ledger.

Rows stand by day, rows of one day in the ledger's order, platforms and projects by name; entries of the zip
carry one fixed time. Text that a spreadsheet would take for a formula is guarded (`words.cell`), so the
files can be opened anywhere and read back exactly.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from tracker.domain import RECORDS, Column, Kind, Known, Record, columns
from tracker.importers.archive import PACKAGE, VERSION, VERSION_KEY
from tracker.importers.as_read import KEY, to_package
from tracker.words import write_cell

_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = {
    "pay_terms": ("holds_from",),
    "project_events": ("happened_at",),
    "work_sessions": ("started_at", "worked_on"),
    "earnings": ("earned_from",),
    "payouts": ("received_on",),
    "transfers": ("moved_on",),
    "expenses": ("spent_on",),
    "availability": ("starts_on",),
    "queue_checks": ("checked_at",),
    "exchange_rates": ("on",),
    "template_days": ("on",),
}
_BY_NAME = {"platforms": ("platform",), "projects": ("platform", "project"), "templates": ("name",)}
_TYPES = {
    Kind.DAY: "date",
    Kind.INSTANT: "datetime",
    Kind.MONEY: "number",
    Kind.MINUTES: "number",
    Kind.NUMBER: "number",
    Kind.COUNT: "integer",
    Kind.YESNO: "boolean",
}


def archive_members(
    records: Mapping[str, Iterable[Record]], known: Mapping[str, Iterable[Known]] | None = None
) -> dict[str, bytes]:
    """The archive's files by name. `records`: rows by table, in the ledger's order, each read once; empty tables give
    none. What is held of a row is its line.

    `known`: what the ledger knows of imported rows as their sources had them, kept in the data package.
    """
    made = ((r, _csv(r, records.get(r.TABLE, ()))) for r in RECORDS)
    tables = {r: data for r, data in made if data}
    files = {f"{r.TABLE}.csv": data for r, data in tables.items()}
    files[PACKAGE] = _package(list(tables), to_package(known or {}))
    return files


def archive_zip(records: Mapping[str, Iterable[Record]], known: Mapping[str, Iterable[Known]] | None = None) -> bytes:
    """The archive as one zip: equal ledgers give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(archive_members(records, known).items()):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _csv(record: type[Record], rows: Iterable[Record]) -> bytes:
    """The table's file; empty without rows."""
    used, line = columns(record), io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")

    def written(cells: Iterable[str]) -> bytes:
        line.seek(0)
        line.truncate()
        writer.writerow(cells)
        return line.getvalue().encode("utf-8")

    lines = [(_place(row), written(write_cell(c.kind, getattr(row, c.name)) for c in used)) for row in rows]
    lines.sort(key=itemgetter(0))
    return b"".join([written(c.name for c in used), *(text for _place, text in lines)]) if lines else b""


def _place(row: Record) -> tuple[str, ...]:
    """Where a row stands: by day, then in the ledger's order; platforms and projects by name."""
    if names := _BY_NAME.get(row.TABLE):
        return tuple(getattr(row, n) for n in names)
    for name in _FIRST_DAY.get(row.TABLE, ()):
        value = getattr(row, name)
        if isinstance(value, dt.datetime):
            return (value.astimezone(dt.UTC).isoformat(),)
        if value is not None:
            return (value.isoformat(),)
    return ("",)


def _package(tables: Sequence[type[Record]], as_read: Mapping[str, Any]) -> bytes:
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ledger",
        "title": "Ledger of a gig worker, as the tracker keeps it",
        VERSION_KEY: VERSION,
        "resources": [_resource(r) for r in tables],
    }
    if as_read:
        package[KEY] = as_read
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _resource(record: type[Record]) -> dict[str, Any]:
    return {
        "name": record.TABLE,
        "path": f"{record.TABLE}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(record, c) for c in columns(record)], "missingValues": [""]},
    }


def _field(record: type[Record], column: Column) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, "string")
    if column.kind is Kind.INSTANT and record.TABLE == "project_events":
        kind = "any"
    made: dict[str, Any] = {"name": column.name, "type": kind, "description": column.help}
    if column.kind is Kind.YESNO:
        made |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return made | ({"constraints": constraints} if constraints else {})
