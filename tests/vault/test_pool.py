"""The folder of a pool: making, opening, seats, facts, what doctor sees."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import stat
import threading
from dataclasses import replace
from unittest.mock import ANY

import pyarrow.parquet as pq
import pytest

from tests.pool.made import POLICY, QUARTER, TODAY, Made, made_pool, quick_passphrases, row
from tracker.errors import DamagedPool, DiskFull, InputError, NotFound, PoolBusy, Refused
from tracker.pool.canonical_json import check
from tracker.pool.invitation import policy_text, read_invitation
from tracker.pool.rows import EVIDENCE
from tracker.vault import checking, database, facts, files, filling, folder, intake, keys, seating
from tracker.vault.changing import changing, join


@pytest.fixture
def made(tmp_path, monkeypatch) -> Made:
    quick_passphrases(monkeypatch)
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    return made_pool(tmp_path / "pool")


def take(made: Made, *bundles):
    return [t.decision for t in intake.take(made.pool, made.keys, [made.file(b) for b in bundles], TODAY)]


def found(made: Made, today=TODAY) -> list[str]:
    return [f.code for f in checking.findings(made.pool, today) if f.code != "no_keys"]


# --- the folder -----------------------------------------------------------------------------------------


def test_a_pool_is_opened_as_it_was_made(made):
    assert folder.open_pool(made.pool.folder) == made.pool
    names = {p.name for p in made.pool.folder.iterdir()}
    assert names == {
        "policy.json", "keepers.json", "invitation.json", "pool.db", "intake.log", "facts", "releases",
    }  # fmt: skip
    invitation = read_invitation((made.pool.folder / "invitation.json").read_bytes())
    assert invitation == made.pool.invitation()
    assert invitation.keepers == (made.keys.recipient,)


def test_a_pool_is_for_its_keepers_only(made):
    assert stat.S_IMODE(made.pool.folder.stat().st_mode) == 0o700
    take(made, made.members[0].bundle())
    for path in made.pool.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_no_secret_lies_in_the_folder(made):
    keys.save(made.keys, "correct horse")
    secrets = [made.keys.secret, made.keys.secret.hex().encode(), str(made.keys.identity).encode()]
    secrets += [m.code.encode() for m in made.members] + [keys.recovery_text(made.keys).encode()]
    for path in made.pool.folder.rglob("*"):
        assert not path.is_file() or not any(s in path.read_bytes() for s in secrets), path


def test_a_pool_is_not_made_over_something(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x").touch()
    own = keys.new_keys(POLICY.pool)
    with pytest.raises(Refused):
        folder.make(tmp_path / "there", POLICY, own, TODAY)
    with pytest.raises(InputError):
        folder.make(tmp_path / "new", replace(POLICY, currency="x"), own, TODAY)
    with pytest.raises(NotFound):
        folder.open_pool(tmp_path / "there")
    (tmp_path / "empty").mkdir()
    folder.make(tmp_path / "empty", POLICY, own, TODAY)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "there"]


def test_a_policy_cannot_be_changed_behind_the_members(made):
    (made.pool.folder / "policy.json").write_bytes(policy_text(replace(POLICY, smallest_cell=5)))
    with pytest.raises(DamagedPool):
        folder.open_pool(made.pool.folder)
    (made.pool.folder / "policy.json").write_bytes(b"{")
    with pytest.raises(DamagedPool):
        folder.open_pool(made.pool.folder)


def test_a_damaged_database_is_said(made):
    made.pool.database.write_bytes(b"nothing" * 1000)
    with pytest.raises(DamagedPool):
        folder.open_pool(made.pool.folder)


# --- seats ----------------------------------------------------------------------------------------------


def test_codes_go_on_where_they_ended(made, tmp_path):
    table = tmp_path / "codes.csv"
    codes = seating.invite(made.pool, 2, TODAY, path=table)
    assert [c.seat for c in codes] == [4, 5]
    lines = table.read_text().splitlines()
    assert lines[0] == "seat,code,given_to,used_on,batch"
    assert lines[1:] == [f"{c.seat},{c.code},,,1" for c in codes]
    with pytest.raises(Refused):
        seating.invite(made.pool, 1, TODAY, path=table)
    for count in (0, -1, 10**9):
        with pytest.raises(InputError):
            seating.invite(made.pool, count, TODAY)
    assert len(seating.seats(made.pool)) == 5


def test_who_is_missing(made):
    take(made, made.members[0].bundle(), made.members[1].bundle(row(quarter="2026Q2")))
    assert [s.seat for s in seating.missing(made.pool, QUARTER)] == [2]
    assert [s.seat for s in seating.missing(made.pool, "2026Q2")] == [1]
    assert [s.waiting for s in seating.seats(made.pool)] == [False, False, True]


def test_a_new_key_for_a_seat_retires_the_old_one_and_keeps_the_rows(made):
    from tests.pool.made import Member

    m = made.members[1]
    take(made, m.bundle(row(), row(quarter="2026Q1")))
    code = seating.rekey(made.pool, 2, TODAY)
    assert len(seating.rows(made.pool, 2)) == 2
    assert [d.code for d in take(made, m.bundle())] == ["seat_retired_key"]
    assert [d.code for d in take(made, Member(m.code).bundle())] == ["seat_unknown_code"]
    new = Member(code.code)
    (taken,) = take(made, new.bundle(row(kept=11)))
    assert (taken.seat, taken.new, taken.replaced) == (2, True, (QUARTER,))
    assert [r.kept for r in seating.rows(made.pool, 2)] == [28, 11]
    with pytest.raises(NotFound):
        seating.rekey(made.pool, 99, TODAY)


def test_a_removed_seat_can_be_given_a_new_code(made):
    m = made.members[0]
    take(made, m.bundle())
    assert seating.remove(made.pool, 1, TODAY) == (QUARTER,)
    assert seating.remove(made.pool, 1, TODAY) == ()
    seat = seating.seats(made.pool)[0]
    assert (seat.removed_on, seat.used_on, seat.quarters, seat.waiting) == (TODAY, None, (), False)
    m.code = seating.rekey(made.pool, 1, TODAY).code
    (taken,) = take(made, m.bundle(seat_code=m.code))
    assert taken.seat == 1
    with pytest.raises(NotFound):
        seating.remove(made.pool, 99, TODAY)


def test_a_note_of_a_seat_is_one_short_line(made):
    seating.note(made.pool, 2, "  Ann   B. ", TODAY)
    assert seating.seats(made.pool)[1].given_to == "Ann B."
    for text in ("x" * 81, "a\x00b"):
        with pytest.raises(InputError):
            seating.note(made.pool, 2, text, TODAY)


def test_rows_older_than_agreed_are_erased(made):
    take(made, made.members[0].bundle(row(quarter="2024Q4"), row(quarter="2025Q1")))
    assert seating.prune(made.pool, TODAY) == ()
    later = dt.date(2027, 1, 1)
    assert found(made, later) == ["old_rows"]
    assert seating.prune(made.pool, later) == ("2024Q4",)
    assert seating.prune(made.pool, later) == ()
    assert [p.stem for p in facts.fact_files(made.pool)] == ["2025Q1"]
    assert [p.name for p in (made.pool.folder / "facts").iterdir()] == ["2025Q1.parquet"]


def test_two_keepers_at_once_do_not_harm_each_other(made):
    files_ = [[made.file(m.bundle())] for m in made.members]
    threads = [threading.Thread(target=intake.take, args=(made.pool, made.keys, f, TODAY)) for f in files_]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert facts.facts(made.pool).num_rows == 3
    assert found(made) == []


def test_of_keepers_who_join_at_once_none_is_lost(made):
    joining = [keys.new_keys(POLICY.pool) for _ in range(6)]
    threads = [threading.Thread(target=join, args=(made.pool, k, TODAY)) for k in joining]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert {k.recipient for k in made.pool.keepers()} == {k.recipient for k in (made.keys, *joining)}
    said = (made.pool.folder / "intake.log").read_text()
    assert said.count('"keeper"') == len(joining)


def test_codes_outlast_a_pool_that_cannot_be_written_to_the_end(made, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "append", full)
    with pytest.raises(OSError, match="No space"):
        seating.invite(made.pool, 2, TODAY, path=tmp_path / "codes.csv")
    assert [s.seat for s in seating.seats(made.pool)][3:] == [4, 5]
    assert [line[:2] for line in (tmp_path / "codes.csv").read_text().splitlines()[1:]] == ["4,", "5,"]


def test_a_pool_that_another_program_holds_is_said_to_be_busy(made, monkeypatch):
    monkeypatch.setattr("tracker.vault.database.WAIT_SECONDS", 0.05)
    with made.pool.reading() as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PoolBusy):
            take(made, made.members[0].bundle())
        other.execute("ROLLBACK")
    assert found(made) == []


def test_a_full_disk_is_said_and_nothing_is_half_written(made, monkeypatch):
    bundles = [m.bundle(*(row(quarter=f"202{y}Q{q}") for y in (5, 6) for q in (1, 2, 3))) for m in made.members]
    real = database.reading

    @contextlib.contextmanager
    def small(path):
        with real(path) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            yield connection

    monkeypatch.setattr(database, "reading", small)
    for _ in range(40):
        try:
            take(made, *bundles)
        except DiskFull:
            break
        bundles = [m.bundle(*b.rows) for m, b in zip(made.members, bundles, strict=True)]
    else:
        pytest.fail("the disk was never full")
    monkeypatch.undo()
    assert found(made) == []


# --- log and facts --------------------------------------------------------------------------------------


def test_the_log_says_what_happened_and_nothing_of_anybody(made):
    take(made, made.members[0].bundle(), made.members[1].bundle())
    take(made, made.members[0].bundle())
    take(made, made.members[0].bundle(row(kept=30)))
    take(made, made.members[0].withdrawal(), made.members[0].bundle())
    lines = (made.pool.folder / "intake.log").read_text().splitlines(keepends=True)
    check(lines)
    said = [json.loads(x) for x in lines]
    words = ["made", "invited", "added", "added", "same", "replaced", "removed", "refused"]
    assert [s["word"] for s in said] == words
    allowed = {"n", "day", "word", "seat", "first", "count", "batch", "code", "before", "hash", "once"}
    assert {k for s in said for k in s} <= allowed


def test_facts_are_the_rows_whatever_lies_in_the_files(made):
    take(made, made.members[0].bundle(), made.members[1].bundle())
    (path,) = facts.fact_files(made.pool)
    whole = facts.facts(made.pool)
    assert whole.schema.equals(facts.schema())
    for wrong in (b"", b"PAR1", path.read_bytes()[:-9]):
        path.write_bytes(wrong)
        assert facts.facts(made.pool).equals(whole)
    path.unlink()
    assert facts.facts(made.pool, [QUARTER]).equals(whole)
    assert facts.facts(made.pool, ["2020Q1"]).num_rows == 0
    (path.parent / "2025Q4.parquet").write_bytes(path.read_bytes())
    (path.parent / "notes.parquet").write_bytes(b"")
    assert facts.facts(made.pool).equals(whole)
    assert pq.ParquetFile(path).read().num_rows == 2


def test_facts_are_not_those_of_the_database_that_was_there_before_an_older_one_came_back(made):
    m, n = made.members[:2]
    take(made, m.bundle())
    older = made.pool.database.read_bytes()
    take(made, m.bundle(row(kept=11)))
    assert facts.facts(made.pool).column("kept").to_pylist() == [11]
    made.pool.database.write_bytes(older)
    assert fixed(made) == ["log_ahead", "facts_differ"]
    take(made, n.bundle(row(kept=22)))
    assert facts.facts(made.pool).column("kept").to_pylist() == [28, 22]


def test_an_empty_pool_has_empty_facts(made):
    assert facts.facts(made.pool).num_rows == 0
    assert facts.facts(made.pool).schema.equals(facts.schema())


# --- doctor ---------------------------------------------------------------------------------------------


def fixed(made: Made) -> list[str]:
    return [f.code for f in checking.fix(made.pool, checking.findings(made.pool, TODAY), TODAY)]


def test_doctor_finds_nothing_in_a_whole_pool(made):
    take(made, made.members[0].bundle())
    assert [f.code for f in checking.findings(made.pool, TODAY)] == ["no_keys"]
    keys.save(made.keys, "correct horse")
    assert checking.findings(made.pool, TODAY) == ()


def test_doctor_finds_planted_rows_and_makes_facts_anew(made):
    take(made, made.members[0].bundle())
    (path,) = facts.fact_files(made.pool)
    table = pq.ParquetFile(path).read()
    planted = table.set_column(table.schema.get_field_index("kept"), "kept", [[299]])
    stamp = int(table.schema.metadata[facts.STAMP])
    facts.write(path, planted, stamp)
    assert found(made) == ["facts_differ"]
    assert fixed(made) == ["facts_differ"]
    assert found(made) == []
    assert facts.facts(made.pool).column("kept").to_pylist() == [28]


def test_doctor_finds_rows_outside_the_policy(made):
    take(made, made.members[0].bundle())
    with changing(made.pool, TODAY) as change:
        change.run("UPDATE rows SET kept = 999")
        change.touch([QUARTER])
    assert found(made) == ["row_outside"]


@pytest.mark.parametrize("change", [lambda d: d.replace(b"made", b"maxe"), lambda d: d + b"x", lambda d: b"\n" + d])
def test_doctor_finds_a_changed_log_and_keeps_it_aside(made, change):
    log = made.pool.folder / "intake.log"
    right = log.read_bytes()
    log.write_bytes(change(right))
    folder.open_pool(made.pool.folder)
    assert found(made) == ["log_changed"]
    assert fixed(made) == ["log_changed"]
    assert log.read_bytes() == right
    assert (log.parent / f"intake.log.changed-{TODAY}").read_bytes() == change(right)


def test_a_torn_log_is_made_whole_by_the_next_use(made):
    log = made.pool.folder / "intake.log"
    right = log.read_bytes()
    for length in (0, 10, len(right) - 1):
        log.write_bytes(right[:length])
        assert found(made) == ["log_behind"]
        folder.open_pool(made.pool.folder)
        assert log.read_bytes() == right
    log.unlink()
    folder.open_pool(made.pool.folder)
    assert log.read_bytes() == right


def test_doctor_clears_unfinished_files(made):
    (made.pool.folder / f"facts/x{files.PART}").write_bytes(b"x")
    assert found(made) == ["unfinished_file"]
    assert fixed(made) == ["unfinished_file"]
    assert found(made) == []


# --- simulated ------------------------------------------------------------------------------------------


def test_only_a_simulated_pool_is_filled_without_bundles(made, tmp_path):
    with pytest.raises(Refused):
        filling.fill(made.pool, [(9, [row()])], TODAY)
    own = made_pool(tmp_path / "sim", 0, replace(POLICY, simulated=True, pool="e" * 16))
    assert filling.fill(own.pool, [(1, [row()]), (2, [row(), row(platform="Outlier")])], TODAY) == 3
    assert facts.facts(own.pool).num_rows == 3
    with pytest.raises(InputError):
        filling.fill(own.pool, [(3, [row()]), (4, [row(kept=301)])], TODAY)
    assert len(seating.seats(own.pool)) == 2


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "a"
    files.write(path, b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"


def test_codes_come_in_batches_of_twenty(tmp_path):
    made = made_pool(tmp_path / "pool", members=0)
    codes = seating.invite(made.pool, 45, TODAY, handed_by="Ada")
    assert [[c.batch for c in codes].count(b) for b in (1, 2, 3)] == [20, 20, 5]
    more = seating.invite(made.pool, 16, TODAY, handed_by="Ada")  # what one person hands out on a day goes on
    assert [c.batch for c in more] == [3] * 15 + [4]
    assert {c.batch for c in seating.invite(made.pool, 2, TODAY, handed_by="Bo")} == {5}
    assert {c.batch for c in seating.invite(made.pool, 2, TODAY + dt.timedelta(1), handed_by="Bo")} == {6}
    hands = seating.hands(made.pool)
    assert (hands[1][1], hands[46][1], hands[61][1], hands[62][1]) == (20, 20, 1, 2)
    assert {s.handed_by for s in seating.seats(made.pool)} == {"Ada", "Bo"}


def test_a_pool_from_before_batches_opens_and_its_seats_are_a_batch_a_day(tmp_path):
    made = made_pool(tmp_path / "pool", members=30)
    with sqlite3.connect(made.pool.database) as connection:
        for name in ("batch", "handed_by"):
            connection.execute(f"ALTER TABLE seats DROP COLUMN {name}")
    connection.close()
    pool = folder.open_pool(made.pool.folder)
    assert set(seating.hands(pool).values()) == {(0, 30)}
    (code,) = seating.invite(pool, 1, TODAY)
    assert (code.batch, seating.hands(pool)[31][1]) == (1, 1)
    assert all(s.batch is None and s.handed_by == "" for s in seating.seats(pool)[:30])


def test_a_pool_from_before_rows_said_how_they_are_backed_opens_with_its_rows_and_facts(tmp_path):
    made = made_pool(tmp_path / "pool", members=2)
    first, second = made.members
    intake.take(made.pool, made.keys, [made.file(first.bundle(row()))], TODAY)
    (path,) = facts.fact_files(made.pool)
    with sqlite3.connect(made.pool.database) as connection:
        for name in EVIDENCE:
            connection.execute(f"ALTER TABLE rows DROP COLUMN {name}")
    connection.close()
    old = pq.read_table(path)
    pq.write_table(old.drop_columns(list(EVIDENCE)), path)  # the stamp stays
    pool = folder.open_pool(made.pool.folder)
    filed = row(hours_by_file=75, money_by_file=50, money_by_deposit=25)
    intake.take(pool, made.keys, [made.file(second.bundle(filed))], TODAY)
    assert [r for s in (1, 2) for r in seating.rows(pool, s)] == [row(), filed]
    assert facts.facts(pool).column("money_by_file").to_pylist() == [None, 50]
    assert checking.findings(pool, TODAY)[-1:] in ((), (checking.Finding("no_keys", ANY),))
