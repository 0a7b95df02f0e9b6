"""Restoring a ledger from a backup: what would change, and the change."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.desk.places import ledger_place, path_of, write_out
from tracker.desk.session import Desk
from tracker.errors import InputError, NotFound, Refused
from tracker.say import Word
from tracker.store.results import Comparison


@dataclass(frozen=True, slots=True)
class Restore:
    """A backup that lies checked in a new file, beside the ledger that it is to replace."""

    ledger: Path
    backup: Path
    compared: Comparison
    apply: Callable[[], Path | None]
    """Replace the ledger; gives the backup of the replaced one, None if there was none."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the ledger. `kind`: asked, daily, before (a change of the file's format), replaced, elsewhere."""

    path: Path
    kind: str
    written: dt.datetime
    size: int


def backup(desk: Desk, to: Path | None = None) -> Path:
    """A consistent copy of the ledger's file; by default beside it, in `backups`."""
    return desk.store.backup(to)


def sealed(desk: Desk, to: Path, recipients: Sequence[str], *, force: bool = False) -> Path:
    """A copy of the ledger with its kept files in one file that only the keys' owner can open; gives its path.

    It is put back into memory and checked before it is sealed. What is forgotten later stays in it: nobody but that
    owner can change it. Raises InputError (code bad_key), Refused, NotFound for a folder that is not there.
    """
    from tracker.store import sealed as files

    with tempfile.TemporaryDirectory(prefix="gig-") as folder:
        made = files.seal(desk.store.copy_into(Path(folder)), recipients, desk.version)
    return write_out(to, made, force=force)


@contextlib.contextmanager
def unsealed(backup: Path, keys: Path | None) -> Iterator[Path]:
    """The file of a backup; of a sealed one, with the keys that open it, what is in it.

    Raises InputError (code wrong_key), NotFound for a file of keys that is not there.
    """
    from tracker.store import sealed as files

    if not backup.is_file() or not files.is_sealed(backup):
        yield backup
        return
    if keys is None:
        raise InputError(
            "{backup} is sealed.", hint="Name the file of the keys that open it.", code="wrong_key", backup=Word(backup)
        )
    if not keys.is_file():
        raise NotFound("There is no file {keys}.", keys=Word(keys))
    with files.opened(backup, keys) as found:
        yield found


def save_open(desk: Desk, name: str) -> Path:
    """Save the file that the app had open, wherever it is now, under another name.

    Raises InputError for an empty name, Refused if that file is there already, DiskFull, LedgerReadOnly.
    """
    return desk.store.save_open(path_of(name).absolute())


def backups(desk: Desk) -> list[Backup]:
    """The copies of the ledger that can be found, the newest first; none if it is on a server."""
    if desk.path is None:
        return []
    own = desk.path.parent
    return [made for path in desk.store.backups() if (made := _backup(path, own)) is not None]


def _backup(path: Path, own: Path) -> Backup | None:
    from tracker.store import backups as files

    try:
        found = path.stat()
    except OSError:
        return None  # on a stick that is not plugged in, or just rotated away
    marks = {files.AUTO: "daily", files.BEFORE: "before", files.REPLACED: "replaced"}
    kind = next((k for mark, k in marks.items() if mark in path.name), "asked")
    inside = path.parent == own / files.FOLDER
    written = dt.datetime.fromtimestamp(found.st_mtime, dt.UTC)
    return Backup(path, kind if inside else "elsewhere", written, found.st_size)


def compare(desk: Desk, backup: Path) -> Comparison:
    """What putting this backup in the ledger's place would change; nothing is replaced. Raises as `restore`."""
    with restore(desk.path, backup, who=desk.who, at=desk.now()) as found:
        return found.compared


def put_back(desk: Desk, backup: Path) -> Path | None:
    """Put a backup in the ledger's place; gives the copy of the one that was there. Raises as `restore`."""
    with restore(desk.path, backup, who=desk.who, at=desk.now()) as found:
        return found.apply()


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
        raise Refused("{source} is the ledger itself.", hint="Name the file of a backup.", source=Word(source))
    with restoring.new_file(source, path) as made:
        compared = restoring.compare(path, made, worker=worker)
        restoring.note_tried(path, at.date())
        yield Restore(
            path,
            source,
            compared,
            lambda: restoring.put(path, made, backup=source, worker=worker, who=who, at=at),
        )


YEAR = 365
"""Days after which a restore is worth trying again."""


def days_untried(desk: Desk) -> int | None:
    """Days since a restore was last tried, or since the ledger's first change; None within a year, and on a server."""
    from tracker.store import restoring

    if desk.path is None:
        return None
    try:
        since = restoring.last_tried(desk.path) or desk.store.done(1).at.date()
    except NotFound:
        return None
    days = (desk.now().date() - since).days
    return days if days >= YEAR else None
