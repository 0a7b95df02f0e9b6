"""Doubts about totals that no word names: rows with an empty cell where the others have a name, and their sums.

13 Apr  Acme A   2   40.00
13 Apr  Acme B   3   60.00
13 Apr           5  100.00     the sum of the two above it: is it counted already?
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.errors import InputError
from tracker.importers import vocabulary as v
from tracker.importers.doubts import Choice, Question
from tracker.importers.look import Look
from tracker.importers.mapping import Mapping
from tracker.importers.plain_sums import is_total
from tracker.words import parse_duration

_SUMMED = ("duration", "amount", "amount_out", "tasks")


def unnamed(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column of names: each row without one has the sums of the rows above it, up to the last such row."""
    sums = [numbers for f in _SUMMED if (numbers := _numbers(look, mapping, f))]
    if mapping.kind == "expense" or not sums:
        return
    for i, name in enumerate(look.header):
        blank = {n for n, row in enumerate(look.rows) if not row[i] and not is_total(row)}
        if look.kinds[i] != "text" or v.named(name, v.STATUS_HEADERS) or not 0 < len(blank) * 2 <= len(look.rows):
            continue
        if _all_sum_up(look, blank, sums):
            text = f"Rows without {name} have the sums of the rows above them. Are these totals, counted already?"
            choices = (
                Choice("totals", "yes: they are left out", (("total_without", name),), len(blank)),
                Choice("rows", "no: they count like the others", (("total_without", ""),), len(blank)),
            )
            yield Question(f"total_without:{name}", text, choices)
            return


def _numbers(look: Look, mapping: Mapping, field: str) -> list[int]:
    """What each row has in the column of a field, in any one unit; [] without one."""
    at = look.index(mapping.columns.get(field, ""))
    if at is None:
        return []
    if look.kinds[at] in ("number", "money"):
        return [n or 0 for n in look.numbers(at)]
    return [_seconds(c) for c in look.column(at)] if field == "duration" else []


def _seconds(cell: str) -> int:
    try:
        return parse_duration(cell)
    except InputError:
        return 0


def _all_sum_up(look: Look, blank: set[int], sums: list[list[int]]) -> bool:
    """Whether each of these rows is the sum of those since the last one, in all columns, and one of several rows."""
    rows, several = 0, False
    since = [0] * len(sums)
    for n, row in enumerate(look.rows):
        here = [numbers[n] for numbers in sums]
        if is_total(row):
            continue
        if n not in blank:
            since, rows = [a + b for a, b in zip(since, here, strict=True)], rows + 1
            continue
        if not rows or here != since or not any(here):
            return False
        several |= rows > 1
        since, rows = [0] * len(sums), 0
    return several
