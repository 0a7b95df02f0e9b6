"""Which pay cycles a payout is for, by its amount and its day (methods, section 4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from tracker.analysis.money.open_parts import Lot

CYCLE_DAYS = 10
HALF_CENT = 50

Worth: TypeAlias = tuple[Lot, int]
"""A lot, and what is open of it in the payout's currency, in units."""
Due: TypeAlias = Callable[[int | None, int | None], list[Worth]]
"""(first day, last day), both in it, None for no end -> the lots that the payout might pay and that are due then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: units, the day number on which they are held against due dates, units of the smallest coin
    of their currency, and the longest window of all lots."""

    amount: int
    day: int
    coin: int
    window: int


def pay_cycles(asked: Asked, due: Due) -> tuple[list[Lot], str] | None:
    """The lots that a payout is for, and the rule; None: of none.

    A single cycle comes first: one of exactly that amount; else what of one has this pay day by the calendar, if that
    is exact; else the one cycle of the past that is exact; else the same of what rounding brings to it; else the one
    due nearest, of two as near the earlier. Else the shortest run of neighbours; of several, the one that ends latest.
    """
    day = asked.day
    around = due(day - CYCLE_DAYS - asked.window, day + CYCLE_DAYS)
    near = [w for w in around if max(w[0].due - day, day - w[0].due - w[0].window) <= CYCLE_DAYS]
    fitting = _fitting(asked, around, near)
    for unlike in (0, 1):
        if fitting and fitting[0][0] <= unlike:
            return _lots(due, fitting[0][2]), "cycle"
        coin = asked.coin * unlike
        own = _exactly(asked.amount, ((lot.unit, lot, units) for lot, units in near), coin)
        if own:
            return [lot for lot, _ in near if lot.unit == min(own)], "cycle"
        long_due = _exactly(asked.amount, ((lot.due, lot, units) for lot, units in due(None, day)), coin)
        if len(long_due) == 1:
            return _lots(due, long_due[0]), "cycle"
    return (_lots(due, fitting[0][2]), "cycle") if fitting else _run(asked.amount, due(None, None), near)


def _lots(due: Due, day: int) -> list[Lot]:
    return [lot for lot, _ in due(day, day)]


def _fitting(asked: Asked, around: Sequence[Worth], near: Sequence[Worth]) -> list[tuple[int, int, int]]:
    """The cycles near of which the amount is 85 to 101 %, the best first: 0 for the very amount, 1 for what rounding
    makes of it, 2 for another; days from the due date (0: on time, and not before it), due date."""
    sums, broken = _sums((lot.due, lot, units) for lot, units in near)
    return sorted(
        (
            _apart(abs(units - asked.amount), broken[due] * asked.coin),
            min(_away(lot, asked.day) for lot, _ in around if lot.due == due),
            due,
        )
        for due, units in sums.items()
        if _is_sum(asked.amount, units)
    )


def _away(lot: Lot, day: int) -> int:
    since = day - lot.due
    return 0 if 0 <= since <= lot.patience else abs(since)


def _run(amount: int, open_lots: Sequence[Worth], near: Sequence[Worth]) -> tuple[list[Lot], str] | None:
    sums, _ = _sums((lot.due, lot, units) for lot, units in open_lots)
    dates = sorted(sums)
    upto = [0, *accumulate(sums[due] for due in dates)]
    least, ends = -(-100 * amount // 101), {lot.due for lot, _ in near}
    runs: list[tuple[int, int]] = []
    for last, due in enumerate(dates):
        if due not in ends:
            continue
        # the latest start from which on the run is not too small; earlier ones only add to it
        first = bisect_right(upto, upto[last + 1] - least, 0, last) - 1
        if first >= 0 and _is_sum(amount, upto[last + 1] - upto[first]):
            runs.append((last - first, -last))
    if not runs:
        return None
    length, end = min(runs)
    low, high = dates[-end - length], dates[-end]
    return [lot for lot, _ in open_lots if low <= lot.due <= high], "cycles"


def _sums(lots: Iterable[tuple[int, Lot, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """What is open, and how many parts are no whole number of coins, by a date of each lot."""
    sums: dict[int, int] = {}
    broken: dict[int, int] = {}
    for date, lot, units in lots:
        sums[date] = sums.get(date, 0) + units
        broken[date] = broken.get(date, 0) + lot.broken
    return sums, broken


def _exactly(amount: int, lots: Iterable[tuple[int, Lot, int]], coin: int) -> list[int]:
    """Dates whose lots come to an amount, to half a cent or to their coins."""
    sums, broken = _sums(lots)
    return [
        date for date, units in sums.items() if units > 0 and abs(units - amount) <= max(HALF_CENT, broken[date] * coin)
    ]


def _apart(difference: int, coins: int) -> int:
    """0 for the very amount, 1 for what rounding makes of it, 2 for another."""
    return 0 if difference <= HALF_CENT else 1 if difference <= coins else 2


def _is_sum(amount: int, due: int) -> bool:
    """Whether the amount is 85 to 101 % of what is due."""
    return 85 * due <= 100 * amount <= 101 * due
