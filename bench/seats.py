"""Seats of one hand-out against the members' sheet: how often k of them read another member's rate within 5 %.

The reader holds k seats in a cell that is as small as the rule allows, all in one batch of 20, knows how rates are
spread and how many others are in the cell, places the seats' rates as well as it can and guesses best. Where to place
them and what to guess is learnt on other draws than those that it is judged on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tracker.pool import sheet
from tracker.pool.batches import in_one_hand
from tracker.pool.seats import MOST_IN_BATCH

MEDIAN, SPREAD, SMALLEST = 21.0, 0.45, 10
MOST = 150
NEAR = 0.05
RATES = np.arange(1, MOST + 1)
INSIDE = np.abs(RATES[:, None] - RATES[None, :]) <= NEAR * RATES[None, :] + 1e-9
"""Which guess (row) hits which rate (column)."""
SHOWN = np.array([sheet.rate(x / 12) for x in range(12 * MOST + 1)])
"""What the sheet says of a middle, by twelfths of a unit: middles are halves, thirds or fourths of whole units."""
SEED = 21

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Read:
    """Hits of the reader, and of the same under the rule of before: ten people in all, and the median."""

    k: int
    people: int
    rate: float
    before: float


def drawn(random: np.random.Generator, draws: int, people: int) -> Ints:
    """Whole-unit rates of the others in the cell; the first is the victim's."""
    made = MEDIAN * np.exp(SPREAD * random.standard_normal((draws, people)))
    return np.clip(np.rint(made), 1, MOST).astype(np.int64)


def blind(draws: int) -> float:
    """Hits of the best guess without a sheet."""
    learn, judge = drawn(np.random.default_rng(SEED), 2 * draws, 1).reshape(2, draws)
    best = int(np.argmax(INSIDE @ np.bincount(learn, minlength=MOST + 1)[1:]))
    return float(INSIDE[best][judge - 1].mean())


def places(k: int) -> Iterator[tuple[int, ...]]:
    """Where seats may be put: some below everybody, some above, the rest about a rate in the middle, together or
    apart."""
    for low, high in product(range(k + 1), repeat=2):
        rest = k - low - high
        if rest < 0 or abs(low - high) > 2:
            continue
        for centre, step in product((17, 19, 21, 24), (0, 2)) if rest else ((0, 0),):
            apart = tuple(centre + step * (i - rest // 2) for i in range(rest))
            yield (1,) * low + apart + (MOST,) * high


def said(others: Ints, seats: tuple[int, ...], few: bool) -> Ints:
    """What the sheet says of each cell."""
    own = np.broadcast_to(np.array(seats, np.int64), (len(others), len(seats)))
    held = np.sort(np.concatenate([others, own], axis=1), axis=1)
    n = held.shape[1]
    first, last = ((n - 1) // 2 - 1, n // 2 + 2) if few else ((n - 1) // 2, n // 2 + 1)
    middle = held[:, first:last]
    return np.asarray(SHOWN[middle.sum(axis=1) * 12 // middle.shape[1]])


def hits(learn: Ints, judge: Ints, seats: tuple[int, ...], few: bool) -> float:
    """The best guess for each thing that the sheet may say, learnt on some draws and judged on others."""
    values, at = np.unique(said(learn, seats, few), return_inverse=True)
    table = np.zeros((len(values), MOST))
    np.add.at(table, (at, learn[:, 0] - 1), 1.0)
    guess = np.argmax(table @ INSIDE.T, axis=1)
    shown = said(judge, seats, few)
    found = np.clip(np.searchsorted(values, shown), 0, len(values) - 1)
    return float(INSIDE[guess[found], judge[:, 0] - 1].mean())


def reads(k: int, people: int, draws: int, *, few: bool) -> float:
    """The reader's hits where `people` others are in the cell."""
    random = np.random.default_rng([SEED, k, people])
    try_, other, learn, judge = (drawn(random, n, people) for n in (draws // 4, draws // 4, draws, draws))
    best = max(places(k), key=lambda seats: hits(try_, other, seats, few))
    return hits(learn, judge, best, few)


def people_in(k: int) -> int:
    """The fewest in a cell that is shown where k are of one batch."""
    return SMALLEST + min(k, in_one_hand(MOST_IN_BATCH))


def lines(draws: int) -> Iterator[Read]:
    for k in range(1, 10):
        people = people_in(k)
        yield Read(k, people, reads(k, people - k, draws, few=True), reads(k, SMALLEST - k, draws, few=False))
