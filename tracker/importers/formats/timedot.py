"""Timedot, hledger's notes of hours by day: a line with the date, then an account and how long on each.

2026-03-30 office                    a dot is a quarter of an hour, spaces between dots are nothing
northwind:atlas  .... ..  ; labels   2, 1.5h, 90m … are times; ttr are quarters of an hour with the tags t and r
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from tracker.domain import DAY_SECONDS, Evidence, WorkSession
from tracker.errors import InputError
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
    one_line,
)
from tracker.importers.columns import Field, Layout, Reading, Row, day
from tracker.importers.entries import HEAD, line_table
from tracker.importers.formats.common import NO, batch
from tracker.importers.identity import normal

QUARTER = 900
UNITS = {"": 3600, "s": 1, "m": 60, "h": 3600, "d": DAY_SECONDS}
"""Seconds; a week, a month or a year (`w`, `mo`, `y`) is more than a day has."""
_DAY = re.compile(r"(?:\*+ +)?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:\s+(.*))?")
_ENTRY = re.compile(r"\s*(?:\*+ +)?(\S+(?: \S+)*?)(?:(?:\s{2,}|\t)([^;]*))?(?:;(.*))?")
_NUMBER = re.compile(r"(\d{1,7}(?:[.,]\d{1,2})?|\d{1,7}\.\d{1,6}) ?([a-z]*)")
_DOTS = re.compile(r"[. ]+")
_TAGS = re.compile(r"[a-z]+(?: [a-z]+)*")
_QUANTITY = re.compile(r"[. ]+|\d+(?:[.,]\d+)? ?(?:s|m|h|d|w|mo|y)?|[a-z]+(?: [a-z]+)*")


def _length(cell: str, reading: Reading) -> int:
    """Seconds of a quantity."""
    if _DOTS.fullmatch(cell):
        return cell.count(".") * QUARTER
    found = _NUMBER.fullmatch(cell)
    seconds = UNITS.get(found.group(2)) if found else None
    if not found or seconds is None:
        raise InputError(
            "{value!r} cannot be how long somebody worked on a day.",
            hint="Write quarters of an hour as dots, or a number such as 1.5h or 90m.",
            code="bad_duration",
            value=cell,
        )
    return round(Decimal(found.group(1).replace(",", ".")) * seconds)


LAYOUT = Layout(
    on=Field("date", parse=day, need=True),
    account=Field("account", need=True),
    length=Field("quantity", parse=_length, empty=0),
    tag=Field("tag"),
    note=Field("comment"),
)


class Timedot:
    """Each line is a session of its day; of one with letters one for each letter."""

    name = "timedot"
    title = "Timedot (hledger)"
    about = About(
        becomes="work sessions of a day",
        get="Take the file in which you note your hours (.timedot), as it is.",
        times="days only",
        confirmed="hledger's documentation, and its reading of such files",
    )

    def recognise(self, text: Text) -> Recognition:
        """A date, then nothing but accounts with what can be a time behind two spaces, some of them."""
        lines = [line for line in text.text[:HEAD].split("\n")[:-1] or [text.text] if _says(line)]
        at = next((n for n, line in enumerate(lines) if _DAY.fullmatch(line.strip())), None)
        if at is None or any(not line.startswith("*") for line in lines[:at]):
            return NO
        found = [_ENTRY.fullmatch(line) for line in lines[at:] if not _DAY.fullmatch(line.strip())]
        times = [(f.group(2) or "").strip() if f else "?" for f in found]
        fits = any(times) and all(not t or _QUANTITY.fullmatch(t) for t in times)
        return Recognition(0.9, "a date with accounts and times below it") if fits else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        sheet = LAYOUT.bind(line_table(text, LAYOUT, _lines(text)))
        sheet.reading = Reading("ymd")
        return batch(self.name, self.name, sheet.read(_session))


def _session(row: Row) -> SourceRow | IgnoredRow:
    account, tag, note, length = row["account"], row["tag"], row["note"], row["length"]
    if not length:
        return IgnoredRow(row.line, "empty")
    record = WorkSession(
        platform=UNASSIGNED,
        project=one_line(account),
        worked_on=row["on"],
        minutes=length,
        evidence=Evidence.FILE.value,
        note=note or None,
    )
    client = account.partition(":")[0] if ":" in account else ""
    content = normal(row["on"], account, row.raw("length"), tag, note)
    return SourceRow(row.line, record, Facts(client, account, tag), content, slot=normal(row["on"], account, tag))


def _says(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[0] not in "#;"


def _lines(text: Text) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Date, account, quantity, tag and comment of each line below a date."""
    on = ""
    for number, line in enumerate(text.text.split("\n"), 1):
        if found := _DAY.fullmatch(line.strip()):
            on = found.group(1)
        elif on and _says(line):
            entry = _ENTRY.fullmatch(line.rstrip())
            account, quantity, note = entry.groups(default="") if entry else ("", line.strip(), "")
            yield from ((number, (on, account, q, tag, note.strip())) for q, tag in _tagged(quantity.strip()))


def _tagged(quantity: str) -> list[tuple[str, str]]:
    """A quantity as it is, or the dots of each letter that it consists of."""
    if not _TAGS.fullmatch(quantity):
        return [(quantity, "")]
    return [("." * n, letter) for letter, n in Counter(quantity.replace(" ", "")).items()]
