"""Changes of the journal said once more, in whatever language a face speaks: what is stored is English."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from tracker.desk import entry
from tracker.domain import from_stored
from tracker.errors import Invalid
from tracker.quickadd import Loggable
from tracker.say import Said, joined
from tracker.store.results import Operation

if TYPE_CHECKING:
    from tracker.desk.session import Desk

_SAYABLE: dict[str, type[Loggable]] = {record.TABLE: record for record in get_args(Loggable)}


def said_again(desk: Desk, change: Operation) -> Said | None:
    """What a change noted, as a sentence; None if what is stored is not the sentence of the records that it added."""
    found = [c for c in desk.changes(change.id) if c.before is None and c.after and c.table in _SAYABLE]
    try:
        records = [cast(Loggable, from_stored(_SAYABLE[c.table], c.after or {})) for c in found]
    except Invalid:
        return None
    said = joined([entry.sentence(desk, r) for r in records], "; ") if records else None
    return said if str(said) == change.summary else None
