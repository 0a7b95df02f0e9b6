"""Doubts about how long: which column is the time worked, in which unit, and what 3:45 is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.errors import InputError
from tracker.importers import vocabulary as v
from tracker.importers.columns import Reading
from tracker.importers.doubts import Choice, Question
from tracker.importers.guess_columns import LENGTH_NAMES, is_worked, named_unit, plain
from tracker.importers.look import Look
from tracker.importers.mapped_cells import parser, when
from tracker.importers.mapping import UNITS, Mapping
from tracker.say import Count, Said, Word, told
from tracker.words import date_order, decimal_sign

_BARE = re.compile(r"\d+(?:[.,]\d+)?")
"""A number beside lengths that have units: 90 among 1h 30m."""
MANY = 100_000_000
"""10,000 in units of 1/10 000: so many and more may be milliseconds."""


def durations(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Several columns that may be the time worked and do not agree; hours and minutes side by side."""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or any(key.startswith("duration:") for key in mapping.answered):
        return
    taken = {look.index(c) for f, c in mapping.columns.items() if f not in ("duration", "duration_minutes")}
    rivals = [i for i in range(len(look.header)) if i != at and i not in taken and _is_length(look, i)]
    rivals += [i for i in parts_of_time(look, mapping) if i not in rivals]
    minutes = [i for i in rivals if _parts(look, at, i)]
    if minutes and "duration_minutes" not in mapping.columns:
        hours, minute = look.header[at], look.header[minutes[0]]
        both = (("columns.duration", hours), ("columns.duration_minutes", minute), ("duration_unit", "hours"))
        h, m, alone = Word(hours), Word(minute), "no: {name} alone is the time worked"
        yield Question(f"duration:{hours}", Said("Do {h} and {m} make up one time together?", h=h, m=m), (
            Choice("together", Said("yes: {h} in hours and {m} in minutes", h=h, m=m), both),
            Choice(hours, told(alone, name=h), (("columns.duration_minutes", ""),)),
            Choice(minute, told(alone, name=m),
                   (("columns.duration", minute), ("duration_unit", "minutes"), ("columns.duration_minutes", ""))),
        ))  # fmt: skip
        return
    rivals = [i for i in rivals if i not in minutes and not _agree(look, mapping, at, i)]
    if rivals:
        choices: tuple[Choice, ...] = tuple(
            Choice(
                look.header[i],
                Said("{name}: {hours}", name=Word(look.header[i]), hours=_hours(look, mapping, i)),
                (
                    ("columns.duration", look.header[i]),
                    ("duration_unit", _unit_of(look, mapping, i)),
                    *((("worked", "duration"),) if mapping.has("start") and mapping.has("end") else ()),
                ),
            )
            for i in (at, *rivals)
        )
        if len(rivals) == 1:
            one, other = look.header[at], look.header[rivals[0]]
            added = (("columns.duration", one), ("columns.duration_more", other))
            choices += (Choice("both", Said("{one} and {other} together", one=Word(one), other=Word(other)), added),)
        first = look.header[min(at, *rivals)]  # whichever is taken now, it is one question
        yield Question(f"duration:{first}", "Which of these is the time that you worked?", choices)


def parts_of_time(look: Look, mapping: Mapping) -> list[int]:
    """Columns that are called a time and are a part of the time worked on every row: "Productive time"."""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or look.kinds[at] not in ("clock", "duration"):
        return []
    used, whole = set(mapping.columns.values()), lengths(look, mapping, at)
    kinds = [bool(_KINDS & set(plain(n).split())) for n in look.header]
    named = [i for i, n in enumerate(look.header) if is_time(n) and n not in used and not kinds[i]]
    return [i for i in named if look.kinds[i] in ("clock", "duration") and _within(lengths(look, mapping, i), whole)]


def is_time(name: str) -> bool:
    """Whether a column is called a length of time."""
    return plain(name).endswith("time") or plain(name) in LENGTH_NAMES


_KINDS = frozenset(("billable", "billed", "manual", "idle", "offline", "break", "pause", "lunch"))
"""Words of a time that is a kind of the one beside it, which is plainly called the time."""


def _within(parts: Sequence[int | None], whole: Sequence[int | None]) -> bool:
    pairs = list(zip(parts, whole, strict=True))
    return any(parts) and all((part or 0) <= (all_of or 0) for part, all_of in pairs)


def _unit_of(look: Look, mapping: Mapping, i: int) -> str:
    """The unit with which a column's hours were shown: an answer takes it along, or 1.5 hours would be minutes."""
    return named_unit(look.header[i]) or mapping.duration_unit


def _is_length(look: Look, i: int) -> bool:
    name = plain(look.header[i])
    if v.named(look.header[i], v.RATE | v.NO_MONEY) or look.kinds[i] not in ("number", "duration", "clock"):
        return False
    told = re.search(
        r"\b(h|hrs?|hours?|mm?|mins?|minutes?|secs?|seconds?|duration|stunden|uberstunden|overtime|ot|std|dauer|horas?|heures?|ore)\b",
        name,
    )
    other = re.search(r"\b(rate|per|price|start|end|pay|day|break|lunch|pause|pausa)\b", name)
    return bool(told) and is_worked(name) and not other


def _parts(look: Look, hours: int, minutes: int) -> bool:
    """Whether one column may be the hours and the other the minutes of one time."""
    if (
        named_unit(look.header[minutes]) != "minutes"
        or look.kinds[hours] != "number"
        or look.kinds[minutes] != "number"
    ):
        return False
    h, m = look.numbers(hours), look.numbers(minutes)
    fits = all((a or 0) % 10_000 == 0 and 0 <= (b or 0) < 600_000 for a, b in zip(h, m, strict=True))
    return fits and any(m)


def lengths(look: Look, mapping: Mapping, i: int, unit: str | None = None) -> list[int | None]:
    """The seconds of each row in a column, None if there are none."""
    cells = look.column(i)
    name = look.header[i]
    found = replace(mapping, duration_unit=unit or named_unit(name) or mapping.duration_unit)
    parse, reading = parser("duration", found), Reading("dmy", look.decimal or decimal_sign(cells) or ".")
    out: list[int | None] = []
    for cell in cells:
        try:
            out.append(int(parse(cell, reading)) if cell else None)
        except InputError:
            out.append(None)
    return out


def _agree(look: Look, mapping: Mapping, one: int, other: int) -> bool:
    a, b = lengths(look, mapping, one), lengths(look, mapping, other)
    return all(x is None or y is None or abs(x - y) <= max(36, x // 100) for x, y in zip(a, b, strict=True))


def _hours(look: Look, mapping: Mapping, i: int, unit: str | None = None) -> Said:
    seconds = [s for s in lengths(look, mapping, i, unit) if s]
    return Said("{hours} h in {n} rows", hours=Count(sum(seconds) / 3600, 2), n=len(seconds))


def unit(look: Look, mapping: Mapping) -> Iterator[Question]:
    """What a bare number of time counts; settled by the column's name, or where start and end agree with one unit."""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or (look.kinds[at] != "number" and not any(map(_BARE.fullmatch, look.filled(at)))):
        return
    if mapping.duration_unit in units_of_span(look, mapping, at):
        return
    numbers = [n for n in look.numbers(at) if n]
    name = named_unit(look.header[at])
    odd = _clocked(look, at) if name in ("hours", None) else False
    day_part = bool(numbers) and max(numbers) <= 15_000 and any(n % 100 for n in numbers)
    if name and not (odd or (name == "hours" and day_part)):
        return
    likely = [
        *(["days"] if day_part else []),
        mapping.duration_unit,
        "hours",
        "minutes",
        "seconds",
        *(["milliseconds"] if numbers and max(numbers) >= MANY else []),
        *(["h.mm"] if odd else []),
    ]
    texts = {
        "hours": "hours: 1.5 is 1 h 30", "minutes": "minutes", "seconds": "seconds", "milliseconds": "milliseconds",
        "days": "days, as a spreadsheet counts: 0.0625 is 1 h 30", "h.mm": "hours and minutes: 1.30 is 1 h 30",
    }  # fmt: skip
    choices = tuple(
        Choice(
            u,
            Said("{unit} ({hours})", unit=Said(texts[u]), hours=_hours(look, mapping, at, u)),
            (("duration_unit", u),),
        )
        for u in dict.fromkeys(likely)
    )
    yield Question(
        f"duration_unit:{look.header[at]}",
        Said("What do the numbers in {header} count?", header=Word(look.header[at])),
        choices,
    )


def units_of_span(look: Look, mapping: Mapping, at: int) -> list[str]:
    """The units with which a column of numbers is the time from start to end, less a break in some rows."""
    return [u for u in UNITS if u != "h.mm" and _fits_span(look, mapping, at, u)]


def _clocked(look: Look, at: int) -> bool:
    """Whether numbers such as 1.30 and 2.45 may be hours and minutes."""
    parts = [c.replace(",", ".").partition(".")[2] for c in look.filled(at)]
    parts = [p for p in parts if p.strip("0")]
    return (
        bool(parts)
        and all(len(p) <= 2 and int(p.ljust(2, "0")) < 60 for p in parts)
        and any(p.ljust(2, "0") not in ("50", "25") for p in parts)
    )


def colons(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Whether 3:45 is hours and minutes or minutes and seconds; a name that says hours settles it."""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or look.kinds[at] not in ("clock", "duration"):
        return
    short = [c for c in look.filled(at) if re.fullmatch(r"\d{1,4}:\d\d", c)]
    if not short or named_unit(look.header[at]) == "hours" or _fits_span(look, mapping, at, mapping.duration_unit):
        return
    name = look.header[at]
    yield Question(f"colons:{name}", Said("{name}: what is {short}?", name=Word(name), short=Word(short[0])), (
        Choice("h:mm", "hours and minutes", (("colons", "h:mm"),)),
        Choice("m:ss", "minutes and seconds", (("colons", "m:ss"),)),
    ))  # fmt: skip


def spans(look: Look, mapping: Mapping) -> list[int | None]:
    """Seconds from start to end of each row, over midnight where the end is a clock time before the start."""
    at, end = (look.index(mapping.columns.get(f, "")) for f in ("start", "end"))
    if at is None or end is None:
        return [None] * len(look.rows)
    reading = Reading(mapping.dates or date_order(c for i in (at, end) for c in look.filled(i)) or "dmy")
    return [_span(row[at], row[end], reading) for row in look.rows]


def _span(start: str, end: str, reading: Reading) -> int | None:
    try:
        a, b = when(start, reading), when(end, reading)
    except InputError:
        return None
    if isinstance(a, int) and isinstance(b, int):
        return (b - a) % 86_400
    if isinstance(a, dt.datetime) and isinstance(b, dt.datetime) and (a.tzinfo is None) == (b.tzinfo is None):
        return round((b - a).total_seconds())
    return None


def _fits_span(look: Look, mapping: Mapping, at: int, unit: str) -> bool:
    return fit(spans(look, mapping), lengths(look, mapping, at, unit)) > 0


SLACK = 60
"""Seconds by which a length that was rounded may miss the span; not more than a quarter of it, or any small number
would be the length of half a minute."""


def fit(span: Sequence[int | None], length: Sequence[int | None]) -> float:
    """The share of rows that last from start to end, where the others last less, as with a break; else 0.

    >>> fit([3600, 7200], [3600, 5400]), fit([3600, 7200], [60, 120]), fit([3600], [5400]), fit([20, 12], [1, 2])
    (0.5, 0, 0, 0)
    """
    pairs = [(s, d) for s, d in zip(span, length, strict=True) if s and d]
    same = sum(abs(s - d) <= min(SLACK, s // 4) for s, d in pairs)
    fits = same * 2 >= len(pairs) and all(0 < d <= s + SLACK for s, d in pairs)
    return same / len(pairs) if pairs and fits else 0
