"""A folder under watch, and a whole folder at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tracker.cli import files, watching
from tracker.cli.call import Call
from tracker.desk.watching import Watch
from tracker.domain import WorkSession
from tracker.errors import NotFound

UPWORK = "Date,Contract,Hours,Amount,Payment type\n2026-03-02,Nova review,10,250.00,\n"
MORE = UPWORK + "2026-03-09,Nova review,8.5,212.50,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    return made


def steps(monkeypatch: pytest.MonkeyPatch, *done: Callable[[], object]) -> None:
    """What happens between two looks; after the last comes Ctrl+C."""
    left: Iterator[Callable[[], object]] = iter(done)

    def pause(_: float) -> None:
        act = next(left, None)
        if act is None:
            raise KeyboardInterrupt
        act()

    monkeypatch.setattr(watching, "pause", pause)


def nothing() -> None:
    pass


def test_a_file_is_taken_when_it_no_longer_grows(folder: Path) -> None:
    (folder / "old.csv").write_text("a,b\n")
    watch = Watch.of(folder)
    assert watch.ready() == []
    new = folder / "in" / "new.csv"
    new.parent.mkdir()
    new.write_text("a")
    (folder / "x.csv.crdownload").write_text("half")
    (folder / ".hidden").write_text("x")
    (folder / "empty.csv").write_text("")
    assert watch.ready() == []
    new.write_text("a,b")
    assert watch.ready() == []
    assert watch.ready() == [new]
    assert watch.ready() == []
    new.write_text("a,b,c")
    assert (watch.ready(), watch.ready()) == ([], [new])
    with pytest.raises(NotFound):
        Watch.of(folder / "nowhere")


def test_nothing_is_stored_without_yes(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "old.csv").write_text(MORE)
    steps(monkeypatch, lambda: (folder / "new.csv").write_text(UPWORK), nothing, nothing)
    said = cli("watch", str(folder))
    assert "1 file with 1 row: 1 would be added" in said.out
    assert "Nothing was stored. To store it: tracker import" in said.err
    assert "1 files are there already" in said.err
    assert said.err.rstrip().endswith(f"No longer watching {folder}.")
    assert cli.rows(WorkSession) == []


def test_with_yes_what_is_new_is_stored_and_what_cannot_be_read_is_a_sentence(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad() -> None:
        (folder / "a.pdf").write_bytes(b"%PDF-1.7")
        (folder / "hours.csv").write_text(UPWORK)

    steps(monkeypatch, bad, nothing, lambda: (folder / "hours.csv").write_text(MORE), nothing, nothing)
    said = cli("watch", str(folder), "--yes")
    assert "This is a PDF document" in said.err
    assert said.out.count("Imported as change") == 2
    assert [s.amount for s in cli.rows(WorkSession)] == [2_500_000, 2_125_000]
    cli("undo")
    assert len(cli.rows(WorkSession)) == 1


def test_a_folder_that_is_not_there(cli: Cli, folder: Path) -> None:
    assert "There is no folder" in cli("watch", str(folder / "no"), code=1).err


@pytest.mark.skipif(os.name == "nt", reason="there the keys send another signal")
def test_ctrl_c_ends_it(cli: Cli, folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tracker",
        "--ledger",
        str(cli.ledger),
        "watch",
        str(folder),
        "--every",
        "0.05",
        "--yes",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert "Watching" in run.stderr.readline()
        (folder / "hours.csv").write_text(UPWORK)
        until = time.monotonic() + 60
        while time.monotonic() < until and not cli.rows(WorkSession):
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, "Imported as change" in out, "No longer watching" in err) == (0, True, True)
    assert "Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="there the keys send another signal")
def test_ctrl_c_in_the_middle_of_a_file_waits_until_what_was_stored_is_said(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, before = files.import_, signal.getsignal(signal.SIGINT)

    def interrupted(call: Call) -> None:
        signal.raise_signal(signal.SIGINT)
        stored(call)

    monkeypatch.setattr(files, "import_", interrupted)
    steps(monkeypatch, lambda: (folder / "hours.csv").write_text(UPWORK), nothing, nothing)
    said = cli("watch", str(folder), "--yes")
    assert "Imported as change" in said.out
    assert "No longer watching" in said.err
    assert signal.getsignal(signal.SIGINT) is before


def test_a_whole_folder_is_one_plan_and_one_undo(cli: Cli, folder: Path) -> None:
    (folder / "2026" / "march").mkdir(parents=True)
    (folder / "hours.csv").write_text(UPWORK)
    (folder / "2026" / "march" / "more.csv").write_text(MORE)
    (folder / "2026" / "hours (1).csv").write_text(UPWORK)
    (folder / "2026" / "scan.pdf").write_bytes(b"%PDF-1.7" + bytes(9_000))
    (folder / "film.mp4").write_bytes(bytes(range(256)) * 100)
    (folder / "odd.csv").write_text("Tag,Stunden\n1,2\n")
    (folder / ".DS_Store").write_text("x")
    got = cli("import", str(folder), "--json").json
    assert [(f["file"], f["new"], f["duplicate"]) for f in got["files"]] == [
        ("exports/2026/hours (1).csv", 1, 0),
        ("exports/2026/march/more.csv", 1, 1),
    ]
    assert {u["file"]: u["code"] for u in got["unread"]} == {
        "exports/2026/scan.pdf": "unreadable_file",
        "exports/film.mp4": "unreadable_file",
        "exports/hours.csv": "same_file",
        "exports/odd.csv": "unknown_format",
    }
    assert {u["why"] for u in got["unread"] if u["code"] == "same_file"} == {
        "It is the same file as exports/2026/hours (1).csv."
    }
    cli("undo")
    assert cli.rows(WorkSession) == []
    text = cli("import", str(folder), "--dry-run").out
    assert "4 files are not read." in " ".join(text.split())
    assert "exports/2026/scan.pdf: This is a PDF document" in text


def test_a_file_of_a_folder_that_cannot_be_opened_is_listed(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hours.csv", "locked.csv"):
        (folder / name).write_text(UPWORK)
    whole = Path.open

    def locked(path: Path, *how: Any, **more: Any) -> object:
        if path.name == "locked.csv":
            raise PermissionError(13, "Permission denied")
        return whole(path, *how, **more)

    monkeypatch.setattr(Path, "open", locked)
    (unread,) = cli("import", str(folder), "--json").json["unread"]
    assert unread == {
        "file": "exports/locked.csv",
        "code": "unreadable_file",
        "why": "It cannot be read: Permission denied.",
    }
