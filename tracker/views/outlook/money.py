"""Money owed and when it should come, what if a platform ends, and what to set aside: texts and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.analysis.results.outlook import Expected, Outlook, TaxQuarter, WhatIf
from tracker.domain import Earning
from tracker.views.fields import head
from tracker.views.numbers import Reader
from tracker.views.outlook.overview import lasting, no_width
from tracker.views.payments.lines import state_names
from tracker.views.payments.overview import both, money
from tracker.views.table import Column, Table
from tracker.views.text import _

SHOWN = 8
"""So many lines in the picture of what should come; the table has them all."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the picture: days as ISO texts. `due` None: nothing says when it is; `sure` None: the record does
    not reach so far."""

    label: str
    due: str | None
    likely: str
    sure: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ArrivalsView:
    answer: str
    arrivals: tuple[Arrival, ...]
    today: str
    ticks: tuple[tuple[str, str], ...]
    legend: str
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class TaxView:
    answer: str
    table: Table


def arrivals(o: Outlook, reader: Reader) -> ArrivalsView:
    """What is owed, soonest first."""
    lines = _lines(o.expected, reader)
    return ArrivalsView(
        answer=_answer(o, reader),
        arrivals=lines,
        today=o.as_of.isoformat(),
        ticks=_ticks(o.as_of, lines, reader),
        legend=_("Dot: half of such money has come by then. Line: up to the day by which 9 in 10 of it has. "
                 "Small tick: the due date. Dotted: {today}.").format(today=reader.day(o.as_of)) if lines else "",
        alt=_("When money should come: {lines}.").format(lines="; ".join(x.text for x in lines)),
        table=_table(o.expected, reader),
    )  # fmt: skip


def _answer(o: Outlook, reader: Reader) -> str:
    if not o.expected:
        return _("Nothing is owed to you, as far as the ledger knows.")
    silent = [e for e in o.expected if e.likely_on is None]
    if not silent:
        return _("All of it, {owed}, has a likely day, by how each platform paid before.").format(
            owed=reader.money(o.owed)
        )
    return _(
        "{known} of {owed} has a likely day, by how each platform paid before; when the other {silent} comes, "
        "nothing on record says."
    ).format(
        known=reader.money(o.owed - sum(e.amount for e in silent)), owed=reader.money(o.owed),
        silent=reader.money(sum(e.amount for e in silent)),
    )  # fmt: skip


def _lines(items: Sequence[Expected], reader: Reader) -> tuple[Arrival, ...]:
    """Money of one platform and due date together."""
    sums: dict[Expected, int] = {}
    for e in items:
        if e.likely_on is not None:
            key = replace(e, project=None, amount=0)
            sums[key] = sums.get(key, 0) + e.amount
    return tuple(_arrival(key, units, reader) for key, units in list(sums.items())[:SHOWN])


def _arrival(e: Expected, units: int, reader: Reader) -> Arrival:
    assert e.likely_on is not None
    what = _("{platform}, {money}").format(platform=e.platform, money=reader.money(units))
    if e.due_on is not None:
        text = _("{what}: due {due}, likely by {likely}")
    elif e.latest_on is not None:
        text = _("{what}: due {due} at the latest, likely by {likely}")
    else:
        text = _("{what}: no due date yet, likely by {likely}")
    day = e.due_on or e.latest_on
    said = text.format(what=what, due=reader.day(day) if day else "", likely=reader.day(e.likely_on))
    if e.nine_in_ten_on is not None:
        said = _("{said}, 9 in 10 by {sure}").format(said=said, sure=reader.day(e.nine_in_ten_on))
    due, sure = (d.isoformat() if d else None for d in (day, e.nine_in_ten_on))
    return Arrival(what, due, e.likely_on.isoformat(), sure, said)


def _ticks(as_of: dt.date, lines: Sequence[Arrival], reader: Reader) -> tuple[tuple[str, str], ...]:
    days = [dt.date.fromisoformat(d) for x in lines for d in (x.due, x.likely, x.sure) if d]
    if not days:
        return ()
    first, last = min([as_of, *days]), max([as_of, *days])
    step = max(1, -(-(last - first).days // 4))
    found = [first + dt.timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    return tuple((d.isoformat(), reader.short_day(d)) for d in found)


def _table(items: Sequence[Expected], reader: Reader) -> Table:
    columns = (
        Column("platform", _("Platform")),
        Column("project", _("Project")),
        head(Earning, "due_on"),
        Column("likely_on", _("Half by")),
        Column("nine_in_ten_on", _("9 in 10 by")),
        Column("amount", _("Amount"), right=True),
    )
    rows = [
        [
            both(e.platform),
            both(reader.project(e.platform, e.project)),
            (_due(e, reader), e.due_on or e.latest_on),
            (reader.day(e.likely_on) if e.likely_on else _("not known"), e.likely_on),
            (reader.day(e.nine_in_ten_on) if e.nine_in_ten_on else _("not known"), e.nine_in_ten_on),
            money(e.amount, reader.currency, reader),
        ]
        for e in items
    ]
    return Table.of(columns, rows)


def _due(e: Expected, reader: Reader) -> str:
    if e.due_on is not None:
        return reader.day(e.due_on)
    why = state_names().get(e.state, _("not known"))
    return why if e.latest_on is None else _("{why}, {day} at the latest").format(why=why, day=reader.day(e.latest_on))


# --- what if a platform ends ----------------------------------------------------------------------------


def what_if(w: WhatIf, o: Outlook, reader: Reader) -> str:
    """What the end of one platform would mean."""
    last = w.fan[-1]
    said = _(
        "{platform} brings {share} of what may come. Without it the next {n} weeks bring between {low} and {high}, "
        "half of the cases above {middle}."
    )
    if no_width(last, reader):
        said = _("{platform} brings {share} of what may come. Without it the next {n} weeks bring {middle}.")
    said = said.format(
        platform=w.platform, share=reader.share(w.share), n=reader.number(len(w.fan)),
        low=reader.whole(last.total_low), high=reader.whole(last.total_high), middle=reader.whole(last.total_middle),
    )  # fmt: skip
    if w.runway is None or o.runway is None:
        return said
    without, with_it = lasting(w.runway.median, reader), lasting(o.runway.median, reader)
    lasts = _("Your savings then last {without} in the middle case instead of {with_it}.")
    if without == with_it:
        lasts = _("Your savings then last {without} in the middle case, as they do with it.")
    lasts = lasts.format(without=without, with_it=with_it)
    return f"{said} {lasts}"


def what_ifs(o: Outlook, reader: Reader) -> Table:
    """All platforms side by side, the largest first."""
    columns = [
        Column("platform", _("If it ends")),
        Column("share", _("Share of it"), right=True),
        Column("low", _("13 weeks, low"), right=True),
        Column("middle", _("Middle"), right=True),
        Column("high", _("High"), right=True),
        Column("savings_last", _("Savings last"), right=True),
    ]
    rows = []
    for w in o.without:
        last = w.fan[-1]
        sums = (last.total_low, last.total_middle, last.total_high)
        weeks = w.runway.median if w.runway else None
        rows.append(
            [
                both(w.platform),
                (reader.share(w.share), None if w.share is None else round(w.share, 6)),
                *((reader.whole(v), reader.decimal(v)) for v in sums),
                (lasting(weeks, reader) if w.runway else "", None if weeks is None else round(weeks, 2)),
            ]
        )
    return Table.of(columns, rows)


# --- tax ------------------------------------------------------------------------------------------------


def tax(o: Outlook, reader: Reader) -> TaxView:
    """Quarter by quarter, the latest first."""
    return TaxView(_tax_answer(o.tax, reader), _tax_table(o.tax, reader))


def _tax_answer(quarters: Sequence[TaxQuarter], reader: Reader) -> str:
    if not quarters:
        return _("No money has come in yet.")
    now = quarters[0]
    came = _("Since {first} {received} came in and {expenses} went into work.").format(
        first=reader.day(now.first), received=reader.money(now.received), expenses=reader.money(now.expenses)
    )
    if now.set_aside is None:
        return f"{came} {_('What to set aside is known once you have set your percentage for tax.')}"
    aside = _("At your rate that is {money} to set aside.").format(money=reader.money(now.set_aside))
    return f"{came} {aside}"


def _tax_table(quarters: Sequence[TaxQuarter], reader: Reader) -> Table:
    columns = (
        Column("quarter", _("Quarter")),
        Column("received", _("Received"), right=True),
        Column("expenses", _("Work expenses"), right=True),
        Column("set_aside", _("To set aside"), right=True),
    )
    rows = [
        [
            (reader.days(q.first, q.last), q.first),
            money(q.received, reader.currency, reader),
            money(q.expenses, reader.currency, reader),
            money(q.set_aside, reader.currency, reader),
        ]
        for q in quarters
    ]
    return Table.of(columns, rows)
