"""Platforms: the sentence, the same figures side by side with their ranges, and what they can and cannot rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.report import YEAR_AHEAD
from tracker.analysis.results.platforms import PlatformCard, Platforms
from tracker.views.numbers import Reader
from tracker.views.platforms.words import QUARTERS, Measure, measures, terms, titles
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

COMPARED = ("ahead", "lasts", "no_notice", "on_time")
"""Figures that have a range, so that they can be compared."""
SHOWN = 12
"""So many platforms are drawn; the table has them all."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One platform in the picture: its figure, its range, and the words beside it."""

    title: str
    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """One figure of all platforms. `dots` is empty if amounts are hidden or nothing is known."""

    answer: str
    dots: tuple[Dot, ...]
    missing: str
    legend: str
    ticks: tuple[tuple[float, str], ...]
    reach: float
    alt: str
    terms: tuple[str, ...] = ()
    """What each platform's pay days are judged by, if that is the figure."""


@dataclass(frozen=True, slots=True)
class PlatformsView:
    """`span`: the days that the figures are of."""

    span: str
    answer: str
    second: str
    table: Table
    download: Table
    names: tuple[str, ...]


def platforms(found: Platforms, reader: Reader) -> PlatformsView:
    """All platforms: the sentence and the table; the download has a row for each platform and figure."""
    cards = by_hours(found)
    rows = {c.platform: measures(c, reader) for c in cards}
    return PlatformsView(
        span=_span(found, reader),
        answer=_answer(cards, reader),
        second=_second(cards, reader),
        table=_wide(rows),
        download=_long(rows),
        names=tuple(c.platform for c in cards),
    )


def by_hours(found: Platforms) -> tuple[PlatformCard, ...]:
    """Where most hours went first: an order that ranks nothing."""
    return tuple(sorted(found.platforms, key=lambda c: (-c.hours.all, c.platform)))


def _span(found: Platforms, reader: Reader) -> str:
    if found.first is None:
        return ""
    return _("All that is recorded, {days}: other answers may look at fewer days.").format(
        days=reader.days(found.first, found.as_of)
    )


def _answer(cards: Sequence[PlatformCard], reader: Reader) -> str:
    lives = [c.survival for c in cards]
    n = sum(s.n for s in lives)
    ended = {k: sum(s.ended.get(k, 0) for s in lives) for k in ("cancelled", "completed", "left")}
    where = ngettext("{n} platform", "{n} platforms", len(cards)).format(n=reader.number(len(cards)))
    if not n:
        return _("No project on {where} is on record, so how long projects last cannot be worked out.").format(
            where=where
        )
    counts = {k: reader.number(v) for k, v in ended.items()}
    said = ngettext("Of {n} project on {where}, ", "Of {n} projects on {where}, ", n).format(
        n=reader.number(n), where=where
    )
    if not sum(ended.values()):
        return said + _("none has ended.")
    return said + _("{cancelled} were ended by the platform, {completed} were completed and {left} you left.").format(
        **counts
    )


def _second(cards: Sequence[PlatformCard], reader: Reader) -> str:
    stops, none = sum(c.notice.zero.n for c in cards), sum(c.notice.zero.k for c in cards)
    due, paid = sum(c.on_time.n for c in cards), sum(c.on_time.k for c in cards)
    said = []
    if stops:
        said.append(
            ngettext(
                "Of {n} stop whose announcement is on record, {none} came without notice.",
                "Of {n} stops whose announcement is on record, {none} came without notice.",
                stops,
            ).format(n=reader.number(stops), none=reader.number(none))
        )
    if due:
        said.append(_on_time(paid, due, sum(c.on_time.by_age for c in cards), reader))
    return " ".join(said)


def _on_time(paid: int, due: int, by_age: int, reader: Reader) -> str:
    said = ngettext(
        "Of {n} pay day, {paid} was paid on time by the terms that are named below.",
        "Of {n} pay days, {paid} were paid on time by the terms that are named below.",
        due,
    )
    if by_age:
        said = ngettext(
            "Of {n} pay day whose money says what it is for, {paid} was paid on time by the terms that are named "
            "below; that of {more} more does not say.",
            "Of {n} pay days whose money says what it is for, {paid} were paid on time by the terms that are named "
            "below; that of {more} more does not say.",
            due,
        )
    return said.format(n=reader.number(due), paid=reader.number(paid), more=reader.number(by_age))


def _wide(rows: dict[str, tuple[Measure, ...]]) -> Table:
    """A row for each figure, a column for each platform."""
    names = titles()
    what = _("Figure")
    while what in rows:
        what += "\u2060"
    columns = [Column("figure", what), *(Column(p, p, right=True) for p in rows)]
    found = {p: {m.key: m for m in made} for p, made in rows.items()}
    cells: list[list[tuple[str, Value]]] = [
        [(names[key], names[key]), *((found[p][key].text, found[p][key].text) for p in rows)] for key in names
    ]
    return Table.of(columns, cells)


def _long(rows: dict[str, tuple[Measure, ...]]) -> Table:
    """The download: a row for each platform and figure, with range and count."""
    columns = (
        Column("platform", _("Platform")),
        Column("figure", _("Figure")),
        Column("text", _("In words")),
        Column("value", _("Value"), right=True),
        Column("low", _("From"), right=True),
        Column("high", _("To"), right=True),
        Column("n", _("Rests on"), right=True),
    )
    lines: list[list[tuple[str, Value]]] = [
        [(p, p), (m.key, m.key), (m.text, m.text), *(("", v) for v in m.cells), ("", m.n)]
        for p, made in rows.items()
        for m in made
    ]
    return Table.of(columns, lines)


def compare(found: Platforms, key: str, reader: Reader) -> CompareView:
    """One figure of all platforms, with what the ranges can rank and what not."""
    cards = by_hours(found)
    known = [(c.platform, next(m for m in measures(c, reader) if m.key == key)) for c in cards]
    dots = tuple(
        Dot(p, m.value, m.low, m.high, m.text)
        for p, m in known
        if m.value is not None and m.low is not None and m.high is not None
    )
    money = key == "ahead"
    reach = max([1.0, *(d.high for d in dots)]) if money else 1.0
    sure = {d.title for d in dots}
    return CompareView(
        answer=_ranking(dots, len(cards), hidden=money and reader.masked),
        dots=dots[:SHOWN],
        missing=_missing([p for p, _m in known if p not in sure], hidden=money and reader.masked),
        legend=_legend(key),
        ticks=reader.ticks(0.0, reach, money=True) if money else tuple((v, reader.share(v)) for v in QUARTERS),
        reach=reach,
        alt=_("{what} by platform: {dots}.").format(
            what=titles()[key], dots="; ".join(f"{d.title}: {d.text}" for d in dots)
        ),
        terms=tuple(f"{c.platform}: {'. '.join(said)}" for c in cards if (said := terms(c, reader)))
        if key == "on_time" else (),
    )  # fmt: skip


def _legend(key: str) -> str:
    if key == "ahead":
        return _(
            "Dot: half of the cases are above. Line: what an hour may leave in the next {n} weeks (about 9 in 10). "
            "From the top by hours worked, which is not a ranking."
        ).format(n=YEAR_AHEAD)
    return _(
        "Dot: the figure. Line: where the true one may be (about 9 in 10). From the top by hours worked, which is not "
        "a ranking."
    )


def _ranking(dots: Sequence[Dot], n: int, *, hidden: bool) -> str:
    """Which platforms lie apart by more than chance; said only if the ranges do not touch."""
    if hidden:
        return _("Amounts are hidden, so nothing is compared here.")
    if len(dots) < 2:
        return _("Nothing can be compared: that needs two platforms with a range.") if n > 1 else ""
    above: dict[tuple[str, ...], list[str]] = {}
    for d in dots:
        below = tuple(other.title for other in dots if other.high < d.low)
        if below:
            above.setdefault(below, []).append(d.title)
    if not above:
        return _("All ranges overlap: these figures cannot tell which platform is better.")
    said = [
        ngettext(
            "{some} is above {others} by more than chance explains.",
            "{some} are above {others} by more than chance explains.",
            len(names),
        ).format(some=_listed(names), others=_listed(below))
        for below, names in above.items()
    ]
    return " ".join([*said, _("The rest cannot be ranked.")])


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def _missing(names: Sequence[str], *, hidden: bool) -> str:
    if not names or hidden:
        return ""
    return _("Too little is known yet of {names}.").format(names=_listed(names))


def parts() -> dict[str, str]:
    """The parts of the page, by their names in its address."""
    return {"side": _("Side by side"), "each": _("One by one"), "one": _("One in full")}
