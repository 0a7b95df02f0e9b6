"""What several formats share: how sure a header makes us, sessions with clock times, the text of a row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.errors import UnreadableFile
from tracker.importers.base import ParsedBatch, Recognition, SourceRow, Text
from tracker.importers.columns import Harvest, Layout, Row
from tracker.importers.reading import table
from tracker.words import local_span, steady_offset

NO = Recognition(0.0)


def header(text: Text) -> tuple[str, ...]:
    """The column names of a text, () where it is no table."""
    try:
        return table(text).header
    except UnreadableFile:
        return ()


def by_header(
    text: Text, layout: Layout, why: str, *, marks: Sequence[str] = (), never: Sequence[str] = ()
) -> Recognition:
    """How sure the column names make us that a text has a layout.

    `marks` are names that hardly any other file has together: with all of them but not all the layout
    needs, it is probably such a file with a column missing. `never`: names that speak against it.
    """
    names = {name.casefold() for name in header(text)}
    if not names or any(n.casefold() in names for n in never):
        return NO
    marked = [m for m in marks if m.casefold() in names]
    if layout.fits(tuple(names)):
        return Recognition(0.95 if len(marked) == len(marks) else 0.8, why)
    absent = layout.missing(tuple(names))
    if marks and len(marked) * 3 >= len(marks) * 2 and len(absent) <= 2:
        return Recognition(0.5, f"{why}, but {' and '.join(absent)} is missing")
    return NO


@dataclass(slots=True)
class Spans:
    """Start and end of the rows of a time tracker, and what was odd about their durations."""

    zone: str
    longer: int = 0
    offsets: dict[dt.date, dt.timedelta | None] = field(default_factory=dict)
    """Of each local day the one offset from UTC that it has, None where the clocks change."""

    def of(self, row: Row) -> tuple[dt.datetime, dt.datetime, int | None] | None:
        """(start, end, seconds worked where they are fewer than from start to end); None: still running.

        Start and end are trusted; the duration settles a repeated hour and shows pauses.
        """
        last_day, last_time = row["end_date"], row["end_time"]
        if last_day is None or last_time is None:
            return None
        worked: int | None = row["duration"]
        first, last = self._instants(row["start_date"], row["start_time"], last_day, last_time, worked)
        if not worked:
            return first, last, None
        span = round((last - first).total_seconds())
        if worked > span:
            self.longer += 1
        return first, last, worked if worked < span else None

    def _instants(
        self, day: dt.date, time: dt.time, last_day: dt.date, last_time: dt.time, worked: int | None
    ) -> tuple[dt.datetime, dt.datetime]:
        """Start and end in UTC; on days with one offset, which are nearly all, by that offset."""
        first, last = self._offset(day), self._offset(last_day)
        if first is not None and last is not None:
            combine = dt.datetime.combine
            return combine(day, time, dt.UTC) - first, combine(last_day, last_time, dt.UTC) - last
        start, end = dt.datetime.combine(day, time), dt.datetime.combine(last_day, last_time)
        return local_span(start, end, self.zone, worked or None)

    def _offset(self, day: dt.date) -> dt.timedelta | None:
        if day not in self.offsets:
            self.offsets[day] = steady_offset(day, self.zone)
        return self.offsets[day]

    def notes(self) -> list[str]:
        said = [f"Clock times were read as times in {self.zone}."]
        if self.longer:
            said.append(f"{self.longer} durations are longer than from start to end: start and end were taken.")
        return said


@dataclass(slots=True)
class Told:
    """Sentences on how a file was read, each said once with its count, where `{n}` stands."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: str) -> None:
        self.counts[sentence] += 1

    def sentences(self) -> list[str]:
        return [s.replace("{n}", str(n)) for s, n in self.counts.items()]  # they hold cells: these may have braces


def dates_said(order: str) -> str:
    """How numeric dates were read, with an example to hold against the file.

    >>> dates_said("mdy")
    'Dates were read as month/day/year: 03/04/2026 is 4 March.'
    """
    return {
        "mdy": "Dates were read as month/day/year: 03/04/2026 is 4 March.",
        "dmy": "Dates were read as day/month/year: 03/04/2026 is 3 April.",
        "ymd": "Dates were read as year-month-day: 2026-03-04 is 4 March.",
    }[order]


def decimal_said(sign: str) -> str:
    """How numbers were read.

    >>> decimal_said(",")
    'Numbers were read with a decimal comma: 1.234,56.'
    """
    example = {".": "point: 1,234.56", ",": "comma: 1.234,56"}[sign]
    return f"Numbers were read with a decimal {example}."


def batch(name: str, source: str, harvest: Harvest, notes: Sequence[str] = ()) -> ParsedBatch:
    """What was read, as the plan takes it."""
    return ParsedBatch(
        name,
        source,
        tuple(harvest.rows),
        tuple(harvest.problems),
        tuple(harvest.ignored),
        tuple(notes),
    )


def several(harvest: Harvest, extra: Sequence[SourceRow]) -> Harvest:
    """The harvest with rows that come from lines already read (an invoice is work and money), by line."""
    kept = {row.line for row in harvest.rows}
    harvest.rows.extend(row for row in extra if row.line in kept)
    harvest.rows.sort(key=lambda row: row.line)
    return harvest
