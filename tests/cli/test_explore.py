"""`tracker explore` hands a release on to the launcher, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracker import launch
from tracker.cli import main
from tracker.errors import Refused
from tracker.widgets import served
from tracker.widgets.served import House


def test_the_folder_and_the_options_go_to_the_launcher(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[tuple[Path, int | None, bool]] = []

    def explore(folder: Path, *, port: int | None, browser: bool) -> int:
        calls.append((folder, port, browser))
        return 0

    monkeypatch.setattr(launch, "explore", explore)
    assert main(["explore", str(tmp_path)]) == 0
    assert main(["explore", str(tmp_path), "--port", "8600", "--no-browser"]) == 0
    assert calls == [(tmp_path, None, True), (tmp_path, 8600, False)]


@pytest.mark.parametrize(("made", "code"), [({}, "not_found"), ({"release.json": "{}"}, "bad_release")])
def test_what_is_no_release_is_said_before_anything_is_served(
    made: dict[str, str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_LEDGER", str(tmp_path / "own" / "tracker.db"))
    folder = tmp_path / "release"
    folder.mkdir()
    for name, text in made.items():
        (folder / name).write_text(text)
    assert main(["explore", str(folder), "--json", "--no-browser"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == code
    assert not (tmp_path / "own").exists()


def test_there_is_no_ledger_beside_a_release(tmp_path: Path) -> None:
    served.configure(House(release=tmp_path))
    try:
        with pytest.raises(Refused):
            served.desk()
    finally:
        served.configure(House())
