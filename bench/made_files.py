"""Files of so many rows in the layouts of some formats, for measuring: what a row costs to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bench.made import toggl_csv

FIRST = dt.date(2021, 1, 1)
_PAYPAL = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Reference Txn ID","Balance","Balance Impact"'
)
_PAYONEER = (
    "Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,"
    "Transfer Amount,Transfer Amount Currency,Status,Running Balance,Additional Description,Store Name,Source,Target,"
    "Reference ID"
)
_STRIPE = (
    "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,charge_id,"
    "description"
)
_ENTRY = (
    '<Ntry><Amt Ccy="EUR">{n}.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt>'
    "</BookgDt><AcctSvcrRef>R{n}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E{n}</EndToEndId></Refs><RltdPties>"
    "<Dbtr><Pty><Nm>Northwind Labs</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>Invoice {n}</Ustrd></RmtInf></TxDtls>"
    "</NtryDtls></Ntry>"
)


def _rows(rows: int, line: str, head: str = "", tail: str = "") -> str:
    """A line for each row: `{n}` is its number, `{who}` one of forty payers, `{day}` its day in several ways."""
    days = [FIRST + dt.timedelta(days=i % 1800) for i in range(rows)]
    made = (
        line.format(n=n + 1, who=n % 40, day=day, us=f"{day:%m/%d/%Y}", ymd=f"{day:%Y%m%d}", short=f"{day:%y%m%d}")
        for n, day in enumerate(days)
    )
    return head + "".join(made) + tail


def _mt940(rows: int) -> str:
    line = ":61:{short}C{n},50NTRFNONREF//{n}\n:86:166?00GUTSCHRIFT?20SVWZ+Invoice {n}?32NORTHWIND LABS\n"
    total = sum(range(1, rows + 1)) + rows / 2
    head = ":20:STARTUMSE\n:25:12030000/0000202051\n:28C:00003/001\n:60F:C210101EUR0,00\n"
    return _rows(rows, line, head, f":62F:C260101EUR{total:.2f}\n-\n".replace(".", ","))


MADE: dict[str, Callable[[int], str]] = {
    "toggl.csv": toggl_csv,
    "work.ics": lambda rows: _rows(
        rows,
        "BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260401T000000Z\nDTSTART:{ymd}T080000Z\nDTEND:{ymd}T093000Z\n"
        "SUMMARY:task {n}\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//made//EN\nX-WR-CALNAME:Work\n",
        "END:VCALENDAR\n",
    ),
    "checking.ofx": lambda rows: _rows(
        rows,
        "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{ymd}<TRNAMT>{n}.50<FITID>F{n}<NAME>NORTHWIND LABS<MEMO>{n}</STMTTRN>\n",
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS>"
        "<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\n",
        "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n",
    ),
    "march.sta": _mt940,
    "april.xml": lambda rows: _rows(
        rows,
        _ENTRY,
        '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
        "<Id>1</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>",
        "</Stmt></BkToCstmrStmt></Document>",
    ),
    "paypal.csv": lambda rows: _rows(
        rows,
        '"{us}","09:15:00","PST","Northwind Labs","Mass Pay Payment","Completed","USD","{n}.50","-0.50","{n}.00",'
        '"pay@northwind.example","ada@example.org","A{n}","","188.00","Credit"\n',
        f"{_PAYPAL}\n",
    ),
    "mpesa.csv": lambda rows: _rows(
        rows,
        "SFA{n},{day} 10:00:00,Funds received from 2547******111 BLUE HARBOR,Completed,{n}.00,,1.00\n",
        "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n",
    ),
    "payoneer.csv": lambda rows: _rows(
        rows,
        "{us},10:00:00,UTC,{n},Payment from Blue Harbor,{n}.50,,USD,,,Completed,,,,Blue Harbor,me,\n",
        f"{_PAYONEER}\n",
    ),
    "stripe.csv": lambda rows: _rows(
        rows,
        "txn_{n},{day} 10:02:11,{day} 00:00:00,eur,{n}.70,0.70,{n}.00,charge,ch_{n},Labels of {who}\n",
        f"{_STRIPE}\n",
    ),
    "revolut.csv": lambda rows: _rows(
        rows,
        "TRANSFER,Current,{day} 10:00:00,{day} 10:00:01,Transfer from Northwind Labs {who},{n}.00,2.50,EUR,COMPLETED,"
        "7.50\n",
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n",
    ),
}
"""By the name of a file what makes it, of so many rows; Toggl's comes first, for the others stand beside it."""
