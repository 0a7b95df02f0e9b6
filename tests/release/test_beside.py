"""Releases beside each other: nothing is called a change that the noise explains, and what is more is called so."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.release.test_page import EVERYBODY, PLATFORM, record
from tracker.cli.plain import Terminal
from tracker.errors import InputError
from tracker.release.beside import DOUBT, beside
from tracker.release.figures import CONTRIBUTORS, KEPT, ON_TIME, Figure, Published, Suppressed
from tracker.release.gates import Interval
from tracker.views.explore import beside as views
from tracker.views.explore import overview

NOW = record(quarter="2026Q3", number=2, pool="a")
BEFORE = record(quarter="2026Q2", number=1, pool="a")


def figure(statistic, value, reach, cell=EVERYBODY):
    return Figure(
        f"x/{cell.name}/{statistic}", cell, statistic, Published(value, Interval(value - reach, value + reach))
    )


def compared(before, now, first=BEFORE, second=NOW):
    return beside((first, before), (second, now))


def test_a_share_by_hand():
    """Reaches of 10 points are 14.1 together; one figure alone is held to .84 of that: 11.9 points."""
    for by, named in ((0.118, False), (0.120, True), (-0.118, False), (-0.120, True)):
        (d,) = compared([figure(ON_TIME, 0.5, 0.1)], [figure(ON_TIME, 0.5 + by, 0.1)]).differences
        assert (d.named, d.by) == (named, pytest.approx(by)), by


def test_rates_are_compared_as_parts_and_by_logarithms():
    (d,) = compared([figure(KEPT, 20.0, 2.0)], [figure(KEPT, 30.0, 3.0)]).differences
    assert (d.by, d.named) == (pytest.approx(0.5), True)
    (d,) = compared([figure(KEPT, 0.0, 0.0)], [figure(KEPT, 1.0, 0.5)]).differences
    assert (d.by, d.named) == (None, True)  # no part of nothing; the intervals do not meet


def test_an_end_that_is_cut_at_what_is_possible_does_not_make_the_noise_smaller():
    cut = Figure("x", EVERYBODY, ON_TIME, Published(0.95, Interval(0.75, 1.0)))
    (d,) = compared([figure(ON_TIME, 0.8, 0.02)], [cut]).differences
    assert not d.named


def test_only_what_both_publish_is_compared():
    hidden = Figure("x", PLATFORM, KEPT, Suppressed())
    found = compared(
        [figure(CONTRIBUTORS, 60, 5), figure(KEPT, 20, 2, PLATFORM)], [figure(CONTRIBUTORS, 61, 5), hidden]
    )
    assert [d.statistic for d in found.differences] == [CONTRIBUTORS]
    assert found.alone == 1
    view = views.beside(found, Terminal.of(None, "EUR"))
    assert "No figure differs" in view.answer
    assert view.named == ()
    assert "1 figure is published by one of them only" in view.notes[-1]


def test_platforms_are_called_apart_only_beyond_the_noise():
    """Two shares with reaches of 10 points: 14.1 together, one pair is held to .84 of that, three pairs to 1.09."""
    other, third = (replace(PLATFORM, name=n, platform=n) for n in ("Zed", "Ypsilon"))
    you = Terminal.of("en-US", "EUR")
    for by, noise in ((0.118, True), (0.120, False)):
        two = [figure(ON_TIME, 0.5, 0.1, PLATFORM), figure(ON_TIME, 0.5 + by, 0.1, other)]
        said = overview.by_platform(two, ON_TIME, you).answer
        assert said.startswith("From 50% (a<b) to 6")
        assert said.endswith("The noise alone can explain the difference.") is noise
        three = overview.by_platform([*two, figure(ON_TIME, 0.55, 0.1, third)], ON_TIME, you).answer
        assert three.endswith("explain the difference.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (NOW, NOW),
        (BEFORE, replace(NOW, currency="USD")),
        (replace(BEFORE, pool="b"), NOW),
    ],
)
def test_what_cannot_be_compared_is_refused(first, second):
    with pytest.raises(InputError) as caught:
        compared([], [], first, second)
    assert caught.value.code == "not_comparable"


def test_two_collectives_of_one_quarter_stand_side_by_side():
    other = replace(NOW, pool="b", name="Others")
    found = compared([figure(ON_TIME, 0.2, 0.05)], [figure(ON_TIME, 0.9, 0.05)], other, NOW)
    assert not found.series
    view = views.beside(found, Terminal.of(None, "EUR"))
    assert view.answer == "1 of 1 figures differs by more than the noise explains."
    assert "(Others)" in view.named[0]


@pytest.mark.parametrize("statistic", [ON_TIME, KEPT])
@pytest.mark.parametrize("many", [1, 14])
def test_noise_alone_names_anything_in_one_comparison_of_ten_at_most(statistic, many):
    """Counts and shares with normal noise, medians with noise that falls off as an exponential; 4,000 comparisons, so
    that .10 would read .12 by chance in one run of 10,000 (seeded: it reads the same each time)."""
    random, runs, reach = np.random.default_rng(5), 4000, 0.06
    if statistic == ON_TIME:
        noise = 0.5 + random.normal(0, reach / 1.96, (runs, many, 2))
        low, high = noise - reach, noise + reach
    else:
        noise = 20 * np.exp(random.laplace(0, reach / math.log(20), (runs, many, 2)))
        low, high = noise * math.exp(-reach), noise * math.exp(reach)
    false = 0
    for run in range(runs):
        told = [
            [
                Figure(
                    str(i), replace(EVERYBODY, name=str(i)), statistic,
                    Published(noise[run, i, k], Interval(low[run, i, k], high[run, i, k])),
                )
                for i in range(many)
            ]
            for k in (0, 1)
        ]  # fmt: skip
        false += any(d.named for d in compared(*told).differences)
    assert false / runs <= DOUBT + 0.02
    assert false / runs >= DOUBT / 4  # and it is not deaf
