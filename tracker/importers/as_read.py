"""Rows as their source had them, in an archive: what later edits in the ledger must not make new again.

Hash and slot of most rows follow from what an archive's tables hold (`derived`). Where they do not (a row
with the source's own id, a status that was edited by hand, a place that is not a clock time) the data package
says them, so that a restored ledger tells a row that changed at the source from one that did not:

    "rows_as_read": {"payouts": {"wise": {"TRANSFER-1001": ["hash:status", "slot"]}}}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from tracker.domain import Known
from tracker.importers.identity import content_key, slot_key, start_slot
from tracker.importers.sight import TYPED

KEY = "rows_as_read"
AsRead: TypeAlias = tuple[str | None, str | None]
"""Content and slot, as the store keeps them."""
Rows: TypeAlias = Mapping[tuple[str, str, str], AsRead]
"""By table, source and source_id."""


def derived(
    source: str | None, source_id: str | None, status: str | None, start: dt.datetime | None, platform: str
) -> AsRead:
    """Content and slot as far as a row itself tells them.

    >>> derived("toggl", "ab" * 16 + "#1", None, None, "Outlier")
    ('abababababababababababababababab:approved', None)
    >>> derived("wise", "TRANSFER-1", None, None, "Outlier")
    (None, None)
    """
    hashed, mark, ordinal = (source_id or "").rpartition("#")
    content = content_key(hashed, status) if mark and ordinal.isdecimal() and len(hashed) == 32 else None
    if source in TYPED or start is None:
        return content, None
    return content, slot_key(source or "", start_slot(start), platform)


def to_package(known: Mapping[str, Iterable[Known]]) -> dict[str, Any]:
    """What the data package must say of a ledger's rows: those of which content or slot are not `derived`."""
    out: dict[str, Any] = {}
    for table, rows in sorted(known.items()):
        for k in sorted(filter(_differs, rows), key=lambda k: (k.source or "", k.source_id or "")):
            out.setdefault(table, {}).setdefault(k.source, {})[k.source_id] = [k.content, k.slot]
    return out


def _differs(k: Known) -> bool:
    """Is an imported row's content or slot not `derived`?"""
    if k.source in TYPED or not k.source_id:
        return False
    start = dt.datetime.fromisoformat(k.started_at) if k.started_at else None
    return (k.content, k.slot) != derived(k.source, k.source_id, k.status, start, k.platform or "")


def from_package(package: Any) -> Rows:
    """The rows that a data package names. Raises ValueError where it says something else."""
    try:
        found = {
            (table, source, own): (content, slot)
            for table, sources in package.get(KEY, {}).items()
            for source, rows in sources.items()
            for own, (content, slot) in rows.items()
        }
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(KEY) from error
    if not all(value is None or isinstance(value, str) for pair in found.values() for value in pair):
        raise ValueError(KEY)
    return found
