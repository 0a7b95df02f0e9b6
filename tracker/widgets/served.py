"""What the launcher tells the script: which ledger, as of when, sample or not; and the desk on it.

Streamlit runs `app.py` in the launcher's own process, so the answer is a module-level value: `launch.run`
sets it before the server starts, tests set it before they start a page. All sessions share one desk, which
is made for that (see `Desk`).
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.desk.session import Desk
from tracker.door.keys import Keys
from tracker.errors import Refused


@dataclass(frozen=True, slots=True)
class House:
    """The launcher's options. `ledger` None: the usual place. `as_of` None: today."""

    ledger: str | Path | None = None
    as_of: dt.date | None = None
    sample: bool = False
    release: Path | None = None
    """A release to explore: the app has that one page then, and no ledger."""


_lock = threading.Lock()
_house = House()
_desk: Desk | None = None
_keys: Keys | None = None
_watching = False
page_shown = threading.Event()
"""Set when a page's script has ended: what only later pages need is loaded some time after that."""


def configure(house: House) -> None:
    """Set the launcher's options and let go of the desk on an earlier ledger."""
    global _house, _desk
    with _lock:
        if _desk is not None:
            _desk.close()
        _house, _desk = house, None


def let_in_by(keys: Keys | None) -> None:
    """Set the keys that let windows in; None once the server has stopped."""
    global _keys
    _keys = keys


def keys() -> Keys | None:
    """The keys of the running server; None if a page is run without one, as tests do."""
    return _keys


def house() -> House:
    return _house


def desk() -> Desk:
    """The desk on the ledger, opened on first use. Raises the store's LedgerErrors, Refused if there is none."""
    global _desk
    if _house.release is not None:
        raise Refused("A release is read without a ledger.")
    with _lock:
        if _desk is None:
            from tracker.desk.session import Desk

            _desk = Desk.open(_house.ledger, who="app", clock=_now)
            if _watching:
                _desk.store.watch()
        return _desk


def watch() -> None:
    """Notice from now on what is done to the ledger's file by hand (see `Store.watch`)."""
    global _watching
    with _lock:
        _watching = True
        if _desk is not None:
            _desk.store.watch()


def reopen() -> None:
    """Let go of the ledger; the next question opens what is at its path then."""
    configure(_house)


def rest_when_quiet() -> None:
    """Let go of connections, again and again, when no page asks anything: to be run beside the server."""
    while True:
        time.sleep(1)
        with _lock:
            resting = _desk
        if resting is not None:
            resting.store.rest()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
