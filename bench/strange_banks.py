"""Tables and files of banks in layouts that nobody tried before, and what each of their payments is."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text
from bench.strange_money import _BANK

_N26 = "Booking Date|Value Date|Partner Name|Partner Iban|Type|Payment Reference|Account Name|Amount (EUR)|Original Amount|Original Currency|Exchange Rate"

TABLES = (
    Case(
        "n26_new.csv",
        "N26, layout of 2024: credit transfer, card payment, money from a space",
        rows(
            _N26,
            "2026-04-13|2026-04-14|Acme Ltd|DE1|Credit Transfer|April|Hauptkonto|1200.5|||",
            "2026-04-14|2026-04-14|Shop||Presentment||Hauptkonto|-20|-22|USD|0.909",
            "2026-04-15|2026-04-15|From Main Account to Taxes||Debit Transfer||Hauptkonto|-200|||",
            "2026-04-16|2026-04-16|From Taxes to Main Account||Credit Transfer||Hauptkonto|100|||",
            quote=True,
        ),
        each=("2026-04-13 1200.50 EUR",),
        answers={
            **_BANK,
            "date": "Booking Date",
            "amount": "Amount (EUR)",
            "word:Credit Transfer": "paid",
            "word:Presentment": "not income",
            "word:Debit Transfer": "not income",
        },
    ),
    Case(
        "bunq.csv",
        "bunq, decimal comma",
        rows(
            "Date|Interest Date|Amount|Account|Counterparty|Name|Description",
            "2026-04-13|2026-04-13|1.200,50|NL1|NL2|Acme Ltd|work",
            "2026-04-14|2026-04-14|-20,00|NL1|NL3|Shop|x",
            sep=";",
            quote=True,
        ),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "currency": "EUR", "date": "Date"},
    ),
    Case(
        "starling.csv",
        "Starling (UK), days below 13",
        rows(
            "Date|Counter Party|Reference|Type|Amount (GBP)|Balance (GBP)|Spending Category|Notes",
            "03/04/2026|Acme Ltd|APRIL|FASTER PAYMENT|450.00|550.00|INCOME|",
            "04/04/2026|Cafe|X|CONTACTLESS|-3.21|546.79|EATING_OUT|",
        ),
        each=("2026-04-03 450.00 GBP",),
        answers={
            **_BANK,
            "dates": "dmy",
            "amount": "Amount (GBP)",
            "word:FASTER PAYMENT": "paid",
            "word:CONTACTLESS": "not income",
        },
        asks=("dates",),
    ),
    Case(
        "monzo_pot.csv",
        "Monzo: a pot, a payment that was declined, money in only",
        rows(
            "Transaction ID|Date|Time|Type|Name|Emoji|Category|Amount|Currency|Local amount|Local currency|Notes and #tags|Address|Receipt|Description|Category split",
            "tx_1|13/04/2026|09:12:00|Faster payment|Acme Ltd||Income|450.00|GBP|450.00|GBP|||||",
            "tx_2|14/04/2026|12:00:00|Pot transfer|Tax pot||Transfers|-90.00|GBP|-90.00|GBP|||||",
            "tx_3|15/04/2026|12:00:00|Pot transfer|Tax pot||Transfers|40.00|GBP|40.00|GBP|||||",
        ),
        each=("2026-04-13 450.00 GBP",),
        answers={
            **_BANK,
            "zone": "Europe/London",
            "amount": "Amount",
            "currency": "Currency",
            "word:Faster payment": "paid",
            "word:Pot transfer": "not income",
        },
        whole=True,
    ),
    Case(
        "chase_card.csv",
        "Chase, credit card: payments of the bill come in",
        rows(
            "Transaction Date|Post Date|Description|Category|Type|Amount|Memo",
            "04/13/2026|04/14/2026|GROCERY|Groceries|Sale|-20.00|",
            "04/15/2026|04/15/2026|Payment Thank You - Web||Payment|500.00|",
            "04/16/2026|04/16/2026|SHOP|Shopping|Return|12.00|",
        ),
        paid={},
        answers={
            **_BANK,
            "currency": "USD",
            "date": "Post Date",
            "word:Sale": "not income",
            "word:Payment": "not income",
            "word:Return": "not income",
        },
        whole=True,
    ),
    Case(
        "capital_one.csv",
        "Capital One (US), sums without signs and a word for the direction",
        rows(
            "Account Number|Transaction Description|Transaction Date|Transaction Type|Transaction Amount|Balance",
            "1234|Deposit from ACME LTD PAYROLL|04/13/26|Credit|1200.50|1300.50",
            "1234|Withdrawal from SHOP|04/12/26|Debit|20.00|100.00",
        ),
        each=("2026-04-13 1200.50 USD",),
        answers={**_BANK, "currency": "USD", "dates": "mdy", "amount": "Transaction Amount"},
    ),
    Case(
        "amex_signs.csv",
        "American Express: charges are positive, what is paid is below zero",
        rows(
            "Date|Description|Card Member|Account #|Amount|Extended Details|Appears On Your Statement As|Address|City/State|Zip Code|Country|Reference|Category",
            "04/13/2026|ADOBE|ANN LEE|-12345|22.99||ADOBE||||UNITED STATES|'320'|Software",
            "04/14/2026|ONLINE PAYMENT - THANK YOU|ANN LEE|-12345|-300.00||ONLINE PAYMENT||||UNITED STATES|'321'|",
        ),
        paid={},
        answers={"kind": "expense", "currency": "USD", "amount": "Amount", "spent": "refund"},
    ),
    Case(
        "inter.csv",
        "Inter (Brazil), lines above, type and description apart",
        text("""
 Extrato Conta Corrente
Conta ;12345678
Período ;01/04/2026 a 30/04/2026
Saldo ;1.280,50

Data Lançamento;Histórico;Descrição;Valor;Saldo
14/04/2026;Pix enviado;Loja;-20,00;1.280,50
13/04/2026;Pix recebido;Acme Ltd;1.200,50;1.300,50
"""),
        each=("2026-04-13 1200.50 BRL",),
        answers={**_BANK, "currency": "BRL", "word:Pix recebido": "paid", "word:Pix enviado": "not income"},
    ),
    Case(
        "itau_head.csv",
        "Itaú with a header: rows of balances between, the sums in another column",
        text("""
data;lançamento;ag./origem;valor (R$);saldos (R$)
01/04/2026;SALDO ANTERIOR;;;100,00
13/04/2026;PIX TRANSF  ACME LTD13/04;;1.200,50;
13/04/2026;SALDO TOTAL DISPONÍVEL DIA;;;1.300,50
14/04/2026;INT PAG TIT 109;;-20,00;
14/04/2026;SALDO TOTAL DISPONÍVEL DIA;;;1.280,50
"""),
        each=("2026-04-13 1200.50 BRL",),
        answers={**_BANK, "currency": "BRL", "amount": "valor (R$)"},
        whole=True,
    ),
    Case(
        "banco_do_brasil.csv",
        "Banco do Brasil: opening and closing balances are rows with a sum",
        text(
            '"Data","Dependencia Origem","Histórico","Data do Balancete","Número do documento","Valor",\n"31/03/2026","","Saldo Anterior","","0","100.00",\n"13/04/2026","","Pix - Recebido ACME LTD","","130937","1200.50",\n"14/04/2026","0000-00","Compra com Cartão","","140937","-20.00",\n"30/04/2026","","S A L D O","","0","1280.50",\n',
            "cp1252",
        ),
        each=("2026-04-13 1200.50 BRL",),
        answers={**_BANK, "currency": "BRL", "date": "Data"},
        whole=True,
    ),
    Case(
        "nubank_card.csv",
        "Nubank, credit card: purchases are positive, the payment of the bill is below zero",
        rows(
            "date|title|amount",
            "2026-04-13|Loja|120.50",
            "2026-04-14|Pagamento recebido|-500.00",
        ),
        paid={},
        answers={"kind": "expense", "currency": "BRL", "spent": "refund"},
    ),
    Case(
        "bradesco.csv",
        "Bradesco: credit and debit columns, an opening balance, a row of totals",
        text("""
Extrato de: Ag: 1 | Conta: 2
Data;Histórico;Docto.;Crédito (R$);Débito (R$);Saldo (R$);
01/04/2026;SALDO ANTERIOR;;;;100,00;
13/04/2026;TRANSFERENCIA PIX REM: ACME LTD;123;1.200,50;;1.300,50;
14/04/2026;COMPRA LOJA;124;;-20,00;1.280,50;
Total;;;1.200,50;-20,00;1.280,50;
"""),
        each=("2026-04-13 1200.50 BRL",),
        answers={**_BANK, "currency": "BRL", "amount": "Crédito (R$)"},
        whole=True,
    ),
    Case(
        "two_headers.csv",
        "two lines of column names, the group above",
        text("""
Transaction,,,Amount,,
Date,Details,Ref,Money Out,Money In,Balance
13/04/2026,ACME LTD,A1,,"1,200.50","1,300.50"
14/04/2026,SHOP,A2,20.00,,"1,280.50"
"""),
        each=("2026-04-13 1200.50 GBP",),
        answers={**_BANK, "currency": "GBP", "amount": "Money In"},
    ),
    Case(
        "crdr_suffix_space.csv",
        "sums with Cr and Dr behind, balance too, days with the month in letters",
        text("""
Tran Date,Particulars,Amount(INR),Balance(INR)
13-Apr-2026,NEFT-ACME LTD,"1,25,000.00 Cr","1,25,100.00 Cr"
14-Apr-2026,UPI-SHOP,20.00 Dr,"1,25,080.00 Cr"
15-Apr-2026,REV-NEFT-ACME LTD,"25,000.00 Dr","1,00,080.00 Cr"
"""),
        paid={"INR": "100000.00"},
        answers={**_BANK, "below_zero": "returned", "currency": "INR", "amount": "Amount(INR)"},
    ),
    Case(
        "signs_column.csv",
        "plus and minus in a column of their own",
        text("""
Date;Text;Sign;Amount;Currency
13.04.2026;Acme Ltd;+;1200,50;EUR
14.04.2026;Shop;-;20,00;EUR
"""),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "word:+": "in", "word:-": "out"},
    ),
    Case(
        "abn_flag.csv",
        "a Dutch bank: debit/credit flag D and C, days as one number",
        text("""
Boekdatum;Omschrijving;D/C;Bedrag;Munt
20260413;ACME LTD;C;1200,50;EUR
20260414;WINKEL;D;20,00;EUR
"""),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "word:C": "in", "word:D": "out"},
    ),
    Case(
        "running_total.csv",
        "a running total beside the sums, oldest first",
        text("""
Date,Payer,Paid (USD),Total to date (USD)
2026-04-13,Acme Ltd,500.00,500.00
2026-04-20,Acme Ltd,250.00,750.00
2026-04-27,Acme Ltd,300.00,1050.00
"""),
        paid={"USD": "1050.00"},
        answers={**_BANK, "amount": "Paid (USD)"},
        whole=True,
    ),
    Case(
        "equal_rows.csv",
        "three equal payments of one day, without ids",
        text("""
Date,Payer,Amount,Currency
2026-04-13,Acme Ltd,50.00,USD
2026-04-13,Acme Ltd,50.00,USD
2026-04-13,Acme Ltd,50.00,USD
2026-04-14,Acme Ltd,20.00,USD
"""),
        paid={"USD": "170.00"},
        answers=_BANK,
    ),
    Case(
        "preamble_currency.csv",
        "the currency stands above the table, sums in lakh",
        text("""
Account Number,XX1234
Currency,INR
Statement Period,01/04/2026 - 30/04/2026

Date,Description,Withdrawal,Deposit,Balance
13/04/2026,NEFT ACME LTD,,"1,25,000.00","1,25,100.00"
14/04/2026,ATM,500.00,,"1,24,600.00"
"""),
        each=("2026-04-13 125000.00 INR",),
        answers={**_BANK, "currency": "INR", "amount": "Deposit"},
    ),
    Case(
        "decimal_mixed.csv",
        "sums of which no one settles the decimal sign",
        text("""
Date;Payer;Amount;Currency
2026-04-13;Acme Ltd;1.200;EUR
2026-04-14;Acme Ltd;2.500;EUR
"""),
        paid={"EUR": "3700.00"},
        answers={**_BANK, "decimal": ","},
        whole=True,
    ),
    Case(
        "kwd_comma.csv",
        "dinars with three decimals behind a comma, nothing that settles it",
        text("""
Date;Payer;Amount;Currency
2026-04-13;Acme Ltd;1,200;KWD
2026-04-14;Acme Ltd;2,500;KWD
"""),
        paid={"KWD": "3.700"},
        answers={**_BANK, "decimal": ","},
        asks=("decimal",),
        whole=True,
    ),
    Case(
        "gross_tax_net.csv",
        "gross, withholding tax, net, paid net",
        text("""
Payment date,Client,Gross,Withholding tax,Net paid,Currency
2026-04-13,Acme Ltd,1000.00,100.00,900.00,USD
2026-04-20,Acme Ltd,500.00,50.00,450.00,USD
"""),
        paid={"USD": "1350.00"},
        answers={**_BANK, "amount": "Net paid"},
        whole=True,
    ),
    Case(
        "fee_negative.csv",
        "a fee below zero, gross and net that agree",
        text("""
Date,Payer,Amount,Fee,Net,Currency,Status
2026-04-13,Acme Ltd,1000.00,-30.00,970.00,USD,Paid
2026-04-20,Acme Ltd,500.00,-15.00,485.00,USD,Paid
2026-04-21,Acme Ltd,500.00,-15.00,485.00,USD,Failed
"""),
        paid={"USD": "1455.00"},
        answers={**_BANK, "amount": "Net", "fee_is": "taken off"},
        whole=True,
    ),
    Case(
        "fee_no_net.csv",
        "a fee beside the sum, nothing that says whether it is off already",
        text("""
Date,Payer,Amount,Fee,Currency
2026-04-13,Acme Ltd,1000.00,30.00,USD
2026-04-20,Acme Ltd,500.00,15.00,USD
"""),
        each=("2026-04-13 1000.00/30.00 USD", "2026-04-20 500.00/15.00 USD"),
        answers={**_BANK, "fee_is": "on top"},
        asks=("fee_is:Fee",),
        whole=True,
    ),
    Case(
        "state_words_odd.csv",
        "states: On hold, In review, Paid out, Returned",
        text("""
Date,Payer,Amount,Currency,State
2026-04-13,Acme Ltd,100.00,USD,Paid out
2026-04-14,Acme Ltd,200.00,USD,On hold
2026-04-15,Acme Ltd,300.00,USD,In review
2026-04-16,Acme Ltd,400.00,USD,Returned
"""),
        each=("2026-04-13 100.00 USD",),
        answers={
            **_BANK,
            "word:Paid out": "paid",
            "word:On hold": "not yet",
            "word:In review": "not yet",
            "word:Returned": "not income",
        },
        asks=("state:State",),
        whole=True,
    ),
    Case(
        "totals_year.csv",
        "a total under each month, with the day of its end and the name of the payer",
        text("""
Date,Payer,Description,Amount,Currency
2026-04-13,Acme Ltd,work,100.00,USD
2026-04-20,Acme Ltd,work,50.00,USD
2026-04-30,Acme Ltd,Total April,150.00,USD
2026-05-13,Acme Ltd,work,70.00,USD
2026-05-31,Acme Ltd,Total May,70.00,USD
"""),
        paid={"USD": "220.00"},
        answers=_BANK,
        whole=True,
    ),
    Case(
        "closing_balance.csv",
        "opening and closing balance as rows with a day and a sum",
        text("""
Date,Description,Amount
01/04/2026,Opening balance,100.00
13/04/2026,Acme Ltd,500.00
14/04/2026,Rent,-300.00
30/04/2026,Closing balance,300.00
"""),
        each=("2026-04-13 500.00 EUR",),
        answers={**_BANK, "currency": "EUR"},
        whole=True,
    ),
    Case(
        "phone_paste.txt",
        "pasted from a telephone: columns by several spaces",
        text("""
Date          Description          Amount
13 Apr 2026   Acme Ltd payment     +1,200.50
14 Apr 2026   Shop                 -20.00
"""),
        None,
    ),
    Case(
        "copied_table.txt",
        "copied from a page: tabs, a sum with its code behind it",
        text(
            "Date\tPayer\tAmount\tStatus\n13 Apr 2026\tAcme Ltd\t1,200.50 USD\tCompleted\n14 Apr 2026\tAcme Ltd\t300.00 USD\tPending\n"
        ),
        each=("2026-04-13 1200.50 USD",),
        answers={**_BANK},
    ),
    Case(
        "statement.html",
        "a table copied as HTML",
        text("""
<html><body><table><tr><th>Date</th><th>Payer</th><th>Amount</th><th>Currency</th></tr>
<tr><td>2026-04-13</td><td>Acme Ltd</td><td>1,200.50</td><td>USD</td></tr>
<tr><td>2026-04-14</td><td>Acme Ltd</td><td>50.00</td><td>USD</td></tr></table></body></html>
"""),
        paid={"USD": "1250.50"},
        answers=_BANK,
    ),
    Case(
        "bank_statement.xls",
        "HTML that calls itself a workbook, as many banks write it",
        text("""
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>
<table border="1"><tr><td colspan="4">Account 1234</td></tr><tr><td>Date</td><td>Details</td><td>Debit</td><td>Credit</td></tr>
<tr><td>13/04/2026</td><td>ACME LTD</td><td></td><td>1,200.50</td></tr>
<tr><td>14/04/2026</td><td>SHOP</td><td>20.00</td><td></td></tr></table></body></html>
"""),
        each=("2026-04-13 1200.50 USD",),
        answers={**_BANK, "currency": "USD", "amount": "Credit"},
    ),
    Case(
        "utf16.csv",
        "UTF-16 with tabs, as Excel saves Unicode text",
        text(
            "Date\tPayer\tAmount\tCurrency\n13/04/2026\tAcme Ltd\t1,200.50\tUSD\n14/04/2026\tAcme Ltd\t50.00\tUSD\n",
            "utf-16",
        ),
        paid={"USD": "1250.50"},
        answers=_BANK,
    ),
    Case(
        "utf16_paypal.csv",
        "PayPal, UTF-16",
        text(
            '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID"\n"04/13/2026","10:00:00","PDT","Acme Ltd","General Payment","Completed","USD","100.00","-3.00","97.00","P1"\n',
            "utf-16-le",
        ).replace(b'"\x00D', b'\xff\xfe"\x00D', 1),
        each=("2026-04-13 100.00/3.00 USD",),
    ),
    Case(
        "hledger_print.csv",
        "hledger, print as CSV: each payment is two postings",
        rows(
            "txnidx|date|date2|status|code|description|comment|account|amount|commodity|credit|debit|posting-status|posting-comment",
            "1|2026-04-13||*||Acme Ltd||assets:bank|500|USD||500||",
            "1|2026-04-13||*||Acme Ltd||income:work|-500|USD|500|||",
            "2|2026-04-14||*||Shop||expenses:food|20|USD||20||",
            "2|2026-04-14||*||Shop||assets:bank|-20|USD|20|||",
            quote=True,
        ),
        paid={"USD": "500.00"},
        answers={
            **_BANK,
            "amount": "amount",
            "currency": "USD",
            "word:*": "paid",
            "word:assets:bank": "paid",
            "word:income:work": "not income",
            "word:expenses:food": "not income",
        },
    ),
    Case(
        "hledger_register.csv",
        "hledger, register of one account as CSV, with a running total",
        rows(
            "txnidx|date|code|description|account|amount|total",
            "1|2026-04-13||Acme Ltd|assets:bank|USD 500.00|USD 500.00",
            "2|2026-04-14||Shop|assets:bank|USD -20.00|USD 480.00",
            quote=True,
        ),
        each=("2026-04-13 500.00 USD",),
        answers={**_BANK, "amount": "amount"},
    ),
    Case(
        "books.journal",
        "a journal of hledger",
        text("""
2026-04-13 * Acme Ltd
    assets:bank          500.00 USD
    income:work

2026-04-14 * Shop
    expenses:food         20.00 USD
    assets:bank
"""),
        None,
    ),
    Case(
        "books.beancount",
        "a ledger of Beancount",
        text("""
option "operating_currency" "USD"
2026-01-01 open Assets:Bank USD

2026-04-13 * "Acme Ltd" "work"
  Assets:Bank      500.00 USD
  Income:Work     -500.00 USD
"""),
        None,
    ),
    Case(
        "statement.bai",
        "BAI2, cash management of a bank",
        text("""
01,122099999,123456789,260413,0200,1,65,,2/
02,031001234,122099999,1,260413,2359,USD,2/
03,0123456789,USD,010,500000,,,190,70000000,4,0/
16,165,120050,1,DD1620,ACME LTD/
49,70620050,3/
98,70620050,1,5/
99,70620050,1,7/
"""),
        None,
    ),
    Case(
        "card_and_account.csv",
        "two accounts in one table, money moved between them",
        text("""
Account,Date,Description,Amount,Currency
Checking,2026-04-13,Acme Ltd,1000.00,USD
Checking,2026-04-14,Transfer to Savings,-400.00,USD
Savings,2026-04-14,Transfer from Checking,400.00,USD
"""),
        each=("2026-04-13 1000.00 USD",),
        answers=_BANK,
    ),
    Case(
        "day_first_header.csv",
        "the header says DD/MM/YYYY, all days below 13",
        text("""
Date (DD/MM/YYYY),Payer,Amount (GBP)
03/04/2026,Acme Ltd,500.00
05/04/2026,Acme Ltd,20.00
"""),
        each=("2026-04-03 500.00 GBP", "2026-04-05 20.00 GBP"),
        answers={**_BANK, "dates": "dmy"},
        whole=True,
    ),
    Case(
        "two_amounts_local.csv",
        "sum in dollars and what arrived in pesos",
        text("""
Date,Payer,Amount USD,Amount PHP,Rate
2026-04-13,Acme Ltd,100.00,5600.00,56.00
2026-04-20,Acme Ltd,50.00,2800.00,56.00
"""),
        paid={"PHP": "8400.00"},
        answers={**_BANK, "amount": "Amount PHP", "currency": "PHP", "rate": "none"},
        whole=True,
    ),
    Case(
        "cents.csv",
        "sums in cents",
        text("""
id,created,amount,currency,payer
p1,2026-04-13T10:00:00Z,120050,usd,Acme Ltd
p2,2026-04-20T10:00:00Z,5000,usd,Acme Ltd
"""),
        paid={"USD": "1250.50"},
        answers={**_BANK, "hundredths": "cents"},
        whole=True,
    ),
    Case(
        "amount_words.csv",
        "sums with a sign of another currency in one row",
        text("""
Date,Payer,Amount
2026-04-13,Acme Ltd,€100.00
2026-04-14,Acme Ltd,£50.00
2026-04-15,Acme Ltd,€20.00
"""),
        paid={"EUR": "120.00", "GBP": "50.00"},
        answers={**_BANK, "currency": "GBP"},
        whole=True,
    ),
    Case(
        "refunds_positive.csv",
        "refunds as positive rows, told apart by a word",
        text("""
Date,Payer,Type,Amount,Currency
2026-04-13,Acme Ltd,Payment,100.00,USD
2026-04-14,Acme Ltd,Refund,30.00,USD
2026-04-15,Acme Ltd,Payment,50.00,USD
"""),
        paid={"USD": "150.00"},
        answers={**_BANK, "word:Payment": "paid", "word:Refund": "not income"},
        asks=("state:Type",),
        whole=True,
    ),
)
