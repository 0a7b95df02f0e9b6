"""When money should come: per pay day a dot on its likely day and a line to the day that is nearly sure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.outlook.money import ArrivalsView
from tracker.views.picture import label, palette, safe, style

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 46


@lru_cache(maxsize=8)
def arrivals(view: ArrivalsView, *, dark: bool = False) -> Figure:
    """One row per pay day, the soonest on top, each with its words above it; a line at the as-of day."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.arrivals)
    figure = go.Figure()
    tick = {"symbol": "line-ns", "size": 12, "line": {"width": 2, "color": colours.quiet}}
    for i, a in enumerate(view.arrivals):
        y = n - 1 - i
        if a.sure:
            figure.add_scatter(x=[a.likely, a.sure], y=[y, y], mode="lines", hoverinfo="skip",
                               line={"width": 4, "color": colours.expected})  # fmt: skip
        if a.due:
            figure.add_scatter(x=[a.due], y=[y], mode="markers", hoverinfo="skip", marker=tick)
        figure.add_scatter(
            x=[a.likely], y=[y], mode="markers", marker={"size": 12, "color": colours.kept},
            customdata=[safe(a.text)], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    days = sorted([view.today, *(d for a in view.arrivals for d in (a.due, a.likely, a.sure) if d)])
    notes = [label(safe(a.label), 0, n - 1 - i + 0.42, colours, xref="paper") for i, a in enumerate(view.arrivals)]
    return style(
        figure,
        colours,
        ROW * n + 50,
        annotations=notes,
        shapes=[{
            "type": "line", "x0": view.today, "x1": view.today, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": colours.quiet, "width": 1, "dash": "dot"},
        }],
        xaxis={
            "type": "date", "tickmode": "array", "tickvals": [d for d, _ in view.ticks],
            "ticktext": [t for _, t in view.ticks], "tickfont": {"size": 12, "color": colours.quiet},
            "tickangle": 0, "fixedrange": True, "gridcolor": colours.grid, "zeroline": False,
            "range": [f"{days[0]} 00:00", f"{days[-1]} 20:00"],
        },
        yaxis={"visible": False, "range": [-0.45, n - 0.3], "fixedrange": True},
    )  # fmt: skip
