"""An invoice and its timesheet as a paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from tracker.analysis.payments.received import booked
from tracker.analysis.results.invoices import Invoice, InvoiceLine, OpenInvoices, Parties, Party, Vat
from tracker.reports.papers.paper import Attached, Block, Paper, grid, heading, text
from tracker.views.fields import percent
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value, decimal
from tracker.views.text import _, ngettext, spoken


def summary(made: Invoice, reader: Reader) -> str:
    if not made.items:
        return _("Nothing to bill {platform} for these days.").format(platform=made.platform)
    n = len(made.items)
    said = ngettext("{money} for {n} row, {hours}", "{money} for {n} rows, {hours}", n)
    return said.format(
        money=reader.money(made.total, made.currency), n=reader.number(n), hours=reader.hours(made.hours)
    )


def open_summary(found: OpenInvoices, reader: Reader) -> str:
    """How many are open and what they come to, by currency."""
    if not found.invoices:
        return _("Nothing that was handed in is waiting for money.")
    sums: dict[str, int] = {}
    for x in found.invoices:
        sums[x.currency] = sums.get(x.currency, 0) + x.left
    n = len(found.invoices)
    said = ngettext("{money} of {n} day of handing in has not come.", "{money} of {n} days of handing in has not come.",
                    n)  # fmt: skip
    return said.format(money=_(" and ").join(reader.money(u, c) for c, u in sorted(sums.items())), n=reader.number(n))


def open_ones(found: OpenInvoices, reader: Reader) -> Table:
    columns = (
        Column("platform", _("Platform")), Column("handed_in", _("Day of handing in")), Column("work", _("Work")),
        Column("billed", _("Billed"), right=True), Column("left", _("Still to come"), right=True),
        Column("due_on", _("Due")), Column("days_late", _("Days late"), right=True),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (x.platform, x.platform),
            (reader.day(x.handed_in), x.handed_in),
            (reader.days(x.first, x.last), f"{x.first}/{x.last}"),
            (reader.money(x.billed, x.currency), decimal(x.billed)),
            (reader.money(x.left, x.currency), decimal(x.left)),
            (reader.day(x.due_on) if x.due_on else NOTHING, x.due_on),
            (reader.number(x.days_late) if x.days_late else "", x.days_late),
        ]
        for x in found.invoices
    ]
    return Table.of(columns, rows)


def lines(made: Invoice, reader: Reader) -> Table:
    columns = (
        Column("project", _("Work")), Column("unit", _("Unit")), Column("quantity", _("Quantity"), right=True),
        Column("rate", _("Price each"), right=True), Column("amount", _("Amount"), right=True),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (x.project or _("Work"), x.project),
            (_unit(x), x.unit),
            (_quantity(x, made.currency, reader), x.quantity),
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
            (_hours(i.hours, reader) if i.hours else "", i.hours),
            (reader.number(i.tasks) if i.tasks is not None else "", i.tasks),
            (reader.exact(i.amount, made.currency), decimal(i.amount)),
        ]
        for i in made.items
    ]
    return Table.of(columns, rows)


def paper(made: Invoice, who: Parties, reader: Reader, *, size: str = "a4", attached: Attached | None = None) -> Paper:
    """The invoice, with its timesheet on the same paper. Its caveats are for who makes it, not for who gets it.

    `attached`: the same for programs.
    """
    blocks: list[Block] = [text(_("Date: {day}").format(day=reader.day(who.dated)))]
    if who.due:
        blocks.append(text(_("Due on: {day}").format(day=reader.day(who.due))))
    if who.reference:
        blocks.append(text(_("Your reference: {text}").format(text=who.reference)))
    for name, party in ((_("Billed by"), who.seller), (_("Billed to"), who.buyer)):
        if said := _party(party, reader):
            blocks += [heading(name), *(text(line) for line in said)]
    blocks += [heading(_("Work from {days}").format(days=reader.days(made.first, made.last)))]
    shown = lines(made, reader)
    blocks.append(grid([c.title for c in shown.columns], shown.cells, numbers_from=2, wide=0, foot=_sums(made, reader)))
    blocks += [text(line) for line in (*_of_tax(who), *_to_pay(who), *who.remarks)]
    sheet = timesheet(made, reader)
    foot = [[_("Together"), "", _hours(made.hours, reader), "", ""]]
    blocks += [heading(_("Timesheet")), grid([c.title for c in sheet.columns], sheet.cells, numbers_from=2, foot=foot)]
    title = _("Invoice {number}").format(number=who.number)
    return Paper(
        title=title, blocks=tuple(blocks), footer=title, page=_("Page {n} of {all}"), size=size,
        author=who.seller.name, language=spoken().partition("_")[0], attached=attached,
    )  # fmt: skip


def _party(party: Party, reader: Reader) -> list[str]:
    numbers = (
        (_("VAT number: {number}"), party.vat_id), (_("Tax number: {number}"), party.tax_number),
        (_("Registered as: {number}"), party.registered),
    )  # fmt: skip
    country = reader.locale.territories.get(party.country, party.country)
    return [*party.lines, *([country] if country else []), *(t.format(number=n) for t, n in numbers if n)]


def _of_tax(who: Parties) -> list[str]:
    """Why no tax is on it, as most laws want it said in so many words."""
    said = {
        Vat.REVERSE: _("Reverse charge: the buyer owes the tax."),
        Vat.EXEMPT: _("Exempt from tax."),
        Vat.EXPORT: _("Export: no tax is charged."),
        Vat.OUTSIDE: _("Outside the scope of tax."),
        Vat.ZERO: _("Taxed at zero per cent."),
    }
    lines = [said[who.vat]] if who.vat in said else []
    return [*lines, *([who.vat_reason] if who.vat_reason else [])]


def _to_pay(who: Parties) -> list[str]:
    return [_("Pay to: {account}").format(account=who.pay_to)] if who.pay_to else []


def categories() -> dict[str, str]:
    """How an invoice can stand to value added tax; which it is, its worker knows."""
    return {
        Vat.STANDARD: _("Tax on top"),
        Vat.REVERSE: _("Reverse charge (the buyer owes the tax)"),
        Vat.EXEMPT: _("Exempt, such as a small business"),
        Vat.OUTSIDE: _("Outside the scope of tax"),
        Vat.EXPORT: _("Export"),
        Vat.ZERO: _("Taxed at zero per cent"),
    }


def _sums(made: Invoice, reader: Reader) -> Sequence[Sequence[str]]:
    said = [(_("Total"), made.total)]
    if made.tax_percent:
        tax = _("Tax, {share}").format(share=percent(Decimal(str(made.tax_percent)), reader))
        said = [(_("Net"), made.net), (tax, made.tax), (_("Total"), made.total)]
    return [[name, "", "", "", reader.money(units, made.currency)] for name, units in said]


def _quantity(x: InvoiceLine, currency: str, reader: Reader) -> str:
    """Hours with as many decimals as it takes to come to the amount by the price, for whoever multiplies."""
    if x.unit != "hour":
        return reader.number(x.quantity)
    fits = (n for n in (2, 3, 4) if x.rate is None or booked(round(x.quantity, n) * x.rate, currency) == x.amount)
    return _hours(x.quantity, reader, next(fits, FINEST))


FINEST = 6
"""Decimals of hours at most."""


def _hours(hours: float, reader: Reader, decimals: int = 2) -> str:
    """With all its decimals, so that a column is in line."""
    return str(format_decimal(round(Decimal(str(hours)), decimals), f"#,##0.{'0' * decimals}", locale=reader.locale))


def _unit(x: InvoiceLine) -> str:
    return {"hour": _("hours"), "task": _("tasks")}.get(x.unit, _("sums"))
