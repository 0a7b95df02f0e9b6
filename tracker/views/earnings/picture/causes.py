"""Why there were hours without work: one bar per cause."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.earnings.lost_work import LostWorkView
from tracker.views.picture import hatched, label, palette, style

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW, TALL = 48, 82
LONGEST = 46
"""Letters that fit beside each other on a phone; with more, the figures have a line of their own."""


@lru_cache(maxsize=8)
def causes(view: LostWorkView, *, dark: bool = False) -> Figure:
    """Shares of the whole, the largest on top, each with its words above it."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.bars)
    rows = list(range(n - 1, -1, -1))
    figure = go.Figure()
    figure.add_bar(
        x=[b.share for b in view.bars], y=rows, orientation="h", width=0.34,
        customdata=[f"{b.label}: {b.text}" for b in view.bars], hovertemplate="%{customdata}<extra></extra>",
        marker=hatched(colours.loss, colours.ground),
    )  # fmt: skip
    long = any(len(f"{b.label}  {b.text}") > LONGEST for b in view.bars)
    between = "<br>" if long else "  "
    notes = [
        label(f"{b.label}{between}<b>{b.text}</b>", 0, y + 0.19, colours, yanchor="bottom")
        for b, y in zip(view.bars, rows, strict=True)
    ]
    return style(
        figure,
        colours,
        (TALL if long else ROW) * n + 24,
        annotations=notes,
        xaxis={"visible": False, "range": [0, max(b.share for b in view.bars) * 1.02], "fixedrange": True},
        yaxis={"visible": False, "range": [-0.3, n - 0.2 if long else n - 0.36], "fixedrange": True},
    )
