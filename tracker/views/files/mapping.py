"""The mapping wizard in words: its questions, what columns can be, and the first rows as they would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.domain import Earning, Expense, Payout, Record, RuleField, WorkSession, columns
from tracker.importers.mapping import FEES, FIELDS, MEANINGS
from tracker.units import money_text
from tracker.views.fields import choice_names, title
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


RECORDS: dict[str, type[Record]] = {
    "work_session": WorkSession, "earning": Earning, "payout": Payout, "expense": Expense,
}  # fmt: skip
COLUMNS = {
    "date": ("worked_on", "earned_from", "received_on", "spent_on"),
    "date_until": ("worked_until", "earned_to"),
    "start": ("started_at",),
    "end": ("ended_at",),
    "duration": ("minutes",),
    "counted": ("counted_minutes",),
    "due": ("due_on",),
    "submitted": ("submitted_on",),
    "approved": ("approved_on",),
}
"""Columns of the ledger that a field fills, if it is not called like them."""


def field_names(kind: str) -> dict[str, str]:
    """What a column can be, in the order in which it is offered."""
    own = {
        "end_date": _("Date of the end"),
        "zone": _("Time zone"),
        "duration_minutes": _("Minutes beside hours"),
        "duration_more": _("More time worked"),
        "pause": _("Break"),
        "amount_out": _("Amount that went out"),
        "id": title(WorkSession, "source_id"),
    }
    known, looked_at = _titles(RECORDS[kind]), choice_names(RuleField)
    own |= {f: f"{known['fee']} {f[-1]}" for f in FEES[1:] if "fee" in known}
    named = {f: next((known[n] for n in COLUMNS.get(f, (f,)) if n in known), "") for f in FIELDS[kind]}
    return {f: own.get(f) or said or looked_at[f] for f, said in named.items()}


def _titles(*records: type[Record]) -> dict[str, str]:
    return {c.name: _(c.title) for record in records for c in columns(record)}


def delimiters() -> dict[str, str]:
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("upright line")}


def units() -> dict[str, str]:
    return {
        "hours": _("hours"),
        "minutes": _("minutes"),
        "seconds": _("seconds"),
        "days": _("days, as in a spreadsheet"),
        "milliseconds": _("milliseconds"),
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
    return {c.value: _counted(reader.say(c.text), c.rows, c.sums, reader) for c in question.choices}


def words(question: Question, reader: Reader) -> dict[str, str]:
    """The words of a question, each with its rows and sums."""
    return {w.word: _counted(w.word or _("(empty)"), w.rows, w.sums, reader) for w in question.words}


def _counted(text: str, rows: int, sums: Sums, reader: Reader) -> str:
    parts = [ngettext("{n} row", "{n} rows", rows).format(n=reader.number(rows))] if rows else []
    parts += [f"{money_text(units)} {code}".strip() for code, units in sums]
    return f"{text} ({', '.join(parts)})" if parts else text


def preview(rows: Sequence[FirstRow], reader: Reader) -> Table:
    """The first rows as understood: a column per value that any of them has."""
    titles = _titles(*RECORDS.values())
    found = dict.fromkeys(name for row in rows for name, _value in row.values)
    names = [n for n in titles if n in found]
    shown = [Column("line", _("Line"), right=True)]
    shown += [Column(n, titles[n]) for n in names]
    problem = any(r.problem for r in rows)
    if problem:
        shown.append(Column("problem", _("Not understood")))
    cells = []
    for row in rows:
        values = dict(row.values)
        texts = [str(row.line), *(values.get(n, "") for n in names), *([reader.say(row.problem)] if problem else [])]
        cells.append([(t, t) for t in texts])
    return Table.of(shown, cells)
