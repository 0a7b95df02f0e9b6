"""Changes that a damaged write-ahead file has lost: SQLite reads it up to the damage and says nothing.

    -wal   head │ frame frame commit │ frame ✗ commit │ frame commit │ frame commit
                └── what SQLite read ┘ └ its last change, perhaps    └ changes that were kept once and
                                         torn by a power cut            cannot be read any more

The layout is SQLite's own (sqlite.org/walformat.html): a head of 32 bytes, then frames of 24 bytes and a page.
Only the -wal file is opened here: opening and closing the ledger itself, or its -shm, beside SQLite would take
away the locks that SQLite holds on them (sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

HEAD, FRAME = 32, 24
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""First word of the head, and the byte order of its checksums."""


def lost_changes(path: Path, read: int) -> int:
    """Changes in a ledger's -wal file that come after its damage; 0 if it is sound.

    `read`: frames that SQLite could read. A single change behind them counts as none: it may be the last one
    before a power cut, never confirmed.
    """
    try:
        with path.with_name(path.name + "-wal").open("rb") as wal:
            return _lost(wal, read)
    except OSError:
        return 0


def _lost(wal: BinaryIO, read: int) -> int:
    head, first = wal.read(HEAD), wal.read(FRAME)
    if len(first) < FRAME:
        return 0
    page = int.from_bytes(head[8:12], "big")
    sound = _sound_head(head)
    if read == 0 and sound and _sound_change(wal, head, page):
        return 0  # all of it was taken into the ledger before, and it begins again
    size = FRAME + (page if sound else 4096)
    salts = head[16:24] if sound else first[8:16]
    wal.seek(HEAD + read * size)
    frames = []
    while len(frame := wal.read(FRAME)) == FRAME:
        frames.append(frame)
        wal.seek(size - FRAME, 1)
    return _changes([f for f in frames if f[8:16] == salts])


def _changes(frames: list[bytes]) -> int:
    """Changes in frames that cannot be read, 0 for a single one. A change holds each page once: where one comes twice
    before the last end of a change, there are two of them at least, even if the end of the first one is spoiled."""
    ends = [n for n, frame in enumerate(frames) if any(frame[4:8])]
    pages = [frame[:4] for frame in frames[: ends[-1] + 1]] if ends else []
    found = max(len(ends), 1 + (len(set(pages)) < len(pages))) if ends else 0
    return found if found > 1 else 0


def _sound_head(head: bytes) -> bool:
    order = _MAGIC.get(int.from_bytes(head[:4], "big"))
    return order is not None and _checksum([head[:24]], order, (0, 0)) == struct.unpack(">2I", head[24:32])


def _sound_change(wal: BinaryIO, head: bytes, page: int) -> bool:
    """Whether the first change in the file is whole."""
    order, sums = _MAGIC[int.from_bytes(head[:4], "big")], struct.unpack(">2I", head[24:32])
    wal.seek(HEAD)
    while len(frame := wal.read(FRAME)) == FRAME and frame[8:16] == head[16:24]:
        sums = _checksum([frame[:8], wal.read(page)], order, sums)
        if sums != struct.unpack(">2I", frame[16:24]):
            return False
        if any(frame[4:8]):
            return True
    return False


def _checksum(parts: Iterable[bytes], order: str, begun: tuple[int, ...]) -> tuple[int, int]:
    """SQLite's running checksum over words of 32 bits, taken in pairs."""
    one, two = begun
    for part in parts:
        words = struct.unpack(f"{order}{len(part) // 8 * 2}I", part[: len(part) // 8 * 8])
        for a, b in zip(words[::2], words[1::2], strict=True):
            one = (one + a + two) & 0xFFFFFFFF
            two = (two + b + one) & 0xFFFFFFFF
    return one, two
