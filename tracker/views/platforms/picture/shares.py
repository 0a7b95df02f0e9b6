"""Platforms beside each other with their ranges, and the ways that projects ended."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.picture import hatched, label, palette, safe, style, value_axis
from tracker.views.platforms.life import EndBar
from tracker.views.platforms.overview import CompareView

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 46


@lru_cache(maxsize=16)
def compared(view: CompareView, *, dark: bool = False) -> Figure:
    """One line per platform: its name and figure in words, a dot, and the range as a line."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.dots)
    rows = [n - 1 - i for i in range(n)]
    figure = go.Figure()
    figure.add_scatter(
        x=[d.value for d in view.dots], y=rows, mode="markers",
        customdata=[f"{safe(d.title)}: {d.text}" for d in view.dots],
        hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
        marker={"size": 11, "color": colours.kept, "line": {"width": 1, "color": colours.ground}},
        error_x={
            "type": "data", "symmetric": False, "color": colours.kept, "thickness": 3, "width": 6,
            "array": [d.high - d.value for d in view.dots],
            "arrayminus": [d.value - d.low for d in view.dots],
        },
    )  # fmt: skip
    notes = [
        label(f"<b>{safe(_short(d.title))}</b>  <span style='font-size:12px'>{d.text}</span>", 0, y + 0.38, colours)
        for d, y in zip(view.dots, rows, strict=True)
    ]
    low = min([0.0, *(d.low for d in view.dots)])
    return style(
        figure,
        colours,
        ROW * n + 48,
        annotations=notes,
        xaxis=value_axis(view.ticks, colours, range=[low * 1.05 - view.reach * 0.015, view.reach * 1.03]),
        yaxis={"visible": False, "range": [-0.45, n - 0.38], "fixedrange": True},
    )


@lru_cache(maxsize=16)
def endings(bars: tuple[EndBar, ...], *, dark: bool = False) -> Figure:
    """Bars from zero: how many ended in which way; what the platform ended is hatched."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(bars)
    marks = {
        "cancelled": hatched(colours.loss, colours.ground),
        "completed": {"color": colours.gain},
        "left": {"color": colours.other},
        "running": {"color": colours.kept},
    }
    figure = go.Figure()
    for i, b in enumerate(bars):
        figure.add_bar(x=[b.count], y=[n - 1 - i], orientation="h", width=0.34, hoverinfo="skip", marker=marks[b.key])
    notes = [label(f"{b.title}  <b>{b.text}</b>", 0, n - 1 - i + 0.38, colours) for i, b in enumerate(bars)]
    return style(
        figure,
        colours,
        (ROW - 6) * n + 24,
        annotations=notes,
        barmode="overlay",
        xaxis={"visible": False, "range": [0, max([1, *(b.count for b in bars)]) * 1.02], "fixedrange": True},
        yaxis={"visible": False, "range": [-0.45, n - 0.38], "fixedrange": True},
    )


def _short(title: str) -> str:
    return title if len(title) <= 22 else title[:21] + "…"
