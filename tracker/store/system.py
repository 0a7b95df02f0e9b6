"""All that differs by operating system: folders, rights, synced folders, zone, making files last.

`NAME` is what `os.name` says; tests set it to "nt" to see what Windows would get.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import warnings
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.settings import DEFAULT_ZONE

NAME = os.name
APPLICATION = "gig-tracker"
LEDGER_FILE = "tracker.db"

_SYNCED = (
    ("OneDrive", ("onedrive",)),
    ("Dropbox", ("dropbox",)),
    ("iCloud Drive", ("icloud", "mobile documents", "com~apple~clouddocs")),
    ("Google Drive", ("google drive", "googledrive", "my drive")),
    ("Nextcloud", ("nextcloud", "owncloud")),
    ("Syncthing", ("syncthing",)),
    ("a cloud storage", ("cloudstorage",)),
)
_MARKS = (("Syncthing", ".stfolder"), ("Dropbox", ".dropbox"), ("Nextcloud", ".sync_journal.db"))
"""Files by which a synced folder is known whatever its name."""


def is_endless(path: Path) -> bool:
    """Whether a path is not a file but a pipe, a socket or a device: reading it may wait for ever.

    Raises OSError for a path that is not there.
    """
    mode = path.stat().st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


DATABASE = b"SQLite format 3\x00"
"""How a database file begins."""


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def names_of(path: Path) -> int:
    """How many names a file has in the file system; 1 if that cannot be told."""
    try:
        return path.stat().st_nlink
    except OSError:
        return 1


def real(path: Path) -> Path:
    """The file that a path leads to, by whatever links. Raises OSError for links that lead round in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:  # so says Python before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def windows() -> bool:
    return NAME == "nt"


def data_dir() -> Path:
    """The folder of this user's data: the ledger's home if nothing else is said."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def default_ledger() -> Path:
    return data_dir() / LEDGER_FILE


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for this user alone; one that is there is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        make_private(folder)
    keep_names(folder.parent)


def make_file(path: Path) -> None:
    """Make an empty file that only this user can read; one that is there keeps its content."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    make_private(path)


def write_private(path: Path, data: bytes) -> None:
    """Put a file in place at once, for this user only, and make it last: a full disk leaves what was there before.
    Raises OSError."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")  # two windows may write the same file at once
    try:
        made = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(made, "wb") as file:
            file.write(data)
        make_private(part)
        put_in_place(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def make_private(path: Path) -> None:
    """Only this user may read: mode 0600 (folders 0700); on Windows an access list with one entry.

    A file of somebody else, or a file system without rights, is left as it is.
    """
    if windows():
        _only_me_on_windows(path)
        return
    mode = 0o700 if path.is_dir() else 0o600
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)


def _only_me_on_windows(path: Path) -> None:
    user = os.environ.get("USERNAME", "")
    if not user:
        return
    domain = os.environ.get("USERDOMAIN", "")
    who = f"{domain}\\{user}" if domain else user
    inherit = "(OI)(CI)" if path.is_dir() else ""
    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    command = [str(icacls), str(path), "/inheritance:r", "/grant:r", f"{who}:{inherit}F"]
    import subprocess

    with contextlib.suppress(OSError):
        subprocess.run(command, check=False, capture_output=True)


def synced_folder(path: Path) -> str | None:
    """Name of the service that copies this place to other machines; None if none is seen.

    >>> synced_folder(Path("Dropbox/work/tracker.db"))
    'Dropbox'
    """
    folders = path.absolute().parents
    for service, names in _SYNCED:
        if any(folder.name.lower().startswith(names) for folder in folders):
            return service
    for service, mark in _MARKS:
        if any((folder / mark).exists() for folder in folders):
            return service
    return _by_environment(path)


def _by_environment(path: Path) -> str | None:
    """OneDrive tells its folders by environment variables on Windows, whatever they are called."""
    for variable in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        root = os.environ.get(variable)
        if root and windows() and path.absolute().is_relative_to(root):
            return "OneDrive"
    return None


def local_zone() -> str:
    """The machine's IANA zone; UTC where it cannot be told."""
    import tzlocal

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            name = tzlocal.get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, LookupError, OSError):
        return DEFAULT_ZONE
    return str(name)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[int]:
    """A handle on a file that is there, so that it can be wiped once it has lost its name."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        yield handle
    finally:
        os.close(handle)


def wipe_nameless(handle: int) -> bool:
    """Overwrite what a file holds that has no name any more; False if it has one still, elsewhere, and is left."""
    found = os.fstat(handle)
    if found.st_nlink:
        return False
    os.lseek(handle, 0, os.SEEK_SET)
    for at in range(0, found.st_size, _PIECE):
        os.write(handle, bytes(min(_PIECE, found.st_size - at)))
    os.fsync(handle)
    return True


def keep(path: Path) -> None:
    """Make a file's content outlast a power cut; its name is kept by `keep_names`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


_PIECE = 1 << 20
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What file systems say that keep names by themselves, or not at all."""


def keep_names(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, where the system can."""
    if windows():
        return  # a folder cannot be opened there; its entries are kept by the file system's own journal
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # one may write into it without reading it
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def put_in_place(made: Path, path: Path) -> None:
    """Let a finished file take the place of `path` at once, and last. What it holds lasts before its name does: else
    a power cut may leave an empty file in the place of a good one."""
    keep(made)
    made.replace(path)
    keep_names(path.parent)
