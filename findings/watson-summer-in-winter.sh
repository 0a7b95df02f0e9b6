#!/bin/sh
# Watson: what was logged in summer moves an hour, and sometimes a day, once winter has come.
#
# Versions:  td-watson 2.1.0, arrow 1.4.0 (whose zone "local" is today's offset, datetime.now().astimezone().tzinfo)
# Guess:     The instant is stored as seconds since 1970 and shown by the rules of its own day: always as it was
#            typed.
# Behaviour: Shown with the offset of the day on which one looks: in winter all summer sessions are an hour early, in
#            summer all winter sessions an hour late. What was stored is right.
# Seen:      typed 2026-01-15 23:15, now shown as 2026-01-15 23:15:00
#              typed 2026-07-15 00:15, now shown as 2026-07-14 23:15:00    (in winter; in summer the other one moves)
# Matters:   The same export made in October and in November differs; work near midnight changes its day and week,
#            and an importer that compares sees new rows. Read the file `frames`, not the printed log.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check td-watson==2.1.0 arrow==1.4.0

export WATSON_DIR="$work/watson" TZ=Europe/Berlin
mkdir "$WATSON_DIR"
watson="$work/venv/bin/watson"
"$watson" add --from "2026-01-15 23:15" --to "2026-01-15 23:45" winter >/dev/null
"$watson" add --from "2026-07-15 00:15" --to "2026-07-15 00:45" summer >/dev/null
grep -q 1768515300 "$WATSON_DIR/frames"   # both were stored right, as 22:15 UTC
grep -q 1784067300 "$WATSON_DIR/frames"
winter=$("$watson" log --from 2026-01-14 --to 2026-01-17 --csv | grep winter | cut -d, -f2)
summer=$("$watson" log --from 2026-07-13 --to 2026-07-16 --csv | grep summer | cut -d, -f2)
echo "typed 2026-01-15 23:15, now shown as $winter"
echo "typed 2026-07-15 00:15, now shown as $summer"
case $(date +%Z) in
  CET) test "$winter" = "2026-01-15 23:15:00"; test "$summer" = "2026-07-14 23:15:00" ;;
  CEST) test "$winter" = "2026-01-16 00:15:00"; test "$summer" = "2026-07-15 00:15:00" ;;
esac
