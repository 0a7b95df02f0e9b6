"""An encrypted ledger: made, opened, locked, and made plain again.

The passphrase is asked for once a session: then the key agent has the key until nobody has asked for some time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.places import ledger_place
from tracker.errors import InputError, LedgerError, NotFound, Refused
from tracker.say import Act, Word

if TYPE_CHECKING:
    from tracker.desk.session import Desk
    from tracker.store.keys import Key
    from tracker.store.results import Reformed

Clock = Callable[[], dt.datetime]
LONGEST = 7 * 24 * 60
"""Minutes after which a key is let go of at the latest."""


def place(ledger: str | Path | None) -> Path:
    """The file of a ledger. Raises Refused for one on a server, NotFound if there is none."""
    from tracker.store import opening, system

    found = opening.place(ledger_place(ledger))
    if isinstance(found, str):
        raise Refused("A ledger on a server is encrypted with the server's own tools.")
    path = system.real(found.expanduser())
    if not path.is_file():
        raise NotFound("There is no ledger at {path}.", hint=Act.CHECK_PATH, path=Word(path))
    return path


def is_encrypted(ledger: str | Path | None) -> bool:
    """Whether a ledger is encrypted. Raises as `place`."""
    from tracker.store import key_files

    return key_files.near(place(ledger)) is not None


def new_key() -> Key:
    """A key that nobody has yet; `on_paper` is its recovery key."""
    from tracker.store import keys, libraries

    libraries.sqlcipher()
    return keys.new_key()


def encrypt(ledger: str | Path | None, passphrase: str, key: Key, *, clock: Clock, lock_after: int) -> Reformed:
    """Encrypt a ledger with all that belongs to it; the agent has the key then.

    Raises InputError (short_passphrase, already_encrypted), LedgerBusy while another program has it open, and what
    opening it raises.
    """
    from tracker.desk.session import Desk
    from tracker.store import encrypting, key_agent

    path = place(ledger)
    if is_encrypted(path):
        raise InputError("{path} is encrypted already.", code="already_encrypted", path=Word(path))
    Desk.open(path, who="cli", clock=clock, create=False).close()  # whole, and in the form of this version
    done = encrypting.encrypt(path, _backups(path), key, passphrase, _minutes(lock_after))
    with contextlib.suppress(LedgerError, OSError):  # then the passphrase is asked for
        key_agent.start(key, lock_after)
    return done


def decrypt(ledger: str | Path | None) -> Reformed:
    """Make a ledger plain again. Raises LedgerLocked, InputError (not_encrypted), LedgerBusy."""
    from tracker.store import encrypting, key_agent
    from tracker.store.connection import key_of
    from tracker.store.database import Store

    path = place(ledger)
    key = key_of(path)
    if key is None:
        raise InputError("{path} is not encrypted.", code="not_encrypted", path=Word(path))
    Store.open(path, create=False).close()
    done = encrypting.decrypt(path, _backups(path), key)
    key_agent.lock(key.mark)
    return done


def unlock(path: Path, passphrase: str, *, lock_after: int | None = None) -> int:
    """Give the passphrase of a ledger, a backup or a copy: from now on it opens; gives after how many minutes
    without a question it locks itself. Raises LedgerLocked (wrong_passphrase), InputError (not_encrypted),
    LedgerError if the key agent does not start."""
    from tracker.store import key_agent, key_files, key_ring

    key, wrapped = key_ring.unlock(path, passphrase)
    if lock_after is not None:
        wrapped = replace(wrapped, lock_after=_minutes(lock_after))
        key_files.write(path, wrapped)
    key_agent.start(key, wrapped.lock_after)
    return wrapped.lock_after


def lock(ledger: str | Path | None) -> bool:
    """Let everybody forget the key of a ledger; whether anybody had it. Raises InputError (not_encrypted)."""
    from tracker.store import key_agent, key_files, key_ring

    path = place(ledger)
    wrapped = key_files.near(path)
    if wrapped is None:
        raise InputError("{path} is not encrypted.", code="not_encrypted", path=Word(path))
    key_ring.let_go()
    return key_agent.lock(wrapped.mark)


def is_of(desk: Desk) -> bool:
    """Whether the ledger of a desk is encrypted."""
    return desk.store.key_mark is not None


def used(desk: Desk) -> bool:
    """Whether the ledger of a desk may be read on; its key is kept for as long again."""
    from tracker.store import key_agent

    mark = desk.store.key_mark
    return mark is None or key_agent.ask(mark) is not None


def still_open(desk: Desk) -> bool:
    """The same without using it: the time of its key goes on."""
    from tracker.store import key_agent

    mark = desk.store.key_mark
    return mark is None or key_agent.is_here(mark)


def let_go() -> None:
    """Forget the keys that this process holds."""
    from tracker.store import key_ring

    key_ring.let_go()


def is_open(ledger: str | Path | None) -> bool:
    """Whether a ledger is plain, or its key is with the agent: then nobody need be asked."""
    from tracker.store import key_agent, key_files

    wrapped = key_files.near(place(ledger))
    return wrapped is None or key_agent.is_here(wrapped.mark)


def key_by_passphrase(path: Path, passphrase: str) -> Key:
    """The key of a ledger. Raises LedgerLocked (wrong_passphrase), InputError (not_encrypted)."""
    from tracker.store import key_ring

    return key_ring.unlock(path, passphrase)[0]


def key_by_paper(path: Path, recovery_key: str) -> Key:
    """The key of a ledger, of which the file of the wrapped key may be lost. Raises InputError (bad_recovery)."""
    from tracker.store import encrypting, keys

    key = keys.from_paper(recovery_key)
    encrypting.refuse_other(path, key)
    return key


def set_passphrase(path: Path, key: Key, new: str) -> Reformed:
    """Put a ledger under another passphrase. Raises InputError (short_passphrase)."""
    from tracker.store import encrypting

    return encrypting.change_passphrase(path, _backups(path), key, new)


def _backups(path: Path) -> Path:
    from tracker.store import backups

    return path.parent / backups.FOLDER


def _minutes(lock_after: int) -> int:
    if not 1 <= lock_after <= LONGEST:
        raise InputError("A ledger locks itself after 1 to {most} minutes.", most=Word(LONGEST))
    return lock_after
