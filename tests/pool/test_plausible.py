"""What keepers are told to look at: by hand, and that it is quiet in an honest pool."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.liars import BAD, liar
from tests.pool.made import POLICY, row
from tracker.pool.plausible import FAR, MANY_CELLS, Odd, Remark, remarks
from tracker.pool.simulate import Model, contributions, policy, quarters_until


def test_rows_at_a_bound_are_named_once_a_field():
    rows = [(7, row(started=20)), (7, row(role="generalist", started=20, hours=800)), (8, row())]
    assert remarks(rows, POLICY, "2026Q3") == (
        Remark(Odd.BOUND, 7, "2026Q3", "hours", 800), Remark(Odd.BOUND, 7, "2026Q3", "started", 20),
    )  # fmt: skip


def test_a_rate_far_from_ones_own_before():
    rows = [(7, row(quarter=q, kept=20)) for q in ("2026Q1", "2026Q2")]
    (far,) = remarks([*rows, (7, row(kept=41))], POLICY, "2026Q3")
    assert (far.kind, far.value, far.before) == (Odd.FAR, 41, 20)
    assert remarks([*rows, (7, row(kept=40))], POLICY, "2026Q3") == ()
    assert remarks([*rows, (7, row(kept=10))], POLICY, "2026Q3") == ()
    assert [r.kind for r in remarks([*rows, (7, row(kept=9))], POLICY, "2026Q3")] == [Odd.FAR]
    assert remarks([(7, row(kept=99))], POLICY, "2026Q3") == ()
    assert remarks([*rows, (7, row(kept=None))], POLICY, "2026Q3") == ()


def test_a_liar_stands_out_and_honest_people_hardly_ever():
    model = Model()
    rules = policy(model, 1, dt.date(2026, 1, 5))
    honest = [
        (seat, r) for seat, own in contributions(rules, quarters_until("2026Q1", 2), 300, seed=2, model=model)
        for r in own
    ]  # fmt: skip
    found = remarks([*honest, *((999, r) for r in liar(BAD))], rules, "2026Q1")
    assert {r.kind for r in found if r.seat == 999} == {Odd.BOUND, Odd.MANY}
    assert len({r.seat for r in found if r.seat != 999}) <= 0.05 * 300


@pytest.mark.parametrize("bound", [MANY_CELLS, FAR])
def test_an_empty_pool_has_nothing_odd(bound):
    assert bound > 0
    assert remarks([], POLICY, "2026Q3") == ()
