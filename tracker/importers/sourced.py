"""Rows of one sourced table, looked up by their identity: new, there, updated, or there with other content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tracker.domain import Earning, Known, Payout, Record, Status, WorkSession, columns
from tracker.importers.as_read import derived
from tracker.importers.base import SourceRow
from tracker.importers.identity import amended, content_key, hash_of, slot_key, status_of
from tracker.importers.matching import read_otherwise, same_values
from tracker.importers.numbering import Key, Numbers, row_hash
from tracker.importers.outcomes import Conflict, Duplicate, New, Outcome, Updated
from tracker.importers.returns import REVERSED, returned_by
from tracker.importers.sight import hashed


class Candidate(NamedTuple):
    """A source row with the identity it would have in the ledger."""

    line: int
    record: Record
    key: Key
    hashed: str
    content: str | None
    slot: str | None
    status: str
    whole: bool
    """An archive row that brings its own source and id: compared as a whole, not by a hash."""
    updates: tuple[str, ...] = ()

    @property
    def taken_back(self) -> bool:
        """A payment that its source has taken back whole."""
        return self.status == REVERSED

    @property
    def state(self) -> tuple[tuple[str, Any], ...]:
        """The columns that another state of the same row changes."""
        names = ("status",) if isinstance(self.record, WorkSession | Earning) else self.updates
        return tuple((name, getattr(self.record, name)) for name in names)

    def conflict(self, row: int | None, kind: str, spare: str = "") -> Conflict:
        changes = tuple((c.name, getattr(self.record, c.name)) for c in columns(type(self.record)))
        return Conflict(self.line, self.record, row, kind, changes, self.content, self.slot, spare=spare)


def candidate(row: SourceRow, settled: Mapping[str, Any], key: Key) -> Candidate:
    """A row of somebody else's export."""
    record, (source, source_id) = row.record, key
    changes = {**settled, "source": source, "source_id": source_id}
    if isinstance(record, WorkSession | Earning | Payout) and record.evidence is None:
        changes["evidence"] = "file"
    content = row_hash(row) if row.source_id else source_id.rpartition("#")[0]
    status = row.state or getattr(record, "status", None) or Status.APPROVED.value
    platform = str(changes.get("platform") or getattr(record, "platform", ""))
    return Candidate(
        row.line,
        amended(record, **changes),
        key,
        content,
        content_key(content, status),
        slot_key(source, row.slot, platform),
        status,
        False,
        row.updates,
    )


def restored(row: SourceRow, key: Key) -> Candidate:
    """A row of an archive: one with an id of its own brings content and slot as the ledger kept them."""
    record, own, (source, source_id) = row.record, bool(row.source_id), key
    status = getattr(record, "status", None) or Status.APPROVED.value
    content, slot = row.content or None, row.slot or None
    if not own:
        start, platform = getattr(record, "started_at", None), getattr(record, "platform", "")
        content, slot = derived(source, source_id, status, start, platform)
    made = amended(record, source=source, source_id=source_id)
    return Candidate(row.line, made, key, hash_of(content), content, slot, status, own)


class _Taken(NamedTuple):
    """A row of this plan: where its New stands, to take in a later status."""

    outcomes: list[Outcome]
    at: int
    hashed: str


class Sourced:
    """One sourced table while a plan is made: what is known, and what earlier files of it brought."""

    def __init__(
        self,
        table: str,
        known: Sequence[Known],
        records: Sequence[tuple[int, Record]],
        ids: Sequence[Sequence[tuple[str, Key]]],
        numbers: Numbers,
    ) -> None:
        self._table, self._numbers = table, numbers
        self._by_id = {(k.source, k.source_id): k for k in known}
        self._records = dict(records)
        self._files = [{key for t, key in rows if t == table} for rows in ids] if len(ids) > 1 else []
        self._taken: dict[Key, _Taken] = {}
        self._taken_slots: dict[str, list[tuple[int, Key]]] | None = {} if len(ids) > 1 else None

    def decide(self, n: int, made: Candidate, outcomes: list[Outcome]) -> Outcome:
        """The outcome of a row of file `n`, to be added to its `outcomes`."""
        key = made.key
        if (there := self._by_id.get(key)) is not None:
            return self._again(made, there)
        if (taken := self._taken.get(key)) is not None:
            return self._again_in_plan(made, taken)
        for other, slot_of in (self._taken_slots or {}).get(made.slot or "", ()):
            if other != n and slot_of not in self._files[n]:
                return made.conflict(None, "in_this_import", key[1])
        self._taken[key] = _Taken(outcomes, len(outcomes), made.hashed)
        if made.slot and self._taken_slots is not None:
            self._taken_slots.setdefault(made.slot, []).append((n, key))
        return New(made.line, made.record, made.content, made.slot)

    def _again(self, made: Candidate, there: Known) -> Outcome:
        """A row whose id the ledger has."""
        if made.whole:
            return self._same_or_not(made, there.row, self._records.get(there.row))
        was_taken_back = status_of(there.content) == REVERSED
        if made.taken_back and not was_taken_back:
            return self._taken_back(made, there)
        if hash_of(there.content) != made.hashed if there.content else not same_values(made.record, there):
            return made.conflict(there.row, "same_id", self._spare(made))
        if was_taken_back and not made.taken_back:  # an older export, or it came after all
            return made.conflict(there.row, "same_id", self._spare(made))
        as_read = status_of(there.content) or there.status or Status.APPROVED
        by_hand = isinstance(made.record, WorkSession | Earning) and made.status == (there.status or Status.APPROVED)
        if made.state and made.status != as_read and not by_hand:
            return Updated(made.line, made.record, there.row, made.state, made.content)
        if there.slot and made.slot and there.slot != made.slot and read_otherwise(made.record, there):
            return made.conflict(there.row, "read_otherwise")
        return Duplicate(made.line, made.record, there.row)

    def _taken_back(self, made: Candidate, there: Known) -> Outcome:
        """A payment that its source has taken back whole: what stands is what the ledger has taken back of it."""
        back = [
            k
            for k in self._by_id.values()
            if k.source == there.source and k.source_id and returned_by(k.source_id) == there.source_id
        ]
        gone, fees = sum(k.amount or 0 for k in back), sum(k.fee or 0 for k in back)
        if gone >= (there.amount or 0) > 0:
            return Duplicate(made.line, made.record, there.row)
        changes = (("amount", gone), ("fee", fees or None), ("home_amount", None))
        return Updated(made.line, made.record, there.row, changes, made.content)

    def _again_in_plan(self, made: Candidate, taken: _Taken) -> Outcome:
        """A row that an earlier file (or line) of this plan brought already; the later status holds."""
        first = taken.outcomes[taken.at]
        if isinstance(first, New) and made.taken_back and status_of(first.content) != REVERSED:
            nothing = amended(first.record, amount=0, fee=None, home_amount=None)
            taken.outcomes[taken.at] = replace(first, record=nothing, content=made.content)
            return Updated(made.line, made.record, None, (), made.content)
        if not isinstance(first, New) or made.hashed != taken.hashed:
            return made.conflict(None, "in_this_import", self._spare(made))
        if made.state and first.content != made.content:
            taken.outcomes[taken.at] = replace(
                first, record=amended(first.record, **dict(made.state)), content=made.content
            )
            return Updated(made.line, made.record, None, (), made.content)
        return Duplicate(made.line, made.record, None)

    def _same_or_not(self, made: Candidate, row: int, there: Record | None) -> Outcome:
        """An archive row against the ledger's whole row of the same source and id."""
        if there is None:
            return Duplicate(made.line, made.record, row)
        other = tuple(
            (c.name, value)
            for c in columns(type(there))
            if (value := getattr(made.record, c.name)) != getattr(there, c.name)
        )
        if not other:
            return Duplicate(made.line, made.record, row)
        if {name for name, _ in other} == {"status"}:
            return Updated(made.line, made.record, row, other)
        return replace(made.conflict(row, "same_id", self._spare(made)), changes=other)

    def _spare(self, made: Candidate) -> str:
        return "" if hashed(made.key[1]) else self._numbers.spare(self._table, made.key)
