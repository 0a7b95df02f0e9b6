#!/bin/sh
# iso4217parse: rupees of five countries and not of India, and Argentina pays in Madagascar's money.
#
# Versions:  iso4217parse 0.6.2
# Guess:     parse() gives every currency that a word can mean, the likeliest in it; where it gives one alone, that is
#            the one. So rupees and Rs hold INR, FCFA holds both CFA francs, AR$ is ARS or one of the dollars.
# Behaviour: rupees are LKR, MUR, NPR, PKR and SCR, Rs LKR, NPR and PKR; INR has its sign and its code only. Alone and
#            therefore sure are: XAF for FCFA (West Africa's is XOF), ANG for F CFA, MGA for AR$. Three letters of
#            a sentence are a code: "3 hrs try again" is in Turkish lira.
# Seen:      rupees [LKR MUR NPR PKR SCR], FCFA [XAF], F CFA [ANG], AR$ [MGA], 3 hrs try again [TRY]
# Matters:   A list from which the reader takes the nearest, or the only one, puts a payment into a currency worth a
#            tenth or a hundredth.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check iso4217parse==0.6.2

"$work/venv/bin/python" - <<'PY'
import iso4217parse

seen = {
    "rupees": "LKR MUR NPR PKR SCR",
    "Rs 500": "LKR NPR PKR",
    "₹": "INR",
    "FCFA": "XAF",
    "F CFA": "ANG",
    "AR$": "MGA",
    "3 hrs try again": "TRY",
}
for text, codes in seen.items():
    found = sorted(c.alpha3 for c in iso4217parse.parse(text))
    print(text, found)
    assert found == codes.split()
PY
