"""Watson: its file of frames, and what `watson log` prints as JSON or CSV.

frames        [[1772438400, 1772443800, "acme", "6a6d6bb0…", ["review"], 1795295955], …]     seconds since 1970
log --json    [{"id": "6a6d6bb0…", "start": "2026-03-02T09:00:00+01:00", …}, …]              with an offset
log --csv     6a6d6bb,2026-03-02 09:00:00,2026-03-02 10:30:00,acme,review                    without one

All three tell of the same frames, known by the first seven letters of their ids, which is what the CSV keeps of them.
"""

from __future__ import annotations

import datetime as dt
import re

from tracker.errors import InputError, NeedsAnswer
from tracker.importers.base import About, Facts, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, instant, moment, own_id
from tracker.importers.entries import HEAD, json_items, json_table, names_at_start
from tracker.importers.formats.common import NO, batch, header, spanned
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.importers.settling import settle_zone
from tracker.say import Said, Word
from tracker.words import local_span, parse_moment, steady_offset

SOURCE = "watson"
COLUMNS = ("id", "start", "stop", "project", "tags")
LATEST = 4_102_444_800
"""Seconds since 1970 at the end of 2099: more are milliseconds, or no time."""
_FRAMES = re.compile(r'\A\s*\[\s*\[\s*\d+\s*,\s*\d+\s*,\s*"')
_SHORT = 7


def _seconds(cell: str, reading: Reading) -> dt.datetime:
    if not cell.isdecimal() or len(cell) > 10 or int(cell) > LATEST:
        raise InputError("{value!r} cannot be seconds since 1970.", code="bad_instant", value=cell)
    return dt.datetime.fromtimestamp(int(cell), dt.UTC)


FRAMES = Layout(
    start=Field("0", parse=_seconds, need=True),
    end=Field("1", parse=_seconds, need=True),
    project=Field("2", need=True),
    id=Field("3", parse=own_id, need=True),
    tags=Field("4"),
)
LOG = Layout(
    start=Field("start", parse=instant, need=True),
    end=Field("stop", parse=instant, need=True),
    project=Field("project", need=True),
    id=Field("id", parse=own_id, need=True),
    tags=Field("tags"),
)
PRINTED = Layout(
    start=Field("start", parse=moment, need=True),
    end=Field("stop", parse=moment, need=True),
    project=Field("project", need=True),
    id=Field("id", parse=own_id, need=True),
    tags=Field("tags"),
)


class Watson:
    """Frames become sessions by project; the report's sums are a format of their own."""

    name = SOURCE
    title = "Watson, frames or log (JSON, CSV)"
    about = About(
        becomes="work sessions",
        get="Take the file named frames from Watson's folder, or type watson log --all --json > hours.json.",
        times="frames and JSON: exact; CSV: local with the offset of the day of printing, which is asked",
        confirmed="real files, and files that Watson 2.1.0 wrote",
    )

    def recognise(self, text: Text) -> Recognition:
        if _FRAMES.match(text.text[:HEAD]):
            return Recognition(0.95, "Watson's frames")
        if {"id", "start", "stop", "project", "tags"} == names_at_start(text):
            return Recognition(0.95, "JSON of Watson's log")
        return Recognition(0.95, "the columns of Watson's log") if header(text) == COLUMNS else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for the zone of a CSV, and where that zone's offset changed since its first day."""
        if text.text.lstrip()[:1] != "[":
            sheet = PRINTED.bind(table(text))
            zone = _one_offset(options, sheet)
            note = Said(
                "All clock times were read with the offset that {zone} has: Watson prints all with one.",
                zone=Word(zone),
            )
            return batch(self.name, SOURCE, sheet.read(lambda row: _printed(row, zone)), [note])
        layout = FRAMES if _FRAMES.match(text.text) else LOG
        found = json_table(text, layout, json_items(text))
        return batch(self.name, SOURCE, layout.bind(found).read(_frame), found.notes)


def _frame(row: Row) -> SourceRow:
    return _session(row, row["start"], row["end"])


def _printed(row: Row, zone: str) -> SourceRow:
    start, end = row["start"], row["end"]
    return _session(row, *local_span(start, end, zone))


def _session(row: Row, start: dt.datetime, end: dt.datetime) -> SourceRow:
    tags, project = row["tags"], row["project"]
    content = normal(start, end, project, *sorted(tags.split(", ")))
    return spanned(row, start, end, Facts(project=project, tag=tags), content, own=row["id"][:_SHORT], note=tags)


def _one_offset(options: ReadOptions, sheet: Sheet) -> str:
    """The zone as said, if it has had one offset from the first day of the file to the day of the import.

    Watson 2.1 prints all rows with the offset of the day of printing, whatever the clocks said on theirs.
    """
    zone = settle_zone(options, sheet.table.name)
    days = sorted({day for cell in sheet.cells("start", "end") if (day := _day(cell))})
    if not days:
        return zone
    last = max(days[-1], options.as_of or days[-1] + dt.timedelta(days=365))
    offsets = {steady_offset(day, zone) for day in _from_to(days[0], last)}
    if len(offsets) == 1:
        return zone
    fixed = sorted(name for o in offsets if o is not None and (name := _fixed(o)))
    raise NeedsAnswer(
        Said(
            "Watson prints all times with the offset of the day on which it prints, and {zone} has had "
            "several since {days}. Better import Watson's file frames, which needs no answer; or choose the "
            "offset of that day.",
            zone=Word(zone),
            days=Word(days[0]),
        ),
        asks="zone",
        choices=tuple(fixed) or ("UTC",),
        file=sheet.table.name,
    )


def _day(cell: str) -> dt.date | None:
    try:
        return parse_moment(cell).date()
    except InputError:
        return None


def _from_to(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range(min((last - first).days, 20_000) + 1)]


def _fixed(offset: dt.timedelta) -> str:
    """The zone of whole hours that has an offset all year, whose name has the sign turned round; "" for others.

    >>> _fixed(dt.timedelta(hours=2))
    'Etc/GMT-2'
    """
    hours, rest = divmod(offset, dt.timedelta(hours=1))
    return "" if rest else f"Etc/GMT{-hours:+d}" if hours else "UTC"
