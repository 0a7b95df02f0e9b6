"""Which clock data: the newer of the system's zone files and the `tzdata` package that the tracker brings along.

Python looks into the system's folders first, however old they are, and asks the package only for zones that are
missing there. Zones change their rules a few times a year, and a system that is two years behind makes a night an
hour too long. So `tracker/__init__.py` calls `use_newest` before anything reads a zone: command line, app, tests
and whoever imports a part of the tracker have the same clocks.

Every zone in the tracker is a `ZoneInfo`, pandas and Babel included, which work with the one they are given. The
databases hold UTC, and neither DuckDB nor PostgreSQL is asked for local time: they have clock data of their own.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_VERSION = re.compile(r"(?:# version )?(\d{4})([a-z]+)")
_FILES = ("tzdata.zi", "+VERSION")
"""Where a folder of zone files says its version: on Linux, on macOS and the BSDs."""


@dataclass(frozen=True, slots=True)
class ClockData:
    """`version` as the time zone database writes it ("2026f"), empty if the folder does not say it; `folder` is
    None for the package.
    """

    version: str
    folder: str | None = None

    @property
    def source(self) -> str:
        return "tzdata" if self.folder is None else self.folder


def chosen(folders: Sequence[str], package: str | None) -> tuple[ClockData, ...]:
    """What to read zones from, in this order, of the system's folders and a package of that version (None: none).

    A folder that is as old as the package or does not say how old it is is left out; without a package all stay.
    """
    here = [ClockData(folder_version(f), f) for f in folders if Path(f).is_dir()]
    here.sort(key=lambda found: _age(found.version), reverse=True)
    if package is None:
        return tuple(here)
    return (*(f for f in here if _age(f.version) > _age(package)), ClockData(package))


def folder_version(folder: str) -> str:
    """The version of the zone files in a folder, empty if it is not written there."""
    for name in _FILES:
        try:
            with (Path(folder) / name).open(encoding="ascii", errors="replace") as file:
                found = _VERSION.match(file.readline(80))
        except OSError:
            continue
        if found:
            return found[1] + found[2]
    return ""


def _age(version: str) -> tuple[str, int, str]:
    """Sorts by age: 2025b, 2026, 2026f, 2026z, 2026za."""
    found = _VERSION.match(version)
    return (found[1], len(found[2]), found[2]) if found else ("", 0, "")


def package_version() -> str | None:
    """The version of the package `tzdata`, None if it is not installed."""
    try:
        import tzdata
    except ImportError:
        return None
    return str(tzdata.IANA_VERSION)


def _package_folder() -> str | None:
    """Where the package keeps its zone files, so that they are read like a system's: by way of `importlib.resources`
    the first zone takes as long as the rest of a short command. None if there is no such folder."""
    import tzdata

    folder = Path(str(tzdata.__file__)).parent / "zoneinfo"
    return str(folder) if (folder / _FILES[0]).is_file() else None


def use_newest() -> None:
    """Let `zoneinfo` read the newest clock data there is."""
    found = chosen(zoneinfo.TZPATH, package_version())
    folders = tuple(f for d in found if (f := d.folder or _package_folder()) is not None)
    if folders != zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=folders)
        zoneinfo.ZoneInfo.clear_cache()


def in_use() -> ClockData | None:
    """What zones are read from now; None if there are none at all, and only UTC is known."""
    return next(iter(chosen(zoneinfo.TZPATH, package_version())), None)
