"""Backups, what a restore would change, and what a check-up found, as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tracker.views.attachments import size
from tracker.views.changes import Operation, operation_said, table_names
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext
from tracker.zones import ClockData

SHOWN = 10
Row = list[tuple[str, Value]]


class Backup(Protocol):
    """See `desk.backups.Backup`."""

    @property
    def path(self) -> Path: ...
    @property
    def kind(self) -> str: ...
    @property
    def written(self) -> dt.datetime: ...
    @property
    def size(self) -> int: ...


class TableCount(Protocol):
    """See `store.restoring.TableCount`."""

    @property
    def table(self) -> str: ...
    @property
    def here(self) -> int: ...
    @property
    def there(self) -> int: ...
    @property
    def lost(self) -> int: ...


class Comparison(Protocol):
    """See `store.restoring.Comparison`."""

    @property
    def tables(self) -> Sequence[TableCount]: ...
    @property
    def there(self) -> Operation | None: ...
    @property
    def lost(self) -> Sequence[Operation]: ...


class Finding(Protocol):
    """See `desk.doctor.Finding`."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fix(self) -> bool: ...
    @property
    def double(self) -> bool: ...
    @property
    def place(self) -> str: ...
    @property
    def row(self) -> int: ...


def untried(days: int, reader: Reader) -> str:
    """A reminder, once a year: a copy is as good as its last try."""
    return _("Putting a copy back was not tried for {days} days. Choose one below and look at what it would "
             "change.").format(days=reader.number(days))  # fmt: skip


def kinds() -> dict[str, str]:
    """Kinds of backups."""
    return {
        "asked": _("made on request"),
        "daily": _("of the day, made by itself"),
        "before": _("before a change of the file's format"),
        "replaced": _("what a restored backup took the place of"),
        "elsewhere": _("in another folder"),
    }


def backups(rows: Sequence[Backup], reader: Reader, zone: dt.tzinfo) -> Table:
    """The copies there are, newest first."""
    columns = (
        Column("written", _("Made")), Column("kind", _("Kind")), Column("bytes", _("Size"), right=True),
        Column("file", _("File")),
    )  # fmt: skip
    cells: list[Row] = [
        [
            (reader.moment(b.written, zone), b.written.astimezone(zone).isoformat(timespec="seconds")),
            (kinds()[b.kind], b.kind),
            (size(b.size, reader), b.size),
            (reader.note(b.path.name), reader.note(b.path.name)),
        ]
        for b in rows
    ]
    return Table.of(columns, cells)


def backup_title(b: Backup, reader: Reader, zone: dt.tzinfo) -> str:
    return f"{reader.moment(b.written, zone)} · {kinds()[b.kind]}"


def opening(rows: Sequence[Backup], reader: Reader, zone: dt.tzinfo) -> str:
    """How safe the ledger is."""
    if not rows:
        return _("There is no backup yet. The first change of each day makes one by itself, from the second day on.")
    n = len(rows)
    said = ngettext("There is {n} backup, made {at}.", "There are {n} backups, the last one made {at}.", n)
    return said.format(n=reader.number(n), at=reader.moment(rows[0].written, zone))


def compared(c: Comparison, reader: Reader) -> Table:
    """Rows of the ledger beside those of a backup, and how many of the ledger's would be lost or changed."""
    columns = (
        Column("table", _("What")),
        Column("in_ledger", _("In the ledger"), right=True),
        Column("in_backup", _("In the backup"), right=True),
        Column("lost_or_changed", _("Would be lost or changed"), right=True),
    )
    cells: list[Row] = [
        [(table_names().get(t.table, t.table), t.table), *((reader.number(n), n) for n in (t.here, t.there, t.lost))]
        for t in c.tables
    ]
    return Table.of(columns, cells)


def comparison(c: Comparison, reader: Reader) -> str:
    """What putting the backup in place would mean, in a sentence."""
    rows, n = sum(t.lost for t in c.tables), len(c.lost)
    if not rows and not n:
        return _("The ledger has nothing that the backup does not have.")
    lost = ngettext("{n} row of the ledger", "{n} rows of the ledger", rows).format(n=reader.number(rows))
    done = ngettext("{n} change", "{n} changes", n).format(n=reader.number(n))
    return _("{rows} would be lost or be as they were before, and {changes} made since.").format(
        rows=lost, changes=done
    )


def lost(c: Comparison, reader: Reader, zone: dt.tzinfo) -> list[str]:
    """The changes that the backup does not have, the latest first, ten of them."""
    said = [f"{reader.moment(o.at, zone)} · {operation_said(o, reader)}" for o in c.lost[:SHOWN]]
    more = len(c.lost) - SHOWN
    return [*said, _("and {n} more").format(n=reader.number(more))] if more > 0 else said


# --- the check-up --------------------------------------------------------------------------------------


def found(findings: Sequence[Finding], reader: Reader) -> list[tuple[str, list[str]]]:
    """Findings by kind: what is odd, with how many, and the first ten sentences. Of possible doubles see `doubles`."""
    out = []
    for kind in dict.fromkeys(f.kind for f in findings if not f.double):
        of_kind = [f for f in findings if f.kind == kind]
        heading = f"{_kinds_found().get(kind, kind)} ({reader.number(len(of_kind))})"
        out.append((heading, [reader.say(f.text) for f in of_kind[:SHOWN]]))
    return out


def doubles(findings: Sequence[Finding], reader: Reader) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Possible doubles by kind: kind, heading, and of the first ten the text, where it is, what its button says."""
    out = []
    for kind in dict.fromkeys(f.kind for f in findings if f.double):
        of_kind = [f for f in findings if f.kind == kind]
        heading = f"{_kinds_found().get(kind, kind)} ({reader.number(len(of_kind))})"
        rows = [(reader.say(f.text), f.place, _("The same: remove row {n}").format(n=f.row)) for f in of_kind[:SHOWN]]
        out.append((kind, heading, rows))
    return out


def checked(findings: Sequence[Finding], reader: Reader) -> str:
    n = len(findings)
    if not n:
        return _("Nothing is wrong with the ledger.")
    return ngettext("{n} thing to look at", "{n} things to look at", n).format(n=reader.number(n)) + "."


def clock_data(used: ClockData | None) -> str:
    """Which rules of time zones are used, and where they come from."""
    if used is None:
        return _("There are no rules of time zones on this machine: only UTC is known.")
    version = used.version or _("of unknown age")
    if used.folder is None:
        return _("Rules of time zones: {version}, which the tracker brings along.").format(version=version)
    return _("Rules of time zones: {version}, from this machine ({folder}).").format(
        version=version, folder=used.folder
    )


def _kinds_found() -> dict[str, str]:
    return {
        "integrity": _("The file is damaged: put back a backup"),
        "orphan": _("A row refers to one that is gone: put back a backup, or remove the row"),
        "journal": _("Something other than the tracker wrote to the file: put back a backup"),
        "value": _("A row that cannot be: put back a backup. Terms of pay can also be removed under Terms of pay"),
        "restore_due": _("Putting a copy back was not tried for a year: look below what one would change"),
        "permissions": _("Others who use this machine may read a file; this can be put right here"),
        "long": _("A session of a day or more: correct it on the page Log"),
        "empty": _("A session without time and money; it can be removed here"),
        "rate": _("A rate ten times the project's: correct it on the page Log, if it is wrong"),
        "future": _("A date still to come: correct it, if it is wrong"),
        "twice": _("A session that is there twice, to the second; the later one can be removed here"),
        "alike": _("Money that looks like another row"),
        "withdrawal": _("A payment that looks like money you moved here from another account: it would count twice"),
        "same_payment": _("A payment that looks like one from another source: it would count twice"),
        "other_report": _("Work of days that another report tells of: it would count twice"),
        "shifted": _("Entries that look as if a file was read in two time zones: they count twice"),
        "overlap": _("Entries of one time tracker at the same time: moved or split there, they count twice"),
        "file_missing": _("A kept file is gone from its folder: put it back, or take it off its row"),
        "file_changed": _("A kept file is not what was kept: put it back, or take it off its row"),
        "file_left": _("A file in the folder of kept files that nothing names; it can be removed here"),
    }
