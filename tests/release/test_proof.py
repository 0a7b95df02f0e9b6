"""The privacy proof of docs/releases.md, checked on the code itself: what every query sees of one contributor.

The draws are replaced by a recorder that notes what each query was asked of and answers from a script, so that two
neighbouring collections of rows go the same way. No chance is left: nothing here can raise a false alarm.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from tests.pool.made import row
from tests.release.made import QUARTER, policy, rows
from tracker.errors import Refused
from tracker.pool.rows import ContributionRow
from tracker.release.cells import Level, Points, points
from tracker.vault import measuring
from tracker.vault.draws import Draws, Spent

RULES = policy()
RHO = 0.05
ANSWERS = {"20": 20, "60": 60, "150": 150, "300": 300, "middle": 3_000, "large": 9_000, "huge": 40_000}
"""A first count that chooses each split; the numbers are small releases of as many."""


@dataclass
class Query:
    what: str
    exact: list[int] = field(default_factory=list)
    """Of a noisy sum."""
    groups: list[Counter[int]] = field(default_factory=list)
    """Of a median."""
    rho: float = 0.0
    """What is spent at `reach`, or by `copies` in `each` groups."""
    reach: float = 0.0
    each: int = 1
    copies: int = 1


class Recorder(Draws):
    """Stands in place of `Draws`: the same answers to the same questions, whatever the data."""

    def __init__(self, split: str, seed: int) -> None:
        super().__init__()
        self.queries: list[Query] = []
        self._first, self._random = ANSWERS[split], Random(seed)

    def counts(self, what: str, values: Sequence[int], rho: float, reach: float = 1.0) -> list[int]:
        first = not self.queries
        self.queries.append(Query(what, exact=list(values), rho=rho, reach=reach))
        self.log.append(Spent(what, rho, 1.0))
        if first:
            return [self._first]
        return [100_000 if what == "all: contributors" else self._random.choice([0, 3_000, 90_000]) for _ in values]

    def medians(
        self, what: str, groups: Sequence[Sequence[int]], candidates: Sequence[int], rho: float, each: int = 1,
        alpha: float = 0.5, *, copies: int = 1, counted: bool = True,
    ) -> list[int]:  # fmt: skip
        self.queries.append(Query(what, groups=[Counter(g) for g in groups], rho=rho, each=each, copies=copies))
        self.log.append(Spent(what, rho, 1.0, counted))
        return [self._random.choice(list(candidates)) for _ in groups]


def asked(held: dict[int, tuple[ContributionRow, ...]], split: str, seed: int) -> list[Query]:
    """The queries of a release of these rows."""
    recorder = Recorder(split, seed)
    who = points([(s, r) for s, listed in held.items() for r in listed], RULES, b"key")
    measured = measuring.measure(who, RULES, RHO, recorder, seats=ANSWERS[split])
    assert measured.spent <= RHO * (1 + 1e-12)
    return recorder.queries


def cost(one: Query, other: Query) -> float:
    """ρ that the difference of one query between neighbours costs: the noise spends ρ at its reach, and with the
    square of what is moved."""
    assert (one.what, one.rho, one.reach, one.each, one.copies) == (
        other.what, other.rho, other.reach, other.each, other.copies,
    )  # fmt: skip
    if one.exact:
        moved = sum((a - b) ** 2 for a, b in zip(one.exact, other.exact, strict=True))
        return one.rho * moved / one.reach**2
    far = [sum(((a - b) + (b - a)).values()) for a, b in zip(one.groups, other.groups, strict=True)]
    return one.rho * sum(d * d for d in far) / (one.each * one.copies**2)


def somebody(cells: int, seed: int) -> tuple[ContributionRow, ...]:
    """A contributor with rows in so many cells, and figures at the ends of what is allowed."""
    random = Random(seed)
    where = [(p, r) for p in (*RULES.platforms, "other") for r in (*RULES.roles, "other")]
    return tuple(
        replace(
            row(platform=p, role=r, region="world", quarter=QUARTER),
            kept=random.choice([0, 1, 25, 299, 300]), headline=random.choice([None, 1, 40, 300]),
            unpaid_share=random.choice([0, 50, 100]), hours=10 * random.randrange(3), started=2,
            ended_platform_30=(ended := random.randrange(3)), ended_platform_90=ended, ended_completed_30=0,
            ended_completed_90=0, ended_left_30=0, ended_left_90=0, due="7-13", on_time=random.choice(["0", "7-13"]),
            drift=random.choice(["drop", "steady", "too_short"]),
        )
        for p, r in random.sample(where, cells)
    )  # fmt: skip


@pytest.mark.parametrize("split", ANSWERS)
@pytest.mark.parametrize("cells", [1, 2, 3, 4, 6, 13, 51, 100])
def test_one_contributor_costs_no_more_than_is_said(split, cells):
    others = rows(40)
    for seed in range(3):
        without = asked(others, split, seed)
        neighbour = asked({**others, 999: somebody(cells, seed)}, split, seed)
        assert len(without) == len(neighbour)
        costs = [cost(a, b) for a, b in zip(without, neighbour, strict=True)]
        assert math.fsum(costs) <= RHO * (1 + 1e-9)
        for query, paid in zip(neighbour, costs, strict=True):
            assert paid <= query.rho * (1 + 1e-9), query.what


def test_the_bound_is_reached_so_that_the_test_can_fail():
    # two cells of one platform each, with a headline: counts, medians at their full price
    others = rows(40)
    two = tuple(
        replace(row(platform=p, role="code", region="world", quarter=QUARTER), kept=25, headline=40)
        for p in RULES.platforms[:2]
    )
    paid = {
        q.what: cost(a, q) / q.rho
        for a, q in zip(asked(others, "huge", 1), asked({**others, 999: two}, "huge", 1), strict=True)
    }
    assert paid["all: contributors"] == pytest.approx(1)
    assert paid["platform: contributors"] == pytest.approx(1)
    assert paid["platform and role: contributors"] == pytest.approx(1)


def test_what_is_asked_next_depends_on_answers_alone():
    """Two collections with nobody in common, and the same answers: the same questions at the same prices."""
    one, other = rows(40, seed=1), rows(200, seed=2)
    for split in ANSWERS:
        a, b = asked(one, split, 5), asked(other, split, 5)
        assert [(q.what, q.rho, q.reach, len(q.exact), len(q.groups)) for q in a] == [
            (q.what, q.rho, q.reach, len(q.exact), len(q.groups)) for q in b
        ]


def test_the_key_is_no_part_of_the_guarantee():
    """The spread is fixed per person and rate for each key: another key gives other figures of the same person, and
    neighbours differ by that person alone under each."""
    held = [(s, r) for s, listed in rows(40).items() for r in listed]
    mine = [(999, r) for r in somebody(3, 1)]
    for key in (b"one", b"other"):
        first, again = points(held, RULES, key), points([*held, *mine], RULES, key)
        assert first.cells == {c: tuple(p for p in g if p.seat != 999) for c, g in again.cells.items()}
        assert again.cells == points([*mine, *held], RULES, key).cells


def test_nobody_stands_twice_in_one_cell():
    who = points([(s, r) for s, listed in rows(5).items() for r in listed], RULES, b"key")
    (everybody, people), *_ = who.at(Level.ALL).items()
    light = replace(people[0], copies=1)
    wrong = Points({**who.cells, everybody: (light, light, *people[1:])}, who.each, who.seats)
    with pytest.raises(Refused):
        measuring.check(wrong, RULES)
