#!/bin/sh
# bankstatementparser: money that is only announced is a row like money that came.
#
# Versions:  bankstatementparser 0.0.29
# Guess:     A CAMT entry with the status PDNG (pending) is left out, or a column says so: it is in no balance.
# Behaviour: It is a row as any other, with its amount above zero; no column has the status. The rows add up to 75.00
#            where the balances moved by 45.00.
# Seen:      columns: Amount, Currency, DrCr, Debtor, Creditor, Reference, ValDt, BookgDt, AccountId, ...
#            rows 45.00 30.00, in all 75.00; balances 100.00 to 145.00
# Matters:   A payout that is announced and then withdrawn counts as received; one that arrives counts twice, in this
#            file and in the next.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check bankstatementparser==0.0.29

"$work/venv/bin/python" -W ignore - "$work/statement.xml" <<'PY'
import sys
from decimal import Decimal
from pathlib import Path

from bankstatementparser import CamtParser

BALANCE = (
    "<Bal><Tp><CdOrPrtry><Cd>{0}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{1}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
    "<Dt><Dt>{2}</Dt></Dt></Bal>"
)
ENTRY = (
    "<Ntry><Amt Ccy='EUR'>{0}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{1}</Sts><BookgDt><Dt>2026-05-05</Dt></BookgDt>"
    "<ValDt><Dt>2026-05-05</Dt></ValDt><BkTxCd/></Ntry>"
)
Path(sys.argv[1]).write_text(
    "<?xml version='1.0' encoding='UTF-8'?>"
    "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt>"
    "<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-05-05T20:00:00</CreDtTm></GrpHdr>"
    "<Stmt><Id>1</Id><CreDtTm>2026-05-05T20:00:00</CreDtTm>"
    "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    + BALANCE.format("OPBD", "100.00", "2026-05-04")
    + BALANCE.format("CLBD", "145.00", "2026-05-05")
    + ENTRY.format("45.00", "BOOK")
    + ENTRY.format("30.00", "PDNG")
    + "</Stmt></BkToCstmrStmt></Document>"
)
rows = CamtParser(sys.argv[1]).parse()
amounts = [Decimal(str(a)) for a in rows["Amount"]]
print("columns:", ", ".join(rows.columns))
print("rows", *amounts, "in all", sum(amounts), "; balances 100.00 to 145.00")
assert amounts == [Decimal("45.00"), Decimal("30.00")]
assert not [c for c in rows.columns if "stat" in c.lower() or c.lower() == "sts"]
assert not rows.astype(str).apply(lambda c: c.str.contains("PDNG")).any().any()
PY
