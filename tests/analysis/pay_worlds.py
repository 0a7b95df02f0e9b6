"""Platforms that pay as 18 mechanisms say: honest ones, and ones that break their word.

Each world is half a year of weekly work on one platform whose terms are known, and the payments of a platform that
keeps them or of one that pays every other pay day ten days after the last day that they allow.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.analysis.ledgers import ledger, money
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.reliability import on_time, pay_units
from tracker.analysis.terms_of_pay.terms import Terms, arrival, held, own_due, pay_day, terms_of
from tracker.domain import Earning, Payout, PayTerms, Record, WorkSession
from tracker.units import DAY

FIRST = dt.date(2026, 1, 5)
WEEKS = 16
LATE = 10
"""Days behind the last day allowed on which a platform that breaks its word pays."""
FEWEST = 3
"""Pay days without which there is no verdict on a platform."""
TOGETHER = 100
"""Half years in one ledger."""


@dataclass(frozen=True)
class World:
    """`terms` of the ledger; `handed`, `reviewed`: at most so many days until work is handed in and approved;
    `rows`: the rows of terms, if there are several; `hours`: paid by the hour of which the platform counts less, on the
    day on which the pay cycle ends at an hour; `held`: weeks of which the platform says that their money is held for
    two weeks."""

    name: str
    terms: dict[str, Any]
    handed: int = 0
    reviewed: int = 0
    amount: tuple[int, int] = (60, 400)
    rows: tuple[dict[str, Any], ...] = ()
    stage: str | None = None
    place: str | None = None
    kinds: tuple[str, ...] = ("milestone",)
    hours: bool = False
    held: range = range(0)
    fields: dict[str, Any] = field(default_factory=dict)


WEEKLY = {"pay_cycle": "weekly", "pay_cycle_ends": "fri", "pay_delay_days": 5, "moves": "stays"}
WORLDS = (
    World("1 approved", {"counts_from": "approved", "pay_delay_days": 7, "moves": "stays"}, reviewed=20),
    World("2 two arrivals", {**WEEKLY, "arrives_after": 5, "holidays": "fed"}),
    World("2 sent", {**WEEKLY, "arrives_after": 5, "holidays": "fed"}, stage="sent"),
    World("3 asked for", {"pay_delay_days": 7, "on_request": True, "arrives_after": 2, "moves": "stays"}),
    World("4 a window", {**WEEKLY, "window_days": 4}),
    World("5 smallest payout", {**WEEKLY, "payout_threshold": money(100)}, amount=(30, 60)),
    World("6 by kind", {}, rows=({**WEEKLY, "kind": "milestone"}, {**WEEKLY, "kind": "bonus", "pay_delay_days": 16}),
          kinds=("milestone", "bonus")),
    World("7 another clock", WEEKLY, hours=True),
    World("8 invoice", {"counts_from": "invoiced", "pay_delay_days": 14, "moves": "stays"}, handed=30),
    World("9 weekday rule", {"pay_delay_days": 1, "pay_day": "1st+3rd wed", "moves": "stays"}),
    World("10 business days", {**WEEKLY, "delay_in": "business_days", "holidays": "fed", "moves": "next"}),
    World("11 ends at an hour", {**WEEKLY, "pay_cycle_ends": "mon", "pay_cycle_ends_at": 19, "pay_delay_days": 2,
                                 "pay_cycle_zone": "America/Chicago"}, hours=True),
    World("12 first payment", {**WEEKLY, "first_hold_days": 15}),
    World("13 approves itself", {"counts_from": "approved", "auto_after_days": 14, "pay_delay_days": 5,
                                 "moves": "stays"}, reviewed=60),
    World("14 another rail", {}, rows=({"pay_delay_days": 7, "pay_day": "wed", "holidays": "ecb"},
                                       {"pay_delay_days": 7, "pay_day": "1+15", "holidays": "ecb",
                                        "holds_from": FIRST + 60 * DAY})),
    World("15 fees", {**WEEKLY, "fee_percent": Decimal(20), "fee_min": money(1)}, place="bank"),
    World("16 a balance held", WEEKLY, held=range(6, 9)),
    World("17 month to the 15th", {"pay_cycle": "monthly", "pay_cycle_month_day": 15, "pay_delay_days": 10,
                                   "moves": "stays"}),
    World("18 in parts", {}, rows=({**WEEKLY, "part_percent": Decimal(40)},
                                   {**WEEKLY, "part_percent": Decimal(60), "pay_delay_days": 26})),
)  # fmt: skip


@dataclass(frozen=True)
class Owed:
    """Money with the day on which it is due by its terms, and the last one that they allow."""

    amount: int
    due: dt.date
    terms: Terms


def played(world: World, seeds: Sequence[int], *, honest: bool) -> list[tuple[int, int]]:
    """How many pay days were judged with each seed, and how many of them kept.

    All are platforms of one ledger: what is worked out once for a ledger is most of the work, and no platform's
    money has to do with another's.
    """
    (terms,) = terms_of(ledger(_terms(world, "Acme"))).values()
    rows: list[Record] = []
    for seed in seeds:
        random, name = Random(f"{world.name} {seed}"), f"Acme {seed}"
        work = list(_work(world, random, name))
        paid = _payments(world, list(_owed(work, terms[1:])), random, name, honest=honest)
        rows += [*_terms(world, name), *work, *paid]
    as_of = FIRST + 52 * 7 * DAY
    units = pay_units(make_basis(ledger(rows), as_of, None))
    judged = [on_time(units.get(f"Acme {seed}", ()), as_of) for seed in seeds]
    return [(got.n, got.k) for got in judged]


def _terms(world: World, platform: str) -> list[PayTerms]:
    return [PayTerms(platform=platform, **t) for t in world.rows or (world.terms,)]


def _work(world: World, random: Random, platform: str) -> Iterator[Earning | WorkSession]:
    if world.hours:
        yield from _hours(random, platform)
        return
    for week in range(WEEKS):
        for kind in world.kinds:
            on = FIRST + (7 * week + random.randrange(5)) * DAY
            handed = on + random.randint(0, world.handed) * DAY
            approved = handed + random.randint(0, world.reviewed) * DAY
            yield Earning(
                platform=platform, kind=kind, earned_from=on, amount=money(random.randint(*world.amount)),
                currency="USD", submitted_on=handed, approved_on=approved if world.reviewed else None,
                due_on=on + 26 * DAY if week in world.held else None,
            )  # fmt: skip


def _hours(random: Random, platform: str) -> Iterator[WorkSession]:
    """An hour or more each Monday from 16:00 or 20:00 of Chicago in winter on, of which less is counted."""
    for week in range(WEEKS):
        begins = dt.datetime.combine(FIRST, dt.time(0), dt.UTC) + dt.timedelta(
            weeks=week, hours=random.choice((22, 26))
        )
        minutes = random.randint(90, 160)
        yield WorkSession(
            platform=platform, rate=money(60), currency="USD", started_at=begins,
            ended_at=begins + dt.timedelta(minutes=minutes), counted_minutes=60 * random.randint(50, minutes - 10),
        )  # fmt: skip


def _earned(e: Earning | WorkSession, t: Terms) -> tuple[int, dt.date]:
    """The money, and the day that the pay cycle counts it for."""
    if isinstance(e, Earning):
        return e.amount, e.earned_from
    assert e.started_at is not None
    local = e.started_at.astimezone(t.zone or dt.UTC) + dt.timedelta(hours=24 - t.ends_at)
    return round((e.counted_minutes or 0) * (e.rate or 0) / 3600), local.date()


def _owed(work: list[Earning | WorkSession], terms: tuple[Terms, ...]) -> Iterator[Owed]:
    for e in work:
        if isinstance(e, Earning) and e.due_on is not None:
            yield Owed(e.amount, own_due(terms[0], e.due_on), terms[0])
            continue
        for t in _in_force(terms, getattr(e, "kind", None), _earned(e, terms[0])[1]):
            amount, start = _earned(e, t)
            if t.counts_from == "invoiced":
                start = e.submitted_on or start
            if t.waits_for_approval:
                by_itself = dt.date.max if t.auto is None else (e.submitted_on or start) + t.auto * DAY
                start = min(e.approved_on or dt.date.max, by_itself)
            due = pay_day(t, start)
            assert due is not None
            yield Owed(round(amount * t.part / 100), due, t)


def _in_force(terms: tuple[Terms, ...], kind: str | None, day: dt.date) -> list[Terms]:
    """Those for a kind of pay on a day, of which the later ones take the place of the ones before them."""
    begun = [t for t in terms if t.kind in (None, kind) and (t.holds_from or day) <= day]
    last = max(t.holds_from or dt.date.min for t in begun)
    return [t for t in begun if (t.holds_from or dt.date.min) == last]


def _payments(world: World, owed: list[Owed], random: Random, platform: str, *, honest: bool) -> Iterator[Record]:
    """One payment for each pay day; under a smallest payout what is open by then."""
    first, open_ = min(o.due for o in owed), 0
    for n, day in enumerate(sorted({o.due for o in owed})):
        mine = [o for o in owed if o.due == day]
        open_ += sum(o.amount for o in mine)
        t = mine[0].terms
        if open_ < (t.threshold or 0):
            continue
        asked = day + random.randint(0, 3) * DAY if t.on_request else None
        sent = asked or held(t, first, day)
        slow = random.randint(0, t.patience) if honest or n % 2 else LATE + t.patience
        at = (sent if world.stage else arrival(t, sent)) + slow * DAY
        fee = 0 if not t.takes_a_fee else max(round(open_ * (t.fee_percent or 0) / 100), t.fee_min or 0)
        yield Payout(
            platform=platform, kind="payout", received_on=at, amount=open_ - fee, currency="USD", asked_on=asked,
            stage=world.stage, place=world.place,
        )  # fmt: skip
        open_ = 0


def kept(n: int, k: int) -> bool:
    """Are enough pay days judged, and all of them on time?"""
    return n >= FEWEST and k == n


def found(n: int, k: int) -> bool:
    """Are enough pay days judged, and a quarter of them or more late? The platform is late with every other one."""
    return n >= FEWEST and 4 * k <= 3 * n


def main(seeds: int = 1000, say: Callable[[str], None] = print) -> None:
    say(f"python -m tests.analysis.pay_worlds {seeds}")
    say(f"{seeds} half years of each platform, by chance: pay days judged, how many of them were kept, and of how many")
    say("half years the verdict is right: of one that keeps its terms, all kept; of one that does not, a quarter late.")
    began = time.process_time()
    for world in WORLDS:
        for honest in (True, False):
            got = [
                pair for i in range(0, seeds, TOGETHER)
                for pair in played(world, range(i, min(i + TOGETHER, seeds)), honest=honest)
            ]  # fmt: skip
            n, k = (sum(column) for column in zip(*got, strict=True))
            right = sum(kept(*pair) if honest else found(*pair) for pair in got)
            said = f"{'all kept' if honest else 'found'} in {right} of {seeds}"
            name = "keeps its terms" if honest else "breaks its word"
            say(f"{world.name:20} {name:16} {k / n:6.3f} of {n:6} on time, {said}")
    say(f"{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
