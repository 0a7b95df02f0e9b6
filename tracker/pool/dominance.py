"""Whose projects and payments are behind a share: a warning to keepers, never a reason to hide it.

The figure counts each as one voice. That one person has many of the projects is common in small honest groups, so
it is for reading; who invents rows often stands out by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.pool.compare import DIMENSIONS, Group, own_figures
from tracker.pool.voices import HEAVY_ONE, HEAVY_TWO, Share

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

BEHIND = {"ended": "started", "on_time": "due"}
"""Share -> what is behind it: projects started, payments due."""


@dataclass(frozen=True, slots=True)
class Heavy:
    """One seat, or two, with a large part (0 to 1) of what is behind a group's share."""

    group: Group
    figure: str
    seats: tuple[int, ...]
    part: float


def weights(facts: ibis.Table, by: Sequence[str]) -> ibis.Table:
    """The two seats of each quarter and group with most projects started, and with most payments due: quarter, the
    group, seat, and of each its number, its place and the number of all."""
    import ibis

    own = own_figures(facts, by, {})
    group = ["quarter", *by]
    more: dict[str, Any] = {}
    for name in BEHIND.values():
        order = [own[name].desc(), own.seat]
        more[f"{name}_place"] = ibis.row_number().over(group_by=group, order_by=order) + 1
        more[f"{name}_all"] = own[name].sum().over(ibis.window(group_by=group))
    placed = own.select(*group, "seat", *BEHIND.values(), **more)
    return placed.filter((placed.started_place <= 2) | (placed.due_place <= 2))


def heavy(table: pa.Table, groups: Iterable[Group]) -> tuple[Heavy, ...]:
    """Those over a fifth alone, or over 35 % together with the next, in groups whose share is shown."""
    held: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for r in table.to_pylist():
        held.setdefault((r["quarter"], *(r.get(d) for d in DIMENSIONS)), []).append(r)
    found = []
    for g in groups:
        for figure, name in BEHIND.items():
            if isinstance(getattr(g, figure), Share):
                found += _of_group(g, figure, _first_two(held.get((g.quarter, *g.key), ()), name))
    return tuple(found)


def _first_two(rows: Iterable[Mapping[str, Any]], name: str) -> list[tuple[int, float]]:
    """Seat and part of the one who has most, and of the next."""
    placed = sorted((r for r in rows if r[f"{name}_place"] <= 2), key=lambda r: int(r[f"{name}_place"]))
    return [(int(r["seat"]), float(r[name]) / float(r[f"{name}_all"])) for r in placed if r[f"{name}_all"]]


def _of_group(g: Group, figure: str, most: Sequence[tuple[int, float]]) -> list[Heavy]:
    if most and most[0][1] > HEAVY_ONE:
        return [Heavy(g, figure, (most[0][0],), most[0][1])]
    both = sum(part for _, part in most)
    return [Heavy(g, figure, tuple(sorted(seat for seat, _ in most)), both)] if both > HEAVY_TWO else []
