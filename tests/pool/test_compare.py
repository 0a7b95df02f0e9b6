"""The comparison: beside a slow one, and by hand in a few rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pool import naive
from tests.pool.made import row
from tracker.pool.compare import backed, comparison, read
from tracker.pool.dominance import heavy, weights
from tracker.pool.ranking import ranked, shrunken
from tracker.pool.simulate import Model, policy, quarters_until, tables
from tracker.pool.voices import Share, TooFew, wilson
from tracker.vault import engines, facts

WAGES = {"region 1": 15.0, "region 2": 18.5}


def compared(rows, by=(), wages=None, shares_from=20):
    """Groups of (seat, row) pairs."""
    return read(comparison(as_table(rows), by, wages or {}).to_pyarrow(), shares_from)


def as_table(rows):
    return ibis.memtable(pa.Table.from_pylist([{"seat": seat, **asdict(r)} for seat, r in rows], schema=facts.schema()))


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
    assert compared(rows)[-1].change.lost == TooFew(4)
    now = compared(rows, shares_from=1)[-1]
    assert (now.change.lost.n, now.change.lost.value) == (4, 0.75)
    assert now.change.median_loss == pytest.approx(0.1)
    assert now.change.value == pytest.approx(-0.1)


def test_a_quarter_left_out_is_no_quarter_before():
    rows = [(1, row(quarter="2026Q1", kept=30)), (1, row(kept=20))]
    assert [g.change for g in compared(rows)] == [None, None]


def ending(ended, started=1):
    return row(started=started, ended_platform_30=ended, ended_platform_90=ended)


def test_a_share_is_the_plain_mean_of_own_shares():
    """19 people with one project that went on, and one whose 20 projects were all ended: one in twenty, not a half."""
    rows = [(i, ending(0)) for i in range(19)] + [(99, ending(20, 20))]
    (g,) = compared(rows)
    assert (g.ended.n, g.ended.value) == (20, pytest.approx(0.05))
    assert g.ended.moved == pytest.approx(0.95 / 19)
    assert g.ended.bound == pytest.approx(0.05)
    assert (g.ended.low, g.ended.high) == (pytest.approx(0), pytest.approx(wilson(1 / 19, 19)[1]))


def test_rows_of_one_person_are_one_voice():
    rows = [(i, ending(0, 2)) for i in range(20)]
    rows += [(0, row(role="generalist", started=6, ended_platform_30=6, ended_platform_90=6))]
    (g,) = compared(rows)
    assert (g.ended.n, g.ended.value) == (20, pytest.approx(0.75 / 20))


def test_from_twenty_voices_or_from_ten_where_it_is_asked_for():
    rows = [(i, ending(i % 2)) for i in range(19)]
    (g,) = compared(rows)
    assert (g.ended, g.on_time, g.fell) == (TooFew(19), TooFew(19), TooFew(19))
    assert g.kept.median == 28
    (asked,) = compared(rows, shares_from=10)
    assert (asked.ended.n, asked.ended.bound) == (19, 1 / 19)
    (enough,) = compared([*rows, (19, ending(1))])
    assert isinstance(enough.ended, Share)


def test_quartiles_from_forty():
    rows = [(i, row(kept=i)) for i in range(40)]
    assert compared(rows[:39])[0].kept.q1 is None
    assert (compared(rows)[0].kept.q1, compared(rows)[0].kept.q3) == (9.75, 29.25)


@pytest.mark.parametrize("liars", [1, 3])
@pytest.mark.parametrize("ended", [0, 20])
def test_liars_move_a_share_by_no_more_than_their_number(liars, ended):
    model = Model()
    rules = policy(model, 1, dt.date(2026, 10, 1))
    rows = next(tables(rules, ("2026Q3",), 60, seed=5, model=model)).to_pylist()
    honest = [(r.pop("seat"), type(row())(**r)) for r in rows]
    made = [
        (1000 + i, row(quarter="2026Q3", platform="Larkspur", role=role, region="world", started=20,
                       ended_platform_30=ended, ended_platform_90=ended, due="14+", on_time="0" if ended else "14+"))
        for i in range(liars) for role in rules.roles
    ]  # fmt: skip
    (a,), (b,) = compared(honest), compared(honest + made)
    for name in ("ended", "on_time"):
        one, other = getattr(a, name), getattr(b, name)
        assert abs(one.value - other.value) <= liars / other.n + 1e-12
        assert other.low <= one.value <= other.high


def test_who_is_behind_a_share_is_told_and_hides_nothing():
    rows = [(i, row(started=1, ended_platform_30=0, ended_platform_90=0, due="1-3", on_time="1-3")) for i in range(20)]
    rows += [(99, row(started=20, ended_platform_30=20, ended_platform_90=20, due="1-3", on_time="1-3"))]
    (g,) = compared(rows)
    (one,) = heavy(weights(as_table(rows), ()).to_pyarrow(), [g])
    assert (one.figure, one.seats, one.part) == ("ended", (99,), 0.5)
    two = [(i, row(started=5 if i < 2 else 1)) for i in range(18)] + [(i, row(started=0)) for i in range(18, 40)]
    two = [(s, replace(r, ended_platform_30=0, ended_platform_90=0)) for s, r in two]
    (g,) = compared(two, shares_from=10)
    (pair,) = [h for h in heavy(weights(as_table(two), ()).to_pyarrow(), [g]) if h.figure == "ended"]
    assert (pair.seats, pair.part) == ((0, 1), pytest.approx(10 / 26))


def test_below_the_minimum_wage_of_ones_own_region():
    rows = [(1, row(kept=17)), (2, row(kept=18)), (3, row(kept=10, region="south"))]
    (g,) = compared(rows, wages={"north": 17.6}, shares_from=2)
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


FILED = {"hours_by_file": 75, "money_by_file": 50, "money_by_deposit": 25}


def test_file_or_better_has_only_rows_that_say_so():
    """One whose hours are typed, one with half of the money, one who says nothing: none of them is in it."""
    rows = [
        (1, row(kept=20, **FILED)),
        (2, row(kept=30, **FILED)),
        (3, row(kept=90, **{**FILED, "hours_by_file": 50})),
        (4, row(kept=90, **{**FILED, "money_by_deposit": 0})),
        (5, row(kept=90)),
        (1, row(kept=60, platform="Outlier")),
    ]
    (of_all,), (better,) = (
        read(t.to_pyarrow()) for t in (comparison(as_table(rows), (), {}), comparison(backed(as_table(rows)), (), {}))
    )
    assert (of_all.contributors, better.contributors, better.kept.median) == (5, 2, 25)
    assert [r.backed for _, r in rows] == [True, True, False, False, False, False]
