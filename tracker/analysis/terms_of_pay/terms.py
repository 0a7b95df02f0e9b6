"""The terms by which a platform pays: which hold for a kind of pay on a day, and the pay day that they give.

counts_from      cycle            delay            pay_day             moves            arrives_after
day earned  ->  end of it   ->  + days or    ->  the next such   ->  a business   ->  + business days
handed in                       business days    day of its rule     day
approved
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from tracker import record_rules
from tracker.domain import PayCycle
from tracker.errors import LedgerError
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import CountsFrom, DaysIn
from tracker.pay_days import PayDay, read
from tracker.say import Act, Word
from tracker.settings import DEFAULT_PAY_DELAY_DAYS
from tracker.units import DAY
from tracker.words import calendar_days
from tracker.words.business_days import business_days_later, moved
from tracker.words.pay_day import next_pay_day

PATIENCE = 1
"""Days after the due date that still are on time, if the terms do not say."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How one platform pays work of one kind (None: of any) from a day on. Money in units, days whole.

    `part`: percent of the pay that they are for. `zone` is None if the cycle counts the days of the home zone;
    `ends_at`: hour of its last day. `delay` None: not known, but where `pay_day` alone says when. `window` None:
    not said. `assumed`: the platform says nothing of its delay, and the usual one is taken.
    """

    kind: str | None = None
    holds_from: dt.date | None = None
    part: float = 100.0
    counts_from: str = CountsFrom.CYCLE_END
    cycle: str | None = None
    ends: str | None = None
    ends_at: int = 24
    zone: ZoneInfo | None = None
    month_day: int = 31
    delay: int | None = None
    delay_in: str = DaysIn.DAYS
    pay_day: PayDay | None = None
    moves: str | None = None
    holidays: str | None = None
    window: int | None = None
    threshold: int | None = None
    on_request: bool = False
    hold: int = 0
    auto: int | None = None
    arrives: int = 0
    dispute_days: int | None = None
    dispute_in: str = DaysIn.DAYS
    dispute_from: str | None = None
    fee_percent: float | None = None
    fee_min: int | None = None
    fee_fixed: int | None = None
    assumed: bool = False

    @property
    def cycled(self) -> bool:
        return self.cycle not in (None, PayCycle.NONE)

    @property
    def known(self) -> bool:
        """Do they say when money is due?"""
        return self.delay is not None or self.pay_day is not None

    @property
    def patience(self) -> int:
        """Days after the due date that still are on time."""
        return PATIENCE if self.window is None else self.window

    @property
    def waits_for_approval(self) -> bool:
        return self.counts_from in (CountsFrom.APPROVED, CountsFrom.RELEASED)

    @property
    def hangs_together(self) -> bool:
        """Does when one thing owed is paid depend on the others, or on when it was asked for?"""
        return bool(self.threshold or self.hold or self.on_request or self.arrives)

    @property
    def takes_a_fee(self) -> bool:
        return any((self.fee_percent, self.fee_min, self.fee_fixed))


NO_TERMS = Terms(delay=DEFAULT_PAY_DELAY_DAYS, assumed=True)
"""Of a platform that is not in the ledger."""


def terms_of(frames: LedgerFrames) -> dict[str, tuple[Terms, ...]]:
    """The terms of each platform: what its own columns say first, then its rows of `pay_terms` in their order."""
    found: dict[str, list[Terms]] = {str(p.platform): [_simple(p)] for p in rows_of(frames.platforms)}
    for row in rows_of(frames.pay_terms):
        found.setdefault(str(row.platform), [NO_TERMS]).append(_terms(row))
    return {name: tuple(terms) for name, terms in found.items()}


def all_terms(terms: Mapping[str, tuple[Terms, ...]]) -> tuple[Terms, ...]:
    """Each of them once, first those of a platform that is not in the ledger."""
    return tuple(dict.fromkeys((NO_TERMS, *chain.from_iterable(terms.values()))))


def _simple(p: Any) -> Terms:
    """A platform's own columns. Only if it has no cycle is its delay taken for granted."""
    cycle, delay = _or(p.pay_cycle, None), _or(p.pay_delay_days, None)
    assumed = delay is None and cycle in (None, PayCycle.NONE)
    return Terms(
        cycle=cycle,
        ends=_or(p.pay_cycle_ends, None),
        zone=_zone(p.pay_cycle_zone),
        delay=DEFAULT_PAY_DELAY_DAYS if assumed else delay,
        threshold=_or(p.payout_threshold, None),
        fee_percent=_or(p.fee_percent, None),
        assumed=assumed,
    )


def _pay_day(r: Any) -> PayDay:
    """The rule of the pay days. Raises LedgerError for one that an older version took for something else."""
    try:
        return read(r.pay_day)
    except ValueError as error:
        raise LedgerError(
            "The pay terms of {platform} have pay days that cannot be read: “{rule}”.",
            hint=Act.CHANGE_TERMS,
            platform=Word(r.platform),
            rule=r.pay_day,
            row=Word(r.row),
            column=Word("pay-day"),
            code="bad_pay_day",
        ) from error


def _cycle(r: Any) -> str | None:
    """How often it pays. Raises LedgerError for terms that do not say when such a pay period ends."""
    cycle: str | None = _or(r.pay_cycle, None)
    if (wrong := record_rules.cycle_end(cycle, _or(r.pay_cycle_ends, None))) is not None:
        raise LedgerError(
            "The pay terms of {platform} cannot be: {wrong}.",
            hint=Act.CHANGE_TERMS,
            platform=Word(r.platform),
            wrong=wrong.message,
            row=Word(r.row),
            column=Word("pay-cycle-ends"),
            code=wrong.code,
        )
    return cycle


def _terms(r: Any) -> Terms:
    return Terms(
        kind=_or(r.kind, None),
        holds_from=None if pd.isna(r.holds_from) else r.holds_from.date(),
        part=_or(r.part_percent, 100.0),
        counts_from=_or(r.counts_from, CountsFrom.CYCLE_END),
        cycle=_cycle(r),
        ends=_or(r.pay_cycle_ends, None),
        ends_at=_or(r.pay_cycle_ends_at, 24),
        zone=_zone(r.pay_cycle_zone),
        month_day=_or(r.pay_cycle_month_day, 31),
        delay=_or(r.pay_delay_days, None),
        delay_in=_or(r.delay_in, DaysIn.DAYS),
        pay_day=None if pd.isna(r.pay_day) else _pay_day(r),
        moves=_or(r.moves, None),
        holidays=_or(r.holidays, None),
        window=_or(r.window_days, None),
        threshold=_or(r.payout_threshold, None),
        on_request=bool(_or(r.on_request, False)),
        hold=_or(r.first_hold_days, 0),
        auto=_or(r.auto_after_days, None),
        arrives=_or(r.arrives_after, 0),
        dispute_days=_or(r.dispute_days, None),
        dispute_in=_or(r.dispute_in, DaysIn.DAYS),
        dispute_from=_or(r.dispute_from, None),
        fee_percent=_or(r.fee_percent, None),
        fee_min=_or(r.fee_min, None),
        fee_fixed=_or(r.fee_fixed, None),
    )


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if pd.isna(value) else value.item() if hasattr(value, "item") else value


def _zone(value: Any) -> ZoneInfo | None:
    return None if pd.isna(value) else ZoneInfo(str(value))


def in_force(
    terms: Mapping[str, tuple[Terms, ...]], platform: str, kind: str | None, day: dt.date
) -> tuple[Terms, ...]:
    """The terms of work of a kind on a day: those for its kind, else those for any, and of them the last that began.

    Several of one day share the pay by their `part`.
    """
    own, *rows = terms.get(platform, (NO_TERMS,))
    begun = [t for t in rows if t.holds_from is None or t.holds_from <= day]
    mine = [t for t in begun if t.kind is not None and t.kind == kind] or [t for t in begun if t.kind is None]
    last = max((t.holds_from or dt.date.min for t in mine), default=None)
    return tuple(t for t in mine if (t.holds_from or dt.date.min) == last) or (own,)


@lru_cache(maxsize=8192)
def cycle_end(terms: Terms, day: dt.date) -> dt.date:
    """Last day of the pay cycle that holds `day`; the day itself if there is no cycle.

    >>> cycle_end(Terms(cycle="weekly", ends="fri"), dt.date(2026, 1, 3)).isoformat()
    '2026-01-09'
    """
    return calendar_days.cycle_last(terms.cycle, terms.ends, day, terms.month_day)


def cycle_first(terms: Terms, last: dt.date) -> dt.date:
    """First day of the pay cycle that ends on `last`; that day itself if there is no cycle."""
    return calendar_days.cycle_first(terms.cycle, last, terms.month_day)


@lru_cache(maxsize=8192)
def pay_day(terms: Terms, day: dt.date) -> dt.date | None:
    """When the platform pays what counts from `day`; None if the terms do not say.

    >>> pay_day(Terms(cycle="weekly", ends="fri", delay=5), dt.date(2026, 1, 7)).isoformat()
    '2026-01-14'
    """
    return paid_after(terms, cycle_end(terms, day)) if terms.known else None


def paid_after(terms: Terms, end: dt.date) -> dt.date:
    """When the platform pays the pay cycle that ends on a day, by terms that say so."""
    delay = terms.delay or 0
    in_business_days = terms.delay_in == DaysIn.BUSINESS_DAYS
    at = business_days_later(end, delay, terms.holidays) if in_business_days else end + delay * DAY
    if terms.pay_day is not None:
        at = next_pay_day(terms.pay_day, at)
    return moved(at, terms.moves, terms.holidays)


@lru_cache(maxsize=8192)
def arrival(terms: Terms, day: dt.date) -> dt.date:
    """When money that is sent on a day must have arrived."""
    return business_days_later(day, terms.arrives, terms.holidays)


def held(terms: Terms, first: dt.date, day: dt.date) -> dt.date:
    """A pay day, but none before the first one's hold has passed. `first`: the platform's first pay day.

    >>> held(Terms(hold=7), dt.date(2026, 11, 11), dt.date(2026, 11, 11)).isoformat()
    '2026-11-18'
    """
    return max(day, moved(first + terms.hold * DAY, terms.moves, terms.holidays)) if terms.hold else day


def own_due(terms: Terms, day: dt.date) -> dt.date:
    """A due date that the row itself names."""
    return moved(day, terms.moves, terms.holidays)


def fee_share(terms: Terms, whole: np.ndarray) -> np.ndarray:
    """Share of each payment (units, above 0) that the fee of the terms takes, 1 at most.

    >>> fee_share(Terms(fee_percent=5, fee_min=10_000), np.array([1_000_000, 100_000])).tolist()
    [0.05, 0.1]
    """
    by_percent = whole * (terms.fee_percent or 0.0) / 100
    fee = np.maximum(by_percent, terms.fee_min or 0) + (terms.fee_fixed or 0)
    share: np.ndarray = np.minimum(fee / whole, 1.0)
    return share


def gross(terms: Terms, net: int) -> int:
    """What was paid so that `net` came in after the fee that the terms name. Units.

    >>> gross(Terms(fee_percent=20), 800_000), gross(Terms(fee_percent=5, fee_min=10_000), 90_000)
    (1000000, 100000)
    """
    less, percent = terms.fee_fixed or 0, terms.fee_percent or 0.0
    by_percent = round((net + less) / (1 - percent / 100))
    return max(by_percent, net + less + (terms.fee_min or 0))
