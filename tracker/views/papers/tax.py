"""The tax year as tables: what came in, what was taken from it and spent, and what to hold against forms."""

from __future__ import annotations

from decimal import Decimal

from tracker.analysis.results.tax_year import TaxYear
from tracker.reports.papers.workbook import Cell, Sheet
from tracker.units import currency_decimals, money_text
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value, decimal
from tracker.views.text import _


def sheets(year: TaxYear, reader: Reader) -> list[Sheet]:
    """Every table of the year."""
    return [_quarters(year, reader), lines(year), _income(year), _categories(year), _spent(year)]


def summary(year: TaxYear, reader: Reader) -> str:
    if not year.lines and not year.received.spent:
        return _("Nothing is on record for {days}.").format(days=reader.days(year.first, year.last))
    return _("{days}: {received} received, {expenses} of work expenses, {profit} left.").format(
        days=reader.days(year.first, min(year.last, year.received.as_of)), received=reader.money(year.net),
        expenses=reader.money(year.expenses), profit=reader.money(year.profit),
    )  # fmt: skip


def quarters(year: TaxYear, reader: Reader) -> Table:
    """The four quarters and the whole."""
    columns = (
        Column("from", _("From")), Column("gross", _("Gross"), right=True), Column("fees", _("Fees"), right=True),
        Column("received", _("Received"), right=True), Column("expenses", _("Expenses"), right=True),
        Column("profit", _("Profit"), right=True),
    )  # fmt: skip
    found = [(q.gross, q.fees, q.net, q.expenses, q.profit) for q in year.quarters]
    rows: list[list[tuple[str, Value]]] = [
        [(reader.day(q.first), q.first), *((reader.money(u), decimal(u)) for u in sums)]
        for q, sums in zip(year.quarters, found, strict=True)
    ]
    whole = (year.gross, year.fees, year.net, year.expenses, year.profit)
    rows.append([(_("Year"), year.name), *((reader.money(u), decimal(u)) for u in whole)])
    return Table.of(columns, rows)


def in_main(units: int | None) -> Cell:
    """Units as an exact amount for a cell."""
    return None if units is None else Decimal(money_text(units))


def _quarters(year: TaxYear, reader: Reader) -> Sheet:
    head = (_("From"), _("To"), _("Currency"), _("Gross"), _("Taken back"), _("Fees"), _("Received"), _("Expenses"),
            _("Profit"), _("Tax withheld"))  # fmt: skip
    rows = [
        (q.first, q.last, year.currency, *map(in_main, (q.gross, q.returned, q.fees, q.net, q.expenses, q.profit,
                                                         q.withheld)))
        for q in year.quarters
    ]  # fmt: skip
    whole = (year.gross, year.returned, year.fees, year.net, year.expenses, year.profit, year.withheld)
    rows.append((_("Year"), year.last, year.currency, *map(in_main, whole)))
    n = currency_decimals(year.currency)
    return Sheet(
        _("Year {name}").format(name=year.name),
        head,
        tuple(rows),
        (None, None, None, *[n] * 7),
        tuple(notes(year, reader)),
    )


def notes(year: TaxYear, reader: Reader) -> list[str]:
    return [*about(), *(reader.say(c.text) for c in year.caveats)]


def about() -> list[str]:
    return [
        _("An aid for your own return, no tax advice: what has to be declared, and when, the law of your place says."),
        _("Income counts on the day on which it arrived. Gross less taken back less fees is what was received."),
        _("Amounts in another currency are converted at what arrived in the account if that is on record, else at the "
          "rate given for each payment."),
    ]  # fmt: skip


def lines(year: TaxYear) -> Sheet:
    """One row for each platform, currency and month."""
    sums = (_("Gross"), _("Taken back"), _("Fees"), _("Received"), _("Tax withheld"))
    home_sums = (_("{what} in {currency}").format(what=what, currency=year.currency) for what in sums)
    head = (_("Platform"), _("Currency"), _("Month"), _("Quarter"), _("Payments"), *sums, *home_sums)
    rows = [
        (x.platform, x.currency, x.month, x.quarter, x.payments,
         *map(in_main, (x.gross, x.returned, x.fees, x.net, x.withheld, x.home_gross, x.home_returned, x.home_fees,
                         x.home_net, x.home_withheld)))
        for x in year.lines
    ]  # fmt: skip
    finest = max([2, *(currency_decimals(x.currency) for x in year.lines)])
    home = currency_decimals(year.currency)
    return Sheet(_("By month"), head, tuple(rows), (*[None] * 5, *[finest] * 5, *[home] * 5))


def _income(year: TaxYear) -> Sheet:
    head = (_("Day"), _("Platform"), _("Project"), _("Kind"), _("Currency"), _("Gross"), _("Fee"), _("Received"),
            _("Rate"), _("Rate from"), _("Rate of"), _("Received in {currency}").format(currency=year.currency),
            _("How it is backed"))  # fmt: skip
    rows = [
        (r.day, r.platform, r.project, r.kind, r.currency, *map(in_main, (r.amount, r.fee, r.net)),
         None if r.rate is None else round(r.rate, 8), r.rate_from, r.rate_on, in_main(r.home), r.evidence)
        for r in year.received.income
    ]  # fmt: skip
    finest = max([2, *(currency_decimals(r.currency) for r in year.received.income)])
    kinds = (*[None] * 5, *[finest] * 3, None, None, None, currency_decimals(year.currency), None)
    return Sheet(_("Payments"), head, tuple(rows), kinds)


def _categories(year: TaxYear) -> Sheet:
    head = (_("For"), _("Rows"), _("Spent in {currency}").format(currency=year.currency))
    rows = [(c.name, c.rows, in_main(c.spent)) for c in year.categories]
    return Sheet(_("Expenses by kind"), head, tuple(rows), (None, None, currency_decimals(year.currency)))


def _spent(year: TaxYear) -> Sheet:
    head = (_("Day"), _("For"), _("Platform"), _("Currency"), _("Amount"), _("Rate"), _("Rate from"), _("Rate of"),
            _("In {currency}").format(currency=year.currency))  # fmt: skip
    rows = [
        (s.day, s.category, s.platform, s.currency, in_main(s.amount), None if s.rate is None else round(s.rate, 8),
         s.rate_from, s.rate_on, in_main(s.home))
        for s in year.received.spent
    ]  # fmt: skip
    finest = max([2, *(currency_decimals(s.currency) for s in year.received.spent)])
    return Sheet(_("Expenses"), head, tuple(rows), (*[None] * 4, finest, *[None] * 3, currency_decimals(year.currency)))
