"""Rows of one sourced table, looked up by their identity: new, there, updated, or there with other content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tracker.domain import Earning, Known, Payout, Record, Status, WorkSession, columns
from tracker.importers.as_read import derived
from tracker.importers.base import SourceRow
from tracker.importers.identity import APPROVED, amended, changed, content_key, hash_of, slot_key, status_of
from tracker.importers.matching import read_otherwise, same_values
from tracker.importers.numbering import Identity, Key, Numbers
from tracker.importers.outcomes import Conflict, Duplicate, New, Outcome, Updated
from tracker.importers.returns import REVERSED, returned_by
from tracker.importers.sight import hashed
from tracker.record_checks import is_text


def imported(row: SourceRow, key: Key, hashed_row: str = "") -> New:
    """A row of somebody else's export, with the identity that it would have in the ledger; `hashed_row` is needed of
    one that has an id of its own."""
    record, (source, source_id) = row.record, key
    changes = {**row.settled, "source": source, "source_id": source_id}
    if record.TABLE in _BACKED and getattr(record, "evidence", None) is None:
        changes["evidence"] = "file"
    slot = slot_key(source, row.slot, row.place()[0] or "") if row.slot else None
    made = changed(record, changes) if is_text(source + source_id) else amended(record, **changes)
    content = content_key(hashed_row or source_id.rpartition("#")[0], _status(row))
    return New(row.line, made, content, slot)


_BACKED = frozenset((WorkSession.TABLE, Earning.TABLE, Payout.TABLE))


def restored(row: SourceRow, key: Key) -> New:
    """A row of an archive: one with an id of its own brings content and slot as the ledger kept them."""
    record, (source, source_id) = row.record, key
    content, slot = row.content or None, row.slot or None
    if not row.source_id:
        start, platform = getattr(record, "started_at", None), getattr(record, "platform", "")
        content, slot = derived(source, source_id, _status(row), start, platform)
    return New(row.line, amended(record, source=source, source_id=source_id), content, slot)


def _status(row: SourceRow) -> str:
    """Its status as read."""
    return row.state or getattr(row.record, "status", None) or APPROVED


def _state(row: SourceRow, new: New) -> tuple[tuple[str, Any], ...]:
    """The columns that another state of the same row changes."""
    names = ("status",) if isinstance(new.record, WorkSession | Earning) else row.updates
    return tuple((name, getattr(new.record, name)) for name in names)


def _conflict(new: New, row: int | None, kind: str, spare: str = "") -> Conflict:
    changes = tuple((c.name, getattr(new.record, c.name)) for c in columns(type(new.record)))
    return Conflict(new.line, new.record, row, kind, changes, new.content, new.slot, spare=spare)


class _Taken(NamedTuple):
    """A row of this plan: where its New stands, to take in a later status."""

    outcomes: list[Outcome]
    at: int
    content: str | None


class Sourced:
    """One sourced table while a plan is made: what is known, and what earlier files of it brought."""

    def __init__(
        self,
        table: str,
        known: Sequence[Known],
        records: Sequence[tuple[int, Record]],
        ids: Sequence[Sequence[Identity]],
        numbers: Numbers,
    ) -> None:
        self._table, self._numbers = table, numbers
        self._by_id = {(k.source, k.source_id): k for k in known}
        self._records = dict(records)
        self._files = [{key for t, key, _ in rows if t == table} for rows in ids] if len(ids) > 1 else []
        self._taken: dict[Key, _Taken] = {}
        self._taken_slots: dict[str, list[tuple[int, Key]]] | None = {} if len(ids) > 1 else None

    def decide(self, n: int, row: SourceRow, known_by: Identity, outcomes: list[Outcome], *, archived: bool) -> Outcome:
        """The outcome of a row of file `n`, to be added to its `outcomes`."""
        _, key, hashed_row = known_by
        new = restored(row, key) if archived else imported(row, key, hashed_row)
        if (there := self._by_id.get(key)) is not None:
            if archived and row.source_id:
                return self._same_or_not(new, key, there.row, self._records.get(there.row))
            return self._again(row, new, key, there)
        if (taken := self._taken.get(key)) is not None:
            return self._again_in_plan(row, new, key, taken)
        for other, slot_of in (self._taken_slots or {}).get(new.slot or "", ()):
            if other != n and slot_of not in self._files[n]:
                return _conflict(new, None, "in_this_import", key[1])
        self._taken[key] = _Taken(outcomes, len(outcomes), new.content)
        if new.slot and self._taken_slots is not None:
            self._taken_slots.setdefault(new.slot, []).append((n, key))
        return new

    def _again(self, row: SourceRow, new: New, key: Key, there: Known) -> Outcome:
        """A row whose id the ledger has."""
        taken_back, was_taken_back = row.state == REVERSED, status_of(there.content) == REVERSED
        if taken_back and not was_taken_back:
            return self._taken_back(new, there)
        other = hash_of(there.content) != hash_of(new.content) if there.content else not same_values(new.record, there)
        if other or (was_taken_back and not taken_back):  # an older export, or it came after all
            return _conflict(new, there.row, "same_id", self._spare(key))
        status, state = _status(row), _state(row, new)
        as_read = status_of(there.content) or there.status or Status.APPROVED
        by_hand = isinstance(new.record, WorkSession | Earning) and status == (there.status or Status.APPROVED)
        if state and status != as_read and not by_hand:
            return Updated(new.line, new.record, there.row, state, new.content)
        if there.slot and new.slot and there.slot != new.slot and read_otherwise(new.record, there):
            return _conflict(new, there.row, "read_otherwise")
        return Duplicate(new.line, new.record, there.row)

    def _taken_back(self, new: New, there: Known) -> Outcome:
        """A payment that its source has taken back whole: what stands is what the ledger has taken back of it."""
        back = [
            k
            for k in self._by_id.values()
            if k.source == there.source and k.source_id and returned_by(k.source_id) == there.source_id
        ]
        gone, fees = sum(k.amount or 0 for k in back), sum(k.fee or 0 for k in back)
        if gone >= (there.amount or 0) > 0:
            return Duplicate(new.line, new.record, there.row)
        changes = (("amount", gone), ("fee", fees or None), ("home_amount", None))
        return Updated(new.line, new.record, there.row, changes, new.content)

    def _again_in_plan(self, row: SourceRow, new: New, key: Key, taken: _Taken) -> Outcome:
        """A row that an earlier file (or line) of this plan brought already; the later status holds."""
        first, taken_back = taken.outcomes[taken.at], row.state == REVERSED
        if isinstance(first, New) and taken_back and status_of(first.content) != REVERSED:
            later: dict[str, Any] = {"amount": 0, "fee": None, "home_amount": None}
        elif not isinstance(first, New) or hash_of(new.content) != hash_of(taken.content):
            return _conflict(new, None, "in_this_import", self._spare(key))
        elif (state := _state(row, new)) and first.content != new.content:
            later = dict(state)
        else:
            return Duplicate(new.line, new.record, None)
        taken.outcomes[taken.at] = replace(first, record=amended(first.record, **later), content=new.content)
        return Updated(new.line, new.record, None, (), new.content)

    def _same_or_not(self, new: New, key: Key, row: int, there: Record | None) -> Outcome:
        """An archive row against the ledger's whole row of the same source and id."""
        if there is None:
            return Duplicate(new.line, new.record, row)
        other = tuple(
            (c.name, value)
            for c in columns(type(there))
            if (value := getattr(new.record, c.name)) != getattr(there, c.name)
        )
        if not other:
            return Duplicate(new.line, new.record, row)
        if {name for name, _ in other} == {"status"}:
            return Updated(new.line, new.record, row, other)
        return replace(_conflict(new, row, "same_id", self._spare(key)), changes=other)

    def _spare(self, key: Key) -> str:
        return "" if hashed(key[1]) else self._numbers.spare(self._table, key)
