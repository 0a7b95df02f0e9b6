"""An encrypted ledger on the command line: the passphrase is asked for once, and never an argument."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d
from tracker.cli import ask
from tracker.cli.locking import _LAST
from tracker.store import key_agent, key_files, key_ring
from tracker.store.keys import Key

pytestmark = pytest.mark.usefixtures("cheap_keys")
PASSPHRASE = "correct horse battery"


class Keyboard:
    """Somebody at a terminal, who types these lines, unseen ones among them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: Iterator[str] = iter(())
        self.asked: list[str] = []
        monkeypatch.setattr(ask, "possible", lambda: True)
        monkeypatch.setattr(ask, "line", self.line)
        monkeypatch.setattr(getpass, "getpass", self.line)

    def types(self, *lines: str) -> None:
        self.lines, self.asked = iter(lines), []

    def line(self, prompt: str) -> str:
        self.asked.append(prompt)
        return next(self.lines)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Keyboard:
    return Keyboard(monkeypatch)


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.txt").write_text(f"{PASSPHRASE}\nnot this line\n")
    return str(tmp_path / "secret.txt")


def later(cli: Cli) -> None:
    """Another process, which holds no key by itself."""
    key_ring.let_go()


def lock(cli: Cli) -> None:
    cli("lock")
    later(cli)


def test_encrypting_asks_twice_and_shows_the_recovery_key_first(
    cli: Cli, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("log", "1h", "outlier")
    keyboard.types(PASSPHRASE, PASSPHRASE, "wrong")
    assert "nothing was encrypted" in cli("encrypt", code=1).err
    assert not key_files.keys_file(cli.ledger).exists()
    monkeypatch.setattr("tracker.store.keys.os.urandom", lambda n: bytes(n))
    keyboard.types(PASSPHRASE, "another horse", "")
    assert "not the same" in cli("encrypt", code=1).err
    last = Key(bytes(20)).on_paper()[-_LAST:]
    keyboard.types(PASSPHRASE, PASSPHRASE, last.lower())
    said = cli("encrypt").out
    assert said.index("recovery key") < said.index("is encrypted")
    assert "the folder contributions" in " ".join(said.split())
    assert keyboard.asked[:2] == ["New passphrase: ", "Once more: "]
    assert "is encrypted already" in cli("encrypt", code=1).err


def test_one_passphrase_a_session(cli: Cli, keyboard: Keyboard, secret: str) -> None:
    cli("log", "1h", "outlier")
    assert cli("encrypt", "--passphrase-file", secret, "--json").json["lock_after"] == 60
    later(cli)
    keyboard.types()
    cli("log", "2h", "outlier")
    later(cli)
    assert len(cli.rows(d.WorkSession)) == 2
    lock(cli)
    keyboard.types("wrong horse battery", PASSPHRASE)
    told = cli("status")
    assert "does not open" in told.err
    assert len(keyboard.asked) == 2
    later(cli)
    keyboard.types()
    cli("status")
    lock(cli)
    keyboard.types("wrong one", "wrong two", "wrong three")
    told = cli("status", code=1)
    assert "This passphrase does not open" in told.err.splitlines()[-1]
    assert "tracker passphrase --recovery" in told.err


def test_nobody_is_asked_in_a_script(cli: Cli, secret: str) -> None:
    cli("log", "1h", "outlier")
    cli("encrypt", "--passphrase-file", secret)
    lock(cli)
    for words in (("status",), ("doctor",), ("restore", "nothing.db")):
        assert cli(*words, "--json", code=1).json["error"] in ("locked", "not_found")
    told = cli("status", code=1)
    assert told.err.count("tracker:") == 1
    assert "Give its passphrase with: tracker unlock." in told.err
    assert cli("unlock", code=1).err.count("--passphrase-file") == 1
    cli("unlock", "--passphrase-file", secret, "--lock-after", "5")
    later(cli)
    cli("status")
    wrapped = key_files.beside(cli.ledger)
    assert wrapped is not None
    assert wrapped.lock_after == 5
    assert "after 1 to" in cli("unlock", "--passphrase-file", secret, "--lock-after", "0", code=1).err


def test_a_passphrase_comes_from_standard_input(cli: Cli, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "1h", "outlier")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    cli("encrypt", "--passphrase-file", "-")
    lock(cli)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert "is empty" in cli("unlock", "--passphrase-file", "-", code=1).err
    assert cli("unlock", "--passphrase-file", secret, "--json").json["locked"] is False


def test_another_passphrase_and_the_recovery_key(cli: Cli, keyboard: Keyboard, secret: str, tmp_path: Path) -> None:
    cli("log", "1h", "outlier")
    paper = cli("encrypt", "--passphrase-file", secret, "--json").json["recovery_key"]
    keyboard.types(PASSPHRASE, "another horse", "another horse")
    cli("passphrase")
    lock(cli)
    assert cli("unlock", "--passphrase-file", secret, code=1).err.startswith("tracker: This passphrase does not open")
    keyboard.types(paper, "from paper again", "from paper again")
    cli("passphrase", "--recovery")
    (tmp_path / "paper.txt").write_text(paper[:-1])
    told = cli("passphrase", "--recovery-file", str(tmp_path / "paper.txt"), code=1)
    assert "It has 40 letters" in told.err
    keyboard.types("from paper again")
    assert "is open" in cli("unlock").out


def test_the_short_way_back(cli: Cli, keyboard: Keyboard, secret: str) -> None:
    cli("log", "1h", "outlier")
    cli("backup")
    cli("encrypt", "--passphrase-file", secret)
    keyboard.types("no")
    assert "Nothing was done" in cli("decrypt", code=1).err
    assert "with 1 backup and 0 kept files" in cli("decrypt", "--passphrase-file", secret, "--yes").out
    assert not key_files.keys_file(cli.ledger).exists()
    assert "is not encrypted" in cli("decrypt", "--yes", code=1).err
    assert "is not encrypted" in cli("lock", code=1).err
    assert "is not encrypted" in cli("unlock", "--passphrase-file", secret, code=1).err


def test_what_is_written_out_never_lands_on_an_encrypted_ledger(cli: Cli, secret: str) -> None:
    cli("log", "1h", "outlier")
    cli("encrypt", "--passphrase-file", secret)
    for path in (cli.ledger, key_files.keys_file(cli.ledger)):
        before = path.read_bytes()
        assert "not written over" in cli("export", "--as", "hledger", str(path), "--force", code=1).err
        assert path.read_bytes() == before


def test_doctor_and_restore_of_an_encrypted_ledger(cli: Cli, keyboard: Keyboard, secret: str) -> None:
    cli("log", "1h", "outlier")
    copy = cli("backup", "--json").json["path"]
    cli("encrypt", "--passphrase-file", secret)
    cli("log", "3h", "outlier")
    lock(cli)
    keyboard.types(PASSPHRASE)
    assert "Nothing is wrong" in cli("doctor").out
    lock(cli)
    keyboard.types(PASSPHRASE)
    cli("restore", copy, "--yes")
    assert len(cli.rows(d.WorkSession)) == 1
    assert key_agent.is_here(_mark(cli))


def _mark(cli: Cli) -> bytes:
    wrapped = key_files.beside(cli.ledger)
    assert wrapped is not None
    return wrapped.mark
