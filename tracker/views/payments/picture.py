"""What is owed, by age: one bar per age, the late ones hatched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.views.payments.overview import AgeBar
from tracker.views.picture import hatched, label, palette, style

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 46


def ages(bars: Sequence[AgeBar], *, dark: bool = False) -> Figure:
    """Bars from zero, each with its words and amount above it."""
    import plotly.graph_objects as go

    colours = palette(dark)
    n = len(bars)
    figure = go.Figure()
    for i, b in enumerate(bars):
        figure.add_bar(
            x=[b.value], y=[n - 1 - i], orientation="h", width=0.36, hoverinfo="skip",
            marker=hatched(colours.loss, colours.ground) if b.late else {"color": colours.kept},
        )  # fmt: skip
    notes = [label(f"{b.title}  <b>{b.text}</b>", 0, n - 1 - i + 0.38, colours) for i, b in enumerate(bars)]
    return style(
        figure,
        colours,
        ROW * n + 24,
        annotations=notes,
        barmode="overlay",
        xaxis={"visible": False, "range": [0, max([1e-9, *(b.value for b in bars)]) * 1.02], "fixedrange": True},
        yaxis={"visible": False, "range": [-0.45, n - 0.38], "fixedrange": True},
    )
