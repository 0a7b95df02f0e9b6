#!/bin/sh
# ofxstatement-paypal: an emptied account still holds its fees, and euros are added to dollars.
#
# Versions:  ofxstatement-paypal 2.1.2, ofxstatement 0.9.3
# Guess:     Of Gross, Fee, Net and Balance the plugin takes what moved the balance (Net), or Gross and a line of its
#            own for the fee, as ofxstatement-revolut does; the closing balance is the one that the file states.
# Behaviour: Each line is its Gross; Fee is not read. The closing balance is the sum of all lines, whatever their
#            currency, though Balance stands in each row. Of these the first only is used: less its Gross it is the
#            opening balance, so the first fee makes an account that starts empty start with a debt.
# Seen:      file: 0.00 USD and 250.00 EUR; statement: 252.99 without a currency, 2.99 of it the second row's fee
# Matters:   A worker who received 291.53 has 300.00 in the books, and the balance that should show it is made of the
#            same lines. Compare with the file's last balance of each currency, not with the statement's.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check ofxstatement==0.9.3 ofxstatement-paypal==2.1.2

cat >"$work/paypal.csv" <<'CSV'
"Date","Time","Time Zone","Description","Currency","Gross","Fee","Net","Balance","Transaction ID","From Email Address","Name","Bank Name","Bank Account","Deliver And Handling Fees","Sales Tax","Invoice Number","Reference Txn ID"
"3/2/2026","09:00:00","PST","Mass Pay Payment","USD","200.00","-5.48","194.52","194.52","1AB01","pay@acme.example","Acme Ltd","","","0.00","0.00","",""
"3/9/2026","09:00:00","PST","Mass Pay Payment","USD","100.00","-2.99","97.01","291.53","1AB02","pay@acme.example","Acme Ltd","","","0.00","0.00","",""
"3/10/2026","09:00:00","PST","General Currency Conversion","USD","-291.53","0.00","-291.53","0.00","1AB03","","","","","0.00","0.00","",""
"3/10/2026","09:00:00","PST","General Currency Conversion","EUR","250.00","0.00","250.00","250.00","1AB04","","","","","0.00","0.00","",""
CSV
"$work/venv/bin/ofxstatement" convert -t paypal-ng "$work/paypal.csv" "$work/paypal.ofx"
of() { grep -o "<$1>[^<]*" "$work/paypal.ofx" | cut -d'>' -f2 | tr '\n' ' '; }
echo "lines: $(of TRNAMT)"
echo "balance: $(of BALAMT)of currency: $(of CURDEF)"
test "$(of TRNAMT)" = "200.00 100.00 -291.53 250.00 "
test "$(of BALAMT)" = "252.99 "
test -z "$(of CURDEF)"
