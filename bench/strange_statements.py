"""Statements of money accounts in layouts that nobody tried before, and what each of their payments is."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text
from bench.strange_money import _BANK, _PP, _paypal

_PAYONEER = "Transaction Date|Transaction Time|Time Zone|Transaction ID|Description|Credit Amount|Debit Amount|Currency|Transfer Amount|Transfer Amount Currency|Status|Running Balance|Additional Description|Store Name|Source|Target|Reference ID"
_REV_BUSINESS = "Date started (UTC)|Date completed (UTC)|Date started (Europe/London)|Date completed (Europe/London)|ID|Type|State|Description|Reference|Payer|Card number|Card label|Card state|Orig currency|Orig amount|Payment currency|Amount|Total amount|Exchange rate|Fee|Fee currency|Balance|Account|Beneficiary account number|Beneficiary sort code or routing number|Beneficiary IBAN|Beneficiary BIC|MCC|Related transaction id|Spend program"
_WISE_LIST = "ID|Status|Direction|Created on|Finished on|Source fee amount|Source fee currency|Target fee amount|Target fee currency|Source name|Source amount (after fees)|Source currency|Target name|Target amount (after fees)|Target currency|Exchange rate|Reference|Batch|Created by|Category|Note"
_WISE = "TransferWise ID|Date|Date Time|Amount|Currency|Description|Payment Reference|Running Balance|Exchange From|Exchange To|Exchange Rate|Payer Name|Payee Name|Payee Account Number|Merchant|Card Last Four Digits|Card Holder Full Name|Attachment|Note|Total fees|Exchange To Amount|Transaction Type|Transaction Details Type"
_PP_FULL = "Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|Shipping Address|Address Status|Item Title|Item ID|Shipping and Handling Amount|Insurance Amount|Sales Tax|Option 1 Name|Option 1 Value|Option 2 Name|Option 2 Value|Reference Txn ID|Invoice Number|Custom Number|Quantity|Receipt ID|Balance|Address Line 1|Address Line 2/District/Neighborhood|Town/City|State/Province/Region/County/Territory/Prefecture/Republic|Zip/Postal Code|Country|Contact Phone Number|Subject|Note|Country Code|Balance Impact"


def _full(line: str) -> str:
    """A short PayPal row in the full set of columns: `date|zone|name|type|status|cur|gross|fee|net|id|ref|impact`."""
    on, zone, name, kind, status, code, gross, fee, net, own, ref, impact = line.split("|")
    cells = [""] * 41
    for at, said in (
        (0, on),
        (1, "10:00:00"),
        (2, zone),
        (3, name),
        (4, kind),
        (5, status),
        (6, code),
        (7, gross),
        (8, fee),
        (9, net),
        (10, "a@x.io"),
        (11, "b@x.io"),
        (12, own),
        (24, ref),
        (40, impact),
    ):
        cells[at] = said
    return "|".join(cells)


PAYPAL = (
    Case(
        "paypal_full.csv",
        "PayPal in English, 41 columns: authorisation, void, order, hold for an open authorisation, mass pay, website payment",
        _paypal(
            _PP_FULL,
            *map(
                _full,
                (
                    "04/13/2026|PDT|Acme Ltd|General Authorization|Pending|USD|150.00|0.00|150.00|F0||Memo",
                    "04/13/2026|PDT|Acme Ltd|Website Payment|Completed|USD|150.00|-4.65|145.35|F1|F0|Credit",
                    "04/14/2026|PDT|Shop|PreApproved Payment Bill User Payment|Completed|USD|-12.00|0.00|-12.00|F2|B-1|Debit",
                    "04/14/2026|PDT||Account Hold for Open Authorization|Completed|USD|-30.00|0.00|-30.00|F3||Memo",
                    "04/15/2026|PDT||Reversal of General Account Hold|Completed|USD|30.00|0.00|30.00|F4|F3|Memo",
                    "04/16/2026|PDT|Acme Ltd|Mass Pay Payment|Completed|USD|80.00|0.00|80.00|F5||Credit",
                    "04/17/2026|PDT|Acme Ltd|Order|Completed|USD|500.00|0.00|500.00|F6||Memo",
                    "04/18/2026|PDT|Acme Ltd|Void of Authorization|Completed|USD|-500.00|0.00|-500.00|F7|F6|Memo",
                    "04/19/2026|PDT||User Initiated Withdrawal|Completed|USD|-200.00|0.00|-200.00|F8||Debit",
                ),
            ),
        ),
        each=("2026-04-13 150.00/4.65 USD", "2026-04-16 80.00 USD"),
    ),
    Case(
        "paypal_chargeback.csv",
        "PayPal: chargeback with its fee, fee reversal, dispute fee, tax collected by a partner",
        _paypal(
            _PP,
            "04/13/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|100.00|-3.50|96.50|a@x.io|b@x.io|G1||96.50",
            "04/20/2026|10:00:00|PDT|Acme Ltd|Chargeback|Completed|USD|-100.00|0.00|-100.00|b@x.io|a@x.io|G2|G1|-3.50",
            "04/20/2026|10:00:00|PDT||Chargeback Fee|Completed|USD|-20.00|0.00|-20.00|||G3|G1|-23.50",
            "04/20/2026|10:00:00|PDT||Fee Reversal|Completed|USD|3.50|0.00|3.50|||G4|G1|-20.00",
        ),
        paid={"USD": "-20.00"},
    ),
    Case(
        "paypal_convert.csv",
        "PayPal: a payment in euros, converted at once, and one converted by hand",
        _paypal(
            _PP,
            "04/13/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|EUR|90.00|-3.00|87.00|a@x.io|b@x.io|H1||87.00",
            "04/13/2026|10:00:00|PDT||General Currency Conversion|Completed|EUR|-87.00|0.00|-87.00|||H2|H1|0.00",
            "04/13/2026|10:00:00|PDT||General Currency Conversion|Completed|USD|94.00|0.00|94.00|||H3|H1|94.00",
            "04/15/2026|10:00:00|PDT||General Currency Conversion|Completed|USD|-50.00|0.00|-50.00|||H4|H5|44.00",
            "04/15/2026|10:00:00|PDT||General Currency Conversion|Completed|EUR|46.00|0.00|46.00|||H5|H4|46.00",
        ),
        each=("2026-04-13 90.00/3.00 EUR",),
    ),
    Case(
        "paypal_de_more.csv",
        "PayPal in German: mobile payment, mass payment, hold, withdrawal by the user, bank funding, refused, refunded",
        _paypal(
            "Datum|Uhrzeit|Zeitzone|Name|Typ|Status|Währung|Brutto|Gebühr|Netto|Absender E-Mail-Adresse|Empfänger E-Mail-Adresse|Transaktionscode|Lieferadresse|Adress-Status|Artikelbezeichnung|Zugehöriger Transaktionscode|Guthaben|Auswirkung auf Guthaben",
            "13.04.2026|10:00:00|CEST|Acme Ltd|Handyzahlung|Abgeschlossen|EUR|120,00|-2,50|117,50|a@x.io|b@x.io|I1|||||117,50|Haben",
            "14.04.2026|10:00:00|CEST|Acme Ltd|Massenzahlung|Abgeschlossen|EUR|1.080,00|0,00|1.080,00|a@x.io|b@x.io|I2|||||1.197,50|Haben",
            "15.04.2026|10:00:00|CEST|Acme Ltd|Website-Zahlung|Abgelehnt|EUR|60,00|0,00|60,00|a@x.io|b@x.io|I3|||||1.197,50|Haben",
            "16.04.2026|10:00:00|CEST||Vom Nutzer eingeleitete Abbuchung|Abgeschlossen|EUR|-500,00|0,00|-500,00|||I4|||||697,50|Soll",
            "17.04.2026|10:00:00|CEST|Shop|Zahlung im Einzugsverfahren mit Zahlungsrechnung|Abgeschlossen|EUR|-20,00|0,00|-20,00|b@x.io|s@x.io|I5|||||677,50|Soll",
            "18.04.2026|10:00:00|CEST||Einbehaltung für offene Autorisierung|Abgeschlossen|EUR|-30,00|0,00|-30,00|||I6||||I9|647,50|Memo",
            "19.04.2026|10:00:00|CEST|Acme Ltd|PayPal Express-Zahlung|Zurückgezahlt|EUR|40,00|-1,00|39,00|a@x.io|b@x.io|I7|||||686,50|Haben",
            "20.04.2026|10:00:00|CEST|Acme Ltd|Rückzahlung|Abgeschlossen|EUR|-40,00|1,00|-39,00|b@x.io|a@x.io|I8||||I7|647,50|Soll",
        ),
        each=(
            "2026-04-13 120.00/2.50 EUR",
            "2026-04-14 1080.00 EUR",
            "2026-04-19 40.00/1.00 EUR",
            "2026-04-20 -40.00/1.00 EUR",
        ),
    ),
    Case(
        "paypal_es_more.csv",
        "PayPal in Spanish: mobile, mass payment, hold, withdrawal, conversion, denied, refunded in part",
        _paypal(
            "Fecha|Hora|Zona horaria|Nombre|Tipo|Estado|Divisa|Bruto|Comisión|Neto|Correo electrónico del remitente|Correo electrónico del destinatario|Id. de transacción|Id. de referencia de trans.|Saldo",
            "13/04/2026|10:00:00|CEST|Acme Ltd|Pago móvil|Completado|EUR|120,00|-2,50|117,50|a@x.io|b@x.io|J1||117,50",
            "14/04/2026|10:00:00|CEST|Acme Ltd|Pago en masa|Completado|EUR|1.080,00|0,00|1.080,00|a@x.io|b@x.io|J2||1.197,50",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Pago en sitio web|Denegado|EUR|60,00|0,00|60,00|a@x.io|b@x.io|J3||1.197,50",
            "16/04/2026|10:00:00|CEST||Retirada iniciada por el usuario|Completado|EUR|-500,00|0,00|-500,00|||J4||697,50",
            "17/04/2026|10:00:00|CEST|Tienda|Pago preaprobado de factura de usuario|Completado|EUR|-20,00|0,00|-20,00|b@x.io|s@x.io|J5||677,50",
            "18/04/2026|10:00:00|CEST||Conversión de divisas general|Completado|EUR|-90,00|0,00|-90,00|||J6||587,50",
            "18/04/2026|10:00:00|CEST||Conversión de divisas general|Completado|USD|97,00|0,00|97,00|||J7||97,00",
            "19/04/2026|10:00:00|CEST|Acme Ltd|Pago general|Parcialmente reembolsado|EUR|40,00|-1,00|39,00|a@x.io|b@x.io|J8||626,50",
            "20/04/2026|10:00:00|CEST|Acme Ltd|Reembolso de pago|Completado|EUR|-10,00|0,00|-10,00|b@x.io|a@x.io|J9|J8|616,50",
        ),
        each=(
            "2026-04-13 120.00/2.50 EUR",
            "2026-04-14 1080.00 EUR",
            "2026-04-19 40.00/1.00 EUR",
            "2026-04-20 -10.00 EUR",
        ),
    ),
    Case(
        "paypal_fr_more.csv",
        "PayPal in French, short set of columns: express, mass payment, hold, withdrawal, refused, refund",
        _paypal(
            "Date|Heure|Fuseau horaire|Nom|Type|État|Devise|Brut|Frais|Net|De l'adresse email|À l'adresse email|Numéro de transaction|Numéro de la transaction de référence|Solde",
            "13/04/2026|10:00:00|CEST|Acme Ltd|Paiement Express Checkout|Terminé|EUR|120,00|-2,50|117,50|a@x.io|b@x.io|K1||117,50",
            "14/04/2026|10:00:00|CEST|Acme Ltd|Paiement groupé|Terminé|EUR|1 080,00|0,00|1 080,00|a@x.io|b@x.io|K2||1 197,50",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Paiement sur site marchand|Refusé|EUR|60,00|0,00|60,00|a@x.io|b@x.io|K3||1 197,50",
            "16/04/2026|10:00:00|CEST||Virement lancé par l'utilisateur|Terminé|EUR|-500,00|0,00|-500,00|||K4||697,50",
            "17/04/2026|10:00:00|CEST|Boutique|Paiement préapprouvé d'une facture utilisateur|Terminé|EUR|-20,00|0,00|-20,00|b@x.io|s@x.io|K5||677,50",
            "18/04/2026|10:00:00|CEST||Suspension de compte pour autorisation ouverte|Terminé|EUR|-30,00|0,00|-30,00|||K6|K9|647,50",
            "19/04/2026|10:00:00|CEST|Acme Ltd|Remboursement de paiement|Terminé|EUR|-120,00|2,50|-117,50|b@x.io|a@x.io|K7|K1|530,00",
        ),
        each=("2026-04-13 120.00/2.50 EUR", "2026-04-14 1080.00 EUR", "2026-04-19 -120.00/2.50 EUR"),
    ),
    Case(
        "paypal_it_more.csv",
        "PayPal in Italian: mobile, mass payment, withdrawal by the user, bank deposit, refused, refund",
        _paypal(
            "Data|Orario|Fuso orario|Nome|Tipo|Stato|Valuta|Lordo|Tariffa|Netto|Indirizzo email mittente|Indirizzo email destinatario|Codice transazione|Codice transazione di riferimento|Saldo|Impatto sul saldo",
            "13/04/2026|10:00:00|CEST|Acme Ltd|Pagamento da cellulare|Completata|EUR|120,00|-2,50|117,50|a@x.io|b@x.io|L1||117,50|Accredito",
            "14/04/2026|10:00:00|CEST|Acme Ltd|Pagamento in massa|Completata|EUR|1.080,00|0,00|1.080,00|a@x.io|b@x.io|L2||1.197,50|Accredito",
            "15/04/2026|10:00:00|CEST|Acme Ltd|Pagamento sul sito|Negata|EUR|60,00|0,00|60,00|a@x.io|b@x.io|L3||1.197,50|Accredito",
            "16/04/2026|10:00:00|CEST||Trasferimento avviato dall'utente|Completata|EUR|-500,00|0,00|-500,00|||L4||697,50|Addebito",
            "19/04/2026|10:00:00|CEST|Acme Ltd|Rimborso|Completata|EUR|-120,00|2,50|-117,50|b@x.io|a@x.io|L7|L1|580,00|Addebito",
        ),
        each=("2026-04-13 120.00/2.50 EUR", "2026-04-14 1080.00 EUR", "2026-04-19 -120.00/2.50 EUR"),
    ),
    Case(
        "paypal_pt_more.csv",
        "PayPal in Portuguese, statement: mobile, hold, withdrawal, refund, in dollars with decimal comma",
        _paypal(
            "Data|Hora|Fuso horário|Descrição|Moeda|Bruto|Tarifa|Líquido|Saldo|ID da transação|E-mail|Nome|Nome do banco|Conta bancária|Valor do frete|Imposto sobre vendas|ID da fatura|ID da transação de referência",
            "13/04/2026|10:00:00|BRT|Pagamento móvel|USD|120,00|-6,48|113,52|113,52|M1|a@x.io|Acme Ltd||||||",
            "14/04/2026|10:00:00|BRT|Pagamento em massa|USD|1.080,00|0,00|1.080,00|1.193,52|M2|a@x.io|Acme Ltd||||||",
            "16/04/2026|10:00:00|BRT|Conversão de moeda em geral|USD|-500,00|0,00|-500,00|693,52|M3|||||||||",
            "16/04/2026|10:00:00|BRT|Conversão de moeda em geral|BRL|2.450,00|0,00|2.450,00|2.450,00|M4|||||||||",
            "16/04/2026|10:00:00|BRT|Transferência iniciada pelo usuário|BRL|-2.450,00|0,00|-2.450,00|0,00|M5||||||||",
            "19/04/2026|10:00:00|BRT|Reembolso de pagamento|USD|-120,00|0,00|-120,00|573,52|M7|a@x.io|Acme Ltd||||||M1",
        ),
        each=("2026-04-13 120.00/6.48 USD", "2026-04-14 1080.00 USD", "2026-04-19 -120.00 USD"),
    ),
    Case(
        "paypal_quicken.csv",
        "PayPal, personal, the ten columns without gross and fee",
        _paypal(
            "Date|Time|TimeZone|Name|Type|Status|Currency|Amount|Receipt ID|Balance",
            "04/13/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|1,200.00||1,200.00",
            "04/14/2026|10:00:00|PDT|Acme Ltd|General Payment|Pending|USD|300.00||1,200.00",
            "04/15/2026|10:00:00|PDT|Shop|Express Checkout Payment|Completed|USD|-20.00||1,180.00",
            "04/16/2026|10:00:00|PDT||General Withdrawal|Completed|USD|-1,000.00||180.00",
            "04/17/2026|10:00:00|PDT|Acme Ltd|Payment Refund|Completed|USD|-100.00||80.00",
        ),
        paid={"USD": "1100.00"},
        answers={
            **_BANK,
            "below_zero": "returned",
            "amount": "Amount",
            "zone": "America/Los_Angeles",
            "word:General Payment": "paid",
            "word:Payment Refund": "paid",
            "word:Express Checkout Payment": "not income",
            "word:General Withdrawal": "not income",
        },
    ),
    Case(
        "paypal_en_gb_amb.csv",
        "PayPal in English with day-first days below 13, a decimal point and a comma for thousands",
        _paypal(
            _PP,
            "03/04/2026|10:00:00|BST|Acme Ltd|Express Checkout Payment|Completed|EUR|1,030.00|-31.00|999.00|a@x.io|b@x.io|N1||999.00",
            "05/04/2026|10:00:00|BST|Acme Ltd|Payment Refund|Completed|EUR|-30.00|0.00|-30.00|b@x.io|a@x.io|N2|N1|969.00",
        ),
        each=("2026-04-03 1030.00/31.00 EUR", "2026-04-05 -30.00 EUR"),
        answers={"dates": "dmy"},
        asks=("dates",),
    ),
    Case(
        "paypal_loan.csv",
        "PayPal: working capital, its repayment, cashback, a gift from a friend, a purchase refunded",
        _paypal(
            _PP,
            "04/13/2026|10:00:00|PDT|PayPal|PayPal Working Capital Loan|Completed|USD|2,000.00|0.00|2,000.00|||O1||2,000.00",
            "04/14/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|100.00|-3.50|96.50|a@x.io|b@x.io|O2||2,096.50",
            "04/14/2026|10:00:00|PDT|PayPal|Working Capital Loan Repayment|Completed|USD|-10.00|0.00|-10.00|||O3|O2|2,086.50",
            "04/15/2026|10:00:00|PDT|Shop|Express Checkout Payment|Completed|USD|-50.00|0.00|-50.00|b@x.io|s@x.io|O4||2,036.50",
            "04/16/2026|10:00:00|PDT|Shop|Payment Refund|Completed|USD|50.00|0.00|50.00|s@x.io|b@x.io|O5|O4|2,086.50",
            "04/17/2026|10:00:00|PDT|PayPal|Cash Back Bonus|Completed|USD|5.00|0.00|5.00|||O6||2,091.50",
        ),
        each=("2026-04-14 100.00/3.50 USD",),
        whole=True,
    ),
)

WISE = (
    Case(
        "wise_all.csv",
        "Wise, one statement of several balances, conversion both sides, a jar, cashback, a charge of its own",
        rows(
            _WISE,
            "BALANCE_CASHBACK-9|30-04-2026|30-04-2026 10:00:00.1|1.10|EUR|Balance cashback||88.20||||||||||||0.00||CREDIT|BALANCE_CASHBACK",
            "TRANSFER-8|21-04-2026|21-04-2026 10:00:00.1|-2.90|EUR|Wise Charges for: TRANSFER-7||87.10||||||||||||0.00||DEBIT|FEE",
            "TRANSFER-7|21-04-2026|21-04-2026 10:00:00.1|-50.00|EUR|Sent money to Bob||90.00|||||Bob|||||||0.00||DEBIT|TRANSFER",
            "BALANCE-6|16-04-2026|16-04-2026 10:00:00.1|140.00|EUR|Converted 150.00 USD to 140.00 EUR||140.00|USD|EUR|0.94|||||||||0.00||CREDIT|CONVERSION",
            "BALANCE-6|16-04-2026|16-04-2026 10:00:00.1|-150.80|USD|Converted 150.80 USD to 140.00 EUR||849.20|USD|EUR|0.94|||||||||0.80|140.00|DEBIT|CONVERSION",
            "BALANCE-5|15-04-2026|15-04-2026 10:00:00.1|-200.00|USD|Moved 200.00 USD to Jar Taxes||1000.00||||||||||||0.00||DEBIT|CONVERSION",
            "TRANSFER-4|13-04-2026|13-04-2026 10:00:00.1|1200.00|USD|Received money from Acme Ltd with reference April||1200.00||||Acme Ltd||||||||4.14||CREDIT|DEPOSIT",
        ),
        each=("2026-04-13 1204.14/4.14 USD",),
    ),
    Case(
        "wise_jar_back.csv",
        "Wise: money back from a jar, interest, a card refund, a failed transfer that came back",
        rows(
            _WISE,
            "TRANSFER-7|25-04-2026|25-04-2026 10:00:00.1|50.00|USD|Sent money to Bob (refund)||1051.00|||||Bob|||||||0.00||CREDIT|TRANSFER",
            "BALANCE-5|24-04-2026|24-04-2026 10:00:00.1|200.00|USD|Moved 200.00 USD from Jar Taxes||1001.00||||||||||||0.00||CREDIT|CONVERSION",
            "ACCRUAL_CHARGE-1|22-04-2026|22-04-2026 10:00:00.1|1.00|USD|Interest earned on balance||801.00||||||||||||0.00||CREDIT|ACCRUAL_CHARGE",
            "TRANSFER-7|20-04-2026|20-04-2026 10:00:00.1|-50.00|USD|Sent money to Bob||800.00|||||Bob|||||||0.00||DEBIT|TRANSFER",
            "BALANCE-4|15-04-2026|15-04-2026 10:00:00.1|-200.00|USD|Moved 200.00 USD to Jar Taxes||850.00||||||||||||0.00||DEBIT|CONVERSION",
            "TRANSFER-4|13-04-2026|13-04-2026 10:00:00.1|1050.00|USD|Received money from Acme Ltd with reference April||1050.00||||Acme Ltd||||||||0.00||CREDIT|DEPOSIT",
        ),
        each=("2026-04-13 1050.00 USD",),
        whole=True,
    ),
    Case(
        "wise_business_old.csv",
        "Wise Business, old columns, a charge for money that came by SWIFT in a row of its own",
        rows(
            "TransferWise ID|Date|Amount|Currency|Description|Payment Reference|Running Balance|Exchange From|Exchange To|Exchange Rate|Payer Name|Payee Name|Payee Account Number|Merchant|Card Last Four Digits|Card Holder Full Name|Attachment|Note|Total fees",
            "TRANSFER-4|14-04-2026|-4.14|USD|Wise Charges for: TRANSFER-4||1195.86||||||||||||0.00",
            "TRANSFER-4|14-04-2026|1200.00|USD|Received money from Acme Ltd with reference INV-9|INV-9|1200.00||||Acme Ltd||||||||0.00",
        ),
        each=("2026-04-14 1200.00/4.14 USD",),
    ),
    Case(
        "transaction-history.csv",
        "Wise, transaction history: several kinds of ids, a neutral row in one currency, a conversion while receiving, one that failed",
        rows(
            _WISE_LIST,
            "TRANSFER-21|COMPLETED|IN|2026-04-13 10:00:00|2026-04-13 11:00:00|0.00|USD|||Acme Ltd|500.00|USD|Ann|460.00|EUR|0.92|x||Ann|Money added|",
            "TRANSFER-22|COMPLETED|IN|2026-04-14 10:00:00|2026-04-14 11:00:00|||4.14|USD|Acme Ltd|204.14|USD|Ann|200.00|USD|1.0|x||Ann|Money added|",
            "TRANSFER-23|FAILED|IN|2026-04-15 10:00:00||0.00|USD|||Acme Ltd|90.00|USD|Ann|90.00|USD|1.0|x||Ann|Money added|",
            "CARD_TRANSACTION-24|COMPLETED|OUT|2026-04-16 10:00:00|2026-04-16 10:00:00|0.10|EUR|||Ann|9.90|EUR|Shop|9.90|EUR|1.0|||Ann|Shopping|",
            "BALANCE_TRANSACTION-25|COMPLETED|NEUTRAL|2026-04-17 10:00:00|2026-04-17 10:00:00|0.00|USD|||Ann|50.00|USD|Ann|50.00|USD|1.0|||Ann||",
            "BALANCE_TRANSACTION-26|COMPLETED|NEUTRAL|2026-04-18 10:00:00|2026-04-18 10:00:00|0.40|USD|||Ann|99.60|USD|Ann|91.63|EUR|0.92|||Ann||",
            "BALANCE_CASHBACK-27|COMPLETED|IN|2026-04-30 10:00:00|2026-04-30 10:00:00|||||Wise|0.30|EUR|Ann|0.30|EUR|1.0|||Ann|Rewards|",
        ),
        each=("2026-04-13 460.00 EUR", "2026-04-14 204.14/4.14 USD"),
    ),
    Case(
        "wise_resaved.csv",
        "Wise, resaved by a spreadsheet: slashes, days below 13, decimal comma and semicolons",
        rows(
            "TransferWise ID|Date|Amount|Currency|Description|Payment Reference|Running Balance|Payer Name|Payee Name|Total fees",
            "TRANSFER-1|03/04/2026|1200,50|EUR|Received money from Acme Ltd|x|1200,50|Acme Ltd||0,00",
            "TRANSFER-2|05/04/2026|-20,00|EUR|Sent money to Bob||1180,50||Bob|0,30",
            sep=";",
        ),
        each=("2026-04-03 1200.50 EUR",),
        answers={"dates": "dmy"},
        asks=("dates",),
    ),
)

OTHERS = (
    Case(
        "payoneer_fees.csv",
        "Payoneer: a fee in a row of its own, between balances, a withdrawal that was cancelled, the annual fee, a card refund",
        rows(
            _PAYONEER,
            "04/13/2026|10:00:00|UTC|T1|Payment from Acme Ltd|1,000.00||USD|||Completed|1,000.00|||Acme Ltd||",
            "04/13/2026|10:00:01|UTC|T2|Payment fee||10.00|USD|||Completed|990.00|||||T1",
            "04/14/2026|10:00:00|UTC|T3|Withdrawal to bank account ending 1234||500.00|USD|455.00|EUR|Completed|490.00|||||",
            "04/15/2026|10:00:00|UTC|T4|Withdrawal to bank account ending 1234||100.00|USD|||Canceled|490.00|||||",
            "04/16/2026|10:00:00|UTC|T5|Currency conversion from USD to EUR||90.00|USD|82.00|EUR|Completed|400.00|||||",
            "04/16/2026|10:00:00|UTC|T6|Currency conversion from USD to EUR|82.00||EUR|||Completed|82.00|||||",
            "04/17/2026|10:00:00|UTC|T7|Annual account fee||29.95|USD|||Completed|370.05|||||",
            "04/18/2026|10:00:00|UTC|T8|Card refund: Shop|12.00||USD|||Completed|382.05||Shop|||",
        ),
        each=("2026-04-13 1000.00/10.00 USD",),
        whole=True,
    ),
    Case(
        "payoneer_amb.csv",
        "Payoneer with days below 13 and a payment that was reversed",
        rows(
            _PAYONEER,
            "05/03/2026|10:00:00|UTC|U1|Payment from Acme Ltd|500.00||USD|||Completed|500.00|||Acme Ltd||",
            "06/03/2026|10:00:00|UTC|U2|Payment from Acme Ltd|80.00||USD|||Completed|580.00|||Acme Ltd||",
            "07/03/2026|10:00:00|UTC|U3|Payment reversal||80.00|USD|||Completed|500.00|||Acme Ltd||U2",
        ),
        each=("2026-03-05 500.00 USD", "2026-03-06 80.00 USD", "2026-03-07 -80.00 USD"),
        answers={"dates": "dmy"},
        asks=("dates",),
    ),
    Case(
        "payoneer_es.csv",
        "Payoneer, the five columns of the page in Spanish, decimal comma",
        rows(
            "Fecha|Descripción|Importe|Moneda|Estado",
            "13 abr. 2026|Pago de Acme Ltd|1.500,00|USD|Completado",
            "14 abr. 2026|Retiro a cuenta bancaria|-400,00|USD|Completado",
            "15 abr. 2026|Pago de Acme Ltd|300,00|USD|Pendiente",
            "16 abr. 2026|Pago de Acme Ltd|200,00|USD|Cancelado",
            sep=";",
        ),
        each=("2026-04-13 1500.00 USD",),
        answers={**_BANK, "word:Completado": "paid", "word:Pendiente": "not yet", "word:Cancelado": "not income"},
        confirmed=False,
    ),
    Case(
        "payoneer_old7.csv",
        "Payoneer, the older list: day, description, amount, currency, status",
        rows(
            "Date|Description|Amount|Currency|Status|Running Balance|Additional Description",
            "13 Apr, 2026|Payment from Acme Ltd|1,500.00|USD|Completed|1,500.00|",
            "14 Apr, 2026|Charge on card|-1.50|USD|Completed|1,498.50|",
            "15 Apr, 2026|Card purchase refund|1.50|USD|Completed|1,500.00|",
        ),
        each=("2026-04-13 1500.00 USD",),
        answers=_BANK,
        confirmed=False,
    ),
    Case(
        "stripe_itemized_payouts.csv",
        "Stripe, payout reconciliation: one row for each charge behind a payout, a refund, a payout that failed",
        rows(
            "automatic_payout_id|automatic_payout_effective_at|balance_transaction_id|created_utc|created|available_on_utc|available_on|currency|gross|fee|net|reporting_category|source_id|description|customer_name",
            "po_1|2026-04-16 00:00:00|txn_1|2026-04-13 22:30:00|2026-04-13 15:30:00|2026-04-15|2026-04-15|usd|100.00|3.20|96.80|charge|ch_1|x|Acme Ltd",
            "po_1|2026-04-16 00:00:00|txn_2|2026-04-14 10:00:00|2026-04-14 03:00:00|2026-04-15|2026-04-15|usd|-20.00|0.00|-20.00|refund|re_1|REFUND FOR CHARGE (x)|Acme Ltd",
            "|| txn_3|2026-04-16 10:00:00|2026-04-16 03:00:00|2026-04-16|2026-04-16|usd|-76.80|0.00|-76.80|payout|po_1|STRIPE PAYOUT|".replace(
                " txn", "txn"
            ),
            "||txn_4|2026-04-18 10:00:00|2026-04-18 03:00:00|2026-04-18|2026-04-18|usd|76.80|0.00|76.80|payout_reversal|po_1|STRIPE PAYOUT FAILED|",
        ),
        paid={"USD": "76.80"},
    ),
    Case(
        "stripe_summary.csv",
        "Stripe, summary of the balance: sums of categories, no payments",
        rows(
            "category|description|net_amount|currency",
            "charge|Payments|1000.00|usd",
            "refund|Refunds|-20.00|usd",
            "payout|Payouts|-900.00|usd",
            "total|Net change|80.00|usd",
        ),
        None,
    ),
    Case(
        "stripe_jpy.csv",
        "Stripe, balance in yen",
        rows(
            "balance_transaction_id|created_utc|available_on_utc|currency|gross|fee|net|reporting_category|source_id|description|customer_name",
            "txn_1|2026-04-13 10:00:00|2026-04-15|jpy|12000|432|11568|charge|ch_1|x|Acme Ltd",
            "txn_2|2026-04-14 10:00:00|2026-04-15|jpy|-500|0|-500|fee|fee_1|Billing - Usage Fee|",
        ),
        paid={"JPY": "11568"},
    ),
    Case(
        "stripe_express.csv",
        "Stripe Express, what a platform moved to the worker, and payouts",
        rows(
            "Date|Type|Description|Gross|Fees|Net|Currency|Status",
            "2026-04-13|Payment|Payment from Acme Ltd|500.00|0.00|500.00|USD|Succeeded",
            "2026-04-14|Payout|Payout to Bank 1234|-500.00|0.00|-500.00|USD|In transit",
        ),
        each=("2026-04-13 500.00 USD",),
        answers={
            **_BANK,
            "amount": "Net",
            "fee_is": "taken off",
            "word:Succeeded": "paid",
            "word:In transit": "not income",
            "word:Payment": "paid",
            "word:Payout": "not income",
        },
        confirmed=False,
    ),
    Case(
        "revolut_business.csv",
        "Revolut Business, thirty columns: client by top-up, exchange, fee, failed, refund of a card",
        rows(
            _REV_BUSINESS,
            "2026-04-13|2026-04-13|2026-04-13|2026-04-13|r1|TOPUP|COMPLETED|Money added from ACME LTD|INV 9|ACME LTD||||EUR|1200.00|EUR|1200.00|1200.00||0.00|EUR|1200.00|Main|||||||||",
            "2026-04-14|2026-04-14|2026-04-14|2026-04-14|r2|EXCHANGE|COMPLETED|Main · EUR → Main · USD||Ann||||EUR|100.00|EUR|-100.00|-100.40|1.08|0.40|EUR|1099.60|Main|||||||||",
            "2026-04-14|2026-04-14|2026-04-14|2026-04-14|r3|EXCHANGE|COMPLETED|Main · EUR → Main · USD||Ann||||USD|108.00|USD|108.00|108.00|1.08|0.00|USD|108.00|Main USD|||||||||",
            "2026-04-15|2026-04-15|2026-04-15|2026-04-15|r4|FEE|COMPLETED|Grow plan fee||||||EUR|25.00|EUR|-25.00|-25.00||0.00|EUR|1074.60|Main|||||||||",
            "2026-04-16||2026-04-16||r5|TOPUP|FAILED|Money added from ACME LTD||ACME LTD||||EUR|70.00|EUR|70.00|70.00||0.00|EUR||Main|||||||||",
            "2026-04-17|2026-04-17|2026-04-17|2026-04-17|r6|CARD_REFUND|COMPLETED|Shop||Ann||||EUR|9.00|EUR|9.00|9.00||0.00|EUR|1083.60|Main|||||||||",
        ),
        each=("2026-04-13 1200.00 EUR",),
    ),
    Case(
        "revolut_de.csv",
        "Revolut in German",
        rows(
            "Art|Produkt|Datum des Beginns|Datum des Abschlusses|Beschreibung|Betrag|Gebühr|Währung|State|Kontostand",
            "Überweisung|Aktuell|2026-04-13 10:00:00|2026-04-13 10:00:05|Zahlung von Acme Ltd|200.00|0.00|EUR|ABGESCHLOSSEN|200.00",
            "Umtausch|Aktuell|2026-04-14 10:00:00|2026-04-14 10:00:05|Umtausch in USD|-100.00|0.50|EUR|ABGESCHLOSSEN|99.50",
            "Kartenzahlung|Aktuell|2026-04-15 10:00:00|2026-04-16 10:00:05|Shop|-9.50|0.00|EUR|ABGESCHLOSSEN|90.00",
            "Überweisung|Aktuell|2026-04-17 10:00:00||Zahlung von Acme Ltd|70.00|0.00|EUR|AUSSTEHEND|",
        ),
        each=("2026-04-13 200.00 EUR",),
        answers={
            **_BANK,
            "date": "Datum des Abschlusses",
            "zone": "Europe/Berlin",
            "fee_is": "on top",
            "word:ABGESCHLOSSEN": "paid",
            "word:AUSSTEHEND": "not yet",
            "word:Überweisung": "paid",
            "word:Umtausch": "not income",
            "word:Kartenzahlung": "not income",
        },
    ),
    Case(
        "revolut_own.csv",
        "Revolut: own top-ups, pockets, a deposit account's interest, a friend, a card refund",
        rows(
            "Type|Product|Started Date|Completed Date|Description|Amount|Fee|Currency|State|Balance",
            "TOPUP|Current|2026-04-13 10:00:00|2026-04-13 10:00:05|Apple Pay top-up by *1234|50.00|0.00|GBP|COMPLETED|50.00",
            "TRANSFER|Current|2026-04-14 10:00:00|2026-04-14 10:00:05|Transfer from ACME LTD|200.00|0.00|GBP|COMPLETED|250.00",
            "TRANSFER|Current|2026-04-15 10:00:00|2026-04-15 10:00:05|To pocket GBP Tax from GBP|-40.00|0.00|GBP|COMPLETED|210.00",
            "TRANSFER|Current|2026-04-16 10:00:00|2026-04-16 10:00:05|Pocket Withdrawal|40.00|0.00|GBP|COMPLETED|250.00",
            "INTEREST|Savings|2026-04-17 10:00:00|2026-04-17 10:00:05|Gross interest|0.40|0.00|GBP|COMPLETED|40.40",
            "CARD_REFUND|Current|2026-04-18 10:00:00|2026-04-18 10:00:05|Shop|12.00|0.00|GBP|COMPLETED|262.00",
            "REWARD|Current|2026-04-19 10:00:00|2026-04-19 10:00:05|Referral reward|20.00|0.00|GBP|COMPLETED|282.00",
        ),
        each=("2026-04-14 200.00 GBP",),
        whole=True,
    ),
    Case(
        "venmo_old.csv",
        "Venmo, layout with Username, a charge that was paid, a bank transfer, a merchant's fee",
        text("""
 Username,ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (fee),Funding Source,Destination,Beginning Balance,Ending Balance,Statement Period Venmo Fees,Terminal Location,Year to Date Venmo Fees,Disclaimer
ann,,,,,,,,,,,,$100.00,,,,,
,3001,2026-04-13T10:00:00,Charge,Complete,April work,Ann,Acme Ltd,+ $500.00,,,Venmo balance,,,,Venmo,,
,3002,2026-04-14T10:00:00,Payment,Complete,invoice 2,Acme Ltd,Ann,"+ $98.00",$2.00,,Venmo balance,,,,Venmo,,
,3003,2026-04-15T10:00:00,Standard Transfer,Issued,,,,- $600.00,,,BANK *1234,,,,,,
,3004,2026-04-16T10:00:00,Payment,Failed,again,Acme Ltd,Ann,+ $70.00,,,Venmo balance,,,,Venmo,,
,,,,,,,,,,,,,$98.00,$2.00,,$2.00,"In case of errors"
"""),
        each=("2026-04-13 500.00 USD", "2026-04-14 100.00/2.00 USD"),
    ),
    Case(
        "venmo_unclear.csv",
        "Venmo: a fee, and balances that do not tell whether the sum is before it",
        text("""
Account Statement - (@ann) ,,,,,,,,,,,,,,,,,,,,,
Account Activity,,,,,,,,,,,,,,,,,,,,,
,ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (tip),Amount (tax),Amount (fee),Tax Rate,Tax Exempt,Funding Source,Destination,Beginning Balance,Ending Balance,Statement Period Venmo Fees,Terminal Location,Year to Date Venmo Fees,Disclaimer
,1,2026-04-13T10:00:00,Payment,Complete,work,Acme Ltd,Ann,"+ $100.00",,0,$1.90,0,,,Venmo balance,,,,Venmo,,
,2,2026-04-14T10:00:00,Payment,Complete,work,Acme Ltd,Ann,"+ $50.00",,0,,0,,,Venmo balance,,,,Venmo,,
"""),
        each=("2026-04-14 50.00 USD",),
        rejects=1,
    ),
    Case(
        "deel_history.csv",
        "Deel, payments and withdrawals of a contractor, two currencies of one row",
        rows(
            "Payment ID|Payment date|Contract|Client|Invoice amount|Invoice currency|Paid amount|Paid currency|Fee|Status",
            "d1|2026-04-13|Labels|Acme Ltd|1000.00|USD|920.00|EUR|5.00|Paid",
            "d2|2026-04-20|Labels|Acme Ltd|500.00|USD|460.00|EUR|5.00|Awaiting payment",
        ),
        paid={"EUR": "920.00"},
        answers={
            **_BANK,
            "amount": "Paid amount",
            "currency": "Paid currency",
            "fee_is": "taken off",
            "word:Paid": "paid",
            "word:Awaiting payment": "not yet",
        },
        confirmed=False,
    ),
    Case(
        "airtm_usdc.csv",
        "Airtm, movements in USDC and in bolívares",
        rows(
            "Fecha|Tipo|Descripción|Monto|Moneda|Tarifa|Estado",
            "13/04/2026 10:00|Recibido|Acme Ltd|100,00|USDC|0,00|Completada",
            "14/04/2026 10:00|Retiro|Banesco|-90,00|USDC|1,00|Completada",
            "15/04/2026 10:00|Recibido|Acme Ltd|30,00|USDC|0,00|Cancelada",
            sep=";",
        ),
        paid={"USD": "100.00"},
        answers={
            **_BANK,
            "currency": "USD",
            "fee_is": "on top",
            "zone": "America/Caracas",
            "word:Completada": "paid",
            "word:Cancelada": "not income",
            "word:Recibido": "paid",
            "word:Retiro": "not income",
        },
        confirmed=False,
    ),
    Case(
        "kraken_ledgers.csv",
        "Kraken, ledgers: USDC came in, was traded for euros, was withdrawn",
        rows(
            "txid|refid|time|type|subtype|aclass|asset|amount|fee|balance",
            "L1|R1|2026-04-13 10:00:00|deposit||currency|USDC|500.00000000|0.00000000|500.00000000",
            "L2|R2|2026-04-14 10:00:00|trade|tradespot|currency|USDC|-500.00000000|0.00000000|0.00000000",
            "L3|R2|2026-04-14 10:00:00|trade|tradespot|currency|ZEUR|460.0000|1.2000|458.8000",
            "L4|R3|2026-04-15 10:00:00|withdrawal||currency|ZEUR|-458.0000|0.8000|0.0000",
            quote=True,
        ),
        paid={"USD": "500.00"},
        answers={
            **_BANK,
            "zone": "UTC",
            "currency": "USD",
            "fee_is": "on top",
            "word:deposit": "paid",
            "word:trade": "not income",
            "word:withdrawal": "not income",
            "word:tradespot": "not income",
        },
        whole=True,
    ),
    Case(
        "coinbase.csv",
        "Coinbase, lines above the header, USDC received, converted, sent",
        text("""

Transactions
User,Ann Lee,1234-5678
ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes
c1,2026-04-13 10:00:00 UTC,Receive,USDC,500,USD,$1.00,$500.00,$500.00,$0.00,Received 500 USDC from Acme Ltd
c2,2026-04-14 10:00:00 UTC,Sell,USDC,-400,USD,$1.00,-$400.00,-$396.00,$4.00,Sold 400 USDC for $396 USD
c3,2026-04-15 10:00:00 UTC,Withdrawal,USD,-396,USD,$1.00,-$396.00,-$396.00,$0.00,Withdrawal to bank
c4,2026-04-16 10:00:00 UTC,Staking Income,USDC,1.5,USD,$1.00,$1.50,$1.50,$0.00,
"""),
        paid={"USD": "500.00"},
        answers={
            **_BANK,
            "amount": "Subtotal",
            "currency": "Price Currency",
            "fee_is": "on top",
            "word:Receive": "paid",
            "word:Sell": "not income",
            "word:Withdrawal": "not income",
            "word:Staking Income": "not income",
            "word:USDC": "not income",
            "rate": "none",
        },
    ),
    Case(
        "maya.csv",
        "Maya (Philippines), debit and credit",
        rows(
            "Date|Time|Transaction Type|Description|Reference ID|Debit|Credit|Running Balance",
            "2026-04-13|10:00 AM|Received money|ACME LTD via InstaPay|m1||5,600.00|5,700.00",
            "2026-04-14|11:00 PM|Bills payment|MERALCO|m2|1,500.00||4,200.00",
        ),
        paid={"PHP": "5600.00"},
        answers={
            **_BANK,
            "currency": "PHP",
            "zone": "Asia/Manila",
            "word:Received money": "paid",
            "word:Bills payment": "not income",
        },
        confirmed=False,
    ),
    Case(
        "gcash_debit.csv",
        "GCash: cash-in from the own bank, a refund, GSave interest, one equal payment twice",
        rows(
            "Date and Time|Description|Reference No.|Debit|Credit|Balance",
            "2026-04-13 10:00 AM|Transfer from 09171234567 ACME LTD to 09170000000|9001||500.00|500.00",
            "2026-04-13 10:00 AM|Transfer from 09171234567 ACME LTD to 09170000000|9002||500.00|1,000.00",
            "2026-04-14 11:00 AM|Cash-in from BPI|9003||2,000.00|3,000.00",
            "2026-04-15 11:00 AM|Refund from Shop|9004||99.00|3,099.00",
        ),
        paid={"PHP": "1000.00"},
        whole=True,
    ),
    Case(
        "mpesa_org.csv",
        "M-Pesa as a till's owner sees it: other party in its own column, a charge under the same receipt",
        rows(
            "Receipt No.|Completion Time|Initiation Time|Details|Transaction Status|Paid In|Withdrawn|Balance|Balance Confirmed|Reason Type|Other Party Info|Linked Transaction ID|A/C No.",
            "QB1|13-04-2026 10:00:00|13-04-2026 10:00:00|Pay merchant Charge|Completed||-25.00|4,975.00|true|Pay merchant Charge||QB0|",
            "QB0|13-04-2026 10:00:00|13-04-2026 10:00:00|Business Payment from 300600|Completed|5,000.00||5,000.00|true|Business Payment|300600 - ACME LTD||",
            "QB2|14-04-2026 10:00:00|14-04-2026 10:00:00|Business Payment from 300600|Failed|900.00||4,975.00|true|Business Payment|300600 - ACME LTD||",
        ),
        each=("2026-04-13 5000.00/25.00 KES",),
        answers={"currency": "KES"},
    ),
)
