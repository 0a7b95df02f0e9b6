"""What every figure of a ledger starts from: hours and money up to a day, made once per version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.analysis.ledger_basis import Basis
    from tracker.desk.session import Desk


def basis(desk: Desk, as_of: dt.date) -> Basis:
    """Hours and money up to as-of, made once per version."""
    from tracker.analysis.ledger_basis import make_basis

    return desk.memo(("basis", as_of), lambda: make_basis(desk.frames(), as_of, desk.rates()))
