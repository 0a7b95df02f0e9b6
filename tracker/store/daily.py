"""The copy that each day's first change makes: of the ledger as it was before, written beside the change.

change  ──asks──►  look taken ──► written, confirmed        (does not wait for the copy)
copy                    └────────── pages of that look ──► backups/NAME-auto-DAY.db
"""

from __future__ import annotations

import threading
from collections.abc import Callable


class Copying:
    """One copy at a time in a thread of its own. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: threading.Thread | None = None

    def start(self, make: Callable[[Callable[[], None]], None]) -> None:
        """Run `make` beside the caller, who goes on as soon as it has called what it is given, or has ended."""
        looked = threading.Event()

        def run() -> None:
            try:
                make(looked.set)
            finally:
                looked.set()

        with self._lock:
            if self._running is not None:
                self._running.join()
            self._running = threading.Thread(target=run, name="the day's copy")
            self._running.start()
        looked.wait()

    def wait(self) -> None:
        """Wait until no copy is being made."""
        with self._lock:
            running = self._running
        if running is not None:
            running.join()
