"""What the weeks of a window say of their own year: where a year like them is doubtful (methods, section 6).

halves     |====== first half ======|== second half ==|      further apart than the whole range
ended      |#########:::::::::::::::|                 |      a fifth or more came from a platform that ended
together   |##########..............##########........|      good weeks follow good weeks
one week   |...............................#..........|      a fifth or more came in one week
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from tracker.analysis.earnings.annual import MIN_WEEKS, MIN_WEEKS_FOR_RANGE, annualise
from tracker.analysis.report import Annual, Week
from tracker.errors import Caveat
from tracker.say import Share, Word
from tracker.units import Money

LARGE = 0.2
"""A share of the money from which on one platform, or one week, decides the year."""
FEW_WEEKS = 4.5
"""Of few weeks, one that is so many times the mean."""
TOGETHER = 0.6
"""Correlation of each week with the one before, from which on weeks hang together strongly."""


def series_caveats(
    weeks: Sequence[Week], year: Annual, by_platform: Mapping[str, int], ended: Mapping[str, dt.date], currency: str
) -> Iterator[Caveat]:
    """What a year like these weeks would take for granted.

    Args:
        weeks: the complete weeks. by_platform: what they kept of each platform, units, unmatched income in.
        ended: of `courses.ended_platforms`.

    Caveats: `platform_ended` from 8 weeks on; from 13 `one_week` and `weeks_together`, and `halves_differ` where the
    year has a range. Source: methods, section 6.
    """
    if year.effective is None or len(weeks) < MIN_WEEKS:
        return
    yield from _ended(by_platform, ended)
    kept = [w.kept + w.unmatched for w in weeks]
    found = doubts(kept, year)
    if "halves_differ" in found:
        yield _halves_caveat(kept, currency)
    if "weeks_together" in found:
        yield _together(len(kept))
    if "one_week" in found:
        yield _one_week(weeks, kept)


def doubts(kept: Sequence[int], year: Annual) -> frozenset[str]:
    """Which of `halves_differ`, `weeks_together` and `one_week` hold of weeks, in units; none below 13 weeks."""
    if len(kept) < MIN_WEEKS_FOR_RANGE:
        return frozenset()
    found = {
        "halves_differ": _apart(kept, year),
        "weeks_together": hang_together(kept),
        "one_week": sum(kept) > 0 and max(kept) >= max(LARGE, FEW_WEEKS / len(kept)) * sum(kept),
    }
    return frozenset(code for code, holds in found.items() if holds)


def hang_together(kept: Sequence[int]) -> bool:
    """Whether each week is much like the one before.

    >>> hang_together([10, 12, 11, 10, 9, 3, 2, 3, 1, 2, 2, 3, 1]), hang_together([10, 2] * 7)
    (True, False)
    """
    y = np.asarray(kept, dtype=float)
    y = y - y.mean()
    whole = float(y @ y)
    return whole > 0 and float(y[1:] @ y[:-1]) / whole >= TOGETHER


def _ended(by_platform: Mapping[str, int], ended: Mapping[str, dt.date]) -> Iterator[Caveat]:
    whole = sum(max(units, 0) for units in by_platform.values())
    gone = sorted((p for p in ended if by_platform.get(p, 0) >= LARGE * whole > 0), key=lambda p: -by_platform[p])
    for platform in gone[:1]:
        share = Share(round(by_platform[platform] / whole, 2))
        text = (
            "{share} of what these weeks kept came from {platform}, of which nothing runs any more since {day}: a "
            "year like these weeks counts it in."
        )
        yield Caveat("platform_ended", text, len(gone), share=share, platform=Word(platform), day=ended[platform])


def _halves(kept: Sequence[int]) -> tuple[int, int]:
    """Both halves of the weeks as years, in units; a week in the middle of an odd number is in none."""
    n = len(kept) // 2
    return annualise(sum(kept[:n]), n), annualise(sum(kept[-n:]), n)


def _apart(kept: Sequence[int], year: Annual) -> bool:
    if year.low is None or year.high is None:
        return False
    first, last = _halves(kept)
    return abs(last - first) > year.high - year.low


def _halves_caveat(kept: Sequence[int], currency: str) -> Caveat:
    first, last = (Money(round(units, -4), currency) for units in _halves(kept))
    text = (
        "The first {n} of these weeks came to {first} a year, the last {n} to {last}: that is further apart than the "
        "range of the year is wide."
    )
    return Caveat("halves_differ", text, len(kept) // 2, first=first, last=last)


def _together(n: int) -> Caveat:
    text = (
        "Good weeks follow good weeks and bad ones bad ones: {n} such weeks tell less of a year than as many that "
        "differ by chance."
    )
    return Caveat("weeks_together", text, n)


def _one_week(weeks: Sequence[Week], kept: Sequence[int]) -> Caveat:
    at, whole = int(np.argmax(kept)), sum(kept)
    text = (
        "The week of {day} alone brought {share} of all {n} weeks: whether there is another such week decides the year."
    )
    share = Share(round(kept[at] / whole, 2))
    return Caveat("one_week", text, len(kept), day=weeks[at].monday, share=share)
