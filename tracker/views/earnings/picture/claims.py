"""Claims of the press as marks, your own figure as a bar under each."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from tracker.views.earnings.claims import Claim, ClaimsView
from tracker.views.picture import label, palette, safe, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 66
LONGEST, LINES = 46, 2
"""Letters of a claim's line, which has to fit on a phone, and its lines."""


@lru_cache(maxsize=16)
def claims(view: ClaimsView, *, dark: bool = False) -> Figure:
    """One row a claim: a mark at what was claimed over the bar of your figure."""
    import plotly.graph_objects as go

    colours, n = palette(dark), len(view.claims)
    rows = [n - 1 - i for i in range(n)]
    figure = go.Figure()
    figure.add_bar(
        x=[view.yours] * n, y=rows, orientation="h", width=0.24, marker={"color": colours.kept},
        customdata=[safe(view.yours_text)] * n, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[c.said for c in view.claims], y=rows, mode="markers", hovertemplate="%{customdata}<extra></extra>",
        customdata=[f"{safe(c.title)}: {safe(c.text)}" for c in view.claims],
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 4, "color": colours.other}},
    )  # fmt: skip
    notes = [label(_named(c), 0.0, y + 0.19, colours, yanchor="bottom") for c, y in zip(view.claims, rows, strict=True)]
    notes.append(label(f"<b>{safe(view.yours_text)}</b>", view.yours, rows[0], colours, xshift=4))
    high = max([view.yours, view.claims[0].said, *(v for v, _text in view.ticks)])
    return style(
        figure, colours, ROW * n + 48, annotations=notes, barmode="overlay",
        xaxis=value_axis(view.ticks, colours, range=[0, high * 1.08]),
        yaxis={"visible": False, "range": [-0.45, n - 0.2], "fixedrange": True},
    )  # fmt: skip


def _named(c: Claim) -> str:
    lines = wrap(f"{c.text}  {c.title}", LONGEST, max_lines=LINES, placeholder=" …")
    return "<br>".join(map(safe, lines)).replace(safe(c.text), f"<b>{safe(c.text)}</b>", 1)
