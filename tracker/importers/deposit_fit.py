"""How well deposits fit payments that are expected: payer, sum within the fee of the way, and business days.

    payer   says the platform (a rule, its name, or what the file's other deposits show)    NAMED
            says nothing of any platform                                                    UNKNOWN
            says another platform                                                           no fit
    sum     what was paid less its fee, or before it                                        exact
            less the same charge, or share, as other deposits of this payer                 as usual
            at most 5.00 or 5 % less                                                        loose
            in another currency: at the day's rate, at most 6 % less or 1 % more            likewise
    days    from a day before (3, where it was typed) to 10 business days after

A fit has a cost, in hundredths; the assignment (`deposits`) takes the least.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median
from typing import TypeAlias

from tracker.units import SCALE
from tracker.words.business_days import is_open, open_days_later

Rate: TypeAlias = Callable[[str, str, dt.date], float | None]
"""Units of the second currency for one of the first on a day; None if it is not known."""

NAMED, UNKNOWN = 0, 100
EXACT, GROSS, USUAL, LOOSE = 0, 20, 10, 150
BEFORE, BEFORE_TYPED = 1, 3
AFTER = 10
"""Business days on the way: Turing's intermediary takes 3 to 10, Mercor's bank 3 to 7, others fewer."""
TYPICAL = 2
DAY_COST = 25
FIXED, SHARE = 5 * SCALE, 0.05
"""So much may be missing of a sum whose charge nothing else shows: a transfer costs 0 to 3.00 or up to 4 %."""
LESS, MORE = 0.06, 0.01
NEAR = 0.0015
CENT = SCALE // 100
AGAIN = 3
"""So many deposits of one payer show what it is, and what it charges."""
RAILS = frozenset({
    "airtm", "cashapp", "deel", "dots", "hyperwallet", "payoneer", "paypal", "remitly", "revolut", "stripe", "tipalti",
    "transferwise", "trolley", "venmo", "wise",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money that came into an account. `key` is its identity; `platform` what a rule on its payer says ("": none)."""

    key: str
    day: dt.date
    amount: int
    currency: str
    payer: str = ""
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """A payment that is known: `amount` before and `net` after the fee that is known of it."""

    key: str
    day: dt.date
    amount: int
    net: int
    currency: str
    platform: str
    typed: bool = False


Payer: TypeAlias = tuple[str, str, str]
"""Platform, the letters of the payer, currency of the deposit."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a first assignment shows: whose payers are, what they charge, how long the way is."""

    whose: dict[str, str] = field(default_factory=dict)
    fixed: dict[Payer, int] = field(default_factory=dict)
    share: dict[Payer, float] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=16_384)
def words(payer: str) -> tuple[str, ...]:
    """The words of a payer, without numbers, which change from one deposit to the next."""
    return tuple(_WORD.findall(payer.casefold()))


def is_rail(payer: str) -> bool:
    """Whether a payer is a service that pays for many."""
    return bool(RAILS & set(words(payer)))


@lru_cache(maxsize=65_536)
def names(payer: str, platform: str) -> bool:
    """Whether a payer's words name a platform.

    >>> names("MERCOR.IO CORP 20240312", "Mercor"), names("Ann Wise", "Mercor")
    (True, False)
    """
    whole = "".join(words(platform))
    first = next(iter(words(platform)), "")
    said = words(payer)
    return (len(whole) >= 4 and whole in "".join(said)) or (len(first) >= 4 and first in said) or whole in said


def letters(payer: str) -> str:
    return " ".join(words(payer))


def payer_cost(d: Deposit, p: Expected, platforms: Iterable[str], learnt: Learnt) -> int | None:
    """NAMED or UNKNOWN; None if the payer is another platform."""
    if d.platform:
        return NAMED if d.platform.casefold() == p.platform.casefold() else None
    if names(d.payer, p.platform):
        return NAMED
    if any(names(d.payer, other) for other in platforms):
        return None
    whose = learnt.whose.get(letters(d.payer))
    if whose is not None and not is_rail(d.payer):
        return NAMED if whose == p.platform else None
    return NAMED if whose == p.platform else UNKNOWN


def sum_cost(came: int, d: Deposit, ps: Sequence[Expected], learnt: Learnt, rate: Rate, parts: int = 1) -> int | None:
    """How `came` (of deposits like `d`, in so many parts) fits payments of one currency: EXACT to LOOSE, or None."""
    key = (ps[0].platform, letters(d.payer), d.currency)
    net, gross = sum(p.net for p in ps), sum(p.amount for p in ps)
    if d.currency != ps[0].currency:
        return _converted(came, net, rate(ps[0].currency, d.currency, d.day), learnt.share.get(key))
    gap = net - came
    if gap == 0:
        return EXACT
    if came == gross:
        return GROSS
    fixed = learnt.fixed.get(key)
    if fixed is not None and any(abs(gap - fixed * n) <= CENT for n in {1, parts}):
        return USUAL
    share = learnt.share.get(key)
    if share is not None and abs(gap - share * net) <= max(2 * CENT, NEAR * net):
        return USUAL
    return LOOSE if 0 < gap <= max(FIXED * parts, SHARE * net) else None


def _converted(came: int, net: int, at: float | None, usual: float | None) -> int | None:
    if not at or not net:
        return None
    missing = 1 - came / (net * at)
    if usual is not None and abs(missing - usual) <= 0.01:
        return USUAL
    return LOOSE if -MORE <= missing <= LESS else None


def share_missing(d: Deposit, p: Expected, rate: Rate) -> float | None:
    """What share of a payment did not come."""
    at = 1.0 if d.currency == p.currency else rate(p.currency, d.currency, d.day)
    return 1 - d.amount / (p.net * at) if at and p.net else None


@lru_cache(maxsize=65_536)
def business_days(first: dt.date, last: dt.date, currencies: tuple[str, ...]) -> int:
    """Days after `first` until `last` on which banks of the currencies are open; below zero if it is before."""
    if last < first:
        return -business_days(last, first, currencies)
    return sum(is_open(first + dt.timedelta(days=n), currencies) for n in range(1, (last - first).days + 1))


def in_time(d: Deposit, p: Expected) -> bool:
    """Whether a deposit may by its day be this payment."""
    back = BEFORE_TYPED if p.typed else BEFORE
    return p.day - dt.timedelta(days=back) <= d.day <= open_days_later(p.day, AFTER, (p.currency, d.currency))


def days_cost(d: Deposit, p: Expected, learnt: Learnt) -> int:
    """What the days on the way cost; one that was typed may have been typed after it arrived."""
    took = business_days(p.day, d.day, (p.currency, d.currency))
    off = abs(took - learnt.days.get(p.platform, TYPICAL))
    return DAY_COST * (abs(took) if p.typed and took < 0 else off)


def learn(pairs: Sequence[tuple[Deposit, Expected]], rate: Rate) -> Learnt:
    """What pairs of a first assignment show, where enough of them agree."""
    by_payer: dict[Payer, list[tuple[Deposit, Expected]]] = defaultdict(list)
    delays: dict[str, list[int]] = defaultdict(list)
    for d, p in pairs:
        by_payer[p.platform, letters(d.payer), d.currency].append((d, p))
        delays[p.platform].append(business_days(p.day, d.day, (p.currency, d.currency)))
    fixed: dict[Payer, int] = {}
    share: dict[Payer, float] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, found in sorted(by_payer.items()):
        n = _charges(key, found, rate, fixed, share)
        if n >= AGAIN:
            votes[key[1]][key[0]] += n
    whose = {said: next(iter(v)) for said, v in votes.items() if len(v) == 1 and said}
    return Learnt(whose, fixed, share, {name: round(median(of)) for name, of in delays.items() if len(of) >= AGAIN})


def _charges(
    key: Payer,
    found: Sequence[tuple[Deposit, Expected]],
    rate: Rate,
    fixed: dict[Payer, int],
    share: dict[Payer, float],
) -> int:
    """Put the charge that most of a payer's deposits agree on; gives how many of them do."""
    gaps = Counter(p.net - d.amount for d, p in found if d.currency == p.currency)
    exact = gaps.pop(0, 0)
    gap, n = max(gaps.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if n >= AGAIN and 2 * n >= gaps.total():
        fixed[key] = gap
        return exact + n
    shares = sorted(s for d, p in found if (s := share_missing(d, p, rate)) is not None and d.amount != p.net)
    middle = median(shares) if shares else 0.0
    wide = 0.01 if any(d.currency != p.currency for d, p in found) else NEAR
    n = sum(abs(s - middle) <= wide for s in shares)
    if n >= AGAIN and 2 * n >= len(shares):
        share[key] = middle
        return exact + n
    return exact
