"""What the seats of one hand-out could learn of a member from the sheet, and the rule against it.

Somebody who holds a part of the codes that were handed out together can send what they like from them. So a cell of
the sheet is shown only where enough others would remain without the largest quarter of a batch, and its middles are
means of the three or four middle values: with an odd number, the median is one member's own figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.pool.compare import DIMENSIONS, own_figures

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MOST_KNOWN = 9
"""Ten honest people left make a tenth seat in one hand worth nothing more."""
MIDDLES = ("kept", "headline", "of_headline", "unpaid")
FIGURES = (*MIDDLES, "on_time", "ended", "fell", "below")
CONTRIBUTORS = "contributors"

Hand = tuple[int, int]
"""The batch of a seat, and how many seats were handed out in it."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Of one group: how many remain of all and of those who know a figure without the largest quarter of a batch,
    and the middles of few. Unpaid in percent."""

    left: Mapping[str, int]
    middles: Mapping[str, float]


Guards = Mapping[tuple[str, tuple[str, ...]], Guard]
"""By quarter and path (region, platform, role)."""


def in_one_hand(seats: int) -> int:
    """The most seats of a batch that the sheet reckons with in one hand: a quarter, at most nine.

    >>> in_one_hand(1), in_one_hand(12), in_one_hand(20), in_one_hand(300)
    (1, 3, 5, 9)
    """
    return min(-(-seats // 4), MOST_KNOWN)


def guarded(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float], hands: Mapping[int, Hand]) -> ibis.Table:
    """One row per quarter and group: for each figure how many contributors know it (`…_n`), the most of them that are
    reckoned to be in one hand (`…_held`), and the middles of few. `hands`: of every seat with rows."""
    import ibis
    import pyarrow as pa

    batch, most = zip(*((b, in_one_hand(size)) for b, size in hands.values()), strict=True)
    whole = [pa.array(list(column), pa.int64()) for column in (hands, batch, most)]
    seats = ibis.memtable(pa.table(dict(zip(("seat", "batch", "most"), whole, strict=True))))
    own = own_figures(facts, by, wages).join(seats, "seat")
    group = ["quarter", *by]
    one = own.group_by([*group, "batch"]).agg(
        most=own.most.max(), **{CONTRIBUTORS: own.count()}, **{f: own[f].count() for f in FIGURES}
    )
    counted: dict[str, Any] = {}
    for name in (CONTRIBUTORS, *FIGURES):
        counted[f"{name}_n"] = one[name].sum()
        counted[f"{name}_held"] = ibis.least(one[name], one.most).max()
    placed = own.mutate(**{k: v for name in MIDDLES for k, v in _place(own, name, group).items()})
    middles = placed.group_by(group).agg(**{f"{n}_few": placed[n].mean(where=_near_middle(placed, n)) for n in MIDDLES})
    return one.group_by(group).agg(**counted).join(middles, group)


def _place(own: ibis.Table, name: str, group: Sequence[str]) -> dict[str, Any]:
    import ibis

    order = [own[name].asc(nulls_first=False), own.seat]
    place = ibis.row_number().over(group_by=group, order_by=order) + 1
    return {f"{name}_place": place, f"{name}_known": own[name].count().over(ibis.window(group_by=group))}


def _near_middle(placed: ibis.Table, name: str) -> Any:
    """The three places in the middle of an odd number, the four of an even one."""
    return placed[name].notnull() & ((2 * placed[f"{name}_place"] - placed[f"{name}_known"] - 1).abs() <= 3)


def read_guards(table: pa.Table) -> dict[tuple[str, tuple[str, ...]], Guard]:
    """The guards of the expression's rows."""
    found = {}
    for r in table.to_pylist():
        path = tuple(r[d] for d in DIMENSIONS if r.get(d) is not None)
        left = {n: int(r[f"{n}_n"]) - int(r[f"{n}_held"]) for n in (CONTRIBUTORS, *FIGURES)}
        middles = {n: float(r[f"{n}_few"]) for n in MIDDLES if r[f"{n}_few"] is not None}
        found[r["quarter"], path] = Guard(left, middles)
    return found


def middle_of_few(values: Sequence[float]) -> float:
    """The mean of the three middle values of an odd number, of the four of an even one.

    >>> middle_of_few([1, 2, 3, 4, 50]), middle_of_few([0, 2, 4, 6, 8, 90]), middle_of_few([7])
    (3.0, 5.0, 7.0)
    """
    held, n = sorted(values), len(values)
    first = max(0, (n - 1) // 2 - 1)
    few = held[first : n // 2 + 2]
    return sum(few) / len(few)
