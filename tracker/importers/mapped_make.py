"""Rows of a mapped table as records of the ledger, one after the other, and what is left out of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tracker.domain import (
    NOT_WORK,
    RULE_FIELDS,
    Earning,
    EarningKind,
    Evidence,
    Expense,
    Payout,
    PayoutKind,
    WorkSession,
)
from tracker.errors import InputError, Invalid
from tracker.importers import vocabulary
from tracker.importers.base import UNASSIGNED, Facts, IgnoredRow, SourceRow
from tracker.importers.cell_currency import allowed_by
from tracker.importers.columns import BadCell, Row, Sheet
from tracker.importers.formats.common import Told
from tracker.importers.identity import normal, start_slot
from tracker.importers.mapped_cells import COINS
from tracker.importers.mapped_row import Seen
from tracker.importers.mapped_signs import Balance, Ways, made_sum, meaning
from tracker.importers.mapped_time import times
from tracker.importers.mapping import FEES, Entry, Mapping, word_key
from tracker.importers.returns import REVERSED, clawback
from tracker.say import Said, Word
from tracker.words import parse_currency

_FILE = Evidence.FILE.value
_MORE = (("counted_minutes", "counted"), ("tasks", "tasks"), ("submitted_on", "submitted"), ("approved_on", "approved"))
"""Columns of a session that are what a field says, and that few files have."""
NOTHING = Entry()
_LEFT_OUT = {
    "not yet": "not_completed", "not income": "not_income", "not mine": "not_mine",
    "part of another row": "part", "neither": "not_income",
}  # fmt: skip
"""What a word leaves out, by its meaning."""
_LEAST = ("approved", "pending", "rejected", "removed")
"""The states of a row from what is paid to what is not."""
_STATUS = {"not yet": "pending", "paid": "approved"}
"""What was said of payments, of hours and earnings."""


@dataclass(slots=True)
class _Sums:
    """What the rows so far come to."""

    amount: int = 0
    seconds: int = 0

    def come_to(self, amount: int, seconds: int) -> bool:
        """Whether they are this much, in money or in time."""
        return (amount != 0 and amount == self.amount) or (seconds != 0 and seconds == self.seconds)


@lru_cache(maxsize=8_192)
def _mark(cell: str) -> str:
    """A cell as it is compared with the words for totals and balances."""
    return word_key(cell).strip(" :.")


_BALANCE, _GROUP, _TOTAL = 1, 2, 4


@lru_cache(maxsize=8_192)
def _called(cell: str) -> int:
    """What a cell calls its row: a balance, a total or that of a group, a total that counts if it adds up."""
    mark = _mark(cell)
    if vocabulary.says_nothing(mark):
        return 0
    balance, group = vocabulary.called_balance(mark), vocabulary.is_total(mark)
    return _BALANCE * balance | _GROUP * group | _TOTAL * vocabulary.called_total(mark)


def _calls(row: Row) -> int:
    """What the cells of a row call it; none that begins with a digit says anything of that."""
    found = 0
    for cell in row.cells:
        if cell and not cell[0].isdigit():
            found |= _called(cell)
    return found


class Maker:
    """One mapped row after the other. `notes` says afterwards how they were read."""

    def __init__(self, mapping: Mapping, zone: str, sheet: Sheet) -> None:
        self.mapping, self.zone, self.told = mapping, zone, Told()
        self._ways = Ways.of(sheet, mapping)
        self._header = [_mark(h) for h in sheet.table.header]
        self._words = [(f"words {i}", w) for i, w in enumerate(mapping.words) if w.role != "direction"]
        self.perhaps: list[SourceRow] = []
        """Payments that are not income by their state: an earlier file may have them as ones that came."""
        self._once: dict[str, int | None] = {}
        self._fixed: dict[str, Any] = {}
        self._given = given = {*mapping.columns, *mapping.constants}
        self._facts = [n for n in RULE_FIELDS if n in given]
        self._more = [(column, name) for column, name in _MORE if name in given]
        states = (at for at, w in self._words if w.role in ("status", "state"))
        self._moving = [n for n in ("status", *states) if n in sheet.bound]
        self._sums, self._since = _Sums(), _Sums()
        self._balance = Balance(mapping) if mapping.kind == "payout" else None
        made: dict[str, Callable[[Seen], Any]] = {
            "work_session": self._session,
            "earning": self._earning,
            "payout": self._payout,
            "expense": self._expense,
        }
        self._record = made[mapping.kind]
        self._one_currency()

    def _one_currency(self) -> None:
        """Refuse a constant that is not the currency which the name of a sum's column names."""
        said = self.mapping.constants.get("currency")
        for field in ("amount", "amount_out", *FEES, "rate"):
            named = allowed_by(self.mapping.columns.get(field, ""))
            if said and named and parse_currency(said) not in named:
                raise InputError(
                    "{columns} names {named}, but the mapping says {said}.",
                    hint="Give only one of them.",
                    code="currency_conflict",
                    column=self.mapping.columns[field],
                    columns=Word(self.mapping.columns[field]),
                    named=Word(_one_of(named)),
                    said=Word(said),
                )

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        seen = Seen(row, self._entry(row) if self.mapping.lookups else NOTHING, self.mapping, self._fixed, self._given)
        made = self._made(seen, _calls(row))
        return self._leave(seen, made) if isinstance(made, IgnoredRow) else made

    def _made(self, seen: Seen, calls: int) -> SourceRow | IgnoredRow:
        row = seen.row
        if self._balance:
            self._balance.begin(row)
            if calls & _TOTAL and self._balance.is_total():
                return IgnoredRow(row.line, "total")
        if reason := self._no_entry(row, calls) or self._left_out(row):
            if self.mapping.kind == "payout" and reason == "not_income" and self._is_void(row):
                self._void(seen)
            return IgnoredRow(row.line, reason)
        if seen.platform == NOT_WORK:
            return IgnoredRow(row.line, "not_work")
        try:
            record = self._record(seen)
        except Invalid as wrong:  # a sum of hours is not a session, and none is asked for
            if reason := self._surplus(row, calls, wrong.values.get("amount"), wrong.values.get("minutes")):
                return IgnoredRow(row.line, reason)
            raise
        if isinstance(record, IgnoredRow):
            return record
        if reason := self._surplus(row, calls, getattr(record, "amount", None), getattr(record, "minutes", None)):
            return IgnoredRow(row.line, reason)
        return self._row(seen, record)

    def _surplus(self, row: Row, calls: int, amount: int | None, seconds: int | None) -> str:
        """Why a row adds nothing: it is the sum of the rows before it, or an invoice's other line."""
        if self._adds_up(row, calls, amount or 0, seconds or 0):
            return "total"
        return "repeated" if self.mapping.once_per and self._again(row) else ""

    def _row(self, seen: Seen, record: Any) -> SourceRow:
        if "currency" in self.mapping.columns and seen.row.raw("currency").upper() in COINS:
            self.told.add("Sums in coins such as USDC were taken in the currency that they stand for: {n}.")
        facts = Facts(**{name: str(seen.get(name) or "") for name in self._facts})
        content = seen.row.whole(*self._moving)
        return SourceRow(seen.row.line, record, facts, content, seen.text("id") or "", _slot(record, facts))

    def _is_void(self, row: Row) -> bool:
        return any(w.role == "state" and meaning(row, at, w) == "not income" for at, w in self._words)

    def _void(self, seen: Seen) -> None:
        try:
            record = self._payout(seen)
        except (BadCell, InputError):
            return
        if isinstance(record, Payout) and record.kind == PayoutKind.PAYOUT:
            self.perhaps.append(self._row(seen, record)._replace(state=REVERSED))

    # --- what is not an entry ---

    def _no_entry(self, row: Row, calls: int) -> str:
        """The reason why a row is none: the header again, a balance, a total without a day."""
        if _mark(row.cells[0]) == self._header[0] and list(map(_mark, row.cells[: len(self._header)])) == self._header:
            return "header"
        if calls & _BALANCE:
            return "balance"
        if not calls & _GROUP:
            return ""
        days = [row.raw(f) for f in ("date", "start") if f in self.mapping.columns]
        return "" if any(day and not vocabulary.is_total(_mark(day)) for day in days) else "total"

    def _left_out(self, row: Row) -> str:
        """The reason that the words of a row give to leave it out."""
        found = [meaning(row, at, words) for at, words in self._words]
        waits = "" if self.mapping.kind in ("payout", "expense") else "not yet"  # earned, and to be paid yet
        return next((_LEFT_OUT[m] for m in found if m in _LEFT_OUT and m != waits), "")

    def _adds_up(self, row: Row, calls: int, amount: int, seconds: int) -> bool:
        """Whether a row that is called a total is the sum of the rows before it; refused where its empty cell says so
        and it is another sum.
        """
        sums, since, name = self._sums, self._since, "total_without"
        unnamed = bool(self.mapping.total_without) and not row.raw(name)
        called = unnamed or calls & _TOTAL
        if called and (sums.come_to(amount, seconds) or since.come_to(amount, seconds)):
            self._since = _Sums()
            return True
        if unnamed:
            raise row.problem(name, "sum_differs", "it is not the sum of the rows above it")
        for kept in (sums, since):
            kept.amount += amount
            kept.seconds += seconds
        return False

    def _again(self, row: Row) -> bool:
        """Whether the sum of a row is on an earlier line of the same invoice; refused where it is another."""
        key, units = row.raw("once_per"), made_sum(row, self.mapping)
        if not key:
            return False
        if key not in self._once:
            self._once[key] = units
            return False
        if self._once[key] != units:
            text = Said("an earlier line of {key} has another sum, though it is to count once", key=Word(key))
            raise row.problem("amount", "two_sums", text)
        return True

    def _leave(self, seen: Seen, ignored: IgnoredRow) -> IgnoredRow:
        """What is left out, with its sum as far as it can be read."""
        if ignored.reason == "header" or not self.mapping.has("amount", "amount_out"):
            return ignored
        try:
            units, code = made_sum(seen.row, self.mapping) or 0, seen.currency("amount", "amount_out")
        except (BadCell, InputError):
            return ignored
        return replace(ignored, amount=units, currency=code or "")

    def notes(self) -> list[Said | str]:
        """Sentences on how the rows were read."""
        return self.told.sentences()

    # --- what a row is known by ---

    def _entry(self, row: Row) -> Entry:
        """What the lookups say of the row; earlier ones first."""
        merged = NOTHING
        for i, lookup in enumerate(self.mapping.lookups):
            found = lookup.find(row.raw(f"lookup {i}"))
            if found is not None:
                merged = found if merged == NOTHING else _merge(merged, found)
        return merged

    # --- records ---

    def _session(self, seen: Seen) -> WorkSession:
        when = times(seen, self.zone, self.told)
        own = seen.get("rate")
        paid = seen.entry.paid is not False
        rate = own if own is not None else seen.entry.session_rate
        amount = seen.get("amount")
        return WorkSession(
            platform=seen.platform,
            project=seen.project,
            worked_on=when.day,
            worked_until=when.until,
            started_at=when.start,
            ended_at=when.end,
            minutes=when.seconds,
            activity=seen.get("activity") or seen.entry.kind_of_work,
            rate=rate if paid else None,
            amount=amount if paid else None,
            currency=seen.currency("amount", "rate") if paid and (rate or amount is not None) else None,
            status=self._status(seen),
            evidence=_FILE,
            note=seen.text("note") or seen.text("description"),
            **{column: seen.get(name) for column, name in self._more},
        )

    def _status(self, seen: Seen) -> str | None:
        """As the words of its columns were sorted, of several what is least; else as the column says by itself."""
        found = [meaning(seen.row, at, w) for at, w in self._words if w.role in ("status", "state")]
        said = [_STATUS.get(m, m) for m in found]
        return max(said, key=_LEAST.index) if said else seen.get("status")

    def _earning(self, seen: Seen) -> Earning | IgnoredRow:
        amount = self._ways.amount(seen.row)
        if amount is None or (not amount and self._ways.direction):
            return IgnoredRow(seen.row.line, "no_amount" if amount is None else "not_income")
        if amount < 0 and (self._ways.direction or self._went_out(seen)):
            return IgnoredRow(seen.row.line, "outgoing")
        return Earning(
            platform=seen.platform,
            project=seen.project,
            kind=self._kind(seen, EarningKind.MILESTONE),
            earned_from=seen.need("date"),
            earned_to=seen.get("date_until"),
            amount=amount,
            currency=seen.need_currency("amount"),
            due_on=seen.get("due"),
            status=self._status(seen),
            submitted_on=seen.get("submitted"),
            approved_on=seen.get("approved"),
            evidence=_FILE,
            note=seen.text("note") or seen.text("description"),
        )

    def _went_out(self, seen: Seen) -> bool:
        """Whether a sum below zero went out, and was not pay that was taken back."""
        said = self.mapping.below_zero
        back = any(map(vocabulary.GIVEN_BACK.search, seen.row.cells))
        return said in ("outgoing", "income") or (said == "returned" and not back)

    def _kind(self, seen: Seen, usual: EarningKind | PayoutKind) -> str:
        word = (seen.text("kind") or usual.value).casefold()
        if word not in tuple(k.value for k in type(usual)):
            raise seen.row.problem(
                "kind",
                "unknown_value",
                Said("{word} is not one of: {usual}", word=Word(word), usual=Word(", ".join(type(usual)))),
            )
        return word

    def _payout(self, seen: Seen) -> Payout | IgnoredRow:
        amount = self._ways.amount(seen.row)
        if not amount:
            return IgnoredRow(
                seen.row.line, "no_amount" if amount is None or not self._ways.direction else "not_income"
            )
        back = amount < 0
        if back and self._went_out(seen):
            return IgnoredRow(seen.row.line, "outgoing")
        fee = self._ways.fee(seen.row)
        gross = abs(amount) + ((-fee if back else fee) if self.mapping.fee_is == "taken off" else 0)
        currency = seen.need_currency("amount", "amount_out", *FEES)
        if back:
            self.told.add("{n} sums below zero were read as money that was taken back.")
            return clawback(
                seen.need("date"), gross, -fee, currency, platform=seen.platform, project=seen.project,
                evidence=Evidence.DEPOSIT.value, note=seen.text("note") or seen.text("description"),
            )  # fmt: skip
        return Payout(
            platform=seen.platform,
            project=seen.project,
            kind=self._kind(seen, PayoutKind.PAYOUT),
            received_on=seen.need("date"),
            amount=gross,
            fee=fee or None,
            currency=currency,
            covers_from=seen.get("covers_from"),
            covers_to=seen.get("covers_to"),
            evidence=Evidence.DEPOSIT.value,
            note=seen.text("note") or seen.text("description"),
        )

    def _expense(self, seen: Seen) -> Expense | IgnoredRow:
        spent = self._ways.spent(seen.row)
        if not spent:
            return IgnoredRow(seen.row.line, "no_amount")
        if spent < 0:
            self.told.add("{n} sums were read as money that came back: they lower what was spent.")
        return Expense(
            spent_on=seen.need("date"),
            amount=spent,
            currency=seen.need_currency("amount", "amount_out"),
            category=" ".join((seen.text("category") or "other").split()),
            platform=None if seen.platform == UNASSIGNED else seen.platform,
            note=seen.text("note") or seen.text("description"),
        )


def _one_of(codes: frozenset[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else "another currency"


def _merge(first: Entry, second: Entry) -> Entry:
    said = {name: getattr(first, name) for name in Entry.__slots__}
    return Entry(**{n: v if v is not None else getattr(second, n) for n, v in said.items()})


def _slot(record: Any, facts: Facts) -> str:
    """The place of a row in its source: its start, else its day and what it is about."""
    match record:
        case WorkSession(started_at=dt.datetime() as start):
            return start_slot(start)
        case WorkSession(worked_on=day) | Earning(earned_from=day):
            return normal(day, facts.client, facts.project, facts.task, facts.code, facts.contract, facts.tag)
        case _:
            return ""
