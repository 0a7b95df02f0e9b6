"""How steady each platform is: what the page Platforms and `tracker platforms` ask for."""

from __future__ import annotations

import datetime as dt

from tracker.analysis.results.platforms import Platforms
from tracker.desk import payments, projects
from tracker.desk.ledger_basis import basis
from tracker.desk.session import Desk


def platforms(desk: Desk, as_of: dt.date) -> Platforms:
    """Every platform over the whole ledger up to as-of (methods, sections 10 and 11), made once per version."""
    from tracker.analysis.platforms.compared import platforms_of

    return payments.shown(
        desk, ("platforms", as_of), lambda: platforms_of(basis(desk, as_of), projects.lives(desk, as_of))
    )
