"""Doubts about time: days and their order, clock times, units of durations, span against duration."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tracker.errors import InputError
from tracker.importers import vocabulary as v
from tracker.importers.doubts import ANY_DAY, Choice, Question
from tracker.importers.guess_columns import ROLES, plain
from tracker.importers.look import Look
from tracker.importers.mapping import NEEDED, Mapping
from tracker.importers.plain_sums import is_total
from tracker.say import Said, Word
from tracker.words import parse_day

_FITTING = {
    "date": ("day", "moment", "epoch"), "amount": ("number", "money"), "duration": ("duration", "number", "clock"),
}  # fmt: skip


def wide(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A sheet with a column for each day: it has to be turned into rows first."""
    days = [name for name in look.header if _is_day(name)]
    if len(days) >= 3:
        text = Said(
            "The table has a column for each day ({days} …): bring it into rows first, a line for each "
            "day with its date and its hours. Or are these columns something else?",
            days=Word(", ".join(days[:3])),
        )
        yield Question("wide", text, (Choice("rows", "each line is one entry after all", ()),))


def halves(look: Look, mapping: Mapping) -> Iterator[Question]:
    """AM and PM in a column of their own, beside clock times that do not say it: they have to be in one cell."""
    times = [i for f in ("start", "end") if (i := look.index(mapping.columns.get(f, ""))) is not None]
    if mapping.kind != "work_session" or not any(look.kinds[i] == "clock" for i in times):
        return
    for i, name in enumerate(look.header):
        words = {word.casefold().replace(".", "").replace(" ", "") for word in look.words(i) if word}
        if words and words <= {"am", "pm"}:
            text = Said(
                "{name} has AM and PM apart from the clock times: put both into one cell first, such as 9:30 PM. Or do "
                "the times count 24 hours?",
                name=Word(name),
            )
            yield Question("halves", text, (Choice("24", "the times count 24 hours: 21:30", ()),))
            return


@cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    found = (Locale.parse(code).days["format"] for code in ("en", "de", "es", "fr", "pt", "it", "nl", "pl", "tl"))
    return frozenset(
        n.casefold().strip(".") for d in found for width in ("wide", "abbreviated") for n in d[width].values()
    )


def _is_day(name: str) -> bool:
    first = name.casefold().split()[:1]
    if first and first[0].strip(".,") in _weekdays():
        return True
    try:
        return bool(parse_day(name, "dmy"))
    except InputError:
        return False


def needed(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Columns without which nothing can be read."""
    for group in NEEDED[mapping.kind]:
        if mapping.has(*group):
            continue
        field = "duration" if group[0] == "end" else group[0]
        fitting = [i for i, k in enumerate(look.kinds) if k in _FITTING[field]]
        called = [i for i, name in enumerate(look.header) if v.named(name, v.PAID if field == "amount" else _CALLED)]
        used = set(mapping.columns.values())
        every = [*called, *fitting, *(i for i, k in enumerate(look.kinds) if k != "empty")]
        named = _named_clock(look, used) if group[0] == "end" else {}
        every = [i for i in every if i not in named.values()]  # 06:00 under "end" is no length of six hours
        choices = [_column(look, field, i) for i in dict.fromkeys(every) if look.header[i] not in used]
        if len(named) == 2:
            choices.insert(0, _span(look, named["start"], named["end"]))
        if group[0] == "end" and "start" in mapping.columns:
            ends = [
                i for i, k in enumerate(look.kinds)
                if (k in ("clock", "moment", "epoch") or i == named.get("end")) and look.header[i] not in used
            ]  # fmt: skip
            choices = [*(_end(look, i) for i in ends), *choices]
        words = "the end, or the time worked" if group[0] == "end" else "the day" if group[0] == "date" else "the sum"
        yield Question(f"column:{group[0]}", Said("Which column is {words}?", words=Said(words)), tuple(choices))


def _column(look: Look, field: str, i: int) -> Choice:
    some = ", ".join(list(dict.fromkeys(look.filled(i)))[:3])
    return Choice(
        look.header[i],
        Said("the column {header}: {some}", header=Word(look.header[i]), some=Word(some)),
        ((f"columns.{field}", look.header[i]),),
    )


def _named_clock(look: Look, used: set[str]) -> dict[str, int]:
    """The columns that are called start and end, though not all of their cells are clock times as one would write
    them."""
    found: dict[str, int] = {}
    for field in ("start", "end"):
        names = ROLES[field][1].split("|")
        for i, name in enumerate(look.header):
            if name not in used and plain(name) in names and look.kinds[i] != "empty":
                found.setdefault(field, i)
    return found


def _span(look: Look, start: int, end: int) -> Choice:
    names = look.header[start], look.header[end]
    some = ", ".join(f"{a} to {b}" for a, b in list(zip(look.column(start), look.column(end), strict=True))[:3])
    sets = (("columns.start", names[0]), ("columns.end", names[1]))
    return Choice(
        f"{names[0]} and {names[1]}",
        Said(
            "the columns {names} and {names_2}, clock times: {some}",
            names=Word(names[0]),
            names_2=Word(names[1]),
            some=Word(some),
        ),
        sets,
    )


_CALLED = frozenset(("date", "day", "timestamp", "time", "when"))


def _end(look: Look, i: int) -> Choice:
    some = ", ".join(list(dict.fromkeys(look.filled(i)))[:3])
    name = look.header[i]
    return Choice(
        f"{name} (end)",
        Said("the column {name} as the end: {some}", name=Word(name), some=Word(some)),
        (("columns.end", name),),
    )


def days(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Several columns of days that differ: which is the one that counts?"""
    now = look.index(mapping.columns.get("date", ""))
    if now is None:
        return
    used = {look.index(c) for f, c in mapping.columns.items() if f != "date"}
    others = [i for i, k in enumerate(look.kinds) if k in ("day", "moment") and i not in used and i != now]
    others = [
        i for i in others if any(a[:10] != b[:10] for a, b in zip(look.column(now), look.column(i), strict=True) if b)
    ]
    if any(f"date:{look.header[i]}" in mapping.answered for i in (now, *others)):
        return  # answered, and another of them counts since
    if others and mapping.kind != "work_session":
        what = (
            "the money arrived"
            if mapping.kind == "payout"
            else "it was earned"
            if mapping.kind == "earning"
            else "you paid"
        )
        choices = tuple(_column(look, "date", i) for i in (now, *others))
        yield Question(
            f"date:{look.header[now]}", Said("Which column is the day on which {what}?", what=Said(what)), choices
        )


def above(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Rows of work without a day below one that has it: it is written once for all of them, or it is missing."""
    at = look.index(mapping.columns.get("date", ""))
    told = [i for f in ("start", "duration", "amount") if (i := look.index(mapping.columns.get(f, ""))) is not None]
    if at is None or mapping.kind not in ("work_session", "earning") or not look.rows or not look.rows[0][at]:
        return
    empty = [row for row in look.rows if not row[at] and any(row[i] for i in told) and not is_total(row)]
    if not empty or mapping.total_without:
        return
    name = look.header[at]
    yield Question(
        f"above:{name}",
        Said("{name} is empty in {n} rows. Is it the same as in the row above?", name=Word(name), n=len(empty)),
        (
            Choice("above", "yes: it is written once for all of its rows", (("above", name),), len(empty)),
            Choice("none", "no: these rows have no day, and are refused", (("above", ""),), len(empty)),
        ),
    )


def clock_day(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Clock times whose day no column is."""
    at = look.index(mapping.columns.get("start", ""))
    if at is not None and look.kinds[at] == "clock" and not mapping.has("date"):
        fitting = [i for i, k in enumerate(look.kinds) if k in ("day", "moment")]
        yield Question(
            "column:date", "On which day are these clock times? Name its column, or write the day if it is one.",
            tuple(_column(look, "date", i) for i in fitting), takes=ANY_DAY,
        )  # fmt: skip
