"""Money known only for a stretch of days tells nothing of how weeks differ (methods, section 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tracker.errors import Caveat

if TYPE_CHECKING:
    from tracker.analysis.ledger_basis import Basis

WEEK = 7
"""A row over more days than these is spread over weeks of which it does not know which was the better one."""

SPREAD_EVENLY = Caveat(
    "spread_evenly",
    "More than half of this money is known only for stretches of more than a week: spread evenly over them, it tells "
    "nothing of how your weeks differ. No range and no figure of unevenness is given.",
)


def spread_evenly(basis: Basis) -> bool:
    """Whether more than half of what these days kept comes from rows that are known only for more than 7 days.

    Args: basis: of the complete weeks. Kept is that of all accruals, unmatched income too, before expenses and
    transfers. Source: methods, section 1.
    """
    parts, frames = basis.money.parts, basis.frames
    kept = parts["settled"] + parts["not_yet_due"] - parts["fees"] + parts["fx"]
    sessions = _long(frames.work_sessions, "worked_on", "worked_until")
    earnings = _long(frames.earnings, "earned_from", "earned_to")
    spread = (parts["ref"].eq("session") & parts["row"].isin(sessions)) | (
        parts["ref"].eq("earning") & parts["row"].isin(earnings)
    )
    even, whole = int(kept[spread].sum()), int(kept.sum())
    return even > 0 and 2 * even > whole


def _long(rows: pd.DataFrame, first: str, last: str) -> pd.Series:
    """Rows that reach over more than a week of days."""
    days = (rows[last] - rows[first]).dt.days + 1
    found: pd.Series = rows.loc[days > WEEK, "row"]
    return found
