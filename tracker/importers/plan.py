"""The plan: what an import would do to the ledger, decided without touching it.

    batches (assigned) ─┐
                        ├─ plan_import ──> ImportPlan: per file each row New | Updated | Duplicate |
    KnownLedger ────────┘                  Conflict | Ignored | Rejected   (types in `outcomes`)

Identity is that of the row as read (`identity`), so later edits in the ledger do not make a row new. Rows
of overlapping exports of one source are the same rows; the order of files without common rows is of no
consequence. A row typed by hand is never overwritten: a match is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

from tracker.domain import (
    SOURCED,
    Earning,
    Known,
    Payout,
    Record,
    Rule,
    Status,
    WorkSession,
    columns,
)
from tracker.importers.as_read import derived
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.bulk import uncollected
from tracker.importers.charges import put_on_payments
from tracker.importers.identity import (
    Ordinals,
    amended,
    content_key,
    digest,
    hash_of,
    slot_key,
    status_of,
)
from tracker.importers.matching import TypedRows, same_values
from tracker.importers.outcomes import (
    ADD,
    KEEP,
    REPLACE,
    Conflict,
    Duplicate,
    FilePlan,
    Ignored,
    ImportPlan,
    New,
    Outcome,
    Rejected,
    Updated,
)
from tracker.importers.returns import REVERSED, returned_by, without_strays
from tracker.importers.rules import Assigned, AssignGroup
from tracker.importers.whole import WholeRows

ARCHIVE = "archive"
_NOTHING_LEFT = (("amount", 0), ("fee", None), ("home_amount", None))
"""What becomes of a payout that its source has taken back whole."""


@dataclass(frozen=True, slots=True)
class NamedBatch:
    """One file's rows, by the name that the person gave it."""

    file: str
    batch: ParsedBatch
    groups: tuple[AssignGroup, ...] = ()
    settled: tuple[Mapping[str, Any], ...] | None = None
    """For each row the columns that rules set; None where the records say all."""

    @classmethod
    def of(cls, file: str, assigned: Assigned) -> NamedBatch:
        return cls(file, assigned.parsed, assigned.groups, assigned.settled)

    def rows(self) -> Iterator[tuple[SourceRow, Mapping[str, Any]]]:
        """Each row with the columns that rules set."""
        return zip(self.batch.rows, self.settled or repeat({}), strict=False)


@dataclass(frozen=True, slots=True)
class KnownLedger:
    """What the plan needs of the ledger; see `needs` for which tables.

    `identities`: of the sourced tables. `records`: whole rows (row number, record), for archives.
    """

    identities: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    records: Mapping[str, Sequence[tuple[int, Record]]] = field(default_factory=dict)


def needs(batches: Sequence[NamedBatch]) -> tuple[frozenset[str], frozenset[str]]:
    """Tables of which `KnownLedger` must hold the identities, and the whole records, for these batches."""
    sourced, whole = set(), set()
    for named in batches:
        tables = {row.record.TABLE for row in named.batch.rows}
        sourced |= tables & set(SOURCED) | ({"payouts", "transfers"} if named.batch.charges else set())
        whole |= tables if named.batch.format == ARCHIVE else tables - set(SOURCED)
    return frozenset(sourced), frozenset(whole)


def plan_import(
    batches: Sequence[NamedBatch],
    known: KnownLedger,
    *,
    zone: str = "UTC",
    rules: Sequence[Rule] = (),
) -> ImportPlan:
    """Decide for each row of each file. `zone` is the ledger's own: its days compare typed rows.

    Nothing is changed and nothing is asked; conflicts carry a proposal and stand at `keep`.
    """
    with uncollected():
        batches = _without_strays(batches, known)
        planner = _Planner(batches, known, zone)
        decided = [planner.outcomes(n, named) for n, named in enumerate(batches)]
        put_on_payments([b.batch for b in batches], decided, known.identities)
        files = (_file_plan(*pair) for pair in zip(batches, decided, strict=True))
        return ImportPlan(tuple(files), tuple(rules))


def _without_strays(batches: Sequence[NamedBatch], known: KnownLedger) -> list[NamedBatch]:
    """The batches less money that went back for payments that are not there."""
    pairs = without_strays([(b.batch, b.settled) for b in batches], known.identities.get(Payout.TABLE, ()))
    return [replace(b, batch=made, settled=settled) for b, (made, settled) in zip(batches, pairs, strict=True)]


def _file_plan(named: NamedBatch, outcomes: list[Outcome]) -> FilePlan:
    batch = named.batch
    return FilePlan(named.file, batch.format, batch.source, tuple(outcomes), named.groups, batch.notes)


class _Taken(NamedTuple):
    """A row of this plan: where its New stands, to take in a later status."""

    outcomes: list[Outcome]
    at: int
    hashed: str


class _Planner:
    def __init__(self, batches: Sequence[NamedBatch], known: KnownLedger, zone: str) -> None:
        self._known = known
        self._ids = [_identities(b.batch) for b in batches]
        self._tables = {
            t: _Sourced(t, known.identities.get(t, ()), known.records.get(t, ()), self._ids, zone)
            for t in {table for ids in self._ids for table, _ in ids if table in SOURCED}
        }
        self._whole: dict[str, WholeRows] = {}

    def outcomes(self, n: int, named: NamedBatch) -> list[Outcome]:
        """Of each row of file `n`; a later file may still put a later status into a New."""
        batch = named.batch
        outcomes: list[Outcome] = []
        restored = batch.format == ARCHIVE
        for (row, settled), (table, key) in zip(named.rows(), self._ids[n], strict=True):
            if table in SOURCED:
                made = _restored(row, key) if restored else _candidate(row, settled, key)
                outcome = self._tables[table].decide(n, made, outcomes)
            else:
                if table not in self._whole:
                    self._whole[table] = WholeRows(table, self._known.records.get(table, ()))
                outcome = self._whole[table].decide(row)
            outcomes.append(outcome)
        outcomes += [Ignored(i.line, i.reason) for i in batch.ignored]
        outcomes += [Rejected(p) for p in batch.problems]
        for rows in self._whole.values():
            rows.next_file()
        return outcomes


Key: TypeAlias = tuple[str, str]
"""Source and source_id."""


def _identities(batch: ParsedBatch) -> list[tuple[str, Key]]:
    """Table and key of each row: the source's own id, else its hash and ordinal in this file."""
    ordinals = Ordinals()
    out = []
    for row in batch.rows:
        table = row.record.TABLE
        source = getattr(row.record, "source", None) or batch.source
        own = row.source_id or (ordinals.next(_hash(row)) if table in SOURCED else "")
        out.append((table, (source, own)))
    return out


def _hash(row: SourceRow) -> str:
    return digest(f"{row.record.TABLE}\x1f{row.content}")


class _Sourced:
    """One sourced table while a plan is made: what is known, and what earlier files of it brought."""

    def __init__(
        self,
        table: str,
        known: Sequence[Known],
        records: Sequence[tuple[int, Record]],
        ids: Sequence[Sequence[tuple[str, Key]]],
        zone: str,
    ) -> None:
        self._by_id = {(k.source, k.source_id): k for k in known}
        self._records = dict(records)
        self._files = [{key for t, key in rows if t == table} for rows in ids] if known or len(ids) > 1 else []
        coming = set().union(*self._files)
        left = [k for k in known if (k.source, k.source_id) not in coming]
        self._by_slot: dict[str, list[Known]] = {}
        for k in left:
            if k.slot:
                self._by_slot.setdefault(k.slot, []).append(k)
        self._typed = TypedRows(left, zone)
        self._taken: dict[Key, _Taken] = {}
        self._taken_slots: dict[str, list[tuple[int, Key]]] | None = {} if len(ids) > 1 else None

    def decide(self, n: int, made: _Candidate, outcomes: list[Outcome]) -> Outcome:
        """The outcome of a row of file `n`, to be added to its `outcomes`."""
        key = made.key
        if (there := self._by_id.get(key)) is not None:
            return self._again(made, there)
        if (taken := self._taken.get(key)) is not None:
            return _again_in_plan(made, taken)
        if conflict := self._in_place_of(n, made):
            return conflict
        self._taken[key] = _Taken(outcomes, len(outcomes), made.hashed)
        if made.slot and self._taken_slots is not None:
            self._taken_slots.setdefault(made.slot, []).append((n, key))
        return New(made.line, made.record, made.content, made.slot)

    def _again(self, made: _Candidate, there: Known) -> Outcome:
        """A row whose id the ledger has."""
        if made.whole:
            return _same_or_not(made, there.row, self._records.get(there.row))
        if made.taken_back and status_of(there.content) != REVERSED:
            return self._taken_back(made, there)
        if hash_of(there.content) != made.hashed if there.content else not same_values(made.record, there):
            return made.conflict(there.row, "same_id", (KEEP, REPLACE), REPLACE)
        if isinstance(made.record, Payout) and status_of(there.content) == REVERSED and not made.taken_back:
            return made.conflict(there.row, "same_id", (KEEP, REPLACE), KEEP)  # an older export, or it came after all
        status = made.status
        as_read = status_of(there.content) or there.status or Status.APPROVED
        if made.has_status and status != as_read and status != (there.status or Status.APPROVED):
            changes = (("status", getattr(made.record, "status", None)),)
            return Updated(made.line, made.record, there.row, changes, made.content)
        return Duplicate(made.line, made.record, there.row)

    def _taken_back(self, made: _Candidate, there: Known) -> Outcome:
        """A payment that its source has taken back whole: what stands is what the ledger has taken back of it."""
        gone = sum(
            k.amount or 0
            for k in self._by_id.values()
            if k.source == there.source and k.source_id and returned_by(k.source_id) == there.source_id
        )
        if gone >= (there.amount or 0) > 0:
            return Duplicate(made.line, made.record, there.row)
        return Updated(
            made.line, made.record, there.row, (("amount", gone), ("fee", None), ("home_amount", None)), made.content
        )

    def _in_place_of(self, n: int, made: _Candidate) -> Conflict | None:
        """A row that is new by its id, but seems to be one that is there."""
        if made.slot and (rows := self._by_slot.get(made.slot)):
            return made.conflict(rows.pop(0).row, "same_slot", (KEEP, REPLACE, ADD), REPLACE)
        for other, key in (self._taken_slots or {}).get(made.slot or "", ()):
            if other != n and key not in self._files[n]:
                return made.conflict(None, "in_this_import", (KEEP,), KEEP)
        if not made.whole and (row := self._typed.match(made.record)) is not None:
            return made.conflict(row, "typed_match", (KEEP, ADD), KEEP)
        return None


class _Candidate(NamedTuple):
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

    @property
    def has_status(self) -> bool:
        return isinstance(self.record, WorkSession | Earning)

    @property
    def taken_back(self) -> bool:
        """A payment that its source has taken back whole."""
        return self.status == REVERSED

    def conflict(self, row: int | None, kind: str, choices: tuple[str, ...], proposed: str) -> Conflict:
        changes = tuple((c.name, getattr(self.record, c.name)) for c in columns(type(self.record)))
        return Conflict(self.line, self.record, row, kind, choices, proposed, changes, self.content, self.slot)


def _candidate(row: SourceRow, settled: Mapping[str, Any], key: Key) -> _Candidate:
    """A row of somebody else's export."""
    record, (source, source_id) = row.record, key
    changes = {**settled, "source": source, "source_id": source_id}
    if isinstance(record, WorkSession | Earning | Payout) and record.evidence is None:
        changes["evidence"] = "file"
    hashed = _hash(row) if row.source_id else source_id.rpartition("#")[0]
    status = row.state or getattr(record, "status", None) or "approved"
    platform = str(changes.get("platform") or getattr(record, "platform", ""))
    return _Candidate(
        row.line,
        amended(record, **changes),
        key,
        hashed,
        content_key(hashed, status),
        slot_key(source, row.slot, platform),
        status,
        False,
    )


def _restored(row: SourceRow, key: Key) -> _Candidate:
    """A row of an archive: one with an id of its own brings content and slot as the ledger kept them."""
    record, own, (source, source_id) = row.record, bool(row.source_id), key
    status = getattr(record, "status", None) or "approved"
    content, slot = row.content or None, row.slot or None
    if not own:
        start, platform = getattr(record, "started_at", None), getattr(record, "platform", "")
        content, slot = derived(source, source_id, status, start, platform)
    made = amended(record, source=source, source_id=source_id)
    return _Candidate(row.line, made, key, hash_of(content), content, slot, status, own)


def _again_in_plan(made: _Candidate, taken: _Taken) -> Outcome:
    """A row that an earlier file (or line) of this plan brought already; the later status holds."""
    first = taken.outcomes[taken.at]
    if isinstance(first, New) and made.taken_back and status_of(first.content) != REVERSED:
        nothing = amended(first.record, **dict(_NOTHING_LEFT))
        taken.outcomes[taken.at] = replace(first, record=nothing, content=made.content)
        return Updated(made.line, made.record, None, (), made.content)
    if not isinstance(first, New) or made.hashed != taken.hashed:
        return made.conflict(None, "in_this_import", (KEEP,), KEEP)
    if made.has_status and first.content != made.content:
        status = getattr(made.record, "status", None)
        taken.outcomes[taken.at] = replace(first, record=amended(first.record, status=status), content=made.content)
        return Updated(made.line, made.record, None, (), made.content)
    return Duplicate(made.line, made.record, None)


def _same_or_not(made: _Candidate, row: int, there: Record | None) -> Outcome:
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
    return replace(made.conflict(row, "same_id", (KEEP, REPLACE), REPLACE), changes=other)
