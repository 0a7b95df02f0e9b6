"""Which work pays best: from what was advertised to what was kept, one line per platform, project or role."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.earnings.groups import GroupsView
from tracker.views.picture import label, palette, safe, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 50


@lru_cache(maxsize=8)
def groups(view: GroupsView, *, dark: bool = False) -> Figure:
    """Bars of what was kept, with a mark where the promise stood."""
    import plotly.graph_objects as go

    colours = palette(dark)
    n = len(view.bars)
    rows = [n - 1 - i for i in range(n)]
    texts = [f"{safe(b.title)}: {b.kept_text} / {b.promised_text}" for b in view.bars]
    figure = go.Figure()
    figure.add_bar(
        x=[b.kept for b in view.bars], y=rows, orientation="h", width=0.36, marker={"color": colours.kept},
        customdata=texts, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    sure = [(b, y) for b, y in zip(view.bars, rows, strict=True) if b.range]
    figure.add_scatter(
        x=[b.range[0] for b, _ in sure if b.range], y=[y for _, y in sure], mode="markers", hoverinfo="skip",
        marker={"size": 1, "color": colours.ink},
        error_x={
            "type": "data", "symmetric": False, "color": colours.ink, "thickness": 1.5, "width": 5,
            "array": [b.range[1] - b.range[0] for b, _ in sure if b.range],
            "arrayminus": [0.0 for _b in sure],
        },
    )  # fmt: skip
    figure.add_scatter(
        x=[b.promised for b in view.bars], y=rows, mode="markers", customdata=texts,
        hovertemplate="%{customdata}<extra></extra>",
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 4, "color": colours.other}},
    )  # fmt: skip
    ends = [v for b in view.bars for v in (b.kept, b.promised, *(b.range or ())) if v is not None]
    low, high = min([0.0, *ends]), max([1.0, *ends])
    notes = [
        label(_line(b.title, b.kept_text, b.hours), low, y + 0.38, colours)
        for b, y in zip(view.bars, rows, strict=True)
    ]  # fmt: skip
    return style(
        figure,
        colours,
        ROW * n + 48,
        annotations=notes,
        barmode="overlay",
        xaxis=value_axis(view.ticks, colours, range=[low * 1.05, high * 1.04]),
        yaxis={"visible": False, "range": [-0.45, n - 0.38], "fixedrange": True},
    )


def _line(title: str, kept: str, hours: str) -> str:
    return f"{safe(_short(title))}  <b>{kept}</b>  <span style='font-size:12px'>{hours}</span>"


def _short(title: str) -> str:
    return title if len(title) <= 28 else title[:27] + "…"
