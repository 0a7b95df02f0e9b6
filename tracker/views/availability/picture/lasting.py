"""How long gaps last: a falling step with its band."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.availability.lengths import LastingView
from tracker.views.picture import palette, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@lru_cache(maxsize=8)
def lasting(view: LastingView, *, dark: bool = False) -> Figure:
    """The share of gaps still open after a number of days; the band if there is one."""
    import plotly.graph_objects as go

    colours = palette(dark)
    figure = go.Figure()
    banded = [s for s in view.steps if s.low is not None and s.high is not None]
    days = [s.day for s in banded]
    line = {"shape": "hv", "width": 0, "color": colours.kept}
    figure.add_scatter(x=days, y=[s.low for s in banded], mode="lines", line=line, hoverinfo="skip")
    figure.add_scatter(
        x=days, y=[s.high for s in banded], mode="lines", line=line, hoverinfo="skip", fill="tonexty",
        fillcolor=colours.band,
    )  # fmt: skip
    figure.add_scatter(
        x=[0, *(s.day for s in view.steps)], y=[1.0, *(s.still for s in view.steps)], mode="lines",
        line={"shape": "hv", "width": 2.5, "color": colours.kept}, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=[s.day for s in view.steps], y=[s.still for s in view.steps], mode="markers",
        marker={"size": 6, "color": colours.kept}, customdata=[s.text for s in view.steps],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    return style(
        figure,
        colours,
        260,
        xaxis=value_axis(view.ticks, colours),
        yaxis=value_axis(view.shares, colours, range=[0, 1.04], automargin=True),
    )
