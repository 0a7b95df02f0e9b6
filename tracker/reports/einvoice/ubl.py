"""An e-invoice as UBL 2.1, the syntax that most public buyers and Peppol take.

The order of the elements is that of the schema. No national rules beyond EN 16931 are claimed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.etree import ElementTree as ET

from tracker.analysis.results.invoices import Party
from tracker.reports.einvoice.meaning import EInvoice, Item

DOCUMENT = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
STANDARD = "urn:cen.eu:en16931:2017"
INVOICE, TRANSFER = "380", "30"
"""A commercial invoice (UNTDID 1001); a credit transfer (UNTDID 4461)."""


def ubl(e: EInvoice) -> bytes:
    """The invoice as UTF-8 XML; the same each time."""
    for prefix, name in (("", DOCUMENT), ("cac", CAC), ("cbc", CBC)):
        ET.register_namespace(prefix, name)
    root = ET.Element(f"{{{DOCUMENT}}}Invoice")
    _said(root, "CustomizationID", STANDARD)
    _said(root, "ID", e.number)
    _said(root, "IssueDate", e.dated)
    _said(root, "DueDate", e.due)
    _said(root, "InvoiceTypeCode", INVOICE)
    _said(root, "Note", "\n".join(e.notes))
    _said(root, "DocumentCurrencyCode", e.currency)
    _said(root, "BuyerReference", e.reference)
    period = _part(root, "InvoicePeriod")
    _said(period, "StartDate", e.first)
    _said(period, "EndDate", e.last)
    _party(_part(root, "AccountingSupplierParty"), e.seller, seller=True)
    _party(_part(root, "AccountingCustomerParty"), e.buyer, seller=False)
    _said(_part(root, "Delivery"), "ActualDeliveryDate", e.done)
    if e.pay_to:
        means = _part(root, "PaymentMeans")
        _said(means, "PaymentMeansCode", TRANSFER)
        _said(_part(means, "PayeeFinancialAccount"), "ID", e.pay_to)
    _tax(root, e)
    _sums(root, e)
    for number, item in enumerate(e.items, start=1):
        _line(root, number, item, e)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _part(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{CAC}}}{name}")


def _said(parent: ET.Element, name: str, value: object, **about: str) -> None:
    """An element with this text, unless there is none."""
    if value is not None and str(value):
        ET.SubElement(parent, f"{{{CBC}}}{name}", about).text = str(value)


def _money(parent: ET.Element, name: str, amount: Decimal, currency: str) -> None:
    _said(parent, name, f"{amount:f}", currencyID=currency)


def _party(parent: ET.Element, party: Party, *, seller: bool) -> None:
    at = _part(parent, "Party")
    if seller and party.registered:
        _said(_part(at, "PartyIdentification"), "ID", party.registered)
    address = _part(at, "PostalAddress")
    lines: Iterable[str] = party.lines[1:]
    for name, line in zip(("StreetName", "AdditionalStreetName"), lines, strict=False):
        _said(address, name, line)
    if rest := ", ".join(party.lines[3:]):
        _said(_part(address, "AddressLine"), "Line", rest)
    _said(_part(address, "Country"), "IdentificationCode", party.country)
    for number, scheme in ((party.vat_id, "VAT"), (party.tax_number if seller else "", "TAX")):
        if number:
            scheme_of = _part(at, "PartyTaxScheme")
            _said(scheme_of, "CompanyID", number)
            _said(_part(scheme_of, "TaxScheme"), "ID", scheme)
    legal = _part(at, "PartyLegalEntity")
    _said(legal, "RegistrationName", party.name)
    if not seller:
        _said(legal, "CompanyID", party.registered)


def _tax(root: ET.Element, e: EInvoice) -> None:
    total = _part(root, "TaxTotal")
    _money(total, "TaxAmount", e.tax, e.currency)
    one = _part(total, "TaxSubtotal")
    _money(one, "TaxableAmount", e.net, e.currency)
    _money(one, "TaxAmount", e.tax, e.currency)
    _category(one, "TaxCategory", e, why=True)


def _category(parent: ET.Element, name: str, e: EInvoice, *, why: bool = False) -> None:
    at = _part(parent, name)
    _said(at, "ID", e.category)
    _said(at, "Percent", None if e.percent is None else f"{e.percent:f}")
    if why:
        _said(at, "TaxExemptionReason", e.reason)
    _said(_part(at, "TaxScheme"), "ID", "VAT")


def _sums(root: ET.Element, e: EInvoice) -> None:
    sums = _part(root, "LegalMonetaryTotal")
    for name, amount in (("LineExtensionAmount", e.net), ("TaxExclusiveAmount", e.net),
                         ("TaxInclusiveAmount", e.total), ("PayableAmount", e.total)):  # fmt: skip
        _money(sums, name, amount, e.currency)


def _line(root: ET.Element, number: int, item: Item, e: EInvoice) -> None:
    line = _part(root, "InvoiceLine")
    _said(line, "ID", number)
    _said(line, "InvoicedQuantity", f"{item.quantity:f}", unitCode=item.unit)
    _money(line, "LineExtensionAmount", item.amount, e.currency)
    what = _part(line, "Item")
    _said(what, "Name", item.name)
    _category(what, "ClassifiedTaxCategory", e)
    _money(_part(line, "Price"), "PriceAmount", item.price, e.currency)
