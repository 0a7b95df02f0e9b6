"""The calendar of days: weeks as columns, in strips of half a year; every day can be selected."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.views.availability.days import STATES, WEEKS, CalendarView
from tracker.views.picture import Palette, palette, style

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PITCH = 9
"""Rows from one strip to the next: seven days, a line for the months, a blank one."""
ROW = 17
SYMBOLS = {"worked": "circle", "idle": "x-thin", "paused": "line-ns", "off": "circle-open", "unlisted": "circle"}


@lru_cache(maxsize=8)
def days_calendar(view: CalendarView, *, drag: bool = False, dark: bool = False) -> Figure:
    """Cells in a colour for each state, each state with a sign of its own on it.

    `drag`: a stretch of days is selected by dragging; else a finger that scrolls the page selects nothing.
    """
    import plotly.graph_objects as go

    colours = palette(dark)
    figure = go.Figure()
    cells: list[list[int | None]] = [[None] * WEEKS for _ in range(view.strips * PITCH)]
    for m in view.marks:
        cells[m.strip * PITCH + m.weekday][m.column] = STATES.index(m.state)
    figure.add_heatmap(
        z=cells, x=list(range(WEEKS)), y=list(range(len(cells))), zmin=0, zmax=len(STATES) - 1,
        colorscale=_steps(colours), showscale=False, xgap=2, ygap=2, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=[m.column for m in view.marks],
        y=[m.strip * PITCH + m.weekday for m in view.marks],
        mode="markers",
        customdata=[[m.day.isoformat(), m.text] for m in view.marks],
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker=_signs(view, colours),
        unselected={"marker": {"opacity": 0.5}},
    )
    top = view.strips * PITCH
    figure = style(
        figure,
        colours,
        top * ROW + 12,
        annotations=[_month(strip, column, name, colours) for strip, column, name in view.months],
        xaxis={"visible": False, "range": [-0.6, WEEKS - 0.4], "fixedrange": True},
        yaxis=_weekdays(view, top, colours),
    )
    figure.update_layout(dragmode="select" if drag else False, margin={"l": 2, "r": 2, "t": 2, "b": 2})
    return figure


def _steps(colours: Palette) -> list[list[Any]]:
    """One plain colour for each state, in the order of STATES."""
    shades = [colours.kept, colours.other, colours.loss, colours.expected, colours.grid, "rgba(0,0,0,0)"]
    n = len(shades) - 1
    return [[i / n, shade] for i, shade in enumerate(shades)]


def _signs(view: CalendarView, colours: Palette) -> dict[str, Any]:
    ink = {"worked": "rgba(0,0,0,0)", "off": colours.ink, "unlisted": colours.quiet, "none": "rgba(0,0,0,0)"}
    colour = [ink.get(m.state, "#1a1a1a") for m in view.marks]
    return {
        "symbol": [SYMBOLS.get(m.state, "circle") for m in view.marks],
        "size": [3 if m.state == "unlisted" else 7 for m in view.marks],
        "color": colour,
        "line": {"color": colour, "width": 1.6},
    }


def _month(strip: int, column: int, name: str, colours: Palette) -> dict[str, Any]:
    return {
        "text": name, "x": column - 0.5, "y": strip * PITCH - 1, "xref": "x", "yref": "y", "xanchor": "left",
        "yanchor": "middle", "showarrow": False, "font": {"size": 12, "color": colours.quiet},
    }  # fmt: skip


def _weekdays(view: CalendarView, top: int, colours: Palette) -> dict[str, Any]:
    ticks = [(s * PITCH + i, name) for s in range(view.strips) for i, name in view.weekdays]
    return {
        "tickmode": "array",
        "tickvals": [at for at, _ in ticks],
        "ticktext": [name for _, name in ticks],
        "tickfont": {"size": 12, "color": colours.quiet},
        "ticks": "",
        "range": [top - 1.6, -1.7],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
