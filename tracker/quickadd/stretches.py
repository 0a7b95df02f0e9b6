"""Stretches of days in words: last week, in april, 3-9 may, mon-fri, 2026-W45, from mon to wed."""

from __future__ import annotations

import datetime as dt
import re

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd import dates
from tracker.quickadd.dates import DAY_NAMES, MONTH, MONTHS, NUMBER, Date, in_words
from tracker.quickadd.days import COUNTS, DAY, WEEKS, Days, Lean, Stretch, part_of, starts
from tracker.say import Said, Weekday, Word
from tracker.units import monday
from tracker.words.calendar_days import month_first, month_last, weekday_from, weekday_until

_APART = pattern(r"(?:from |between )?(.+?)(?: ?\.\.+ ?| (?:to|until|till|til|through|thru|and|-|->) )(.+)")
_HYPHENS = (
    pattern(rf"(?P<a>\d{{1,2}})(?:st|nd|rd|th|\.)?-(?P<b>\d{{1,2}})(?:st|nd|rd|th|\.)? (?P<m>{MONTH})(?P<y> \d{{4}})?"),
    pattern(rf"(?P<m>{MONTH}) (?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})(?P<y> \d{{4}})?"),
)
_TWO = pattern(
    rf"([a-z]+|\d{{1,2}} (?:{MONTH})|(?:{MONTH}) \d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}\.?)"
    rf"-([a-z]+|\d{{1,2}} (?:{MONTH})(?: \d{{4}})?|(?:{MONTH}) \d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}\.?)"
)
_ISO_WEEK = pattern(r"(?:(\d{4})[- ]?)?(?:w|wk|kw|cw|week) ?(\d{1,2})(?: (\d{4}))?")
_ISO_MONTH = pattern(r"((?:19|20|21)\d\d)-(0[1-9]|1[0-2])")
_YEAR = pattern(r"(?:19|20|21)\d\d")


def span(days: Days, text: str) -> Stretch | None:
    """A stretch, or a day as a stretch of one, with the part of the day that it names."""
    if found := stretch(days, text):
        return found
    day = days.day(text)
    return Stretch(day, day, part=part_of(text)) if day else None


def stretch(days: Days, text: str) -> Stretch | None:
    """The days that a text means, None if it is not a stretch. Raises as `Days.day`.

    >>> days = Days(dt.date(2026, 5, 6))
    >>> said = ("last week", "3-9 may", "2026-W18", "last weekend")
    >>> [f"{s.first:%d.%m.}-{s.last:%d.%m.}" for t in said if (s := stretch(days, t))]
    ['27.04.-03.05.', '03.05.-09.05.', '27.04.-03.05.', '02.05.-03.05.']
    """
    low = text.casefold().replace("–", "-").replace("—", "-")
    low = low.removeprefix("the ").replace(" & ", " and ")
    if not starts(low) and not low.startswith(("from ", "between ", "since ")):
        return None
    low = re.sub(r"^(?:in|during|for) (?=.*\d-\d)", "", low)
    words = low.replace(",", " ").split()
    found = _named(days, words) or _weekly(days, low)
    if found:
        return found
    for form in _HYPHENS:
        if m := form.fullmatch(low):
            year = int(m["y"]) if m["y"] else None
            month = MONTHS[m["m"]]
            return _between(days, Date(int(m["a"]), month, year), Date(int(m["b"]), month, year), text)
    if " and " in low and not low.startswith(("from ", "between ")):
        return _both(days, low, text)
    if m := _APART.fullmatch(low) or _TWO.fullmatch(low):
        return _pair(days, m[1], m[2], text)
    return None


def _both(days: Days, low: str, text: str) -> Stretch | None:
    """`sat and sun`, `1 and 2 may`: two days side by side. Whether something is said of both or of each is open."""
    left, _, right = low.partition(" and ")
    if left in DAY_NAMES and right in DAY_NAMES and (DAY_NAMES[right] - DAY_NAMES[left]) % 7 != 1:
        raise _apart(text)
    found = _pair(days, left, right, text)
    if found and (found.last - found.first).days != 1:
        raise _apart(text)
    return found and found._replace(weekdays=True)


def _apart(text: str) -> InputError:
    return InputError("“{value}” are two days with others between.", hint="Write a line for each day.", value=text)


def _named(days: Days, words: list[str]) -> Stretch | None:
    """A week or month by its name, or a number of days up to today."""
    match words:
        case [which, "week" | "month" | "weekend" as unit] if which in WEEKS:
            days.need_anchor(" ".join(words))
            return _calendar(days, WEEKS[which], unit)
        case ["last" | "past", n, "days"] if COUNTS.get(n):
            days.need_anchor(" ".join(words))
            return Stretch(days.today - (COUNTS[n] - 1) * DAY, days.today)
        case ["last" | "past", n, "weeks"] if COUNTS.get(n):
            return _last_weeks(days, COUNTS[n], " ".join(words))
        case ["past", "week"]:
            days.need_anchor("past week")
            week, seven = _calendar(days, -1, "week"), Stretch(days.today - 6 * DAY, days.today)
            hint = "Write last week, or last 7 days."
            return days.ask(
                "past week", "“past week” may be last week or the last 7 days.", [("", week), ("", seven)], hint=hint
            )
        case ["weekend" | "weekends"] | [_, "the", "weekend"] | ["over" | "on", "weekend"]:
            return _weekend(days, " ".join(words))
        case ["in" | "during" | "for", name] if name in MONTHS:
            start = days.nearest(Date(1, MONTHS[name]), name)
            return month_of(start) if start else None
        case [name, year] if name in MONTHS and _YEAR.fullmatch(year):
            return month_of(dt.date(int(year), MONTHS[name], 1))
        case ["in" | "during" | "for", name, year]:
            return _named(days, [name, year])
        case ["week", "of" | "commencing" | "beginning", *rest] | ["in", "week", "of", *rest] if rest:
            day = days.day(" ".join(rest))
            return week_of(day) if day else None
        case ["week", "ending", *rest] if rest:
            day = days.day(" ".join(rest))
            return Stretch(day - 6 * DAY, day, True) if day else None
        case _:
            return None


def _last_weeks(days: Days, n: int, text: str) -> Stretch:
    """`last 2 weeks`: those from Monday to Sunday before this one, or 14 days up to today; it is asked."""
    days.need_anchor(text)
    up_to_today = Stretch(days.today - (7 * n - 1) * DAY, days.today)
    whole = Stretch(monday(days.today) - 7 * n * DAY, monday(days.today) - DAY)
    message = Said("Which days are “{typed}”?", typed=Word(text))
    return days.ask(text, message, [("", up_to_today), ("", whole)], hint="Write the dates.")


def _weekend(days: Days, text: str) -> Stretch:
    """`over the weekend`: the last one or the next, as the line leans; which days these are is asked."""
    days.need_anchor(text)
    first = weekday_until(days.today, 5) if days.lean in (Lean.PAST, Lean.LAST) else weekday_from(days.today, 5)
    message = Said("Which weekend is “{typed}”?", typed=Word(text))
    found = Stretch(first, first + DAY)
    return days.ask(text, message, [("", found)], hint="Write last weekend, or the dates.")


def _calendar(days: Days, n: int, unit: str) -> Stretch:
    """The week, weekend or month a number of them after this one."""
    if unit == "month":
        return month_of(month_first(days.today, n))
    first = monday(days.today) + n * 7 * DAY
    return Stretch(first + 5 * DAY, first + 6 * DAY) if unit == "weekend" else week_of(first)


def _weekly(days: Days, low: str) -> Stretch | None:
    """`2026-W45`, `week 45`, `kw45`, `2026-05`."""
    if month := _ISO_MONTH.fullmatch(low):
        return month_of(dt.date(int(month[1]), int(month[2]), 1))
    found = _ISO_WEEK.fullmatch(low.removeprefix("in "))
    if not found or (found[1] and found[3]):
        return None
    if low in ("w8", "w9"):  # as the forms of taxes are called
        days.ask(low, Said("Is “{typed}” a week?", typed=Word(low)), [("", True)], hint="A form is a note, behind a #.")
    year, week = found[1] or found[3], int(found[2])
    years = (int(year),) if year else range(days.today.year - 8, days.today.year + 9)
    mondays = [first for at in years if (first := _monday_of(at, week))]
    if mondays:
        return week_of(mondays[0] if year else days.nearest_of(mondays, low) or mondays[-1])
    raise InputError("“{value}” is not a week.", code="bad_date", value=low)


def _monday_of(year: int, week: int) -> dt.date | None:
    """The first day of a week of the calendar; None if the year has no such week."""
    try:
        return dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _pair(days: Days, left: str, right: str, text: str) -> Stretch | None:
    """From one day to another, each in words of its own, or as numbers of one month."""
    a, b = in_words(left.split()), in_words(right.split())
    if b and not a and (number := NUMBER.fullmatch(left)):
        a = Date(int(number[1]), b.month, b.year)
    if a and b:
        return _between(days, a, b, text)
    if left in DAY_NAMES and right in DAY_NAMES:
        return _weekdays(days, DAY_NAMES[left], DAY_NAMES[right], text)
    first, last = days.day(left), days.day(right)
    return _ordered(first, last, text) if first and last else None


def _weekdays(days: Days, left: int, right: int, text: str) -> Stretch:
    """`mon-fri`: the last such days for what was done; asked about if they are not over."""
    began = weekday_until(days.today, left)
    back, n = (days.today - began).days, (weekday_from(began, right) - began).days
    this, before = _on(began, n), _on(began - 7 * DAY, n)
    if this.last <= days.today and days.lean in (Lean.PAST, Lean.LAST):
        return this
    if days.lean in (Lean.AHEAD, Lean.EITHER, Lean.NEAR):
        coming = _on(began + 7 * DAY, n)
        if back == 0 or days.lean is Lean.AHEAD:
            return this if back == 0 else coming
        message = Said(
            "“{typed}” may be from {first} or from {first_2}.",
            typed=Word(text),
            first=Weekday(this.first),
            first_2=Weekday(coming.first),
        )
        return days.ask(text, message, [("", this), ("", coming)], hint="Write the dates: such as 4-8 may.")
    message = Said(
        "“{typed}” is not over: {first} to {last}.",
        typed=Word(text),
        first=Weekday(this.first),
        last=Weekday(this.last),
    )
    options = [("", before)] if back == 0 else [("", before), ("", Stretch(began, days.today, False, "", True))]
    return days.ask(text, message, options, hint="Write which week it was: such as 4-8 may.")


def _on(first: dt.date, n: int) -> Stretch:
    return Stretch(first, first + n * DAY, weekdays=True)


def _between(days: Days, a: Date, b: Date, text: str) -> Stretch:
    """Of two dates the one with a year settles the other's; else the first is looked for."""
    if b.year and not a.year:
        last = days.settled(b, text)
        return _ordered(Days(last, Lean.LAST).settled(a, text), last, text)
    first = days.settled(a, text)
    if b.year:
        return _ordered(first, days.settled(b, text), text)
    if not b.month:
        b = b._replace(month=first.month)
    later = min((d for d in dates.days(b, range(first.year, first.year + 9)) if d >= first), default=None)
    if later is None or (a.month == b.month and b.day < a.day):
        return _ordered(first, days.settled(b._replace(year=first.year), text), text)
    return Stretch(first, days.settled(b._replace(year=later.year), text))


def _ordered(first: dt.date, last: dt.date, text: str) -> Stretch:
    if last < first:
        raise InputError("“{value}” ends before it starts.", code="ends_before_start", value=text)
    return Stretch(first, last)


def week_of(day: dt.date) -> Stretch:
    return Stretch(monday(day), monday(day) + 6 * DAY, True)


def month_of(day: dt.date) -> Stretch:
    return Stretch(month_first(day), month_last(day), True)
