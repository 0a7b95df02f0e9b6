"""What the launcher tells the script: which ledger, as of when, sample or not; and the desk on it.

Streamlit runs `app.py` in the launcher's own process, so the answer is a module-level value: `launch.run`
sets it before the server starts, tests set it before they start a page. All sessions share one desk, which
is made for that (see `Desk`); those that look at the sample from inside the app share one on the sample.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.desk import encryption
from tracker.desk.session import Desk
from tracker.door.keys import Keys
from tracker.errors import LedgerLocked, Refused, TrackerError


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
_sample_lock = threading.Lock()
_sample: tuple[tempfile.TemporaryDirectory[str], House, Desk] | None = None
VISITING, SAMPLE = "ledger", "sample"
"""What a session and an address are marked with that look at the sample."""
page_shown = threading.Event()
"""Set when a page's script has ended: what only later pages need is loaded some time after that."""
AT_ONCE = 2
turns = threading.BoundedSemaphore(AT_ONCE)
"""Held while a page's script runs: of many visitors each waits for a turn, about as long as the others. Without it
all scripts at once leave the thread that carries their answers no time, and connections end."""


def configure(house: House) -> None:
    """Set the launcher's options and let go of the desk on an earlier ledger."""
    global _house, _desk, _sample
    with _sample_lock:
        if _sample is not None:
            folder, _, looked_at = _sample
            looked_at.close()
            folder.cleanup()
        _sample = None
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
    """The launcher's options; of a window that looks at the sample, the sample's."""
    return _sample_of(_house)[1] if visiting() else _house


def desk() -> Desk:
    """The desk on the ledger that this window looks at. Raises as `own`."""
    return _sample_of(_house)[2] if visiting() else own()


def visiting() -> bool:
    """Whether the window of this run looks at the sample although the app was started on a ledger."""
    if _house.sample or _house.release is not None or "streamlit" not in sys.modules:
        return False
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True) is not None and st.session_state.get(VISITING) == SAMPLE


def visit(*, sample: bool) -> None:
    """Let this window look at the sample, or at the ledger again. All that it held of the other one goes."""
    import streamlit as st

    st.session_state.clear()
    if sample:
        st.session_state[VISITING] = SAMPLE


def _sample_of(own_house: House) -> tuple[object, House, Desk]:
    """The sample, written when it is first looked at into a folder that goes with the app."""
    global _sample
    with _sample_lock:
        if _sample is None:
            from tracker.desk import sample

            folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            path = sample.write(Path(folder.name), own_house.as_of)
            opened = Desk.open(path, who="app", clock=_now)
            _sample = folder, replace(own_house, ledger=path, sample=True), opened
        return _sample


def own() -> Desk:
    """The desk on the ledger, opened on first use. Raises the store's LedgerErrors, Refused if there is none."""
    global _desk
    if _house.release is not None:
        raise Refused("A release is read without a ledger.")
    with _lock:
        if _desk is None:
            _desk = Desk.open(_house.ledger, who="app", clock=_now)
            if _watching:
                _desk.store.watch()
        return _desk


def locked() -> Path | None:
    """The file whose passphrase must be given before a page may be shown; None if all may. Using a page counts as
    using the ledger: its key is kept for as long again."""
    if _house.release is not None:
        return None
    try:
        if encryption.used(desk()):
            return None
        let_go()
        desk()
    except LedgerLocked as error:
        return error.where
    except TrackerError:
        return None  # the page says it
    return None


def encrypted() -> bool:
    return _house.release is None and encryption.is_of(desk())


def still_open() -> bool:
    """Whether an encrypted ledger may be shown on; to look at that is not to use it."""
    with _lock:
        found = _desk
    return found is not None and encryption.still_open(found)


def lock() -> None:
    """Lock an encrypted ledger, for everybody."""
    encryption.lock(desk().path)
    let_go()


def let_go() -> None:
    """Forget the key of the ledger and all that was read with it."""
    encryption.let_go()
    configure(_house)


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
            if not encryption.still_open(resting):
                let_go()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
