"""Where the ledger lies."""

from __future__ import annotations

import os
from pathlib import Path

LEDGER_VARIABLE = "TRACKER_LEDGER"


def ledger_place(said: str | Path | None) -> str | Path:
    """The path or URL to open: what was said, else TRACKER_LEDGER, else the user's data folder.

    `~` is followed; anything with `://` is taken for a URL.
    """
    place = said or os.environ.get(LEDGER_VARIABLE) or None
    if place is None:
        from tracker.store import system

        return system.default_ledger()
    if isinstance(place, str) and "://" in place:
        return place
    return Path(place).expanduser()
