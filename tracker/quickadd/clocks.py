"""Clock times, and spans between two of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Asker
from tracker.quickadd.halves import PARTS, half_of
from tracker.say import Many, Said, Word
from tracker.words import parse_clock

_HALF = r"(?:[ap](?:\.?m\.?)?|nn|mn)"
_CLOCK = rf"(?:\d{{1,2}}(?:(?:[:.]|h(?=\d))\d{{2}}(?::\d{{2}})?|h)?|\d{{3,4}}h?){_HALF}?|noon|midnight"
_SPAN = pattern(
    rf"(?P<a>{_CLOCK})(?P<by>-|–|—|~|>|->|→|to|until|till|til|through|thru|and)(?P<b>{_CLOCK})(?P<part>inthe(?:morning|afternoon|evening)|atnight)?"
)
_ONE = pattern(
    r"\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?|nn|mn)?|\d{1,2} ?(?:[ap]\.?m\.?|nn|mn)|\d{1,2}\.\d{2} ?[ap]\.?m\.?"
    r"|(?:12 )?(?:noon|midnight)",
    re.IGNORECASE,
)
SHORT = pattern(r"\d:[0-5]\d")
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
    """am, pm, noon or midnight as said, "24" where only a clock of 24 hours is written so, "" if either may be meant"""
    bare: bool
    """a number alone"""


def clock(text: str) -> str | None:
    """A clock time as written, None if it is none."""
    return text if (text[:1].isdigit() or text[:1] in "nNmM") and _ONE.fullmatch(text) else None


def time_of(text: str, ask: Asker | None = None, part: str = "") -> dt.time:
    """A clock time; with `ask`, `3:00` is asked about: it may be either half of the day.

    >>> time_of("9:00"), time_of("12nn"), time_of("3:00", part="afternoon"), time_of("12:30", part="night")
    (datetime.time(9, 0), datetime.time(12, 0), datetime.time(15, 0), datetime.time(0, 30))
    """
    said = _read(text.replace(" ", "").casefold())
    if said.half or said.at >= 13 * _HOUR:
        return _time(said.at)
    if half := half_of(said.at, part):
        return _time(said.at % _NOON + _NOON * (half == "pm"))
    if ask and (_HOUR <= said.at < 7 * _HOUR or part) and not text.startswith("0"):
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
    if re.search(r"\d \d", text):
        return None  # 9-11 3h
    low = text.casefold().replace(" ", "")
    opened = low.startswith(("from", "between"))
    low = re.sub(r"^(?:from|between)", "", low)
    if not (low[:1].isdigit() or low[:1] in "nm"):
        return None
    found = _SPAN.fullmatch(low)
    if not found or (found["by"] == "and" and not opened) or any(map(_is_length, (found["a"], found["b"]))):
        return None
    if not opened and found["a"].endswith("h") and found["b"].endswith("m"):
        return None  # 2h - 9am is a length, and when it began
    if (
        not opened
        and re.fullmatch(r"\d{1,2}h", found["a"])
        and found["by"][:2] in ("un", "ti")
        and found["b"][-1] != "h"
    ):
        return None  # 2h till noon is a length, and when it ended
    part = PARTS[re.sub("^(?:inthe|at)", "", found["part"])] if found["part"] else part
    if not bare and not part and re.fullmatch(r"\d{1,2}", found["a"]) and re.fullmatch(r"\d{1,2}", found["b"]):
        return None  # 24-26 in a text of numbers may be days
    first, last = _read(found["a"]), _read(found["b"])
    length = found["b"] == f"{last.at // _HOUR}h" and last.at <= _NOON
    if first.bare and (last.bare or length) and not (bare and last.bare) and not part:
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
        return _before(a.at, b.at)
    if {a.half, b.half} & {"noon", "midnight"} and not (a.half and b.half):
        return _from_or_to(text, a, b, ask)
    if a.half or b.half or a.at == 0:
        return _short_of_half_a_day(text, a, b, ask)
    return _either(text, a, b, ask, part)


def _from_or_to(text: str, a: _Clock, b: _Clock, ask: Asker) -> ClockSpan:
    """From noon or midnight on, or up to it: the other time is the nearest; 8 to midnight may be a whole day too."""
    if a.half:
        return _after(a.at, b.at)
    near = _before(a.at, b.at)
    if b.half == "noon" or not 6 * _HOUR <= a.at < _NOON:
        return near
    return _asked(text, [near, ClockSpan(_time(a.at), _time(b.at))], ask)


def _before(first: int, last: int) -> ClockSpan:
    """The start is the last such time before the end."""
    near = max((first % _NOON, first % _NOON + _NOON), key=lambda m: (m - last - 1) % _DAY)
    return ClockSpan(_time(near), _time(last))


def _short_of_half_a_day(text: str, a: _Clock, b: _Clock, ask: Asker) -> ClockSpan:
    """Both times as they are; where that is more than twelve hours, over midnight, it is asked: `midday to 3` may be
    three hours, and `14-13` a slip."""
    as_written = ClockSpan(_time(a.at), _time(b.at))
    if b.at >= a.at or b.at + _DAY - a.at <= _NOON or text.count(":") == 4:  # with its seconds it is sure
        return as_written
    later = ClockSpan(_time(a.at), _time(b.at + _NOON))
    return _which(text, [later, as_written] if not b.half and b.at + _NOON > a.at else [as_written], ask)


def _after(first: int, last: int) -> ClockSpan:
    """The end is the first such time after the start."""
    end = min((last % _NOON, last % _NOON + _NOON), key=lambda m: (m - first - 1) % _DAY)
    return ClockSpan(_time(first), _time(end))


def _either(text: str, a: _Clock, b: _Clock, ask: Asker, part: str) -> ClockSpan:
    """Both times may be of either half of the day: settled by the part of the day, by habit, else asked about."""
    early, late = _after(a.at % _NOON, b.at), _after(a.at % _NOON + _NOON, b.at)
    begins, ends = half_of(a.at, part), half_of(b.at, part)
    if part == "afternoon" and ends and not begins:
        return early  # 10-3 in the afternoon
    if begins:
        return early if begins == "am" else late
    as_written = ClockSpan(_time(a.at), _time(b.at))
    if (a.bare and b.bare) or ((a.bare or b.bare) and a.at < b.at <= _NOON):
        office = 7 * _HOUR <= a.at <= 9 * _HOUR and 3 * _HOUR <= b.at <= 6 * _HOUR
        options = [early] if office else [early, late]
    elif b.at < a.at:
        options = [early, late, as_written]
    else:
        options = (
            [early, late] if _HOUR <= a.at < 7 * _HOUR and not text.lstrip("from ").startswith("0") else [as_written]
        )
    return _asked(text, options, ask)


def _asked(text: str, options: list[ClockSpan], ask: Asker) -> ClockSpan:
    options = list(dict.fromkeys(options))
    return options[0] if len(options) == 1 else _which(text, options, ask)


def _which(text: str, options: list[ClockSpan], ask: Asker) -> ClockSpan:
    said = [f"{o.first:%H:%M}-{o.last:%H:%M}" for o in options]
    message = Said("“{typed}” may be {said}.", typed=Word(text), said=Many([Word(x) for x in said], " or "))
    return ask(
        text, message, [("", o) for o in options], hint=Said("Write {said}, or write am or pm.", said=Word(said[0]))
    )


def _read(text: str) -> _Clock:
    """A clock time in small letters without blanks. Raises `InputError` (`bad_time`)."""
    if text in _NAMED:
        return _Clock(_seconds(parse_clock(_NAMED[text])), text.removeprefix("12"), False)
    found = re.fullmatch(rf"(\d+)(?:([:.h])(\d*)(:\d\d)?)?({_HALF})?", text)
    if not found:
        return _Clock(_seconds(parse_clock(text)), "24", False)
    whole, sign, _, seconds, half = found.groups()
    if half in ("nn", "mn"):
        if whole != "12":
            raise InputError("“{value}” is not a clock time.", hint="Write it as 14:30.", code="bad_time", value=text)
        return _Clock(_NOON, "noon", False) if half == "nn" else _Clock(0, "midnight", False)
    if half:
        digits = f"{whole[:-2]}:{whole[-2:]}" if len(whole) > 2 else text.removesuffix(half).replace(".", ":")
        return _Clock(_seconds(parse_clock(digits + half[0] + "m")), half[0] + "m", False)
    if len(whole) > 2:
        at = _seconds(parse_clock(f"{whole[:-2]}:{whole[-2:]}"))
        return _Clock(at, "24" if whole[0] == "0" or at >= 13 * _HOUR else "", False)
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
