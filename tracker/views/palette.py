"""What can be gone to or done from every page, as one list to search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from tracker.units import DAY, monday
from tracker.views.numbers import Reader
from tracker.views.text import _


class Do(Enum):
    """What choosing an entry does."""

    GO = auto()
    """Open `page` with `address`."""
    DAY = auto()
    """List the work of `day` on a platform and project."""
    START = auto()
    STOP = auto()
    SAMPLE = auto()
    LEAVE_SAMPLE = auto()
    TOUR = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, and what it does."""

    title: str
    do: Do = Do.GO
    page: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None
    place: tuple[str, str | None] = ("", None)


class Noted(Protocol):
    """See `desk.search.Noted`."""

    @property
    def text(self) -> str: ...
    @property
    def day(self) -> dt.date: ...
    @property
    def platform(self) -> str: ...
    @property
    def project(self) -> str | None: ...


def pages() -> dict[str, str]:
    """What each page is called, by its file."""
    return {
        "today.py": _("Today"), "log.py": _("Log"), "projects.py": _("Projects"), "payments.py": _("Payments"),
        "files.py": _("Import"), "earnings.py": _("What I make"), "availability.py": _("Availability"),
        "platforms.py": _("Platforms"), "outlook.py": _("Outlook"), "offers.py": _("Offers"),
        "papers.py": _("Papers"), "contribute.py": _("Contribute"), "collective.py": _("Collective"),
        "explore.py": _("Explore"), "settings.py": _("Settings"),
    }  # fmt: skip


def opened(parts: Mapping[str, Mapping[str, str]]) -> list[Entry]:
    """The pages, each with its parts behind it. `parts`: by the page's file, what each part is called."""
    found = []
    for page, name in pages().items():
        found.append(Entry(name, page=page))
        for part, title in parts.get(page, {}).items():
            found.append(Entry(_("{page}: {part}").format(page=name, part=title), page=page, address={"part": part}))
    return found


def actions(
    today: dt.date, works: Sequence[tuple[str, str | None]], reader: Reader, *, running: bool, sample: bool | None
) -> list[Entry]:
    """What can be done at once. `works`: what the timer may be started for, `running`: it runs; `sample`: whether this
    window looks at the sample, None if it cannot be left."""
    last = monday(today) - 7 * DAY
    made = [
        Entry(_("Log work or money in one line"), page="today.py"),
        Entry(_("Correct a day of last week"), page="log.py", address={"week": last.isoformat()}),
        Entry(_("Make a sheet for a dispute"), page="papers.py", address={"part": "hours"}),
        *([Entry(_("Stop the timer"), Do.STOP)] if running else []),
    ]
    if not running:
        made += [
            Entry(_("Start the timer: {name}").format(name=_name(p, j, reader)), Do.START, place=(p, j))
            for p, j in works
        ]
    if sample is not None:
        made.append(
            Entry(_("Leave the sample"), Do.LEAVE_SAMPLE)
            if sample
            else Entry(_("Look at the sample of an invented person"), Do.SAMPLE)
        )
    return [*made, Entry(_("Take the tour in five steps"), Do.TOUR)]


def platforms(rows: Iterable[tuple[int, str]]) -> list[Entry]:
    return [
        Entry(
            _("Platform: {name}").format(name=name), page="platforms.py", address={"part": "one", "platform": str(row)}
        )
        for row, name in rows
    ]


def projects(rows: Iterable[tuple[int, str, str]], reader: Reader) -> list[Entry]:
    """Of (row, platform, project)."""
    return [
        Entry(_("Project: {name}").format(name=_name(p, j, reader)), page="projects.py", address={"project": str(row)})
        for row, p, j in rows
    ]


def notes(found: Iterable[Noted], reader: Reader) -> list[Entry]:
    """Notes beside work; none while these are hidden."""
    if reader.masked:
        return []
    said = _("Note: {note} ({name}, {day})")
    return [
        Entry(
            said.format(note=n.text, name=_name(n.platform, n.project, reader), day=reader.day(n.day)),
            Do.DAY, day=n.day, place=(n.platform, n.project),
        )
        for n in found
    ]  # fmt: skip


def _name(platform: str, project: str | None, reader: Reader) -> str:
    shown = reader.project(platform, project)
    return f"{platform} · {shown}" if shown else platform
