"""Which way the sum of a mapped row went: by its sign, by two columns, by a word; and which sign is spending."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

from tracker.errors import InputError
from tracker.importers.base import IgnoredRow
from tracker.importers.columns import BadCell, Row, Sheet
from tracker.importers.mapping import FEES, Mapping, Words
from tracker.say import Said, Word


@dataclass
class Ways:
    """What all rows of a file say together: the sign that each word goes with, and the sign of spending."""

    mapping: Mapping
    direction: tuple[tuple[str, Words], ...] = ()
    usual: dict[str, Counter[int]] = field(default_factory=dict)
    signs: Counter[int] = field(default_factory=Counter)
    fees: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, sheet: Sheet, mapping: Mapping) -> Ways:
        found = tuple((f"words {i}", w) for i, w in enumerate(mapping.words) if w.role == "direction")
        made = cls(mapping, found)
        if found or mapping.kind == "expense" or "fee" in mapping.columns:
            sheet.read(made._count)
        return made

    def _count(self, row: Row) -> IgnoredRow:
        units = made_sum(row, self.mapping)
        sign = (units > 0) - (units < 0) if units else 0
        self.signs[sign] += 1
        if "fee" in self.mapping.columns and (fee := _fees(row, self.mapping)) and sign > 0:
            self.fees[1 if fee > 0 else -1] += 1
        for at, words in self.direction:
            self.usual.setdefault(words.find(row.raw(at)) or "", Counter())[sign] += 1
        return IgnoredRow(row.line, "counted")

    def amount(self, row: Row) -> int | None:
        """Units above zero for what came in, below for what went out; None for a row without a sum.

        A word that says the way is followed whatever the sign of the column means; a row whose sign is not
        that of the other rows with its word is refused.
        """
        units = made_sum(row, self.mapping)
        if units is None:
            return None
        if self.mapping.below_zero == "income":
            units = -units
        for at, words in self.direction:
            way = meaning(row, at, words)
            sign = (units > 0) - (units < 0)
            usual = self.usual.get(way, Counter())
            if sign and usual[sign] < usual[-sign]:
                text = Said(
                    "the word says {way}, but the sign is not that of the other rows with this word", way=Word(way)
                )
                raise row.problem("amount", "two_directions", text)
            units = {"in": abs(units), "out": -abs(units)}.get(way, 0)
        return units

    def fee(self, row: Row) -> int:
        """Units of the row's fee: above zero what was charged, below what came back of a fee."""
        if "fee" not in self.mapping.columns:
            return 0
        charged = -1 if self.fees[-1] > self.fees[1] else 1
        return _fees(row, self.mapping) * charged

    def spent(self, row: Row) -> int | None:
        """Units spent, below zero if money came back. By `below_zero`, else as most rows of the file are."""
        units = made_sum(row, self.mapping)
        if units is None or self.direction:
            gone = self.amount(row) if units is not None else None
            return -gone if gone is not None else None
        if "amount_out" in self.mapping.columns:
            return units  # the amount is spending, the other column came back
        turned = self.mapping.below_zero == "spent" or (not self.mapping.below_zero and self._mostly_below())
        return -units if turned else units

    def _mostly_below(self) -> bool:
        below, above = self.signs[-1], self.signs[1]
        if below == above and below:
            raise InputError(
                "As many sums are above zero as below: set in the mapping whether those below are spent or came back "
                '("below_zero": "spent" or "refund").',
                code="which_sign",
            )
        return below > above


_Moved: TypeAlias = tuple[int, int, int]
_NOTHING: _Moved = (0, 0, 0)


@dataclass(slots=True)
class Balance:
    """What all rows of an account moved so far, left out or not: a row of totals has that, or each column's sum."""

    mapping: Mapping
    sums: dict[str, _Moved] = field(default_factory=dict)
    """By what the column of currencies says, and under "" of all rows."""
    since: dict[str, _Moved] = field(default_factory=dict)
    """The same since the last total."""
    now: _Moved = _NOTHING
    code: str = ""

    def begin(self, row: Row) -> None:
        """A row begins; the one before it counts."""
        for kept in (self.sums, self.since):
            for code in {"", self.code}:
                kept[code] = _plus(kept.get(code, _NOTHING), self.now)
        self.code = row.raw("currency").casefold() if "currency" in self.mapping.columns else ""
        try:
            self.now = self._moved(row)
        except (BadCell, InputError):
            self.now = _NOTHING

    def _moved(self, row: Row) -> _Moved:
        """Both ways together, what came in, what went out."""
        into = (row["amount"] or 0) if "amount" in self.mapping.columns else 0
        out = abs(row["amount_out"] or 0) if "amount_out" in self.mapping.columns else 0
        return into - out, into, out

    def is_total(self) -> bool:
        """Whether the row that has begun is the sum of those before it, or since the last total; it counts no more."""
        both, into, out = self.now
        found = any(
            (both != 0 and both == kept[0]) or (into != 0 and out != 0 and (into, out) == kept[1:])
            for sums in (self.sums, self.since)
            for kept in (sums.get(code, _NOTHING) for code in {"", self.code})
        )
        if found:
            self.now = _NOTHING
            rest = {code: kept for code, kept in self.since.items() if code not in ("", self.code)}
            self.since = rest if self.code else {}
        return found


def _plus(one: _Moved, other: _Moved) -> _Moved:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _fees(row: Row, mapping: Mapping) -> int:
    return sum(int(row[f] or 0) for f in FEES if f in mapping.columns)


def made_sum(row: Row, mapping: Mapping) -> int | None:
    """The sum of a row as its columns give it: the amount, less what is in the column of what went out."""
    into = row["amount"] if "amount" in mapping.columns else None
    out = row["amount_out"] if "amount_out" in mapping.columns else None
    if not out:
        return into if into is not None else out
    return int((into or 0) - abs(out))


def meaning(row: Row, at: str, words: Words) -> str:
    """What a row's word means. Refuses a word that nobody has sorted yet."""
    found = words.find(row.raw(at))
    if found is None:
        text = Said("it is not known yet what the word {at!r} means: draft the mapping again", at=Word(row.raw(at)))
        raise row.problem(at, "unsorted_word", text)
    return found
