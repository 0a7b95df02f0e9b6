"""Noisy answers that do not contradict what is public or each other. Made of them alone: it costs no privacy."""

from __future__ import annotations

import math
from collections.abc import Sequence


def count(value: float, most: int) -> int:
    """A number of people: whole, and between none and all.

    >>> count(72.8, 60), count(-3.0, 60)
    (60, 0)
    """
    return min(max(round(value), 0), most)


def parts(values: Sequence[float], whole: int) -> list[int]:
    """The whole numbers nearest to noisy parts that sum to the whole, none below 0.

    Least squares on the simplex (Duchi et al. 2008), then largest remainders.

    >>> parts([12.4, -3.0, 8.1], 20), parts([5.0, 5.0, 5.0], 10)
    ([12, 0, 8], [4, 3, 3])
    """
    ordered = sorted(values, reverse=True)
    total, moved = 0.0, 0.0
    for i, value in enumerate(ordered, start=1):
        total += value
        if value - (total - whole) / i >= 0:
            moved = (total - whole) / i
    near = [max(v - moved, 0.0) for v in values]
    made = [math.floor(v) for v in near]
    by_rest = sorted(range(len(near)), key=lambda i: (made[i] - near[i], i))
    for i in by_rest[: whole - sum(made)]:
        made[i] += 1
    return made


def rising(values: Sequence[float]) -> list[float]:
    """The nearest values (least squares) that do not fall: pool adjacent violators.

    >>> rising([3.0, 2.0, 5.0]), rising([1.0, 2.0])
    ([2.5, 2.5, 5.0], [1.0, 2.0])
    """
    blocks: list[tuple[float, int]] = []
    for value in values:
        blocks.append((value, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (b, m), (a, n) = blocks.pop(), blocks.pop()
            blocks.append(((a * n + b * m) / (n + m), n + m))
    return [mean for mean, n in blocks for _ in range(n)]


def rising_rates(values: Sequence[float]) -> list[float]:
    """The same of rates, in logarithms; a rate of 0 is taken as a hundredth of a hundredth."""
    return [math.exp(v) for v in rising([math.log(max(v, 1e-4)) for v in values])]
