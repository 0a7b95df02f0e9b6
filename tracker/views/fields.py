"""Columns of the ledger as forms and tables name them: the one wording is the models' own (see `tracker.kinds`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from babel.numbers import format_decimal, format_percent

from tracker.domain import NOT_WORK, ORIGIN, Column, Kind, Record, Settings, Transfer, columns
from tracker.kinds import Choice
from tracker.views.numbers import MASK, Reader
from tracker.views.table import Column as Head
from tracker.views.table import Table, Value
from tracker.views.text import _
from tracker.views.weekdays import cycle_end, weekdays


def column(record: type[Record], name: str) -> Column:
    return next(c for c in columns(record) if c.name == name)


def asked(record: type[Record], *without: str) -> list[str]:
    """The columns that a form asks for: all but those that it settles itself and where a row came from."""
    return [c.name for c in columns(record) if c.name not in (*without, *ORIGIN)]


def title(record: type[Record], name: str) -> str:
    """What a column is called, over its field and its values."""
    return _(column(record, name).title)


def within(record: type[Record], name: str) -> str:
    """The title within a sentence.

    >>> from tracker.domain import WorkSession
    >>> within(WorkSession, "counted_minutes")
    'counted by the platform'
    """
    said = title(record, name)
    return said[:1].lower() + said[1:]


def hint(c: Column) -> str:
    """What a field is for and how it is filled in; "" if its title says all.

    >>> from tracker.domain import Payout, Platform
    >>> hint(column(Payout, "received_on"))
    'The day it arrived. A date such as 2026-05-31, or today.'
    >>> hint(column(Platform, "monitoring")), hint(column(Platform, "fee_percent"))
    ('', 'Percent it keeps of what it pays, before the money reaches you. From 0 to 100.')
    """
    says = "" if c.help.lower() == c.title.lower() else _(c.help)
    parts = (f"{says[:1].upper()}{says[1:]}." if says else "", _typed(c.kind), _bounds(c))
    return " ".join(p for p in parts if p)


def _typed(kind: Kind) -> str:
    """How a value of a kind is typed, if that is not plain."""
    match kind:
        case Kind.DAY:
            return _("A date such as 2026-05-31, or today.")
        case Kind.INSTANT:
            return _("A day, or a day and time: today, 2026-05-31 14:30, today 15:00.")
        case _:
            return ""


def _bounds(c: Column) -> str:
    if c.least is None or c.most is None:
        return _("Above {low}.").format(low=c.above) if c.above is not None else ""
    return _("From {low} to {high}.").format(low=c.least, high=c.most)


def choice_names(kind: type[Choice]) -> dict[str, str]:
    """What each value of a choice is called, in the order in which they are offered."""
    return {c.value: _(c.said) for c in kind}


# --- tables of rows ------------------------------------------------------------------------------------

HIDDEN = frozenset({
    "project", "successor_of", "note", "reason", "source", "source_id", "from_account", "to_account", "category",
    "pattern",
})  # fmt: skip
"""Columns whose text is a real name or a person's own words: not shown in discreet mode, like amounts."""
_NUMBERS = (Kind.MONEY, Kind.NUMBER, Kind.COUNT, Kind.MINUTES)


def head(record: type[Record], name: str) -> Head:
    """The head of a table column that shows a column of the ledger."""
    c = column(record, name)
    return Head(name, _(c.title), right=c.kind in _NUMBERS)


def table(
    record: type[Record],
    names: Sequence[str],
    rows: Sequence[Record],
    reader: Reader,
    pays: Mapping[str, str | None] | None = None,
) -> Table:
    """Rows of the ledger. `pays`: by platform the currency of amounts whose row names none."""
    chosen = [column(record, n) for n in names]
    cells = [[(_cell(c, r, reader, pays or {}), _value(c, r, reader)) for c in chosen] for r in rows]
    return Table.of([head(record, n) for n in names], cells)


def currency_column(record: type[Record], name: str) -> str:
    """The column that says in which currency an amount is; "" for one that is in the home currency."""
    if record is Settings or name in ("home_amount", "in_home_currency"):
        return "home_currency" if record is Settings else ""
    if record is Transfer:
        return "currency_in" if name == "amount_in" else "currency_out"
    return "currency"


def exact(value: Decimal, reader: Reader) -> str:
    """A number with all its decimals.

    >>> exact(Decimal("0.0173"), Reader.of("de-DE", "EUR"))
    '0,0173'
    """
    return str(format_decimal(Decimal(value).normalize(), locale=reader.locale, decimal_quantization=False))


def percent(value: Decimal, reader: Reader) -> str:
    """So many of a hundred with all their decimals, and the sign where the reader's language has it.

    >>> percent(Decimal("7.125"), Reader.of("en-US", "USD")), percent(Decimal(19), Reader.of("fr", "EUR"))
    ('7.125%', '19\\xa0%')
    """
    pattern = str(reader.locale.percent_formats[None].pattern)
    return str(format_percent(value / 100, format=pattern, locale=reader.locale, decimal_quantization=False))


def hides(c: Column, reader: Reader) -> bool:
    """Whether a column's value must not be shown to this reader.

    >>> from tracker.domain import Project
    >>> rate = column(Project, "agreed_rate")
    >>> hides(rate, Reader.of("en", "USD")), hides(rate, Reader.of("en", "USD", masked=True))
    (False, True)
    """
    return reader.masked and (c.kind is Kind.MONEY or c.name in HIDDEN)


def veiled(c: Column, record: Record | None, reader: Reader) -> str:
    """What is in the place of a hidden value: the project's alias, else dots; empty if there is none."""
    value = getattr(record, c.name, None)
    if value is None:
        return ""
    if c.name in ("project", "successor_of"):
        return reader.project(getattr(record, "platform", None), str(value))
    return MASK


def _value(c: Column, record: Record, reader: Reader) -> Value:
    value = getattr(record, c.name)
    if hides(c, reader):
        return veiled(c, record, reader) or None
    return reader.decimal(value) if c.kind is Kind.MONEY else value


def _cell(c: Column, record: Record, reader: Reader, pays: Mapping[str, str | None]) -> str:
    value = getattr(record, c.name)
    if value is None:
        return ""
    if hides(c, reader):
        return veiled(c, record, reader)
    match c.kind:
        case Kind.MONEY:
            said = getattr(record, currency_column(type(record), c.name), None)
            return reader.exact(value, said or pays.get(getattr(record, "platform", "")))
        case Kind.NUMBER:
            return exact(value, reader)
        case Kind.DAY:
            return reader.day(value)
        case Kind.CHOICE:
            return _(c.choice(value).said)
        case Kind.WEEKDAYS:
            return weekdays(value, reader)
        case Kind.YESNO:
            return _("yes") if value else _("no")
        case _ if c.name == "pay_cycle_ends":
            return cycle_end(value, reader)
        case _:
            return _("not work") if value == NOT_WORK else str(value)
