"""Files kept with rows of the ledger: an offer letter, a mail, a screenshot.

They are no part of archives; a copy of the ledger that is elsewhere takes them along.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.desk import entry
from tracker.desk.places import write_out
from tracker.desk.session import Desk
from tracker.domain import BY_TABLE
from tracker.errors import InputError, Refused
from tracker.say import Act, Word
from tracker.store.results import Attachment, Operation


@dataclass(frozen=True, slots=True)
class Removed:
    """What removing did: `gone` says that the bytes are gone from the disk for good."""

    operation: Operation
    gone: bool


def keep(desk: Desk, table: str, row: int, name: str, data: bytes) -> Operation:
    """Keep a file with a row, undoably.

    Raises NotFound, InputError (empty, larger than 25 MB, no name), Refused (a table without files, a ledger on a
    server, the same file a second time), DiskFull.
    """
    from tracker.store.attachments import clean_name

    said = clean_name(name)
    with desk.operation("attach", f"{said} kept with {_beside(desk, table, row)}") as change:
        sha256 = desk.store.files.keep(data)
        if any(a.sha256 == sha256 for a in desk.store.files.listed(table, row)):
            raise Refused("This file is kept there already.")
        change.attach(table, row, said, sha256, len(data))
    return desk.store.done(change.id)


def _beside(desk: Desk, table: str, row: int) -> str:
    """A row, for the journal: Mercor Ridge (row 3 of projects)."""
    record = desk.store.get(table, row) if table in BY_TABLE else None
    names = [getattr(record, name, None) for name in ("platform", "project")]
    place = f"row {row} of {table}"
    return f"{' '.join(str(n) for n in names if n)} ({place})" if any(names) else place


def kept(desk: Desk, table: str | None = None, row: int | None = None) -> list[Attachment]:
    """Files kept with a row, with rows of a table, or all."""
    return desk.store.files.listed(table, row)


def kept_in(desk: Desk, places: list[tuple[str, int]]) -> list[Attachment]:
    """Files kept with any of these rows, in the order in which they were added."""
    wanted = set(places)
    return [a for a in desk.store.files.listed() if (a.table, a.row) in wanted]


def read(desk: Desk, number: int) -> tuple[Attachment, bytes]:
    """A kept file with its bytes, checked. Raises NotFound, LedgerError where it was changed since."""
    return desk.store.files.read(number)


def remove(desk: Desk, number: int, *, for_good: bool = False) -> Removed:
    """Take a file off its row. Its bytes stay for undo, unless `for_good` says that they go. Raises NotFound."""
    found = desk.store.files.one(number)
    with desk.operation("detach", f"{found.name} taken off {_beside(desk, found.table, found.row)}") as change:
        change.delete("attachments", number)
    return Removed(desk.store.done(change.id), for_good and desk.store.files.wipe(found.sha256))


def can_keep(desk: Desk) -> bool:
    """A ledger on a server keeps no files."""
    return desk.store.files.folder is not None


def written_by(desk: Desk, number: int) -> tuple[str, int]:
    """The row that a change wrote: for `tracker attach FILE --change N`.

    Raises NotFound, and InputError where it wrote none or several.
    """
    from tracker.store.tables import ATTACHABLE

    rows = {(c.table, c.row) for c in desk.changes(number) if c.after is not None and c.table in ATTACHABLE}
    own = {r for r in rows if r[0] not in ("platforms", "projects")} or rows
    if len(own) != 1:
        n = len(own) or "no"
        raise InputError(
            "Change {number} wrote {count} rows that a file can be kept with.",
            hint=Act.CHOOSE_ROW,
            number=Word(number),
            count=Word(n),
        )
    return own.pop()


def row_of(desk: Desk, said: str) -> tuple[str, int]:
    """TABLE:ROW as typed. Raises InputError, NotFound."""
    from tracker.store.tables import ATTACHABLE

    table, _, number = said.partition(":")
    if table not in ATTACHABLE or not number.isdigit():
        raise InputError(
            "“{said}” names no row.",
            hint="TABLE:ROW, with one of: {attachable}.",
            said=Word(said),
            attachable=Word(", ".join(ATTACHABLE)),
        )
    desk.get(table, int(number))
    return table, int(number)


def of_name(desk: Desk, platform: str, project: str | None = None) -> tuple[str, int]:
    """The row of a platform, or of a project on it, by any part of the names. Raises NotFound, Ambiguous."""
    name = entry.find_platform(desk, platform)
    if project is None:
        return "platforms", next(row for row, p in desk.platforms() if p.platform == name)
    wanted = entry.find_project(desk, name, project)
    return "projects", next(row for row, p in desk.projects(name) if p.project == wanted)


def write_to(desk: Desk, number: int, to: Path, *, force: bool = False) -> Path:
    """Write a kept file out: to a file, or under its own name into a folder. Raises NotFound, Refused, LedgerError."""
    found, data = read(desk, number)
    target = to / found.name if to.is_dir() else to
    return write_out(target, data, force=force)
