"""The order of groups beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.pool.compare import Group, Middle
from tracker.pool.voices import Z

MANY_GROUPS = 30
"""From this number of groups on, ranks go by shrunken medians; below, by the bad end of the interval."""


def ranked(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Groups from the best rate kept to the worst. From 30 groups on by medians drawn towards the middle of all by
    how little they are known; below, and where those are the same, by the lower end of the interval. Those without
    an end come last."""
    many = len(groups) >= MANY_GROUPS
    worth = shrunken(groups) if many else {g: g.kept.low for g in groups if g.kept is not None}

    def place(g: Group) -> tuple[bool, float, float, tuple[str, ...]]:
        value, low = worth.get(g), g.kept.low if g.kept is not None else None
        return (value is None, -(value or 0.0), -(low or 0.0), tuple(k or "" for k in g.key))

    return tuple(sorted(groups, key=place))


def shrunken(groups: Sequence[Group]) -> dict[Group, float | None]:
    """Medians drawn towards their mean (James and Stein 1961, by the interval's width): for ranking only."""
    known = [(g, *known) for g in groups if (known := _with_error(g.kept)) is not None]
    if len(known) < 2:
        return {g: m for g, m, _ in known}
    mean = sum(m for _, m, _ in known) / len(known)
    spread = sum((m - mean) ** 2 for _, m, _ in known) / (len(known) - 1)
    between = max(0.0, spread - sum(se * se for _, _, se in known) / len(known))
    return {g: mean + (m - mean) * (between / (between + se * se) if between + se * se else 0.0) for g, m, se in known}


def _with_error(m: Middle | None) -> tuple[float, float] | None:
    """A median and its standard error by the width of its interval; None without one."""
    if m is None or m.low is None or m.high is None:
        return None
    return m.median, (m.high - m.low) / (2 * Z)
