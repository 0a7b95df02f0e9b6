"""More files of strangers: other languages of a site, other ways to write days, times and sums, totals, tables of sheets."""

# ruff: noqa: E501 (a line of a file is one line)

from __future__ import annotations

from bench.strange_cases import Case, text
from bench.strange_money import _BANK, _PP, _paypal
from bench.strange_work import BERLIN, NEW_YORK

WORK = (
    Case(
        "toggl_ampm_mdy.csv",
        "Toggl, 12-hour times and MM/DD days <= 12",
        text("""
"User","Email","Client","Project","Task","Description","Billable","Start date","Start time","End date","End time","Duration","Tags","Amount (USD)"
"Ann","a@x.io","Acme","L","","one","Yes","05/04/2026","9:30:00 PM","05/05/2026","12:30:00 AM","03:00:00","","0.00"
"Ann","a@x.io","Acme","L","","two","Yes","05/06/2026","12:15:00 PM","05/06/2026","1:00:00 PM","00:45:00","","0.00"
"""),
        13_500,
        answers={**NEW_YORK, "dates": "mdy"},
    ),
    Case(
        "toggl_dotted.csv",
        "Toggl, dotted days and decimal durations",
        text("""
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)
Ann,a@x.io,Acme,L,,one,Yes,13.04.2026,09:00,13.04.2026,10:30,1.50,,45.00
Ann,a@x.io,Acme,L,,two,Yes,14.04.2026,09:00,14.04.2026,09:15,0.25,,7.50
"""),
        6_300,
        earned={"EUR": "52.50"},
        answers=BERLIN,
    ),
    Case(
        "toggl_weekly.csv",
        "Toggl, weekly report",
        text("""
Project,Client,Title,Mon 05/04/2026,Tue 05/05/2026,Wed 05/06/2026,Thu 05/07/2026,Fri 05/08/2026,Sat 05/09/2026,Sun 05/10/2026,Total
L,Acme,one,02:00:00,01:30:00,00:00:00,00:00:00,00:00:00,00:00:00,00:00:00,03:30:00
"""),
        None,
    ),
    Case(
        "toggl_header_twice.csv",
        "Toggl, two exports one below the other",
        text("""
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)
Ann,a@x.io,Acme,L,,one,Yes,2026-04-13,09:00:00,2026-04-13,10:00:00,01:00:00,,0.00
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)
Ann,a@x.io,Acme,L,,one,Yes,2026-04-13,09:00:00,2026-04-13,10:00:00,01:00:00,,0.00
Ann,a@x.io,Acme,L,,two,Yes,2026-04-14,09:00:00,2026-04-14,10:00:00,01:00:00,,0.00
"""),
        7_200,
        answers=BERLIN,
    ),
    Case(
        "clockify_24.csv",
        "Clockify, DST",
        text("""
"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (EUR)","Billable Amount (EUR)"
"L","Acme","a","","Ann","","a@x.io","","Yes","26/10/2025","01:00:00","26/10/2025","04:00:00","04:00:00","4.00","10.00","40.00"
"L","Acme","b","","Ann","","a@x.io","","No","29/03/2026","01:30:00","29/03/2026","03:30:00","01:00:00","1.00","0.00","0.00"
"""),
        18_000,
        earned={"EUR": "40.00"},
        answers=BERLIN,
    ),
    Case(
        "clockify_es.csv",
        "Clockify in Spanish headers",
        text("""
Proyecto;Cliente;Descripción;Tarea;Usuario;Correo electrónico;Etiquetas;Facturable;Fecha de inicio;Hora de inicio;Fecha de finalización;Hora de finalización;Duración (h);Duración (decimal);Importe facturable (EUR)
L;Acme;uno;;Ann;a@x.io;;Sí;13/04/2026;09:00;13/04/2026;10:30;01:30:00;1,50;45,00
L;Acme;dos;;Ann;a@x.io;;No;13/04/2026;23:30;14/04/2026;00:15;00:45:00;0,75;0,00
"""),
        8_100,
        earned={"EUR": "45.00"},
        answers={"duration": "Duración (h)", **BERLIN, "amount": "Importe facturable (EUR)", "currency": "EUR"},
    ),
    Case(
        "harvest_dollars.csv",
        "Harvest, hours as h:mm and a total row",
        text("""
Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Department,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL
04/13/2026,Acme,L,,Dev,"multi
line",1:30,Yes,No,No,Ann,Lee,,Yes,"1,000.00","1,500.00",0,0,United States Dollar - USD,
04/14/2026,Acme,L,,Dev,,0:20,No,No,No,Ann,Lee,,Yes,0,0,0,0,United States Dollar - USD,
"""),
        6_600,
        earned={"USD": "1500.00"},
    ),
    Case(
        "kimai_12h.csv",
        "Kimai, English with duration h:mm and breaks",
        text("""
Date,From,To,Duration,Break,Customer,Project,Activity,Description,Tags,Price
4/13/26,9:00 AM,12:30 PM,3:00,0:30,Acme,L,Label,x,,90.00
4/13/26,11:30 PM,1:00 AM,1:30,0:00,Acme,L,Label,y,,45.00
"""),
        16_200,
        earned={"USD": "135.00"},
        answers={**NEW_YORK, "currency": "USD"},
        confirmed=False,
    ),
    Case(
        "hubstaff_weekly_total.csv",
        "Hubstaff, with totals",
        text("""
Organization,Time zone,Date,Client,Project,Member,Email,Task ID,Task,Time,Activity,Spent,Notes
Acme,Eastern Time (US & Canada),2026-04-13,,L,Ann,a@x.io,,x,1:30:00,55%,$30.00,
Acme,Eastern Time (US & Canada),2026-04-14,,L,Ann,a@x.io,,x,0:30:00,45%,$10.00,
Total,,,,,,,,,2:00:00,50%,$40.00,
"""),
        7_200,
        earned={"USD": "40.00"},
        answers={**NEW_YORK, "currency": "USD"},
        confirmed=False,
        rejects=1,
    ),
    Case(
        "clockin_hmm.csv",
        "hours as 1.30 meaning 1h30 and a total that proves it",
        text("""
Date,Client,Hours
2026-04-13,Acme,1.30
2026-04-14,Acme,2.45
2026-04-15,Acme,0.50
Total,,5.05
"""),
        18_300,
        answers={
            "duration_unit": "h.mm",
            "hundredths": "clock",
            "two_lengths": "clock",
            "duration": "Hours",
        },
    ),
    Case(
        "mss.csv",
        "durations 1:30 that are minutes and seconds, with start and end",
        text("""
Task,Start,End,Time,Pay
hit1,2026-04-13 09:00:00,2026-04-13 09:01:30,1:30,$0.20
hit2,2026-04-13 09:05:00,2026-04-13 09:07:15,2:15,$0.30
hit3,2026-04-13 09:10:00,2026-04-13 09:10:45,0:45,$0.10
"""),
        270,
        earned={"USD": "0.60"},
        answers={"times": "none", **BERLIN, "amount": "Pay", "currency": "USD"},
    ),
    Case(
        "mss_only.csv",
        "durations of HITs 1:30 as m:ss, with no clock times",
        text("""
Date,Task,Time,Pay
2026-04-13,hit1,1:30,$0.20
2026-04-13,hit2,12:15,$0.30
2026-04-13,hit3,0:45,$0.10
2026-04-13,hit4,59:30,$0.10
"""),
        90 + 735 + 45 + 3570,
        earned={"USD": "0.70"},
        answers={
            "colons": "m:ss",
            "duration_unit": "seconds",
            "duration": "m:ss",
            "amount": "Pay",
            "currency": "USD",
            "colon": "minutes",
        },
    ),
    Case(
        "start_plus_minutes.csv",
        "start, and minutes with decimals",
        text("""
started_at,project,duration_minutes,payout_usd
2026-04-13T09:00:00Z,Acme,12.5,2.50
2026-04-13T10:00:00Z,Acme,90,15.00
"""),
        6_150,
        earned={"USD": "17.50"},
        answers={"amount": "payout_usd", "currency": "USD"},
    ),
    Case(
        "serials.csv",
        "days as serial numbers of a spreadsheet",
        text("""
Date,Client,Hours,Pay (USD)
46125,Acme,1.5,30
46126,Acme,2,40
"""),
        None,
        answers={"column": "Date", "column:date": "Date"},
    ),
    Case(
        "two_tables.csv",
        "hours above, payments below",
        text("""
Date,Project,Hours
2026-04-13,Acme,2
2026-04-14,Acme,3

Payments
Date,Amount,Method
2026-04-20,100.00,PayPal
2026-04-27,50.00,PayPal
"""),
        None,
    ),
    Case(
        "repeated_header.csv",
        "a header on every page",
        text("""
Date,Project,Hours,Amount
2026-04-13,Acme,2,40.00
Date,Project,Hours,Amount
2026-04-14,Acme,3,60.00
"""),
        18_000,
        earned={"USD": "100.00"},
        answers={"amount": "Amount", "currency": "USD"},
    ),
    Case(
        "subtotals.csv",
        "a subtotal for each week and a grand total",
        text("""
Date,Project,Hours,Amount ($)
2026-04-13,Acme,2,40.00
2026-04-14,Acme,3,60.00
Week 16,,5,100.00
2026-04-20,Acme,1,20.00
Week 17,,1,20.00
Grand total,,6,120.00
"""),
        21_600,
        earned={"USD": "120.00"},
        rejects=2,
        answers={"total_without": "totals", "amount": "Amount ($)", "currency": "USD"},
    ),
    Case(
        "subtotals_dated.csv",
        "a subtotal of each day under its rows, with the date",
        text("""
Date,Project,Hours,Amount (USD)
2026-04-13,Acme A,2,40.00
2026-04-13,Acme B,3,60.00
2026-04-13,,5,100.00
2026-04-14,Acme A,1,20.00
2026-04-14,,1,20.00
"""),
        21_600,
        earned={"USD": "120.00"},
        answers={"amount": "Amount (USD)", "total_without": "totals"},
    ),
    Case(
        "blank_cols.csv",
        "blank columns and rows between",
        text("""
,,,,
,Date,,Hours,Project
,,,,
,13/04/2026,,"1,5",Acme
,,,,
,14/04/2026,,"0,25",Acme
"""),
        6_300,
        answers={
            "column:date": "column 2",
            "column:end": "column 4",
        },
    ),
    Case(
        "dup_headers.csv",
        "two columns called Time",
        text("""
Date,Project,Time,Time,Hours
2026-04-13,Acme,09:00,10:30,1.5
2026-04-14,Acme,23:00,01:00,2
"""),
        12_600,
        answers={**BERLIN},
    ),
    Case(
        "month_words_es.csv",
        "days with Spanish months",
        text("""
Fecha;Proyecto;Horas
13 abr 2026;Acme;1,5
14 de mayo de 2026;Acme;2
3 ago. 2025;Acme;0,5
"""),
        14_400,
    ),
    Case(
        "month_words_pt.csv",
        "days with Portuguese months",
        text("""
Data;Projeto;Horas trabalhadas
13 fev 2026;Acme;1:30
14/mai/2026;Acme;2:00
3 out 2025;Acme;0:30
"""),
        14_400,
        answers={"column:end": "Horas trabalhadas"},
    ),
    Case(
        "month_words_fr.csv",
        "French months",
        text("""
Date;Projet;Durée
13 févr. 2026;Acme;1h30
1er avril 2026;Acme;2h
3 août 2025;Acme;45 min
"""),
        5400 + 7200 + 2700,
    ),
    Case(
        "month_words_de.csv",
        "German months",
        text("""
Datum;Projekt;Stunden
13. März 2026;Acme;1,5
1. Mai 2026;Acme;2
24. Dez. 2025;Acme;0,75
"""),
        5400 + 7200 + 2700,
    ),
    Case(
        "weekday_dates.csv",
        "weekday before, year only in the title",
        text("""
Timesheet April 2026
Day,In,Out,Hours
Mon 13,09:00,17:00,8
Tue 14,09:00,12:00,3
"""),
        None,
        answers=BERLIN,
    ),
    Case(
        "no_year.csv",
        "days without a year",
        text("""
Date,Project,Hours
Apr 13,Acme,2
Apr 14,Acme,3
"""),
        None,
        answers={"column": "Date", "column:date": "Date"},
    ),
    Case(
        "break_col.csv",
        "in, out, lunch in minutes, total h:mm",
        text("""
Date,Client,Time In,Time Out,Lunch (min),Total
04/13/2026,Acme,9:00 AM,5:30 PM,30,8:00
04/14/2026,Acme,9:00 AM,1:00 PM,0,4:00
"""),
        43_200,
        answers={"times": "none", "pause": "minutes", **NEW_YORK},
    ),
    Case(
        "break_only.csv",
        "in, out, break in minutes, no total",
        text("""
Date,Client,Start,End,Break
13/04/2026,Acme,09:00,17:30,30
14/04/2026,Acme,09:00,13:00,0
"""),
        43_200,
        answers={"pause": "minutes", **BERLIN, "break": "minutes", "break_unit": "minutes"},
    ),
    Case(
        "break_hmm.csv",
        "in, out, break as 0:30, no total",
        text("""
Date,Client,Start,End,Break
13/04/2026,Acme,09:00,17:30,0:30
14/04/2026,Acme,09:00,13:00,0:00
"""),
        43_200,
        answers={"pause": "minutes", **BERLIN},
    ),
    Case(
        "two_spans.csv",
        "morning and afternoon in one row",
        text("""
Date,Client,In,Out,In,Out,Hours
13/04/2026,Acme,09:00,12:00,13:00,17:00,7
14/04/2026,Acme,09:00,12:00,,,3
"""),
        36_000,
        answers={"times": "none", "worked": "duration", **BERLIN},
    ),
    Case(
        "overnight_no_end_date.csv",
        "a night with one date, a.m. and p.m. without minutes",
        text("""
Date,Client,Start,End
04/13/2026,Acme,10 PM,2 AM
04/14/2026,Acme,9 AM,11 AM
"""),
        21_600,
        answers={**NEW_YORK},
    ),
    Case(
        "military.csv",
        "times as 0900",
        text("""
Date,Client,Start,End
2026-04-13,Acme,0900,1130
2026-04-14,Acme,2230,0030
"""),
        16_200,
        answers={"kind": "work_session", "column": "End", **BERLIN},
    ),
    Case(
        "tz_mixed.csv",
        "instants with several offsets",
        text("""
start,end,project
2026-04-13T09:00:00-04:00,2026-04-13T16:00:00+02:00,Acme
2026-04-13T23:30:00Z,2026-04-14T00:00:00Z,Acme
"""),
        3600 + 1800,
    ),
    Case(
        "js_dates.csv",
        "Date.toString of a browser",
        text("""
start,end,project
Mon Apr 13 2026 09:00:00 GMT-0400 (Eastern Daylight Time),Mon Apr 13 2026 10:00:00 GMT-0400 (Eastern Daylight Time),Acme
Mon Apr 13 2026 23:30:00 GMT-0400 (Eastern Daylight Time),Tue Apr 14 2026 00:15:00 GMT-0400 (Eastern Daylight Time),Acme
"""),
        3600 + 2700,
    ),
    Case(
        "epoch_ms.csv",
        "milliseconds since 1970 and a float of seconds",
        text("""
start,duration,project
1776070800000,5400.0,Acme
1776157200000,1800.5,Acme
"""),
        7200,
        answers={"duration_unit": "seconds"},
    ),
    Case(
        "percent_done.csv",
        "pay column in percent beside hours",
        text("""
Date,Project,Hours,Accuracy,Pay
2026-04-13,Acme,2,95%,$40.00
2026-04-14,Acme,1,100%,$20.00
"""),
        10_800,
        earned={"USD": "60.00"},
        answers={"currency": "USD", "amount": "Pay"},
    ),
    Case(
        "negative_adjust.csv",
        "an hour taken off again, in brackets",
        text("""
Date,Project,Hours,Pay
2026-04-13,Acme,2,$40.00
2026-04-14,Acme,(1),($20.00)
"""),
        7200,
        earned={"USD": "40.00"},
        rejects=1,
        answers={"currency": "USD", "amount": "Pay"},
    ),
    Case(
        "rate_and_amount.csv",
        "rate, hours, amount and bonus",
        text("""
Date,Project,Hours,Rate,Bonus,Total Pay
2026-04-13,Acme,2,$20/hr,$5.00,$45.00
2026-04-14,Acme,1,$20/hr,$0.00,$20.00
"""),
        10_800,
        earned={"USD": "65.00"},
        answers={"currency": "USD", "amount": "Total Pay"},
    ),
    Case(
        "hours_minutes_cols.csv",
        "hours and minutes in two columns",
        text("""
Date,Project,Hours,Minutes
2026-04-13,Acme,1,30
2026-04-14,Acme,0,45
"""),
        8_100,
        answers={"duration": "together"},
    ),
    Case(
        "hms_words.csv",
        "1 hr 30 min",
        text("""
Date,Project,Duration
13-Apr-26,Acme,1 hr 30 min
14-Apr-26,Acme,45 min
15-Apr-26,Acme,2 hrs
"""),
        5400 + 2700 + 7200,
    ),
)

MONEY = (
    Case(
        "paypal_reversal.csv",
        "PayPal: chargeback, reversal, hold and release, cancelled fee",
        _paypal(
            _PP,
            "04/03/2026|10:00:00|PDT|Acme Ltd|General Payment|Completed|USD|300.00|-9.00|291.00|a@x.io|b@x.io|A1||291.00",
            "04/05/2026|10:00:00|PDT|Acme Ltd|Payment Hold|Completed|USD|-300.00|0.00|-300.00|b@x.io|a@x.io|A2|A1|-9.00",
            "04/07/2026|10:00:00|PDT|Acme Ltd|Payment Release|Completed|USD|300.00|0.00|300.00|a@x.io|b@x.io|A3|A1|291.00",
            "04/09/2026|10:00:00|PDT|Acme Ltd|Payment Reversal|Completed|USD|-300.00|9.00|-291.00|b@x.io|a@x.io|A4|A1|0.00",
            "04/19/2026|10:00:00|PDT|Acme Ltd|Canceled Reversal|Completed|USD|300.00|-9.00|291.00|a@x.io|b@x.io|A5|A1|291.00",
        ),
        paid={"USD": "291.00"},
    ),
    Case(
        "paypal_denied.csv",
        "PayPal: denied, returned, unclaimed, partially refunded",
        _paypal(
            _PP,
            "04/13/2026|10:00:00|PDT|Acme Ltd|Mass Pay Payment|Completed|USD|50.00|0.00|50.00|a@x.io|b@x.io|B1||50.00",
            "04/14/2026|10:00:00|PDT|Acme Ltd|Mass Pay Payment|Unclaimed|USD|60.00|0.00|60.00|a@x.io|b@x.io|B2||50.00",
            "04/15/2026|10:00:00|PDT|Acme Ltd|General Payment|Denied|USD|70.00|0.00|70.00|a@x.io|b@x.io|B3||50.00",
            "04/16/2026|10:00:00|PDT|Acme Ltd|General Payment|Partially Refunded|USD|80.00|-3.00|77.00|a@x.io|b@x.io|B4||127.00",
            "04/17/2026|10:00:00|PDT|Acme Ltd|Payment Refund|Completed|USD|-30.00|0.00|-30.00|b@x.io|a@x.io|B5|B4|97.00",
        ),
        paid={"USD": "97.00"},
    ),
    Case(
        "paypal_dmy_amb.csv",
        "PayPal, UK days all below 13",
        _paypal(
            _PP,
            "03/04/2026|10:00:00|BST|Acme Ltd|General Payment|Completed|GBP|30.00|-1.00|29.00|a@x.io|b@x.io|C1||29.00",
            "05/04/2026|10:00:00|BST|Acme Ltd|General Payment|Completed|GBP|30.00|-1.00|29.00|a@x.io|b@x.io|C2||58.00",
        ),
        paid={"GBP": "58.00"},
        answers={"dates": "dmy"},
    ),
    Case(
        "paypal_jpy.csv",
        "PayPal, yen with grouping",
        _paypal(
            _PP,
            "2026/04/13|10:00:00|JST|Acme Ltd|General Payment|Completed|JPY|12,345|-480|11,865|a@x.io|b@x.io|D1||11,865",
        ),
        paid={"JPY": "11865"},
    ),
    Case(
        "wise_list_new.csv",
        "Wise, list with REFUNDED and CANCELLED",
        text("""
ID,Status,Direction,"Created on","Finished on","Source fee amount","Source fee currency","Target fee amount","Target fee currency","Source name","Source amount (after fees)","Source currency","Target name","Target amount (after fees)","Target currency","Exchange rate",Reference,Batch
TRANSFER-11,COMPLETED,IN,"2026-04-13 10:00:00","2026-04-13 10:00:05",0.00,USD,,,"Acme Ltd",500.00,USD,Ann,500.00,USD,1.0,X,
TRANSFER-12,CANCELLED,IN,"2026-04-14 10:00:00","2026-04-14 10:00:05",0.00,USD,,,"Acme Ltd",700.00,USD,Ann,700.00,USD,1.0,X,
TRANSFER-13,REFUNDED,IN,"2026-04-15 10:00:00","2026-04-15 10:00:05",0.00,USD,,,"Acme Ltd",80.00,USD,Ann,80.00,USD,1.0,X,
TRANSFER-14,COMPLETED,OUT,"2026-04-16 10:00:00","2026-04-16 10:00:05",1.50,USD,,,Ann,98.50,USD,Bob,90.00,EUR,0.92,rent,
"""),
        paid={"USD": "500.00"},
    ),
    Case(
        "revolut_reverted.csv",
        "Revolut: REVERTED, PENDING, fee, two currencies",
        text("""
Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
TRANSFER,Current,2026-04-13 10:00:00,2026-04-13 10:00:10,Payment from Acme Ltd,500.00,0.00,EUR,COMPLETED,500.00
TRANSFER,Current,2026-04-14 10:00:00,,Payment from Acme Ltd,300.00,0.00,EUR,REVERTED,
TRANSFER,Current,2026-04-15 10:00:00,,Payment from Acme Ltd,200.00,0.00,EUR,PENDING,
TRANSFER,Current,2026-04-16 10:00:00,2026-04-16 11:00:00,Payment from Acme Ltd,100.00,2.50,USD,COMPLETED,97.50
EXCHANGE,Current,2026-04-17 10:00:00,2026-04-17 10:00:00,Exchanged to USD,-50.00,0.00,EUR,COMPLETED,450.00
"""),
        paid={"EUR": "500.00", "USD": "97.50"},
    ),
    Case(
        "stripe_disputes.csv",
        "Stripe balance: charge, dispute, dispute reversal, payout, in cents-free currency",
        text("""
id,Type,Source,Amount,Fee,Destination Platform Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC),Transfer Group
txn_1,charge,ch_1,100.00,3.20,,96.80,usd,2026-04-13 10:00,2026-04-15 00:00,Acme invoice,,,,,
txn_2,adjustment,du_1,-100.00,15.00,,-115.00,usd,2026-04-14 10:00,2026-04-14 00:00,Chargeback withdrawal for ch_1,,,,,
txn_3,adjustment,du_1,100.00,-15.00,,115.00,usd,2026-04-24 10:00,2026-04-24 00:00,Chargeback reversal for ch_1,,,,,
txn_4,payout,po_1,-96.80,0.00,,-96.80,usd,2026-04-25 10:00,2026-04-25 00:00,STRIPE PAYOUT,,,,,
"""),
        paid={"USD": "96.80"},
    ),
    Case(
        "venmo_minus.csv",
        "Venmo: + $1,234.00 and - $5.00",
        text("""
Account Statement - (@ann) ,,,,,,,,,,,,,,,,,,,,,
Account Activity,,,,,,,,,,,,,,,,,,,,,
,ID,Datetime,Type,Status,Note,From,To,Amount (total),Amount (tip),Amount (tax),Amount (fee),Tax Rate,Tax Exempt,Funding Source,Destination,Beginning Balance,Ending Balance,Statement Period Venmo Fees,Terminal Location,Year to Date Venmo Fees,Disclaimer
,,,,,,,,,,,,,,,,$0.00,,,,,
,1,2026-04-13T10:00:00,Payment,Complete,work,Acme Ltd,Ann,"+ $1,234.00",,0,,0,,,Venmo balance,,,,Venmo,,
,2,2026-04-14T10:00:00,Charge,Complete,dinner,Ann,Bob,- $5.00,,0,,0,,Venmo balance,,,,,Venmo,,
,,,,,,,,,,,,,,,,,"$1,229.00",$0.00,,$0.00,"In case of errors"
"""),
        paid={"USD": "1234.00"},
    ),
    Case(
        "cashapp.csv",
        "Cash App in local time with zone words",
        text("""
"Transaction ID","Date","Transaction Type","Currency","Amount","Fee","Net Amount","Asset Type","Asset Price","Asset Amount","Status","Notes","Name of sender/receiver","Account"
"a1","2026-04-13 10:00:00 EDT","Received P2P","USD","$150.00","$0.00","$150.00","","","","PAYMENT DEPOSITED","work","Acme Ltd","Your Cash"
"a2","2026-04-14 10:00:00 EDT","Cash out","USD","-$100.00","-$1.75","-$101.75","","","","TRANSFER SENT","","","Chase"
"a3","2026-04-15 10:00:00 EDT","Received P2P","USD","$20.00","$0.00","$20.00","","","","PAYMENT REFUNDED","","Acme Ltd","Your Cash"
"""),
        paid={"USD": "150.00"},
        answers={
            **_BANK,
            "word:PAYMENT DEPOSITED": "paid",
            "word:TRANSFER SENT": "not income",
            "word:PAYMENT REFUNDED": "not income",
            "word:Received P2P": "in",
            "word:Cash out": "out",
            "amount": "Net Amount",
        },
    ),
    Case(
        "bank_amb_us.csv",
        "bank, m/d days all <= 12",
        text("""
Posting Date,Description,Amount,Balance
04/05/2026,ACME LTD PAYROLL,500.00,1500.00
05/05/2026,GROCERY,-20.00,1480.00
"""),
        paid={"USD": "500.00"},
        answers={**_BANK, "dates": "mdy", "currency": "USD"},
    ),
    Case(
        "bank_paren.csv",
        "negatives in brackets with $",
        text("""
Date,Description,Amount
04/13/2026,ACME LTD,"$1,500.00"
04/14/2026,RENT,"($700.00)"
04/15/2026,ACME LTD REVERSAL,"($100.00)"
"""),
        paid={"USD": "1400.00"},
        answers={**_BANK, "below_zero": "returned", "currency": "USD"},
    ),
    Case(
        "bank_minus_behind.csv",
        "sums with the minus behind, German",
        text(
            """
Buchungstag;Verwendungszweck;Betrag
13.04.2026;Acme Ltd Honorar;1.500,00
14.04.2026;Miete;700,00-
""",
            "cp1252",
        ),
        paid={"EUR": "1500.00"},
        answers={**_BANK, "currency": "EUR"},
    ),
    Case(
        "bank_crdr_cell.csv",
        "1,500.00CR and 20.00DR in the cell",
        text("""
Txn Date,Narration,Amount,Balance
13/04/2026,NEFT ACME LTD,"1,500.00CR","2,000.00CR"
14/04/2026,UPI/GROCERY,"20.00DR","1,980.00CR"
"""),
        paid={"INR": "1500.00"},
        answers={**_BANK, "currency": "INR"},
    ),
    Case(
        "bank_unicode_minus.csv",
        "a Unicode minus",
        text("""
Date,Description,Amount (EUR)
2026-04-13,Acme Ltd,"1500.00"
2026-04-14,Rent,"\u2212700.00"
"""),
        paid={"EUR": "1500.00"},
        answers={**_BANK},
    ),
    Case(
        "bank_space_thousands.csv",
        "narrow spaces, comma",
        text("""
Date;Libellé;Montant
13/04/2026;VIR ACME LTD;1\u202f500,00
14/04/2026;LOYER;-700,00
"""),
        paid={"EUR": "1500.00"},
        answers={**_BANK, "currency": "EUR"},
    ),
    Case(
        "bank_thousand_dots.csv",
        "Indonesian: 1.500.000,00 and 250.000",
        text("""
Tanggal,Keterangan,Mutasi,Saldo
13/04/2026,TRSF ACME LTD,"1.500.000,00 CR","2.000.000,00"
14/04/2026,TARIK TUNAI,"250.000,00 DB","1.750.000,00"
"""),
        paid={"IDR": "1500000.00"},
        answers={**_BANK, "currency": "IDR", "amount": "Mutasi", "word:CR": "in", "word:DB": "out"},
    ),
    Case(
        "bank_clp.csv",
        "Chile: pesos with dots, no decimals",
        text("""
Fecha;Descripción;Cargo;Abono;Saldo
13/04/2026;TRANSFERENCIA DE ACME LTD;;1.500.000;2.000.000
14/04/2026;ARRIENDO;250.000;;1.750.000
"""),
        paid={"CLP": "1500000"},
        answers={**_BANK, "currency": "CLP", "amount": "Abono", "decimal": ","},
    ),
    Case(
        "bank_kes.csv",
        "Kenya: paid in, withdrawn",
        text("""
Completion Date,Details,Paid In,Withdrawn,Balance
13-Apr-2026,ACME LTD PAYMENT,"15,000.00",,"20,000.00"
14-Apr-2026,PAY BILL,,"2,000.00","18,000.00"
"""),
        paid={"KES": "15000.00"},
        answers={**_BANK, "currency": "KES", "amount": "Paid In"},
    ),
    Case(
        "bank_status.csv",
        "posted and pending rows",
        text("""
Date,Status,Description,Amount
2026-04-13,Posted,ACME LTD,500.00
2026-04-14,Pending,ACME LTD,300.00
2026-04-15,Declined,ACME LTD,200.00
"""),
        paid={"USD": "500.00"},
        answers={
            **_BANK,
            "currency": "USD",
            "word:Posted": "paid",
            "word:Pending": "not yet",
            "word:Declined": "not income",
        },
    ),
    Case(
        "bank_subtotal_month.csv",
        "Total lines by month with a date",
        text("""
Date,Description,Credit,Debit
2026-04-13,Acme Ltd,500.00,
2026-04-14,Rent,,300.00
2026-04-30,Total April,500.00,300.00
2026-05-13,Acme Ltd,400.00,
2026-05-31,Total May,400.00,0.00
"""),
        paid={"USD": "900.00"},
        answers={**_BANK, "currency": "USD", "amount": "Credit"},
    ),
    Case(
        "bank_carried.csv",
        "balance brought forward and carried",
        text("""
Date,Description,Credit,Debit,Balance
01/04/2026,BALANCE BROUGHT FORWARD,,,1000.00
13/04/2026,Acme Ltd,500.00,,1500.00
14/04/2026,Rent,,300.00,1200.00
30/04/2026,BALANCE CARRIED FORWARD,,,1200.00
"""),
        paid={"GBP": "500.00"},
        answers={**_BANK, "currency": "GBP", "amount": "Credit"},
    ),
    Case(
        "bank_two_cur.csv",
        "amount and currency per row, several",
        text("""
Date,Counterparty,Amount,Currency,Amount in EUR
2026-04-13,Acme Ltd,500.00,USD,460.00
2026-04-14,Acme Ltd,100.00,EUR,100.00
2026-04-15,Shop,-20.00,GBP,-23.00
"""),
        paid={"USD": "500.00", "EUR": "100.00"},
        answers={**_BANK, "amount": "Amount"},
    ),
    Case(
        "bank_value_dates.csv",
        "booking and value date, one pending without booking date",
        text("""
Booking Date,Value Date,Partner Name,Amount (EUR)
2026-04-13,2026-04-14,Acme Ltd,500.00
,2026-04-16,Acme Ltd,300.00
"""),
        paid={"EUR": "500.00"},
        rejects=1,
        answers={**_BANK, "date": "Booking Date"},
    ),
    Case(
        "amex_positive.csv",
        "credit card, purchases positive",
        text("""
Date,Description,Amount
04/13/2026,GROCERY,20.00
04/14/2026,HOSTING,12.00
04/15/2026,ONLINE PAYMENT - THANK YOU,-500.00
"""),
        paid={},
        answers={**_BANK, "kind": "payout", "currency": "USD", "below_zero": "outgoing", "spent": "refund"},
    ),
    Case(
        "fiverr_dates.csv",
        "Fiverr: earnings with clearing",
        text("""
date,activity,description,order,currency,amount
"2026-04-13","Earning","Order earnings","FO1","USD","80.00"
"2026-04-13","Withdrawal","Transferred successfully","","USD","-70.00"
"2026-04-14","Clearing","Order clearing","FO2","USD","40.00"
"2026-04-15","Cancelled","Order cancelled refund","FO1","USD","-80.00"
"""),
        None,
    ),
    Case(
        "payoneer_status.csv",
        "Payoneer: pending, cancelled",
        text("""
Date,Description,Amount,Currency,Status,Running Balance
"Apr 13, 2026","Payment from Acme Ltd","500.00","USD","Completed","500.00"
"Apr 14, 2026","Payment from Acme Ltd","300.00","USD","Pending","500.00"
"Apr 15, 2026","Payment from Acme Ltd","200.00","USD","Canceled","500.00"
"Apr 16, 2026","Withdrawal to bank account 1234","-400.00","USD","Completed","100.00"
"Apr 17, 2026","Annual account fee","-29.95","USD","Completed","70.05"
"""),
        paid={"USD": "500.00"},
        answers={**_BANK, "word:Completed": "paid", "word:Pending": "not yet", "word:Canceled": "not income"},
        confirmed=False,
    ),
    Case(
        "mpesa_pdf.csv",
        "M-Pesa, days first with reversal",
        text("""
Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance
SA1,2026-04-13 10:00:00,Business Payment from 123456 - ACME LTD via API. Original conversation ID is x.,Completed,"15,000.00",,"15,000.00"
SA2,2026-04-13 11:00:00,Customer Transfer to 0722***123 JOHN DOE,Completed,,"-1,000.00","14,000.00"
SA2,2026-04-13 11:00:00,Customer Transfer of Funds Charge,Completed,,-13.00,"13,987.00"
SA3,2026-04-14 10:00:00,Reversal of SA1 Business Payment ACME LTD,Completed,,"-15,000.00","-1,013.00"
"""),
        paid={},
        answers={"currency": "KES"},
        confirmed=False,
    ),
    Case(
        "gcash_x.csv",
        "GCash with opening balance",
        text("""
Date and Time,Description,Reference No.,Debit,Credit,Balance
2026-04-13 10:00 AM,STARTING BALANCE,,,,100.00
2026-04-13 10:30 AM,Transfer from ACME LTD to 0917,123,,"5,000.00","5,100.00"
2026-04-14 01:00 PM,Payment to Meralco,124,"1,500.00",,"3,600.00"
"""),
        paid={"PHP": "5000.00"},
    ),
    Case(
        "nubank_pt.csv",
        "Nubank conta, reversed Pix",
        text("""
Data,Valor,Identificador,Descrição
13/04/2026,1500.00,abc1,Transferência Recebida - ACME LTD - 12.345
14/04/2026,-1500.00,abc2,Estorno - Transferência Recebida - ACME LTD - 12.345
15/04/2026,-20.00,abc3,Compra no débito
"""),
        paid={},
        answers={**_BANK, "below_zero": "returned", "currency": "BRL"},
    ),
    Case(
        "itau.csv",
        "Itaú without header",
        text("""
13/04/2026;PIX TRANSF ACME LTD;1500,00
14/04/2026;PAG BOLETO;-200,00
"""),
        paid={"BRL": "1500.00"},
        answers={**_BANK, "currency": "BRL", "date": "column 1", "amount": "column 3"},
    ),
    Case(
        "bbva_mx.csv",
        "México: cargo y abono, mes en letras",
        text("""
FECHA,DESCRIPCIÓN,CARGO,ABONO,SALDO
13-abr-2026,SPEI RECIBIDO ACME LTD,,"$ 15,000.00","$ 20,000.00"
14-abr-2026,PAGO TDC,"$ 2,000.00",,"$ 18,000.00"
"""),
        paid={"MXN": "15000.00"},
        answers={**_BANK, "currency": "MXN", "amount": "ABONO"},
    ),
)
