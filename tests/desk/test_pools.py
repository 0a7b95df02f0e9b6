"""A keeper's use cases, with no path typed."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tests.desk.conftest import NOW, PASSPHRASE, clock
from tests.pool.made import Member, row
from tracker.cli import ways
from tracker.desk import pools
from tracker.errors import InputError, KeysNeeded, Refused
from tracker.pool.bundle import text
from tracker.vault import keys


def make(name="Raters united", **more):
    policy = pools.new_policy(name, today=NOW.date(), regions=["north"], roles=["code"], **more)
    return pools.make(pools.new_place(policy), policy, PASSPHRASE, clock=clock)


def test_pools_are_found_again_by_name(home):
    assert pools.own_pools() == ()
    for name in ("Raters united", "../../B: <x>", "…"):
        make(name)
    (home / "pools" / "stray").mkdir()
    assert [p.policy.name for p in pools.own_pools()] == ["../../B: <x>", "Raters united", "…"]
    assert {p.folder.parent for p in pools.own_pools()} == {home / "pools"}
    assert sorted(p.name for p in home.iterdir()) == ["keys", "pools"]


def test_what_is_not_said_is_the_public_vocabulary():
    policy = pools.new_policy("A", today=NOW.date())
    assert policy.regions == ("world",)
    assert {"Mercor", "Outlier", "Upwork"} <= set(policy.platforms)
    assert "generalist" in policy.roles
    with pytest.raises(InputError):
        pools.new_policy("", today=NOW.date())


def test_a_highest_rate_is_one_that_few_earn_more_than():
    with pytest.raises(InputError, match=r"worth less than 50 US dollars") as caught:
        pools.new_policy("A", today=NOW.date(), currency="JPY")
    said = int(ways.say(caught.value.hint).split("such as ")[1].split(":")[0])
    assert 30_000 < said <= 100_000
    assert pools.new_policy("A", today=NOW.date(), currency="JPY", bounds=pools.Bounds(rate=said)).bounds.rate == said
    for currency in ("EUR", "GBP", "KES"):  # the last without reference rates
        assert pools.new_policy("A", today=NOW.date(), currency=currency).bounds.rate == 300


def test_files_wait_for_the_keys(home):
    made = make()
    opened = pools.open_pool(made.collective.folder, clock=clock)
    (code,) = opened.invite(1)
    bundle = Member(code.code, opened.policy).bundle(row())
    sealed = keys.encrypt(text(bundle), opened.invitation().keepers)
    assert opened.locked
    with pytest.raises(KeysNeeded):
        opened.add([("a", sealed)])
    with pytest.raises(KeysNeeded):
        opened.unlock("wrong")
    assert opened.locked
    opened.unlock(PASSPHRASE)
    (taken,) = opened.add([("a", sealed)])
    assert isinstance(taken.decision, pools.Accepted)
    assert opened.last_quarter() == "2026Q3"
    assert opened.quarters() == ("2026Q3",)
    assert opened.facts().num_rows == 1
    assert opened.missing() == ()
    opened.lock()
    assert opened.locked


def test_files_are_read_where_they_can_be(home):
    c = make().collective
    (home / "a").write_bytes(b"x" * 10_000_000)
    (home / "loop").symlink_to(home / "loop")
    taken = c.add_files([home / "a", home / "none", home, home / "loop"])
    assert [t.decision.code for t in taken] == ["bundle_size", "no_access", "no_access", "no_access"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_a_pipe_that_nobody_writes_to_keeps_nobody_waiting(home):
    os.mkfifo(home / "pipe")
    (taken,) = make().collective.add_files([home / "pipe"])
    assert isinstance(taken.decision, pools.Refused)
    assert (taken.decision.code, str(taken.decision.reason)) == ("no_access", "It cannot be read: it is not a file.")


def test_the_recovery_key_and_joining_can_be_repeated(home, monkeypatch):
    made = make()
    c = made.collective
    assert c.recovery() == made.recovery
    assert c.join(PASSPHRASE) == keys.unlock(c.policy.pool, PASSPHRASE)
    assert len(c.keepers()) == 1
    with pytest.raises(Refused):
        c.recover(made.recovery, PASSPHRASE)
    monkeypatch.setenv("TRACKER_KEYS", str(home / "second"))
    second = pools.open_pool(c.folder, clock=clock)
    assert not second.has_keys()
    second.join("another passphrase")
    second.join("another passphrase")
    assert len(second.keepers()) == 2
    assert second.check_up() == ((), ())


def test_no_representation_holds_a_secret(home):
    made = make()
    made.collective.unlock(PASSPHRASE)
    said = repr(made) + repr(made.collective)
    assert made.recovery not in said
    assert made.collective.unlock().secret.hex() not in said


def test_a_folder_that_is_copied_to_other_machines_is_seen(home):
    c = make().collective
    assert c.copied_by() is None
    assert replace_folder(c, home / "Dropbox" / "pool").copied_by() == "Dropbox"


def replace_folder(collective, folder):
    return pools.Collective(replace(collective.pool, folder=folder), clock)
