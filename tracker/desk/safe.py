"""Restoring a ledger from a backup: what would change, and the change."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.places import ledger_place
from tracker.errors import Refused

if TYPE_CHECKING:
    from tracker.store.restoring import Comparison


@dataclass(frozen=True, slots=True)
class Restore:
    """A backup that lies checked in a new file, beside the ledger that it is to replace."""

    ledger: Path
    backup: Path
    compared: Comparison
    apply: Callable[[], Path | None]
    """Replace the ledger; gives the backup of the replaced one, None where there was none."""


@contextlib.contextmanager
def restore(
    ledger: str | Path | None, backup: Path, *, who: str, at: dt.datetime, worker: str = "me"
) -> Iterator[Restore]:
    """Check a backup in a new file and compare it with the ledger; nothing is replaced before `apply`.

    Raises NotFound, InputError, NewerLedger, DamagedLedger for the backup; Refused for a ledger on a server
    and for a backup that is the ledger itself.
    """
    from tracker.store import opening, restoring

    place = opening.place(ledger_place(ledger))
    if isinstance(place, str):
        raise Refused("A ledger on a server is restored with the server's own tools.")
    path, source = place.expanduser().absolute(), backup.expanduser().absolute()
    if path.exists() and source.exists() and path.samefile(source):
        raise Refused(f"{source} is the ledger itself.", hint="Name the file of a backup.")
    with restoring.new_file(source, path) as made:
        compared = restoring.compare(path, made, worker=worker)
        yield Restore(
            path,
            source,
            compared,
            lambda: restoring.put(path, made, backup=source, worker=worker, who=who, at=at),
        )
