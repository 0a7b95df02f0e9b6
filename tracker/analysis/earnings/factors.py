"""The road from the headline year to the effective one, step by step (methods, section 7).

    start = available hours x headline
      x offered_work x paid_time x counted_time x agreed x realised x collected x kept
      + expenses + unmatched
    = effective annualized income

Each step is taken with the earlier ones already taken, so the later bars are sums of real rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

from tracker.analysis.earnings.annual import MIN_WEEKS, annualise, too_few_weeks
from tracker.analysis.report import Factor
from tracker.errors import Caveat
from tracker.units import WEEKS_PER_YEAR

STEPS = ("offered_work", "paid_time", "counted_time", "agreed", "realised", "collected", "kept")
"""The multiplicative steps in the road's order; `expenses` and `unmatched` follow, additive."""
ADDITIVE = ("expenses", "unmatched")
NOTHING = 1e-6
"""Units: a level below this is the rounding of a zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """What the road is made of: sums over the complete weeks. Hours as hours, money in units of home
    currency, rung 1 and 2 in units per hour (not rounded).

    `fees` and `fx` are those of accruals and transfers; the fees of unmatched income are taken off
    `unmatched`, which is thus net. `available` is None if none was declared.
    """

    weeks: int
    available: float | None
    worked: float
    paid: float
    counted: float
    headline: float | None
    agreed: float | None
    accrued: int
    overdue: int
    written_off: int
    fees: int
    fx: int
    expenses: int
    unmatched: int

    @property
    def collected(self) -> int:
        return self.accrued - self.overdue - self.written_off

    @property
    def earned_kept(self) -> int:
        """Kept before expenses, without unmatched income."""
        return self.collected - self.fees + self.fx

    @property
    def kept(self) -> int:
        """All that was kept, as `annual` takes it week by week."""
        return self.earned_kept - self.expenses + self.unmatched


@dataclass(frozen=True, slots=True)
class Road:
    """Units of home currency a year; `start + sum of contributions == effective`, to the unit."""

    start: int | None
    factors: tuple[Factor, ...]
    effective: int | None
    caveats: tuple[Caveat, ...] = ()


def road(q: Quantities) -> Road:
    """The fixed road of section 7 of the methods, with the order-free Shapley share of each factor.

    The bars from `collected` on are the annualised sums of their rows, each rounded by itself; `realised`
    takes up what rounding leaves (under three units). A step away from nothing (x / 0) has no factor:
    its bar stands, value and all Shapley shares are None (caveat `factor_undefined`).
    Other caveats: `too_few_weeks` below 8 complete weeks, `no_hours` without counted hours; there is then
    no road (start None, no factors).

    >>> r = road(Quantities(weeks=8, available=100, worked=80, paid=60, counted=60, headline=40_0000.0,
    ...     agreed=40_0000.0, accrued=2400_0000, overdue=0, written_off=0, fees=0, fx=0, expenses=0,
    ...     unmatched=0))
    >>> r.start, [(f.name, f.contribution) for f in r.factors[:2]], r.effective
    (260887500, [('offered_work', -52177500), ('paid_time', -52177500)], 156532500)
    """
    if q.weeks < MIN_WEEKS:
        return Road(None, (), None, (too_few_weeks(q.weeks),))
    effective = annualise(q.kept, q.weeks)
    if q.counted <= 0 or q.headline is None or q.agreed is None:
        text = "Without hours that were counted for pay there is no road from the headline to what was kept."
        return Road(None, (), effective, (Caveat("no_hours", text),))
    levels = _levels(q, q.headline, q.agreed)
    bars = _bars(q, levels, effective)
    names = STEPS[len(STEPS) - len(levels) + 1 :]
    values = [_ratio(a, b) for a, b in zip(levels[1:], levels, strict=False)]
    start = bars.pop(0)
    shares = _rounded_shares(levels[0] * WEEKS_PER_YEAR / q.weeks, values, sum(bars[: len(names)]))
    steps = [Factor(n, v, bar, share) for n, v, bar, share in zip(names, values, bars, shares, strict=False)]
    steps += [Factor(n, None, bar, None) for n, bar in zip(ADDITIVE, bars[len(names) :], strict=True)]
    return Road(start, tuple(steps), effective, _undefined(names, values))


def shapley(start: float, factors: Sequence[float]) -> list[float]:
    """Exact Shapley share of each factor in start x (product of factors - 1), whatever their order.

    share_i = start (f_i - 1) sum_k k! (n-1-k)! / n! e_k(the other factors), e_k the sum of the products of
    all k of them: the average over all orders of what the step changes. Defined at zero.

    >>> [round(s) for s in shapley(83_200, [0.85, 0.72, 0.96, 0.97, 0.55, 0.50])]
    [-6478, -12788, -1655, -1237, -22393, -25611]
    """
    n = len(factors)
    weights = [factorial(k) * factorial(n - 1 - k) / factorial(n) for k in range(n)]
    shares = []
    for i, own in enumerate(factors):
        sums = _product_sums([*factors[:i], *factors[i + 1 :]])
        shares.append(start * (own - 1) * sum(w * s for w, s in zip(weights, sums, strict=True)))
    return shares


def _product_sums(values: Sequence[float]) -> list[float]:
    """Sums of the products of any k of the values, k = 0..n (the coefficients of prod(1 + v x))."""
    sums = [1.0]
    for v in values:
        sums = [a + v * b for a, b in zip([*sums, 0.0], [0.0, *sums], strict=True)]
    return sums


def _levels(q: Quantities, headline: float, agreed: float) -> list[float]:
    """What is left after each multiplicative step, over the window; available time first if declared."""
    worked = [q.worked * headline, q.paid * headline, q.counted * headline, q.counted * agreed]
    offered = [q.available * headline] if q.available else []
    return [*offered, *worked, float(q.accrued), float(q.collected), float(q.earned_kept)]


def _bars(q: Quantities, levels: list[float], effective: int) -> list[int]:
    """The start and every contribution, in whole units a year, summing to `effective`."""
    late = [
        annualise(total, q.weeks) for total in (-(q.overdue + q.written_off), q.fx - q.fees, -q.expenses, q.unmatched)
    ]
    scale = WEEKS_PER_YEAR / q.weeks
    early = [round(level * scale) for level in levels[:-3]]
    accrued = effective - sum(late)
    steps = [b - a for a, b in zip(early, [*early[1:], accrued], strict=True)]
    return [early[0], *steps, *late]


def _ratio(after: float, before: float) -> float | None:
    if abs(before) < NOTHING:
        return 1.0 if abs(after) < NOTHING else None
    return after / before


def _rounded_shares(start: float, values: list[float | None], total: int) -> list[int | None]:
    """Shapley shares in whole units whose sum is `total`, the sum of the multiplicative bars."""
    known = [v for v in values if v is not None]
    if len(known) < len(values):
        return [None] * len(values)
    out: list[int | None] = []
    exact, given = 0.0, 0
    for share in shapley(start, known):
        exact += share
        out.append(round(exact) - given)
        given = round(exact)
    out[-1] = (out[-1] or 0) + total - given
    return out


def _undefined(names: Sequence[str], values: Sequence[float | None]) -> tuple[Caveat, ...]:
    missing = [n for n, v in zip(names, values, strict=True) if v is None]
    if not missing:
        return ()
    text = "Money came where the step before it had left nothing, so these steps have no factor: "
    return (Caveat("factor_undefined", text + ", ".join(missing) + ".", len(missing)),)
