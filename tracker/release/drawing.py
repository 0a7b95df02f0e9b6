"""Charts of a release as plain shapes, and those as SVG: no library, so that the files open everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tracker.release.cells import Level
from tracker.release.figures import KEPT, RATIO, STATISTICS, Figure, Published
from tracker.release.record import Record
from tracker.release.tables import number_text, unit

WIDTH, LINE, TOP, LEFT, RIGHT = 720, 26, 58, 230, 90
INK, FAINT, BAR = "#1f2933", "#9aa5b1", "#2f6f9f"
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


def drawings(figures: Sequence[Figure], record: Record) -> tuple[Drawing, ...]:
    """A chart of each median, by platform and by platform and role, if there is something to show."""
    made = []
    for statistic, name in ((KEPT, "kept"), (RATIO, "kept-of-headline")):
        shown = [f for f in figures if f.statistic == statistic and isinstance(f.result, Published)]
        wide = [f for f in shown if f.cell.level is not Level.LEAF]
        leaves = [f for f in shown if f.cell.level is Level.LEAF][:MOST]
        if wide:
            made.append(_drawing(name, wide, record))
        if leaves:
            made.append(_drawing(f"{name}-by-role", leaves, record))
    return tuple(made)


def _drawing(name: str, figures: Sequence[Figure], record: Record) -> Drawing:
    statistic = figures[0].statistic
    title = f"{STATISTICS[statistic]}, {record.quarter}"
    top = max(f.result.noise.high for f in figures if isinstance(f.result, Published)) or 1
    scale = (WIDTH - LEFT - RIGHT) / top
    shapes = [Shape(12, 24, text=title, size=15), Shape(12, 44, text=_under(record, statistic), colour=FAINT, size=11)]
    for i, figure in enumerate(figures):
        shapes += _bar(figure, TOP + i * LINE, scale)
    return Drawing(name, title, TOP + len(figures) * LINE + 10, tuple(shapes))


def _under(record: Record, statistic: str) -> str:
    marked = "SIMULATED. " if record.simulated else ""
    return (
        f"{marked}{record.name}, release {record.release}, {unit(statistic, record.currency)}; line: reach of the noise"
    )


def label(figure: Figure) -> str:
    """What a cell is called in charts and tables.

    >>> from tracker.release.cells import Cell
    >>> from tracker.release.figures import Suppressed
    >>> label(Figure("x", Cell(Level.LEAF, "a.b", "Mercor", "code"), "kept", Suppressed()))
    'Mercor, code'
    """
    return ", ".join(x for x in (figure.cell.platform, figure.cell.role) if x) or "All contributors"


def _bar(figure: Figure, y: float, scale: float) -> Iterable[Shape]:
    result = figure.result
    if not isinstance(result, Published):
        return
    low, high = result.noise.low * scale, result.noise.high * scale
    yield Shape(LEFT - 8, y + 14, text=label(figure)[:34], end=True)
    yield Shape(LEFT, y + 3, result.value * scale, LINE - 10, BAR)
    yield Shape(LEFT + low, y + 11, high - low, 0, INK)
    yield Shape(LEFT + max(high, result.value * scale) + 8, y + 14, text=number_text(figure.statistic, result.value))


def svg(drawing: Drawing) -> str:
    """The chart as SVG, with its title for people who hear it read."""
    body = "".join(map(_svg, drawing.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawing.height}" width="{WIDTH}"'
        f' height="{drawing.height}" role="img" font-family="sans-serif">'
        f"<title>{escape(drawing.title)}</title>"
        f'<rect width="{WIDTH}" height="{drawing.height}" fill="#ffffff"/>{body}</svg>\n'
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
