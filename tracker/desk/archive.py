"""Files off the disk, and the whole ledger as an archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeVar

from tracker.desk.places import refuse_database
from tracker.desk.session import Desk
from tracker.domain import BY_TABLE, SOURCED, Known, Record
from tracker.errors import InputError, NotFound, UnreadableFile
from tracker.importers import containers, intake, reading
from tracker.say import Count, Word

SHOWN = 12
"""Names of a zip's files that an error lists."""

File: TypeAlias = tuple[str, intake.Source]
"""A file's name and bytes; of a folder its name, and by path the bytes of its files or why they cannot be read."""


def read_paths(paths: Iterable[Path]) -> list[File]:
    """Files and folders off the disk, and files in a zip (`export.zip/hours.csv`). Raises NotFound, UnreadableFile."""
    out: list[File] = []
    for path in paths:
        try:
            if (inner := _within(path)) is not None:
                out.append(inner)
            elif path.is_dir():
                out.append((_name(path.name), _folder(path)))
            else:
                out.append((_name(path.name), file_bytes(path)))
        except FileNotFoundError:
            raise NotFound("There is no file {path}.", path=Word(path)) from None
        except OSError as error:
            raise UnreadableFile(
                "It cannot be read: {strerror}.", file=str(path), strerror=Word(error.strerror)
            ) from error
    return out


def _within(path: Path) -> File | None:
    """A file in a zip, where the path goes on behind a file's; else None. Raises NotFound, UnreadableFile, OSError."""
    archive = next((p for p in path.parents if p.is_file()), None)
    if archive is None:
        return None
    name = f"{_name(archive.name)}/{_name(path.relative_to(archive).as_posix())}"
    members = dict(containers.unpack(_name(archive.name), file_bytes(archive)))
    if name not in members:
        raise NotFound(
            "There is no file {name}.",
            hint="There is {members}.",
            name=Word(name),
            members=Word(", ".join(list(members)[:SHOWN])),
        )
    return name, members[name]


def _folder(folder: Path) -> dict[str, bytes | InputError]:
    """The files of a folder and those under it by their paths in it, each its bytes or why it cannot be read.

    Hidden ones are left out; of pictures, films and the like the first bytes are read, which say what they are.
    Raises UnreadableFile for a folder that is too much, OSError.
    """
    members = (Path(at) / name for at, _, names in os.walk(folder, onerror=_tell) for name in names)
    named = ((_name(p.relative_to(folder).as_posix()), p) for p in members)
    files = {name: path for name, path in named if path.is_file() and not containers.is_litter(name)}
    found: dict[str, bytes | InputError] = {}
    size = 0
    for name in sorted(files):
        found[name] = data = _of_folder(files[name])
        size += len(data) if isinstance(data, bytes) else 0
        if len(files) > containers.MAX_MEMBERS or size > containers.MAX_BYTES:
            raise UnreadableFile(
                "The folder holds {files} files of {size} MB and more: too much to be exports.",
                hint="Name the files to import, or a smaller folder.",
                file=_name(folder.name),
                files=Count(len(files)),
                size=Count(size // 1_000_000),
            )
    return found


def _of_folder(path: Path) -> bytes | InputError:
    try:
        with path.open("rb") as stream:
            head = stream.read(reading.HEAD)
        return head if reading.is_hopeless(head) else file_bytes(path)
    except UnreadableFile as error:
        return error
    except OSError as error:
        return UnreadableFile("It cannot be read: {strerror}.", strerror=Word(error.strerror))


def _tell(error: OSError) -> None:
    raise error


def _name(name: str) -> str:
    """A file's name as text: one that the system cannot spell is kept with question marks."""
    return name.encode("utf-8", "replace").decode()


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile for one that is too large or a pipe, OSError."""
    from tracker.store import system

    if system.is_endless(path):
        raise UnreadableFile(
            "It is a pipe, a socket or a device, and no file.",
            hint="Save what it gives to a file first.",
            code="no_file",
            file=str(path),
        )
    with path.open("rb") as stream:
        return stream_bytes(stream, path.name)


def stream_bytes(stream: BinaryIO, name: str) -> bytes:
    """The bytes of a file or pipe, which may be endless. Raises UnreadableFile for one that is too large."""
    data = stream.read(containers.MAX_BYTES + 1)
    if len(data) > containers.MAX_BYTES:
        raise UnreadableFile(
            "It is larger than {max_bytes} MB.", file=name, max_bytes=Word(containers.MAX_BYTES // 1_000_000)
        )
    return data


T = TypeVar("T")
_Made: TypeAlias = Callable[[Mapping[str, Iterable[Record]], Mapping[str, Iterable[Known]]], T]


def _made(desk: Desk, make: _Made[T]) -> T:
    """An archive of the ledger as it is at one moment."""
    settings = desk.settings()
    with desk.store.moment() as now:
        rows: dict[str, Iterable[Record]] = {t: now.records(c) for t, c in BY_TABLE.items()}
        rows["settings"] = list(rows["settings"]) or [settings]
        return make(rows, {table: now.identities(table) for table in SOURCED})


def export_bytes(desk: Desk) -> bytes:
    """The ledger as an archive."""
    from tracker.reports.archive import archive_zip

    return _made(desk, archive_zip)


def export(desk: Desk, path: Path) -> Path:
    """Write the archive as a .zip, or as a folder; each file whole or as it was. Raises InputError."""
    from tracker.importers.archive import FILES
    from tracker.reports.archive import archive_members, archive_zip
    from tracker.store import system

    try:
        if path.suffix.lower() == ".zip":
            system.make_folder(path.parent)
            _write(path, _made(desk, archive_zip))
        else:
            members = _made(desk, archive_members)
            system.make_folder(path)
            for name, data in members.items():
                _write(path / name, data)
            for name in FILES.keys() - members.keys():
                (path / name).unlink(missing_ok=True)
            system.keep_names(path)
    except OSError as error:
        raise InputError(
            "{path} cannot be written: {strerror}.",
            hint="Name another place.",
            path=Word(path),
            strerror=Word(error.strerror),
        ) from error
    return path


def _write(path: Path, data: bytes) -> None:
    """Put a file in place at once: a full disk leaves what was there before."""
    from tracker.store import system

    path = system.real(path)
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device, or a folder that says so
        return
    refuse_database(path)
    system.write_private(path, data)
