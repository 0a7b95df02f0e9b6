"""Charts of a release as plain shapes, and those as SVG: no library, so that the files open everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tracker.release.cells import Level
from tracker.release.figures import (
    CONTRIBUTORS,
    ENDED,
    ENDED_30,
    ENDED_90,
    KEPT,
    LOST,
    NAMES,
    RATES,
    RATIO,
    SHARES,
    STATISTICS,
    Figure,
    Published,
)
from tracker.release.record import Record
from tracker.release.tables import number_text, unit

WIDTH, LINE, TOP, LEFT, RIGHT = 720, 26, 58, 230, 90
INK, QUIET, BAR = "#1f2933", "#52606d", "#2f6f9f"
LONGEST = 120
"""Letters of a line of small text: more would leave the picture."""
PICTURES = {s: s.replace("_", "-") for s in STATISTICS} | {CONTRIBUTORS: "people", ENDED: "ended"}
"""Statistic -> name of its picture."""
SHORT = NAMES | {
    RATIO: "Kept of advertised, median", LOST: "Lost a project in 30 days", ENDED: "A project ended in 30 days",
    ENDED_30: "Projects ended in 30 days", ENDED_90: "Projects ended in 90 days",
}  # fmt: skip
"""Statistic -> what is beside its bar where bars of several stand together."""
MOST = 30
"""Bars of one chart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A box with a height of 0 is a line; `text` is at x, y (its base line)."""

    x: float
    y: float
    width: float = 0
    height: float = 0
    colour: str = INK
    text: str = ""
    size: int = 13
    end: bool = False
    """Does the text end at x?"""


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    title: str
    height: int
    shapes: tuple[Shape, ...]
    alt: str = ""
    """What it shows in words, figure by figure, with its source."""


def drawings(figures: Sequence[Figure], record: Record) -> tuple[Drawing, ...]:
    """A chart of each median, by platform and by platform and role, of each other statistic that several groups have,
    and of all shares of all contributors together, if there is something to show."""
    made = []
    for statistic in STATISTICS:
        shown = [f for f in figures if f.statistic == statistic and isinstance(f.result, Published)]
        wide = [f for f in shown if f.cell.level is not Level.LEAF]
        leaves = [f for f in shown if f.cell.level is Level.LEAF][:MOST]
        if wide and (statistic in (KEPT, RATIO) or len(wide) > 1):
            made.append(_drawing(PICTURES[statistic], NAMES[statistic], wide, record))
        if leaves and statistic in (KEPT, RATIO):
            made.append(_drawing(f"{PICTURES[statistic]}-by-role", NAMES[statistic], leaves, record))
    of_all = [f for f in figures if f.cell.level is Level.ALL and f.statistic in SHARES]
    shares = [f for f in of_all if isinstance(f.result, Published)]
    if len(shares) > 1:
        made.append(_drawing("shares", "Shares of all contributors", shares, record, top=1.0))
    return tuple(made)


def of_one(figure: Figure, record: Record) -> Drawing:
    """The picture of one published figure."""
    name = figure.name.replace("/", "-")
    return _drawing(name, NAMES[figure.statistic], [figure], record)


def _drawing(name: str, what: str, figures: Sequence[Figure], record: Record, *, top: float = 0.0) -> Drawing:
    title = f"{what}, {record.quarter}"
    highest = top or max(f.result.noise.high for f in figures if isinstance(f.result, Published)) or 1
    scale = (WIDTH - LEFT - RIGHT) / highest
    statistics = {f.statistic for f in figures}
    under = unit(figures[0].statistic, record.currency) if len(statistics) == 1 else "share"
    shapes = [Shape(12, 24, text=title, size=15), Shape(12, 44, text=_under(record, under), colour=QUIET, size=11)]
    for i, figure in enumerate(figures):
        called = label(figure) if len(statistics) == 1 else SHORT[figure.statistic]
        shapes += _bar(figure, called, TOP + i * LINE, scale)
    foot = TOP + len(figures) * LINE + 14
    shapes += [Shape(12, foot + 14 * i, text=text, colour=QUIET, size=10) for i, text in enumerate(_foot(record))]
    return Drawing(name, title, foot + 14 * len(_foot(record)), tuple(shapes), _alt(title, figures, record))


def _under(record: Record, kind: str) -> str:
    return f"{'SIMULATED. ' if record.simulated else ''}{record.name}, {kind}"[:LONGEST]


def _foot(record: Record) -> tuple[str, str]:
    """What a picture needs where it stands alone: uncertainty, source, date."""
    return (
        "Thin line: where the figure without noise falls in 19 of 20 draws. Contributors are volunteers, not a sample.",
        f"Source: {record.name}, release {record.release}, {record.made_on}. Figures withheld are not drawn."[:LONGEST],
    )


def _alt(title: str, figures: Sequence[Figure], record: Record) -> str:
    said = [_said(f, record) for f in figures]
    return f"{'SIMULATED. ' if record.simulated else ''}{title}. {'; '.join(said)}. {' '.join(_foot(record)[1:])}"


def _said(f: Figure, record: Record) -> str:
    assert isinstance(f.result, Published)
    value, low, high = (
        printed(f.statistic, v, record.currency) for v in (f.result.value, f.result.noise.low, f.result.noise.high)
    )
    return f"{label(f)}, {NAMES[f.statistic].lower()}: {value}, noise {low} to {high}"


def label(figure: Figure) -> str:
    """What a cell is called in charts and tables.

    >>> from tracker.release.cells import Cell
    >>> from tracker.release.figures import Suppressed
    >>> label(Figure("x", Cell(Level.LEAF, "a.b", "Mercor", "code"), "kept", Suppressed()))
    'Mercor, code'
    """
    return ", ".join(x for x in (figure.cell.platform, figure.cell.role) if x) or "All contributors"


def _bar(figure: Figure, called: str, y: float, scale: float) -> Iterable[Shape]:
    return bar(figure.statistic, figure.result, called, y, scale) if isinstance(figure.result, Published) else ()


def bar(statistic: str, result: Published, called: str, y: float, scale: float) -> Iterable[Shape]:
    """One row of a picture: name, bar, the reach of its noise, the figure."""
    low, high = result.noise.low * scale, result.noise.high * scale
    yield Shape(LEFT - 8, y + 14, text=called[:34], end=True)
    yield Shape(LEFT, y + 3, result.value * scale, LINE - 10, BAR)
    yield Shape(LEFT + low, y + 11, high - low, 0, INK)
    yield Shape(LEFT + max(high, result.value * scale) + 8, y + 14, text=short(statistic, result.value))


def short(statistic: str, value: float) -> str:
    """A figure beside its bar: shares in percent, all else as in the tables.

    >>> short("kept", 22.5), short("unpaid_share", 0.2344), short("contributors", 60.2)
    ('22.50', '23.4\\xa0%', '60')
    """
    return f"{100 * value:.1f}\N{NO-BREAK SPACE}%" if statistic in SHARES else number_text(statistic, value)


def printed(statistic: str, value: float, currency: str) -> str:
    """The same with what it is counted in."""
    text = short(statistic, value)
    return f"{currency} {text}" if statistic in RATES else text


def svg(drawing: Drawing) -> str:
    """The chart as SVG, with its title for people who hear it read."""
    body = "".join(map(_svg, drawing.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawing.height}" width="{WIDTH}"'
        f' height="{drawing.height}" role="img" font-family="sans-serif">'
        f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.alt)}</desc>"
        f'<rect width="{WIDTH}" height="{drawing.height}" fill="#ffffff"/>{body}</svg>\n'
    )


def snippet(drawing: Drawing) -> str:
    """The chart as a piece of HTML for somebody else's page: no script, no style, no address, its text beside it."""
    return (
        f'<figure aria-label={quoteattr(drawing.title)} style="margin:0;max-width:{WIDTH}px">\n{svg(drawing)}'
        f"<figcaption>{escape(drawing.alt)}</figcaption>\n</figure>\n"
    )


def _svg(s: Shape) -> str:
    if s.text:
        anchor = ' text-anchor="end"' if s.end else ""
        return (
            f'<text x="{s.x:.1f}" y="{s.y:.1f}" font-size="{s.size}" fill={quoteattr(s.colour)}{anchor}>'
            f"{escape(s.text)}</text>"
        )
    height = s.height or 1.5
    return f'<rect x="{s.x:.1f}" y="{s.y:.1f}" width="{s.width:.1f}" height="{height:.1f}" fill={quoteattr(s.colour)}/>'
