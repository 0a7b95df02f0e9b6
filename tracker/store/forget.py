"""Forgetting: names and notes leave rows, journal, rules, mappings, cache and backups, for good.

What is left are hours, days and money under a stand-in name ("forgotten project 7"), and a journal whose
undo still works. The stand-in is made of the row's number, so that ledger, journal and every backup agree.
Files kept with forgotten rows go as well.

    platform   its name and note, its projects' names, aliases and notes, notes and reasons of all their rows
    project    the same for one project
    before     notes and reasons of rows dated earlier, names of projects all of whose rows are
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from tracker.errors import Ambiguous, NotFound
from tracker.say import Word
from tracker.store import journal, reading
from tracker.store.connection import Sql
from tracker.store.journal import Step
from tracker.store.rows import Raw, from_json, is_digest, row_line, row_values
from tracker.store.tables import ATTACHMENTS, PLATFORMS, PROJECTS, RULES, TABLES

SHORTEST = 3
"""Names shorter than this are not looked for inside other texts."""

_KEPT_WORDS = frozenset({"role", "category", "pay_cycle_ends", "pay_day"})
"""Words of kinds, shared by many rows: a project called Training must not rename a category."""

_DATES: dict[str, tuple[str, ...]] = {
    "project_events": ("happened_at",),
    "work_sessions": ("worked_until", "ended_at", "started_at", "worked_on"),
    "earnings": ("earned_to", "earned_from"),
    "payouts": ("received_on",),
    "transfers": ("moved_on",),
    "expenses": ("spent_on",),
    "availability": ("starts_on",),
    "queue_checks": ("checked_at",),
}
"""The columns that date a row, the first that is there."""

Key = tuple[str, int]
"""A row: table and number."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be forgotten, by row numbers, which the ledger and its backups share."""

    platforms: frozenset[int]
    projects: frozenset[int]
    before: str | None


@dataclass(slots=True)
class _Scan:
    """What one walk through the journal has found."""

    rows: set[Key] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    """Stand-ins by name, folded."""
    spellings: set[str] = field(default_factory=set)
    mappings: dict[Key, str] = field(default_factory=dict)
    """All that mappings ever held, as one text."""
    last: dict[Key, Raw | None] = field(default_factory=dict)
    files: dict[Key, Key] = field(default_factory=dict)
    """Of each file that was ever kept, the row that it was kept with."""


def stand_in(table: str, row: int) -> str:
    """The name in the place of a forgotten one.

    >>> stand_in("projects", 7)
    'forgotten project 7'
    """
    return f"forgotten {'platform' if table == PLATFORMS else 'project'} {row}"


# --- what is meant -------------------------------------------------------------------------------------


def request(sql: Sql, platform: str | None, project: str | None, before: str | None) -> Request:
    """Row numbers of what is to be forgotten, rows that only the journal still knows among them.

    Raises NotFound, and Ambiguous where several platforms have a project of the name.
    """
    platforms = _rows_named(sql, PLATFORMS, platform) if platform else {}
    projects = _rows_named(sql, PROJECTS, project) if project else {}
    if platform and not platforms:
        raise NotFound("There is no platform {platform}.", platform=Word(platform))
    if project and platform:
        projects = {row: raw for row, raw in projects.items() if raw["platform_id"] in platforms}
    if project and not projects:
        raise NotFound("There is no project {project}.", project=Word(project))
    if project and not platform and len({raw["platform_id"] for raw in projects.values()}) > 1:
        raise Ambiguous(
            "Several platforms have a project {project}.", hint="Name the platform too.", project=Word(project)
        )
    ended = _ended_before(sql, before) if before else set()
    return Request(frozenset() if project else frozenset(platforms), frozenset(projects) | frozenset(ended), before)


def _rows_named(sql: Sql, table: str, name: str) -> dict[int, Raw]:
    """Rows of this name that are there, and removed ones that ever had it."""
    column = table.removesuffix("s")
    present = dict(reading.raw_rows(sql, table))
    found = {row: raw for row, raw in present.items() if raw[column] == name}
    return found | {row: raw for row, raw in _removed(sql, table) if raw[column] == name}


def _removed(sql: Sql, table: str) -> Iterator[tuple[int, Raw]]:
    """Every state of rows that are gone, in row order, oldest first: what the journal tells that each was before a
    step."""
    present = {row for row, _ in reading.raw_rows(sql, table)}
    for row, *texts in sorted(sql.all("states", table=table), key=itemgetter(0)):
        if row not in present:
            yield from ((row, from_json(text)) for text in texts if text and not is_digest(text))


def removed_names(sql: Sql) -> list[tuple[str, str | None]]:
    """Names that only the journal still knows: platforms (with None), and projects with their platform."""
    gone = {(raw["platform"], None): None for _, raw in _removed(sql, PLATFORMS)}
    platforms = {row: raw["platform"] for row, raw in _removed(sql, PLATFORMS)}
    platforms |= {row: raw["platform"] for row, raw in reading.raw_rows(sql, PLATFORMS)}
    projects = [raw for _, raw in _removed(sql, PROJECTS)]
    return [*gone, *dict.fromkeys((platforms[raw["platform_id"]], raw["project"]) for raw in projects)]


def _ended_before(sql: Sql, before: str) -> set[int]:
    """Projects that have rows, all of them dated earlier."""
    last: dict[int, str] = {}
    for table in ("project_events", "work_sessions", "earnings", "payouts"):
        for _, raw in reading.raw_rows(sql, table):
            if (project := raw.get("project_id")) is not None:
                last[project] = max(last.get(project, ""), _date(table, raw))
    return {project for project, day in last.items() if day < before}


def _date(table: str, raw: Raw) -> str:
    return next((str(raw[c])[:10] for c in _DATES.get(table, ()) if c in raw), "9999")


# --- wiping --------------------------------------------------------------------------------------------


def wipe(sql: Sql, wanted: Request) -> dict[str, int]:
    """Wipe one database, inside the caller's transaction; gives rows changed by table, and
    `journal` and `operations` for lines of the journal."""
    scan = _scan(sql, wanted)
    cleaner = _Cleaner(sql, wanted, scan)
    counts = Counter[str]()
    operations, touched = cleaner.journal(counts)
    cleaner.tables(touched, counts)
    operations |= cleaner.purge(counts)
    cleaner.headings(operations, counts)
    sql.run("delete_all_results")
    return dict(sorted(counts.items()))


def _scan(sql: Sql, wanted: Request) -> _Scan:
    """Which rows belong to what is forgotten, now or at any time, and all names it ever had."""
    scan, projects = _Scan(), set(wanted.projects)
    for _, step in journal.walk(sql):
        key = (step.table, step.row)
        for text in (step.before, step.after):
            raw = None if text is None else from_json(text)
            scan.last[key] = raw if raw is not None else scan.last.get(key)
            if raw is None:
                continue
            if step.table == "mappings":
                scan.mappings[key] = f"{scan.mappings.get(key, '')} {raw['name']} {raw['body']}"
            if step.table == ATTACHMENTS:
                scan.files[key] = (raw["of_table"], raw["of_row"])
            if step.table == PROJECTS and raw["platform_id"] in wanted.platforms:
                projects.add(step.row)
            if _belongs(key, raw, wanted.platforms, projects):
                scan.rows.add(key)
                _note_names(scan, key, raw)
    for key, last in scan.last.items():
        if wanted.before is not None and last is not None and _date(key[0], last) < wanted.before:
            scan.rows.add(key)
    scan.rows |= {key for key, of in scan.files.items() if of in scan.rows}
    return scan


def _belongs(key: Key, raw: Raw, platforms: frozenset[int], projects: set[int]) -> bool:
    table, row = key
    if table == PLATFORMS:
        return row in platforms
    if table == PROJECTS:
        return row in projects
    return raw.get("platform_id") in platforms or raw.get("project_id") in projects


def _note_names(scan: _Scan, key: Key, raw: Raw) -> None:
    table, row = key
    if table in (PLATFORMS, PROJECTS):
        for column in (table.removesuffix("s"), "alias"):
            if column in raw:
                scan.names.setdefault(raw[column].casefold(), stand_in(table, row))
                scan.spellings.add(raw[column])


class _Cleaner:
    """Rewrites rows, journal and headings by what a scan has found."""

    def __init__(self, sql: Sql, wanted: Request, scan: _Scan) -> None:
        self.sql, self.wanted, self.scan = sql, wanted, scan
        long = sorted((n for n in scan.spellings if len(n) >= SHORTEST), key=len, reverse=True)
        # a name counts if no letter or digit stands right before or after it
        either = "|".join(map(re.escape, long))
        self.mention = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE) if long else None
        written = sorted({form for name in scan.spellings for form in _forms(name)})
        self.anywhere = re.compile("|".join(map(re.escape, written)), re.IGNORECASE) if written else None
        self.forms = {form.casefold() for name in long for form in _forms(name)}
        self.present = {
            (table, row): raw[table.removesuffix("s")]
            for table in (PLATFORMS, PROJECTS)
            for row, raw in reading.raw_rows(sql, table)
        }

    def swept(self, text: str) -> str:
        """A text without the forgotten names."""
        if text.casefold() in self.scan.names:
            return self.scan.names[text.casefold()]
        if self.mention is None:
            return text
        return self.mention.sub(lambda m: self.scan.names.get(m[0].casefold(), "forgotten"), text)

    def clean(self, table: str, row: int, raw: Raw) -> Raw:
        """A row, or one state of it in the journal, without what is forgotten."""
        key, own = (table, row), table.removesuffix("s")
        out = dict(raw)
        if key in self.scan.rows:
            out.pop("note", None)
            out.pop("reason", None)
        for name in TABLES[table].words:
            if name in _KEPT_WORDS or name not in out:
                continue
            if key in self.present and name == own and out[name] == self.present[key]:
                continue  # the name of something else, which stays
            out[name] = self.swept(out[name])
        if key in self.scan.rows and own in raw and table in (PLATFORMS, PROJECTS):
            out[own] = stand_in(table, row)
            out.pop("alias", None)
        return out

    def journal(self, counts: Counter[str]) -> tuple[set[int], set[Key]]:
        """Rewrite the journal; gives the operations and the rows concerned."""
        operations: set[int] = set()
        touched: set[Key] = set(self.scan.rows)
        lines: list[tuple[int, Step]] = []
        for number, step in journal.walk(self.sql):
            before, after = self._line(step, step.before), self._line(step, step.after)
            changed = (before, after) != (step.before, step.after)
            if changed:
                lines.append((number, step._replace(before=before, after=after)))
                touched.add((step.table, step.row))
            if changed or (step.table, step.row) in self.scan.rows:
                operations.add(number)
        journal.rewrite(self.sql, lines)
        if lines:
            counts["journal"] = len(lines)
        return operations, touched

    def _line(self, step: Step, text: str | None) -> str | None:
        told = (step.table, step.row) in self.scan.rows or (self.anywhere and text and self.anywhere.search(text))
        return row_line(step.table, self.clean(step.table, step.row, from_json(text))) if told and text else text

    def tables(self, touched: set[Key], counts: Counter[str]) -> None:
        """Rewrite the rows that are there."""
        for table in sorted({t for t, _ in touched}):
            wanted = {row for t, row in touched if t == table}
            found = [
                (row, self.clean(table, row, raw), raw)
                for row, raw in reading.raw_rows(self.sql, table)
                if row in wanted
            ]
            changed = [(row, row_values(table, new)) for row, new, old in found if new != old]
            self.sql.update(table, changed)
            if changed:
                counts[table] += len(changed)

    def purge(self, counts: Counter[str]) -> set[int]:
        """Remove rules, mappings and kept files that tell of what is forgotten, with every line of the journal on
        them; gives the operations that had made them."""
        gone = {key for key in self.scan.rows if key[0] in (RULES, ATTACHMENTS)}
        gone |= {key for key, text in self.scan.mappings.items() if self._mentioned(text)}
        operations: set[int] = set()
        for table, row in sorted(gone):
            operations |= {n for (n,) in self.sql.all("operations_on", table=table, row=row)}
            self.sql.run("delete_steps", table=table, row=row)
            self.sql.delete(table, [row])
            counts[table] += 1
        return operations

    def headings(self, operations: set[int], counts: Counter[str]) -> None:
        """Empty summaries and details (file names are in them) of operations that tell of it."""
        before = self.wanted.before or ""
        empty = [
            ("", "{}", number, self.sql.worker)
            for number, at, summary, detail in self.sql.all("headings")
            if (number in operations or at < before or self._mentioned(f"{summary} {detail}"))
            and (summary, detail) != ("", "{}")
        ]
        self.sql.many("set_heading", empty)
        if empty:
            counts["operations"] = len(empty)

    def _mentioned(self, text: str) -> bool:
        folded = text.casefold()
        return any(form in folded for form in self.forms)


def _forms(name: str) -> set[str]:
    """A name as it can be in plain text and in JSON."""
    return {name, json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1]}
