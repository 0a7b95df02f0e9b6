"""What an hour really paid: the hourly figures from the listing to the pocket, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import MOST, YEAR_AHEAD, Group, Report, Rung, arrived_share, listed, mixed
from tracker.views.numbers import Reader, plain
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

MIN_WEEKS_AHEAD = 13
NOT_SAID = ("outlook_too_few_weeks", "all_ended", "spread_evenly", "outlook_nothing_kept", "rate_not_drawn")
"""Why nothing is said of what comes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: what an hour was worth at this point. `value` is for drawing, None if not known."""

    key: str
    label: str
    text: str
    value: float | None


@dataclass(frozen=True, slots=True)
class LadderView:
    """The first picture. `band`: lowest and highest advertised. `range`: what an hour may leave in the coming year."""

    answer: str
    second: str
    steps: tuple[Step, ...]
    band: tuple[float, float] | None
    band_text: str
    arrived: float | None
    arrived_text: str
    expected_text: str
    range: tuple[float, float] | None
    ticks: tuple[tuple[float, str], ...]
    alt: str
    table: Table
    hidden: bool = False
    mixed: bool = False
    """Are agreed rates in the band, where there was no listing?"""


def labels() -> dict[str, str]:
    """What each hourly figure is called on a page."""
    return {
        "headline": _("Advertised"),
        "agreed": _("Agreed with you"),
        "own_timed": _("By your own clock"),
        "all_hours": _("Every hour, unpaid ones too"),
        "collected": _("Paid or on its way"),
        "kept": _("Kept"),
    }


def meanings() -> dict[str, str]:
    """What each hourly figure means, in one sentence."""
    return {
        "headline": _("What the listings promised per hour, weighted by the hours you did for each."),
        "agreed": _("The rate you were promised when you started, or since it was changed."),
        "own_timed": _("What you earned, over the paid hours that your own clock shows."),
        "all_hours": _("The same money over all hours of work: searching, tests and training are in."),
        "collected": _("Only the money that came or is not yet due; late and lost money is out."),
        "kept": _("After fees, conversion and work expenses, before tax."),
    }


def ladder(report: Report, reader: Reader) -> LadderView:
    """The hourly figures of a report as sentence, bars and table."""
    names = _names(report)
    steps = tuple(Step(r.rung, names[r.rung], reader.money(r.rate), reader.plain(r.rate)) for r in _said(report))
    kept = report.rung("kept")
    arrived = report.arrived if kept.rate is not None else None
    return LadderView(
        answer=_answer(report, reader),
        second=_second(report, kept, reader),
        steps=steps,
        band=None if reader.masked else _band(report),
        band_text=_band_text(report, reader),
        arrived=None if reader.masked else plain(arrived),
        arrived_text=_("{money} has arrived").format(money=reader.money(arrived)),
        expected_text=_("{money} expected").format(
            money=reader.money(kept.rate - arrived if kept.rate is not None and arrived is not None else None)
        ),
        range=None if reader.masked else _range(report),
        ticks=_ticks(report, steps, reader),
        alt=_alt(steps, report, reader),
        table=_table(report, reader),
        hidden=reader.masked,
        mixed=mixed(report.caveats),
    )


def span(report: Report, reader: Reader) -> str:
    """The window in words: "In the 26 weeks to 1 Jun 2026"."""
    weeks, rest = divmod(report.window.days, 7)
    end = reader.day(report.window.end)
    if 364 <= report.window.days <= 366:
        return _("In the year to {end}").format(end=end)
    if weeks and rest == 0:
        return ngettext("In the {n} week to {end}", "In the {n} weeks to {end}", weeks).format(
            n=reader.number(weeks), end=end
        )
    days = report.window.days
    return ngettext("On the {n} day to {end}", "In the {n} days to {end}", days).format(n=reader.number(days), end=end)


def _answer(report: Report, reader: Reader) -> str:
    kept, headline = report.rung("kept"), report.rung("headline")
    if kept.rate is None and report.hours.all:
        unknown = _("{span} it is not known what your hours were paid, so an hour has no price yet.")
        return unknown.format(span=span(report, reader))
    if kept.rate is None:
        return _("{span} no hours of work are recorded, so an hour has no price yet.").format(span=span(report, reader))
    promise = _listing(report, headline, reader)
    sentence = _("{span} you kept {kept} for each hour you worked").format(
        span=span(report, reader), kept=reader.money(kept.rate)
    )
    return "; ".join(s for s in (sentence, _to_come(report, kept, reader), promise) if s) + "."


def _to_come(report: Report, kept: Rung, reader: Reader) -> str:
    """How much of it has arrived, where that is not most of it."""
    share = arrived_share(kept.rate, report.arrived)
    if share is None or share >= MOST:
        return ""
    if share <= 0:
        return _("nothing of it has arrived yet")
    return _("{share} of it has arrived").format(share=reader.share(share))


def _listing(report: Report, headline: Rung, reader: Reader) -> str:
    low, high = report.headline_low, report.headline_high
    if headline.rate is None or not advertised(report):
        return ""
    if low is None or high is None or low == high:
        said = reader.money(headline.rate)
    else:
        said = _("{low} to {high}").format(low=reader.money(low), high=reader.money(high))
    if mixed(report.caveats):
        return _("the listings and, where there was none, your agreed rate said {rate}").format(rate=said)
    return _("the listings said {rate}").format(rate=said)


def first_rung(report: Report) -> str:
    """What the first figure is called: agreed rates may be in it."""
    return _("Advertised, else agreed") if mixed(report.caveats) else labels()["headline"]


def _names(report: Report) -> dict[str, str]:
    return labels() | {"headline": first_rung(report)}


def advertised(report: Report) -> bool:
    """Whether any listing's rate is known; without one, the first figure repeats what was agreed."""
    return report.rung("headline").rate is not None and listed(report.caveats)


def _said(report: Report) -> tuple[Rung, ...]:
    """The rungs that say something: if no listing is known, the first one only repeats the second."""
    unknown = report.rung("headline").rate is not None and not advertised(report)
    return tuple(r for r in report.hourly if r.rung != "headline" or not unknown)


def _second(report: Report, kept: Rung, reader: Reader) -> str:
    """What an hour may leave in the coming year, off the draws of the year's own range; or why that is not said."""
    if kept.rate is None:
        return ""
    ends = hour_ahead(report)
    if ends is None:
        return _not_ahead(report, reader)
    if reader.alike(*ends):
        return _("No range of what an hour will leave can be given: both of its ends read alike.")
    year = report.prospect.look(YEAR_AHEAD)
    return _(
        "What an hour will leave is another question: in the next {n} weeks between {low} and {high} (about 9 in 10), "
        "and half of the cases are above {middle}."
    ).format(
        n=reader.number(YEAR_AHEAD), low=reader.money(ends[0]), high=reader.money(ends[1]),
        middle=reader.money(year.rate if year else None),
    )  # fmt: skip


def hour_ahead(report: Report) -> tuple[int, int] | None:
    """Between what an hour is kept in nine of ten draws of the coming year; None if no hours are known."""
    year = report.prospect.look(YEAR_AHEAD)
    if year is None or year.rate_low is None or year.rate_high is None:
        return None
    return year.rate_low, year.rate_high


def _not_ahead(report: Report, reader: Reader) -> str:
    why = next((c for c in report.prospect.caveats if c.code in NOT_SAID), None)
    if why is None:
        return ""
    if why.code != "outlook_too_few_weeks":
        return str(why.text)
    more = MIN_WEEKS_AHEAD - why.n
    return ngettext(
        "What an hour will leave can be said from {need} complete weeks: {n} more week.",
        "What an hour will leave can be said from {need} complete weeks: {n} more weeks.",
        more,
    ).format(need=reader.number(MIN_WEEKS_AHEAD), n=reader.number(more))


def legend(view: LadderView) -> str:
    """What the marks of the picture mean, as far as they are in it."""
    parts = [_("Amounts are hidden, so all bars have one length.")] if view.hidden else []
    if view.arrived is not None:
        parts.append(
            _("Kept, solid: {arrived}; hatched: {expected}.").format(
                arrived=view.arrived_text, expected=view.expected_text
            )
        )
    if view.range:
        parts.append(_("Thin line: what an hour may leave in the next {n} weeks.").format(n=YEAR_AHEAD))
    if view.band:
        given = _("Shaded: the range the listings and, where there was none, your agreed rate gave.")
        parts.append(given if view.mixed else _("Shaded: the range the listings gave."))
    return " ".join(parts)


def _band(report: Report) -> tuple[float, float] | None:
    low, high = plain(report.headline_low), plain(report.headline_high)
    if low is None or high is None or high <= low or not advertised(report):
        return None
    return low, high


def _band_text(report: Report, reader: Reader) -> str:
    if _band(report) is None:
        return ""
    said = _("advertised, else agreed: {low} to {high}") if mixed(report.caveats) else _("advertised: {low} to {high}")
    return said.format(low=reader.money(report.headline_low), high=reader.money(report.headline_high))


def _range(report: Report) -> tuple[float, float] | None:
    low, high = (plain(e) for e in hour_ahead(report) or (None, None))
    return None if low is None or high is None else (low, high)


def _ticks(report: Report, steps: tuple[Step, ...], reader: Reader) -> tuple[tuple[float, str], ...]:
    values = [s.value for s in steps] + list(_range(report) or ())
    values += [plain(report.headline_high)] if advertised(report) else []
    known = [v for v in values if v is not None]
    return reader.ticks(min([0.0, *known]), max([1.0, *known]), money=True, steps=4)


def _alt(steps: tuple[Step, ...], report: Report, reader: Reader) -> str:
    parts = [f"{s.label}: {s.text}" for s in steps if s.value is not None]
    ends = hour_ahead(report)
    if ends is not None and not reader.alike(*ends):
        said = _("in the next {n} weeks {low} to {high}")
        parts.append(said.format(n=YEAR_AHEAD, low=reader.money(ends[0]), high=reader.money(ends[1])))
    band = _band_text(report, reader)
    return _("Bars of what an hour of work was worth. {bars}.").format(
        bars="; ".join([*parts, *([band] if band else [])])
    )


def _table(report: Report, reader: Reader) -> Table:
    names, says = _names(report), meanings()
    columns = (
        Column("figure", _("Per hour")),
        Column("rate", _("Amount"), right=True),
        Column("low", _("From"), right=True),
        Column("high", _("To"), right=True),
        Column("meaning", _("What it means")),
    )
    rows = [_row(names[r.rung], r.rung, r.rate, _ends(r, report), says[r.rung], reader) for r in _said(report)]
    year = report.prospect.look(YEAR_AHEAD)
    if year is not None and year.rate is not None:
        name = _("Kept, next {n} weeks").format(n=reader.number(YEAR_AHEAD))
        says_ahead = _("What an hour may leave: half of the cases are above, nine of ten between these two.")
        rows.append(_row(name, "kept_ahead", year.rate, hour_ahead(report), says_ahead, reader))
    return Table.of(columns, rows)


def _row(
    name: str, key: str, rate: int | None, ends: tuple[int | None, int | None] | None, says: str, reader: Reader
) -> list[tuple[str, Value]]:
    low, high = ends or (None, None)
    if low is not None and high is not None and reader.alike(low, high):
        low = high = None
    shown = [(reader.money(v) if v is not None else "", reader.decimal(v)) for v in (low, high)]
    return [(name, key), (reader.money(rate), reader.decimal(rate)), *shown, (says, says)]


def _ends(rung: Rung, report: Report) -> tuple[int | None, int | None] | None:
    """Only what was advertised has two ends; the others are what they are."""
    known = rung.rung == "headline" and _band(report)
    return (report.headline_low, report.headline_high) if known else None


def group_title(group: Group, by: str, reader: Reader) -> str:
    """The name of a platform, project or role; a plain word where rows name none."""
    if by == "project" and group.project and reader.masked:
        return reader.project(group.platform, group.project)
    if by == "project" and group.platform and not group.project:
        return _("{platform}, no project named").format(platform=group.platform)
    if group.key:
        return group.key
    return {"project": _("no project named"), "role": _("no role named")}.get(by, _("no platform named"))
