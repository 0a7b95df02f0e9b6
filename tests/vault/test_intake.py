"""What intake takes, refuses with which reason, and leaves behind."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import zipfile
from dataclasses import replace

import pytest

from bench.mutate import mutated
from tests.pool.made import POLICY, QUARTER, TODAY, Made, Member, made_pool, row
from tracker.pool.bundle import MOST_BYTES, Kind, text
from tracker.vault import facts, intake, keys, seating, sheets
from tracker.vault.changing import join
from tracker.vault.intake import Accepted, Known, Refused


@pytest.fixture
def made(tmp_path) -> Made:
    return made_pool(tmp_path / "pool")


def take(made: Made, *files, only=None):
    return [t.decision for t in intake.take(made.pool, made.keys, files, TODAY, only=only)]


def codes(made: Made, *files) -> list[str]:
    return [d.code if isinstance(d, Refused) else type(d).__name__ for d in take(made, *files)]


def state(made: Made):
    with made.pool.reading() as connection:
        return list(connection.iterdump())


def test_rows_of_a_first_bundle_stand_in_the_pool(made):
    bundle = made.members[1].bundle(row(), row(platform="Outlier", kept=None))
    assert take(made, made.file(bundle)) == [Accepted(2, (QUARTER,), Kind.CONTRIBUTION, new=True)]
    assert seating.rows(made.pool, 2) == bundle.rows
    table = facts.facts(made.pool)
    assert table.column("seat").to_pylist() == [2, 2]
    assert table.column("kept").to_pylist() == [28, None]


def test_the_same_file_twice_changes_nothing(made):
    bundle = made.members[0].bundle()
    file = made.file(bundle)
    take(made, file)
    before = state(made)
    assert take(made, file, file, made.file(bundle)) == [Known(1)] * 3
    assert state(made) == before


def test_a_newer_bundle_replaces_the_rows_of_its_quarters_only(made):
    m = made.members[0]
    take(made, made.file(m.bundle(row(), row(platform="Outlier"), row(quarter="2026Q2", kept=20))))
    assert take(made, made.file(m.bundle(row(kept=31), row(quarter="2026Q1")))) == [
        Accepted(1, ("2026Q1", QUARTER), Kind.CONTRIBUTION, new=False, replaced=(QUARTER,))
    ]
    assert [(r.quarter, r.platform, r.kept) for r in seating.rows(made.pool, 1)] == [
        ("2026Q1", "Mercor", 28), ("2026Q2", "Mercor", 20), (QUARTER, "Mercor", 31),
    ]  # fmt: skip


def contributors(made: Made):
    with made.pool.reading() as connection:
        return [sheets.contributors(connection, q) for q in ("2026Q2", QUARTER)]


def test_what_is_sent_again_as_it_stands_is_left_as_it_came(made):
    m = made.members[0]
    take(made, made.file(m.bundle(row(), row(platform="Outlier"), row(quarter="2026Q2"))))
    first = contributors(made)
    again = made.file(m.bundle(row(platform="Outlier"), row(), row(quarter="2026Q2", kept=3)))
    (taken,) = intake.take(made.pool, made.keys, [again], TODAY + dt.timedelta(days=1))
    assert (taken.decision.quarters, taken.decision.replaced) == (("2026Q2", QUARTER), ("2026Q2",))
    assert [now == then for now, then in zip(contributors(made), first, strict=True)] == [False, True]
    assert [r.kept for r in seating.rows(made.pool, 1)] == [3, 28, 28]
    assert codes(made, again) == ["Known"]


def test_a_name_writes_no_lines_of_the_report(made):
    name = "a\n2.bundle: seat 2, 2026Q3.\u202eeldnub"
    (taken,) = intake.take(made.pool, made.keys, [(name, b"")], TODAY)
    assert taken.name == "a\ufffd2.bundle: seat 2, 2026Q3.\ufffdeldnub"


def test_files_of_one_member_are_taken_oldest_first_whatever_their_order(made):
    m = made.members[0]
    files = [made.file(m.bundle(row(kept=k, quarter=q))) for k, q in ((1, "2026Q1"), (2, QUARTER), (3, QUARTER))]
    assert codes(made, *reversed(files)) == ["Accepted"] * 3
    assert [r.kept for r in seating.rows(made.pool, 1)] == [1, 3]


def test_what_is_older_than_the_pool_has_is_refused(made):
    m = made.members[0]
    first, second = made.file(m.bundle()), made.file(m.bundle())
    take(made, first, second)
    assert codes(made, first, second) == ["bundle_older", "Known"]
    other = m.bundle(row(kept=99), serial=2)
    assert codes(made, made.file(other)) == ["bundle_older"]


def test_only_who_has_a_seat_is_taken(made):
    m, n = made.members[0], made.members[1]
    stranger, thief = Member(), Member(m.code)
    assert codes(made, made.file(stranger.bundle())) == ["seat_unknown_key"]
    assert codes(made, made.file(stranger.bundle(seat_code="60RK-4CSM-6MV3-EE1S"))) == ["seat_unknown_code"]
    take(made, made.file(m.bundle()))
    assert codes(made, made.file(thief.bundle())) == ["seat_code_used"]
    assert codes(made, made.file(m.bundle(seat_code=n.code))) == ["seat_other_code"]
    assert codes(made, made.file(m.bundle(seat_code=m.code))) == ["Accepted"]


def test_two_keys_with_one_code_in_one_drop_are_one_seat(made):
    one, two = Member(made.members[0].code), Member(made.members[0].code)
    assert sorted(codes(made, made.file(one.bundle()), made.file(two.bundle()))) == ["Accepted", "seat_code_used"]


def test_a_withdrawal_erases_the_seat_and_its_files_are_dead(made):
    m = made.members[0]
    first = made.file(m.bundle(row(), row(quarter="2026Q2")))
    gone = made.file(m.withdrawal())
    take(made, first, made.file(made.members[1].bundle()))
    assert take(made, gone) == [Accepted(1, ("2026Q2", QUARTER), Kind.WITHDRAWAL, new=False)]
    assert seating.rows(made.pool, 1) == ()
    assert facts.facts(made.pool).column("seat").to_pylist() == [2]
    assert [p.stem for p in facts.fact_files(made.pool)] == [QUARTER]
    before = state(made)
    assert take(made, gone) == [Known(1)]
    assert state(made) == before
    assert codes(made, first) == ["seat_unknown_code"]


def test_what_is_erased_is_in_no_byte_of_the_folder(made):
    m = made.members[0]
    seating.note(made.pool, 1, "Ann Example", TODAY)
    first = m.bundle(row(platform="Prolific", kept=283))
    take(made, made.file(first))
    take(made, made.file(m.withdrawal()))
    (last,) = [json.loads(x) for x in (made.pool.folder / "intake.log").read_text().splitlines()][-1:]
    assert set(last) == {"n", "day", "seat", "word", "before", "hash", "once"}
    assert (last["seat"], last["word"], last["day"]) == (1, "removed", TODAY.isoformat())
    for path in made.pool.folder.rglob("*"):
        if path.is_file() and path.name not in ("policy.json", "invitation.json"):
            data = path.read_bytes()
            for mark in (b"Prolific", m.key.encode(), b"Ann Example", first.digest.encode()):
                assert mark not in data, path


def test_withdrawing_takes_withdrawals_only(made):
    m = made.members[0]
    first, gone = made.file(m.bundle()), made.file(m.withdrawal())
    assert [d.code for d in take(made, first, only=Kind.WITHDRAWAL)] == ["bundle_kind"]
    take(made, first)
    assert isinstance(take(made, gone, only=Kind.WITHDRAWAL)[0], Accepted)


def zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.bundle", bytes(50_000_000))
    return made.getvalue()


def test_hostile_files_are_refused_with_a_reason_and_stop_nobody(made):
    m, other = made.members[0], made_pool(made.pool.folder.parent / "other", policy=replace(POLICY, pool="f" * 16))
    good = m.bundle()
    hostile = {
        "empty": (b"", "bundle_locked"),
        "bomb.zip": (zip_bomb(), "bundle_locked"),
        "clear": (text(good), "bundle_locked"),
        "huge": (bytes(MOST_BYTES + 1), "bundle_size"),
        "other.pool": (other.file(other.members[0].bundle())[1], "bundle_locked"),
        "for_other": (made.file(other.members[0].bundle())[1], "bundle_pool"),
        "billion": (made.file(b'{"rows":[' + b"{}," * 100_000 + b"{}]}\n")[1], "bundle_field"),
        "swollen": (made.file(b" " * 5_000_000)[1], "bundle_size"),
        "nan": (made.file(text(good).replace(b'"hours":120', b'"hours":NaN'))[1], "bundle_text"),
        "passphrase": (keys_with_passphrase(), "bundle_locked"),
        "../../etc/passwd": (b"root", "bundle_locked"),
        "=cmd()": (made.file(m.bundle(row(region="=cmd()")))[1], "bundle_word"),
        "../up": (made.file(m.bundle(row(platform="../../up")))[1], "bundle_word"),
    }
    files = [(name, data) for name, (data, _) in hostile.items()]
    taken = intake.take(made.pool, made.keys, [*files[:6], made.file(good, "good"), *files[6:]], TODAY)
    told = {t.name: t.decision.code for t in taken if isinstance(t.decision, Refused)}
    assert told == {name: code for name, (_, code) in hostile.items()}
    assert all(str(t.decision.reason).endswith(".") for t in taken if isinstance(t.decision, Refused))
    assert [t.name for t in taken if isinstance(t.decision, Accepted)] == ["good"]
    assert {p.name for p in made.pool.folder.parent.iterdir()} == {"pool", "other"}


def keys_with_passphrase() -> bytes:
    import pyrage

    return bytes(pyrage.passphrase.encrypt(b"x", "correct horse"))


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_mutated_files_change_nothing(made, count):
    """Both sides of the encryption are mutated: what is sealed, and what is inside."""
    chance = random.Random(count)
    m = made.members[0]
    sealed, clear = made.file(m.bundle())[1], text(m.bundle())
    files = []
    for n in range(count):
        data = mutated(sealed if n % 2 else clear, chance)
        unchanged = data in (sealed, clear)
        files.append((str(n), b"" if unchanged else data if n % 2 else made.file(data)[1]))
    taken = intake.take(made.pool, made.keys, [*files, made.file(made.members[1].bundle())], TODAY)
    assert [type(t.decision) for t in taken] == [Refused] * count + [Accepted]
    assert seating.rows(made.pool, 1) == ()
    assert all(s.waiting for s in seating.seats(made.pool) if s.seat != 2)


def test_another_keeper_can_take_in_what_was_made_after_they_joined(made):

    second = keys.new_keys(POLICY.pool)
    m, n = made.members[:2]
    before = made.file(m.bundle())
    join(made.pool, second, TODAY)
    join(made.pool, second, TODAY)
    after = made.file(n.bundle())
    taken = intake.take(made.pool, second, [before, after], TODAY)
    assert [type(t.decision) for t in taken] == [Refused, Accepted]
    assert len(made.pool.keepers()) == 2
    assert made.pool.invitation().publisher == made.keys.fingerprint


def test_rows_of_an_older_day_are_taken_as_long_as_they_are_kept(made):
    later = dt.date(2028, 9, 30)
    bundle = made.members[0].bundle()
    (taken,) = intake.take(made.pool, made.keys, [made.file(bundle)], later)
    assert isinstance(taken.decision, Accepted)
    (taken,) = intake.take(made.pool, made.keys, [made.file(made.members[1].bundle())], dt.date(2028, 10, 1))
    assert isinstance(taken.decision, Refused)
    assert (taken.decision.code, str(taken.decision.reason)) == ("bundle_old", "2026Q3 is older than this pool keeps.")
