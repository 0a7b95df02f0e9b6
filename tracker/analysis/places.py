"""Places: the platform and project of rows, as positions instead of pairs of names."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

Array: TypeAlias = np.ndarray[Any, Any]


def places(rows: pd.DataFrame) -> tuple[Array, list[tuple[str, str]]]:
    """Of each row the position of its (platform, project) in the second; "" for one that is missing.

    >>> found = places(pd.DataFrame({"platform": ["Outlier", "Mercor", "Outlier"], "project": ["A", None, "A"]}))
    >>> found[0].tolist(), found[1]
    ([1, 0, 1], [('Mercor', ''), ('Outlier', 'A')])
    """
    (platform, platforms), (project, projects) = _codes(rows["platform"]), _codes(rows["project"])
    found, at = np.unique(platform * len(projects) + project, return_inverse=True)
    names = [(platforms[a], projects[b]) for a, b in (divmod(n, len(projects)) for n in found.tolist())]
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank[at], [names[n] for n in order]


def _codes(names: pd.Series) -> tuple[Array, list[str]]:
    codes, known = pd.factorize(names)
    return codes + 1, ["", *(str(name) for name in known)]


def project_of(rows: pd.DataFrame, projects: pd.DataFrame) -> Array:
    """Of each row the position of its project in the frame of projects, -1 if it is of none of them."""
    at, names = places(rows)
    known = {pair: n for n, pair in enumerate(zip(projects["platform"], projects["project"], strict=True))}
    found: Array = np.array([known.get(name, -1) for name in names], dtype=np.int64)[at]
    return found


def told(projects: pd.DataFrame, column: str, at: Array) -> Any:
    """A column of projects at these positions, missing at -1."""
    return projects[column].array.take(at, allow_fill=True)
