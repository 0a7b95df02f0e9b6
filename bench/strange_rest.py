"""The last of the strangers: statements with words, orders and layouts that none of the others has."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text, xlsx
from bench.strange_letters import _camt, _mail, _ntry, _ofx, _stmt, _tx, _zip
from bench.strange_money import _BANK, _PP, _paypal
from bench.strange_statements import _PAYONEER, _WISE

_PAID = {**_BANK, "currency": "USD"}

REST = (
    Case(
        "statement.xlsx",
        "a workbook of a bank with lines above the table and serial days",
        xlsx(
            [
                ["Account", "1234"],
                ["", ""],
                ["Date", "Description", "Debit", "Credit"],
                [46125.0, "ACME LTD", "", 1200.5],
                [46126.0, "SHOP", 20.0, ""],
            ]
        ),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "currency": "EUR", "amount": "Credit"},
    ),
    Case(
        "two_accounts.zip",
        "two workbooks of PayPal's report, saved by a spreadsheet",
        _zip(
            a__xlsx=xlsx(
                [
                    _PP.split("|"),
                    [
                        "04/13/2026",
                        "10:00:00",
                        "PDT",
                        "Acme Ltd",
                        "General Payment",
                        "Completed",
                        "USD",
                        100.0,
                        -3.0,
                        97.0,
                        "a@x.io",
                        "b@x.io",
                        "Q1",
                        "",
                        97.0,
                    ],
                ]
            ),
            b__xlsx=xlsx(
                [
                    _PP.split("|"),
                    [
                        "04/14/2026",
                        "10:00:00",
                        "PDT",
                        "Acme Ltd",
                        "General Payment",
                        "Completed",
                        "USD",
                        50.0,
                        -2.0,
                        48.0,
                        "a@x.io",
                        "b@x.io",
                        "Q2",
                        "",
                        145.0,
                    ],
                ]
            ),
        ),
        each=("2026-04-13 100.00/3.00 USD", "2026-04-14 50.00/2.00 USD"),
    ),
    Case(
        "page.html",
        "a saved page: a menu, a summary and the payments",
        text("""
<!DOCTYPE html><html><head><title>Payouts</title></head><body><table><tr><td><table><tr><td>Home</td><td>Payouts</td></tr></table></td></tr></table>
<table><thead><tr><th>Date</th><th>Payer</th><th>Amount</th><th>Status</th></tr></thead><tbody>
<tr><td>Apr 13, 2026</td><td>Acme Ltd</td><td>$1,200.50</td><td>Paid</td></tr>
<tr><td>Apr 14, 2026</td><td>Acme Ltd</td><td>$300.00</td><td>Pending</td></tr></tbody>
<tfoot><tr><td>Total</td><td></td><td>$1,500.50</td><td></td></tr></tfoot></table></body></html>
"""),
        each=("2026-04-13 1200.50 USD",),
        answers={**_PAID, "word:": "paid"},
    ),
    Case(
        "caisse.csv",
        "a French bank: Débit below zero, Crédit with plus, opening lines, narrow spaces",
        text("""
Numéro de compte : 123;;;;
Solde au 30/04/2026;;;;1 280,50
Date;Libellé;Débit;Crédit;Détail
13/04/2026;VIR SEPA ACME LTD;;+1 200,50;x
14/04/2026;CB BOUTIQUE;-20,00;;y
"""),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "currency": "EUR", "amount": "Crédit"},
    ),
    Case(
        "ing_es.csv",
        "a Spanish bank: movements with the balance, dates and decimals of Spain",
        text("""
F. VALOR;CATEGORÍA;SUBCATEGORÍA;DESCRIPCIÓN;COMENTARIO;IMPORTE (€);SALDO (€)
13/04/2026;Nómina;Nómina;Transferencia de ACME LTD;;1.200,50;1.300,50
14/04/2026;Compras;Super;Pago en TIENDA;;-20,00;1.280,50
"""),
        each=("2026-04-13 1200.50 EUR",),
        answers={
            **_BANK,
            "word:Nómina": "paid",
            "word:Compras": "not income",
            "word:Super": "not income",
            "date": "F. VALOR",
        },
    ),
    Case(
        "pix_mei.csv",
        "a Brazilian account: entrada and saída as words, decimal comma in quotes",
        text("""
Data,Tipo,Valor,Nome,Status
13/04/2026,Entrada,"1.200,50",Acme Ltd,Concluído
14/04/2026,Saída,"20,00",Loja,Concluído
15/04/2026,Entrada,"300,00",Acme Ltd,Devolvido
"""),
        each=("2026-04-13 1200.50 BRL",),
        answers={
            **_BANK,
            "currency": "BRL",
            "word:Concluído": "paid",
            "word:Devolvido": "not income",
            "word:Entrada": "in",
            "word:Saída": "out",
        },
    ),
    Case(
        "upi.csv",
        "an Indian bank: CR and DR in a column, lakh, balance with Cr",
        text("""
S No.,Value Date,Transaction Date,Cheque Number,Transaction Remarks,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )
1,13/04/2026,13/04/2026,-,NEFT-ACME LTD,0.0,125000.0,125100.0
2,14/04/2026,14/04/2026,-,UPI/SHOP,20.0,0.0,125080.0
"""),
        each=("2026-04-13 125000.00 INR",),
        answers={**_BANK, "amount": "Deposit Amount (INR )"},
    ),
    Case(
        "opay.csv",
        "a Nigerian wallet: naira signs, credit with +",
        text("""
Trans. Time,Value Date,Description,Debit/Credit(₦),Balance(₦),Channel,Transaction Reference,Counterparty
2026 Apr 13 10:00:00,13 Apr 2026,Transfer from ACME LTD,"+15,000.00","20,000.00",E-Channel,r1,ACME LTD
2026 Apr 14 10:00:00,14 Apr 2026,Airtime,"-500.00","19,500.00",E-Channel,r2,MTN
"""),
        each=("2026-04-13 15000.00 NGN",),
        answers={**_BANK, "currency": "NGN", "amount": "Debit/Credit(₦)", "date": "Value Date"},
    ),
    Case(
        "tinkoff.csv",
        "a Russian bank: state, sum of the operation and of the account",
        text(
            "Дата операции;Дата платежа;Статус;Сумма операции;Валюта операции;Сумма платежа;Валюта платежа;Категория;Описание\n13.04.2026 10:00:00;13.04.2026;OK;1200,50;USD;108045,00;RUB;Пополнения;ACME LTD\n14.04.2026 10:00:00;14.04.2026;FAILED;300,00;USD;27000,00;RUB;Пополнения;ACME LTD\n",
            "cp1251",
        ),
        paid={"RUB": "108045.00"},
        answers={
            **_BANK,
            "amount": "Сумма платежа",
            "currency": "Валюта платежа",
            "date": "Дата платежа",
            "word:OK": "paid",
            "word:FAILED": "not income",
        },
        whole=True,
    ),
    Case(
        "wechat.csv",
        "income and expense as Chinese words, yuan signs",
        text("""
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号
2026-04-13 10:00:00,转账,Acme Ltd,work,收入,¥1200.50,零钱,已收钱,1
2026-04-14 10:00:00,商户消费,Shop,x,支出,¥20.00,零钱,支付成功,2
"""),
        each=("2026-04-13 1200.50 CNY",),
        answers={
            **_BANK,
            "currency": "CNY",
            "zone": "Asia/Shanghai",
            "word:收入": "in",
            "word:支出": "out",
            "word:转账": "paid",
            "word:商户消费": "not income",
            "word:已收钱": "paid",
            "word:支付成功": "not income",
        },
    ),
    Case(
        "jp_bank.csv",
        "a Japanese bank: deposits and withdrawals, yen without decimals",
        text(
            '日付,摘要,出金,入金,残高\n2026/04/13,振込 ACME LTD,,"120,050","130,050"\n2026/04/14,カード SHOP,"2,000",,"128,050"\n',
            "cp932",
        ),
        each=("2026-04-13 120050.00 JPY",),
        answers={**_BANK, "currency": "JPY", "amount": "入金", "decimal": "."},
    ),
    Case(
        "wise_new_id.csv",
        "Wise: the id column is called ID, a fee in a row of its own that was given back",
        rows(
            _WISE.replace("TransferWise ID", "ID"),
            "TRANSFER-4|15-04-2026|15-04-2026 10:00:00.1|4.14|USD|Wise Charges for: TRANSFER-4||1200.00||||||||||||0.00||CREDIT|FEE",
            "TRANSFER-4|14-04-2026|14-04-2026 10:00:00.1|-4.14|USD|Wise Charges for: TRANSFER-4||1195.86||||||||||||0.00||DEBIT|FEE",
            "TRANSFER-4|14-04-2026|14-04-2026 10:00:00.1|1200.00|USD|Received money from Acme Ltd with reference INV-9|INV-9|1200.00||||Acme Ltd||||||||0.00||CREDIT|DEPOSIT",
        ),
        each=("2026-04-14 1200.00 USD",),
    ),
    Case(
        "payoneer_euro.csv",
        "Payoneer saved by a spreadsheet of Europe: semicolons, decimal comma, days with dots",
        rows(
            _PAYONEER,
            "13.04.2026|10:00:00|UTC|W1|Payment from Acme Ltd|1.500,00||USD|||Completed|1.500,00|||Acme Ltd||",
            "14.04.2026|10:00:00|UTC|W2|Payment to Bob||50,00|USD|||Completed|1.450,00||||Bob|",
            sep=";",
        ),
        each=("2026-04-13 1500.00 USD",),
    ),
    Case(
        "paypal_note.csv",
        "PayPal: several lines in a note, a comma in a name, two payments of one moment",
        _paypal(
            _PP + "|Note",
            '04/13/2026|10:00:00|PDT|Acme, Ltd|General Payment|Completed|USD|100.00|-3.00|97.00|a@x.io|b@x.io|X1||97.00|line one\nline "two"',
            "04/13/2026|10:00:00|PDT|Acme, Ltd|General Payment|Completed|USD|100.00|-3.00|97.00|a@x.io|b@x.io|X2||194.00|",
        ),
        each=("2026-04-13 100.00/3.00 USD", "2026-04-13 100.00/3.00 USD"),
    ),
    Case(
        "return.xml",
        "CAMT.053 v2: money that the worker had sent came back, a batch without the sums of its payers",
        _camt(
            "02",
            _stmt(
                "DE89370400440532013000",
                "EUR",
                _ntry(
                    "40.00",
                    "EUR",
                    "CRDT",
                    "2026-04-13",
                    "r1",
                    "<NtryDtls>" + _tx("Shop", "", "e1", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>") + "</NtryDtls>",
                ),
                _ntry(
                    "150.00",
                    "EUR",
                    "CRDT",
                    "2026-04-14",
                    "r2",
                    "<NtryDtls>" + _tx("Acme Ltd", "", "e2") + _tx("Mother", "", "e3") + "</NtryDtls>",
                ),
                _ntry(
                    "70.00", "EUR", "CRDT", "2026-04-15", "r3", "<NtryDtls>" + _tx("Acme Ltd", "", "e4") + "</NtryDtls>"
                ),
            ),
        ),
        each=("2026-04-15 70.00 EUR",),
        rejects=1,
        whole=True,
    ),
    Case(
        "transfer.ofx",
        "OFX: a transfer from savings, a fee given back, a payment corrected",
        _ofx(
            "<STMTTRN><TRNTYPE>XFER<DTPOSTED>20260413<TRNAMT>400.00<FITID>1<NAME>FROM SAVINGS</STMTTRN>",
            "<STMTTRN><TRNTYPE>FEE<DTPOSTED>20260414<TRNAMT>5.00<FITID>2<NAME>FEE REFUND</STMTTRN>",
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260415<TRNAMT>70.00<FITID>3<NAME>ACME LTD</STMTTRN>",
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260416<TRNAMT>71.00<FITID>4<CORRECTFITID>3<CORRECTACTION>REPLACE<NAME>ACME LTD</STMTTRN>",
        ),
        each=("2026-04-15 70.00 USD",),
        rejects=1,
        whole=True,
    ),
    Case(
        "paypal_it.eml",
        "PayPal in Italian, forwarded in Italian, with the number of the transaction",
        text(
            _mail(
                '"Jo" <jo@example.com>',
                "I: Hai ricevuto un pagamento",
                "---------- Messaggio inoltrato ----------\nDa: service@paypal.it <service@paypal.it>\nData: lun 13 apr 2026 alle ore 11:00\nOggetto: Hai ricevuto un pagamento\n\nCiao Jo Doe,\n\nHai ricevuto un pagamento di 1.045,00 € EUR da Acme Ltd\n\nCodice transazione\n1AB23456CD789012E\n\nData della transazione\n13 aprile 2026\n",
            )
        ),
        each=("2026-04-13 1045.00 EUR",),
    ),
    Case(
        "paypal_nl.eml",
        "PayPal in Dutch, whose words are not known",
        text(
            _mail(
                '"service@paypal.nl" <service@paypal.nl>',
                "Je hebt een betaling ontvangen",
                "Hallo Jo,\n\nJe hebt een betaling van € 45,00 EUR ontvangen van Acme Ltd\n\nTransactiecode\n1AB23456CD789012E\n",
            )
        ),
        None,
    ),
    Case(
        "paypal_fr_hold.eml",
        "PayPal in French: the payment waits",
        text(
            _mail(
                '"service@paypal.fr" <service@paypal.fr>',
                "Paiement en attente",
                "Bonjour Jo,\n\nAcme Ltd vous a envoyé 45,00 € EUR\n\nLe paiement est en attente.\n\nNuméro de transaction\n1AB23456CD789012E\n",
            )
        ),
        None,
    ),
    Case(
        "deel_csv_de.csv",
        "a list of invoices with tax, net of it, gross and what was paid out",
        text("""
Rechnungsdatum;Auszahlungsdatum;Kunde;Netto;USt;Brutto;Auszahlung;Währung;Status
01.04.2026;13.04.2026;Acme Ltd;1.000,00;190,00;1.190,00;1.190,00;EUR;Bezahlt
15.04.2026;;Acme Ltd;500,00;95,00;595,00;0,00;EUR;Offen
"""),
        each=("2026-04-13 1190.00 EUR",),
        answers={
            **_BANK,
            "amount": "Auszahlung",
            "date": "Auszahlungsdatum",
            "column:date": "Auszahlungsdatum",
            "word:Bezahlt": "paid",
            "word:Offen": "not yet",
        },
        whole=True,
    ),
)
