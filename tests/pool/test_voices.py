"""One voice a person: bounds and intervals of shares, whatever the voices say."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tracker.pool.voices import interval, invented, of_own, of_people, wilson

VOICES = st.lists(st.integers(0, 20).map(lambda x: x / 20), min_size=2, max_size=120)


def share(own):
    held, n = sorted(own), len(own)
    g = math.ceil(n / 20)
    return of_own(n, sum(held) / n, sum(held[: n - g]), sum(held[g:]), (held[0], held[-1]))


@given(VOICES)
def test_the_interval_is_around_the_share_and_wider_than_wilsons(own):
    found = share(own)
    low, high = wilson(found.value, found.n)
    assert 0 <= found.low <= found.value + 1e-9 <= found.high + 2e-9 <= 1 + 2e-9
    assert found.low <= low + 1e-9
    assert found.high >= high - 1e-9


@given(VOICES, st.data())
def test_one_who_is_left_out_moves_it_by_no_more_than_is_said(own, data):
    found = share(own)
    i = data.draw(st.integers(0, len(own) - 1))
    rest = own[:i] + own[i + 1 :]
    assert abs(sum(rest) / len(rest) - found.value) <= found.moved + 1e-9
    assert found.moved <= 1 / (found.n - 1) + 1e-9


@given(VOICES, st.integers(1, 3), st.sampled_from([0.0, 1.0]))
def test_liars_move_it_by_no_more_than_their_part(own, k, lie):
    before, after = share(own), share([*own, *[lie] * k])
    assert abs(before.value - after.value) <= k / after.n + 1e-9


@given(VOICES, st.sampled_from([0.0, 1.0]))
def test_the_interval_holds_the_others_where_one_in_twenty_invents(own, lie):
    """The share of those who are honest, also with as many liars as the interval allows for."""
    honest = sum(own) / len(own)
    k = next(k for k in range(20, -1, -1) if k <= invented(len(own) + k))
    after = share([*own, *[lie] * k])
    assert after.low - 1e-9 <= honest <= after.high + 1e-9


@given(st.integers(1, 200), st.data())
def test_people_are_voices_that_say_all_or_nothing(n, data):
    part = data.draw(st.integers(0, n))
    found = of_people(part, n)
    own = [1.0] * part + [0.0] * (n - part)
    if n > 1:
        assert found == share(own)
    else:
        assert (found.low, found.high, found.moved) == (0.0, 1.0, None)


def test_by_hand():
    """Twenty voices, half of them 1: nineteen are left at either end, with a mean of 9/19 and of 10/19."""
    assert interval(20, 9.0, 10.0) == (wilson(9 / 19, 19)[0], wilson(10 / 19, 19)[1])
    assert [round(x, 3) for x in interval(20, 9.0, 10.0)] == [0.301, 0.699]
