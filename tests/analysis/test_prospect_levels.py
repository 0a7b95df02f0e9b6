"""What projects pay: a centre for each platform, by hand, by law and against the normal law itself (methods, 14)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.levels import APART, AS_ONE, GRID, SPREAD, _usual, centre_of
from tracker.analysis.prospect.model import Line

DRAWS = 4000


def drawn(logs, loose, platforms, seed=1, draws=DRAWS):
    level, var = np.array(logs, dtype=float), np.array(loose, dtype=float)
    own, own_loose = (np.repeat(x[:, None], draws, axis=1) for x in (level, var))
    return centre_of(level, var, own, own_loose, SPREAD, np.random.default_rng(seed), platforms)


# --- by hand --------------------------------------------------------------------------------------------


def test_each_platform_has_the_centre_of_its_own_projects():
    """Five projects of 100 a week on A, five of 400 on B, all known to a tenth."""
    found = drawn(np.log([100] * 5 + [400] * 5), [0.01] * 10, ["A"] * 5 + ["B"] * 5)
    a, b = (np.median(np.exp(found.on(p).middle)) for p in ("A", "B"))
    assert (a, b) == (pytest.approx(100, rel=0.05), pytest.approx(400, rel=0.05))
    assert found.spread.mean() < 0.2 < found.between.mean()


def test_platforms_that_pay_alike_are_one():
    found = drawn(np.log([200] * 12), [0.01] * 12, ["A", "B"] * 6)
    assert (found.between == 0).mean() > 0.7
    assert np.quantile(np.abs(found.apart["A"]), 0.95) < 0.15


def test_a_new_platform_may_be_any():
    found = drawn(np.log([100] * 5 + [400] * 5), [0.01] * 10, ["A"] * 5 + ["B"] * 5)
    assert found.on("C").spread == pytest.approx(np.hypot(found.spread, found.between))
    assert np.median(np.exp(found.on(None).middle)) == pytest.approx(200, rel=0.15)


def line(level, *, platform, start, end, seed, gone=False):
    weeks = level * 10_000 * np.random.default_rng(seed).uniform(0.8, 1.2, 8)
    return Line(platform, start, end, weeks, gone=gone)


def test_a_platform_that_has_gone_does_not_lower_what_comes():
    """Four projects of 50 a week on one that has gone: what comes on the other, of 400, hardly moves."""
    mine = [line(400, platform="A", start=8 * k, end=8 * k + 8 if k < 3 else None, seed=k) for k in range(4)]
    gone = [line(50, platform="B", start=2 * k, end=2 * k + 8, seed=9 + k, gone=True) for k in range(4)]
    alone, beside = (np.median(draw(x, 32, 1).total().sum(axis=1)) for x in (mine, [*mine, *gone]))
    assert beside > 0.85 * alone


# --- laws -----------------------------------------------------------------------------------------------

LOGS = st.lists(st.floats(-3, 8), min_size=1, max_size=8)


@given(LOGS)
def test_one_platform_is_as_if_it_had_no_name(logs):
    loose = [0.05] * len(logs)
    named, bare = (drawn(logs, loose, p, draws=50) for p in (["A"] * len(logs), ()))
    assert named.middle == pytest.approx(bare.middle)
    assert named.on("A").spread == pytest.approx(bare.on("A").spread)
    assert named.apart == {}


@given(LOGS, st.lists(st.sampled_from("ABC"), min_size=8, max_size=8), st.floats(-3, 3))
def test_all_pay_more_by_one_factor(logs, names, more):
    loose, platforms = [0.05] * len(logs), names[: len(logs)]
    one, other = (drawn([x + up for x in logs], loose, platforms, draws=50) for up in (0.0, more))
    for p in set(platforms):
        assert other.on(p).middle == pytest.approx(one.on(p).middle + more, abs=1e-6)
        assert other.on(p).spread == pytest.approx(one.on(p).spread)


# --- against the law itself -----------------------------------------------------------------------------


def test_the_spreads_are_those_of_the_normal_law():
    """Weights of every pair of spreads from the density of all levels at once, m integrated out by a wide prior."""
    logs, loose, names = np.array([5.0, 5.3, 6.1, 6.4, 5.9]), np.array([0.02, 0.1, 0.05, 0.02, 0.3]), list("AABBC")
    same = (np.array(names)[:, None] == np.array(names)[None, :]).astype(float)
    weight = np.array(
        [
            [
                usual * prior * multivariate_normal.pdf(logs, np.zeros(5), np.diag(loose + t**2) + w**2 * same + 1e6)
                for w, prior in zip(APART, [AS_ONE, *[(1 - AS_ONE) / 4] * 4], strict=True)
            ]
            for t, usual in zip(GRID, _usual(SPREAD), strict=True)
        ]
    )
    weight /= weight.sum()
    found = drawn(logs, loose, names, draws=100_000)
    assert [(found.between == w).mean() for w in APART] == pytest.approx(weight.sum(axis=0), abs=0.01)
    assert found.spread.mean() == pytest.approx(float(weight.sum(axis=1) @ GRID), abs=0.01)


def test_the_centres_are_those_of_the_normal_law():
    """With both spreads as good as known, mean and covariance of the centres are those of the posterior: precision
    of each platform 1/ω² and its projects', m as flat as can be."""
    logs, loose, names = np.array([5.0, 5.3, 6.1, 6.4, 5.9]), np.array([0.02, 0.1, 0.05, 0.02, 0.3]), list("AABBC")
    found = drawn(logs, loose, names, draws=400_000)
    t, w = GRID[20], APART[3]
    at = (found.spread == t) & (found.between == w)
    cov = 1e6 * np.ones((3, 3)) + w**2 * np.eye(3)
    design = (np.array(names)[:, None] == np.array(list("ABC"))[None, :]).astype(float)
    inside = design @ cov @ design.T + np.diag(loose + t**2)
    gain = cov @ design.T @ np.linalg.inv(inside)
    mean, left = gain @ logs, cov - gain @ design @ cov
    made = np.stack([found.on(p).middle[at] for p in "ABC"])
    assert at.sum() > 2000
    assert made.mean(axis=1) == pytest.approx(mean, abs=0.04)
    assert np.cov(made) == pytest.approx(left, abs=0.04)
