"""Clock times, zones, and local times made into instants.

A local hour that a change of the clocks skips or repeats is a stated problem, never a silent shift. A
repeated hour is settled only by the row itself: by the order of start and end, or by its duration.

    Berlin, 29 March 2026                Berlin, 25 October 2026
    01:59  03:00                         02:59  02:00  ..  02:59  03:00
         ||  02:30 is skipped                  ||  02:30 is twice
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from tracker.errors import InputError
from tracker.later import pattern
from tracker.say import Word, told
from tracker.words.day import parse_day

_DIGITS = pattern(r"([01]?\d|2[0-3])([0-5]\d)")
_CLOCK = pattern(r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
_MOMENT = pattern(r"(.+?)(?:\s*,\s*|\s+(?:at\s+)?|T)(\d{1,2}(?:[:.h]\d{2}.*|\s*[ap]\.?m\.?))", re.IGNORECASE)
_OFFSET = pattern(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_ABBREVIATIONS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip


def _bad(text: str, code: str, what: str, hint: str) -> InputError:
    return InputError("{value!r} is not {what}.", hint=hint, code=code, value=text, what=told(what))


@lru_cache(maxsize=131_072)
def parse_clock(text: str) -> dt.time:
    """A clock time: `14:00`, `14:00:30`, `2:00 PM`, `2pm`, `0900`. Raises `InputError` (`bad_time`).

    >>> parse_clock("07:47:10 AM"), parse_clock("12:05 am")
    (datetime.time(7, 47, 10), datetime.time(0, 5))
    """
    words = text.strip()
    if len(words) == 8 and words[2] == words[5] == ":":
        try:
            return dt.time.fromisoformat(words)
        except ValueError:
            raise _bad(text, "bad_time", "a clock time", "Write it as 14:30.") from None
    found = _CLOCK.fullmatch(words)
    if found and (found.group(2) or found.group(5)):
        hour, half = int(found.group(1)), (found.group(5) or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
        minute, second = int(found.group(2) or 0), int(found.group(3) or 0)
        if hour < 24 and minute < 60 and second < 60:
            micro = int((found.group(4) or "0").ljust(6, "0")[:6])
            return dt.time(hour, minute, second, micro)
    if found := _DIGITS.fullmatch(words):
        return dt.time(int(found[1]), int(found[2]))
    raise _bad(text, "bad_time", "a clock time", "Write it as 14:30.")


def parse_moment(text: str, order: str | None = None) -> dt.datetime:
    """A date with a clock time; with an offset in the text it has a zone, else none (see `local_instant`).

    Reads ISO 8601 in both forms (24:00 is the end of the day), `Wed May 06 09:06:14 PDT 2026`, an offset with the
    zone's name behind it, a zone's name alone, and seconds or milliseconds since 1970. Raises `InputError`
    (`bad_moment`, and what `parse_day`, `parse_clock` and `local_instant` raise).

    >>> parse_moment("01/11/2022 07:47:10 AM", "mdy"), parse_moment("2026-05-01T09:00Z").tzname()
    (datetime.datetime(2022, 1, 11, 7, 47, 10), 'UTC')
    >>> str(parse_moment("Wed May 06 09:06:14 PDT 2026")), str(parse_moment("20260306T2400"))
    ('2026-05-06 09:06:14-07:00', '2026-03-07 00:00:00')
    """
    words = text.strip()
    if _SPAN.fullmatch(words):
        raise _bad(text, "bad_moment", "a date with one clock time", "Write it as 2026-05-31 14:30.")
    if words[4:5] == "-" and words[10:11] in ("T", " "):
        try:
            return _likely(_midnight(words) or dt.datetime.fromisoformat(words))
        except (ValueError, OverflowError):
            pass
    if _EPOCH.fullmatch(words):
        return _since_1970(text, words)
    if found := _BASIC.fullmatch(words):
        return _iso(text, f"{'-'.join(found.group(1, 2, 3))}T{found.group(4)}")
    if found := _UNIX_DATE.fullmatch(words):
        _, month, day, clock, zone, year = found.groups()
        words = f"{day} {month} {year} {clock}{f' {zone}' if zone else ''}"
    words, zone = _zone_behind(words)
    return _in_zone(text, _local(text, words, order), zone)


_EPOCH = pattern(r"1\d{9}(?:\d{3})?(?:\.\d+)?|9[4-9]\d{7}(?:\.\d+)?")
"""Seconds since 1970 from 1999 to 2033, or milliseconds from 2001 on; 2026050109 is rather a date."""
_BASIC = pattern(r"(\d{4})(\d{2})(\d{2})T(\d{2}(?:\d{2}){0,2}(?:[.,]\d+)?(?:Z|[+-]\d{2}(?:\d{2})?)?)", re.IGNORECASE)
_UNIX_DATE = pattern(
    r"([A-Za-z]{3}),? ([A-Za-z]{3}) +(\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?)(?: ([A-Z]{2,5}|[+-]\d{4}))? (\d{4})"
)
_MIDNIGHT = pattern(r"(.*[T ])24(:?00){0,2}(?:[.,]0+)?(?=$|[^\d:.])(.*)")
_ZONE_BEHIND = pattern(
    r"(?P<rest>.*?\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?:\s*[AP]\.?M\.?)?|\s*[AP]\.?M\.?))\s*"
    r"(?P<offset>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?)?\s*"
    r"(?P<said>\[[\w/+:-]+\]|\([\w /+:-]+\)|[A-Z]{3,5}|[A-Z]+/[\w/+-]+)?",
    re.IGNORECASE,
)
_SPAN = pattern(r".* \d{1,2}:\d{2} ?[-–] ?\d{1,2}:\d{2}")
"""From a clock time to another: the second is not an offset."""


def _likely(moment: dt.datetime) -> dt.datetime:
    """The moment. Raises what `parse_day` raises for a year that is probably a typo."""
    if not 1900 <= moment.year <= 2199:
        parse_day(moment.date().isoformat())
    return moment


def _midnight(words: str) -> dt.datetime | None:
    """The moment of a text that ends the day at 24:00, None for any other."""
    found = _MIDNIGHT.fullmatch(words)
    if not found:
        return None
    return dt.datetime.fromisoformat(f"{found.group(1)}00:00{found.group(3)}") + dt.timedelta(days=1)


def _iso(text: str, words: str) -> dt.datetime:
    try:
        return _likely(_midnight(words) or dt.datetime.fromisoformat(words))
    except (ValueError, OverflowError):
        raise _bad(text, "bad_moment", "a date with a clock time", "Write it as 2026-05-31 14:30.") from None


def _since_1970(text: str, words: str) -> dt.datetime:
    whole = float(words)
    return dt.datetime.fromtimestamp(whole / 1000 if len(words.partition(".")[0]) == 13 else whole, dt.UTC)


def _zone_behind(words: str) -> tuple[str, str]:
    """A text less the offset or zone at its end, and that: an offset wins over a name behind it."""
    found = _ZONE_BEHIND.fullmatch(words)
    if not found:
        return words, ""
    return found["rest"], found["offset"] or (found["said"] or "").strip("[]() ")


def _local(text: str, words: str, order: str | None) -> dt.datetime:
    found = _MOMENT.fullmatch(words)
    if not found:
        raise _bad(text, "bad_moment", "a date with a clock time", "Write it as 2026-05-31 14:30.")
    day = parse_day(found.group(1).rstrip(","), order)
    if re.fullmatch(r"24[:.]00([:.]00)?", found.group(2)):
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(days=1)
    return dt.datetime.combine(day, parse_clock(found.group(2)))


def _in_zone(text: str, local: dt.datetime, zone: str) -> dt.datetime:
    if not zone:
        return local
    offset = offset_of(zone)
    if offset is not None:
        return local.replace(tzinfo=dt.timezone(offset))
    if "/" in zone:
        return local_instant(local, parse_zone(zone))
    raise InputError(
        "{typed!r} names the zone {zone}, which several places use.",
        hint="Give the time with its offset from UTC.",
        code="unknown_zone",
        value=text,
        typed=Word(text),
        zone=Word(zone),
    )


def parse_instant(text: str) -> dt.datetime:
    """An ISO 8601 instant with an offset, in UTC. Raises `InputError` (`bad_instant`, `no_offset`).

    >>> parse_instant("2026-05-01T09:00:00+02:00").isoformat()
    '2026-05-01T07:00:00+00:00'
    """
    words, hint = text.strip(), "Write it as 2026-05-31T14:30:00+02:00."
    try:
        moment = dt.datetime.fromisoformat(words) if len(words) > 10 else None
        if moment is not None and moment.utcoffset() is not None:
            return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is not None:
        raise InputError("{value!r} names no offset from UTC.", hint=hint, code="no_offset", value=text)
    raise _bad(text, "bad_instant", "an instant", hint)


@cache
def zone_info(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `InputError` (`unknown_zone`)."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise InputError(
            "{value!r} is not a time zone.",
            hint="Use a name such as Europe/Berlin or Asia/Manila.",
            code="unknown_zone",
            value=name,
        ) from None


def parse_zone(text: str) -> str:
    """The IANA name of a zone, its letters' case put right. Raises `InputError` (`unknown_zone`).

    >>> parse_zone("asia/manila")
    'Asia/Manila'
    """
    words = text.strip().replace(" ", "_")
    if words in ("UTC", "Etc/UTC"):
        return words
    names = _zone_names()
    name = names.get(words.casefold())
    if name is None:
        zone_info(words or "-")
        return words
    return name


@cache
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def offset_of(text: str) -> dt.timedelta | None:
    """The offset that a zone column's text fixes (`PDT`, `CET`, `GMT+08:00`), None if it is not certain.

    `CST`, `IST`, `BST` and the like mean several zones and give None: the zone has to be asked for.

    >>> offset_of("PDT") == dt.timedelta(hours=-7), offset_of("IST")
    (True, None)
    """
    words = text.strip().upper()
    if words in _ABBREVIATIONS:
        return dt.timedelta(hours=_ABBREVIATIONS[words])
    found = _OFFSET.fullmatch(words)
    if not found or int(found.group(2)) > 14:
        return None
    size = dt.timedelta(hours=int(found.group(2)), minutes=int(found.group(3) or 0))
    return -size if found.group(1) == "-" else size


@lru_cache(maxsize=65_536)
def _offset_of_day(day: dt.date, zone: str) -> dt.timedelta | None:
    """The offset that holds from before to after a local day, None if the clocks change near it."""
    info, midnight = zone_info(zone), dt.datetime.combine(day, dt.time())
    near = [midnight.replace(tzinfo=info), (midnight + dt.timedelta(days=1)).replace(tzinfo=info)]
    offsets = {at.replace(fold=fold).utcoffset() for at in near for fold in (0, 1)}
    return offsets.pop() if len(offsets) == 1 else None


def steady_offset(day: dt.date, zone: str) -> dt.timedelta | None:
    """The one offset from UTC that a whole local day has, None on a day on which the clocks may change.

    >>> steady_offset(dt.date(2026, 5, 1), "Asia/Manila"), steady_offset(dt.date(2026, 3, 29), "Europe/Berlin")
    (datetime.timedelta(seconds=28800), None)
    """
    return _offset_of_day(day, zone)


def local_readings(local: dt.datetime, zone: str) -> list[dt.datetime]:
    """The instants that a local time may mean: none (skipped), one, or two in order (repeated)."""
    offset = _offset_of_day(local.date(), zone)
    if offset is not None:
        return [(local - offset).replace(tzinfo=dt.UTC)]
    info = zone_info(zone)
    found: list[dt.datetime] = []
    for fold in (0, 1):
        instant = local.replace(tzinfo=info, fold=fold).astimezone(dt.UTC)
        back = instant.astimezone(info).replace(tzinfo=None)
        if back == local.replace(fold=0) and instant not in found:
            found.append(instant)
    return sorted(found)


def local_instant(local: dt.datetime, zone: str) -> dt.datetime:
    """The instant, in UTC, of a local time without zone. Raises `InputError`:

    `skipped_hour` (the clocks were put forward over it), `repeated_hour` (put back, so it was twice).

    >>> local_instant(dt.datetime(2026, 5, 1, 9), "Asia/Manila").isoformat()
    '2026-05-01T01:00:00+00:00'
    """
    found = local_readings(local, zone)
    if len(found) == 1:
        return found[0]
    raise _not_one(local, zone, skipped=not found)


def _not_one(local: dt.datetime, zone: str, *, skipped: bool) -> InputError:
    when = local.isoformat(" ")
    if skipped:
        return InputError(
            "{when} did not exist in {zone}: the clocks were put forward over it.",
            hint="Correct the time, or name the zone that the file was written in.",
            code="skipped_hour",
            value=when,
            when=Word(when),
            zone=Word(zone),
        )
    return InputError(
        "{when} was twice in {zone}: the clocks were put back, and the row does not tell which it is.",
        hint="Correct the time, or give it with its offset from UTC.",
        code="repeated_hour",
        value=when,
        when=Word(when),
        zone=Word(zone),
    )


def local_span(
    start: dt.datetime, end: dt.datetime, zone: str, seconds: int | None = None, *, slack: int = 60
) -> tuple[dt.datetime, dt.datetime]:
    """Start and end, in UTC, of two local times of one row.

    A repeated hour is taken only where the row settles it: one pair of readings runs forward, or one of
    them is as long as `seconds` (within `slack`, for durations in whole minutes). Raises as `local_instant`.

    >>> berlin = "Europe/Berlin"    # the hour from 02:00 is twice on 25 October 2026
    >>> first = dt.datetime(2026, 10, 25, 1, 30); last = dt.datetime(2026, 10, 25, 2, 30)
    >>> [t.strftime("%H:%M") for t in local_span(first, last, berlin, 7200)]
    ['23:30', '01:30']
    """
    first, last = _offset_of_day(start.date(), zone), _offset_of_day(end.date(), zone)
    if first is not None and last is not None:
        return (start - first).replace(tzinfo=dt.UTC), (end - last).replace(tzinfo=dt.UTC)
    starts, ends = local_readings(start, zone), local_readings(end, zone)
    if len(starts) == len(ends) == 1:
        return starts[0], ends[0]
    for local, found in ((start, starts), (end, ends)):
        if not found:
            raise _not_one(local, zone, skipped=True)
    pairs = [(a, b) for a in starts for b in ends if a <= b]
    if seconds is not None and len(pairs) > 1:
        pairs = [(a, b) for a, b in pairs if abs((b - a).total_seconds() - seconds) < slack]
    if len(pairs) != 1:
        raise _not_one(start if len(starts) > 1 else end, zone, skipped=False)
    return pairs[0]
