"""Simulated collectives: the shares, the spread and the seed are what the documentation says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tracker.pool import simulate
from tracker.pool.checks import rows_problem
from tracker.pool.invitation import check_policy
from tracker.pool.policy import Bounds
from tracker.pool.simulate import Model, contributions, policy, quarters_until, tables
from tracker.vault import facts

MODEL = Model()
RULES = policy(MODEL, 1, dt.date(2026, 10, 1))
QUARTERS = quarters_until("2026Q3", 2)


def frame(workers=20_000, seed=5, model=MODEL, rules=RULES):
    return next(tables(rules, ("2026Q3",), workers, seed=seed, model=model)).to_pandas()


def test_the_policy_can_be_one_and_says_that_it_is_simulated():
    check_policy(RULES)
    assert policy(MODEL, 1, dt.date(2026, 10, 1), simulated=False).simulated
    assert (len(RULES.platforms), len(RULES.roles)) == (8, 12)
    assert policy(MODEL, 2, RULES.made_on).pool != RULES.pool


def test_the_same_seed_gives_the_same_rows_and_another_one_others():
    one, two, other = (list(contributions(RULES, QUARTERS, 50, seed=s, model=MODEL)) for s in (5, 5, 6))
    assert one == two
    assert one != other


@pytest.mark.parametrize(
    "rules",
    [
        RULES,
        replace(RULES, bounds=Bounds(hours=100, rate=40, rate_low=5, projects=1)),
        replace(RULES, bounds=Bounds(rate=3000)),
    ],
)
def test_every_row_is_one_that_the_policy_allows(rules):
    for _, rows in contributions(rules, QUARTERS, 800, seed=9, model=MODEL):
        assert rows_problem(rows, rules) is None


def test_the_columns_are_those_of_the_facts():
    assert next(tables(RULES, QUARTERS, 10, seed=1, model=MODEL)).schema == facts.schema()


def test_shares_fall_as_zipf_says_and_a_worker_has_one_and_four_tenths_cells():
    rows = frame()
    assert len(rows) / rows.seat.nunique() == pytest.approx(1.4, abs=0.02)
    for column, words in (("platform", RULES.platforms), ("role", RULES.roles)):
        seen = rows[column].value_counts(normalize=True).reindex(words)
        assert np.abs(seen.to_numpy() - simulate.zipf(len(words))).max() < 0.02
    assert not rows.duplicated(["seat", "platform", "role"]).any()


def test_rates_are_log_normal_in_a_cell_with_the_spread_that_is_said():
    rows = frame(60_000)
    one = rows[(rows.platform == "Larkspur") & (rows.role == "generalist")].kept.dropna()
    assert np.log(one).std() == pytest.approx(MODEL.spread, abs=0.02)
    assert one.median() == pytest.approx(MODEL.median, abs=1)


def test_a_share_takes_part_and_regions_are_one_a_person():
    model = Model(taking_part=0.25, regions=3, platforms=6)
    rows = frame(4_000, model=model, rules=policy(model, 1, RULES.made_on))
    assert rows.seat.nunique() / 4_000 == pytest.approx(0.25, abs=0.03)
    assert rows.groupby("seat").region.nunique().max() == 1
    assert (rows.region.nunique(), rows.platform.nunique()) == (3, 6)
