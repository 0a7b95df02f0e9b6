"""Files of money accounts and banks, with values that betray a silent error."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text

_BANK = {"kind": "payout", "below_zero": "outgoing"}
_PP = "Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|Reference Txn ID|Balance"
_WISE = "TransferWise ID|Date|Amount|Currency|Description|Payment Reference|Running Balance|Exchange From|Exchange To|Exchange Rate|Payer Name|Payee Name|Payee Account Number|Merchant|Card Last Four Digits|Card Holder Full Name|Attachment|Note|Total fees"


def _paypal(header: str, *lines: str) -> bytes:
    return b"\xef\xbb\xbf" + rows(header, *lines, quote=True)


ACCOUNTS = (
    Case(
        "paypal_en.csv",
        "PayPal in English: fee, refund, memo, pending, conversion, withdrawal",
        _paypal(
            _PP,
            "03/04/2026|10:00:00|PST|Acme Ltd|General Payment|Completed|USD|1,200.00|-41.10|1,158.90|a@x.io|b@x.io|1A||1,158.90",
            "03/14/2026|10:00:00|PST|Acme Ltd|Payment Refund|Completed|USD|-100.00|3.10|-96.90|b@x.io|a@x.io|1B|1A|1,062.00",
            "03/15/2026|10:00:00|PST|Acme Ltd|General Payment|Pending|USD|500.00|0.00|500.00|a@x.io|b@x.io|1C||1,062.00",
            "03/16/2026|10:00:00|PST||General Withdrawal|Completed|USD|-62.00|0.00|-62.00|||1D||1,000.00",
            "03/17/2026|10:00:00|PST||General Currency Conversion|Completed|USD|-100.00|0.00|-100.00|||1E|1G|900.00",
            "03/17/2026|10:00:00|PST||General Currency Conversion|Completed|EUR|90.00|0.00|90.00|||1F|1G|90.00",
        ),
        paid={"USD": "1062.00"},
    ),
    Case(
        "paypal_de.csv",
        "PayPal in German",
        _paypal(
            "Datum|Uhrzeit|Zeitzone|Name|Typ|Status|Währung|Brutto|Gebühr|Netto|Absender E-Mail-Adresse|Empfänger E-Mail-Adresse|Transaktionscode|Zugehöriger Transaktionscode|Guthaben",
            "03.04.2026|10:00:00|CEST|Acme Ltd|Allgemeine Zahlung|Abgeschlossen|EUR|1.200,00|-41,10|1.158,90|a@x.io|b@x.io|2A||1.158,90",
            "13.04.2026|10:00:00|CEST|Acme Ltd|Rückzahlung|Abgeschlossen|EUR|-100,00|3,10|-96,90|b@x.io|a@x.io|2B|2A|1.062,00",
            "15.04.2026|10:00:00|CEST|Acme Ltd|Allgemeine Zahlung|Ausstehend|EUR|500,00|0,00|500,00|a@x.io|b@x.io|2C||1.062,00",
        ),
        paid={"EUR": "1062.00"},
    ),
    Case(
        "paypal_es.csv",
        "PayPal in Spanish",
        _paypal(
            "Fecha|Hora|Zona horaria|Nombre|Tipo|Estado|Divisa|Bruto|Tarifa|Neto|Correo electrónico del remitente|Correo electrónico del destinatario|Id. de transacción|Id. de referencia de trans.|Saldo",
            "03/04/2026|10:00:00|CEST|Acme Ltd|Pago general|Completado|EUR|1.200,00|-41,10|1.158,90|a@x.io|b@x.io|3A||1.158,90",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Pago general|Pendiente|EUR|500,00|0,00|500,00|a@x.io|b@x.io|3C||1.158,90",
        ),
        paid={"EUR": "1158.90"},
    ),
    Case(
        "paypal_fr.csv",
        "PayPal in French",
        _paypal(
            "Date|Heure|Fuseau horaire|Nom|Type|État|Devise|Avant commission|Commission|Net|De l'adresse email|À l'adresse email|Numéro de transaction|Numéro de la transaction de référence|Solde",
            "03/04/2026|10:00:00|CEST|Acme Ltd|Paiement général|Terminé|EUR|1\u202f200,00|-41,10|1\u202f158,90|a@x.io|b@x.io|4A||1\u202f158,90",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Paiement général|En attente|EUR|500,00|0,00|500,00|a@x.io|b@x.io|4C||1\u202f158,90",
        ),
        paid={"EUR": "1158.90"},
    ),
    Case(
        "paypal_it.csv",
        "PayPal in Italian",
        _paypal(
            "Data|Ora|Fuso orario|Nome|Tipo|Stato|Valuta|Lordo|Tariffa|Netto|Indirizzo email mittente|Indirizzo email destinatario|Codice transazione|Codice transazione di riferimento|Saldo",
            "03/04/2026|10:00:00|CEST|Acme Ltd|Pagamento generico|Completata|EUR|1.200,00|-41,10|1.158,90|a@x.io|b@x.io|5A||1.158,90",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Pagamento generico|In sospeso|EUR|500,00|0,00|500,00|a@x.io|b@x.io|5C||1.158,90",
        ),
        paid={"EUR": "1158.90"},
    ),
    Case(
        "paypal_pt.csv",
        "PayPal in Portuguese",
        _paypal(
            "Data|Hora|Fuso horário|Nome|Tipo|Status|Moeda|Bruto|Tarifa|Líquido|Do endereço de e-mail|Para o endereço de e-mail|ID da transação|ID de referência da transação|Saldo",
            "03/04/2026|10:00:00|BRT|Acme Ltd|Pagamento geral|Concluído|BRL|1.200,00|-41,10|1.158,90|a@x.io|b@x.io|6A||1.158,90",
            "15/04/2026|10:00:00|BRT|Acme Ltd|Pagamento geral|Pendente|BRL|500,00|0,00|500,00|a@x.io|b@x.io|6C||1.158,90",
        ),
        paid={"BRL": "1158.90"},
    ),
    Case(
        "wise_statement.csv",
        "Wise, statement of a balance",
        rows(
            _WISE,
            "TRANSFER-3|05-04-2026|-50.00|USD|Sent money to Bob||50.00|||||Bob|||||||0.50",
            "CARD-2|04-04-2026|-100.00|USD|Card transaction of 100.00 USD issued by Shop||100.00|||||||Shop|1234|Ann|||0.00",
            "TRANSFER-1|03-04-2026|200.00|USD|Received money from Acme Ltd|x|200.00||||Acme Ltd||||||||0.00",
        ),
        paid={"USD": "200.00"},
    ),
    Case(
        "wise_new.csv",
        "Wise, statement with Date Time",
        rows(
            "TransferWise ID|Date|Date Time|Amount|Currency|Description|Payment Reference|Running Balance|Exchange From|Exchange To|Exchange Rate|Payer Name|Payee Name|Payee Account Number|Merchant|Card Last Four Digits|Card Holder Full Name|Attachment|Note|Total fees|Exchange To Amount|Transaction Type|Transaction Details Type",
            "TRANSFER-1|03-04-2026|03-04-2026 10:00:00.123|200.00|USD|Received money from Acme Ltd with reference x|x|200.00||||Acme Ltd||||||||0.00||CREDIT|DEPOSIT",
            "BALANCE-2|04-04-2026|04-04-2026 10:00:00.123|-100.00|USD|Converted 100.00 USD to 90.00 EUR||100.00|USD|EUR|0.90000|||||||||0.40|90.00|DEBIT|CONVERSION",
        ),
        paid={"USD": "200.00"},
    ),
    Case(
        "wise_transfers.csv",
        "Wise, list of transfers",
        rows(
            "ID|Status|Direction|Created on|Finished on|Source fee amount|Source fee currency|Target fee amount|Target fee currency|Source name|Source amount (after fees)|Source currency|Target name|Target amount (after fees)|Target currency|Exchange rate|Reference|Batch|Created by|Category|Note",
            "TRANSFER-11|COMPLETED|IN|2026-04-03 10:00:00|2026-04-03 11:00:00|0.00|USD|||Acme Ltd|200.00|USD|Ann|200.00|USD|1.0|x||Ann|Money added|",
            "TRANSFER-12|CANCELLED|IN|2026-04-04 10:00:00||0.00|USD|||Acme Ltd|700.00|USD|Ann|700.00|USD|1.0|x||Ann|Money added|",
            "TRANSFER-13|COMPLETED|OUT|2026-04-05 10:00:00|2026-04-05 11:00:00|1.00|USD|||Ann|50.00|USD|Bob|50.00|USD|1.0|x||Ann|General|",
        ),
        paid={"USD": "200.00"},
    ),
    Case(
        "revolut.csv",
        "Revolut, states and fees",
        rows(
            "Type|Product|Started Date|Completed Date|Description|Amount|Fee|Currency|State|Balance",
            "TRANSFER|Current|2026-04-03 10:00:00|2026-04-03 10:00:05|Payment from Acme Ltd|200.00|0.00|GBP|COMPLETED|200.00",
            "TRANSFER|Current|2026-04-04 10:00:00||Payment from Acme Ltd|70.00|0.00|GBP|PENDING|",
            "TRANSFER|Current|2026-04-05 10:00:00|2026-04-05 10:00:05|Payment from Acme Ltd|30.00|0.00|GBP|REVERTED|200.00",
            "EXCHANGE|Current|2026-04-06 10:00:00|2026-04-06 10:00:05|Exchanged to EUR|-100.00|0.50|GBP|COMPLETED|99.50",
        ),
        paid={"GBP": "200.00"},
    ),
    Case(
        "revolut_old.csv",
        "Revolut, the old layout",
        text("""
Completed Date ; Description ; Paid Out (EUR) ; Paid In (EUR) ; Exchange Out; Exchange In; Balance (EUR); Category; Notes
Apr 3, 2026 ; Payment from Acme Ltd ;  ; 1,200.00 ;  ;  ; 1,200.00; General;
Apr 4, 2026 ; Shop ; 20.00 ;  ;  ;  ; 1,180.00; Shopping;
"""),
        paid={"EUR": "1200.00"},
    ),
    Case(
        "payoneer.csv",
        "Payoneer, transactions",
        rows(
            "Transaction Date|Transaction Time|Time Zone|Transaction ID|Description|Credit Amount|Debit Amount|Currency|Transfer Amount|Transfer Amount Currency|Status|Running Balance|Additional Description|Store Name|Source|Target|Reference ID",
            "04-15-2026|10:00:00|UTC|T1|Payment from Acme Ltd|500.00||USD|||Completed|500.00|||Acme Ltd||",
            "04-16-2026|10:00:00|UTC|T2|Withdrawal to bank||490.00|USD|440.00|EUR|Completed|10.00|||||",
            "04-17-2026|10:00:00|UTC|T3|Payment from Acme Ltd|77.00||USD|||Pending|10.00|||Acme Ltd||",
        ),
        paid={"USD": "500.00"},
        answers={"dates": "mdy"},
    ),
    Case(
        "stripe_balance.csv",
        "Stripe, itemized balance",
        rows(
            "balance_transaction_id|created_utc|created|available_on_utc|currency|gross|fee|net|reporting_category|source_id|description|customer_name",
            "txn_1|2026-04-03 10:00:00|2026-04-03 10:00:00|2026-04-05|usd|100.00|3.20|96.80|charge|ch_1|x|Acme Ltd",
            "txn_2|2026-04-04 10:00:00|2026-04-04 10:00:00|2026-04-06|usd|-20.00|0.00|-20.00|refund|re_1|REFUND FOR CHARGE (x)|Acme Ltd",
            "txn_3|2026-04-05 10:00:00|2026-04-05 10:00:00|2026-04-06|usd|-76.80|0.00|-76.80|payout|po_1|STRIPE PAYOUT|",
        ),
        paid={"USD": "76.80"},
    ),
    Case(
        "stripe_payments.csv",
        "Stripe, list of payments, one partly refunded, one failed",
        rows(
            "id|Created date (UTC)|Amount|Amount Refunded|Currency|Captured|Converted Amount|Converted Amount Refunded|Converted Currency|Decline Reason|Description|Fee|Refunded date (UTC)|Statement Descriptor|Status|Seller Message|Customer Email|Customer Description",
            "ch_1|2026-04-03 10:00:00|100.00|20.00|usd|true|100.00|20.00|usd||x|3.20|2026-04-06 10:00:00||Paid|Payment complete.|acme@x.io|Acme Ltd",
            "ch_2|2026-04-04 10:00:00|55.00|0.00|usd|false|55.00|0.00|usd|card_declined|y|0.00|||Failed|The bank declined.|acme@x.io|Acme Ltd",
        ),
        paid={"USD": "76.80"},
    ),
    Case(
        "stripe_payouts.csv",
        "Stripe, list of payouts (your own money moved on)",
        rows(
            "id|Amount|Created (UTC)|Currency|Arrival Date (UTC)|Source Type|Status|Type|Method|Description|Destination|Destination Name|Balance Transaction",
            "po_1|76.80|2026-04-05 10:00:00|usd|2026-04-07 00:00:00|card|paid|bank_account|standard|STRIPE PAYOUT|ba_1|BANK|txn_3",
        ),
        0,
    ),
    Case(
        "venmo.csv",
        "Venmo, statement with lines above and below",
        text("""
Account Statement - (@ann) ,,,,,,,,,,,,,,,,,,,,,
Account Activity,,,,,,,,,,,,,,,,,,,,,
,ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (tip),Amount (tax),Amount (fee),Tax Rate,Tax Exempt,Funding Source,Destination,Beginning Balance,Ending Balance,Statement Period Venmo Fees,Terminal Location,Year to Date Venmo Fees,Disclaimer
,,,,,,,,,,,,,,,,$0.00,,,,,
,4001,2026-04-03T12:00:00,Payment,Complete,work,Acme Ltd,Ann,"+ $1,040.00",,0,,0,,,Venmo balance,,,,Venmo,,
,4002,2026-04-04T12:00:00,Payment,Complete,lunch,Ann,Bob,- $12.00,,0,,0,,Venmo balance,,,,,Venmo,,
,4003,2026-04-05T12:00:00,Standard Transfer,Issued,,,,"- $1,000.00",,0,,0,,,BANK,,,,Venmo,,
,,,,,,,,,,,,,,,,,$28.00,$0.00,,$0.00,"Disclaimer"
"""),
        paid={"USD": "1040.00"},
        answers={"zone": "America/New_York"},
    ),
    Case(
        "cash_app.csv",
        "Cash App, statement with bitcoin, sums sent and a payment that failed",
        rows(
            "Transaction ID|Date|Transaction Type|Currency|Amount|Fee|Net Amount|Asset Type|Asset Price|Asset Amount|Status|Notes|Name of sender/receiver|Account",
            "c1|2026-04-03 09:00:00 EDT|P2P|USD|$1,040.00|$0|$1,040.00||||PAYMENT DEPOSITED|work|Acme Ltd|Your Cash",
            "c2|2026-04-04 20:15:00 EDT|P2P|USD|-$25.00|$0|-$25.00||||PAYMENT SENT|tacos|Bob|Visa Debit 4321",
            "c3|2026-04-05 09:00:00 EDT|Cash out|USD|-$200.00|-$3.00|-$203.00||||COMPLETE|||Visa Debit 4321",
            "c4|2026-04-06 09:00:00 EDT|P2P|USD|$15.00|$0|$15.00||||FAILED||Acme Ltd|Your Cash",
            "c5|2026-04-07 09:00:00 EDT|Bitcoin Buy|USD|-$50.00|-$1.00|-$51.00|BTC|$104,528.58|0.0004|COMPLETE|purchase of BTC||Your Cash",
        ),
        paid={"USD": "1040.00"},
        answers={
            **_BANK,
            "amount": "Net Amount",
            "fee_is": "taken off",
            "word:PAYMENT DEPOSITED": "paid",
            "word:PAYMENT SENT": "not income",
            "word:COMPLETE": "not income",
            "word:FAILED": "not income",
            "word:P2P": "paid",
            "word:Cash out": "not income",
            "word:Bitcoin Buy": "not income",
            "currency": "USD",
        },
    ),
    Case(
        "deel.csv",
        "Deel, payments to a contractor",
        rows(
            "Date|Payer|Contract|Invoice|Type|Amount|Fee|Net|Currency|Status",
            "2026-04-03|Acme Ltd|Labels|INV-1|Payment|1,000.00|5.00|995.00|USD|Completed",
            "2026-04-10|Acme Ltd|Labels|INV-2|Payment|400.00|5.00|395.00|USD|Processing",
        ),
        paid={"USD": "995.00"},
        confirmed=False,
        answers={
            **_BANK,
            "amount": "Amount",
            "fee_is": "on top",
            "word:Completed": "paid",
            "word:Processing": "not yet",
            "word:Payment": "paid",
        },
    ),
    Case(
        "airtm.csv",
        "Airtm, operations",
        rows(
            "Date|Operation|Counterparty|Amount|Currency|Fee|Status",
            "2026-04-03|Received|Acme Ltd|100.00|USDC|0.00|Completed",
            "2026-04-04|Withdrawal|Bank|-90.00|USDC|1.00|Completed",
        ),
        paid={"USD": "100.00"},
        confirmed=False,
        answers={
            **_BANK,
            "amount": "Amount",
            "currency": "USD",
            "fee_is": "on top",
            "word:Received": "paid",
            "word:Withdrawal": "not income",
            "word:Completed": "paid",
        },
    ),
    Case(
        "gcash.csv",
        "GCash, transactions",
        rows(
            "Date and Time|Description|Reference No.|Debit|Credit|Balance",
            "|STARTING BALANCE||||100.00",
            "2026-04-03 10:00 AM|Received GCash from Acme Ltd|9001||5,600.00|5,700.00",
            "2026-04-04 11:00 PM|Transfer from 0917 to Bob|9002|200.00||5,500.00",
            "|ENDING BALANCE||||5,500.00",
            "|Total||200.00|5,600.00|",
        ),
        paid={"PHP": "5600.00"},
    ),
    Case(
        "mpesa.csv",
        "M-Pesa, statement",
        rows(
            "Receipt No.|Completion Time|Details|Transaction Status|Paid In|Withdrawn|Balance",
            "QA1|2026-04-03 10:00:00|Business Payment from 300600 - Acme Ltd via API|Completed|12,500.00||12,600.00",
            "QA2|2026-04-04 10:00:00|Customer Transfer to 254722000001 - Bob|Completed||-500.00|12,100.00",
            "QA2|2026-04-04 10:00:00|Customer Transfer of Funds Charge|Completed||-13.00|12,087.00",
        ),
        paid={"KES": "12500.00"},
    ),
    Case(
        "skrill.csv",
        "Skrill, sums out and in in two columns",
        rows(
            "ID|Time (CET)|Type|Transaction Details|[-]|[+]|Status|Balance|Currency sent|Amount sent|Reference",
            "1001|03 Apr 26 10:00|Receive Money|from Acme Ltd||250.00|processed|250.00|EUR|250.00|",
            "1002|04 Apr 26 10:00|Withdraw|to bank|200.00||processed|50.00|EUR|200.00|",
            "1003|05 Apr 26 10:00|Receive Money|from Acme Ltd||99.00|cancelled|50.00|EUR|99.00|",
        ),
        paid={"EUR": "250.00"},
        confirmed=False,
        answers={
            **_BANK,
            "amount": "[+]",
            "currency": "EUR",
            "word:processed": "paid",
            "word:cancelled": "not income",
            "word:Receive Money": "paid",
            "word:Withdraw": "not income",
            "zone": "Europe/Berlin",
        },
    ),
)

_OFX = """
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
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>1<ACCTID>2<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260401<DTEND>20260430
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260403120000[-5:EST]<TRNAMT>1200.50<FITID>f1<NAME>ACME LTD<MEMO>work</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260404120000[-5:EST]<TRNAMT>-20.00<FITID>f2<NAME>SHOP</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1180.50<DTASOF>20260430</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
_CAMT = """
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId><CreDtTm>2026-04-30T12:00:00</CreDtTm></GrpHdr>
<Stmt><Id>s</Id><CreDtTm>2026-04-30T12:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">1200.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-04-03</Dt></BookgDt><ValDt><Dt>2026-04-03</Dt></ValDt><AcctSvcrRef>r1</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Acme Ltd</Nm></Dbtr></RltdPties><RmtInf><Ustrd>work</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-04-04</Dt></BookgDt><ValDt><Dt>2026-04-04</Dt></ValDt><AcctSvcrRef>r2</AcctSvcrRef><BkTxCd/></Ntry>
<Ntry><Amt Ccy="EUR">77.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-04-05</Dt></BookgDt><ValDt><Dt>2026-04-05</Dt></ValDt><AcctSvcrRef>r3</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Acme Ltd</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
_MT940 = """
:20:STARTUMSE
:25:37040044/0532013000
:28C:00001/001
:60F:C260401EUR0,00
:61:2604030403CR1200,50NTRFNONREF
:86:166?00GUTSCHRIFT?20work?32ACME LTD
:61:2604040404DR20,00NTRFNONREF
:86:177?00LASTSCHRIFT?20shop?32SHOP
:62F:C260430EUR1180,50
-
"""

BANKS = (
    Case("bank.ofx", "OFX statement", text(_OFX).replace(b"\n", b"\r\n"), paid={"USD": "1200.50"}),
    Case("bank.qfx", "QFX statement", text(_OFX), paid={"USD": "1200.50"}),
    Case("camt053.xml", "CAMT.053 with a pending entry", text(_CAMT), paid={"EUR": "1200.50"}),
    Case("bank.sta", "MT940", text(_MT940).replace(b"\n", b"\r\n"), paid={"EUR": "1200.50"}),
    Case(
        "bank.qif",
        "QIF",
        text("!Type:Bank\nD04/13/2026\nT1,200.50\nPAcme Ltd\nMwork\n^\nD04/14/2026\nT-20.00\nPShop\n^\n"),
        paid={"USD": "1200.50"},
        answers={"currency": "USD"},
    ),
    Case(
        "chase.csv",
        "Chase (US)",
        text(
            'Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nCREDIT,04/23/2026,"ACME LTD PAYROLL",2500.00,ACH_CREDIT,2600.00,,\nDEBIT,04/22/2026,"SAFEWAY 1616",-42.99,DEBIT_CARD,100.00,,\nCREDIT,04/21/2026,"ZELLE FROM BOB",42.99,QUICKPAY_CREDIT,142.99,,\n'
        ),
        paid={"USD": "2500.00"},
        answers={
            **_BANK,
            "currency": "USD",
            "word:CREDIT": "paid",
            "word:DEBIT": "not income",
            "word:ACH_CREDIT": "paid",
            "word:DEBIT_CARD": "not income",
            "word:QUICKPAY_CREDIT": "not income",
        },
    ),
    Case(
        "bofa.csv",
        "Bank of America (US), sums above the table",
        text(
            'Description,,Summary Amt.\nBeginning balance as of 04/01/2026,,"100.00"\nTotal credits,,"1,200.50"\nTotal debits,,"-20.00"\nEnding balance as of 04/30/2026,,"1,280.50"\n\nDate,Description,Amount,Running Bal.\n04/01/2026,Beginning balance as of 04/01/2026,,"100.00"\n04/13/2026,"ACME LTD DES:PAYMENT","1,200.50","1,300.50"\n04/14/2026,"SHOP","-20.00","1,280.50"\n'
        ),
        paid={"USD": "1200.50"},
        answers={**_BANK, "currency": "USD"},
    ),
    Case(
        "wells_fargo.csv",
        "Wells Fargo (US), no header",
        text('"04/13/2026","1200.50","*","","ACME LTD PAYMENT"\n"04/14/2026","-20.00","*","","SHOP"\n'),
        paid={"USD": "1200.50"},
        answers={**_BANK, "currency": "USD"},
    ),
    Case(
        "commbank.csv",
        "CommBank (Australia), no header, day first",
        text(
            '13/04/2026,"+1,200.50","Direct Credit ACME LTD","+1,300.50"\n03/04/2026,"-20.00","SHOP","+100.00"\n02/04/2026,"-5.00","CAFE","+120.00"\n01/04/2026,"-1.00","BUS","+125.00"\n'
        ),
        paid={"AUD": "1200.50"},
        answers={**_BANK, "currency": "AUD", "amount": "column 2"},
    ),
    Case(
        "dkb.csv",
        "DKB (Germany), lines above, pending row",
        text(
            '\ufeff"Girokonto";"DE00120300001234567890"\n""\n"Kontostand vom 30.04.2026:";"1.180,50 €"\n""\n"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"\n"13.04.26";"13.04.26";"Gebucht";"Acme Ltd";"Ann";"work";"Eingang";"DE1";"1.200,50";"";"";""\n"14.04.26";"14.04.26";"Gebucht";"Ann";"Shop";"x";"Ausgang";"DE2";"-20,00";"";"";""\n"15.04.26";"";"Vorgemerkt";"Acme Ltd";"Ann";"work";"Eingang";"DE1";"77,00";"";"";""\n'
        ),
        paid={"EUR": "1200.50"},
        answers={
            **_BANK,
            "date": "Buchungsdatum",
            "word:Gebucht": "paid",
            "word:Vorgemerkt": "not yet",
            "word:Eingang": "in",
            "word:Ausgang": "out",
        },
    ),
    Case(
        "sparkasse.csv",
        "Sparkasse (Germany), cp1252, two-digit years",
        rows(
            "Auftragskonto|Buchungstag|Valutadatum|Buchungstext|Verwendungszweck|Glaeubiger ID|Mandatsreferenz|Kundenreferenz (End-to-End)|Sammlerreferenz|Lastschrift Ursprungsbetrag|Auslagenersatz Ruecklastschrift|Beguenstigter/Zahlungspflichtiger|Kontonummer/IBAN|BIC (SWIFT-Code)|Betrag|Waehrung|Info",
            "DE1|03.04.26|03.04.26|GUTSCHRIFT|Vergütung||||||| Acme Ltd|DE2|X|1200,50|EUR|Umsatz gebucht",
            "DE1|04.04.26|04.04.26|KARTENZAHLUNG|Einkauf|||||||Shop|DE3|X|-20,00|EUR|Umsatz gebucht",
            sep=";",
            encoding="cp1252",
            quote=True,
        ),
        paid={"EUR": "1200.50"},
        answers={
            **_BANK,
            "date": "Buchungstag",
            "dates": "dmy",
            "word:GUTSCHRIFT": "paid",
            "word:KARTENZAHLUNG": "not income",
            "word:Umsatz gebucht": "paid",
        },
    ),
    Case(
        "ing_nl.csv",
        "ING (Netherlands), Af and Bij",
        rows(
            "Datum|Naam / Omschrijving|Rekening|Tegenrekening|Code|Af Bij|Bedrag (EUR)|Mutatiesoort|Mededelingen",
            "20260403|Acme Ltd|NL1|NL2|OV|Bij|1200,50|Overschrijving|work",
            "20260404|Albert Heijn|NL1||BA|Af|20,00|Betaalautomaat|x",
            quote=True,
        ),
        paid={"EUR": "1200.50"},
        answers={
            **_BANK,
            "word:Bij": "in",
            "word:Af": "out",
            "word:Overschrijving": "paid",
            "word:Betaalautomaat": "not income",
        },
    ),
    Case(
        "n26.csv",
        "N26",
        rows(
            "Date|Payee|Account number|Transaction type|Payment reference|Amount (EUR)|Amount (Foreign Currency)|Type Foreign Currency|Exchange Rate",
            "2026-04-03|Acme Ltd|DE1|Income|work|1200.5|||",
            "2026-04-04|Shop||MasterCard Payment||-20.0|-22.0|USD|1.1",
        ),
        paid={"EUR": "1200.50"},
        answers={**_BANK, "amount": "Amount (EUR)", "word:Income": "paid", "word:MasterCard Payment": "not income"},
    ),
    Case(
        "monzo.csv",
        "Monzo (UK), local amount in another currency",
        rows(
            "Transaction ID|Date|Time|Type|Name|Emoji|Category|Amount|Currency|Local amount|Local currency|Notes and #tags|Address|Receipt|Description|Category split|Money Out|Money In",
            "tx_1|01/04/2026|09:12:00|Faster payment|Acme Ltd||Income|450.00|GBP|450.00|GBP|||||||450.00",
            "tx_2|02/04/2026|12:00:00|Card payment|Cafe||Eating out|-3.21|GBP|-61000.00|IDR|||||| -3.21|",
        ),
        paid={"GBP": "450.00"},
        answers={
            **_BANK,
            "dates": "dmy",
            "zone": "Europe/London",
            "amount": "Amount",
            "currency": "Currency",
            "word:Faster payment": "paid",
            "word:Card payment": "not income",
        },
    ),
    Case(
        "lloyds.csv",
        "Lloyds (UK), debit and credit columns",
        rows(
            "Transaction Date|Transaction Type|Sort Code|Account Number|Transaction Description|Debit Amount|Credit Amount|Balance",
            "13/04/2026|FPI|'30-00-00|12345678|ACME LTD||1200.50|1300.50",
            "12/04/2026|DEB|'30-00-00|12345678|SHOP|20.00||100.00",
        ),
        paid={"GBP": "1200.50"},
        answers={**_BANK, "currency": "GBP", "word:FPI": "paid", "word:DEB": "not income"},
    ),
    Case(
        "hdfc.csv",
        "HDFC (India), two-digit years, lakh grouping",
        text(
            'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance\n13/04/26,NEFT CR-ACME LTD,N1,13/04/26,,"1,25,000.00","1,25,100.00"\n14/04/26,UPI-SHOP,0000412345678901,14/04/26,20.00,,"1,25,080.00"\n'
        ),
        paid={"INR": "125000.00"},
        answers={**_BANK, "currency": "INR", "date": "Date", "amount": "Deposit Amt."},
    ),
    Case(
        "sbi.tsv",
        "SBI (India), title lines, balance with CR",
        text(
            "Account Name : MS ANN\nStart Date : 1 Apr 2026\n\nTxn Date\tValue Date\tDescription\tRef No./Cheque No.\tDebit\tCredit\tBalance\n13 Apr 2026\t13 Apr 2026\tBY TRANSFER-NEFT*ACME LTD\tX\t\t11,800.00\t11,900.00\n14 Apr 2026\t14 Apr 2026\tTO TRANSFER-UPI/SHOP\tY\t20.00\t\t11,880.00\n"
        ),
        paid={"INR": "11800.00"},
        answers={**_BANK, "currency": "INR", "date": "Txn Date"},
    ),
    Case(
        "nubank.csv",
        "Nubank (Brazil)",
        rows(
            "Data|Valor|Identificador|Descrição",
            "03/04/2026|1200.50|u1|Transferência recebida pelo Pix - ACME LTD",
            "14/04/2026|-20.00|u2|Compra no débito - LOJA",
        ),
        paid={"BRL": "1200.50"},
        answers={**_BANK, "currency": "BRL"},
    ),
    Case(
        "mbank.csv",
        "mBank (Poland), sums above, currency in the cell",
        text(
            'mBank S.A. Bankowość Detaliczna;\n\n#Waluta;#Wpływy;#Wydatki;\nPLN;1 200,50;-20,00;\n\n#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;\n2026-04-03;"PRZELEW PRZYCHODZĄCY ACME LTD";"eKonto";"Wpływy";1 200,50 PLN;;\n2026-04-04;"LIDL";"eKonto";"Żywność";-20,00 PLN;;\n'
        ),
        paid={"PLN": "1200.50"},
        answers={**_BANK, "word:Wpływy": "paid", "word:Żywność": "not income"},
    ),
    Case(
        "credit_agricole.csv",
        "Crédit Agricole (France), cp1252",
        rows(
            "Date|Libellé|Débit euros|Crédit euros",
            "03/04/2026|VIREMENT DE ACME LTD||1 200,50",
            "14/04/2026|CARTE BOUTIQUE|20,00|",
            sep=";",
            encoding="cp1252",
        ),
        paid={"EUR": "1200.50"},
        answers={**_BANK, "amount": "Crédit euros", "currency": "EUR"},
    ),
    Case(
        "intesa.csv",
        "an Italian bank, Dare and Avere",
        rows(
            "Data|Valuta|Descrizione|Dare|Avere",
            "03/04/2026|03/04/2026|BONIFICO ACME LTD||1.200,50",
            "14/04/2026|14/04/2026|POS NEGOZIO|20,00|",
            sep=";",
        ),
        paid={"EUR": "1200.50"},
        answers={**_BANK, "currency": "EUR", "date": "Data", "amount": "Avere"},
    ),
    Case(
        "swedbank.csv",
        "a Swedish bank, comma decimals and spaces",
        rows(
            "Bokföringsdag|Belopp|Avsändare|Mottagare|Namn|Rubrik|Saldo|Valuta",
            "2026-04-03|1 200,50|||Acme Ltd|ACME LTD|1 300,50|SEK",
            "2026-04-02|-20,00||||BUTIK|100,00|SEK",
            sep=";",
        ),
        paid={"SEK": "1200.50"},
        answers=_BANK,
    ),
    Case(
        "postfinance.csv",
        "PostFinance (Switzerland), apostrophes in numbers",
        text(
            'Datum von:;="2026-04-01"\nKonto:;="CH00"\nWährung:;="CHF"\n\nDatum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Kategorie\n13.04.2026;Gutschrift;"GUTSCHRIFT ACME LTD";1\'200.50;;;\n14.04.2026;Belastung;"KAUF SHOP";;-20.00;;\n'
        ),
        paid={"CHF": "1200.50"},
        answers={**_BANK, "word:Gutschrift": "in", "word:Belastung": "out"},
    ),
    Case(
        "totals_with_a_day.csv",
        "two columns of sums, a dated row of totals that fills both",
        rows(
            "Datum|Text|Soll|Haben",
            "02.03.2026|Acme Lohn||1.234,56",
            "05.03.2026|Miete|800,00|",
            "31.03.2026|Summe|800,00|1.234,56",
            sep=";",
        ),
        paid={"EUR": "1234.56"},
        confirmed=False,
        answers={**_BANK, "currency": "EUR", "dates": "dmy"},
    ),
    Case(
        "currency_signs.csv",
        "a column of currencies with codes, signs and words",
        rows(
            "Date|Payer|Amount|Currency",
            "2026-04-03|Acme Ltd|100.00|usd",
            "2026-04-04|Acme Ltd|50.00|€",
            "2026-04-05|Acme Ltd|70.00|Dollars",
        ),
        paid={"USD": "100.00", "EUR": "50.00"},
        rejects=1,
        confirmed=False,
        answers=_BANK,
    ),
    Case(
        "fee_in_percent.csv",
        "gross, a fee in percent, net",
        rows(
            "Paid on|Payer|Gross|Fee %|Net|Currency",
            "2026-04-03|Acme Ltd|100.00|10|90.00|USD",
            "2026-04-04|Acme Ltd|50.00|10|45.00|USD",
        ),
        paid={"USD": "135.00"},
        confirmed=False,
        answers={**_BANK, "amount": "Net"},
    ),
    Case(
        "receipts.eml",
        "a receipt of PayPal by e-mail, quoted-printable",
        text(
            """
From: "service@paypal.com" <service@paypal.com>
To: jo@example.com
Subject: You've received a payment
Date: Mon, 02 Mar 2026 02:00:00 -0800
Message-ID: <1@paypal.com>
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Hello, Jo Doe

You received a payment of $1,045.00=C2=A0USD from Acme Ltd (pay@ac=
me.example)

Transaction ID
1AB23456CD789012E

Transaction date
March 2, 2026
"""
        ),
        paid={"USD": "1045.00"},
    ),
    Case(
        "mercury.csv",
        "Mercury (US), sums with status",
        rows(
            "Date (UTC)|Description|Amount|Status|Source Account|Bank Description|Reference|Note|Category|Original Currency",
            "04-13-2026|Acme Ltd|1200.50|Sent|Checking|ACME|||Income|USD",
            "04-14-2026|Shop|-20.00|Sent|Checking|SHOP||||USD",
            "04-15-2026|Acme Ltd|77.00|Failed|Checking|ACME|||Income|USD",
        ),
        paid={"USD": "1200.50"},
        answers={**_BANK, "currency": "USD", "word:Sent": "paid", "word:Failed": "not income"},
    ),
    Case(
        "rounded_ids.csv",
        "an account list resaved by a spreadsheet: ids are rounded",
        rows(
            "Date|Payer|Amount|Currency|Transaction ID",
            "2026-04-03|Acme Ltd|100.00|USD|8.01E+17",
            "2026-04-04|Acme Ltd|50.00|USD|8.01E+17",
        ),
        paid={"USD": "150.00"},
        confirmed=False,
        answers=_BANK,
    ),
    Case(
        "credit_debit_word.csv",
        "one column of sums without signs, a word for the direction",
        rows(
            "Date|Narrative|Amount|Cr/Dr|Currency",
            "2026-04-03|ACME LTD|1200.50|CR|USD",
            "2026-04-04|SHOP|20.00|DR|USD",
            "2026-04-05|ACME LTD REVERSAL|200.50|DR|USD",
        ),
        paid={"USD": "1200.50"},
        confirmed=False,
        answers={**_BANK, "word:CR": "in", "word:DR": "out"},
    ),
    Case(
        "kwd.csv",
        "a bank in Kuwait: three decimals and a doubtful comma",
        rows(
            "Date|Details|Amount|Balance|Currency",
            "2026-04-03|ACME LTD|1,200.500|1,300.500|KWD",
            "2026-04-02|SHOP|-20.000|100.000|KWD",
        ),
        paid={"KWD": "1200.50"},
        confirmed=False,
        answers=_BANK,
    ),
    Case(
        "brackets.csv",
        "negative sums in brackets, with a closing total",
        rows(
            "Date|Description|Amount (USD)",
            "13/04/2026|Acme Ltd|1,200.50",
            "14/04/2026|Shop|(20.00)",
            "|Total|1,180.50",
        ),
        paid={"USD": "1200.50"},
        confirmed=False,
        answers=_BANK,
    ),
    Case(
        "two_currencies.csv",
        "payments with the sum in two currencies",
        rows(
            "Date|Payer|Original Amount|Original Currency|Amount|Currency|Exchange Rate",
            "2026-04-03|Acme Ltd|100.00|USD|92.00|EUR|0.92",
            "2026-04-04|Acme Ltd|50.00|GBP|58.00|EUR|1.16",
        ),
        paid={"EUR": "150.00"},
        confirmed=False,
        answers={**_BANK, "amount": "Amount", "currency": "Currency", "rate": "none"},
    ),
)
