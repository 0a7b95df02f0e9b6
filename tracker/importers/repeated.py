"""Rows that come again in one file: those with one id, and those of files put one below the other.

The nth of an id, oldest first, is the nth in every file:

CARD-7  2026-05-01  12.00 EUR        CARD-7
CARD-7  2026-05-03  30.00 USD        CARD-7#2
CARD-7  2026-05-03  30.00 USD        CARD-7#2     every cell the same: the line is twice
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence

from tracker.domain import Record, WorkSession, session_seconds
from tracker.importers.base import IgnoredRow, SourceRow

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


def once_below_headers(rows: list[SourceRow], headers: Sequence[int]) -> tuple[list[SourceRow], list[IgnoredRow]]:
    """(rows, left out): below a header that comes again, rows without an id that are above it word for word.

    Two exports of overlapping days, one below the other, have the rows of these days twice. `headers`: the lines of
    headers that come again, in order.
    """
    above: Counter[tuple[object, ...]] = Counter()
    here: Counter[tuple[object, ...]] = Counter()
    kept, left, section = list[SourceRow](), list[IgnoredRow](), 0
    for row in rows:
        if (now := bisect(headers, row.line)) != section:
            section, above, here = now, above | here, Counter()
        key = (*_key(row), row.content)
        here[key] += 1
        if row.source_id or here[key] > above[key]:
            kept.append(row)
        else:
            left.append(_left(row))
    return kept, left


def _left(row: SourceRow) -> IgnoredRow:
    record = row.record
    amount, code = getattr(record, "amount", None) or 0, getattr(record, "currency", None) or ""
    seconds = session_seconds(record) or 0 if isinstance(record, WorkSession) else 0
    return IgnoredRow(row.line, "above", seconds, amount, code)


def _key(row: SourceRow) -> tuple[str, str]:
    return row.record.TABLE, row.source_id


def _day(record: Record) -> str:
    return next((str(day) for name in _DAYS if (day := getattr(record, name, None))), "")
