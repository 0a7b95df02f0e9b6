"""Writes out of `models` what the tracker runs on, so that nothing that must be quick loads SQLModel.

python -m tracker.store.freeze           writes the files
python -m tracker.store.freeze --check   names those that are not as it would write them, exit code 1

tracker/records.py                       the record classes
tracker/store/frozen/tables.json         the tables as the store knows them
tracker/store/frozen/statements.*.json   every statement (`statements`) with the names of its values, in their order
tracker/store/frozen/conditions.*.json   a condition on each column, which the rows of a table are sought by
tracker/store/frozen/schema.*.sql        the tables of each database
docs/ledger.md                           the tables of columns in it
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from tracker.kinds import TEXTS, Kind
from tracker.store.columns import Base, Journaled, choices_of, is_whole, kind_of, ordered
from tracker.store.statements import REVISION, conditions, journaled, refers, statements, tables

ROOT = Path(__file__).parents[2]
DOC = "docs/ledger.md"
DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="qmark"),
    "postgresql": psycopg.dialect(paramstyle="format"),  # type: ignore[no-untyped-call]
}
NAMES = {"platform_id": "platform", "project_id": "project"}
"""References that a record holds by name."""
_OWN = frozenset({"id", "worker_id", "batch", "content", "slot"})
_WIDTH = 120
_TYPES = {
    Kind.DAY: "dt.date",
    Kind.MONEY: "int",
    Kind.MINUTES: "int",
    Kind.COUNT: "int",
    Kind.NUMBER: "Decimal",
    Kind.YESNO: "bool",
}


def records() -> list[type[Journaled]]:
    """The tables that a worker enters rows in, in the archive's order."""
    return [m for m in journaled() if m.RECORD]


def frozen() -> Mapping[str, str]:
    """Every file that is written, by its path."""
    named = {m.__tablename__: _table(m) for m in tables()}
    made = {"tracker/records.py": _records(), "tracker/store/frozen/tables.json": _json(named), DOC: _doc()}
    for name, dialect in DIALECTS.items():
        made[f"tracker/store/frozen/schema.{name}.sql"] = _schema(dialect)
        compiled = {key: _statement(key, written, dialect) for key, written in statements(name).items()}
        made[f"tracker/store/frozen/statements.{name}.json"] = _json(compiled)
        sought = {m.__tablename__: _conditions(m, dialect) for m in journaled()}
        made[f"tracker/store/frozen/conditions.{name}.json"] = _json(sought)
    return made


def stale() -> list[str]:
    """Files that are not what the models say."""
    return [
        path for path, text in frozen().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]  # fmt: skip


def _json(named: Mapping[str, Any]) -> str:
    """Names and values, one on each line."""
    return "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in named.items()) + "\n}\n"


# --- schema, statements, tables ------------------------------------------------------------------------


def _schema(dialect: Dialect) -> str:
    tables = (*Base.metadata.sorted_tables, REVISION)
    return ";\n".join(_one_line(s) for t in tables for s in _definitions(t, dialect)) + ";\n"


def _definitions(table: Any, dialect: Dialect) -> Iterator[str]:
    yield str(CreateTable(table).compile(dialect=dialect))
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        yield str(CreateIndex(index).compile(dialect=dialect))


def _one_line(statement: str) -> str:
    return " ".join(statement.split())


def _statement(name: str, statement: Any, dialect: Dialect) -> tuple[str, list[str]]:
    """The text of a statement, and the names of its values in their order."""
    compiled = statement.compile(dialect=dialect)
    lost = [b.key for b in compiled.binds.values() if not b.required]
    assert not lost, f"{name} has constants, which its text would lose: {lost}"
    return _one_line(str(compiled)), compiled.positiontup


def _conditions(model: type[Journaled], dialect: Dialect) -> dict[str, str]:
    return {column: _statement(column, found, dialect)[0] for column, found in conditions(model).items()}


def _table(model: type[Base]) -> dict[str, Any]:
    fields = {n: model.model_fields[n] for n in ordered(model) if n not in ("id", "worker_id")}
    return {
        "columns": list(fields),
        "refers": refers(model),
        "words": [n for n, field in fields.items() if kind_of(field) in TEXTS],
        "unique": getattr(model, "UNIQUE", None),
        "files": getattr(model, "FILES", False),
        "journaled": issubclass(model, Journaled),
    }


# --- the records ---------------------------------------------------------------------------------------

_RECORDS_HEAD = '''"""The frozen records of everything a worker can log. Written by `python -m tracker.store.freeze`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeAlias

from tracker.kinds import (
{kinds})

'''


def _records() -> str:
    classes = [_record(m) for m in records()]
    names = [m.__name__ for m in records()]
    used = sorted({"Kind", "col", *(e.__name__ for m in records() for e in _enums(m))}, key=_as_sorted)
    head = _RECORDS_HEAD.format(kinds="".join(f"    {n},\n" for n in used))
    listed = "".join(f"    {n},\n" for n in names)
    union = " | ".join(names)
    return (
        f"{head}{''.join(classes)}\nRecord: TypeAlias = (\n    {_wrapped(union)}\n)\n\n"
        f"RECORDS: tuple[type[Record], ...] = (\n{listed})\n"
        '"""All record classes, in the archive\'s order (a row never names one of a later table)."""\n'
    )


def _wrapped(union: str) -> str:
    return union.replace(" | ", "\n    | ")


def _as_sorted(name: str) -> tuple[bool, str]:
    """Names as imports are sorted: classes before functions."""
    return name[0].islower(), name


def _enums(model: type[Base]) -> Iterator[type[Enum]]:
    yield from filter(None, map(choices_of, model.model_fields.values()))


def _fields(model: type[Journaled]) -> Iterator[tuple[str, FieldInfo]]:
    """The columns of a record, in the archive's order."""
    return ((NAMES.get(n, n), model.model_fields[n]) for n in ordered(model) if n not in _OWN)


def _record(model: type[Journaled]) -> str:
    lines = [
        "\n@dataclass(frozen=True, slots=True, kw_only=True)",
        f"class {model.__name__}:",
        f'    TABLE: ClassVar[str] = "{model.__tablename__}"',
    ]
    lines += [_column(name, field) for name, field in _fields(model)]
    return "\n".join(lines) + "\n\n"


def _column(name: str, field: FieldInfo) -> str:
    kind = _kind(field)
    type_ = _type(kind, field)
    said = [f"Kind.{kind.name}", _text(field.title), _text(field.description)]
    if field.is_required():
        said.append("need=True")
    else:
        type_ += " | None"
    if (choices := choices_of(field)) is not None:
        said.append(f"choices={choices.__name__}")
    said += [f"{word}={bound}" for word, bound in _bounds(field)]
    return _call(f"    {name}: {type_} = col", said)


def _kind(field: FieldInfo) -> Kind:
    """The kind of a record's column: a reference is a name there."""
    kind = Kind.NAME if is_whole(field) and kind_of(field) is None else kind_of(field)
    assert kind is not None, f"{field.title} has no kind"
    return kind


def _type(kind: Kind, field: FieldInfo) -> str:
    if kind is Kind.INSTANT:
        return "dt.datetime | dt.date" if dt.date in _types(field.annotation) else "dt.datetime"
    return _TYPES.get(kind, "str")


def _types(annotation: Any) -> Iterator[Any]:
    """The types in an annotation, those of a union one by one."""
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _types(part)


def _bounds(field: FieldInfo) -> Iterator[tuple[str, Any]]:
    for word, of in (("above", "gt"), ("least", "ge"), ("most", "le")):
        for note in field.metadata:
            if (bound := getattr(note, of, None)) is not None:
                yield word, bound


def _text(said: str | None) -> str:
    assert said
    return json.dumps(said, ensure_ascii=False)


def _call(head: str, said: list[str]) -> str:
    """A call as the formatter would write it."""
    inner = ", ".join(said)
    if len(line := f"{head}({inner})") <= _WIDTH:
        return line
    if len(f"        {inner}") <= _WIDTH:
        return f"{head}(\n        {inner}\n    )"
    return f"{head}(\n" + "".join(f"        {s},\n" for s in said) + "    )"


# --- the docs ------------------------------------------------------------------------------------------

_HEAD = "| column | needed | kind | meaning |\n|---|---|---|---|\n"
_KINDS = {Kind.NAME: "one line", Kind.DAY: "date", Kind.COUNT: "whole number", Kind.YESNO: "yes/no"}


def _doc() -> str:
    """The page on the ledger with the table of each record's columns anew."""
    text = (ROOT / DOC).read_text(encoding="utf-8")
    for model in records():
        start = text.index(_HEAD, text.index(f"\n### {model.__tablename__}\n")) + len(_HEAD)
        rows = "".join(_doc_row(name, field) for name, field in _fields(model))
        text = text[:start] + rows + text[text.index("\n\n", start) + 1 :]
    return text


def _doc_row(name: str, field: FieldInfo) -> str:
    kind, choices = _kind(field), choices_of(field)
    values = "" if choices is None else f": {', '.join(f'`{c.value}`' for c in choices)}"
    needed = "yes" if field.is_required() else ""
    return f"| `{name}` | {needed} | {_KINDS.get(kind, kind)} | {field.description}{values} |\n"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        wrong = stale()
        for path in wrong:
            print(f"{path} is not what the models say: run python -m tracker.store.freeze")
        return 1 if wrong else 0
    for path, text in frozen().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
