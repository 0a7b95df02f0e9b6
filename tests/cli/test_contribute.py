"""`tracker contribute`: shown word for word, written, withdrawn; what is missing is an error that names the option."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from tests.desk.test_contribute import ONE_REGION
from tracker.pool.invitation import invitation_text
from tracker.vault import folder, intake, keys, seating

TODAY = dt.date(2026, 5, 6)


@pytest.fixture
def pool(tmp_path):
    own = keys.new_keys(ONE_REGION.pool)
    made = folder.make(tmp_path / "pool", ONE_REGION, own, TODAY)
    return made, own


@pytest.fixture
def invitation(pool, tmp_path):
    path = tmp_path / "invitation.json"
    path.write_bytes(invitation_text(pool[0].invitation()))
    return path


@pytest.fixture
def ledger(cli):
    cli("platform", "Mercor", "--currency", "USD")
    cli("project", "Mercor", "Nova", "--role", "code review", "--agreed", "30")
    cli("set", "home_currency", "USD")
    cli("log", "12h", "mercor", "nova", "2026-02-03", "to", "2026-02-05")
    return cli


def test_a_contribution_is_shown_written_and_taken_in(ledger, pool, invitation, tmp_path):
    code, out = seating.invite(pool[0], 1, TODAY)[0].code, tmp_path / "mine.bundle"
    said = ledger("contribute", str(invitation), "-o", str(out), "--code", code).out
    assert said.startswith("The keepers of this pool will be able to see your figures per quarter")
    assert "Raters united" in said
    assert '"hours":10' in said
    assert "1 name called otherwise" in said
    (taken,) = intake.take(pool[0], pool[1], [("mine.bundle", out.read_bytes())], TODAY)
    assert isinstance(taken.decision, intake.Accepted)

    out.unlink()
    ledger("contribute", "--withdraw", str(invitation), "-o", str(out))
    (taken,) = intake.take(pool[0], pool[1], [("mine.bundle", out.read_bytes())], TODAY)
    assert isinstance(taken.decision, intake.Accepted)
    assert seating.rows(pool[0], 1) == ()


def test_a_dry_run_shows_the_same_and_writes_nothing(ledger, invitation, tmp_path):
    told = ledger("contribute", str(invitation), "--dry-run", "--json").json
    assert told["document"]["rows"][0]["platform"] == "Mercor"
    assert told["document"]["rows"][0]["role"] == "code"
    assert (told["file"], told["needs_code"], told["quarters"]) == (None, True, ["2026Q1"])
    assert {n["kind"] for n in told["notes"]} <= {"rounded", "clipped", "other", "left_out"}
    assert not (ledger.ledger.parent / "contributions").exists()
    assert "Nothing is written." in ledger("contribute", str(invitation), "--dry-run").out


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], "-o FILE"),
        (["-o", "x.bundle"], "--code"),
        (["-o", "x.bundle", "--code", "nonsense"], "16 letters"),
        (["--dry-run", "--region", "west"], "north"),
        (["--dry-run", "--from", "2026-05-01"], "2024Q2 to 2026Q1"),
        (["--dry-run", "--from", "2026-03-01", "--to", "2026-01-01"], "earlier day first"),
        (["--withdraw", "-o", "x.bundle"], "keeper"),
    ],
)
def test_what_is_missing_is_an_error_that_says_what_to_do(ledger, invitation, words, names):
    failed = ledger("contribute", str(invitation), *words, code=1)
    assert names in failed.err


def test_an_invitation_that_is_none(ledger, tmp_path):
    assert "no file" in ledger("contribute", str(tmp_path / "none.json"), "--dry-run", code=1).err
    for i, data in enumerate((b"", b"{}", b"\xff" * 50, b"[" * 100_000)):
        path = tmp_path / f"{i}.json"
        path.write_bytes(data)
        failed = ledger("contribute", str(path), "--dry-run", "--json", code=1)
        assert failed.json["error"] == "bad_policy"


def test_the_code_is_read_from_a_file_or_standard_input(ledger, pool, invitation, tmp_path, monkeypatch):
    code, out = seating.invite(pool[0], 1, TODAY)[0].code, tmp_path / "mine.bundle"
    (tmp_path / "seat.txt").write_text(f"{code}\n")
    ledger("contribute", str(invitation), "-o", str(out), "--code", f"@{tmp_path / 'seat.txt'}")
    (taken,) = intake.take(pool[0], pool[1], [("mine.bundle", out.read_bytes())], TODAY)
    assert isinstance(taken.decision, intake.Accepted)
    fresh = tmp_path / "again.bundle"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{code}\n"))
    ledger("contribute", str(invitation), "-o", str(fresh), "--code", "-")
    assert fresh.exists()
    failed = ledger("contribute", str(invitation), "-o", str(fresh), "--code", f"@{tmp_path / 'none.txt'}", code=1)
    assert "There is no file" in failed.err
