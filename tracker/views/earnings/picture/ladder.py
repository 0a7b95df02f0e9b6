"""What an hour really paid: one bar per figure, the advertised range as a band, kept in two tones."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.views.earnings.ladder import LadderView
from tracker.views.picture import Palette, hatched, label, palette, style, value_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW = 58


@lru_cache(maxsize=8)
def ladder(view: LadderView, *, dark: bool = False) -> Figure:
    """The figure of a ladder view; steps without a figure are left out."""
    import plotly.graph_objects as go

    colours = palette(dark)
    steps = [s for s in view.steps if s.value is not None]
    rows = {s.key: len(steps) - 1 - i for i, s in enumerate(steps)}
    figure = go.Figure()
    others = [s for s in steps if s.key != "kept"]
    figure.add_bar(
        x=[s.value for s in others],
        y=[rows[s.key] for s in others],
        orientation="h",
        width=0.36,
        marker={"color": colours.bar},
        customdata=[f"{s.label}: {s.text}" for s in others],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if "kept" in rows:
        _kept(figure, view, rows["kept"], colours)
    if view.band:
        figure.add_shape(
            type="rect", x0=view.band[0], x1=view.band[1], y0=-0.42, y1=len(steps) - 0.72,
            fillcolor=colours.band, line={"width": 0}, layer="below",
        )  # fmt: skip
    notes = [label(f"{s.label}  <b>{s.text}</b>", 0, rows[s.key] + 0.36, colours) for s in steps]
    if view.band:
        notes.append(_band_note(view, len(steps), colours))
    top = len(steps) - 0.45 + (0.4 if view.band else 0)
    return style(
        figure,
        colours,
        int(ROW * (top + 0.5)) + 44,
        annotations=notes,
        barmode="overlay",
        xaxis=value_axis(view.ticks, colours, range=_reach(view)),
        yaxis={"visible": False, "range": [-0.5, top], "fixedrange": True},
    )


def _reach(view: LadderView) -> list[float]:
    values = [s.value for s in view.steps if s.value is not None]
    values += [*(view.band or ()), *(view.range or ()), 0.0]
    low, high = min(values), max(values)
    return [low * 1.05, high * 1.03 or 1.0]


def _band_note(view: LadderView, n: int, colours: Palette) -> dict[str, object]:
    assert view.band is not None
    middle = sum(view.band) / 2
    right = middle > _reach(view)[1] / 2
    return label(
        view.band_text,
        view.band[1] if right else view.band[0],
        n - 0.3,
        colours,
        xanchor="right" if right else "left",
        font={"size": 13, "color": colours.quiet},
    )


def _kept(figure: Figure, view: LadderView, y: int, colours: Palette) -> None:
    kept = next(s for s in view.steps if s.key == "kept")
    total, arrived = kept.value or 0.0, view.arrived if view.arrived is not None else kept.value or 0.0
    parts = [
        (0.0, arrived, {"color": colours.kept}, view.arrived_text),
        (arrived, total - arrived, hatched(colours.expected, colours.kept), view.expected_text),
    ]
    for base, length, marker, text in parts:
        if length:
            figure.add_bar(
                x=[length], y=[y], base=[base], orientation="h", width=0.36,
                marker=marker, customdata=[text], hovertemplate="%{customdata}<extra></extra>",
            )  # fmt: skip
    if view.range:
        low, high = view.range
        figure.add_scatter(
            x=[total], y=[y], mode="markers", marker={"size": 1, "color": colours.ink},
            error_x={
                "type": "data", "symmetric": False, "array": [high - total], "arrayminus": [total - low],
                "color": colours.ink, "thickness": 2, "width": 7,
            },
            hoverinfo="skip",
        )  # fmt: skip
