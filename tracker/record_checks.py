"""What one column of a record may hold: the tests that every constructor in `tracker.records` runs, and, where one
fails, every problem of the record in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from tracker.errors import Invalid, Problem
from tracker.kinds import Column, Kind, columns
from tracker.record_rules import parameters
from tracker.say import Count, Said, Word
from tracker.units import LARGEST, WEEKDAY_NAMES

LONGEST_TEXT = 16_000
"""Characters of one text: a row of such texts is still a line that the archive can be read from."""
MOST = 10**9
"""No count, and no time in seconds, is larger."""
OUTER = {Kind.MONEY: LARGEST, Kind.MINUTES: MOST, Kind.COUNT: MOST}
"""No value in a column of these kinds is larger: sums of thousands of them still fit 64 bits."""
NOT_WORK = "-"
"""Platform of a rule that says: rows like this are not work."""


def is_text(value: Any) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= LONGEST_TEXT
        and (value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value))
        and "\x00" not in value
    )


def is_name(value: Any) -> bool:
    return is_text(value) and "\n" not in value and value.strip() != ""


def is_platform(value: Any) -> bool:
    return is_name(value) and value != NOT_WORK


def is_currency(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()


def is_weekdays(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_weekdays(value))
    except ValueError:
        return False


def is_number(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def is_whole(value: Any) -> bool:
    return value.__class__ is int


def is_yesno(value: Any) -> bool:
    return isinstance(value, bool)


def is_day(value: Any) -> bool:
    return value.__class__ is dt.date


def is_instant(value: Any) -> bool:
    """A time without a zone is none."""
    return isinstance(value, dt.datetime) and value.tzinfo is not None


def is_instant_or_day(value: Any) -> bool:
    return is_instant(value) or is_day(value)


def parse_weekdays(text: str | None) -> tuple[bool, ...]:
    """Seven flags from Monday on; ranges and lists, empty means Monday to Friday.

    >>> parse_weekdays("fri-mon")
    (True, False, False, False, True, True, True)
    >>> sum(parse_weekdays(None))
    5
    """
    flags = [False] * 7
    for part in (text or "mon-fri").lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAY_NAMES or (last and last not in WEEKDAY_NAMES):
            raise ValueError(f"{text!r} is not a list of weekdays such as mon-fri or mon,wed")
        start = WEEKDAY_NAMES[first]
        stop = WEEKDAY_NAMES[last] if last else start
        for i in range((stop - start) % 7 + 1):
            flags[(start + i) % 7] = True
    return tuple(flags)


# --- what is wrong -------------------------------------------------------------------------------------

_TYPES: dict[Kind, tuple[Callable[[Any], bool], str]] = {
    Kind.DAY: (is_day, "a day"),
    Kind.INSTANT: (is_instant, "a point in time with a zone"),
    Kind.MONEY: (is_whole, "a whole number"),
    Kind.MINUTES: (is_whole, "a whole number"),
    Kind.COUNT: (is_whole, "a whole number"),
    Kind.NUMBER: (is_number, "a number"),
    Kind.YESNO: (is_yesno, "yes or no"),
}


def invalid(record: Any) -> Invalid:
    """Everything that is wrong with a record: single values first, then the rules between columns if none is missing
    or of another type."""
    table, described = record.TABLE, columns(type(record))
    values = {c.name: getattr(record, c.name) for c in described}
    found = [p for c in described for p in _column_problems(table, c, values[c.name])]
    if not any(p.code in ("missing", "wrong_type") for p in found):
        said = (rule(*(values[n] for n in parameters(rule))) for rule in record.RULES)
        found += [p for p in said if p is not None]
    return Invalid(found, values)


def _column_problems(table: str, c: Column, value: Any) -> Iterator[Problem]:
    is_type, words = _TYPES.get(c.kind, (_is_str, "text"))
    if value is None or (value == "" and is_type is _is_str):
        if c.required:
            yield Problem("missing", "{name} is needed", column=c.name, name=Word(c.name))
    elif not is_type(value) and not (c.day_will_do and is_day(value)):
        yield Problem(
            "wrong_type",
            "{name} is not {words}",
            column=c.name,
            value=str(value)[:40],
            name=Word(c.name),
            words=Said(words),
        )
    elif is_type is _is_str:
        yield from _word_problems(table, c, value)
    elif c.kind in OUTER and abs(value) > OUTER[c.kind]:
        yield Problem(
            "too_large", "{name} is larger than can be meant", column=c.name, value=str(value), name=Word(c.name)
        )
    else:
        yield from _bound_problems(c, value)


def _is_str(value: Any) -> bool:
    return isinstance(value, str)


def _word_problems(table: str, c: Column, value: str) -> Iterator[Problem]:
    match c.kind:
        case Kind.CHOICE if value not in c.choices:
            choices = Word(", ".join(c.choices))
            said = "{value} is not one of: {choices}"
            yield Problem("unknown_value", said, column=c.name, value=str(value), choices=choices)
        case Kind.CURRENCY if not is_currency(value):
            yield Problem("bad_currency", "{value} is not a currency code", column=c.name, value=value)
        case Kind.WEEKDAYS if not is_weekdays(value):
            said = "{value!r} is not a list of weekdays such as mon-fri or mon,wed"
            yield Problem("bad_weekdays", said, column=c.name, value=value)
        case Kind.NAME | Kind.TEXT | Kind.ZONE:
            yield from _text_problems(table, c, value)
        case _:
            pass


def _text_problems(table: str, c: Column, value: str) -> Iterator[Problem]:
    if c.kind is Kind.NAME and ("\n" in value or not value.strip()):
        yield Problem("bad_name", "a name is one line of text", column=c.name, value=value)
    if c.name == "platform" and value == NOT_WORK and table != "rules":
        yield Problem(
            "bad_name",
            "{not_work} is not a platform: in rules it means “not work”",
            column=c.name,
            not_work=Word(NOT_WORK),
        )
    if len(value) > LONGEST_TEXT:
        said = "{name} is longer than {most} characters"
        most = Count(LONGEST_TEXT)
        yield Problem("too_long", said, column=c.name, value=value[:40], name=Word(c.name), most=most)
    if not is_text(value[:LONGEST_TEXT]):
        yield Problem("bad_text", "{name} contains characters that cannot be stored", column=c.name, name=Word(c.name))


def _bound_problems(c: Column, value: Any) -> Iterator[Problem]:
    """What of a column's bounds a value breaks; counts are never below zero."""
    least = 0 if c.least is None and c.kind is Kind.COUNT else c.least
    if c.above is not None and value <= c.above:
        yield Problem("not_positive", "{name} must be above zero", column=c.name, value=str(value), name=Word(c.name))
    elif c.above is not None and c.most is not None and value > c.most:
        said = Said("{name} must be above zero and at most {most}", name=Word(c.name), most=Word(c.most))
        yield Problem("out_of_range", said, column=c.name, value=str(value))
    elif c.kind is Kind.MINUTES and c.most is not None and not (least or 0) <= value <= c.most:
        said = Said("{name} must be above zero and at most {n} hours", name=Word(c.name), n=Count(c.most // 3600))
        yield Problem("out_of_range", said, column=c.name, value=str(value))
    elif least is not None and c.most is not None and not least <= value <= c.most:
        said = Said(
            "{name} must be between {least} and {most}", name=Word(c.name), least=Word(least), most=Word(c.most)
        )
        yield Problem("out_of_range", said, column=c.name, value=str(value))
    elif least is not None and value < least:
        yield Problem("negative", "{name} cannot be below zero", column=c.name, value=str(value), name=Word(c.name))
