"""Sealed copies: whole, opened by their key alone, restored with their files; nothing of them is left open."""

import contextlib
import datetime as dt
import sqlite3
import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from tests.cli.conftest import NOW, Cli
from tests.papers.test_journals import found, ran
from tracker.errors import DamagedLedger
from tracker.store import sealed

MARK = "Zanzibar-7731"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path]:
    identity = pyrage.x25519.Identity.generate()
    place = tmp_path / "key.txt"
    place.write_text(f"# created: 2026-05-06\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), place


@pytest.fixture
def ledger(cli: Cli, tmp_path: Path) -> Cli:
    cli("platform", MARK)
    cli("log", f"2h {MARK} 2026-05-04")
    (tmp_path / "a.txt").write_text(f"kept {MARK}")
    cli("attach", str(tmp_path / "a.txt"), MARK)
    return cli


def test_a_copy_is_sealed_and_restored(ledger: Cli, keys: tuple[str, Path], tmp_path: Path, monkeypatch) -> None:
    away = tmp_path / "away"
    away.mkdir()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    made = Path(ledger("backup", "--seal", keys[0], str(away), "--json").json["path"])
    assert made.parent == away
    assert made.stat().st_mode & 0o777 == 0o600
    assert MARK.encode() not in made.read_bytes()
    before = ledger.snapshot()
    ledger("log", f"1h {MARK} 2026-05-05")
    found = ledger("restore", str(made), "--key", str(keys[1]), "--yes", "--json").json
    assert (found["restored"], found["file"], len(found["lost"])) == (True, str(made), 1)
    assert ledger.snapshot()["work_sessions"] == before["work_sessions"]
    assert (
        f"kept {MARK}"
        in ledger("attach", "--get", "1", "-o", str(tmp_path / "got.txt")).out + (tmp_path / "got.txt").read_text()
    )
    assert list(scratch.iterdir()) == []


def test_the_age_program_opens_it(ledger: Cli, tmp_path: Path) -> None:
    """Another implementation than the one that seals: no copy hangs on ours."""
    ran(found("age-keygen"), "-o", str(tmp_path / "key.txt"))
    public = ran(found("age-keygen"), "-y", str(tmp_path / "key.txt")).strip()
    made = Path(ledger("backup", "--seal", public, str(tmp_path / "copy.age"), "--json").json["path"])
    ran(found("age"), "--decrypt", "-i", str(tmp_path / "key.txt"), "-o", str(tmp_path / "open.tar"), str(made))
    with tarfile.open(tmp_path / "open.tar") as opened:
        names = opened.getnames()
        (name,) = [n for n in names if n.endswith(".db")]
        copy = opened.extractfile(name)
        assert copy is not None
        (tmp_path / "taken.db").write_bytes(copy.read())
    assert any(".files/" in n for n in names)
    with contextlib.closing(sqlite3.connect(tmp_path / "taken.db")) as read:
        assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert read.execute("SELECT platform FROM platforms").fetchall() == [(MARK,)]


def test_trying_a_restore_is_reminded_of_once_a_year(ledger: Cli, tmp_path: Path) -> None:
    copy = ledger("backup", str(tmp_path / "copy.db"), "--json").json["path"]
    assert "restore_due" not in ledger("doctor", "--json").out
    later = replace(ledger, now=NOW + dt.timedelta(days=366))
    assert "not tried for 366 days" in later("doctor").out
    assert "tracker restore COPY --dry-run" in later("doctor").out
    later("restore", copy, "--dry-run")
    assert "restore_due" not in later("doctor", "--json").out
    noted = next(tmp_path.rglob("*.restore-tried"))
    assert (noted.read_text(), noted.stat().st_mode & 0o777) == (f"{later.now.date()}\n", 0o600)
    assert "restore_due" in replace(later, now=later.now + dt.timedelta(days=365))("doctor", "--json").out


def test_what_does_not_open_is_said(ledger: Cli, keys: tuple[str, Path], tmp_path: Path) -> None:
    made = tmp_path / "copy.age"
    ledger("backup", "--seal", keys[0], str(made))
    assert "is there already" in ledger("backup", "--seal", keys[0], str(made), code=1).err
    assert "is sealed" in ledger("restore", str(made), "--dry-run", code=1).err
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert "is not sealed to a key of" in ledger("restore", str(made), "--key", str(other), "--dry-run", code=1).err
    other.write_text("nothing")
    assert "holds no key" in ledger("restore", str(made), "--key", str(other), "--dry-run", code=1).err
    ledger("restore", str(made), "--key", str(tmp_path / "none"), "--dry-run", code=1)
    assert "not a key" in ledger("backup", "--seal", "age1none", str(tmp_path / "x.age"), code=1).err
    assert not (tmp_path / "x.age").exists()
    other.write_bytes(pyrage.encrypt(b"no tar", [pyrage.x25519.Recipient.from_str(keys[0])]))
    assert "holds no ledger" in ledger("restore", str(other), "--key", str(keys[1]), "--dry-run", code=1).err


def test_a_damaged_copy_is_not_sealed(ledger: Cli, keys: tuple[str, Path], tmp_path: Path) -> None:
    with ledger.desk() as desk:
        made = desk.store.copy_into(tmp_path)
        version = desk.version
    assert sealed.seal(made, [keys[0]], version)
    with pytest.raises(DamagedLedger):
        sealed.seal(made, [keys[0]], version + 1)
