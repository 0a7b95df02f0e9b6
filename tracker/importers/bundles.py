"""Exports of several tables that tell of each other: joined to the one table that has the rows.

    solidtime.zip   time_entries.csv   id, start, end, project_id, tags (ids) …       time_entries.csv
                    projects.csv       id, name, client_id                       ──>  + client, project, task,
                    clients, tasks, tags, organizations (currency)                      tag_names, currency

What is joined is bytes again, so that all that takes files takes it; the lines stay where they are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from tracker.errors import UnreadableFile
from tracker.importers.reading import decode, read_cells, table

ENTRIES = "time_entries.csv"
TAGS, CURRENCY = "tag_names", "organization_currency"
_NAMED = ("clients", "projects", "tasks", "tags")
_BESIDE = frozenset(
    (*(f"{n}.csv" for n in _NAMED), "organizations.csv", "members.csv", "project_members.csv", "meta.json",
     "organization_invitations.csv")
)  # fmt: skip
_MARKS = frozenset(("id", "project_id", "member_id", "is_imported", "billable_rate"))


def joined(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a zip or folder; those of a solidtime export as its one table of entries, names and all.

    Other exports, and a table of entries with nothing beside it, stay as they are.
    """
    folder = _folder(files)
    if folder is None:
        return dict(files)
    parts = {path.removeprefix(folder): data for path, data in files.items() if path.startswith(folder)}
    kept = {path: data for path, data in files.items() if path.removeprefix(folder) not in _BESIDE}
    return {**kept, folder + ENTRIES: _with_names(parts)}


def _folder(files: Mapping[str, bytes]) -> str | None:
    """The folder, with its slash, that holds a solidtime export."""
    for path, data in files.items():
        folder = path.removesuffix(ENTRIES)
        if path.endswith(ENTRIES) and f"{folder}projects.csv" in files and f"{folder}organizations.csv" in files:
            try:
                names = table(decode(path, data)).header
            except UnreadableFile:
                return None
            return folder if set(names) >= _MARKS else None
    return None


def _with_names(parts: Mapping[str, bytes]) -> bytes:
    """The table of entries with the names of what its ids stand for, line by line."""
    named = {kind: _column(parts.get(f"{kind}.csv"), "name") for kind in _NAMED}
    currencies = _column(parts.get("organizations.csv"), "currency")
    text = decode(ENTRIES, parts[ENTRIES])
    found, out = table(text), io.StringIO()
    at = {name: i for i, name in enumerate(found.header)}
    line = 1
    for first, cells in read_cells(ENTRIES, text.text, found.delimiter):
        out.write("\n" * max(first - line, 0))
        row = io.StringIO()
        write = csv.writer(row, lineterminator="\n").writerow
        if first <= found.header_line:
            write([*cells, "client", "project", "task", TAGS, CURRENCY])
        else:

            def cell(name: str, row: list[str] = cells) -> str:
                return row[at[name]] if name in at and at[name] < len(row) else ""

            names = [named[f"{kind}s"].get(cell(f"{kind}_id"), "") for kind in ("client", "project", "task")]
            tags = ", ".join(named["tags"].get(one, one) for one in _listed(cell("tags")))
            write([*cells, *names, tags, currencies.get(cell("organization_id"), "")])
        out.write(row.getvalue())
        line = first + row.getvalue().count("\n")
    return out.getvalue().encode()


def _listed(cell: str) -> list[str]:
    """The ids of a JSON array in a cell; none if it is not one."""
    try:
        found = json.loads(cell or "[]")
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def _column(data: bytes | None, name: str) -> dict[str, str]:
    """A column of a table by its ids."""
    if data is None or not data.strip():
        return {}
    found = table(decode("names.csv", data))
    if "id" not in found.header or name not in found.header:
        return {}
    key, value = found.header.index("id"), found.header.index(name)
    return {cells[key]: cells[value] for _, cells in found if len(cells) > max(key, value)}
