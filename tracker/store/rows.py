"""Records and the store's rows: a record's values in field order, and rows in the journal's form.

The journal's form of a row is JSON of its fields that are not empty; `batch`, and of imported rows `content` and
`slot`, are among them, the row number and the owner are not. A digest is made of that text.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from tracker.domain import NOT_WORK, Kind, Record, from_stored, stored_value
from tracker.store.failures import readable
from tracker.store.tables import RULES, TABLES

Raw: TypeAlias = dict[str, Any]
"""A row in the journal's form: its fields that are not empty."""

SAMPLE = 100
"""Values by which a column is told that says the same again and again."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(raw: Mapping[str, Any]) -> str:
    return _json(raw)


def from_json(text: str) -> Raw:
    with readable():
        row: Raw = json.loads(text)
    return row


def digest(line: str) -> str:
    """What the journal keeps of a row's text: eight hexadecimal digits, by which a change by hand is found.

    >>> digest('{"name":"a"}')
    '8d762b96'
    """
    return format(zlib.crc32(line.encode()), "08x")


def is_digest(text: str) -> bool:
    return not text.startswith("{")


def row_line(table: str, raw: Raw) -> str:
    """A row as its line in the journal's form, fields in the table's order."""
    return to_json({n: raw[n] for n in TABLES[table].columns if n in raw})


def instant_text(value: dt.datetime) -> str:
    """An instant as the store holds it."""
    return str(stored_value(Kind.INSTANT, value))


def read_instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=dt.UTC)


def row_lines(table: str, columns: Sequence[Sequence[Any]]) -> list[str]:
    """Rows, given by their columns, as lines of the journal (see above); none is without a value."""
    named = zip(TABLES[table].columns, columns, strict=True)
    parts = [_parts(name, values) for name, values in named if values.count(None) < len(values)]
    if any("" in part for part in parts):
        return ["{" + ",".join(filter(None, row)) + "}" for row in zip(*parts, strict=True)]
    return ["{" + ",".join(row) + "}" for row in zip(*parts, strict=True)]


def _parts(name: str, values: Sequence[Any]) -> list[str]:
    """The value of each line in one column; "" for an empty value. Many columns say the same again and again."""
    if 2 * len(set(values[:SAMPLE])) <= len(values[:SAMPLE]):
        known = {v: _part(name, v) for v in set(values)}
        return [known[v] for v in values]
    return [_part(name, v) for v in values]


def _part(name: str, value: str | int | None) -> str:
    return "" if value is None else f'"{name}":{_json(value)}'


def row_values(table: str, raw: Raw) -> list[Any]:
    """The journal's form -> values in field order."""
    return [raw.get(n) for n in TABLES[table].columns]


class Names:
    """Names of platforms and projects by their row numbers, and of each project its platform's row."""

    def __init__(self, platforms: Iterable[tuple[int, str]], projects: Iterable[tuple[int, str, int]]) -> None:
        self.platforms, self.projects, self.platform_of = dict(platforms), dict[int, str](), dict[int, int]()
        for row, name, platform in projects:
            self.projects[row], self.platform_of[row] = name, platform

    def named(self, table: str, raw: Mapping[str, Any]) -> Raw:
        """A row with names in the place of row numbers."""
        out = {k: v for k, v in raw.items() if k not in ("platform_id", "project_id")}
        if "platform_id" in TABLES[table].refers:
            out["platform"] = self.platform(table, raw.get("platform_id"))
        if "project_id" in raw:
            out["project"] = self.projects.get(raw["project_id"])
        return out

    def platform(self, table: str, row: int | None) -> str | None:
        if row is None:
            return NOT_WORK if table == RULES else None
        return self.platforms.get(row)

    def record(self, record: type[Record], raw: Mapping[str, Any]) -> Record:
        """The record of a row. Raises DamagedLedger where there can be no such record."""
        with readable(record.TABLE):
            return from_stored(record, self.named(record.TABLE, raw))
