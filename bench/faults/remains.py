"""What a power cut leaves of files: everything that was made to last, and of the rest any part.

    write A │ sync │ write B │ write C │ cut        A is there; B and C each wholly, not at all, or some sectors of it
    create X │ rename X → Y │ sync of the folder    before the sync X, Y or neither, after it Y

Names last when their folder is synced, content when its file is. In the `ordered` world names last in the order in
which they were changed, as file systems with a journal have it; in the `free` one each by itself, which POSIX allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from random import Random
from typing import TypeAlias

from bench.faults.disk import Step

SECTOR = 512
WORLDS = ("all", "synced", "ordered", "free")
"""all: a kill, nothing that was done is lost; synced: all is lost that was not made to last."""
Left: TypeAlias = dict[str, bytes | None]
"""Files with their content, and folders with None, by their path."""


@dataclass(slots=True)
class _File:
    """Content that lasts, and what was done to it since: a write, or a length (no data)."""

    lasting: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def keep(self) -> None:
        for offset, data in self.since:
            _do(self.lasting, offset, data)
        self.since.clear()

    def left(self, draw: Random, world: str) -> bytes:
        content = bytearray(self.lasting)
        for offset, data in self.since:
            if world == "all":
                _do(content, offset, data)
            elif world != "synced":
                _do_partly(content, offset, data, draw)
        return bytes(content)


def _do(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _do_partly(content: bytearray, offset: int, data: bytes | None, draw: Random) -> None:
    """The whole of it, none, its beginning, or any of its sectors."""
    how = draw.randrange(4)
    if how == 0 or (data is None and how == 1):
        _do(content, offset, data)
    elif data is None or how == 1:
        return
    elif how == 2:
        _do(content, offset, data[: draw.randrange(len(data) + 1) // SECTOR * SECTOR])
    else:
        for at in range(0, len(data), SECTOR):
            if draw.random() < 0.5:
                _do(content, offset + at, data[at : at + SECTOR])


@dataclass(frozen=True, slots=True)
class _Named:
    """A change of names: what is gone, and what is where now (a file's number, or None for a folder)."""

    gone: str = ""
    there: str = ""
    file: int | None = None

    def touches(self, folder: str) -> bool:
        return any(path and str(PurePosixPath(path).parent) == folder for path in (self.gone, self.there))

    def do(self, names: dict[str, int | None]) -> None:
        if self.gone:
            names.pop(self.gone, None)
        if self.there:
            names[self.there] = self.file


class Disk:
    """A disk that is written to step by step, and may lose its power between any two of them."""

    def __init__(self) -> None:
        self._files: list[_File] = []
        self._number: dict[int, int] = {}
        self._now: dict[str, int | None] = {}
        self._lasting: dict[str, int | None] = {}
        self._since: list[_Named] = []
        self._folders: set[str] = set()

    def do(self, step: Step) -> None:
        match step.what:
            case "c":
                self._number[step.file] = len(self._files)
                self._files.append(_File())
                self._name(_Named(there=step.text, file=self._number[step.file]))
            case "d":
                self._number.pop(step.file, None)
                self._folders.add(step.text)
                self._name(_Named(there=step.text))
            case "u":
                self._name(_Named(gone=step.text))
            case "r":
                self._name(_Named(gone=step.text, there=step.data.decode(), file=self._number[step.file]))
            case "w":
                self._file(step).since.append((step.offset, step.data))
            case "t":
                self._file(step).since.append((step.offset, None))
            case "s" if step.file in self._number:
                self._file(step).keep()
            case "s":
                self._keep_names(step.text.rstrip("/"))

    def _file(self, step: Step) -> _File:
        return self._files[self._number[step.file]]

    def _name(self, change: _Named) -> None:
        change.do(self._now)
        self._since.append(change)

    def _keep_names(self, folder: str) -> None:
        for change in [c for c in self._since if c.touches(folder)]:
            change.do(self._lasting)
            self._since.remove(change)

    def left(self, draw: Random, world: str) -> Left:
        """What is there after a power cut now."""
        names = dict(self._lasting)
        for change in self._chosen(draw, world):
            change.do(names)
        lost = self._folders - {path for path, file in names.items() if file is None}
        return {
            path: None if file is None else self._files[file].left(draw, world)
            for path, file in sorted(names.items())
            if not lost.intersection(map(str, PurePosixPath(path).parents))
        }

    def _chosen(self, draw: Random, world: str) -> Iterable[_Named]:
        match world:
            case "all":
                return self._since
            case "synced":
                return ()
            case "ordered":
                return self._since[: draw.randrange(len(self._since) + 1)]
        return [change for change in self._since if draw.random() < 0.5]


def cuts(record: Iterable[Step]) -> Iterator[tuple[Disk, list[str]]]:
    """After each step the disk, and the marks until then; the same two are given each time."""
    disk, marks = Disk(), list[str]()
    for step in record:
        if step.what == "m":
            marks.append(step.text)
            continue
        disk.do(step)
        yield disk, marks
