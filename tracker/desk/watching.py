"""A folder under watch: which new files have come and no longer grow."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tracker.errors import NotFound
from tracker.importers.containers import is_litter
from tracker.say import Word

Stamp: TypeAlias = tuple[int, int]
"""Size, and when it was last written (nanoseconds)."""
UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".tmp", ".opdownload", "~")
"""How browsers call a file that they have not finished; then it gets its name."""


@dataclass
class Watch:
    """What was in the folder at the last look, and what was taken of it: a file that is written again counts as new."""

    folder: Path
    taken: dict[Path, Stamp] = field(default_factory=dict)
    last: dict[Path, Stamp] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Watch:
        """From now on: what is there already counts as taken. Raises `NotFound`."""
        there = stamps(folder)
        return cls(folder, dict(there), there)

    def ready(self) -> list[Path]:
        """One look: new files that have not grown since the look before, each given once. Raises `NotFound`."""
        now = stamps(self.folder)
        found = [p for p, stamp in now.items() if stamp == self.last.get(p) and stamp != self.taken.get(p)]
        self.taken |= {p: now[p] for p in found}
        self.last = now
        return found


def stamps(folder: Path) -> dict[Path, Stamp]:
    """The files of a folder and those under it, less empty, hidden and unfinished ones. Raises `NotFound`."""
    if not folder.is_dir():
        raise NotFound("There is no folder {folder}.", hint="Name one that is there.", folder=Word(folder))
    found: dict[Path, Stamp] = {}
    for at, _, names in os.walk(folder):
        for path in (Path(at) / name for name in sorted(names)):
            if path.name.lower().endswith(UNFINISHED) or is_litter(path.relative_to(folder).as_posix()):
                continue
            try:
                seen = path.stat()
            except OSError:
                continue  # gone between the two
            if seen.st_size:
                found[path] = seen.st_size, seen.st_mtime_ns
    return found
