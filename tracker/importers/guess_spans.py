"""Start, end and time worked of a table, told by arithmetic and not by names, in whatever language these are.

Da     A      Durata
22:00  01:30  3:30        from the first to the second it is the third, in every row
09:00  09:20  0:20
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.importers.doubts_length import SLACK, fit, lengths, spans
from tracker.importers.guess_columns import LENGTH_NAMES, named_unit, plain
from tracker.importers.look import Look
from tracker.importers.mapping import UNITS, Mapping

ROWS = 200
"""Rows by which it is told."""
_POINTS = ("clock", "moment", "epoch")


def proven(look: Look, bare: Mapping, roles: dict[str, int]) -> dict[str, int]:
    """The columns of start, end and duration, {} where numbers do not prove one choice of them.

    `roles`: what names have told; columns that are taken as something else than a time are not looked at.
    """
    few = Look(look.header, look.rows[:ROWS], look.lines[:ROWS], look.decimal)
    taken = {i for f, i in roles.items() if f not in ("start", "end", "duration", "date", "end_date")}
    free = [i for i in range(len(few.header)) if i not in taken]
    found = list(_fitting(few, bare, free))
    beside = [f for f in found if f[1] - f[0] == 1] or found
    pairs = {f[:2] for f in beside}
    if len(pairs) != 1:
        return {}
    start, end = pairs.pop()
    best = max(beside, key=lambda f: f[3])[2]
    length = next((c for _, _, c, _ in beside if c == roles.get("duration")), best)
    return {"start": start, "end": end, "duration": length}


def _fitting(look: Look, bare: Mapping, free: Sequence[int]) -> Iterator[tuple[int, int, int, float]]:
    """(start, end, length) columns whose rows last from start to end, and the share of rows that do."""
    points = [i for i in free if look.kinds[i] in _POINTS and plain(look.header[i]) not in LENGTH_NAMES - {"time"}]
    for start in points:
        for end in points:
            if start < end and look.kinds[start] == look.kinds[end]:
                columns = {"start": look.header[start], "end": look.header[end]}
                span = spans(look, replace(bare, columns=columns))
                fits = ((c, _fits(look, bare, c, span)) for c in free if c not in (start, end))
                yield from ((start, end, c, well) for c, well in fits if well)


def _fits(look: Look, bare: Mapping, i: int, span: Sequence[int | None]) -> float:
    """How well a column is the length of the rows, in the unit that its name says or in any."""
    kind = look.kinds[i]
    if kind not in ("number", "duration", "clock"):
        return 0
    units = [u for u in UNITS if u != "h.mm"] if kind == "number" else ["hours"]
    said = named_unit(look.header[i])
    return max(fit(span, lengths(look, bare, i, u)) for u in ([said] if said in units else units))


def is_same_length(look: Look, mapping: Mapping, i: int) -> bool:
    """Whether a column of numbers is the time worked once more, in another unit than the mapping's column of it."""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or at == i or look.kinds[i] != "number":
        return False
    pairs = [(a, b) for a, b in zip(lengths(look, mapping, at), lengths(look, mapping, i, "hours"), strict=True) if a]
    return bool(pairs) and all(b is not None and abs(a - b) <= SLACK for a, b in pairs)
