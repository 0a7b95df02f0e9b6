"""The doors from outside: a data model for each table that a worker fills, derived from the table's class.

A table has the row numbers of platforms and projects where an archive, a record and the pages have their names; and a
table class checks nothing when it is made. So what comes from outside is validated by these models: rows of an archive,
of a backup and, in a check-up, those of the ledger itself. They know nothing of the records' own tests: kinds, bounds
and choices are read off the table again, and Pydantic keeps them.

What is wrong is said by the record (`tracker.record_checks`), in the same words at every door.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo

from tracker.domain import Record
from tracker.errors import Invalid, Problem
from tracker.kinds import Kind
from tracker.record_checks import LONGEST_TEXT, NOT_WORK, OUTER, parse_weekdays
from tracker.record_rules import parameters
from tracker.store import models
from tracker.store.columns import Journaled, bounds, choices_of, day_will_do, kind_of, record_columns
from tracker.store.statements import records

R = TypeVar("R", bound=Record)


def _sound(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a zero byte")
    return value


def _one_line(value: str) -> str:
    if "\n" in value or not value.strip():
        raise ValueError("no name")
    return value


def _work(value: str) -> str:
    if value == NOT_WORK:
        raise ValueError("no platform")
    return value


def _weekdays(value: str) -> str:
    parse_weekdays(value)
    return value


def _code(value: str) -> str:
    if len(value) != 3 or not value.isascii() or not value.isupper():
        raise ValueError("no code")
    return value


_Text = Annotated[str, Strict(), MaxLen(LONGEST_TEXT), AfterValidator(_sound)]
_TYPES: dict[Kind, Any] = {
    Kind.TEXT: _Text,
    Kind.ZONE: _Text,
    Kind.NAME: Annotated[_Text, AfterValidator(_one_line)],
    Kind.CURRENCY: Annotated[str, Strict(), AfterValidator(_code)],
    Kind.WEEKDAYS: Annotated[str, Strict(), AfterValidator(_weekdays)],
    Kind.DAY: Annotated[dt.date, Strict()],
    Kind.INSTANT: Annotated[AwareDatetime, Strict()],
    Kind.MONEY: Annotated[int, Strict()],
    Kind.MINUTES: Annotated[int, Strict()],
    Kind.COUNT: Annotated[int, Strict(), Ge(0)],
    Kind.NUMBER: Annotated[Decimal, Strict()],
    Kind.YESNO: Annotated[bool, Strict()],
}
_WORDS = frozenset({Kind.TEXT, Kind.NAME, Kind.ZONE, Kind.CHOICE, Kind.CURRENCY, Kind.WEEKDAYS})
"""Kinds of text: where it may be left out, an empty one is missing."""
_BOUNDS: dict[str, Callable[[Any], Any]] = {"above": Gt, "least": Ge, "most": Le}


@cache
def entry(table: str) -> type[BaseModel]:
    """The data model of a table: its columns but for those of the store, names in the place of row numbers."""
    model = next(m for m in records() if m.__tablename__ == table)
    fields: Any = {name: _field(model, name, field) for name, field in record_columns(model)}
    checks: Any = {"between": model_validator(mode="after")(_between(model))}
    return create_model(model.__name__, __config__=ConfigDict(extra="forbid"), __validators__=checks, **fields)


def _field(model: type[Journaled], name: str, field: FieldInfo) -> tuple[Any, Any]:
    kind, choices = kind_of(field) or Kind.NAME, choices_of(field)
    type_ = _TYPES[kind] if choices is None else Literal[tuple(c.value for c in choices)]
    if day_will_do(field):
        type_ = type_ | _TYPES[Kind.DAY]
    if kind in OUTER:
        type_ = Annotated[type_, Ge(-OUTER[kind]), Le(OUTER[kind])]
    if field.is_required() and kind in (Kind.TEXT, Kind.ZONE, Kind.WEEKDAYS):
        type_ = Annotated[type_, MinLen(1)]
    for word, bound in bounds(field):
        type_ = Annotated[type_, _BOUNDS[word](bound)]
    if name == "platform" and model is not models.Rule:
        type_ = Annotated[type_, AfterValidator(_work)]
    if field.is_required():
        return type_, ...
    return (Annotated[type_ | None, BeforeValidator(_absent)] if kind in _WORDS else type_ | None), None


def _absent(value: Any) -> Any:
    """An empty text is not a value."""
    return None if isinstance(value, str) and value == "" else value


def _between(model: type[Journaled]) -> Callable[[Any], Any]:
    def hold(self: Any) -> Any:
        for rule in model.RULES:
            if wrong := rule(*(getattr(self, n) for n in parameters(rule))):
                raise ValueError(wrong.message)
        return self

    return hold


def admitted(record: type[R], values: Mapping[str, Any]) -> R:
    """The record of values that come from outside. Raises Invalid."""
    try:
        entry(record.TABLE).model_validate(values)
    except ValidationError as error:
        record(**values)  # raises, in plain words; the two agree, which a test sees to
        said = f"{record.TABLE} has no such row: {error.errors()[0]['msg']}"
        raise Invalid([Problem("wrong_type", said)], values) from error
    return record(**values)
