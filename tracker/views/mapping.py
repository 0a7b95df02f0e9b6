"""The mapping wizard in words: its questions, what columns can be, and the first rows as they would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.importers.mapping import FIELDS, MEANINGS
from tracker.units import money_text
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.importers.doubts import Question, Sums
    from tracker.importers.first_rows import FirstRow
    from tracker.views.numbers import Reader


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
        "duration_minutes": _("Minutes beside hours"),
        "duration_more": _("More time worked"),
        "pause": _("Break"),
        "counted": _("Time the platform counted"),
        "amount": _("Amount"),
        "rate": _("Rate"),
        "currency": _("Currency"),
        "amount_out": _("Amount that went out"),
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
    return {
        "hours": _("hours"),
        "minutes": _("minutes"),
        "seconds": _("seconds"),
        "days": _("days, as in a spreadsheet"),
        "h.mm": _("hours and minutes: 1.30"),
    }


def date_orders() -> dict[str | None, str]:
    return {
        None: _("as the file settles it"),
        "dmy": _("day, month, year: 03/04/2026 is 3 April"),
        "mdy": _("month, day, year: 03/04/2026 is 4 March"),
        "ymd": _("year, month, day: 2026-03-04 is 4 March"),
    }


def signs() -> dict[str | None, str]:
    return {None: _("as the file settles it"), ".": _("a point: 1.5"), ",": _("a comma: 1,5")}


def meanings(role: str) -> dict[str, str]:
    """What the words of a column can mean, in the order in which it is offered."""
    named = {
        "in": _("money that came in"),
        "out": _("money that went out"),
        "neither": _("neither"),
        "paid": _("paid to me"),
        "not yet": _("not paid yet"),
        "not income": _("no income of mine"),
        "approved": _("approved or paid"),
        "pending": _("pending"),
        "rejected": _("rejected"),
        "removed": _("taken away"),
        "mine": _("me"),
        "not mine": _("somebody else"),
        "counts": _("counts"),
        "part of another row": _("part of another row"),
    }
    return {m: named[m] for m in MEANINGS.get(role, ())}


def choices(question: Question, reader: Reader) -> dict[str, str]:
    """What a question can be answered with: each with its rows and sums."""
    return {c.value: _counted(c.text, c.rows, c.sums, reader) for c in question.choices}


def words(question: Question, reader: Reader) -> dict[str, str]:
    """The words of a question, each with its rows and sums."""
    return {w.word: _counted(w.word or _("(empty)"), w.rows, w.sums, reader) for w in question.words}


def _counted(text: str, rows: int, sums: Sums, reader: Reader) -> str:
    parts = [ngettext("{n} row", "{n} rows", rows).format(n=reader.number(rows))] if rows else []
    parts += [f"{money_text(units)} {code}".strip() for code, units in sums]
    return f"{text} ({', '.join(parts)})" if parts else text


def preview(rows: Sequence[FirstRow]) -> Table:
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
