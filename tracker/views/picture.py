"""One look for all figures: colours, type and margins, for the light and the dark page.

Colours are Okabe and Ito's. None carries a meaning alone: tones differ in lightness or have a hatch, and
each mark has its label beside it.

Building a figure takes longer than all else on its page, so each builder keeps its last few: the same view gives the
same figure. Nobody changes one afterwards.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FONT = '"Source Sans", "Source Sans 3", system-ui, sans-serif'


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one page theme, named for what they show."""

    ink: str
    ground: str
    quiet: str
    grid: str
    bar: str
    kept: str
    expected: str
    loss: str
    gain: str
    other: str
    band: str


LIGHT = Palette(
    ink="#1a1a1a", ground="#ffffff", quiet="#555d66", grid="#dfe4e9", bar="#a7b1bb", kept="#0072B2", expected="#8cc4e8",
    loss="#D55E00", gain="#009E73", other="#E69F00", band="rgba(230, 159, 0, 0.20)",
)  # fmt: skip
DARK = Palette(
    ink="#eceff2", ground="#12161b", quiet="#aeb7c0", grid="#2d3540", bar="#66717d", kept="#56B4E9", expected="#2f6f98",
    loss="#E8743B", gain="#2DBE93", other="#E69F00", band="rgba(230, 159, 0, 0.26)",
)  # fmt: skip


SIGNED = 40
"""Pixels of the two lines below a picture that is signed."""


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def safe(text: str) -> str:
    """A person's own words, shown as typed: Plotly knows a little HTML of its own."""
    return html.escape(text, quote=False)


def style(figure: Figure, colours: Palette, height: int, **layout: Any) -> Figure:
    """The common look; `layout` adds to it."""
    figure.update_layout(
        height=height,
        margin={"l": 2, "r": 12, "t": 8, "b": 30},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14, "color": colours.ink},
        showlegend=False,
        dragmode=False,
        bargap=0.3,
        hoverlabel={"font": {"family": FONT, "size": 14}, "align": "left"},
        template="none",
        **layout,
    )
    return figure


def signed(figure: Figure, title: str, source: str, *, dark: bool = False) -> Figure:
    """The picture with what it shows and where that is from below it, for whoever meets the saved file alone."""
    import plotly.graph_objects as go

    made = go.Figure(figure)
    below = made.layout.margin.b
    made.add_annotation(
        text=f"{safe(title)}<br>{safe(source)}", x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top",
        yshift=-below, align="left", showarrow=False, font={"size": 12, "color": palette(dark).quiet},
    )  # fmt: skip
    return made.update_layout(height=made.layout.height + SIGNED, margin_b=below + SIGNED)


def value_axis(ticks: Sequence[tuple[float, str]], colours: Palette, **more: Any) -> dict[str, Any]:
    """An axis of values with the reader's own tick labels and a line at zero."""
    return {
        "tickmode": "array",
        "tickvals": [v for v, _ in ticks],
        "ticktext": [t for _, t in ticks],
        "tickfont": {"size": 12, "color": colours.quiet},
        "gridcolor": colours.grid,
        "zeroline": True,
        "zerolinecolor": colours.quiet,
        "zerolinewidth": 1,
        "fixedrange": True,
        **more,
    }


def label(text: str, x: float, y: float, colours: Palette, **more: Any) -> dict[str, Any]:
    """A text that starts at x, just above the bar at y."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 14, "color": colours.ink},
        "align": "left",
        **more,
    }


def hatched(colour: str, lines: str, shape: str = "/") -> dict[str, Any]:
    """A bar's marker that differs from a plain one without any colour."""
    return {
        "color": colour,
        "pattern": {"shape": shape, "bgcolor": colour, "fgcolor": lines, "size": 6, "solidity": 0.22},
    }
