"""Where the rest of the year's money went: the steps from the advertised year to the one that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import YEAR_AHEAD, Report, mixed
from tracker.views.earnings.ladder import MIN_WEEKS_AHEAD, NOT_SAID, advertised
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

MIN_WEEKS_YEAR = 8
DOMINATES = 0.5
"""From this weight of what is usual on, a sentence says so."""
WITH_ROWS = ("collected", "kept", "expenses", "unmatched")
"""The steps that are sums of single rows: they can be opened."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bar of the picture, from `start` to `end` in main units a year. `total`: it is on the ground."""

    key: str
    label: str
    text: str
    start: float
    end: float
    total: bool


@dataclass(frozen=True, slots=True)
class RoadView:
    """The second picture; without stretches, `missing` says why and what is needed. `enough`: the year rests on weeks
    enough for a range of what comes; with fewer it is only a pace, shown greyed."""

    answer: str
    second: str
    missing: str
    stretches: tuple[Stretch, ...]
    openable: tuple[tuple[str, str], ...]
    ticks: tuple[tuple[float, str], ...]
    alt: str
    table: Table
    enough: bool = True


def step_labels() -> dict[str, str]:
    return {
        "offered_work": _("Hours without work"),
        "paid_time": _("Unpaid hours"),
        "counted_time": _("Time not counted"),
        "agreed": _("Agreed below the listing"),
        "realised": _("Earned, not as agreed"),
        "collected": _("Late or written off"),
        "kept": _("Fees and conversion"),
        "expenses": _("Work expenses"),
        "unmatched": _("Money without logged work"),
    }


def step_meanings() -> dict[str, str]:
    return {
        "offered_work": _("You were available, and there was no work for you."),
        "paid_time": _("Hours you worked that nobody pays: searching, tests, training, waiting."),
        "counted_time": _("Time on your clock that the platform did not count."),
        "agreed": _("The rate you were promised differs from the listing's."),
        "realised": _("What the counted hours brought differs from the agreed rate: pay per task, rejected work."),
        "collected": _("Earned, and not paid although it is due; or given up."),
        "kept": _("What platforms, payment services and exchange rates took or gave."),
        "expenses": _("What you spent for work, less what was paid back."),
        "unmatched": _("Money that came and that no logged work explains."),
    }


def road(report: Report, reader: Reader) -> RoadView:
    """The year's steps as sentence, bars and table."""
    missing = _missing(report)
    stretches = () if missing else tuple(_stretches(report, reader))
    ends = [v for s in stretches for v in (s.start, s.end)]
    names = step_labels()
    return RoadView(
        answer=year_answer(report, reader),
        second=_biggest(report, reader) if stretches else "",
        missing=missing,
        stretches=stretches,
        openable=tuple((f.name, names[f.name]) for f in report.factors if f.name in WITH_ROWS and f.contribution)
        if stretches
        else (),
        ticks=reader.ticks(min([0.0, *ends]), max([1.0, *ends]), money=True, steps=3),
        alt=_("Steps of a year's money. {steps}.").format(steps="; ".join(f"{s.label}: {s.text}" for s in stretches)),
        table=_table(report, reader),
        enough=report.annual.effective is None or report.annual.weeks >= MIN_WEEKS_AHEAD,
    )


def year_answer(report: Report, reader: Reader) -> str:
    """The year at the pace of the window, a fact; beside it what may come, with its range."""
    a = report.annual
    if a.effective is None:
        return _needs(a.weeks, MIN_WEEKS_YEAR, _("A year's figure needs {need} complete weeks."))
    pace = _("At the pace of these {n} complete weeks you keep {year} a year")
    if a.weeks < MIN_WEEKS_AHEAD:
        pace = _("At this pace, of only {n} complete weeks, you keep {year} a year")
    said = pace.format(n=reader.number(a.weeks), year=reader.whole(a.effective))
    if a.headline_full_time is not None:
        said += _("; {rate}, full time, is {headline}").format(
            rate=_promise(report), headline=reader.whole(a.headline_full_time)
        )
    return " ".join(s for s in (f"{said}.", _doubts(report, reader), coming(report, reader)) if s)


def _promise(report: Report) -> str:
    """The rate from which the year starts."""
    if not advertised(report):
        return _("the agreed rate")
    return (
        _("the advertised rate or, where there was none, the agreed one")
        if mixed(report.caveats)
        else _("the advertised rate")
    )


def _doubts(report: Report, reader: Reader) -> str:
    """Why the coming year is not like these weeks, where the ledger knows it."""
    codes = ("platform_ended", "halves_differ")
    return " ".join(reader.say(c.text) for c in report.caveats if c.code in codes)


def coming(report: Report, reader: Reader) -> str:
    """What the next year may bring, or why that is not said."""
    year = report.prospect.look(YEAR_AHEAD)
    if year is not None:
        said = _(
            "What may come is another question: the next {n} weeks bring between {low} and {high} (about 9 in 10), and "
            "half of the cases are above {middle}."
        ).format(
            n=reader.number(year.weeks), low=reader.whole(year.low), high=reader.whole(year.high),
            middle=reader.whole(year.median),
        )  # fmt: skip
        return f"{said} {_leans(report, reader)}".rstrip()
    why = next((c for c in report.prospect.caveats if c.code in NOT_SAID), None)
    if why is None:
        return ""
    if why.code == "outlook_too_few_weeks":
        return _needs(why.n, MIN_WEEKS_AHEAD, _("What may come can be said from {need} complete weeks."))
    return str(why.text)


def _leans(report: Report, reader: Reader) -> str:
    """Said where it leans on a release, or more on what is usual than on the ledger's own records."""
    p = report.prospect
    if p.told is not None:
        return " ".join(reader.say(c.text) for c in p.caveats if c.code == "leans_on_release")
    if p.prior_weight is None or p.prior_weight < DOMINATES:
        return ""
    rests = ngettext(
        "It rests on {n} project or account, {ended} of which have ended",
        "It rests on {n} projects or accounts, {ended} of which have ended",
        p.n_projects,
    ).format(n=reader.number(p.n_projects), ended=reader.number(p.ended))
    return _("{rests}: with so few, the range leans on what is usual.").format(rests=rests)


def _needs(weeks: int, need: int, sentence: str) -> str:
    there = ngettext("There is {n}", "There are {n}", weeks).format(n=weeks)
    more = ngettext("{n} more is needed", "{n} more are needed", need - weeks).format(n=need - weeks)
    return f"{sentence.format(need=need)} {there}; {more}."


def _missing(report: Report) -> str:
    if report.road_start is not None and report.annual.effective is not None:
        return ""
    if report.annual.weeks < MIN_WEEKS_YEAR:
        return _needs(
            report.annual.weeks, MIN_WEEKS_YEAR, _("This picture needs {need} complete weeks with your records.")
        )
    return _("This picture needs hours of paid work. Log or import them, and it appears.")


def _stretches(report: Report, reader: Reader) -> list[Stretch]:
    names, at = step_labels(), report.road_start or 0
    offered, known = any(f.name == "offered_work" for f in report.factors), advertised(report)
    first = {
        (True, True): _("Advertised rate, hours available"),
        (True, False): _("Advertised rate, hours worked"),
        (False, True): _("Agreed rate, hours available"),
        (False, False): _("Agreed rate, hours worked"),
    }[known, offered]
    if mixed(report.caveats):
        first = _("Advertised, else agreed, hours available") if offered else _("Advertised, else agreed, hours worked")
    bars = [Stretch("start", first, reader.whole(at), 0.0, reader.plain(at) or 0.0, total=True)]
    for f in report.factors:
        if f.contribution:
            start, end = _ends(at, f.contribution, reader)
            bars.append(Stretch(f.name, names[f.name], reader.change(f.contribution), start, end, total=False))
        at += f.contribution
    bars.append(Stretch("end", _("Kept in a year"), reader.whole(at), 0.0, reader.plain(at) or 0.0, total=True))
    return bars


def _ends(at: int, step: int, reader: Reader) -> tuple[float, float]:
    """Where a step begins and ends; with amounts hidden only whether it takes or gives."""
    if reader.masked:
        return (1.0, 0.0) if step < 0 else (0.0, 1.0)
    return reader.plain(at) or 0.0, reader.plain(at + step) or 0.0


def _biggest(report: Report, reader: Reader) -> str:
    losses = sorted((f for f in report.factors if f.contribution < 0), key=lambda f: f.contribution)
    if not losses or not report.road_start:
        return ""
    names = step_labels()
    top = losses[0]
    lost = -sum(f.contribution for f in losses)
    return _("The largest part of what went missing: {step}, {money} of {all} ({share}).").format(
        step=names[top.name].lower() if reader.locale.language == "en" else names[top.name],
        money=reader.whole(-top.contribution),
        all=reader.whole(lost),
        share=reader.share(-top.contribution / lost),
    )


def _table(report: Report, reader: Reader) -> Table:
    names, says = step_labels(), step_meanings()
    columns = (
        Column("step", _("Step")),
        Column("per_year", _("A year"), right=True),
        Column("left", _("Left after it"), right=True),
        Column("meaning", _("What it means")),
    )
    start = report.road_start
    if start is None:
        return Table(columns, (), ())
    begin = _("Advertised year") if advertised(report) else _("Agreed year")
    rows = [
        [
            (begin, "start"),
            (reader.money(start), reader.decimal(start)),
            (reader.money(start), reader.decimal(start)),
            ("", ""),
        ]
    ]
    at = start
    for f in report.factors:
        if f.name == "agreed" and not advertised(report) and not f.contribution:
            continue
        at += f.contribution
        rows.append(
            [
                (names[f.name], f.name),
                (reader.money(f.contribution), reader.decimal(f.contribution)),
                (reader.money(at), reader.decimal(at)),
                (says[f.name], says[f.name]),
            ]
        )
    return Table.of(columns, rows)
