"""`tracker log`: every kind of line, the dry run, the JSON, which of two, and notes as a file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d
from tracker.desk import entry
from tracker.desk.session import Desk

LINES: dict[str, type[d.Record]] = {
    "32h outlier last week": d.WorkSession,
    "paid 412.50 usd mercor fee 3.10 on fri for 1-3 may": d.Payout,
    "bonus 50 usd outlier": d.Earning,
    "mercor ridge paused today 15:00 announced yesterday": d.ProjectEvent,
    "mercor ridge rate 24": d.ProjectEvent,
    "spent 12 usd headset for outlier": d.Expense,
    "off 3-9 aug": d.Availability,
    "available 20h mon-fri": d.Availability,
    "nothing on outlier": d.QueueCheck,
}


def _two_projects(cli: Cli) -> None:
    cli("project", "Mercor", "search eval")
    cli("project", "Mercor", "search rank")


@pytest.mark.parametrize("line", LINES)
def test_every_kind_of_line_is_stored_as_its_dry_run_says(cli: Cli, line: str) -> None:
    cli("platform", "Outlier")
    cli("project", "Mercor", "ridge")
    dry = cli("log", *line.split(), "--dry-run", "--json").json
    assert (dry["operation"], dry["table"], dry["new"]) == (None, LINES[line].TABLE, [])
    assert cli.rows(LINES[line]) == []
    done = cli("log", *line.split(), "--json").json
    assert {**done, "operation": None} == dry
    assert len(cli.rows(LINES[line])) == 1
    again = cli("log", done["line"], "--dry-run", "--json").json
    assert (again["record"], again["line"]) == (done["record"], done["line"])
    cli("undo")
    assert cli.rows(LINES[line]) == []


def test_what_is_understood_and_new_is_said(cli: Cli) -> None:
    said = cli("log", "2h", "outlier", "rlhf", "#", "batch", "3").out
    assert "Logged: 2h for outlier / rlhf on Wed 2026-05-06. (undo: tracker undo " in said
    assert "outlier is a new platform." in said
    assert "Note: batch 3" in said


def test_two_that_fit_are_an_error_with_both_and_their_lines(cli: Cli) -> None:
    _two_projects(cli)
    got = cli("log", "2h", "mercor", "sear", "--json", code=2)
    assert got.json["error"] == "ambiguous"
    assert [c["name"] for c in got.json["choices"]] == ["Mercor / search eval", "Mercor / search rank"]
    assert "search eval, search rank" in got.err
    cli("log", got.json["choices"][1]["line"])
    assert [s.project for s in cli.rows(d.WorkSession)] == ["search rank"]


def test_two_that_fit_are_asked_about_on_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    _two_projects(cli)
    monkeypatch.setattr(sys, "stdin", Terminal("3\n2\n"))
    assert "2  Mercor / search rank" in cli("log", "2h", "mercor", "sear").err
    assert [s.project for s in cli.rows(d.WorkSession)] == ["search rank"]


def test_options_go_where_they_belong(cli: Cli) -> None:
    cli("log", "paid", "5", "usd", "outlier", "--note", "late")
    assert [p.note for p in cli.rows(d.Payout)] == ["late"]
    said = cli("log", "paid", "5", "usd", "outlier", "--activity", "rework", "--until", "2026-05-06", code=1).err
    assert "--activity" in said
    cli("project", "Prolific", "surveys", "--model", "per_task")
    assert "at 0.15 USD a task" in cli("log", "1h", "prolific", "surveys", "--rate", "0.15", "--dry-run").out


def test_numbers_that_mean_two_things_are_never_stored(cli: Cli) -> None:
    for line in ("2h outlier 03.02.2026", "2h outlier 1.234 usd", "paid 1.234 mercor", "2.30h outlier"):
        assert cli("log", line, "--json", code=2).json["choices"]
    cli("log", "3,5 outlier", code=1)
    assert not any(cli.snapshot().values())
    assert cli("log", "2h outlier 3,5 usd", "--json").json["record"]["amount"] == "3.50"
    assert cli("log", "2h outlier 13.02.2026", "--json").json["record"]["worked_on"] == "2026-02-13"


def test_notes_are_imported_with_a_plan(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("4 May\n- 2h30 outlier rlhf\n- 1h\n5 May\n- 45m outlier rlhf unpaid waiting\n")
    plan = cli("import", str(path), "--format", "notes", "--dry-run", "--json").json["files"][0]
    assert (plan["format"], plan["new"], plan["minutes"]) == ("notes", 2, 195)
    assert [(r["line"], r["value"]) for r in plan["rejected"]] == [(3, "1h")]
    cli("import", str(path), "--format", "notes")
    assert cli("import", str(path), "--format", "notes", "--json").json["files"][0]["duplicate"] == 2
    earlier = cli("import", str(path), "--format", "notes", "--as-of", "2026-05-03", "--dry-run").out
    assert "4 May is Sun 2025-05-04" in " ".join(earlier.split())


def test_names_are_read_once_per_version(cli: Cli) -> None:
    cli("platform", "Outlier")
    with cli.desk() as desk:
        assert isinstance(desk, Desk)
        first = entry.understand(desk, "2h outl")
        assert not first.new_platform
        entry.add(desk, [d.Platform(platform="Mercor")])
        assert not entry.understand(desk, "2h merc").new_platform


def test_a_day_of_approval_is_set_on_what_is_logged(cli: Cli) -> None:
    cli("platform", "Acme", "--currency", "USD")
    cli("project", "Acme", "Ridge", "--agreed", "25")
    cli("log", "2h acme ridge 2026-05-04")
    words = ("log", "approved acme 5 may")
    before = cli.snapshot()
    assert cli(*words, "--dry-run", "--json").json["record"]["approved_on"] == "2026-05-05"
    assert cli.snapshot() == before
    assert "Options are for what is new" in cli(*words, "--status", "approved", code=1).err
    found = cli(*words, "--json").json
    assert found["understood"] == "approved on Tue 2026-05-05: 1 entry of Acme / Ridge, Mon 2026-05-04, 2h, 50.00 USD"
    assert [str(s.approved_on) for s in cli.rows(d.WorkSession)] == ["2026-05-05"]
    cli("undo")
    assert [s.approved_on for s in cli.rows(d.WorkSession)] == [None]
