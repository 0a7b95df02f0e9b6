"""What an e-invoice says, whatever it is written in: the terms of EN 16931 that an invoice of work needs.

What the standard wants said and is not known is asked for; no category of tax is concluded from anything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from tracker.analysis.payments.received import booked
from tracker.analysis.results.invoices import Invoice, InvoiceLine, Parties, Party, Vat
from tracker.errors import InputError
from tracker.say import Said
from tracker.units import currency_decimals, from_units, minor_unit

CATEGORIES = {Vat.STANDARD: "S", Vat.ZERO: "Z", Vat.REVERSE: "AE", Vat.EXEMPT: "E", Vat.EXPORT: "G", Vat.OUTSIDE: "O"}
"""Codes of UNTDID 5305."""
REASONS = {Vat.REVERSE: "Reverse charge", Vat.EXPORT: "Export", Vat.OUTSIDE: "Not subject to VAT"}
"""Where no other reason is given; the standard has these words in English."""
HOUR, PIECE = "HUR", "C62"
"""Units of UN/ECE Recommendation 20: an hour, one."""
CENTS = 2
"""Decimals of an amount that the standard allows at most."""
PLACES = 6
"""Decimals of hours: a thousandth of a cent at 100 an hour."""
_COUNTRY = re.compile("[A-Z]{2}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `amount` is `quantity` times `price`, rounded to whole cents."""

    name: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class EInvoice:
    """An invoice with one rate of tax. `done`: the last day of its work; `percent`: None outside the scope of tax;
    `reason`: why no tax is on it, may be empty."""

    number: str
    dated: dt.date
    due: dt.date
    first: dt.date
    last: dt.date
    done: dt.date
    currency: str
    seller: Party
    buyer: Party
    items: tuple[Item, ...]
    net: Decimal
    tax: Decimal
    total: Decimal
    category: str
    percent: Decimal | None
    reason: str = ""
    notes: tuple[str, ...] = ()
    reference: str = ""
    pay_to: str = ""


def meaning(made: Invoice, who: Parties, *, work: str = "Work") -> EInvoice:
    """The invoice in the terms of the standard. `work`: what a line without a project is called.

    Raises InputError for what is missing or does not go together (codes which_vat, einvoice_lacks, einvoice_decimals).
    """
    lacks = next(_lacks(made, who), None)
    if lacks:
        raise lacks
    assert who.vat is not None
    assert who.due is not None
    category, places = CATEGORIES[who.vat], currency_decimals(made.currency)
    return EInvoice(
        number=who.number, dated=who.dated, due=who.due, first=made.first, last=made.last, done=made.items[-1].day,
        currency=made.currency, seller=who.seller, buyer=who.buyer,
        items=tuple(_item(x, made.currency, work) for x in made.lines),
        net=_amount(made.net, places), tax=_amount(made.tax, places), total=_amount(made.total, places),
        category=category, percent=None if who.vat == Vat.OUTSIDE else Decimal(str(made.tax_percent)).normalize() + 0,
        reason=who.vat_reason or REASONS.get(who.vat, ""), notes=who.remarks, reference=who.reference,
        pay_to=who.pay_to,
    )  # fmt: skip


def _item(x: InvoiceLine, currency: str, work: str) -> Item:
    """A line at its rate, if hours or tasks at that rate are what it comes to; else one piece of the whole."""
    name, places = x.project or work, currency_decimals(currency)
    amount = _amount(x.amount, places)
    quantity = round(Decimal(str(x.quantity)), PLACES).normalize() + 0
    if x.rate is not None and booked(float(quantity) * x.rate, currency) == x.amount:
        return Item(name, quantity, HOUR if x.unit == "hour" else PIECE, from_units(x.rate).normalize() + 0, amount)
    named = f"{name} ({quantity:f} {'h' if x.unit == 'hour' else 'tasks'})" if x.rate is not None else name
    return Item(named, Decimal(1), PIECE, amount, amount)


def _amount(units: int, places: int) -> Decimal:
    return round(from_units(units), places)


NET, TAX, TOTAL = (
    ("TaxExclusiveAmount", "TaxBasisTotalAmount"), ("TaxAmount", "TaxTotalAmount"),
    ("PayableAmount", "DuePayableAmount"),
)  # fmt: skip
"""What the sums are called in UBL and in CII."""
LINE = (("InvoiceLine", "LineExtensionAmount"), ("IncludedSupplyChainTradeLineItem", "LineTotalAmount"))


def same_sums(written: bytes, made: Invoice) -> None:
    """Read a written invoice back and hold its lines and sums against ours, to the cent.

    Raises ArithmeticError where they differ: such a file must not leave.
    """
    root = ET.fromstring(written)

    def named(at: ET.Element, names: tuple[str, ...]) -> list[Decimal]:
        return [Decimal(e.text or "") for e in at.iter() if e.tag.rpartition("}")[2] in names]

    rows = [(e, amount) for line, amount in LINE for e in root.iter() if e.tag.rpartition("}")[2] == line]
    found = [set(named(root, names)) for names in (NET, TAX, TOTAL)]
    lines = [named(e, (amount,)) for e, amount in rows]
    ours = [{from_units(u)} for u in (made.net, made.tax, made.total)]
    if found != ours or lines != [[from_units(x.amount)] for x in made.lines]:
        raise ArithmeticError(f"an e-invoice of {made.platform} says other sums than the invoice")


# --- what the standard wants said -----------------------------------------------------------------------


_NAMES = {"seller": Said("An e-invoice names the seller."), "buyer": Said("An e-invoice names the buyer.")}
_COUNTRIES = {
    "seller": Said("An e-invoice names the country of the seller."),
    "buyer": Said("An e-invoice names the country of the buyer."),
}
_VAT_NUMBERS = {
    "seller": Said("The VAT number of the seller begins with the letters of a country."),
    "buyer": Said("The VAT number of the buyer begins with the letters of a country."),
}


def _lacks(made: Invoice, who: Parties) -> Iterator[InputError]:
    if who.vat is None:
        yield InputError(
            "An e-invoice says how it stands to value added tax, and that cannot be guessed.",
            hint="Choose one: standard, zero, reverse, exempt, export or outside; if in doubt, ask the tax office.",
            code="which_vat",
        )
        return
    yield from _of_tax(made, who, who.vat)
    yield from _of_parties(who)
    if who.due is None:
        yield _lack(Said("An e-invoice names the day until when it is to be paid."), Said("Give that day."))
    if currency_decimals(made.currency) > CENTS or any(x.amount % minor_unit(made.currency) for x in made.lines):
        yield InputError(
            "Amounts of an e-invoice have two decimals, and those in {currency} have more.",
            currency=made.currency,
            hint="Take the plain PDF.",
            code="einvoice_decimals",
        )
    texts = (who.number, who.reference, who.pay_to, who.vat_reason, *who.remarks, *who.seller.lines, *who.buyer.lines)
    if any(_NO_XML.search(t) for t in (*texts, *(x.project or "" for x in made.lines))):
        yield _lack(Said("A text of this invoice holds a sign that cannot be written."), Said("Type it again."))


def _of_tax(made: Invoice, who: Parties, vat: Vat) -> Iterator[InputError]:
    seller, buyer = who.seller, who.buyer
    if vat == Vat.STANDARD and not made.tax_percent:
        yield _lack(Said("Tax at the standard rate has a percentage."), Said("Give it, or another category."))
    if vat != Vat.STANDARD and made.tax_percent:
        yield _lack(
            Said("Only the standard category has tax on top."), Said("Leave the percentage out, or take standard.")
        )
    if vat == Vat.EXEMPT and not who.vat_reason:
        yield _lack(Said("An exempt invoice says why it is exempt."), Said("Give the reason in the words of your law."))
    if vat == Vat.OUTSIDE and (seller.vat_id or buyer.vat_id):
        yield _lack(Said("An invoice outside the scope of tax names no VAT numbers."), Said("Leave both out."))
    if vat == Vat.EXPORT and not seller.vat_id:
        yield _lack(Said("An export names the VAT number of the seller."), Said("Give it."))
    if vat not in (Vat.OUTSIDE, Vat.EXPORT) and not (seller.vat_id or seller.tax_number):
        yield _lack(Said("The seller has a VAT number or a tax number."), Said("Give one."))
    if vat == Vat.REVERSE and not (buyer.vat_id or buyer.registered):
        text = Said("Where the buyer owes the tax, the invoice names its VAT number or its number in a register.")
        yield _lack(text, Said("Give one."))


def _of_parties(who: Parties) -> Iterator[InputError]:
    for name, party in (("seller", who.seller), ("buyer", who.buyer)):
        if not party.name.strip():
            yield _lack(_NAMES[name], Said("Give the name."))
        if not _COUNTRY.fullmatch(party.country):
            yield _lack(_COUNTRIES[name], Said("Give its two letters, such as DE."))
        if party.vat_id and not _COUNTRY.fullmatch(party.vat_id[:2]):
            yield _lack(_VAT_NUMBERS[name], Said("Such as DE123456789."))
    if not (who.seller.vat_id or who.seller.registered):
        text = Said("An e-invoice without a VAT number of the seller names another number of hers.")
        yield _lack(text, Said("Give that of a register, or the one under which the buyer knows you."))


def _lack(message: Said, hint: Said) -> InputError:
    return InputError(message, hint=hint, code="einvoice_lacks")
