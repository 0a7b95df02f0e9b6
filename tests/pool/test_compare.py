"""The comparison: beside a slow one, and by hand in a few rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pool import naive
from tests.pool.made import row
from tracker.pool.compare import comparison, ranked, read, shrunken, wilson
from tracker.pool.simulate import Model, policy, quarters_until, tables
from tracker.vault import engines, facts

WAGES = {"region 1": 15.0, "region 2": 18.5}


def compared(rows, by=(), wages=None):
    """Groups of (seat, row) pairs."""
    table = pa.Table.from_pylist([{"seat": seat, **asdict(r)} for seat, r in rows], schema=facts.schema())
    return read(comparison(ibis.memtable(table), by, wages or {}).to_pyarrow())


@pytest.mark.parametrize("by", [(), ("platform",), ("region", "platform"), ("platform", "role")])
def test_the_same_figures_as_worked_out_one_by_one(tmp_path, by):
    model = Model(regions=3, taking_part=0.7)
    rules = policy(model, 1, dt.date(2026, 10, 1))
    made = list(tables(rules, quarters_until("2026Q1", 3), 150, seed=4, model=model))
    for i, table in enumerate(made):
        pq.write_table(table, tmp_path / f"{i}.parquet")
    with engines.opened(sorted(tmp_path.iterdir())) as table:
        found = engines.collected(comparison(table, by, WAGES)).to_pylist()
    expected = naive.figures(pa.concat_tables(made).to_pylist(), by, WAGES)
    assert {(r["quarter"], *(r[b] for b in by)) for r in found} == set(expected)
    for r in found:
        for name, value in expected[(r["quarter"], *(r[b] for b in by))].items():
            assert r[name] == (None if value is None else pytest.approx(float(value), abs=1e-9)), name


def test_a_contributor_counts_once_by_hours():
    (g,) = compared([(1, row(hours=300, kept=10)), (1, row(role="generalist", hours=100, kept=30)), (2, row(kept=40))])
    assert (g.contributors, g.kept.n, g.kept.median) == (2, 2, 27.5)


def test_what_nobody_knows_is_none_and_never_a_zero():
    nothing = {"kept": None, "headline": None, "unpaid_share": None, "due": "0", "on_time": "0", "started": 0,
               "ended_platform_30": 0, "ended_platform_90": 0, "notice": None, "drift": "too_short"}  # fmt: skip
    (g,) = compared([(1, row(**nothing)), (2, row(**nothing))], wages={"north": 15.0})
    assert g.contributors == 2
    assert {g.kept, g.headline, g.of_headline, g.unpaid, g.on_time, g.ended, g.fell, g.below, g.change} == {None}


def test_an_average_may_rise_while_most_lose():
    rates = [(20, 18), (20, 18), (20, 18), (20, 60), (20, None)]
    rows = [(i, row(quarter="2026Q2", kept=a)) for i, (a, _) in enumerate(rates)]
    rows += [(i, row(kept=b)) for i, (_, b) in enumerate(rates)]
    now = compared(rows)[-1]
    assert (now.change.lost.n, now.change.lost.value) == (4, 0.75)
    assert now.change.median_loss == pytest.approx(0.1)
    assert now.change.value == pytest.approx(-0.1)


def test_a_quarter_left_out_is_no_quarter_before():
    rows = [(1, row(quarter="2026Q1", kept=30)), (1, row(kept=20))]
    assert [g.change for g in compared(rows)] == [None, None]


def test_shares_are_wider_where_one_persons_projects_are_alike():
    alone = [(i, row(started=1, ended_platform_30=i % 2, ended_platform_90=i % 2)) for i in range(40)]
    alike = [(i, row(started=10, ended_platform_30=10 * (i % 2), ended_platform_90=10 * (i % 2))) for i in range(40)]
    (a,), (b,) = compared(alone), compared(alike)
    assert (a.ended.value, b.ended.value) == (0.5, 0.5)
    assert b.ended.low == pytest.approx(a.ended.low, abs=0.01)
    assert b.ended.low < wilson(0.5, 400)[0] - 0.05


def test_below_the_minimum_wage_of_ones_own_region():
    rows = [(1, row(kept=17)), (2, row(kept=18)), (3, row(kept=10, region="south"))]
    (g,) = compared(rows, wages={"north": 17.6})
    assert (g.below.n, g.below.value) == (2, 0.5)


def test_few_groups_go_by_the_bad_end_of_their_interval():
    rows = [(i, row(platform="Mercor", kept=30)) for i in range(20)]
    rows += [(100 + i, row(platform="Outlier", kept=(10, 60)[i % 2])) for i in range(20)]
    rows += [(200, row(platform="Prolific", kept=99))]
    assert [g.platform for g in ranked(compared(rows, ("platform",)))] == ["Mercor", "Outlier", "Prolific"]


def test_many_groups_that_cannot_be_told_apart_go_by_the_lower_end():
    """Intervals so wide that every median is drawn to the same place: not by the alphabet then."""
    rows = [(1000 * p + i, row(platform=f"p{p:02}", kept=5 + p % 4 + 5 * i)) for p in range(30) for i in range(12)]
    groups = ranked(compared(rows, ("platform",)))
    assert len({round(v, 6) for v in shrunken(groups).values()}) == 1
    lows = [g.kept.low for g in groups]
    assert lows == sorted(lows, reverse=True)
    assert lows[0] > lows[-1]


def test_many_groups_go_by_medians_drawn_towards_the_middle():
    rows = [(1000 * p + i, row(platform=f"p{p:02}", kept=20 + p % 5)) for p in range(30) for i in range(50)]
    rows += [(99_000 + i, row(platform="wild", kept=(1, 60)[i % 2])) for i in range(4)]
    order = [g.platform for g in ranked(compared(rows, ("platform",)))]
    assert order[0] != "wild"
    assert order[:6] == ["p04", "p09", "p14", "p19", "p24", "p29"]
