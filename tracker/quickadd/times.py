"""How long a line says that it took, from when to when, and which instants these are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from tracker.errors import InputError
from tracker.quickadd.clocks import SHORT, ClockSpan, clock, span, time_of
from tracker.quickadd.context import Here
from tracker.quickadd.days import DAY, Stretch
from tracker.quickadd.halves import MIDNIGHT
from tracker.quickadd.line import Line
from tracker.quickadd.moments import SMALL_HOURS, in_the_night, which_night
from tracker.say import Length, Said, Word
from tracker.units import duration_text
from tracker.words import local_instant, local_span

STARTED = frozenset(("at", "from", "since", "@", "starting", "started", "beginning", "began"))
ENDED_AT = frozenset(
    ("until", "till", "til", "ending", "ended", "finished", "finishing", "stopped", "stopping", "done")
)
OVER = frozenset(("finished", "finish", "ended", "stopped", "done"))
"""What may say of the clock time in its line that it was the end."""
BREAKS = frozenset(("break", "breaks", "lunch", "pause", "minus", "less"))
NO_BREAK = frozenset(
    (
        "no break",
        "no breaks",
        "without break",
        "without a break",
        "without breaks",
        "w/o break",
        "w/o breaks",
        "w/o a break",
        "no lunch",
        "nonstop",
        "non-stop",
    )
)
NET = frozenset(
    f"{less} {pause}"
    for less in ("not counting", "not including", "excluding", "excl", "without", "w/o", "minus", "less")
    for pause in ("lunch", "break", "breaks", "lunch break", "the break", "the breaks")
)
"""What says of a length that it holds no break."""
FULL_DAY = 86_400
LIKELY_FROM, LIKELY_TO = "5:", "9;"
"""`5:00` to `9:59` before another clock time may be when it began, or a length."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a line says of the time; `pause` in seconds is taken off a span."""

    span: ClockSpan | None = None
    seconds: int | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    pause: int | None = None
    midnight: bool = False
    """Whether it is said in a word that names midnight, which two days have."""

    @property
    def unsaid(self) -> bool:
        return self.span is None and self.seconds is None


def pause(here: Here, line: Line) -> int | None:
    """`lunch break 30m`, `30 min break`, `no break`: seconds that are no work."""
    if line.phrase(NO_BREAK):
        return 0
    at = next((i for i, w in enumerate(line.words[:-1]) if w.low == "unpaid" and line.words[i + 1].low in BREAKS), None)
    if at is not None:
        del line.words[at]
    found = line.after(BREAKS, 4, here.length)
    if found is None:
        found = _before(here, line, BREAKS - {"minus", "less"})
    if found is not None:
        while line.drop(BREAKS | {"incl", "including", "included", "excl", "excluding", "excluded"}):
            continue
    return found


def _before(here: Here, line: Line, markers: Collection[str]) -> int | None:
    """A length in front of a marker; of two lengths (8h 30m break) the second."""

    def alone(text: str) -> int | None:
        first, _, rest = text.partition(" ")
        return None if rest and here.length(first) and here.length(rest) else here.length(text)

    return line.before(markers, 4, alone)


def time(here: Here, line: Line, part: str) -> Time:
    """Span, length, start and end, as far as they are said; `part` is the half of the day that is."""
    off = pause(here, line)
    named = line.has(MIDNIGHT) is not None
    between = line.take(7, lambda t: span(t, here.ask, part))
    seconds = line.take(6, here.length)
    if seconds is not None and between is None:
        line.phrase(NET)
    if between is None and seconds is None:
        between = line.take(5, lambda t: span(t, here.ask, part, bare=True))
    if between:
        return Time(between, seconds, pause=off, midnight=named)
    ends = line.after(ENDED_AT, 3, lambda t: clock(t.removeprefix("at ")))
    said = line.after(STARTED, 2, clock) or line.take(1, lambda t: clock(t[1:]) if t[0] == "@" else None)
    if said and ends is None and any(w.low in OVER for w in line.said):
        message = Said("Is {at} when it began, or when it ended?", at=Word(said))
        if not here.ask("over", message, [("", False), ("", True)], hint="Write from, or until."):
            said, ends = None, said
    clocks = [c for c in (line.take(2, clock), line.take(2, clock)) if c]
    if seconds is None and len(clocks) == 2 and LIKELY_FROM <= clocks[0][:2] < LIKELY_TO and clocks[0] != clocks[1]:
        pass  # 9:00 17:00 may be a span
    elif seconds is None and clocks and SHORT.fullmatch(clocks[0]):
        seconds = _as_length(clocks.pop(0))
    elif seconds is None and len(clocks) == 2 and SHORT.fullmatch(clocks[1]):
        seconds = _as_length(clocks.pop())
    clocks = [*([said] if said else []), *clocks]
    if len(clocks) + bool(ends) > 1:
        other = ends or clocks[1]
        raise InputError(
            "{clocks} and {other}: which is meant?",
            hint="Write a span as 14:00-16:30.",
            clocks=Word(clocks[0]),
            other=Word(other),
        )
    if (clocks or ends) and seconds is None:
        text = "{at} is when it began; how long was it?" if clocks else "{at} is when it ended; how long was it?"
        raise InputError(text, hint="Such as 14:00-16:30.", at=Word(clocks[0] if clocks else ends))
    start = time_of(clocks[0], here.ask, part) if clocks else None
    end = time_of(ends, here.ask, part) if ends else None
    return _less_pause(here, Time(None, seconds, start, end, off, named))


def _less_pause(here: Here, said: Time) -> Time:
    """A length with a break: whether the break is in it is asked."""
    if not said.pause or said.seconds is None:
        return replace(said, pause=None)
    whole, less = said.seconds, said.seconds - said.pause
    if less <= 0:
        raise InputError("The break is as long as the work.", hint="Such as: 9:00-17:00 outlier break 30m.")
    message = Said(
        "Is the break of {pause} in the {whole}?",
        pause=Length(said.pause),
        whole=Length(whole),
    )
    seconds = here.ask("break", message, [("", less), ("", whole)], hint="Write the time without the break.")
    return replace(said, seconds=seconds, pause=None)


def _as_length(text: str) -> int:
    """`2:30` as seconds."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def placed(here: Here, time: Time, days: Stretch | None, day: dt.date) -> tuple[Time, dt.datetime, dt.datetime]:
    """Start and end as instants of a time that says a clock time, and the time with its break taken off."""
    if here.until or (days and days.first != days.last):
        raise InputError("Clock times belong to one day, and these are several.", hint="Leave one of them out.")
    first = time.span.first if time.span else time.start
    if days and first and (first == dt.time() if time.midnight else in_the_night(days.part, first)):
        day = which_night(here.days(), day)
    if time.span:
        start, end = _spanned(here, time.span, time.seconds, day, said=days is not None)
        time = _paused(time, int((end - start).total_seconds()))
    else:
        start, end = _counted(here, time, day, said=days is not None)
    if end > here.now:
        raise InputError("That ends in the future.", hint="Write the day, as yesterday or 2026-05-31.", code="future")
    return time, start, end


def _paused(time: Time, whole: int) -> Time:
    """The time worked in a span, less its break."""
    if not time.pause:
        return replace(time, pause=None)
    worked = whole - time.pause
    if worked <= 0:
        raise InputError("The break is as long as the work.", hint="Such as: 9:00-17:00 outlier break 30m.")
    if time.seconds not in (None, worked):
        said = duration_text(time.seconds or 0)
        raise InputError(
            "With the break it is {worked}, not {said}.",
            hint="Leave one of them out.",
            worked=Length(worked),
            said=Word(said),
        )
    return replace(time, seconds=worked, pause=None)


def _counted(here: Here, time: Time, day: dt.date, *, said: bool) -> tuple[dt.datetime, dt.datetime]:
    """From its start on, or up to its end."""
    length = dt.timedelta(seconds=time.seconds or 0)
    at = time.start or time.end or dt.time()
    first = dt.datetime.combine(day, at) - (dt.timedelta() if time.start else length)
    if not said:
        first -= _evening_before(here, first)
    if time.end:
        end = local_instant(first + length, here.zone.key)
        return end - length, end
    start = local_instant(first, here.zone.key)
    return start, start + length


def _spanned(
    here: Here, span: ClockSpan, seconds: int | None, day: dt.date, *, said: bool
) -> tuple[dt.datetime, dt.datetime]:
    if span.first == span.last:
        raise InputError("It ends when it starts.", hint="Write it as 14:00-16:30.")
    first = dt.datetime.combine(day, span.first)
    nights = int(span.last < span.first)
    if not said and nights and here.is_now and first > here.now.replace(tzinfo=None):
        first -= DAY  # written after midnight about the night before
    elif not said:
        first -= _evening_before(here, first)
    last = dt.datetime.combine(first.date() + nights * DAY, span.last)
    return local_span(first, last, here.zone.key, seconds)


def _evening_before(here: Here, first: dt.datetime) -> dt.timedelta:
    """A day, where a time that is still to come was yesterday's: in the small hours surely, else it is asked."""
    if not here.is_now or first <= here.now.replace(tzinfo=None):
        return dt.timedelta()
    if here.now.hour < SMALL_HOURS and first.hour >= SMALL_HOURS:
        return DAY
    message = Said("{first} is still to come today. Was it yesterday?", first=Word(f"{first:%H:%M}"))
    return here.ask("yesterday", message, [("", DAY)], hint="Write the day, as yesterday or 2026-05-31.", code="future")
