"""Two rows of one file with one id: the nth of an id, oldest first, is the nth in every file.

CARD-7  2026-05-01  12.00 EUR        CARD-7
CARD-7  2026-05-03  30.00 USD        CARD-7#2
CARD-7  2026-05-03  30.00 USD        CARD-7#2     every cell the same: the line is twice
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tracker.domain import Record
from tracker.importers.base import SourceRow

_DAYS = ("started_at", "worked_on", "earned_from", "received_on", "moved_on", "spent_on")


def with_numbers(rows: list[SourceRow], cells_of: Callable[[set[int]], dict[int, Sequence[str]]]) -> list[SourceRow]:
    """The rows with a running number in ids that come again with other cells.

    `cells_of` gives the cells (less the status) of some lines; it is asked only where an id repeats.
    """
    times = Counter(_key(row) for row in rows if row.source_id)
    again = {key for key, n in times.items() if n > 1}
    if not again:
        return rows
    cells = cells_of({row.line for row in rows if _key(row) in again})
    ids: dict[int, str] = {}
    seen: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for n, row in sorted(enumerate(rows), key=lambda pair: (_day(pair[1].record), pair[1].content)):
        if (key := _key(row)) in again:
            told, said = seen.setdefault(key, []), (row.content, *cells[row.line])
            if said not in told:
                told.append(said)
            ids[n] = f"{row.source_id}#{told.index(said) + 1}" if told.index(said) else row.source_id
    return [row._replace(source_id=ids[n]) if n in ids else row for n, row in enumerate(rows)]


def _key(row: SourceRow) -> tuple[str, str]:
    return row.record.TABLE, row.source_id


def _day(record: Record) -> str:
    return next((str(day) for name in _DAYS if (day := getattr(record, name, None))), "")
