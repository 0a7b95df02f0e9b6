"""Copies that a sync service leaves in a pool's folder: what two machines wrote at once, under another name.

    pool (Ada's conflicted copy 2026-11-22).db      Dropbox, Nextcloud
    pool.sync-conflict-20261122-101500-ABCDEF1.db   Syncthing
    pool (1).db, pool-ADAS-LAPTOP.db, pool 2.db     Drive, OneDrive, iCloud

A copy is known by its place, and by its name beginning and ending as the name of a file of the pool. Locks do not
travel: a copy of pool.db may hold what our pool.db lacks, which is joined to it (`vault.joining`) and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.vault import database, files
from tracker.vault.folder import FACTS, INVITATION, KEEPERS, LOG, POLICY, PRIVACY, RELEASES, Pool
from tracker.vault.sheets import SHEETS

OWN = (POLICY, KEEPERS, INVITATION, LOG, PRIVACY, database.FILE)
_NOT = ("-journal", "-wal", "-shm", files.PART)
_QUARTER, _RELEASE = re.compile(r"\d{4}Q[1-4]"), re.compile(r"\d{4}Q[1-4]-r\d+")


@dataclass(frozen=True, slots=True)
class Copy:
    """`of`: the file of the pool that it is a copy of."""

    path: Path
    of: Path


def copies(pool: Pool) -> tuple[Copy, ...]:
    """All copies in the folder, by name."""
    return tuple(sorted(_found(pool), key=lambda c: c.path))


def _found(pool: Pool) -> Iterator[Copy]:
    for path in pool.folder.iterdir():
        if path.is_file() and (name := _copied(path.name, OWN)):
            yield Copy(path, pool.folder / name)
    for place, ending in ((FACTS, ".parquet"), (SHEETS, ".json"), (RELEASES, "")):
        folder = pool.folder / place
        for path in folder.iterdir() if folder.is_dir() else ():
            begins = (_RELEASE if place == RELEASES else _QUARTER).match(path.name)
            if begins and (name := _copied(path.name, [f"{begins[0]}{ending}"])):
                yield Copy(path, folder / name)


def _copied(name: str, of: Sequence[str]) -> str:
    """The name of which this one is a copy; empty if of none.

    >>> _copied("pool (1).db", OWN), _copied("pool.sync-conflict-20261122-101500-AB.db", OWN), _copied("pool.db", OWN)
    ('pool.db', 'pool.db', '')
    >>> _copied("pool.db-journal", OWN), _copied("intake.log.changed-2026-11-22", OWN)
    ('', '')
    """
    for own in of:
        stem, dot, ending = own.rpartition(".") if "." in own else (own, "", "")
        if name != own and name.startswith(stem) and name.endswith(dot + ending) and not name.endswith(_NOT):
            return own
    return ""
