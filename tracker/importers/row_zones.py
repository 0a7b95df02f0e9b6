"""The zone that each row of a table names for its clock times: by name, or as an offset from UTC.

date        start  end    utc_offset
2026-04-13  23:30  00:31  +02:00          21:30 to 22:31 UTC
2026-04-20  09:00  09:15  -0400           13:00 to 13:15 UTC
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.errors import InputError
from tracker.importers.guess_columns import plain
from tracker.importers.look import Look
from tracker.importers.parsers import Reading, row_zone

_TIMES = ("clock", "moment", "day", "epoch")
_CALLED = frozenset(("offset", "zone", "tz", "timezone", "utc", "gmt", "zeitzone", "fuseau"))


def is_called_zone(name: str) -> bool:
    """Whether a column is called a zone or an offset.

    >>> is_called_zone("StartTimeOffset"), is_called_zone("tz"), is_called_zone("Project")
    (True, True, False)
    """
    return not _CALLED.isdisjoint(plain(name).split())


def zone_column(look: Look, times: Sequence[int]) -> int | None:
    """The column whose every cell is the zone of its row, if clock times without an offset are there and none differs
    from another such column."""
    found = [
        i
        for i, name in enumerate(look.header)
        if look.kinds[i] not in _TIMES and is_called_zone(name) and _all_zones(look, i)
    ]
    if not found or not any(look.kinds[i] in _TIMES[:2] for i in times):
        return None
    said = {tuple(_said(cell) for cell in look.column(i)) for i in found}
    return found[0] if len(said) == 1 else None


def _all_zones(look: Look, i: int) -> bool:
    return bool(look.rows) and all(_said(row[i]) is not None for row in look.rows)


def _said(cell: str) -> str | dt.timezone | None:
    try:
        return row_zone(cell, Reading())
    except InputError:
        return None
