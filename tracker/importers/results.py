"""What an import would do, file by file, with counts and sums: what will be stored, and what is left out, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.domain import RECORDS, Expense, Payout, PayoutKind, Record, Rule, Transfer
from tracker.errors import Problem
from tracker.importers.identity import amended
from tracker.importers.outcomes import (
    ADD,
    KEEP,
    REPLACE,
    Arrival,
    Conflict,
    Duplicate,
    Ignored,
    New,
    Outcome,
    Raised,
    Rejected,
    Unread,
    Updated,
)
from tracker.importers.rules import AssignGroup, measure
from tracker.say import Said
from tracker.units import money_text

_WEIGHT: tuple[type[Outcome], ...] = (Conflict, New, Updated, Duplicate, Rejected, Ignored)
_FIRST = (("work_sessions", "earnings"), ("payouts",), ("expenses",), ("transfers",))
"""Whose money speaks for a file: what was earned; if it says nothing of that what was paid, spent, moved."""


@dataclass(slots=True)
class Sums:
    """Rows, seconds worked and money (units by currency)."""

    rows: int = 0
    seconds: int = 0
    amounts: dict[str, int] = field(default_factory=dict)

    def add(self, seconds: int, units: int, currency: str) -> None:
        self.rows += 1
        self.seconds += seconds
        if currency:
            self.amounts[currency] = self.amounts.get(currency, 0) + units

    def plus(self, other: Sums) -> Sums:
        """Both together."""
        amounts = Counter(self.amounts)
        amounts.update(other.amounts)
        return Sums(self.rows + other.rows, self.seconds + other.seconds, dict(amounts))

    def json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "minutes": minutes(self.seconds),
            "amounts": {c: money_text(u) for c, u in sorted(self.amounts.items())},
        }


def minutes(seconds: int) -> int | float:
    """Minutes, whole where they are.

    >>> minutes(5400), minutes(5401)
    (90, 90.0167)
    """
    whole, part = divmod(seconds, 60)
    return whole if part == 0 else round(seconds / 60, 4)


@dataclass(frozen=True, slots=True)
class FileSummary:
    """The counts of one file; `json` is what `tracker import --json` prints of it.

    Rows are lines of the file, each counted once. `seconds` and `amounts` (units by currency) are those of
    the rows that the import will write: new ones, updated ones, and conflicts that are answered so. Amounts
    are what was earned; if nothing of that is written, what was paid (clawbacks taken off), else what was
    spent. `stored` has them by table; `left_out` those of all that is not written: by the reason of what is
    ignored, and as `duplicate` and `conflict`. `asked` counts the conflicts by kind, and `questions` has them.
    """

    file: str
    format: str
    rows: int
    new: int
    updated: int
    duplicate: int
    conflict: int
    ignored: dict[str, int]
    rejected: tuple[Problem, ...]
    seconds: int
    amounts: dict[str, int]
    stored: Mapping[str, Sums] = field(default_factory=dict)
    left_out: Mapping[str, Sums] = field(default_factory=dict)
    asked: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Mapping[str, Any], ...] = ()

    def json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": self.format,
            "rows": self.rows,
            "new": self.new,
            "updated": self.updated,
            "duplicate": self.duplicate,
            "conflict": self.conflict,
            "ignored": dict(self.ignored),
            "rejected": [
                {"line": p.line, "column": p.column, "value": p.value, "code": p.code, "message": p.message}
                for p in self.rejected
            ],
            "minutes": minutes(self.seconds),
            "amounts": {currency: money_text(units) for currency, units in self.amounts.items()},
            "stored": {table: s.json() for table, s in self.stored.items()},
            "left_out": {reason: s.json() for reason, s in self.left_out.items()},
            "asked": dict(self.asked),
            "conflicts": [dict(q) for q in self.questions],
        }


def summary(plan: FilePlan) -> FileSummary:
    """Counts and sums of one file."""
    rows = list(_rows(plan))
    counts = Counter(map(type, rows))
    stored, left_out = _sums(plan)
    conflicts = [o for o in plan.outcomes if isinstance(o, Conflict)]
    spoken = next((s for s in (_together(stored, tables) for tables in _FIRST) if s.amounts), Sums())
    return FileSummary(
        file=plan.file,
        format=plan.format,
        rows=len(rows),
        new=counts[New],
        updated=counts[Updated],
        duplicate=counts[Duplicate],
        conflict=counts[Conflict],
        ignored=dict(sorted(Counter(o.reason for o in rows if isinstance(o, Ignored)).items())),
        rejected=tuple(o.problem for o in rows if isinstance(o, Rejected)),
        seconds=sum(s.seconds for s in stored.values()),
        amounts=dict(sorted(spoken.amounts.items())),
        stored=stored,
        left_out=left_out,
        asked=dict(sorted(Counter(c.kind for c in conflicts).items())),
        questions=tuple(map(_question, conflicts)),
    )


def _question(c: Conflict) -> dict[str, Any]:
    """A conflict in the JSON; `row` is one of the table `with` in the ledger, null in this import."""
    return {
        "line": c.line,
        "table": c.record.TABLE,
        "kind": c.kind,
        "with": c.table or c.record.TABLE,
        "row": c.row,
        **({"rows": [r.row for r in c.arrival.payments]} if c.arrival else {}),
        "choices": list(c.choices),
        "proposed": c.proposed,
        "choice": c.choice or None,
    }


def _rows(plan: FilePlan) -> Iterator[Outcome]:
    """One outcome per row of the file: of a row that makes several (work and money) the weightiest."""
    if plan.format == "archive":
        yield from plan.outcomes
        return
    if len({o.line for o in plan.outcomes if not isinstance(o, Rejected)}) == len(plan.outcomes):
        yield from plan.outcomes
        return
    best: dict[int, Outcome] = {}
    for outcome in plan.outcomes:
        line = outcome.problem.line if isinstance(outcome, Rejected) else outcome.line
        there = best.get(line)
        if there is None or _WEIGHT.index(type(outcome)) < _WEIGHT.index(type(there)):
            best[line] = outcome
    yield from best.values()


def _sums(plan: FilePlan) -> tuple[dict[str, Sums], dict[str, Sums]]:
    """What is written, by table, and what is not, by reason."""
    stored: dict[str, Sums] = {}
    left: dict[str, Sums] = {}
    for outcome in plan.outcomes:
        match outcome:
            case New(record=record) | Updated(record=record, row=int()):
                _add(stored, record.TABLE, record)
            case Conflict(record=record, arrival=Arrival()) if outcome.choice == REPLACE and not outcome.is_owed:
                _add(left, outcome.kind, record)  # the payment that it is has it
            case Conflict(record=record):
                _add(stored, record.TABLE, record) if outcome.stored else _add(left, "conflict", record)
            case Duplicate(record=record) | Updated(record=record):
                _add(left, "duplicate", record)
            case Ignored(reason=reason):
                left.setdefault(reason, Sums()).add(outcome.seconds, outcome.amount, outcome.currency)
            case _:
                pass
    return dict(sorted(stored.items())), dict(sorted(left.items()))


def _add(sums: dict[str, Sums], key: str, record: Record) -> None:
    sums.setdefault(key, Sums()).add(*measured(record))


def measured(record: Record) -> tuple[int, int, str]:
    """Seconds worked, amount in units and its currency of a record of any table: spent and moved money, too."""
    match record:
        case Expense():
            return 0, record.amount, record.currency
        case Transfer():
            return 0, record.amount_out, record.currency_out
        case _:
            return measure(record)


def _together(stored: Mapping[str, Sums], tables: tuple[str, ...]) -> Sums:
    made = Sums()
    for table in tables:
        made = made.plus(stored.get(table, Sums()))
    return made


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file of a plan: each of its rows in one outcome, in the file's order."""

    file: str
    format: str
    source: str
    outcomes: tuple[Outcome, ...]
    groups: tuple[AssignGroup, ...] = ()
    notes: tuple[Said | str, ...] = ()

    def summary(self) -> FileSummary:
        """Counts and sums, as page and terminal show them."""
        return summary(self)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `rules` are those to keep with it (from the wizard or `--rule`)."""

    files: tuple[FilePlan, ...]
    rules: tuple[Rule, ...] = field(default=())
    unread: tuple[Unread, ...] = ()
    """Files among others that are not read, each with why."""

    def outcomes(self) -> Iterator[Outcome]:
        for file in self.files:
            yield from file.outcomes

    def inserts(self) -> Iterator[tuple[type[Record], list[New]]]:
        """New rows by table, in the archive's order (platforms before what names them).

        Conflicts answered with `add` are among them.
        """
        by_table: dict[str, list[New]] = {}
        raised = {id(r.record): r for r in self.raised() if r.record is not None}
        for outcome in self.outcomes():
            match outcome:
                case New(record=record) if raised and (r := raised.get(id(record))) is not None:
                    made = replace(outcome, record=amended(record, **dict(r.changes)), slot=r.slot)
                    by_table.setdefault(record.TABLE, []).append(made)
                case New(record=record):
                    by_table.setdefault(record.TABLE, []).append(outcome)
                case Conflict(record=record) if outcome.choice == ADD or outcome.removes or outcome.is_pay:
                    if outcome.spare and outcome.choice == ADD:
                        record = amended(record, source_id=outcome.spare)
                    by_table.setdefault(record.TABLE, []).append(
                        New(outcome.line, record, outcome.content, outcome.slot)
                    )
                case _:
                    pass
        for record_class in RECORDS:
            if rows := by_table.get(record_class.TABLE):
                yield record_class, rows

    def changes(self) -> Iterator[Updated | Conflict]:
        """Rows of the ledger to change: updates, and conflicts answered with `replace`."""
        for outcome in self.outcomes():
            match outcome:
                case Updated(row=int()) | Conflict(row=int(), choice="replace", table="", arrival=None):
                    yield outcome
                case _:
                    pass
        for r in self.raised():
            if r.row is not None:
                yield _raise(r)

    def raised(self) -> list[Raised]:
        """Payments that were confirmed to have come by deposits of this import, each once."""
        found = [r for c in self._confirmed() if c.arrival for r in c.arrival.payments]
        return list({(r.row, id(r.record)): r for r in found}.values())

    def learnt(self) -> list[Rule]:
        """Rules on payers whose deposits were all confirmed."""
        asked = [o for o in self.outcomes() if isinstance(o, Conflict) and o.arrival and o.arrival.rule]
        refused = {o.arrival.rule for o in asked if o.choice != REPLACE and o.arrival}
        found = {o.arrival.rule: None for o in asked if o.arrival and o.arrival.rule not in refused}
        return [rule for rule in found if rule is not None]

    def _confirmed(self) -> Iterator[Conflict]:
        for outcome in self.outcomes():
            if isinstance(outcome, Conflict) and outcome.arrival and outcome.choice == REPLACE:
                yield outcome

    def removals(self) -> Iterator[tuple[str, int]]:
        """Rows of the ledger, by table, that go because a row of another table tells of the same."""
        for outcome in self.outcomes():
            if isinstance(outcome, Conflict) and (gone := outcome.removes):
                yield gone

    @property
    def unanswered(self) -> tuple[tuple[str, Conflict], ...]:
        """Conflicts, by file, that must be answered before anything is written."""
        return tuple((f.file, o) for f in self.files for o in f.outcomes if isinstance(o, Conflict) and not o.choice)

    @property
    def questions(self) -> tuple[AssignGroup, ...]:
        """Values that nothing assigns yet; their rows are not stored."""
        return tuple(g for f in self.files for g in f.groups if g.open)

    @property
    def empty(self) -> bool:
        """Whether applying it would write nothing (rules aside)."""
        new = any(isinstance(o, New) or (isinstance(o, Conflict) and o.choice != KEEP) for o in self.outcomes())
        return not new and next(self.changes(), None) is None

    def json(self, batch: int | None = None) -> dict[str, Any]:
        """The object that `tracker import --json` prints; `unread` is there if a file is not read."""
        unread = {"unread": [u.json() for u in self.unread]} if self.unread else {}
        return {"files": [f.summary().json() for f in self.files], **unread, "batch": batch}


def _raise(r: Raised) -> Conflict:
    """A payment of the ledger that gets what its deposit shows."""
    record = Payout(
        platform=r.platform, kind=PayoutKind.PAYOUT.value, received_on=r.day, amount=r.amount, currency=r.currency
    )
    return Conflict(0, record, r.row, "deposit", r.changes, None, r.slot, REPLACE)


def answered(plan: ImportPlan, choice: str, kinds: tuple[str, ...] = ()) -> ImportPlan:
    """The plan with each conflict (of these kinds) answered so, where that answer is possible."""

    def answer(outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Conflict):
            return outcome
        return (
            outcome.answer(choice) if outcome.kind in kinds else outcome if kinds else outcome.answer_with_all(choice)
        )

    files = tuple(replace(f, outcomes=tuple(map(answer, f.outcomes))) for f in plan.files)
    return replace(plan, files=files)
