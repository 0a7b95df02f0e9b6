"""Templates, the same again, and recurring entries: proposed, and stored when somebody says so.

Nothing here stores an entry that nobody saw. What a confirmed day stores is one operation with its answer, so that
undoing it asks again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.desk import entry, lately
from tracker.desk.session import Desk
from tracker.domain import Record, RepeatAnswer, Template, TemplateDay, WorkSession
from tracker.editing import calendar, repeats
from tracker.editing.bulk import Change, session_day
from tracker.editing.calendar import Question
from tracker.editing.repeats import Due
from tracker.errors import InputError, NotFound, Refused
from tracker.say import Said
from tracker.store.results import Operation
from tracker.units import DAY

if TYPE_CHECKING:
    from tracker.reports.calendar import Event

RECENT = 5
AHEAD = 92 * DAY
"""How far reminders go: a calendar that was not fetched again for a quarter is out of date anyway."""
EVENING = dt.timedelta(hours=18)


@dataclass(frozen=True, slots=True)
class Made:
    """What one tap would store, and what is odd about it; `twice`: the same is logged on that day already."""

    session: WorkSession
    questions: tuple[Question, ...] = ()
    twice: bool = False
    there: tuple[tuple[int, WorkSession], ...] = ()


def templates(desk: Desk) -> list[tuple[int, Template]]:
    """All templates, by name."""
    return sorted(desk.rows(Template), key=lambda x: x[1].name.casefold())


def find(desk: Desk, name: str) -> tuple[int, Template]:
    """The template of a name. Raises NotFound."""
    for row, template in desk.rows(Template):
        if template.name.casefold() == name.strip().casefold():
            return row, template
    raise NotFound("There is no template {name}.", name=name)


def save(desk: Desk, template: Template) -> Operation | None:
    """Keep a template; one of its name is replaced, which is said, and answers about its days stay."""
    there, before = next(
        ((row, t) for row, t in desk.rows(Template) if t.name.casefold() == template.name.casefold()), (None, None)
    )
    done = entry.change(desk, [("templates", there, template)], summary=f"template {template.name}")
    if done is not None and before is not None:
        desk.notices.append(Said("There was a template called {name}: this one takes its place.", name=before.name))
    return done


def remove(desk: Desk, name: str) -> Operation | None:
    """Take a template away, with the answers about its days; what it logged stays. Raises NotFound."""
    row, template = find(desk, name)
    gone: list[tuple[str, int | None, Record | None]] = [("templates", row, None)]
    gone += [("template_days", r, None) for r, _ in desk.rows(TemplateDay, template=template.name)]
    return entry.change(desk, gone, summary=f"template {template.name} removed")


# --- recurring entries ----------------------------------------------------------------------------------


def due(desk: Desk, today: dt.date | None = None) -> list[Due]:
    """Days of recurring entries up to today that nobody has answered, oldest first; quick if there is none."""
    day = today or desk.today()
    return desk.at_hand("due", (day,), lambda: _due(desk, day))


def _due(desk: Desk, today: dt.date) -> list[Due]:
    recurring = [t for _, t in desk.rows(Template) if t.repeats is not None]
    if not recurring:
        return []
    answered: dict[str, set[dt.date]] = {}
    for _, one in desk.rows(TemplateDay):
        answered.setdefault(one.template, set()).add(one.on)
    zone = desk.settings().time_zone
    found = [d for t in recurring for d in repeats.due(t, answered.get(t.name, set()), (), today, zone)]
    if not found:
        return []
    first = min(d.day for d in found)
    logged = [s for _, s in desk.store.sessions_between(first - DAY, today + DAY)]
    made = [d for t in recurring for d in repeats.due(t, answered.get(t.name, set()), logged, today, zone)]
    return sorted(made, key=lambda d: (d.day, d.template.name.casefold()))


def confirm(desk: Desk, days: Sequence[Due]) -> Operation:
    """Store the sessions of these days and the answers about them, in one operation.

    Raises Refused where one of the days has been answered meanwhile, InputError for an hour that was twice or not.
    """
    zone = desk.settings().time_zone
    made = [entry.check(entry.typed(repeats.session_of(d.template, d.day, zone))) for d in days]
    return _answer(desk, days, RepeatAnswer.LOGGED, made, f"{len(days)} recurring entries logged")


def leave_out(desk: Desk, days: Sequence[Due]) -> Operation:
    """Note that nothing was done on these days, in one operation. Raises Refused as `confirm` does."""
    return _answer(desk, days, RepeatAnswer.LEFT_OUT, (), f"{len(days)} recurring entries left out")


def _answer(desk: Desk, days: Sequence[Due], answer: RepeatAnswer, made: Sequence[Record], summary: str) -> Operation:
    rows = [TemplateDay(template=d.template.name, on=d.day, answer=answer.value) for d in days]
    with desk.operation("add", summary) as writing:
        there = {(a.template, a.on) for _, a in desk.rows(TemplateDay)}
        if any((r.template, r.on) in there for r in rows):
            raise Refused("This day has been answered by another window or command; nothing was stored.",
                          code="changed_meanwhile")  # fmt: skip
        writing.insert_many([*made, *rows])
    return desk.store.done(writing.id)


def odd(desk: Desk, one: Due, now: dt.datetime | None = None) -> Made:
    """What confirming a day would store and what is odd about it. Raises InputError as `confirm` does."""
    session = repeats.session_of(one.template, one.day, desk.settings().time_zone)
    made = looked_at(desk, session, now)
    return Made(made.session, made.questions, bool(one.there), made.there)


# --- one tap --------------------------------------------------------------------------------------------


def recent(desk: Desk, today: dt.date | None = None, most: int = RECENT) -> list[WorkSession]:
    """The last session of each of the works last done, newest first: what can be logged again."""
    last: dict[tuple[str, str | None], WorkSession] = {}
    for session in reversed(lately.recent_sessions(desk, today or desk.today())):
        if session.worked_until is None and session.minutes != 0:
            last.setdefault((session.platform, session.project), session)
    return list(last.values())[:most]


def looked_at(desk: Desk, session: WorkSession, now: dt.datetime | None = None) -> Made:
    """A new session before it is stored: what is odd about it, and whether the same is there already."""
    zone = desk.zone()
    day = session_day(session, zone)
    there = tuple(desk.store.sessions_between(day - 2 * DAY, day + 2 * DAY))
    change = Change(None, None, session)
    asked = tuple(calendar.questions(change, there, now or desk.now(), desk.settings().time_zone))
    twice = any(repeats.same(s, session) and session_day(s, zone) == day for _, s in there)
    return Made(session, asked, twice, there)


# --- reminders ------------------------------------------------------------------------------------------


def reminders(desk: Desk, today: dt.date | None = None, titles: Callable[[Template], str] | None = None) -> bytes:
    """The days to come of recurring entries as an iCalendar file that reminds of them, for `AHEAD` days.

    Each day is an event of its own: a rule would need the zone's table of clock changes in the file. `titles` names
    an entry; its own name unless given. No amount is in it. Raises NotFound if no day is to come.
    """
    from tracker.reports.calendar import icalendar

    day, zone = today or desk.today(), desk.settings().time_zone
    answered = {(a.template, a.on) for _, a in desk.rows(TemplateDay)}
    events = [
        _event(template, due_on, zone, titles or (lambda t: t.name))
        for _, template in templates(desk)
        for due_on in repeats.coming(template, day, day + AHEAD)
        if (template.name, due_on) not in answered
    ]
    if not events:
        raise NotFound("No day of a recurring entry is to come.")
    return icalendar(sorted(events, key=lambda e: (str(e.start), e.title)), desk.now(), "Recurring entries")


def _event(template: Template, day: dt.date, zone: str, titles: Callable[[Template], str]) -> Event:
    """One day: at its clock time, or the whole day with a reminder in the evening, when it can be answered."""
    from hashlib import sha256

    from tracker.reports.calendar import Event

    uid = sha256(f"{template.name} {day}".encode()).hexdigest()[:32]
    start, end, alarm = day, day, EVENING
    if template.clock is not None:
        try:
            session = repeats.session_of(template, day, zone)
        except InputError:  # that night the clock shows this time twice or not at all: the day is certain
            pass
        else:
            assert session.started_at is not None
            assert session.ended_at is not None
            start, end, alarm = session.started_at, session.ended_at, dt.timedelta()
    return Event(start, end, titles(template), uid=uid, alarm=alarm)
