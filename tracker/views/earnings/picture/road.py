"""Where the rest of the year's money went: bars that fall from the advertised year to the kept one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.earnings.road import RoadView, Stretch
from tracker.views.picture import Palette, hatched, label, palette, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 52


@lru_cache(maxsize=8)
def road(view: RoadView, *, dark: bool = False) -> Figure:
    """The figure of a road view. Each bar's `customdata` is (step, text): what a click selects."""
    import plotly.graph_objects as go

    colours = palette(dark)
    rows = {s.key: len(view.stretches) - 1 - i for i, s in enumerate(view.stretches)}
    figure = go.Figure()
    for s in view.stretches:
        colour = _colour(s, colours)
        falls = s.end < s.start and not s.total
        figure.add_bar(
            x=[s.end - s.start], base=[s.start], y=[rows[s.key]], orientation="h", width=0.38, name=s.key,
            marker=hatched(colour, colours.ground) if falls else {"color": colour},
            customdata=[[s.key, f"{s.label}: {s.text}"]], hovertemplate="%{customdata[1]}<extra></extra>",
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0.75}},
        )  # fmt: skip
    _joints(figure, view, rows, colours)
    ends = [v for s in view.stretches for v in (s.start, s.end)]
    low, high = min([0.0, *ends]), max([1.0, *ends])
    notes = [
        label(f"{s.label}  <b>{s.text}</b>", low, rows[s.key] + 0.38, colours, bgcolor=colours.ground, borderpad=0)
        for s in view.stretches
    ]
    return style(
        figure,
        colours,
        ROW * len(view.stretches) + 48,
        annotations=notes,
        barmode="overlay",
        clickmode="event+select",
        xaxis=value_axis(view.ticks, colours, range=[low * 1.03, high * 1.03]),
        yaxis={"visible": False, "range": [-0.45, len(view.stretches) - 0.38], "fixedrange": True},
    )


def _colour(s: Stretch, colours: Palette) -> str:
    if s.key == "end":
        return colours.kept
    if s.total:
        return colours.bar
    return colours.loss if s.end < s.start else colours.gain


def _joints(figure: Figure, view: RoadView, rows: dict[str, int], colours: Palette) -> None:
    """Thin lines that carry the height of one bar down to the next."""
    for before, after in zip(view.stretches, view.stretches[1:], strict=False):
        figure.add_shape(
            type="line", x0=before.end, x1=before.end, y0=rows[before.key] - 0.19, y1=rows[after.key] + 0.19,
            line={"color": colours.quiet, "width": 1, "dash": "dot"}, layer="below",
        )  # fmt: skip
