"""iCalendar (RFC 5545) as text: components with their properties, times with their zones, rules of repetition.

    Text ── components ──> Component: VCALENDAR, in it VTIMEZONE and VEVENT ── when ──> When ── repeats ──> When …

A local time that the clocks had twice is the first one, and one that they skipped is taken with the offset from before,
as the standard says.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tracker.errors import InputError, UnreadableFile
from tracker.importers.base import Text
from tracker.say import Count, Said, told
from tracker.words import zone_info
from tracker.words.calendar_days import days_by_rule, month_last

MOST_TIMES = 20_000
"""So often an event may come again."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LINE = re.compile(r'[\w-]+((?:;[\w-]+=(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([\w-]+)=((?:"[^"]*"|[^":;])*)')
_READ = frozenset(
    (
        "BEGIN", "END", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE",
        "RECURRENCE-ID", "SUMMARY", "CATEGORIES", "STATUS", "TRANSP", "ATTENDEE", "X-MICROSOFT-CDO-BUSYSTATUS",
        "X-WR-CALNAME", "NAME", "TZID", "TZOFFSETFROM", "TZOFFSETTO",
    )
)  # fmt: skip
"""Properties that are read; what an event is about in its own words is forgotten."""
_NO_PARAMETERS: dict[str, str] = {}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MOMENT = re.compile(r"(\d{8}T\d{6})(Z?)")
_LENGTH = re.compile(r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?")
_IANA = re.compile(r"(?:.*/)?((?:[A-Za-z]+/)+[A-Za-z_+-]+\d*)")


class Property(NamedTuple):
    """One line, put together where it was folded."""

    line: int
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value without its escapes."""
        if "\\" not in self.value:
            return self.value.strip()
        return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value).strip()


@dataclass(slots=True)
class Component:
    """What is between BEGIN and END; properties by name in their order."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def add(self, said: Property) -> None:
        if said.name in self.properties:
            self.properties[said.name].append(said)
        else:
            self.properties[said.name] = [said]

    def first(self, name: str) -> Property | None:
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text if found else ""

    def all(self, name: str) -> list[Property]:
        return self.properties.get(name, [])


def components(text: Text) -> list[Component]:
    """The calendars of a file. Raises `UnreadableFile` (`bad_calendar`) for one that is cut off or wrongly nested."""
    top = Component("", 1)
    open_ones = [top]
    for line, content in _unfolded(text.text):
        head, _, value = content.partition(":")
        plain = head in _READ
        name = head if plain else head.partition(";")[0].upper()
        if name == "BEGIN":
            open_ones[-1].inside.append(Component(value.strip().upper(), line))
            open_ones.append(open_ones[-1].inside[-1])
        elif name == "END":
            if len(open_ones) < 2 or open_ones.pop().name != value.strip().upper():
                raise _bad(text, line, "An END without its BEGIN.")
        elif plain:
            open_ones[-1].add(Property(line, name, _NO_PARAMETERS, value))
        elif name in _READ and (made := _property(line, name, head, content)):
            open_ones[-1].add(made)
    if len(open_ones) > 1:
        raise _bad(text, open_ones[-1].line, "The calendar ends before it is complete.")
    return [c for c in top.inside if c.name == "VCALENDAR"]


def _property(line: int, name: str, head: str, content: str) -> Property | None:
    """A line of a name that is read; None for a broken one."""
    found = _LINE.fullmatch(content) if '"' in head else None
    if '"' in head and not found:
        return None
    said, value = found.groups() if found else (head[len(name) :], content[len(head) + 1 :])
    return Property(line, name, _parameters(said), value)


@lru_cache(maxsize=4_096)
def _parameters(said: str) -> dict[str, str]:
    return {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(said)}


def _bad(text: Text, line: int, message: str) -> UnreadableFile:
    return UnreadableFile(message, hint="Export it again.", code="bad_calendar", file=text.name, line=line)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(line, content) of each line, with those that go on with a space or a tab put behind it."""
    first, content = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t"):
            content += line[1:]
            continue
        if content:
            yield first, content
        first, content = number, line
    if content:
        yield first, content


# --- times ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A time as its zone's clocks show it; of a day without times its midnight."""

    local: dt.datetime
    zone: dt.tzinfo
    all_day: bool = False

    @property
    def utc(self) -> dt.datetime:
        return self.local.replace(tzinfo=self.zone).astimezone(dt.UTC)

    def at(self, local: dt.datetime) -> When:
        return When(local, self.zone, self.all_day)


class Zones:
    """The zones that a calendar names: by their IANA names, else as it describes them itself."""

    def __init__(self, calendar: Component, floating: dt.tzinfo | None) -> None:
        self.floating = floating
        self._described = {c.text("TZID"): c for c in calendar.inside if c.name == "VTIMEZONE"}
        self._known: dict[str, dt.tzinfo] = {}

    def when(self, said: Property) -> list[When]:
        """The times of a property, of which some have several. Raises `InputError` (`bad_moment`, `unknown_zone`)."""
        return [self._one(value.strip(), said.parameters.get("TZID", "")) for value in said.value.split(",")]

    def _one(self, value: str, name: str) -> When:
        found = _MOMENT.fullmatch(value)
        try:
            if found:
                local = _in_reach(dt.datetime.fromisoformat(found[1]))
                return When(local, dt.UTC if found[2] else self.of(name))
            if len(value) == 8 and value.isdecimal():
                return When(_in_reach(dt.datetime.fromisoformat(value)), self.floating or dt.UTC, all_day=True)
        except ValueError:
            pass
        raise InputError("{value!r} cannot be read as a time of a calendar.", code="bad_moment", value=value)

    def of(self, name: str) -> dt.tzinfo:
        if not name and self.floating:
            return self.floating
        if name not in self._known:
            self._known[name] = _iana(name) or _described(name, self._described.get(name))
        return self._known[name]


def _in_reach(local: dt.datetime) -> dt.datetime:
    if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        raise ValueError(local.year)
    return local


def _iana(name: str) -> dt.tzinfo | None:
    """The zone of a name that is, or ends with, one of the usual names."""
    found = _IANA.fullmatch(name)
    for candidate in (name, found[1] if found else ""):
        try:
            return zone_info(candidate) if candidate else None
        except InputError:
            continue
    return None


class Described(dt.tzinfo):
    """A zone as a VTIMEZONE describes it: (local time of the change, offset before, offset after), in their order."""

    def __init__(self, changes: list[tuple[dt.datetime, dt.timedelta, dt.timedelta]]) -> None:
        self._changes = sorted(changes)
        self._onsets = [onset for onset, _, _ in self._changes]

    def utcoffset(self, at: dt.datetime | None) -> dt.timedelta:
        local = (at or self._onsets[0]).replace(tzinfo=None)
        place = bisect_right(self._onsets, local) - 1
        onset, before, after = self._changes[max(place, 0)]
        return before if place < 0 or local < onset + (after - before) else after

    def dst(self, at: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta()

    def tzname(self, at: dt.datetime | None) -> str:
        return "described"


def _described(name: str, described: Component | None) -> dt.tzinfo:
    """The zone that a VTIMEZONE describes. Raises `InputError` (`unknown_zone`) if the file has none of that name."""
    changes = [c for part in (described.inside if described else ()) for c in _changes(part)]
    if not changes:
        raise InputError("The file does not give the time zone {value!r}.", code="unknown_zone", value=name)
    return Described(changes)


def _changes(part: Component) -> Iterator[tuple[dt.datetime, dt.timedelta, dt.timedelta]]:
    before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
    found = _MOMENT.fullmatch(part.text("DTSTART"))
    start = When(dt.datetime.fromisoformat(found[1]), dt.UTC) if found else None
    if before is None or after is None or start is None:
        return
    yield start.local, before, after
    for rule in part.all("RRULE"):
        if "FREQ=YEARLY" in rule.value.upper():
            times = repeats(rule.value, start, _LATEST, begins=False)
            yield from ((at.local, before, after) for at in times)
    for dates in part.all("RDATE"):
        yield from ((dt.datetime.fromisoformat(at), before, after) for at, _ in _MOMENT.findall(dates.value))


def _offset(text: str) -> dt.timedelta | None:
    found = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", text)
    if not found:
        return None
    size = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -size if found[1] == "-" else size


_LATEST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def length(value: str) -> tuple[int, dt.timedelta]:
    """Days by the calendar, and exact time, of a DURATION. Raises `InputError` (`bad_duration`).

    >>> length("P1DT2H30M")
    (1, datetime.timedelta(seconds=9000))
    """
    found = _LENGTH.fullmatch(value.strip())
    if not found or value.strip()[-1] in "PT" or found[1] == "-":
        raise InputError("{value!r} cannot be how long an event takes.", code="bad_duration", value=value)
    weeks, days, hours, minutes, seconds = (int(g or 0) for g in found.groups()[1:])
    return weeks * 7 + days, dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)


# --- repetition -----------------------------------------------------------------------------------------

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_MOST}


def repeats(rule: str, start: When, before: dt.datetime, *, begins: bool = True) -> Iterator[When]:
    """The times of a rule that are before an instant; `begins`: its first time has to be that of the event.

    Raises `InputError` (`bad_series`) for a rule that cannot be, that its first time does not fit, or that comes too
    often.
    """
    parts = _parts(rule)
    _refuse(parts, rule)
    if begins and not _fits(parts, start.local):
        raise _bad_rule(rule, "its first time does not fit it")
    until, n = _until(parts.get("UNTIL", ""), start), 0
    for day in _days(parts, rule, start.local.date()):
        at = start.at(dt.datetime.combine(day, start.local.time()))
        if day.year > _LAST_YEAR or (until and at.local > until) or at.utc >= before:
            return
        if begins and n == 0 and at.local != start.local:
            raise _bad_rule(rule, "its first time does not fit it")
        if (n := n + 1) > MOST_TIMES:
            raise _bad_rule(rule, Said("it comes more than {n} times", n=Count(MOST_TIMES)))
        yield at


def _parts(rule: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in rule.strip().strip(";").upper().split(";")]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _days(parts: dict[str, str], rule: str, first: dt.date) -> Iterator[dt.date]:
    count = parts.get("COUNT")
    numbers = {name.lower(): _numbers(parts[name], most, rule) for name, most in _MOST.items() if name in parts}
    return days_by_rule(
        first,
        parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        count=_numbers(count, 9_999, rule)[0] if count else None,
        week_starts=_weekday(parts.get("WKST", "MO"), rule)[0],
        each=[_weekday(day, rule) for day in parts.get("BYDAY", "").split(",") if day],
        **numbers,
    )


def _numbers(value: str, most: int, rule: str) -> list[int]:
    found = [int(v) for v in value.split(",") if re.fullmatch(r"[+-]?\d{1,4}", v.strip())]
    if len(found) != value.count(",") + 1 or not all(0 < abs(n) <= most for n in found):
        raise _bad_rule(rule)
    return found


def _weekday(value: str, rule: str) -> tuple[int, int]:
    """A weekday, and which of the month or year (0: all)."""
    which, day = value.strip()[:-2], value.strip()[-2:]
    if day not in _WEEKDAYS:
        raise _bad_rule(rule)
    return _WEEKDAYS.index(day), _numbers(which, 53, rule)[0] if which else 0


def _bad_rule(rule: str, why: Said | str = "it cannot be read") -> InputError:
    return InputError(
        "The rule by which the event comes again cannot be used: {why}.",
        hint="Enter the work of this event by hand.",
        code="bad_series",
        value=rule[:80],
        why=told(why),
    )


def _refuse(parts: dict[str, str], rule: str) -> None:
    """Raise for what cannot be, and for what may be looked for without an end."""
    if set(parts) - _PARTS or parts.get("FREQ") not in _FREQUENCIES or any(not v for v in parts.values()):
        raise _bad_rule(rule)
    if not re.fullmatch(r"0*[1-9]\d{0,3}", parts.get("INTERVAL", "1")):
        raise _bad_rule(rule)
    if parts["FREQ"] != "YEARLY" and {"BYWEEKNO", "BYYEARDAY"} & set(parts):
        raise _bad_rule(rule)
    if parts["FREQ"] == "DAILY" and "BYSETPOS" in parts:
        raise _bad_rule(rule)


def _fits(parts: dict[str, str], start: dt.datetime) -> bool:
    """Whether month, day of the month and weekday of the first time are among those of the rule."""
    days = {str(start.day), str(start.day - month_last(start.date()).day - 1)}
    return (
        _among(parts.get("BYMONTH"), {str(start.month)})
        and _among(parts.get("BYMONTHDAY"), days)
        and _among(re.sub(r"[+-]?\d+", "", parts.get("BYDAY", "")), {_WEEKDAYS[start.weekday()]})
    )


def _among(said: str | None, values: set[str]) -> bool:
    return not said or bool({v.strip().lstrip("+").removeprefix("0") for v in said.split(",")} & values)


def _until(value: str, start: When) -> dt.datetime | None:
    """The last moment as the clocks of the event show it; of a day its end."""
    try:
        at = dt.datetime.fromisoformat(value.removesuffix("Z")) if value else None
    except ValueError:
        raise _bad_rule(f"UNTIL={value}") from None
    if at is None or at.year > _LAST_YEAR:
        return None
    if at.year < _FIRST_YEAR:
        raise _bad_rule(f"UNTIL={value}")
    if value.endswith("Z"):
        return at.replace(tzinfo=dt.UTC).astimezone(start.zone).replace(tzinfo=None)
    return at if "T" in value else at.replace(hour=23, minute=59, second=59)
