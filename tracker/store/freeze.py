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

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from sqlalchemy.engine import Dialect, create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from tracker.kinds import TEXTS, Kind
from tracker.record_checks import OUTER
from tracker.record_rules import parameters
from tracker.store.columns import (
    Base,
    Journaled,
    bounds,
    choices_of,
    day_will_do,
    is_whole,
    kind_of,
    ordered,
    record_columns,
)
from tracker.store.statements import REVISION, conditions, journaled, records, refers, statements, tables

ROOT = Path(__file__).parents[2]
DOC = "docs/ledger.md"
DIALECTS: dict[str, Dialect] = {
    "sqlite": create_engine("sqlite://", paramstyle="qmark").dialect,
    "postgresql": create_engine("postgresql+psycopg://", paramstyle="format").dialect,
}
_WIDTH = 120
_TYPES = {
    Kind.DAY: "dt.date",
    Kind.MONEY: "int",
    Kind.MINUTES: "int",
    Kind.COUNT: "int",
    Kind.NUMBER: "Decimal",
    Kind.YESNO: "bool",
}


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


def _tuple(names: Sequence[str]) -> str:
    inner = ", ".join(names)
    return f"({inner},)" if len(names) == 1 else f"({inner})"


# --- the records ---------------------------------------------------------------------------------------

_RECORDS_HEAD = '''"""The frozen records of everything a worker can log. Written by `python -m tracker.store.freeze`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from tracker.kinds import (
{kinds})
from tracker.record_base import Frozen, put, twin
from tracker.record_checks import (
{checks})
from tracker.record_rules import (
{rules})
from tracker.units import LARGEST
{choices}

'''
_WHOLE = "{v}.__class__ is int"
_TESTS = {
    Kind.TEXT: "is_text({v})",
    Kind.NAME: "is_name({v})",
    Kind.ZONE: "is_text({v})",
    Kind.CHOICE: "isinstance({v}, str)",
    Kind.CURRENCY: "is_currency({v})",
    Kind.WEEKDAYS: "is_weekdays({v})",
    Kind.DAY: "{v}.__class__ is dt.date",
    Kind.INSTANT: "is_instant({v})",
    Kind.NUMBER: "is_number({v})",
    Kind.YESNO: "{v}.__class__ is bool",
    Kind.MONEY: _WHOLE,
    Kind.MINUTES: _WHOLE,
    Kind.COUNT: _WHOLE,
}
"""What a value of a kind passes."""
_NEVER_EMPTY = (Kind.NAME, Kind.CURRENCY)
"""Kinds whose tests refuse an empty text, which counts as no value."""
_MAY_BE_EMPTY = (Kind.TEXT, Kind.ZONE, Kind.CHOICE, Kind.WEEKDAYS)
"""Kinds whose tests let it through."""


def _records() -> str:
    classes = [_record(m) for m in records()]
    names = [m.__name__ for m in records()]
    used = sorted({"Kind", "col", *(e.__name__ for m in records() for e in _enums(m))}, key=_as_sorted)
    head = _RECORDS_HEAD.format(
        kinds=_lines(used),
        checks=_lines(["MOST", *sorted({"invalid", *re.findall(r"\bis_\w+", "".join(classes))})]),
        rules=_lines(["Between", *sorted({r.__name__ for m in records() for r in m.RULES})]),
        choices="".join(f'\n_{n} = frozenset(("", *{n}))' for n in used if n not in ("Kind", "col")),
    )
    union = " | ".join(names)
    return (
        f"{head}{''.join(classes)}\nRecord: TypeAlias = (\n    {_wrapped(union)}\n)\n\n"
        f"RECORDS: tuple[type[Record], ...] = (\n{_lines(names)})\n"
        '"""All record classes, in the archive\'s order (a row never names one of a later table)."""\n'
    )


def _lines(names: Iterable[str]) -> str:
    return "".join(f"    {n},\n" for n in names)


def _wrapped(union: str) -> str:
    return union.replace(" | ", "\n    | ")


def _as_sorted(name: str) -> tuple[bool, str]:
    """Names as imports are sorted: classes before functions."""
    return name[0].islower(), name


def _enums(model: type[Base]) -> Iterator[type[Enum]]:
    yield from filter(None, map(choices_of, model.model_fields.values()))


def _record(model: type[Journaled]) -> str:
    lines = [
        "\n@dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)",
        f"class {model.__name__}(Frozen):",
        f'    """A row of `{model.__tablename__}`."""\n',
        f'    TABLE: ClassVar[str] = "{model.__tablename__}"',
    ]
    columns = dict(record_columns(model))
    lines.append(f"    RULES: ClassVar[tuple[Between, ...]] = {_tuple([r.__name__ for r in model.RULES])}")
    lines += [_column(n, field) for n, field in columns.items()]
    lines += ["", _constructor(model.__name__, columns)]
    tests = [t for n, field in columns.items() for t in _tests(model, n, field)]
    tests += [f"{r.__name__}({', '.join(f'self.{n}' for n in parameters(r))}) is None" for r in model.RULES]
    twin_ = f"\n\n_Open{model.__name__} = twin({model.__name__})\n\n"
    return "\n".join(lines) + _checked(tests) + twin_


def _constructor(record: str, columns: dict[str, FieldInfo]) -> str:
    """Written out, for Python to read from a file of bytecode and not to generate at each start. Columns are set while
    the record is one of its class's twin: to set those of a frozen one takes five times as long."""
    given = [f"{n}: {_annotation(f)}{'' if f.is_required() else ' = None'}" for n, f in columns.items()]
    return "\n".join(
        [
            "    def __init__(",
            "        self,",
            "        *,",
            *(f"        {text}," for text in given),
            "    ) -> None:",
            f'        put(self, "__class__", _Open{record})',
            "        made: Any = self",
            *(f"        made.{n} = {n}" for n in columns),
            f"        made.__class__ = {record}",
            "        self.__post_init__()",
        ]
    )


def _annotation(field: FieldInfo) -> str:
    """The type of a column in its record."""
    return _type(_kind(field), field) + ("" if field.is_required() else " | None")


def _checked(tests: list[str]) -> str:
    """The end of a constructor: one expression says whether the record fits, so that a right one costs little."""
    fits = f"\n{' ' * 12}and ".join(tests)
    return (
        "\n\n    def __post_init__(self) -> None:\n        v: Any\n"
        f"        fits = (\n{' ' * 12}{fits}\n        )\n        if not fits:\n            raise invalid(self)\n"
    )


def _tests(model: type[Journaled], name: str, field: FieldInfo) -> list[str]:
    """What a column's value has to pass, as expressions."""
    kind, given = _kind(field), dict(bounds(field))
    test = _TESTS[kind]
    if name == "platform" and model.__tablename__ != "rules":
        test = "is_platform({v})"
    elif day_will_do(field):
        test = "is_instant_or_day({v})"
    found, choices = [test], choices_of(field)
    if choices is not None:
        found.append(f"v in _{choices.__name__}")
    if kind in OUTER or given:
        found.append(_between(kind, given))
    if not field.is_required():
        absent = 'in (None, "")' if kind in _NEVER_EMPTY else "is None"
        tests = " and ".join(t.format(v="v") for t in found)
        return [f"((v := self.{name}) {absent} or {f'({tests})' if len(found) > 1 else tests})"]
    found += ['v != ""'] * (kind in _MAY_BE_EMPTY)
    if len(found) == 1:
        return [test.format(v=f"self.{name}")]
    value = f"v := self.{name}" if test.startswith("is_") else f"(v := self.{name})"
    return [test.format(v=value), *found[1:]]


def _between(kind: Kind, given: dict[str, Any]) -> str:
    """A column's bounds within those of its kind."""
    outer = {Kind.MONEY: "LARGEST", Kind.NUMBER: ""}.get(kind, "MOST")
    least = given.get("least", 0 if kind is Kind.COUNT else f"-{outer}")
    most = given.get("most", outer)
    low = f"{given['above']} < v" if "above" in given else f"{least} <= v"
    return f"{low} <= {most}" if most else f"v {'>' if 'above' in given else '>='} {given.get('above', least)}"


def _column(name: str, field: FieldInfo) -> str:
    kind = _kind(field)
    said = [f"Kind.{kind.name}", _text(field.title), _text(field.description)]
    if field.is_required():
        said.append("need=True")
    if (choices := choices_of(field)) is not None:
        said.append(f"choices={choices.__name__}")
    said += [f"{word}={bound}" for word, bound in bounds(field)]
    if day_will_do(field):
        said.append("day_will_do=True")
    return _call(f"    {name}: {_annotation(field)} = col", said)


def _kind(field: FieldInfo) -> Kind:
    """The kind of a record's column: a reference is a name there."""
    kind = Kind.NAME if is_whole(field) and kind_of(field) is None else kind_of(field)
    assert kind is not None, f"{field.title} has no kind"
    return kind


def _type(kind: Kind, field: FieldInfo) -> str:
    if kind is Kind.INSTANT:
        return "dt.datetime | dt.date" if day_will_do(field) else "dt.datetime"
    return _TYPES.get(kind, "str")


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
    """The page on the ledger with the table of each record's columns again."""
    text = (ROOT / DOC).read_text(encoding="utf-8")
    for model in records():
        start = text.index(_HEAD, text.index(f"\n### {model.__tablename__}\n")) + len(_HEAD)
        rows = "".join(_doc_row(name, field) for name, field in record_columns(model))
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
