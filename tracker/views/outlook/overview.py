"""What the next weeks may bring: the opening sentences, the fan, and how long savings last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis.results.outlook import FanWeek, Outlook, Runway, WhatIf
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

LEANS = "leans_on_release"
NEEDED = 13
"""Complete weeks that a fan takes (methods, section 12)."""


@dataclass(frozen=True, slots=True)
class FanPoint:
    """All that has come by the end of a week, in main units; `cost`: what that number of weeks costs."""

    label: str
    low: float
    middle: float
    high: float
    cost: float | None
    text: str


@dataclass(frozen=True, slots=True)
class FanView:
    """The fan; without points there is no picture (too few weeks, or amounts are hidden)."""

    points: tuple[FanPoint, ...]
    reach: tuple[float, float]
    """Lowest and highest value of the axis, in main units: one scale for the whole and for what is left of it."""
    ticks: tuple[tuple[float, str], ...]
    high_text: str
    middle_text: str
    low_text: str
    cost_text: str
    alt: str
    legend: str
    table: Table


@dataclass(frozen=True, slots=True)
class RunwayView:
    """How long savings last: (figure, what it is, what it rests on); `missing` says what is needed for more."""

    facts: tuple[tuple[str, str, str], ...]
    missing: str


def recorded(o: Outlook) -> bool:
    """Whether there is anything to say."""
    return bool(o.weeks or o.expected or o.tax)


def opening(o: Outlook, reader: Reader) -> tuple[str, str]:
    """The answer, and what comes after it."""
    return _answer(o, reader), " ".join(s for s in (_owed(o, reader), _lasts(o.runway, reader)) if s)


def _answer(o: Outlook, reader: Reader) -> str:
    if not o.fan and o.weeks >= NEEDED:
        return _not_drawn(o, reader)
    if not o.fan:
        more = NEEDED - o.weeks
        return ngettext(
            "What the next weeks may bring can be worked out from {need} complete weeks; {n} more is needed.",
            "What the next weeks may bring can be worked out from {need} complete weeks; {n} more are needed.",
            more,
        ).format(need=NEEDED, n=reader.number(more))
    last = o.fan[-1]
    if no_width(last, reader):
        return _("The next {ahead} weeks may bring {middle}; how much more or less nothing on record says.").format(
            ahead=reader.number(len(o.fan)), middle=reader.whole(last.total_middle)
        )
    return _(
        "The next {ahead} weeks may bring between {low} and {high} (about 8 in 10){drift}; half of the cases are above "
        "{middle}."
    ).format(
        ahead=reader.number(len(o.fan)), low=reader.whole(last.total_low), drift=_moving(o),
        high=reader.whole(last.total_high), middle=reader.whole(last.total_middle),
    )  # fmt: skip


def leaning(o: Outlook, reader: Reader) -> str:
    """What the range leans on beside the records, where it leans on a release."""
    return " ".join(reader.say(c.text) for c in o.prospect.caveats if c.code == LEANS)


def _moving(o: Outlook) -> str:
    """That rates are drawn on at their pace, where they are."""
    if o.drift is None:
        return ""
    return _(", with your rates falling as they do") if o.drift < 0 else _(", with your rates rising as they do")


def no_width(last: FanWeek, reader: Reader) -> bool:
    """Whether low and high read alike, so that there is no range to tell."""
    return not reader.masked and reader.whole(last.total_low) == reader.whole(last.total_high)


def _not_drawn(o: Outlook, reader: Reader) -> str:
    codes = {c.code for c in o.prospect.caveats}
    if "all_ended" in codes:
        return _("Nothing runs, and every platform on record has ended: what comes next, nothing on record says.")
    if "spread_evenly" in codes:
        return _("Most of your money is known only for long stretches, so what the next weeks may bring is not known.")
    return _(
        "In your last {n} weeks nothing is on record that came or is still to come in time, so the next "
        "ones cannot be estimated. Late money counts nothing until it arrives."
    ).format(n=reader.number(o.weeks))


def _owed(o: Outlook, reader: Reader) -> str:
    if not o.expected or o.soon_on is None:
        return _("Nothing is owed to you.")
    owed, day = reader.money(o.owed), reader.day(o.soon_on)
    if all(e.here_soon is None for e in o.expected):
        return _("{owed} is owed to you; how much of it will be here by {day} nothing on record says.").format(
            owed=owed, day=day
        )
    said = _("{owed} is owed to you; by {day} about {soon} of it should be here, going by how each platform paid.")
    return said.format(owed=owed, day=day, soon=reader.money(o.soon))


def _lasts(runway: Runway | None, reader: Reader) -> str:
    if runway is None:
        return ""
    return _("Your savings last {middle} in the middle case and {low} in a bad one.").format(
        middle=lasting(runway.median, reader), low=lasting(runway.low, reader)
    )


def lasting(weeks: float | None, reader: Reader) -> str:
    """So many weeks in words; beyond what is drawn, more than a year."""
    if weeks is None:
        return _("more than a year")
    n = round(weeks)
    return ngettext("{n} week", "{n} weeks", n).format(n=reader.number(n))


# --- the fan --------------------------------------------------------------------------------------------


def fan(o: Outlook, reader: Reader) -> FanView:
    """What all weeks up to each may bring together."""
    return _fan(o.fan, o, reader, _cost(o.runway))


def fan_without(w: WhatIf, o: Outlook, reader: Reader) -> FanView:
    """The same without one platform, drawn to the scale of the whole."""
    return _fan(w.fan, o, reader, _cost(o.runway))


def _cost(runway: Runway | None) -> int | None:
    return runway.cost_week if runway else None


def _fan(weeks: Sequence[FanWeek], o: Outlook, reader: Reader, cost: int | None) -> FanView:
    cost = cost or None
    last = weeks[-1] if weeks else None
    points = () if reader.masked else tuple(_point(k, w, cost, reader) for k, w in enumerate(weeks, 1))
    tops = [w.total_high for w in o.fan] + [w.total_low for w in o.fan] + [(cost or 0) * len(weeks), 10_000]
    low, high = min(0.0, min(tops) / 10_000), max(tops) / 10_000
    return FanView(
        points=points,
        reach=(0.0, 1.0) if reader.masked else (low, high * 1.03),
        ticks=reader.ticks(low, high, money=True, steps=4),
        high_text=_("1 in 10 is above {money}").format(money=reader.whole(last.total_high if last else None)),
        middle_text=_("half is above {money}").format(money=reader.whole(last.total_middle if last else None)),
        low_text=_("9 in 10 are above {money}").format(money=reader.whole(last.total_low if last else None)),
        cost_text=_("what these weeks cost you: {money}").format(money=reader.whole((cost or 0) * len(weeks))),
        alt=_alt(last, len(weeks), reader),
        legend=_legend(cost, reader),
        table=_table(weeks, reader),
    )


def _point(k: int, w: FanWeek, cost: int | None, reader: Reader) -> FanPoint:
    return FanPoint(
        label=reader.short_day(w.monday + dt.timedelta(days=6)),
        low=reader.plain(w.total_low) or 0.0,
        middle=reader.plain(w.total_middle) or 0.0,
        high=reader.plain(w.total_high) or 0.0,
        cost=None if cost is None else reader.plain(cost * k),
        text=_("By {day}: {low} to {high}, half above {middle}").format(
            day=reader.day(w.monday + dt.timedelta(days=6)), low=reader.whole(w.total_low),
            high=reader.whole(w.total_high), middle=reader.whole(w.total_middle),
        ),
    )  # fmt: skip


def _alt(last: FanWeek | None, n: int, reader: Reader) -> str:
    if last is None:
        return ""
    return _("A fan of what the next {n} weeks may bring together: from {low} to {high}, half above {middle}.").format(
        n=reader.number(n), low=reader.whole(last.total_low), high=reader.whole(last.total_high),
        middle=reader.whole(last.total_middle),
    )  # fmt: skip


def _legend(cost: int | None, reader: Reader) -> str:
    if reader.masked:
        return _("Amounts are hidden, so the picture is left out.")
    parts = [_("Line: half of the cases are above. Shaded: 8 of 10 cases.")]
    if cost is not None:
        parts.append(_("Dotted: what these weeks cost you."))
    return " ".join(parts)


def _table(weeks: Sequence[FanWeek], reader: Reader) -> Table:
    columns = (
        Column("week", _("Week of")),
        Column("low", _("Low"), right=True),
        Column("middle", _("Middle"), right=True),
        Column("high", _("High"), right=True),
        Column("total_low", _("So far, low"), right=True),
        Column("total_middle", _("So far, middle"), right=True),
        Column("total_high", _("So far, high"), right=True),
    )
    rows = []
    for w in weeks:
        sums = (w.low, w.middle, w.high, w.total_low, w.total_middle, w.total_high)
        rows.append([(reader.day(w.monday), w.monday), *((reader.whole(v), reader.decimal(v)) for v in sums)])
    return Table.of(columns, rows)


# --- savings --------------------------------------------------------------------------------------------


def runway(o: Outlook, taxed: bool, reader: Reader) -> RunwayView:
    """How long savings last. `taxed`: a tax rate is set, so that part of what comes is not counted."""
    facts = []
    rests = _("with what is owed and what may come")
    if taxed:
        rests = _("with what is owed and what may come, less what to set aside for tax")
    if o.runway is not None:
        facts.append((lasting(o.runway.median, reader), _("is how long your savings last in the middle case"), rests))
        facts.append((lasting(o.runway.low, reader), _("in 1 case of 10, or less"), rests))
    if o.savings_alone is not None:
        cost = o.runway.cost_week if o.runway else None
        rest = _("at {money} a week").format(money=reader.money(cost)) if cost else _("with your savings alone")
        facts.append((lasting(o.savings_alone, reader), _("if nothing more came at all"), rest))
    return RunwayView(tuple(facts), _missing(o))


def _missing(o: Outlook) -> str:
    if o.savings_alone is None and o.runway is None:
        return _("How long savings last is known once you have set what a month costs you and what you have saved.")
    if o.runway is None and o.weeks < NEEDED:
        return _("With what may come it can be worked out from {need} complete weeks.").format(need=NEEDED)
    return ""


def parts(*, fan: bool = True, ends: bool = True) -> dict[str, str]:
    """The parts of the page, by their names in its address. `fan`: whether anything can be said of the next weeks;
    `ends`: whether there is a platform that may end."""
    every = {
        "ahead": _("The next 13 weeks"),
        "owed": _("What is owed"),
        "savings": _("Your savings"),
        "ends": _("If a platform ends"),
        "tax": _("Tax"),
    }
    return {k: name for k, name in every.items() if (k != "ahead" or fan) and (k != "ends" or ends)}
