"""Calendar days: ISO, numeric in a named order, and with the month as a word in several languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from tracker.errors import InputError
from tracker.later import pattern
from tracker.say import Said, told

ORDERS = ("dmy", "mdy", "ymd")

_NUMERIC = pattern(r"\s*(\d{1,4})([-/.\s])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)")
_BASIC = pattern(r"(?:19|20|21)\d{6}")
"""ISO 8601 without its dashes: 20260531."""
_WEEK_DAY = pattern(r"\d{4}(-?)W\d\d\1[1-7]")
"""ISO 8601 by weeks: 2026-W16-1."""
_TOKENS = pattern(r"\d+|[^\W\d_]+")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_LONG = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTHS = {
    **{m: i for i, m in enumerate(_ENGLISH, 1)},
    **{m: i for i, m in enumerate(_ENGLISH_LONG, 1)},
    "sept": 9,
}
_LOCALES = (
    "es", "fr", "de", "pt", "it", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ro", "tr", "id", "fil",
    "sw", "ru", "uk", "hr", "el",
)  # fmt: skip
_FILLERS = frozenset(("de", "del", "of", "the", "st", "nd", "rd", "th", "er", "º", "ª"))
_DAYS = {
    name: n
    for n, names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"))
    for name in (*names.split(), ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")[n] + "day")
}
_CALLED = pattern(r"([^\W\d_]{2,14})(?:-feira)?[.,]{0,2}\s+(\d.*)|(\d.*?),?\s*\(?([^\W\d_]{2,14})(?:-feira)?\.?\)?")
"""A numeric date with the name of its day before or behind it: `Mon 04/13/2026`, `13/04/2026 (lun.)`."""


def _bad(text: str, why: Said | str = "") -> InputError:
    said = "{value!r} is not a date: {why}." if why else "{value!r} is not a date."
    return InputError(said, hint="Write it as 2026-05-31.", code="bad_date", value=text, why=told(why))


@lru_cache(maxsize=65_536)
def parse_day(text: str, order: str | None = None) -> dt.date:
    """A calendar day. `order` ("dmy", "mdy", "ymd") says how to read all-numeric dates such as 03/02/2026.

    ISO dates and dates with the month as a word need no order. Without an order a numeric date is taken
    only if it can be read in one way (`date_order` else). Raises `InputError` (`bad_date`, `date_order`).

    >>> str(parse_day("Mar 30, 2025")), str(parse_day("01 May 2024")), str(parse_day("3.2.2026", "dmy"))
    ('2025-03-30', '2024-05-01', '2026-02-03')
    """
    words = text.strip()
    if words[:1] + words[-1:] in ("[]", "<>"):
        words = words[1:-1]  # as Org mode has them
    if len(words) == 10 and words[4] == words[7] == "-":
        try:
            return _likely(text, dt.date.fromisoformat(words))
        except ValueError as error:
            # What Python says of a text that is not a date repeats it, braces and all.
            raise _bad(text, "" if "isoformat" in str(error) else str(error)) from None
    if _WEEK_DAY.fullmatch(words):
        return _of_week(text, words)
    bare, called = _called(words)
    found = _NUMERIC.match(bare)
    if found and bare[found.end() :].strip() in ("", "."):
        return _on(text, _numeric(text, found, order), called)
    if _BASIC.fullmatch(words):
        return _make(text, words[:4], words[4:6], words[6:])
    return _worded(text, words)


def _of_week(text: str, words: str) -> dt.date:
    try:
        return _likely(text, dt.date.fromisoformat(words))
    except ValueError:
        raise _bad(text) from None


def _called(words: str) -> tuple[str, str]:
    """A numeric date without the name of its day, and that name; the words and "" if it has none."""
    found = _CALLED.fullmatch(words)
    if not found:
        return words, ""
    name, date = found[1] or found[4], found[2] or found[3]
    return (date, name) if _weekdays(name.casefold()) else (words, "")


def _on(text: str, day: dt.date, *names: str) -> dt.date:
    """The day, if it is what it is called in some language."""
    for name in names:
        if name and day.weekday() not in _weekdays(name.casefold()):
            raise _bad(text, "it is another day of the week")
    return day


def _likely(text: str, day: dt.date) -> dt.date:
    if not 1900 <= day.year <= 2199:
        raise _bad(text, Said("{year} is probably a typo", year=day.year))
    return day


def _numeric(text: str, found: re.Match[str], order: str | None) -> dt.date:
    first, _, second, third = found.groups()
    if len(first) == 4:
        return _make(text, first, second, third)
    if order == "ymd":
        if len(third) > 2:
            raise _bad(text, "the year is not first")
        return _make(text, first, second, third)
    readings = {"dmy": (third, second, first), "mdy": (third, first, second)}
    if order:
        return _make(text, *readings[order])
    days = [d for r in readings.values() if (d := _possible(text, *r))]
    if not days:
        raise _bad(text)
    if len(set(days)) > 1:
        raise InputError(
            "{value!r} may be two dates.",
            hint="Set whether the day or the month is first.",
            code="date_order",
            value=text,
        )
    return days[0]


def _possible(text: str, year: str, month: str, day: str) -> dt.date | None:
    try:
        return _make(text, year, month, day)
    except InputError:
        return None


def _make(text: str, year: str, month: str, day: str) -> dt.date:
    if len(year) not in (2, 4) or len(day) > 2:
        raise _bad(text, "a year has two or four digits")
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    try:
        return _likely(text, dt.date(number, int(month), int(day)))
    except ValueError:
        there = Said("there is no day {d} in month {m} of {year}", d=int(day), m=int(month), year=number)
        raise _bad(text, there) from None


def _worded(text: str, words: str) -> dt.date:
    numbers: list[str] = []
    months: list[str] = []
    names: list[str] = []
    either: list[str] = []
    for token in _TOKENS.findall(words.casefold().replace("-feira", "")):
        if token.isdecimal():
            numbers.append(token)
        elif token not in _FILLERS:
            month, day = _month(token), _weekdays(token)
            if not month and not day:
                raise _bad(text)
            (either if month and day else months if month else names).append(token)
    if not months and either:  # `mar 3` is in March, `mar 3 abr` a Tuesday
        months.append(either.pop())
    if len(months) != 1 or len(numbers) != 2:
        raise _bad(text, "it needs a day, a month and a year")
    first, last = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _on(text, _make(text, last, str(_month(months[0])), first), *names, *either)


def _month(token: str) -> int | None:
    if token in _DAYS:
        return None
    return _MONTHS.get(token) or next(iter(_abroad("months").get(token, ())), None)


def _weekdays(token: str) -> Collection[int]:
    """The days of the week, 0 for Monday, that go by a name in some language."""
    return (_DAYS[token],) if token in _DAYS else _abroad("days").get(token, ())


@cache
def _abroad(what: str) -> dict[str, set[int]]:
    """Names of months and weekdays in several languages; of months those that mean one in all of them."""
    from babel import Locale

    names: dict[str, set[int]] = {}
    for code in _LOCALES:
        of = getattr(Locale.parse(code), what)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", *(("short",) if what == "days" else ())):
                for number, name in of[context].get(width, {}).items():
                    names.setdefault(name.casefold().replace("-feira", "").strip(". "), set()).add(number)
    return {name: numbers for name, numbers in names.items() if what == "days" or len(numbers) == 1}


def date_order(values: Iterable[str]) -> str | None:
    """The order of numeric dates that a whole column settles: "dmy", "mdy", "ymd"; None: it does not.

    ISO dates, dates with month words and columns whose every date reads the same either way are settled
    ("ymd", "dmy"). Text after the date (a clock time) is left aside. Impossible dates say nothing. Where years have
    two digits and could be first as well, the year is what differs less.

    >>> date_order(["03/02/2026", "25/02/2026"]), date_order(["03.02.2026"]), date_order(["2026-02-03"])
    ('dmy', None, 'ymd')
    >>> date_order(["05/04/26", "13/04/26"]), date_order(["26/04/05", "26/04/13"]), date_order(["13/04/26"])
    ('dmy', 'ymd', None)
    """
    seen: set[str] = set()
    short: set[tuple[int, int, int]] = set()
    for value in set(values):
        found = _NUMERIC.match(value if value[:1].isdigit() else _called(value.strip())[0])
        if not found or len(found.group(1)) == 4:
            continue
        first, second, third = int(found.group(1)), int(found.group(3)), int(found.group(4))
        if first > 12 and second > 12:
            continue
        seen.add("dmy" if first > 12 else "mdy" if second > 12 else "same" if first == second else "?")
        short.add((first, second, third if len(found.group(4)) == 2 else 0))
    firm = seen & {"dmy", "mdy"}
    if firm == {"mdy"}:
        return "mdy"
    if len(firm) > 1 or ("?" in seen and not firm):
        return None
    return _year_first(short) if short else "ymd"


def _year_first(days: set[tuple[int, int, int]]) -> str | None:
    """Whether the year is last ("dmy") or first ("ymd") in dates of which the month is the second number."""
    if any(first > 31 for first, _, _ in days):
        return "ymd"
    if not all(first and month and 1 <= day <= 31 for first, month, day in days):
        return "dmy"
    firsts, lasts = len({first for first, _, _ in days}), len({last for _, _, last in days})
    return None if firsts == lasts else "dmy" if firsts > lasts else "ymd"
