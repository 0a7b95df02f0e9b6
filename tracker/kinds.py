"""Kinds of values and choices of the ledger, and what a column is: the words that its definition is written in.

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

from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self


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


class Choice(StrEnum):
    """A value of a closed list: as it is stored, and in words (`said`)."""

    said: str

    def __new__(cls, value: str, said: str = "") -> Self:
        made = str.__new__(cls, value)
        made._value_, made.said = value, said
        return made


class PayModel(Choice):
    HOURLY = "hourly", "by the hour"
    PER_TASK = "per_task", "by the task"
    FIXED = "fixed", "one sum in all"
    STIPEND = "stipend", "a sum each month"


class Event(Choice):
    APPLIED = "applied", "you applied"
    INTERVIEWED = "interviewed", "interview"
    ASSESSED = "assessed", "assessment"
    OFFERED = "offered", "offered"
    DECLINED = "declined", "declined"
    ONBOARDED = "onboarded", "onboarding"
    STARTED = "started", "started"
    PAUSED = "paused", "paused"
    RESUMED = "resumed", "resumed"
    RATE_CHANGED = "rate_changed", "rate changed"
    CANCELLED = "cancelled", "cancelled"
    COMPLETED = "completed", "completed"
    LEFT = "left", "you left"
    DEACTIVATED = "deactivated", "access taken away"


class Moves(Choice):
    NEXT = "next", "to the next business day"
    BEFORE = "before", "to the business day before"
    STAYS = "stays", "not at all"


class HolidayCalendar(Choice):
    FED = "fed", "the United States (Federal Reserve)"
    ECB = "ecb", "the euro area (ECB)"
    GB = "gb", "the United Kingdom"
    IN = "in", "India"
    TR = "tr", "Turkey"


class PayKind(Choice):
    HOURLY = "hourly", "pay by the hour"
    TASK = "task", "pay by the task"
    BONUS = "bonus", "bonuses"
    MILESTONE = "milestone", "milestones"


class CountsFrom(Choice):
    CYCLE_END = "cycle_end", "the end of the pay period"
    EARNED = "earned", "the day it was earned"
    SUBMITTED = "submitted", "the day it was handed in"
    APPROVED = "approved", "the day it was approved"
    INVOICED = "invoiced", "the day it was invoiced"
    RELEASED = "released", "the day it was released"


class DaysIn(Choice):
    DAYS = "days", "days of the calendar"
    BUSINESS_DAYS = "business_days", "business days"


class DisputeFrom(Choice):
    EARNED = "earned", "the day it was earned"
    CYCLE_END = "cycle_end", "the end of the pay period"
    REVIEWED = "reviewed", "the day it was reviewed"
    PAID = "paid", "the day it was paid"


class Hand(Choice):
    FIRST = "first", "the platform"
    SECOND = "second", "somebody else"
    TOOL = "tool", "a program"
    OWN = "own", "your own contract"


class Stage(Choice):
    ASKED = "asked", "asked for"
    SENT = "sent", "sent"
    ARRIVED = "arrived", "arrived"


class Language(Choice):
    """Languages that the app speaks, each by its own name."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"
    FRENCH = "fr", "Français"
    PORTUGUESE = "pt_BR", "Português (Brasil)"
    FILIPINO = "fil", "Filipino"


class Place(Choice):
    WALLET = "wallet", "a wallet"
    PAYPAL = "paypal", "PayPal"
    BANK = "bank", "a bank account"


class Activity(Choice):
    TASK = "task", "paid work"
    APPLICATION = "application", "application"
    INTERVIEW = "interview", "interview"
    ASSESSMENT = "assessment", "assessment"
    ONBOARDING = "onboarding", "onboarding"
    TRAINING = "training", "training"
    SEARCHING = "searching", "searching for work"
    WAITING = "waiting", "waiting"
    REWORK = "rework", "rework"
    COMMUNICATION = "communication", "messages and calls"
    ADMIN = "admin", "paperwork"
    DISPUTE = "dispute", "dispute"


class Status(Choice):
    PENDING = "pending", "pending"
    APPROVED = "approved", "approved"
    REJECTED = "rejected", "rejected"
    REMOVED = "removed", "removed"


class Evidence(Choice):
    TYPED = "typed", "typed"
    FILE = "file", "from a file"
    DEPOSIT = "deposit", "by a deposit"


class EarningKind(Choice):
    MILESTONE = "milestone", "milestone"
    STIPEND = "stipend", "stipend"
    BONUS = "bonus", "bonus"
    REFERRAL = "referral", "referral"
    ADJUSTMENT = "adjustment", "adjustment"


class PayoutKind(Choice):
    PAYOUT = "payout", "payment"
    CLAWBACK = "clawback", "taken back"
    REIMBURSEMENT = "reimbursement", "expense paid back"
    WRITE_OFF = "write_off", "given up"


class AvailabilityKind(Choice):
    AVAILABLE = "available", "available for work"
    TIME_OFF = "time_off", "time off"


class QueueOutcome(Choice):
    NOTHING_OFFERED = "nothing_offered", "nothing offered"
    OFFERED = "offered", "work offered"


class RepeatAnswer(Choice):
    LOGGED = "logged", "logged"
    LEFT_OUT = "left_out", "left out"


class PayCycle(Choice):
    NONE = "none", "no fixed pay day"
    WEEKLY = "weekly", "every week"
    BIWEEKLY = "biweekly", "every two weeks"
    SEMIMONTHLY = "semimonthly", "on the 15th and the last day"
    MONTHLY = "monthly", "every month"


class RuleField(Choice):
    CLIENT = "client", "Client"
    PROJECT = "project", "Project"
    TAG = "tag", "Tag"
    TASK = "task", "Task"
    DESCRIPTION = "description", "Description"
    PAYER = "payer", "Payer"
    CONTRACT = "contract", "Contract"
    TEAM = "team", "Team"
    ACCOUNT = "account", "Account"
    CODE = "code", "Code"


INTEGERS = frozenset({Kind.MONEY, Kind.MINUTES, Kind.COUNT, Kind.YESNO})
"""Kinds that the store holds as whole numbers; all others are text there."""
TEXTS = frozenset({Kind.TEXT, Kind.NAME})
"""Kinds whose text a person typed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as archive, store, forms and docs know it.

    `title` is what a form calls it, `help` what it holds. A value is above `above`, and from `least` to `most`, in
    the unit of its kind, where these are given. `day_will_do`: it takes a day if an instant is not known.
    """

    name: str
    kind: Kind
    required: bool
    choices: tuple[Choice, ...]
    title: str
    help: str
    above: int | None = None
    least: int | None = None
    most: int | None = None
    day_will_do: bool = False

    def choice(self, value: str) -> Choice:
        """The one of the choices that a value is."""
        return self.choices[self.choices.index(value)]


def col(
    kind: Kind,
    title: str,
    help: str,
    *,
    need: bool = False,
    choices: type[Choice] | None = None,
    above: int | None = None,
    least: int | None = None,
    most: int | None = None,
    day_will_do: bool = False,
) -> Any:
    """A dataclass field that knows its column; optional columns default to None."""
    meta: dict[str, Any] = {"kind": kind, "choices": tuple(choices or ()), "title": title, "help": help}
    meta |= {"above": above, "least": least, "most": most, "day_will_do": day_will_do}
    return field(metadata=meta) if need else field(default=None, metadata=meta)


def columns(record: type[Any]) -> tuple[Column, ...]:
    """The columns of a record class, in the archive's order."""
    if record not in _COLUMNS:
        described = (Column(f.name, required=f.default is MISSING, **f.metadata) for f in fields(record))
        _COLUMNS[record] = tuple(described)
    return _COLUMNS[record]


_COLUMNS: dict[type[Any], tuple[Column, ...]] = {}
