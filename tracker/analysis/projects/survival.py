"""How long projects last, and how they end (methods, section 10).

started      first recorded day                 cancelled
   |---------------|===============================X
               comes under observation           the event
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.analysis.hours.window import first_recorded_day, first_watched_day
from tracker.analysis.results.platforms import CancelledPoint, Survival, SurvivalPoint
from tracker.analysis.results.projects import Life
from tracker.analysis.survival import Curve, aalen_johansen, kaplan_meier, quantile, restricted_mean
from tracker.domain import BY_PLATFORM, ENDS, Event
from tracker.frames import LedgerFrames

CHECKPOINTS = (2, 7, 14, 30, 60, 90, 180, 365)
"""Days at which the curve is told, beside those on which something ended."""
SAME_DAY = 0.5
MEAN_TO = 90
CANCELLED = "cancelled"
WAYS = (CANCELLED, "completed", "left")


@dataclass(frozen=True, slots=True)
class Span:
    """One project as the curves see it, in days since its start: under observation after `entry`, until
    `days`; `way` is how it ended, None while it runs. `stop`: the day of the first pause or end by the
    platform, None if there was none."""

    entry: float
    days: float
    way: str | None
    stop: float | None


def survival_of(lives: Iterable[Life], first_recorded_day: dt.date | None, as_of: dt.date) -> Survival:
    """How long these projects last, how they end, and how long until the platform first stops one.

    Args:
        lives: of one platform, or of any group. Projects that have not begun count for nothing.
        first_recorded_day: a project that started before it comes under observation on it (see `watched_from`).
        as_of: running projects are censored on it.

    | field | meaning |
    |---|---|
    | curve | share still running, at days on which one ended and at 2, 7, 14, 30, 60, 90, 180, 365 |
    | cancelled_by | share that the platform has ended, on the same days |
    | median_days | with Brookmeyer-Crowley limits |
    | restricted_mean_90 | mean days that a project runs of its first 90 |
    | first_stop_median | median days to the first pause or end by the platform |

    No projects: n = 0 and None throughout. Source: methods, section 10.
    """
    spans = spans_of(lives, first_recorded_day, as_of)
    days, entry = [s.days for s in spans], [s.entry for s in spans]
    running = kaplan_meier(days, [s.way is not None for s in spans], entry)
    cancelled = aalen_johansen(days, [s.way for s in spans], CANCELLED, entry)
    middle, ways = quantile(running), Counter(s.way for s in spans)
    ends = (middle.low, middle.high) if middle.low != middle.high else (None, None)  # of no width: not a range
    return Survival(
        n=len(spans),
        running=ways[None],
        ended={way: ways[way] for way in WAYS},
        curve=_curve(running, days, entry),
        cancelled_by=_cancelled(running, cancelled),
        median_days=middle.time,
        median_low=ends[0],
        median_high=ends[1],
        restricted_mean_90=restricted_mean(running, MEAN_TO),
        first_stop_median=_first_stop(spans),
        followed_days=None if running.reach is None else int(running.reach * 2) / 2,
    )


def watched_from(frames: LedgerFrames, as_of: dt.date) -> dt.date | None:
    """From when on the ledger would have seen a project end: `first_recorded_day` of `survival_of`.

    That is the first recorded day, unless all it holds are starts of projects long before anything else was
    recorded (typed in afterwards, of what still ran): then the first day of anything else. A ledger of project
    events alone is taken at its word.
    """
    first, other = first_recorded_day(frames, as_of), first_watched_day(frames, as_of)
    if first is None or other is None or (other - first).days <= LATE_ENTRY:
        return first
    return other


LATE_ENTRY = 31
"""Days from a start to the first other record up to which the ledger counts as begun with the start."""


def spans_of(lives: Iterable[Life], first_recorded_day: dt.date | None, as_of: dt.date) -> tuple[Span, ...]:
    """What was observed of each project that began; those that ended before the first recorded day are left out.

    Of a project that ended and began again only the first end counts. An end on the day on which a project came
    under observation counts half a day.
    """
    out = []
    for life in lives:
        if life.started is not None and life.started <= as_of:
            span = _span(life, life.started, first_recorded_day, as_of)
            out += [span] if span.days > span.entry else []
    return tuple(out)


def _span(life: Life, started: dt.date, first: dt.date | None, as_of: dt.date) -> Span:
    entry = 0 if first is None else max(0, (first - started).days)
    events = [e for e in life.events if started <= e.day <= as_of]
    end = next((e for e in events if e.event in ENDS), None)
    stop = next((e for e in events if e.event == Event.PAUSED or e.event in BY_PLATFORM), None)
    last = as_of if end is None else end.day
    return Span(
        entry=float(entry),
        days=_days(started, last, entry),
        way=None if end is None else CANCELLED if end.event in BY_PLATFORM else str(end.event),
        stop=None if stop is None or stop.day > last else _days(started, stop.day, entry),
    )


def _days(started: dt.date, until: dt.date, entry: int) -> float:
    """Calendar days since the start; half a day on the day of entry itself."""
    days = (until - started).days
    return days + SAME_DAY if days == entry else float(days)


def _curve(running: Curve, days: Sequence[float], entry: Sequence[float]) -> tuple[SurvivalPoint, ...]:
    ended = dict(zip(running.times, running.events, strict=True))
    out = []
    for day in _rows(running):
        at_risk = sum(e < day <= d for d, e in zip(days, entry, strict=True))
        value = running.at(day)
        share = (None, None, None) if value is None else (value.estimate, value.low, value.high)
        out.append(SurvivalPoint(day, at_risk, ended.get(day, 0), *share))
    return tuple(out)


def _cancelled(running: Curve, cancelled: Curve) -> tuple[CancelledPoint, ...]:
    out = []
    for day in _rows(running):
        value = cancelled.at(day)
        share = (None, None, None) if value is None else (value.estimate, value.low, value.high)
        out.append(CancelledPoint(day, *share))
    return tuple(out)


def _rows(running: Curve) -> list[float]:
    return sorted({*running.times, *map(float, CHECKPOINTS)}) if running.n else []


def _first_stop(spans: Sequence[Span]) -> float | None:
    """Other ends, and as-of, censor it; what was paused before it came under observation says nothing."""
    until = [s.days if s.stop is None else s.stop for s in spans]
    stopped = [s.stop is not None for s in spans]
    return quantile(kaplan_meier(until, stopped, [s.entry for s in spans])).time
