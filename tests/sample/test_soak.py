"""Two windows and a command line on one ledger for 40 seconds; and the judge sees what it should."""

import os

import pytest

from bench.soak import ANY, COMMAND, WINDOWS, Account, judge, soak
from tests.store.made import AT, session
from tracker.store import Store

SECONDS = float(os.environ.get("TRACKER_SOAK_SECONDS", "40"))


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled(tmp_path):
    verdict = soak(tmp_path, SECONDS)
    assert verdict.lost == ()
    assert verdict.doubled == ()
    assert verdict.wrong == ()
    assert verdict.replays
    assert {name: a.failed for name, a in verdict.accounts.items()} == {n: [] for n in (COMMAND, *WINDOWS)}
    assert all(a.writes > SECONDS / 10 for a in verdict.accounts.values())
    assert verdict.well


def test_the_judge_sees_what_is_lost_doubled_and_wrong(tmp_path):
    place = tmp_path / "soak.db"
    with Store.open(place) as store, store.operation("add", who="t", at=AT) as change:
        change.insert_many([session(note=note) for note in ("a 1", "a 2", "a 2", "a 3", "a 5")])
    held = {"a 1": ANY, "a 2": ANY, "a 3": 1, "a 4": ANY, "a 5": None}
    verdict = judge(place, {"a": Account(held=held)})
    assert verdict.lost == ("a 4",)
    assert verdict.doubled == ("a 2", "a 5")
    assert verdict.wrong == ("a 3",)
    assert verdict.replays
    assert not verdict.well
