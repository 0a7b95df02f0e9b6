#!/bin/sh
# parse-duration, timestring, juration: an hour and a half is fifteen hours, a quarter past nine is 24 seconds.
#
# Versions:  parse-duration 2.1.9, timestring 7.0.0, juration 0.1.1 (npm)
# Guess:     1,5h is an hour and a half, 1/2h half an hour, 9:15 nine hours and a quarter, 2h30 two and a half hours;
#            or each is refused.
# Behaviour: A comma is dropped by the first two: 1,5h is 15 hours. parse-duration adds up the numbers that it finds,
#            those without a unit as milliseconds: 1/2h is 2 hours, 1:30 a thousandth of a second. juration takes them
#            for seconds: 9:15 is 24 of them, 2h30 two hours and 30 seconds. timestring leaves the 30 out.
# Seen:      parse       1h 30m  1.5 h
#            parse       1,5h    15 h
#            parse       1/2h    2 h
#            parse       1:30    2.86e-7 h
#            timestring  1h 30m  1.5 h
#            timestring  1,5h    15 h
#            timestring  2h30    2 h
#            juration    1h 30m  1.5 h
#            juration    9:15    0.00667 h
#            juration    2h30    2.01 h
# Matters:   These are the fields in which time is typed: half of the world writes 1,5, every clock 9:15, and the
#            answer is a number each time.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts parse-duration@2.1.9 juration@0.1.1 timestring@7.0.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json')).version"; }
test "$(version parse-duration)" = 2.1.9
test "$(version juration)" = 0.1.1
test "$(version timestring)" = 7.0.0

cat > seen.mjs <<'JS'
import { createRequire } from "node:module";
import assert from "node:assert";
import parse from "parse-duration";
import timestring from "timestring";
const juration = createRequire(import.meta.url)("juration");

const hours = { parse: (s) => parse(s) / 3600000, timestring: (s) => timestring(s) / 3600, juration: (s) => juration.parse(s) / 3600 };
const seen = {};
for (const [name, text] of [
  ["parse", "1h 30m"], ["parse", "1,5h"], ["parse", "1/2h"], ["parse", "1:30"],
  ["timestring", "1h 30m"], ["timestring", "1,5h"], ["timestring", "2h30"],
  ["juration", "1h 30m"], ["juration", "9:15"], ["juration", "2h30"],
]) {
  seen[`${name} ${text}`] = Number(hours[name](text).toPrecision(3));
  console.log(`${name.padEnd(11)} ${text.padEnd(7)} ${seen[`${name} ${text}`]} h`);
}
assert.deepEqual(Object.values(seen), [1.5, 15, 2, 2.86e-7, 1.5, 15, 2, 1.5, 0.00667, 2.01]);
JS
node seen.mjs
