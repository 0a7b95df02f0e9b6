"""Earnings copied from pages that have no export, or beside it: Mercor, Handshake, micro1, Toloka, Alignerr and others.

    Mercor                                            whose page it is
    Larkspur evals    Jun 25, 2026    6h 45m    $371.25    Pending
    Jun 24, 2026
    Larkspur evals    7h 0m    $385.00    Paid

How these pages look is not confirmed by anything. So a line is taken only if each of its parts is understood in
one way: one sum, a day (its own or the one above), at most one time, rate and state, and names. All else is rejected.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.domain import Earning, EarningKind, Evidence, WorkSession
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
from tracker.words import currency_hint, parse_day, parse_duration, parse_money

PLATFORMS = {"mercor": "Mercor", "handshake": "Handshake", "micro1": "micro1", "toloka": "Toloka",
             "alignerr": "Alignerr", "prolific": "Prolific", "mturk": "MTurk", "mechanical turk": "MTurk"}  # fmt: skip
_NAMED = re.compile(rf"(?i)\b({'|'.join(PLATFORMS)})\b")
_CELLS = re.compile(r"\t|\s{2,}|\s+[·|]\s+")
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? "
_DAY = re.compile(
    rf"(?:{_WEEKDAY})?(?:{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_WEEK = re.compile(rf"({_DAY.pattern}) [-–] ({_DAY.pattern})")
_HOURS, _MINUTES = r"\d+(?:[.,]\d+)? ?h(?:ours?|rs?)?", r"\d+ ?m(?:in(?:ute)?s?)?"
_TIME = re.compile(rf"(?:{_HOURS}(?: ?{_MINUTES})?|{_MINUTES})", re.IGNORECASE)
_SUM = re.compile(r"-?(?:[A-Z]{0,3}[$€£₹₱] ?\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*(?:\.\d{1,2})? [A-Z]{3})")
_RATE = re.compile(rf"({_SUM.pattern}) ?(?:/|per) ?(?:hr|hour|h)")
_TOTALS = re.compile(r"(?i)(?:sub)?total(?: earned| earnings)?:?|(?:current |available )?balance:?|lifetime earnings:?")
_MOVED = re.compile(r"(?i)\b(withdraw(?:al|n)?|payout|transfer(?:red)?|cash ?out|deposit)\b")
_KINDS = {"referral": EarningKind.REFERRAL, "bonus": EarningKind.BONUS, "adjust": EarningKind.ADJUSTMENT}
_UNCONFIRMED = "How this page looks is not confirmed: hold the rows against it before you import them."


WHOLE = 0.92
"""How sure a text is of which every line is understood."""


@dataclass(slots=True)
class _Line:
    """What the cells of a line are; two of a kind that can be there once are refused."""

    sums: list[str] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> _Line:
        made = cls()
        for cell in filter(None, map(str.strip, _CELLS.split(text))):
            made._put(cell)
        return made

    def _put(self, cell: str) -> None:
        if found := _WEEK.fullmatch(cell):
            self.days.append((found[1], found[2]))
        elif _DAY.fullmatch(cell):
            self.days.append((cell, ""))
        elif rate := _RATE.fullmatch(cell):
            self.rates.append(rate[1])
        elif _SUM.fullmatch(cell):
            self.sums.append(cell)
        elif _TIME.fullmatch(cell):
            self.times.append(cell)
        else:
            (self.states if status_word(cell) else self.names).append(cell)

    @property
    def is_row(self) -> bool:
        return len(self.sums) == 1 and all(len(one) <= 1 for one in (self.days, self.times, self.rates, self.states))


class Pages:
    """One line of the page is one row: work of a day or stretch with its time, or a sum for a piece of work."""

    name = "pages"
    title = "Earnings copied from the page of Mercor, Handshake, micro1, Toloka, Alignerr, Prolific or MTurk (text)"
    about = About(
        becomes="work sessions of a day, earnings",
        get="Open the page of earnings, select its rows, copy them, put the platform's name on a line above them, and "
        "paste both where files are dropped, or into a text file.",
        times="days only",
    )

    def recognise(self, text: Text) -> Recognition:
        """Only a text that names one of the platforms, with lines that are rows."""
        lines = [words for _, words in _lines(text.text[:40_000])]
        rows = sum(_Line.of(words).is_row for words in lines)
        if not rows or rows * 3 < len(lines) or len(_named(lines)) != 1:
            return NO
        # Where nothing is left over, no other reading of the lines can be as good: not that as notes either.
        whole = all(_is_known(_Line.of(words), words) for words in lines)
        return Recognition(WHOLE if whole else 0.7, f"earnings copied from the page of {_named(lines)[0]}")

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for a platform that no line names, and for the day of copying if days have no year."""
        lines = list(_lines(text.text))
        named = _named([words for _, words in lines])
        if options.platform is None and len(named) != 1:
            raise NeedsAnswer("From which platform is this page?", asks="platform", file=text.name)
        page = _Page(options.platform or named[0], options.as_of, text.name)
        for line, words in lines:
            try:
                page.read(line, words)
            except NeedsAnswer:
                raise
            except InputError as error:
                page.found.problems.append(Problem(error.code, error.message, line, "", words))
        said = (
            [Said("Rows without a state of pay count as approved: {stateless}.", stateless=Word(page.stateless))]
            if page.stateless
            else []
        )
        return batch(self.name, f"pages of {page.platform}", page.found, [_UNCONFIRMED, *said])


@dataclass(slots=True)
class _Page:
    platform: str
    as_of: dt.date | None
    file: str
    day: tuple[dt.date, dt.date | None] | None = None
    stateless: int = 0
    found: Harvest = field(default_factory=Harvest)

    def read(self, number: int, words: str) -> None:
        line = _Line.of(words)
        if _named([words]) and not (line.sums or line.days or line.times):
            self.found.ignored.append(IgnoredRow(number, "header"))
        elif len(line.days) == 1 and not (line.sums or line.times or line.names or line.rates or line.states):
            self.day = self._days(line.days[0])
            self.found.ignored.append(IgnoredRow(number, "header"))
        elif line.sums and len(line.names) == 1 and _TOTALS.fullmatch(line.names[0]):
            self.found.ignored.append(IgnoredRow(number, "total"))
        elif line.is_row and line.names:
            self.found.rows.append(self._made(number, line))
        else:
            raise InputError("The line is not understood.", code="not_understood", value=words)

    def _made(self, number: int, line: _Line) -> SourceRow:
        day = self._days(line.days[0]) if line.days else self.day
        if day is None:
            raise InputError("There is no line with a day above it.", code="no_day", value=line.sums[0])
        if moved := next(filter(_MOVED.search, line.names), ""):
            raise InputError("{value!r} looks like money that was paid out, not like work.", code="unknown_type",
                             value=moved)  # fmt: skip
        if len(line.names) > 1 and not line.states:
            raise InputError("{value!r} may be a state of pay.", code="unknown_value", value=line.names[-1])
        self.stateless += not line.states
        units, code = parse_money(line.sums[0]), currency_hint(line.sums[0])
        if code is None:
            raise InputError("The sum names no currency.", code="unknown_currency", value=line.sums[0])
        project, *others = line.names
        shared: dict[str, Any] = {
            "platform": self.platform,
            "project": one_line(project),
            "amount": units,
            "currency": code,
            "status": status_word(line.states[0]) if line.states else None,
            "evidence": Evidence.FILE.value,
            "note": ", ".join(others) or None,
        }
        record = _record(line, day, shared)
        words = normal(*day, *line.names, *line.times, *line.rates, units, code)
        slot = normal(*day, *line.names)
        return SourceRow(number, record, Facts(project=project, description=" ".join(others)), words, slot=slot)

    def _days(self, words: tuple[str, str]) -> tuple[dt.date, dt.date | None]:
        """First and last day; what has no year is the last such day before the page was copied."""
        last = self._day(words[1] or words[0], self.as_of)
        if not words[1]:
            return last, None
        first = self._day(words[0], last)
        if not 0 <= (last - first).days <= 31:
            raise InputError("{value!r} is not a stretch of a month or less.", code="bad_date", value=" - ".join(words))
        return first, last

    def _day(self, text: str, before: dt.date | None) -> dt.date:
        bare = re.sub(f"^{_WEEKDAY}", "", text)
        if re.search(r"\d{4}", bare):
            return parse_day(bare)
        if before is None:
            raise NeedsAnswer("On which day was the page copied?", asks="as_of", file=self.file)
        for year in (before.year, before.year - 1):
            day = parse_day(f"{bare} {year}")
            if day <= before:
                return day
        raise InputError("{value!r} is not a day.", code="bad_date", value=text)


def _is_known(line: _Line, words: str) -> bool:
    """Whether a line is a row, a day, a total or the platform's name."""
    alone = not (line.sums or line.times)
    return (line.is_row and bool(line.names)) or (alone and (bool(line.days) or bool(_named([words]))))


def _record(line: _Line, day: tuple[dt.date, dt.date | None], shared: dict[str, Any]) -> WorkSession | Earning:
    first, last = day
    if line.times:
        rate = parse_money(line.rates[0]) if line.rates else None
        minutes = parse_duration(line.times[0])
        return WorkSession(worked_on=first, worked_until=last, minutes=minutes, rate=rate, **shared)
    said = " ".join(line.names).casefold()
    kind = next((k for word, k in _KINDS.items() if word in said), EarningKind.MILESTONE)
    kind = EarningKind.ADJUSTMENT if shared["amount"] < 0 else kind
    return Earning(kind=kind.value, earned_from=first, earned_to=last, **shared)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield n, line.strip()


def _named(lines: list[str]) -> list[str]:
    """The platforms that lines without a sum name, each once."""
    found = (_NAMED.search(line) for line in lines if not _Line.of(line).sums)
    return list(dict.fromkeys(PLATFORMS[m[1].casefold()] for m in found if m))
