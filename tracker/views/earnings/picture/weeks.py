"""The weeks: what each brought, and below it the hours it took."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.earnings.weeks import WeeksView
from tracker.views.picture import Palette, hatched, palette, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@lru_cache(maxsize=8)
def weeks(view: WeeksView, *, dark: bool = False) -> Figure:
    """Two panels on one line of weeks: money above, paid and unpaid hours below."""
    import plotly.graph_objects as go

    colours = palette(dark)
    days, texts = [b.monday for b in view.bars], [b.text for b in view.bars]
    figure = go.Figure()

    def bars(values: list[float], marker: dict[str, Any], axis: str) -> None:
        hover = "%{customdata}<extra></extra>"
        figure.add_bar(x=days, y=values, yaxis=axis, customdata=texts, hovertemplate=hover, marker=marker)

    bars([b.kept for b in view.bars], {"color": colours.kept}, "y")
    if view.other:
        bars([b.other for b in view.bars], hatched(colours.other, colours.ground, "x"), "y")
    bars([b.paid for b in view.bars], {"color": colours.bar}, "y2")
    bars([b.unpaid for b in view.bars], hatched(colours.loss, colours.ground), "y2")
    dry = [b for b in view.bars if b.dry]
    figure.add_scatter(
        x=[b.monday for b in dry], y=[0] * len(dry), mode="markers", hovertemplate="%{customdata}<extra></extra>",
        customdata=[b.text for b in dry],
        marker={"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": colours.loss}},
    )  # fmt: skip
    return style(
        figure,
        colours,
        400,
        annotations=_notes(view, colours),
        shapes=_mean(view, colours),
        barmode="relative",
        xaxis={
            "type": "category",
            "tickmode": "array",
            "tickvals": [day for day, _ in view.day_ticks],
            "ticktext": [text for _, text in view.day_ticks],
            "tickfont": {"size": 12, "color": colours.quiet},
            "tickangle": 0,
            "anchor": "y2",
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis=value_axis(view.money_ticks, colours, domain=[0.42, 0.93], automargin=True),
        yaxis2=value_axis(view.hour_ticks, colours, domain=[0.0, 0.26], automargin=True, anchor="x"),
    )


def _notes(view: WeeksView, colours: Palette) -> list[dict[str, object]]:
    texts = [(f"<b>{view.money_title}</b>", 0, 1.0, "left"), (f"<b>{view.hour_title}</b>", 0, 0.335, "left")]
    if view.mean is not None and view.mean > 0:
        texts.append((view.mean_text, 1, 1.0, "right"))
    return [
        {
            "text": text, "x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": side,
            "yanchor": "middle", "showarrow": False, "font": {"size": 14, "color": colours.ink},
        }
        for text, x, y, side in texts
    ]  # fmt: skip


def _mean(view: WeeksView, colours: Palette) -> list[dict[str, object]]:
    if view.mean is None or view.mean <= 0:
        return []
    return [
        {
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": view.mean, "y1": view.mean,
            "line": {"color": colours.ink, "width": 1, "dash": "dot"},
        }
    ]  # fmt: skip
