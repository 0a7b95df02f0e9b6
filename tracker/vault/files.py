"""Files of a pool: each is written whole or not at all, and outlasts a power cut."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PART = ".part"
"""End of the name of a file that is not finished; `doctor` clears them away."""


def write(path: Path, data: bytes, *, private: bool = True) -> None:
    """Let a file with this content take the place of `path` at once: a kill leaves the old one or the new one.

    Private files can be read by this user alone where the file system knows rights; on Windows the folders of a
    user are that user's by themselves.
    """
    part = start(path, data, private=private)
    finish(part, path)


def start(path: Path, data: bytes, *, private: bool = True) -> Path:
    """The content under another name, kept on the disk: the first half of `write`."""
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    handle = os.open(
        part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600 if private else 0o644
    )
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return part


def finish(part: Path, path: Path) -> None:
    """The other half of `write`: the finished file takes its place, and its name is kept on the disk."""
    part.replace(path)
    keep_names(path.parent)


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file, and make it last. A kill may leave a part of `data` there."""
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def keep_names(folder: Path) -> None:
    """Make the names in a folder outlast a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """A folder, and those above it, for this user alone; one that is there is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    keep_names(folder.parent)


def parts(folder: Path) -> list[Path]:
    """Unfinished files in a folder and below it."""
    return sorted(p for p in folder.rglob(f"*{PART}") if p.is_file())
