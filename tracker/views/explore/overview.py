"""A release for people who have never met its makers: figures, pictures and what they cannot tell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from tracker.pool.policy import OTHER
from tracker.release.beside import beyond
from tracker.release.cells import Cell, Level
from tracker.release.drawing import PICTURES
from tracker.release.figures import (
    BELOW,
    CONTRIBUTORS,
    ENDED,
    ENDED_30,
    ENDED_90,
    FELL,
    KEPT,
    LOST,
    LOWER,
    ON_TIME,
    RATES,
    RATIO,
    SHARES,
    UNPAID,
    UNPAID_MIDDLE,
    UPPER,
    Figure,
    Published,
)
from tracker.release.gates import Interval
from tracker.release.plan import NAME
from tracker.release.record import Record
from tracker.release.tables import unit
from tracker.release.words import CANNOT_OF
from tracker.release.words import cannot as limits
from tracker.units import SCALE
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

RATE, OF_ADVERTISED = KEPT, RATIO
"""The statistic of the picture that a page always has."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One published figure. `noise`: where it lies without noise; None for what is drawn without."""

    title: str
    text: str
    value: float
    noise: tuple[float, float]
    noise_text: str


@dataclass(frozen=True, slots=True)
class BarsView:
    title: str
    answer: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    alt: str


def parts(record: Record | None = None) -> dict[str, str]:
    """The parts of the page; invented people are no answer to what a real firm claims."""
    claims = {} if record is not None and record.simulated else {"claims": _("Claims")}
    return {
        "pictures": _("Pictures"), **claims, "figures": _("All figures"), "others": _("Other releases"),
        "take": _("Take it along"),
    }  # fmt: skip


# --- what is there ------------------------------------------------------------------------------------------


def names() -> dict[str, str]:
    """Statistic -> what a page calls it."""
    return {
        KEPT: _("Kept per hour, median"), RATIO: _("Kept of what was advertised, median"), UNPAID: _("Unpaid hours"),
        ENDED: _("A project ended by the platform within 30 days"), CONTRIBUTORS: _("Contributors, with noise"),
        LOWER: _("Kept per hour, lower quartile"), UPPER: _("Kept per hour, upper quartile"),
        UNPAID_MIDDLE: _("Unpaid hours, median"), ON_TIME: _("Payments that came on time"),
        LOST: _("Lost a project to the platform within 30 days"), FELL: _("Rate fell"),
        BELOW: _("Below the minimum wage"),
        ENDED_30: _("Of projects started, ended by the platform within 30 days"),
        ENDED_90: _("Of projects started, ended by the platform within 90 days"),
    }  # fmt: skip


def short() -> dict[str, str]:
    """The same in few words, to choose from."""
    return {
        KEPT: _("Kept per hour"), RATIO: _("Kept of advertised"), UNPAID: _("Unpaid hours"), ENDED: _("Ended early"),
        CONTRIBUTORS: _("Contributors"),
    }  # fmt: skip


def published(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(f for f in figures if isinstance(f.result, Published))


def choices(figures: Sequence[Figure]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Platforms and kinds of work that published figures are about: the only ones to choose among."""
    there = published(figures)
    platforms = dict.fromkeys(f.cell.platform for f in there if f.cell.platform)
    return tuple(platforms), tuple(dict.fromkeys(f.cell.role for f in there if f.cell.role))


def chosen(figures: Sequence[Figure], platforms: Sequence[str], roles: Sequence[str]) -> tuple[Figure, ...]:
    """Of the published figures those of some platforms and kinds of work (nothing chosen: of every one), and those
    of all contributors. Nothing is added up: cells are taken or left."""
    return tuple(f for f in published(figures) if _wanted(f, platforms, roles))


def _wanted(f: Figure, platforms: Sequence[str], roles: Sequence[str]) -> bool:
    if f.cell.level is Level.ALL:
        return True
    of_platform = not platforms or f.cell.platform in platforms
    return of_platform and (not roles or f.cell.level is Level.PLATFORM or f.cell.role in roles)


# --- the opening --------------------------------------------------------------------------------------------


def answer(record: Record, figures: Sequence[Figure], you: Reader) -> str:
    """The sentence that the page opens with."""
    people = _number(_of_all(figures, CONTRIBUTORS), you)
    kept = _of_all(figures, KEPT)
    if record.split == NAME:
        return _small(record, figures, you)[0]
    if kept is None:
        return _("About {n} people took part in {quarter}; with so few, more than their number cannot be told.").format(
            n=people, quarter=record.quarter
        )
    return _("In {quarter}, half of about {n} contributors kept {kept} or more for each hour of work.").format(
        quarter=record.quarter, n=people, kept=money(kept.value, you)
    )


def second(record: Record, figures: Sequence[Figure], you: Reader) -> str:
    """The sentence after it."""
    if record.split == NAME:
        return " ".join(_small(record, figures, you)[1:])
    ratio, unpaid = _of_all(figures, RATIO), _of_all(figures, UNPAID)
    said = []
    if ratio is not None:
        said.append(
            _("In the middle that was {share} of the hourly rate that the listings named.").format(
                share=you.share(ratio.value)
            )
        )
    if unpaid is not None:
        said.append(_("On average {share} of their hours went unpaid.").format(share=you.share(unpaid.value)))
    return " ".join(said)


def _small(record: Record, figures: Sequence[Figure], you: Reader) -> list[str]:
    """What a small release says first, in sentences."""
    of = _("the contributors")
    there = _of_all(figures, CONTRIBUTORS)
    if there is not None:
        of = _("about {n} contributors").format(n=you.number(there.value))
    forms = {
        KEPT: _("In {quarter}, half of {of} kept {value} or more for each hour of work."),
        RATIO: _("In {quarter}, half of {of} kept {value} or more of the hourly rate that the listings named."),
        UNPAID_MIDDLE: _("In {quarter}, the median contributor was not paid for {value} of their hours."),
        ON_TIME: _("In {quarter}, {value} of payments came on time, on average over {of}."),
        LOST: _("In {quarter}, {value} of {of} lost a project to the platform within 30 days."),
    }
    said = [
        form.format(quarter=record.quarter, of=of, value=text(name, found.value, you))
        for name, form in forms.items()
        if (found := _of_all(figures, name)) is not None
    ]
    few = _("Some of the {n} people with a code took part in {quarter}; with so few, more than that cannot be told.")
    return said or [few.format(n=you.number(record.seats), quarter=record.quarter)]


def offered(figures: Sequence[Figure], record: Record) -> dict[str, str]:
    """The statistics to draw by platform; of a small release only those that some platform has a figure of."""
    there = {f.statistic for f in published(figures) if not is_small(record) or f.cell.level is not Level.ALL}
    return {k: v for k, v in short().items() if k in there}


def is_small(record: Record) -> bool:
    """A small release: of all contributors together, and hardly anything by platform."""
    return record.split == NAME


def shares_of_all(figures: Sequence[Figure], you: Reader) -> BarsView:
    """What a small release says of all contributors in percent, one bar a figure."""
    order = list(names())
    brief = {
        RATIO: _("Kept of advertised, median"), LOST: _("Lost a project in 30 days"),
        ENDED_30: _("Projects ended in 30 days"), ENDED_90: _("Projects ended in 90 days"),
    }  # fmt: skip
    of_it = [f for f in published(figures) if f.cell.level is Level.ALL and f.statistic in SHARES]
    bars = tuple(
        replace(bar(f, you), title=brief.get(f.statistic) or names()[f.statistic])
        for f in sorted(of_it, key=lambda f: order.index(f.statistic))
    )
    title = _("Shares of all contributors")
    ticks = tuple((v, you.share(v)) for v, _text in you.ticks(0.0, 1.0, money=False))
    return BarsView(title, "", bars, ticks, _alt(title, bars))


def told_shares(figures: Sequence[Figure]) -> tuple[str, ...]:
    """The statistics of `shares_of_all`."""
    of_it = (f.statistic for f in published(figures) if f.cell.level is Level.ALL and f.statistic in SHARES)
    return tuple(dict.fromkeys(of_it))


def sentences(record: Record) -> tuple[str, ...]:
    """What has to be beside every figure, the mark of a simulated release left out."""
    return tuple(_(s) for s in record.sentences if not (record.simulated and s.startswith("SIMULATED")))


def mark(record: Record) -> str:
    """What is above everything of a simulated release."""
    return _("Simulated: these contributors are invented by a program. No figure here is about anybody.") * (
        record.simulated
    )


def facts(record: Record, publisher: str, you: Reader) -> tuple[str, ...]:
    """What a release says of itself."""
    return (
        _("Release {name} of {pool}, made on {day}.").format(
            name=record.release, pool=record.name, day=you.day(record.day)
        ),
        _("Currency {currency}; regions: {regions}; seats handed out: {seats}.").format(
            currency=record.currency, regions=", ".join(record.regions), seats=you.number(record.seats)
        ),
        _("Guarantee: ρ = {rho}, which is (ε, δ) = ({epsilon}, {delta}) for each contributor and this release.").format(
            rho=record.spent, epsilon=record.epsilon, delta=record.delta
        ),
        _("Signed with the key {key}: compare it with the pool's invitation or CITATION.cff.").format(key=publisher),
    )


def cannot(record: Record, statistics: Iterable[str], *own: str) -> tuple[str, ...]:
    """What a picture cannot tell: its own limits first, then those of its statistics, then those of every release."""
    return (*own, *(_(c) for c in limits(record, (s for s in statistics if s in CANNOT_OF))))


# --- pictures -----------------------------------------------------------------------------------------------


def by_platform(figures: Sequence[Figure], statistic: str, you: Reader) -> BarsView:
    """A statistic of all and of each platform, the highest first."""
    return _bars([f for f in figures if f.cell.level is not Level.LEAF], statistic, names()[statistic], you)


def by_role(figures: Sequence[Figure], statistic: str, you: Reader) -> tuple[BarsView, ...]:
    """Small multiples: for each platform its kinds of work, all drawn to one scale."""
    leaves = [f for f in figures if f.cell.level is Level.LEAF and f.statistic == statistic]
    top = max((result_of(f).noise.high for f in leaves), default=1.0)
    platforms = dict.fromkeys(f.cell.platform for f in leaves)
    made = (_bars([f for f in leaves if f.cell.platform == p], statistic, p, you, top) for p in platforms)
    return tuple(
        replace(v, bars=tuple(replace(b, title=b.title.removeprefix(f"{v.title} · ")) for b in v.bars)) for v in made
    )


def _bars(figures: Sequence[Figure], statistic: str, title: str, you: Reader, top: float = 0.0) -> BarsView:
    of_it = [f for f in figures if f.statistic == statistic]
    whole = _("All contributors")
    bars = tuple(sorted((bar(f, you) for f in of_it), key=lambda b: (b.title != whole, -b.value, b.title)))
    high = max([top, *(b.noise[1] for b in bars)], default=1.0)
    return BarsView(title, _told(bars, of_it), bars, _ticks(statistic, high or 1.0, you), _alt(title, bars))


def bar(f: Figure, you: Reader) -> Bar:
    """A published figure as it is drawn."""
    result = result_of(f)
    low, high = result.noise.low, result.noise.high
    return Bar(label(f), text(f.statistic, result.value, you), result.value, (low, high), _span(f, result.noise, you))


def _told(bars: Sequence[Bar], figures: Sequence[Figure]) -> str:
    """The ends of what is drawn, and whether they are apart by more than noise, of all pairs that there are."""
    own = sorted((f for f in figures if f.cell.level is not Level.ALL), key=lambda f: result_of(f).value)
    if len(own) < 2:
        return ""
    texts = {label(f): b.text for f in own for b in bars if b.title == label(f)}
    said = _("From {low} ({worst}) to {high} ({best}).").format(
        best=label(own[-1]), high=texts[label(own[-1])], worst=label(own[0]), low=texts[label(own[0])]
    )
    ends = result_of(own[0]), result_of(own[-1])
    if beyond(own[0].statistic, *ends, math.comb(len(own), 2)):
        return said
    return f"{said} {_('The noise alone can explain the difference.')}"


def _alt(title: str, bars: Sequence[Bar]) -> str:
    return f"{title}: " + "; ".join(f"{b.title} {b.text} ({b.noise_text})" for b in bars)


def _ticks(statistic: str, high: float, you: Reader) -> tuple[tuple[float, str], ...]:
    if statistic in RATES:
        return you.ticks(0.0, high, money=True)
    places = you.ticks(0.0, high, money=False)
    return places if statistic == CONTRIBUTORS else tuple((v, you.share(v)) for v, _text in places)


def picture_name(name: str) -> str:
    """What a picture of the release is called."""
    known = {PICTURES[statistic]: called for statistic, called in names().items()}
    return known.get(name) or {
        "kept-by-role": _("Kept per hour, by kind of work"), "shares": _("Shares of all contributors"),
        "kept-of-headline-by-role": _("Kept of what was advertised, by kind of work"),
    }.get(name, name)  # fmt: skip


def legend() -> str:
    return _("Thin line: where the figure without noise falls in 19 of 20 draws.")


# --- the table ----------------------------------------------------------------------------------------------


def table(figures: Sequence[Figure], record: Record, you: Reader) -> Table:
    """Figures one a row, each with its id."""
    columns = [
        Column("who", _("Who")), Column("value", _("Figure"), right=True), Column("statistic", _("What")),
        Column("unit", _("Unit")), Column("noise_low", _("Noise, from"), right=True),
        Column("noise_high", _("Noise, to"), right=True),
        Column("sample_low", _("If drawn at random, from"), right=True),
        Column("sample_high", _("If drawn at random, to"), right=True), Column("id", _("Id")),
    ]  # fmt: skip
    return Table.of(columns, [_row(f, record, you) for f in published(figures)])


def _row(f: Figure, record: Record, you: Reader) -> list[tuple[str, Value]]:
    result, named = result_of(f), names()[f.statistic]
    ends = (result.noise.low, result.noise.high, *((result.sample.low, result.sample.high) if result.sample else ()))
    numbers: list[tuple[str, Value]] = [(text(f.statistic, v, you), v) for v in ends]
    numbers += [(NOTHING, None)] * (4 - len(numbers))
    return [
        (label(f), label(f)), (text(f.statistic, result.value, you), result.value), (named, f.statistic),
        (_unit(f.statistic), unit(f.statistic, record.currency)), *numbers, (f.name, f.name),
    ]  # fmt: skip


def _unit(statistic: str) -> str:
    """What is beside a figure that already has its sign."""
    if statistic in RATES:
        return _("an hour")
    return {RATIO: _("of the advertised rate"), UNPAID: _("of their hours"), UNPAID_MIDDLE: _("of their hours"),
            ENDED: _("of those who started one"), CONTRIBUTORS: _("people"), ON_TIME: _("of payments due"),
            ENDED_30: _("of projects started"), ENDED_90: _("of projects started")}.get(
        statistic, _("of all contributors"))  # fmt: skip


def how_to_read() -> str:
    """What the columns of the table of all figures mean."""
    return _("Noise: where the figure without noise falls in 19 of 20 draws. If drawn at random: the same, had "
             "contributors been drawn at random from people like them, which they were not.")  # fmt: skip


def alone(view: BarsView) -> str:
    """Why a picture by platform has but one bar; empty if it has more."""
    return no_platform() if [b.title for b in view.bars] == [_("All contributors")] else ""


def no_platform() -> str:
    """Why nothing is told by platform."""
    return _("This is of all contributors together: no platform has enough of them for a figure of its own to be "
             "out from the noise.")  # fmt: skip


def single(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The figures to look at by what they are called, for a picture of one."""
    return {single_name(f.cell, f.statistic): f for f in published(figures)}


def single_name(cell: Cell, statistic: str) -> str:
    """What one figure of a release is called."""
    return f"{called(cell)}, {names()[statistic]}"


def file_name(file: str) -> str:
    """A file of the release with what it is."""
    what = {
        "cells.csv": _("all figures, for a spreadsheet"), "cells.parquet": _("the same, for programs"),
        "release.db": _("the same, as an SQLite database"), "factsheet.html": _("one page to print"),
        "index.html": _("everything on one page"),
        "METHODS.md": _("how it was made"), "CITATION.cff": _("how to cite it, for programs"),
        "datapackage.json": _("what each column means, for programs"), "README.md": _("what is in the folder"),
    }.get(file)  # fmt: skip
    return f"{file}: {what}" if what else file


def withheld(figures: Sequence[Figure], you: Reader) -> str:
    n = len(figures) - len(published(figures))
    said = ngettext(
        "{n} figure of the release is withheld: the noise would change it too much. Of how many people it is, is not "
        "told.",
        "{n} figures of the release are withheld: the noise would change them too much. Of how many people they are, "
        "is not told.", n,
    )  # fmt: skip
    return said.format(n=you.number(n)) if n else ""


# --- words --------------------------------------------------------------------------------------------------


def label(f: Figure) -> str:
    """What the cell of a figure is called."""
    return called(f.cell)


def called(cell: Cell) -> str:
    """What a cell is called."""
    platform = _(OTHER) if cell.platform == OTHER else cell.platform
    return " · ".join(x for x in (platform, _(cell.role or "")) if x) or _("All contributors")


def text(statistic: str, value: float, you: Reader) -> str:
    """A figure in the reader's own way of writing."""
    if statistic == CONTRIBUTORS:
        return you.number(value)
    return money(value, you) if statistic in RATES else you.share(value)


def _span(f: Figure, span: Interval, you: Reader) -> str:
    return _("{low} to {high}").format(low=text(f.statistic, span.low, you), high=text(f.statistic, span.high, you))


def money(value: float, you: Reader) -> str:
    """A rate of the release, in main units."""
    return you.money(round(value * SCALE))


def _number(result: Published | None, you: Reader) -> str:
    return NOTHING if result is None else you.number(max(0.0, result.value))


def _of_all(figures: Sequence[Figure], statistic: str) -> Published | None:
    return next(
        (result_of(f) for f in published(figures) if f.cell.level is Level.ALL and f.statistic == statistic), None
    )


def result_of(f: Figure) -> Published:
    """The result of a figure that is known to be published."""
    assert isinstance(f.result, Published)
    return f.result


def citation(record: Record, publisher: str, sums: str, address: str = "") -> str:
    """How to cite the release, in one line; `address`: where it is published, which its files do not know."""
    marked = f" {_('(simulated)')}" if record.simulated else ""
    said = _("{name}: What an hour of platform work paid, {quarter}{marked}. Release {release}, {day}. Published by "
             "{name}, key {key}, files {sums}.").format(
        name=record.name, quarter=record.quarter, marked=marked, release=record.release, day=record.made_on,
        sums=sums[:16], key=publisher[:16],
    )  # fmt: skip
    return f"{said} {address.strip()}".rstrip()


def under(address: str, place: str) -> str:
    """A place in the release under the address that its folder is published at; without one the place alone.

    >>> under("https://example.org/2026Q3", "index.html#view-kept"), under("", "index.html")
    ('https://example.org/2026Q3/index.html#view-kept', 'index.html')
    """
    base = address.strip().removesuffix("index.html").rstrip("/")
    return f"{base}/{place}" if base else place


def place(figures: Sequence[Figure], statistic: str) -> str:
    """Where a view is in the release's own index.html, relative to its folder: one figure by its id, else the picture
    of the statistic; "index.html" if it has neither."""
    of_it = [f for f in published(figures) if f.statistic == statistic]
    if len(of_it) == 1:
        return f"index.html#{quote(of_it[0].name)}"
    drawn = statistic in (KEPT, RATIO) and any(f.cell.level is not Level.LEAF for f in of_it)
    return f"index.html#view-{statistic}" if drawn else "index.html"


def link(address: str, asked: Mapping[str, str | Sequence[str]]) -> str:
    """The address that opens the same view again.

    >>> link("http://127.0.0.1:8501/explore?x=1", {"role": ["code", "law"], "what": "kept"})
    'http://127.0.0.1:8501/explore?role=code&role=law&what=kept'
    """
    found = urlencode({k: v for k, v in asked.items() if v}, doseq=True, quote_via=quote)
    base = address.partition("?")[0]
    return f"{base}?{found}" if found else base


def method(record: Record) -> tuple[tuple[str, str], ...]:
    """How the figures came about."""
    own = (
        _("Members who sent their figures of {quarter} to the pool, each once, at the platform with most of their "
          "hours.").format(quarter=record.quarter)
        if record.split == NAME
        else _("Members who sent their figures of {quarter} to the pool, each once among all and in "
                            "each of their platforms and kinds of work; who is in more than {n} of either counts less "
                            "in each.").format(
            quarter=record.quarter, n=record.each)
    )  # fmt: skip
    return (
        (_("Who counts"), own),
        (_("Kept"), _("What remains for each hour of all work, paid and unpaid, after fees and costs, before tax.")),
        (_("Noise"), _("Every figure is drawn with noise that hides whether any one person took part. Figures that the "
                       "noise would change too much are withheld.")),
        (_("More"), _("METHODS.md in the release says exactly what was drawn and what it cost.")),
    )  # fmt: skip
