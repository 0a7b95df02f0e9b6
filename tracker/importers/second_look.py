"""The second look: rows that are new by their identity, and yet may be something that is there.

    first   rows of the same source that the ledger has and no file brings (`again`)
    then    typed rows of the same day and time, or of the same money (`doubles.exactly`)
    then    other reports, payments told by both sides, deposits of what was drawn (`doubles`)

What is found takes the place of the New in the outcomes of its file: as a question, never in silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tracker.domain import Known, Payout, Record, WorkSession, columns
from tracker.importers import again, doubles, owed_pay
from tracker.importers.arrivals import Arrivals, Came
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.deposit_fit import Rate
from tracker.importers.numbering import Key, tells
from tracker.importers.outcomes import CHOICES, KEEP, Conflict, Duplicate, New, Outcome
from tracker.importers.owed_pay import Owings
from tracker.importers.sight import Sight, hashed, of_known, of_record
from tracker.say import Said, Word, told
from tracker.words import zone_info

_TIMES = ("worked_on", "worked_until", "started_at", "ended_at", "minutes")


class Fresh(NamedTuple):
    """A row of file `n` that is new by its identity: `outcomes[at]` is its New."""

    n: int
    outcomes: list[Outcome]
    at: int
    row: SourceRow


class SecondLook:
    """One import: what the ledger knows, the identities that come, and the rows that are known.

    `seen_again` has those by file, table and source.
    """

    def __init__(
        self,
        known: Mapping[str, Sequence[Known]],
        coming: Mapping[str, AbstractSet[Key]],
        seen_again: Mapping[tuple[int, str, str], Sequence[Record]],
        zone: dt.tzinfo,
    ) -> None:
        self._zone, self._seen_again = zone, seen_again
        self._known, self._coming = known, coming
        self._sights: dict[str, list[tuple[Sight, bool]]] = {}
        self._befores: dict[tuple[str, str], again.Before] = {}
        self._records: dict[int, Record] = {}
        self._arrived: set[int] = set()
        self._moves: list[Sight] = []

    def _there(self, table: str) -> list[Sight]:
        """All rows of the ledger."""
        return [s for s, _ in self._of(table)]

    def _left(self, table: str) -> list[Sight]:
        """Rows of the ledger that no file brings."""
        return [s for s, left in self._of(table) if left]

    def _of(self, table: str) -> list[tuple[Sight, bool]]:
        if table not in self._sights:
            coming = self._coming.get(table, ())
            self._sights[table] = [
                (of_known(table, k, self._zone), (k.source, k.source_id) not in coming)
                for k in self._known.get(table, ())
            ]
        return self._sights[table]

    def gone(self, n: int) -> list[Said | str]:
        """A sentence on the rows that file `n` would hold if its source still had them; they stay in the ledger."""
        rows = seconds = 0
        for (file, table, source), records in self._seen_again.items():
            if file == n and self._lacks_some(table, source):
                sights = [of_record(r, self._zone) for r in records if hashed(getattr(r, "source_id", None))]
                gone = again.lacked(self._before(table, source), again.Span.of(sights)) if sights else []
                rows += len(gone)
                seconds += sum(s.seconds or 0 for s in gone)
        if not rows:
            return []
        text = (
            "1 row of these days was read from this source before and was not found in it now: the ledger keeps it."
            if rows == 1
            else "{n} rows of these days were read from this source before and were not found in it now: the ledger "
            "keeps them."
        )
        if seconds:
            text = (
                "1 row of these days ({hours} h) was read from this source before and was not found in it now: the "
                "ledger keeps it."
                if rows == 1
                else "{n} rows of these days ({hours} h) were read from this source before and were not found in it "
                "now: the ledger keeps them."
            )
        return [told(text, n=rows, hours=Word(f"{seconds / 3600:.2f}"))]

    def _lacks_some(self, table: str, source: str) -> bool:
        coming = self._coming.get(table, ())
        return any(k.source == source and (source, k.source_id) not in coming for k in self._known.get(table, ()))

    def look(
        self, fresh: Callable[[], Iterable[Fresh]], came: Sequence[Came], rate: Rate, home: str, owings: Owings
    ) -> None:
        """Put questions in the place of News that need one, and of money that `came` and is a payment that is known, or
        pay that is owed."""
        self._look(fresh, came, rate, home)
        if any(c.is_open and not c.claimed for c in came):
            brought = {id(c.row) for c in came}
            own = (f.row for f in fresh() if id(f.row) not in brought and isinstance(f.row.record, Payout))
            owed_pay.look(came, owings(), frozenset((row.place()[0] or "").casefold() for row in own))

    def _look(self, fresh: Callable[[], Iterable[Fresh]], came: Sequence[Came], rate: Rate, home: str) -> None:
        if (
            not any(self._known.values())
            and len({id(f.outcomes) for f in fresh()} | {id(c.outcomes) for c in came}) < 2
        ):
            return  # nothing is there that a row could be
        by_table: dict[str, list[_Row]] = {}
        for f in list(fresh()):
            if isinstance(new := f.outcomes[f.at], New):
                words = f"{f.row.facts.payer or f.row.facts.description} {getattr(new.record, 'note', None) or ''}"
                sight = of_record(new.record, self._zone, slot=new.slot or "", said=words)
                by_table.setdefault(new.record.TABLE, []).append(_Row(f, sight))
                self._records[id(sight)] = new.record
        for table, rows in by_table.items():
            self._same_source(table, rows)
        self._moves = [r.sight for r in by_table.get("transfers", [])]
        self._flows(by_table.get("payouts", []), by_table.get("transfers", []))
        if came:
            self._arrivals(by_table.get("payouts", []), came, rate, home)
        for table, rows in by_table.items():
            self._other_sources(table, rows)

    # --- the same source -------------------------------------------------------------------------------

    def _same_source(self, table: str, rows: Sequence[_Row]) -> None:
        files: dict[tuple[int, str], list[_Row]] = {}
        for r in rows:
            if not r.sight.own:
                files.setdefault((r.fresh.n, r.sight.source), []).append(r)
        for (n, source), part in files.items():
            before = self._before(table, source)
            if before.rows:
                again_there = self._seen_again.get((n, table, source), [])
                span = again.Span.of([*(r.sight for r in part), *(of_record(r, self._zone) for r in again_there)])
                self._read_again(part, before, span, known=bool(again_there))

    def _before(self, table: str, source: str) -> again.Before:
        if (table, source) not in self._befores:
            there = (s for s in self._left(table) if s.source == source and not s.own)
            self._befores[table, source] = again.Before.of(there)
        return self._befores[table, source]

    def _read_again(self, rows: Sequence[_Row], before: again.Before, span: again.Span, *, known: bool) -> None:
        for r in rows:
            if (found := again.in_place(r.sight, before, tells=tells(r.fresh.row))) is not None:
                known = True
                r.found(*found)
        left = [r for r in rows if r.is_new]
        for n, (kind, sight) in again.moved([r.sight for r in left], before, span, known=known).items():
            left[n].found(kind, sight)

    # --- other sources ---------------------------------------------------------------------------------

    def _other_sources(self, table: str, rows: Sequence[_Row]) -> None:
        there = doubles.Told.of(s for s in self._left(table) if id(s) not in self._arrived)
        for r in rows:
            if r.is_new and (typed := doubles.exactly(r.sight, there)) is not None:
                r.found("typed_match", typed)
        for n in sorted({r.fresh.n for r in rows}):
            part = [r for r in rows if r.fresh.n == n]
            sums = doubles.Told.of(r.sight for r in part)
            for r in part:
                if r.is_new and (found := self._told(table, r.sight, there, sums)) is not None:
                    kind = "same_payment" if table == "payouts" else "other_report"
                    r.found("typed_match" if found.typed else kind, found, other=self._records.get(id(found)))
            for r in part:
                if r.is_new:
                    there.add(r.sight)
        if table == "payouts":
            self._moved_on(rows)

    def _arrivals(self, rows: Sequence[_Row], came: Sequence[Came], rate: Rate, home: str) -> None:
        """Deposits that are payments which were typed, or which a platform's statement tells of."""
        brought = {id(c.row) for c in came}
        statements = [r.sight for r in rows if r.is_new and id(r.fresh.row) not in brought]
        records = {key: record for key, record in self._records.items() if isinstance(record, Payout)}
        there = [s for s in self._there("payouts") if id(s) not in self._arrived]
        Arrivals(there, rate, home, records).look(came, statements, self._tell())

    def _tell(self) -> set[str]:
        """Sources whose transfers tell of what left an account."""
        return {t.source for t in (*self._there("transfers"), *self._moves) if doubles.leaves(t)}

    def _moved_on(self, rows: Sequence[_Row]) -> None:
        """Deposits from an account whose payments are known, if no transfers tell of what left it."""
        tell = self._tell()
        paid = [s for s in (*self._there("payouts"), *(r.sight for r in rows if r.is_new)) if s.source not in tell]
        for r in rows:
            if r.is_new and (found := doubles.moved_on(r.sight, paid)) is not None:
                r.found("same_payment", found, other=self._records.get(id(found)))

    def _told(self, table: str, new: Sight, there: doubles.Told, sums: doubles.Told) -> Sight | None:
        match table:
            case "payouts":
                return doubles.same_payment(new, there)
            case "work_sessions" | "earnings":
                return doubles.same_work(new, there, sums)
            case _:
                return None

    # --- money that moved on ---------------------------------------------------------------------------

    def _flows(self, payments: Sequence[_Row], moves: Sequence[_Row]) -> None:
        """Deposits that are the arrival of a transfer, and transfers whose arrival is there as a payment."""
        paid = self._there("payouts")
        tellers = {s.source for s in paid} | {r.sight.source for r in payments}
        used: set[int] = set()
        transfers = [*self._there("transfers"), *(r.sight for r in moves if r.is_new)]
        transfers = [t for t in transfers if t.source in tellers or t.typed]
        for r in payments:
            if r.is_new and (found := doubles.drawn(r.sight, transfers, used)) is not None:
                r.found("withdrawal", found, table="transfers", other=self._records.get(id(found)))
        left = [p for p in self._left("payouts") if p.source not in {r.sight.source for r in moves}]
        for r in moves:
            if r.is_new and r.sight.source in tellers and id(r.sight) not in used:
                tests = (doubles.arrives, doubles.arrives_less)
                arrived = next((p for test in tests for p in left if test(r.sight, p)), None)
                if arrived is not None:
                    left.remove(arrived)
                    self._arrived.add(id(arrived))
                    r.found("arrived", arrived, table="payouts")


def voided(batch: ParsedBatch, known: Sequence[Known], zone: str) -> list[Said | str]:
    """A sentence on work that the ledger has and the file says is cancelled or deleted since; it stays there."""
    gone = set(batch.void)
    there = [
        of_known(WorkSession.TABLE, k, zone_info(zone))
        for k in (known if gone else ())
        if k.source == batch.source and k.source_id and (k.source_id in gone or k.source_id.rpartition("/")[0] in gone)
    ]
    kept = [s for s in there if s.counts]
    if not kept:
        return []
    hours = sum(s.seconds or 0 for s in kept) / 3600
    first = min(s.day for s in kept)
    return [
        Said(
            "Cancelled or deleted since they were imported: {kept} ({hours} h), the first on {first}. The "
            "ledger keeps them: delete there what was not worked.",
            kept=len(kept),
            hours=Word(f"{hours:.2f}"),
            first=Word(first),
        )
    ]


class _Row:
    """A fresh row with how it looks."""

    def __init__(self, fresh: Fresh, sight: Sight) -> None:
        self.fresh, self.sight = fresh, sight

    @property
    def is_new(self) -> bool:
        return isinstance(self.fresh.outcomes[self.fresh.at], New)

    @property
    def _new(self) -> New:
        new = self.fresh.outcomes[self.fresh.at]
        assert isinstance(new, New)
        return new

    def found(self, kind: str, there: Sight, *, table: str = "", other: Record | None = None) -> None:
        """It seems to be a row that is there, or `other` of this import."""
        new = self._new
        if kind == "there":
            self.fresh.outcomes[self.fresh.at] = Duplicate(new.line, new.record, there.row)
            return
        choice = KEEP if KEEP in CHOICES[kind][0] else ""
        self.fresh.outcomes[self.fresh.at] = Conflict(
            new.line, new.record, there.row, kind, _changes(new.record), new.content, new.slot, choice, table, other
        )


def _changes(record: Record) -> tuple[tuple[str, object], ...]:
    """What the file says; the rest stays as it is in the ledger, but for the times, which belong together."""
    said = ((c.name, getattr(record, c.name)) for c in columns(type(record)))
    return tuple((name, value) for name, value in said if value is not None or name in _TIMES)
