"""An e-invoice inside its own PDF (Factur-X, ZUGFeRD): the CII that PyCheval writes, in a PDF/A-3a; extra `papers`.

PyCheval's way to attach it is not taken: it writes a second list of extension schemas into the PDF's metadata, which
PDF/A forbids. Typst attaches the file, and what a reader looks for is put into the one list that there is.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tracker.analysis.results.invoices import Party
from tracker.errors import InputError
from tracker.reports.einvoice.meaning import EInvoice, Item

if TYPE_CHECKING:
    from pycheval import BankAccount, LineItem, TradeParty

FILE, PROFILE, VERSION = "factur-x.xml", "EN 16931", "1.0"
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_NAMES = {
    "DocumentFileName": (FILE, "The name of the embedded XML document"),
    "DocumentType": ("INVOICE", "The type of the hybrid document"),
    "Version": (VERSION, "The version of the standard of the embedded XML document"),
    "ConformanceLevel": (PROFILE, "The profile of the embedded XML document"),
}
_SCHEMAS, _END = "</rdf:Bag></pdfaExtension:schemas>", "</rdf:RDF>"


def cii(e: EInvoice) -> bytes:
    """The invoice as CII of the profile EN 16931. Raises InputError without the extra (code not_installed)."""
    try:
        import pycheval as p
        from pycheval.type_codes import DocumentTypeCode, PaymentMeansCode, TaxCategoryCode
    except ImportError:
        raise InputError(
            "An e-invoice inside a PDF needs a part that is not installed.",
            hint='Install it with: uv tool install "gig-tracker[papers]".',
            code="not_installed",
        ) from None
    net, tax, total = (p.Money(amount, e.currency) for amount in (e.net, e.tax, e.total))
    account = [p.PaymentMeans(PaymentMeansCode.TRANSFER, payee_account=_account(e.pay_to))] if e.pay_to else []
    try:
        made = p.EN16931Invoice(
            e.number, DocumentTypeCode.INVOICE, e.dated, _party(e.seller, seller=True), _party(e.buyer, seller=False),
            e.currency, tax_basis_total_amount=net, tax_total_amounts=[tax], grand_total_amount=total,
            due_payable_amount=total, line_total_amount=net, billing_period=(e.first, e.last), delivery_date=e.done,
            tax=[p.Tax(tax, net, e.percent, TaxCategoryCode(e.category), exemption_reason=e.reason or None)],
            notes=[p.IncludedNote("\n".join(e.notes))] if e.notes else [], payment_means=account,
            line_items=[_line(n, item, e) for n, item in enumerate(e.items, start=1)],
            buyer_reference=e.reference or None, payment_terms=p.PaymentTerms(due_date=e.due),
        )  # fmt: skip
    except p.ModelError as problem:
        raise InputError(
            "This invoice cannot be put into a PDF for programs: {problem}",
            problem=str(problem),
            hint="Mend that, or take UBL or the plain PDF.",
            code="einvoice_lacks",
        ) from None
    return bytes(ET.tostring(p.generate_et(made), encoding="UTF-8", xml_declaration=True))


def carrying(pdf: bytes) -> bytes:
    """A PDF/A-3 of Typst's with the file attached, marked as Factur-X; what was there stays byte for byte."""
    from pypdf import PdfWriter
    from pypdf.generic import StreamObject

    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    about = writer.root_object["/Metadata"]
    assert isinstance(about, StreamObject)
    text = about.get_data().decode()
    if (text.count(_SCHEMAS), text.count(_END)) != (1, 1):
        raise ValueError("the PDF describes itself otherwise than Typst 0.15 does")
    names = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (value, _what) in _NAMES.items())
    said = f'<rdf:Description rdf:about="" xmlns:fx="{_SPACE}">{names}</rdf:Description>'
    about.set_data(text.replace(_SCHEMAS, _schema() + _SCHEMAS).replace(_END, said + _END).encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _schema() -> str:
    """What the four names mean, as PDF/A wants every name of others explained."""
    names = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
        for name, (_value, what) in _NAMES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_SPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{names}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _party(party: Party, *, seller: bool) -> TradeParty:
    import pycheval as p

    address = p.PostalAddress(party.country, None, None, None, *_lines(party.lines[1:]))
    return p.TradeParty(
        party.name, address, vat_id=party.vat_id or None, tax_number=(party.tax_number or None) if seller else None,
        ids=[party.registered] if seller and party.registered else [],
        legal_id=(party.registered, None) if party.registered and not seller else None,
    )  # fmt: skip


def _lines(lines: tuple[str, ...]) -> tuple[str | None, str | None, str | None]:
    one, two, *rest = (*lines, "", "")
    return one or None, two or None, ", ".join(r for r in rest if r) or None


def _line(number: int, item: Item, e: EInvoice) -> LineItem:
    import pycheval as p
    from pycheval.quantities import QuantityCode
    from pycheval.type_codes import TaxCategoryCode

    return p.LineItem(
        str(number), item.name, p.Money(item.price, e.currency), (item.quantity, QuantityCode(item.unit)),
        p.Money(item.amount, e.currency), e.percent, TaxCategoryCode(e.category),
    )  # fmt: skip


def _account(pay_to: str) -> BankAccount:
    import pycheval as p

    bare = pay_to.replace(" ", "")
    return p.BankAccount(bare, None, None) if _IBAN.fullmatch(bare) else p.BankAccount(None, None, pay_to)
