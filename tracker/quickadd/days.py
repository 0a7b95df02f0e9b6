"""Days and stretches of days in words: read and said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from tracker.errors import InputError
from tracker.units import WEEKDAYS, monday
from tracker.words import parse_day

DAY = dt.timedelta(days=1)
AHEAD_DAYS = 60
"""A day ahead without a year may lie so many days back: `off 3-9 may` may be written on 12 May."""

_LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_NAMES = (
    {d: i for i, d in enumerate(WEEKDAYS)}
    | {d: i for i, d in enumerate(_LONG_DAYS)}
    | {"tues": 1, "thur": 3, "thurs": 3}
)
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {m: i for i, m in enumerate(_LONG_MONTHS, 1)} | {m[:3]: i for i, m in enumerate(_LONG_MONTHS, 1)} | {"sept": 9}
_MONTH = "|".join(MONTHS)
_SAID = {"today": 0, "yesterday": -1, "tomorrow": 1}
STARTS = frozenset((*DAY_NAMES, *MONTHS, *_SAID, "last", "this", "next", "in", "during", "past", "week", "a"))
"""Words that a day or a stretch begins with; else it begins with a digit."""
DAY_WORDS = frozenset((*DAY_NAMES, *MONTHS, *_SAID, "ago"))
"""Words that no new name is made of."""

_NUMERIC = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
_GLUED = re.compile(rf"(\d{{1,2}})({_MONTH})")
_APART = re.compile(r"(.+?)(?: ?\.\.+ ?| (?:to|until|till|through|-) )(.+)")
_HYPHENS = (
    re.compile(rf"(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}}) (?P<m>{_MONTH})(?P<y> \d{{4}})?"),
    re.compile(rf"(?P<m>{_MONTH}) (?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})(?P<y> \d{{4}})?"),
)
_TWO = re.compile(rf"([a-z]+|\d{{1,2}} (?:{_MONTH}))-([a-z]+|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?)")
_COUNTS = {"a": 1, "one": 1} | {str(n): n for n in range(1000)}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


class Lean(Enum):
    """Where a day without a year, or a weekday, is looked for."""

    PAST = "the last such day, today included"
    NEAR = "the nearest such day; a weekday is the last one"
    AHEAD = "the next such day; one of the last sixty days counts as meant"


class Stretch(NamedTuple):
    """First and last day; `whole` where a week or month was named, which may not be over."""

    first: dt.date
    last: dt.date
    whole: bool = False


class _Date(NamedTuple):
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


def _unsettled(error: InputError) -> InputError:
    hint = "Write it as 2026-02-03 or 3 feb 2026."
    return InputError(error.message, hint=hint, code=error.code, value=error.value)


@dataclass(frozen=True, slots=True)
class Days:
    """Reads days. `today` is where words are counted from; `anchored` is False where nothing says that day.

    `order` reads numeric dates (dmy, mdy, ymd) that are not settled by themselves.
    """

    today: dt.date
    lean: Lean = Lean.PAST
    order: str | None = None
    anchored: bool = True

    def day(self, text: str) -> dt.date | None:
        """The day that a text means, None where it is none. Raises `InputError` where it is not settled.

        >>> days = Days(dt.date(2026, 5, 6))    # a Wednesday
        >>> [str(days.day(t)) for t in ("mon", "last wed", "2 weeks ago", "20 dec", "may 5th", "soon")]
        ['2026-05-04', '2026-04-29', '2026-04-22', '2025-12-20', '2026-05-05', 'None']
        """
        low = text.casefold()
        if not (low[:1].isdigit() or low.split(" ", 1)[0] in STARTS):
            return None
        if _NUMERIC.fullmatch(low):
            try:
                return parse_day(low, self.order)
            except InputError as error:
                raise (_unsettled(error) if error.code == "date_order" else error) from None
        words = low.replace(",", " ").split()
        back = self._counted(words)
        if back is not None:
            self._need_anchor(text)
            return self._shifted(text, back)
        date = _date(words)
        return None if date is None else self._settled(date, text)

    def span(self, text: str) -> Stretch | None:
        """A stretch, or a day as a stretch of one."""
        if found := self.stretch(text):
            return found
        day = self.day(text)
        return Stretch(day, day) if day else None

    def stretch(self, text: str) -> Stretch | None:
        """The days that a text means, None where it is no stretch. Raises as `day`.

        >>> days = Days(dt.date(2026, 5, 6))
        >>> [f"{s.first:%d.%m.}-{s.last:%d.%m.}" for t in ("last week", "3-9 may") if (s := days.stretch(t))]
        ['27.04.-03.05.', '03.05.-09.05.']
        """
        low = text.casefold().replace("–", "-").replace("—", "-")
        first_word = low.split(" ", 1)[0]
        if not (low[:1].isdigit() or first_word in STARTS or first_word.partition("-")[0] in STARTS):
            return None
        words = low.replace(",", " ").split()
        if found := self._named(words):
            return found
        if len(words) > 2 and words[:2] == ["week", "of"]:
            day = self.day(" ".join(words[2:]))
            return Stretch(monday(day), monday(day) + 6 * DAY, True) if day else None
        for pattern in _HYPHENS:
            if m := pattern.fullmatch(low):
                year = int(m["y"]) if m["y"] else None
                month = MONTHS[m["m"]]
                return self._between(_Date(int(m["a"]), month, year), _Date(int(m["b"]), month, year), text)
        if m := _APART.fullmatch(low) or _TWO.fullmatch(low):
            return self._pair(m[1], m[2], text)
        return None

    # --- within ----------------------------------------------------------------------------------------

    def _need_anchor(self, text: str) -> None:
        if not self.anchored:
            raise InputError(
                f"“{text}” is counted from a day that nothing says.",
                hint="Put a line with the date above it, or write the date.",
                code="no_day",
                value=text,
            )

    def _shifted(self, text: str, days: int) -> dt.date:
        try:
            return self.today + days * DAY
        except OverflowError:
            raise InputError(f"“{text}” is no day of the calendar.", code="bad_date", value=text) from None

    def _counted(self, words: list[str]) -> int | None:
        """Days from today of words that count from it."""
        match words:
            case [word] if word in _SAID:
                return _SAID[word]
            case [n, unit, "ago"] if n in _COUNTS and unit in _UNITS:
                return -_COUNTS[n] * _UNITS[unit]
            case ["in", n, unit] if n in _COUNTS and unit in _UNITS:
                return _COUNTS[n] * _UNITS[unit]
            case ["last", name] if name in DAY_NAMES:
                return -((self.today.weekday() - DAY_NAMES[name] - 1) % 7 + 1)
            case ["next", name] if name in DAY_NAMES:
                return (DAY_NAMES[name] - self.today.weekday() - 1) % 7 + 1
            case [name] if name in DAY_NAMES and self.lean is Lean.AHEAD:
                return (DAY_NAMES[name] - self.today.weekday()) % 7
            case [name] if name in DAY_NAMES:
                return -((self.today.weekday() - DAY_NAMES[name]) % 7)
            case _:
                return None

    def _settled(self, date: _Date, text: str) -> dt.date:
        """The day of a date, its year found where it has none; a wrong weekday is a problem."""
        day = next(_years(date, (date.year,)), None) if date.year else self._nearest(date)
        if day is None:
            raise InputError(f"“{text}” is no day of the calendar.", code="bad_date", value=text)
        if not 1900 <= day.year <= 2199:
            raise InputError(f"“{text}”: the year {day.year} cannot be meant.", code="bad_date", value=text)
        if date.weekday is not None and day.weekday() != date.weekday:
            said, true = _LONG_DAYS[date.weekday].capitalize(), _LONG_DAYS[day.weekday()].capitalize()
            raise InputError(
                f"“{text}”: {day.isoformat()} is a {true}, not a {said}.",
                hint="Correct it, or write the year.",
                code="wrong_weekday",
                value=text,
            )
        return day

    def _nearest(self, date: _Date) -> dt.date | None:
        near = list(_years(date, range(self.today.year - 8, self.today.year + 9)))
        match self.lean:
            case Lean.PAST:
                return max((d for d in near if d <= self.today), default=None)
            case Lean.NEAR:
                return min(near, key=lambda d: (abs(d - self.today), d < self.today), default=None)
            case Lean.AHEAD:
                return min((d for d in near if d >= self.today - AHEAD_DAYS * DAY), default=None)

    def _named(self, words: list[str]) -> Stretch | None:
        """A week or month by its name, or a number of days up to today."""
        match words:
            case ["last" | "this" | "next" as which, "week"]:
                self._need_anchor(" ".join(words))
                first = monday(self.today) + {"last": -7, "this": 0, "next": 7}[which] * DAY
                return Stretch(first, first + 6 * DAY, True)
            case ["last" | "this" | "next" as which, "month"]:
                self._need_anchor(" ".join(words))
                at = self.today.year * 12 + self.today.month - 1 + {"last": -1, "this": 0, "next": 1}[which]
                return _month(at // 12, at % 12 + 1)
            case ["last" | "past", n, "days" | "weeks" as unit] if _COUNTS.get(n):
                self._need_anchor(" ".join(words))
                return Stretch(self.today - (_COUNTS[n] * _UNITS[unit] - 1) * DAY, self.today)
            case ["in" | "during", name] if name in MONTHS:
                start = self._nearest(_Date(1, MONTHS[name]))
                return _month(start.year, start.month) if start else None
            case [name, year] if name in MONTHS and re.fullmatch(r"(?:19|20|21)\d\d", year):
                return _month(int(year), MONTHS[name])
            case ["in" | "during", name, year]:
                return self._named([name, year])
            case _:
                return None

    def _pair(self, left: str, right: str, text: str) -> Stretch | None:
        """From one day to another, each in words of its own, or as numbers of one month."""
        a, b = _date(left.split()), _date(right.split())
        if b and not a and (number := _NUMBER.fullmatch(left)):
            a = _Date(int(number[1]), b.month, b.year)
        if a and b:
            return self._between(a, b, text)
        if left in DAY_NAMES and right in DAY_NAMES:
            began = self.day(left)
            return Stretch(began, began + (DAY_NAMES[right] - DAY_NAMES[left]) % 7 * DAY) if began else None
        first, last = self.day(left), self.day(right)
        return _ordered(first, last, text) if first and last else None

    def _between(self, a: _Date, b: _Date, text: str) -> Stretch:
        """Of two dates the one with a year settles the other's; else the first is looked for."""
        if b.year and not a.year:
            last = self._settled(b, text)
            return _ordered(Days(last)._settled(a, text), last, text)
        first = self._settled(a, text)
        if b.year:
            return _ordered(first, self._settled(b, text), text)
        later = min((d for d in _years(b, range(first.year, first.year + 9)) if d >= first), default=None)
        if later is None or (a.month == b.month and b.day < a.day):
            return _ordered(first, self._settled(b._replace(year=first.year), text), text)
        return Stretch(first, self._settled(b._replace(year=later.year), text))


def _years(date: _Date, years: tuple[int, ...] | range) -> Iterator[dt.date]:
    for year in years:
        try:
            yield dt.date(year, date.month, date.day)
        except ValueError:
            continue


def _ordered(first: dt.date, last: dt.date, text: str) -> Stretch:
    if last < first:
        raise InputError(f"“{text}” ends before it starts.", code="ends_before_start", value=text)
    return Stretch(first, last)


def _month(year: int, month: int) -> Stretch:
    first = dt.date(year, month, 1)
    return Stretch(first, (first + 31 * DAY).replace(day=1) - DAY, True)


def _date(words: list[str]) -> _Date | None:
    """`3 may`, `may 3rd`, `mon 3 may 2026`, `3may`: None for anything else."""
    weekday = DAY_NAMES[words[0]] if len(words) > 1 and words[0] in DAY_NAMES else None
    rest = [w for w in words[weekday is not None :] if w not in ("of", "the")]
    if rest and (glued := _GLUED.fullmatch(rest[0])):
        rest[:1] = glued.groups()
    year = None
    if len(rest) == 3 and re.fullmatch(r"\d{4}", rest[2]):
        year = int(rest.pop())
    if len(rest) != 2:
        return None
    if rest[0] in MONTHS:
        rest.reverse()
    number, month = _NUMBER.fullmatch(rest[0]), MONTHS.get(rest[1].rstrip("."))
    return _Date(int(number[1]), month, year, weekday) if number and month else None


def day_of(text: str, today: dt.date, *, ahead: dt.date | None = None) -> dt.date:
    """A day in words: today, yesterday, mon (the last one, today included), 3 days ago, 5 may, or a date.

    With `ahead`, what names no year or week (mon, 5 may) is looked for from that day on (see `Lean.AHEAD`).

    >>> today = dt.date(2026, 5, 6)    # a Wednesday
    >>> [str(day_of(t, today)) for t in ("yesterday", "mon", "wed", "last wed", "20 dec", "2026-01-02")]
    ['2026-05-05', '2026-05-04', '2026-05-06', '2026-04-29', '2025-12-20', '2026-01-02']
    >>> [str(day_of(t, today, ahead=today)) for t in ("mon", "wed", "20 dec", "2 jan")]
    ['2026-05-11', '2026-05-06', '2026-12-20', '2027-01-02']
    """
    words = " ".join(text.split())
    if ahead is None or _FROM_TODAY.intersection(words.casefold().split()):
        days = Days(today)
    else:
        days = Days(ahead, Lean.AHEAD)
    return (days.day(words) if words else None) or parse_day(text)


_FROM_TODAY = frozenset({"today", "yesterday", "tomorrow", "ago", "last", "this", "next"})


def say_day(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.isoformat()}"
