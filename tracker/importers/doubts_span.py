"""Doubts about what a row of hours covers: its last day, a week, pauses, a second pair of clock times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.importers import vocabulary as v
from tracker.importers.doubts import Choice, Question
from tracker.importers.doubts_length import SLACK, is_time, lengths, parts_of_time, spans
from tracker.importers.look import Look
from tracker.importers.mapping import Mapping
from tracker.importers.row_zones import is_called_zone
from tracker.say import Count, Said, Word

_WEEK = re.compile(r"(?i)\b(week|woche|kw|semana|settimana|semaine|period|zeitraum|tydzien)\w*\b")
_END = re.compile(r"(?i)\b(end|ending|to|until|bis|fin)\b")


def last_day(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A second column of days beside the day of the work: the last one that the hours cover, or something else."""
    at = look.index(mapping.columns.get("date", ""))
    if mapping.kind != "work_session" or at is None or mapping.has("start", "date_until"):
        return
    for i, name in enumerate(look.header):
        if i == at or look.kinds[i] not in ("day", "moment") or name in mapping.columns.values():
            continue
        if any(a and b and a != b for a, b in zip(look.column(at), look.column(i), strict=True)):
            last = Said("the last day of the hours, from {header} on", header=Word(look.header[at]))
            yield Question(f"date_until:{name}", Said("What is {name}?", name=Word(name)), (
                Choice("last", last, (("columns.date_until", name),)),
                Choice("other", "something else", ()),
            ))  # fmt: skip
            return


def week(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A day whose column is named as a week."""
    name = mapping.columns.get("date", "")
    if mapping.kind != "work_session" or mapping.has("start", "date_until") or not _WEEK.search(v.bare(name)):
        return
    choices = (
        Choice("week from", "the first day of the week that the hours cover", (("covers", "week from"),)),
        Choice("week to", "the last day of that week", (("covers", "week to"),)),
        Choice("day", "the one day of the hours", (("covers", "day"),)),
    )
    text = Said("What is the day in {name}?", name=Word(name))
    yield Question(f"covers:{name}", text, (choices[1], choices[0], choices[2]) if _END.search(name) else choices)


def other_times(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Clock times that nothing reads, beside a start and an end: a second pair would be lost."""
    if mapping.kind != "work_session" or not ("start" in mapping.columns and "end" in mapping.columns):
        return
    used = set(mapping.columns.values())
    asked = any(key.startswith("duration:") for key in mapping.answered)
    parts = parts_of_time(look, mapping) if not asked else [i for i, n in enumerate(look.header) if is_time(n)]
    clocks = (i for i, kind in enumerate(look.kinds) if kind == "clock" and i not in parts)
    left = [n for i in clocks if (n := look.header[i]) not in used and not _is_pause(n)]
    if left:
        names = ", ".join(left)
        yield Question(
            f"times:{names}",
            Said(
                "{names}: a second stretch of work needs a row of its own. Or are these times something else?",
                names=Word(names),
            ),
            (Choice("none", "they are not other work", ()),),
        )


def zones(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column of time zones that differ from row to row."""
    for i, name in enumerate(look.header):
        open_still = mapping.kind == "work_session" and "zone" not in mapping.columns
        if open_still and is_called_zone(name) and len([w for w in look.words(i) if w]) > 1:
            text = Said(
                "{name} names several time zones. Import the rows of each by themselves. Or are all times in one?",
                name=Word(name),
            )
            yield Question(f"zones:{name}", text, (Choice("none", "all clock times are in one zone", ()),))


def _is_pause(name: str) -> bool:
    return bool(re.search(r"(?i)\b(break|breaks|pause|pausen|lunch|pausa|rest|descanso|unpaid break)\b", v.bare(name)))


def pause(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column of breaks beside start and end, if no duration says what is left."""
    if mapping.kind != "work_session" or not ("start" in mapping.columns and "end" in mapping.columns):
        return
    if mapping.has("duration", "pause"):
        return
    for i, name in enumerate(look.header):
        if (
            _is_pause(name)
            and look.kinds[i] in ("number", "clock", "duration")
            and name not in mapping.columns.values()
        ):
            off = ("columns.pause", name)
            choices = [
                Choice("minutes", "yes; plain numbers are minutes", (off, ("pause_unit", "minutes"))),
                Choice("hours", "yes; plain numbers are hours", (off, ("pause_unit", "hours"))),
                Choice("none", "no", ()),
            ]
            text = Said("Does {name} come off the time from start to end?", name=Word(name))
            yield Question(f"pause:{name}", text, tuple(choices))
            return


def _breaks_say_so(look: Look, mapping: Mapping, at: int) -> bool:
    """Whether a column of breaks is in every row what the length lacks of the span: then it is what is left of it."""
    rows = list(zip(spans(look, mapping), lengths(look, mapping, at), strict=True))
    for i in (i for i, name in enumerate(look.header) if _is_pause(name)):
        for unit in ("hours", "minutes"):
            off = lengths(look, mapping, i, unit)
            known = [(s, d, p or 0) for (s, d), p in zip(rows, off, strict=True) if s is not None and d is not None]
            if known and all(abs(s - d - p) <= SLACK for s, d, p in known):
                return True
    return False


def worked(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Rows whose time from start to end is not the time that they name: which is the time worked?"""
    at = look.index(mapping.columns.get("duration", ""))
    if at is None or mapping.worked:
        return
    pairs = [
        (s, d) for s, d in zip(spans(look, mapping), lengths(look, mapping, at), strict=True)
        if s is not None and d is not None
    ]  # fmt: skip
    other = sum(1 for s, d in pairs if abs(s - d) > SLACK)
    if other and not _breaks_say_so(look, mapping, at):
        name = look.header[at]
        text = Said(
            "In {other} of {pairs} rows {name} is not the time from start to end. Which did you work?",
            other=Word(other),
            pairs=len(pairs),
            name=Word(name),
        )
        spent = Count(sum(s for s, _ in pairs) / 3600, 2)
        yield Question(f"worked:{name}", text, (
            Choice("duration", f"{name}: {sum(d for _, d in pairs) / 3600:,.2f} h", (("worked", "duration"),)),
            Choice("span", Said("from start to end: {hours} h", hours=spent), (("worked", "span"),)),
        ))  # fmt: skip
