"""Small releases: the plan by hand, people by hand, and answers that do not argue."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import row
from tests.release.made import policy, rows
from tracker.errors import Refused
from tracker.release import plan, split, tidy
from tracker.release.cells import Cell, Level, points
from tracker.release.figures import (
    BELOW,
    CONTRIBUTORS,
    ENDED_30,
    ENDED_90,
    FELL,
    KEPT,
    LOST,
    LOWER,
    ON_TIME,
    RATIO,
    UNPAID_MIDDLE,
    UPPER,
    Published,
)
from tracker.release.people import people, steps
from tracker.vault import measuring, small
from tracker.vault.draws import Draws, Spent

RULES = policy()
SEATS = st.integers(1, 499)


def own(*listed, rules=RULES):
    (found,) = people([(1, replace(r, region="world")) for r in listed], rules, b"key")
    return found


# --- the plan -----------------------------------------------------------------------------------------------


def test_sixty_have_five_figures_and_a_hundred_and_fifty_have_fourteen():
    sixty = plan.plan(0.1, plan.first_part(0.1, 60), 60, RULES)
    assert set(sixty.parts) == {ON_TIME, UNPAID_MIDDLE, RATIO, LOST, FELL}
    rounded = {k: round(v, 4) for k, v in sixty.parts.items()}
    assert rounded == {ON_TIME: 0.0181, UNPAID_MIDDLE: 0.0071, RATIO: 0.0249, LOST: 0.0181, FELL: 0.0181}
    found = [plan.expected(rho, n, n, 8, wages=True).figures for n, rho in ((60, 0.2), (150, 0.1), (150, 0.2))]
    assert found == [6, 14, 15]
    assert BELOW not in plan.expected(0.1, 150, 150, 8, wages=False).parts


@given(SEATS, st.floats(1, 499), st.sampled_from([0.05, 0.1, 0.2]), st.booleans())
def test_a_plan_spends_all_and_no_more(seats, count, rho, wages):
    first = plan.first_part(rho, seats)
    found = plan.planned(rho, first, plan.to_plan_for(count, first, seats), 8, wages=wages)
    assert first + sum(found.parts.values()) == pytest.approx(rho)
    assert all(part >= 0 for part in found.parts.values())
    assert found.people <= seats
    assert (BELOW in found.parts) <= wages
    assert (plan.PEOPLE in found.parts) <= (CONTRIBUTORS in found.parts)


# --- people -------------------------------------------------------------------------------------------------


def test_a_person_by_hand():
    """Two rows: 300 h at 20 and 100 h at 40 kept; 2 of 5 and 5 of 5 payments on time; 1 of 4 projects ended."""
    one = row(hours=300, kept=20, headline=40, unpaid_share=10, due="4-6", on_time="1-3", started=3)
    two = row(role="generalist", hours=100, kept=40, headline=40, unpaid_share=30, due="4-6", on_time="4-6", started=1,
              ended_platform_30=0, ended_platform_90=0, drift="drop")  # fmt: skip
    p = own(one, two)
    assert p.kept == pytest.approx(2500, abs=50)
    assert p.ratio == pytest.approx(625, abs=15)
    assert (p.unpaid, p.on_time, p.ended_30, p.lost, p.fell, p.below) == (
        15,
        steps(0.7),
        steps(0.25),
        True,
        False,
        False,
    )


def test_one_platform_a_person_and_the_first_of_the_vocabulary_where_hours_are_the_same():
    a, b = (row(platform=p, hours=100) for p in RULES.platforms[:2])
    assert own(b, a).platform == RULES.platforms[0]
    assert own(replace(b, hours=110), a).platform == RULES.platforms[1]
    assert own(row(platform="other", hours=100), a).platform == RULES.platforms[0]


def test_who_had_nothing_due_and_started_nothing():
    p = own(row(due="0", on_time="0", started=0, ended_platform_30=0, ended_platform_90=0, drift="too_short", kept=3))
    assert (p.on_time, p.ended_30, p.ended_90, p.lost, p.fell, p.below) == (0, None, None, False, False, True)
    nobody = row(kept=None, headline=None, unpaid_share=None, region="world")
    assert people([(1, nobody)], RULES, b"key") == ()


def test_bounds_are_asserted_before_a_draw():
    listed = people([(s, r) for s, x in rows(5).items() for r in x], RULES, b"key")
    small.check(listed, RULES)
    for wrong in (
        replace(listed[0], on_time=11), replace(listed[0], unpaid=7), replace(listed[0], kept=-1),
        replace(listed[0], platform="nowhere"), listed[1],
    ):  # fmt: skip
        with pytest.raises(Refused):
            small.check((wrong, *listed[1:]), RULES)


# --- after the draw -----------------------------------------------------------------------------------------


@given(st.lists(st.floats(-50, 200), min_size=1, max_size=9), st.integers(0, 300))
def test_parts_sum_to_the_whole_and_none_is_below_nothing(values, whole):
    made = tidy.parts(values, whole)
    assert sum(made) == whole
    assert min(made) >= 0
    order = sorted(range(len(values)), key=values.__getitem__)
    assert all(made[a] <= made[b] + 1 for a, b in pairwise(order))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_rising_values_do_not_fall_and_keep_their_mean(values):
    made = tidy.rising(values)
    assert all(a <= b + 1e-9 for a, b in pairwise(made))
    assert sum(made) == pytest.approx(sum(values))
    if values == sorted(values):
        assert made == pytest.approx(values)


class Wild(Draws):
    """Answers that have nothing to do with the data: whatever noise can do."""

    def __init__(self, seed: int, first: int) -> None:
        super().__init__()
        self._random, self._first = Random(seed), first

    def counts(self, what, values, rho, reach=1.0):
        self.log.append(Spent(what, rho, 1.0))
        if len(self.log) == 1:
            return [self._first]
        return [self._random.randrange(-3000, 3000) for _ in values]

    def medians(self, what, groups, candidates, rho, each=1, alpha=0.5, *, copies=1, counted=True):
        self.log.append(Spent(what, rho, 1.0))
        return [self._random.choice(list(candidates)) for _ in groups]


@pytest.mark.parametrize("seed", range(40))
def test_numbers_do_not_argue_whatever_is_drawn(seed):
    seats = (60, 150, 300, 499)[seed % 4]
    who = points([(s, r) for s, listed in rows(30).items() for r in listed], RULES, b"key")
    made = measuring.measure(who, RULES, 0.2, Wild(seed, seats), seats=seats)
    shown = {(c.platform, s): r for (c, s), r in made.results.items() if isinstance(r, Published)}
    of_all = {s: r.value for (p, s), r in shown.items() if not p}
    people_at = [r.value for (p, s), r in shown.items() if p and s == CONTRIBUTORS]
    assert 0 <= of_all.get(CONTRIBUTORS, 0) <= seats
    assert sum(people_at) <= of_all.get(CONTRIBUTORS, 0)
    assert of_all.get(ENDED_30, 0) <= of_all.get(ENDED_90, 1)
    there = [of_all[n] for n in (LOWER, KEPT, UPPER) if n in of_all]
    assert there == sorted(there)
    for (_, statistic), r in shown.items():
        assert r.noise.low <= r.value + 1e-9, statistic
        assert r.value <= r.noise.high + 1e-9, statistic
        if statistic in (ON_TIME, LOST, FELL, BELOW, ENDED_30, ENDED_90, UNPAID_MIDDLE):
            assert 0 <= r.value <= 1
            assert round(r.value * 100) % 5 == 0


def test_what_is_not_shown_looks_the_same():
    who = points([(s, r) for s, listed in rows(30).items() for r in listed], RULES, b"key")
    made = measuring.measure(who, RULES, 0.1, Wild(1, 60), seats=60).results
    held = [r for r in made.values() if not isinstance(r, Published)]
    assert len(set(map(repr, held))) == 1
    assert Cell(Level.ALL, "all") in {c for c, _ in made}


def test_seats_under_five_hundred_are_never_a_large_release():
    """The noise may make a thousand of sixty: the seats handed out are public."""
    who = points([(s, r) for s, listed in rows(30).items() for r in listed], RULES, b"key")
    assert measuring.measure(who, RULES, 0.1, Wild(1, 1000), seats=60).split == plan.NAME


# --- and a large one ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rho", [0.01, 0.05, 0.1, 0.2])
def test_where_it_ends_a_larger_one_has_room_for_what_it_told_of_all(rho):
    """By hand at 2,500: of ρ = 0.05 a fiftieth is for the first count, a fifth of the rest for "all", and 15 % of
    that are 0.00147; the nine figures need 2,479 / 2,500² = 0.0004."""
    people = plan.large_from(rho)
    room = split.budget(rho, split.choose(people), Level.ALL, "people")
    found = plan.beside(room, people, wages=True)
    kept = {plan.KEPT, RATIO, CONTRIBUTORS}
    told = {n for n in plan.expected(rho, people - 1, people - 1, 8, wages=True).parts if not n.startswith(plan.AT)}
    assert told - kept - {plan.PEOPLE} <= {*found.parts} or rho < 0.05
    assert sum(found.parts.values()) == pytest.approx(room)
    if rho == 0.05:
        assert (people, round(room, 5)) == (2_500, 0.00147)
        assert sum(plan.beside(0.0004, people, wages=True).parts.values()) == pytest.approx(0.0004)
        assert len(plan.beside(0.0004, people, wages=True).parts) == 10


def test_the_last_small_release_tells_no_more_than_the_first_large_one():
    """The same people one below and one above where it ends: every figure of all contributors, and as many platforms'
    medians; one platform more or less is chance."""
    from bench import sizes

    (pool,) = sizes.held(plan.large_from(0.2), 1)
    few, many = sizes.told([pool], 0.2, least=10**9), sizes.told([pool], 0.2, least=0)
    assert (few.split, many.split) == (plan.NAME, "middle")
    assert {n for level, n in few.kinds if level is Level.ALL} <= {n for level, n in many.kinds if level is Level.ALL}
    assert many.figures >= few.figures
    assert many.kinds[Level.PLATFORM, CONTRIBUTORS] == 9
    assert many.kinds[Level.PLATFORM, KEPT] >= few.kinds[Level.PLATFORM, KEPT] - 1
    assert few.holds > 0.7
    assert many.holds > 0.7


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_of_a_large_one_do_not_argue_whatever_is_drawn(seed):
    who = points([(s, r) for s, listed in rows(30).items() for r in listed], RULES, b"key")
    found = measuring.measure(who, RULES, 0.2, Wild(seed, 3_000), seats=3_000).results
    of_all = {s: r for (c, s), r in found.items() if c.level is Level.ALL and isinstance(r, Published)}
    there = [of_all[n].value for n in (LOWER, KEPT, UPPER) if n in of_all]
    assert there == sorted(there)
    if ENDED_30 in of_all and ENDED_90 in of_all:
        assert of_all[ENDED_30].value <= of_all[ENDED_90].value
    for statistic, r in of_all.items():
        assert r.noise.low <= r.value + 1e-9, statistic
        assert r.value <= r.noise.high + 1e-9, statistic
