"""Lines about time off and hours to spare, and looks into a queue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tracker import say
from tracker.domain import Availability, AvailabilityKind, QueueCheck, QueueOutcome, parse_weekdays
from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.clocks import clock
from tracker.quickadd.context import Here
from tracker.quickadd.dates import DAY_NAMES
from tracker.quickadd.days import DAY, STARTS, Lean, Stretch
from tracker.quickadd.events import ago
from tracker.quickadd.line import FILLERS, Line, Word
from tracker.quickadd.moments import at_clock, exact, here_day
from tracker.quickadd.place import Place
from tracker.quickadd.stretches import span, stretch
from tracker.say import Said, Weekday
from tracker.units import WEEKDAYS
from tracker.words import local_instant

OFF = frozenset(
    (
        "off", "day off", "days off", "time off", "vacation", "holiday", "holidays", "sick", "sick day",
        "sick leave", "on leave", "pto",
        "not working", "ill", "unavailable", "not available", "vacay",
        "on vacay", "off sick", "sick off", "on vacation", "on holiday", "leave",
    )
)  # fmt: skip
_OFF_TALK = FILLERS | {
    "since",
    "until",
    "to",
    "time",
    "i",
    "i'm",
    "im",
    "am",
    "a",
    "my",
    "was",
    "will",
    "be",
    "taking",
    "took",
    "take",
    "whole",
    "full",
    "feeling",
    "today's",
}
NOTHING = frozenset(
    (
        "nothing", "no tasks", "no work", "no jobs", "empty queue", "queue empty", "queue is empty",
        "queue was empty", "eq", "no task",
        "nothing available", "no tasks available", "nothing offered", "no surveys", "no hits", "no studies", "empty",
        "nothing_offered", "no queue",
        "dry", "no projects available", "no work available", "out of tasks", "no tasks left",
    )
)  # fmt: skip
NO_TASKS = NOTHING - {"nothing", "empty", "dry", "no work", "nothing_offered", "nothing offered"}
"""Those that may be said beside hours, too."""
OFFERED = frozenset(
    (
        "offered",
        "work available",
        "tasks available",
        "has tasks",
        "has work",
        "tasks are available",
        "queue full",
        "tasks offered",
        "work offered",
    )
)
_QUEUE_TALK = frozenset(
    ("checked", "offered", "available", "there", "queue", "has", "still", "is", "was", "again", "now", "right")
)
_HOURS = pattern(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)(?P<per> ?/ ?(?:w|wk|week|d|day))?", re.IGNORECASE)
_AND = pattern(r" (?:and|&) | ")
_A_WEEK = frozenset(
    ("a week", "per week", "each week", "weekly", "/ week", "/week", "every week", "/wk", "a wk", "p/w", "pw")
)
_A_DAY = frozenset(("a day", "per day", "each day", "daily", "/ day", "/day", "every day"))
MOST_A_DAY = 16


def hours_of(text: str) -> re.Match[str] | None:
    """`20h`, `20 hours/week`."""
    return _HOURS.fullmatch(text)


def off(here: Here, line: Line) -> tuple[Availability, None]:
    """Time off: a day, a stretch, or from a day on."""
    days = here.days(Lean.NEAR if line.has(("sick", "ill")) else Lean.PAST if line.has(("since",)) else Lean.EITHER)
    if odd := line.has(("except", "excluding", "but", "without")):
        raise NotUnderstood([odd])
    line.phrase(OFF)
    free = not line.sees(8, lambda t: stretch(days, t))
    through = line.after(("to", "through", "thru"), 8, days.day) if free else None
    until = line.after(("until", "till", "til"), 8, days.day) if free else None
    open_end = line.has(("from", "since")) is not None
    found = line.take(8, lambda t: span(days, t))
    if found and found.part:
        raise NotUnderstood([found.part], hint="Time off is of whole days.")
    first = found.first if found else here_day(days)
    if until or through:
        until = through or _last_off(here, until or first)
        _nothing_left(line.words, _OFF_TALK)
        return Availability(starts_on=first, ends_on=until, kind=AvailabilityKind.TIME_OFF.value), None
    last = None if open_end and (found is None or found.first == found.last) else found.last if found else first
    _nothing_left(line.words, _OFF_TALK)
    return Availability(starts_on=first, ends_on=last, kind=AvailabilityKind.TIME_OFF.value), None


def _last_off(here: Here, until: dt.date) -> dt.date:
    """`off until friday`: Friday is off too, or the first day back."""
    message = Said("Is {day} off too, or the first day back?", day=Weekday(until))
    options = [("", until), ("", until - DAY)]
    return here.ask("until", message, options, hint="Write the days: off 3-9 aug.")


def available(here: Here, line: Line) -> tuple[Availability, None]:
    """Hours a week that there are for work; hours of a day are asked about, or multiplied where they are said so."""
    line.drop(("available",))
    found = line.take(2, hours_of)
    if found is None:
        raise Missing("How many hours a week?", hint="Such as: available 20h a week mon-fri.")
    hours, per = Decimal(found[1].replace(",", ".")), (found["per"] or "").strip(" /").casefold()
    week = bool(line.phrase(_A_WEEK)) or per.startswith("w")
    daily = bool(line.phrase(_A_DAY)) or per.startswith("d")
    weekdays = line.take(6, _weekdays) or line.after(("only",), 1, lambda t: t if t in WEEKDAYS else None)
    days = here.days(Lean.AHEAD)
    last = line.after(("until", "till"), 8, days.day)
    open_end = line.has(("from", "since")) is not None
    stretch = line.take(8, lambda t: span(days, t))
    _nothing_left(line.words, FILLERS | {"since", "until", "to", "up", "i", "i'm", "am", "im"})
    one = stretch if stretch and stretch.first == stretch.last and not (open_end or last) else None
    if daily and not weekdays and not (stretch and stretch.first == stretch.last and not open_end):
        weekdays = _on_which_days(here)
    record = _hours_of(here, hours, weekdays, stretch, one, week=week, daily=daily)
    return replace(record, ends_on=last) if last else record, None


def _on_which_days(here: Here) -> str:
    """The days of the week that hours a day are of."""
    every = f"{WEEKDAYS[0]}-{WEEKDAYS[6]}"
    options = [("", f"{WEEKDAYS[0]}-{WEEKDAYS[4]}"), ("", every)]
    return here.ask("weekdays", "On which days?", options, hint="Such as: available 4h a day mon-fri.")


def _hours_of(
    here: Here,
    hours: Decimal,
    weekdays: str | None,
    stretch: Stretch | None,
    one: Stretch | None,
    *,
    week: bool,
    daily: bool,
) -> Availability:
    """So many hours a week, or a day, or on one day: what is not given is asked where all can be meant."""
    a_day = hours * sum(parse_weekdays(weekdays))
    if week or daily or hours > MOST_A_DAY:
        return _record(here, a_day if daily and not week else hours, weekdays, stretch)
    options = [("", _record(here, weekly, weekdays, stretch)) for weekly in (hours, a_day)]
    if one and not weekdays:
        only = _record(here, hours, WEEKDAYS[one.first.weekday()], one)
        options.insert(0, ("", replace(only, ends_on=one.first)))
    shown = f"{hours.normalize():f}h"
    message = Said("Is it {shown} a week, or {shown} a day?", shown=say.Word(shown))
    return here.ask(
        "available", message, options, hint=Said("Write {shown} a week, or {shown} a day.", shown=say.Word(shown))
    )


def _record(here: Here, weekly: Decimal, weekdays: str | None, stretch: Stretch | None) -> Availability:
    first = stretch.first if stretch else here_day(here.days())
    return Availability(
        starts_on=first,
        ends_on=stretch.last if stretch and stretch.last != first else None,
        kind=AvailabilityKind.AVAILABLE.value,
        weekly_hours=weekly,
        weekdays=weekdays,
    )


def _weekdays(text: str) -> str | None:
    """`mon-fri`, `mon,wed`: in small letters, as the ledger holds it."""
    low = text.casefold().replace("–", "-")
    low = {"weekdays": "mon-fri", "weekends": "sat,sun"}.get(low, low)
    named = _AND.split(low)
    if re.search(r" (?:and|&) ", low) and all(d in DAY_NAMES for d in named):
        low = ",".join(WEEKDAYS[DAY_NAMES[d]] for d in named)
    if not ("-" in low or "," in low) or re.split("[-,]", low)[0] not in STARTS:
        return None
    try:
        parse_weekdays(low)
    except ValueError:
        return None
    return low


def checked(here: Here, line: Line) -> tuple[QueueCheck, Place]:
    """A look into a platform's queue, now if no time is said (noon of a day)."""
    outcome = None
    while line.phrase(NOTHING):
        outcome = QueueOutcome.NOTHING_OFFERED.value
    if outcome is None and line.phrase(OFFERED):
        outcome = QueueOutcome.OFFERED.value
    if outcome is None:
        raise Missing("What was there?", hint="Such as: nothing on outlier, or: checked outlier offered.")
    while line.drop(_QUEUE_TALK):
        continue
    at = _looked_at(here, line)
    place = here.platform(line)
    return QueueCheck(platform=place.platform, checked_at=at, outcome=outcome), place


def _looked_at(here: Here, line: Line) -> dt.datetime:
    days = here.days(Lean.PAST)
    if at := line.take(1, lambda t: exact(t, here.zone)) or line.take(5, lambda t: ago(here, t)):
        return at
    found = line.take(5, lambda t: span(days, t))
    if found and found.first != found.last:
        raise InputError("A look into a queue is of one moment.", hint="Write a line for each day.")
    day = found.first if found else None
    said = line.after(("at",), 2, clock) or line.take(2, clock)
    if said is None and here.is_now and (day is None or (day == here.today and not (found and found.part))):
        return here.now.astimezone(dt.UTC).replace(second=0, microsecond=0)
    on = here.past(day or here_day(days))
    hour = {"morning": 9, "afternoon": 15, "evening": 19, "night": 21}.get(found.part if found else "", 12)
    when = at_clock(days, on, found.part if found else "", said) if said else dt.datetime.combine(on, dt.time(hour))
    at = local_instant(when, here.zone.key)
    if (said or (found and found.part)) and at > here.now:
        raise InputError("That is in the future.", hint="Write the day, such as yesterday.", code="future")
    return at


def _nothing_left(words: Sequence[Word], talk: frozenset[str]) -> None:
    left = [w.said for w in words if w.quoted or w.low not in talk]
    if left:
        raise NotUnderstood(left, hint="Write anything else after a #.")
