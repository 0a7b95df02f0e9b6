"""Published figures as bars with the reach of their noise, and claims beside them."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tracker.views.explore.claims import Claim, ClaimsView
from tracker.views.explore.overview import Bar, BarsView
from tracker.views.picture import label, palette, safe, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 46
CLAIM_ROW = 66
LONGEST, LINES = 50, 2
"""Letters of a claim's line, which has to fit on a phone, and its lines."""


@lru_cache(maxsize=32)
def bars(view: BarsView, *, dark: bool = False) -> Figure:
    """One bar a cell, its name and figure above it."""
    import plotly.graph_objects as go

    colours = palette(dark)
    n = len(view.bars)
    rows = [n - 1 - i for i in range(n)]
    figure = go.Figure()
    _put(figure, list(zip(view.bars, rows, strict=True)), colours)
    notes = [
        label(f"{_short(b.title, 34)}  <b>{safe(b.text)}</b>", 0.0, y + 0.38, colours)
        for b, y in zip(view.bars, rows, strict=True)
    ]
    return _styled(figure, colours, n, notes, view.ticks, [b.noise[1] for b in view.bars])


@lru_cache(maxsize=8)
def claims(view: ClaimsView, *, dark: bool = False) -> Figure:
    """One line a claim: a mark at what was said, a bar of what was measured."""
    import plotly.graph_objects as go

    colours = palette(dark)
    n = len(view.claims)
    rows = [n - 1 - i for i in range(n)]
    pairs = list(zip(view.claims, rows, strict=True))
    figure = go.Figure()
    _put(figure, [(c.measured, y) for c, y in pairs if c.measured], colours, width=0.24)
    figure.add_scatter(
        x=[c.said for c in view.claims], y=rows, mode="markers", hovertemplate="%{customdata}<extra></extra>",
        customdata=[f"{safe(c.title)}: {safe(c.said_text)}" for c in view.claims],
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 4, "color": colours.other}},
    )  # fmt: skip
    notes = [label(_claim(c), 0.0, y + 0.19, colours, yanchor="bottom") for c, y in pairs]
    return _styled(figure, colours, n, notes, view.ticks, [c.said for c in view.claims], row=CLAIM_ROW)


def _claim(c: Claim) -> str:
    """The rate first, for what comes after it may be cut."""
    lines = wrap(f"{c.said_text}  {c.title}", LONGEST, max_lines=LINES, placeholder=" …")
    return "<br>".join(map(safe, lines)).replace(safe(c.said_text), f"<b>{safe(c.said_text)}</b>", 1)


def _put(figure: Figure, drawn: list[tuple[Bar, int]], colours: Any, width: float = 0.36) -> None:
    """Bars, and over each the reach of its noise."""
    values, at = [b.value for b, _y in drawn], [y for _b, y in drawn]
    texts = [f"{safe(b.title)}: {safe(b.text)} ({safe(b.noise_text)})" for b, _y in drawn]
    figure.add_bar(
        x=values, y=at, orientation="h", width=width, marker={"color": colours.kept}, customdata=texts,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=values, y=at, mode="markers", hoverinfo="skip", marker={"size": 1, "color": colours.ink},
        error_x={
            "type": "data", "symmetric": False, "color": colours.ink, "thickness": 1.5, "width": 5,
            "array": [max(0.0, b.noise[1] - b.value) for b, _y in drawn],
            "arrayminus": [max(0.0, b.value - b.noise[0]) for b, _y in drawn],
        },
    )  # fmt: skip


def _styled(
    figure: Figure, colours: Any, n: int, notes: list[Any], ticks: Any, ends: list[float], row: int = ROW
) -> Figure:
    high = max([*ends, *(v for v, _text in ticks), 1e-9])
    return style(
        figure, colours, row * n + 48, annotations=notes, barmode="overlay",
        xaxis=value_axis(ticks, colours, range=[0, high * 1.04]),
        yaxis={"visible": False, "range": [-0.45, n - 0.38], "fixedrange": True},
    )  # fmt: skip


def _short(text: str, longest: int) -> str:
    return safe(text if len(text) <= longest else text[: longest - 1] + "…")
