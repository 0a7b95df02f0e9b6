#!/bin/sh
# mt940-js, mt940js: a payment of New Year's Eve is entered a year later.
#
# Versions:  mt940-js 1.0.0, tslib 2.8.1 (it needs tslib and does not say so), mt940js 1.3.5 (npm)
# Guess:     Line 61 has the value date with its year (260102) and the entry date without (1231). The entry of a payment
#            is days from its value: 31 December 2025, as mt-940 5.1.1 for Python has it.
# Behaviour: Both put the year of the value date before it: 31 December 2026, 363 days after the value. In the other
#            direction (value on 31 December 2025, entry on 2 January) it is 2 January 2025. No error, no mark.
# Seen:      value 2026-01-02, entry 2026-12-31; value 2025-12-31, entry 2025-01-02   by both
# Matters:   Payments around the turn of the year are in the books of the wrong year: not yet come, or come a year before
#            the work.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check mt-940==5.1.1
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts mt940-js@1.0.0 tslib@2.8.1 mt940js@1.3.5 >/dev/null

cat > turn.sta <<'STA'
:20:STATEMENT
:25:10020030/123456
:28C:1/1
:60F:C251230EUR100,00
:61:2601021231C50,00NTRFNONREF
:86:early
:61:2512310102C40,00NTRFNONREF
:86:late
:62F:C260102EUR190,00
-
STA
cat > show.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as first from "mt940-js";
import second from "mt940js";

const text = readFileSync("turn.sta");
const day = (date) => (date.toISOString ? date.toISOString().slice(0, 10) : date);
const all = {
  "mt940-js": (await first.read(text)).flatMap((s) => s.transactions.map((t) => [t.valueDate, t.entryDate])),
  mt940js: new second.Parser().parse(String(text)).flatMap((s) => s.transactions.map((t) => [day(t.date), day(t.entryDate)])),
};
for (const [name, days] of Object.entries(all)) {
  console.log(name, days.join("; "));
  if (days.join() !== "2026-01-02,2026-12-31,2025-12-31,2025-01-02") process.exit(1);
}
JS
node show.mjs
"$work/venv/bin/python" - <<'PY'
import mt940

days = [(str(t.data["date"]), str(t.data["entry_date"])) for t in mt940.parse("turn.sta")]
print("mt-940", days)
assert days == [("2026-01-02", "2025-12-31"), ("2025-12-31", "2026-01-02")]
PY
