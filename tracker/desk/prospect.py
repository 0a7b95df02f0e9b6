"""The draws of the coming year, which every page that speaks of it reads; made once per version and day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.desk.ledger_basis import basis

if TYPE_CHECKING:
    from tracker.analysis.prospect.answer import Played
    from tracker.desk.session import Desk


def played(desk: Desk, as_of: dt.date) -> Played:
    """The draws, and the lines of the ledger that they are made of (methods, section 14)."""
    from tracker.analysis.prospect.answer import play

    return desk.memo(("played", as_of), lambda: play(basis(desk, as_of)))
