"""What an importer is, and what it hands on.

    bytes ── reading.decode ──> Text ── registry.recognise ──> Importer.parse ──> ParsedBatch
          ──> rules.assign (client, project, tag, payer -> platform / project / activity) ──> Assigned
          ──> plan.plan_import (against what the ledger has) ──> ImportPlan

An importer never looks at the ledger, a clock or a file: it gets text and options and returns rows and
problems. It never guesses in silence: what the text does not settle raises `NeedsAnswer`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from tracker.domain import Record
from tracker.errors import Problem
from tracker.importers.identity import amended
from tracker.say import Said

Admit: TypeAlias = Callable[[type[Record], Mapping[str, Any]], Record]
"""Makes the record of a row that an archive holds. Raises Invalid."""


def as_record(record: type[Record], values: Mapping[str, Any]) -> Record:
    return record(**values)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person has said about the files. None means: not said."""

    zone: str | None = None
    """IANA zone of clock times that name none."""
    home_zone: str = "UTC"
    """The ledger's own zone: offered, never taken in silence, for times that name none."""
    dates: str | None = None
    """Order of numeric dates: dmy, mdy or ymd."""
    decimal: str | None = None
    """Decimal sign: "." or ","."""
    platform: str | None = None
    """Platform of rows whose file does not name one."""
    currency: str | None = None
    """Currency (ISO 4217) of money whose file does not name one."""
    format: str | None = None
    """Name of the importer to use, whatever the file looks like."""
    as_of: dt.date | None = None
    """The day of the import: dates without a year are before it. The desk says it, never a clock below."""
    admit: Admit = as_record
    """How rows of an archive become records; the desk has the models of their tables look at them first."""
    of: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What was said of the files of one format only, by its name and the names of these options."""

    def of_format(self, name: str) -> ReadOptions:
        """What was said, with what was said of files of this format."""
        return replace(self, **self.of[name]) if name in self.of else self


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file. `name` is the file's name without its folder."""

    name: str
    text: str
    encoding: str
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What one format has found out about it and others ask too."""


class Facts(NamedTuple):
    """What a rule may look at in one source row; empty if the source has none."""

    client: str = ""
    project: str = ""
    tag: str = ""
    task: str = ""
    description: str = ""
    payer: str = ""
    contract: str = ""
    team: str = ""
    account: str = ""
    code: str = ""


UNASSIGNED = "?"
"""Platform of a row whose file does not say whose it is, until a rule or a person does."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def one_line(name: str) -> str | None:
    """A name in a cell, without the breaks of lines that a spreadsheet puts there; None for an empty one."""
    return " ".join(name.split()) or None


class SourceRow(NamedTuple):
    """One row as read.

    `record.platform` is `UNASSIGNED` where rules must say it. `source_id` is the source's own id, or "" if it has
    none: then the plan makes one from the hash of `content` and its ordinal among identical rows.
    `content` is the row in its file's own words (`columns.Row.words`), before zone, order of dates, rules or a
    platform are applied: two rows with the same content are the same row; later edits in the ledger do not
    touch it. `status` is kept out of it.
    `slot` names the same place in the source (source, start, platform …) where other content is a conflict.
    `state` is the status of a record that has no such column ("reversed"), kept out of `content` likewise; where
    a later file has another one, the columns in `updates` are written to the stored row.
    `returns`: the source's id of the payment that this row takes back; without that payment it is left out.
    `doubtful`: money of which only a rule that names its payer may say that it is pay.
    `proposed`: its source does not know whether it is work; it is a question (`outcomes`), never stored by itself.
    `settled`: the columns of the record that rules set.
    """

    line: int
    record: Record
    facts: Facts
    content: str
    source_id: str = ""
    slot: str = ""
    state: str = ""
    updates: tuple[str, ...] = ()
    returns: str = ""
    doubtful: bool = False
    proposed: bool = False
    settled: Mapping[str, Any] = _NOTHING

    @property
    def placed(self) -> Record:
        """The record with what rules set in it."""
        return amended(self.record, **self.settled) if self.settled else self.record

    def place(self) -> tuple[str | None, str | None]:
        """Platform and project, as rules or the row itself say."""
        record, settled = self.record, self.settled
        return (
            settled["platform"] if "platform" in settled else getattr(record, "platform", None),
            settled["project"] if "project" in settled else getattr(record, "project", None),
        )


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that is deliberately not imported: reason is one of `REASONS`.

    `seconds` and `amount` (units of `currency`) are what it would have brought, as far as it says.
    """

    line: int
    reason: str
    seconds: int = 0
    amount: int = 0
    currency: str = ""


REASONS: Mapping[str, str] = {
    "total": "a total row, already in the rows it sums up",
    "memo": "a memo, hold or authorisation: no money moved",
    "not_completed": "not completed",
    "not_assigned": "no rule tells whose work this is; nothing of this is stored",
    "not_work": "a rule says it is not work",
    "outgoing": "money that went out to somebody else",
    "no_pay": "money that came in and is not pay: a purchase refunded, a loan, your own money for a purchase",
    "conversion": "one side of a currency conversion, kept with the other",
    "empty": "an empty row",
    "balance": "a balance, no movement",
    "running": "a timer that is still running",
    "ahead": "an event that is not over yet",
    "all_day": "an event of whole days, without clock times",
    "called_off": "an event that was cancelled, declined or never settled",
    "deleted": "a record that was deleted at its source",
    "free": "an event during which the calendar shows you as free",
    "fee": "a fee, kept with the money it was taken from",
    "header": "the names of the columns once more",
    "above": "a row that is above the repeated names of the columns too, word for word",
    "not_mine": "the row of somebody else",
    "not_income": "no income, as its word was sorted",
    "no_amount": "a row without a sum",
    "part": "a part of another row, already in it",
    "repeated": "a sum that is on several lines and counts once",
    "no_receipt": "a mail that does not tell of money that came in",
    "break": "a break or day off in a time tracker",
    "no_payment": "money that went back for a payment that is not in the ledger: import that, then this again",
    "already_back": "money that went back for a payment that its source has taken back whole",
}


@dataclass(frozen=True, slots=True)
class ParsedBatch:
    """All rows of one file: each is in exactly one of rows, ignored, rejected (problems by line)."""

    format: str
    source: str
    rows: tuple[SourceRow, ...]
    problems: tuple[Problem, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    notes: tuple[Said | str, ...] = field(default=())
    """Plain sentences on how the file was read: zone, date order, what was left out."""
    charges: Mapping[int, tuple[str, int, str]] = field(default_factory=dict)
    """By the line of an ignored row: the id of a payment of another file, and the charge (units, currency)."""
    perhaps: tuple[SourceRow, ...] = ()
    """Ignored rows that count where the payment that they name, or are, is in the ledger or in another file."""
    void: tuple[str, ...] = ()
    """Ids of rows that the file says are cancelled or deleted, and of events all of whose times are."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure an importer is that a file is its own, 0 to 1, and why."""

    certainty: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a person is told of a format before she has a file of it."""

    becomes: str
    """What its rows become: "work sessions", "payouts, transfers" …"""
    get: str
    """How to get the file from its site or program, click by click."""
    times: str
    """In which zone its days and clock times are, and what is asked."""
    confirmed: str = ""
    """By what the layout is known: a real file, a tool's own test files; "" while it is unconfirmed."""


class Importer(Protocol):
    """One export format. `name` is what `--format` takes; `title` is what a person reads."""

    name: str
    title: str
    about: About

    def recognise(self, text: Text) -> Recognition: ...

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch: ...
