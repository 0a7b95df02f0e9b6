"""Tables for forms of the United States: Schedule C, estimated payments, and forms 1099 beside the record."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.analysis.results.tax_year import TaxYear
from tracker.analysis.results.us_forms import Cause, Estimate, Form1099
from tracker.reports.papers.workbook import Cell, Formula, Sheet
from tracker.units import currency_decimals
from tracker.views.numbers import NOTHING, Reader
from tracker.views.papers.tax import in_main
from tracker.views.table import Column, Table, Value, decimal
from tracker.views.text import _

LINES = {
    "advertising": "8", "insurance": "15", "legal": "17", "office": "18", "rent": "20b", "repairs": "21",
    "supplies": "22", "licenses": "23", "travel": "24a", "utilities": "25",
}  # fmt: skip
"""Lines of Schedule C for expenses in a category of just that name."""
OTHER = "27b"


def us_sheets(year: TaxYear, found: Sequence[Estimate], forms: Sequence[Form1099]) -> list[Sheet]:
    return [_schedule_c(year), _estimates(year, found), _forms(year, forms)]


def _schedule_c(year: TaxYear) -> Sheet:
    """Lines of Schedule C (Form 1040) of 2025 that gig work usually needs."""
    after_returns = year.gross - year.returned
    head = (_("Line"), _("What"), year.currency)
    rows: list[Sequence[Cell]] = [
        ("1", _("Gross receipts"), in_main(year.gross)),
        ("2", _("Returns: money taken back"), in_main(year.returned)),
        ("3", _("Line 1 less line 2"), in_main(after_returns)),
        ("7", _("Gross income of these lines"), in_main(after_returns)),
        ("10", _("Commissions and fees"), in_main(year.fees)),
        *((LINES.get(c.name.casefold().strip(), OTHER), _("Expenses: {name}").format(name=c.name), in_main(c.spent))
          for c in year.categories),
        ("28", _("Expenses of these lines together"), in_main(year.fees + year.expenses)),
        ("31", _("Net profit of these lines"), in_main(year.profit)),
    ]  # fmt: skip
    said = (
        _("An expense goes to a line of its own by the name of its kind (office, supplies, travel), else to line 27b: "
          "look at each. Meals count by half, and a home office is not in it."),
        *([] if year.currency == "USD" else [_("The form is in US dollars; these amounts are not.")]),
    )  # fmt: skip
    return Sheet("Schedule C", head, tuple(map(tuple, rows)), (None, None, currency_decimals(year.currency)), said)


def _estimates(year: TaxYear, found: Sequence[Estimate]) -> Sheet:
    head = (_("From"), _("To"), _("Due"), _("Received"), _("Expenses"), _("Profit"), _("Tax withheld"),
            _("Self-employment tax at most"), _("To set aside, at your percentage"), _("Paid"))  # fmt: skip
    rows = [
        (e.first, e.last, e.due_on, *map(in_main, (e.net, e.expenses, e.profit, e.withheld, e.self_employment,
                                                   e.set_aside)), None)
        for e in found
    ]  # fmt: skip
    said = (
        _("Periods of estimated tax (Form 1040-ES). Self-employment tax is 15.3% of 92.35% of the profit, before the "
          "yearly limit of social security and beside income tax."),
        _("What has to be paid is less where other tax is withheld or last year's tax sets the measure."),
    )  # fmt: skip
    return Sheet("1040-ES", head, tuple(rows), (None, None, None, *[currency_decimals(year.currency)] * 7), said)


def _forms(year: TaxYear, forms: Sequence[Form1099]) -> Sheet:
    """What each payer may report, to be held against the forms that come."""
    head = (_("Payer"), _("Gross"), _("Fees"), _("Received"), _("On the form"), _("Difference"), _("Usual causes"))
    usual = _("1099-K is gross of fees and refunds; 1099-NEC is what was paid. One form of a payment service may hold "
              "several platforms. A payment of the last days of December may be in either year.")  # fmt: skip
    left = Formula('=IF(E{row}="","",E{row}-B{row})')
    rows: list[tuple[Cell, ...]] = [
        (f.payer, *map(in_main, (f.gross, f.fees, f.net, f.on_form)),
         left if f.difference is None else in_main(f.difference), cause(f) or usual)
        for f in forms
    ]  # fmt: skip
    n = currency_decimals(year.currency)
    return Sheet("1099", head, tuple(rows), (None, n, n, n, n, n, None), (_("PayPal is all that came in there, "
                 "whatever the platform: its form may hold the amounts of theirs."),))  # fmt: skip


def forms(found: Sequence[Form1099], reader: Reader) -> Table:
    columns = (
        Column("payer", _("Payer")), Column("gross", _("Gross"), right=True),
        Column("received", _("Received"), right=True), Column("on_form", _("On the form"), right=True),
        Column("difference", _("Difference"), right=True),
        Column("cause", _("What explains it")),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (f.payer, f.payer),
            *_amounts((f.gross, f.net, f.on_form, f.difference), reader),
            (cause(f), f.cause),
        ]
        for f in found
    ]  # fmt: skip
    return Table.of(columns, rows)


def _amounts(units: Sequence[int | None], reader: Reader) -> list[tuple[str, Value]]:
    return [(NOTHING if u is None else reader.money(u), decimal(u)) for u in units]


def cause(f: Form1099) -> str:
    """Why a form differs from the record, or with what it agrees; empty without a form."""
    said = {
        None: "",
        Cause.GROSS: _("It agrees: gross, before fees, as on a 1099-K."),
        Cause.PAID: _("It agrees: what was paid, after fees, as on a 1099-NEC."),
        Cause.LESS_RETURNED: _("It agrees: gross less what was taken back."),
        Cause.YEAR_END: _("Payments near the end of a year are in the other year: {days}.").format(
            days=", ".join(d.isoformat() for d in f.days)
        ),
        Cause.SEVERAL: _("It holds more payers: {names} too.").format(names=", ".join(f.with_others)),
        Cause.MORE: _("More than is on record: payments that were not logged, or paid back expenses."),
        Cause.LESS: _("Less than is on record: payments under another payer or in another year, or not reported."),
    }
    return said[f.cause]
