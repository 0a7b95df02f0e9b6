"""Building, storing and checking releases; crashes and refusals."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.release.made import PASSPHRASE, QUARTER, TODAY, Filled, filled, plant, policy, rows
from tracker.errors import DamagedPool, InputError, Refused
from tracker.release.cells import Level, points
from tracker.release.figures import CONTRIBUTORS, KEPT, LOST, ON_TIME, Published, Suppressed
from tracker.release.split import epsilon
from tracker.vault import draws, measuring, packing, releases
from tracker.vault.changing import changing
from tracker.vault.draws import Draws

RHO = Decimal("0.1")


@pytest.fixture(autouse=True)
def keys_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TRACKER_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def made(tmp_path) -> Filled:
    return filled(tmp_path / "pool", 400)


def build(made: Filled, quarter: str = QUARTER, rho: Decimal = RHO):
    return releases.build(made.pool, made.keys, quarter, rho, TODAY)


def test_a_release_of_four_hundred_is_a_small_one(made):
    release = packing.read(build(made).folder)
    shown = {(f.cell.level, f.statistic) for f in release.figures if isinstance(f.result, Published)}
    assert {(Level.ALL, KEPT), (Level.ALL, ON_TIME), (Level.ALL, LOST), (Level.PLATFORM, CONTRIBUTORS)} <= shown
    assert Level.LEAF not in {level for level, _ in shown}
    assert (release.record.split, release.record.seats, release.record.only_count) == ("small release", 401, False)
    assert release.publisher == made.pool.invitation().publisher
    people = [f.result.value for f in release.figures if (f.cell.level, f.statistic) == (Level.PLATFORM, CONTRIBUTORS)
              and isinstance(f.result, Published)]  # fmt: skip
    assert len(people) == 4
    assert sum(people) <= 401


def test_of_twenty_there_is_a_number_and_the_sentence_why(tmp_path):
    release = packing.read(build(filled(tmp_path / "pool", 20), rho=Decimal("0.05")).folder)
    shown = {f.statistic: f.result.value for f in release.figures if isinstance(f.result, Published)}
    assert set(shown) == {CONTRIBUTORS}
    assert shown[CONTRIBUTORS] <= 21
    assert release.record.only_count
    assert any("too few contributors" in s for s in release.record.sentences)
    assert Decimal(release.record.spent) <= Decimal("0.05")


def test_the_same_quarter_again_gives_the_stored_files(made, tmp_path):
    first, again = build(made), build(made, rho=Decimal("0.05"))
    assert (first.new, again.new) == (True, False)
    assert first.folder == again.folder
    assert len(releases.read_ledger(made.pool).entries) == 1
    out = releases.hand_out(again, tmp_path / "out")
    assert packing.sums_of(out) == first.entry.sums
    assert releases.hand_out(again, out) == out


def test_rows_that_come_after_a_release_are_not_in_it(made):
    before = build(made).entry
    with changing(made.pool, TODAY) as change:
        change.insert_rows(401, rows(1)[1], 1)
        change.touch([QUARTER])
    assert build(made).entry == before


def test_the_ledger_s_entry_is_the_sum_of_opendp_s_own_maps(made):
    built = build(made)
    record = packing.read(built.folder).record
    total = math.fsum(float(d["rho"]) for d in record.draws if d["counted"] == "yes")
    assert total == pytest.approx(float(built.entry.charge), abs=2e-6)
    assert built.entry.charge <= built.entry.rho
    assert {d["counted"] for d in record.draws} == {"yes"}


def test_where_a_ratio_is_not_shown_its_part_goes_to_the_rate():
    """Cells whose rate is drawn alone, in place of both, cost what both would have."""
    from bench.releases import POLICY, rows

    who = points(rows(1_900, 3), POLICY, b"key")
    drawn = measuring.measure(who, POLICY, 0.1, seats=1_900).draws
    for s in drawn:
        level, _, what = s.what.partition(": ")
        if not s.counted:
            both = [d.rho for d in drawn if d.what in (f"{level}: kept", f"{level}: kept_of_headline")]
            assert what.startswith("kept alone")
            assert s.rho == pytest.approx(sum(both))


def test_scales_are_those_of_the_closed_form_and_cost_what_they_should():
    for rho in (1e-5, 0.0017, 0.05):
        measurement, scale = draws.gaussian(rho, math.sqrt(2))
        assert scale == pytest.approx(math.sqrt(2) / math.sqrt(2 * rho), rel=1e-12)
        assert rho * (1 - 1e-9) < measurement.map(math.sqrt(2)) <= rho
        for alpha in (0.25, 0.5, 0.75):
            measurement, scale = draws.quantile(rho, range(100), alpha)
            assert scale == pytest.approx(max(alpha, 1 - alpha) / math.sqrt(2 * rho), rel=1e-12)
            assert rho * (1 - 1e-9) < measurement.map(1) <= rho


@pytest.mark.parametrize("rho", [0.05, 0.1, 0.2, 0.6])
def test_epsilon_is_that_of_opendp(rho):
    assert epsilon(rho) == pytest.approx(draws.epsilon_by_opendp(rho, 1e-6), abs=0.005)


@pytest.mark.parametrize(
    ("column", "value"),
    [("kept", 5000), ("kept", -3), ("unpaid_share", 400), ("platform", "Elsewhere"), ("hours", 900)],
)
def test_a_planted_row_stops_the_build_before_anything_is_drawn(made, column, value):
    plant(made.pool, 3, column, value)
    with pytest.raises(Refused) as caught:
        build(made)
    assert caught.value.code == "out_of_bounds"
    assert releases.read_ledger(made.pool).entries == ()


def test_bounds_are_asserted_on_the_figures_themselves(made):
    rules = policy()
    who = points([(s, r) for s, listed in rows(20).items() for r in listed], rules, bytes(32), 2)
    leaf = next(c for c, g in who.at(Level.LEAF).items() if g)
    from dataclasses import replace

    for wrong in (
        [*who.cells[leaf], replace(who.cells[leaf][0], kept=30_001)],
        [*who.cells[leaf], replace(who.cells[leaf][0], unpaid=11)],
        [*who.cells[leaf], who.cells[leaf][0], who.cells[leaf][0]],
    ):
        drawn = Draws()
        with pytest.raises(Refused):
            measuring.measure(replace(who, cells={**who.cells, leaf: tuple(wrong)}), rules, 0.05, drawn, seats=1)
        assert drawn.log == []


def test_a_release_that_would_pass_the_cap_is_refused_naming_both(tmp_path):
    names = ["2026Q1", "2026Q2", "2026Q3"]
    made = filled(tmp_path / "pool", 160, names)
    for quarter in names[:2]:
        build(made, quarter)
    spent = [e.charge for e in releases.read_ledger(made.pool).entries]
    with pytest.raises(Refused, match=r"requested 0\.2, remaining 0\.") as caught:
        build(made, names[2], Decimal("0.2"))
    assert caught.value.code == "budget"
    assert [e.charge for e in releases.read_ledger(made.pool).entries] == spent


def test_a_seat_keeps_its_account_with_a_new_key(tmp_path):
    from tracker.vault import seating

    made = filled(tmp_path / "pool", 160, ["2026Q2", QUARTER])
    build(made, "2026Q2", Decimal("0.2"))
    seating.rekey(made.pool, 3, TODAY)
    assert 3 in releases.read_ledger(made.pool).entries[0].seats


@pytest.mark.parametrize("rho", ["0", "-1", "0.3"])
def test_a_budget_that_cannot_be_is_refused(made, rho):
    with pytest.raises(Refused) as caught:
        build(made, rho=Decimal(rho))
    assert caught.value.code == "bad_rho"


def test_a_quarter_that_is_not_over_or_empty_is_refused(made):
    for quarter, code in (("2026Q4", "not_over"), ("2026Q1", "no_rows")):
        with pytest.raises(Refused) as caught:
            build(made, quarter)
        assert caught.value.code == code


def test_another_keeper_s_keys_do_not_sign(made):
    from tracker.vault import keys

    with pytest.raises(Refused) as caught:
        releases.build(made.pool, keys.new_keys(made.pool.policy.pool), QUARTER, RHO, TODAY)
    assert caught.value.code == "not_publisher"


def test_without_opendp_the_sentence_says_how_to_get_it(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(Refused, match="not installed") as caught:
        build(made)
    assert caught.value.code == "needs_publish"
    assert "gig-tracker[publish]" in str(caught.value.hint)
    assert releases.read_ledger(made.pool).entries == ()


def test_an_older_copy_of_the_pool_is_refused(made, tmp_path):
    shutil.copytree(made.pool.folder, tmp_path / "old")
    build(made)
    from tracker.vault import folder

    with pytest.raises(Refused) as caught:
        releases.build(folder.open_pool(tmp_path / "old"), made.keys, QUARTER, RHO, TODAY)
    assert caught.value.code == "older_ledger"


def test_a_privacy_ledger_that_was_deleted_is_missed_on_any_machine(made, tmp_path, monkeypatch):
    build(made)
    made.pool.privacy_ledger.unlink()
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "another user"))
    with pytest.raises(Refused, match=f"{QUARTER}-r1") as caught:
        build(made)
    assert caught.value.code == "older_ledger"


def test_what_was_seen_is_noted_by_each_use_after_a_kill(made, tmp_path, monkeypatch):
    shutil.copytree(made.pool.folder, tmp_path / "old")

    def die(*args):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(releases, "_place", lambda pool, entry: die() if entry.sums else None)
        patched.setattr(releases, "_note_seen", lambda pool, ledger: die() if ledger.last else None)
        with pytest.raises(Killed):
            build(made)
    assert not build(made).new
    from tracker.vault import folder

    with pytest.raises(Refused) as caught:
        releases.build(folder.open_pool(tmp_path / "old"), made.keys, QUARTER, RHO, TODAY)
    assert caught.value.code == "older_ledger"


def test_a_ledger_that_lost_its_last_newline_still_says_what_was_published(made):
    first = build(made)
    path = made.pool.privacy_ledger
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    again = build(made)
    assert (again.new, again.entry) == (False, first.entry)
    assert len(releases.read_ledger(made.pool).entries) == 1


def test_two_programs_that_build_at_once_make_one_release(made):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as both:
        built = [f.result() for f in [both.submit(build, made) for _ in range(2)]]
    assert sorted(b.new for b in built) == [False, True]
    assert len(releases.read_ledger(made.pool).entries) == 1


def test_a_clock_that_was_set_back_changes_no_account(made):
    import datetime as dt

    first = build(made)
    again = releases.build(made.pool, made.keys, QUARTER, RHO, dt.date(2026, 10, 1))
    assert (again.new, again.entry) == (False, first.entry)
    with pytest.raises(Refused) as caught:
        releases.build(made.pool, made.keys, "2026Q4", RHO, dt.date(2026, 10, 1))
    assert caught.value.code == "not_over"


def test_each_release_names_the_one_before(tmp_path):
    made = filled(tmp_path / "pool", 160, ["2026Q2", QUARTER])
    first = build(made, "2026Q2", Decimal("0.05"))
    second = packing.read(build(made, QUARTER, Decimal("0.05")).folder).record
    assert second.previous == {"number": 1, "sums": first.entry.sums}
    assert (second.number, second.wasted) == (2, [])


# --- crashes ------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for the end of the program."""


@pytest.mark.parametrize("at", ["measure", "write", "drawn", "published", "place"])
def test_a_kill_may_waste_budget_and_never_overspends_it(made, monkeypatch, at):
    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        if at == "measure":
            patched.setattr(measuring, "measure", die)
        elif at == "write":
            patched.setattr(packing, "write", die)
        elif at == "place":
            patched.setattr(releases, "_place", die)
        else:
            real = releases._append
            patched.setattr(
                releases, "_append", lambda p, l, word, *a, **k: die() if word == at else real(p, l, word, *a, **k)
            )
        with pytest.raises(Killed):
            build(made)
    (entry,) = releases.read_ledger(made.pool).entries
    assert entry.rho == RHO
    built = build(made)
    found = releases.read_ledger(made.pool).entries
    if at == "place":
        assert (built.new, len(found)) == (False, 1)
    else:
        assert (built.new, len(found), built.entry.number) == (True, 2, 2)
        assert sum(e.charge for e in found) <= Decimal("0.2")
        assert packing.read(built.folder).record.wasted == [1]
    assert not list(made.pool.releases.glob("*.part"))


def test_a_ledger_line_cut_short_by_a_power_cut_does_not_count(made):
    build(made)
    path = made.pool.privacy_ledger
    path.write_bytes(path.read_bytes() + b'{"before":"')
    assert len(releases.read_ledger(made.pool).entries) == 1


def test_a_stored_release_that_is_gone_is_never_drawn_again(made):
    shutil.rmtree(build(made).folder)
    with pytest.raises(DamagedPool):
        build(made)


# --- the folder ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("release")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TRACKER_KEYS", str(home / "keys"))
        made = filled(home / "pool", 2500)
        return releases.hand_out(releases.build(made.pool, made.keys, QUARTER, RHO, TODAY), home / "out")


@pytest.fixture
def copy(folder, tmp_path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_the_folder_holds_what_it_should(folder):
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {
        "datapackage.json", "cells.csv", "cells.parquet", "release.db", "METHODS.md", "CITATION.cff", "index.html",
        "SHA256SUMS", "SHA256SUMS.sig", "charts/kept.svg", "charts/kept.png", "release.json",
    } <= names  # fmt: skip
    assert (folder / "charts/kept.png").read_bytes().startswith(b"\x89PNG")


def test_sha256sum_agrees(folder):
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_figure_has_an_anchor_and_the_sentence_stands_there(folder):
    release = packing.read(folder)
    page = (folder / "index.html").read_text()
    for f in release.figures:
        assert (f'id="{f.name}"' in page) == isinstance(f.result, Published)
    assert "Whether or not any one worker took part, these results would be almost the same." in page
    assert "SIMULATED" in page
    assert "http://www.w3.org/2000/svg" in page
    assert 'src="http' not in page


def test_simulated_is_said_in_every_text(folder):
    for name in ("index.html", "METHODS.md", "CITATION.cff", "datapackage.json", "README.md", "charts/kept.svg"):
        assert "SIMULATED" in (folder / name).read_text(), name


def test_a_suppressed_cell_looks_the_same_whatever_the_reason(folder):
    lines = [x for x in packing.read(folder).lines if not x.shown]
    told = {
        tuple(x.values[c] for c in ("status", "value", "noise_low", "noise_high", "sample_low", "sample_high"))
        for x in lines
    }
    assert told == {("suppressed", "", "", "", "", "")}
    assert {type(f.result) for f in packing.read(folder).figures} == {Published, Suppressed}


def test_the_fingerprint_is_in_the_citation(folder):
    assert packing.read(folder).publisher in (folder / "CITATION.cff").read_text()


def test_a_forged_release_needs_the_key(copy):
    csv = copy / "cells.csv"
    csv.write_text(csv.read_text().replace("published", "published", 1) + "\n")
    (copy / "SHA256SUMS").write_bytes(packing.sums_text(copy))
    with pytest.raises(InputError, match="signature"):
        packing.read(copy)


def test_tables_that_differ_are_found_even_when_they_are_signed(copy, tmp_path):
    from tracker.vault import keys

    other = keys.Keys("0" * 16, bytes(32))
    record = json.loads((copy / "release.json").read_text())
    record["publisher"] = other.public
    from tracker.pool.canonical_json import canonical

    (copy / "release.json").write_bytes(canonical(record))
    with sqlite3.connect(copy / "release.db") as connection:
        connection.execute("UPDATE cells SET value = value + 1 WHERE value IS NOT NULL")
    connection.close()
    sums = packing.sums_text(copy)
    (copy / "SHA256SUMS").write_bytes(sums)
    (copy / "SHA256SUMS.sig").write_bytes(packing.signature_text(other.sign(sums)))
    with pytest.raises(InputError, match="same figures"):
        packing.read(copy)


def test_frictionless_finds_the_package_valid(folder):
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--type", "package"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_datasette_opens_the_database(folder):
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from datasette.app import Datasette

    async def ask():
        served = Datasette([], immutables=[str(folder / "release.db")])
        return (await served.client.get("/release/cells.json?_shape=array&status=published")).json()

    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        found = apart.submit(lambda: asyncio.run(ask())).result()
    assert {x["id"] for x in found} == {x.values["id"] for x in packing.read(folder).lines if x.shown}


def test_no_seat_and_no_exact_count_is_in_any_byte(folder):
    text = b"".join(
        p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix in {".json", ".csv", ".md", ".html"}
    )
    assert b'"seats":2501' in text
    assert b"seat," not in text
    assert hashlib.sha256(bytes(32)).hexdigest().encode() not in text
