"""Files off the disk, and the whole ledger as an archive."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain import BY_TABLE, Record
from tracker.errors import InputError, NotFound, UnreadableFile
from tracker.importers import reading, registry

if TYPE_CHECKING:
    from tracker.desk.desk import Desk

File: TypeAlias = tuple[str, registry.Source]
"""A file's name and bytes; of a folder its name and the bytes of its files by path."""


def read_paths(paths: Iterable[Path]) -> list[File]:
    """Files and folders off the disk. Raises NotFound, UnreadableFile."""
    out: list[File] = []
    for path in paths:
        try:
            if path.is_dir():
                members = sorted(p for p in path.rglob("*") if p.is_file())
                out.append((path.name, {p.relative_to(path).as_posix(): file_bytes(p) for p in members}))
            else:
                out.append((path.name, file_bytes(path)))
        except FileNotFoundError:
            raise NotFound(f"There is no file {path}.") from None
        except OSError as error:
            raise UnreadableFile(f"It cannot be read: {error.strerror}.", file=str(path)) from error
    return out


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile for one that is too large, OSError."""
    if path.stat().st_size > reading.MAX_BYTES:
        raise UnreadableFile(f"It is larger than {reading.MAX_BYTES // 1_000_000} MB.", file=path.name)
    return path.read_bytes()


def _records(desk: Desk) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {t: [r for _, r in desk.rows(c)] for t, c in BY_TABLE.items()}
    if not rows["settings"]:
        rows["settings"] = [desk.settings()]
    return rows


def export_bytes(desk: Desk) -> bytes:
    """The ledger as an archive."""
    from tracker.reports.archive import archive_zip

    return archive_zip(_records(desk))


def export(desk: Desk, path: Path) -> Path:
    """Write the archive as a .zip, or as a folder. Raises InputError."""
    from tracker.reports.archive import archive_members, archive_zip

    try:
        if path.suffix.lower() == ".zip":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive_zip(_records(desk)))
        else:
            path.mkdir(parents=True, exist_ok=True)
            for name, data in archive_members(_records(desk)).items():
                (path / name).write_bytes(data)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", hint="Name another place.") from error
    return path
