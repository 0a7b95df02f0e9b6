"""Files in, archive out: plan, apply, named mappings.

files ── read ──> batches ── assign ──> Assigned ───┐
ledger ── identities, whole records ────────────────┴─ plan_import ──> Planned ── apply ──> one operation
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.desk import payments
from tracker.desk.archive import File, read_paths, stream_bytes
from tracker.desk.mappings import draft_of, find_mapping, saved_mappings, with_home, with_rates
from tracker.desk.notes import NotesImporter
from tracker.desk.reference import BundledRates
from tracker.domain import BY_TABLE, NOT_WORK, Platform, Project, Record, Rule, Settings
from tracker.errors import InputError, NeedsAnswer
from tracker.importers import intake, mapping_json, plan, results
from tracker.importers.ahead import without_future
from tracker.importers.base import Importer, ParsedBatch, ReadOptions
from tracker.importers.deposit_fit import Rate
from tracker.importers.guess import Draft
from tracker.importers.identity import amended
from tracker.importers.intake import Intake
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping import Mapping as FileMapping
from tracker.importers.outcomes import (
    ADD,
    CLEAR,
    DEPOSIT,
    KEEP,
    ONE_BY_ONE,
    OWED,
    REPLACE,
    Conflict,
    New,
    Outcome,
    Updated,
)
from tracker.importers.owed_pay import Owing
from tracker.importers.results import FilePlan, ImportPlan
from tracker.importers.rules import Assigned, AssignGroup, assign, parse_rule
from tracker.say import Act, Said

if TYPE_CHECKING:
    from tracker.desk.session import Desk
    from tracker.store import Change, Operation

Progress: TypeAlias = Callable[[float], None]
Choices: TypeAlias = Mapping[tuple[str, str, int], str]
"""Answers to conflicts by file, table and line: keep, replace or add."""

Inserts: TypeAlias = list[tuple[type[Record], list[New]]]

SLICE = 5_000
MANY = 50


@dataclass(frozen=True, slots=True)
class Planned:
    """What importing files would do, with all that is needed to do it, or to plan it again.

    `plan` holds the outcome of every row and a summary per file; `plan.questions` what nothing assigns yet.
    `new_names` are platforms and projects ("Mercor", "Mercor / rlhf") that the ledger does not have yet;
    `new_rules`, `new_projects` and `new_mappings` what is kept besides the rows.
    """

    plan: ImportPlan
    files: tuple[File, ...]
    options: ReadOptions
    rules: tuple[Rule, ...]
    mapping: FileMapping | None
    mappings: Mapping[str, FileMapping]
    version: int
    spare: bool = False
    new_names: tuple[str, ...] = ()
    new_rules: tuple[Rule, ...] = ()
    new_projects: tuple[Project, ...] = ()
    new_mappings: tuple[FileMapping, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, AssignGroup], ...]:
        """What to assign, by file: each distinct client, project, tag or payer with count and sums."""
        return tuple((f.file, g) for f in self.plan.files for g in f.groups)

    @property
    def conflicts(self) -> tuple[tuple[str, Conflict], ...]:
        """Rows that say otherwise than the ledger, by file."""
        return tuple((f.file, o) for f in self.plan.files for o in f.outcomes if isinstance(o, Conflict))

    @property
    def writes(self) -> bool:
        """Is there anything to write?"""
        return not self.plan.empty or bool(self.new_rules or self.new_projects or self.new_mappings)

    @property
    def kept_rules(self) -> tuple[Rule, ...]:
        """Rules to keep with it: what was said of names, and what confirmed deposits show of their payers."""
        said = {(r.field, r.pattern.casefold()) for r in self.new_rules}
        learnt = (r for r in self.plan.learnt() if (r.field, r.pattern.casefold()) not in said)
        return (*self.new_rules, *learnt)

    @property
    def json(self) -> dict[str, Any]:
        """`tracker import --json` with `batch` null."""
        return self.plan.json()


def opened(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, list[tuple[str, bytes]]]]:
    """Files by what was given: a zip gives those in it and a workbook its sheets, so that each can be chosen, mapped
    and left out by itself.

    Any other file, and an archive of the tracker, is itself. Raises UnreadableFile for a zip that cannot be read.
    """
    return [(name, intake.opened(name, data)) for name, data in files]


def options(desk: Desk, **said: Any) -> ReadOptions:
    """What a person said about the files (see `ReadOptions`), with the ledger's own zone and the day of today."""
    of = {name: _typed(answers) for name, answers in said.pop("of", {}).items()}
    as_of = said.pop("as_of", None) or desk.today()
    return ReadOptions(home_zone=desk.settings().time_zone, of=of, **_typed({**said, "as_of": as_of}))


def _typed(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, a day as a day."""
    on = said.get("as_of")
    return {**said, "as_of": dt.date.fromisoformat(on)} if isinstance(on, str) else dict(said)


def with_answer(said: Mapping[str, Any], question: NeedsAnswer, value: str) -> dict[str, Any]:
    """What was said, with one answer more: of all files of a format where that is known, so that the zone of one
    program is not taken for another's."""
    if not question.format or question.asks == "format":
        return {**said, question.asks: value}
    of = said.get("of", {})
    return {**said, "of": {**of, question.format: {**of.get(question.format, {}), question.asks: value}}}


# --- the plan ------------------------------------------------------------------------------------------


def plan_files(
    desk: Desk,
    files: Sequence[File],
    said: ReadOptions | None = None,
    *,
    mapping: FileMapping | None = None,
    mappings: Mapping[str, FileMapping] | None = None,
    rules: Sequence[Rule] = (),
    spare: bool = False,
    progress: Progress | None = None,
) -> Planned:
    """What importing these files would do; nothing is written.

    `mapping` is used for every file, `mappings` by file name (the wizard's answers), saved ones by themselves;
    `rules` come before the kept ones and are kept when the plan is applied. `spare`: a file that nobody can read is
    left aside (`plan.unread`) if another can be read, as those of zips and folders always are.
    Raises UnreadableFile, NeedsAnswer (option, choices, file), InputError.
    """
    if not files:
        raise InputError("There is no file to import.")
    version, by_name = desk.version, mappings or {}
    said = with_home(desk, said)
    kept = [r for _, r in desk.rows(Rule)]
    names, saved = _Names(desk), saved_mappings(desk)
    own: list[Importer] = [*map(MappedImporter, saved.values()), NotesImporter.of(desk, said)]
    source = Intake(said, own, {n: MappedImporter(m) for n, m in by_name.items()}, spare, progress)
    if mapping is not None:
        source = source.by(MappedImporter(mapping))
    force, today = _in_force(kept, rules), max(desk.today(), said.as_of or desk.today())
    batches = [
        assign(_happened(batch, today), force, said.of_format(batch.format), file=name, spell=names.spell)
        for name, batch in source.read(files)
    ]
    made = plan.plan_import(batches, _known(desk, batches), zone=said.home_zone, rules=tuple(rules))
    made = replace(made, unread=tuple(source.unread))
    used = [m for m in (mapping, *by_name.values()) if m is not None]
    return Planned(
        made,
        tuple(files),
        said,
        tuple(rules),
        mapping,
        by_name,
        version,
        spare,
        names.new(made),
        tuple(r for r in rules if r not in kept),
        tuple(p for m in used for p in m.projects() if not names.has(p)),
        tuple(m for m in used if saved.get(m.name) != m),
    )


def _happened(batch: ParsedBatch, today: dt.date) -> ParsedBatch:
    """What a file of somebody else tells that has happened; an archive is the ledger's own."""
    return batch if batch.format == "archive" else without_future(batch, today)


def _in_force(kept: Sequence[Rule], new: Sequence[Rule]) -> list[Rule]:
    """New rules, and kept ones that none of them replaces."""
    said = {(r.field, r.pattern.casefold()) for r in new}
    return [*new, *(r for r in kept if (r.field, r.pattern.casefold()) not in said)]


def _known(desk: Desk, batches: Sequence[Assigned]) -> plan.KnownLedger:
    sourced, whole = plan.needs(batches)
    return plan.KnownLedger(
        identities={t: desk.store.identities(t) for t in sourced},
        records={t: desk.rows(BY_TABLE[t]) for t in whole},
        rate=_day_rate(),
        home=desk.settings().home_currency,
        owings=lambda: _owings(desk),
    )


def _owings(desk: Desk) -> list[Owing]:
    """What is left of each pay day, whichever project it is of, by today."""
    left: Counter[tuple[str, dt.date, str]] = Counter()
    for day in payments.lines(desk, desk.today()).open:
        left[day.platform, day.due_on, day.currency] += day.left
    return [Owing(platform, due, amount, currency) for (platform, due, currency), amount in sorted(left.items())]


def _day_rate() -> Rate:
    """Rates of the bundled table, read on the first question."""
    table = BundledRates()

    def rate(one: str, other: str, day: dt.date) -> float | None:
        found = table.rate(one, other, day)
        return found[0] if found else None

    return rate


class _Names:
    """Platforms and projects of the ledger: files that write them in another case mean the same."""

    def __init__(self, desk: Desk) -> None:
        self._platforms = {p.platform.casefold(): p.platform for _, p in desk.rows(Platform)}
        self._projects = {(p.platform, p.project.casefold()): p.project for _, p in desk.rows(Project)}

    def has(self, project: Project) -> bool:
        return (project.platform, project.project.casefold()) in self._projects

    def spell(self, platform: str, project: str | None) -> tuple[str, str | None]:
        """Platform and project in the ledger's own spelling."""
        there = self._platforms.get(platform.casefold())
        if there is None:
            return platform, project
        return there, self._projects.get((there, (project or "").casefold()), project)

    def new(self, made: ImportPlan) -> tuple[str, ...]:
        """Names of the plan's new rows that the ledger does not have."""
        known = set(self._platforms.values())
        found: dict[str, None] = {}
        for _, news in made.inserts():
            places = {(getattr(n.record, "platform", None), getattr(n.record, "project", None)) for n in news}
            for platform, project in places:
                if not platform or platform == NOT_WORK:
                    continue
                if platform not in known:
                    found.setdefault(platform)
                if project and (platform, project.casefold()) not in self._projects:
                    found.setdefault(f"{platform} / {project}")
        return tuple(sorted(found))


def counterpart(desk: Desk, conflict: Conflict) -> Record | None:
    """The row of the ledger that a row of a file seems to be; None if it is in the same import."""
    if conflict.row is None:
        return None
    return desk.get(conflict.table or conflict.record.TABLE, conflict.row)


# --- applying it ---------------------------------------------------------------------------------------


def answered(planned: Planned, choice: str, choices: Choices | None = None, kinds: Sequence[str] = ()) -> Planned:
    """The plan with its conflicts (of these kinds) answered: one by one, the others by `choice` where possible."""
    if kinds:
        return replace(planned, plan=results.answered(planned.plan, choice, tuple(kinds)))
    files = tuple(_answered(f, choice, choices or {}) for f in planned.plan.files)
    return replace(planned, plan=replace(planned.plan, files=files))


def answered_rows(planned: Planned, choices: Choices) -> Planned:
    """The plan with single conflicts answered, by file, table and line; the others stay as they are."""
    files = tuple(_answered(f, "", choices) for f in planned.plan.files)
    return replace(planned, plan=replace(planned.plan, files=files))


def _answered(file: FilePlan, choice: str, choices: Choices) -> FilePlan:
    def answer(outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Conflict):
            return outcome
        own = choices.get((file.file, outcome.record.TABLE, outcome.line))
        return outcome.answer(own) if own is not None else outcome.answer_with_all(choice)

    return replace(file, outcomes=tuple(answer(o) for o in file.outcomes))


def apply_plan(
    desk: Desk,
    planned: Planned,
    *,
    replace: bool = False,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Operation | None:
    """Write a plan as one operation, with its rules, mapping and their projects; None: nothing to write.

    `choices` answers single conflicts by (file, table, line): keep, replace or add; `replace` takes the file's side
    in all others, else the ledger's rows are left. If the ledger has changed since, the plan is rebuilt first,
    while nobody else can write.
    """
    return carry_out(desk, planned, replace=replace, choices=choices, progress=progress)[1]


def carry_out(
    desk: Desk,
    planned: Planned,
    *,
    replace: bool = False,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> tuple[Planned, Operation | None]:
    """`apply_plan`, with the plan as it was carried out: made again where the ledger had changed since."""
    choice = REPLACE if replace else KEEP
    planned = answered(planned, choice, choices) if replace or choices else planned
    refuse_open(planned)
    if not planned.writes:
        return planned, None
    inserts = list(planned.plan.inserts())
    settled = None
    if not any(record is Settings for record, _ in inserts):
        settled = desk.ensure_settings()
    with desk.store.operation(
        "import",
        who=desk.who,
        at=desk.now(),
        summary=_summary(planned.plan, inserts),
        detail={"files": [{"file": f.file, "format": f.format} for f in planned.plan.files]},
    ) as change:
        last = [o.id for o in desk.operations(2) if o.id != settled]
        if last and last[0] > planned.version:  # somebody wrote in the meantime; from here on nobody else can
            said = {(f, o.record.TABLE, o.line): o.choice for f, o in planned.conflicts}
            again = plan_files(
                desk,
                planned.files,
                planned.options,
                mapping=planned.mapping,
                mappings=planned.mappings,
                rules=planned.rules,
                spare=planned.spare,
            )
            planned = answered(again, KEEP, said)
            refuse_open(planned)
            inserts = list(planned.plan.inserts())
        _write(desk, change, planned, inserts, progress)
    return planned, desk.store.done(change.id) if change.counts else None


def refuse_open(planned: Planned) -> None:
    """Raise NeedsAnswer where a row would be counted twice unless somebody says which of both stays."""
    if open_ones := planned.plan.unanswered:
        file, first = open_ones[0]
        raise NeedsAnswer(
            Said(
                "A payment in the ledger seems to be the arrival of money that this file says was moved "
                "({open_ones} in all); stored beside it, the pay would count twice.",
                open_ones=len(open_ones),
            ),
            asks="replace",
            choices=first.choices,
            hint=Act.SAME_MONEY,
            file=file,
            line=first.line,
        )


def _summary(made: ImportPlan, inserts: Inserts) -> str:
    new = sum(len(news) for _, news in inserts)
    changed, gone = sum(1 for _ in made.changes()), sum(1 for _ in made.removals())
    said = f"Import of {', '.join(f.file for f in made.files)}: {new} new, {changed} changed"
    return f"{said}, {gone} removed" if gone else said


def _write(desk: Desk, change: Change, planned: Planned, inserts: Inserts, progress: Progress | None) -> None:
    for mapping in planned.new_mappings:
        change.save_mapping(mapping.name, mapping_json.to_json(mapping))
    if planned.new_projects:
        change.insert_many(list(planned.new_projects))
    _write_rules(desk, change, planned.kept_rules)
    total = sum(len(news) for _, news in inserts) or 1
    done = 0
    for record, news in inserts:
        if record is Project and planned.new_projects:
            made = {(p.platform, p.project) for p in planned.new_projects}
            news = [n for n in news if _key(n.record) not in made]
        for part in _slices(news):
            change.insert_many([n.record for n in part], extras=[(n.content, n.slot) for n in part])
            done += len(part)
            if progress:
                progress(done / total)
    _write_changes(desk, change, list(planned.plan.changes()))
    for table, row in planned.plan.removals():
        change.delete(table, row)


def _key(record: Record) -> tuple[str, str]:
    return (record.platform, record.project) if isinstance(record, Project) else ("", "")


def _slices(news: list[New]) -> Iterator[list[New]]:
    for at in range(0, len(news), SLICE):
        yield news[at : at + SLICE]


def _write_rules(desk: Desk, change: Change, rules: Sequence[Rule]) -> None:
    there = {(r.field, r.pattern.casefold()): n for n, r in desk.rows(Rule)}
    for rule in rules:
        row = there.get((rule.field, rule.pattern.casefold()))
        if row is None:
            change.insert(rule)
        else:
            change.update("rules", row, rule)


def _write_changes(desk: Desk, change: Change, changes: Sequence[Updated | Conflict]) -> None:
    """Rows of the ledger that take what the files say."""
    tables = {c.record.TABLE for c in changes}
    many = {t: dict(desk.rows(BY_TABLE[t])) for t in tables if len(changes) > MANY}
    for c in changes:
        table, row = c.record.TABLE, c.row
        assert row is not None
        before: Record = many[table][row] if table in many else desk.get(table, row)
        after = amended(before, **dict(c.changes))
        slot = c.slot if isinstance(c, Conflict) else None
        change.update(table, row, after, extras=(c.content, slot))


__all__ = [
    "ADD",
    "CLEAR",
    "DEPOSIT",
    "KEEP",
    "ONE_BY_ONE",
    "OWED",
    "REPLACE",
    "AssignGroup",
    "Draft",
    "File",
    "FileMapping",
    "Planned",
    "answered",
    "answered_rows",
    "apply_plan",
    "draft_of",
    "find_mapping",
    "opened",
    "options",
    "parse_rule",
    "plan_files",
    "read_paths",
    "stream_bytes",
    "with_answer",
    "with_rates",
]  # fmt: skip
