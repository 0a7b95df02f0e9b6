"""What the next weeks may bring together: a band, its middle line, and what the weeks cost."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.outlook.overview import FanView
from tracker.views.picture import Palette, palette, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

EVERY = 4


@lru_cache(maxsize=16)
def fan(view: FanView, *, dark: bool = False) -> Figure:
    """Week by week, from nothing on the left."""
    import plotly.graph_objects as go

    colours = palette(dark)
    weeks = list(range(len(view.points) + 1))
    texts = ["", *(p.text for p in view.points)]
    figure = go.Figure()

    def line(values: list[float], **look: Any) -> None:
        figure.add_scatter(x=weeks, y=[0.0, *values], mode="lines", **look)

    edge: dict[str, Any] = {"line": {"width": 1, "color": colours.expected}, "hoverinfo": "skip"}
    line([p.low for p in view.points], **edge)
    line([p.high for p in view.points], fill="tonexty", fillcolor=_shade(colours), **edge)
    line([p.middle for p in view.points], line={"width": 3, "color": colours.kept}, customdata=texts,
         hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    if any(p.cost is not None for p in view.points):
        dotted = {"width": 2, "color": colours.loss, "dash": "dot"}
        line([p.cost or 0.0 for p in view.points], line=dotted, hoverinfo="skip")
    marks = weeks[EVERY::EVERY]
    return style(
        figure,
        colours,
        360,
        annotations=_notes(view, colours),
        xaxis={
            "tickmode": "array",
            "tickvals": marks,
            "ticktext": [view.points[k - 1].label for k in marks],
            "tickfont": {"size": 12, "color": colours.quiet},
            "tickangle": 0,
            "range": [0, len(view.points) + 0.1],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis=value_axis(view.ticks, colours, automargin=True, range=list(view.reach)),
    )


def _shade(colours: Palette) -> str:
    red, green, blue = (int(colours.kept[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.18)"


def _notes(view: FanView, colours: Palette) -> list[dict[str, object]]:
    """Labels in the empty corner above the fan, each in the order in which the lines are at its end."""
    texts = [view.high_text, f"<b>{view.middle_text}</b>", view.low_text]
    if view.points and view.points[-1].cost is not None:
        texts.append(view.cost_text)
    return [
        {
            "text": text, "x": 0.02, "y": 1 - 0.075 * i, "xref": "paper", "yref": "paper", "xanchor": "left",
            "yanchor": "top", "showarrow": False, "font": {"size": 14, "color": colours.ink}, "align": "left",
        }
        for i, text in enumerate(texts)
    ]  # fmt: skip
