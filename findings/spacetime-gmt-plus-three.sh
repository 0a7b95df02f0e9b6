#!/bin/sh
# spacetime, timezone-soft: GMT+3 and UTC+3 are six hours apart.
#
# Versions:  spacetime 7.15.0, timezone-soft 1.5.2 (npm)
# Guess:     GMT+3, as people write it in Nairobi, is three hours east, as UTC+3 is; or it is refused. Only the names of
#            the tz database (Etc/GMT+3) have the sign of POSIX.
# Behaviour: GMT+3 is taken for the end of Etc/GMT+3, which is three hours west; UTC+3 is turned into Etc/GMT-3, three
#            hours east. Noon UTC is 9:00 by the one and 15:00 by the other; GMT-5 is Karachi's time, UTC-5 Bogota's.
# Seen:      GMT+3 09:00, UTC+3 15:00, GMT-5 17:00, UTC-5 07:00 (noon UTC), by both
# Matters:   Night work and day work change places, and what was done on a Sunday evening is paid with another week.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts spacetime@7.15.0 timezone-soft@1.5.2 >/dev/null
cat > show.mjs <<'JS'
import spacetime from "spacetime";
import soft from "timezone-soft";

const noon = new Date("2026-05-04T12:00:00Z");
const seen = [];
for (const zone of ["GMT+3", "UTC+3", "GMT-5", "UTC-5"]) {
  const first = spacetime(noon.toISOString()).goto(zone).format("{hour-24-pad}:{minute-pad}");
  const second = noon.toLocaleTimeString("en-GB", { timeZone: soft(zone)[0].iana, timeStyle: "short" });
  console.log(zone, first, soft(zone)[0].iana, second);
  if (first !== second) process.exit(1);
  seen.push(first);
}
if (seen.join() !== "09:00,15:00,17:00,07:00") process.exit(1);
JS
node show.mjs
