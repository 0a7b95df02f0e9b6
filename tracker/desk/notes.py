"""Notes as an import: a text file of quick-add lines under lines with the date, as they are typed on a phone.

    Mon 4 May                        2026-05-05                      # a comment
    - 2h30 outlier rlhf              14:00-16:30 mercor ridge
    - 45m mercor assessment          paid 412.50 usd mercor fee 3.10

Each line is read as if it were typed on the day above it. A date without a year is the last such day that is
not after the day of the import (`ReadOptions.as_of`); a weekday that does not agree is a problem, for then
the year may be another. It is at the desk because quick-add and the importers know nothing of each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.desk.entry import known_names
from tracker.desk.session import Desk
from tracker.domain import Earning, Evidence, Payout, Record, WorkSession
from tracker.errors import Ambiguous, InputError, Problem
from tracker.importers.base import About, Facts, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.formats.pages import WHOLE, Pages
from tracker.importers.identity import normal, start_slot
from tracker.quickadd import LONGEST, Days, Here, Lean, Names, Understood, understand
from tracker.say import Many, Said, Weekday, Word, told
from tracker.words import zone_info

# a name in quotes is agreed to be new: nobody can be asked while a file is read
NEW = "A new name in quotes is taken."
BULLET = re.compile(r"(?:[-*•·▪◦‣–—]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s*)?")
_DECORATION = " \t#*_=~:-–—•·"
SHOWN, HOPELESS = 3, 3
FAR = 4 * LONGEST
"""Characters in which a bullet is looked for: other kinds of files may be one endless line."""


@dataclass
class _Read:
    """What is known while the lines are read, and what came of them."""

    names: Names
    day: dt.date | None = None
    rows: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: int = 0
    yearless: dict[str, dt.date] = field(default_factory=dict)
    clocks: bool = False
    asked: int = 0
    """Problems that are a question: such a line was read."""

    @property
    def unread(self) -> int:
        return len(self.problems) - self.asked

    @property
    def hopeless(self) -> bool:
        """More lines that cannot be read than can: another kind of file."""
        return self.unread >= HOPELESS and self.unread > len(self.rows) + self.asked


class NotesImporter:
    """Lines of plain words under dates, read by quick-add against the names of the ledger."""

    name = "notes"
    title = "Notes: lines of plain words under dates (text)"
    about = About(
        becomes="everything that a line can say",
        get="Write them: one line of words for each entry, under lines with the date.",
        times="the ledger's own zone",
        confirmed="our own grammar",
    )

    def __init__(self, names: Names, home_currency: str, options: ReadOptions, latest: dt.datetime) -> None:
        """`latest` is the last moment that can be meant; the day of `options.as_of` is its day."""
        self._names, self._home, self._options, self._latest = names, home_currency, options, latest
        self._kept: tuple[Text, ReadOptions, _Read] | None = None

    @classmethod
    def of(cls, desk: Desk, options: ReadOptions) -> NotesImporter:
        """The importer for a ledger as it is now."""
        names = known_names(desk)
        return cls(names, desk.settings().home_currency, options, _latest(desk, options.as_of))

    def recognise(self, text: Text) -> Recognition:
        """Sure if every line can be read; likely if there are dates and most lines can be. The page of a platform of
        which nothing is left over is none."""
        if Pages().recognise(text).certainty >= WHOLE:
            return Recognition(0.0)
        read = self._read(text, self._options, whole=False)
        if not (read.rows or (read.asked and read.headings)) or read.hopeless:
            return Recognition(0.0)
        if not read.unread:
            return Recognition(0.9, "every line shows what was done")
        likely = read.headings and read.unread * 4 <= len(read.rows) + len(read.problems)
        return Recognition(0.6 if likely else 0.0, "lines of plain words under dates")

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """A row for each line that says something; lines that cannot be read are problems with their number."""
        read = self._read(text, options, whole=True)
        return ParsedBatch(
            self.name, self.name, tuple(read.rows), tuple(read.problems), (), tuple(self._notes(read, options))
        )

    # --- within ----------------------------------------------------------------------------------------

    def _read(self, text: Text, options: ReadOptions, *, whole: bool) -> _Read:
        if self._kept and self._kept[:2] == (text, options) and not (whole and self._kept[2].hopeless):
            return self._kept[2]
        read = _Read(self._names)
        for number, line in enumerate(text.text.split("\n"), 1):
            self._line(read, number, line.strip(), options)
            if read.hopeless and not whole:
                break
        self._kept = (text, options, read)
        return read

    def _line(self, read: _Read, number: int, line: str, options: ReadOptions) -> None:
        """A heading, a comment, or something to be understood."""
        said = BULLET.sub("", line[:FAR], count=1) + line[FAR:]
        comment = line.startswith("#")
        try:
            if not said.strip(_DECORATION) or self._heading(read, said, options) or comment:
                return
            self._row(read, number, _sure(understand(said, self._here(read, options))), options)
        except (InputError, Ambiguous) as error:
            if not comment:
                value = said if len(said) <= LONGEST else f"{said[:40]}…"
                read.problems.append(Problem(error.code, error.sentence(), number, "", value))
                read.asked += isinstance(error, Ambiguous)

    def _here(self, read: _Read, options: ReadOptions) -> Here:
        zone = zone_info(options.zone or options.home_zone)
        now = self._latest.astimezone(zone)
        return Here(now, zone, read.names, self._home, read.day, options.dates, options.decimal, live=False)

    def _heading(self, read: _Read, line: str, options: ReadOptions) -> bool:
        """Whether the line is a date, which then holds for those below; a date that cannot be used holds for none."""
        core = line.strip(_DECORATION)
        today = self._latest.astimezone(zone_info(options.zone or options.home_zone)).date()
        days = Days(today, Lean.LAST, options.dates, anchored=False)
        try:
            day = days.day(core)
            if day is None:
                return False
            if day > today:
                raise InputError("{day} is after the day of the import.", code="future", day=Weekday(day))
        except (InputError, Ambiguous):
            read.day = None
            raise
        read.day, read.headings = day, read.headings + 1
        if not re.search(r"\d{4}", core):
            read.yearless[core] = day
        return True

    def _row(self, read: _Read, number: int, understood: Understood, options: ReadOptions) -> None:
        for record in understood.records:
            project = getattr(record, "project", None) if understood.more else None
            self._add(read, number, record, f"{understood.said} {project}" if project else understood.said, options)
        if understood.place:
            read.names = read.names.met(understood.place)

    def _add(self, read: _Read, number: int, record: Record, said: str, options: ReadOptions) -> None:
        if isinstance(record, WorkSession | Earning | Payout):
            record = replace(record, evidence=Evidence.TYPED.value)
        start = record.started_at if isinstance(record, WorkSession) else None
        read.clocks = read.clocks or start is not None
        first = _first_day(record, zone_info(options.zone or options.home_zone))
        place = normal(first, type(record).TABLE, *(getattr(record, n, None) for n in ("platform", "project")))
        slot = start_slot(start) if start else place
        read.rows.append(SourceRow(number, record, Facts(), normal(first, said), slot=slot))

    def _notes(self, read: _Read, options: ReadOptions) -> Iterator[Said]:
        if read.yearless:
            some = [Said("{said} is {day}", said=said, day=Weekday(day)) for said, day in read.yearless.items()]
            more = len(some) - SHOWN
            today = self._latest.astimezone(zone_info(options.zone or options.home_zone)).date()
            text = "Dates without a year are the last such days up to {today}: {some}."
            if more > 0:
                text = "Dates without a year are the last such days up to {today}: {some}, and {n} more."
            yield told(text, today=Weekday(today), some=Many(some[:SHOWN]), n=more)
        if read.clocks:
            yield Said("Clock times are those of {zone}.", zone=Word(options.zone or options.home_zone))


def _sure(understood: Understood) -> Understood:
    """What may be stored. Raises `Ambiguous` where it needs a yes; quotes around a new name are one."""
    place = understood.place
    if understood.question is None or (place and place.words and all(w.quoted for w in place.words)):
        return understood
    raise Ambiguous(understood.question, hint=NEW, choices=understood.choices)


def _first_day(record: Record, zone: dt.tzinfo) -> object:
    """The first day that a record is about, as the notes have it: with the words it makes the row."""
    names = (
        "started_at",
        "worked_on",
        "earned_from",
        "received_on",
        "happened_at",
        "spent_on",
        "moved_on",
        "starts_on",
        "checked_at",
    )
    first = next((value for name in names if (value := getattr(record, name, None))), None)
    return first.astimezone(zone).date() if isinstance(first, dt.datetime) else first


def _latest(desk: Desk, as_of: dt.date | None) -> dt.datetime:
    """The desk's present instant; of an earlier day its last moment."""
    if as_of is None or as_of >= desk.today():
        return desk.now()
    return dt.datetime.combine(as_of, dt.time(23, 59, 59), desk.zone()).astimezone(dt.UTC)
