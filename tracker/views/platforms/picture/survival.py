"""How long projects last: the share still running with its band, beside the share the platform ended."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.picture import Palette, palette, style
from tracker.views.platforms.life import SurvivalView

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 330


@lru_cache(maxsize=16)
def survival(view: SurvivalView, *, dark: bool = False) -> Figure:
    """The curve of a survival view, with the number still watched under each day."""
    import plotly.graph_objects as go

    colours = palette(dark)
    figure = go.Figure()
    for stretch in view.band:
        _band(figure, stretch, colours)
    for corners, line in (
        (view.cancelled, {"color": colours.loss, "width": 2.5, "dash": "dash", "shape": "hv"}),
        (view.running, {"color": colours.kept, "width": 3, "shape": "hv"}),
    ):
        figure.add_scatter(
            x=[x for x, _y in corners], y=[y for _x, y in corners], mode="lines", line=line, hoverinfo="skip"
        )
    style(
        figure,
        colours,
        HEIGHT,
        annotations=[
            _label(view.running_label, 1.015, "bottom", colours.kept),
            _label(view.cancelled_label, -0.02, "top", colours.loss),
        ],
        xaxis=_days(view, colours),
        yaxis=_shares(view, colours),
    )
    figure.update_layout(margin={"l": 2, "r": 12, "t": 8, "b": 62})
    return figure


def _band(figure: Figure, stretch: tuple[tuple[float, float, float], ...], colours: Palette) -> None:
    """Corners already: each range is on the day it begins and the day it is replaced."""
    days = [x for x, _l, _h in stretch]
    edge = {"width": 0}
    figure.add_scatter(x=days, y=[low for _x, low, _h in stretch], mode="lines", line=edge, hoverinfo="skip")
    figure.add_scatter(
        x=days, y=[high for _x, _l, high in stretch], mode="lines", line=edge, hoverinfo="skip",
        fill="tonexty", fillcolor=_pale(colours),
    )  # fmt: skip


def _pale(colours: Palette) -> str:
    red, green, blue = (int(colours.kept[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.18)"


def _label(text: str, y: float, anchor: str, colour: str) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>", "x": 0, "y": y, "xref": "x", "yref": "y", "xanchor": "left", "yanchor": anchor,
        "showarrow": False, "font": {"size": 13, "color": colour},
    }  # fmt: skip


def _days(view: SurvivalView, colours: Palette) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [day for day, _t, _n in view.ticks],
        "ticktext": [f"{text}<br>({n})" for _d, text, n in view.ticks],
        "tickfont": {"size": 12, "color": colours.quiet},
        "title": {"text": view.axis, "font": {"size": 12, "color": colours.quiet}, "standoff": 4},
        "range": [0, view.until * 1.01],
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
    }


def _shares(view: SurvivalView, colours: Palette) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": [share for share, _t in view.shares],
        "ticktext": [text for _s, text in view.shares],
        "tickfont": {"size": 12, "color": colours.quiet},
        "automargin": True,
        "gridcolor": colours.grid,
        "range": [-0.11, 1.12],
        "zeroline": True,
        "zerolinecolor": colours.quiet,
        "fixedrange": True,
    }
