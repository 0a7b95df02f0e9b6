"""Small batches and ledgers for the tests of plan, rules and archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import Known, Payout, Record, Transfer, WorkSession, to_stored
from tracker.importers.base import UNASSIGNED, Facts, ParsedBatch, ReadOptions, SourceRow
from tracker.importers.identity import normal, start_slot
from tracker.importers.outcomes import Conflict, New, Updated
from tracker.importers.plan import KnownLedger, needs, plan_import
from tracker.importers.results import ImportPlan
from tracker.importers.rules import Rule, assign


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 5, day, hour, minute, tzinfo=dt.UTC)


def session(
    line: int,
    start: dt.datetime,
    minutes: int = 60,
    *,
    platform: str = "Northwind",
    note: str | None = None,
    status: str | None = None,
    own: str = "",
    client: str = "",
    project: str = "",
) -> SourceRow:
    end = start + dt.timedelta(minutes=minutes)
    record = WorkSession(
        platform=platform, started_at=start, ended_at=end, note=note, status=status, project=project or None
    )
    facts = Facts(client=client, project=project)
    return SourceRow(line, record, facts, normal(start, end, client, project, note), own, start_slot(start))


def payout(
    line: int, day: int, units: int, payer: str, own: str = "", platform: str = UNASSIGNED, kind: str = "payout"
) -> SourceRow:
    record = Payout(platform=platform, kind=kind, received_on=dt.date(2026, 5, day), amount=units, currency="USD")
    return SourceRow(line, record, Facts(payer=payer), normal(day, units, payer), own)


def transfer(line: int, account: str = "") -> SourceRow:
    record = Transfer(
        moved_on=dt.date(2026, 5, 1), from_account="Wise", to_account="Bank", amount_out=10_000, currency_out="USD"
    )
    return SourceRow(line, record, Facts(account=account), normal(line, account))


def batch(*rows: SourceRow, source: str = "clock", format: str = "") -> ParsedBatch:
    return ParsedBatch(format or source, source, rows)


class Ledger:
    """A ledger in memory, as far as the plan knows it; applies plans as the store would."""

    def __init__(self, records: Sequence[Record] = ()) -> None:
        self.rows: dict[int, tuple[Record, str | None, str | None]] = {}
        self.add([(r, None, None) for r in records])

    def add(self, rows: Sequence[tuple[Record, str | None, str | None]]) -> None:
        for row in rows:
            self.rows[len(self.rows) + 1] = row

    def known(self, sourced: frozenset[str], whole: frozenset[str]) -> KnownLedger:
        return KnownLedger(
            {t: self._identities(t) for t in sourced},
            {t: [(n, r) for n, (r, _, _) in self.rows.items() if t == r.TABLE] for t in whole},
        )

    def _identities(self, table: str) -> list[Known]:
        found = []
        for n, (record, content, slot) in self.rows.items():
            if table == record.TABLE:
                s = to_stored(record)
                day = next(
                    (
                        str(s[c])[:10]
                        for c in ("worked_on", "started_at", "earned_from", "received_on", "moved_on")
                        if s.get(c)
                    ),
                    None,
                )
                found.append(
                    Known(
                        n, s["source"], s["source_id"], content, slot, s.get("status"), s.get("platform"), day,
                        s.get("started_at"), s.get("ended_at"), s.get("minutes"),
                        s.get("amount", s.get("amount_out")), s.get("currency", s.get("currency_out")),
                        s.get("project"), s.get("worked_until", s.get("earned_to")), s.get("activity", s.get("kind")),
                        s.get("fee"), s.get("from_account"), s.get("to_account"), s.get("amount_in"),
                        s.get("currency_in"), s.get("note"), s.get("evidence"), n,
                    )
                )  # fmt: skip
        return found

    def plan(
        self, *batches: ParsedBatch, rules: Sequence[Rule] = (), options: ReadOptions | None = None, zone: str = "UTC"
    ) -> ImportPlan:
        named = [assign(b, rules, options or ReadOptions(), file=f"{n}.csv") for n, b in enumerate(batches)]
        return plan_import(named, self.known(*needs(named)), zone=zone)

    def apply(self, plan: ImportPlan) -> None:
        for _, rows in plan.inserts():
            self.add([(new.record, new.content, new.slot) for new in rows])
        for change in plan.changes():
            match change:
                case Updated(row=int(n), changes=changes, content=content):
                    record, old, slot = self.rows[n]
                    self.rows[n] = (replace(record, **dict(changes)), content or old, slot)
                case Conflict(row=int(n), changes=changes, content=content, slot=slot):
                    self.rows[n] = (replace(self.rows[n][0], **dict(changes)), content, slot)

    def take(self, *batches: ParsedBatch, **options: object) -> ImportPlan:
        plan = self.plan(*batches, **options)
        self.apply(plan)
        return plan

    def content(self) -> list[str]:
        return sorted(repr(r) for r, _, _ in self.rows.values())


def names(plan: ImportPlan) -> list[list[str]]:
    return [[type(o).__name__ for o in f.outcomes] for f in plan.files]


def only_new(plan: ImportPlan) -> bool:
    return all(isinstance(o, New) for o in plan.outcomes())
