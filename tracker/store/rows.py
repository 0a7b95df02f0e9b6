"""Records and the store's rows: a record's values in field order, and rows in the journal's form.

The journal holds a row as JSON of its fields that are not empty; `batch`, and of imported rows `content` and
`slot`, are among them, the row number and the owner are not.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

from tracker.domain import BY_TABLE, NOT_WORK, Kind, Record, columns, from_stored
from tracker.store.tables import RULES, TABLES
from tracker.store.trouble import readable

Raw: TypeAlias = dict[str, Any]
"""A row in the journal's form: its fields that are not empty."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(raw: Mapping[str, Any]) -> str:
    return _json(raw)


def from_json(text: str) -> Raw:
    with readable():
        row: Raw = json.loads(text)
    return row


def _instant(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return (value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)).isoformat().removesuffix("+00:00") + "Z"


def instant_text(value: dt.datetime) -> str:
    """An instant as the store holds it."""
    return _instant(value)


def read_instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=dt.UTC)


def _number(value: Decimal) -> str:
    return format(Decimal(value).normalize(), "f")


_FORMS: dict[Kind, Callable[[Any], Any]] = {
    Kind.DAY: lambda value: value.isoformat(),
    Kind.INSTANT: _instant,
    Kind.NUMBER: _number,
    Kind.MONEY: int,
    Kind.MINUTES: int,
    Kind.COUNT: int,
    Kind.YESNO: int,
}


@cache
def _plan(table: str) -> tuple[Callable[[Any], tuple[Any, ...]], list[Callable[[Any], Any]]]:
    described = columns(BY_TABLE[table])
    return attrgetter(*(c.name for c in described)), [_FORMS.get(c.kind, str) for c in described]


def encode(record: Record) -> list[Any]:
    """A record's stored values in column order: what `to_stored` gives, made for 100,000 rows. Empty text is None."""
    take, forms = _plan(record.TABLE)
    return [None if v is None or v == "" else form(v) for v, form in zip(take(record), forms, strict=True)]


def raw_row(table: str, values: Sequence[Any]) -> Raw:
    """Values in field order -> the journal's form."""
    return {n: v for n, v in zip(TABLES[table].columns, values, strict=True) if v is not None}


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
        """The record of a row."""
        with readable():
            return from_stored(record, self.named(record.TABLE, raw))
