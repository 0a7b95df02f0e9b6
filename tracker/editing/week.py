"""One week of work as a grid: projects by seven days, cells typed as text, staged, previewed, saved at once.

A cell is the time of all sessions of one row that began on one day of the
home zone. What is typed into it is staged first:

    cell holds       typed "3h30"
    nothing          a new session of that day, 3 h 30 min
    one session      that session lasts 3 h 30 min; if it has clock times, its end moves and its breaks stay
    several          nothing is guessed: they are to be changed one by one, in the list
    (typed empty or 0 takes the one session away)
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.domain import Activity, WorkSession, session_seconds
from tracker.editing.bulk import Change, session_day
from tracker.errors import InputError, Invalid
from tracker.say import Said
from tracker.units import DAY, monday
from tracker.words import parse_length, spaced_duration

DAY_SECONDS = 86_400
LOOK_BACK = 31 * DAY
"""How long before the week a stretch of which only the hours are known may have begun."""
_DATE_LIKE = re.compile(r"\d\s*[./,-]\s*\d+\s*[./,-]\s*\d|\d-\d")


class Line(NamedTuple):
    """What makes a row of the grid. `activity` is "task" for paid work."""

    platform: str
    project: str | None
    activity: str = Activity.TASK.value


Place = tuple[Line, int]
"""A cell: its row, and its day from 0 (Monday) to 6."""
Held = tuple[tuple[int, WorkSession], ...]
"""Sessions with their row numbers in the ledger."""


@dataclass(frozen=True, slots=True)
class Week:
    """The week from `monday` as the ledger's operation `version` left it.

    `lines` are its rows; `cells` hold what began on each day, `stretches` what is known for several days only
    (it is in no cell). `before` are the seconds of the week before.
    """

    monday: dt.date
    version: int
    zone: str
    lines: tuple[Line, ...]
    cells: Mapping[Place, Held]
    stretches: Held = ()
    before: int = 0

    def day(self, index: int) -> dt.date:
        return self.monday + index * DAY

    def seconds(self, place: Place) -> int:
        return sum(session_seconds(s) for _, s in self.cells.get(place, ()))

    def of_line(self, line: Line) -> int:
        return sum(self.seconds((line, d)) for d in range(7))

    def of_day(self, index: int) -> int:
        return sum(self.seconds((line, index)) for line in self.lines)

    @property
    def total(self) -> int:
        return sum(self.of_line(line) for line in self.lines)

    def sessions(self) -> Held:
        """All that is in the cells, by row number."""
        return tuple(sorted((x for held in self.cells.values() for x in held), key=lambda x: x[0]))


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell that would change: seconds before and after, and the one change of the ledger behind it."""

    place: Place
    day: dt.date
    before: int
    after: int
    change: Change


@dataclass(frozen=True, slots=True)
class Unread:
    """One cell that cannot be taken as typed: why, and the sessions it holds where they are several."""

    place: Place
    day: dt.date
    text: str
    why: Said | str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Staged:
    """What saving would do, and what of it cannot be read."""

    typed: tuple[Typed, ...]
    unread: tuple[Unread, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(t.change for t in self.typed)


def line_of(session: WorkSession) -> Line:
    return Line(session.platform, session.project, session.activity or Activity.TASK.value)


def build(
    sessions: Iterable[tuple[int, WorkSession]],
    day: dt.date,
    zone: str,
    *,
    version: int = 0,
    more: Sequence[Line] = (),
) -> Week:
    """The week of `day` from sessions around it: its own rows, those of the week before, and `more`.

    Sessions of other weeks are passed over; rows are sorted by platform, project and activity.
    """
    first, home = monday(day), ZoneInfo(zone)
    cells: dict[Place, list[tuple[int, WorkSession]]] = defaultdict(list)
    stretches, lines, before = [], set(more), 0
    for row, session in sessions:
        began = session_day(session, home)
        if session.worked_until is not None and session.worked_until != began:
            if began < first + 7 * DAY and session.worked_until >= first:
                stretches.append((row, session))
        elif first <= began < first + 7 * DAY:
            cells[line_of(session), (began - first).days].append((row, session))
            lines.add(line_of(session))
        elif first - 7 * DAY <= began < first:
            before += session_seconds(session)
            lines.add(line_of(session))
    ordered = tuple(sorted(lines, key=_order))
    return Week(first, version, zone, ordered, {k: tuple(v) for k, v in cells.items()}, tuple(stretches), before)


def _order(line: Line) -> tuple[str, str, bool, str]:
    return line.platform.casefold(), (line.project or "").casefold(), line.activity != Activity.TASK, line.activity


def parse_week(text: str | None, today: dt.date) -> dt.date:
    """The Monday of the day in an address; of today where it names none that can be meant.

    >>> parse_week("2026-05-07", dt.date(2026, 1, 1)), parse_week("soon", dt.date(2026, 1, 1))
    (datetime.date(2026, 5, 4), datetime.date(2025, 12, 29))
    """
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        day = today
    return monday(day if 1900 <= day.year <= 2199 else today)


def cell_text(week: Week, place: Place) -> str:
    """What is in a cell: "" for nothing, the time, and how many sessions where they are several."""
    held = week.cells.get(place, ())
    if not held:
        return ""
    minutes, rest = divmod(week.seconds(place), 60)
    if len(held) == 1 and not rest:
        return spaced_duration(minutes * 60)
    text = f"{minutes // 60}:{minutes % 60:02}{f':{rest:02}' if rest else ''}"  # a cell cuts off what is too long
    return f"{text} ({len(held)})" if len(held) > 1 else text


def read_cell(text: str | None) -> int:
    """Seconds of a typed cell; 0 for an empty one. A number alone is hours, a comma is a decimal sign.

    Raises InputError: no duration, a date, or more than a day holds.

    >>> [read_cell(t) for t in ("3,5", "2:30", "45m", "2h30", "", None)]
    [12600, 9000, 2700, 9000, 0, 0]
    """
    words = (text or "").strip()
    if not words:
        return 0
    if _DATE_LIKE.search(words):
        raise InputError(
            "“{value}” is not a duration.", hint="Write it as 2h30, 2:30 or 3,5.", code="bad_duration", value=words
        )
    seconds = parse_length(words, bare="h")
    if seconds > DAY_SECONDS:
        raise InputError(
            "“{value}” is more than a day holds.", hint="For minutes, write 90m.", code="more_than_a_day", value=words
        )
    return seconds


def stage(week: Week, texts: Mapping[Place, str | None]) -> Staged:
    """What these texts in these cells would change; cells that say what they said before change nothing."""
    typed: list[Typed] = []
    unread: list[Unread] = []
    for place in sorted(texts, key=lambda p: (*_order(p[0]), p[1])):
        text = (texts[place] or "").strip()
        if text == cell_text(week, place):
            continue
        outcome = _stage_cell(week, place, text)
        if isinstance(outcome, Typed):
            typed.append(outcome)
        elif outcome is not None:
            unread.append(outcome)
    return Staged(tuple(typed), tuple(unread))


def _stage_cell(week: Week, place: Place, text: str) -> Typed | Unread | None:
    held, day = week.cells.get(place, ()), week.day(place[1])
    if len(held) > 1:
        why = Said("It holds {held} sessions; change them one by one in the list.", held=len(held))
        return Unread(place, day, text, why, tuple(row for row, _ in held))
    try:
        seconds = read_cell(text)
        before = week.seconds(place)
        if seconds == before and (seconds or not held or text):
            return None
        change = _new(place[0], day, seconds) if not held else _changed(*held[0], seconds)
    except InputError as error:
        return Unread(place, day, text, error.sentence())
    return Typed(place, day, before, seconds, change)


def _new(line: Line, day: dt.date, seconds: int) -> Change:
    activity = None if line.activity == Activity.TASK else line.activity
    made = WorkSession(
        platform=line.platform, project=line.project, worked_on=day, minutes=seconds, activity=activity
    )  # fmt: skip
    return Change(None, None, made)


def _changed(row: int, session: WorkSession, seconds: int) -> Change:
    if seconds == 0:
        return Change(row, session, None)
    try:
        return Change(row, session, lasting(session, seconds))
    except Invalid as wrong:
        raise InputError(
            Said("{said}.", said=wrong.problems[0].message), hint="Change it in the list.", code=wrong.code
        ) from None


def lasting(session: WorkSession, seconds: int) -> WorkSession:
    """The session with another length. One with clock times ends earlier or later; its breaks stay as long.

    start     end                start          end
      |==- -===|     2 h  ->       |==- -=========|     3 h
    """
    if session.started_at is None or session.ended_at is None:
        return replace(session, minutes=seconds)
    end = session.ended_at + dt.timedelta(seconds=seconds - session_seconds(session))
    return replace(session, ended_at=end, minutes=None if session.minutes is None else seconds)
