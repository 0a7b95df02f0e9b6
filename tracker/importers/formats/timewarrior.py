"""Timewarrior: what `timew export` prints (JSON), and its own monthly files (`2026-03.data`)."""

from __future__ import annotations

import re

from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Row, instant
from tracker.importers.entries import HEAD, Entries, json_items, json_table, line_table
from tracker.importers.formats.common import NO, batch, spanned
from tracker.importers.identity import own_words

LAYOUT = Layout(
    start=Field("start", parse=instant, need=True),
    end=Field("end", parse=instant),
    tags=Field("tags"),
    annotation=Field("annotation"),
)
_JSON = re.compile(r'\A\s*\[\s*\{[^}]*"start"\s*:\s*"\d{8}T\d{6}Z"')
_LINES = re.compile(r"\A\s*inc \d{8}T\d{6}Z( - \d{8}T\d{6}Z)?( #.*)?$", re.MULTILINE)
_LINE = re.compile(r"inc (\S+)(?: - (\S+))?(?: # ?(.*))?")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


class Timewarrior:
    """Intervals in UTC; tags say for whom (rules on `tag`), and the annotation is the note."""

    name = "timewarrior"
    title = "Timewarrior, export (JSON) or its data files"
    about = About(
        becomes="work sessions",
        get="Type timew export :all > hours.json, or take the files YYYY-MM.data from Timewarrior's own folder.",
        times="UTC, as Timewarrior keeps them: nothing is asked",
        confirmed="files that Timewarrior 1.4.3 wrote",
    )

    def recognise(self, text: Text) -> Recognition:
        head = text.text[:HEAD]
        if _JSON.match(head):
            return Recognition(0.95, "JSON of timew export")
        return Recognition(0.95, "lines of Timewarrior's data") if _LINES.match(head) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Both layouts give the same rows. An interval without an end is running."""
        found = _lines(text) if _LINES.match(text.text) else json_table(text, LAYOUT, json_items(text))
        return batch(self.name, self.name, LAYOUT.bind(found).read(_session), found.notes)


def _session(row: Row) -> SourceRow | IgnoredRow:
    start, end = row["start"], row["end"]
    if end is None:
        return IgnoredRow(row.line, "running")
    tags, note = row["tags"], row["annotation"]
    # The export sorts the tags, the data file keeps them as typed.
    content = own_words([row.raw("start"), row.raw("end"), *sorted(tags.split(", ")), note])
    return spanned(row, start, end, Facts(tag=tags, description=note), content, note=note or tags)


def _lines(text: Text) -> Entries:
    lines = enumerate(text.text.split("\n"), 1)
    return line_table(text, LAYOUT, ((n, _cells(line.strip())) for n, line in lines if line.strip()))


def _cells(line: str) -> tuple[str, ...]:
    """Start, end, tags, annotation; any other line as a start that cannot be read."""
    found = _LINE.fullmatch(line)
    if not found:
        return line, "", "", ""
    tags: list[str] = []
    note: list[str] = []
    into = tags
    for token in _TOKEN.finditer(found.group(3) or ""):
        if token.group(2) == "#":
            into = note
        else:
            into.append(token.group(2) or re.sub(r"\\(.)", r"\1", token.group(1)))
    return found.group(1), found.group(2) or "", ", ".join(tags), " ".join(note)
