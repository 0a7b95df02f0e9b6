#!/bin/sh
# csv2ofx, Stripe: failed and refunded charges are credits, before fees, in the currency of whichever came first.
#
# Versions:  csv2ofx 0.34.2, meza 0.47.0
# Guess:     From Stripe's list of payments the mapping "stripe" makes what came: paid charges, less fee and refund,
#            each in its currency, or in the converted amount that stands beside it.
# Behaviour: Each row becomes a credit of the column amount. Status, fee, amount_refunded and converted_amount are not
#            read; the whole statement bears the currency of its first row.
# Seen:      EUR 500.00 (converted USD 540.00, fee 15.80), USD 800.00 Failed, USD 300.00 Refunded
#              500.00, 800.00, 300.00, all as eur: 1,600.00 where 524.20 USD came
# Matters:   A worker who invoices through Stripe sees three times her income, in the wrong currency.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check csv2ofx==0.34.2 meza==0.47.0

cat >"$work/stripe.csv" <<'CSV'
id,description,seller_message,created,amount,amount_refunded,currency,converted_amount,converted_amount_refunded,fee,tax,converted_currency,status,statement_descriptor,customer_id,customer_description,customer_email,captured,card_id,invoice_id,transfer
ch_1,Invoice 1,Payment complete.,2026-03-06 09:00,500.00,0.00,eur,540.00,0.00,15.80,0.00,usd,Paid,,,Client,,true,,,
ch_2,Invoice 2,The bank did not return any further details.,2026-03-07 09:00,800.00,0.00,usd,800.00,0.00,0.00,0.00,usd,Failed,,,Client,,false,,,
ch_3,Invoice 3,Payment complete.,2026-03-08 09:00,300.00,300.00,usd,300.00,300.00,0.00,0.00,usd,Refunded,,,Client,,true,,,
CSV
"$work/venv/bin/csv2ofx" -o -m stripe "$work/stripe.csv" "$work/stripe.ofx"
found=$(grep -oE "<(CURDEF|TRNTYPE|TRNAMT)>[^<]*" "$work/stripe.ofx" | cut -d'>' -f2 | tr '\n' ' ')
echo "the statement: $found"
test "$found" = "eur CREDIT 500.00 CREDIT 800.00 CREDIT 300.00 "
