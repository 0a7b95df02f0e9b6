"""Invoices of logged work: made, written, and noted as the day on which the work was handed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.desk import entry
from tracker.desk.ledger_basis import basis
from tracker.desk.reports import check_window
from tracker.desk.session import Desk
from tracker.domain import Earning, Record, WorkSession
from tracker.errors import InputError
from tracker.say import Word
from tracker.store.results import Operation

if TYPE_CHECKING:
    from tracker.analysis.results.invoices import Invoice, OpenInvoices, Parties
    from tracker.reports.papers.paper import Attached
    from tracker.views.numbers import Reader


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


def open_ones(desk: Desk, as_of: dt.date) -> OpenInvoices:
    """What was handed in until a day and is not paid in full."""
    from tracker.analysis.payments.invoices import open_invoices

    return desk.memo(("open_invoices", as_of), lambda: open_invoices(basis(desk, as_of)))


FORMS = {"pdf": ".pdf", "ubl": ".xml", "facturx": ".pdf"}
"""What an invoice can be written as, and how the name of its file ends."""


def file(made: Invoice, who: Parties, reader: Reader, *, form: str = "pdf", size: str = "a4") -> bytes:
    """The invoice as one of `FORMS`: a PDF with its timesheet, UBL 2.1, or the PDF with the same for programs inside.

    Raises InputError if there is nothing to bill, as `pdf`, and for what the standard of e-invoices wants said and
    is not known (codes which_vat, einvoice_lacks, einvoice_decimals).
    """
    if not made.items:
        raise InputError(
            "There is nothing to bill {platform} for these days.",
            hint="Choose other days.",
            code="nothing_to_bill",
            platform=Word(made.platform),
        )
    return _printed(made, who, reader, size) if form == "pdf" else _electronic(made, who, reader, form, size)


def _printed(made: Invoice, who: Parties, reader: Reader, size: str, attached: Attached | None = None) -> bytes:
    from tracker.reports.papers.pdf import pdf, stamp
    from tracker.views.papers.invoice import paper
    from tracker.views.text import speaking

    with speaking(reader.language):
        shown = paper(made, who, reader, size=size, attached=attached)
    return pdf(shown, stamp(who.dated))


def _electronic(made: Invoice, who: Parties, reader: Reader, form: str, size: str) -> bytes:
    from tracker.reports.einvoice.facturx import FILE, carrying, cii
    from tracker.reports.einvoice.meaning import meaning, same_sums
    from tracker.reports.einvoice.ubl import ubl
    from tracker.reports.papers.paper import Attached
    from tracker.views.text import _, speaking

    with speaking(reader.language):
        meant = meaning(made, who, work=_("Work"))
        about = _("The invoice for programs")
    written = ubl(meant) if form == "ubl" else cii(meant)
    same_sums(written, made)
    if form == "ubl":
        return written
    return carrying(_printed(made, who, reader, size, Attached(FILE, "text/xml", written.decode(), about)))


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
