#!/bin/sh
# chrono-node: nine to five is twenty hours.
#
# Versions:  chrono-node 2.10.3 (npm)
# Guess:     9am - 5 ends at 17:00, 12:30-2 at 14:00, 11-1pm is two hours, as 12-2pm is; what is unclear is marked as
#            implied.
# Behaviour: An end without am or pm is the morning of the next day: 9am - 5 is 20 hours, 12:30-2 13.5. A pm at the
#            end is laid over the start too: 11-1pm is 23:00 to 13:00. 2 and a half hours ago is half an hour ago: the
#            2 is not part of the match.
# Seen:      9am - 5pm               8 h
#            12-2pm                  2 h
#            9am - 5                 20 h
#            from 9 to 5 yesterday   20 h
#            12:30-2                 13.5 h
#            11-1pm                  14 h
#            2 and a half hours ago  0.5 h
# Matters:   Shifts are said this way. The day that comes out is possible (a night, a double shift), so a bound of 24
#            hours passes it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json')).version"; }
test "$(version chrono-node)" = 2.10.3

cat > seen.mjs <<'JS'
import assert from "node:assert";
import * as chrono from "chrono-node";

const said = new Date(2026, 4, 6, 20, 0);
const seen = {};
for (const text of ["9am - 5pm", "12-2pm", "9am - 5", "from 9 to 5 yesterday", "12:30-2", "11-1pm", "2 and a half hours ago"]) {
  const [found] = chrono.parse(text, said);
  const end = found.end ? found.end.date() : said;
  seen[text] = (end - found.start.date()) / 3600000;
  console.log(`${text.padEnd(23)} ${seen[text]} h`);
}
assert.deepEqual(Object.values(seen), [8, 2, 20, 20, 13.5, 14, 0.5]);
JS
node seen.mjs
