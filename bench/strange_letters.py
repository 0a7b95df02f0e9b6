"""Statements of banks other than tables, mails and archives, each with a trap, and what each of their payments is."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

from bench.strange_cases import Case, rows, text
from bench.strange_money import _BANK, _PP, _paypal

_NS = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."


def _camt(version: str, *statements: str) -> bytes:
    return text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{_NS}{version}"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId>'
        "<CreDtTm>2026-04-30T12:00:00</CreDtTm></GrpHdr>\n" + "\n".join(statements) + "\n</BkToCstmrStmt></Document>\n"
    )


def _stmt(account: str, code: str, *entries: str) -> str:
    return (
        f"<Stmt><Id>{account}</Id><CreDtTm>2026-04-30T12:00:00</CreDtTm><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>{code}</Ccy></Acct>\n"
        + "\n".join(entries)
        + "\n</Stmt>"
    )


def _ntry(
    amount: str, code: str, way: str, day: str, ref: str, inner: str = "", more: str = "", status: str = "BOOK"
) -> str:
    return (
        f'<Ntry><Amt Ccy="{code}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}<Sts>{status}</Sts><BookgDt><Dt>{day}</Dt></BookgDt>'
        f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{ref}</AcctSvcrRef><BkTxCd/>{inner}</Ntry>"
    )


def _tx(name: str, amount: str = "", ref: str = "", more: str = "") -> str:
    sums = f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>' if amount else ""
    refs = f"<Refs><EndToEndId>{ref}</EndToEndId></Refs>" if ref else ""
    return f"<TxDtls>{refs}{sums}<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties>{more}</TxDtls>"


def _ofx(*rows_: str, head: str = "", kind: str = "CHECKING", code: str = "USD", after: str = "") -> bytes:
    return text(f"""
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260430120000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>{code}
<BANKACCTFROM><BANKID>1<ACCTID>20001<ACCTTYPE>{kind}</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260401<DTEND>20260430
{chr(10).join(rows_)}
</BANKTRANLIST>{after}<LEDGERBAL><BALAMT>1180.50<DTASOF>20260430</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
""")


STATEMENTS = (
    Case(
        "batch.xml",
        "CAMT.053 v8: a batch of two payers with their sums, one with charges, parties wrapped in Pty",
        _camt(
            "08",
            _stmt(
                "DE89370400440532013000",
                "EUR",
                _ntry(
                    "150.00",
                    "EUR",
                    "CRDT",
                    "2026-04-13",
                    "r1",
                    "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>"
                    + _tx("Acme Ltd", "100.00", "e1").replace(
                        "<Dbtr><Nm>Acme Ltd</Nm></Dbtr>", "<Dbtr><Pty><Nm>Acme Ltd</Nm></Pty></Dbtr>"
                    )
                    + _tx("Mother", "50.00", "e2")
                    + "</NtryDtls>",
                    status="<Cd>BOOK</Cd>",
                ),
                _ntry(
                    "492.00",
                    "EUR",
                    "CRDT",
                    "2026-04-14",
                    "r2",
                    '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">8.00</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">8.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs><NtryDtls>'
                    + _tx("Acme Ltd", "", "e3")
                    + "</NtryDtls>",
                    status="<Cd>BOOK</Cd>",
                ),
                _ntry("5.00", "EUR", "DBIT", "2026-04-15", "r3", status="<Cd>BOOK</Cd>"),
            ),
        ),
        paid={"EUR": "592.00"},
    ),
    Case(
        "several.xml",
        "CAMT.053 v4: two accounts, money moved between them, a reversal of a payment",
        _camt(
            "04",
            _stmt(
                "DE11111111111111111111",
                "EUR",
                _ntry(
                    "300.00",
                    "EUR",
                    "CRDT",
                    "2026-04-13",
                    "r1",
                    "<NtryDtls>" + _tx("Acme Ltd", "", "e1") + "</NtryDtls>",
                ),
                _ntry(
                    "300.00",
                    "EUR",
                    "DBIT",
                    "2026-04-16",
                    "r2",
                    "<NtryDtls>" + _tx("Acme Ltd", "", "e1") + "</NtryDtls>",
                    "<RvslInd>true</RvslInd>",
                ),
                _ntry(
                    "80.00", "EUR", "CRDT", "2026-04-17", "r3", "<NtryDtls>" + _tx("Acme Ltd", "", "e9") + "</NtryDtls>"
                ),
                _ntry("60.00", "EUR", "DBIT", "2026-04-18", "r4"),
            ),
            _stmt(
                "DE22222222222222222222",
                "EUR",
                _ntry("60.00", "EUR", "CRDT", "2026-04-18", "r5", "<NtryDtls>" + _tx("Ann Lee") + "</NtryDtls>"),
            ),
        ),
        each=("2026-04-13 300.00 EUR", "2026-04-16 -300.00 EUR", "2026-04-17 80.00 EUR"),
        whole=True,
    ),
    Case(
        "foreign.xml",
        "CAMT.053 v6: sent in dollars, booked in euros",
        _camt(
            "06",
            _stmt(
                "DE89370400440532013000",
                "EUR",
                _ntry(
                    "92.00",
                    "EUR",
                    "CRDT",
                    "2026-04-13",
                    "r1",
                    '<NtryDtls><TxDtls><Refs><EndToEndId>e1</EndToEndId></Refs><AmtDtls><InstdAmt><Amt Ccy="USD">100.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">92.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Acme Ltd</Nm></Dbtr></RltdPties></TxDtls></NtryDtls>',
                ),
            ),
        ),
        each=("2026-04-13 92.00 EUR",),
    ),
    Case(
        "report.xml",
        "CAMT.052, the report of a day",
        _camt("02", _stmt("DE1", "EUR", _ntry("92.00", "EUR", "CRDT", "2026-04-13", "r1")))
        .replace(b"camt.053", b"camt.052")
        .replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt")
        .replace(b"Stmt>", b"Rpt>"),
        None,
    ),
    Case(
        "rabo.sta",
        "MT940 of a Dutch bank: /NAME/ over several lines, a day of value in the old year, two pages",
        text("""
:940:
:20:940S260102
:25:NL11RABO0100000000 EUR
:28C:26001/1
:60F:C251231EUR100,00
:61:251231D000000000020,00N541NONREF
:86:/ORDP//NAME/Shop/REMI/x
:61:2512310102C000000000500,00N541EREF//0102
:86:/ORDP//NAME/ACME
 LTD/REMI/December
:62M:C260102EUR580,00
-
:20:940S260102
:25:NL11RABO0100000000 EUR
:28C:26001/2
:60M:C260102EUR580,00
:61:260102C000000000070,00N541EREF
:86:/ORDP//NAME/ACME LTD/REMI/more
:62F:C260102EUR650,00
-
""").replace(b":940:\n", b""),
        each=("2026-01-02 500.00 EUR", "2026-01-02 70.00 EUR"),
    ),
    Case(
        "reversed.sta",
        "MT940: a credit that was taken back (RC), a debit that came back (RD), an expected one",
        text("""
:20:START
:25:37040044/0532013000
:28C:00001/001
:60F:C260401EUR0,00
:61:2604130413CR1200,50NTRFREF1
:86:166?00GUTSCHRIFT?20work?32ACME LTD
:61:2604150415RCR1200,50NTRFREF1
:86:166?00STORNO?20work?32ACME LTD
:61:2604160416D20,NTRFNONREF
:86:105?00LASTSCHRIFT?32SHOP
:61:2604170417RD20,NTRFNONREF
:86:109?00RUECKLASTSCHRIFT?32SHOP
:61:2604180418CR300,NTRFREF2
:86:166?00GUTSCHRIFT?20work?32ACME LTD
:62F:C260430EUR300,
-
"""),
        paid={"EUR": "300.00"},
    ),
    Case(
        "xml2.ofx",
        "OFX 2 in XML: days without a time, a comma for decimals, a foreign sum, a row that is pending",
        text("""
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>20260430</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>1</BANKID><ACCTID>FR7630001</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260401</DTSTART><DTEND>20260430</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260413</DTPOSTED><TRNAMT>+1200,50</TRNAMT><FITID>a1</FITID><NAME>VIR ACME LTD</NAME></STMTTRN>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260414</DTPOSTED><TRNAMT>92,00</TRNAMT><FITID>a2</FITID><NAME>ACME LTD</NAME><ORIGCURRENCY><CURRATE>0,92</CURRATE><CURSYM>USD</CURSYM></ORIGCURRENCY></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260415</DTPOSTED><TRNAMT>-20,00</TRNAMT><FITID>a3</FITID><NAME>SHOP</NAME></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1272,50</BALAMT><DTASOF>20260430</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""),
        each=("2026-04-13 1200.50 EUR", "2026-04-14 92.00 EUR"),
    ),
    Case(
        "sameid.ofx",
        "OFX: two payments that the bank gave one FITID, one row twice, interest, cash",
        _ofx(
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260413<TRNAMT>100.00<FITID>0<NAME>ACME LTD</STMTTRN>",
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260414<TRNAMT>70.00<FITID>0<NAME>ACME LTD</STMTTRN>",
            "<STMTTRN><TRNTYPE>INT<DTPOSTED>20260415<TRNAMT>0.10<FITID>3<NAME>INTEREST</STMTTRN>",
            "<STMTTRN><TRNTYPE>CASH<DTPOSTED>20260416<TRNAMT>40.00<FITID>4<NAME>ATM DEPOSIT</STMTTRN>",
        ),
        each=("2026-04-13 100.00 USD", "2026-04-14 70.00 USD"),
        whole=True,
    ),
    Case(
        "late.ofx",
        "OFX: posted at 23:00 of the bank's zone, the day is the bank's",
        _ofx(
            "<STMTTRN><TRNTYPE>DIRECTDEP<DTPOSTED>20260413230000.000[-8:PST]<TRNAMT>100.00<FITID>1<NAME>ACME LTD</STMTTRN>"
        ),
        each=("2026-04-13 100.00 USD",),
    ),
    Case(
        "splits.qif",
        "QIF: day first, a transfer from savings, a split, cleared marks",
        text(
            "!Type:Bank\nD13/04/2026\nT1,200.50\nCX\nPAcme Ltd\nLIncome:Work\n^\nD14/04/2026\nT400.00\nPMove\nL[Savings]\n^\nD15/04/2026\nT100.00\nPAcme Ltd\nSIncome:Work\n$110.00\nSFees\n$-10.00\n^\nD16/04/2026\nT-20.00\nPShop\n^\n"
        ),
        each=("2026-04-13 1200.50 GBP", "2026-04-15 100.00 GBP"),
        answers={"currency": "GBP"},
        whole=True,
    ),
    Case(
        "amb.qif",
        "QIF: days that are day or month first",
        text("!Type:Bank\nD03/04/2026\nT1,200.50\nPAcme Ltd\n^\nD05/04'26\nT20.00\nPAcme Ltd\n^\n"),
        each=("2026-04-03 1200.50 GBP", "2026-04-05 20.00 GBP"),
        answers={"currency": "GBP", "dates": "dmy"},
        asks=("dates",),
    ),
)


def _mail(
    sender: str,
    subject: str,
    body: str,
    *,
    html: bool = False,
    day: str = "Mon, 13 Apr 2026 02:00:00 -0700",
    encoding: str = "8bit",
    own: str = "1",
) -> str:
    kind = "text/html" if html else "text/plain"
    return (
        f"From: {sender}\nTo: jo@example.com\nSubject: {subject}\nDate: {day}\nMessage-ID: <{own}@mail.example>\nMIME-Version: 1.0\n"
        f'Content-Type: {kind}; charset="utf-8"\nContent-Transfer-Encoding: {encoding}\n\n{body}\n'
    )


_PP_FROM = '"service@paypal.com" <service@paypal.com>'

MAILS = (
    Case(
        "paypal_html.eml",
        "PayPal, only HTML, with a fee",
        text(
            _mail(
                _PP_FROM,
                "You've got money",
                "<html><body><table><tr><td>Hello, Jo Doe</td></tr><tr><td><b>Acme Ltd sent you $1,045.00 USD</b></td></tr><tr><td>Transaction ID</td><td>1AB23456CD789012E</td></tr><tr><td>Transaction date</td><td>April 13, 2026</td></tr><tr><td>Fee</td><td>$31.00 USD</td></tr><tr><td>Net amount</td><td>$1,014.00 USD</td></tr></table></body></html>",
                html=True,
            )
        ),
        each=("2026-04-13 1045.00/31.00 USD",),
    ),
    Case(
        "paypal_es.eml",
        "PayPal in Spanish",
        text(
            _mail(
                '"service@paypal.es" <service@paypal.es>',
                "Ha recibido un pago",
                "Hola, Jo Doe:\n\nAcme Ltd le ha enviado 1.045,00 € EUR\n\nId. de transacción\n1AB23456CD789012E\n\nFecha de la transacción\n13 de abril de 2026\n",
            )
        ),
        each=("2026-04-13 1045.00 EUR",),
    ),
    Case(
        "paypal_es_mx.eml",
        "PayPal in Spanish of Mexico, payment received of, in dollars",
        text(
            _mail(
                '"service@paypal.com" <service@paypal.com.mx>',
                "Recibió un pago de Acme Ltd",
                "Hola, Jo Doe:\n\nHa recibido un pago de $1,045.00 USD de Acme Ltd (pay@acme.example)\n\nId. de transacción: 1AB23456CD789012E\n\nFecha de transacción: 13 abr. 2026\n",
            )
        ),
        each=("2026-04-13 1045.00 USD",),
    ),
    Case(
        "paypal_pt.eml",
        "PayPal in Portuguese",
        text(
            _mail(
                '"service@paypal.com.br" <service@paypal.com.br>',
                "Você recebeu um pagamento",
                "Olá, Jo Doe,\n\nVocê recebeu um pagamento de $ 1.045,00 USD de Acme Ltd\n\nID da transação\n1AB23456CD789012E\n\nData da transação\n13 de abril de 2026\n",
            )
        ),
        each=("2026-04-13 1045.00 USD",),
    ),
    Case(
        "paypal_fr.eml",
        "PayPal in French",
        text(
            _mail(
                '"service@paypal.fr" <service@paypal.fr>',
                "Vous avez reçu un paiement",
                "Bonjour Jo Doe,\n\nAcme Ltd vous a envoyé 1 045,00 € EUR\n\nNuméro de transaction\n1AB23456CD789012E\n\nDate de la transaction\n13 avril 2026\n",
            )
        ),
        each=("2026-04-13 1045.00 EUR",),
    ),
    Case(
        "paypal_sent_es.eml",
        "PayPal in Spanish: a payment that was sent",
        text(
            _mail(
                '"service@paypal.es" <service@paypal.es>',
                "Recibo de su pago a Tienda",
                "Hola, Jo Doe:\n\nHa enviado un pago de 45,00 € EUR a Tienda (s@x.es)\n\nId. de transacción\n1AB23456CD789012E\n",
            )
        ),
        None,
    ),
    Case(
        "wise.mbox",
        "a mailbox: Wise, a newsletter, the same receipt forwarded, a request for money",
        text(
            "From 1@x Mon Apr 13 09:00:00 2026\n"
            + _mail(
                '"Wise" <noreply@wise.com>',
                "You received 500 USD from Acme Ltd",
                "Hi Jo,\n\nYou've received 500.00 USD from Acme Ltd.\n\nTransfer number: #123456789\n",
                own="w1",
            )
            + "\nFrom 2@x Tue Apr 14 09:00:00 2026\n"
            + _mail('"Wise" <news@wise.com>', "News", "Send money for less.\n", own="w2")
            + "\nFrom 3@x Wed Apr 15 09:00:00 2026\n"
            + _mail(
                '"Jo" <jo@example.com>',
                "Fwd: You received 500 USD",
                "---------- Forwarded message ---------\nFrom: Wise <noreply@wise.com>\nDate: Mon, 13 Apr 2026 at 11:00\nSubject: You received 500 USD from Acme Ltd\n\nHi Jo,\n\nYou've received 500.00 USD from Acme Ltd.\n\nTransfer number: #123456789\n",
                own="w3",
            )
            + "\nFrom 4@x Thu Apr 16 09:00:00 2026\n"
            + _mail(_PP_FROM, "Acme Ltd requested money", "Acme Ltd is requesting $70.00 USD from you\n", own="w4")
        ),
        paid={"USD": "500.00"},
    ),
    Case(
        "payoneer.eml",
        "Payoneer, quoted-printable, a payment that is approved and comes later",
        text(
            _mail(
                '"Payoneer" <donotreply@payoneer.com>',
                "You've received a payment",
                "Hi Jo,\n\nYou have received a payment of 1,200.00 USD from Acme Ltd.\n\nPayment ID: 987654321\nDate: 13 April 2026\n",
            )
        ),
        each=("2026-04-13 1200.00 USD",),
    ),
    Case(
        "paypal_pending.eml",
        "PayPal: the payment is pending",
        text(
            _mail(
                _PP_FROM,
                "You've received a payment",
                "Hello, Jo Doe\n\nYou received a payment of $45.00 USD from Acme Ltd\n\nYour payment is pending.\n\nTransaction ID\n1AB23456CD789012E\n",
            )
        ),
        None,
    ),
)


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in files.items():
            z.writestr(name.replace("__", "."), data)
    return out.getvalue()


def _tar(mode: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in files.items():
            info = tarfile.TarInfo(name.replace("__", "."))
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


_JAN = _paypal(
    _PP, "04/13/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|100.00|-3.00|97.00|a@x.io|b@x.io|Z1||97.00"
)
_FEB = _paypal(
    _PP,
    "04/13/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|100.00|-3.00|97.00|a@x.io|b@x.io|Z1||97.00",
    "04/14/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|50.00|-2.00|48.00|a@x.io|b@x.io|Z2||145.00",
)
_STRIPE = rows(
    "id|Amount|Created (UTC)|Currency|Arrival Date (UTC)|Source Type|Status|Type|Method|Description|Destination|Destination Name|Balance Transaction",
    "po_1|76.80|2026-04-05 10:00:00|usd|2026-04-07 00:00:00|card|paid|bank_account|standard|STRIPE PAYOUT|ba_1|BANK|txn_3",
)

CONTAINERS = (
    Case(
        "overlap.zip",
        "two exports whose days overlap, and a note",
        _zip(jan__csv=_JAN, feb__csv=_FEB, readme__txt=b"hello"),
        each=("2026-04-13 100.00/3.00 USD", "2026-04-14 50.00/2.00 USD"),
    ),
    Case("nested.zip", "a zip in a zip", _zip(inner__zip=_zip(jan__csv=_JAN)), None),
    Case(
        "nested_and.zip",
        "a zip in a zip, beside a table",
        _zip(inner__zip=_zip(feb__csv=_FEB), jan__csv=_JAN),
        each=("2026-04-13 100.00/3.00 USD",),
    ),
    Case("jan.csv.gz", "gzip", gzip.compress(_JAN), each=("2026-04-13 100.00/3.00 USD",)),
    Case("all.tar", "tar", _tar("w", jan__csv=_JAN), None),
    Case("all.tar.gz", "tar in gzip", _tar("w:gz", jan__csv=_JAN), None),
    Case(
        "mixed.zip",
        "PayPal and Stripe's payouts in one zip",
        _zip(jan__csv=_JAN, payouts__csv=_STRIPE),
        each=("2026-04-13 100.00/3.00 USD",),
    ),
    Case(
        "two_kinds.zip",
        "a table that nobody knows beside one that is known",
        _zip(jan__csv=_JAN, bank__csv=rows("Date|Details|Debit|Credit", "13/04/2026|ACME LTD||700.00")),
        each=("2026-04-13 100.00/3.00 USD",),
        answers=_BANK,
    ),
)
