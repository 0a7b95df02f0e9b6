"""The plan: what an import would do to the ledger, decided without touching it.

    batches (assigned) ─┐
                        ├─ plan_import ──> ImportPlan: per file each row New | Updated | Duplicate |
    KnownLedger ────────┘                  Conflict | Ignored | Rejected   (types in `outcomes`)

Identity is that of the row in its file's own words (`numbering`), so neither later edits in the ledger nor
another zone or rule make a row new. Rows of overlapping exports of one source are the same rows; the order of
files without common rows is of no consequence. Each row is first looked up by its identity (`sourced`); what
is new by that is looked at again, whether it is something that the ledger has under another identity
(`second_look`). A row typed by hand is never overwritten: a match is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any

from tracker.domain import SOURCED, Known, Payout, Record, Rule
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.bulk import uncollected
from tracker.importers.charges import put_on_payments
from tracker.importers.numbering import ARCHIVE, Numbers
from tracker.importers.outcomes import FilePlan, Ignored, ImportPlan, New, Outcome, Rejected
from tracker.importers.returns import without_strays
from tracker.importers.rules import Assigned, AssignGroup
from tracker.importers.second_look import Fresh, SecondLook
from tracker.importers.sourced import Sourced, candidate, restored
from tracker.importers.whole import WholeRows
from tracker.words import zone_info

__all__ = ["ARCHIVE", "KnownLedger", "NamedBatch", "needs", "plan_import"]
MONEY = frozenset({"payouts", "transfers"})
"""A payment may be the arrival of a transfer, so whoever looks at one looks at both."""


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
        tables = {row.record.TABLE for row in (*named.batch.rows, *named.batch.perhaps)}
        sourced |= tables & set(SOURCED) | (MONEY if tables & MONEY or named.batch.charges else frozenset())
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
        planner = _Planner(batches, known)
        decided = [planner.outcomes(n, named) for n, named in enumerate(batches)]
        put_on_payments([b.batch for b in batches], decided, known.identities)
        look = planner.look_again(zone)
        files = (_file_plan(b, o, look.gone(n)) for n, (b, o) in enumerate(zip(batches, decided, strict=True)))
        return ImportPlan(tuple(files), tuple(rules))


def _without_strays(batches: Sequence[NamedBatch], known: KnownLedger) -> list[NamedBatch]:
    """The batches less money that went back for payments that are not there."""
    pairs = without_strays([(b.batch, b.settled) for b in batches], known.identities.get(Payout.TABLE, ()))
    return [
        replace(b, batch=made, settled=settled and tuple(settled))
        for b, (made, settled) in zip(batches, pairs, strict=True)
    ]


def _file_plan(named: NamedBatch, outcomes: list[Outcome], gone: Sequence[str]) -> FilePlan:
    batch = named.batch
    return FilePlan(named.file, batch.format, batch.source, tuple(outcomes), named.groups, (*batch.notes, *gone))


class _Planner:
    def __init__(self, batches: Sequence[NamedBatch], known: KnownLedger) -> None:
        self._known = known
        self._numbers = Numbers(known.identities)
        self._ids = [self._numbers.keys(b.batch) for b in batches]
        self._tables = {
            t: Sourced(t, known.identities.get(t, ()), known.records.get(t, ()), self._ids, self._numbers)
            for t in {table for ids in self._ids for table, _ in ids if table in SOURCED}
        }
        self._whole: dict[str, WholeRows] = {}
        self._fresh: list[Fresh] = []
        self._seen_again: dict[tuple[int, str, str], list[Record]] = {}

    def outcomes(self, n: int, named: NamedBatch) -> list[Outcome]:
        """Of each row of file `n`; a later file may still put a later status into a New."""
        batch = named.batch
        outcomes: list[Outcome] = []
        archived = batch.format == ARCHIVE
        begun: set[str] = set()
        for (row, settled), (table, key) in zip(named.rows(), self._ids[n], strict=True):
            if table in SOURCED:
                made = restored(row, key) if archived else candidate(row, settled, key)
                outcome = self._tables[table].decide(n, made, outcomes)
                if not isinstance(outcome, New):
                    self._seen_again.setdefault((n, table, key[0]), []).append(made.record)
                elif not made.whole:
                    self._fresh.append(Fresh(n, outcomes, len(outcomes), row))
            else:
                if table not in self._whole:
                    self._whole[table] = WholeRows(table, self._known.records.get(table, ()))
                if table not in begun and not archived:
                    begun.add(table)
                    self._whole[table].expect(batch.rows)
                outcome = self._whole[table].decide(row)
            outcomes.append(outcome)
        outcomes += [Ignored(i.line, i.reason, i.seconds, i.amount, i.currency) for i in batch.ignored]
        outcomes += [Rejected(p) for p in batch.problems]
        for rows in self._whole.values():
            rows.next_file()
        return outcomes

    def look_again(self, zone: str) -> SecondLook:
        """What is new by its identity may be in the ledger, or in another file, under another one."""
        coming: dict[str, set[tuple[str, str]]] = {}
        for ids in self._ids:
            for table, key in ids:
                coming.setdefault(table, set()).add(key)
        look = SecondLook(self._known.identities, coming, self._seen_again, zone_info(zone))
        look.look(self._fresh)
        return look
