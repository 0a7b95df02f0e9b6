"""Puts the sample together: lives, work, money, and what surrounds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from tracker.domain import (
    RECORDS,
    Availability,
    Event,
    Project,
    Record,
    Settings,
)
from tracker.sample import other_records, pay, situations, work
from tracker.sample.lives import Life, draw_lives, events_of, project_of
from tracker.sample.truth import TRUTH, Truth
from tracker.sample.world import LINES, SETTINGS, Days, instant, platforms

AS_OF = dt.date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Sample:
    """A ledger in memory. `records` hold no settings and are in the archive's order of tables."""

    settings: Settings
    records: tuple[Record, ...]

    def of(self, record: type[Record]) -> tuple[Record, ...]:
        """The records of one class, in order."""
        return tuple(r for r in self.records if type(r) is record)


def generate(seed: int = 7, as_of: dt.date = AS_OF, *, truth: Truth = TRUTH, situations_too: bool = True) -> Sample:
    """Two years of an invented tasker, up to and with `as_of`: the same arguments give the same records.

    The home currency is EUR and the home zone Europe/Lisbon; the platforms pay USD, GBP and AED. With
    `situations_too=False` only what is drawn from `truth` is left: two hourly platforms whose projects live
    and die by its hazards, for checking estimates against it.
    """
    rng, days = Random(seed), Days(as_of)
    named = platforms(days)
    lives = _lives(truth, rng, days, situations_too)
    by_key = {(life.platform, life.name): life for life in lives}
    sessions = work.write_diary(lives, truth, rng, days)
    sessions += situations.extra_sessions(days) if situations_too else []
    earned = situations.earnings(days) if situations_too else []
    paid = pay.pay(pay.open_money(named, by_key, sessions, earned), named, truth, rng)
    if situations_too:
        paid += situations.payouts(days) + pay.write_off(by_key, sessions, days.at(60, 1))
    records: list[Record] = [*named, *_projects(lives, situations_too)]
    records += [e for life in lives for e in events_of(life)]
    records += situations.extra_events(days) if situations_too else []
    records += [*sessions, *earned, *paid, *pay.transfers(paid, days)]
    records += other_records.around(days) if situations_too else []
    return Sample(SETTINGS, _in_order(r for r in records if _until(r, as_of)))


def _lives(truth: Truth, rng: Random, days: Days, situations_too: bool) -> list[Life]:
    drawn = [life for line in LINES for life in draw_lives(line, truth.of(line.platform), rng, days)]
    if not situations_too:
        return drawn
    closed = days.at(situations.NORTHBEAM_ENDS, 2)
    return [_closed(life, closed) for life in drawn if not _after(life, closed)] + situations.scripted_lives(days)


def _after(life: Life, closed: dt.date) -> bool:
    return life.platform == "Northbeam" and life.start >= closed


def _closed(life: Life, closed: dt.date) -> Life:
    """Northbeam closes the account: what still runs there ends that day, told a day later."""
    if life.platform != "Northbeam" or (life.end is not None and life.end <= closed):
        return life
    pauses = tuple((a, min(b, closed)) for a, b in life.pauses if a < closed)
    return replace(
        life, end=closed, cause=Event.DEACTIVATED, pauses=pauses, reason="account review",
        announced=instant(closed, 33 * 60),
    )  # fmt: skip


def _projects(lives: Iterable[Life], situations_too: bool) -> list[Project]:
    made = [project_of(life, i) for i, life in enumerate(lives, start=1)]
    if situations_too:
        made.append(Project(platform="Quillwork", project="Night desk", alias="project 0", role="copy writing"))
    return made


def _day(record: Record) -> str:
    """The day or instant a record is known from, as text that sorts; "" for what has none."""
    for name in ("happened_at", "started_at", "worked_on", "earned_from", "received_on", "moved_on",
                 "spent_on", "checked_at", "on"):  # fmt: skip
        value = getattr(record, name, None)
        if value is not None:
            return str(value.isoformat())
    return ""


def _until(record: Record, as_of: dt.date) -> bool:
    """Known on the as-of day? What was declared for later (availability) is."""
    return isinstance(record, Availability) or _day(record)[:10] <= as_of.isoformat()


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    place = {r: i for i, r in enumerate(RECORDS)}
    return tuple(sorted(records, key=lambda r: (place[type(r)], _day(r))))
