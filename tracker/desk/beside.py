"""An answer that takes long, worked out beside the page that shows it and kept until the ledger moves on."""

from __future__ import annotations

import datetime as dt
import threading
from abc import ABC, abstractmethod
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

if TYPE_CHECKING:
    from tracker.desk.session import Desk

T = TypeVar("T")


class Beside(ABC, Generic[T]):
    """One answer in a thread of its own. A subclass names what is worked out."""

    name: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=self.name)
        self._lock = threading.Lock()
        self._asked: tuple[int, dt.date] | None = None
        self._coming: Future[T] | None = None
        self._last: tuple[dt.date, T] | None = None

    @abstractmethod
    def work_out(self, desk: Desk, as_of: dt.date) -> T:
        """The answer."""

    def ask(self, as_of: dt.date, patience: float) -> tuple[T | None, bool]:
        """(answer, fresh): waits up to `patience` seconds; then what was true before, None if nothing is known."""
        with self._lock:
            key = (self._desk.version, as_of)
            if self._coming is None or self._asked != key:
                self._asked, self._coming = key, self._pool.submit(self.work_out, self._desk, as_of)
            coming = self._coming
        try:
            found = coming.result(patience)
        except TimeoutError:
            last = self._last
            return (last[1] if last and last[0] == as_of else None), False
        self._last = as_of, found
        return found, True

    def forget(self) -> None:
        """Let go of what was worked out before."""
        with self._lock:
            self._asked = self._last = None

    def close(self) -> None:
        """Wait for what is under way; nothing more is asked."""
        self._pool.shutdown(wait=True)
