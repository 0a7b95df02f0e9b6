"""Where the ledger lies."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.errors import InputError

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
    return path_of(place)


def path_of(said: str | Path) -> Path:
    """A path as a person names it, `~` followed. Raises InputError for an empty name and an unknown `~user`."""
    if not str(said).strip():
        raise InputError("A file has a name, and this one is empty.", hint="Name the file.")
    try:
        return Path(said).expanduser()
    except RuntimeError as error:
        raise InputError(f"There is no home folder for {said}.", hint="Write out the whole path.") from error
