#!/bin/sh
# PyCheval: putting an invoice into a PDF/A-3 writes a second list of extension schemas.
#
# Versions:  pycheval 0.3.3, typst 0.15.2, pypdf 6
# Guess:     A PDF/A-3 into which an invoice is put by the library made for that is a PDF/A-3 afterwards: what PDF/A
#            wants explained of its metadata is added to the explanations that are there.
# Behaviour: A second pdfaExtension:schemas is written beside the one that a PDF/UA already has, where a property of XMP
#            may be there once; and an XML declaration is put in front of the packet's own beginning.
# Seen:      lists before 1 after 2
#            begins with <?xpacket before True after False
# Matters:   Who bills by Factur-X starts from a tagged PDF/A-3 so that a public buyer takes the file.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycheval==0.3.3 typst==0.15.2

cd "$work"
"$work/venv/bin/python" - <<'EOF'
import datetime as dt
import io

import pycheval
import typst
from pycheval.type_codes import DocumentTypeCode
from pypdf import PdfReader

SOURCE = '#set document(title: "Invoice 7")\n#set text(lang: "en")\n= Invoice 7\n100.00 EUR'
pdf = typst.compile(
    SOURCE.encode(), pdf_standards=["a-3a", "ua-1"], timestamp=dt.datetime(2026, 5, 4, tzinfo=dt.timezone.utc),
    font_paths=typst.Fonts(include_system_fonts=False),
)
with open("invoice.pdf", "wb") as file:
    file.write(pdf)
seller = pycheval.TradeParty("A worker", pycheval.PostalAddress("FR"), vat_id="FR12345678901")
buyer = pycheval.TradeParty("A platform", pycheval.PostalAddress("DE"))
sums = {name: pycheval.Money("100.00", "EUR") for name in
        ("tax_basis_total_amount", "grand_total_amount", "due_payable_amount")}
invoice = pycheval.MinimumInvoice(
    "7", DocumentTypeCode.INVOICE, dt.date(2026, 5, 4), seller, buyer, "EUR", tax_total_amounts=[pycheval.Money("0.00", "EUR")], **sums,
)
carrying = pycheval.embed_invoice_in_pdf("invoice.pdf", invoice)


def about(data):
    return PdfReader(io.BytesIO(data)).root_object["/Metadata"].get_data().decode()


before, after = about(pdf), about(carrying)
print("lists before", before.count("<pdfaExtension:schemas>"), "after", after.count("<pdfaExtension:schemas>"))
print("begins with <?xpacket before", before.startswith("<?xpacket"), "after", after.startswith("<?xpacket"))
assert before.count("<pdfaExtension:schemas>") == 1
assert after.count("<pdfaExtension:schemas>") == 2
assert before.startswith("<?xpacket") and not after.startswith("<?xpacket")
EOF
