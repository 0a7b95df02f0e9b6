"""A pool in a folder that a sync service carries between two keepers: files come late, in any order, under other
names. Nothing that either took in is lost or counted twice."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass
from random import Random

import pytest

from tests.pool.made import TODAY, Made, Member, made_pool, quick_passphrases, row
from tracker.errors import DamagedPool, PoolBusy, Refused
from tracker.vault import acts, checking, facts, folder, intake, joining, keys, releases, seating
from tracker.vault.copies import copies
from tracker.vault.folder import Pool, open_pool

NAMES = (
    "pool (Ada's conflicted copy 2026-11-22).db", "pool.sync-conflict-20261122-101500-ABCDEF1.db", "pool (1).db",
    "pool-ADAS-LAPTOP.db", "pool 2.db", "pool (conflicted copy 2026-11-22 101500).db",
)  # fmt: skip


@dataclass
class Two:
    """One pool on two machines, alike until something is done."""

    made: Made
    here: Pool
    there: Pool

    def take(self, pool, *bundles):
        sent = [self.made.file(b, f"{i}.bundle") for i, b in enumerate(bundles)]
        return [t.decision for t in intake.take(pool, self.made.keys, sent, TODAY)]

    def meet(self, name="pool (1).db"):
        """The service lays the other machine's files beside ours."""
        shutil.copy(self.there.database, self.here.folder / name)
        shutil.copy(
            self.there.folder / "intake.log", self.here.folder / name.replace("pool", "intake").replace(".db", ".log")
        )

    def right(self):
        return [f.code for f in checking.fix(self.here, checking.findings(self.here, TODAY), TODAY)]

    def kept(self, seat):
        return [(r.quarter, r.kept) for r in seating.rows(self.here, seat)]


@pytest.fixture
def two(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    made = made_pool(tmp_path / "here", 4)
    quick_passphrases(monkeypatch)
    keys.save(made.keys, "correct horse")
    acts.seal(made.pool, made.keys, TODAY)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    return Two(made, made.pool, open_pool(tmp_path / "there"))


def codes(pool):
    return [f.code for f in checking.findings(pool, TODAY)]


@pytest.mark.parametrize("name", NAMES)
def test_what_two_keepers_added_at_once_is_all_there(two, name):
    a, b, c, _ = two.made.members
    two.take(two.here, a.bundle(row(kept=20)))
    two.take(two.there, b.bundle(row(kept=30)), c.bundle(row(kept=40)))
    acts.seal(two.there, two.made.keys, TODAY)
    two.meet(name)
    assert set(codes(two.here)) == {"copy_other", "copy_left"}
    with pytest.raises(Refused) as caught:
        joining.must_be_none(two.here)
    assert caught.value.code == "copies"
    assert "copy_other" in two.right()
    assert [two.kept(n) for n in (1, 2, 3)] == [[("2026Q3", k)] for k in (20, 30, 40)]
    assert facts.facts(two.here).num_rows == 3
    assert codes(two.here) == []
    assert copies(two.here) == ()
    assert acts.read(two.here).faults == ()
    assert [x.more["count"] for x in acts.read(two.here).lines if x.word == "joined"] == [3]
    joining.must_be_none(two.here)


def test_a_seat_that_both_took_in_has_the_newer_rows_of_each_quarter(two):
    a, *_ = two.made.members
    first, second = a.bundle(row(kept=20), row(quarter="2026Q2", kept=10)), a.bundle(row(kept=25))
    two.take(two.here, first, second)
    two.take(two.there, first)
    two.meet()
    two.right()
    assert two.kept(1) == [("2026Q2", 10), ("2026Q3", 25)]
    assert isinstance(two.take(two.here, second)[0], intake.Known)


def test_the_newer_one_may_be_the_other_s(two):
    a, *_ = two.made.members
    first, second = a.bundle(row(kept=20), row(quarter="2026Q2", kept=10)), a.bundle(row(kept=25))
    two.take(two.here, first)
    two.take(two.there, first, second)
    two.meet()
    two.right()
    assert two.kept(1) == [("2026Q2", 10), ("2026Q3", 25)]
    (again,) = two.take(two.here, first)
    assert again.code == "bundle_older"


def test_who_withdrew_anywhere_is_gone(two):
    a, b, *_ = two.made.members
    for pool in (two.here, two.there):
        two.take(pool, a.bundle(row(kept=20)) if pool is two.here else a.sign(a.bundle(row(kept=21))))
    two.take(two.there, b.bundle(), b.withdrawal())
    seating.remove(two.there, 1, TODAY)
    two.meet()
    two.right()
    assert two.kept(1) == two.kept(2) == []
    removed = [s.seat for s in seating.seats(two.here) if s.removed_on]
    assert removed == [1, 2]
    assert acts.read(two.here).faults == ()


def test_seats_made_under_one_number_are_two(two):
    (mine,) = seating.invite(two.here, 1, TODAY)
    (other,) = seating.invite(two.there, 1, TODAY)
    assert mine.seat == other.seat == 5
    one, another = Member(mine.code), Member(other.code)
    two.take(two.here, one.bundle(row(kept=20)))
    two.take(two.there, another.bundle(row(kept=30)))
    two.meet()
    two.right()
    assert (two.kept(5), two.kept(6)) == ([("2026Q3", 20)], [("2026Q3", 30)])
    assert isinstance(two.take(two.here, another.bundle(row(kept=31)))[0], intake.Accepted)
    assert two.kept(6) == [("2026Q3", 31)]


def test_one_code_with_two_keys_is_said_and_nothing_is_dropped_unasked(two):
    code = two.made.members[0].code
    two.take(two.here, Member(code).bundle(row(kept=20)))
    two.take(two.there, Member(code).bundle(row(kept=30)))
    two.meet()
    two.right()
    assert two.kept(1) == [("2026Q3", 20)]
    assert "copy_clash" in codes(two.here)
    assert any("seats 1" in str(f.text) for f in checking.findings(two.here, TODAY))
    two.right()
    assert codes(two.here) == []


def test_a_new_key_from_the_other_machine_is_the_seat_s(two):
    a, *_ = two.made.members
    two.take(two.here, a.bundle(row(kept=20)))
    new = seating.rekey(two.there, 1, TODAY)
    two.meet()
    two.right()
    assert two.kept(1) == [("2026Q3", 20)]
    again = Member(new.code)
    assert isinstance(two.take(two.here, again.bundle(row(kept=22)))[0], intake.Accepted)
    assert two.take(two.here, a.bundle())[0].code == "seat_retired_key"


def test_an_older_copy_can_go(two):
    two.meet()
    two.take(two.here, two.made.members[0].bundle())
    assert set(codes(two.here)) == {"copy_known"}
    two.right()
    assert codes(two.here) == []
    assert len(two.kept(1)) == 1


@pytest.mark.parametrize("part", [0, 100, 5000, 0.5])
def test_a_copy_that_is_on_its_way_is_waited_for(two, part):
    two.take(two.there, two.made.members[0].bundle())
    whole = two.there.database.read_bytes()
    path = two.here.folder / "pool (1).db"
    path.write_bytes(whole[: int(part * len(whole)) if isinstance(part, float) else part])
    assert codes(two.here) == ["copy_unread"]
    two.right()
    assert path.exists()
    with pytest.raises(DamagedPool):
        joining.must_be_none(two.here)
    path.write_bytes(whole)
    two.right()
    assert len(two.kept(1)) == 1


def test_a_log_that_came_before_its_database_is_waited_for(two):
    two.take(two.there, two.made.members[0].bundle())
    shutil.copy(two.there.folder / "intake.log", two.here.folder)
    assert codes(two.here) == ["log_ahead"]
    with pytest.raises(PoolBusy):
        two.take(two.here, two.made.members[1].bundle())
    shutil.copy(two.there.database, two.here.database)
    assert codes(open_pool(two.here.folder)) == []
    assert len(two.kept(1)) == 1


def test_a_copy_of_the_privacy_ledger_that_says_more_stops_releases(two):
    (two.here.folder / "privacy (1).jsonl").write_bytes(b"{}\n")
    two.here.privacy_ledger.write_bytes(b"")
    assert codes(two.here) == ["copy_left"]
    from decimal import Decimal

    with pytest.raises(Refused) as caught:
        releases.build(two.here, two.made.keys, "2026Q3", Decimal("0.05"), TODAY)
    assert caught.value.code == "copies"


def test_a_copy_with_a_log_that_somebody_changed_is_not_joined(two):
    two.take(two.there, two.made.members[0].bundle())
    import sqlite3

    connection = sqlite3.connect(two.there.database)
    connection.execute("UPDATE log SET line = replace(line, 'added', 'addex')")
    connection.commit()
    connection.close()
    two.meet()
    assert "copy_unread" in codes(two.here)
    two.right()
    assert two.kept(1) == []


def test_a_joined_log_that_is_lost_is_named(two):
    two.take(two.there, two.made.members[0].bundle())
    two.meet()
    two.right()
    (kept,) = (two.here.folder / "joined").iterdir()
    kept.write_bytes(kept.read_bytes()[:-20])
    assert [f.code for f in acts.read(two.here).faults] == ["joined_lost"]


@pytest.mark.parametrize("seed", range(10))
def test_two_folders_with_late_files_come_to_what_one_would_hold(tmp_path, monkeypatch, seed):
    """Files of eight members in some order to either machine; now and then the service delivers, a copy beside ours,
    then ours to the other. At the end both hold what one pool holds that took in all of them."""
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    random = Random(seed)
    made = made_pool(tmp_path / "a", 8)
    for name in ("b", "one"):
        shutil.copytree(tmp_path / "a", tmp_path / name)
    a, b, one = (folder.open_pool(tmp_path / n) for n in ("a", "b", "one"))
    quarters = ("2026Q1", "2026Q2", "2026Q3")
    sent = [
        m.bundle(row(quarter=random.choice(quarters), kept=random.randrange(5, 60)))
        for m in made.members
        for _ in range(3)
    ]
    later = {id(s): i for i, s in enumerate(sent)}
    intake.take(one, made.keys, [made.file(s) for s in sent], TODAY)
    for bundle in sorted(sent, key=lambda s: later[id(s)] + random.randrange(9) * (seed % 2)):
        where = random.choice((a, b))
        intake.take(where, made.keys, [made.file(bundle)], TODAY)
        if random.random() < 0.3:
            _deliver(a, b, random)
    intake.take(a, made.keys, [made.file(s) for s in sent], TODAY)  # what came too early is asked for again
    _deliver(a, b, random)
    for pool in (a, b):
        assert facts.facts(pool).sort_by([("seat", "ascending"), ("quarter", "ascending")]).num_rows >= 1
        held = {n: {(r.quarter, r.kept) for r in seating.rows(pool, n)} for n in range(1, 9)}
        true = {n: {(r.quarter, r.kept) for r in seating.rows(one, n)} for n in range(1, 9)}
        last = {n: max(true[n]) for n in true if true[n]}
        assert all(
            held[n] <= {(r.quarter, r.kept) for s in sent if s.key == made.members[n - 1].key for r in s.rows}
            for n in held
        )
        assert set(last) == {n for n in held if held[n]}
        assert acts.read(pool).faults == ()
        assert copies(pool) == ()
    assert [seating.rows(a, n) for n in range(1, 9)] == [seating.rows(b, n) for n in range(1, 9)]


def _deliver(a, b, random):
    """One machine's files win; the other's lie beside them until they are joined; then both have the same."""
    winner, loser = random.sample((a, b), 2)
    shutil.copy(loser.database, winner.folder / f"pool.sync-conflict-{random.randrange(99)}.db")
    checking.fix(winner, checking.findings(winner, TODAY), TODAY)
    for name in ("pool.db", "intake.log"):
        shutil.copy(winner.folder / name, loser.folder / name)
    for path in (winner.folder / "joined").glob("*"):
        (loser.folder / "joined").mkdir(exist_ok=True)
        shutil.copy(path, loser.folder / "joined" / path.name)


def test_whatever_the_order_of_two_files_of_one_member(two):
    """Both orders on both machines: the greater number of a quarter stays."""
    a, *_ = two.made.members
    sent = [a.bundle(row(kept=k), *([row(quarter="2026Q2", kept=k)] if k != 22 else [])) for k in (20, 21, 22)]
    for mine, other in itertools.product(range(3), repeat=2):
        shutil.rmtree(two.here.folder)
        shutil.copytree(two.there.folder, two.here.folder)
        there = two.there.folder.with_name(f"there{mine}{other}")
        shutil.copytree(two.there.folder, there)
        two.take(two.here, sent[0], sent[mine])
        two.take(open_pool(there), sent[0], sent[other])
        joining.join(two.here, there / "pool.db", TODAY)
        last = max(mine, other)
        earlier = 21 if 1 in (mine, other) else 20
        assert two.kept(1) == [("2026Q2", earlier), ("2026Q3", 20 + last)], (mine, other)
