"""What goes into a prospect: the lines of a ledger, and how far is looked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]

SEEN = 104
"""Weeks of the history that serve for levels, noise and gaps; lives use every project."""
AHEAD = 52
"""Weeks that are drawn."""
YEAR = 52.0
LOOKS = (13, 52)
"""Weeks over which a sum is given."""
DRAWS = 1000
MIN_WEEKS = 13
"""Complete weeks below which there is no range: with fewer it does not hold (`bench.prospect`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One project, or the account of a platform on which tasks come without projects.

    `start`: the week it started, 0 the first of the ledger, negative before it. `end`: the first week after its end,
    None while it runs. `kept`: units kept in each of its weeks, at most the last `SEEN` of the ledger, zeros in.
    `gone`: nothing more comes from its platform. `account`: it is not a project.
    `growth`: the yearly change of the logarithm of its rate, if its role's rate moves for certain (section 11).
    `hours`: of all work in the same weeks, and `paid`: what they brought (unmatched income left out); empty if unknown.
    """

    platform: str
    start: int
    end: int | None
    kept: Array
    gone: bool = False
    account: bool = False
    project: str = ""
    growth: float = 0.0
    paid: Array = field(default_factory=lambda: np.zeros(0))
    hours: Array = field(default_factory=lambda: np.zeros(0))

    @property
    def runs(self) -> bool:
        return self.end is None and not self.gone

    def age(self, weeks: int) -> float:
        """Weeks from its start to its end, or to the end of the ledger; half a week at least."""
        return max(float((weeks if self.end is None else self.end) - self.start), 0.5)
