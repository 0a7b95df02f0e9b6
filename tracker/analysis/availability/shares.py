"""What the hours without work cost, by why there was none (methods, section 7: the bar `offered_work`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tracker.analysis.report import Report
from tracker.analysis.results.gaps import Gaps
from tracker.units import split_evenly

SHORT_DAYS = "short_days"
"""Hours on offer that no gap holds: days with some work, and breaks shorter than a gap."""


@dataclass(frozen=True, slots=True)
class GapShare:
    """One cause: its gaps, the hours lost to it, its share of the bar, and what that is a year (units, negative)."""

    cause: str
    gaps: int
    hours: float
    share: float
    contribution: int


def gap_shares(report: Report, gaps: Gaps) -> tuple[GapShare, ...]:
    """The bar `offered_work` shared among the causes of gaps by hours lost, the largest first.

    Args:
        report: with its road. gaps: of the report's complete weeks.

    Shares sum to 1 and contributions to the bar, to the unit. Empty if the road has no such loss.
    """
    bar = next((f.contribution for f in report.factors if f.name == "offered_work"), 0)
    lost = (gaps.available_hours or 0.0) - gaps.worked_hours
    if bar >= 0 or gaps.available_hours is None or lost <= 0:
        return ()
    hours: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for g in gaps.gaps:
        hours[g.cause] += g.available_hours or 0.0
        counts[g.cause] += 1
    scale = min(1.0, lost / sum(hours.values())) if sum(hours.values()) else 1.0
    hours = {cause: h * scale for cause, h in hours.items() if h * scale > 0}
    rest = lost - sum(hours.values())
    if rest > 1e-6 * lost:
        hours[SHORT_DAYS] = rest
    causes = sorted(hours, key=lambda c: (-hours[c], c))
    amounts = split_evenly(-bar, [round(hours[c] * 1_000_000) for c in causes])
    return tuple(
        GapShare(c, counts.get(c, 0), hours[c], hours[c] / lost, -amount)
        for c, amount in zip(causes, amounts, strict=True)
    )
