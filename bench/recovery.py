"""Is what is true in the sample found again? Ledgers of the sample's two drawn platforms, one per seed.

Each seed's ledger is made without the written-down situations, read as any other, and every figure that has both
an interval and a true value is held against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.analysis.availability.gaps import gaps_of
from tracker.analysis.drift import drifts
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.platforms.reliability import on_time, pay_units
from tracker.analysis.projects.lives import lives
from tracker.analysis.projects.survival import spans_of, survival_of, watched_from
from tracker.analysis.results.platforms import Survival
from tracker.analysis.results.projects import Life
from tracker.analysis.survival import kaplan_meier
from tracker.frames import from_records
from tracker.sample import generate
from tracker.sample.make import AS_OF
from tracker.sample.truth import TRUTH, PlatformTruth
from tracker.sample.world import Days

PLATFORMS = ("Larkspur", "Northbeam")
LOOK = Days(AS_OF).at(95, 6)
"""The last day on which chance draws ends on both platforms: the ledgers are read as of it."""
DAYS = (30, 60)
GAP_DAYS = (5, 10)


@dataclass(frozen=True, slots=True)
class Held:
    """One figure of one ledger beside its true value. `truth` None: the mean over all ledgers stands for it.
    `low` and `high` None: no interval was told."""

    what: str
    platform: str
    estimate: float | None
    low: float | None
    high: float | None
    truth: float | None

    @property
    def told(self) -> bool:
        return self.low is not None and self.high is not None

    def hit(self, truth: float) -> bool:
        return self.low is not None and self.high is not None and self.low <= truth <= self.high


@dataclass(frozen=True, slots=True)
class Turn:
    """What the drift rule said of one platform's rates, and its slope a year."""

    platform: str
    verdict: str
    slope: float | None


def recover(seed: int, as_of: dt.date = LOOK) -> tuple[list[Held], list[Turn]]:
    """All figures of one seed's ledger."""
    made = generate(seed, AS_OF, situations_too=False)
    frames = from_records(made.records, made.settings)
    basis = make_basis(frames, as_of, None)
    all_lives = lives(basis)
    held, turns = [*_gaps(basis, all_lives)], []
    units, drift, first = pay_units(basis), drifts(basis), watched_from(frames, as_of)
    for name in PLATFORMS:
        mine, truth = [x for x in all_lives if x.platform == name], TRUTH.of(name)
        held += _survival(survival_of(mine, first, as_of), truth)
        held += _stops(mine, first, as_of, truth)
        kept = on_time(units.get(name, ()), as_of)
        held.append(Held("pay days kept", name, kept.share, kept.low, kept.high, kept_share(truth)))
        turns += [Turn(name, d.verdict, d.slope_per_year) for d in drift.get(name, ())[:1]]
    return held, turns


def ends_per_day(truth: PlatformTruth) -> float:
    return truth.cancel_per_day + truth.complete_per_day + truth.leave_per_day


def stops_per_day(truth: PlatformTruth) -> float:
    """A pause is drawn if nothing ended that day."""
    return truth.cancel_per_day + (1 - ends_per_day(truth)) * truth.pause_per_day


def kept_share(truth: PlatformTruth) -> float:
    return 1 - truth.late_share - truth.missing_share


def _survival(found: Survival, truth: PlatformTruth) -> Iterator[Held]:
    h, name = ends_per_day(truth), truth.platform
    running = {p.days: p for p in found.curve}
    cancelled = {p.days: p for p in found.cancelled_by}
    for day in DAYS:
        left = (1 - h) ** day
        p, c = running[day], cancelled[day]
        yield Held(f"still running, day {day}", name, p.running, p.low, p.high, left)
        mine = truth.cancel_per_day / h * (1 - left)
        yield Held(f"cancelled by day {day}", name, c.incidence, c.low, c.high, mine)


def _stops(mine: list[Life], first: dt.date | None, as_of: dt.date, truth: PlatformTruth) -> Iterator[Held]:
    """Pauses are the sample's gap rate: how many projects have not been stopped by the platform."""
    spans = spans_of(mine, first, as_of)
    until = [s.days if s.stop is None else s.stop for s in spans]
    curve = kaplan_meier(until, [s.stop is not None for s in spans], [s.entry for s in spans])
    for day in DAYS:
        value = curve.at(day)
        if value is not None:
            left = (1 - stops_per_day(truth)) ** day
            yield Held(f"never paused or cut, day {day}", truth.platform, value.estimate, value.low, value.high, left)


def _gaps(basis: Basis, known: tuple[Life, ...]) -> Iterator[Held]:
    """How long gaps last, over all platforms; what is true is what the ledgers have on the whole."""
    points = gaps_of(basis, basis.first, basis.as_of, known=known).survival
    for day in GAP_DAYS:
        at = [p for p in points if p.days <= day]
        if at:
            yield Held(f"gap not over, day {day}", "all", at[-1].still_idle, at[-1].low, at[-1].high, None)
