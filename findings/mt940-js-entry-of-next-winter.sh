#!/bin/sh
# mt940-js: a payment of New Year's Eve is entered a year later.
#
# Versions:  mt940-js 1.0.0, tslib 2.8.1 (npm; it needs tslib and does not say so)
# Guess:     Line 61 has the value date with its year (260102) and the entry date without (1231). The entry of a payment
#            is days from its value: 31 December 2025.
# Behaviour: The year of the value date is put before it: 31 December 2026, 363 days after the value. In the other
#            direction (value on 31 December 2025, entry on 2 January) it is 2 January 2025. No error, no mark.
# Seen:      value 2026-01-02, entry 2026-12-31; value 2025-12-31, entry 2025-01-02
# Matters:   Payments around the turn of the year are in the books of the wrong year, so as not yet come or as come a
#            year before the work.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts mt940-js@1.0.0 tslib@2.8.1 >/dev/null
cat > show.mjs <<'JS'
import * as mt940 from "mt940-js";

const lines = [
  ":20:STATEMENT", ":25:10020030/123456", ":28C:1/1", ":60F:C251230EUR100,00",
  ":61:2601021231C50,00NTRFNONREF", ":86:early", ":61:2512310102C40,00NTRFNONREF", ":86:late",
  ":62F:C260102EUR190,00", "-", "",
];
const [statement] = await mt940.read(Buffer.from(lines.join("\r\n")));
const seen = statement.transactions.map((t) => `${t.valueDate} ${t.entryDate} ${t.amount}`);
console.log(seen.join("\n"));
if (seen.join() !== "2026-01-02 2026-12-31 50,2025-12-31 2025-01-02 40") process.exit(1);
JS
node show.mjs
