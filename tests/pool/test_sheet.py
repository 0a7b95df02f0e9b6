"""The members' sheet: what it may show, and that a hidden group cannot be worked out."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from statistics import median

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pool.test_compare import as_table, row
from tracker.pool import sheet as sheets
from tracker.pool.batches import guarded, middle_of_few, read_guards
from tracker.pool.compare import backed, comparison, read
from tracker.pool.policy import Policy
from tracker.pool.sheet import BANDS, LEVELS, build, percent, rate, read_sheet, sheet_dict, shown
from tracker.pool.simulate import Model, policy, tables
from tracker.reports.sheet import html
from tracker.views.collective.sheet import page
from tracker.views.numbers import Reader

RULES = Policy(
    pool="0" * 16, name="A", currency="USD", regions=("north", "south"), platforms=("Mercor", "Outlier", "Prolific"),
    roles=("code", "generalist"), made_on=dt.date(2026, 1, 5),
)  # fmt: skip
QUARTER = "2026Q3"


def people(*counts, **more):
    """(seat, row) pairs: so many contributors to each platform of the vocabulary."""
    names = [name for name, n in zip(RULES.platforms, counts, strict=False) for _ in range(n)]
    return [(i, row(platform=name, **more)) for i, name in enumerate(names)]


def sheet_of(rows, rules=RULES, hands=None):
    """`hands`: seat -> its batch and the size of it; else each seat is a batch alone."""
    held = hands or {seat: (i, 1) for i, (seat, _) in enumerate(rows)}
    return made_of(as_table(rows), rules, {}, {seat: held[seat] for seat, _ in rows})


def made_of(table, rules, wages, hands):
    return build(*levels(table, wages, hands), rules, QUARTER, levels(backed(table), wages, hands))


def levels(table, wages, hands):
    groups = [g for by in LEVELS for g in read(comparison(table, by, wages).to_pyarrow())]
    guards = {k: v for by in LEVELS for k, v in read_guards(guarded(table, by, wages, hands).to_pyarrow()).items()}
    return groups, guards


def platforms(sheet):
    return [c.platform for c in sheet.cells if c.platform and not c.role]


def simulated(seed, model, workers, rules=None):
    """Codes in batches of 20, dealt by chance."""
    rules = rules or policy(model, seed, RULES.made_on)
    table = next(tables(rules, (QUARTER,), workers, seed=seed, model=model))
    hands = {seat: ((seat - 1) // 20, 20) for seat in table.column("seat").unique().to_pylist()}
    return made_of(ibis.memtable(table), rules, {"world": 15.0}, hands)


def test_ten_must_remain_without_the_largest_quarter_of_a_batch():
    """Of eleven from eleven hands ten remain; of one hand's batch of 20 a quarter is five seats."""
    assert sheet_of(people(10)).cells == ()
    made = sheet_of(people(11))
    assert {c.path for c in made.cells} == {
        (), ("north",), ("north", "Mercor"), ("north", "Mercor", "code"),
    }  # fmt: skip
    assert {c.band for c in made.cells} == {"10–19"}


def test_where_one_child_is_hidden_the_smallest_other_is_too():
    assert platforms(sheet_of(people(40, 20, 9))) == ["Mercor"]
    assert platforms(sheet_of(people(40, 9, 9))) == ["Mercor"]
    assert platforms(sheet_of(people(40, 20, 12))) == ["Mercor", "Outlier", "Prolific"]
    assert platforms(sheet_of(people(40, 9))) == []


def test_under_a_hidden_parent_nothing_is_shown():
    rows = people(40, 12, 9)
    rows += [(seat + 500, replace(r, role="generalist")) for seat, r in people(0, 12)]
    paths = {c.path for c in sheet_of(rows).cells}
    assert ("north", "Mercor", "code") in paths
    assert all(p[:-1] in paths for p in paths if p)


def test_no_hidden_group_follows_from_its_siblings():
    for seed in range(8):
        model = Model(regions=2, taking_part=0.5)
        rules = policy(model, seed, RULES.made_on)
        table = ibis.memtable(next(tables(rules, (QUARTER,), 400, seed=seed, model=model)))
        groups = [g for by in LEVELS for g in read(comparison(table, by, {}).to_pyarrow())]
        held = {tuple(k for k in g.key if k): g.contributors for g in groups}
        visible = set(shown(held, 10))
        for parent in visible:
            children = [p for p in held if len(p) == len(parent) + 1 and p[:-1] == parent]
            hidden = [p for p in children if p not in visible]
            assert len(hidden) != 1 or len(children) == 1
            assert all(held[p] >= 10 for p in visible)


def test_a_policy_may_say_five():
    five = replace(RULES, smallest_cell=5)
    assert sheet_of(people(6), five).cells[0].band == "5–9"
    assert sheet_of(people(5), five).cells == ()


def one_batch(rows, size, others=()):
    """Those of a batch of so many seats; the others each a batch alone."""
    held = {seat: (0, size) for seat, _ in rows}
    return held | {seat: (1 + i, 1) for i, seat in enumerate(others)}


@pytest.mark.parametrize(("size", "from_one", "least"), [(12, 12, 13), (20, 20, 15), (20, 3, 13), (300, 300, 19)])
def test_a_cell_is_as_large_as_its_batches_ask(size, from_one, least):
    """A quarter of the batch, as far as it is in the cell, and never more than nine."""
    for n in (least - 1, least):
        rows = people(n)
        mine, others = rows[:from_one], [seat for seat, _ in rows[from_one:]]
        assert bool(sheet_of(rows, hands=one_batch(mine, size, others)).cells) == (n >= least), n


def test_each_figure_goes_by_its_own_people():
    """All of a batch of 20 know their advertised rate, and of the others nine: nine remain without a quarter of it."""
    rows = [(i, row(headline=50 if i < 14 else None)) for i in range(40)]
    hands = one_batch(rows[:5], 20, range(5, 40))
    (whole, *_) = sheet_of(rows, hands=hands).cells
    assert (whole.kept, whole.headline) == (2800, None)
    (more, *_) = sheet_of([(i, replace(r, headline=50 if i < 15 else None)) for i, r in rows], hands=hands).cells
    assert more.headline == 5000


def test_the_middle_is_that_of_three_or_four():
    """By hand: of eleven the sixth and its neighbours, of twelve the four in the middle."""
    rates = [1, 2, 3, 4, 10, 20, 60, 80, 80, 80, 80]
    (whole, *_) = sheet_of([(i, row(kept=v, headline=200)) for i, v in enumerate(rates)]).cells
    assert whole.kept == 3000
    (whole, *_) = sheet_of([(i, row(kept=v, headline=200)) for i, v in enumerate([*rates, 30])]).cells
    assert whole.kept == 3000
    assert middle_of_few(rates) == middle_of_few([*rates, 30]) == 30


@settings(deadline=None, max_examples=10)
@given(st.lists(st.integers(0, 60), min_size=11, max_size=40))
def test_the_expression_has_the_middle_of_few(rates):
    rows = [(i, row(kept=v, headline=100, unpaid_share=v)) for i, v in enumerate(rates)]
    found = read_guards(guarded(as_table(rows), (), {}, {i: (i, 1) for i in range(len(rows))}).to_pyarrow())
    guard = found[QUARTER, ()]
    assert guard.middles["kept"] == pytest.approx(middle_of_few(rates))
    assert guard.middles["of_headline"] == pytest.approx(middle_of_few(rates) / 100)
    assert guard.left["kept"] == len(rates) - 1


def test_a_sheet_of_before_is_read_and_told_as_it_was_made():
    old = sheet_dict(sheet_of(people(30)))
    del old["version"]
    text = " ".join(page(read_sheet(old), dt.date(2026, 10, 9), Reader.of(None, "USD")).notes)
    assert "The median is the middle contributor" in text
    assert "hand-out" not in text


def test_a_figure_that_too_few_know_is_left_out():
    rows = [(i, row(headline=50 if i < 9 else None, kept=20 + i)) for i in range(19)]
    whole = sheet_of(rows).cells[0]
    assert (whole.headline, whole.of_headline, whole.kept) == (None, None, 2900)
    assert (whole.kept_q1, whole.kept_q3) == (None, None)
    assert (whole.unpaid, whole.on_time, whole.ended, whole.fell) == (20, None, None, None)
    (more, *_) = sheet_of([*rows, (19, row(kept=39))]).cells
    assert (more.on_time, more.ended, more.fell) == (40, 50, 5)
    assert (more.kept_q1, more.kept_q3) == (None, None)
    (many, *_) = sheet_of([(i, row(kept=20 + i // 2)) for i in range(40)]).cells
    assert (many.kept_q1, many.kept_q3) == (2500, 3400)


@pytest.mark.parametrize(
    "value", [0.3, 7.77, 18.26, 19.99, 20.01, 33.3, 47.1, 99.9, 123.4, 299.5, 3129.0, 44_444.0, 1e6]
)
def test_rates_are_as_coarse_as_is_said(value):
    near = rate(value)
    step = max(50, 2.5 * value)
    assert abs(near - 100 * value) <= step + 1e-9
    assert len({rate(value + d * step / 100 / 10) for d in range(10)}) <= 2


def test_shares_are_as_coarse_as_is_said_and_never_all_or_none():
    assert {percent(x / 100, 29) for x in range(101)} == set(range(5, 100, 5))
    assert {percent(x / 100, 30) for x in range(101)} == set(range(5, 96))


def test_it_can_be_kept_as_text():
    made = simulated(3, Model(), 300)
    assert read_sheet(json.loads(json.dumps(sheet_dict(made)))) == made


def test_three_hundred_with_a_quarter_taking_part():
    model = Model(platforms=6, taking_part=0.25)
    found = [len(platforms(simulated(seed, model, 300))) for seed in range(10)]
    assert median(found) >= 3
    told = [replace(policy(model, seed, RULES.made_on), smallest_cell=5) for seed in range(5)]
    assert median(len(platforms(simulated(seed, model, 300, rules))) for seed, rules in enumerate(told)) >= 4


def test_the_file_holds_no_count_under_its_bands():
    model = Model(platforms=6, taking_part=0.25)
    made = simulated(1, model, 300)
    view = page(made, dt.date(2026, 10, 9), Reader.of(None, "USD"))
    bands = {name for _, name in BANDS}
    assert {line.cells[1] for line in view.lines} <= set(bands)
    held = "\n".join(" ".join(line.cells[2:]) for line in view.lines)
    assert not re.search(r"\d", re.sub(r"\$\d+\.[05]0|\d+%", "", held))


def written(rows):
    return html(page(sheet_of(rows), dt.date(2026, 10, 9), Reader.of(None, "USD")))


def test_the_same_bytes_whatever_the_count_inside_a_band_and_whatever_is_hidden():
    assert written(people(15, 12, 14)) == written(people(19, 11, 17))
    assert written(people(60, 70, 80)) == written(people(51, 99, 66))
    assert written(people(60)) == written(people(60, 0, 0))
    assert written(people(60, 9, 2)) == written(people(55, 1, 9)) == written(people(60, 12, 3)[:75])


def test_the_file_opens_without_us_and_is_marked():
    made = sheets.build([], {}, RULES, QUARTER)
    hostile = replace(made, pool="<script>alert(1)</script>", simulated=True, platforms=('"><img src=x>',))
    text = html(page(hostile, dt.date(2026, 10, 9), Reader.of("de", "EUR"))).decode()
    assert "<script" not in text
    assert "<img" not in text
    assert "Simulated: no person" in text
    assert not re.search(r"<[^>]*(src|href)=|url\(|@import|https?:", text)
    assert "Too few took part" in text


def backing(n, better):
    """So many people at 20 an hour, of whom the last are backed and keep 30."""
    filed = {"hours_by_file": 100, "money_by_file": 100, "money_by_deposit": 0}
    return [(i, row(kept=20) if i < n - better else row(kept=30, **filed)) for i in range(n)]


@pytest.mark.parametrize(
    ("better", "others", "shown_as"), [(11, 19, 3000), (10, 19, None), (11, 18, None), (30, 0, None)]
)
def test_those_with_files_are_shown_apart_where_enough_are_on_either_side(better, others, shown_as):
    cells = sheet_of(backing(better + others, better)).cells
    assert {c.kept_backed for c in cells} == {shown_as}
    text = html(page(sheet_of(backing(better + others, better)), dt.date(2026, 11, 1), Reader.of(None, "USD"))).decode()
    assert ("file or better" in text) is (shown_as is not None)
