"""ActivityWatch: the export of its buckets (JSON), of which only the times at the keyboard are read.

{"buckets": {"aw-watcher-afk_laptop": {"type": "afkstatus", "hostname": "laptop", "events": [
    {"timestamp": "2026-03-02T08:00:00.000000+00:00", "duration": 1800.0, "data": {"status": "not-afk"}}, …]}}}

Whether somebody at the keyboard worked, and for whom, the program does not know: each span is a proposal, and none is
stored before it is confirmed. What windows and pages were called is forgotten as the file is read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from tracker.errors import InputError, UnreadableFile
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, instant
from tracker.importers.entries import ELSEWHERE, Item, json_items, json_table, names_at_start
from tracker.importers.formats.common import NO, batch, header, spanned
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.say import Said, Word

AT_KEYBOARD, AWAY = "not-afk", "afk"
_KEPT = frozenset(("type", "hostname", "events", "timestamp", "duration", "data", "status"))
_LONGEST = 30 * 86_400


def _length(cell: str, reading: Reading) -> dt.timedelta:
    try:
        seconds = Decimal(cell)
    except InvalidOperation:
        seconds = Decimal(-1)
    if not 0 <= seconds <= _LONGEST:
        raise InputError("{value!r} cannot be a number of seconds.", code="bad_duration", value=cell)
    return dt.timedelta(microseconds=int(seconds * 1_000_000))


LAYOUT = Layout(
    start=Field("timestamp", parse=instant, need=True),
    length=Field("duration", parse=_length, need=True),
    status=Field("data.status", "status", need=True),
    host=Field("hostname", need_column=False),
)
COLUMNS = ("id", "timestamp", "duration", "status")
"""Of the export of the one bucket as CSV."""


class ActivityWatch:
    """Times at the keyboard are proposed as sessions; those of two computers count once."""

    name = "activitywatch"
    title = "ActivityWatch, export of buckets (JSON, CSV)"
    about = About(
        becomes="proposals of work sessions, each to be confirmed",
        get="In ActivityWatch: Raw Data, at the bucket aw-watcher-afk, Export as JSON or CSV; or all buckets.",
        times="exact: nothing is asked",
        confirmed="the code of ActivityWatch and exports in the tests of other tools",
    )

    def recognise(self, text: Text) -> Recognition:
        fits = {"buckets", "client", "hostname"} <= names_at_start(text) or header(text) == COLUMNS
        return Recognition(0.95, "buckets of ActivityWatch") if fits else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Rows by the number of their event in the buckets of the watcher of the keyboard."""
        others = 0
        if text.text.lstrip()[:1] == "{":
            events, others = _events(json_items(text, "buckets", keep=_KEPT), text.name)
            sheet = LAYOUT.bind(json_table(text, LAYOUT, events))
        else:
            sheet = LAYOUT.bind(table(text))
        spans = _Spans()
        sheet.read(spans.note)
        spans.settle()
        harvest = sheet.read(spans.make)
        notes: list[Said | str] = []
        if sheet.has("host"):
            notes.append("Numbers of lines count the events of the watcher of the keyboard.")
        if others:
            notes.append(
                Said(
                    "Nothing was read of the other buckets, {others}: windows and pages are not stored.",
                    others=Word(others),
                )
            )
        if spans.cut:
            notes.append(
                Said(
                    "Spans that overlap others, of another computer: {cut}. The time counts once.", cut=Word(spans.cut)
                )
            )
        return batch(self.name, self.name, harvest, notes)


def _events(buckets: list[Item], file: str) -> tuple[list[Item], int]:
    """The events of all watchers of the keyboard, each with its computer; and how many other buckets there are."""
    found: list[Item] = []
    for bucket in buckets:
        if isinstance(bucket.value, dict) and bucket.value.get("type") == "afkstatus":
            host, events = bucket.value.get("hostname"), bucket.value.get("events")
            if not isinstance(events, list):
                raise UnreadableFile(ELSEWHERE, code="bad_json", file=file, line=bucket.line, value=bucket.key)
            for event in events:
                said = event if isinstance(event, dict) else {}
                found.append(Item(len(found) + 1, bucket.key, {**said, "hostname": host}))
    afk = sum(isinstance(b.value, dict) and b.value.get("type") == "afkstatus" for b in buckets)
    return found, len(buckets) - afk


@dataclass(slots=True)
class _Spans:
    """The times at all keyboards in their order, so that none counts twice."""

    found: list[tuple[dt.datetime, dt.datetime, int]] = field(default_factory=list)
    starts: dict[int, dt.datetime | None] = field(default_factory=dict)
    """By line: where the span begins that nobody has told of; None if all of it is in others."""
    cut: int = 0

    def note(self, row: Row) -> IgnoredRow:
        if row["status"] == AT_KEYBOARD:
            self.found.append((row["start"], row["start"] + row["length"], row.line))
        return IgnoredRow(row.line, "part")

    def settle(self) -> None:
        reached = dt.datetime.min.replace(tzinfo=dt.UTC)
        for start, end, line in sorted(self.found):
            self.cut += start < reached < end
            self.starts[line] = max(start, reached) if end > reached else None
            reached = max(reached, end)

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        length = row["length"]
        if row["status"] == AWAY:
            return IgnoredRow(row.line, "break", seconds=round(length.total_seconds()))
        if row["status"] != AT_KEYBOARD:
            raise row.problem("status", "unknown_value", "it is neither at the keyboard nor away from it")
        if length < dt.timedelta(seconds=1):
            return IgnoredRow(row.line, "empty")
        end = row["start"] + length
        start = self.starts[row.line]
        if start is None:
            return IgnoredRow(row.line, "part", seconds=round(length.total_seconds()))
        content = normal(row["start"], length)
        return spanned(row, start, end, Facts(account=row["host"]), content)._replace(proposed=True)
