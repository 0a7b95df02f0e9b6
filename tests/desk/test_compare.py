"""Comparing, the members' sheet and simulated pools, as a keeper meets them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.desk.conftest import PASSPHRASE, clock
from tracker.desk import compare as desk
from tracker.desk import pools
from tracker.errors import DamagedPool, InputError, NotFound, Refused
from tracker.pool import simulate as simulation
from tracker.pool.sheet import CORRECTED_FROM
from tracker.pool.simulate import Model


@pytest.fixture
def simulated(home):
    made, _ = desk.simulate(home / "pool", workers=150, quarters=2, seed=3, clock=clock)
    return made.collective


def test_a_simulated_pool_is_whole_and_marked(home):
    made, rows = desk.simulate(home / "pool", workers=40, quarters=3, clock=clock)
    c = pools.open_pool(made.collective.folder, clock=clock)
    assert c.policy.simulated
    assert json.loads((c.folder / "policy.json").read_bytes())["simulated"] is True
    assert c.facts().num_rows == rows
    assert (c.quarters(), len(c.seats())) == (("2026Q1", "2026Q2", "2026Q3"), 40)
    assert c.check_up() == ((), ())
    with pytest.raises(Refused):
        desk.simulate(home / "pool", workers=1, quarters=1, clock=clock)
    with pytest.raises(InputError):
        desk.simulate(home / "other", workers=0, quarters=1, clock=clock)


def test_two_simulated_pools_of_one_seed_are_two_pools_that_open_without_a_passphrase(home, monkeypatch):
    monkeypatch.delenv(pools.PASSPHRASE_VARIABLE, raising=False)
    one, two = (desk.simulate(home / n, workers=30, quarters=1, clock=clock)[0].collective for n in ("one", "two"))
    assert one.policy.pool != two.policy.pool
    rows = [sorted(map(str, c.facts().to_pylist())) for c in (one, two)]
    assert rows[0] == rows[1]
    again = pools.open_pool(two.folder, clock=clock)
    assert (again.locked, again.has_keys()) == (False, True)
    assert again.unlock().fingerprint == again.invitation().publisher
    assert again.check_up() == ((), ())


def test_a_pool_that_only_says_it_is_simulated_keeps_its_keys(home):
    policy = simulation.policy(Model(), 1, clock().date())
    made = pools.make(home / "pool", policy, PASSPHRASE, clock=clock)
    assert pools.open_pool(made.collective.folder, clock=clock).locked


def test_groups_of_the_last_quarter_with_their_change(simulated):
    found = desk.compare(simulated).groups
    assert {g.quarter for g in found} == {"2026Q3"}
    assert len(found) == 8
    assert any(g.change for g in found)
    assert len(desk.compare(simulated, by="role").groups) == 12
    assert len(desk.compare(simulated, by="cell").groups) > 12
    (whole,) = desk.compare(simulated, by="all").groups
    assert whole.contributors == 150
    assert not any(g.change for g in desk.compare(simulated, "2026Q2").groups)
    asked = desk.compare(simulated, shares_from=10)
    assert {h.figure for h in asked.heavy} <= {"ended", "on_time"}
    assert all(h.part > 0.2 for h in asked.heavy)


def test_what_is_no_quarter_and_what_has_no_rows(simulated):
    with pytest.raises(InputError):
        desk.compare(simulated, "2026-07")
    with pytest.raises(NotFound, match="2020Q1"):
        desk.sheet(simulated, "2020Q1")


def test_a_sheet_stays_until_ten_have_changed(simulated):
    first = desk.sheet(simulated)
    data = desk.sheet_html(first)
    seats = [s.seat for s in simulated.seats()]
    for n, seat in enumerate(seats[: CORRECTED_FROM - 1], start=1):
        simulated.remove(seat)
        shown = desk.sheet(simulated)
        assert (shown.sheet, shown.waiting) == (first.sheet, n)
        assert desk.sheet_html(shown) == data
    simulated.remove(seats[CORRECTED_FROM - 1])
    later = desk.sheet(simulated)
    assert (later.waiting, len(later.seats)) == (0, 150 - CORRECTED_FROM)
    assert later.sheet != first.sheet
    assert desk.sheet(simulated) == later


def test_a_sheet_is_of_the_rows_that_are_there_when_it_is_kept(simulated):
    from tracker.vault import sheets

    seat = simulated.seats()[0].seat
    made = []

    def build():
        made.append(desk._build(simulated, "2026Q3"))
        simulated.remove(seat)  # in another window, while it is made
        return made[-1]

    shown = sheets.settled(simulated.pool, "2026Q3", simulated.today(), build)
    assert (len(made), shown.sheet) == (2, made[1])
    assert len(shown.seats) == 149
    assert desk.sheet(simulated) == shown


def test_of_a_seat_that_was_erased_the_kept_sheet_says_nothing(simulated):
    first = desk.sheet(simulated)
    simulated.remove(7)
    kept = json.loads((simulated.folder / "sheets" / "2026Q3.json").read_bytes())
    assert (set(first.seats) - set(kept["seats"]), kept["gone"]) == ({"7"}, 1)
    assert desk.sheet(simulated).waiting == 1
    (simulated.folder / "sheets" / "2026Q3.json").write_text("{}")
    simulated.remove(8)  # a sheet that is damaged is in the way of nothing


def test_a_kept_sheet_goes_with_the_rows_that_it_was_made_of(simulated):
    desk.sheet(simulated, "2026Q2")
    desk.sheet(simulated)
    simulated.clock = lambda: dt.datetime(2028, 8, 1, tzinfo=dt.UTC)
    assert simulated.prune() == ("2026Q2",)
    assert [p.name for p in (simulated.folder / "sheets").iterdir()] == ["2026Q3.json"]
    assert simulated.prune() == ()


def test_a_kept_sheet_that_outlived_its_rows_is_found_and_goes(simulated):
    desk.sheet(simulated, "2026Q2")
    simulated.clock = lambda: dt.datetime(2028, 8, 1, tzinfo=dt.UTC)
    whole = (simulated.folder / "sheets" / "2026Q2.json").read_bytes()
    simulated.prune()
    (simulated.folder / "sheets" / "2026Q2.json").write_bytes(whole)  # as a stop in the middle leaves it
    assert [f.code for f in simulated.check_up()[0]] == ["old_rows"]
    assert simulated.prune() == ("2026Q2",)
    assert simulated.check_up() == ((), ())


def test_a_sheet_is_of_a_quarter_that_is_over(simulated):
    simulated.clock = lambda: dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
    with pytest.raises(Refused, match="not over"):
        desk.sheet(simulated, "2026Q3")


def test_a_sheet_that_was_changed_is_said(simulated):
    desk.sheet(simulated)
    (simulated.folder / "sheets" / "2026Q3.json").write_text("{}")
    with pytest.raises(DamagedPool):
        desk.sheet(simulated)
