"""Words of the ledger: enums and the frozen records of everything a worker can log.

Each record class is the one definition of its table: the archive's columns (`formats`), the store's
columns, the frames and the docs are read off `columns(cls)`.

    kind       value in a record                    in the archive             in the store
    text       str                                  as typed                   text
    name       str, one line, not empty             as typed                   text
    day        datetime.date                        YYYY-MM-DD                 text, the same
    instant    datetime in UTC                      ISO 8601 with an offset    text, ...Z
    money      int, 1/10 000 of the main unit       decimal, 2 to 4 places     integer
    minutes    int, whole seconds                   decimal minutes            integer (seconds)
    number     Decimal                              decimal                    text
    count      int                                  whole number               integer
    choice     str, one of `choices`                as is                      text
    currency   str, ISO 4217                        as is                      text
    zone       str, IANA                            as is                      text
    yesno      bool                                 yes / no                   integer 0/1
    weekdays   str, e.g. "mon-fri", "mon,wed"       as is                      text
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, NamedTuple, TypeAlias

from tracker.errors import Problem
from tracker.units import LARGEST, WEEKDAYS


class Kind(StrEnum):
    TEXT = "text"
    NAME = "name"
    DAY = "day"
    INSTANT = "instant"
    MONEY = "money"
    MINUTES = "minutes"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    CURRENCY = "currency"
    ZONE = "zone"
    YESNO = "yesno"
    WEEKDAYS = "weekdays"


class PayModel(StrEnum):
    HOURLY = "hourly"
    PER_TASK = "per_task"
    FIXED = "fixed"
    STIPEND = "stipend"


class Event(StrEnum):
    APPLIED = "applied"
    INTERVIEWED = "interviewed"
    ASSESSED = "assessed"
    OFFERED = "offered"
    DECLINED = "declined"
    ONBOARDED = "onboarded"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    RATE_CHANGED = "rate_changed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    LEFT = "left"
    DEACTIVATED = "deactivated"


class Activity(StrEnum):
    TASK = "task"
    APPLICATION = "application"
    INTERVIEW = "interview"
    ASSESSMENT = "assessment"
    ONBOARDING = "onboarding"
    TRAINING = "training"
    SEARCHING = "searching"
    WAITING = "waiting"
    REWORK = "rework"
    COMMUNICATION = "communication"
    ADMIN = "admin"
    DISPUTE = "dispute"


class Status(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    REMOVED = "removed"


class Evidence(StrEnum):
    TYPED = "typed"
    FILE = "file"
    DEPOSIT = "deposit"


class EarningKind(StrEnum):
    MILESTONE = "milestone"
    STIPEND = "stipend"
    BONUS = "bonus"
    REFERRAL = "referral"
    ADJUSTMENT = "adjustment"


class PayoutKind(StrEnum):
    PAYOUT = "payout"
    CLAWBACK = "clawback"
    REIMBURSEMENT = "reimbursement"
    WRITE_OFF = "write_off"


class AvailabilityKind(StrEnum):
    AVAILABLE = "available"
    TIME_OFF = "time_off"


class QueueOutcome(StrEnum):
    NOTHING_OFFERED = "nothing_offered"
    OFFERED = "offered"


class PayCycle(StrEnum):
    NONE = "none"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"


LONGEST_TEXT = 16_000
"""Characters of one text: a row of such texts is still a line that the archive can be read from."""
DAY_SECONDS = 86_400
_LARGEST = {Kind.MONEY: LARGEST, Kind.MINUTES: 10**9, Kind.COUNT: 10**9}
"""No value in a column of these kinds is larger: sums of thousands of them still fit 64 bits."""

NOT_WORK = "-"
"""Platform of a rule that says: rows like this are not work."""

RULE_FIELDS = ("client", "project", "tag", "task", "description", "payer", "contract", "team", "account", "code")
"""What of a source row a rule may look at."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as archive, store and docs know it."""

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...]
    help: str


def col(
    kind: Kind,
    help: str,
    *,
    need: bool = False,
    choices: type[StrEnum] | tuple[str, ...] = (),
) -> Any:
    """A dataclass field that knows its kind; optional columns default to None."""
    names = choices if isinstance(choices, tuple) else tuple(c.value for c in choices)
    meta = {"kind": kind, "choices": names, "help": help}
    return field(metadata=meta) if need else field(default=None, metadata=meta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    TABLE: ClassVar[str] = "settings"
    home_currency: str = col(Kind.CURRENCY, "the currency in which sums are shown", need=True)
    time_zone: str = col(Kind.ZONE, "the zone whose calendar days count", need=True)
    standard_week_hours: Decimal | None = col(Kind.NUMBER, "hours of a full-time week (40)")
    standard_year_weeks: Decimal | None = col(Kind.NUMBER, "weeks of a full-time year (52)")
    living_cost_month: int | None = col(Kind.MONEY, "what a month costs, in home currency")
    savings: int | None = col(Kind.MONEY, "savings, in home currency")
    tax_rate_percent: Decimal | None = col(Kind.NUMBER, "percent of income to set aside for tax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    TABLE: ClassVar[str] = "platforms"
    platform: str = col(Kind.NAME, "the company that offers and pays for work", need=True)
    currency: str | None = col(Kind.CURRENCY, "the currency it pays in, where a row does not say")
    pay_cycle: str | None = col(Kind.CHOICE, "how often it pays", choices=PayCycle)
    pay_cycle_ends: str | None = col(Kind.TEXT, "weekday (weekly) or a date on which a cycle ends (biweekly)")
    pay_cycle_zone: str | None = col(Kind.ZONE, "the zone whose days the cycle counts (home zone)")
    pay_delay_days: int | None = col(Kind.COUNT, "days from the end of the cycle to the money")
    payout_threshold: int | None = col(Kind.MONEY, "smallest sum it pays out")
    fee_percent: Decimal | None = col(Kind.NUMBER, "percent it keeps of what it pays")
    monitoring: bool | None = col(Kind.YESNO, "does it take screenshots or track activity")
    nda: bool | None = col(Kind.YESNO, "is the work under a non-disclosure agreement")
    ai_interview: bool | None = col(Kind.YESNO, "is hiring done by an automated interview")
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    TABLE: ClassVar[str] = "projects"
    platform: str = col(Kind.NAME, "its platform", need=True)
    project: str = col(Kind.NAME, "its name: an alias is enough", need=True)
    alias: str | None = col(Kind.TEXT, "the name shown in discreet mode")
    role: str | None = col(Kind.TEXT, "the kind of work; rates compare within a role")
    pay_model: str | None = col(Kind.CHOICE, "how it pays (hourly)", choices=PayModel)
    advertised_low: int | None = col(Kind.MONEY, "the listing's lower figure: per hour, month or in all")
    advertised_high: int | None = col(Kind.MONEY, "the listing's upper figure")
    agreed_rate: int | None = col(Kind.MONEY, "promised: per hour, per task, per month or in all")
    currency: str | None = col(Kind.CURRENCY, "of the project's figures (the platform's)")
    promised_weekly_hours: Decimal | None = col(Kind.NUMBER, "hours a week that were promised")
    promised_until: dt.date | None = col(Kind.DAY, "promised to last until")
    successor_of: str | None = col(Kind.TEXT, "the ended project of this platform whose work it goes on with")
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEvent:
    TABLE: ClassVar[str] = "project_events"
    platform: str = col(Kind.NAME, "its platform", need=True)
    project: str = col(Kind.NAME, "its project", need=True)
    event: str = col(Kind.CHOICE, "what happened", need=True, choices=Event)
    happened_at: dt.datetime | dt.date = col(Kind.INSTANT, "when it took effect; a date will do", need=True)
    announced_at: dt.datetime | dt.date | None = col(Kind.INSTANT, "when it was announced; a date will do")
    rate: int | None = col(Kind.MONEY, "the rate from then on")
    reason: str | None = col(Kind.TEXT, "the reason given")
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSession:
    TABLE: ClassVar[str] = "work_sessions"
    platform: str = col(Kind.NAME, "for whom", need=True)
    project: str | None = col(Kind.NAME, "on what")
    worked_on: dt.date | None = col(Kind.DAY, "the day, where clock times are unknown")
    worked_until: dt.date | None = col(Kind.DAY, "last day of a stretch of which only the hours are known")
    started_at: dt.datetime | None = col(Kind.INSTANT, "start")
    ended_at: dt.datetime | None = col(Kind.INSTANT, "end")
    minutes: int | None = col(Kind.MINUTES, "time worked, pauses taken off (the span)")
    counted_minutes: int | None = col(Kind.MINUTES, "what the platform counted (the same)")
    activity: str | None = col(Kind.CHOICE, "kind of work (task)", choices=Activity)
    tasks: int | None = col(Kind.COUNT, "tasks done")
    rate: int | None = col(Kind.MONEY, "this session's own rate: per hour, or per task")
    amount: int | None = col(Kind.MONEY, "what it earned, where the source says so")
    currency: str | None = col(Kind.CURRENCY, "of rate and amount (the project's)")
    status: str | None = col(Kind.CHOICE, "empty means approved", choices=Status)
    evidence: str | None = col(Kind.CHOICE, "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "anything else")
    source: str | None = col(Kind.TEXT, "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    TABLE: ClassVar[str] = "earnings"
    platform: str = col(Kind.NAME, "who owes it", need=True)
    project: str | None = col(Kind.NAME, "for what")
    kind: str = col(Kind.CHOICE, "what it is", need=True, choices=EarningKind)
    earned_from: dt.date = col(Kind.DAY, "first day it was earned on", need=True)
    earned_to: dt.date | None = col(Kind.DAY, "last day (the first)")
    amount: int = col(Kind.MONEY, "how much", need=True)
    currency: str = col(Kind.CURRENCY, "of the amount", need=True)
    due_on: dt.date | None = col(Kind.DAY, "when it is to be paid")
    status: str | None = col(Kind.CHOICE, "empty means approved", choices=Status)
    evidence: str | None = col(Kind.CHOICE, "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "anything else")
    source: str | None = col(Kind.TEXT, "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    TABLE: ClassVar[str] = "payouts"
    platform: str = col(Kind.NAME, "who paid", need=True)
    project: str | None = col(Kind.NAME, "for what, if it says so")
    kind: str = col(Kind.CHOICE, "what it is", need=True, choices=PayoutKind)
    received_on: dt.date = col(Kind.DAY, "the day it arrived", need=True)
    amount: int = col(Kind.MONEY, "gross, above zero", need=True)
    fee: int | None = col(Kind.MONEY, "what the pay rail or platform kept")
    currency: str = col(Kind.CURRENCY, "of amount and fee", need=True)
    home_amount: int | None = col(Kind.MONEY, "what arrived, after the fee, in home currency")
    covers_from: dt.date | None = col(Kind.DAY, "first day it pays for")
    covers_to: dt.date | None = col(Kind.DAY, "last day it pays for")
    evidence: str | None = col(Kind.CHOICE, "how the row is backed", choices=Evidence)
    note: str | None = col(Kind.TEXT, "anything else")
    source: str | None = col(Kind.TEXT, "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    TABLE: ClassVar[str] = "transfers"
    moved_on: dt.date = col(Kind.DAY, "the day", need=True)
    from_account: str = col(Kind.NAME, "from this account of the worker", need=True)
    to_account: str = col(Kind.NAME, "to this account of the worker", need=True)
    amount_out: int = col(Kind.MONEY, "what left", need=True)
    currency_out: str = col(Kind.CURRENCY, "of what left", need=True)
    amount_in: int | None = col(Kind.MONEY, "what came in")
    currency_in: str | None = col(Kind.CURRENCY, "of what came in")
    fee: int | None = col(Kind.MONEY, "fee, in the currency that left")
    note: str | None = col(Kind.TEXT, "anything else")
    source: str | None = col(Kind.TEXT, "where an imported row came from")
    source_id: str | None = col(Kind.TEXT, "which row it was there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    TABLE: ClassVar[str] = "rules"
    field: str = col(Kind.CHOICE, "what is looked at", need=True, choices=RULE_FIELDS)
    pattern: str = col(Kind.TEXT, "the text there; * stands for anything", need=True)
    platform: str = col(Kind.NAME, "the platform, or - for: not work", need=True)
    project: str | None = col(Kind.NAME, "the project")
    activity: str | None = col(Kind.CHOICE, "the activity", choices=Activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    TABLE: ClassVar[str] = "expenses"
    spent_on: dt.date = col(Kind.DAY, "the day", need=True)
    amount: int = col(Kind.MONEY, "how much; below zero: what came back of it", need=True)
    currency: str = col(Kind.CURRENCY, "of the amount", need=True)
    category: str = col(Kind.NAME, "for what kind of thing", need=True)
    platform: str | None = col(Kind.NAME, "for work on this platform")
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    TABLE: ClassVar[str] = "availability"
    starts_on: dt.date = col(Kind.DAY, "first day", need=True)
    ends_on: dt.date | None = col(Kind.DAY, "last day (open)")
    kind: str = col(Kind.CHOICE, "able and willing to work, or off", need=True, choices=AvailabilityKind)
    weekly_hours: Decimal | None = col(Kind.NUMBER, "hours a week")
    weekdays: str | None = col(Kind.WEEKDAYS, "on these days (mon-fri)")
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCheck:
    TABLE: ClassVar[str] = "queue_checks"
    platform: str = col(Kind.NAME, "where was looked", need=True)
    checked_at: dt.datetime = col(Kind.INSTANT, "when", need=True)
    outcome: str = col(Kind.CHOICE, "what was found", need=True, choices=QueueOutcome)
    note: str | None = col(Kind.TEXT, "anything else")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    TABLE: ClassVar[str] = "exchange_rates"
    on: dt.date = col(Kind.DAY, "the day", need=True)
    currency: str = col(Kind.CURRENCY, "one unit of this", need=True)
    in_home_currency: Decimal = col(Kind.NUMBER, "is so much home currency", need=True)


Record: TypeAlias = (
    Settings
    | Platform
    | Project
    | ProjectEvent
    | WorkSession
    | Earning
    | Payout
    | Transfer
    | Rule
    | Expense
    | Availability
    | QueueCheck
    | ExchangeRate
)

RECORDS: tuple[type[Record], ...] = (
    Settings, Platform, Project, ProjectEvent, WorkSession, Earning, Payout, Transfer, Rule, Expense,
    Availability, QueueCheck, ExchangeRate,
)  # fmt: skip
"""All record classes, in the archive's order (a row never names one of a later table)."""

BY_TABLE: dict[str, type[Record]] = {r.TABLE: r for r in RECORDS}

SOURCED = ("work_sessions", "earnings", "payouts", "transfers")
"""Tables whose rows keep `source` and `source_id`; typed rows get source "typed" and an id of their own."""

ENDS = frozenset({Event.CANCELLED, Event.COMPLETED, Event.LEFT, Event.DEACTIVATED})
NO_PAY = frozenset({Status.REJECTED, Status.REMOVED})


def columns(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record class, in the archive's order."""
    return _columns(record.TABLE)


@cache
def _columns(table: str) -> tuple[Column, ...]:
    return tuple(
        Column(f.name, f.metadata["kind"], f.default is MISSING, f.metadata["choices"], f.metadata["help"])
        for f in fields(BY_TABLE[table])
    )


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
    """The rules between columns only: for records whose single values were read by a parser."""
    return list(_row_problems(record))


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
        elif c.kind is Kind.COUNT and value < 0:
            yield Problem("negative", f"{c.name} cannot be below zero", column=c.name, value=str(value))
        elif c.kind in _LARGEST and abs(value) > _LARGEST[c.kind]:
            yield Problem("too_large", f"{c.name} is larger than can be meant", column=c.name, value=str(value))
        elif c.kind is Kind.WEEKDAYS:
            try:
                parse_weekdays(value)
            except ValueError as error:
                yield Problem("bad_weekdays", str(error), column=c.name, value=value)


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
        case Settings():
            yield from _settings_problems(record)
        case WorkSession():
            yield from _session_problems(record)
        case Earning(earned_from=first, earned_to=last) if last is not None and last < first:
            yield Problem("ends_before_start", "earned_to lies before earned_from", column="earned_to")
        case Payout():
            if record.amount < 0 or (record.amount == 0 and not record.source):
                # A source may say that a payment was taken back: of the imported one nothing is left.
                yield Problem("not_positive", "a payout's amount is above zero", column="amount")
            if record.fee is not None and record.fee < 0:
                yield Problem("negative", "a fee cannot be below zero", column="fee")
            if record.covers_from and record.covers_to and record.covers_to < record.covers_from:
                yield Problem("ends_before_start", "covers_to lies before covers_from", column="covers_to")
        case Availability(starts_on=first, ends_on=last, kind=kind, weekly_hours=hours):
            if last is not None and last < first:
                yield Problem("ends_before_start", "ends_on lies before starts_on", column="ends_on")
            if kind == AvailabilityKind.AVAILABLE and hours is None:
                yield Problem("missing", "weekly_hours is needed with available", column="weekly_hours")
            if hours is not None and not 0 <= hours <= 168:
                yield Problem("out_of_range", "weekly_hours lie between 0 and 168", column="weekly_hours")
        case ExchangeRate(in_home_currency=rate) if rate <= 0:
            yield Problem("not_positive", "an exchange rate is above zero", column="in_home_currency")
        case Transfer(amount_out=out) if out < 0:
            yield Problem("negative", "amount_out is not below zero", column="amount_out")
        case Platform(pay_cycle=cycle, pay_cycle_ends=ends, pay_delay_days=delay, fee_percent=fee):
            yield from _cycle_problems(cycle, ends)
            yield from _outside("pay_delay_days", delay, 366)
            yield from _outside("fee_percent", fee, 100)
        case Project(advertised_low=low, advertised_high=high, promised_weekly_hours=promised):
            if low is not None and high is not None and high < low:
                yield Problem("range_reversed", "advertised_high is below advertised_low", column="advertised_high")
            yield from _outside("promised_weekly_hours", promised, 168)
        case _:
            pass


def _outside(column: str, value: Decimal | int | None, most: int, least: int = 0) -> Iterator[Problem]:
    if value is not None and not least <= value <= most:
        yield Problem("out_of_range", f"{column} lies between {least} and {most}", column=column, value=str(value))


def _settings_problems(s: Settings) -> Iterator[Problem]:
    yield from _outside("standard_week_hours", s.standard_week_hours, 168, 1)
    yield from _outside("standard_year_weeks", s.standard_year_weeks, 53, 1)
    yield from _outside("tax_rate_percent", s.tax_rate_percent, 100)


def _session_problems(s: WorkSession) -> Iterator[Problem]:
    if s.minutes is not None and s.minutes < 0:
        yield Problem("negative", "minutes cannot be below zero", column="minutes")
    if s.amount is not None and s.amount < 0:
        text = "a session's amount is not below zero: enter what was taken back as an adjustment"
        yield Problem("negative", text, column="amount")
    if s.counted_minutes is not None and s.counted_minutes < 0:
        yield Problem("negative", "counted_minutes cannot be below zero", column="counted_minutes")
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
