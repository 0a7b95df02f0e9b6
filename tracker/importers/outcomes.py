"""What becomes of each row of a file, as types, and the sums of a file that page and terminal show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tracker.domain import RECORDS, Record, Rule
from tracker.errors import Problem
from tracker.importers.rules import AssignGroup, measure
from tracker.units import money_text


@dataclass(frozen=True, slots=True)
class New:
    """A row to insert. `content` and `slot` go into the store's columns of these names (None: not sourced)."""

    line: int
    record: Record
    content: str | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """The ledger's row `row` gets `changes` (column, value); None where a New of this plan took them in."""

    line: int
    record: Record
    row: int | None
    changes: tuple[tuple[str, Any], ...]
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Already there: the ledger's row, or None for a row of this same import."""

    line: int
    record: Record
    row: int | None


KEEP, REPLACE, ADD = "keep", "replace", "add"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The ledger's row `row` seems to be this one, with other content. Nothing is written while `keep`.

        kind           the same …                                      may be answered with
        same_id        source and id                                   keep, replace (proposed)
        same_slot      source, start and platform                      keep, replace (proposed), add
        typed_match    platform, day and minutes (or amount), typed    keep (proposed), add
        other_values   platform, project, rule … (archive)             keep, replace
        in_this_import as same_id or same_slot, in another file        keep

    `replace` writes `changes`, `content` and `slot` to the ledger's row.
    """

    line: int
    record: Record
    row: int | None
    kind: str
    choices: tuple[str, ...]
    proposed: str
    changes: tuple[tuple[str, Any], ...] = ()
    content: str | None = None
    slot: str | None = None
    choice: str = KEEP


@dataclass(frozen=True, slots=True)
class Ignored:
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    problem: Problem


Outcome: TypeAlias = New | Updated | Duplicate | Conflict | Ignored | Rejected


_WEIGHT: tuple[type[Outcome], ...] = (Conflict, New, Updated, Duplicate, Rejected, Ignored)


@dataclass(frozen=True, slots=True)
class FileSummary:
    """The counts of one file; `json` is what `tracker import --json` prints of it.

    `seconds` and `amounts` (units by currency) are those of the rows that are the ledger's after the
    import, whether new or not: what the file holds, to compare with the source's own totals. Amounts are
    what was earned; where the file says nothing of that, what was paid (clawbacks taken off).
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

    def json(self) -> dict[str, Any]:
        whole, part = divmod(self.seconds, 60)
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
            "minutes": whole if part == 0 else round(self.seconds / 60, 4),
            "amounts": {currency: money_text(units) for currency, units in self.amounts.items()},
        }


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file of a plan: each of its rows in one outcome, in the file's order."""

    file: str
    format: str
    source: str
    outcomes: tuple[Outcome, ...]
    groups: tuple[AssignGroup, ...] = ()
    notes: tuple[str, ...] = ()

    def summary(self) -> FileSummary:
        rows = self._rows()
        counts = Counter(type(o).__name__ for o in rows)
        reasons = Counter(o.reason for o in rows if isinstance(o, Ignored))
        seconds, amounts = self._sums()
        return FileSummary(
            file=self.file,
            format=self.format,
            rows=len(rows),
            new=counts["New"],
            updated=counts["Updated"],
            duplicate=counts["Duplicate"],
            conflict=counts["Conflict"],
            ignored=dict(sorted(reasons.items())),
            rejected=tuple(o.problem for o in rows if isinstance(o, Rejected)),
            seconds=seconds,
            amounts=amounts,
        )

    def _rows(self) -> list[Outcome]:
        """One outcome per row of the file: of a row that makes several (work and money) the weightiest."""
        if self.format == "archive":
            return list(self.outcomes)
        best: dict[int, Outcome] = {}
        for outcome in self.outcomes:
            line = outcome.problem.line if isinstance(outcome, Rejected) else outcome.line
            there = best.get(line)
            if there is None or _WEIGHT.index(type(outcome)) < _WEIGHT.index(type(there)):
                best[line] = outcome
        return list(best.values())

    def _sums(self) -> tuple[int, dict[str, int]]:
        seconds, earned, paid = 0, Counter[str](), Counter[str]()
        for outcome in self.outcomes:
            match outcome:
                case New(record=record) | Updated(record=record) | Duplicate(record=record) | Conflict(record=record):
                    worked, units, currency = measure(record)
                    seconds += worked
                    if currency:
                        (paid if record.TABLE == "payouts" else earned)[currency] += units
                case Ignored() | Rejected():
                    pass
        return seconds, dict(sorted((earned or paid).items()))


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `rules` are those to keep with it (from the wizard or `--rule`)."""

    files: tuple[FilePlan, ...]
    rules: tuple[Rule, ...] = field(default=())

    def outcomes(self) -> Iterator[Outcome]:
        for file in self.files:
            yield from file.outcomes

    def inserts(self) -> Iterator[tuple[type[Record], list[New]]]:
        """New rows by table, in the archive's order (platforms before what names them).

        Conflicts answered with `add` are among them.
        """
        by_table: dict[str, list[New]] = {}
        for outcome in self.outcomes():
            match outcome:
                case New(record=record):
                    by_table.setdefault(record.TABLE, []).append(outcome)
                case Conflict(line=line, record=record, content=content, slot=slot, choice="add"):
                    by_table.setdefault(record.TABLE, []).append(New(line, record, content, slot))
                case _:
                    pass
        for record_class in RECORDS:
            if rows := by_table.get(record_class.TABLE):
                yield record_class, rows

    def changes(self) -> Iterator[Updated | Conflict]:
        """Rows of the ledger to change: updates, and conflicts answered with `replace`."""
        for outcome in self.outcomes():
            match outcome:
                case Updated(row=int()) | Conflict(row=int(), choice="replace"):
                    yield outcome
                case _:
                    pass

    @property
    def questions(self) -> tuple[AssignGroup, ...]:
        """Values that nothing assigns yet; their rows are not stored."""
        return tuple(g for f in self.files for g in f.groups if g.open)

    @property
    def empty(self) -> bool:
        """Whether applying it would write nothing (rules aside)."""
        new = any(isinstance(o, New) or (isinstance(o, Conflict) and o.choice == ADD) for o in self.outcomes())
        return not new and next(self.changes(), None) is None

    def json(self, batch: int | None = None) -> dict[str, Any]:
        """The object that `tracker import --json` prints."""
        return {"files": [f.summary().json() for f in self.files], "batch": batch}


def answered(plan: ImportPlan, choice: str, kinds: tuple[str, ...] = ()) -> ImportPlan:
    """The plan with each conflict (of these kinds) answered so, where that answer is possible."""
    from dataclasses import replace

    def answer(outcome: Outcome) -> Outcome:
        if isinstance(outcome, Conflict) and choice in outcome.choices and (not kinds or outcome.kind in kinds):
            return replace(outcome, choice=choice)
        return outcome

    files = tuple(replace(f, outcomes=tuple(map(answer, f.outcomes))) for f in plan.files)
    return replace(plan, files=files)
