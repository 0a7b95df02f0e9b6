"""What becomes of each row of a file, as types."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tracker.domain import Record, Rule
from tracker.errors import InputError, Problem, TrackerError
from tracker.say import Said


@dataclass(frozen=True, slots=True)
class New:
    """A row to insert. `content` and `slot` go into the store's columns of these names (None: not sourced)."""

    line: int
    record: Record
    content: str | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """The ledger's row `row` gets `changes` (column, value); None if a New of this plan took them in."""

    line: int
    record: Record
    row: int | None
    changes: tuple[tuple[str, Any], ...]
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Already there: the ledger's row, or None for a row of this same import."""

    line: int
    record: Record
    row: int | None


KEEP, REPLACE, ADD = "keep", "replace", "add"

CHOICES: dict[str, tuple[tuple[str, ...], str]] = {
    "same_id": ((KEEP, REPLACE, ADD), REPLACE),
    "same_slot": ((KEEP, REPLACE, ADD), REPLACE),
    "moved": ((KEEP, REPLACE, ADD), REPLACE),
    "part_of": ((KEEP, ADD), ADD),
    "read_otherwise": ((KEEP, REPLACE), REPLACE),
    "other_place": ((KEEP, REPLACE, ADD), KEEP),
    "typed_match": ((KEEP, ADD), KEEP),
    "same_payment": ((KEEP, ADD), KEEP),
    "same_expense": ((KEEP, ADD), KEEP),
    "withdrawal": ((KEEP, ADD), KEEP),
    "arrived": ((REPLACE, ADD), REPLACE),
    "other_report": ((KEEP, ADD), KEEP),
    "other_values": ((KEEP, REPLACE), KEEP),
    "in_this_import": ((KEEP, ADD), KEEP),
    "proposed": ((KEEP, ADD), KEEP),
    "deposit": ((KEEP, REPLACE, ADD), REPLACE),
    "maybe_deposit": ((KEEP, REPLACE, ADD), KEEP),
    "owed": ((KEEP, REPLACE), REPLACE),
    "maybe_owed": ((KEEP, REPLACE), KEEP),
}
"""Of each kind of conflict the possible answers, and the one that is proposed."""

DEPOSIT = "deposit"
"""The kind of a deposit that is clearly a payment which is known."""
OWED = "owed"
"""That of a deposit that is clearly pay which is owed."""
CLEAR = (DEPOSIT, OWED)
ONE_BY_ONE = ("maybe_deposit", "maybe_owed")
"""Kinds that are taken for what they seem to be one by one, never with all others."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A payment that came by a deposit: row `row` of the ledger, or `record` of this import.

    It gets `changes` and the hashes of its deposits as its `slot`. `day`, `amount` and `currency` are those it has
    until then; `fee`: what will be missing of its amount, None if the deposit is in another currency.
    """

    row: int | None
    record: Record | None
    changes: tuple[tuple[str, Any], ...]
    slot: str
    platform: str
    project: str
    day: dt.date
    amount: int
    currency: str
    fee: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a deposit is, it seems: `payments` (several where they came in one), by so many `deposits` together.

    `claimed`: a rule says whose the payer is, so that it may be stored as a payment of its own. `rule`: what is learnt
    of its payer if it is confirmed.
    """

    payments: tuple[Raised, ...]
    payer: str
    deposits: int
    claimed: bool
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that seems to be one that is there. Nothing is written while `keep`.

        kind           the ledger (or another file of this import) has
        same_id        the same source and id, with other content
        same_slot      the same source, start and platform, with other content
        moved          a row of this source that the file no longer has, and this one is like it
        part_of        a row that another row of the file has the place of, and this one is in it
        read_otherwise the same row of the file, read with another zone, order of dates or platform
        other_place    the same words for another platform or project
        typed_match    the same platform, day and time (or money), typed
        same_payment   the same payment, gross or net, from another source
        same_expense   an expense of the same day and sum, with another text
        withdrawal     the transfer that this payment is the arrival of
        arrived        a payment that is the arrival of this transfer
        other_report   work of the same days from another report
        other_values   the same platform, project, rule … with other values (archive)
        in_this_import as same_id or same_slot, in another file
        proposed       nothing like it: whether it is work, its source does not know
        deposit        the payment that this deposit brought, clearly (`arrival`)
        maybe_deposit  the payment that it may have brought
        owed           work whose pay this deposit clearly is, and no payment yet: `replace` stores the record
        maybe_owed     work whose pay it may be

    `row` is the row of `table` ("": the record's own) in the ledger, None if `other` is in this import.
    `replace` writes `changes`, `content` and `slot` to the ledger's row; if that is of another table, it is
    removed and the record added. `add` writes the record beside it, under the id `spare` if it has one,
    because its own is taken. A kind that cannot be kept has no choice ("") until somebody says which.
    """

    line: int
    record: Record
    row: int | None
    kind: str
    changes: tuple[tuple[str, Any], ...] = ()
    content: str | None = None
    slot: str | None = None
    choice: str = KEEP
    table: str = ""
    other: Record | None = None
    spare: str = ""
    arrival: Arrival | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        free = self.spare or self.kind not in ("same_id", "in_this_import")
        free = free and (self.arrival is None or self.arrival.claimed)
        return tuple(c for c in CHOICES[self.kind][0] if c != ADD or free)

    @property
    def proposed(self) -> str:
        return CHOICES[self.kind][1]

    @property
    def is_owed(self) -> bool:
        """Whether it is pay that is owed, of which no payment tells yet."""
        return self.kind in (OWED, ONE_BY_ONE[1])

    @property
    def is_pay(self) -> bool:
        """Whether it was confirmed to be that."""
        return self.is_owed and self.choice == REPLACE

    @property
    def stored(self) -> bool:
        """Will the record be written?"""
        return self.choice in (REPLACE, ADD)

    @property
    def removes(self) -> tuple[str, int] | None:
        """The row of another table that goes when this one comes."""
        if self.choice == REPLACE and self.table and self.row is not None:
            return self.table, self.row
        return None

    def answer(self, wanted: str) -> Conflict:
        """The conflict answered so, if it can be; a part takes the file's side by being added."""
        if wanted == REPLACE and REPLACE not in self.choices and self.proposed == ADD:
            wanted = ADD
        return replace(self, choice=wanted) if wanted in self.choices else self

    def answer_with_all(self, wanted: str) -> Conflict:
        """The conflict answered like all others of its import, if that can be."""
        return self if self.kind in ONE_BY_ONE and wanted == REPLACE else self.answer(wanted)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that is left out, with the time and money that it would have brought."""

    line: int
    reason: str
    seconds: int = 0
    amount: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    problem: Problem


Outcome: TypeAlias = New | Updated | Duplicate | Conflict | Ignored | Rejected


TABLES = ("unknown_format", "no_header", "open_questions")
"""Codes of files that may be tables all the same: a mapping reads them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not read, the code of its error, and why."""

    file: str
    code: str
    why: Said

    @classmethod
    def of(cls, file: str, error: InputError) -> Unread:
        """The file of an error, else the one that was tried."""
        return cls(error.file or file, error.code, TrackerError.sentence(error))

    @property
    def is_table(self) -> bool:
        """Whether a mapping may read it."""
        return self.code in TABLES

    def json(self) -> dict[str, Any]:
        return {"file": self.file, "code": self.code, "why": self.why}
