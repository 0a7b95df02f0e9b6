#!/bin/sh
# beangulp: another payer's payment of nearly the same sum is commented out as a duplicate.
#
# Versions:  beangulp 0.2.0, beancount 3.2.3
# Guess:     A duplicate has the same date, sum and text, or at least the same sum.
# Behaviour: By default two entries within two days, on one account and within 5 % of each other are the same,
#            whoever paid: 195.00 of Mercor is taken for 200.00 of Outlier and written as a comment.
# Seen:      ; duplicate of .../ledger.beancount:3
#              ; 2026-03-03 * "Mercor"
#              ;   Assets:PayPal  195.00 USD
#              2026-03-03 * "Prolific"
#                Assets:PayPal  12.00 USD
# Matters:   Weekly pay of several platforms is of one size and comes on the same days. What is a comment is missing
#            from income, and bean-check finds nothing wrong.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check beangulp==0.2.0 beancount==3.2.3

cd "$work"
cat > ledger.beancount <<'EOF'
2026-01-01 open Assets:PayPal
2026-01-01 open Income:Work
2026-03-02 * "Outlier" "weekly pay"
  Assets:PayPal   200.00 USD
  Income:Work    -200.00 USD
EOF
printf 'date,payer,amount\n2026-03-03,Mercor,195.00\n2026-03-03,Prolific,12.00\n' > pay.csv
cat > load.py <<'EOF'
import beangulp
from beangulp.importers import csvbase


class Pay(csvbase.Importer):
    date = csvbase.Date("date")
    narration = csvbase.Columns("payer")
    amount = csvbase.Amount("amount")

    def identify(self, filepath):
        return filepath.endswith("pay.csv")


beangulp.Ingest([Pay("Assets:PayPal", "USD")]).cli()
EOF
"$work/venv/bin/python" load.py extract -e ledger.beancount pay.csv > out
grep -E 'Mercor|Prolific|195|12.00|duplicate' out
grep -q '^; 2026-03-03 \* "Mercor"' out
grep -q '^2026-03-03 \* "Prolific"' out
