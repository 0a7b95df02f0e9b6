"""Rows of a source that has been read before: what it has changed since, without an id that would say so.

    the ledger has of this source         the file has now
    09:00-10:00 review                    09:00-10:00 review            the same place, the same values: there
    09:00-10:00 review                    09:00-10:30 review, done      the same place: same_slot
    2 h of 4 May, for A                   2 h of 4 May, for B           the same words: other_place
    50.00 of 4 May, "Transfer from A"     50.00 of 4 May, "Zahlung von A"   moved, if the file lacks the first
    09:00-10:00 review                    11:00-12:00 review            moved, if the file lacks the first
    09:00-12:00 review                    09:00-10:30, 10:30-12:00      same_slot, and part_of

Only rows without an id of their own are looked at, and only rows of the ledger that the file itself would hold
if they were still there. A row on another day is taken for a moved one only where the file is an export of the
same entries again: it holds some of them unchanged, or all of it is shifted by the same time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.importers.sight import Sight

ONE = dt.timedelta(days=1)
NEAR = dt.timedelta(days=31)
WEEK = dt.timedelta(days=7)
SHIFT = dt.timedelta(hours=14)
"""Clock times that were read in another zone are at most so far apart."""


@dataclass(slots=True)
class Before:
    """The rows of one source that the ledger has and no file of the import brings; each is found once."""

    rows: Sequence[Sight]
    by_slot: dict[str, list[Sight]] = field(default_factory=dict)
    by_day: dict[dt.date, list[Sight]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[Sight]) -> Before:
        made = cls(sorted(rows, key=lambda s: (s.moment, s.row or 0)))
        for sight in made.rows:
            if sight.slot:
                made.by_slot.setdefault(sight.slot, []).append(sight)
            made.by_day.setdefault(sight.day, []).append(sight)
        return made

    def near(self, day: dt.date, days: int) -> Iterator[Sight]:
        """The rows of a day and of some days before and after it."""
        for n in range(-days, days + 1):
            yield from self.by_day.get(day + n * ONE, ())

    def free(self, rows: Iterable[Sight]) -> list[Sight]:
        return [s for s in rows if s.row not in self.used]

    def take(self, sight: Sight) -> Sight:
        assert sight.row is not None
        self.used.add(sight.row)
        return sight


@dataclass(frozen=True, slots=True)
class Span:
    """What a file covers: its first and last moment, and the same in days."""

    first: dt.datetime
    last: dt.datetime
    first_day: dt.date
    last_day: dt.date

    @classmethod
    def of(cls, rows: Sequence[Sight]) -> Span:
        moments = [s.moment for s in rows]
        days = [s.day for s in rows]
        return cls(min(moments), max(moments), min(days), max(days))


def in_place(new: Sight, before: Before, *, tells: bool) -> tuple[str, Sight] | None:
    """A row of the same place in the source, or of the same day with the same values for somebody else.

    Gives "there" (the same values, too), "same_slot" or "other_place", and the row. `tells`: the cells say
    whose work it is, so that equal hours of a day may well be two works.
    """
    if new.slot and (there := before.free(before.by_slot.get(new.slot, ()))):
        same = next((s for s in there if _values(s) == _values(new) and _place(s) == _place(new)), None)
        return ("there", before.take(same)) if same else ("same_slot", before.take(there[0]))
    if tells and new.start is None:
        return None
    for s in before.free(before.by_day.get(new.day, ())):
        if _values(s) == _values(new) and _place(s) != _place(new):
            return "other_place", before.take(s)
    return None


def moved(new: Sequence[Sight], before: Before, span: Span, *, known: bool) -> dict[int, tuple[str, Sight]]:
    """Of rows that are new, those that may be a row of the ledger that the file no longer has, by their place.

    `known`: the file holds rows that the ledger has, so it is an export of the same entries again.
    """
    found: dict[int, tuple[str, Sight]] = {}
    for test, days in ((_same_day, 0), (_same_money, 0), (_overlaps, 1), (_other_day, NEAR.days if known else -1)):
        for n, sight in enumerate(new):
            if n in found or days < 0:
                continue
            rows = (s for s in before.near(sight.day, days) if _lacks(span, s, strict=test is _other_day))
            if near := _nearest(sight, before.free(s for s in rows if test(sight, s))):
                found[n] = "moved", before.take(near)
    _parts(new, before, found)
    if not known and not found:
        found = _shifted(new, before, span)
    return found


def lacked(before: Before, span: Span) -> list[Sight]:
    """Rows that a file would hold if they were still there, and that no row of it seems to be."""
    return [s for s in before.free(before.rows) if span.first < s.moment < span.last]


def _lacks(span: Span, s: Sight, *, strict: bool) -> bool:
    """Whether the file would hold a row if it were still there; `strict`: to the minute, not to the day."""
    if not strict:
        return span.first_day <= s.day <= span.last_day
    return span.first <= s.moment <= span.last if s.start else span.first < s.moment < span.last


def _values(s: Sight) -> tuple[object, ...]:
    return (s.day, s.until, s.start, s.end, s.seconds, s.amount, s.currency, s.note, s.fee, s.amount_in)


def _place(s: Sight) -> tuple[str, str]:
    return s.name, s.project.casefold()


def _alike(a: Sight, b: Sight) -> bool:
    return _place(a) == _place(b) and a.note == b.note and a.currency == b.currency


def _size(s: Sight) -> tuple[int | None, int | None]:
    return s.seconds, s.amount


def _same_day(a: Sight, b: Sight) -> bool:
    if a.start is None and a.slot and b.slot:
        return False  # each says its own place in the source, and these are two
    return a.day == b.day and _alike(a, b) and _size(a) == _size(b)


def _same_money(a: Sight, b: Sight) -> bool:
    """A payment of the same day and sum in other words: an export in another language, or in another layout."""
    same = (a.table, a.day, a.kind, a.currency, a.amount) == (b.table, b.day, b.kind, b.currency, b.amount)
    return same and a.table == "payouts" and _place(a) == _place(b) and not (a.own or b.own)


def _overlaps(a: Sight, b: Sight) -> bool:
    if not (a.start and a.end and b.start and b.end) or not (a.start < b.end and b.start < a.end):
        return False
    return a.name == b.name or (a.start, a.end) == (b.start, b.end)


def _other_day(a: Sight, b: Sight) -> bool:
    if not _alike(a, b):
        return False
    return abs(a.moment - b.moment) <= (NEAR if _size(a) == _size(b) else WEEK)


def _nearest(new: Sight, rows: Sequence[Sight]) -> Sight | None:
    return min(rows, key=lambda s: (_size(s) != _size(new), abs(s.moment - new.moment)), default=None)


def _parts(new: Sequence[Sight], before: Before, found: dict[int, tuple[str, Sight]]) -> None:
    """Rows that are within one that another row of the file has the place of already."""
    for n, sight in enumerate(new):
        if n not in found:
            taken = (s for s in before.near(sight.day, 1) if s.row in before.used)
            if (whole := next((s for s in taken if _overlaps(sight, s)), None)) is not None:
                found[n] = "part_of", whole


def _shifted(new: Sequence[Sight], before: Before, span: Span) -> dict[int, tuple[str, Sight]]:
    """All rows of the file, if each is one of the ledger but for the same shift of its clock times."""
    timed = [s for s in new if s.start]
    if len(timed) < 2 or len(timed) != len(new):
        return {}
    reach = span.first - SHIFT, span.last + SHIFT
    free = [s for s in before.free(before.rows) if s.start and reach[0] <= s.moment <= reach[1]]
    for first in free:
        shift = timed[0].moment - first.moment
        if not shift or abs(shift) > SHIFT:
            continue
        at = {(s.moment + shift, s.seconds, *_place(s), s.note): s for s in free}
        pairs = [at.get((s.moment, s.seconds, *_place(s), s.note)) for s in timed]
        if all(pairs):
            return {n: ("moved", before.take(s)) for n, s in enumerate(pairs) if s is not None}
    return {}
