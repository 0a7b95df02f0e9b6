#!/bin/sh
# aw-core: a short event within a long one takes all that came after it.
#
# Versions:  aw-core 0.5.18
# Guess:     flood(events) fills gaps of at most five seconds and otherwise leaves the time as it was recorded; where
#            two events overlap, one of them yields for as long as they do: of eight hours with five minutes of another
#            kind in them seven hours and 55 minutes are left, and five.
# Behaviour: The earlier event ends where the later begins, for good. What is left of 09:00-17:00 with 09:10-09:15
#            within it is ten minutes and five; from 09:15 to 17:00 there is no event any more. If both are of one kind
#            all eight hours stay. A warning in the log speaks of a negative gap.
# Seen:      0:10:00 not-afk, 0:05:00 afk of 8:00:00 and 0:05:00
# Matters:   Queries flood first. Two watchers or a merged import write such events, and a day's work is a quarter of an
#            hour.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check aw-core==0.5.18

"$work/venv/bin/python" - <<'PY'
from datetime import UTC, datetime, timedelta

from aw_core.models import Event
from aw_transform import flood


def event(minute: int, minutes: int, status: str) -> Event:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=minute)
    return Event(timestamp=start, duration=timedelta(minutes=minutes), data={"status": status})


def flooded(*events: Event) -> list[tuple[str, str]]:
    seen = [(str(e.duration), e.data["status"]) for e in flood(list(events))]
    print(seen)
    return seen


assert flooded(event(0, 480, "not-afk"), event(10, 5, "afk")) == [("0:10:00", "not-afk"), ("0:05:00", "afk")]
assert flooded(event(0, 480, "not-afk"), event(10, 5, "not-afk")) == [("8:00:00", "not-afk")]
PY
