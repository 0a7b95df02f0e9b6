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

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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


class Moves(StrEnum):
    NEXT = "next"
    BEFORE = "before"
    STAYS = "stays"


class HolidayCalendar(StrEnum):
    FED = "fed"
    ECB = "ecb"
    GB = "gb"
    IN = "in"
    TR = "tr"


class PayKind(StrEnum):
    HOURLY = "hourly"
    TASK = "task"
    BONUS = "bonus"
    MILESTONE = "milestone"


class CountsFrom(StrEnum):
    CYCLE_END = "cycle_end"
    EARNED = "earned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    INVOICED = "invoiced"
    RELEASED = "released"


class DaysIn(StrEnum):
    DAYS = "days"
    BUSINESS_DAYS = "business_days"


class DisputeFrom(StrEnum):
    EARNED = "earned"
    CYCLE_END = "cycle_end"
    REVIEWED = "reviewed"
    PAID = "paid"


class Hand(StrEnum):
    FIRST = "first"
    SECOND = "second"
    TOOL = "tool"
    OWN = "own"


class Stage(StrEnum):
    ASKED = "asked"
    SENT = "sent"
    ARRIVED = "arrived"


class Place(StrEnum):
    WALLET = "wallet"
    PAYPAL = "paypal"
    BANK = "bank"


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


class RuleField(StrEnum):
    CLIENT = "client"
    PROJECT = "project"
    TAG = "tag"
    TASK = "task"
    DESCRIPTION = "description"
    PAYER = "payer"
    CONTRACT = "contract"
    TEAM = "team"
    ACCOUNT = "account"
    CODE = "code"


INTEGERS = frozenset({Kind.MONEY, Kind.MINUTES, Kind.COUNT, Kind.YESNO})
"""Kinds that the store holds as whole numbers; all others are text there."""
TEXTS = frozenset({Kind.TEXT, Kind.NAME})
"""Kinds whose text a person typed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as archive, store, forms and docs know it.

    `title` is what a form calls it, `help` what it holds. A value is above `above`, and from `least` to `most`, in
    the unit of its kind, where these are given.
    """

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...]
    title: str
    help: str
    above: int | None = None
    least: int | None = None
    most: int | None = None


def col(
    kind: Kind,
    title: str,
    help: str,
    *,
    need: bool = False,
    choices: type[StrEnum] | None = None,
    above: int | None = None,
    least: int | None = None,
    most: int | None = None,
) -> Any:
    """A dataclass field that knows its column; optional columns default to None."""
    names = () if choices is None else tuple(c.value for c in choices)
    meta = {
        "kind": kind, "choices": names, "title": title, "help": help, "above": above, "least": least, "most": most,
    }  # fmt: skip
    return field(metadata=meta) if need else field(default=None, metadata=meta)
