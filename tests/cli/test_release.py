"""`tracker release`: build, verify, list."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.release.made import PASSPHRASE, QUARTER, filled
from tracker.cli import main


@pytest.fixture(autouse=True)
def keys_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TRACKER_PASSPHRASE", PASSPHRASE)


def run(*words: object) -> int:
    return main([str(w) for w in words], clock=lambda: dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC))


def test_build_verify_list(tmp_path, capsys):
    made = filled(tmp_path / "pool", 200, kept=True)
    out = tmp_path / "out"
    assert run("release", "build", made.pool.folder, "-o", out, "--rho", "0.1", "--json") == 0
    built = json.loads(capsys.readouterr().out)
    assert (built["new"], built["quarter"], built["simulated"]) == (True, QUARTER, True)
    invitation = made.pool.folder / "invitation.json"
    assert run("release", "verify", out, "--invitation", invitation, "--json") == 0
    assert json.loads(capsys.readouterr().out)["sums"] == built["sums"]
    assert run("release", "list", made.pool.folder, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["releases"]
    assert (one["number"], one["published"], one["sums"]) == (1, True, built["sums"])
    assert run("release", "build", made.pool.folder, "-o", tmp_path / "again", "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["sums"]) == (False, built["sums"])


def test_verify_compares_with_the_release_before(tmp_path, capsys):
    made = filled(tmp_path / "pool", 30, ["2026Q2", QUARTER], kept=True)
    for quarter in ("2026Q2", QUARTER):
        assert run("release", "build", made.pool.folder, "-o", tmp_path / quarter, "--quarter", quarter) == 0
    capsys.readouterr()
    assert run("release", "verify", tmp_path / QUARTER, "--previous", tmp_path / "2026Q2") == 0
    assert "as the one before it" in capsys.readouterr().out
    assert run("release", "verify", tmp_path / "2026Q2", "--previous", tmp_path / QUARTER, "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"] == "other_previous"
    assert run("release", "compare", tmp_path / QUARTER, tmp_path / "2026Q2", "--json") == 0
    (pair,) = json.loads(capsys.readouterr().out)["comparisons"]
    assert (pair["first"], pair["second"], pair["series"]) == ("2026Q2-r1", "2026Q3-r2", True)
    assert run("release", "compare", tmp_path / QUARTER, "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"] == "not_comparable"


def test_a_release_by_another_key_is_told(tmp_path, capsys):
    made = filled(tmp_path / "pool", 30, kept=True)
    assert run("release", "build", made.pool.folder, "-o", tmp_path / "out") == 0
    assert "almost the same" in capsys.readouterr().out
    assert run("release", "verify", tmp_path / "out", "--publisher", "0" * 64, "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"] == "other_publisher"


def test_refusals_name_their_reason(tmp_path, capsys):
    made = filled(tmp_path / "pool", 30, kept=True)
    for words, code in (
        (("--quarter", "2026Q4"), "not_over"),
        (("--quarter", "last"), "bad_input"),
        (("--rho", "much"), "bad_input"),
        (("--rho", "0.3"), "bad_rho"),
    ):
        assert run("release", "build", made.pool.folder, "-o", tmp_path / "out", "--json", *words) == 1
        assert json.loads(capsys.readouterr().out)["error"] == code
    assert not (tmp_path / "out").exists()
    assert run("release", "verify", tmp_path / "pool", "--json") == 1


def test_a_release_that_does_not_tell_how_many_took_part_says_so():
    from tracker.cli import release

    assert release._people(None, 60) == "some of 60 people with a code"
    assert release._people(58, 60) == "about 58 contributors"
