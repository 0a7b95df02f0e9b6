"""What an hour paid, week by week in one role, with the middle of the first and the last eight weeks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.picture import palette, style, value_axis
from tracker.views.platforms.money import DriftView

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 260


@lru_cache(maxsize=16)
def drift(view: DriftView, *, dark: bool = False) -> Figure:
    """A dot for each week with work; a line where the two ends have their middle."""
    import plotly.graph_objects as go

    colours = palette(dark)
    figure = go.Figure()
    figure.add_scatter(
        x=[day for day, _r, _t in view.weeks], y=[rate for _d, rate, _t in view.weeks], mode="markers",
        customdata=[text for _d, _r, text in view.weeks], hovertemplate="%{customdata}<extra></extra>",
        marker={"size": 7, "color": colours.bar}, cliponaxis=False,
    )  # fmt: skip
    for first, last, rate, _text in view.ends:
        figure.add_scatter(
            x=[first, last], y=[rate, rate], mode="lines", hoverinfo="skip", line={"color": colours.kept, "width": 4}
        )
    style(
        figure,
        colours,
        HEIGHT,
        annotations=[_note(*end, days=view.days, ink=colours.ink) for end in view.ends],
        xaxis=_time(view, colours.quiet, colours.grid),
        yaxis=value_axis(view.values, colours, range=[0, view.top * 1.18], automargin=True),
    )
    return figure


def _note(first: int, last: int, rate: float, text: str, *, days: int, ink: str) -> dict[str, Any]:
    """Beside its line, on the side that has room."""
    right = first > days / 2
    return {
        "text": f"<b>{text}</b>", "x": last if right else first, "y": rate, "yshift": 12, "showarrow": False,
        "xanchor": "right" if right else "left", "yanchor": "bottom", "font": {"size": 13, "color": ink},
    }  # fmt: skip


def _time(view: DriftView, quiet: str, grid: str) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [at for at, _t in view.ticks],
        "ticktext": [text for _a, text in view.ticks],
        "tickfont": {"size": 12, "color": quiet},
        "gridcolor": grid,
        "range": [-view.days * 0.02, view.days * 1.03],
        "zeroline": False,
        "fixedrange": True,
    }
