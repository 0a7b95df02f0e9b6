"""How long one platform's projects last: the curve with its band, how many were watched, and how they ended."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.results.platforms import PlatformCard, Survival, SurvivalPoint
from tracker.views.numbers import NOTHING, Reader
from tracker.views.platforms.words import ENOUGH, QUARTERS, days, ranged
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

ROUND = (2, 7, 14, 30, 60, 90, 180, 365)
"""Days that the axis may name: the curve has a row for each."""
ROOM = 0.14
"""Two labels of the axis are at least so far apart, as a share of its length."""


@dataclass(frozen=True, slots=True)
class SurvivalView:
    """The curve. `running` and `cancelled` are corners (days, share); `band` has (days, low, high) in stretches
    of days on which it is known; `ticks` are (day, label, how many were watched then)."""

    running: tuple[tuple[float, float], ...]
    cancelled: tuple[tuple[float, float], ...]
    band: tuple[tuple[tuple[float, float, float], ...], ...]
    ticks: tuple[tuple[float, str, str], ...]
    shares: tuple[tuple[float, str], ...]
    until: float
    running_label: str
    cancelled_label: str
    axis: str
    alt: str


@dataclass(frozen=True, slots=True)
class EndBar:
    """One way projects ended, or that they run."""

    key: str
    title: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class LifeView:
    """`curve` is None if too little is known; `missing` then says what it takes."""

    curve: SurvivalView | None
    missing: str
    legend: str
    facts: tuple[str, ...]
    ends: tuple[EndBar, ...]
    ends_alt: str
    table: Table


def life(card: PlatformCard, reader: Reader) -> LifeView:
    """How long a platform's projects last, and how they end."""
    s = card.survival
    ended = sum(s.ended.values())
    enough = s.n >= ENOUGH and ended > 0
    ends = _ends(s, reader)
    return LifeView(
        curve=_curve(card.platform, s, reader) if enough else None,
        missing="" if enough else _missing(s, ended, reader),
        legend=_("Band: where the true share may be (about 9 in 10). Below each day: how many projects were still "
                 "watched then; the fewer, the less it tells."),
        facts=_facts(card, reader),
        ends=ends,
        ends_alt=_("How the projects of {platform} ended: {bars}.").format(
            platform=card.platform, bars="; ".join(f"{b.title}: {b.text}" for b in ends)
        ),
        table=_table(s, reader),
    )  # fmt: skip


def _missing(s: Survival, ended: int, reader: Reader) -> str:
    if not s.n:
        return _("No project of it has begun on record.")
    if not ended:
        return _("None of its projects has ended, so how long they last cannot be drawn yet.")
    return _("A curve is drawn from {need} projects; there are {n}.").format(
        need=reader.number(ENOUGH), n=reader.number(s.n)
    )


def _curve(platform: str, s: Survival, reader: Reader) -> SurvivalView:
    known = [p for p in s.curve if p.running is not None]
    until = max([s.followed_days or 0.0, *(p.days for p in known), 1.0])
    running = [(0.0, 1.0), *((p.days, p.running) for p in known if p.running is not None)]
    cancelled = [(0.0, 0.0), *((p.days, p.incidence) for p in s.cancelled_by if p.incidence is not None)]
    return SurvivalView(
        running=_to_the_end(running, until),
        cancelled=_to_the_end(cancelled, until),
        band=_band(known, until),
        ticks=_ticks(s, until, reader),
        shares=tuple((q, reader.share(q)) for q in QUARTERS),
        until=until,
        running_label=_("still running"),
        cancelled_label=_("ended by the platform"),
        axis=_("days since the start"),
        alt=_alt(platform, s, reader),
    )


def _to_the_end(corners: list[tuple[float, float]], until: float) -> tuple[tuple[float, float], ...]:
    return tuple(corners) if corners[-1][0] >= until else (*corners, (until, corners[-1][1]))


def _band(known: list[SurvivalPoint], until: float) -> tuple[tuple[tuple[float, float, float], ...], ...]:
    """Stretches of neighbouring days with a range; each goes on to the next day, the last to the end."""
    out: list[list[tuple[float, float, float]]] = []
    open_now = False
    for p, after in zip(known, [*(q.days for q in known[1:]), until], strict=True):
        if p.low is None or p.high is None:
            open_now = False
            continue
        if not open_now:
            out.append([])
        out[-1] += [(p.days, p.low, p.high), (after, p.low, p.high)]
        open_now = True
    return tuple(tuple(stretch) for stretch in out)


def _ticks(s: Survival, until: float, reader: Reader) -> tuple[tuple[float, str, str], ...]:
    """Days with their label and the number at risk: the round ones, as many as fit."""
    out: list[tuple[float, str, str]] = []
    for p in sorted(s.curve, key=lambda p: -p.days):
        fits = p.days <= until and p.days in ROUND and all(abs(p.days - d) >= ROOM * until for d, _l, _n in out)
        if fits and p.days >= ROOM * until:
            out.append((p.days, reader.number(p.days), reader.number(p.at_risk)))
    return tuple(reversed(out))


def _alt(platform: str, s: Survival, reader: Reader) -> str:
    points = [p for p in s.curve if p.days in ROUND and p.running is not None]
    said = [
        _("after {days} {share}").format(
            days=days(p.days, reader),
            share=ranged(
                reader.share(p.running),
                None if p.low is None else reader.share(p.low),
                None if p.high is None else reader.share(p.high),
            ),
        )
        for p in points
    ]
    return _("Share of the projects of {platform} still running: {points}.").format(
        platform=platform, points="; ".join(said)
    )


def _facts(card: PlatformCard, reader: Reader) -> tuple[str, ...]:
    s = card.survival
    said = []
    if s.restricted_mean_90 is not None:
        said.append(
            _("Of its first 90 days a project ran {n} on average.").format(n=reader.number(s.restricted_mean_90))
        )
    if s.first_stop_median is not None:
        said.append(
            _("Half had been paused or ended by the platform after {days}.").format(
                days=days(s.first_stop_median, reader)
            )
        )
    if card.paused_share:
        said.append(
            _("{share} of all days from start to end were paused.").format(share=reader.share(card.paused_share))
        )
    return tuple(said)


def _ends(s: Survival, reader: Reader) -> tuple[EndBar, ...]:
    names = (
        ("cancelled", _("ended by the platform"), s.ended.get("cancelled", 0)),
        ("completed", _("completed"), s.ended.get("completed", 0)),
        ("left", _("you left"), s.ended.get("left", 0)),
        ("running", _("still running"), s.running),
    )
    return tuple(EndBar(k, title, n, reader.number(n)) for k, title, n in names) if s.n else ()


def _table(s: Survival, reader: Reader) -> Table:
    columns = (
        Column("days", _("Days"), right=True),
        Column("at_risk", _("Still watched"), right=True),
        Column("events", _("Ended that day"), right=True),
        Column("running", _("Still running"), right=True),
        Column("low", _("From"), right=True),
        Column("high", _("To"), right=True),
        Column("cancelled_by", _("Ended by the platform"), right=True),
    )
    causes = {p.days: p.incidence for p in s.cancelled_by}
    rows: list[list[tuple[str, Value]]] = [
        [
            (reader.number(p.days, 1 if p.days % 1 else 0), p.days),
            (reader.number(p.at_risk), p.at_risk),
            (reader.number(p.events), p.events),
            *(_share(x, reader) for x in (p.running, p.low, p.high, causes.get(p.days))),
        ]
        for p in s.curve
    ]
    return Table.of(columns, rows)


def _share(value: float | None, reader: Reader) -> tuple[str, Value]:
    return (NOTHING if value is None else reader.share(value)), value
