"""The ledger's records: what is wrong with one, and the form in which the store and the journal hold it.

The record classes are written out of the store's models (`tracker.records`); what a column is stands in
`tracker.kinds`. Both are handed on here. The archive's columns (`formats`), the frames and the docs are read off
`columns(cls)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import MISSING, fields
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from tracker import pay_days
from tracker.errors import Problem
from tracker.kinds import (
    Activity,
    AvailabilityKind,
    Column,
    CountsFrom,
    EarningKind,
    Event,
    Evidence,
    Kind,
    PayCycle,
    PayModel,
    PayoutKind,
    QueueOutcome,
    RuleField,
    Status,
)
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
    Transfer,
    WorkSession,
)
from tracker.units import LARGEST, WEEKDAYS

__all__ = [
    "BY_TABLE",
    "DAY_SECONDS",
    "ENDS",
    "LONGEST_TEXT",
    "NOT_WORK",
    "NO_PAY",
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
    "Rule",
    "RuleField",
    "Settings",
    "Status",
    "Stored",
    "Transfer",
    "WorkSession",
    "columns",
    "from_stored",
    "parse_weekdays",
    "problems",
    "row_problems",
    "session_seconds",
    "to_stored",
]

LONGEST_TEXT = 16_000
"""Characters of one text: a row of such texts is still a line that the archive can be read from."""
DAY_SECONDS = 86_400
_LARGEST = {Kind.MONEY: LARGEST, Kind.MINUTES: 10**9, Kind.COUNT: 10**9}
"""No value in a column of these kinds is larger: sums of thousands of them still fit 64 bits."""

NOT_WORK = "-"
"""Platform of a rule that says: rows like this are not work."""

RULE_FIELDS = tuple(f.value for f in RuleField)
"""What of a source row a rule may look at."""

BY_TABLE: dict[str, type[Record]] = {r.TABLE: r for r in RECORDS}

SOURCED = tuple(r.TABLE for r in RECORDS if "source_id" in {f.name for f in fields(r)})
"""Tables whose rows keep `source` and `source_id`; typed rows get source "typed" and an id of their own."""

ENDS = frozenset({Event.CANCELLED, Event.COMPLETED, Event.LEFT, Event.DEACTIVATED})
NO_PAY = frozenset({Status.REJECTED, Status.REMOVED})


def columns(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record class, in the archive's order."""
    return _columns(record.TABLE)


@cache
def _columns(table: str) -> tuple[Column, ...]:
    return tuple(Column(f.name, required=f.default is MISSING, **f.metadata) for f in fields(BY_TABLE[table]))


def parse_weekdays(text: str | None) -> tuple[bool, ...]:
    """Seven flags from Monday on; ranges and lists, empty means Monday to Friday.

    >>> parse_weekdays("fri-mon")
    (True, False, False, False, True, True, True)
    >>> sum(parse_weekdays(None))
    5
    """
    flags = [False] * 7
    for part in (text or "mon-fri").lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first[:3] not in WEEKDAYS or (last and last[:3] not in WEEKDAYS):
            raise ValueError(f"{text!r} is no list of weekdays such as mon-fri or mon,wed")
        start = WEEKDAYS.index(first[:3])
        stop = WEEKDAYS.index(last[:3]) if last else start
        for i in range((stop - start) % 7 + 1):
            flags[(start + i) % 7] = True
    return tuple(flags)


def problems(record: Record) -> list[Problem]:
    """What is wrong with a record as a whole: required values, choices, and rules between columns.

    Values are taken to have the right Python type already (see `words` for reading text).
    """
    found = list(_column_problems(record))
    incomplete = any(p.code == "missing" for p in found)
    return found if incomplete else [*found, *_row_problems(record)]


def row_problems(record: Record) -> list[Problem]:
    """Bounds and the rules between columns only: for records whose single values were read by a parser."""
    values = ((c, getattr(record, c.name)) for c in _bounded(record.TABLE))
    wrong = [p for c, value in values if value is not None and (p := _bound_problem(c, value)) is not None]
    return [*wrong, *_row_problems(record)]


@cache
def _bounded(table: str) -> tuple[Column, ...]:
    return tuple(c for c in _columns(table) if (c.above, c.least, c.most) != (None, None, None))


def _column_problems(record: Record) -> Iterator[Problem]:
    for c in columns(type(record)):
        value = getattr(record, c.name)
        if value is None or value == "":
            if c.required:
                yield Problem("missing", f"{c.name} is needed", column=c.name)
        elif c.kind is Kind.CHOICE and value not in c.choices:
            yield Problem(
                "unknown_value", f"{value} is none of {', '.join(c.choices)}", column=c.name, value=str(value)
            )
        elif c.kind in (Kind.NAME, Kind.TEXT):
            yield from _text_problems(record, c, value)
        elif c.kind is Kind.CURRENCY and not (len(value) == 3 and value.isascii() and value.isupper()):
            yield Problem("bad_currency", f"{value} is no currency code", column=c.name, value=value)
        elif c.kind in _LARGEST and abs(value) > _LARGEST[c.kind]:
            yield Problem("too_large", f"{c.name} is larger than can be meant", column=c.name, value=str(value))
        elif (wrong := _bound_problem(c, value)) is not None:
            yield wrong
        elif c.kind is Kind.WEEKDAYS:
            try:
                parse_weekdays(value)
            except ValueError as error:
                yield Problem("bad_weekdays", str(error), column=c.name, value=value)


def _bound_problem(c: Column, value: Any) -> Problem | None:
    """What of a column's bounds a value breaks; counts are never below zero."""
    least = 0 if c.least is None and c.kind is Kind.COUNT else c.least
    if c.above is not None and value <= c.above:
        return Problem("not_positive", f"{c.name} must be above zero", column=c.name, value=str(value))
    if least is not None and c.most is not None and not least <= value <= c.most:
        said = f"{c.name} must be between {least} and {c.most}"
        return Problem("out_of_range", said, column=c.name, value=str(value))
    if least is not None and value < least:
        return Problem("negative", f"{c.name} cannot be below zero", column=c.name, value=str(value))
    return None


def _text_problems(record: Record, c: Column, value: str) -> Iterator[Problem]:
    if c.kind is Kind.NAME and ("\n" in value or not value.strip()):
        yield Problem("bad_name", "a name is one line of text", column=c.name, value=value)
    if c.name == "platform" and value == NOT_WORK and not isinstance(record, Rule):
        yield Problem("bad_name", f"{NOT_WORK} is no platform: in rules it means “not work”", column=c.name)
    if len(value) > LONGEST_TEXT:
        said = f"{c.name} is longer than {LONGEST_TEXT:,} characters"
        yield Problem("too_long", said, column=c.name, value=value[:40])
    if any("\ud800" <= sign <= "\udfff" for sign in value) or "\x00" in value:
        yield Problem("bad_text", f"{c.name} holds signs that are no text", column=c.name)


def _row_problems(record: Record) -> Iterator[Problem]:
    match record:
        case WorkSession():
            yield from _session_problems(record)
        case Earning(earned_from=first, earned_to=last) if last is not None and last < first:
            yield Problem("ends_before_start", "earned_to lies before earned_from", column="earned_to")
        case Payout():
            if record.amount < 0 or (record.amount == 0 and not record.source):
                # A source may say that a payment was taken back: of the imported one nothing is left.
                yield Problem("not_positive", "a payout's amount is above zero", column="amount")
            if record.covers_from and record.covers_to and record.covers_to < record.covers_from:
                yield Problem("ends_before_start", "covers_to lies before covers_from", column="covers_to")
        case Availability(starts_on=first, ends_on=last, kind=kind, weekly_hours=hours):
            if last is not None and last < first:
                yield Problem("ends_before_start", "ends_on lies before starts_on", column="ends_on")
            if kind == AvailabilityKind.AVAILABLE and hours is None:
                yield Problem("missing", "weekly_hours is needed with available", column="weekly_hours")
        case Platform(pay_cycle=cycle, pay_cycle_ends=ends):
            yield from _cycle_problems(cycle, ends)
        case PayTerms():
            yield from _cycle_problems(record.pay_cycle, record.pay_cycle_ends)
            yield from _pay_day_problems(record)
        case Project(advertised_low=low, advertised_high=high) if low is not None and high is not None and high < low:
            yield Problem("range_reversed", "advertised_high is below advertised_low", column="advertised_high")
        case _:
            pass


def _session_problems(s: WorkSession) -> Iterator[Problem]:
    if s.amount is not None and s.amount < 0:
        text = "a session's amount is not below zero: enter what was taken back as an adjustment"
        yield Problem("negative", text, column="amount")
    if (s.started_at is None) != (s.ended_at is None):
        yield Problem("half_a_span", "started_at and ended_at belong together", column="ended_at")
    elif s.started_at is not None and s.ended_at is not None:
        if s.ended_at < s.started_at:
            yield Problem("ends_before_start", "ended_at lies before started_at", column="ended_at")
        elif s.minutes is not None and s.minutes > (s.ended_at - s.started_at).total_seconds() + 0.5:
            yield Problem("more_than_span", "minutes are more than from start to end", column="minutes")
    elif s.worked_on is None:
        yield Problem("no_time", "a session needs started_at and ended_at, or worked_on", column="worked_on")
    elif s.minutes is None:
        yield Problem("missing", "minutes are needed where clock times are not known", column="minutes")
    elif s.minutes > DAY_SECONDS and s.minutes > DAY_SECONDS * (
        ((s.worked_until or s.worked_on) - s.worked_on).days + 1
    ):
        yield Problem("more_than_span", "the minutes are more than the day has", column="minutes")
    if s.worked_until is not None and (s.worked_on is None or s.worked_until < s.worked_on):
        yield Problem("ends_before_start", "worked_until needs a worked_on before it", column="worked_until")


def _cycle_problems(cycle: str | None, ends: str | None) -> Iterator[Problem]:
    if cycle == PayCycle.WEEKLY and (ends or "")[:3].lower() not in WEEKDAYS:
        yield Problem("bad_cycle", "a weekly cycle ends on a weekday, such as fri", column="pay_cycle_ends")
    if cycle == PayCycle.BIWEEKLY:
        try:
            fits = 1900 <= dt.date.fromisoformat(ends or "").year <= 2199
        except ValueError:
            fits = False
        if not fits:
            yield Problem("bad_cycle", "a biweekly cycle needs a date on which one ends", column="pay_cycle_ends")


def _pay_day_problems(t: PayTerms) -> Iterator[Problem]:
    if t.pay_day is not None:
        try:
            pay_days.read(t.pay_day)
        except ValueError as error:
            yield Problem("bad_pay_day", str(error), column="pay_day", value=t.pay_day)
    if t.counts_from not in (None, CountsFrom.CYCLE_END) and t.pay_cycle not in (None, PayCycle.NONE):
        text = "a pay cycle counts from its end: leave counts_from empty, or take the cycle out"
        yield Problem("bad_cycle", text, column="counts_from", value=t.counts_from or "")


# --- the stored form: what the database and the journal hold -------------------------------------------

Stored: TypeAlias = dict[str, str | int | None]
"""A record as JSON-native values by column name."""


def _store_value(kind: Kind, value: Any) -> str | int | None:
    if value is None or value == "":
        return None
    match kind:
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.INSTANT:
            if not isinstance(value, dt.datetime):
                return str(value.isoformat())
            utc = value.astimezone(dt.UTC).replace(tzinfo=None)
            return utc.isoformat() + "Z"
        case Kind.NUMBER:
            return format(Decimal(value).normalize(), "f")
        case Kind.MONEY | Kind.MINUTES | Kind.COUNT | Kind.YESNO:
            return int(value)
        case _:
            return str(value)


def _load_value(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case Kind.DAY:
            return dt.date.fromisoformat(value)
        case Kind.INSTANT:
            if len(value) == 10:
                return dt.date.fromisoformat(value)
            return dt.datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=dt.UTC)
        case Kind.NUMBER:
            return Decimal(value)
        case Kind.YESNO:
            return bool(value)
        case Kind.MONEY | Kind.MINUTES | Kind.COUNT:
            return int(value)
        case _:
            return str(value)


def to_stored(record: Record) -> Stored:
    """A record as the store and the journal hold it.

    >>> to_stored(ExchangeRate(on=dt.date(2026, 5, 1), currency="PHP", in_home_currency=Decimal("0.0170")))
    {'on': '2026-05-01', 'currency': 'PHP', 'in_home_currency': '0.017'}
    """
    return {c.name: _store_value(c.kind, getattr(record, c.name)) for c in columns(type(record))}


def from_stored(record: type[Record], row: Stored) -> Record:
    """The record of a stored row; columns it does not have are ignored."""
    return record(**{c.name: _load_value(c.kind, row.get(c.name)) for c in columns(record)})


def session_seconds(session: WorkSession) -> int:
    """Seconds worked: its minutes, else from start to end; 0 where neither is known."""
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
