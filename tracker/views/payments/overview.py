"""Who owes you what, since when: the sentence, the picture by age, the table, and what can be given up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.payments import Lines, PayDay
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

BANDS = ((-1, 0), (1, 7), (8, 30), (31, 60), (61, 90), (91, 10**9))
"""First and last day late."""
ONE_CLICK = 6
"""So many late pay days have buttons of their own; the table has them all."""


@dataclass(frozen=True, slots=True)
class AgeBar:
    """What is owed of one age: drawn in main units, `late` in another tone and with its own words."""

    title: str
    value: float
    text: str
    late: bool


@dataclass(frozen=True, slots=True)
class LateItem:
    """A late pay day with what may be done about it."""

    title: str
    day: PayDay


@dataclass(frozen=True, slots=True)
class OwedView:
    answer: str
    second: str
    bars: tuple[AgeBar, ...]
    alt: str
    table: Table
    late: tuple[LateItem, ...]
    more: str


def owed(lines: Lines, reader: Reader) -> OwedView:
    """What is open at the as-of day."""
    items = lines.open
    late = [d for d in items if d.days_late > 0]
    bars = _bars(items, reader)
    rest = len(late) - ONE_CLICK
    known = items or all(c.code != "no_rate" for c in lines.caveats)
    return OwedView(
        answer=_answer(items, reader) if known else _unknown(lines.currency),
        second=_second(items, late, reader) if known else "",
        bars=bars,
        alt=_("What is owed by age: {bars}.").format(bars="; ".join(f"{b.title} {b.text}" for b in bars)),
        table=_table(items, reader),
        late=tuple(LateItem(_late(d, reader), d) for d in late[:ONE_CLICK]),
        more=ngettext("{n} more is in the table.", "{n} more are in the table.", rest).format(n=rest)
        if rest > 0
        else "",
    )


def since(start: dt.date | None, as_of: dt.date) -> dt.date:
    """The first day looked at; a year back if none is chosen."""
    return start or as_of - dt.timedelta(days=364)


def _sum(items: Sequence[PayDay]) -> int:
    return sum(d.left_home for d in items)


def _answer(items: Sequence[PayDay], reader: Reader) -> str:
    if not items:
        return _("Nobody owes you anything that is on record.")
    by_platform: dict[str, list[PayDay]] = defaultdict(list)
    for d in items:
        by_platform[d.platform].append(d)
    late = _sum([d for d in items if d.days_late > 0])
    tail = _("{late} of it late").format(late=reader.money(late)) if late else _("none of it late")
    if len(by_platform) == 1:
        said = _("{platform} owes you {money}, {late}.")
        return said.format(platform=next(iter(by_platform)), money=reader.money(_sum(items)), late=tail)
    most = max(by_platform, key=lambda p: _sum(by_platform[p]))
    return _("{n} platforms owe you {money}, {late}. Most is with {platform}: {part}.").format(
        n=reader.number(len(by_platform)), money=reader.money(_sum(items)), late=tail, platform=most,
        part=reader.money(_sum(by_platform[most])),
    )  # fmt: skip


def _unknown(currency: str) -> str:
    return _("What is owed to you cannot be worked out in {currency}.").format(currency=currency)


def _second(items: Sequence[PayDay], late: Sequence[PayDay], reader: Reader) -> str:
    """The oldest late money, else when the next is due."""
    if late:
        first = late[0]
        return ngettext(
            "The oldest was due on {day}, {n} day ago.", "The oldest was due on {day}, {n} days ago.", first.days_late
        ).format(day=reader.day(first.due_on), n=reader.number(first.days_late))
    if coming := [d for d in items if d.has_due_date]:
        return _("The next is due on {day}.").format(day=reader.day(coming[0].due_on))
    if items:
        return _("None of it has a due date yet; the reasons are below.")
    return _("What you worked and what came fit each other, as far as both are recorded.")


def band_names() -> tuple[str, ...]:
    return (
        _("not due yet"), _("up to 7 days late"), _("8 to 30 days late"), _("31 to 60 days late"),
        _("61 to 90 days late"), _("over 90 days late"),
    )  # fmt: skip


def _bars(items: Sequence[PayDay], reader: Reader) -> tuple[AgeBar, ...]:
    out = []
    for title, (low, high) in zip(band_names(), BANDS, strict=True):
        units = _sum([d for d in items if low <= d.days_late <= high])
        if units:
            out.append(AgeBar(title, reader.plain(units) or 0.0, reader.money(units), low > 0))
    return tuple(out)


def _table(items: Sequence[PayDay], reader: Reader) -> Table:
    """What is owed by platform, the most late first."""
    columns = (
        Column("platform", _("Platform")),
        Column("oldest_due_on", _("Oldest due on")),
        Column("days_late", _("Days late"), right=True),
        Column("late", _("Late"), right=True),
        Column("not_due_yet", _("Not due yet"), right=True),
        Column("owed", _("In all"), right=True),
    )
    by_platform: dict[str, list[PayDay]] = defaultdict(list)
    for d in items:
        by_platform[d.platform].append(d)
    rows: list[tuple[int, list[tuple[str, Value]]]] = []
    for platform, days in by_platform.items():
        late = _sum([d for d in days if d.days_late])
        oldest, most = next((d for d in days if d.has_due_date), None), max(d.days_late for d in days)
        row: list[tuple[str, Value]] = [
            both(platform),
            (reader.day(oldest.due_on), oldest.due_on) if oldest else (NOTHING, None),
            (reader.number(most), most),
            money(late, reader.currency, reader),
            money(_sum(days) - late, reader.currency, reader),
            money(_sum(days), reader.currency, reader),
        ]
        rows.append((late, row))
    return Table.of(columns, [row for _late, row in sorted(rows, key=lambda r: -r[0])])


def both(text: str) -> tuple[str, Value]:
    """The same text on the page and in the download."""
    return text, text


def money(units: int | None, currency: str, reader: Reader) -> tuple[str, Value]:
    """An amount as a cell and for the download."""
    return ("" if units is None else reader.money(units, currency)), reader.decimal(units)


def _late(d: PayDay, reader: Reader) -> str:
    for_what = title(d.platform, d.project, reader)
    rest = _("rest of ") if d.paid or d.written_off else ""
    days = reader.days(d.first, d.last)
    late = ngettext("{n} day late", "{n} days late", d.days_late).format(n=reader.number(d.days_late))
    return _("{late}: {money}, {rest}{what}, worked {days}, due {due}").format(
        late=late, money=reader.money(d.left, d.currency), rest=rest, what=for_what, days=days, due=reader.day(d.due_on)
    )


def title(platform: str, project: str | None, reader: Reader) -> str:
    """A project by name and platform; the platform alone if none is named."""
    name = reader.project(platform, project)
    return f"{name} · {platform}" if name else platform


def parts() -> dict[str, str]:
    """The parts of the page, by their names in its address."""
    return {
        "owed": _("What is owed"),
        "record": _("Record"),
        "days": _("Pay days"),
        "paid": _("What came"),
        "spent": _("What you spent"),
    }
