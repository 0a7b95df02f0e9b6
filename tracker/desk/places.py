"""Where the ledger lies."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tracker.errors import InputError, NotFound, Refused
from tracker.say import Act, Word

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


def write_out(path: Path, data: bytes, *, force: bool = False) -> Path:
    """Write a file for somebody to take along, readable by its owner only, whole or not at all; gives its path.

    A device or a pipe is written to as it is. Raises Refused if a file is there already and not `force`, NotFound for
    a folder that is not there, LedgerError (read only, disk full).
    """
    from tracker.store import system
    from tracker.store.failures import told

    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return path
    if path.exists() and not force:
        raise Refused("{path} is there already.", hint=Act.NAME_ANOTHER_FILE, path=Word(path))
    refuse_database(path)
    if not path.parent.is_dir():
        raise NotFound("There is no folder {parent}.", hint="Make it first.", parent=Word(path.parent))
    with told(str(path), files=True):
        system.write_private(system.real(path), data)
    return path


def refuse_database(path: Path) -> None:
    """Raise Refused where a file would be written over a ledger, a backup or a pool, whatever was said: none of them
    is anybody's export."""
    from tracker.store import key_files, system

    with suppress(OSError):
        if path.is_file() and (system.is_database(path) or key_files.is_encrypted(path)):
            raise Refused("{path} is a database and is not written over.", hint=Act.NAME_ANOTHER_FILE, path=Word(path))


def path_of(said: str | Path) -> Path:
    """A path as a person names it, `~` followed. Raises InputError for an empty name and an unknown `~user`."""
    if not str(said).strip():
        raise InputError("A file has a name, and this one is empty.", hint="Name the file.")
    try:
        return Path(said).expanduser()
    except RuntimeError as error:
        raise InputError(
            "There is no home folder for {said}.", hint="Write out the whole path.", said=Word(said)
        ) from error
