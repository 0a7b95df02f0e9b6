"""Bad input ends in one clear sentence, exit code 1, and nothing written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d

TOGGL = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
ROW = "Acme,Hopper,x,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
OUTLIER = "workDate,itemID,duration,rateApplied,payout,payType,projectName,status\n"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("big.csv", b"0" * 60_000_000)
    return out.getvalue()


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("empty.csv", b"", "empty"),
    "a PDF named csv": ("bank.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "no known columns": ("x.csv", b"a,b\n1,2\n", "No known format"),
    "a zip bomb": ("bomb.zip", _bomb(), "bomb.zip"),
    "a damaged zip": ("broken.zip", b"PK\x03\x04" + b"\x00" * 40, "broken.zip"),
    "an endless line": ("long.csv", b"a" * 3_000_000, "long.csv"),
    "a newer archive": ("datapackage.json", b'{"tracker_archive": 99}', "datapackage.json"),
    "an archive with an unknown column": ("payouts.csv", b"platform,kind,received_on,amount,currency,mood\n", "mood"),
    "an archive without a needed column": ("payouts.csv", b"platform,kind,received_on,amount\n", "currency"),
    "no zone": ("toggl.csv", (TOGGL + ROW).encode(), "--zone"),
}


@pytest.mark.parametrize("name", FILES)
def test_hopeless_files(cli: Cli, tmp_path: Path, name: str) -> None:
    file, data, said = FILES[name]
    path = tmp_path / file
    path.write_bytes(data)
    cli("platform", "Mercor")
    before = cli.snapshot()
    got = cli("import", str(path), "--json", code=1)
    assert said in got.err
    assert got.err.count("\n") == 1
    assert set(got.json) >= {"error", "message", "hint"}
    assert cli.snapshot() == before


ROWS: dict[str, tuple[str, str, list[str], str]] = {
    "a date that is none": (
        "outlier.csv", OUTLIER + '"13/15/2024",a1,30m,$20.00/hr,$10.00,prepay,p,pending\n', [], "bad_date",
    ),
    "a skipped hour": (
        "toggl.csv",
        TOGGL + "Acme,Hopper,x,2026-03-29,02:30:00,2026-03-29,03:30:00,01:00:00\n",
        ["--zone", "Europe/Rome", "--platform", "Acme"],
        "skipped_hour",
    ),
    "a currency that is none": (
        "payouts.csv",
        "platform,kind,received_on,amount,currency\nMercor,payout,2026-03-02,10.00,QQQ\n",
        [],
        "currency",
    ),
    "a repeated hour": (
        "toggl.csv",
        TOGGL + "Acme,Hopper,x,2026-10-25,02:30:00,2026-10-25,02:40:00,00:10:00\n",
        ["--zone", "Europe/Rome", "--platform", "Acme"],
        "repeated_hour",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_bad_rows_are_rejected_with_their_place(cli: Cli, tmp_path: Path, name: str) -> None:
    file, text, options, code = ROWS[name]
    path = tmp_path / file
    path.write_text(text)
    got = cli("import", str(path), *options, "--json")
    rejected = got.json["files"][0]["rejected"]
    assert len(rejected) == 1
    assert code in rejected[0]["code"]
    assert rejected[0]["line"] == 2
    assert rejected[0]["message"]
    assert not cli.rows(d.WorkSession) + cli.rows(d.Payout)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(cli: Cli, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "toggl.csv"
    path.write_bytes((TOGGL + ROW.replace("Hopper", "Café Ünit")).encode(encoding))
    cli("import", str(path), "--zone", "Europe/Rome", "--platform", "Acme")
    assert [s.project for s in cli.rows(d.WorkSession)] == ["Café Ünit"]


def test_a_formula_stays_text_and_is_guarded_on_the_way_out(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(TOGGL + ROW.replace("Hopper", "=1+1"))
    cli("import", str(path), "--zone", "Europe/Rome", "--platform", "Acme")
    assert [s.project for s in cli.rows(d.WorkSession)] == ["=1+1"]
    cli("export", str(tmp_path / "out"))
    written = (tmp_path / "out" / "work_sessions.csv").read_text()
    assert ",=1+1" not in written


LINES: dict[str, tuple[list[str], str]] = {
    "no time": (["log", "outlier"], "How long"),
    "no platform": (["log", "2h"], "which platform"),
    "in the future": (["log", "2h", "outlier", "2026-12-01"], "future"),
    "a skipped hour": (["log", "2h", "outlier", "2026-03-29", "02:30"], "clocks"),
    "bad amount": (["paid", "mercor", "ten"], "not a number"),
    "ambiguous amount": (["paid", "mercor", "1,234"], "two numbers"),
    "nothing paid": (["paid", "mercor", "0"], "above zero"),
    "unknown currency": (["paid", "mercor", "10", "QQQ"], "not a currency"),
    "too many decimals": (["paid", "mercor", "1.23456"], "four decimals"),
    "covers backwards": (["paid", "mercor", "10", "--covers", "2026-05-02", "2026-05-01"], "before"),
    "time off backwards": (["off", "2026-05-02", "2026-05-01"], "before"),
    "too many hours": (["available", "200"], "between 0 and 168"),
    "bad weekdays": (["available", "20", "--days", "mon-fro"], "weekdays"),
    "cycle without its day": (["platform", "mercor", "--cycle", "weekly"], "weekday"),
    "unknown cycle": (["platform", "mercor", "--cycle", "daily"], "not one of: none, weekly"),
    "reversed range": (["project", "mercor", "a", "--advertised", "45-30"], "below"),
    "unknown successor": (["project", "mercor", "a", "--successor-of", "b"], "no project"),
    "rate change without rate": (["event", "mercor", "a", "rate_changed"], "--rate"),
    "own currency": (["rate", "USD", "1.1"], "home currency"),
    "rate of nothing": (["rate", "PHP", "0"], "above zero"),
    "unknown setting": (["set", "mood", "good"], "no setting"),
    "no file": (["import", "nowhere.csv"], "no file"),
    "unknown format": (["import", __file__, "--format", "nothing"], "no format"),
    "unknown mapping": (["import", __file__, "--map", "nothing"], "no mapping"),
    "bad rule": (["import", __file__, "--rule", "nonsense"], "not a rule"),
    "bad day": (["report", "--from", "2026-02-30"], "not a date"),
    "bad as-of": (["report", "--as-of", "soon"], "not a date"),
}


@pytest.mark.parametrize("name", LINES)
def test_bad_lines(cli: Cli, name: str) -> None:
    words, said = LINES[name]
    got = cli(*words, code=1)
    assert said in got.err
    assert got.err.count("\n") == 1
    assert not any(cli.snapshot().values())


def test_a_question_of_a_line_has_an_exit_code_of_its_own(cli: Cli) -> None:
    got = cli("log", "2h", "outlier", "03/04/2026", code=2)
    assert "two dates" in got.err
    assert got.err.count("\n") == 1
    assert not any(cli.snapshot().values())


def test_a_ledger_from_a_newer_version(cli: Cli) -> None:
    import sqlite3

    cli("log", "1h", "outlier")
    with sqlite3.connect(cli.ledger) as base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    base.close()
    got = cli("status", "--json", code=1)
    assert got.json["error"] == "newer_ledger"


def test_a_damaged_ledger(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    data = bytearray(cli.ledger.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    cli.ledger.write_bytes(bytes(data))
    got = cli("status", "--json", code=1)
    assert got.json["error"] == "damaged_ledger"


def test_no_room(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "1h", "outlier")
    before = cli.snapshot()
    path = tmp_path / "toggl.csv"
    rows = "".join(ROW.replace("09:00:00", f"09:00:{n % 60:02d}").replace("Hopper", f"p{n}") for n in range(3000))
    path.write_text(TOGGL + rows)
    from tracker.store import connection

    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "PRAGMA max_page_count = 60"))
    got = cli("import", str(path), "--zone", "UTC", "--platform", "Acme", "--json", code=1)
    assert got.json["error"] == "disk_full"
    monkeypatch.undo()
    monkeypatch.setattr("tracker.store.system.local_zone", lambda: "Europe/Rome")
    assert cli.snapshot() == before


def test_a_folder_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cli.ledger = blocked / "tracker.db"
    got = cli("log", "1h", "outlier", code=1)
    assert got.err.count("\n") == 1


def test_what_a_shell_may_hand_over(cli: Cli) -> None:
    """Words that are no text, empty names, homes of nobody: a sentence each, and nothing written."""
    for words, said in (
        (["log", "1h", "outlier", "caf\udcff"], "cannot be stored"),
        (["platform", "caf\udcff"], "cannot be stored"),
        (["import", ""], "empty"),
        (["export", " "], "empty"),
        (["import", "~nobody-of-this-name/x.csv"], "no home folder"),
        (["forget", "", "--yes"], "What is to be forgotten"),
        (["undo", "9" * 30], "larger"),
        (["paid", "mercor", "1e400"], "not a number"),
        (["paid", "mercor", "922337203685477.5808"], "larger"),
        (["log", "200h", "outlier"], "more than a day has"),
        (["platform", "-"], "not work"),
        (["platform", "mercor", "--delay", "9" * 20], "larger"),
        (["set", "standard_week_hours", "-4"], "between"),
    ):
        got = cli(*words, "--json", code=1)
        assert said in got.json["message"] + got.json["hint"], words
        assert got.err.count("\n") == 1
    assert not any(cli.snapshot().values())


def test_a_place_without_the_right_to_it(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exists = Path.exists

    def refuse(path: Path) -> bool:
        if path.suffix == ".zip":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    cli("platform", "Mercor")
    monkeypatch.setattr(Path, "exists", refuse)
    got = cli("export", str(tmp_path / "x.zip"), "--json", code=1)
    assert (got.json["error"], got.err.count("\n")) == ("no_access", 1)


def test_signs_that_move_the_cursor_stay_in_the_file(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "toggl.csv"
    path.write_text(TOGGL + ROW.replace("Hopper", "\x1b[31mHopper\x07"))
    got = cli("import", str(path), "--zone", "Europe/Rome", "--platform", "Acme")
    assert "\x1b" not in got.out + got.err
    assert [s.project for s in cli.rows(d.WorkSession)] == ["\x1b[31mHopper\x07"]


def test_a_name_that_only_the_journal_knows_can_be_forgotten(cli: Cli) -> None:
    cli("log", "1h", "zebraplat")
    cli("undo")
    assert b"zebraplat" in cli.ledger.read_bytes()
    cli("forget", "Zebraplat", "--yes")
    assert b"zebraplat" not in cli.ledger.read_bytes().lower()


def test_a_timer_of_tomorrow_has_run_for_no_time(cli: Cli) -> None:
    import datetime as dt

    cli("start", "mercor")
    cli.now -= dt.timedelta(hours=2)
    assert cli("status", "--json").json["running"]["seconds"] == 0
