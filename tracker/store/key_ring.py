"""The keys that this process holds: those whose passphrase was given to it, or that the user's key agent has."""

from __future__ import annotations

import threading
from pathlib import Path

from tracker.errors import InputError, LedgerLocked
from tracker.say import Act, Word
from tracker.store.key_files import near
from tracker.store.keys import Key, Wrapped

_lock = threading.Lock()
_held: dict[bytes, Key] = {}


def hold(key: Key) -> None:
    """Keep a key for what this process opens from now on."""
    with _lock:
        _held[key.mark] = key


def let_go() -> None:
    """Forget all keys."""
    with _lock:
        _held.clear()


def held(mark: bytes) -> Key | None:
    """A key that this process holds, or that the user's key agent has."""
    from tracker.store import key_agent

    with _lock:
        found = _held.get(mark)
    if found is None and (found := key_agent.ask(mark)) is not None:
        hold(found)
    return found


def marked(begin: bytes) -> Key | None:
    """The key that this process holds for files that begin so."""
    with _lock:
        return _held.get(begin)


def taken(mark: bytes, path: Path) -> Key:
    """The key of a file. Raises LedgerLocked if nobody has given its passphrase."""
    found = held(mark)
    if found is None:
        raise LedgerLocked("{where} is encrypted and locked.", hint=Act.UNLOCK, where=path)
    return found


def unlock(path: Path, said: str) -> tuple[Key, Wrapped]:
    """Hold the key of a ledger from now on. Raises LedgerLocked (code wrong_passphrase), InputError for a plain one."""
    wrapped = near(path)
    if wrapped is None:
        raise InputError("{path} is not encrypted.", code="not_encrypted", path=Word(path))
    key = wrapped.unwrap(said, path)
    hold(key)
    return key, wrapped
