"""Durations: `2h30`, `2:30`, `2:30:15`, `150m`, `1.5h`, `1,5h`, `5m 30s`, `1h 2m 3s`, `PT1H30M` -> whole seconds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from tracker.errors import InputError
from tracker.later import pattern
from tracker.say import Word, told
from tracker.units import duration_text

_UNITS = {"h": 3600, "m": 60, "s": 1}
_COLON = pattern(r"(?:(\d{1,4}) days?,? )?(\d{1,5}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?")
_NAMES = {
    "h": "h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures|ora|ore",
    "m": "m|min|mins|minute|minutes|minuten|minuto|minutos|minuti",
    "s": "s|sec|secs|second|seconds|sek|sekunden|segundos|secondes|secondi",
}
_UNIT_OF = {name: unit for unit, names in _NAMES.items() for name in names.split("|")}
# A number is read to its last digit: of 0.3333333333 cut after nine, three minutes would be left over. What has no
# unit ends where it ends: 1.30.15 is no 1.30 hours and 15 minutes.
_PART = pattern(
    r"\s*(\d{1,7}(?:[.,]\d{1,30})?(?!\d))"
    rf"(?:\s*({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})(?![^\W\d_])\.?,?\s*|\s*(?![^\W\d_])(?=[\d]|$))"
)
_CLOCK_LIKE = pattern(r"(\d{1,4})([.,])([0-5]\d) ?(h(?:rs?|ours?)?)?\.?")


def _bad(text: str, why: str, code: str = "bad_duration") -> InputError:
    return InputError(
        "{value!r} is not a duration: {why}.",
        hint="Write it as 2h30, 2:30 or 150m.",
        code=code,
        value=text,
        why=told(why),
    )


@lru_cache(maxsize=32_768)
def parse_duration(text: str, bare: str | None = None) -> int:
    """A duration in whole seconds, rounded half to even. A comma is a decimal sign here.

    `bare` is the unit of a number that names none: "h", "m", "s", or None to refuse it (`no_unit`).
    `2:30` is hours and minutes. Raises `InputError` (`bad_duration`, `no_unit`).

    >>> [parse_duration(t) for t in ("2h30", "2:30", "2:30:15", "1,5h", "5m 30s", "1h 2m 3s")]
    [9000, 9000, 9015, 5400, 330, 3723]
    >>> parse_duration("PT1H30M"), parse_duration("PT1.5H")
    (5400, 5400)
    >>> parse_duration("0.33333", bare="h"), parse_duration("1.0166666666667", bare="h")
    (1200, 3660)
    """
    words = text.strip().lower()
    if words.startswith("p"):
        return _iso(text, words)
    if ":" in words:
        return _colon(text, words)
    if not words:
        raise _bad(text, "it is empty")
    seconds, smallest, at = Decimal(0), 3601, 0
    while at < len(words):
        found = _PART.match(words, at)
        if not found:
            raise _bad(text, "it has a part that is not a number with h, m or s")
        number, unit = found.groups()
        size = _size(text, unit, smallest, bare, alone=at == 0)
        if size >= smallest:
            raise _bad(text, "hours come before minutes before seconds, each once")
        seconds += Decimal(number.replace(",", ".")) * size
        smallest, at = size, found.end()
    return int(seconds.quantize(Decimal(1), ROUND_HALF_EVEN))


def parse_length(text: str, bare: str | None = None) -> int:
    """`parse_duration` of what a person typed: hours such as 2.30, which many write for 2:30, are refused
    (`two_lengths`). Quarters of an hour are written 2.25 and 2.50 by all.

    >>> parse_length("2.5h"), parse_length("2.25", bare="h"), parse_length("2:30")
    (9000, 8100, 9000)
    """
    seconds = parse_duration(text, bare)
    found = _CLOCK_LIKE.fullmatch(text.strip().lower())
    if found and found[3] not in ("00", "25", "50") and (found[4] or bare == "h"):
        clock = int(found[1]) * 3600 + int(found[3]) * 60
        one, other = duration_text(seconds), duration_text(clock)
        raise InputError(
            "“{typed}” may be {one} or {other}.",
            hint="Write one of them.",
            code="two_lengths",
            value=text,
            typed=Word(text.strip()),
            one=Word(one),
            other=Word(other),
        )
    return seconds


def _size(text: str, unit: str | None, smallest: int, bare: str | None, *, alone: bool) -> int:
    """Seconds in one of the unit; a number after hours is minutes, after minutes seconds."""
    if unit:
        return _UNITS[_UNIT_OF[unit]]
    if not alone:
        if smallest == 1:
            raise _bad(text, "nothing comes after seconds")
        return smallest // 60
    if bare is None:
        raise _bad(text, "it names no unit", "no_unit")
    return _UNITS[bare]


_ISO = pattern(
    r"p(?:(?P<w>\d{1,4}(?:[.,]\d{1,9})?)w)?(?:(?P<d>\d{1,4}(?:[.,]\d{1,9})?)d)?"
    r"(?:t(?:(?P<h>\d{1,7}(?:[.,]\d{1,9})?)h)?(?:(?P<m>\d{1,7}(?:[.,]\d{1,9})?)m)?(?:(?P<s>\d{1,7}(?:[.,]\d{1,9})?)s)?)?"
)
_ISO_UNITS = {"w": 604_800, "d": 86_400, **_UNITS}


def _iso(text: str, words: str) -> int:
    """ISO 8601: `PT1H30M`, `P1DT2H`; months and years have no length."""
    found = _ISO.fullmatch(words)
    if not found or not any(found.groups()):
        raise _bad(text, "it is not an ISO 8601 duration in weeks, days, hours, minutes and seconds")
    parts = (Decimal(part.replace(",", ".")) * _ISO_UNITS[unit] for unit, part in found.groupdict().items() if part)
    return int(sum(parts, Decimal(0)).quantize(Decimal(1), ROUND_HALF_EVEN))


def _colon(text: str, words: str) -> int:
    found = _COLON.fullmatch(words)
    if not found:
        raise _bad(text, "it is not hours:minutes or hours:minutes:seconds")
    days, hours, minutes, seconds, part = found.groups()
    if int(minutes) > 59 or int(seconds or 0) > 59:
        raise _bad(text, "minutes and seconds end at 59")
    whole = int(days or 0) * 86_400 + int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return whole + (round(float(f"0.{part}")) if part else 0)


def spaced_duration(seconds: int) -> str:
    """The same with the signs of the units, as the pages have it; `parse_duration` reads it back.

    >>> spaced_duration(9000), spaced_duration(3723), parse_duration(spaced_duration(3723))
    ('2 h 30 min', '1 h 2 min 3 s', 3723)
    """
    return re.sub(r"(?<=\d)[hms]", lambda unit: {"h": " h", "m": " min", "s": " s"}[unit[0]], duration_text(seconds))


def minutes_text(seconds: int) -> str:
    """Whole seconds as decimal minutes with at most four decimals: the archive's form.

    >>> minutes_text(1200), minutes_text(450), minutes_text(1)
    ('20', '7.5', '0.0167')
    """
    exact = (Decimal(seconds) / 60).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
    return format(exact.normalize(), "f")
