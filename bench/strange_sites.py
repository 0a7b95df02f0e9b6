"""What further work sites, pay services and wallets let their workers download or copy."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

import json

from bench.strange_cases import Case, rows, text
from bench.strange_work import NEW_YORK

_WORK = {"kind": "work_session", "duration_unit": "hours", "rate": "rate", "times": "none"}
_HOURS = {**_WORK, "currency": "USD"}
_EARN = {"kind": "earning", "currency": "USD"}
_BANK = {"kind": "payout", "below_zero": "outgoing"}
_TWO = ("2026-04-13", "2026-04-14")


def _in(code: str, **more: str) -> dict[str, str]:
    return {**_BANK, "currency": code, **more}


def _json(made: object) -> bytes:
    return json.dumps(made, indent=1).encode()


JOBS = (
    Case(
        "rev.csv",
        "Rev: minutes of audio, which are no time worked, pay, bonus, day of payment",
        rows(
            "Completed|Order #|Type|Audio Minutes|Pay|Bonus|Total|Paid On",
            "2026-04-13|TC001|Transcription|32|$14.40|$0.00|$14.40|2026-04-20",
            "2026-04-14|TC002|Captions|10|$5.40|$1.00|$6.40|2026-04-20",
        ),
        0,
        earned={"USD": "20.80"},
        answers={
            **_EARN,
            "amount": "Total",
            "date": "Completed",
            "word:Transcription": "approved",
            "word:Captions": "approved",
        },
        asks=("kind",),
    ),
    Case(
        "gotranscript.csv",
        "GoTranscript: length of the file as m:ss, earnings, rating",
        rows(
            "Date,Order,File length,Earnings (USD),Rating".replace(",", "|"),
            "2026-04-13|G1|12:30|7.50|4.8",
            "2026-04-14|G2|05:10|3.10|5",
        ),
        0,
        earned={"USD": "10.60"},
        answers={**_EARN, "amount": "Earnings (USD)"},
        asks=("kind",),
    ),
    Case(
        "usertesting.csv",
        "UserTesting: tests, type, sum with sign, status, payment date",
        rows(
            "Test ID|Completed Date|Test Type|Payment|Status|Paid date",
            "1001|04/13/2026|Recorded|$10.00|Paid|04/20/2026",
            "1002|04/14/2026|Live|$60.00|Pending|",
        ),
        earned={"USD": "70.00"},
        answers={
            **_EARN,
            "word:Paid": "approved",
            "word:Pending": "pending",
            "word:Recorded": "approved",
            "word:Live": "approved",
            "date": "Completed Date",
            "kind": "earning",
        },
        states={"approved": 1, "pending": 1},
    ),
    Case(
        "microworkers.csv",
        "Microworkers: satisfied, not satisfied and waiting tasks",
        rows(
            "Date|Campaign|Employer|Payment|Status",
            "2026-04-13|C1|E1|0.25|Satisfied",
            "2026-04-14|C2|E2|0.40|Not satisfied",
            "2026-04-15|C3|E1|0.15|Not rated",
        ),
        earned={"USD": "0.40"},
        answers={
            **_EARN,
            "amount": "Payment",
            "word:Satisfied": "approved",
            "word:Not satisfied": "rejected",
            "word:Not rated": "pending",
        },
        states={"approved": 1, "pending": 1, "rejected": 1},
    ),
    Case(
        "uhrs.csv",
        "UHRS: HITs, hours spent, spam rate in percent, earnings of the day",
        rows(
            "Date|App|HITs Completed|Time Spent (hours)|Spam %|Earnings",
            "2026-04-13|Side by side|120|1.50|0.00%|9.60",
            "2026-04-14|Query|80|0.75|2.10%|4.00",
        ),
        8_100,
        earned={"USD": "13.60"},
        answers={**_HOURS, "amount": "Earnings"},
    ),
    Case(
        "oneforma.csv",
        "OneForma: approved units, unit price, total, status of payment",
        rows(
            "Project|Job|Month|Approved Units|Unit Price (USD)|Total (USD)|Payment Status|Payment Date",
            "P1|J1|2026-04|200|0.05|10.00|Paid|2026-05-20",
            "P1|J2|2026-05|100|0.05|5.00|Processing|",
        ),
        each=("2026-05-20 10.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Total (USD)",
            "date": "Payment Date",
            "column": "Payment Date",
            "word:Paid": "paid",
            "word:Processing": "not yet",
        },
        whole=True,
    ),
    Case(
        "telus.csv",
        "TELUS: a timesheet by task with minutes estimated and minutes taken, a rate in the header",
        rows(
            "Date|Task ID|Task type|Est. minutes|Actual minutes|Rate ($/h)|Amount",
            "2026-04-13|T1|Rating|3|4|14.00|0.93",
            "2026-04-14|T2|Rating|10|8|14.00|1.87",
        ),
        720,
        earned={"USD": "2.80"},
        answers={
            **_HOURS,
            "amount": "Amount",
            "duration": "Actual minutes",
            "duration_unit": "minutes",
            "column": "Actual minutes",
        },
    ),
    Case(
        "welocalize.csv",
        "Welocalize: hours as 1.30 for an hour and a half, said above the table",
        text("""
Timesheet (hours.minutes),,,,
Date,Activity,Hours,Rate USD,Total USD
13/04/2026,Rating,1.30,10.00,15.00
14/04/2026,Training,0.45,10.00,7.50
"""),
        8_100,
        earned={"USD": "22.50"},
        answers={**_HOURS, "duration_unit": "h.mm", "amount": "Total USD"},
    ),
    Case(
        "outlier_weeks.csv",
        "Outlier, weeks: hours, task pay, missions, total",
        rows(
            "Week of|Hours|Task pay|Missions|Total",
            "2026-04-06|12.50|$500.00|$50.00|$550.00",
            "2026-04-13|8.25|$330.00|$0.00|$330.00",
        ),
        74_700,
        earned={"USD": "880.00"},
        answers={**_HOURS, "amount": "Total", "covers": "week from", "column": "Week of"},
    ),
    Case(
        "upwork_timesheet.csv",
        "Upwork, timesheet details: day, freelancer, memo, hours and manual hours",
        rows(
            "Date|Freelancer|Client|Contract|Memo|Hours|Manual hours|Amount ($)",
            "Apr 13, 2026|Ann|Acme|Labels (1)|x|1:30|0:10|$30.00",
            "Apr 14, 2026|Ann|Acme|Labels (1)|y|0:45|0:00|$15.00",
        ),
        8_100,
        earned={"USD": "45.00"},
        answers={**_HOURS, "amount": "Amount ($)", "duration": "Hours"},
    ),
    Case(
        "upwork_diary.csv",
        "Upwork, work diary: ten-minute cells with activity",
        rows(
            "Time|Memo|Activity level|Manual|Contract",
            "2026-04-13 09:00|x|7|No|Labels",
            "2026-04-13 09:10|x|8|No|Labels",
        ),
        None,
        answers={**_HOURS, **NEW_YORK},
    ),
    Case(
        "fiverr_new.csv",
        "Fiverr, earnings and expenses: earnings, a withdrawal, a clearing one, currency column",
        rows(
            "Date|Document|Activity|Description|From / To|Order|Currency|Amount",
            "Apr 13, 2026|inv1|Earnings|Order|acme|FO1|USD|80.00",
            "Apr 14, 2026|inv2|Earnings (clearing)|Order|acme|FO2|USD|40.00",
            "Apr 20, 2026|w1|Withdrawal completed|Payoneer|||USD|-79.00",
            "Apr 20, 2026|w2|Withdrawal fee|Payoneer|||USD|-1.00",
        ),
        each=("2026-04-13 80.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Amount",
            "word:Earnings": "paid",
            "word:Earnings (clearing)": "not yet",
            "word:Withdrawal completed": "not income",
            "word:Withdrawal fee": "not income",
        },
        whole=True,
    ),
    Case(
        "peopleperhour.csv",
        "PeoplePerHour: gross, service fee, VAT on the fee, net, in pounds",
        rows(
            "Date|Type|Project|Client|Gross (£)|Service fee (£)|VAT (£)|Net (£)",
            "13/04/2026|Payment|L|Acme|100.00|20.00|4.00|76.00",
            "14/04/2026|Payment|M|Acme|50.00|10.00|2.00|38.00",
        ),
        paid={"GBP": "114.00"},
        answers={**_in("GBP"), "amount": "Net (£)", "fee_is": "taken off"},
        whole=True,
    ),
    Case(
        "malt.csv",
        "Malt (France): HT, TVA, TTC, commission, net",
        rows(
            "Date de paiement|Client|Mission|Montant HT|TVA|Montant TTC|Commission Malt|Versé",
            "13/04/2026|Acme|L|1000,00|200,00|1200,00|50,00|1150,00",
            "20/04/2026|Acme|L|500,00|100,00|600,00|25,00|575,00",
            sep=";",
        ),
        paid={"EUR": "1725.00"},
        answers={**_in("EUR"), "amount": "Versé", "fee_is": "taken off", "date": "Date de paiement"},
        whole=True,
    ),
    Case(
        "workana.csv",
        "Workana: Spanish, dollars, a state of the payment, a commission in percent",
        rows(
            "Fecha|Proyecto|Cliente|Monto bruto (USD)|Comisión (%)|Monto neto (USD)|Estado",
            "13/04/2026|L|Acme|100,00|20%|80,00|Liberado",
            "14/04/2026|M|Acme|50,00|10%|45,00|En garantía",
            sep=";",
        ),
        each=("2026-04-13 80.00 USD",),
        answers={**_in("USD"), "amount": "Monto neto (USD)", "word:Liberado": "paid", "word:En garantía": "not yet"},
        whole=True,
    ),
    Case(
        "preply.csv",
        "Preply: lessons with minutes, price, commission in percent, what was earned",
        rows(
            "Lesson date|Student|Duration (min)|Price|Commission|Earned|Status",
            "2026-04-13 10:00|Bob|50|$20.00|33%|$13.40|Confirmed",
            "2026-04-14 11:00|Eve|25|$10.00|33%|$6.70|Confirmed",
        ),
        4_500,
        earned={"USD": "20.10"},
        answers={**_HOURS, **NEW_YORK, "amount": "Earned", "word:Confirmed": "approved", "duration_unit": "minutes"},
    ),
    Case(
        "cambly.csv",
        "Cambly: minutes by day, pay",
        rows("Date|Minutes|Earnings", "2026-04-13|95.5|$16.24", "2026-04-14|30|$5.10"),
        7_530,
        earned={"USD": "21.34"},
        answers={**_HOURS, "amount": "Earnings", "duration_unit": "minutes"},
    ),
    Case(
        "instacart.csv",
        "Instacart: batch pay, tip, peak boost, total, no time",
        rows(
            "Date|Batch ID|Store|Batch pay|Tip|Peak boost|Total earnings",
            "04/13/2026|B1|Shop|$12.00|$8.50|$2.00|$22.50",
            "04/14/2026|B2|Shop|$9.00|$4.00|$0.00|$13.00",
        ),
        earned={"USD": "35.50"},
        answers={**_EARN, "amount": "Total earnings"},
    ),
    Case(
        "amazon_flex.csv",
        "Amazon Flex: blocks with start and end, base pay, tips",
        rows(
            "Block date|Start|End|Station|Base pay|Tips|Total",
            "04/13/2026|3:30 PM|7:00 PM|DNY1|$63.00|$0.00|$63.00",
            "04/14/2026|10:30 PM|1:00 AM|DNY1|$45.00|$5.00|$50.00",
        ),
        21_600,
        earned={"USD": "113.00"},
        answers={**_HOURS, **NEW_YORK, "amount": "Total"},
        when=("2026-04-13T19:30", "2026-04-15T02:30"),
    ),
    Case(
        "toloka_income.csv",
        "Toloka, income by day: income and blocked money",
        rows(
            "Date|Requester|Project|Tasks|Income, $|Blocked, $",
            "2026-04-13|R|P|40|1.20|0.00",
            "2026-04-14|R|P|10|0.00|0.30",
        ),
        earned={"USD": "1.20"},
        answers={**_EARN, "amount": "Income, $", "kind": "earning"},
    ),
    Case(
        "clickworker_de.csv",
        "Clickworker in German: Auftrag, Honorar, Status: freigegeben, abgelehnt, in Prüfung",
        rows(
            "Datum|Auftrag|Honorar|Status",
            "13.04.2026|A1|1,20 €|freigegeben",
            "14.04.2026|A2|0,80 €|abgelehnt",
            "15.04.2026|A3|2,00 €|in Prüfung",
            sep=";",
        ),
        earned={"EUR": "3.20"},
        answers={
            "kind": "earning",
            "currency": "EUR",
            "amount": "Honorar",
            "word:freigegeben": "approved",
            "word:abgelehnt": "rejected",
            "word:in Prüfung": "pending",
        },
        states={"approved": 1, "pending": 1, "rejected": 1},
    ),
    Case(
        "appen_invoices.csv",
        "Appen Connect: invoices of months with currency and state, cancelled ones",
        rows(
            "Invoice Number|Invoice Month|Amount|Currency|Status|Payment Date",
            "INV-1|March 2026|120.50|USD|Paid|2026-04-20",
            "INV-2|April 2026|80.00|USD|Approved|",
            "INV-3|April 2026|10.00|USD|Cancelled|",
        ),
        each=("2026-04-20 120.50 USD",),
        answers={
            **_in("USD"),
            "amount": "Amount",
            "date": "Payment Date",
            "column": "Payment Date",
            "word:Paid": "paid",
            "word:Approved": "not yet",
            "word:Cancelled": "not income",
        },
        whole=True,
    ),
    Case(
        "mturk_days_new.csv",
        "MTurk, the dashboard's days: submitted, approved, rejected, HIT earnings, bonuses",
        rows(
            "Date|Submitted|Approved|Rejected|Pending|HIT Earnings|Bonuses|Total Earnings",
            "Apr 13, 2026|50|45|1|4|$12.50|$1.00|$13.50",
            "Apr 14, 2026|20|20|0|0|$4.00|$0.00|$4.00",
        ),
        earned={"USD": "17.50"},
        answers={**_EARN, "amount": "Total Earnings"},
    ),
    Case(
        "respondent.csv",
        "Respondent: incentive, processing fee in percent, paid through",
        rows(
            "Project|Date|Incentive|Fee|Net|Method|Status",
            "L|2026-04-13|$100.00|$5.00|$95.00|PayPal|Paid",
            "M|2026-04-14|$50.00|$2.50|$47.50|PayPal|Processing",
        ),
        each=("2026-04-13 100.00/5.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Incentive",
            "fee_is": "on top",
            "word:Paid": "paid",
            "word:Processing": "not yet",
        },
        whole=True,
    ),
    Case(
        "gusto.csv",
        "Gusto, contractor payments: hours and wages in one table of payments",
        rows(
            "Debit date|Pay date|Contractor|Hours|Hourly rate|Wage|Bonus|Reimbursement|Total amount|Status",
            "04/10/2026|04/13/2026|Ann|10.00|20.00|200.00|0.00|15.00|215.00|Paid",
            "04/17/2026|04/20/2026|Ann|5.00|20.00|100.00|10.00|0.00|110.00|Paid",
        ),
        54_000,
        earned={"USD": "325.00"},
        answers={
            **_HOURS,
            "amount": "Total amount",
            "date": "Pay date",
            "date_until": "other",
            "word:Paid": "approved",
        },
    ),
    Case(
        "turing.json",
        "a site's API: hours by day",
        _json({"timesheets": [{"date": "2026-04-13", "hours": 8, "status": "approved"}]}),
        None,
    ),
    Case(
        "invoice_lines.csv",
        "lines of an invoice: hours times rate, VAT, and a total",
        text("""
Invoice 7,,,,
Date,Description,Hours,Rate (EUR),Amount (EUR)
13.04.2026,labels,1.5,20.00,30.00
14.04.2026,call,0.75,20.00,15.00
,Subtotal,2.25,,45.00
,VAT 19 %,,,8.55
,Total,,,53.55
"""),
        8_100,
        earned={"EUR": "45.00"},
        answers={**_WORK, "amount": "Amount (EUR)", "currency": "EUR", "above": "none"},
        rejects=1,
    ),
)

SERVICES = (
    Case(
        "rbc.csv",
        "RBC (Canada): two columns of sums, CAD$ and USD$",
        text("""
"Account Type","Account Number","Transaction Date","Cheque Number","Description 1","Description 2","CAD$","USD$"
Chequing,1-1,4/13/2026,,"MISC PAYMENT","ACME INC",1200.50,
Chequing,1-1,4/14/2026,,"PURCHASE","SHOP",-35.10,
Chequing,1-2,4/20/2026,,"MISC PAYMENT","ACME INC",,200.00
"""),
        each=("2026-04-13 1200.50 CAD",),
        answers=_in("CAD", amount="CAD$"),
        whole=True,
        confirmed=True,
    ),
    Case(
        "td_canada.csv",
        "TD (Canada), no header: day, text, out, in, balance",
        text(
            "04/13/2026,ACME INC PAY,,1200.50,1300.50\n04/14/2026,SHOP,35.10,,1265.40\n04/20/2026,GAS,5.40,,1260.00\n"
        ),
        each=("2026-04-13 1200.50 CAD",),
        answers=_in("CAD"),
    ),
    Case(
        "anz.csv",
        "ANZ (Australia), no header: day, sum, text",
        text('13/04/2026,"1200.50","PAYMENT FROM ACME PTY"\n14/04/2026,"-35.10","EFTPOS SHOP"\n'),
        each=("2026-04-13 1200.50 AUD",),
        answers=_in("AUD"),
    ),
    Case(
        "kiwibank.csv",
        "Kiwibank: Memo/Description, source and OP columns, amount, credit and debit again",
        rows(
            "Account number|Date|Memo/Description|Source Code (payment type)|TP ref|TP part|OP name|Amount (credit)|Amount (debit)|Amount|Balance",
            "38-1|13-04-2026|ACME LTD|DIRECT CREDIT|||ACME|1200.50||1200.50|1300.50",
            "38-1|14-04-2026|SHOP|POS||||| -35.10|-35.10|1265.40".replace("||| -35", "||35").replace(
                "35.10|-35", "35.10|-35"
            ),
            "38-1|20-04-2026|GAS|POS|||||5.40|-5.40|1260.00",
        ),
        each=("2026-04-13 1200.50 NZD",),
        answers=_in("NZD", amount="Amount"),
    ),
    Case(
        "dbs.csv",
        "DBS (Singapore): lines above, reference, debit and credit, blank cells of a space",
        text("""
Account Details For:,POSB 123-45678-9
Statement as at:,20 May 2026
Available Balance:,1265.40

Transaction Date,Reference,Debit Amount,Credit Amount,Transaction Ref1,Transaction Ref2,Transaction Ref3
14 May 2026,POS, 35.10, ,SHOP,,
13 May 2026,ICT, ,1200.50,ACME PTE LTD,,
"""),
        each=("2026-05-13 1200.50 SGD",),
        answers={**_in("SGD"), "word:POS": "out", "word:ICT": "in"},
        whole=True,
    ),
    Case(
        "korea.csv",
        "a Korean bank: 입금 and 출금, won without decimals, balance",
        rows(
            "거래일시|적요|보낸분/받는분|출금액(원)|입금액(원)|잔액(원)",
            "2026.04.13 10:20:30|타행이체|ACME|0|1,200,000|1,300,000",
            "2026.04.14 11:00:00|체크카드|SHOP|35,000|0|1,265,000",
            "2026.04.20 11:00:00|체크카드|GAS|5,000|0|1,260,000",
        ),
        each=("2026-04-13 1200000.00 KRW",),
        answers=_in("KRW", zone="Asia/Seoul", amount="입금액(원)"),
        whole=True,
    ),
    Case(
        "tipalti.csv",
        "Tipalti: payments with submitted sum, fee, paid sum, state",
        rows(
            "Payment Date|Ref Code|Submitted Amount|Currency|Payee Fee|Amount Paid|Status",
            "2026-04-13|R1|100.00|USD|5.00|95.00|Paid",
            "2026-04-20|R2|50.00|USD|5.00|45.00|Deferred",
        ),
        paid={"USD": "95.00"},
        answers={
            **_in("USD"),
            "amount": "Amount Paid",
            "fee_is": "taken off",
            "word:Paid": "paid",
            "word:Deferred": "not yet",
        },
        whole=True,
    ),
    Case(
        "hyperwallet.csv",
        "Hyperwallet: receipts, payments in, transfers to the bank and their fees below zero",
        rows(
            "Date|Receipt ID|Type|Source|Destination|Amount|Currency|Fee",
            "2026-04-13T09:00:00Z|1|PAYMENT|ACME|wallet|100.00|USD|0.00",
            "2026-04-14T09:00:00Z|2|TRANSFER_TO_BANK_ACCOUNT|wallet|bank|-99.00|USD|0.00",
            "2026-04-14T09:00:00Z|3|TRANSFER_FEE|wallet|fee|-1.00|USD|0.00",
        ),
        each=("2026-04-13 100.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Amount",
            "fee_is": "on top",
            "word:PAYMENT": "paid",
            "word:TRANSFER_TO_BANK_ACCOUNT": "not income",
            "word:TRANSFER_FEE": "not income",
        },
        whole=True,
    ),
    Case(
        "binance.csv",
        "Binance: operations of coins, none of which is a currency, and USDT",
        rows(
            "User_ID|UTC_Time|Account|Operation|Coin|Change|Remark",
            "1|2026-04-13 09:00:00|Funding|Deposit|USDT|100.00000000|",
            "1|2026-04-14 09:00:00|Spot|Buy|BTC|0.00100000|",
            "1|2026-04-14 09:00:00|Spot|Transaction Related|USDT|-90.00000000|",
        ),
        each=("2026-04-13 100.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Change",
            "word:Deposit": "paid",
            "word:Buy": "not income",
            "word:Transaction Related": "not income",
        },
        rejects=0,
        whole=True,
    ),
    Case(
        "coinbase_new.csv",
        "Coinbase, layout of today: id, asset, quantity, price currency, subtotal, total, fees",
        text("""
Transactions
User,Ann,1
ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes
a1,2026-04-13 09:00:00 UTC,Receive,USDC,100,USD,$1.00,$100.00,$100.00,$0.00,Received 100 USDC from Acme
a2,2026-04-14 09:00:00 UTC,Send,USDC,-50,USD,$1.00,-$50.00,-$50.00,$0.00,Sent
"""),
        each=("2026-04-13 100.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Subtotal",
            "fee_is": "on top",
            "word:Receive": "paid",
            "word:Send": "not income",
        },
        whole=True,
    ),
    Case(
        "grey.csv",
        "Grey (Nigeria): wallet in dollars, type credit and debit, fee, state",
        rows(
            "Date|Reference|Type|Description|Amount|Fee|Currency|Status",
            "Apr 13, 2026, 9:12 AM|G1|Credit|Deposit from ACME|500.00|5.00|USD|Successful",
            "Apr 14, 2026, 9:12 AM|G2|Debit|Conversion to NGN|300.00|0.00|USD|Successful",
        ),
        each=("2026-04-13 500.00/5.00 USD",),
        answers={
            **_in("USD"),
            "amount": "Amount",
            "fee_is": "on top",
            "word:Credit": "in",
            "word:Debit": "out",
            "word:Successful": "paid",
        },
        whole=True,
    ),
    Case(
        "remote_payslips.csv",
        "Remote: invoices in one currency, paid in another",
        rows(
            "Invoice|Period|Invoice amount|Invoice currency|Paid amount|Paid currency|Exchange rate|Paid at",
            "I1|April 2026|1000.00|USD|920.00|EUR|0.92|2026-05-05",
            "I2|May 2026|1000.00|USD|910.00|EUR|0.91|2026-06-05",
        ),
        each=("2026-05-05 920.00 EUR", "2026-06-05 910.00 EUR"),
        answers={**_BANK, "amount": "Paid amount", "currency": "Paid currency", "date": "Paid at", "column": "Paid at"},
        whole=True,
    ),
    Case(
        "paypal_api.json",
        "PayPal, transactions of its API",
        _json(
            {
                "transaction_details": [
                    {
                        "transaction_info": {
                            "transaction_id": "X1",
                            "transaction_amount": {"currency_code": "USD", "value": "100.00"},
                        }
                    }
                ]
            }
        ),
        None,
    ),
    Case(
        "paypal_pl.csv",
        "PayPal in Polish",
        rows(
            "Data|Godzina|Strefa czasowa|Nazwa|Typ|Stan|Waluta|Brutto|Opłata|Netto|Numer transakcji",
            "13.04.2026|10:00:00|CEST|Acme|Płatność ogólna|Zakończono|USD|100,00|-3,00|97,00|X1",
        ),
        None,
    ),
    Case(
        "ynab.csv",
        "YNAB, register: Outflow and Inflow with $, cleared states, transfers",
        rows(
            "Account|Flag|Date|Payee|Category Group/Category|Category Group|Category|Memo|Outflow|Inflow|Cleared",
            "Checking||04/13/2026|Acme Inc|Inflow: Ready to Assign|Inflow|Ready to Assign||$0.00|$1,200.50|Reconciled",
            "Checking||04/14/2026|Transfer : Savings||||move|$100.00|$0.00|Cleared",
            "Savings||04/14/2026|Transfer : Checking||||move|$0.00|$100.00|Uncleared",
        ),
        each=("2026-04-13 1200.50 USD",),
        answers={
            **_in("USD"),
            "word:Reconciled": "paid",
            "word:Cleared": "paid",
            "word:Uncleared": "not yet",
            "word:Inflow": "in",
        },
    ),
    Case(
        "mint.csv",
        "Mint: sums without signs, a transaction type, days without zeros",
        rows(
            "Date|Description|Original Description|Amount|Transaction Type|Category|Account Name|Labels|Notes",
            "4/13/2026|Acme|ACME INC PAY|1200.50|credit|Paycheck|Checking||",
            "4/14/2026|Shop|SHOP 12|35.10|debit|Food|Checking||",
        ),
        each=("2026-04-13 1200.50 USD",),
        answers=_in("USD"),
    ),
    Case(
        "quickbooks_deposits.csv",
        "QuickBooks, a report: lines above, a heading for each customer, totals",
        text("""
Ann Lee
Sales by Customer Detail
"April 2026"

,Date,Transaction type,Num,Amount,Balance
Acme Inc,,,,,
,04/13/2026,Invoice,7,"1,200.50","1,200.50"
,04/20/2026,Invoice,8,99.50,"1,300.00"
Total for Acme Inc,,,,"$1,300.00",
TOTAL,,,,"$1,300.00",
"""),
        paid={"USD": "1300.00"},
        answers={
            **_in("USD"),
            "amount": "Amount",
            "kind": "payout",
            "word:Invoice": "paid",
            "word:": "paid",
            "platform": "Acme",
        },
        whole=True,
    ),
    Case(
        "xero.csv",
        "Xero, bank transactions: Spent, Received, reconciled",
        rows(
            "Date|Description|Reference|Payment Ref|Spent|Received|Status",
            "13 Apr 2026|Acme Ltd|INV-7||0.00|1,200.50|Reconciled",
            "14 Apr 2026|Shop|||35.10|0.00|Unreconciled",
        ),
        each=("2026-04-13 1200.50 GBP",),
        answers={**_in("GBP"), "word:Reconciled": "paid", "word:Unreconciled": "paid"},
    ),
    Case(
        "wave_accounting.csv",
        "Wave: one line for each side of a transaction",
        rows(
            "Transaction ID|Transaction Date|Account Name|Transaction Description|Debit Amount (Two Column Approach)|Credit Amount (Two Column Approach)",
            "1|2026-04-13|Checking|Acme pay|1200.50|",
            "1|2026-04-13|Income|Acme pay||1200.50",
        ),
        None,
        answers=_in("USD"),
    ),
    Case(
        "amount_by_cents_text.csv",
        "sums with a dash for no cents: 1200,-",
        rows("Datum|Von|Betrag", "13.04.2026|Acme GmbH|1.200,-", "14.04.2026|Acme GmbH|35,50", sep=";"),
        each=("2026-04-13 1200.00 EUR", "2026-04-14 35.50 EUR"),
        answers=_in("EUR"),
        whole=True,
    ),
    Case(
        "swiss_money.csv",
        "sums as CHF 1'200.50 and 35.--",
        rows("Datum|Auftraggeber|Betrag", "13.04.2026|Acme AG|CHF 1'200.50", "14.04.2026|Acme AG|CHF 35.--"),
        each=("2026-04-13 1200.50 CHF", "2026-04-14 35.00 CHF"),
        answers=_in("CHF"),
        whole=True,
    ),
    Case(
        "percent_fee.csv",
        "a sum and a fee in percent in one cell, nothing net",
        rows("Date|Payer|Amount|Fee", "2026-04-13|Acme|$100.00|10%", "2026-04-14|Acme|$50.00|10%"),
        None,
        answers=_in("USD"),
    ),
    Case(
        "two_tables_money.csv",
        "payments above, withdrawals below with other columns",
        text("""
Payments
Date,Payer,Amount (USD)
2026-04-13,Acme,100.00
2026-04-14,Acme,50.00

Withdrawals
Date,To,Amount (USD),Fee
2026-04-15,Bank,-149.00,-1.00
"""),
        None,
        answers=_in("USD"),
    ),
)
