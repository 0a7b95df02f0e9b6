"""Hours and money of the days looked at, sum by sum."""

from __future__ import annotations

from tracker.analysis.report import Report
from tracker.domain import Activity
from tracker.views.fields import choice_names
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _


def hours(report: Report, reader: Reader) -> Table:
    """Hours on the clock, counted, unpaid by what they went into, and on offer."""
    h, names = report.hours, choice_names(Activity)
    rows = [
        (_("Paid, by your own clock"), h.paid_own),
        (_("Paid, as counted"), h.paid_counted),
        (_("Unpaid"), h.unpaid),
    ]
    rows += [(f"  {names.get(k, k)}", v) for k, v in sorted(h.unpaid_by_activity.items())]
    rows += [(_("All"), h.all), *([] if h.available is None else [(_("Available"), h.available)])]
    cells: list[list[tuple[str, Value]]] = [
        [(name, name.strip()), (reader.number(v, 1), round(v, 4))] for name, v in rows
    ]
    return Table.of((Column("what", ""), Column("hours", _("Hours"), right=True)), cells)


def money(report: Report, reader: Reader) -> Table:
    """What was earned and what became of it, and what came in these days."""
    m = report.money
    rows = (
        (_("Earned"), m.accrued),
        (_("  paid"), m.settled),
        (_("    of it without logged work"), m.unmatched),
        (_("  not yet due"), m.not_yet_due),
        (_("  overdue"), m.overdue),
        (_("  written off"), m.written_off),
        (_("Fees"), m.fees),
        (_("Gained or lost by exchange rates"), m.fx),
        (_("Work expenses"), m.expenses),
        (_("Kept"), m.kept),
        (_("Arrived in these days"), m.cash_received),
    )
    cells: list[list[tuple[str, Value]]] = [
        [(name, name.strip()), (reader.money(units), reader.decimal(units))] for name, units in rows
    ]
    return Table.of((Column("what", ""), Column("amount", _("Money"), right=True)), cells)
