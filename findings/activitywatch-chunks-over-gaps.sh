#!/bin/sh
# aw-core: a chunk of events starts early, leaves its pauses out and so shows hours that nobody worked.
#
# Versions:  aw-core 0.5.18
# Guess:     chunk_events_by_key(events, key, pulsetime=5) joins events less than five seconds apart; half an hour at
#            nine and half an hour at noon are two chunks.
# Behaviour: The distance is measured to the end of the last event of the whole list, not of the chunk, so it is never
#            too large: all events of one key in a row are one chunk. Its duration is the sum of theirs, its start that
#            of the first: 09:00 to 10:00. filter_period_intersect, the next step of many queries, then finds time at
#            09:30 and none at 12:00, and counts overlapping periods twice.
# Seen:      chunk 09:00, 1:00:00 (of 09:00-09:30 and 12:00-12:30)
#              an hour of one program within not-afk 09:00-09:20 and 09:10-09:40: 0:50:00
# Matters:   Spans offered as working hours are at times without work, and more than the clock can show.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check aw-core==0.5.18

"$work/venv/bin/python" - <<'PY'
from datetime import UTC, datetime, timedelta

from aw_core.models import Event
from aw_transform import chunk_events_by_key, filter_period_intersect, sum_durations


def event(hour: int, minute: int, minutes: int, **data: str) -> Event:
    start = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    return Event(timestamp=start, duration=timedelta(minutes=minutes), data=data)


half = timedelta(minutes=30)
(chunk,) = chunk_events_by_key([event(9, 0, 30, app="task"), event(12, 0, 30, app="task")], "app")
print(f"chunk {chunk.timestamp:%H:%M}, {chunk.duration}")
assert chunk.timestamp.hour == 9 and chunk.duration == 2 * half

away = [event(9, 0, 20, status="not-afk"), event(9, 10, 30, status="not-afk")]
both = sum_durations(filter_period_intersect([event(9, 0, 60, app="task")], away))
print(f"within 09:00-09:20 and 09:10-09:40: {both}")
assert both == timedelta(minutes=50)
PY
