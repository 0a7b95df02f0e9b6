"""`tracker pool …` from a terminal: what a keeper does, in order."""

from __future__ import annotations

import csv
import datetime as dt
import json

import pytest

from tests.cli.conftest import Cli
from tests.pool.made import Member, quick_passphrases, row
from tracker.cli import main
from tracker.pool.bundle import text
from tracker.pool.invitation import read_invitation
from tracker.vault import keys

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def pool(cli: Cli, tmp_path, monkeypatch):
    """The command line in a folder with a pool of three seats; gives it and how to run it."""
    quick_passphrases(monkeypatch)
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TRACKER_PASSPHRASE", "correct horse battery")
    monkeypatch.chdir(tmp_path)
    cli.now = NOW
    made = cli("pool", "init", "raters", "--name", "Raters united", "--region", "north", "--role", "code", "--json")
    cli("pool", "invite", "raters", "--count", "3", "-o", "codes.csv")
    cli.made = made.json
    return cli


@pytest.fixture
def members(pool, tmp_path):
    policy = read_invitation((tmp_path / "raters" / "invitation.json").read_bytes()).policy
    with (tmp_path / "codes.csv").open(newline="") as file:
        return [Member(line["code"], policy) for line in csv.DictReader(file)]


def send(tmp_path, name, bundle):
    recipients = read_invitation((tmp_path / "raters" / "invitation.json").read_bytes()).keepers
    (tmp_path / name).write_bytes(keys.encrypt(text(bundle), recipients))
    return name


def test_a_quarter_with_a_pool(pool, members, tmp_path):
    a = send(tmp_path, "a", members[0].bundle(row(kept=12)))
    b = send(tmp_path, "b", members[1].bundle(row(quarter="2026Q2")))
    (tmp_path / "c").write_bytes(b"what")
    told = pool("pool", "add", "raters", a, "c", b, "nowhere", "--json", code=1).json
    assert [f["decision"] for f in told["files"]] == ["accepted", "refused", "accepted", "refused"]
    assert [f.get("code") for f in told["files"]] == [None, "bundle_locked", None, "no_access"]
    assert (told["accepted"], told["known"], told["refused"]) == (2, 0, 2)
    again = pool("pool", "add", "raters", a, b)
    assert "a: seat 1, known already." in again.out
    assert "0 accepted, 2 known already, 0 refused." in again.out
    listed = pool("pool", "list", "raters", "--json").json
    assert (listed["quarter"], listed["missing"], listed["used"], listed["waiting"]) == ("2026Q3", [2], 2, 1)
    assert "Missing for 2026Q2: 1." in pool("pool", "list", "raters", "--quarter", "2026Q2").out
    pool("pool", "list", "raters", "--quarter", "2026", code=1)
    assert pool("pool", "doctor", "raters").out == "Nothing is wrong.\n"


def test_leaving_and_coming_back(pool, members, tmp_path):
    m = members[0]
    a = send(tmp_path, "a", m.bundle())
    gone = send(tmp_path, "gone", m.withdrawal())
    assert "no withdrawal" in pool("pool", "withdraw", "raters", a, code=1).out
    pool("pool", "add", "raters", a)
    assert "seat 1 is removed." in pool("pool", "withdraw", "raters", gone).out
    code = pool("pool", "rekey", "raters", "1", "--json").json["code"]
    pool("pool", "add", "raters", send(tmp_path, "b", m.bundle(seat_code=code)))
    assert "--yes" in pool("pool", "remove", "raters", "1", code=1).err
    assert pool("pool", "remove", "raters", "1", "--yes", "--json").json == {"seat": 1, "quarters": ["2026Q3"]}
    pool("pool", "remove", "raters", "9", "--yes", code=1)
    assert "No rows" in pool("pool", "prune", "raters").out


def test_a_keeper_without_keys(pool, members, tmp_path, monkeypatch):
    send(tmp_path, "a", members[0].bundle())
    monkeypatch.setenv("TRACKER_PASSPHRASE", "something else")
    assert pool("pool", "add", "raters", "a", "--json", code=1).json["error"] == "keys_needed"
    monkeypatch.delenv("TRACKER_PASSPHRASE")
    assert "TRACKER_PASSPHRASE" in pool("pool", "add", "raters", "a", code=1).err
    monkeypatch.setenv("TRACKER_PASSPHRASE", "a new passphrase")
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "elsewhere"))
    assert pool("pool", "keys", "raters", "--json").json["here"] is False
    pool("pool", "keys", "raters", "--recover", "00000", code=1)
    assert pool("pool", "keys", "raters", "--recover", pool.made["recovery"], "--json").json["here"] is True
    assert pool("pool", "keys", "raters", "--show", "--json").json["recovery"] == pool.made["recovery"]
    pool("pool", "add", "raters", "a")


def test_a_second_keeper(pool, members, tmp_path, monkeypatch):
    before = read_invitation((tmp_path / "raters" / "invitation.json").read_bytes())
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "second"))
    told = pool("pool", "keys", "raters", "--join", "--json").json
    assert len(told["keepers"]) == 2
    after = read_invitation((tmp_path / "raters" / "invitation.json").read_bytes())
    assert after.keepers[:1] == before.keepers
    assert after.publisher == before.publisher
    pool("pool", "add", "raters", send(tmp_path, "a", members[0].bundle()))


def test_what_cannot_be(pool, tmp_path):
    assert "not empty" in pool("pool", "init", "raters", "--name", "B", code=1).err
    assert pool("pool", "init", "new", "--name", "B", "--rho", "3", "--json", code=1).json["error"] == "bad_policy"
    assert pool("pool", "init", "new", "--name", "B", "--minimum-wage", "x", code=1).err
    assert not (tmp_path / "new").exists()
    assert len(list((tmp_path / "keys").glob("*.age"))) == 1
    pool("pool", "list", "nowhere", code=1)
    pool("pool", "invite", "raters", "--count", "1", "-o", "codes.csv", code=1)
    pool("pool", "invite", "raters", "--count", "0", "-o", "new.csv", code=1)
    pool("pool", code=2)
    pool("pool", "dance", code=2)


def test_no_ledger_is_made(pool, capsys, tmp_path):
    capsys.readouterr()
    assert not pool.ledger.exists()
    assert main(["pool", "list", str(tmp_path / "raters"), "--json"], clock=lambda: NOW) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Raters united"
    assert not pool.ledger.exists()


def test_the_log_is_signed_and_verified(pool, tmp_path):
    pool("pool", "rekey", "raters", "2")
    said = pool("pool", "log", "raters", "--json").json
    assert [x["word"] for x in said["lines"]] == ["made", "invited", "rekeyed"]
    assert said["unsigned"] == 0
    assert {x["signed_by"] for x in said["lines"]} != {None}
    assert pool("pool", "verify", "raters", "--json").json["faults"] == []
    log = tmp_path / "raters" / "intake.log"
    log.write_text(log.read_text().replace("rekeyed", "invited"))
    found = pool("pool", "verify", "raters", "--json", code=1).json
    assert [f["kind"] for f in found["faults"]] == ["log_file"]


def test_two_keepers_have_to_sign(pool, tmp_path, monkeypatch):
    pool("pool", "init", "two", "--name", "Two", "--two-keepers")
    pool("pool", "invite", "two", "--count", "2", "-o", "two.csv")
    assert pool("pool", "remove", "two", "1", "--yes", "--json", code=1).json["error"] == "second_keeper"
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "others"))
    pool("pool", "keys", "two", "--join")
    assert pool("pool", "remove", "two", "1", "--yes", "--json").json["seat"] == 1
    assert pool("pool", "verify", "two", "--json").json["faults"] == []


def test_slips_are_made_beside_the_table_and_never_over_another_file(pool, tmp_path):
    pool("pool", "invite", "raters", "--count", "2", "-o", "more.csv", "--slips", "slips.html")
    page = (tmp_path / "slips.html").read_text()
    with (tmp_path / "more.csv").open(newline="") as file:
        assert all(line["code"] in page for line in csv.DictReader(file))
    assert (tmp_path / "slips.html").stat().st_mode & 0o077 == 0
    again = pool("pool", "invite", "raters", "--count", "1", "-o", "third.csv", "--slips", "slips.html", code=1)
    assert "is there already" in again.err
    assert not (tmp_path / "third.csv").exists()
