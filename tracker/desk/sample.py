"""A ledger of an invented person, to look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.desk import entry
from tracker.desk.session import Desk


def write(folder: Path, as_of: dt.date | None) -> Path:
    """Write the sample into a folder, up to `as_of` or today; gives its file."""
    from tracker.sample import generate

    path = folder / "sample.db"
    with Desk.open(path, who="sample", clock=lambda: dt.datetime.now(dt.UTC)) as desk:
        made = generate(as_of=as_of or desk.today())
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records, kind="sample", summary="Sample ledger")
    return path
