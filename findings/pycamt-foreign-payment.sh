#!/bin/sh
# pycamt: a payment from abroad is its foreign amount in the account's currency.
#
# Versions:  pycamt 1.1.1
# Guess:     The amount of an entry (Ntry/Amt, 8.85 EUR) is what was booked; the instructed amount (10.00 USD) is a
#            detail.
# Behaviour: The first amount found in the details is laid over the entry's and keeps the entry's currency: 10.00
#            EUR. Entries without AmtDtls are right, so a domestic statement passes.
# Seen:      the entry says 8.85 EUR, read as 10.00 EUR
# Matters:   Whoever is paid in dollars and banks in euro reads every payment 13 % too high, in the right currency
#            and on the right day.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycamt==1.1.1

"$work/venv/bin/python" - <<'EOF'
from pycamt.parser import Camt053Parser

# 10.00 US dollars were sent; the bank booked 8.85 euro, which is what the entry and the balance say.
statement = b"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-06T00:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>2026-03-06T00:00:00</CreDtTm>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">8.85</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-03-06</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">8.85</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-03-06</Dt></BookgDt><ValDt><Dt>2026-03-06</Dt></ValDt>
<BkTxCd><Prtry><Cd>166</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs>
<AmtDtls><InstdAmt><Amt Ccy="USD">10.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">8.85</Amt></TxAmt></AmtDtls>
</TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"""
[entry] = Camt053Parser(statement).get_transactions()
seen = (entry["Amount"], entry["Currency"])
print("the entry says 8.85 EUR, read as", *seen)
assert seen == ("10.00", "EUR"), seen
EOF
