"""Timeclock, the format of hledger, Ledger and Emacs: `i` clocks in, `o` clocks out.

i 2026/03/30 09:00:00 northwind:atlas  labels  ; day 2      account, two spaces, description, comment
o 2026/03/30 10:30:00
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.errors import InputError
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row
from tracker.importers.entries import HEAD, line_table
from tracker.importers.formats.common import NO, batch, in_one_zone, spanned, zone_if_needed
from tracker.importers.identity import own_words
from tracker.importers.parsers import in_reach
from tracker.say import Said, Word

_LINE = re.compile(
    r"([ioIO])\s+(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*([+-]\d{4})?(?:\s+(\S.*))?"
)
_FIRST = re.compile(r"(?:[ \t]*(?:[;#*].*)?\n)*[bhioIO] +\d{4}[-/.]\d\d?[-/.]\d\d? +\d\d?:\d\d")
_OTHER = re.compile(r"\s*(?:[;#*].*|[bh]\s.*)?")
"""Comments, and the lines of the hours that somebody is to work."""


def _at(cell: str, reading: Reading) -> dt.datetime:
    try:
        return in_reach(dt.datetime.fromisoformat(cell), cell)
    except ValueError:
        raise InputError(
            "{value!r} cannot be read as a line of a timeclock.",
            hint="Write i 2026-03-30 09:00:00 ACCOUNT, and o 2026-03-30 10:00:00.",
            code="bad_moment",
            value=cell,
        ) from None


LAYOUT = Layout(
    start=Field("clocked in", parse=_at, need=True),
    end=Field("clocked out", parse=_at),
    account=Field("account"),
    note=Field("description"),
    left=Field("left open"),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    mark: str
    at: str
    said: str

    @property
    def account(self) -> str:
        return re.split(r"\s{2,}|\t|;", self.said, maxsplit=1)[0].strip()

    @property
    def note(self) -> str:
        return " ".join(self.said[len(self.account) :].replace(";", " ").split())


class Timeclock:
    """Each pair of lines is a session, over midnight too; what is clocked in at the end is running."""

    name = "timeclock"
    title = "Timeclock (hledger, Ledger, Emacs)"
    about = About(
        becomes="work sessions",
        get="Take the file to which you clock in and out (.timeclock), as it is.",
        times="local to the computer, which the file does not name: asked; an offset behind a time is taken",
        confirmed="hledger's documentation, and its reading of such files",
    )

    def recognise(self, text: Text) -> Recognition:
        found = _FIRST.match(text.text[:HEAD] + "\n")
        return Recognition(0.95, "lines that clock in and out") if found else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` (`--zone`) for times without an offset."""
        sheet = LAYOUT.bind(line_table(text, LAYOUT, _pairs(text)))
        zone = zone_if_needed(options, sheet, "start", "end")
        notes = [Said("Clock times were read as times in {zone}.", zone=Word(zone))] if zone else []
        return batch(self.name, self.name, sheet.read(lambda row: _session(row, zone)), notes)


def _session(row: Row, zone: str) -> SourceRow | IgnoredRow:
    if row["left"]:
        raise row.problem("end", "never_ended", "it clocks in again before it has clocked out")
    first, last = row["start"], row["end"]
    if last is None:
        return IgnoredRow(row.line, "running")
    start, end = in_one_zone(first, last, zone)
    account, note = row["account"], row["note"]
    client = account.partition(":")[0] if ":" in account else ""
    content = own_words([row.raw("start"), row.raw("end"), account, note])
    return spanned(row, start, end, Facts(client, account, description=note), content, note=note)


def _pairs(text: Text) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines that belong together. A session is closed by name where several are open and one has that name."""
    clocked: dict[str, _Entry] = {}
    entries = list(_entries(text))
    by_name = any(e.mark == "o" and e.said for e in entries)
    for e in entries:
        if e.mark == "i":
            if before := clocked.pop(e.account if by_name else next(iter(clocked), ""), None):
                yield _row(before, "", "yes")
            clocked[e.account] = e
        elif e.mark == "o" and (ended := clocked.pop(_closed(e, clocked), None)):
            yield _row(ended, e.at, "")
        else:
            yield _row(replace(e, at="") if e.mark else e, e.at if e.mark else "", "")
    for e in clocked.values():
        yield _row(e, "", "")


def _closed(e: _Entry, clocked: Mapping[str, _Entry]) -> str:
    """The account that a line closes: the one that it names, else the only one."""
    return e.account if e.account in clocked or len(clocked) != 1 else next(iter(clocked))


def _row(e: _Entry, end: str, left: str) -> tuple[int, tuple[str, ...]]:
    return e.line, (e.at, end, e.account, e.note, left)


def _entries(text: Text) -> Iterator[_Entry]:
    """Each line; one that cannot be read has no mark, and itself for a time."""
    for number, line in enumerate(text.text.split("\n"), 1):
        found = _LINE.fullmatch(line.strip())
        if found:
            mark, year, month, day, clock, offset, said = found.groups(default="")
            at = f"{year}-{month:0>2}-{day:0>2} {clock:0>5}{offset}"
            yield _Entry(number, mark.lower(), at, said)
        elif not _OTHER.fullmatch(line):
            yield _Entry(number, "", line.strip(), "")
