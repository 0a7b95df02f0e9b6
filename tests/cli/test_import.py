"""Files through the command line: the real samples with their totals, again, back out, and back in."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.samples import sample
from tracker import domain as d

UPWORK = "upwork/upwork_earnings_by_contract.upwork-analytics.csv"
TOGGL = "toggl/toggl_detailed_bom.timba.csv"
CLOCKIFY = "clockify/clockify_summary_bydesc.ClockifyExport.csv"
WISE = "wise/wise_statement_2025_txtype.smoothment.csv"
TIMESHEET = "other_trackers/bookkeeper_timesheet_2020-2023_synthetic.csv"
RATES = "other_trackers/bookkeeper_clients_rates_synthetic.csv"

SUMMARY_MAP = {
    "tracker_mapping": 1,
    "name": "clockify summary",
    "kind": "work_session",
    "header": ["Date", "Project", "Client", "Description", "Time (h)", "Time (decimal)"],
    "columns": {
        "date": "Date", "project": "Project", "client": "Client", "note": "Description", "duration": "Time (h)",
    },
}  # fmt: skip
TIMESHEET_MAP = {
    "tracker_mapping": 1,
    "name": "timesheet",
    "kind": "work_session",
    "header": ["date", "clock_in", "clock_out", "code", "notes", "tags"],
    "zone": "America/New_York",
    "columns": {
        "date": "date", "start": "clock_in", "end": "clock_out", "code": "code", "note": "notes", "tag": "tags",
    },
    "constants": {"platform": "Books"},
}  # fmt: skip


def _one(result: Any) -> dict[str, Any]:
    assert set(result) == {"files", "batch"}
    assert len(result["files"]) == 1
    file = result["files"][0]
    assert set(file) >= {
        "file", "format", "rows", "new", "updated", "duplicate", "conflict", "ignored", "rejected", "minutes",
        "amounts",
    }  # fmt: skip
    every = file["new"] + file["updated"] + file["duplicate"] + file["conflict"]
    assert file["rows"] == every + sum(file["ignored"].values()) + len(file["rejected"])
    return dict(file)


def _import_twice_and_undo(cli: Cli, *words: str) -> dict[str, Any]:
    """Import, import again (nothing new), undo (as it was), import once more; what the first said."""
    cli("set", "tax_rate_percent", "20")
    before = cli.snapshot()
    first = cli("import", *words, "--json").json
    after = cli.snapshot()
    again = cli("import", *words, "--json").json
    assert again["batch"] is None
    assert _one(again)["new"] == 0
    assert cli.snapshot() == after
    cli("undo", str(first["batch"]))
    assert cli.snapshot() == before
    assert cli("import", *words, "--json").json["batch"] is not None
    return _one(first)


def test_upwork(cli: Cli) -> None:
    file = _import_twice_and_undo(cli, str(sample(UPWORK)))
    assert (file["rows"], file["new"], file["amounts"]) == (252, 252, {"USD": "5189.58"})
    assert round(file["minutes"] / 60, 3) == 601.167
    r = cli("report", "--from", "2023-09-01", "--to", "2026-05-06", "--json", "--by", "project").json
    assert r["money"]["accrued"] == "5189.58"
    assert sum(g["hours"]["all"] for g in r["by"]) == pytest.approx(601.167, abs=0.001)


def test_toggl(cli: Cli) -> None:
    file = _import_twice_and_undo(cli, str(sample(TOGGL)), "--zone", "Europe/Berlin", "--platform", "Side")
    assert (file["new"], file["minutes"]) == (11, 645)


def test_clockify_summary_through_the_wizard(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(SUMMARY_MAP))
    rule = ["--rule", "client=Company:Company"]
    file = _import_twice_and_undo(cli, str(sample(CLOCKIFY)), "--map", str(path), *rule)
    assert (file["new"], round(file["minutes"] * 60)) == (99, 279_183)
    again = _one(cli("import", str(sample(CLOCKIFY)), "--json").json)
    assert (again["format"], again["duplicate"]) == ("clockify summary", 99)


def test_wise_stores_nobody_without_a_rule(cli: Cli) -> None:
    file = _one(cli("import", str(sample(WISE)), "--json").json)
    assert file["new"] == 0
    assert sum(file["ignored"].values()) == file["rows"] == 8
    for path in cli.ledger.parent.rglob("*"):
        assert not path.is_file() or b"Asian Market" not in path.read_bytes()


@pytest.fixture
def books(cli: Cli, tmp_path: Path) -> tuple[Cli, list[str]]:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(TIMESHEET_MAP))
    rates = ["--rates", str(sample(RATES)), "--currency", "USD"]
    return cli, [str(sample(TIMESHEET)), "--map", str(path), *rates]


def test_bookkeeper_timesheet_with_rates(books: tuple[Cli, list[str]]) -> None:
    cli, words = books
    file = _import_twice_and_undo(cli, *words)
    assert file["new"] == 8588
    assert round(file["minutes"] / 60, 2) == 4693.38
    r = cli("report", "--from", "2020-01-01", "--to", "2024-01-01", "--json").json
    by_activity = sum(
        (s.minutes if s.minutes is not None else int((s.ended_at - s.started_at).total_seconds())) / 3600
        for s in cli.rows(d.WorkSession)
        if s.project == "BIZ"
    )
    assert round(by_activity, 2) == 727.48
    assert r["hours"]["unpaid"] > 0
    assert _one(cli("import", words[0], "--json").json)["duplicate"] == 8588


def test_several_files_one_operation(cli: Cli) -> None:
    files = [str(sample(UPWORK)), str(sample(TOGGL))]
    done = cli("import", *files, "--zone", "Europe/Berlin", "--platform", "Side", "--json").json
    assert [f["new"] for f in done["files"]] == [252, 11]
    cli("undo", str(done["batch"]))
    assert not cli.rows(d.WorkSession)


def test_dry_run_writes_nothing(cli: Cli) -> None:
    shown = cli("import", str(sample(UPWORK)), "--dry-run", "--json").json
    assert shown["batch"] is None
    assert _one(shown)["new"] == 252
    assert not any(cli.snapshot().values())
    assert "1 file with 252 rows: 252 would be added" in cli("import", str(sample(UPWORK)), "--dry-run").out


HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
A = "Acme,Hopper,a,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
B = "Home,Garden,b,2026-03-02,11:00:00,2026-03-02,12:00:00,01:00:00\n"


def test_rules_assign_are_kept_and_are_undone_with_the_import(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(HEAD + A + B)
    cli("platform", "Mercor")
    before = cli.snapshot()
    zone = ["--zone", "Europe/Rome"]
    open_one = _one(cli("import", str(path), *zone, "--json", "--rule", "client=Acme:merc/Hopper").json)
    assert (open_one["new"], open_one["ignored"]) == (1, {"not_assigned": 1})
    assert [(s.platform, s.project) for s in cli.rows(d.WorkSession)] == [("Mercor", "Hopper")]
    kept = _one(cli("import", str(path), *zone, "--json", "--rule", "client=Home:-").json)
    assert (kept["duplicate"], kept["ignored"]) == (1, {"not_work": 1})
    assert {(r.pattern, r.platform) for r in cli.rows(d.Rule)} == {("Acme", "Mercor"), ("Home", "-")}
    cli("undo")
    cli("undo")
    assert cli.snapshot() == before


def test_the_ledgers_spelling_of_a_name_holds(cli: Cli) -> None:
    cli("platform", "UPWORK")
    cli("import", str(sample(UPWORK)))
    assert [p.platform for p in cli.rows(d.Platform)] == ["UPWORK"]


OUTLIER = "workDate,itemID,duration,rateApplied,payout,payType,projectName,status\n"


def _outlier(status: str) -> str:
    return OUTLIER + f'"Mar 30, 2026",a1,30m,$20.00/hr,$10.00,prepay,hopper,{status}\n'


def test_a_changed_status_is_updated_and_undone(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "earnings.csv"
    path.write_text(_outlier("pending"))
    cli("import", str(path))
    before = cli.snapshot()
    path.write_text(_outlier("approved"))
    assert _one(cli("import", str(path), "--json").json)["updated"] == 1
    assert cli.rows(d.WorkSession)[0].status in (None, "approved")
    cli("undo")
    assert cli.snapshot() == before


def test_other_content_is_a_conflict_and_replace_takes_it(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "toggl.csv"
    words = ["import", str(path), "--zone", "Europe/Rome", "--platform", "Acme", "--json"]
    path.write_text(HEAD + A)
    cli(*words)
    path.write_text(HEAD + A.replace(",a,", ",edited,"))
    assert _one(cli(*words).json)["conflict"] == 1
    assert cli.rows(d.WorkSession)[0].note in ("a", None) or "edited" not in str(cli.rows(d.WorkSession)[0])
    assert _one(cli(*words, "--replace").json)["conflict"] == 1
    assert "edited" in str(cli.rows(d.WorkSession)[0])
    assert _one(cli(*words).json)["duplicate"] == 1


def test_a_typed_row_is_never_overwritten(cli: Cli, tmp_path: Path) -> None:
    cli("log", "9:00-10:00", "acme", "2026-03-02")
    path = tmp_path / "toggl.csv"
    path.write_text(HEAD + A)
    words = ["import", str(path), "--zone", "Europe/Rome", "--platform", "acme", "--json"]
    assert _one(cli(*words).json)["conflict"] == 1
    assert len(cli.rows(d.WorkSession)) == 1


def test_archive_there_and_back(cli: Cli, tmp_path: Path) -> None:
    words = [str(sample(UPWORK)), str(sample(TOGGL)), "--zone", "Europe/Berlin", "--platform", "Side"]
    cli("import", *words)
    cli("log", "1h", "Mercor", "study", "#", "=1+1", "--new")
    cli("paid", "Mercor", "10")
    cli("set", "home_currency", "EUR")
    cli("export", str(tmp_path / "one.zip"))
    other = Cli(tmp_path / "other" / "tracker.db", cli.capsys)
    assert other("import", str(tmp_path / "one.zip"), "--json").json["batch"] == 1
    other("export", str(tmp_path / "two.zip"))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    again = other("import", *words, "--json").json
    assert again["batch"] is None
    assert [f["new"] + f["conflict"] + f["updated"] for f in again["files"]] == [0, 0]
    other("export", str(tmp_path / "folder"))
    third = Cli(tmp_path / "third" / "tracker.db", cli.capsys)
    third("import", str(tmp_path / "folder"))
    third("export", str(tmp_path / "three.zip"))
    assert (tmp_path / "three.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_standard_input_is_a_file_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    class Piped(io.StringIO):
        buffer = io.BytesIO((HEAD + A).encode())

    monkeypatch.setattr(sys, "stdin", Piped())
    assert _one(cli("import", "-", "--zone", "UTC", "--platform", "Acme", "--json").json)["new"] == 1


DATA = Path(__file__).parents[1] / "data"


def test_a_payer_without_a_rule_is_stored_nowhere(cli: Cli) -> None:
    statement = str(DATA / "wise" / "statement_new.csv")
    open_one = _one(cli("import", statement, "--json").json)
    assert open_one["ignored"]["not_assigned"] > 0
    assert not cli.rows(d.Payout)
    shown = cli("import", statement).out
    assert "left out" in shown
    payer = shown.split("Payer “")[1].split("”")[0]
    assert not any(payer.encode() in p.read_bytes() for p in cli.ledger.parent.rglob("*") if p.is_file())
    done = _one(cli("import", statement, "--rule", f"payer={payer}:Mercor", "--json").json)
    assert done["new"] >= 1
    assert {p.platform for p in cli.rows(d.Payout)} == {"Mercor"}


def test_one_table_of_a_zip_is_mapped(cli: Cli, tmp_path: Path) -> None:
    path, made = tmp_path / "map.json", tmp_path / "export.zip"
    path.write_text(json.dumps({
        "tracker_mapping": 1, "name": "stunden", "kind": "work_session", "header": ["Tag", "Stunden"],
        "columns": {"date": "Tag", "duration": "Stunden"}, "dates": "dmy", "duration_unit": "hours",
        "constants": {"platform": "Mercor"},
    }))  # fmt: skip
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("read_me.txt", "Made by nobody.")
        file.writestr("in/hours.csv", "Tag;Stunden\n03.09.2025;1,5\n14.09.2025;2,25\n")
    whole = cli("import", str(made), "--json", code=1)
    assert "To read one file of it alone, name it as export.zip/" in whole.json["hint"]
    none = cli("import", str(made / "hours.csv"), "--json", code=1)
    assert none.json["error"] == "not_found"
    assert "export.zip/in/hours.csv" in none.json["hint"]
    (file,) = cli("import", str(made / "in" / "hours.csv"), "--map", str(path), "--json").json["files"]
    assert (file["file"], file["new"], file["minutes"]) == ("export.zip/in/hours.csv", 2, 225)


def test_a_pipe_or_a_device_is_refused_at_once(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert cli("import", str(pipe), "--json", code=1).json["error"] == "no_file"
        assert cli("restore", str(pipe), code=1).err
    assert cli("import", os.devnull, "--json", code=1).json["error"] == "no_file"


def test_the_currency_and_the_day_of_copying_are_asked_by_their_options(cli: Cli, tmp_path: Path) -> None:
    harvest = tmp_path / "harvest.csv"
    harvest.write_text("Date,Hours,First Name,Last Name,Billable?,Billable Amount\n2025-09-07,2,Ada,Demo,Yes,80.00\n")
    assert "--currency" in cli("import", str(harvest), "--platform", "Side", code=1).err
    file = _one(cli("import", str(harvest), "--platform", "Side", "--currency", "cad", "--json").json)
    assert file["amounts"] == {"CAD": "80.00"}
    page = tmp_path / "copied.txt"
    page.write_text("Jun 25 $5.00\nNova $5.00\nTime Entry $5.00 1h 0 min Pending Approval · 1 day ago\n", "utf-8")
    assert "--as-of" in cli("import", str(page), code=1).err
    assert _one(cli("--as-of", "2026-06-26", "import", str(page), "--json").json)["new"] == 1
