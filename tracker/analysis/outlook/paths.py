"""What is read off the draws of coming weeks: the ends of a fan, and when savings are used up."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

ENDS = (0.1, 0.5, 0.9)


def ends(drawn: Array) -> Array:
    """The 10, 50 and 90 % of each column, in whole units: (3, columns)."""
    found: Array = np.rint(np.quantile(drawn, ENDS, axis=0)).astype("int64")
    return found


def lagged(drawn: Array, weeks: int) -> Array:
    """The same money a number of weeks later; what comes after the last week is left out."""
    weeks = min(max(weeks, 0), drawn.shape[1])
    return np.concatenate([np.zeros((len(drawn), weeks)), drawn[:, : drawn.shape[1] - weeks]], axis=1)


def weeks_until_empty(savings: float, cost: float, cash: Array) -> Array:
    """Weeks until savings end in each draw, parts of a week in; infinite where they outlast the weeks drawn.

    Args:
        savings: units; cost: units a week; cash: what comes in, (draws, weeks) of units.

    >>> weeks_until_empty(25.0, 10.0, np.zeros((1, 4))).tolist()
    [2.5]
    """
    balance = savings + np.cumsum(cash - cost, axis=1)
    before = np.concatenate([np.full((len(cash), 1), savings), balance[:, :-1]], axis=1)
    empty = balance < 0
    at = empty.argmax(axis=1)
    rows = np.arange(len(cash))
    had, left = before[rows, at], balance[rows, at]
    lost = np.where(empty[rows, at], had - left, 1.0)
    weeks: Array = np.where(empty.any(axis=1), at + np.maximum(had, 0) / lost, np.inf)
    return weeks


def middle(weeks: Array, share: float) -> float | None:
    """The week by which this share of the draws has ended; None if that is beyond all weeks drawn."""
    at = float(np.quantile(weeks, share, method="lower"))
    return at if np.isfinite(at) else None
