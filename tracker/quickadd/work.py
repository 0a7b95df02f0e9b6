"""Lines about work: how long, or from when to when, for whom, on which day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Activity, Status, WorkSession
from tracker.errors import Ambiguous, InputError
from tracker.quickadd.clocks import SHORT, ClockSpan, clock, here_day, length, span, time_of
from tracker.quickadd.days import Lean, Stretch
from tracker.quickadd.here import Here
from tracker.quickadd.line import Line, Word
from tracker.quickadd.places import Place, SeveralFit
from tracker.quickadd.prices import RateSaid, rate
from tracker.words import duration_text, local_instant, local_span

KINDS = {a.value: a.value for a in Activity} | {
    "applying": "application", "interviewing": "interview", "test": "assessment", "search": "searching",
    "wait": "waiting", "meeting": "communication", "meetings": "communication", "email": "communication",
    "emails": "communication",
}  # fmt: skip
STATUSES = {s.value: s.value for s in Status}
_TASKS = re.compile(r"(\d{1,9}) ?tasks?", re.IGNORECASE)
FULL_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Time:
    """What a line says of the time."""

    span: ClockSpan | None = None
    seconds: int | None = None
    start: dt.time | None = None


def tasks(text: str) -> int | None:
    """`120 tasks` as a number."""
    found = _TASKS.fullmatch(text)
    return int(found[1]) if found else None


def work(here: Here, line: Line, *, timeless: bool = False) -> tuple[WorkSession, Place]:
    """A work session. `timeless` allows a line that says no time: then it is unknown, and zero."""
    said = line.take(6, lambda t: rate(t, here.decimal))
    money = here.money(line)
    counted = line.after(("counted",), 5, length)
    days = _days(here, line)
    time = _time(line)
    done = line.take(2, tasks)
    status = line.take(1, lambda t: STATUSES.get(t.casefold()))
    money = money or (here.money(line, bare=True) if timeless and time.seconds is None else None)
    unpaid = line.drop(("unpaid",)) is not None
    activity, place = _activity_and_place(here, line, unpaid=unpaid)
    unsaid = time.span is None and time.seconds is None
    if unsaid:
        if not timeless:
            raise InputError("How long was it?", hint="Say it as 2h30, 45m or 14:00-16:30.")
        time = _Time(None, 0, time.start)
    start, end = _placed(here, time, days)
    first = None if start else (days.first if days else here.past(here_day(here.days())))
    last = here.until or (days.last if days and days.last != days.first else None)
    _check_length(time, (last - first).days + 1 if last and first else None, timeless=unsaid)
    currency = (money and money.currency) or (said and said.price.currency)
    record = WorkSession(
        platform=place.platform,
        project=place.project,
        worked_on=first,
        worked_until=None if start else last,
        started_at=start,
        ended_at=end,
        minutes=time.seconds,
        counted_minutes=counted,
        activity=activity,
        tasks=done,
        rate=_rate(here, said, place) if said else None,
        amount=money.units if money else None,
        currency=currency or (here.currency(place) if money or said else None),
        status=status,
    )
    return record, place


def _rate(here: Here, said: RateSaid, place: Place) -> int:
    """The rate, if it is of the kind by which the project pays."""
    per_task = here.per_task(place)
    if said.unit and (said.unit == "task") != per_task:
        pays = "by the task" if per_task else "by the hour"
        raise InputError(f"{place.name} pays {pays}, and the rate is per {said.unit}.", hint="Say the amount instead.")
    return said.price.units


def _days(here: Here, line: Line) -> Stretch | None:
    """The day, or the stretch of which only the hours are known."""
    found = line.take(8, here.days(Lean.PAST).span)
    if found is None:
        return None
    last = min(found.last, here.today) if found.whole and found.first <= here.today else found.last
    here.past(last)
    return Stretch(found.first, last)


def _time(line: Line) -> _Time:
    """Span, length and start, as far as they are said."""
    between = line.take(5, span)
    seconds = line.take(6, length)
    if between:
        return _Time(between, seconds)
    said = line.after(("at", "from", "since", "@"), 2, clock) or line.take(
        1, lambda t: clock(t[1:]) if t[0] == "@" else None
    )
    clocks = [c for c in (line.take(2, clock), line.take(2, clock)) if c]
    if seconds is None and clocks and SHORT.fullmatch(clocks[0]):
        seconds = _as_length(clocks.pop(0))
    elif seconds is None and len(clocks) == 2 and SHORT.fullmatch(clocks[1]):
        seconds = _as_length(clocks.pop())
    clocks = [*([said] if said else []), *clocks]
    if len(clocks) > 1:
        raise InputError(f"{clocks[0]} and {clocks[1]}: which is meant?", hint="Say a span as 14:00-16:30.")
    if clocks and seconds is None:
        raise InputError(f"{clocks[0]} is when it began; how long was it?", hint="Such as 14:00-16:30.")
    return _Time(None, seconds, time_of(clocks[0]) if clocks else None)


def _as_length(text: str) -> int:
    """`2:30` as seconds."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _placed(here: Here, time: _Time, days: Stretch | None) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Start and end as instants; none where no clock time is said."""
    first = time.span.first if time.span else time.start
    if first is None:
        return None, None
    if here.until or (days and days.first != days.last):
        raise InputError("Clock times belong to one day, and a stretch is said.", hint="Leave one of them out.")
    day = days.first if days else here_day(here.days())
    if time.span:
        start, end = _spanned(here, time.span, time.seconds, day, said=days is not None)
    else:
        start = local_instant(dt.datetime.combine(day, first), here.zone.key)
        end = start + dt.timedelta(seconds=time.seconds or 0)
    if end > here.now:
        raise InputError("That ends in the future.", hint="Say the day, as yesterday or 2026-05-31.", code="future")
    return start, end


def _spanned(
    here: Here, span: ClockSpan, seconds: int | None, day: dt.date, *, said: bool
) -> tuple[dt.datetime, dt.datetime]:
    if span.first == span.last:
        raise InputError("It ends when it starts.", hint="Say it as 14:00-16:30.")
    first = dt.datetime.combine(day, span.first)
    nights = int(span.last < span.first)
    if not said and nights and here.is_now and first > here.now.replace(tzinfo=None):
        first -= dt.timedelta(days=1)  # written after midnight about the night before
    last = dt.datetime.combine(first.date() + dt.timedelta(days=nights), span.last)
    return local_span(first, last, here.zone.key, seconds)


def _check_length(time: _Time, days: int | None, *, timeless: bool) -> None:
    if time.seconds is None:
        return
    if time.seconds == 0 and not timeless:
        raise InputError("It took no time.", hint="Where the time is unknown, begin with a +.", code="not_positive")
    if time.seconds > FULL_DAY * (days or 1):
        raise InputError(
            f"{duration_text(time.seconds)} are more than {'its days have' if days else 'a day has'}.",
            hint="Hours of a stretch are said as: 32h outlier last week.",
            code="out_of_range",
        )


def _activity_and_place(here: Here, line: Line, *, unpaid: bool) -> tuple[str | None, Place]:
    """The kind of work and the place. A word that may be either is a name where it is one of the place's."""
    activity = line.after(("as",), 1, lambda t: KINDS.get(t.casefold()))
    at = next((i for i, w in enumerate(line.words) if w.low in KINDS), None)
    word = line.words[at] if at is not None and activity is None else None
    if word and at is not None and not _is_name(here, line.words, word):
        del line.words[at]
        activity = KINDS[word.low]
    place = here.place(line)
    if word and place.project is None:
        _check_sure(here, place, word.text)
    if unpaid and activity in (None, Activity.TASK):
        raise InputError("What kind of unpaid work was it?", hint=f"One of {', '.join(list(Activity)[1:])}.")
    return activity, place


def _check_sure(here: Here, place: Place, word: str) -> None:
    """A kind of work that projects of the platform begin with may be meant as one of them."""
    projects = here.names.beginning(place.platform, word)
    if projects:
        kind = KINDS[word.casefold()]
        raise Ambiguous(
            f"“{word}” may be a kind of work, or part of {' or '.join(sorted(projects))}.",
            hint=f"Say “as {kind}”, or more of the project's name.",
        )


def _is_name(here: Here, words: Sequence[Word], word: Word) -> bool:
    """Whether a place of exactly this name fits the words with the word among them."""
    known = {n.casefold() for n in here.names.platforms} | {p.casefold() for _, p in here.names.projects}
    if word.low not in known:
        return False
    try:
        found = here.names.place(words)
    except (InputError, SeveralFit):
        return False
    new = found.new_platform or found.new_project
    return not new and word.low in ((found.project or "").casefold(), found.platform.casefold())
