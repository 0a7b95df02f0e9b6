#!/bin/sh
# ofxstatement: what it writes, neither of the two Python readers of OFX can read.
#
# Versions:  ofxstatement 0.9.3, ofxstatement-transferwise 1.2.0, ofxparse 0.21, ofxtools 1.1.1
# Guess:     A tool whose one purpose is to write OFX writes a file that readers of OFX take. What it does not know it
#            leaves out, as OFX 1.02 has it, or it says what is missing.
# Behaviour: The header says OFXSGML, the body holds empty tags of XML: <DTSTART />, <BANKID />, <BALAMT />, for each
#            thing that the plugin did not set, required or not. ofxparse stops with an IndexError and no word about
#            the tag; ofxtools skips the tag with a warning, then misses what is required.
# Seen:      exit status 0 and "1 line"; then IndexError and OFXSpecError
# Matters:   A worker turns a Wise statement into OFX for another program and gets "list index out of range". Put a bank
#            id and dates into the file by hand, or read the CSV.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ofxstatement==0.9.3 ofxstatement-transferwise==1.2.0 ofxparse==0.21 ofxtools==1.1.1

cat >"$work/wise.csv" <<'CSV'
"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount","Transaction Type","Transaction Details Type"
TRANSFER-1,02-03-2026,02-03-2026 18:00:02.198,200.00,EUR,"Received money from Acme Ltd",,200.00,,,,"Acme Ltd",,,,,,,,0.00,,CREDIT,DEPOSIT
CSV
printf '[wise]\nplugin = transferwise\ncurrency = EUR\naccount = Wise\n' >"$work/settings"
"$work/venv/bin/ofxstatement" convert -c "$work/settings" -t wise "$work/wise.csv" "$work/wise.ofx"
echo "empty tags: $(grep -o '<[A-Z]* />' "$work/wise.ofx" | sort | tr '\n' ' ')"

"$work/venv/bin/python" -W ignore - "$work/wise.ofx" <<'EOF'
import sys

from ofxparse import OfxParser
from ofxtools.Parser import OFXTree


def by_ofxparse(path):
    with open(path, "rb") as file:
        OfxParser.parse(file)


def by_ofxtools(path):
    tree = OFXTree()
    tree.parse(path)
    tree.convert()


seen = []
for reader in (by_ofxparse, by_ofxtools):
    try:
        reader(sys.argv[1])
    except Exception as error:
        print(reader.__name__, repr(error))
        seen.append(type(error).__name__)
assert seen == ["IndexError", "OFXSpecError"], seen
EOF
