"""Days in words: read and said. Stretches of them are in `stretches`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd import dates
from tracker.quickadd.asking import Asker, Open
from tracker.quickadd.dates import DAY_NAMES, LONG_DAYS, MONTHS, Date
from tracker.quickadd.halves import PARTS
from tracker.say import Said, Weekday, Word
from tracker.units import WEEKDAYS, monday
from tracker.words import parse_day
from tracker.words.calendar_days import month_first, weekday_from

DAY = dt.timedelta(days=1)
AHEAD_DAYS = 60
"""The number of days that a day ahead without a year may be back: `off 3-9 may` may be written on 12 May."""
LONG_AGO = 8
"""A date of two digits each that is more years away may begin with its year."""
NEAR_DAYS = 150
"""A day without a year that is farther away than this on both sides is asked about where both can be meant."""

SAID = {
    "today": 0, "tod": 0, "today's": 0, "todays": 0, "yesterday": -1, "yday": -1, "y'day": -1, "yest": -1, "ystd": -1,
    "yesterday's": -1, "yesterdays": -1, "ereyesterday": -2, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorrow's": 1,
}  # fmt: skip
_GUESSED = {
    "ytd": ("yesterday", -1),
    "yd": ("yesterday", -1),
    "2day": ("today", 0),
    "tdy": ("today", 0),
    "yst": ("yesterday", -1),
    "2moro": ("tomorrow", 1),
} | {
    **dict.fromkeys(("gestern", "jana", "ieri"), ("yesterday", -1)),
    **dict.fromkeys(("heute", "oggi"), ("today", 0)),
}
WEEKS = {"last": -1, "previous": -1, "prev": -1, "this": 0, "current": 0, "next": 1}
"""Weeks from this one, by the words for them."""
_BEFORE = {"yesterday": -2, "before yesterday": -2}
STARTS = frozenset(
    (
        *DAY_NAMES, *MONTHS, *SAID, *_GUESSED, *PARTS, "last", "this", "next", "in", "during", "past", "week", "a",
        "the", "day",
        "tonight", "couple", "early", "late", "previous", "prev", "wk", "kw", "cw", "weekend", "one", "two", "three",
        "four", "five",
        "six", "seven", "at", "for", "coming", "upcoming", "over",
    )
)  # fmt: skip
"""Words that a day or a stretch begins with; else it begins with a digit or a week's w."""
DAY_WORDS = frozenset(
    (
        *DAY_NAMES, *MONTHS, *SAID, *_GUESSED, *PARTS, "ago", "day", "days", "week", "weeks", "month", "months",
        "year", "tonight",
        "last", "next", "this", "before", "after", "since", "until", "till", "weekend", "daily", "weekly", "past",
        "noon", "midnight",
    )
)  # fmt: skip
"""Words that no new name is made of."""

_NUMERIC = pattern(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_ORDERS = {"dmy", "mdy"}
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7} | {
    str(n): n for n in range(1000)
}
UNITS = {"day": 1, "days": 1, "d": 1, "night": 1, "nights": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7}


class Lean(Enum):
    """Where a day without a year, or a weekday, is looked for."""

    PAST = "the last such day, today included; asked about where the next is nearer"
    LAST = "the last such day, however long ago"
    NEAR = "the nearest such day; which one is asked where both may be meant"
    AHEAD = "the next such day; one of the last sixty days counts as meant"
    EITHER = "the same, asked about where the last weekday or day of the month is nearer"


class Stretch(NamedTuple):
    """First and last day; `whole` where a week or month was named, which may not be over. `part`: of the day."""

    first: dt.date
    last: dt.date
    whole: bool = False
    part: str = ""
    weekdays: bool = False
    """Whether it was said as weekdays (mon-fri)."""


@dataclass(frozen=True, slots=True)
class Days:
    """Reads days. `today` is where words are counted from; `anchored` is False if nothing says that day.

    `order` reads numeric dates (dmy, mdy, ymd) that are not settled by themselves; `locale` is the order in which
    the reader's locale writes them: its own writing (3.4.) is settled by it, any other is asked about.
    """

    today: dt.date
    lean: Lean = Lean.PAST
    order: str | None = None
    anchored: bool = True
    locale: str | None = None
    ask: Asker = field(default_factory=Asker)

    def day(self, text: str) -> dt.date | None:
        """The day that a text means, None if it is none. Raises `InputError`, `Open` if it is not settled.

        >>> days = Days(dt.date(2026, 5, 6))    # a Wednesday
        >>> [str(days.day(t)) for t in ("mon", "last wed", "2 weeks ago", "20 dec", "may 5th", "soon")]
        ['2026-05-04', '2026-04-29', '2026-04-22', '2025-12-20', '2026-05-05', 'None']
        >>> [str(days.day(t)) for t in ("day before yesterday", "28/4", "28.4.", "the 28th", "mon last week")]
        ['2026-05-04', '2026-04-28', '2026-04-28', '2026-04-28', '2026-04-27']
        """
        low = text.casefold()
        if not starts(low):
            return None
        if _NUMERIC.fullmatch(low):
            return self._numeric(low)
        if found := dates.short(low, self.order or self.locale):
            return self._short(text, found)
        words = low.replace(",", " ").split()
        if len(words) == 2 and words[0] in DAY_NAMES and (found := dates.short(words[1], self.order or self.locale)):
            return self._short_of_weekday(text, [date._replace(weekday=DAY_NAMES[words[0]]) for date in found])
        back = self._counted(words, text)
        if back is not None:
            self.need_anchor(text)
            return self.shifted(text, back)
        if words and (parted := _without_part(words)) is not None:
            return self.day(" ".join(parted)) if parted else None
        date = dates.in_words(words)
        return None if date is None else self.settled(date, text)

    # --- within ----------------------------------------------------------------------------------------

    def need_anchor(self, text: str) -> None:
        if not self.anchored:
            raise InputError(
                "“{value}” is counted from a day that is not given.",
                hint="Put a line with the date above it, or write the date.",
                code="no_day",
                value=text,
            )

    def shifted(self, text: str, days: int) -> dt.date:
        try:
            return self.today + days * DAY
        except OverflowError:
            raise InputError("“{value}” is not a date.", code="bad_date", value=text) from None

    def _numeric(self, low: str) -> dt.date:
        """`3.2.2026`: two days unless it was said, or is written as the reader's locale writes, which comes first."""
        if self.order or low[:4].isdigit():
            return parse_day(low, self.order)
        orders = sorted(_ORDERS, key=lambda o: o != self.locale) if self.locale else ["dmy", "mdy"]
        found: dict[dt.date, None] = {}
        for order in orders:
            try:
                found[parse_day(low, order)] = None
            except InputError as error:
                wrong = error
        if not any(abs(day.year - self.today.year) <= LONG_AGO for day in found):
            with suppress(InputError):  # 26-05-03 may begin with its year
                found = {parse_day(f"{self.today.year // 100}{low}", "ymd"): None} | found
        if not found:
            raise wrong
        several = list(found)
        if len(several) == 1 or ("." in low and self.locale == "dmy"):
            return several[0]
        return self._which(low, several)

    def _which(self, text: str, several: list[dt.date]) -> dt.date:
        hint = Said(
            "Write it as {several} or {day} {several_2} {year}.",
            several=Word(several[0]),
            day=Word(several[0].day),
            several_2=Word(_month_name(several[0])),
            year=Word(several[0].year),
        )
        return self.ask(
            text,
            Said("“{typed}” may be two dates.", typed=Word(text)),
            [("", d) for d in several],
            hint=hint,
            code="date_order",
        )

    def _short(self, text: str, found: list[Date]) -> dt.date:
        """`3/4`: two dates of this year or the last, unless one order was said."""
        if self.order in _ORDERS or len(found) == 1:
            return self.settled(found[0], text)
        # both are looked for among the days that can be meant; which year is not a second question
        quiet = replace(self, lean=Lean.LAST if self.lean is Lean.PAST else self.lean)
        return self._which(text, [quiet.settled(date, text) for date in found])

    def _short_of_weekday(self, text: str, found: list[Date]) -> dt.date:
        """`thu 30/4`: of two dates that on which the weekday is so."""
        quiet = replace(self, lean=Lean.LAST if self.lean is Lean.PAST else self.lean)
        right: list[dt.date] = []
        for date in found:
            try:
                right.append((quiet if len(found) > 1 else self).settled(date, text))
            except InputError as error:
                wrong = error
        if not right:
            raise wrong
        return right[0] if len(right) == 1 else self._which(text, right)

    def _counted(self, words: list[str], text: str) -> int | None:
        """Days from today of words that count from it."""
        match words:
            case [word] if word in SAID:
                return SAID[word]
            case [word] if word in _GUESSED:
                name, back = _GUESSED[word]
                return self.ask(
                    word,
                    Said("Is “{word}” {name}?", word=Word(word), name=Word(name)),
                    [("", back)],
                    hint=Said("Write {name}.", name=Word(name)),
                )
            case ["tonight"]:
                return 0
            case ["last", "night" | "nite" | "evening"] | ["late", "last", "night"]:
                return -1
            case ["this", part] if part in PARTS:
                return 0
            case ["the", *rest] if len(rest) > 1 and rest[0] == "day":
                return self._counted(rest, text)
            case ["day", "before", "yesterday"] | ["day", "before", "last"] | ["before", "yesterday"]:
                return -2
            case ["day", "after", "tomorrow"]:
                return 2
            case [n, unit, "ago" | "back"] if n in COUNTS and unit in UNITS:
                return -COUNTS[n] * UNITS[unit]
            case ["in", n, unit] if n in COUNTS and unit in UNITS:
                return COUNTS[n] * UNITS[unit]
            case _:
                return self._weekday(words, text)

    def _weekday(self, words: list[str], text: str) -> int | None:
        """Days from today of a weekday."""
        match words:
            case (
                [which, "week", day]
                | [which, "week", "on", day]
                | [day, "of" | "in", which, "week"]
                | [day, which, "week"]
            ) if which in WEEKS and day in DAY_NAMES:
                return self._of_week(WEEKS[which], DAY_NAMES[day], text)
        if words[-1] not in DAY_NAMES or len(words) > 2:
            return None
        ahead = (weekday_from(self.today, DAY_NAMES[words[-1]]) - self.today).days
        back = ahead - 7 if ahead else 0
        match words[:-1]:
            case ["last" | "past" | "previous"]:
                return back or -7
            case ["next"]:
                return self._next(ahead, text)
            case ["coming" | "upcoming"]:
                return ahead or 7
            case ["this"]:
                return ahead if self._this_week(ahead) else back
            case []:
                return self._bare(back, ahead, text)
            case _:
                return None

    def _of_week(self, weeks: int, weekday: int, text: str) -> int:
        """`friday last week`; on a Sunday and of one it is asked, since a week may as well begin with it."""
        today = self.today.weekday()
        days, other = weeks * 7 + weekday - today, weeks * 7 + (weekday + 1) % 7 - (today + 1) % 7
        if days == other:
            return days
        first, second = self.shifted(text, days), self.shifted(text, other)
        message = Said(
            "“{typed}” may be {first} or {second}.", typed=Word(text), first=Weekday(first), second=Weekday(second)
        )
        return self.ask(text, message, [("", days), ("", other)], hint="Write the date.")

    def _this_week(self, ahead: int) -> bool:
        return monday(self.today + ahead * DAY) == monday(self.today)

    def _next(self, ahead: int, text: str) -> int:
        """`next fri` on a Wednesday: in two days, or in nine."""
        soon = ahead or 7
        if not ahead or not self._this_week(ahead) or self.lean in (Lean.PAST, Lean.LAST):
            return soon
        first, second = self.shifted(text, soon), self.shifted(text, soon + 7)
        message = Said(
            "“{typed}” may be {first} or {second}.", typed=Word(text), first=Weekday(first), second=Weekday(second)
        )
        return self.ask(text, message, [("", soon), ("", soon + 7)], hint="Write the date.")

    def _bare(self, back: int, ahead: int, text: str) -> int:
        """A weekday alone: the last one for what is done, the next one for what is ahead, else asked about."""
        if self.lean in (Lean.PAST, Lean.LAST) or back == 0:
            return back
        if self.lean is Lean.AHEAD or (self.lean is Lean.EITHER and ahead <= -back):
            return ahead
        first, second = self.shifted(text, back), self.shifted(text, ahead)
        options = [("", back), ("", ahead)]
        message = Said(
            "“{typed}” may be {first} or {second}.", typed=Word(text), first=Weekday(first), second=Weekday(second)
        )
        return self.ask(text, message, options if self.lean is Lean.NEAR else options[::-1], hint="Write the date.")

    def settled(self, date: Date, text: str) -> dt.date:
        """The day of a date, its year found if it has none; a wrong weekday is a problem."""
        day = next(dates.days(date, (date.year,)), None) if date.year else self.nearest(date, text)
        if day is None:
            raise InputError("“{value}” is not a date.", code="bad_date", value=text)
        if not 1900 <= day.year <= 2199:
            raise InputError(
                "“{typed}”: {year} is probably a typo.",
                code="bad_date",
                value=text,
                typed=Word(text),
                year=Word(day.year),
            )
        if date.weekday is not None and day.weekday() != date.weekday:
            said, true = LONG_DAYS[date.weekday].capitalize(), LONG_DAYS[day.weekday()].capitalize()
            raise InputError(
                "“{typed}”: {day} is a {true}, not a {said}.",
                hint="Correct it, or write the year.",
                code="wrong_weekday",
                value=text,
                typed=Word(text),
                day=Word(day.isoformat()),
                true=Word(true),
                said=Word(said),
            )
        return day

    def nearest(self, date: Date, text: str) -> dt.date | None:
        """The day of a date without a year, by the lean. Raises `Open` where the other one is as likely."""
        return self.nearest_of(self._all(date), text, month=bool(date.month))

    def nearest_of(self, near: Sequence[dt.date], text: str, *, month: bool = True) -> dt.date | None:
        """Which of some days is meant, by the lean; without `month` they come every month. Raises as `nearest`."""
        last = max((d for d in near if d <= self.today), default=None)
        coming = min((d for d in near if d > self.today), default=None)
        if last is None or coming is None:
            return last or coming
        back, ahead = (self.today - last).days, (coming - self.today).days
        match self.lean:
            case Lean.LAST:
                return last
            case Lean.PAST:
                return last if back <= ahead else self._asked_year(text, last, coming)
            case Lean.EITHER if not month and 0 < back < ahead:
                return self._asked_year(text, last, coming)
            case Lean.AHEAD | Lean.EITHER:
                return last if back <= (AHEAD_DAYS if month else 0) else coming
            case Lean.NEAR if min(back, ahead) > (NEAR_DAYS if month else 7):
                return self._asked_year(text, last, coming)
            case Lean.NEAR:
                return last if back <= ahead else coming

    def _asked_year(self, text: str, last: dt.date, coming: dt.date) -> dt.date:
        message = Said(
            "“{typed}” was last on {last}, and comes on {coming}.",
            typed=Word(text),
            last=Weekday(last),
            coming=Weekday(coming),
        )
        return self.ask(text, message, [("", last), ("", coming)], hint="Write the date with its year.")

    def _all(self, date: Date) -> list[dt.date]:
        """All days near today that a date without a year may be; without a month too."""
        if date.month:
            return list(dates.days(date, range(self.today.year - 8, self.today.year + 9)))
        found: list[dt.date] = []
        for n in range(-3, 4):
            at = month_first(self.today, n)
            found += dates.days(date._replace(month=at.month), (at.year,))
        return found


def starts(low: str) -> bool:
    """Whether a text in small letters can begin a day or a stretch."""
    first = low.split(" ", 1)[0]
    return low[:1].isdigit() or first in STARTS or first.partition("-")[0] in STARTS or first[:1] in "wk"


def _without_part(words: list[str]) -> list[str] | None:
    """`yesterday evening`, `mon in the morning`, `early this morning` less the part of the day; None: has none."""
    if words[0] in ("early", "late"):
        return words[1:] or None
    if words[-1] in PARTS:
        rest = words[:-1]
        if rest[-2:] == ["in", "the"]:
            rest = rest[:-2]
        elif rest[-1:] == ["at"]:
            rest = rest[:-1]
        return rest if rest and rest[-1] not in ("this", "last", "the", "in") else None
    return None


def part_of(text: str) -> str:
    """Which part of the day a text names: morning, afternoon, evening, night, or "".

    >>> part_of("yesterday evening"), part_of("tonight"), part_of("yesterday")
    ('evening', 'night', '')
    """
    last = text.casefold().split()[-1:] or [""]
    return "night" if last[0] == "tonight" else PARTS.get(last[0], "")


def _month_name(day: dt.date) -> str:
    return next(name for name, n in MONTHS.items() if n == day.month and len(name) == 3)


def day_of(text: str, today: dt.date, *, ahead: dt.date | None = None, near: bool = False) -> dt.date:
    """A day in words: today, yesterday, mon (the last one, today included), 3 days ago, 5 may, or a date.

    With `near` a day that may be the last or the next one is refused, with both days.
    With `ahead`, what names no year or week (mon, 5 may) is looked for from that day on (see `Lean.AHEAD`).

    >>> today = dt.date(2026, 5, 6)    # a Wednesday
    >>> [str(day_of(t, today)) for t in ("yesterday", "mon", "wed", "last wed", "20 dec", "2026-01-02")]
    ['2026-05-05', '2026-05-04', '2026-05-06', '2026-04-29', '2025-12-20', '2026-01-02']
    >>> [str(day_of(t, today, ahead=today)) for t in ("mon", "wed", "20 dec", "2 jan")]
    ['2026-05-11', '2026-05-06', '2026-12-20', '2027-01-02']
    """
    words = " ".join(text.split())
    if ahead is None or _FROM_TODAY.intersection(words.casefold().split()):
        days = Days(today, Lean.NEAR if near else Lean.PAST)
    else:
        days = Days(ahead, Lean.AHEAD)
    try:
        return (days.day(words) if words else None) or parse_day(text)
    except Open as question:
        raise question.as_error() from None


_FROM_TODAY = frozenset({"today", "yesterday", "tomorrow", "ago", "last", "this", "next"})


def say_day(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.isoformat()}"
