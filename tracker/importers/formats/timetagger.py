"""TimeTagger: its table of all records (tabs between the cells), with times local, in UTC, or since 1970."""

from __future__ import annotations

from dataclasses import replace

from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Row, Sheet, moment, own_id
from tracker.importers.formats.common import NO, batch, header, in_one_zone, spanned, zone_if_needed
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.say import Said, Word

COLUMNS = ("key", "start", "stop", "tags", "description")
LAYOUT = Layout(
    key=Field("key", parse=own_id, need=True),
    start=Field("start", parse=moment, need=True),
    end=Field("stop", parse=moment),
    tags=Field("tags"),
    description=Field("description"),
)


class TimeTagger:
    """Records become sessions; tags say for whom. A record that stops when it starts is running."""

    name = "timetagger"
    title = "TimeTagger, all records"
    about = About(
        becomes="work sessions",
        get="In TimeTagger: the menu, Export, choose ISO 8601, Copy; then paste it into a file.",
        times="exact with ISO 8601 or Unix; with Local those of the browser's zone, which is asked",
        confirmed="the code of TimeTagger, and the tests of a program that writes the same table",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "the columns of TimeTagger's records") if header(text) == COLUMNS else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` (`--zone`) for local times."""
        sheet: Sheet = LAYOUT.bind(table(text))
        zone = zone_if_needed(options, sheet, "start", "end")
        notes = [Said("Clock times were read as times in {zone}.", zone=Word(zone))] if zone else []
        gone: list[str] = []
        harvest = sheet.read(lambda row: _record(row, zone, gone))
        return replace(batch(self.name, self.name, harvest, notes), void=tuple(gone))


def _record(row: Row, zone: str, gone: list[str]) -> SourceRow | IgnoredRow:
    if row["description"].startswith("HIDDEN"):  # what TimeTagger keeps of a record that was deleted
        gone.append(row["key"])
        return IgnoredRow(row.line, "deleted")
    first, last = row["start"], row["end"]
    if last is None or last == first:
        return IgnoredRow(row.line, "running")
    start, end = in_one_zone(first, last, zone)
    tags = ", ".join(tag.removeprefix("#") for tag in row["tags"].split())
    said = row["description"]
    return spanned(
        row, start, end, Facts(tag=tags, description=said), normal(start, end, said), own=row["key"], note=said
    )
