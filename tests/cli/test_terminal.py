"""Questions: asked where somebody sits at a terminal, errors that name the option everywhere else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d

HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
A = "Acme,Hopper,a,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
B = "Home,Garden,b,2026-03-02,11:00:00,2026-03-02,12:00:00,01:00:00\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def toggl(tmp_path: Path) -> str:
    path = tmp_path / "toggl.csv"
    path.write_text(HEAD + A + B)
    return str(path)


def _answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def test_an_import_asks_shows_and_confirms(cli: Cli, toggl: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch, "Mars", "", "Mercor/Hopper", "-", "", "", "y")
    got = cli("import", toggl)
    assert "1 would be added" in got.out
    assert [(s.platform, s.project) for s in cli.rows(d.WorkSession)] == [("Mercor", "Hopper")]
    assert {r.platform for r in cli.rows(d.Rule)} == {"Mercor", "-"}


def test_no_means_nothing_is_written(cli: Cli, toggl: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch, "n")
    got = cli("import", toggl, "--zone", "UTC", "--platform", "Acme", code=1)
    assert "Nothing was done" in got.err
    assert not any(cli.snapshot().values())


def test_yes_asks_nothing(cli: Cli, toggl: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch)
    cli("import", toggl, "--zone", "UTC", "--platform", "Acme", "--yes")
    assert len(cli.rows(d.WorkSession)) == 2


def test_an_ended_input_stops(cli: Cli, toggl: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch)
    assert "Stopped" in cli("import", toggl, code=1).err


def test_a_pipe_is_told_the_option(cli: Cli, toggl: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "--zone" in cli("import", toggl, code=1).err


def test_what_may_be_there_is_asked_by_its_kind(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "toggl.csv"
    words = ("import", str(path), "--zone", "UTC", "--platform", "Acme")
    path.write_text(HEAD + A + B)
    cli(*words)
    path.write_text(HEAD + A.replace("10:00:00,01", "10:30:00,01") + B)
    _answers(monkeypatch, "perhaps", "")
    asked = cli(*words)
    assert "1 row has the same start as one in the ledger" in asked.out
    assert "'perhaps' is not one of: keep, replace, add" in asked.err
    assert sorted(s.ended_at.minute for s in cli.rows(d.WorkSession)) == [0, 0]
    _answers(monkeypatch, "replace", "y")
    assert "The same: take the file's." in cli(*words).out
    assert sorted(s.ended_at.minute for s in cli.rows(d.WorkSession)) == [0, 30]


def test_forget_asks(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "1h", "Zanzibar")
    _answers(monkeypatch, "no")
    cli("forget", "Zanzibar", code=1)
    _answers(monkeypatch, "yes")
    cli("forget", "Zanzibar")
    assert cli.rows(d.Platform)[0].platform != "Zanzibar"


def test_the_bar_is_for_terminals_only(cli: Cli, toggl: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "[" not in cli("import", toggl, "--zone", "UTC", "--platform", "Acme").err
