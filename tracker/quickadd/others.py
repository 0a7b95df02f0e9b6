"""Lines about what happened to a project, time off and hours to spare, and looks into a queue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from tracker.domain import Availability, AvailabilityKind, Event, ProjectEvent, QueueCheck, QueueOutcome, parse_weekdays
from tracker.errors import InputError
from tracker.quickadd.clocks import clock, exact, here_day, length, moment, time_of
from tracker.quickadd.days import STARTS, Days, Lean
from tracker.quickadd.here import Here
from tracker.quickadd.line import FILLERS, Line, Word
from tracker.quickadd.places import Place
from tracker.quickadd.prices import RateSaid, rate
from tracker.words import local_instant

EVENTS = {e.value: e.value for e in Event} | {
    "canceled": "cancelled", "finished": "completed", "unpaused": "resumed", "restarted": "resumed", "quit": "left",
}  # fmt: skip
ENDED = frozenset(("ended", "stopped", "over"))
CHANGES = frozenset(("changed", "cut", "raised", "lowered", "is", "now", "to"))
OUTCOMES = {
    "nothing": QueueOutcome.NOTHING_OFFERED.value, "nothing_offered": QueueOutcome.NOTHING_OFFERED.value,
    "empty": QueueOutcome.NOTHING_OFFERED.value, "offered": QueueOutcome.OFFERED.value,
}  # fmt: skip
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)", re.IGNORECASE)


def event(here: Here, line: Line, reason: str | None) -> tuple[ProjectEvent, Place]:
    """A dated change of a project; a new rate is one too."""
    days = here.days(Lean.NEAR)
    announced = line.after(("announced",), 7, lambda t: moment(t, days, here.zone))
    new_rate = _new_rate(here, line)
    kind = line.take(1, lambda t: EVENTS.get(t.casefold()))
    if kind is None and line.has(ENDED):
        raise InputError("How did it end?", hint="Say cancelled, completed, left or deactivated.")
    kind = kind or Event.RATE_CHANGED.value
    if kind == Event.RATE_CHANGED and new_rate is None:
        new_rate = _bare_rate(here, line)
    when = _when(here, line, days)
    place = here.place(line)
    project = place.project or here.names.only_project(place.platform)
    if project is None:
        raise InputError(f"Which project of {place.platform} was it?", hint="Such as: mercor ridge paused today.")
    place = Place(place.platform, project, place.new_platform, place.new_project)
    record = ProjectEvent(
        platform=place.platform,
        project=project,
        event=kind,
        happened_at=when,
        announced_at=announced,
        rate=_in_its_currency(here, place, new_rate) if new_rate else None,
        reason=reason,
    )
    return record, place


def _bare_rate(here: Here, line: Line) -> RateSaid:
    """`rate_changed 24`. Raises `InputError` where there is no figure."""
    found = here.money(line, bare=True)
    if found is None:
        raise InputError("What is the new rate?", hint="Such as: mercor ridge rate 24 from monday.")
    return RateSaid(found, None)


def _new_rate(here: Here, line: Line) -> RateSaid | None:
    """`rate 24`, `rate cut to 20 usd/h`, `@24`: the words between do not count."""
    at = next((i for i, w in enumerate(line.words) if w.low == "rate"), None)
    while at is not None and at + 1 < len(line.words) and line.words[at + 1].low in CHANGES:
        del line.words[at + 1]
    found = line.take(6, lambda t: rate(t, here.decimal))
    if found is None and at is not None and at < len(line.words):
        raise InputError("What is the new rate?", hint="Such as: mercor ridge rate 24 from monday.")
    return found


def _in_its_currency(here: Here, place: Place, said: RateSaid) -> int:
    currency = here.currency(place)
    if said.price.currency not in (None, currency):
        raise InputError(f"{place.name} pays in {currency}.", hint=f"Say the rate in {currency}.")
    if said.unit and (said.unit == "task") != here.per_task(place):
        pays = "by the task" if here.per_task(place) else "by the hour"
        raise InputError(f"{place.name} pays {pays}, and the rate is per {said.unit}.", hint="Say the other rate.")
    return said.price.units


def _ago(here: Here, text: str) -> dt.datetime | None:
    """`2h ago` as an instant of whole minutes."""
    seconds = length(text[:-4].strip()) if text.casefold().endswith(" ago") else None
    if seconds is None or not here.is_now:
        return None
    return (here.now - dt.timedelta(seconds=seconds)).astimezone(dt.UTC).replace(second=0, microsecond=0)


def _when(here: Here, line: Line, days: Days) -> dt.datetime | dt.date:
    """The instant, or the day where no clock time is said."""
    if at := line.take(1, exact) or line.take(5, lambda t: _ago(here, t)):
        return at
    day = line.take(5, days.day)
    said = line.after(("at", "from", "since"), 2, clock) or line.take(2, clock)
    day = day or here_day(days)
    return day if said is None else local_instant(dt.datetime.combine(day, time_of(said)), here.zone.key)


def off(here: Here, line: Line) -> tuple[Availability, None]:
    """Time off: a day, a stretch, or from a day on."""
    days = here.days(Lean.AHEAD)
    open_end = line.has(("from", "since")) is not None
    stretch = line.take(8, days.span)
    first = stretch.first if stretch else here_day(days)
    last = (
        None if open_end and (stretch is None or stretch.first == stretch.last) else stretch.last if stretch else first
    )
    _nothing_left(line.words)
    return Availability(starts_on=first, ends_on=last, kind=AvailabilityKind.TIME_OFF.value), None


def available(here: Here, line: Line) -> tuple[Availability, None]:
    """Hours a week that there are for work."""
    hours = line.take(2, _weekly)
    if hours is None:
        raise InputError("How many hours a week?", hint="Such as: available 20h mon-fri.")
    line.take(
        3, lambda t: t if t.casefold() in ("a week", "per week", "each week", "weekly", "/ week", "/week") else None
    )
    weekdays = line.take(1, _weekdays)
    days = here.days(Lean.AHEAD)
    stretch = line.take(8, days.span)
    first = stretch.first if stretch else here_day(days)
    _nothing_left(line.words)
    record = Availability(
        starts_on=first,
        ends_on=stretch.last if stretch and stretch.last != first else None,
        kind=AvailabilityKind.AVAILABLE.value,
        weekly_hours=hours,
        weekdays=weekdays,
    )
    return record, None


def _weekly(text: str) -> Decimal | None:
    found = _HOURS.fullmatch(text)
    return Decimal(found[1].replace(",", ".")) if found else None


def _weekdays(text: str) -> str | None:
    """`mon-fri`, `mon,wed`: in small letters, as the ledger holds it."""
    low = text.casefold().replace("–", "-")
    if not ("-" in low or "," in low) or re.split("[-,]", low)[0] not in STARTS:
        return None
    try:
        parse_weekdays(low)
    except ValueError:
        return None
    return low


def checked(here: Here, line: Line) -> tuple[QueueCheck, Place]:
    """A look into a platform's queue, now where no time is said (noon of a day)."""
    outcome = line.take(1, lambda t: OUTCOMES.get(t.casefold()))
    if outcome is None:
        raise InputError("What was there?", hint="Such as: nothing on outlier, or: checked outlier offered.")
    line.drop(("offered", "available", "there"))
    at = _looked_at(here, line)
    place = here.platform(line)
    return QueueCheck(platform=place.platform, checked_at=at, outcome=outcome), place


def _looked_at(here: Here, line: Line) -> dt.datetime:
    days = here.days(Lean.PAST)
    if at := line.take(1, exact) or line.take(5, lambda t: _ago(here, t)):
        return at
    day = line.take(5, days.day)
    said = line.after(("at",), 2, clock) or line.take(2, clock)
    if day is None and said is None and here.is_now:
        return here.now.astimezone(dt.UTC).replace(second=0, microsecond=0)
    on = here.past(day or here_day(days))
    at = local_instant(dt.datetime.combine(on, time_of(said) if said else dt.time(12)), here.zone.key)
    if said and at > here.now:
        raise InputError("That lies in the future.", hint="Say the day, such as yesterday.", code="future")
    return at


def _nothing_left(words: Sequence[Word]) -> None:
    for word in words:
        if word.quoted or word.low not in FILLERS | {"since", "until", "to", "time"}:
            raise InputError(
                f"“{word.text}” is not understood.", hint="What else is to be said stands behind a #.", value=word.text
            )
