#!/bin/sh
# ofxparse: east of Greenwich a transaction of midnight is booked on the day before.
#
# Versions:  ofxparse 0.21
# Guess:     20260331000000[+9:JST] is 31 March, the bank's day; or a datetime that knows its zone.
# Behaviour: The offset is taken off and what remains has no zone: 30 March, 15:00. West of Greenwich midnight
#            stays on its day, so the usual [-5:EST] passes; 23:00 there moves to the next.
# Seen:      [+9:JST] 2026-03-30 15:00, [-5:EST] 2026-03-31 05:00, [-8:PST] at 23:00 2026-04-01 07:00
# Matters:   What came on the last day of a month or a tax year is in the other one, and a platform that paid on the
#            day it promised seems to have paid a day early or late.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ofxparse==0.21

"$work/venv/bin/python" - <<'PY'
from io import BytesIO

from ofxparse import OfxParser

HEAD = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
BODY = (
    "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD"
    "<BANKACCTFROM><BANKID>1<ACCTID>2<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20260301<DTEND>20260331"
    "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{}<TRNAMT>100.00<FITID>1<NAME>A platform</STMTTRN>"
    "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)


def booked(day: str) -> str:
    (row,) = OfxParser.parse(BytesIO((HEAD + BODY.format(day)).encode())).account.statement.transactions
    assert row.date.tzinfo is None
    print(day, "->", row.date)
    return f"{row.date:%Y-%m-%d %H:%M}"


assert booked("20260331000000[+9:JST]") == "2026-03-30 15:00"
assert booked("20260331000000[+5.75:NPT]") == "2026-03-30 18:15"
assert booked("20260331000000[-5:EST]") == "2026-03-31 05:00"
assert booked("20260331230000[-8:PST]") == "2026-04-01 07:00"
PY
