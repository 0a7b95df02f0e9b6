"""Files of banks other than tables (OFX, CAMT.053, MT940, QIF): their rows are movements of a money account.

    format ── Movement of each row, balances of each statement ──> BankFile ──> rows, left out, rejected

What a format reads is its own; what comes of it is said here once. A credit that the bank took back is a clawback of
the payment that the same file shows; balances at the beginning and end of a statement are held against its rows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tracker.errors import InputError, Invalid, NeedsAnswer, Problem, UnreadableFile
from tracker.importers.base import IgnoredRow, ParsedBatch, SourceRow
from tracker.importers.columns import Harvest
from tracker.importers.formats.account import MoneyAccount, Movement
from tracker.importers.formats.sorts import Sort
from tracker.importers.numbering import row_hash
from tracker.importers.repeated import with_numbers
from tracker.say import Count, Said

ACCOUNT = "Bank"
MAX_CHARACTERS = 60_000_000
"""So large may a bank's file be: some twenty thousand rows of XML, ten times as many of the others."""
RULE = Said("Give a rule that names who it is from (payer=NAME:PLATFORM, or payer=NAME:- for not work).")
MOVED = Said("Came in by transfer, in cash or at a machine: {n}, {sum}. Your own money, or pay? {rule}", rule=RULE)
ON_CARD = Said(
    "Came in on a credit card or an account of assets: {n}, {sum}. A bill paid, a refund, or pay? {rule}", rule=RULE
)
CALLED_DEBIT = Said("Came in, though the bank calls it a payment or a debit: {n}, {sum}. {rule}", rule=RULE)
_CHANGED = (
    "The balances of {n} statements do not follow from their rows (first in line {line}): rows may be missing, or "
    "sums changed. Compare with the account."
)
_GAP = "Statements are missing: the one in line {line} begins with another balance than the one before it ended with."
Move: TypeAlias = Movement | IgnoredRow


class Balance(NamedTuple):
    """What a statement says that was there at its beginning or end."""

    on: dt.date | None
    units: int
    currency: str


@dataclass(slots=True)
class Statement:
    """One statement of a file: its balances, and what its rows moved in all."""

    line: int
    lane: str
    opening: Balance | None = None
    closing: Balance | None = None
    moved: Counter[str] = field(default_factory=Counter)
    whole: bool = True
    """Whether each of its rows could be read."""

    def follows(self) -> bool:
        """Whether the closing balance is what the rows come to; true where the file does not say."""
        if not (self.opening and self.closing and self.whole) or self.opening.currency != self.closing.currency:
            return True
        return self.opening.units + self.moved[self.closing.currency] == self.closing.units


class _Entry(NamedTuple):
    line: int
    move: Move
    links: frozenset[str]
    """References by which the bank ties rows together."""


@dataclass(slots=True)
class BankFile:
    """The rows of one file. `format` is its importer's name, `name` the file's."""

    format: str
    name: str
    account: MoneyAccount = field(default_factory=lambda: MoneyAccount(ACCOUNT))
    entries: list[_Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, line: int, make: Callable[[], Move], *, links: Iterable[str] = (), shown: str = "") -> Move | None:
        """One row; rejected with its line if `make` raises `InputError` other than a question, and None then."""
        try:
            move = make()
        except NeedsAnswer:
            raise
        except InputError as error:
            self.problems.append(Problem(error.code, error.message, line, error.column, error.value or shown))
            return None
        self.entries.append(_Entry(line, move, frozenset(filter(None, links))))
        return move

    def first_time(self, statement: str) -> bool:
        """Whether a statement, by its whole content, is there for the first time: some files have one twice."""
        new = statement not in self.seen
        self.seen.add(statement)
        return new

    def parsed(self, notes: Iterable[Said | str] = ()) -> ParsedBatch:
        """All rows of the file, as those of every money account."""
        harvest, payments = Harvest(problems=self.problems), _Payments(self.account, self.entries)
        for entry in self.entries:
            self._take(harvest, entry.line, payments.seen(entry))
        harvest.rows = with_numbers(harvest.rows, lambda lines: dict.fromkeys(lines, ()))
        return self.account.finished(harvest, self.format, self.format, [*notes, *self._balances()])

    def _take(self, harvest: Harvest, line: int, move: Move) -> None:
        try:
            made = self.account.take(line, move)
        except Invalid as wrong:
            harvest.problems.append(replace(wrong.problems[0], line=line))
            return
        if isinstance(made, SourceRow):
            harvest.rows.append(made)
        else:
            harvest.ignored.append(made)

    def _balances(self) -> Iterable[str]:
        if broken := [s.line for s in self.statements if not s.follows()]:
            yield _CHANGED.format(n=len(broken), line=min(broken))
        before: dict[tuple[str, str], Balance] = {}
        for statement in self.statements:
            if (opening := statement.opening) and opening.on:
                last = before.get((statement.lane, opening.currency))
                if last and last.on and opening.on >= last.on and last.units != opening.units:
                    yield _GAP.format(line=statement.line)
                    return
            if closing := statement.closing:
                before[statement.lane, closing.currency] = closing


class _Payments:
    """What came in, for what was taken back: by a reference, by payer and sum, or by a sum that is there once."""

    def __init__(self, account: MoneyAccount, entries: Sequence[_Entry]) -> None:
        self._account = account
        self._came = [
            (e, e.move)
            for e in entries
            if isinstance(e.move, Movement) and e.move.sort is Sort.PAYMENT and e.move.amount > 0
        ]
        self._went: dict[tuple[str, int], list[tuple[str, dt.date]]] = {}
        for e in entries:
            if isinstance(e.move, Movement) and e.move.amount < 0:
                self._went.setdefault((e.move.currency, -e.move.amount), []).append((e.move.lane, e.move.on))

    def seen(self, entry: _Entry) -> Move:
        """A row with what the others say of it: the payment that it takes back, or the other end in the same file."""
        move = entry.move
        if not isinstance(move, Movement):
            return move
        if move.sort is Sort.RETURN and move.amount < 0 and not move.reference:
            return move._replace(reference=self.taken_back(entry, move))
        if move.sort is Sort.PAYMENT and move.amount > 0 and not move.doubt and self._left_elsewhere(move):
            return move._replace(doubt=MOVED)
        return move

    def _left_elsewhere(self, came: Movement) -> bool:
        """Whether the same sum left another account of the file at that time."""
        days = self._went.get((came.currency, came.amount), ())
        return any(lane != came.lane and abs((on - came.on).days) <= 3 for lane, on in days)

    def taken_back(self, entry: _Entry, back: Movement) -> str:
        """The id of the one payment that this can be the return of; "" where several can, or none."""
        there = [
            (e, m)
            for e, m in self._came
            if (m.lane, m.currency) == (back.lane, back.currency) and m.on <= back.on and m.amount >= -back.amount
        ]
        same = [m for _, m in there if m.amount == -back.amount]
        found = [m for e, m in there if e.links & entry.links]
        if len(found) > 1:
            found = [m for m in found if m in same]
        if not found:
            found = [m for m in same if _same(m.payer, back.payer)]
        if not found and back.payer in ("", back.note):  # nobody is named
            found = same
        return self._id(found[0]) if len(found) == 1 else ""

    def _id(self, payment: Movement) -> str:
        row = self._account.payout(0, payment)
        return row.source_id or f"{row_hash(row)}#1"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@lru_cache(maxsize=64)
def tail(account: str) -> str:
    """The last four letters and digits of an account's number: enough to tell accounts apart.

    >>> tail("DE89 3704 0044 0532 0130 00"), tail("")
    ('3000', '')
    """
    return "".join(c for c in account if c.isalnum())[-4:]


def bad_file(name: str, sentence: Said | str, line: int | None = None) -> UnreadableFile:
    """A file of a bank that is not what it should be."""
    hint = "Download it again, or as CSV."
    return UnreadableFile(sentence, hint=hint, code="bad_bank_file", file=name, line=line)


def check_size(name: str, text: str) -> None:
    """Raises `UnreadableFile` (`bad_bank_file`) for a text that is larger than any bank writes."""
    if len(text) > MAX_CHARACTERS:
        raise bad_file(
            name, Said("The file has more than {max_characters} characters.", max_characters=Count(MAX_CHARACTERS))
        )
