"""Invented tables as people have them: what is asked, and what is stored once it is answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.importers.answering import answered, open_keys
from tracker.desk.mappings import draft_json
from tracker.domain import Expense, Payout, WorkSession, session_seconds
from tracker.errors import InputError
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.doubts import OpenQuestions
from tracker.importers.guess import again, draft
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping_json import from_json, read_draft

OPTIONS = ReadOptions(home_zone="UTC")


@dataclass(frozen=True)
class Case:
    name: str
    body: str
    answers: dict[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    money: dict[str, str] = field(default_factory=dict)
    """Payouts less clawbacks, or earned, or spent, by currency."""
    hours: float | None = None
    refused: int = 0
    left: dict[str, int] = field(default_factory=dict)


ACCOUNT = {"kind": "payout", "below_zero": "outgoing"}
CASES = [
    Case(
        "german account",
        "Buchungstag;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Saldo;Währung\n"
        "05.02.2026;Remotasks Inc;Payout;1.234,50;2.000,00;EUR\n17.02.2026;REWE;Einkauf;-34,50;1.965,50;EUR\n",
        {**ACCOUNT, "amount": "Betrag"},
        ("kind", "below_zero:Betrag"),
        {"EUR": "1234.50"},
        left={"outgoing": 1},
    ),
    Case(
        "german account with Soll and Haben in one column",
        "Datum;Text;S/H;Umsatz\n13.02.2026;Lohn;H;900,00\n14.02.2026;Miete;S;400,00\n",
        {**ACCOUNT, "direction": {"H": "in", "S": "out"}, "currency": "EUR", "amount": "Umsatz"},
        ("direction:S/H",),
        {"EUR": "900.00"},
        left={"outgoing": 1},
    ),
    Case(
        "french account with two columns",
        "Date;Libellé;Débit;Crédit\n13/02/2026;VIR OUTLIER;;1 500,00\n14/02/2026;LOYER;700,00;\n",
        {**ACCOUNT, "amount": "Crédit", "currency": "EUR"},
        ("below_zero:Crédit", "currency"),
        {"EUR": "1500.00"},
        left={"outgoing": 1},
    ),
    Case(
        "spanish account",
        "Fecha;Concepto;Cargo;Abono;Saldo\n13/02/2026;Nómina;;1.200,00;1.300,00\n15/02/2026;Luz;60,00;;1.240,00\n",
        {**ACCOUNT, "amount": "Abono", "currency": "EUR"},
        ("below_zero:Abono",),
        {"EUR": "1200.00"},
    ),
    Case(
        "polish account",
        "Data operacji;Tytuł;Kwota;Waluta\n13.02.2026;Przelew;2 500,00;PLN\n14.02.2026;Sklep;-99,90;PLN\n",
        {**ACCOUNT, "amount": "Kwota"},
        ("below_zero:Kwota",),
        {"PLN": "2500.00"},
    ),
    Case(
        "portuguese account with a balance in front",
        "Data,Histórico,Valor (BRL)\n13/01/2026,Saldo Anterior,100.00\n14/01/2026,Pix recebido,250.00\n",
        {**ACCOUNT, "amount": "Valor (BRL)"},
        (),
        {"BRL": "250.00"},
        left={"balance": 1},
    ),
    Case(
        "italian account, signs in words",
        "Data;Causale;Tipo;Importo\n13/02/2026;Bonifico;Accredito;300,00\n14/02/2026;Bolletta;Addebito;80,00\n",
        {**ACCOUNT, "direction": {"Accredito": "in", "Addebito": "out"}, "currency": "EUR"},
        ("kind",),
        {"EUR": "300.00"},
    ),
    Case(
        "signs turned round",
        "Date,Description,Amount\n2026-02-01,Payment received,-120.00\n2026-02-02,Card purchase,35.00\n",
        {"kind": "payout", "below_zero": "income", "currency": "USD"},
        ("below_zero:Amount",),
        {"USD": "120.00"},
    ),
    Case(
        "payouts that were taken back",
        "Date,Amount (USD)\n2026-02-01,200.00\n2026-02-09,-50.00\n",
        {"kind": "payout", "below_zero": "clawback"},
        ("below_zero:Amount (USD)",),
        {"USD": "150.00"},
    ),
    Case(
        "payouts with a fee column before the fee",
        "Date,Gross,Fee,Net\n2026-02-01,100.00,3.00,97.00\n2026-02-08,50.00,1.50,48.50\n",
        {"kind": "payout", "currency": "USD"},
        ("kind",),
        {"USD": "150.00"},
    ),
    Case(
        "payouts with a fee column after the fee",
        "Date,Received,Fee\n2026-02-01,97.00,3.00\n2026-02-08,48.50,1.50\n",
        {"kind": "payout", "amount": "Received", "currency": "USD", "fee_is": "taken off"},
        ("fee_is:Fee",),
        {"USD": "150.00"},
    ),
    Case(
        "payouts with a fee of the other sign, and one given back",
        "Date,Amount,Fee\n2026-02-01,200.00,-7.00\n2026-02-02,100.00,-3.50\n2026-02-09,-50.00,1.75\n",
        {"kind": "payout", "amount": "Amount", "currency": "USD", "fee_is": "on top", "below_zero": "clawback"},
        ("fee_is:Fee", "below_zero:Amount"),
        {"USD": "250.00"},
    ),
    Case(
        "invoice lines that repeat the total",
        "Invoice,Date,Item,Line,Invoice Total\nI-1,2026-02-01,a,10.00,30.00\nI-1,2026-02-01,b,20.00,30.00\n"
        "I-2,2026-02-08,c,5.00,5.00\n",
        {"kind": "payout", "amount": "Invoice Total", "currency": "USD", "once_per": "once"},
        ("amount",),
        {"USD": "35.00"},
        left={"repeated": 1},
    ),
    Case(
        "invoices by status",
        "Invoice,Date,Status,Amount\n1,2026-02-01,Paid,100.00\n2,2026-02-08,Draft,200.00\n3,2026-02-09,Void,40.00\n",
        {"kind": "payout", "currency": "EUR", "state": {"Paid": "paid", "Draft": "not yet", "Void": "not income"}},
        ("state:Status",),
        {"EUR": "100.00"},
        left={"not_completed": 1, "not_income": 1},
    ),
    Case(
        "a cancelled job that was paid",
        "Date,Job,Status,Payment\n2026-02-01,a,Completed,20.00\n2026-02-02,b,Cancelled,5.00\n2026-02-03,c,Cancelled,5.00\n",
        {"kind": "earning", "currency": "USD", "status": {"*": "approved"}},
        ("state:Status",),
        {"USD": "30.00"},
    ),
    Case(
        "money account with own top-ups and exchange",
        "Type,Completed Date,Amount,Currency,State\nTOPUP,2026-02-01,50.00,EUR,COMPLETED\n"
        "TRANSFER,2026-02-02,300.00,EUR,COMPLETED\nEXCHANGE,2026-02-03,20.00,EUR,COMPLETED\nTRANSFER,2026-02-04,70.00,EUR,REVERTED\n",
        {
            "kind": "payout",
            "state:Type": {"TRANSFER": "paid", "*": "not income"},
            "state:State": {"COMPLETED": "paid", "*": "not income"},
        },
        ("state:Type", "state:State"),
        {"EUR": "300.00"},
        left={"not_income": 3},
    ),
    Case(
        "a count beside the money",
        "Date,Total approvals,Total earnings\n2026-02-01,12,30.50\n2026-02-02,7,17.25\n",
        {"kind": "earning", "amount": "Total earnings", "currency": "USD"},
        ("amount", "currency"),
        {"USD": "47.75"},
    ),
    Case(
        "earnings with tax and withdrawals beside them",
        "Date,Earned,Tax,Withdrawals,Balance\n2026-02-01,100.00,10.00,0.00,90.00\n2026-02-02,50.00,5.00,90.00,45.00\n",
        {"kind": "earning", "amount": "Earned", "currency": "USD"},
        ("amount",),
        {"USD": "150.00"},
    ),
    Case(
        "a totals row at the end without a day",
        "Date,Hours,Project\n2026-02-01,2,A\n2026-02-02,3,A\nTotal,5,\n",
        {},
        (),
        hours=5,
        left={"total": 1},
    ),
    Case(
        "a totals row at the end, its label elsewhere",
        "Project,Date,Hours\nA,2026-02-01,2\nA,2026-02-02,3\nTotal,,5\n",
        {},
        (),
        hours=5,
        left={"total": 1},
    ),
    Case(
        "subtotals with a day",
        "Project,Date,Hours\nA,2026-02-01,2\nA,2026-02-02,3\nSubtotal,2026-02-02,5\nB,2026-02-03,1\nTotal,2026-02-03,6\n",
        {},
        (),
        hours=6,
        left={"total": 2},
    ),
    Case(
        "blank lines and the header again", "Date,Hours\n2026-02-01,2\n\n,\nDate,Hours\n2026-02-02,3\n", {}, (), hours=5
    ),
    Case(
        "hours and minutes side by side",
        "Date,Project,Hours,Minutes\n2026-02-01,A,1,30\n2026-02-02,A,0,45\n2026-02-03,A,2,0\n",
        {"duration": "together"},
        ("duration:Hours",),
        hours=4.25,
    ),
    Case(
        "durations as 1:30",
        "Date,Duration\n2026-02-01,1:30\n2026-02-02,0:45\n",
        {"colons": "h:mm"},
        ("colons:Duration",),
        hours=2.25,
    ),
    Case(
        "durations as 3:45 of minutes",
        "Date,Duration\n2026-02-01,3:45\n2026-02-02,12:15\n",
        {"colons": "m:ss"},
        ("colons:Duration",),
        hours=16 / 60,
    ),
    Case(
        "durations as 90",
        "Date,Duration\n2026-02-01,90\n2026-02-02,45\n",
        {"duration_unit": "minutes"},
        ("duration_unit:Duration",),
        hours=2.25,
    ),
    Case("durations as 1h 30m", "Date,Time spent\n2026-02-01,1h 30m\n2026-02-02,45m\n", {}, (), hours=2.25),
    Case(
        "fractions of a day",
        "Date,Hours\n2026-02-01,0.0625\n2026-02-02,0.03125\n",
        {"duration_unit": "days"},
        ("duration_unit:Hours",),
        hours=2.25,
    ),
    Case(
        "hours with a point for the colon",
        "Date,Hours\n2026-02-01,1.30\n2026-02-02,0.45\n",
        {"duration_unit": "h.mm"},
        ("duration_unit:Hours",),
        hours=2.25,
    ),
    Case("decimal hours with a comma", "Datum;Stunden\n13.02.2026;1,5\n14.02.2026;0,75\n", {}, (), hours=2.25),
    Case(
        "start, end and a break",
        "Date,Start,End,Hours\n2026-02-02,09:00,17:00,7.5\n2026-02-03,09:00,12:00,3\n",
        {"worked": "duration", "zone": "UTC"},
        ("worked:Hours", "zone"),
        hours=10.5,
    ),
    Case(
        "start and end are what counts",
        "Date,Start,End,Hours\n2026-02-02,09:00,17:00,7.5\n2026-02-03,09:00,12:00,3\n",
        {"worked": "span", "zone": "UTC"},
        ("worked:Hours",),
        hours=11,
    ),
    Case(
        "a slip in the end",
        "Date,Start,End\n2026-02-02,20:51,20:49\n2026-02-02,22:00,02:00\n",
        {"zone": "UTC"},
        ("zone",),
        hours=4,
        refused=1,
    ),
    Case("days the other way round", "Date,Hours\n03/02/2026,2\n04/02/2026,3\n", {"dates": "dmy"}, ("dates",), hours=5),
    Case(
        "rows of a team",
        "Date,Employee,Hours\n2026-02-01,Ann,2\n2026-02-01,Bob,8\n",
        {"person": {"Ann": "mine", "Bob": "not mine"}},
        ("person:Employee",),
        hours=2,
        left={"not_mine": 1},
    ),
    Case(
        "grouped thousands",
        'Date,Payout\n2026-02-01,"1,234"\n2026-02-02,"2,500"\n',
        {"kind": "payout", "decimal": ".", "currency": "PHP"},
        ("decimal", "currency"),
        {"PHP": "3734.00"},
    ),
    Case(
        "percent and exchange rates are no sums",
        "Date,Amount,Share,Exchange Rate\n2026-02-01,100.00,12%,1.0812\n2026-02-02,50.00,8%,1.0790\n",
        {"kind": "payout", "currency": "USD"},
        ("currency",),
        {"USD": "150.00"},
    ),
    Case(
        "two currencies in the cells",
        "Date,Amount\n2026-02-01,$10.00\n2026-02-02,€20.00\n2026-02-03,5.00 GBP\n",
        {"kind": "payout", "currency": "USD"},
        ("currency",),
        {"USD": "10.00", "EUR": "20.00", "GBP": "5.00"},
    ),
    Case(
        "debit marks in the cells",
        "Date,Amount\n2026-02-01,100.00 CR\n2026-02-02,50.00 DR\n2026-02-03,7.00\n2026-02-03,7.00\n",
        {"kind": "payout", "currency": "USD", "amount": "Amount", "below_zero": "outgoing"},
        ("below_zero:Amount",),
        {"USD": "114.00"},
    ),
    Case(
        "S and H behind the sums",
        "Datum;Text;Betrag\n01.02.2026;Mercor;200,00 H\n14.02.2026;Miete;50,00 S\n",
        {"kind": "payout", "currency": "EUR", "below_zero": "outgoing"},
        ("below_zero:Betrag",),
        {"EUR": "200.00"},
    ),
    Case(
        "the row's currency is not one of those of its column's sign",
        "Date,Amount (£),Currency\n2026-02-01,20.00,EUR\n2026-02-02,5.00,GBP\n",
        {"kind": "payout"},
        (),
        {"GBP": "5.00"},
        refused=1,
    ),
    Case(
        "two columns of one name",
        "Date,Amount,Currency,Amount,Currency\n2026-02-01,100.00,EUR,108.00,USD\n2026-02-02,50.00,EUR,54.00,USD\n",
        {
            "kind": "payout",
            "amount": "Amount (column 4)",
            "currency:Amount (column 4)": "Currency (column 5)",
            "currency:Amount": "Currency (column 5)",
        },
        ("amount",),
        {"USD": "162.00"},
    ),
    Case(
        "two days for one payment",
        "Booking date,Value date,Amount,Currency\n2026-02-28,2026-03-02,10.00,EUR\n2026-02-10,2026-02-10,5.00,EUR\n",
        {"kind": "payout", "date": "Value date"},
        ("date:Booking date",),
        {"EUR": "15.00"},
    ),
    Case(
        "start, end and minutes of a break",
        "Date,Start,End,Break\n2026-02-02,09:00,17:00,30\n2026-02-03,09:00,12:00,0\n",
        {"pause": "minutes", "zone": "UTC"},
        ("pause:Break",),
        hours=10.5,
    ),
    Case(
        "clock times in several ways of writing",
        "Date,Start,End\n2026-02-02,22:00,06:00\n2026-02-03,9,17\n2026-02-04,9:00 PM,5:00\n",
        {"column:end": "Start and End", "zone": "UTC"},
        ("column:end",),
        hours=16,
        refused=1,
    ),
    Case(
        "two stretches in one row",
        "Date,In,Out,In 2,Out 2\n2026-02-02,09:00,12:00,13:00,17:00\n2026-02-03,09:00,12:00,,\n",
        {"times": "none", "zone": "UTC"},
        ("times:In 2, Out 2",),
        hours=6,
    ),
    Case(
        "hours of a week",
        "Week ending,Hours\n2026-02-08,38\n2026-02-15,20\n",
        {"covers": "week to"},
        ("covers:Week ending",),
        hours=58,
    ),
    Case(
        "hours from a day to a day",
        "From day,Last day,Hours\n2026-02-02,2026-02-06,38\n2026-02-09,2026-02-11,12\n",
        {"date_until": "last"},
        ("date_until:Last day",),
        hours=50,
    ),
    Case(
        "sums in cents",
        "created,amount,currency\n2026-02-01,2500,usd\n2026-02-02,1999,usd\n",
        {"kind": "payout", "hundredths": "cents"},
        ("hundredths:amount",),
        {"USD": "44.99"},
    ),
    Case(
        "hours by project",
        "Date,Lantern,Larkspur,Total\n2026-02-02,2,3,5\n2026-02-03,1,1,2\n",
        {"kind": "work_session", "column:end": "Total", "duration_unit": "hours", "amount": "none"},
        ("kind",),
        hours=7,
    ),
    Case(
        "what arrived, in another currency than what was sent",
        "Payment date,Amount,Currency,Amount (PHP)\n2026-02-01,100.00,USD,5800.00\n2026-02-08,50.00,USD,2900.00\n",
        {"kind": "payout", "amount": "Amount (PHP)"},
        ("amount",),
        {"PHP": "8700.00"},
    ),
    Case(
        "japanese account",
        '日付,摘要,出金,入金,残高\n2026/02/01,給与,,"120,000","220,000"\n2026/02/02,家賃,"80,000",,"140,000"\n',
        {**ACCOUNT, "amount": "入金", "currency": "JPY", "decimal": ".", "hundredths": "whole"},
        ("kind", "below_zero:入金"),
        {"JPY": "120000.00"},
        left={"outgoing": 1},
    ),
    Case(
        "names in a language that nobody knows here",
        "ngày,nội dung,số dư thay đổi\n2026-02-01,a,120.50\n2026-02-02,b,80.25\n",
        {"kind": "payout", "amount": "số dư thay đổi", "currency": "USD"},
        ("kind", "amount", "currency"),
        {"USD": "200.75"},
    ),
    Case(
        "overtime in a column of its own",
        "Date,Hours,Overtime\n2026-02-01,8,2\n2026-02-02,8,0\n",
        {"duration": "both"},
        ("duration:Hours",),
        hours=18,
    ),
    Case(
        "billable hours beside all hours",
        "Date,Hours,Billable Hours\n2026-02-01,8,6\n2026-02-02,8,8\n",
        {"duration": "Hours"},
        ("duration:Hours",),
        hours=16,
    ),
    Case(
        "sums of each day without a name",
        "Date,Project,Hours,Pay (USD)\n2026-02-01,A,2,40\n2026-02-01,B,3,60\n2026-02-01,,5,100\n2026-02-02,A,1,20\n"
        "2026-02-02,,1,20\n",
        {"amount": "Pay (USD)", "total_without": "totals"},
        ("total_without:Project",),
        hours=6,
        left={"total": 2},
    ),
    Case(
        "sums of each day without a name that are no sums",
        "Date,Project,Hours\n2026-02-01,A,2\n2026-02-01,B,3\n2026-02-01,,5\n2026-02-02,A,1\n",
        {"total_without": "rows"},
        ("total_without:Project",),
        hours=11,
    ),
    Case(
        "work without a name that is not the sum of what is above it",
        "Date,Project,Hours\n2026-02-01,A,2\n2026-02-01,B,3\n2026-02-01,,4\n2026-02-02,A,1\n2026-02-02,,1\n",
        hours=11,
    ),
    Case(
        "account with purchases and pay that goes back",
        "Date,Description,Amount\n13/02/2026,ACME PAYROLL,1500.00\n14/02/2026,RENT,(700.00)\n"
        "15/02/2026,ACME REVERSAL,(100.00)\n",
        {"kind": "payout", "below_zero": "returned", "currency": "USD"},
        ("kind", "below_zero:Amount"),
        {"USD": "1400.00"},
        left={"outgoing": 1},
    ),
    Case(
        "account of two columns with pay that goes back",
        "Date,Description,Debit,Credit\n13/02/2026,ACME PAYROLL,,1500.00\n14/02/2026,RENT,700.00,\n"
        "15/02/2026,ACME REVERSAL,100.00,\n",
        {"kind": "payout", "below_zero": "returned", "currency": "USD", "amount": "Credit"},
        ("kind", "below_zero:Credit"),
        {"USD": "1400.00"},
        left={"outgoing": 1},
    ),
    Case(
        "times of four digits",
        "Date,Client,Start,End\n2026-02-01,A,0900,1130\n2026-02-02,A,2230,0030\n",
        {"zone": "UTC"},
        hours=4.5,
    ),
    Case(
        "sums of four digits in columns called in and out",
        "Date,Description,In,Out\n2026-02-01,A,1500,\n2026-02-02,Rent,,0700\n",
        {**ACCOUNT, "amount": "In", "currency": "USD", "hundredths": "whole"},
        ("kind",),
        {"USD": "1500.00"},
        left={"outgoing": 1},
    ),
    Case(
        "letters behind sums in a language that is not known here",
        'Tanggal,Keterangan,Mutasi,Saldo\n13/04/2026,A,"1.500.000,00 CR","2.000.000,00"\n'
        '14/04/2026,B,"250.000,00 DB","1.750.000,00"\n',
        {**ACCOUNT, "amount": "Mutasi", "currency": "IDR"},
        ("kind", "amount"),
        {"IDR": "1500000.00"},
        left={"outgoing": 1},
    ),
    Case(
        "columns and rows of a sheet between which nothing is",
        ',,,,\n,Date,,Hours,Project\n,,,,\n,13/04/2026,,"1,5",A\n,,,,\n,14/04/2026,,"0,25",A\n',
        hours=1.75,
    ),
    Case(
        "times in Spanish",
        "Cliente;Fecha de inicio;Hora de inicio;Fecha de finalización;Hora de finalización;Duración (h)\n"
        "A;13/04/2026;23:30;14/04/2026;00:15;00:45:00\n",
        {"zone": "UTC"},
        hours=0.75,
    ),
    Case(
        "totals that name their month, on rows with a day and a payer",
        "Date,Payer,Text,Amount,Currency\n2026-02-13,Acme,a,100.00,USD\n2026-02-20,Acme,b,50.00,USD\n"
        "2026-02-28,Acme,Total February,150.00,USD\n2026-03-13,Acme,c,70.00,USD\n"
        "2026-03-31,Acme,March total,70.00,USD\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "220.00"},
        left={"total": 2},
    ),
    Case(
        "a payer called Total, which is no sum",
        "Date,Payer,Amount,Currency\n2026-02-13,Total Energies,100.00,USD\n2026-02-20,Total Energies,50.00,USD\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "150.00"},
    ),
    Case(
        "balances as rows, one written with blanks between its letters",
        "Data;Histórico;Valor\n31/03/2026;Saldo Anterior;100,00\n13/04/2026;Pix ACME;1200,50\n14/04/2026;Loja;-20,00\n"
        "30/04/2026;S A L D O;1280,50\n",
        {**ACCOUNT, "currency": "BRL"},
        ("kind",),
        {"BRL": "1200.50"},
        left={"balance": 1, "total": 1, "outgoing": 1},
    ),
    Case(
        "an opening balance with its day",
        "Date,Text,Amount\n2026-02-01,Opening balance at 01/02/2026,100.00\n2026-02-13,Balance of invoice 3,50.00\n",
        {"kind": "payout", "currency": "EUR"},
        ("kind",),
        {"EUR": "50.00"},
        left={"balance": 1},
    ),
    Case(
        "two sums, each with a currency of its own",
        "Date,Client,Invoice amount,Invoice currency,Paid amount,Paid currency\n"
        "2026-02-13,Acme,100.00,USD,92.00,EUR\n2026-02-20,Acme,50.00,GBP,58.00,EUR\n",
        {"kind": "payout", "amount": "Paid amount"},
        ("kind", "amount"),
        {"EUR": "150.00"},
    ),
    Case(
        "sums without signs beside a balance, and a word for the way",
        "Date,Text,Type,Transaction Amount,Balance\n2026-02-13,ACME,Credit,900.00,1000.00\n"
        "2026-02-12,SHOP,Debit,5.00,100.00\n",
        {**ACCOUNT, "currency": "USD"},
        ("kind", "currency"),
        {"USD": "900.00"},
        left={"outgoing": 1},
    ),
    Case(
        "two fees, and a sum before them",
        "Date,Payer,Amount,Platform fee,Transfer fee,Currency\n2026-02-13,A,100.00,10.00,3.00,USD\n"
        "2026-02-20,A,50.00,5.00,0.00,USD\n",
        {"kind": "payout", "fee_is": "taken off"},
        ("fee_is:Platform fee",),
        {"USD": "168.00"},
    ),
    Case(
        "a fee that is the others together counts once",
        "Date,Payer,Amount,Platform fee,Transfer fee,Total fees,Currency\n2026-02-13,A,87.00,10.00,3.00,13.00,USD\n"
        "2026-02-20,A,45.00,5.00,0.00,5.00,USD\n",
        {"kind": "payout", "fee_is": "taken off", "amount": "Amount"},
        ("fee_is:Total fees",),
        {"USD": "150.00"},
    ),
    Case(
        "a fee that is what was earned",
        "Date,Client,Interpreter fee,Currency\n2026-02-13,A,87.00,USD\n2026-02-20,A,45.00,USD\n",
        {"kind": "payout", "amount": "Interpreter fee"},
        ("amount",),
        {"USD": "132.00"},
    ),
    Case(
        "yes and no under a state",
        "Date,Payer,Amount,Currency,Settled?\n2026-02-13,A,100.00,USD,Yes\n2026-02-20,A,50.00,USD,No\n",
        {"kind": "payout", "state": {"Yes": "paid", "No": "not yet"}},
        ("state:Settled?",),
        {"USD": "100.00"},
        left={"not_completed": 1},
    ),
    Case(
        "all of it pending",
        "Date,Payer,Amount,Currency,Is Pending\n2026-02-13,A,100.00,USD,1\n2026-02-20,A,50.00,USD,1\n",
        {"kind": "payout", "state": {"1": "not yet"}},
        ("state:Is Pending",),
        left={"not_completed": 2},
    ),
    Case(
        "none of it reversed, which is not asked",
        "Date,Payer,Amount,Currency,Reversed\n2026-02-13,A,100.00,USD,no\n2026-02-20,A,50.00,USD,\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "150.00"},
    ),
    Case(
        "coins and a currency in one column",
        "Date,From,Coin,Amount\n2026-02-13,A,USDT,100.00\n2026-02-20,A,EUR,50.00\n2026-02-21,A,BTC,0.01\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "100.00", "EUR": "50.00"},
        refused=1,
    ),
    Case(
        "a total for each currency",
        "Date,Payer,Amount,Currency\n2026-02-13,A,100.00,USD\n2026-02-14,A,50.00,EUR\n2026-02-15,A,30.00,USD\n"
        "2026-02-28,Total USD,130.00,USD\n2026-02-28,Total EUR,50.00,EUR\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "130.00", "EUR": "50.00"},
        left={"total": 2},
    ),
    Case(
        "a header that names another currency than the rows",
        "Date,Payer,Amount (USD),Currency\n2026-02-13,A,100.00,EUR\n2026-02-14,A,50.00,USD\n",
        {"kind": "payout"},
        ("kind",),
        {"USD": "50.00"},
        refused=1,
    ),
    Case(
        "what was refunded, beside the sum",
        "Date,Customer,Amount,Amount refunded,Currency\n2026-02-13,A,100.00,0.00,USD\n2026-02-14,A,50.00,20.00,USD\n",
        {"kind": "payout", "fee_is": "taken off"},
        ("fee_is:Amount refunded",),
        {"USD": "170.00"},
    ),
    Case(
        "one word of several says that money went back",
        "Date,Payer,Event,Amount,Currency\n2026-02-13,A,Payment,100.00,USD\n2026-02-14,A,Bonus,20.00,USD\n"
        "2026-02-15,A,Tip,5.00,USD\n2026-02-16,A,Refund,30.00,USD\n",
        {"kind": "payout", "state": {"Payment": "paid", "Bonus": "paid", "Tip": "paid", "Refund": "not income"}},
        ("state:Event",),
        {"USD": "125.00"},
        left={"not_income": 1},
    ),
    Case(
        "expenses of two signs",
        "Date,What,Amount\n2026-02-01,chair,-120.00\n2026-02-03,chair back,120.00\n2026-02-04,cable,-15.00\n",
        {"kind": "expense", "spent": "spent", "currency": "USD"},
        ("kind",),
        {"USD": "15.00"},
    ),
]


def text(case: Case) -> Text:
    return Text(f"{case.name}.csv", case.body, "utf-8")


def done(case: Case) -> ParsedBatch:
    """The rows after all questions are answered, as often as answers raise others."""
    raw = draft_json(draft(text(case), OPTIONS))
    for _ in range(3):
        mapping, _ = read_draft(answered(raw, case.answers))
        raw = draft_json(again(text(case), mapping, OPTIONS))
    assert open_keys(raw) == []
    return MappedImporter(from_json(raw)).parse(text(case), ReadOptions(platform="P"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_table(case: Case) -> None:
    first = draft(text(case), OPTIONS)
    keys = [q.key for q in first.needed]
    said_at_once = any(c.value == "account" for q in first.needed for c in q.choices)
    assert {a for a in case.asks if not (said_at_once and a.startswith("below_zero:"))} <= set(keys), keys
    if keys:
        with pytest.raises(OpenQuestions):
            from_json(draft_json(first))
        with pytest.raises(InputError):
            MappedImporter(first.mapping).parse(text(case), ReadOptions(platform="P"))
    batch = done(case)
    money: dict[str, int] = {}
    seconds = 0
    for row in batch.rows:
        record = row.record
        if isinstance(record, WorkSession):
            seconds += session_seconds(record)
        else:
            sign = -1 if isinstance(record, Payout) and record.kind == "clawback" else 1
            money[record.currency] = money.get(record.currency, 0) + sign * record.amount
    assert money == {c: round(float(n) * 10_000) for c, n in case.money.items()}
    assert seconds == pytest.approx((case.hours or 0) * 3600, abs=1)
    assert len(batch.problems) == case.refused, batch.problems
    left = [i.reason for i in batch.ignored]
    assert {r: left.count(r) for r in case.left} == case.left


def test_what_is_left_out_has_its_sum() -> None:
    case = CASES[0]
    (gone,) = done(case).ignored
    assert (gone.reason, gone.amount, gone.currency) == ("outgoing", -345_000, "EUR")


def test_a_fee_that_was_given_back_stands_in_the_clawback() -> None:
    back = next(
        r.record for r in done(next(c for c in CASES if "given back" in c.name)).rows if r.record.kind == "clawback"
    )
    assert isinstance(back, Payout)
    assert (back.amount, back.fee) == (500_000, 17_500)


def test_money_that_came_back_lowers_what_was_spent() -> None:
    spent = [r.record for r in done(CASES[-1]).rows]
    assert [e.amount for e in spent if isinstance(e, Expense)] == [1_200_000, -1_200_000, 150_000]


@pytest.mark.parametrize(
    "body",
    [
        "Project,Mon,Tue,Wed,Thu,Fri,Total\nA,8,8,7.5,8,6,37.5\nB,0,0,0.5,0,2,2.5\n",
        "Project,2026-02-02,2026-02-03,2026-02-04\nA,8,8,7.5\nB,1,2,0.5\n",
        "Week,Montag,Dienstag,Mittwoch\n2026-02-02,8,8,7.5\n2026-02-09,1,2,0.5\n",
    ],
)
def test_a_sheet_with_a_column_for_each_day_is_never_read_as_it_stands(body: str) -> None:
    made = draft(Text("wide.csv", body, "utf-8"), OPTIONS)
    assert made.needed[0].key == "wide" or any(q.key == "column:date" for q in made.needed)
    with pytest.raises(InputError):
        MappedImporter(made.mapping).parse(Text("wide.csv", body, "utf-8"), ReadOptions(platform="P"))


@pytest.mark.parametrize(
    ("cell", "said"),
    [("$5.00", "EUR"), ("5 GBP", None), ("¥500", "EUR"), ("kr 50", "EUR"), ("5.00 Rs", "USD")],
)
def test_a_currency_that_a_cell_names_is_taken_or_refused(cell: str, said: str | None) -> None:
    raw = {"tracker_mapping": 1, "name": "m", "kind": "payout", "columns": {"date": "d", "amount": "a"}}
    mapping = from_json(json.dumps({**raw, "constants": {"currency": said or "EUR"}}))
    batch = MappedImporter(mapping).parse(Text("m.csv", f"d,a\n2026-02-01,{cell}\n", "utf-8"), ReadOptions())
    if said is None:
        assert batch.rows[0].record.currency == "GBP"
    else:
        assert [p.code for p in batch.problems] == ["currency_conflict"]


def test_a_header_that_names_another_currency_than_the_mapping_is_refused() -> None:
    raw = {"tracker_mapping": 1, "name": "m", "kind": "payout", "columns": {"date": "d", "amount": "Amount (EUR)"},
           "constants": {"currency": "USD"}}  # fmt: skip
    with pytest.raises(InputError, match="names EUR, but the mapping says USD"):
        MappedImporter(from_json(json.dumps(raw))).parse(
            Text("m.csv", "d,Amount (EUR)\n2026-02-01,5\n", "utf-8"), ReadOptions()
        )


def test_two_rows_with_one_number_are_two_rows() -> None:
    raw = {"tracker_mapping": 1, "name": "m", "columns": {"id": "ID", "date": "Date", "duration": "Hours"}}
    body = "ID,Date,Hours\n7,2026-02-01,2\n7,2026-02-02,1\n8,2026-02-02,1\n"
    batch = MappedImporter(from_json(json.dumps(raw))).parse(Text("m.csv", body, "utf-8"), ReadOptions())
    assert len({r.source_id for r in batch.rows}) == 3
