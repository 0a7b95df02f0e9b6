"""The mapping wizard in words: what columns can be, and the first rows as understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.importers.mapping import FIELDS, NEEDED
from tracker.views.table import Column, Table
from tracker.views.text import _

if TYPE_CHECKING:
    from tracker.importers.guess import PreviewRow, Question


def kinds() -> dict[str, str]:
    return {
        "work_session": _("Hours of work"),
        "earning": _("Money earned, without hours"),
        "payout": _("Money that arrived"),
        "expense": _("Expenses"),
    }


def field_names(kind: str) -> dict[str, str]:
    """What a column can be, in the order in which it is offered."""
    names = {
        "date": _("Date"),
        "date_until": _("Last day"),
        "start": _("Start"),
        "end": _("End"),
        "end_date": _("Date of the end"),
        "duration": _("Time worked"),
        "counted": _("Time the platform counted"),
        "amount": _("Amount"),
        "rate": _("Rate"),
        "currency": _("Currency"),
        "fee": _("Fee"),
        "platform": _("Platform"),
        "project": _("Project"),
        "client": _("Client"),
        "task": _("Task"),
        "tag": _("Tag"),
        "code": _("Code"),
        "contract": _("Contract"),
        "team": _("Team"),
        "payer": _("Payer"),
        "account": _("Account"),
        "description": _("Description"),
        "tasks": _("Number of tasks"),
        "activity": _("Kind of work"),
        "kind": _("Kind"),
        "status": _("Status"),
        "due": _("Due on"),
        "covers_from": _("Pays for, from"),
        "covers_to": _("Pays for, to"),
        "category": _("Category"),
        "note": _("Note"),
        "id": _("Number of the row"),
    }
    return {f: names.get(f, f) for f in names if f in FIELDS[kind]}


def delimiters() -> dict[str, str]:
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("upright line")}


def units() -> dict[str, str]:
    return {"hours": _("hours"), "minutes": _("minutes"), "seconds": _("seconds")}


def date_orders() -> dict[str | None, str]:
    return {
        None: _("as the file settles it"),
        "dmy": _("day, month, year: 03/04/2026 is 3 April"),
        "mdy": _("month, day, year: 03/04/2026 is 4 March"),
        "ymd": _("year, month, day: 2026-03-04 is 4 March"),
    }


def signs() -> dict[str | None, str]:
    return {None: _("as the file settles it"), ".": _("a point: 1.5"), ",": _("a comma: 1,5")}


NEVER_OPEN = ("platform", "kind")
"""Questions that may stay open: names can be assigned row by row afterwards."""


def blocking(fields: Sequence[str]) -> list[str]:
    """The open questions that must be answered before the mapping can be used."""
    return [f for f in fields if f not in NEVER_OPEN]


def open_question(question: Question, kind: str) -> str:
    """What is still open, with the names that the columns are offered under."""
    names = field_names(kind)
    group = next((g for g in NEEDED[kind] if g[0] == question.field), ())
    if not group:
        return question.text
    return _("Which column is {what}?").format(what=_(" or ").join(f"“{names[f]}”" for f in group))


def preview(rows: Sequence[PreviewRow]) -> Table:
    """The first rows as understood: a column per value that any of them has."""
    titles = {
        "worked_on": _("Day"),
        "worked_until": _("Until"),
        "started_at": _("Start"),
        "ended_at": _("End"),
        "minutes": _("Time"),
        "counted_minutes": _("Counted"),
        "earned_from": _("Day"),
        "received_on": _("Day"),
        "spent_on": _("Day"),
        "amount": _("Amount"),
        "rate": _("Rate"),
        "currency": _("Currency"),
        "platform": _("Platform"),
        "project": _("Project"),
        "activity": _("Kind of work"),
        "note": _("Note"),
    }
    found = dict.fromkeys(name for row in rows for name, _value in row.values)
    names = [n for n in titles if n in found] + [n for n in found if n not in titles]
    shown = [Column("line", _("Line"), right=True)]
    shown += [Column(n, titles.get(n, n.replace("_", " ").capitalize())) for n in names]
    problem = any(r.problem for r in rows)
    if problem:
        shown.append(Column("problem", _("Not understood")))
    cells = []
    for row in rows:
        values = dict(row.values)
        texts = [str(row.line), *(values.get(n, "") for n in names), *([row.problem] if problem else [])]
        cells.append([(t, t) for t in texts])
    return Table.of(shown, cells)
