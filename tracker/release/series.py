"""One figure over several releases of a collective, as a picture for print.

Each quarter's bar has the reach of its noise. A change is named only if the noise does not explain it: of all figures
and all pairs of quarters that a series can set beside each other, with nothing changed, in at most one series of ten
any is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from tracker.errors import InputError
from tracker.release.beside import Told, beyond, same_collective
from tracker.release.cells import Cell
from tracker.release.drawing import (
    INK,
    LEFT,
    LINE,
    LONGEST,
    QUIET,
    RIGHT,
    TOP,
    WIDTH,
    Drawing,
    Shape,
    bar,
    label,
    printed,
    short,
)
from tracker.release.figures import NAMES, SHARES, Figure, Published
from tracker.release.record import Record
from tracker.release.tables import unit

NOT_ALL = "Contributors are volunteers, and others may have taken part in each quarter."
NOISE = "Thin line: where the figure without noise falls in 19 of 20 draws."


@dataclass(frozen=True, slots=True)
class Over:
    """A figure over time. `results`: in the order of `records`; None if it is withheld. `changes`: pairs of places
    between which it differs by more than the noise explains."""

    cell: Cell
    statistic: str
    records: tuple[Record, ...]
    results: tuple[Published | None, ...]
    changes: tuple[tuple[int, int], ...]


def series(told: Sequence[Told]) -> tuple[Over, ...]:
    """Every figure that at least two of these releases publish, by quarter. Raises InputError (not_comparable) where
    they are not of one collective and one currency, or one is given twice."""
    ordered = sorted(told, key=lambda t: (t[0].quarter, t[0].number))
    for (one, _of), (other, _there) in combinations(ordered, 2):
        if not same_collective(one, other):
            raise InputError(
                "A series is of one collective: {first} and {second} are two.", first=one.name, second=other.name,
                hint="Choose releases of one collective.", code="not_comparable",
            )  # fmt: skip
    records = tuple(record for record, _figures in ordered)
    held = [{(f.cell, f.statistic): f.result for f in figures if isinstance(f.result, Published)}
            for _record, figures in ordered]  # fmt: skip
    keys = dict.fromkeys(key for one in held for key in one if sum(key in other for other in held) > 1)
    among = len(keys) * len(records) * (len(records) - 1) // 2
    return tuple(_over(*key, records, tuple(one.get(key) for one in held), among) for key in keys)


def _over(
    cell: Cell, statistic: str, records: tuple[Record, ...], results: tuple[Published | None, ...], among: int
) -> Over:
    changes = tuple(
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(results), 2)
        if one is not None and other is not None and beyond(statistic, one, other, among)
    )
    return Over(cell, statistic, records, results, changes)


def picture(over: Over) -> Drawing:
    """The picture: a bar a quarter, what changed in words below, source and dates."""
    first, last = over.records[0], over.records[-1]
    title = f"{NAMES[over.statistic]}, {first.quarter} to {last.quarter}"
    highest = max(r.noise.high for r in over.results if r is not None) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / (max(highest, 1.0) if over.statistic in SHARES else highest)
    shapes = [Shape(12, 24, text=title, size=15), Shape(12, 44, text=_under(over), colour=QUIET, size=11)]
    for i, (record, result) in enumerate(zip(over.records, over.results, strict=True)):
        shapes += _row(over.statistic, record, result, TOP + i * LINE, scale)
    foot = TOP + len(over.records) * LINE + 14
    below = [*((text, INK, 11) for text in changed(over)), *((text, QUIET, 10) for text in _foot(over))]
    shapes += [Shape(12, foot + 16 * i, text=t[:LONGEST], colour=c, size=s) for i, (t, c, s) in enumerate(below)]
    name = f"{over.cell.name.replace('/', '-')}-{over.statistic}-over-time"
    return Drawing(name, title, foot + 16 * len(below), tuple(shapes), _alt(title, over))


def _row(statistic: str, record: Record, result: Published | None, y: float, scale: float) -> Iterable[Shape]:
    if result is not None:
        return bar(statistic, result, record.quarter, y, scale)
    return (
        Shape(LEFT - 8, y + 14, text=record.quarter, end=True),
        Shape(LEFT, y + 14, text="withheld", colour=QUIET),
    )


def changed(over: Over) -> tuple[str, ...]:
    """What changed from one quarter to the next and from the first to the last by more than noise, a line each; else
    that nothing did."""
    places = [i for i, r in enumerate(over.results) if r is not None]
    told = dict.fromkeys([*pairwise(places), (places[0], places[-1])])
    lines = [_line(over, i, j) for i, j in told if (i, j) in over.changes]
    return tuple(lines) or ("No difference is more than the noise explains. That does not say that nothing changed.",)


def _line(over: Over, i: int, j: int) -> str:
    one, other = over.results[i], over.results[j]
    assert one is not None
    assert other is not None
    values = f"{short(over.statistic, one.value)} to {short(over.statistic, other.value)}"
    return f"{over.records[i].quarter} to {over.records[j].quarter}: from {values}, more than the noise explains."


def _under(over: Over) -> str:
    record = over.records[-1]
    who = label(Figure("", over.cell, over.statistic, next(filter(None, over.results))))
    mark = "SIMULATED. " if any(r.simulated for r in over.records) else ""
    return f"{mark}{record.name}, {who}, {unit(over.statistic, record.currency)}"[:LONGEST]


def _foot(over: Over) -> tuple[str, ...]:
    releases = [f"{r.release} ({r.made_on})" for r in over.records]
    return (NOISE, NOT_ALL, *_wrapped(f"Source: {over.records[-1].name}, releases", releases))


def _wrapped(head: str, parts: Sequence[str]) -> list[str]:
    """The parts after the head, in lines that fit."""
    lines = [head]
    for i, part in enumerate(parts):
        piece = f" {part}{',' if i < len(parts) - 1 else '.'}"
        if len(lines[-1]) + len(piece) > LONGEST:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _alt(title: str, over: Over) -> str:
    said = [f"{r.quarter}: {_told(over.statistic, p, r)}" for r, p in zip(over.records, over.results, strict=True)]
    return f"{_under(over)}. {title}. {'; '.join(said)}. {' '.join(changed(over))} {' '.join(_foot(over)[1:])}"


def _told(statistic: str, result: Published | None, record: Record) -> str:
    if result is None:
        return "withheld"
    value, low, high = (
        printed(statistic, v, record.currency) for v in (result.value, result.noise.low, result.noise.high)
    )
    return f"{value}, noise {low} to {high}"
