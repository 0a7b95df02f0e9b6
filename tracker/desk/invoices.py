"""Invoices of logged work: made, written, and noted as the day on which the work was handed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.desk import entry
from tracker.desk.reports import check_window
from tracker.desk.session import Desk
from tracker.domain import Earning, Record, WorkSession
from tracker.errors import InputError
from tracker.store.results import Operation

if TYPE_CHECKING:
    from tracker.analysis.results.invoices import Invoice
    from tracker.views.numbers import Reader
    from tracker.views.papers.invoice import Parties


def invoice(
    desk: Desk,
    platform: str,
    first: dt.date,
    last: dt.date,
    *,
    currency: str | None = None,
    tax: float = 0.0,
    only_open: bool = False,
) -> Invoice:
    """What a platform is to be billed for these days. Raises InputError (bad window, several currencies).

    `only_open`: without what was handed in before.
    """
    from tracker.analysis.payments.invoices import build_invoice

    check_window(first, last)
    key = ("invoice", platform, first, last, currency, tax, only_open)

    def make() -> Invoice:
        return build_invoice(desk.frames(), platform, first, last, currency=currency, tax=tax, only_open=only_open)

    return desk.memo(key, make)


def file(made: Invoice, who: Parties, reader: Reader, *, size: str = "a4") -> bytes:
    """The invoice with its timesheet as a PDF. Raises InputError if there is nothing to bill, and as `pdf`."""
    from tracker.reports.papers.pdf import pdf, stamp
    from tracker.views.papers.invoice import paper
    from tracker.views.text import speaking

    if not made.items:
        raise InputError(
            f"There is nothing to bill {made.platform} for these days.",
            hint="Choose other days.",
            code="nothing_to_bill",
        )
    with speaking(reader.language):
        shown = paper(made, who, reader, size=size)
    return pdf(shown, stamp(who.dated))


def hand_in(desk: Desk, made: Invoice, on: dt.date) -> Operation | None:
    """Note that the work of an invoice was handed in on a day, unless one is noted already; None if nothing changed.

    From that day runs the time within which a platform has to pay, where its terms count from it.
    """
    edits: list[tuple[str, int | None, Record | None]] = []
    for item in made.items:
        record = desk.get(item.table, item.row)
        if isinstance(record, WorkSession | Earning) and item.handed_in is None:
            edits.append((item.table, item.row, replace(record, submitted_on=on)))
    return entry.change(desk, edits, summary=f"handed in: {made.platform}, {made.first} to {made.last}")
