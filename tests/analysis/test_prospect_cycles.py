"""Weeks that come in a cycle: seasons that two years show, and pay that comes together (methods, section 14)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.test_prospect import acme, paid, played
from tracker.analysis.prospect.ahead import _in_turn, draw
from tracker.analysis.prospect.answer import Played, prospect_of
from tracker.analysis.prospect.model import SEEN, Line
from tracker.analysis.prospect.shapes import SEASON_WEIGHT, _yearly, shapes
from tracker.analysis.prospect.weeks import fit, noise


def account(weeks):
    return Line("A", 0, None, np.asarray(weeks, dtype=float) * 10_000, account=True)


def season(n, *, deep=0.6, uneven=0.3, seed=4):
    """Weeks of 400 on average, most about week 13 of each year."""
    wave = 1 + deep * np.sin(2 * np.pi * np.arange(n) / 52)
    return 400 * wave * np.exp(uneven * np.random.default_rng(seed).standard_normal(n))


# --- by hand --------------------------------------------------------------------------------------------


def test_a_week_resembles_that_of_a_year_ago_and_a_year_sums_to_nothing():
    yearly = _yearly(np.arange(156))
    assert yearly[[0, 52, 104]] == pytest.approx([1, 1, 1])
    assert yearly[:52].sum() == pytest.approx(0, abs=1e-9)
    assert yearly[26] < -0.5


def test_a_week_in_which_nothing_is_due_brings_nothing():
    """Due 4, 0, 0, 0: the noise of four weeks is in the one that pays, so that their sum varies as before."""
    due = np.tile([[4.0, 0.0, 0.0, 0.0]], (50_000, 1))
    loose = 0.2 * np.random.default_rng(1).standard_normal(due.shape)
    weeks = _in_turn(due, loose, np.full(due.shape, 0.04))
    assert (weeks[:, 1:] == 0).all()
    assert weeks.sum(axis=1).mean() == pytest.approx(4, rel=0.01)
    assert weeks.sum(axis=1).std() == pytest.approx(np.sqrt(4 * 0.04), rel=0.03)


# --- laws -----------------------------------------------------------------------------------------------


@given(st.integers(13, SEEN - 1), st.integers(0, 2**20))
def test_no_season_is_seen_in_less_than_two_years(n, seed):
    about = noise([fit(season(n, seed=seed))])
    assert about.seasonal() == 0
    assert about.weight.sum() == pytest.approx(1)


@given(st.integers(0, 2**20))
def test_what_is_believed_of_a_season_takes_from_all_other_shapes_alike(seed):
    of, two = shapes(), np.random.default_rng(seed).permutation(len(shapes().prior))[:2]
    without, having = of.believed(seasons=False), of.believed(seasons=True)
    assert having[of.season].sum() == pytest.approx(SEASON_WEIGHT)
    plain = [k for k in two if not of.season[k]]
    assert having[plain] == pytest.approx(without[plain] * (1 - SEASON_WEIGHT))


# --- against print --------------------------------------------------------------------------------------


def test_the_season_is_the_periodic_covariance_in_print():
    """exp(−2 sin²(πd/52)/ℓ²) with ℓ = 1 (Rasmussen, Williams, Gaussian Processes for Machine Learning, 4.31): between
    its mean and its top the course is the same."""
    d = np.arange(52)
    printed = np.exp(-2 * np.sin(np.pi * d / 52) ** 2)
    assert np.corrcoef(printed, _yearly(d))[0, 1] == pytest.approx(1)
    assert (printed[0] - printed[26]) / (printed[0] - printed.mean()) == pytest.approx(1 - _yearly(d)[26])


# --- what comes of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "better"), [(0, True), (26, False)])
def test_the_next_quarter_is_that_of_a_year_ago(start, better):
    """Two years that end before a good quarter, or before a bad one."""
    weeks = season(SEEN + 26)[start : start + SEEN]
    drawn = draw([account(weeks)], SEEN, 1)
    assert drawn.seasonal > 0.5
    quarter = drawn.total()[:, :13].sum(axis=1) / 13 / 10_000
    assert (np.median(quarter) > 480) if better else (np.median(quarter) < 320)


def test_weeks_without_a_season_have_none():
    assert draw([account(season(SEEN, deep=0))], SEEN, 1).seasonal < 0.2


def test_a_season_is_said_and_so_is_that_none_can_be_seen():
    def said(*lines):
        ledger = played(acme(), *paid(range(SEEN), 100), weeks=SEEN).ledger
        own = ledger.__class__(lines, ledger.weeks, {}, 0)
        return {c.code for c in prospect_of(Played(own, draw(lines, SEEN, 1))).caveats}

    assert "season_seen" in said(account(season(SEEN)))
    short = [Line("A", k, k + 26 if k < 78 else None, np.full(26, 1e6)) for k in (0, 26, 52, 78)]
    assert {"season_unseen", "season_seen"} & said(*short) == {"season_unseen"}
