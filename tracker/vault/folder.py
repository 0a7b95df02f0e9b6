"""The folder of a pool: what is in it, how it is made, opened, and kept in step after a crash.

policy.json       what was agreed before collecting; never changes
keepers.json      whom bundles are encrypted to, and the key that signs releases
invitation.json   both, for members
pool.db           seats and rows: the truth
intake.log        what happened, a chain of lines: seat, day, word
facts/            the rows by quarter as Parquet, made from pool.db
releases/, privacy.jsonl
joined/           logs of copies that another machine wrote at the same time
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import DamagedPool, InputError, NotFound, Refused
from tracker.pool.canonical_json import canonical, check, read_canonical
from tracker.pool.invitation import check_policy, invitation_text, policy_digest, policy_text, read_policy
from tracker.pool.policy import Invitation, Policy
from tracker.say import Act, Word
from tracker.vault import database, files
from tracker.vault.keys import Keys, fingerprint

POLICY = "policy.json"
KEEPERS = "keepers.json"
INVITATION = "invitation.json"
LOG = "intake.log"
FACTS = "facts"
RELEASES = "releases"
PRIVACY = "privacy.jsonl"
JOINED = "joined"
"""Logs of copies that were joined to the pool, each named by the hash of its last line."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who can open bundles."""

    recipient: str
    since: dt.date
    signs: str = ""
    """The Ed25519 public key that seals what they did, hex; none for keepers from before there were seals."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool's folder and its policy. Holds no connection: each use opens its own."""

    folder: Path
    policy: Policy

    @property
    def database(self) -> Path:
        return self.folder / database.FILE

    @property
    def releases(self) -> Path:
        return self.folder / RELEASES

    @property
    def privacy_ledger(self) -> Path:
        return self.folder / PRIVACY

    def reading(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """A connection to read with."""
        return database.reading(self.database)

    # --- who keeps it ---------------------------------------------------------------------------------

    def keepers(self) -> tuple[Keeper, ...]:
        return tuple(
            Keeper(k["recipient"], dt.date.fromisoformat(k["since"]), k.get("signs", ""))
            for k in self._keepers()["keepers"]
        )

    @property
    def publisher(self) -> str:
        """The Ed25519 public key that signs releases, hex."""
        return str(self._keepers()["publisher"])

    def invitation(self) -> Invitation:
        return Invitation(self.policy, tuple(k.recipient for k in self.keepers()), fingerprint(self.publisher))

    def _keepers(self) -> dict[str, Any]:
        try:
            return read_canonical((self.folder / KEEPERS).read_bytes())
        except (OSError, ValueError) as error:
            raise DamagedPool("{keepers} of the pool cannot be read.", keepers=Word(KEEPERS)) from error


def make(folder: Path, policy: Policy, keys: Keys, today: dt.date) -> Pool:
    """Make the folder of a new pool; it is there whole or not at all. Raises InputError for a policy that cannot
    be, Refused where something is there already."""
    check_place(folder, policy)
    if keys.pool != policy.pool:
        raise InputError("These keys belong to another pool.")
    files.make_folder(folder.absolute().parent)
    part = folder.with_name(f"{folder.name}.{os.getpid()}{files.PART}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    _fill(part, policy, keys, today)
    if folder.exists():
        folder.rmdir()
    part.replace(folder)
    files.keep_names(folder.parent)
    return Pool(folder, policy)


def check_place(folder: Path, policy: Policy) -> None:
    """Raises InputError for a policy that no pool can have, Refused where something is in the folder already."""
    check_policy(policy)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("{folder} is there already, and not empty.", hint="Name a new folder.", folder=Word(folder))


def _fill(folder: Path, policy: Policy, keys: Keys, today: dt.date) -> None:
    pool = Pool(folder, policy)
    for name in (FACTS, RELEASES):
        (folder / name).mkdir(mode=0o700)
    files.write(folder / POLICY, policy_text(policy))
    write_keepers(pool, (Keeper(keys.recipient, today, keys.public),), keys.public)
    database.create(pool.database, {"policy": policy_digest(policy), "pool": policy.pool})
    with database.changing(pool.database, today) as change:
        change.log("made")
    settle_log(pool)


def write_keepers(pool: Pool, keepers: tuple[Keeper, ...], publisher: str) -> None:
    """Write down who keeps the pool, for keepers and for members."""
    listed = [
        {"recipient": k.recipient, "since": k.since.isoformat(), **({"signs": k.signs} if k.signs else {})}
        for k in keepers
    ]
    files.write(pool.folder / KEEPERS, canonical({"keepers": listed, "publisher": publisher}))
    _settle_invitation(pool)


def _settle_invitation(pool: Pool) -> None:
    """Let the file for members say who keeps the pool now."""
    path, said = pool.folder / INVITATION, invitation_text(pool.invitation())
    if not path.exists() or path.read_bytes() != said:
        files.write(path, said)


def open_pool(folder: Path) -> Pool:
    """The pool of a folder. Raises NotFound, DamagedPool. Puts in step what a crash left behind."""
    if not (folder / POLICY).is_file():
        raise NotFound("There is no pool in {folder}.", hint=Act.MAKE_POOL, folder=Word(folder))
    try:
        policy = read_policy(read_canonical((folder / POLICY).read_bytes()))
    except (ValueError, InputError) as error:
        raise DamagedPool("{policy} of the pool cannot be read.", policy=Word(POLICY)) from error
    pool = Pool(folder, policy)
    database.bring_up(pool.database)
    with pool.reading() as connection:
        agreed = connection.execute("SELECT value FROM meta WHERE name = 'policy'").fetchone()
    if agreed is None or agreed[0] != policy_digest(policy):
        raise DamagedPool(
            "{policy} is not the policy that this pool was made with.",
            hint="Members agreed to the other one.",
            policy=Word(POLICY),
        )
    if _log_size(pool) != _written(pool):
        settle_log(pool)
    _settle_invitation(pool)
    return pool


def settle_log(pool: Pool) -> None:
    """Write the lines that the file lacks; one that holds others is left for `doctor`."""
    with database.changing(pool.database, dt.date.min) as change:  # the lock: one program writes the file
        whole = log_bytes(change.connection)
        path = pool.folder / LOG
        there = path.read_bytes() if path.exists() else b""
        if len(there) < len(whole) and whole.startswith(there):
            files.append(path, whole[len(there) :])


def log_ahead(pool: Pool) -> int:
    """Lines of intake.log that pool.db does not have: another machine's, whose pool.db has not been delivered yet.
    The file is written after the database, so no crash here leaves it like that."""
    path = pool.folder / LOG
    if _written(pool) <= _log_size(pool):
        return 0
    there = path.read_bytes()
    with pool.reading() as connection:
        whole = log_bytes(connection)
    try:
        check(there.decode().splitlines(keepends=True))
    except ValueError:
        return 0
    return there.count(b"\n") - whole.count(b"\n") if there.startswith(whole) else 0


def log_bytes(connection: sqlite3.Connection) -> bytes:
    """The log as it has to be in its file."""
    return "".join(line for (line,) in connection.execute("SELECT line FROM log ORDER BY n")).encode()


def _log_size(pool: Pool) -> int:
    with pool.reading() as connection:
        return int(connection.execute("SELECT coalesce(sum(length(CAST(line AS BLOB))), 0) FROM log").fetchone()[0])


def _written(pool: Pool) -> int:
    path = pool.folder / LOG
    return path.stat().st_size if path.exists() else 0
