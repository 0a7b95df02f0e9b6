"""Lengths of time as people write and say them: 2h30, 2:30h, 1 1/2 hours, an hour and a half, 45 mins."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Asker
from tracker.say import Said, Word
from tracker.units import duration_text

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {w: n for n, w in enumerate(_ONES, 1)} | {
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
NUMBER_WORDS = frozenset((*_NUMBERS, "half", "quarter", "quarters", "a", "an", "and"))
_H = r"(?:h(?:r|rs|ours?|s|oras?)?|hour|std|stunden?|oras?)(?![a-z])\.?"
_M = r"(?:m(?:in|ins|inutes?|inutos?|inuten)?|')(?![a-z])\.?"
_S = r"(?:s(?:ec|ecs|econds?)?)(?![a-z])\.?"
UNITS = pattern(rf"{_H}|{_M}|{_S}")
_N = r"\d{0,5}[.,]\d{1,4}|\d{1,5}"
_NEXT = r"\d{1,5}(?:[.,]\d{1,4})?"
_LENGTH = pattern(
    rf"(?P<h>{_N}) ?{_H}(?:[:, ]? ?(?P<hm>{_NEXT}) ?{_M}|:? ?(?P<bare>\d{{2}})(?!\d))?"
    rf"(?:[:, ]? ?(?P<hs>{_NEXT}) ?{_S})?"
    rf"|(?P<m>{_N}) ?{_M}(?:[, ]? ?(?P<ms>{_NEXT}) ?{_S}|(?P<mb>[0-5]\d))?"
    rf"|(?P<s>{_N}) ?{_S}"
    rf"|(?P<ch>\d{{1,3}}):(?P<cm>\d{{2}}) ?{_H}"
)
_NO_PART = pattern(rf"\d{{1,2}}/\d{{1,2}}(?: ?(?:an? )?| of (?:an? |{_N} ?)){_H}")
"""`1/3 hour`, `1/2 of 3h`: no date and a length."""
_WORD = pattern("|".join(sorted(_NUMBERS, key=len, reverse=True)).join((r"\b(?:", r")\b")))
_TENS = pattern(rf"\b(twenty|thirty|fou?rty|fifty)[ -]({'|'.join(_ONES[:9])})\b(?=.*min)")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
_STARTS = frozenset((*NUMBER_WORDS, "hour", "three"))
_AND = pattern(r" (?:n|'n'|n'|'n) (?=an? |half\b|quarter\b)")


def length(text: str, ask: Asker | None = None) -> int | None:
    """Seconds of a length of time; None if it is none (`2:30` may be a clock time: see `work`).

    With `ask`, `2.30h` is asked about: many write it for 2 h 30. Raises `InputError` for 2h75.

    >>> [length(t) for t in ("2h30", "150m", "1,5h", "2 hours and 5 min", "half an hour", "14:00")]
    [9000, 9000, 5400, 7500, 1800, None]
    >>> [length(t) for t in ("an hour and a half", "1 1/2 hours", "2:30h", "one and a half hours", "2h 30", "1½h")]
    [5400, 5400, 9000, 5400, 9000, 5400]
    """
    low = re.sub(r"^hr(?= and )", "1 hr", _AND.sub(" and ", text.casefold().replace(" & ", " and ")))
    low = low.replace("three-quarters", "three quarters")
    low = re.sub(r"^([½¼¾]|[13]/[24]|half) of (?:an |1 )?(?=h)", r"\1 ", low)
    if not (low[:1].isdigit() or low[:1] in ".½¼¾" or re.split("[ -]", low, maxsplit=1)[0] in _STARTS):
        return None
    plain = _plain(low)
    found = _LENGTH.fullmatch(plain)
    if not found and _NO_PART.fullmatch(low):
        raise InputError("“{value}” is not a length of time.", hint="Write it as 2h30, 45m or 1.5h.", value=text)
    if not found:
        return None
    hours, minutes = found["h"] or found["ch"], found["hm"] or found["bare"] or found["cm"] or found["m"]
    seconds = found["hs"] or found["ms"] or found["mb"] or found["s"]
    if hours and minutes and (_number(minutes) >= 60 or "." in hours.replace(",", ".")):
        raise InputError("“{value}” is not a length of time.", hint="Write it as 2h30, 45m or 1.5h.", value=text)
    if ask and hours and not (minutes or seconds) and hours in low and re.fullmatch(r"\d{1,2}[.,][0-5]\d", hours):
        return _asked(text, hours, ask)
    whole = _number(hours) * 3600 + _number(minutes) * 60 + _number(seconds)
    return int(whole.quantize(Decimal(1), ROUND_HALF_EVEN))


def _number(text: str | None) -> Decimal:
    return Decimal(text.replace(",", ".")) if text else Decimal(0)


def _asked(text: str, hours: str, ask: Asker) -> int:
    """`2.30h`: hours with decimals, or hours and minutes."""
    decimal = int(_number(hours) * 3600)
    whole, minutes = re.split("[.,]", hours)
    clock = int(whole) * 3600 + int(minutes) * 60
    first, second = duration_text(decimal), duration_text(clock)
    options = [("", decimal), ("", clock)]
    return ask(
        text,
        Said("“{typed}” may be {first} or {second}.", typed=Word(text), first=Word(first), second=Word(second)),
        options,
        hint=Said("Write {first} or {second}.", first=Word(first), second=Word(second)),
    )


@lru_cache(maxsize=4096)
def _plain(low: str) -> str:
    """Words and fractions as digits: "one and a half hours" is "1.5 hours", "an hour and a half" "1.5 hour"."""
    for sign in "½¼¾":
        low = low.replace(sign, f" {_FRACTIONS[sign]}")
    low = _TENS.sub(lambda m: str(_NUMBERS[m[1]] + _NUMBERS[m[2]]), " ".join(low.split()))
    low = _WORD.sub(lambda m: str(_NUMBERS[m[0]]), low)
    low = re.sub(r"\b(?:an? )?half (?:an? |1 )?(?=h)", "1/2 ", low)
    low = re.sub(r"\b(?:an? )?half\b", "1/2", low)
    low = re.sub(
        r"\b(?:(\d|an?) )?quarters?(?: of an)?\b", lambda m: f"{m[1] if m[1] and m[1].isdigit() else 1}/4", low
    )
    low = re.sub(r"^(?:an? )?(?=hour\b)", "1 ", low)
    low = re.sub(r"^an? (?=h|m)", "1 ", low)
    low = re.sub(rf"^(\d+) ?({_H}) and (1/2|1/4|3/4)$", r"\1 \3 \2", low)
    low = re.sub(r"^(\d+)(?: and)? (1/2|1/4|3/4)(?= ?h)", lambda m: m[1] + _FRACTIONS[m[2]][1:], low)
    low = re.sub(r"^(1/2|1/4|3/4)(?= ?h)", lambda m: _FRACTIONS[m[1]], low)
    return re.sub(r",? and |, ", " ", low)
