"""The lives of projects: drawn from the truth, from their start over pauses to an end.

start      pause   resume         announced  end
  |----------x.......|---------------+--------|
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tracker.domain import Event, PayModel, Project, ProjectEvent
from tracker.sample.truth import PlatformTruth
from tracker.sample.world import Days, Line, instant
from tracker.units import DAY, to_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One project from start to end. `end` is the first day without it; None while it runs."""

    platform: str
    name: str
    role: str
    model: PayModel
    currency: str
    start: dt.date
    end: dt.date | None = None
    cause: Event | None = None
    announced: dt.datetime | dt.date | None = None
    rates: tuple[tuple[dt.date, Decimal], ...] = ()
    """Agreed rates, each from a day on; the first from the start."""
    pauses: tuple[tuple[dt.date, dt.date], ...] = ()
    """First day paused, first day back."""
    advertised: tuple[Decimal | None, Decimal | None] = (None, None)
    promised_weekly_hours: Decimal | None = None
    promised_until: dt.date | None = None
    successor_of: str | None = None
    reason: str | None = None
    hiring: bool = True
    """With application, assessment and onboarding before the start."""

    def runs(self, day: dt.date) -> bool:
        """Is there work on this day: started, not ended, not paused?"""
        if day < self.start or (self.end is not None and day >= self.end):
            return False
        return not any(first <= day < back for first, back in self.pauses)

    def rate_on(self, day: dt.date) -> Decimal | None:
        held = [rate for since, rate in self.rates if since <= day]
        return held[-1] if held else None


def geometric(rng: Random, mean: float) -> int:
    """Whole days, at least 1, with this mean.

    >>> geometric(Random(1), 1)
    1
    """
    if mean <= 1:
        return 1
    return 1 + int(math.log(1 - rng.random()) / math.log(1 - 1 / mean))


def half_steps(value: float) -> Decimal:
    """A rate as listings state it: in steps of 0.50."""
    return (Decimal(value) * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


def draw_lives(line: Line, truth: PlatformTruth, rng: Random, days: Days) -> list[Life]:
    """One project after another on a platform, from the line's first week to its last or to the as-of day."""
    lives: list[Life] = []
    last = min(days.at(line.weeks[1] - 1, 6), days.as_of)
    start = days.at(line.weeks[0], rng.randrange(5))
    while start <= last and len(lives) < len(line.names):
        life = _draw_life(line, truth, rng, days, start, line.names[len(lives)], last)
        lives.append(life)
        if life.end is None:
            break
        start = life.end + geometric(rng, truth.between_days) * DAY
    return lives


def _draw_life(
    line: Line, truth: PlatformTruth, rng: Random, days: Days, start: dt.date, name: str, last: dt.date
) -> Life:
    rate = half_steps(float(line.rate) * math.exp(truth.drift_per_year * days.years(start)))
    end, cause, pauses = _draw_end(truth, rng, start, last)
    life = Life(
        platform=line.platform, name=name, role=line.role, model=line.model, currency=line.currency,
        start=start, end=end, cause=cause, rates=((start, rate),), pauses=pauses,
        advertised=_listing(rng, rate),
        promised_weekly_hours=rng.choice([None, Decimal(15), Decimal(20)]),
        promised_until=rng.choice([None, start + 90 * DAY]),
    )  # fmt: skip
    return _with_notice(life, truth, rng)


def _draw_end(
    truth: PlatformTruth, rng: Random, start: dt.date, last: dt.date
) -> tuple[dt.date | None, Event | None, tuple[tuple[dt.date, dt.date], ...]]:
    """Day by day: which hazard strikes first, and the pauses until then."""
    pauses: list[tuple[dt.date, dt.date]] = []
    day = start + DAY
    while day <= last:
        u = rng.random()
        for cause, hazard in (
            (Event.CANCELLED, truth.cancel_per_day),
            (Event.COMPLETED, truth.complete_per_day),
            (Event.LEFT, truth.leave_per_day),
        ):
            if u < hazard:
                return day, cause, tuple((a, min(b, day)) for a, b in pauses)
            u -= hazard
        paused = bool(pauses) and day < pauses[-1][1]
        if not paused and rng.random() < truth.pause_per_day:
            pauses.append((day, day + geometric(rng, truth.pause_days) * DAY))
        day += DAY
    return None, None, tuple(pauses)


def _listing(rng: Random, rate: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """What the listing said: mostly a range above the agreed rate, sometimes one figure or none."""
    high = half_steps(float(rate) * rng.uniform(1.4, 2.0))
    low = half_steps(float(rate) * rng.uniform(0.85, 1.05))
    return rng.choice([*[(low, high)] * 5, (None, high), (rate, None), (None, None)])


def _with_notice(life: Life, truth: PlatformTruth, rng: Random) -> Life:
    if life.end is None or life.cause is not Event.CANCELLED:
        return life
    ends = instant(life.end, 9 * 60)
    if rng.random() < truth.no_notice_share:
        return replace(life, announced=ends, reason="project needs changed")
    early = ends - dt.timedelta(minutes=int(rng.expovariate(1 / (truth.notice_hours * 60))))
    return replace(life, announced=max(early, instant(life.start, 9 * 60)), reason="end of batch")


def project_of(life: Life, number: int) -> Project:
    """The project's record, under an alias for discreet mode."""
    low, high = life.advertised
    return Project(
        platform=life.platform,
        project=life.name,
        alias=f"project {number}",
        role=life.role,
        pay_model=life.model,
        advertised_low=None if low is None else to_units(low),
        advertised_high=None if high is None else to_units(high),
        agreed_rate=to_units(life.rates[0][1]) if life.rates else None,
        currency=life.currency,
        promised_weekly_hours=life.promised_weekly_hours,
        promised_until=life.promised_until,
        successor_of=life.successor_of,
    )


def events_of(life: Life) -> list[ProjectEvent]:
    """What happened to a project, in order of time."""
    made: list[ProjectEvent] = []

    def add(
        event: Event,
        at: dt.datetime | dt.date,
        announced: dt.datetime | dt.date | None = None,
        rate: int | None = None,
        reason: str | None = None,
    ) -> None:
        made.append(
            ProjectEvent(
                platform=life.platform, project=life.name, event=event, happened_at=at,
                announced_at=announced, rate=rate, reason=reason,
            )
        )  # fmt: skip

    if life.hiring:
        add(Event.APPLIED, life.start - 12 * DAY)
        add(Event.ASSESSED, life.start - 7 * DAY)
        add(Event.OFFERED, life.start - 3 * DAY)
        add(Event.ONBOARDED, life.start - DAY)
    first = to_units(life.rates[0][1]) if life.rates else None
    add(Event.STARTED, instant(life.start, 9 * 60), rate=first)
    for since, rate in life.rates[1:]:
        add(Event.RATE_CHANGED, since, since - DAY, to_units(rate))
    for paused, back in life.pauses:
        add(Event.PAUSED, instant(paused, 8 * 60), instant(paused, 8 * 60))
        if life.end is None or back < life.end:
            add(Event.RESUMED, instant(back, 8 * 60))
    if life.end is not None and life.cause is not None:
        at = instant(life.end, 9 * 60)
        add(life.cause, at, life.announced, reason=life.reason)
    return sorted(made, key=lambda e: str(e.happened_at))
