"""Clock times, spans between two of them, and moments."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.errors import InputError
from tracker.quickadd.asking import Asker
from tracker.quickadd.days import Days
from tracker.say import Many, Said, Word
from tracker.words import local_instant, parse_clock, parse_instant

_HALF = r"(?:[ap](?:\.?m\.?)?|nn|mn)"
_CLOCK = rf"(?:\d{{1,2}}(?:(?:[:.]|h(?=\d))\d{{2}}(?::\d{{2}})?|h)?|\d{{3,4}}h?){_HALF}?|noon|midnight"
_SPAN = re.compile(
    rf"(?P<a>{_CLOCK})(?P<by>-|–|—|~|>|->|→|to|until|till|til|through|and)(?P<b>{_CLOCK})(?P<part>inthe(?:morning|afternoon|evening)|atnight)?"
)
_ONE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?|nn|mn)?|\d{1,2} ?(?:[ap]\.?m\.?|nn|mn)|\d{1,2}\.\d{2} ?[ap]\.?m\.?"
    r"|(?:12 )?(?:noon|midnight)",
    re.IGNORECASE,
)
SHORT = re.compile(r"\d:[0-5]\d")
"""A clock-like text that may as well be a length."""
_NAMED = {"noon": "12:00", "12noon": "12:00", "midnight": "0:00", "12midnight": "0:00"}
_NOON, _DAY = 43_200, 86_400
_HOUR = 3600


class ClockSpan(NamedTuple):
    first: dt.time
    last: dt.time


class _Clock(NamedTuple):
    """A clock time as it was written: seconds of the day, and how sure its half of the day is."""

    at: int
    half: str
    """am or pm as said, "24" where it is written as only a 24-hour clock does, "" if either may be meant"""
    bare: bool
    """a number alone"""


def clock(text: str) -> str | None:
    """A clock time as written, None if it is none."""
    return text if (text[:1].isdigit() or text[:1] in "nNmM") and _ONE.fullmatch(text) else None


def time_of(text: str, ask: Asker | None = None, part: str = "") -> dt.time:
    """A clock time; with `ask`, `3:00` is asked about: it may be either half of the day.

    >>> time_of("9:00"), time_of("12nn"), time_of("3:00", part="pm")
    (datetime.time(9, 0), datetime.time(12, 0), datetime.time(15, 0))
    """
    said = _read(text.replace(" ", "").casefold())
    if said.half or said.at >= _NOON:
        return _time(said.at)
    if part in ("am", "pm"):
        return _time(said.at + _NOON * (part == "pm"))
    if ask and _HOUR <= said.at < 7 * _HOUR and not text.startswith("0"):
        options = [("", said.at), ("", said.at + _NOON)]
        early, late = _time(options[0][1]), _time(options[1][1])
        message = Said(
            "“{typed}” may be {early} or {late}.",
            typed=Word(text),
            early=Word(f"{early:%H:%M}"),
            late=Word(f"{late:%H:%M}"),
        )
        return _time(
            ask(
                text,
                message,
                options,
                hint=Said("Write {early} or {late}.", early=Word(f"{early:%H:%M}"), late=Word(f"{late:%H:%M}")),
            )
        )
    return _time(said.at)


def span(text: str, ask: Asker | None = None, part: str = "", *, bare: bool = False) -> ClockSpan | None:
    """Two clock times with a dash or "to" between. `bare` takes 9-17 too, which says of neither that it is one.

    Where am or pm is said of one only, the other is the nearest; where of none and the text does not settle it,
    it is asked about. `part` is the half of the day that was said beside it.

    >>> span("9-5pm"), span("10pm-2") == span("22:00-02:00"), span("9-5", bare=True) == span("9am-5pm")
    (ClockSpan(first=datetime.time(9, 0), last=datetime.time(17, 0)), True, True)
    """
    low = text.casefold().replace(" ", "")
    opened = low.startswith(("from", "between"))
    low = re.sub(r"^(?:from|between)", "", low)
    if not (low[:1].isdigit() or low[:1] in "nm"):
        return None
    found = _SPAN.fullmatch(low)
    if not found or (found["by"] == "and" and not opened) or any(map(_is_length, (found["a"], found["b"]))):
        return None
    if found["a"].endswith("h") and found["b"].endswith("m"):
        return None  # 2h - 9am is a length, and when it began
    part = {"inthemorning": "am", "atnight": "night"}.get(found["part"] or "", "pm" if found["part"] else part)
    if not bare and not part and re.fullmatch(r"\d{1,2}", found["a"]) and re.fullmatch(r"\d{1,2}", found["b"]):
        return None  # 24-26 in a text of numbers may be days
    first, last = _read(found["a"]), _read(found["b"])
    if first.bare and (last.bare or found["b"] == f"{last.at // _HOUR}h") and not (bare and last.bare) and not part:
        return None  # 9-17 in a text of numbers; 2-3h are two lengths
    asked = ask or Asker()
    if not opened and found["a"].endswith("h") and found["b"].endswith("h") and first.at <= last.at <= _NOON:
        return _hours(text, first, last, asked, part)
    return _placed(text, first, last, asked, part)


def _is_length(said: str) -> bool:
    """Whether a number is too large for an hour: `2h and 30`."""
    return bool(re.fullmatch(r"\d{2}h?", said)) and int(said[:2]) > 24


def _hours(text: str, a: _Clock, b: _Clock, ask: Asker, part: str) -> ClockSpan:
    """`6h-8h` are clock times, if that is agreed to: it may as well be six to eight hours."""
    found = _either(text, a, b, ask, part)
    said = f"{found.first:%H:%M}-{found.last:%H:%M}"
    return ask(
        f"hours {text}", f"“{text}” may be {said}, or a length.", [("", found)], hint=f"Write {said}, or one length."
    )


def _placed(text: str, a: _Clock, b: _Clock, ask: Asker, part: str) -> ClockSpan:
    """Both times of a span on the clock of 24 hours."""
    if a.half in ("am", "pm") and not b.half:
        return _after(a.at, b.at)
    if b.half in ("am", "pm") and not a.half:
        near = max((a.at % _NOON, a.at % _NOON + _NOON), key=lambda m: (m - b.at - 1) % _DAY)
        return ClockSpan(_time(near), _time(b.at))
    if a.half or b.half or a.at == 0:
        return ClockSpan(_time(a.at), _time(b.at))
    return _either(text, a, b, ask, part)


def _after(first: int, last: int) -> ClockSpan:
    """The end is the first such time after the start."""
    end = min((last % _NOON, last % _NOON + _NOON), key=lambda m: (m - first - 1) % _DAY)
    return ClockSpan(_time(first), _time(end))


def _either(text: str, a: _Clock, b: _Clock, ask: Asker, part: str) -> ClockSpan:
    """Both times may be of either half of the day: settled by the part of the day, by habit, else asked about."""
    early, late = _after(a.at % _NOON, b.at), _after(a.at % _NOON + _NOON, b.at)
    if part == "am":
        return early
    if part == "pm" or (part == "night" and a.at >= 5 * _HOUR):
        return late
    as_written = ClockSpan(_time(a.at), _time(b.at))
    if a.bare and b.bare:
        office = 7 * _HOUR <= a.at <= 9 * _HOUR and 3 * _HOUR <= b.at <= 6 * _HOUR
        options = [early] if office else [early, late]
    elif b.at < a.at:
        options = [early, late, as_written]
    else:
        options = (
            [early, late] if _HOUR <= a.at < 7 * _HOUR and not text.lstrip("from ").startswith("0") else [as_written]
        )
    options = list(dict.fromkeys(options))
    if len(options) == 1:
        return options[0]
    said = [f"{o.first:%H:%M}-{o.last:%H:%M}" for o in options]
    message = Said("“{typed}” may be {said}.", typed=Word(text), said=Many([Word(x) for x in said], " or "))
    return ask(
        text, message, [("", o) for o in options], hint=Said("Write {said}, or write am or pm.", said=Word(said[0]))
    )


def _read(text: str) -> _Clock:
    """A clock time in small letters without blanks. Raises `InputError` (`bad_time`)."""
    if text in _NAMED:
        return _Clock(_seconds(parse_clock(_NAMED[text])), "24", False)
    found = re.fullmatch(rf"(\d+)(?:([:.h])(\d*)(:\d\d)?)?({_HALF})?", text)
    if not found:
        return _Clock(_seconds(parse_clock(text)), "24", False)
    whole, sign, _, seconds, half = found.groups()
    if half in ("nn", "mn"):
        if whole != "12":
            raise InputError("“{value}” is not a clock time.", hint="Write it as 14:30.", code="bad_time", value=text)
        return _Clock(_NOON if half == "nn" else 0, "24", False)
    if half:
        digits = f"{whole[:-2]}:{whole[-2:]}" if len(whole) > 2 else text.removesuffix(half).replace(".", ":")
        return _Clock(_seconds(parse_clock(digits + half[0] + "m")), half[0] + "m", False)
    if len(whole) > 2:
        return _Clock(_seconds(parse_clock(f"{whole[:-2]}:{whole[-2:]}")), "24", False)
    digits = text.replace(".", ":").rstrip("h").replace("h", ":")
    if digits in ("24:00", "24"):
        return _Clock(0, "24", digits == "24")
    at = _seconds(parse_clock(digits if ":" in digits else f"{digits}:00"))
    written = bool(seconds) or (len(whole) == 2 and whole[0] == "0")  # only a clock of 24 hours is written so
    clear = written or at >= 13 * _HOUR or (sign == "h" and at > 6 * _HOUR)
    return _Clock(at, "24" if clear else "", sign is None)


def _seconds(at: dt.time) -> int:
    return at.hour * _HOUR + at.minute * 60 + at.second


def _time(seconds: int) -> dt.time:
    return dt.time(seconds // _HOUR % 24, seconds // 60 % 60, seconds % 60)


def moment(text: str, days: Days, zone: ZoneInfo) -> dt.datetime | dt.date | None:
    """A day, an instant (`yesterday 15:00`, `15:00`, `15:00 on 3 may`), or None. An instant is UTC.

    >>> moment("3 may at 3pm", Days(dt.date(2026, 5, 6)), ZoneInfo("UTC"))
    datetime.datetime(2026, 5, 3, 15, 0, tzinfo=datetime.timezone.utc)
    """
    if instant := exact(text, zone):
        return instant
    words = [w for w in text.split() if w.casefold() not in ("at", "on", "from", "since")]
    if not words:
        return None
    if day := days.day(" ".join(words)):
        return day
    for n in (2, 1):
        for said, rest in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            if len(said) == n and clock(" ".join(said)):
                day = days.day(" ".join(rest)) if rest else here_day(days)
                if day:
                    return local_instant(dt.datetime.combine(day, time_of(" ".join(said), days.ask)), zone.key)
    return None


def here_day(days: Days) -> dt.date:
    """The day if none is said. Raises `InputError` (`no_day`) if nothing says it."""
    if not days.anchored:
        raise InputError(
            "It is not known on which day it was.",
            hint="Put a line with the date above it, or write the date.",
            code="no_day",
        )
    return days.today


def exact(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """An ISO 8601 instant: with its offset, or in the time of the zone."""
    if len(text) < 16 or text[10:11] not in "Tt" or not text[:4].isdigit():
        return None
    try:
        return parse_instant(text)
    except InputError as error:
        if error.code != "no_offset":
            return None
    return local_instant(dt.datetime.fromisoformat(text), zone.key)
