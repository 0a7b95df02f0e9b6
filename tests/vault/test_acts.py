"""The log of keepers' acts: a signed line that is changed, dropped or moved is noticed; two keepers if it takes two."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import POLICY, TODAY, Made, made_pool, row
from tracker.errors import Refused
from tracker.pool.canonical_json import START, link
from tracker.pool.invitation import policy_dict, policy_digest, read_policy
from tracker.vault import acts, folder, intake, keys, seating
from tracker.vault.changing import join

OTHER = keys.Keys(POLICY.pool, b"\x07" * 32)
TWO = replace(POLICY, two_keepers=True)


@pytest.fixture
def made(tmp_path, monkeypatch) -> Made:
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    return made_pool(tmp_path / "pool")


def lines_of(pool: folder.Pool) -> list[str]:
    with pool.reading() as connection:
        return [line for (line,) in connection.execute("SELECT line FROM log ORDER BY n")]


def put(pool: folder.Pool, lines: list[str]) -> None:
    """Write another log behind the back of the tracker, in the database and in its file."""
    with sqlite3.connect(pool.database) as connection:
        connection.execute("DELETE FROM log")
        connection.executemany("INSERT INTO log VALUES (?, ?)", list(enumerate(lines, start=1)))
    connection.close()
    (pool.folder / folder.LOG).write_text("".join(lines))


def chained(lines: list[str]) -> list[str]:
    """The same entries with numbers and hashes that follow from each other: a careful forger's."""
    out, before = [], START
    for i, text in enumerate(lines, start=1):
        entry = {k: v for k, v in json.loads(text).items() if k not in ("n", "before", "hash")}
        line, before = link(before, i, entry)
        out.append(line)
    return out


def faults(pool: folder.Pool) -> list[str]:
    return [f.code for f in acts.read(pool).faults]


def busy(made: Made) -> folder.Pool:
    """A pool with six acts and two seals."""
    intake.take(made.pool, made.keys, [made.file(m.bundle(row())) for m in made.members[:2]], TODAY)
    acts.seal(made.pool, made.keys, TODAY)
    seating.rekey(made.pool, 3, TODAY)
    seating.remove(made.pool, 2, TODAY)
    acts.seal(made.pool, made.keys, TODAY)
    return made.pool


def test_acts_are_told_with_who_signed_for_them(made):
    pool = busy(made)
    seating.invite(pool, 1, TODAY)
    found = acts.read(pool)
    assert (found.faults, found.unsealed) == ((), 1)
    assert [x.word for x in found.lines] == ["made", "invited", "added", "added", "rekeyed", "removed", "invited"]
    assert {x.sealed_by for x in found.lines[:-1]} == {made.keys.public}
    count = len(lines_of(pool))
    acts.seal(pool, made.keys, TODAY)
    acts.seal(pool, made.keys, TODAY)  # nothing new: no line
    assert (acts.read(pool).unsealed, len(lines_of(pool))) == (0, count + 1)


def test_a_changed_line_is_found(made):
    pool = busy(made)
    lines = lines_of(pool)
    for i, line in enumerate(lines[:-1]):
        put(pool, [*lines[:i], line.replace("2026-11-22", "2026-11-21"), *lines[i + 1 :]])
        assert "log_broken" in faults(pool)
        put(pool, chained([*lines[:i], line.replace("2026-11-22", "2026-11-21"), *lines[i + 1 :]]))
        assert "seal_wrong" in faults(pool), i
    put(pool, lines)
    assert faults(pool) == []


@given(st.data())
def test_a_line_taken_out_or_moved_is_found_though_the_chain_was_made_anew(tmp_path_factory, data):
    place = tmp_path_factory.mktemp("acts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TRACKER_KEYS", str(place / "keys"))
        pool = busy(made_pool(place / "pool"))
        lines = lines_of(pool)
        at = data.draw(st.integers(0, len(lines) - 2))
        rest = [*lines[:at], *lines[at + 1 :]]
        to = data.draw(st.none() | st.integers(0, len(rest) - 1).filter(lambda n: n != at))
        changed = chained(rest if to is None else [*rest[:to], lines[at], *rest[to:]])
        same = [json.loads(a)["word"] for a in changed] == [json.loads(a)["word"] for a in lines] and (
            [json.loads(a).get("seat") for a in changed] == [json.loads(a).get("seat") for a in lines]
        )
        put(pool, changed)
        assert faults(pool) or same


def test_lines_cut_off_at_the_end_are_missed_where_they_were_signed(made):
    pool = busy(made)
    put(pool, lines_of(pool)[:-3])
    assert faults(pool) == ["log_older"]


def test_a_seal_of_nobody_who_keeps_the_pool_is_none(made):
    acts.seal(made.pool, OTHER, TODAY)
    assert faults(made.pool) == ["seal_wrong"]
    join(made.pool, OTHER, TODAY)
    assert acts.signers(made.pool) == (made.keys.public, OTHER.public)


def test_a_file_that_differs_from_the_database_is_found(made):
    (made.pool.folder / folder.LOG).write_text("")
    assert faults(made.pool) == ["log_file"]


# --- two keepers ----------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path, monkeypatch) -> Made:
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    made = made_pool(tmp_path / "two", policy=TWO)
    join(made.pool, OTHER, TODAY)
    return made


def test_it_takes_another_keeper_not_the_same_one_twice(two):
    assert not acts.agreed(two.pool, two.keys, TODAY, "remove", seat=2)
    assert not acts.agreed(two.pool, two.keys, TODAY, "remove", seat=2)
    assert not acts.agreed(two.pool, OTHER, TODAY, "remove", seat=3)
    assert acts.agreed(two.pool, OTHER, TODAY, "remove", seat=2)
    seating.remove(two.pool, 2, TODAY)
    assert faults(two.pool) == []
    assert not acts.agreed(two.pool, OTHER, TODAY, "remove", seat=2)  # a wish is good for one act


def test_what_one_keeper_did_alone_is_found(two):
    seating.remove(two.pool, 2, TODAY)
    acts.add(two.pool, two.keys, TODAY, "released", quarter="2026Q3", number=1, sums="0" * 64)
    assert faults(two.pool) == ["one_keeper", "one_keeper"]


def test_a_member_withdraws_without_any_keeper(two):
    member = two.members[0]
    for bundle in (member.bundle(row()), member.withdrawal()):
        intake.take(two.pool, two.keys, [two.file(bundle)], TODAY)
    assert faults(two.pool) == []


def test_nobody_signs_on_a_log_that_was_changed(two):
    put(two.pool, lines_of(two.pool)[1:])
    with pytest.raises(Refused) as caught:
        acts.agreed(two.pool, two.keys, TODAY, "remove", seat=2)
    assert caught.value.code == "log_faults"


def test_policies_from_before_are_the_text_that_they_were():
    assert "two_keepers" not in policy_dict(POLICY)
    assert policy_digest(read_policy(policy_dict(TWO))) == policy_digest(TWO) != policy_digest(POLICY)
