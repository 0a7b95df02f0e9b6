"""What is written for somebody to take along: for its owner only, whole or not at all."""

from __future__ import annotations

import stat

import pytest

from tracker.cli.out import printable
from tracker.desk.places import write_out
from tracker.errors import LedgerReadOnly, NotFound, Refused
from tracker.store import system
from tracker.words.cell import guard, neutral, unguard


def test_a_file_is_for_its_owner_only_also_where_one_for_all_was_before(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o644)
    with pytest.raises(Refused, match="is there already"):
        write_out(path, b"new")
    assert path.read_text() == "old"
    write_out(path, b"new", force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fails(*_paths):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(system, "put_in_place", fails)
    with pytest.raises(LedgerReadOnly):
        write_out(path, b"new", force=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotFound, match="no folder"):
        write_out(tmp_path / "none" / "out.csv", b"")


def test_every_export_of_the_terminal_is_for_its_owner_only(cli, tmp_path):
    cli("platform", "Mercor", "--currency", "USD")
    cli("terms", "Mercor", "--pay-cycle", "weekly", "--pay-cycle-ends", "fri", "--pay-delay-days", "5")
    cli("log", "2h", "mercor", "2026-05-04")
    folder = tmp_path / "archive"
    cli("export", str(tmp_path / "all.zip"))
    cli("export", str(folder))
    cli("outlook", "--ical", str(tmp_path / "days.ics"))
    cli("backup", str(tmp_path / "copy.db"))
    made = [
        p for p in (*tmp_path.glob("*.*"), *folder.rglob("*")) if p.suffix in (".zip", ".ics", ".csv", ".json", ".db")
    ]
    assert len(made) > 5
    assert {p.name: stat.S_IMODE(p.stat().st_mode) for p in made if p.stat().st_mode & 0o077} == {}


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_formulas_in_full_width_are_guarded_too(sign):
    assert guard(f"{sign}1") == neutral(f"{sign}1") == f"'{sign}1"
    assert unguard(guard(f"{sign}1")) == f"{sign}1"
    assert unguard(guard(f"'{sign}1")) == f"'{sign}1"


@pytest.mark.parametrize("control", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_signs_that_turn_a_line_around_are_shown_on_a_terminal(control):
    assert printable(f"paid {control}005") == f"paid <U+{ord(control):04X}>005"
