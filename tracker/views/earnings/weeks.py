"""The weeks one by one, how uneven they are, and how much hangs on one platform."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import Report, Week
from tracker.say import Said
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

MIN_WEEKS_SPREAD = 13


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week, for drawing: money in main units, hours."""

    monday: str
    label: str
    kept: float
    other: float
    paid: float
    unpaid: float
    dry: bool
    text: str


@dataclass(frozen=True, slots=True)
class WeeksView:
    answer: str
    bars: tuple[WeekBar, ...]
    mean: float | None
    mean_text: str
    money_title: str
    hour_title: str
    legend: str
    money_ticks: tuple[tuple[float, str], ...]
    hour_ticks: tuple[tuple[float, str], ...]
    day_ticks: tuple[tuple[str, str], ...]
    other: bool
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class SteadyView:
    """Sentences on how uneven the weeks are; `missing` if there are too few."""

    facts: tuple[tuple[str, str, str], ...]
    missing: str


def weeks(report: Report, reader: Reader) -> WeeksView:
    """The complete weeks as sentence, bars and table."""
    bars = tuple(_bar(w, reader) for w in report.weeks)
    tops = [b.kept + b.other for b in bars] + [b.kept for b in bars]
    hours = [b.paid + b.unpaid for b in bars]
    mean = sum(b.kept + b.other for b in bars) / len(bars) if bars and not reader.masked else None
    every = max(1, round(len(bars) / 4))
    other = any(b.other for b in bars)
    return WeeksView(
        answer=_answer(report, reader),
        bars=bars,
        mean=mean,
        mean_text=_("dotted: average, {money}").format(money=reader.whole(round((mean or 0) * 10_000))),
        money_title=_("Kept each week"),
        hour_title=_("Hours each week"),
        legend=_legend(bars, other),
        money_ticks=reader.ticks(min([0.0, *tops]), max([1.0, *tops]), money=True, steps=3),
        hour_ticks=reader.ticks(0, max([1.0, *hours]), money=False, steps=2),
        day_ticks=tuple((b.monday, b.label) for b in bars[::every]),
        other=other,
        alt=_("Bars of what each week brought and how many hours it took. {answer}").format(
            answer=_answer(report, reader)
        ),
        table=_table(report, reader),
    )


def _dry(week: Week) -> bool:
    return week.kept + week.unmatched <= 0


def _bar(w: Week, reader: Reader) -> WeekBar:
    total = w.kept + w.unmatched
    return WeekBar(
        monday=w.monday.isoformat(),
        label=reader.short_day(w.monday),
        kept=reader.plain(w.kept) or 0.0,
        other=reader.plain(w.unmatched) or 0.0,
        paid=w.paid_hours,
        unpaid=w.unpaid_hours,
        dry=_dry(w),
        text=_("Week of {day}: {money}, {paid} paid, {unpaid} unpaid").format(
            day=reader.day(w.monday),
            money=reader.money(total),
            paid=reader.hours(w.paid_hours),
            unpaid=reader.hours(w.unpaid_hours),
        ),
    )


def _legend(bars: tuple[WeekBar, ...], other: bool) -> str:
    parts = [_("Hours: solid paid, hatched unpaid.")]
    if any(b.dry for b in bars):
        parts.append(_("A cross: nothing came."))
    if other:
        parts.append(_("Crosshatched: money that no logged work explains."))
    return " ".join(parts)


def _answer(report: Report, reader: Reader) -> str:
    n = len(report.weeks)
    if n == 0:
        return _("There is no complete week yet.")
    dry = sum(map(_dry, report.weeks))
    best = max(report.weeks, key=lambda w: w.kept + w.unmatched)
    said = (
        ngettext("{dry} of {n} complete week brought nothing", "{dry} of {n} complete weeks brought nothing", n)
        if dry
        else ngettext("The one complete week brought money", "Each of the {n} complete weeks brought money", n)
    ).format(dry=reader.number(dry), n=reader.number(n))
    if _even(report) or best.kept + best.unmatched <= 0:  # spread over its days, no week is better than another
        return f"{said}."
    return _("{said}; the best brought {money} (week of {day}).").format(
        said=said, money=reader.whole(best.kept + best.unmatched), day=reader.day(best.monday)
    )


def _table(report: Report, reader: Reader) -> Table:
    columns = (
        Column("week", _("Week of")),
        Column("kept", _("Kept"), right=True),
        Column("other", _("Without logged work"), right=True),
        Column("paid_hours", _("Paid hours"), right=True),
        Column("unpaid_hours", _("Unpaid hours"), right=True),
    )
    rows = [
        [
            (reader.day(w.monday), w.monday),
            (reader.money(w.kept), reader.decimal(w.kept)),
            (reader.money(w.unmatched), reader.decimal(w.unmatched)),
            (reader.hours(w.paid_hours), round(w.paid_hours, 4)),
            (reader.hours(w.unpaid_hours), round(w.unpaid_hours, 4)),
        ]
        for w in reversed(report.weeks)
    ]
    return Table.of(columns, rows)


def steady(report: Report, reader: Reader) -> SteadyView:
    """How uneven the weeks are: (figure, what it is, what it rests on), dry weeks first."""
    v, facts = report.volatility, []
    n = ngettext("{n} week", "{n} weeks", v.weeks).format(n=reader.number(v.weeks))
    if v.dry_week_share is not None:
        facts.append((reader.share(v.dry_week_share), _("of the weeks brought nothing"), n))
    if v.worst_13_weeks is not None:
        facts.append((reader.whole(v.worst_13_weeks), _("in the leanest 13 weeks in a row"), n))
    if v.weekly_cv is not None:
        facts.append(
            (
                reader.share(v.weekly_cv),
                _("is how far weeks usually are from the average one, above or below; with a salary it is 0"),
                n,
            )
        )
    if v.median_arc_change is not None:
        facts.append(
            (
                reader.share(v.median_arc_change),
                _("is the median change from four weeks to the next four, up or down"),
                n,
            )
        )
    if v.dips_per_year is not None:
        facts.append(
            (reader.number(v.dips_per_year), _("weeks a year bring less than three quarters of the average"), n)
        )
    if v.spikes_per_year is not None:
        facts.append((reader.number(v.spikes_per_year), _("weeks a year bring more than the average and a quarter"), n))
    return SteadyView(tuple(facts), _missing(report))


def unknown(report: Report) -> Said | str:
    """That weeks are left out because nothing is known of them; empty if there are none."""
    return next((c.text for c in report.caveats if c.code == "nothing_since"), "")


def _even(report: Report) -> bool:
    """Whether most of the money is known only for long stretches, so that no week tells of itself."""
    return any(c.code == "spread_evenly" for c in report.caveats)


def _missing(report: Report) -> str:
    if _even(report):
        return _(
            "How uneven the weeks are is unknown: most of this money is known only for stretches of more than a week."
        )
    return _too_few(report.volatility.weeks)


def _too_few(n: int) -> str:
    if n >= MIN_WEEKS_SPREAD:
        return ""
    more = MIN_WEEKS_SPREAD - n
    return ngettext(
        "How uneven the weeks are can be worked out from {need} complete weeks; {n} more is needed.",
        "How uneven the weeks are can be worked out from {need} complete weeks; {n} more are needed.",
        more,
    ).format(need=MIN_WEEKS_SPREAD, n=more)


def reliance(report: Report, reader: Reader) -> tuple[str, str]:
    """How much hangs on one platform: a sentence and what it means. Empty if nothing was kept."""
    c = report.concentration
    if c.top_platform is None or c.top_share is None:
        return "", ""
    first = _("{share} of what you kept came from {platform}.").format(
        share=reader.share(c.top_share), platform=c.top_platform
    )
    if c.effective_platforms is None:
        return first, ""
    if round(c.effective_platforms, 1) == 1:
        return first, _("That is as if you had one platform alone.")
    return first, _("That is as if you had {n} platforms of the same size.").format(
        n=reader.number(c.effective_platforms, 1)
    )
