"""Terms of pay that what came would bear out better than those that are stored (methods, section 4, "Learning").

last day earned    end of its cycle        due by the terms      money came
|==================|-----------------------|---------------------|
                   |<---------- learnt: days to the money ------>|
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.platforms.reliability import Unit, pay_units
from tracker.analysis.results.terms import Learnt
from tracker.analysis.terms_of_pay.stored import stored_terms
from tracker.analysis.terms_of_pay.terms import Terms, cycle_end, in_force, paid_after, terms_of
from tracker.domain import PayTerms
from tracker.kinds import CountsFrom, DaysIn, Moves
from tracker.pay_days import PayDay
from tracker.units import DAY, WEEKDAYS

FEWEST = 5
"""Days on which money came from which on something is learnt."""
LATEST = 12
"""Pay days that are looked at: platforms change."""
RECENT = 550
"""Days before as-of in which they became due: a year and a half."""
ENOUGH = 0.8
"""Share of the pay days that a rule must be right about."""
NEAR = 1
"""Days around a rule within which it is right."""
LONGEST = 366
FROM_WORK = frozenset({CountsFrom.CYCLE_END, CountsFrom.EARNED})


@dataclass(frozen=True, slots=True)
class Came:
    """First money of a pay day: the day from which days are counted, the day it was due, and the day it came."""

    start: dt.date
    due: dt.date
    on: dt.date

    @property
    def lag(self) -> int:
        return (self.on - self.start).days

    @property
    def off(self) -> int:
        return (self.on - self.due).days


def all_learnt(basis: Basis) -> tuple[Learnt, ...]:
    """What came of each platform beside its terms if other terms would fit better; by name."""
    terms, units = terms_of(basis.frames), pay_units(_recent(basis))
    found = []
    for platform in sorted(units):
        stored = stored_terms(basis.frames, platform, basis.as_of)
        if all(t.kind is None and t.part_percent is None for t in stored):  # units do not tell kinds of pay apart
            (now, *_) = in_force(terms, platform, None, basis.as_of)
            found.append(learnt(stored[0] if stored else PayTerms(platform=platform), now, units[platform]))
    return tuple(f for f in found if f is not None)


def _recent(basis: Basis) -> Basis:
    """What became due of late: pay days long past say nothing of how a platform pays now."""
    since, m = pd.Timestamp(basis.as_of - RECENT * DAY), basis.money
    parts, paid = m.parts[m.parts["due_on"] >= since], m.settlements[m.settlements["due_on"] >= since]
    return replace(basis, money=replace(m, parts=parts, settlements=paid))


def learnt(stored: PayTerms, terms: Terms, units: Sequence[Unit]) -> Learnt | None:
    """Better terms for one platform; None if what came agrees with its terms, is too little or too mixed.

    Args:
        stored: its terms as a record, `terms`: the same for reckoning. Only terms that count from the work, for all
            its pay, with no smallest payout, hold, asking or days on the way, are learnt.
        units: its pay days, in the order of their due dates.
    """
    if not _plain(terms):
        return None
    came = list(_came(terms, units))[-LATEST:]
    if len({c.on for c in came}) < FEWEST or _agrees(terms, stored, came):
        return None
    better = next((b for b in _rules(terms, came) if _fits(b, came)), None)
    return None if better is None else _offer(stored, terms, better, came)


def _plain(terms: Terms) -> bool:
    return terms.counts_from in FROM_WORK and not terms.hangs_together


def _came(terms: Terms, units: Sequence[Unit]) -> Iterator[Came]:
    """Pay days under these terms with their first money; what names a due date of its own is left out."""
    for u in units:
        begun = terms.holds_from is None or terms.holds_from <= u.earned_to
        start, on = cycle_end(terms, u.earned_to), u.arrived_on or u.paid_on
        due = paid_after(terms, start) if terms.known else start
        if begun and on is not None and u.judged == terms.known and due == u.due_on:
            yield Came(start, due, on)


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right)


def _agrees(terms: Terms, stored: PayTerms, came: Sequence[Came]) -> bool:
    """Did it come when the terms say, or sooner than somebody promised?"""
    if not terms.known:
        return False
    promised = stored.hand is not None
    return _share([(promised or c.off >= -NEAR) and c.off <= max(NEAR, terms.patience) for c in came]) >= ENOUGH


def _rules(terms: Terms, came: Sequence[Came]) -> Iterator[Terms]:
    """Rules that may be behind it: a number of days after the start, on weekends too if need be; else the
    next such weekday after these days."""
    bare = replace(terms, delay_in=DaysIn.DAYS, pay_day=None, assumed=False)
    lag = median_low([c.lag for c in came])
    if 0 <= lag <= LONGEST:
        yield replace(bare, delay=lag)
        yield replace(bare, delay=lag, moves=Moves.STAYS)
    weekday, n = _weekday(came)
    least = min(c.lag for c in came if c.on.weekday() == weekday)
    if n >= ENOUGH * len(came) and 0 <= least <= LONGEST:
        yield replace(bare, delay=least, pay_day=PayDay((weekday,)))


def _weekday(came: Sequence[Came]) -> tuple[int, int]:
    """The weekday on which most of it came, and how often."""
    return Counter(c.on.weekday() for c in came).most_common(1)[0]


def _fits(rule: Terms, came: Sequence[Came]) -> bool:
    return _share([abs((c.on - paid_after(rule, c.start)).days) <= NEAR for c in came]) >= ENOUGH


def _offer(stored: PayTerms, terms: Terms, better: Terms, came: Sequence[Came]) -> Learnt:
    weekday, n = _weekday(came)
    middle = median_low([c.off for c in came])
    constant = _share([abs(c.off - middle) <= NEAR for c in came]) >= ENOUGH
    proposed = replace(
        stored, holds_from=None, pay_delay_days=better.delay, delay_in=None, moves=better.moves,
        pay_day=WEEKDAYS[better.pay_day.weekdays[0]] if better.pay_day else None,
        source_url=None, seen_on=None, hand=None, note=None,
    )  # fmt: skip
    return Learnt(
        platform=stored.platform,
        n=len(came),
        weekday=weekday if n >= ENOUGH * len(came) else None,
        offset_days=middle if constant and terms.known and not terms.assumed else None,
        proposed=proposed,
        sourced=stored.hand is not None,
    )
