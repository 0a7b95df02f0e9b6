"""Quarters as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.pool.quarters import first_day, shift
from tracker.views.numbers import Reader
from tracker.views.text import _


def title(quarter: str, you: Reader) -> str:
    """A quarter with its months.

    >>> title("2026Q3", Reader.of("en-US", "USD"))
    '2026Q3 · Jul–Sep'
    """
    months, first = you.locale.months["stand-alone"]["abbreviated"], first_day(quarter).month
    return f"{quarter} · {months[first]}–{months[first + 2]}"


def span(quarters: Sequence[str]) -> str:
    """Quarters in order, as runs.

    >>> span(["2025Q4", "2026Q1", "2026Q2"]), span(["2026Q1", "2026Q2"]), span(["2025Q1", "2026Q1"]), span([])
    ('2025Q4 to 2026Q2', '2026Q1, 2026Q2', '2025Q1, 2026Q1', '')
    """
    runs: list[list[str]] = []
    for quarter in sorted(set(quarters)):
        if runs and quarter == shift(runs[-1][-1], 1):
            runs[-1].append(quarter)
        else:
            runs.append([quarter])
    return ", ".join(
        _("{first} to {last}").format(first=r[0], last=r[-1]) if len(r) > 2 else ", ".join(r) for r in runs
    )
