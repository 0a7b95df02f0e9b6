"""Receipts by e-mail: what comes of each mail of a mailbox, what is left, and the payment told by a file as well."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture
from tracker.domain import Payout, Rule
from tracker.errors import InputError, NeedsAnswer
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.formats.mail import MailReceipts
from tracker.importers.formats.paypal import PayPal
from tracker.importers.outcomes import Conflict, New
from tracker.importers.reading import decode
from tracker.importers.registry import read_file

HOME = ReadOptions(home_zone="Europe/Berlin")
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
PAYPAL = "service@paypal.com"


def mail(
    body: str,
    sender: str = PAYPAL,
    subject: str = "You've received a payment",
    *,
    html: str = "",
    date: str = "Mon, 02 Mar 2026 12:00:00 +0000",
    **headers: str,
) -> EmailMessage:
    made = EmailMessage(policy=default)
    made["From"], made["To"], made["Subject"], made["Date"] = sender, "jo@example.com", subject, date
    made["Message-ID"] = f"<{abs(hash((body, sender, subject, date)))}@x>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage, options: ReadOptions = HOME) -> ParsedBatch:
    return MailReceipts().parse(decode("x.eml", made.as_bytes()), options)


def money(batch: ParsedBatch) -> list[tuple[int, int | None, str, str]]:
    return [(r.record.amount, r.record.fee, r.record.currency, r.facts.payer) for r in batch.rows]


def codes(batch: ParsedBatch) -> list[str]:
    return [p.code for p in batch.problems]


def test_scenario() -> None:
    text = fixture("mail/receipts.mbox")
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == ["mail"]
    batch = MailReceipts().parse(text, HOME)
    rows = [(r.line, r.record.received_on, r.record.source, r.source_id) for r in batch.rows]
    assert rows == [
        (1, dt.date(2026, 3, 2), "paypal_mail", "1AB23456CD789012E"),
        (35, dt.date(2026, 3, 4), "paypal_mail", "2AB23456CD789012E"),
        (52, dt.date(2026, 3, 4), "wise_mail", ""),
        (67, dt.date(2026, 3, 5), "payoneer_mail", "556677889"),
        (96, dt.date(2026, 2, 27), "paypal_mail", "4AB23456CD789012E"),
    ]
    assert money(batch) == [
        (450_000, None, "USD", "Northwind Labs, Inc"),
        (12_345_000, 345_000, "EUR", "Blue Harbor"),
        (2_500_000, None, "GBP", "Larkspur Ltd"),
        (1_200_000, None, "USD", "Turing Enterprises Inc"),
        (200_000, None, "USD", "Danny Lope"),
    ]
    assert {i.line: (i.reason, i.amount) for i in batch.ignored} == {
        83: ("no_receipt", 0), 128: ("no_receipt", 0), 139: ("not_completed", 600_000),
    }  # fmt: skip
    assert [(p.line, p.code) for p in batch.problems] == [
        (152, "fee_unclear"), (167, "not_understood"), (178, "not_understood"),
    ]  # fmt: skip
    assert list(map(str, batch.notes)) == [
        "Unconfirmed: no real mail of Payoneer has been seen. Check the first rows.",
        "Unconfirmed: no real mail of Wise has been seen. Check the first rows.",
        "Mails that do not name the day of their payment: 2. The day on which each was sent counts (Europe/Berlin).",
        "Mails that somebody has passed on, as they were quoted: 1.",
        "Payments that had not arrived when their mail was written: 1, 60.00 USD. Nothing of them is stored.",
        "No receipt: 1 from service@paypal.com (“Receipt for Your Payment to Coffee House”).",
        "No receipt: 1 from service@paypal-secure.example (“You've received a payment of $900.00 USD”).",
    ]
    assert {r.record.evidence for r in batch.rows} == {"file"}


def test_twice_adds_nothing_and_nothing_is_stored_without_a_rule() -> None:
    data = (DATA / "mail" / "receipts.mbox").read_bytes()
    ledger = Ledger()
    assert all(not isinstance(o, New) for o in ledger.plan(read_file("a.mbox", data, HOME)).outcomes())
    ledger.take(read_file("a.mbox", data, HOME), rules=ANYBODY)
    assert sum(r.amount for r, _, _ in ledger.rows.values() if isinstance(r, Payout)) == 16_695_000
    assert ledger.plan(read_file("b.mbox", data, HOME), rules=ANYBODY).empty
    one = data[data.index(b"Message-ID: <a3@") :].split(b"\nFrom 4 ")[0]
    assert ledger.plan(read_file("wise.eml", one, HOME), rules=ANYBODY).empty


CSV = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Reference Txn ID","Balance"\n'
    '"03/01/2026","10:00:00","America/Los_Angeles","Northwind Labs, Inc","Mass Pay Payment","Completed","USD","45.00",'
    '"-1.00","44.00","pay@northwind.example","jo@example.com","1AB23456CD789012E","","44.00"\n'
)
ONE = "You received a payment of $45.00 USD from Northwind Labs, Inc.\n\nTransaction ID: 1AB23456CD789012E\n"


def test_a_receipt_and_the_row_of_the_account_are_one_payment() -> None:
    row = PayPal().parse(Text("p.csv", CSV, "utf-8"), ReadOptions(dates="mdy"))
    receipt = read(mail(ONE))
    for first, second, kind, changes in (
        (receipt, row, "deposit", {"fee": 10_000, "evidence": "deposit"}),
        (row, receipt, "same_payment", {}),
    ):
        ledger = Ledger()
        ledger.take(first, rules=ANYBODY)
        (found,) = (o for o in ledger.plan(second, rules=ANYBODY).outcomes() if isinstance(o, Conflict))
        assert (found.kind, found.row) == (kind, 1)
        assert changes.items() <= dict(found.changes).items()
    both = Ledger().plan(receipt, row, rules=ANYBODY)
    assert [type(o).__name__ for o in both.outcomes()].count("New") == 1


def test_of_equal_payments_the_one_with_the_same_number_is_found() -> None:
    rows = CSV + CSV.splitlines()[1].replace("1AB", "9ZZ").replace("03/01", "03/03") + "\n"
    ledger = Ledger()
    ledger.take(PayPal().parse(Text("p.csv", rows, "utf-8"), ReadOptions(dates="mdy")), rules=ANYBODY)
    for own, n in (("9ZZ", 2), ("1AB", 1)):
        later = read(mail(ONE.replace("1AB", own), date="Tue, 03 Mar 2026 12:00:00 +0000"))
        assert [o.row for o in ledger.plan(later, rules=ANYBODY).outcomes() if isinstance(o, Conflict)] == [n]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hello Jo,\nDanny Lope sent you $20.00 USD\n", (200_000, None, "USD", "Danny Lope")),
        ("You've received a payment of 1,250.00 USD from Surge AI\n", (12_500_000, None, "USD", "Surge AI")),
        ("You have received €45,00 EUR from Dr. Ada Lov (ada@x.de).\n", (450_000, None, "EUR", "Dr. Ada Lov")),
        ("Jo Doe, you received $15.00 USD\n\nNote from Ann Fox:\n\nMoney received from Ann Fox $15.00\n",
         (150_000, None, "USD", "Ann Fox")),
        ("You received a payment of $50.00 USD from Fox.\n\nTotal $50.00 USD\nFee: $0.00 USD\n",
         (500_000, None, "USD", "Fox")),
        ("You received $48.00 USD from Fox.\n\nAmount $50.00 USD\n\nFee -$2.00 USD\n",
         (500_000, 20_000, "USD", "Fox")),
        ("You received $50.00 USD from Fox.\n\nFee $2.00 USD\nNet amount $48.00 USD\n",
         (500_000, 20_000, "USD", "Fox")),
        ("¥12,000 JPY from Kumo KK has arrived.\n", (120_000_000, None, "JPY", "Kumo KK")),
    ],
)  # fmt: skip
def test_ways_of_saying_it(body: str, expected: tuple[int, int | None, str, str]) -> None:
    batch = read(mail(body))
    assert (money(batch), batch.problems) == ([expected], ())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("You received $50.00 USD from Fox.\n\nFee $2.00 USD\n", "fee_unclear"),
        ("You received $50.00 USD from Fox.\n\nFee 2.00 EUR\nNet amount $48.00 USD\n", "fee_unclear"),
        ("You received $50.00 USD from Fox.\n\nAmount $55.00 USD\n", "several_amounts"),
        ("You received $50.00 USD from Fox.\n\nFox sent you $55.00 USD\n", "several_amounts"),
        ("You received $50.00 USD.\n", "missing"),
        ("Your account was adjusted by $50.00 USD.\n", "not_understood"),
        ("The payment of $50.00 USD was reversed.\n", "not_understood"),
    ],
)
def test_what_has_two_readings_is_refused(body: str, code: str) -> None:
    batch = read(mail(body))
    assert (batch.rows, codes(batch)) == ((), [code])


@pytest.mark.parametrize(
    ("body", "sender"),
    [
        ("You sent $50.00 USD to Fox.\n", PAYPAL),
        ("Fox sent you a money request for $50.00 USD.\n", PAYPAL),
        ("You've received a refund of $50.00 USD from Shop.\n", PAYPAL),
        ("If you received $50.00 USD from a friend, you sent good news.\n", PAYPAL),
        ("You received $50.00 USD from Fox.\n", "service@paypal.com.example"),
        ("You received $50.00 USD from Fox.\n", "paypal.com@example.com"),
        ("> You received $50.00 USD from Fox.\n", "ann@example.com"),
    ],
)
def test_what_is_no_receipt_is_named_and_left(body: str, sender: str) -> None:
    batch = read(mail(body, sender))
    assert (batch.rows, [i.reason for i in batch.ignored]) == ((), ["no_receipt"])
    assert any(sender in str(n) for n in batch.notes)


def test_a_bare_dollar_sign_is_asked_about() -> None:
    made = mail("You received $50.00 from Fox.\n")
    with pytest.raises(NeedsAnswer) as caught:
        read(made)
    assert caught.value.asks == "currency"
    assert money(read(made, ReadOptions(currency="CAD"))) == [(500_000, None, "CAD", "Fox")]


def test_a_forged_sender_is_refused_and_spam_is_left() -> None:
    forged = mail(ONE, Authentication_Results="mx.example.com; dkim=none; dmarc=fail (p=REJECT)")
    assert codes(read(forged)) == ["not_understood"]
    assert [i.reason for i in read(mail(ONE, X_Gmail_Labels="Spam,Unread")).ignored] == ["no_receipt"]


def test_a_mail_that_was_attached_counts_as_itself() -> None:
    outer = mail("See there.\n", "ann@example.com", "Fwd")
    outer.add_attachment(mail(ONE, date="Sun, 01 Mar 2026 12:00:00 +0000"))
    assert [(r.record.received_on, r.source_id) for r in read(outer).rows] == [
        (dt.date(2026, 3, 1), "1AB23456CD789012E")
    ]


def test_passed_on_without_a_number_is_refused_and_its_own_day_is_never_that_of_the_sender() -> None:
    quoted = "---------- Forwarded message ---------\nFrom: <service@paypal.com>\nDate: {day}\nSubject: x\n\n{body}"
    bare = quoted.format(day="Sun, Mar 1, 2026 at 7:59 AM", body="You received $50.00 USD from Fox.\n")
    assert codes(read(mail(bare, "ann@example.com"))) == ["missing"]
    numbered = quoted.format(day="Sun, Mar 1, 2026 at 7:59 AM", body=ONE)
    assert [r.record.received_on for r in read(mail(numbered, "ann@example.com")).rows] == [dt.date(2026, 3, 1)]
    undated = quoted.format(day="03/04/2026", body=ONE)
    assert codes(read(mail(undated, "ann@example.com"))) == ["date_order"]


def test_the_same_transaction_in_several_mails_counts_once() -> None:
    boxed = b"".join(
        b"From x Mon Mar 02 10:00:00 2026\n" + mail(ONE, subject=s).as_bytes() + b"\n\n" for s in ("a", "b")
    )
    batch = read_file("x.mbox", boxed, HOME)
    assert (len(batch.rows), [i.reason for i in batch.ignored]) == (1, ["repeated"])
    other = boxed.replace(b"45.00", b"46.00", 1)
    assert codes(read_file("x.mbox", other, HOME)) == ["several_amounts"]


def test_a_line_of_a_text_that_begins_with_from_begins_no_mail() -> None:
    boxed = b"From x Mon Mar 02 10:00:00 2026\n" + mail(f"Hi!\n\nFrom our team: thanks.\n\n{ONE}").as_bytes() + b"\n\n"
    assert len(read_file("x.mbox", boxed, HOME).rows) == 1


def test_eight_bit_text_in_another_encoding() -> None:
    made = mail("x").as_bytes().split(b"\n\n")[0].replace(b'utf-8"', b'iso-8859-1"').replace(b"7bit", b"8bit")
    body = "You received 45.00 EUR from Größe GmbH.\n\nTransaction ID: 1AB23456CD789012E\n"
    for codec in ("latin-1", "utf-8"):
        head = made.replace(b"iso-8859-1", codec.encode())
        assert [p for *_, p in money(read_file("x.eml", head + b"\n\n" + body.encode(codec), HOME))] == ["Größe GmbH"]


@given(st.text(max_size=60), st.integers(0, 3_000), st.integers(0, 400))
def test_no_change_of_a_mailbox_makes_another_error(cell: str, at: int, less: int) -> None:
    """Any piece of it replaced by anything: rows, problems and what is left, or an error of the tree."""
    text = fixture("mail/receipts.mbox").text
    spoiled = text[:at] + cell + text[at + less :]
    try:
        batch = MailReceipts().parse(Text("x.mbox", spoiled, "utf-8"), ReadOptions(currency="USD", decimal="."))
    except InputError:
        return
    assert all(r.record.amount > 0 for r in batch.rows)


@pytest.mark.parametrize(
    "head", ["Content-Type: text/plain; charset=\"no-such\"", "From: =?bad?=\nDate: x", "Content-Type: multipart/mixed",
             "Content-Transfer-Encoding: base64", "Date: Mon, 99 Foo 2026 99:99:99 +9999"],
)  # fmt: skip
def test_headers_that_are_wrong_are_no_crash(head: str) -> None:
    text = f"Subject: You've received a payment\nFrom: service@paypal.com\nMIME-Version: 1.0\n{head}\n\n{ONE}"
    batch = MailReceipts().parse(Text("x.eml", text, "utf-8"), HOME)
    assert len(batch.rows) + len(batch.problems) + len(batch.ignored) == 1


OTHER_LANGUAGES = {
    "es": ("service@paypal.es", "Hola, Jo Doe:\n\n"
           "Northwind Labs le ha enviado 1.045,00 € EUR\n\nId. de transacción\n{id}\n\n"
           "Fecha de la transacción\n13 de abril de 2026\n\nTarifa\n35,00 € EUR\n\nImporte neto\n1.010,00 € EUR\n"),
    "es of": ("service@paypal.com", "Hola:\n\nHa recibido un pago de $1,045.00 USD de Northwind Labs (a@x.io)\n\n"
              "Id. de transacción: {id}\nFecha de transacción: 13 abr. 2026\n"),
    "pt": ("service@paypal.com.br", "Olá, Jo,\n\nVocê recebeu um pagamento de $ 1.045,00 USD de Northwind Labs\n\n"
           "ID da transação\n{id}\n\nData da transação\n13 de abril de 2026\n"),
    "fr": ("service@paypal.fr", "Bonjour Jo Doe,\n\nNorthwind Labs vous a envoyé 1\u00a0045,00\u00a0€ EUR\n\n"
           "Numéro de transaction\n{id}\n\nDate de la transaction\n13 avril 2026\n"),
    "de": ("service@paypal.de", "Hallo Jo Doe,\n\n"
           "Northwind Labs hat Ihnen 1.045,00 € EUR gesendet.\n\nTransaktionscode\n{id}\n\n"
           "Transaktionsdatum\n13. April 2026\n"),
    "it": ("service@paypal.it", "Ciao Jo Doe,\n\nHai ricevuto un pagamento di 1.045,00 € EUR da Northwind Labs\n\n"
           "Codice transazione\n{id}\n\nData della transazione\n13 aprile 2026\n"),
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_receipts_in_other_languages(language: str) -> None:
    sender, body = OTHER_LANGUAGES[language]
    batch = read(mail(body.replace("{id}", "1AB23456CD789012E"), sender))
    code = "EUR" if "EUR" in body else "USD"
    assert money(batch) == [(10_450_000, 350_000 if language == "es" else None, code, "Northwind Labs")]
    assert [(r.source_id, r.record.received_on) for r in batch.rows] == [("1AB23456CD789012E", dt.date(2026, 4, 13))]
    assert "PayPal in another language" in str(batch.notes[0])


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Ha enviado un pago de 45,00 € EUR a Tienda", ["no_receipt"]),
        ("Você enviou um pagamento de R$ 45,00 BRL para Loja", ["no_receipt"]),
        ("Vous avez envoyé un paiement de 45,00 € EUR à Boutique", ["no_receipt"]),
        ("Sie haben eine Zahlung über 45,00 € EUR an Laden gesendet", ["no_receipt"]),
        ("Cuando recibió un pago de 45,00 € EUR de alguien", []),
        ("Northwind le ha enviado 45,00 € EUR\n\nEl pago está pendiente.", ["not_completed"]),
        ("Ha enviado un reembolso de 45,00 € EUR a Northwind", []),
    ],
)
def test_what_is_no_receipt_in_other_languages(body: str, left: list[str]) -> None:
    batch = read(mail(body, "service@paypal.es"))
    assert [i.reason for i in batch.ignored] == left
    assert [r.record.amount for r in batch.rows] == []
    assert codes(batch) == ([] if left else ["not_understood"])


def test_a_mail_whose_html_cannot_be_taken_apart_is_a_problem() -> None:
    batch = read(mail("", html="<html><![CDAT[x]]></html>"))
    assert (len(batch.rows), codes(batch)) == (0, ["not_understood"])
