"""What happened to the projects, a row for each kind of event, on the same weeks as the money above."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.earnings.happenings import HappeningsView
from tracker.views.picture import label, palette, safe, style

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 44
SYMBOLS = {"began": "triangle-right", "rate": "diamond", "paused": "square", "ended": "x"}
MOST = 90
"""Signs of a mark's text in the picture; the table has it whole."""


@lru_cache(maxsize=8)
def happenings(view: HappeningsView, *, dark: bool = False, beside: str = "") -> Figure:
    """One mark per kind and week, larger where several things happened.

    `beside`: the widest label on the value axis of the picture above, for the weeks to be below its weeks.
    """
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.rows)
    tones = {"began": colours.gain, "rate": colours.other, "paused": colours.kept, "ended": colours.loss}
    figure = go.Figure()
    for i, row in enumerate(view.rows):
        y, tone = n - 1 - i, tones.get(row.kind, colours.quiet)
        figure.add_scatter(
            x=[m.monday for m in row.marks], y=[y] * len(row.marks), mode="markers", cliponaxis=False,
            customdata=[safe(_short(m.text)) for m in row.marks], hovertemplate="%{customdata}<extra></extra>",
            marker={"symbol": SYMBOLS[row.kind], "opacity": 1, "size": [10 if m.count == 1 else 14 for m in row.marks],
                    "color": tone, "line": {"width": 1, "color": colours.ground}},
        )  # fmt: skip
    notes = [
        label(row.title, 0, n - 1 - i + 0.36, colours, xref="paper", font={"size": 12, "color": colours.quiet})
        for i, row in enumerate(view.rows)
    ]
    # every week has its place, also those in which nothing happened
    figure.add_scatter(x=list(view.mondays), y=[-1] * len(view.mondays), mode="lines", line={"width": 0},
                       hoverinfo="skip")  # fmt: skip
    return style(
        figure,
        colours,
        ROW * n + 40,
        annotations=notes,
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(view.mondays),
            "range": [-0.5, len(view.mondays) - 0.5],
            "tickmode": "array",
            "tickvals": [day for day, _ in view.ticks],
            "ticktext": [text for _, text in view.ticks],
            "tickfont": {"size": 12, "color": colours.quiet},
            "tickangle": 0,
            "showgrid": True,
            "gridcolor": colours.grid,
            "fixedrange": True,
        },
        yaxis={
            "range": [-0.45, n - 0.4],
            "tickmode": "array",
            "tickvals": [0],
            "ticktext": [beside],
            "tickfont": {"size": 12, "color": "rgba(0,0,0,0)"},
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
        },
    )


def _short(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1] + "…"
