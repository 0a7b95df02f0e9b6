"""Which work pays best: the hourly figures by platform, project or role."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import YEAR_AHEAD, Group, HourAhead, Report, listed
from tracker.views.earnings.ladder import group_title, labels
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

SHOWN = 12
"""So many groups are drawn; the table has them all."""


@dataclass(frozen=True, slots=True)
class GroupBar:
    """One line of the picture: from the agreed (or advertised) hour to the kept one. `range`: what an hour may leave
    there in the coming year, of platforms alone: a project or a role is not drawn by itself."""

    title: str
    hours: str
    kept: float
    kept_text: str
    promised: float | None
    promised_text: str
    range: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class GroupsView:
    answer: str
    legend: str
    more: str
    bars: tuple[GroupBar, ...]
    ticks: tuple[tuple[float, str], ...]
    alt: str
    table: Table


def groups(report: Report, by: str, reader: Reader) -> GroupsView:
    """The report's groups, best kept hour first; those without hours are in the table only."""
    ranked = sorted(report.by, key=lambda g: (_rate(g, "kept") is None, -(_rate(g, "kept") or 0), g.key))
    bars = tuple(_bar(g, by, _ahead(g, by, report), reader) for g in ranked if _rate(g, "kept") is not None)
    values = [v for b in bars[:SHOWN] for v in (b.kept, b.promised, *(b.range or ())) if v is not None]
    hidden = max(0, len(bars) - SHOWN)
    return GroupsView(
        answer=_answer(bars),
        legend=_legend(bars),
        more=ngettext("{n} more is in the table.", "{n} more are in the table.", hidden).format(n=hidden)
        if hidden
        else "",
        bars=bars[:SHOWN],
        ticks=reader.ticks(min([0.0, *values]), max([1.0, *values]), money=True, steps=4),
        alt=_("What was kept per hour: {bars}.").format(
            bars="; ".join(
                _("{title} {kept} ({hours})").format(title=b.title, kept=b.kept_text, hours=b.hours)
                for b in bars[:SHOWN]
            )
        ),
        table=_table(ranked, by, report, reader),
    )


def _legend(bars: tuple[GroupBar, ...]) -> str:
    said = _("Bar: kept per hour. Upright mark: advertised, or agreed if no listing is known. Beside it: hours.")
    ahead = _("Thin line: what an hour may leave in the next {n} weeks.").format(n=YEAR_AHEAD)
    return f"{said} {ahead}" if any(b.range for b in bars) else said


def _ahead(group: Group, by: str, report: Report) -> HourAhead | None:
    """What an hour there may leave, off the draws that every page reads."""
    return report.prospect.hour(group.key) if by == "platform" else None


def _rate(group: Group, rung: str) -> int | None:
    return next((r.rate for r in group.hourly if r.rung == rung), None)


def _bar(group: Group, by: str, ahead: HourAhead | None, reader: Reader) -> GroupBar:
    kept = next(r for r in group.hourly if r.rung == "kept")
    promised = _rate(group, "headline")
    shown = None if ahead is None or reader.masked or reader.alike(ahead.low, ahead.high) else ahead
    low, high = (reader.plain(shown.low), reader.plain(shown.high)) if shown else (None, None)
    return GroupBar(
        title=group_title(group, by, reader),
        hours=reader.hours(group.hours.all),
        kept=reader.plain(kept.rate) or 0.0,
        kept_text=reader.money(kept.rate),
        promised=reader.plain(promised),
        promised_text=reader.money(promised),
        range=None if low is None or high is None else (low, high),
    )


def _answer(bars: tuple[GroupBar, ...]) -> str:
    if not bars:
        return _("No hours are here yet, so nothing can be compared.")
    best, worst = bars[0], bars[-1]
    if len(bars) == 1:
        return _("{title} left you {kept} an hour.").format(title=best.title, kept=best.kept_text)
    return _("{best} left you most: {high} an hour. {worst} left you least: {low}.").format(
        best=best.title, high=best.kept_text, worst=worst.title, low=worst.kept_text
    )


def _table(ranked: list[Group], by: str, report: Report, reader: Reader) -> Table:
    names = labels()
    first = {"platform": _("Platform"), "project": _("Project"), "role": _("Role")}[by]
    columns = [
        Column(by, first),
        Column("kept_per_hour", names["kept"], right=True),
        *(_ahead_columns() if by == "platform" else ()),
        *(
            Column(f"{r}_per_hour", names[r], right=True)
            for r in ("headline", "agreed", "own_timed", "all_hours", "collected")
        ),
        Column("paid_hours", _("Paid hours"), right=True),
        Column("unpaid_hours", _("Unpaid hours"), right=True),
        Column("kept", _("Kept in all"), right=True),
        Column("late", _("Late"), right=True),
    ]
    return Table.of(columns, [_row(g, by, report, reader) for g in ranked])


def _ahead_columns() -> tuple[Column, Column]:
    return (
        Column("ahead_low", _("Next {n} weeks, from").format(n=YEAR_AHEAD), right=True),
        Column("ahead_high", _("Next {n} weeks, to").format(n=YEAR_AHEAD), right=True),
    )


def _row(g: Group, by: str, report: Report, reader: Reader) -> list[tuple[str, Value]]:
    kept = next(r for r in g.hourly if r.rung == "kept")

    def money(units: int | None) -> tuple[str, Value]:
        return reader.money(units), reader.decimal(units)

    ahead = _ahead(g, by, report)
    rungs = ("agreed", "own_timed", "all_hours", "collected")
    rest = [money(_rate(g, "headline") if listed(g.caveats) else None), *(money(_rate(g, r)) for r in rungs)]
    hours = [(reader.hours(h), round(h, 4)) for h in (g.hours.paid_own, g.hours.unpaid)]
    return [
        (group_title(g, by, reader), _key(g, by, reader)),
        money(kept.rate),
        *((money(ahead.low), money(ahead.high)) if ahead else (("", None),) * 2 if by == "platform" else ()),
        *rest,
        *hours,
        money(g.money.kept),
        money(g.money.overdue),
    ]


def _key(g: Group, by: str, reader: Reader) -> str:
    """What a download calls the group: its own key; a hidden project as on the page."""
    return group_title(g, by, reader) if by == "project" and reader.masked else g.key
