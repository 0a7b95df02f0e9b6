"""A ledger's file under an app that is open for hours: whether it is still the same one, in the state it was left in.

SQLite notices none of this. A file that was deleted goes on being written to, out of everybody's sight; beside one that
was replaced, what waits in the old `-wal` file would be read into the new one. So the app keeps a hand on the file
itself, lets go of all connections when nothing happens (the `-wal` file is folded in then), and looks before each
conversation.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import LedgerMoved
from tracker.say import Act, Said, Word

if TYPE_CHECKING:
    from tracker.store.results import Operation

RESTORE = "restore"
_PIECE = 1 << 20


class Watched:
    """The file that lay at a path when it was opened, and the last operation that was seen in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        self._identity = _identity(os.fstat(self._file))
        self._seen: Operation | None = None

    def check(self, nothing: str = "nothing was written") -> None:
        """Raise LedgerMoved if there is no file at the path, or another one."""
        try:
            found = _identity(os.stat(self.path))
        except OSError as error:
            raise moved(
                Said(
                    "{path} was deleted or moved while it was open; {nothing}.",
                    path=Word(self.path),
                    nothing=Word(nothing),
                )
            ) from error
        if found != self._identity:
            raise moved(
                Said(
                    "Another file is at {path} than the one that was opened; {nothing}.",
                    path=Word(self.path),
                    nothing=Word(nothing),
                )
            )

    def compare(self, latest: Operation | None, then: Operation | None, since: Sequence[Operation]) -> None:
        """Raise LedgerMoved if the file's content is not what became of the content that was seen last.

        `latest`: its last operation; `then`: the one with the number of the last one seen; `since`: those after it.
        What the tracker itself restores has an operation that says so.
        """
        seen = self._seen
        if seen is not None and not any(o.kind == RESTORE for o in since) and not _same(seen, then):
            raise moved(
                Said(
                    "The content of {path} was replaced by another state while it was open; nothing was written.",
                    path=Word(self.path),
                )
            )
        self._seen = latest

    @property
    def seen(self) -> int:
        """Number of the last operation that was seen; 0 if there was none."""
        return 0 if self._seen is None else self._seen.id

    def save(self, to: Path) -> None:
        """Copy the file that was opened, wherever it is now, into one that is there."""
        at = 0
        with to.open("r+b") as made:
            while piece := self._piece(at):
                made.write(piece)
                at += len(piece)
            made.flush()
            os.fsync(made.fileno())

    def _piece(self, at: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file, _PIECE, at)
        os.lseek(self._file, at, os.SEEK_SET)
        return os.read(self._file, _PIECE)

    def close(self) -> None:
        """Let go of the file; only once no connection to it is open, or SQLite loses its locks."""
        os.close(self._file)


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _same(seen: Operation, then: Operation | None) -> bool:
    return then is not None and (seen.at, seen.kind) == (then.at, then.kind)


def moved(sentence: Said | str) -> LedgerMoved:
    return LedgerMoved(sentence, hint=Act.SAVE_OPEN)
