"""An invoice of logged work: what is open, what is to be billed, the file, and handing it in."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.analysis.results.invoices import Invoice, Parties, Party, Vat
from tracker.desk import invoices, payments
from tracker.errors import InputError
from tracker.quickadd.typed_days import read_day
from tracker.views.numbers import Reader
from tracker.views.papers import invoice as views
from tracker.views.papers import overview
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.record import present, saving
from tracker.widgets.served import desk
from tracker.widgets.window import Chosen, window_control
from tracker.words.calendar_days import month_first
from tracker.words.number import parse_decimal

LONGEST = 500
"""Characters of a name with its address."""


def invoice(reader: Reader) -> None:
    say.para(
        _("For platforms that pay from your paper: logged work by project and rate, with every row as a timesheet.")
    )
    if reader.masked:
        discreet.closed(_("Names and amounts are hidden. An invoice holds both."), key="discreet_open_invoice")
        return
    chosen = window_control(reader)
    _open(chosen.as_of, reader)
    platform = st.segmented_control(
        _("Whom to bill"), [p.platform for _row, p in desk().platforms()], format_func=say.md, key="invoice_platform"
    )
    if platform is None:
        return
    try:
        _new(platform, chosen, reader)
    except InputError as error:
        st.error(say.md(discreet.veil(error.sentence())))


def _open(as_of: dt.date, reader: Reader) -> None:
    found = invoices.open_ones(desk(), as_of)
    say.answer(views.open_summary(found, reader))
    show.table(views.open_ones(found, reader), key="invoice_open", alt=_("Handed in and not paid"), file="open.csv")


def _new(platform: str, chosen: Chosen, reader: Reader) -> None:
    left, middle, right = st.columns(3)
    currency = left.text_input(_("Currency"), key="invoice_currency", placeholder=_("if it is in several")) or ""
    tax = middle.text_input(_("Tax on top, per cent"), key="invoice_tax", placeholder="0") or ""
    due = right.text_input(_("To be paid until"), key="invoice_due", placeholder="2026-05-31") or ""
    only_open = st.checkbox(_("Only what was not handed in before"), value=True, key="invoice_only_open")
    last = min(chosen.end or chosen.as_of, chosen.as_of)
    first = chosen.start or month_first(last)
    found = invoices.invoice(
        desk(), platform, first, last, currency=currency.strip().upper() or None, tax=_percent(tax, reader),
        only_open=only_open,
    )  # fmt: skip
    say.answer(views.summary(found, reader), key="invoice_answer")
    show.table(views.lines(found, reader), key="invoice_lines", alt=_("What is billed"), file="invoice.csv")
    say.points([discreet.veil(c.text) for c in found.caveats])
    if found.items:
        _file(found, read_day(due, reader.day_order, present()) if due.strip() else None, reader)
        _hand_in(found)


def _percent(text: str, reader: Reader) -> float:
    found = float(parse_decimal(text.strip().rstrip("%"), reader.decimal_sign)) if text.strip() else 0.0
    if not 0 <= found <= 100:
        raise InputError(_("{text} is not a percentage of tax.").format(text=text), value=text)
    return found


def _file(found: Invoice, due: dt.date | None, reader: Reader) -> None:
    left, right = st.columns(2)
    number = (left.text_input(_("Number of the invoice"), key="invoice_number", max_chars=60) or "").strip()
    named = right.text_input(_("What the buyer wants named"), key="invoice_reference", max_chars=120) or ""
    seller = _lines(left, _("Your name and address"), "seller")
    buyer = _lines(right, _("Name and address of the buyer"), "buyer") or (found.platform,)
    pay_to = (left.text_input(_("Where to pay"), key="invoice_pay_to", max_chars=120) or "").strip()
    with right:
        size = show.one_of(_("Size of a page"), overview.sizes(), key="invoice_size")
    form = show.one_of(_("Written as"), overview.invoices(), key="invoice_form")
    vat, reason, ours, theirs = _for_programs()
    who = Parties(
        number, present(), Party(seller, *ours), Party(buyer, *theirs), due, vat=vat, vat_reason=reason,
        reference=named.strip(), pay_to=pay_to,
    )  # fmt: skip
    if not number:
        say.quiet(_("An invoice has a number: type it, and the file is here."))
    elif form == "ubl" or not made.not_installed():
        made.download(
            _("Download the invoice"),
            lambda: payments.shown(
                desk(), ("invoice_file", found, who, form, size, reader),
                lambda: invoices.file(found, who, reader, form=form, size=size),
            ),
            name=f"invoice-{number.replace('/', '-')}{invoices.FORMS[form]}", key="invoice_file",
            mime="application/xml" if form == "ubl" else "application/pdf",
        )  # fmt: skip


def _lines(place: st.delta_generator.DeltaGenerator, name: str, who: str) -> tuple[str, ...]:
    typed = place.text_area(name, key=f"invoice_{who}", max_chars=LONGEST, height=120) or ""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


Numbers = tuple[str, str, str, str]
"""Country, VAT number, tax number, number in a register."""


def _for_programs() -> tuple[Vat | None, str, Numbers, Numbers]:
    """What tax offices and their programs want to know; nothing of it is concluded from anything."""
    with st.expander(_("Value added tax, and what programs want to know"), key="invoice_programs"):
        names = views.categories()
        vat = st.selectbox(
            _("How it stands to value added tax"), list(names), index=None, format_func=names.__getitem__,
            key="invoice_vat", placeholder=_("Choose; if in doubt, ask your tax office"),
        )  # fmt: skip
        reason = (st.text_input(_("Why no tax is on it"), key="invoice_reason", max_chars=200) or "").strip()
        ours, theirs = st.columns(2)
        seller = _numbers(ours, _("Yours"), "seller")
        return Vat(vat) if vat else None, reason, seller, _numbers(theirs, _("The buyer's"), "buyer")


def _numbers(place: st.delta_generator.DeltaGenerator, whose: str, who: str) -> Numbers:
    def asked(name: str, what: str) -> str:
        title = _("{whose}: {what}").format(whose=whose, what=name)
        return (place.text_input(title, key=f"invoice_{who}_{what}", max_chars=60) or "").strip()

    country = asked(_("country, two letters"), "country").upper()
    vat_id = asked(_("VAT number"), "vat").replace(" ", "").upper()
    tax_number = asked(_("tax number"), "tax_number") if who == "seller" else ""
    return country, vat_id, tax_number, asked(_("number in a register"), "id")


def _hand_in(found: Invoice) -> None:
    say.quiet(_("When you have sent it, note it: from that day runs the time to pay, where the terms count from it."))
    if st.button(_("Note as handed in today"), key="invoice_hand_in"):
        with saving(_("Noted as handed in")):
            invoices.hand_in(desk(), found, present())
