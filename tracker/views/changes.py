"""Changes of the ledger as people read them: the journal names columns and tables, a page the words it has for them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Protocol

from babel.numbers import format_decimal

from tracker.domain import Column, Kind, Settings, columns
from tracker.say import Said
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext


class Operation(Protocol):
    """What a listed change has: see `store.Operation`."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def undoes(self) -> int | None: ...
    @property
    def undone_by(self) -> int | None: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


def operation_kinds() -> dict[str, str]:
    return {
        "import": _("Import"),
        "add": _("Added"),
        "edit": _("Changed"),
        "settings": _("Settings"),
        "undo": _("Undone"),
        "sample": _("Sample"),
        "start": _("Timer started"),
        "pause": _("Timer paused"),
        "resume": _("Timer resumed"),
        "switch": _("Timer switched"),
        "stop": _("Timer stopped"),
        "attach": _("File kept"),
        "detach": _("File taken off"),
        "doctor": _("Put right"),
        "restore": _("Backup put back"),
        "first": _("The first three numbers"),
        "log": _("Added"),
        "available": _("Availability"),
        "mapping": _("Reading of a table"),
        "forget": _("Names and notes forgotten"),
    }


def operation_said(o: Operation, reader: Reader) -> str:
    """What a change was. Its own words name projects and files: in discreet mode only its kind is said."""
    what = operation_kinds().get(o.kind, _("Changed"))
    return what if reader.masked or not o.summary else plain(o.summary, reader)


def operation_title(o: Operation, reader: Reader, zone: dt.tzinfo) -> str:
    """One change of the ledger in one line: when, what, how much."""
    rows = sum(o.counts.values())
    size = ngettext("{n} row", "{n} rows", rows).format(n=reader.number(rows))
    taken = " · " + _("taken back") if o.undone_by is not None else ""
    return f"{reader.moment(o.at, zone)} · {operation_said(o, reader)} · {size}{taken}"


# --- the journal's own words ---------------------------------------------------------------------------


def table_names() -> dict[str, str]:
    """Tables of the ledger, in words."""
    return {
        "settings": _("Settings"),
        "platforms": _("Platforms"),
        "pay_terms": _("Terms of pay"),
        "projects": _("Projects"),
        "project_events": _("What happened to projects"),
        "work_sessions": _("Sessions"),
        "earnings": _("Other money owed"),
        "payouts": _("Payments"),
        "transfers": _("Transfers"),
        "rules": _("Rules of imports"),
        "expenses": _("Expenses"),
        "availability": _("Availability"),
        "queue_checks": _("Looks into queues"),
        "exchange_rates": _("Exchange rates"),
        "templates": _("Templates"),
        "template_days": _("Days of recurring entries"),
        "timers": _("Timer"),
        "mappings": _("Saved readings of tables"),
        "attachments": _("Kept files"),
    }


def row_names() -> dict[str, str]:
    """One row of a table, in words."""
    return {
        "settings": _("Settings"),
        "platforms": _("Platform"),
        "pay_terms": _("Terms of pay"),
        "projects": _("Project"),
        "project_events": _("Event of a project"),
        "work_sessions": _("Session"),
        "earnings": _("Money owed"),
        "payouts": _("Payment"),
        "transfers": _("Transfer"),
        "rules": _("Rule of imports"),
        "expenses": _("Expense"),
        "availability": _("Availability"),
        "queue_checks": _("Look into a queue"),
        "exchange_rates": _("Exchange rate"),
        "templates": _("Template"),
        "template_days": _("Day of a recurring entry"),
    }


_SETTING = re.compile(r"([a-z_]+) is (.+)")
_ROW = re.compile(r"([a-z_]+)(?:: (.+?))?( added| changed)?")
_REMOVED = re.compile(r"row \d+ of ([a-z_]+) removed")
_ROWS = re.compile(r"\d+ rows (?:edited )?in (([a-z_]+(?:, )?)+)")
_UNDO = re.compile(r"undo of (?:\d+ \(([a-z]+)\)|(\d+(?:, \d+)*))")


def plain(summary: str, reader: Reader) -> str:
    """A summary of the journal with the words of the pages for columns, tables and kinds of change.

    >>> plain("home_currency is EUR, living_cost_month is 1450.00", Reader.of("en-US", "EUR"))
    'Your currency: EUR; What a month costs you: €1,450.00'
    >>> plain("row 7 of payouts removed", Reader.of("en-US", "EUR"))
    'Payment removed'
    """
    known = _settings(summary, reader) or _rows(summary) or _undone(summary, reader)
    return known or _noted(_beside(summary))


_NOTED = (
    Said("timer paused"), Said("timer resumed"), Said("timer stopped"), Said("timer thrown away"),
    Said("timer started for {name}"), Said("timer switched to {name}"), Said("template {name} removed"),
    Said("template {name}"), Said("mapping {name} saved"), Said("mapping {name} removed"),
    Said("terms of pay of {name}"), Said("names and notes forgotten"), Said("restored from {name}"),
    Said("{n} odd row removed"), Said("{n} odd rows removed"), Said("{n} sessions edited"),
    Said("{n} cells of the week from {first} edited"), Said("handed in: {name}, {first} to {last}"),
    Said("{name} taken off {where}"), Said("{name} kept with {where}"), Said("1 {currency} is {value} {home} on {day}"),
    Said("1 {currency} is {value} {home}"),
)  # fmt: skip
"""What the journal notes in these words, names in the blanks."""


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each text of `_NOTED` is recognised."""
    blank = re.compile(r"\\\{(\w+)\\\}")
    return tuple((re.compile(blank.sub(r"(?P<\1>.+)", re.escape(said.text))), said.text) for said in _NOTED)


def _noted(summary: str) -> str:
    """A fixed text of the journal; one that is none as it is.

    >>> _noted("timer started for Mercor"), _noted("2h on Mercor")
    ('timer started for Mercor', '2h on Mercor')
    """
    for form, text in _forms():
        if found := form.fullmatch(summary):
            return _(text).format(**found.groupdict())
    return summary


def _settings(summary: str, reader: Reader) -> str | None:
    """ "key is value, key is value" with the labels of the settings; None if it is something else."""
    known = {c.name: c for c in columns(Settings)}
    parts = [_SETTING.fullmatch(part) for part in summary.split(", ")]
    if not all(p and p[1] in known for p in parts):
        return None
    return "; ".join(f"{_(known[p[1]].title)}: {_value(known[p[1]], p[2], reader)}" for p in parts if p)


def _value(column: Column, text: str, reader: Reader) -> str:
    if text == "not set":
        return _("not set")
    if column.kind is Kind.MONEY:
        return reader.money(to_units(text), reader.currency)
    if column.kind is Kind.NUMBER:
        return str(format_decimal(Decimal(text), locale=reader.locale, decimal_quantization=False))
    return text.replace("_", " ")


def _rows(summary: str) -> str | None:
    """What was done with rows of tables; None if the summary says something else."""
    if (found := _REMOVED.fullmatch(summary)) and found[1] in row_names():
        return _("{row} removed").format(row=row_names()[found[1]])
    if found := _ROWS.fullmatch(summary):
        tables = found[1].split(", ")
        if all(t in table_names() for t in tables):
            return summary.replace(found[1], ", ".join(table_names()[t] for t in tables))
    if (found := _ROW.fullmatch(summary)) and found[1] in row_names():
        name = row_names()[found[1]]
        return (f"{name}: {found[2]}" if found[2] else name) + (found[3] or "")
    return None


def _beside(summary: str) -> str:
    """The row of a table in brackets is left out; one that has no name is called what it is.

    >>> _beside("a.pdf kept with row 3 of payouts"), _beside("a.pdf kept with Mercor Ridge (row 3 of projects)")
    ('a.pdf kept with payment', 'a.pdf kept with Mercor Ridge')
    """
    found = re.search(r" \(row \d+ of ([a-z_]+)\)$|row \d+ of ([a-z_]+)$", summary)
    if found is None or (found[1] or found[2]) not in row_names():
        return summary
    return summary[: found.start()] + (row_names()[found[2]].lower() if found[2] else "")


def _undone(summary: str, reader: Reader) -> str | None:
    found = _UNDO.fullmatch(summary)
    if found is None:
        return None
    if found[1]:
        return _("Undone: {what}").format(what=operation_kinds().get(found[1], _("Changed")))
    n = found[2].count(",") + 1
    return ngettext("Undone: {n} change", "Undone: {n} changes", n).format(n=reader.number(n))
