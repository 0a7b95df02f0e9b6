"""The plan of an import as people read it: per file what would happen, what is asked, what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain import Activity, Rule, RuleField
from tracker.errors import NeedsAnswer
from tracker.importers.base import REASONS
from tracker.importers.registry import importers
from tracker.importers.results import ImportPlan, Sums
from tracker.importers.rules import AssignGroup
from tracker.units import from_units
from tracker.views.fields import choice_names, head
from tracker.views.files.questions import sum_text
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext


@dataclass(frozen=True, slots=True)
class PlanView:
    """`answer`: what the import would do, in one sentence. `left_out`: (reason, rows). `unread`: files, with why."""

    answer: str
    files: Table
    problems: Table
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    unread: tuple[str, ...] = ()


def plan(made: ImportPlan, reader: Reader) -> PlanView:
    """An import plan as sentence, table per file, and table of what cannot be read."""
    sums = [f.summary() for f in made.files]
    reasons: dict[str, int] = {}
    left: dict[str, Sums] = {}
    for s in sums:
        for reason, n in s.ignored.items():
            reasons[reason] = reasons.get(reason, 0) + n
            left[reason] = left.get(reason, Sums()).plus(s.left_out.get(reason, Sums()))
    return PlanView(
        answer=_answer(sums, len(made.unread), reader),
        files=_files(sums, reader),
        problems=_problems(sums, reader),
        left_out=tuple(
            _left_out(reason, n, left.get(reason, Sums()), reader)
            for reason, n in sorted(reasons.items(), key=lambda item: -item[1])
        ),
        notes=tuple(dict.fromkeys(f"{f.file}: {reader.say(note)}" for f in made.files for note in f.notes)),
        unread=tuple(f"{u.file}: {reader.say(u.why)}" for u in made.unread),
    )


def _left_out(reason: str, n: int, sums: Sums, reader: Reader) -> str:
    why, total = _(REASONS.get(reason, reason)), sum_text(sums, reader)
    said = ngettext("{n} row left out: {why}", "{n} rows left out: {why}", n).format(n=reader.number(n), why=why)
    return f"{said} ({total})." if total else f"{said}."


def to_write(made: ImportPlan, choices: Mapping[tuple[str, str, int], str]) -> int:
    """Rows that would be added or changed, with the conflicts answered so."""
    sums = [f.summary() for f in made.files]
    return sum(s.new + s.updated for s in sums) + sum(choice not in ("", "keep") for choice in choices.values())


def _answer(sums: Sequence[Any], unread: int, reader: Reader) -> str:
    total, new = sum(s.rows for s in sums), sum(s.new for s in sums)
    files = ngettext("{n} file", "{n} files", len(sums)).format(n=len(sums))
    first = ngettext(
        "{files} with {n} row: {new} would be added", "{files} with {n} rows: {new} would be added", total
    ).format(files=files, n=reader.number(total), new=reader.number(new))
    if held := _to_store(sums, reader):
        first = _("{said} ({sums})").format(said=first, sums=held)
    rest = [
        (sum(s.updated for s in sums), _("{n} updated")),
        (sum(s.duplicate for s in sums), _("{n} already there")),
        (sum(s.conflict for s in sums), _("{n} to decide")),
        (sum(sum(s.ignored.values()) for s in sums), _("{n} left out")),
        (sum(len(s.rejected) for s in sums), _("{n} that cannot be read")),
    ]
    said = ", ".join([first, *(text.format(n=reader.number(n)) for n, text in rest if n)]) + "."
    if not unread:
        return said
    more = ngettext("{n} file is not read.", "{n} files are not read.", unread).format(n=reader.number(unread))
    return f"{said} {more}"


def _to_store(sums: Sequence[Any], reader: Reader) -> str:
    """Time and money of all that would be written."""
    total = Sums()
    for s in sums:
        total = total.plus(Sums(0, s.seconds, s.amounts))
    return sum_text(total, reader)


def _files(sums: Sequence[Any], reader: Reader) -> Table:
    shown = (
        Column("file", _("File")),
        Column("format", _("Read as")),
        Column("rows", _("Rows"), right=True),
        Column("new", _("New"), right=True),
        Column("updated", _("Updated"), right=True),
        Column("duplicate", _("Already there"), right=True),
        Column("conflict", _("To decide"), right=True),
        Column("ignored", _("Left out"), right=True),
        Column("rejected", _("Unreadable"), right=True),
        Column("hours", _("Hours"), right=True),
        Column("amounts", _("Sums"), right=True),
    )
    return Table.of(shown, [_file_row(s, reader) for s in sums])


def _file_row(s: Any, reader: Reader) -> list[tuple[str, Value]]:
    numbers = [s.rows, s.new, s.updated, s.duplicate, s.conflict, sum(s.ignored.values()), len(s.rejected)]
    hours = s.seconds / 3600
    money = " ".join(f"{from_units(u)} {c}" for c, u in s.amounts.items())
    return [
        (s.file, s.file),
        (format_title(s.format), s.format),
        *((reader.number(n), n) for n in numbers),
        (exact_hours(hours, reader), round(hours, 4)),
        (amounts(s.amounts, reader), money),
    ]


def format_title(name: str) -> str:
    """What a format is called; a mapping goes by its own name."""
    return next((_(i.title) for i in importers() if i.name == name), name)


def exact_hours(hours: float, reader: Reader) -> str:
    """Hours with three decimals, to be held against the source's own total."""
    return reader.number(hours, 3) + "\N{NO-BREAK SPACE}h" if hours else ""


def amounts(sums: Mapping[str, int] | Sequence[tuple[str, int]], reader: Reader) -> str:
    pairs = sums.items() if isinstance(sums, Mapping) else sums
    return ", ".join(reader.money(units, currency) for currency, units in pairs)


def _problems(sums: Sequence[Any], reader: Reader) -> Table:
    shown = (
        Column("file", _("File")),
        Column("line", _("Line"), right=True),
        Column("column", _("Column")),
        Column("value", _("What is there")),
        Column("why", _("Why it cannot be read")),
    )
    rows: list[list[tuple[str, Value]]] = [
        [
            (s.file, s.file),
            (reader.number(p.line) if p.line else "", p.line),
            (p.column, p.column),
            (p.value, p.value),
            (reader.say(p.message), reader.say(p.message)),
        ]
        for s in sums
        for p in s.rejected
    ]
    return Table.of(shown, rows)


# --- what is asked -------------------------------------------------------------------------------------


def question(asked: NeedsAnswer) -> tuple[str, dict[str, str]]:
    """A question that a file leaves open, and its possible answers with their names (empty: any text)."""
    names = {
        "dmy": _("day first: 3 February is 03/02"),
        "mdy": _("month first: 3 February is 02/03"),
        "ymd": _("year first: 2026/02/03"),
        ".": _("a point: 1,234.56"),
        ",": _("a comma: 1.234,56"),
    }
    text = {
        "dates": _("In which order are the dates of {file} written?"),
        "decimal": _("Which is the decimal sign in {file}?"),
        "zone": _("In which time zone are the clock times of {file}?"),
        "platform": _("Which platform is {file} from?"),
        "currency": _("In which currency are the sums of {file}?"),
        "as_of": _("On which day was {file} copied from its page?"),
        "format": _("What kind of file is {file}?"),
    }.get(asked.asks, str(asked.message))
    file = asked.file or _("the file")
    return text.format(file=file), {c: names.get(c) or _zone_name(c) for c in asked.choices}


def _zone_name(zone: str) -> str:
    """A zone as people call it; those of one offset all year have their sign turned round in their names.

    >>> _zone_name("Etc/GMT-2"), _zone_name("Asia/Ho_Chi_Minh")
    ('UTC+2', 'Asia/Ho Chi Minh')
    """
    found = re.fullmatch(r"Etc/GMT([+-])(\d+)", zone)
    return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}" if found else zone.replace("_", " ")


def to_assign(groups: Sequence[AssignGroup]) -> dict[str, list[AssignGroup]]:
    """Groups with rows that nothing assigns yet, by field, most rows first; and the fields by open rows."""
    by_field: dict[str, list[AssignGroup]] = {}
    for g in sorted(groups, key=lambda g: (-g.open, -g.rows, g.value)):
        if g.open and g.field:
            by_field.setdefault(g.field, []).append(g)
    return dict(sorted(by_field.items(), key=lambda item: -sum(g.open for g in item[1])))


def merged(groups: Sequence[AssignGroup]) -> tuple[AssignGroup, ...]:
    """The same name in several files as one."""
    found: dict[tuple[str, str], AssignGroup] = {}
    for g in groups:
        other = found.get((g.field, g.value))
        if other is None:
            found[g.field, g.value] = g
            continue
        sums = dict(other.amounts)
        for currency, units in g.amounts:
            sums[currency] = sums.get(currency, 0) + units
        found[g.field, g.value] = replace(
            other,
            rows=other.rows + g.rows,
            seconds=other.seconds + g.seconds,
            amounts=tuple(sorted(sums.items())),
            open=other.open + g.open,
        )
    return tuple(found.values())


def nameless(groups: Sequence[AssignGroup]) -> int:
    """Rows that are assigned to nothing and give a rule nothing to look at."""
    return sum(g.open for g in groups if not g.field)


def group_text(g: AssignGroup, reader: Reader) -> str:
    """Count and sums of one name."""
    parts = [ngettext("{n} row", "{n} rows", g.rows).format(n=reader.number(g.rows))]
    if g.seconds:
        parts.append(reader.hours(g.seconds / 3600))
    if g.amounts:
        parts.append(amounts(g.amounts, reader))
    return " · ".join(parts)


def assigned(groups: Sequence[AssignGroup], reader: Reader) -> Table:
    """What is assigned already, and to what."""
    shown = (
        Column("looked_at", _("What")),
        Column("name", _("Name")),
        Column("rows", _("Rows"), right=True),
        Column("platform", _("Platform")),
        Column("project", _("Project")),
        head(Rule, "activity"),
    )
    titles, kinds = choice_names(RuleField), choice_names(Activity)
    rows: list[list[tuple[str, Value]]] = [
        [
            (titles.get(g.field, g.field), g.field),
            (g.value, g.value),
            (reader.number(g.rows), g.rows),
            (_("not work") if g.platform == "-" else g.platform or "", g.platform),
            (g.project or "", g.project),
            (kinds.get(g.activity or "", ""), g.activity),
        ]
        for g in groups
        if g.platform and not g.open
    ]
    return Table.of(shown, rows)
