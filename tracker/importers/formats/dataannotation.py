"""DataAnnotation: its page Funds History, copied as text. There is no file to download.

    Jun 25 $371.25                                                  total of the day: held against the sums below it
    Boxing - Complex Prompts - 06/14/26 $371.25                     total of a project: likewise
    Task Submission $0.00
    Time Entry ··· $371.25 6h 45 min Pending Approval · 1 day ago   work session of that day

The days have no year, and the ages tell on which day the page was copied: where that is not the day of the
import, it is asked. Every line that is not understood is rejected with its number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.domain import Earning, EarningKind, Evidence, Status, WorkSession
from tracker.errors import InputError, NeedsAnswer, Problem
from tracker.importers.base import (
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
from tracker.importers.columns import Harvest
from tracker.importers.formats.common import MONTH, NO, batch
from tracker.importers.identity import normal
from tracker.importers.states import status_word
from tracker.say import Said, Word
from tracker.units import money_text
from tracker.words import parse_day, parse_duration, parse_money

PLATFORM = "DataAnnotation"
FILE = Evidence.FILE.value

_SUM = r"-?\$[\d,]+(?:\.\d\d)?"
_DAY = re.compile(rf"(?P<day>{MONTH} \d{{1,2}})(?:, (?P<year>\d{{4}}))?(?: (?P<sum>{_SUM}))?")
_LENGTH = r"(?:\d+ ?h(?: ?\d+ ?m(?:in)?)?|\d+ ?m(?:in)?)"
_AGE = r"(?P<age>\d+) (?P<unit>minute|hour|day|week|month|year)s? ago"
_ENTRY = re.compile(
    rf"(?P<kind>Time Entry|Task Submission)(?: (?:[·.]{{1,3}}|…))?(?: (?P<sum>{_SUM}))(?: (?P<length>{_LENGTH}))?"
    rf"(?: (?P<status>[A-Za-z][A-Za-z ]*?))?(?: · {_AGE})?"
)
_PROJECT = re.compile(rf"(?P<name>.*\S) (?P<sum>{_SUM})")
_PART = re.compile(rf"{_SUM}|[·.]{{1,3}}|…|{_LENGTH}|(?:[A-Z][a-z]+ ?){{1,2}} · \d+ \w+ ago")
"""A cell that a browser puts on a line of its own: it belongs to the line above."""
_HEADINGS = frozenset(("funds history", "title", "amount", "time", "time ago", "title amount time time ago"))
_DAYS = {"minute": (0, 1), "hour": (0, 1), "day": (1, 1), "week": (7, 7), "month": (28, 34), "year": (364, 367)}
"""Days that a unit of an age stands for at least, and by how many more it may be."""


@dataclass(slots=True)
class _Sum:
    """A line with a total, and what the lines below it come to."""

    line: int
    text: str
    units: int | None
    below: int = 0


@dataclass(slots=True)
class _Page:
    as_of: dt.date
    day: dt.date | None = None
    of_day: _Sum | None = None
    of_project: _Sum | None = None
    project: str = ""
    found: Harvest = field(default_factory=Harvest)

    def read(self, line: int, text: str) -> None:
        """One line; raises `InputError` for what is not understood."""
        if text.casefold() in _HEADINGS:
            self.found.ignored.append(IgnoredRow(line, "header"))
        elif found := _ENTRY.fullmatch(text):
            self._entry(line, found)
        elif found := _DAY.fullmatch(text):
            self._close_day()
            self.day = _on(found, self.as_of)
            self.of_day = _Sum(line, text, parse_money(found["sum"]) if found["sum"] else None)
        elif found := _PROJECT.fullmatch(text):
            self._close_project()
            self.project = found["name"]
            self.of_project = _Sum(line, text, parse_money(found["sum"]))
        else:
            raise InputError("The line is not understood.", code="not_understood", value=text)

    def _entry(self, line: int, found: re.Match[str]) -> None:
        units, length = parse_money(found["sum"]), found["length"]
        for total in (self.of_project, self.of_day):
            if total is not None:
                total.below += units
        if not units and not length:
            self.found.ignored.append(IgnoredRow(line, "no_amount"))
            return
        if self.day is None:
            raise InputError("There is no line with a day above it.", code="no_day", value=found[0])
        self.found.rows.append(_made(line, found, self.day, self.project, units))

    def _close_project(self) -> None:
        _close(self.found, self.of_project)
        self.of_project, self.project = None, ""

    def _close_day(self) -> None:
        self._close_project()
        _close(self.found, self.of_day)
        self.of_day = None

    def close(self) -> Harvest:
        self._close_day()
        return self.found


def _close(found: Harvest, total: _Sum | None) -> None:
    """A total is in the lines below it; where they come to another sum, some are not there."""
    if total is None:
        return
    if total.units is None or total.units == total.below:
        found.ignored.append(IgnoredRow(total.line, "total"))
        return
    said = Said(
        "the lines below come to {below}, not {units}: open all of them on the page and copy it again",
        below=Word(money_text(total.below)),
        units=Word(money_text(total.units)),
    )
    found.problems.append(Problem("sum_differs", said, total.line, "", total.text))


def _made(line: int, found: re.Match[str], day: dt.date, project: str, units: int) -> SourceRow:
    word = found["status"]
    status = status_word(word) if word else None
    if status is None:
        raise InputError(
            "{value!r} is not a known state of pay.",
            code="unknown_value",
            value=word or "",
        )
    kind, length = found["kind"], found["length"]
    record: WorkSession | Earning
    shared: dict[str, Any] = {
        "platform": PLATFORM,
        "project": one_line(project),
        "currency": "USD",
        "status": status,
        "evidence": FILE,
    }
    if length:
        record = WorkSession(worked_on=day, minutes=parse_duration(length), amount=units, note=kind, **shared)
    else:
        form = (EarningKind.MILESTONE if units > 0 else EarningKind.ADJUSTMENT).value
        record = Earning(kind=form, earned_from=day, amount=units, note=kind, **shared)
    facts = Facts(project=project, task=kind, description=project)
    return SourceRow(line, record, facts, normal(day, project, kind, units, length), slot=normal(day, project, kind))


def _on(found: re.Match[str], as_of: dt.date) -> dt.date:
    """The day of a line; without a year the last such day up to `as_of`. Raises `InputError`."""
    if found["year"]:
        return parse_day(f"{found['day']}, {found['year']}")
    for year in range(as_of.year, as_of.year - 9, -1):  # 29 February comes every fourth or eighth year
        try:
            day = parse_day(f"{found['day']}, {year}")
        except InputError:
            continue
        if day <= as_of:
            return day
    raise InputError("{value!r} is not a day.", code="bad_date", value=found["day"])


class DataAnnotation:
    """Time entries are sessions of a day, submissions with a sum and no time are pieces; totals count once."""

    name = "dataannotation"
    title = "DataAnnotation, Funds History (text copied from the page)"
    about = About(
        becomes="work sessions of a day, earnings",
        get="In DataAnnotation: Transfer Funds, Funds History, open every day and project, select the whole table and "
        "copy it, then paste it where files are dropped, or into a text file.",
        times="days only",
        confirmed="the tests of an add-on that reads that page; there is no export",
    )

    def recognise(self, text: Text) -> Recognition:
        lines = [line for _, line in _lines(text.text[:40_000])]
        if any(map(_ENTRY.fullmatch, lines)) and any(map(_DAY.fullmatch, lines)):
            return Recognition(0.97, "DataAnnotation's Funds History as copied from the page")
        return NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` (`--as-of`) where the page was copied on another day than that of the import."""
        lines = list(_lines(text.text))
        as_of, yearless = _copied_on(lines, options, text.name), 0
        page = _Page(as_of)
        for line, words in lines:
            try:
                yearless += bool((found := _DAY.fullmatch(words)) and not found["year"])
                page.read(line, words)
            except InputError as error:
                page.found.problems.append(Problem(error.code, error.message, line, "", words))
        harvest = page.close()
        for part in (harvest.ignored, harvest.problems):
            part.sort(key=lambda one: one.line or 0)
        said = Said("Days without a year were read as the last such days up to {as_of}.", as_of=Word(as_of.isoformat()))
        return batch(self.name, self.name, harvest, [said] if yearless else [])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(number, words) of each line, with the cells that a browser put on lines of their own below it."""
    number, held = 0, ""
    for n, line in enumerate(text.split("\n"), 1):
        words = " ".join(line.split())
        if not words:
            continue
        if held and _PART.fullmatch(words):
            held = f"{held} {words}"
            continue
        if held:
            yield number, held
        number, held = n, words
    if held:
        yield number, held


def _copied_on(lines: list[tuple[int, str]], options: ReadOptions, name: str) -> dt.date:
    """The day of copying: that of the import, or as said, if the ages of what is pending agree with it."""
    today, day, implied = options.as_of, None, Counter[dt.date]()
    if today is None:
        raise NeedsAnswer("On which day was the page copied?", asks="as_of", file=name)
    for _, words in lines:
        if head := _DAY.fullmatch(words):
            try:
                day = _on(head, today)
            except InputError:
                day = None
        elif (entry := _ENTRY.fullmatch(words)) and day and entry["age"] and _pending(entry):
            least, more = _DAYS[entry["unit"]]
            first = day + dt.timedelta(days=int(entry["age"]) * least - 1)
            implied.update(first + dt.timedelta(days=n) for n in range(more + 3))
    if not implied or implied[today] == max(implied.values()):
        return today
    ties = sorted(d for d, n in implied.items() if n == max(implied.values()))
    likely = ties[len(ties) // 2]
    raise NeedsAnswer(
        Said("The page seems to have been copied about {likely}: on which day?", likely=Word(likely.isoformat())),
        asks="as_of",
        choices=tuple(d.isoformat() for d in (likely, *(t for t in ties if t != likely))),
        file=name,
    )


def _pending(entry: re.Match[str]) -> bool:
    return bool(entry["status"]) and status_word(entry["status"]) == Status.PENDING.value
