#!/bin/sh
# ofxstatement: "1,200.00" is an error, "1,200" is one and two tenths.
#
# Versions:  ofxstatement 0.9.3 (the base of more than fifty plugins for banks and money accounts)
# Guess:     A comma before three digits groups thousands, or is refused where a comma before two digits is a decimal
#            one. Whatever the rule, "1,200.00" and "1,200" fare alike.
# Behaviour: parse_decimal, which CsvStatementParser uses for each amount, turns each comma into a point. With decimals
#            that makes two points and an exception; without them it is a number, a thousandth of what was paid.
# Seen:      "1,200.00" InvalidOperation; "1,200" 1.200; "12,500" 12.500
# Matters:   Yen, won, rupiah and pesos of Chile have no decimals, and many banks group them. The file is read to the
#            end, and a pay of 12,500 stands in the books as 12.50. Where amounts below a thousand are there as well
#            the column even looks plausible.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ofxstatement==0.9.3

"$work/venv/bin/python" - <<'EOF'
import io
from decimal import InvalidOperation

from ofxstatement.parser import CsvStatementParser


class Bank(CsvStatementParser):
    """A plugin as the package's own test of the parser has it."""

    mappings = {"date": 0, "payee": 1, "amount": 2, "id": 3}


def read(amount):
    try:
        (line,) = Bank(io.StringIO(f'2026-03-02,Acme,"{amount}",1\n')).parse().lines
    except InvalidOperation as error:
        return type(error).__name__
    return str(line.amount)


seen = {amount: read(amount) for amount in ("1,200.00", "1,200", "12,500", "950")}
print(seen)
assert seen == {"1,200.00": "InvalidOperation", "1,200": "1.200", "12,500": "12.500", "950": "950"}, seen
EOF
