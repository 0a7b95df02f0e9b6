"""What several formats share: how sure a header makes us, sessions with clock times, the text of a row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain import Evidence, WorkSession
from tracker.errors import InputError, UnreadableFile
from tracker.importers.base import UNASSIGNED, Facts, ParsedBatch, ReadOptions, Recognition, SourceRow, Text, one_line
from tracker.importers.columns import Harvest, Layout, Reading, Row, Sheet, find_column
from tracker.importers.reading import table
from tracker.importers.returns import REVERSED, nothing_left
from tracker.importers.settling import settle_zone
from tracker.importers.spans import SLACK, true_span
from tracker.say import Many, Said, Word, told
from tracker.units import Money, duration_text, money_text
from tracker.words import currency_hint, local_span, parse_currency, parse_moment, steady_offset

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
"""A month as pages in English write it: `Jun`, `Sept.`, `June`; not any word with a number behind it."""
NO = Recognition(0.0)
_combined = dt.datetime.combine


def spelled(text: Text, *names: str) -> bool:
    """Whether the header has these names, letter case and all: two formats may differ in nothing else."""
    return set(names) <= set(header(text))


def header(text: Text) -> tuple[str, ...]:
    """The column names of a text, () if it is not a table."""
    if "header" not in text.found:
        try:
            text.found["header"] = table(text).header
        except UnreadableFile:
            text.found["header"] = ()
    names: tuple[str, ...] = text.found["header"]
    return names


def by_header(
    text: Text,
    layout: Layout,
    why: str,
    *,
    marks: Sequence[str] = (),
    own: Sequence[str] = (),
    least: int = 1,
    never: Sequence[str] = (),
) -> Recognition:
    """How sure the column names make us that a text has a layout.

    `marks` are names that hardly any other file has together: with all of them but not all the layout
    needs, it is probably such a file with a column missing. `own`: names of which at least `least` must be
    there, or it is a file of another kind that happens to have the rest. `never`: names that speak against it.
    """
    found = header(text)
    if not found or any(find_column(found, (n,)) for n in never):
        return NO
    if own and sum(find_column(found, (n,)) is not None for n in own) < least:
        return NO
    marked = [m for m in marks if find_column(found, (m,))]
    if layout.fits(found):
        return Recognition(0.95 if len(marked) == len(marks) else 0.8, why)
    absent = layout.missing(found)
    if marks and len(marked) * 3 >= len(marks) * 2 and len(absent) <= 2:
        return Recognition(0.5, f"{why}, but {' and '.join(absent)} is missing")
    return NO


@dataclass(slots=True)
class Spans:
    """Start and end of the rows of a time tracker, and how far its durations are from them.

    Clock times count, in the whole file: a tracker works its durations out from them, and rounds them for
    bills. What the durations say besides is told in one note.
    """

    zone: str
    rows: int = 0
    other: int = 0
    difference: int = 0
    offsets: dict[dt.date, dt.timedelta | None] = field(default_factory=dict)
    """Of each local day the one offset from UTC that it has, None if the clocks change."""

    def of(self, row: Row) -> tuple[dt.datetime, dt.datetime] | None:
        """(start, end) in UTC; None: still running.

        The duration settles a repeated hour, and whether an end before its start is the next day's. Raises
        `InputError` (`ends_before_start`, and what `local_span` raises).
        """
        last_day, last_time = row["end_date"], row["end_time"]
        if last_day is None or last_time is None:
            return None
        start = _combined(row["start_date"], row["start_time"], dt.UTC)
        return self.between(start, _combined(last_day, last_time, dt.UTC), row["duration"])

    def between(self, start: dt.datetime, end: dt.datetime, worked: int | None) -> tuple[dt.datetime, dt.datetime]:
        """(start, end) in UTC of local times that are given as if of UTC, of a row that says it lasted `worked`."""
        first, last = self._instants(start, end, worked)
        self.rows += 1
        if worked and abs(worked - (span := round((last - first).total_seconds()))) > SLACK:
            self.other += 1
            self.difference += worked - span
        return first, last

    def _instants(self, start: dt.datetime, end: dt.datetime, worked: int | None) -> tuple[dt.datetime, dt.datetime]:
        """The instants of local times, given as if of UTC; on days with one offset, nearly all, by that offset."""
        first = self._offset(day := start.date())
        last = first if (last_day := end.date()) == day else self._offset(last_day)
        if first is None or last is None or end <= start:
            return true_span(start.replace(tzinfo=None), end.replace(tzinfo=None), self.zone, worked)
        return start - first, end - last

    def _offset(self, day: dt.date) -> dt.timedelta | None:
        if day not in self.offsets:
            self.offsets[day] = steady_offset(day, self.zone)
        return self.offsets[day]

    def notes(self) -> list[Said | str]:
        said: list[Said | str] = [Said("Clock times were read as times in {zone}.", zone=Word(self.zone))]
        if self.other:
            text = (
                "Durations that are not as long as from start to end: {n} of {rows} ({length} less in all). Start and "
                "end count, for the whole file."
            )
            if self.difference > 0:
                text = (
                    "Durations that are not as long as from start to end: {n} of {rows} ({length} more in all). Start "
                    "and end count, for the whole file."
                )
            length = Word(duration_text(abs(self.difference)))
            said.append(told(text, n=self.other, rows=self.rows, length=length))
        return said


@dataclass(slots=True)
class People:
    """Whose time a file holds: said in a note where it is that of several."""

    names: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        self.names.add(name)

    def notes(self) -> list[Said | str]:
        n = len({" ".join(name.split()) for name in self.names})
        return [Said("The file holds the time of {count} people; all of it was read.", count=Word(n))] if n > 1 else []


def named_currency(cell: str, reading: Reading) -> str:
    """The code in `Euro - EUR`, or a code alone."""
    return parse_currency(cell.rpartition(" - ")[2])


def unread(sheet: Sheet, known: Collection[str] = ()) -> list[Said | str]:
    """A note on the columns of a table that nothing is read from, but for those that are known to say nothing more."""
    read = {b.index for b in sheet.bound.values()}
    aside = [n for i, n in enumerate(sheet.table.header) if n and i not in read and n not in known]
    return [Said("Columns left aside: {aside}.", aside=Word(", ".join(aside)))] if aside else []


def currency_codes(sheet: Sheet, name: str) -> list[str]:
    """The currencies in the names of a field's columns."""
    return [star for key in sheet.all_of(name) if (star := sheet.star(key))]


class Prices:
    """A tracker's money columns (`Amount (EUR)`, one per currency), looked up once for all rows."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.keys = sheet.all_of(name)
        self._stars = {key: sheet.star(key) for key in self.keys}

    def of(self, row: Row) -> tuple[int | None, str | None]:
        """What they say of a row: units above zero, and their currency.

        Raises the row's problem for a currency that does not exist, and for sums in two currencies.
        """
        key, units = "", 0
        for one in self.keys:
            if more := row[one]:
                if units:
                    raise row.problem(one, "several_amounts", "the row has sums in several currencies")
                key, units = one, more
        if not units:
            return None, None
        star = self._stars[key]
        try:
            return units, parse_currency(star) if star else currency_hint(row.raw(key))
        except InputError as error:
            raise row.problem(key, error.code, error.message) from error


@dataclass(slots=True)
class Told:
    """Sentences on how a file was read, each said once with its count, where `{n}` stands, and its `{sum}`."""

    counts: Counter[Said | str] = field(default_factory=Counter)
    sums: dict[Said | str, Counter[str]] = field(default_factory=dict)

    def add(self, sentence: Said | str) -> None:
        self.counts[sentence] += 1

    def money(self, sentence: Said | str, units: int, currency: str) -> None:
        """A sentence that also says how much money it is about, whatever its sign."""
        self.add(sentence)
        self.sums.setdefault(sentence, Counter())[currency] += abs(units)

    def sentences(self) -> list[Said | str]:
        return [self._said(s, n) for s, n in self.counts.items()]

    def _said(self, sentence: Said | str, n: int) -> Said:
        said = told(sentence)
        sums = [
            Money(units, code) if code else money_text(units)
            for code, units in sorted(self.sums.get(sentence, {}).items())
        ]
        return Said(said.text, **dict(said.parts), n=n, sum=Many(sums))


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
    return {
        ".": "Numbers were read with a decimal point: 1,234.56.",
        ",": "Numbers were read with a decimal comma: 1.234,56.",
    }[sign]


def batch(
    name: str,
    source: str,
    harvest: Harvest,
    notes: Sequence[Said | str] = (),
    charges: Mapping[int, tuple[str, int, str]] | None = None,
    perhaps: Sequence[SourceRow] = (),
) -> ParsedBatch:
    """What was read, as the plan takes it; of payments that were taken back whole nothing is left."""
    return ParsedBatch(
        name,
        source,
        tuple(nothing_left(row, source) if row.state == REVERSED else row for row in harvest.rows),
        tuple(harvest.problems),
        tuple(harvest.ignored),
        tuple(notes),
        charges or {},
        tuple(perhaps),
    )


def several(harvest: Harvest, extra: Sequence[SourceRow]) -> Harvest:
    """The harvest with rows that come from lines already read (an invoice is work and money), by line.

    Their ids follow those of their line: the second row of an id has a number.
    """
    ids = {row.line: row.source_id for row in harvest.rows}
    numbers = {line: own.rpartition("#")[2] for line, own in ids.items() if "#" in own}
    harvest.rows.extend(
        row._replace(source_id=f"{row.source_id}#{numbers[row.line]}") if row.line in numbers else row
        for row in extra
        if row.line in ids
    )
    harvest.rows.sort(key=lambda row: row.line)
    return harvest


def spanned(
    row: Row,
    start: dt.datetime,
    end: dt.datetime,
    facts: Facts,
    content: str,
    *,
    own: str = "",
    note: str = "",
) -> SourceRow:
    """A session with clock times of a tracker that knows neither platform nor pay, in whole seconds."""
    first, last = _whole(start), _whole(end)
    record = WorkSession(
        platform=UNASSIGNED,
        project=one_line(facts.project),
        started_at=first,
        ended_at=last,
        evidence=Evidence.FILE.value,
        note=note or None,
    )
    return SourceRow(row.line, record, facts, content, own, slot=first.isoformat())


def _whole(at: dt.datetime) -> dt.datetime:
    """The nearest whole second, in UTC."""
    if at.tzinfo is dt.UTC and not at.microsecond:
        return at
    whole = at.astimezone(dt.UTC) + dt.timedelta(microseconds=500_000)
    return whole.replace(microsecond=0)


def zone_if_needed(options: ReadOptions, sheet: Sheet, *names: str) -> str:
    """The zone of the clock times in some columns, "" if all of them name one. Raises `NeedsAnswer` (`--zone`)."""
    for cell in sheet.cells(*names):
        try:
            local = parse_moment(cell, sheet.reading.dates).utcoffset() is None
        except InputError:
            continue
        if local:
            return settle_zone(options, sheet.table.name)
    return ""


def in_one_zone(start: dt.datetime, end: dt.datetime, zone: str) -> tuple[dt.datetime, dt.datetime]:
    """Start and end in UTC: as they are, or by the zone where neither names one. Raises as `local_span`."""
    if start.tzinfo is None and end.tzinfo is None:
        return local_span(start, end, zone)
    if start.tzinfo is None or end.tzinfo is None:
        raise InputError("One of start and end names a zone, and the other does not.", code="no_offset")
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)
