#!/bin/sh
# qif2json: 13 April is a day of next January, and twelve and a half are 1,250.
#
# Versions:  qif2json 0.4.0 (npm)
# Guess:     Without an option 04/13/2026 tells that months come first in this file, or raises; T12,50 is twelve and a
#            half, or an error.
# Behaviour: Days come first unless dateFormat says "us", and the thirteenth month runs over into the next year: 4
#            January 2027, beside 5 April for the 05/04 (4 May) above it. Commas are taken out of an amount wherever
#            they are, and what parseFloat leaves of the rest counts: 12,50 is 1,250, -1.000,00 is -1.
# Seen:      2026-04-05 1250.5, 2027-01-04 1250, 2026-04-06 -1   of 05/04/2026 1,250.50, 04/13/2026 12,50, 06/04/2026
#            -1.000,00
# Matters:   A payment of this spring is one that has not come yet, a hundred times too large, and no error tells so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts qif2json@0.4.0 >/dev/null
node -e '
const qif = require("qif2json");
const rows = [["05/04/2026", "1,250.50"], ["04/13/2026", "12,50"], ["06/04/2026", "-1.000,00"]];
const text = "!Type:Bank\n" + rows.map(([day, sum]) => `D${day}\nT${sum}\nPA payer\n^\n`).join("");
const seen = qif.parse(text).transactions.map((t) => `${t.date.slice(0, 10)} ${t.amount}`);
console.log(seen.join("\n"));
if (seen.join() !== "2026-04-05 1250.5,2027-01-04 1250,2026-04-06 -1") process.exit(1);
'
