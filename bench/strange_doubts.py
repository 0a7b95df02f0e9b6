"""Tables of payments in which one thing is easily taken for another: fees, flags, years, currencies, totals."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, rows, text
from bench.strange_money import _BANK, _PP, _paypal
from bench.strange_statements import _PAYONEER, _WISE

_PAID = {**_BANK, "currency": "USD"}

DOUBTS = (
    Case(
        "year_first_short.csv",
        "days as 26-04-03, the year first in two digits",
        text("Date,Payer,Amount (USD)\n26-04-03,Acme Ltd,500.00\n26-04-20,Acme Ltd,20.00\n26-05-13,Acme Ltd,30.00\n"),
        each=("2026-04-03 500.00 USD", "2026-04-20 20.00 USD", "2026-05-13 30.00 USD"),
        answers={**_BANK, "dates": "ymd"},
        whole=True,
    ),
    Case(
        "two_fees.csv",
        "gross, two fees, net",
        text("""
Date,Payer,Gross,Platform fee,Processing fee,Net,Currency
2026-04-13,Acme Ltd,1000.00,100.00,30.00,870.00,USD
2026-04-20,Acme Ltd,500.00,50.00,15.00,435.00,USD
"""),
        paid={"USD": "1305.00"},
        answers={**_BANK, "amount": "Gross", "fee_is": "on top"},
        whole=True,
    ),
    Case(
        "two_fees_no_net.csv",
        "a sum and two fees, no net",
        text("""
Date,Payer,Amount,Platform fee,Transfer fee,Currency
2026-04-13,Acme Ltd,1000.00,100.00,30.00,USD
2026-04-20,Acme Ltd,500.00,50.00,15.00,USD
"""),
        paid={"USD": "1305.00"},
        answers={**_BANK, "amount": "Amount", "fee_is": "on top"},
        whole=True,
    ),
    Case(
        "flag_settled.csv",
        "a column that is yes or no: settled",
        text("""
Date,Payer,Amount,Currency,Settled
2026-04-13,Acme Ltd,100.00,USD,Yes
2026-04-14,Acme Ltd,200.00,USD,No
"""),
        each=("2026-04-13 100.00 USD",),
        answers={**_BANK, "word:Yes": "paid", "word:No": "not yet"},
        asks=("state:Settled",),
        whole=True,
    ),
    Case(
        "flag_pending.csv",
        "a column that is true or false: pending",
        text("""
Date,Payer,Amount,Currency,Is Pending
2026-04-13,Acme Ltd,100.00,USD,FALSE
2026-04-14,Acme Ltd,200.00,USD,TRUE
"""),
        each=("2026-04-13 100.00 USD",),
        answers={**_BANK, "word:FALSE": "paid", "word:TRUE": "not yet"},
        asks=("state:Is Pending",),
        whole=True,
    ),
    Case(
        "flag_reversed.csv",
        "a column that is filled where a payment was reversed",
        text("""
Date,Payer,Amount,Currency,Reversed
2026-04-13,Acme Ltd,100.00,USD,
2026-04-14,Acme Ltd,200.00,USD,Y
"""),
        each=("2026-04-13 100.00 USD",),
        answers={**_BANK, "word:": "paid", "word:Y": "not income"},
        asks=("state:Reversed",),
        whole=True,
    ),
    Case(
        "result_words.csv",
        "a column Result: OK and KO",
        text("""
Date,Payer,Amount,Currency,Result
2026-04-13,Acme Ltd,100.00,USD,OK
2026-04-14,Acme Ltd,200.00,USD,KO
"""),
        each=("2026-04-13 100.00 USD",),
        answers={**_BANK, "word:OK": "paid", "word:KO": "not income"},
        asks=("state:Result",),
        whole=True,
    ),
    Case(
        "refunded_column.csv",
        "a sum, and beside it what of it was refunded",
        text("""
Date,Customer,Amount,Amount refunded,Currency
2026-04-13,Acme Ltd,100.00,0.00,USD
2026-04-14,Acme Ltd,50.00,20.00,USD
"""),
        paid={"USD": "130.00"},
        answers={**_BANK, "amount": "Amount", "fee_is": "on top"},
        whole=True,
    ),
    Case(
        "event_words.csv",
        "a column of events, one of which is a refund above zero",
        text("""
Date,Payer,Event,Amount,Currency
2026-04-13,Acme Ltd,Payment,100.00,USD
2026-04-14,Acme Ltd,Bonus,20.00,USD
2026-04-15,Acme Ltd,Tip,5.00,USD
2026-04-16,Acme Ltd,Refund,30.00,USD
"""),
        paid={"USD": "125.00"},
        answers={
            **_BANK,
            "word:Payment": "paid",
            "word:Bonus": "paid",
            "word:Tip": "paid",
            "word:Refund": "not income",
        },
        asks=("state:Event",),
        whole=True,
    ),
    Case(
        "kraken_euros.csv",
        "Kraken: dollars of a coin and euros came in",
        rows(
            "txid|refid|time|type|subtype|aclass|asset|amount|fee|balance",
            "L1|R1|2026-04-13 10:00:00|deposit||currency|USDC|500.00000000|0.00000000|500.00000000",
            "L2|R2|2026-04-14 10:00:00|deposit||currency|ZEUR|90.0000|0.0000|90.0000",
            "L3|R3|2026-04-15 10:00:00|withdrawal||currency|USDC|-400.00000000|1.00000000|99.00000000",
            quote=True,
        ),
        each=("2026-04-13 500.00 USD", "2026-04-14 90.00 EUR"),
        answers={**_PAID, "zone": "UTC", "fee_is": "on top", "word:deposit": "paid", "word:withdrawal": "not income"},
        whole=True,
    ),
    Case(
        "coins_and_codes.csv",
        "a wallet with a column of coins, one of which is a currency",
        text("""
Date,Type,Coin,Amount,From
2026-04-13,Received,USDT,100.00,Acme Ltd
2026-04-14,Received,EUR,50.00,Acme Ltd
2026-04-15,Received,BTC,0.01,Acme Ltd
"""),
        each=("2026-04-13 100.00 USD", "2026-04-14 50.00 EUR"),
        rejects=1,
        answers={**_BANK, "word:Received": "paid"},
        whole=True,
    ),
    Case(
        "amount_currency_twice.csv",
        "amount and currency, and again amount and currency",
        text("""
Date,Payer,Amount,Currency,Amount,Currency
2026-04-13,Acme Ltd,100.00,USD,92.00,EUR
2026-04-14,Acme Ltd,50.00,GBP,58.00,EUR
"""),
        paid={"EUR": "150.00"},
        answers={**_BANK, "amount": "Amount (column 5)", "currency": "Currency (column 6)"},
        whole=True,
    ),
    Case(
        "totals_by_currency.csv",
        "a total for each currency under the rows",
        text("""
Date,Payer,Amount,Currency
2026-04-13,Acme Ltd,100.00,USD
2026-04-14,Acme Ltd,50.00,EUR
2026-04-15,Acme Ltd,30.00,USD
2026-04-30,Total USD,130.00,USD
2026-04-30,Total EUR,50.00,EUR
"""),
        paid={"USD": "130.00", "EUR": "50.00"},
        answers=_BANK,
        whole=True,
    ),
    Case(
        "average_and_sum.csv",
        "a sum and an average under the rows, without a day",
        text("""
Date,Payer,Amount (USD)
2026-04-13,Acme Ltd,100.00
2026-04-14,Acme Ltd,50.00
,Sum,150.00
,Average,75.00
"""),
        paid={"USD": "150.00"},
        rejects=1,
        answers=_BANK,
        whole=True,
    ),
    Case(
        "month_rows.csv",
        "a row with the month's name above its payments",
        text("""
Date,Payer,Amount (USD)
April 2026,,
2026-04-13,Acme Ltd,100.00
2026-04-14,Acme Ltd,50.00
May 2026,,
2026-05-13,Acme Ltd,70.00
"""),
        paid={"USD": "220.00"},
        answers=_BANK,
        whole=True,
    ),
    Case(
        "fee_rows.csv",
        "the fee of a payment is a row of its own, below zero",
        text("""
Date,Description,Amount,Currency
2026-04-13,Payment from Acme Ltd,1000.00,USD
2026-04-13,Service fee,-100.00,USD
2026-04-20,Withdrawal to bank,-800.00,USD
"""),
        each=("2026-04-13 1000.00 USD",),
        answers=_BANK,
    ),
    Case(
        "signs_in_header.csv",
        "sums with R$ and a header that names reais",
        text("""
Data;Pagador;Valor (R$)
13/04/2026;Acme Ltd;R$ 1.200,50
14/04/2026;Acme Ltd;R$ 20,00
"""),
        paid={"BRL": "1220.50"},
        answers=_BANK,
        whole=True,
    ),
    Case(
        "header_contradicts.csv",
        "the header says dollars, the column of currencies euros",
        text("""
Date,Payer,Amount (USD),Currency
2026-04-13,Acme Ltd,100.00,EUR
2026-04-14,Acme Ltd,50.00,EUR
"""),
        paid={},
        rejects=2,
        answers=_BANK,
        whole=True,
    ),
    Case(
        "canada.csv",
        "C$ and US$ in the cells",
        text("""
Date,Payer,Amount
2026-04-13,Acme Ltd,"C$1,200.50"
2026-04-14,Acme Ltd,US$50.00
"""),
        paid={"CAD": "1200.50", "USD": "50.00"},
        answers=_BANK,
        whole=True,
    ),
    Case(
        "thousands.csv",
        "sums as 1.2k",
        text("""
Date,Payer,Amount (USD)
2026-04-13,Acme Ltd,1.2k
2026-04-14,Acme Ltd,50.00
2026-04-15,Acme Ltd,60.00
2026-04-16,Acme Ltd,70.00
2026-04-17,Acme Ltd,70.00
2026-04-18,Acme Ltd,70.00
2026-04-19,Acme Ltd,70.00
2026-04-20,Acme Ltd,70.00
2026-04-21,Acme Ltd,70.00
2026-04-22,Acme Ltd,70.00
2026-04-23,Acme Ltd,70.00
"""),
        paid={"USD": "670.00"},
        rejects=1,
        answers={**_BANK, "amount": "Amount (USD)"},
        whole=True,
    ),
    Case(
        "utc_night.csv",
        "moments in UTC late in the evening: the file's own day counts",
        text("""
id,paid_at,amount,currency,payer
p1,2026-04-13T23:30:00Z,100.50,USD,Acme Ltd
"""),
        each=("2026-04-13 100.50 USD",),
        answers={**_BANK, "zone": "Europe/Berlin"},
        whole=True,
    ),
    Case(
        "zero_other_column.csv",
        "debit and credit with 0.00 in the other column, debits below zero",
        text("""
Date,Details,Debit,Credit,Balance
13/04/2026,ACME LTD,0.00,1200.50,1300.50
14/04/2026,SHOP,-20.00,0.00,1280.50
"""),
        each=("2026-04-13 1200.50 EUR",),
        answers={**_BANK, "currency": "EUR", "amount": "Credit"},
    ),
    Case(
        "credit_card_credit.csv",
        "credit limit and available credit beside the sum",
        text("""
Date,Description,Amount,Available Credit,Credit Limit
2026-04-13,ACME LTD,500.00,1500.00,2000.00
2026-04-14,SHOP,-20.00,1480.00,2000.00
"""),
        each=("2026-04-13 500.00 USD",),
        answers={**_PAID, "amount": "Amount"},
    ),
    Case(
        "one_day_two_formats.csv",
        "days written in two ways in one file",
        text("""
Date,Payer,Amount (USD)
13/04/2026,Acme Ltd,100.00
2026-04-14,Acme Ltd,50.00
03/05/2026,Acme Ltd,70.00
"""),
        each=("2026-04-13 100.00 USD", "2026-04-14 50.00 USD", "2026-05-03 70.00 USD"),
        answers={**_BANK, "dates": "dmy"},
        whole=True,
    ),
    Case(
        "invoice_paid_part.csv",
        "invoices with what was paid and what is outstanding",
        text("""
Invoice,Date,Client,Total,Amount paid,Outstanding,Currency
1,2026-04-13,Acme Ltd,100.00,60.00,40.00,USD
2,2026-04-14,Acme Ltd,50.00,0.00,50.00,USD
"""),
        each=("2026-04-13 60.00 USD",),
        answers={**_BANK, "amount": "Amount paid"},
        whole=True,
    ),
    Case(
        "paypal_correction.csv",
        "PayPal: an account correction, an adjustment, a subscription, an eCheck that is not cleared",
        _paypal(
            _PP,
            "04/13/2026|10:00:00|PDT|PayPal|Account Correction|Completed|USD|15.00|0.00|15.00|||S1||15.00",
            "04/14/2026|10:00:00|PDT|Acme Ltd|Subscription Payment|Completed|USD|40.00|-1.50|38.50|a@x.io|b@x.io|S2|I-1|53.50",
            "04/15/2026|10:00:00|PDT|Acme Ltd|eCheck Received|Uncleared|USD|90.00|0.00|90.00|a@x.io|b@x.io|S3||53.50",
            "04/16/2026|10:00:00|PDT|PayPal|Fee Adjustment|Completed|USD|1.00|0.00|1.00|||S4||54.50",
        ),
        each=("2026-04-14 40.00/1.50 USD",),
        whole=True,
    ),
    Case(
        "payoneer_day_zone.csv",
        "Payoneer: late in the evening of UTC, a payment reversed the same day, a payment to somebody",
        rows(
            _PAYONEER,
            "04/13/2026|23:30:00|UTC|V1|Payment from Acme Ltd|500.00||USD|||Completed|500.00|||Acme Ltd||",
            "04/14/2026|10:00:00|UTC|V2|Payment to Bob||50.00|USD|||Completed|450.00||||Bob|",
            "04/15/2026|10:00:00|UTC|V3|Payment from Acme Ltd|80.00||USD|||Reversed|450.00|||Acme Ltd||",
        ),
        paid={"USD": "500.00"},
    ),
    Case(
        "wise_reversed.csv",
        "Wise: money that came in and was sent back under the same id, and pay in another currency",
        rows(
            _WISE,
            "TRANSFER-2|16-04-2026|16-04-2026 10:00:00.1|-300.00|EUR|Money returned to Acme Ltd||0.00|||||Acme Ltd|||||||0.00||DEBIT|TRANSFER",
            "TRANSFER-2|14-04-2026|14-04-2026 10:00:00.1|300.00|EUR|Received money from Acme Ltd with reference x||300.00||||Acme Ltd||||||||0.00||CREDIT|DEPOSIT",
            "TRANSFER-1|13-04-2026|13-04-2026 10:00:00.1|80.00|GBP|Received money from Acme Ltd with reference y||80.00||||Acme Ltd||||||||0.00||CREDIT|DEPOSIT",
        ),
        paid={"GBP": "80.00"},
    ),
)
