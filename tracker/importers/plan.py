"""The plan: what an import would do to the ledger, decided without touching it.

    files (assigned) ───┐
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

from tracker.domain import SOURCED, Known, Payout, Record, Rule, WorkSession
from tracker.errors import Invalid
from tracker.importers.arrivals import Came, gathered, settled
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.bulk import uncollected
from tracker.importers.charges import put_on_payments
from tracker.importers.deposit_fit import Rate
from tracker.importers.deposits import no_rate
from tracker.importers.numbering import ARCHIVE, Numbers
from tracker.importers.outcomes import Conflict, Ignored, New, Outcome, Rejected
from tracker.importers.owed_pay import Owings, nothing_owed
from tracker.importers.results import FilePlan, ImportPlan
from tracker.importers.returns import without_strays
from tracker.importers.rules import Assigned, without
from tracker.importers.second_look import Fresh, SecondLook, voided
from tracker.importers.sourced import Sourced
from tracker.importers.whole import WholeRows
from tracker.words import zone_info

__all__ = ["ARCHIVE", "KnownLedger", "needs", "plan_import"]
MONEY = frozenset({"payouts", "transfers"})
"""A payment may be the arrival of a transfer, so whoever looks at one looks at both."""


@dataclass(frozen=True, slots=True)
class KnownLedger:
    """What the plan needs of the ledger; see `needs` for which tables.

    `identities`: of the sourced tables. `records`: whole rows (row number, record), for archives. `rate` and `home`: of
    money that came in another currency than it was paid in; the currency of the ledger.
    """

    identities: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    records: Mapping[str, Sequence[tuple[int, Record]]] = field(default_factory=dict)
    rate: Rate = no_rate
    home: str = ""
    owings: Owings = nothing_owed
    """Pay that is owed, worked out when a deposit is there whose payer nobody knows."""


def needs(files: Sequence[Assigned]) -> tuple[frozenset[str], frozenset[str]]:
    """Tables of which `KnownLedger` must hold the identities, and the whole records, for these files."""
    sourced, whole = set(), set()
    for file in files:
        batch = file.batch
        tables = {row.record.TABLE for row in (*batch.rows, *batch.perhaps, *file.unclaimed)}
        sourced |= tables & set(SOURCED) | (MONEY if tables & MONEY or batch.charges else frozenset())
        sourced |= {WorkSession.TABLE} if batch.void else set()
        whole |= tables if batch.format == ARCHIVE else tables - set(SOURCED)
    return frozenset(sourced), frozenset(whole)


def plan_import(
    files: Sequence[Assigned],
    known: KnownLedger,
    *,
    zone: str = "UTC",
    rules: Sequence[Rule] = (),
) -> ImportPlan:
    """Decide for each row of each file. `zone` is the ledger's own: its days compare typed rows.

    Nothing is changed and nothing is asked; conflicts carry a proposal and are at `keep`.
    """
    with uncollected():
        batches = without_strays([f.batch for f in files], known.identities.get(Payout.TABLE, ()))
        planner = _Planner(batches, known)
        decided = [planner.outcomes(n, batch) for n, batch in enumerate(batches)]
        put_on_payments(batches, decided, known.identities)
        came = planner.came([f.unclaimed for f in files], decided)
        look = planner.look_again(zone, came)
        made = (
            FilePlan(
                file.file,
                b.format,
                b.source,
                tuple(decided[n]),
                without(file.groups, settled(came, decided[n])),
                (*b.notes, *look.gone(n), *voided(b, known.identities.get(WorkSession.TABLE, ()), zone)),
            )
            for n, (file, b) in enumerate(zip(files, batches, strict=True))
        )
        return ImportPlan(tuple(made), tuple(rules))


class _Planner:
    def __init__(self, batches: Sequence[ParsedBatch], known: KnownLedger) -> None:
        self._known, self._batches = known, batches
        self._numbers = Numbers(known.identities)
        self._ids = [self._numbers.keys(b) for b in batches]
        self._tables = {
            t: Sourced(t, known.identities.get(t, ()), known.records.get(t, ()), self._ids, self._numbers)
            for t in {table for ids in self._ids for table, _, _ in ids if table in SOURCED}
        }
        self._whole: dict[str, WholeRows] = {}
        self._decided: list[list[Outcome]] = []
        self._seen_again: dict[tuple[int, str, str], list[Record]] = {}

    def outcomes(self, n: int, batch: ParsedBatch) -> list[Outcome]:
        """Of each row of file `n`; a later file may still put a later status into a New."""
        outcomes: list[Outcome] = []
        self._decided.append(outcomes)
        archived = batch.format == ARCHIVE
        begun: set[str] = set()
        for row, known_by in zip(batch.rows, self._ids[n], strict=True):
            table = known_by[0]
            if table in SOURCED:
                try:
                    outcome = self._tables[table].decide(n, row, known_by, outcomes, archived=archived)
                except Invalid as wrong:
                    outcome = Rejected(replace(wrong.problems[0], line=row.line))
                if not isinstance(outcome, New | Rejected | Ignored):
                    self._seen_again.setdefault((n, table, known_by[1][0]), []).append(outcome.record)
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

    def _fresh(self) -> Iterator[Fresh]:
        """The rows that are new by their identity."""
        for n, (batch, outcomes) in enumerate(zip(self._batches, self._decided, strict=True)):
            archived = batch.format == ARCHIVE
            for at, (row, outcome) in enumerate(zip(batch.rows, outcomes, strict=False)):
                if isinstance(outcome, New) and row.record.TABLE in SOURCED and not (archived and row.source_id):
                    yield Fresh(n, outcomes, at, row)

    def came(self, unclaimed: Sequence[Sequence[SourceRow]], decided: Sequence[list[Outcome]]) -> list[Came]:
        """The deposits that are new."""
        payments = self._fresh() if Payout.TABLE in self._tables else ()
        return gathered(self._batches, unclaimed, decided, ((f.n, f.at, f.row) for f in payments))

    def look_again(self, zone: str, came: Sequence[Came]) -> SecondLook:
        """What is new by its identity may be in the ledger, or in another file, under another one."""
        coming: dict[str, set[tuple[str, str]]] = {}
        for ids in self._ids:
            for table, key, _ in ids:
                coming.setdefault(table, set()).add(key)
        look = SecondLook(self._known.identities, coming, self._seen_again, zone_info(zone))
        if came or len(self._batches) > 1 or any(self._known.identities.values()):
            look.look(self._fresh, came, self._known.rate, self._known.home, self._known.owings)
        proposed = any(row.proposed for batch in self._batches for row in batch.rows)
        for _, outcomes, at, row in self._fresh() if proposed else ():
            if row.proposed and isinstance(new := outcomes[at], New):
                outcomes[at] = Conflict(new.line, new.record, None, "proposed", (), new.content, new.slot)
        return look
