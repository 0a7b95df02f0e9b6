"""What the next weeks may bring: what the page Outlook and `tracker outlook` ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.desk import payments
from tracker.desk.ledger_basis import basis
from tracker.desk.prospect import played

if TYPE_CHECKING:
    from tracker.analysis.results.outlook import Outlook
    from tracker.desk.session import Desk


def outlook(desk: Desk, as_of: dt.date) -> Outlook:
    """Money owed, the fan, the runway, what ifs, set-aside (methods, section 12), made once per version and day."""
    from tracker.analysis.outlook.ahead import outlook_of

    return payments.shown(desk, ("outlook", as_of), lambda: outlook_of(basis(desk, as_of), played=played(desk, as_of)))
