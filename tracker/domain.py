"""The ledger's records, and the form in which the store and the journal hold them.

The record classes are written out of the store's models (`tracker.records`) and checked when they are made; what a
column is: see `tracker.kinds`. Both are handed on here. The archive's columns (`formats`), the frames and the docs
are read off `columns(cls)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from tracker.errors import Invalid, Problem
from tracker.kinds import (
    Activity,
    AvailabilityKind,
    Column,
    EarningKind,
    Event,
    Evidence,
    Kind,
    PayCycle,
    PayModel,
    PayoutKind,
    QueueOutcome,
    RepeatAnswer,
    RuleField,
    Status,
    columns,
)
from tracker.record_checks import LONGEST_TEXT, NOT_WORK, parse_weekdays
from tracker.record_rules import DAY_SECONDS
from tracker.records import (
    RECORDS,
    Availability,
    Earning,
    ExchangeRate,
    Expense,
    Payout,
    PayTerms,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Record,
    Rule,
    Settings,
    Template,
    TemplateDay,
    Transfer,
    WorkSession,
)
from tracker.say import Word

__all__ = [
    "BY_PLATFORM",
    "BY_TABLE",
    "DAY_SECONDS",
    "ENDS",
    "LONGEST_TEXT",
    "NOT_WORK",
    "NO_PAY",
    "ORIGIN",
    "RECORDS",
    "RULE_FIELDS",
    "SOURCED",
    "Activity",
    "Availability",
    "AvailabilityKind",
    "Column",
    "Earning",
    "EarningKind",
    "Event",
    "Evidence",
    "ExchangeRate",
    "Expense",
    "Kind",
    "Known",
    "PayCycle",
    "PayModel",
    "PayTerms",
    "Payout",
    "PayoutKind",
    "Platform",
    "Project",
    "ProjectEvent",
    "QueueCheck",
    "QueueOutcome",
    "Record",
    "RepeatAnswer",
    "Rule",
    "RuleField",
    "Settings",
    "Status",
    "Stored",
    "Template",
    "TemplateDay",
    "Transfer",
    "WorkSession",
    "columns",
    "encode",
    "from_stored",
    "loaded",
    "parse_weekdays",
    "session_seconds",
    "stored_value",
    "to_stored",
]

RULE_FIELDS = tuple(f.value for f in RuleField)
"""What of a source row a rule may look at."""

BY_TABLE: dict[str, type[Record]] = {r.TABLE: r for r in RECORDS}

ORIGIN = ("evidence", "source", "source_id")
"""Columns that say where a row came from: nobody is asked for them."""

SOURCED = tuple(r.TABLE for r in RECORDS if "source_id" in {f.name for f in fields(r)})
"""Tables whose rows keep `source` and `source_id`; typed rows get source "typed" and an id of their own."""

ENDS = frozenset({Event.CANCELLED, Event.COMPLETED, Event.LEFT, Event.DEACTIVATED})
BY_PLATFORM = frozenset({Event.CANCELLED, Event.DEACTIVATED})
"""Ends that the platform brings."""
NO_PAY = frozenset({Status.REJECTED, Status.REMOVED})


# --- the stored form: what the database and the journal hold -------------------------------------------

Stored: TypeAlias = dict[str, str | int | None]
"""A record as JSON-native values by column name."""


def _instant(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return (value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)).isoformat().removesuffix("+00:00") + "Z"


_FORMS: dict[Kind, Callable[[Any], str | int]] = {
    Kind.DAY: dt.date.isoformat,
    Kind.INSTANT: _instant,
    Kind.NUMBER: lambda value: format(Decimal(value).normalize(), "f"),
    Kind.MONEY: int,
    Kind.MINUTES: int,
    Kind.COUNT: int,
    Kind.YESNO: int,
}


def stored_value(kind: Kind, value: Any) -> str | int | None:
    """A value of a column as the store holds it; an empty text is none."""
    return None if value is None or value == "" else _FORMS.get(kind, str)(value)


@cache
def _plan(table: str) -> list[tuple[Callable[[Any], Any], Callable[[Any], str | int]]]:
    return [(attrgetter(c.name), _FORMS.get(c.kind, str)) for c in columns(BY_TABLE[table])]


def encode(record: type[Record], records: Sequence[Record]) -> list[list[Any]]:
    """The stored values of records of one class: of each column, in the record's order, those of all rows."""
    return [_stored([take(r) for r in records], form) for take, form in _plan(record.TABLE)]


def _stored(values: list[Any], form: Callable[[Any], str | int]) -> list[Any]:
    """The values of one column as the store holds them; most columns of many rows are empty in all of them."""
    if values.count(None) == len(values):
        return values
    return [None if v is None or v == "" else form(v) for v in values]


def _load_instant(text: str) -> dt.date:
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    return dt.datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=dt.UTC)


_LOADS: dict[Kind, Callable[[Any], Any]] = {
    Kind.DAY: dt.date.fromisoformat,
    Kind.INSTANT: _load_instant,
    Kind.NUMBER: Decimal,
    Kind.MONEY: int,
    Kind.MINUTES: int,
    Kind.COUNT: int,
    Kind.YESNO: bool,
}


@cache
def _loads(table: str) -> list[tuple[str, Callable[[Any], Any]]]:
    return [(c.name, _LOADS.get(c.kind, str)) for c in columns(BY_TABLE[table])]


def to_stored(record: Record) -> Stored:
    """A record as the store and the journal hold it.

    >>> to_stored(ExchangeRate(on=dt.date(2026, 5, 1), currency="PHP", in_home_currency=Decimal("0.0170")))
    {'on': '2026-05-01', 'currency': 'PHP', 'in_home_currency': '0.017'}
    """
    values = (value for (value,) in encode(type(record), [record]))
    return dict(zip((c.name for c in columns(type(record))), values, strict=True))


def loaded(record: type[Record], row: Stored) -> dict[str, Any]:
    """The values of a stored row by column; columns that the record does not have are ignored."""
    return {n: None if (v := row.get(n)) is None else load(v) for n, load in _loads(record.TABLE)}


def loadable(record: type[Record], row: Stored) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a stored row by column, and what is wrong with it; None for a value that cannot be loaded."""
    values, wrong = dict[str, Any](), list[Problem]()
    for name, load in _loads(record.TABLE):
        said = row.get(name)
        try:
            values[name] = None if said is None else load(said)
        except (ValueError, TypeError, AttributeError, ArithmeticError):
            values[name] = None
            text = "{name} is “{value}”, which cannot be read"
            wrong.append(Problem("wrong_type", text, column=name, value=str(said), name=Word(name)))
    try:
        record(**values)
    except Invalid as error:
        wrong += error.problems
    return values, wrong


def from_stored(record: type[Record], row: Stored) -> Record:
    """The record of a stored row. Raises Invalid."""
    return record(**loaded(record, row))


def session_seconds(session: WorkSession) -> int:
    """Seconds worked: its minutes, else from start to end; 0 if neither is known."""
    if session.minutes is not None:
        return session.minutes
    if session.started_at is None or session.ended_at is None:
        return 0
    return int((session.ended_at - session.started_at).total_seconds())


class Known(NamedTuple):
    """What the ledger knows of one row of a sourced table: enough to tell whether a source row is in it.

    Values are in stored form (see `to_stored`). `day` is worked_on, else the date part of started_at;
    earned_from; received_on; moved_on. `seconds` is minutes, `amount` and `currency` are the row's own
    (transfers: what left). `content` and `slot` are as the plan handed them on, None for typed rows.
    `until` is worked_until or earned_to; `kind` the activity of a session, else what money it is. `account`,
    `to_account`, `amount_in` and `currency_in` are those of a transfer. `batch` is the operation that added it.
    """

    row: int
    source: str | None
    source_id: str | None
    content: str | None = None
    slot: str | None = None
    status: str | None = None
    platform: str | None = None
    day: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    seconds: int | None = None
    amount: int | None = None
    currency: str | None = None
    project: str | None = None
    until: str | None = None
    kind: str | None = None
    fee: int | None = None
    account: str | None = None
    to_account: str | None = None
    amount_in: int | None = None
    currency_in: str | None = None
    note: str | None = None
    evidence: str | None = None
    batch: int | None = None
