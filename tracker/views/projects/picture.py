"""The lives of projects on one line of time: running, paused, and how each ended."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.picture import Palette, hatched, label, palette, safe, style
from tracker.views.projects.overview import TimelineBar, TimelineView

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 44
MARKS = {"cancelled": "x", "deactivated": "x", "completed": "circle", "left": "triangle-left"}
"""How an ending is drawn; the words are beside the name."""


@lru_cache(maxsize=8)
def timeline(view: TimelineView, *, dark: bool = False) -> Figure:
    """One row per project: its name above its bar, a mark where it ended."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.bars)
    rows = [(b, n - 1 - i) for i, b in enumerate(view.bars)]
    figure = go.Figure()
    for paused in (False, True):
        found = [(p, y, b.text) for b, y in rows for p in b.pieces if p.paused is paused]
        figure.add_bar(
            base=[p.at for p, _, _ in found], x=[p.length for p, _, _ in found], y=[y for _, y, _ in found],
            orientation="h", width=0.3, customdata=[safe(t) for _, _, t in found],
            hovertemplate="%{customdata}<extra></extra>",
            marker=hatched(colours.other, colours.ground) if paused else {"color": colours.kept},
        )  # fmt: skip
    ended = [(b, y) for b, y in rows if b.mark]
    figure.add_scatter(
        x=[b.end for b, _ in ended], y=[y for _, y in ended], mode="markers", hoverinfo="skip", cliponaxis=False,
        marker={
            "symbol": [MARKS.get(b.mark, "circle") for b, _ in ended], "size": 11,
            "color": [_colour(b, colours) for b, _ in ended], "line": {"width": 1, "color": colours.ground},
        },
    )  # fmt: skip
    return style(
        figure,
        colours,
        ROW * n + 48,
        annotations=[label(_line(b), 0, y + 0.4, colours) for b, y in rows],
        barmode="overlay",
        xaxis=_axis(view, colours),
        yaxis={"visible": False, "range": [-0.45, n - 0.34], "fixedrange": True},
    )


def _colour(bar: TimelineBar, colours: Palette) -> str:
    if bar.mark == "completed":
        return colours.gain
    return colours.ink if bar.mark == "left" else colours.loss


def _axis(view: TimelineView, colours: Palette) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [at for at, _ in view.ticks],
        "ticktext": [text for _, text in view.ticks],
        "tickfont": {"size": 12, "color": colours.quiet},
        "gridcolor": colours.grid,
        "range": [0, view.days * 1.02],
        "zeroline": False,
        "fixedrange": True,
    }


def _line(bar: TimelineBar) -> str:
    small = f"{safe(_short(bar.platform, 18))}, {bar.state}"
    return f"<b>{safe(_short(bar.title, 20))}</b>  <span style='font-size:12px'>{small}</span>"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
