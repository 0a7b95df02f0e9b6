"""The cells of a release: decided by the policy's vocabulary before any row is read, and who counts in which.

A contributor counts once in "all", and in every platform and cell of platform x role that they worked in: fully in up
to `EACH` of them, beyond that with less weight in each, so that nobody costs more than a level's budget. Leaving cells
out by chance instead moved medians as much as the noise does.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.pool.policy import OTHER, Policy
from tracker.pool.rows import ContributionRow

EACH = 2
"""Platforms, and cells of platform x role, that one contributor counts in fully: each has 1/EACH of the budget."""
WHOLE = 5
"""Parts of a contributor: the weight in a cell is counted in fifths."""
CENTS = 100
"""Rates are measured in hundredths of the currency's unit."""
MOST_RATIO = 2000
"""Kept ÷ headline in thousandths; more is clipped."""
MIDDLE = 10
"""Unpaid shares are summed in steps of 5 points, counted from 50 %: at most 10 up or down."""
LEAST_HOURS = 1
"""Weight of a row whose hours were rounded to 0."""
_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Level(StrEnum):
    ALL = "all"
    PLATFORM = "platform"
    LEAF = "platform and role"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A public combination of attributes. `name` is its part of a figure's id."""

    level: Level
    name: str
    platform: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What one contributor brings to one cell."""

    seat: int
    kept: int
    """Hundredths of the currency's unit per hour, within the policy's bounds."""
    ratio: int | None
    """Kept ÷ headline in thousandths, 0 to MOST_RATIO; None if no headline rate is known."""
    unpaid: int
    """Steps of 5 points above or below 50 %, -MIDDLE to MIDDLE."""
    ended: bool | None = None
    """At platforms: did the platform end a project within 30 days that they had started? None: started none."""
    copies: int = WHOLE
    """Weight in the cell, in parts of WHOLE: the number of times that the figures are there."""


@dataclass(frozen=True, slots=True)
class Points:
    """The contributors of every cell of the vocabulary, empty cells too."""

    cells: Mapping[Cell, tuple[Point, ...]]
    each: int = EACH
    seats: frozenset[int] = field(default=frozenset())
    rows: tuple[tuple[int, ContributionRow], ...] = field(default=(), repr=False)
    """What they were made of, and by which key: a small release counts people in another way."""
    key: bytes = field(default=b"", repr=False)

    def at(self, level: Level) -> dict[Cell, tuple[Point, ...]]:
        return {c: p for c, p in self.cells.items() if c.level is level}


def slug(text: str) -> str:
    """A word of the vocabulary as a part of an address.

    >>> slug("Scale AI"), slug("audio and image")
    ('scale-ai', 'audio-and-image')
    """
    return _NO_LETTER.sub("-", text.casefold()).strip("-") or "x"


def cells(policy: Policy) -> tuple[Cell, ...]:
    """Every cell, largest first: all, the platforms, each platform with each role."""
    platforms, roles = _slugs((*policy.platforms, OTHER)), _slugs((*policy.roles, OTHER))
    made = [Cell(Level.ALL, "all")]
    made += [Cell(Level.PLATFORM, s, p) for p, s in platforms.items()]
    made += [Cell(Level.LEAF, f"{s}.{t}", p, r) for p, s in platforms.items() for r, t in roles.items()]
    return tuple(made)


def _slugs(words: Sequence[str]) -> dict[str, str]:
    """Each word's own slug; two words that would share one are told apart by a number."""
    made: dict[str, str] = {}
    for word in words:
        name, n = slug(word), 1
        while (name if n == 1 else f"{name}-{n}") in made.values() or (name == "all" and n == 1):
            n += 1
        made[word] = name if n == 1 else f"{name}-{n}"
    return made


def complete(row: ContributionRow) -> bool:
    """Can a row be counted? Its kept rate and its unpaid share are known."""
    return row.kept is not None and row.unpaid_share is not None


def copies(count: int, each: int = EACH) -> int:
    """The weight, in parts of WHOLE, of a contributor in each of several cells of a level: the largest whole number
    whose squares sum to at most each x WHOLE², for that sum is what a contributor costs.

    >>> [copies(n) for n in (1, 2, 3, 4, 5, 6, 12, 13, 50, 51)]
    [5, 5, 4, 3, 3, 2, 2, 1, 1, 0]
    """
    return min(WHOLE, math.isqrt(each * WHOLE**2 // max(count, 1)))


def points(rows: Iterable[tuple[int, ContributionRow]], policy: Policy, key: bytes, each: int = EACH) -> Points:
    """Who counts in which cell, from one quarter's rows by seat. `key`: the secret by which rounded rates are spread.

    Every contributor is worked out from their own rows and the key alone.
    """
    own: dict[int, list[ContributionRow]] = defaultdict(list)
    listed = tuple(rows)
    for seat, row in listed:
        if complete(row):
            own[seat].append(row)
    all_cells = cells(policy)
    found: dict[tuple[str, str], list[Point]] = {(c.platform, c.role): [] for c in all_cells}
    for seat in sorted(own):
        for where, point in _places(seat, own[seat], policy, key, each):
            found[where].append(point)
    return Points({c: tuple(found[c.platform, c.role]) for c in all_cells}, each, frozenset(own), listed, key)


def _places(
    seat: int, rows: Sequence[ContributionRow], policy: Policy, key: bytes, each: int
) -> list[tuple[tuple[str, str], Point]]:
    platforms = dict.fromkeys(r.platform for r in rows)
    wide, narrow = copies(len(platforms), each), copies(len(rows), each)
    made = [(("", ""), point(seat, rows, policy, key))]
    for platform in platforms if wide else ():
        own = [r for r in rows if r.platform == platform]
        made.append(((platform, ""), replace(point(seat, own, policy, key, _ended(own)), copies=wide)))
    for row in rows if narrow else ():
        made.append(((row.platform, row.role), replace(point(seat, [row], policy, key), copies=narrow)))
    return made


def _ended(rows: Sequence[ContributionRow]) -> bool | None:
    if not any(r.started for r in rows):
        return None
    return any(r.ended_platform_30 for r in rows)


def point(seat: int, rows: Sequence[ContributionRow], policy: Policy, key: bytes, ended: bool | None = None) -> Point:
    """Rates weighted by hours. A rate that was rounded is anywhere in its step, by the key."""
    weights = [max(r.hours, LEAST_HOURS) for r in rows]
    kept = [_spread(key, seat, r, policy.bounds.rate_step) for r in rows]
    unpaid = sum(w * (r.unpaid_share or 0) for w, r in zip(weights, rows, strict=True)) / sum(weights)
    b = policy.bounds
    return Point(
        seat,
        _clip(
            sum(w * k for w, k in zip(weights, kept, strict=True)) / sum(weights), b.rate_low * CENTS, b.rate * CENTS
        ),
        _ratio(rows, weights, kept),
        _clip(unpaid / 5 - MIDDLE, -MIDDLE, MIDDLE),
        ended,
    )


def _ratio(rows: Sequence[ContributionRow], weights: Sequence[int], kept: Sequence[int]) -> int | None:
    known = [(w, k, r.headline) for w, k, r in zip(weights, kept, rows, strict=True) if r.headline]
    if not known:
        return None
    of = sum(w * h * CENTS for w, _, h in known)
    return _clip(sum(w * k for w, k, _ in known) * 1000 / of, 0, MOST_RATIO)


def _clip(value: float, low: int, high: int) -> int:
    return min(max(round(value), low), high)


def _spread(key: bytes, seat: int, row: ContributionRow, step: int) -> int:
    """The kept rate in hundredths, somewhere in the step that it was rounded to; 0 stays 0 or above."""
    words = "\x1f".join(("spread", row.quarter, str(seat), row.platform, row.role))
    drawn = hmac.new(key, words.encode(), hashlib.sha256).digest()
    part = int.from_bytes(drawn[:8]) % (step * CENTS) - step * CENTS // 2
    return max((row.kept or 0) * CENTS + part, 0)
