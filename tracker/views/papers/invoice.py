"""An invoice and its timesheet as a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.invoices import Invoice, InvoiceLine
from tracker.reports.papers.paper import Block, Paper, grid, heading, text
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value, decimal
from tracker.views.text import _, ngettext, spoken

HOURS = 2
"""Decimals of hours on a paper."""


@dataclass(frozen=True, slots=True)
class Parties:
    """`seller`, `buyer`: lines of name and address, as typed."""

    number: str
    dated: dt.date
    seller: tuple[str, ...]
    buyer: tuple[str, ...]
    due: dt.date | None = None
    remarks: tuple[str, ...] = ()


def summary(made: Invoice, reader: Reader) -> str:
    if not made.items:
        return _("Nothing to bill {platform} for these days.").format(platform=made.platform)
    n = len(made.items)
    said = ngettext("{money} for {n} row, {hours}", "{money} for {n} rows, {hours}", n)
    return said.format(
        money=reader.money(made.total, made.currency), n=reader.number(n), hours=reader.hours(made.hours)
    )


def lines(made: Invoice, reader: Reader) -> Table:
    columns = (
        Column("project", _("Work")), Column("quantity", _("Quantity"), right=True), Column("unit", _("Unit")),
        Column("rate", _("Price each"), right=True), Column("amount", _("Amount"), right=True),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (x.project or _("Work"), x.project),
            (_quantity(x, reader), x.quantity),
            (_unit(x), x.unit),
            (reader.exact(x.rate, made.currency), decimal(x.rate)),
            (reader.money(x.amount, made.currency), decimal(x.amount)),
        ]
        for x in made.lines
    ]
    return Table.of(columns, rows)


def timesheet(made: Invoice, reader: Reader) -> Table:
    columns = (
        Column("day", _("Day")), Column("project", _("Work")), Column("hours", _("Hours"), right=True),
        Column("tasks", _("Tasks"), right=True), Column("amount", _("Amount"), right=True),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (reader.day(i.day), i.day),
            (i.project or _("Work"), i.project),
            (reader.number(i.hours, HOURS) if i.hours else "", i.hours),
            (reader.number(i.tasks) if i.tasks is not None else "", i.tasks),
            (reader.exact(i.amount, made.currency), decimal(i.amount)),
        ]
        for i in made.items
    ]
    return Table.of(columns, rows)


def paper(made: Invoice, who: Parties, reader: Reader, *, size: str = "a4") -> Paper:
    """The invoice, with its timesheet on the same paper. Its caveats are for who makes it, not for who gets it."""
    blocks: list[Block] = [text(_("Date: {day}").format(day=reader.day(who.dated)))]
    if who.due:
        blocks.append(text(_("Due on: {day}").format(day=reader.day(who.due))))
    for name, typed in ((_("From"), who.seller), (_("To"), who.buyer)):
        if typed:
            blocks += [heading(name), *(text(line) for line in typed)]
    blocks += [heading(_("Work from {days}").format(days=reader.days(made.first, made.last)))]
    shown = lines(made, reader)
    blocks.append(grid([c.title for c in shown.columns], shown.cells, numbers_from=1, foot=_sums(made, reader)))
    blocks += [text(line) for line in who.remarks]
    sheet = timesheet(made, reader)
    foot = [[_("Together"), "", reader.number(made.hours, HOURS), "", ""]]
    blocks += [heading(_("Timesheet")), grid([c.title for c in sheet.columns], sheet.cells, numbers_from=2, foot=foot)]
    title = _("Invoice {number}").format(number=who.number)
    return Paper(
        title=title, blocks=tuple(blocks), footer=title, page=_("Page {n} of {all}"), size=size,
        author=who.seller[0] if who.seller else "", language=spoken().partition("_")[0],
    )  # fmt: skip


def _sums(made: Invoice, reader: Reader) -> Sequence[Sequence[str]]:
    said = [(_("Total"), made.total)]
    if made.tax_percent:
        tax = _("Tax, {percent} %").format(percent=reader.number(made.tax_percent, 2))
        said = [(_("Net"), made.net), (tax, made.tax), (_("Total"), made.total)]
    return [[name, "", "", "", reader.money(units, made.currency)] for name, units in said]


def _quantity(x: InvoiceLine, reader: Reader) -> str:
    return reader.number(x.quantity, HOURS if x.unit == "hour" else 0)


def _unit(x: InvoiceLine) -> str:
    return {"hour": _("hours"), "task": _("tasks")}.get(x.unit, _("sums"))
