"""Backups that make themselves, and a backup put in the ledger's place."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Cli
from tracker import domain as d
from tracker import zones
from tracker.desk import entry
from tracker.store import database

DAY = dt.timedelta(days=1)


def autos(cli: Cli) -> list[str]:
    return sorted(p.name for p in (cli.ledger.parent / "backups").glob("*-auto-*.db"))


def test_the_first_change_of_a_day_backs_up_what_was(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    cli("log", "2h", "outlier")
    assert autos(cli) == []
    cli.now += DAY
    cli("log", "3h", "outlier")
    cli("log", "4h", "outlier")
    assert autos(cli) == ["tracker-auto-20260507.db"]
    copy = Cli(cli.ledger.parent / "backups" / autos(cli)[0], cli.capsys, cli.now)
    assert len(copy.rows(d.WorkSession)) == 2


def test_reading_backs_nothing_up(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    cli.now += DAY
    cli("status")
    cli("undo", "--list")
    assert autos(cli) == []


def test_ten_days_and_a_year_of_months_are_kept(cli: Cli) -> None:
    with cli.desk() as desk:
        for n in range(420):
            cli.now = NOW + n * DAY
            if n % 5 == 0 or n > 400:
                entry.add(desk, [d.Expense(spent_on=cli.now.date(), amount=1, currency="USD", category="x")])
    days = [name[-11:-3] for name in autos(cli)]
    last = cli.now.date()
    assert days[-10:] == [f"{last - n * DAY:%Y%m%d}" for n in reversed(range(10))]
    assert len({day[:6] for day in days}) == 12
    assert len(days) <= 21


def test_a_large_ledger_is_left_to_its_owner(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LARGE", 1000)
    cli("log", "1h", "outlier")
    cli.now += DAY
    assert "tracker backup" in cli("log", "1h", "outlier").err
    assert autos(cli) == []


def test_a_backup_that_cannot_be_made_does_not_stop_the_change(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    (cli.ledger.parent / "backups").write_text("a file where the folder should be")
    cli.now += DAY
    assert "backup could not be made" in cli("log", "1h", "outlier").err
    assert len(cli.rows(d.WorkSession)) == 2


def restored(cli: Cli) -> Path:
    """A ledger of three sessions whose backup has one."""
    cli("log", "1h", "outlier")
    copy = Path(cli("backup", str(cli.ledger.parent / "stick.db"), "--json").json["path"])
    cli("log", "2h", "outlier")
    cli("log", "3h", "outlier")
    return copy


def test_a_restore_is_compared_first(cli: Cli) -> None:
    copy = restored(cli)
    before = cli.snapshot()
    answer = cli("restore", str(copy), "--dry-run", "--json").json
    assert answer["tables"][-1] == {"table": "work_sessions", "here": 3, "there": 1, "lost": 2}
    assert [o["id"] for o in answer["lost"]] == [4, 3]
    assert answer["last_there"]["id"] == 2
    assert "Changes that the backup does not have: 2" in cli("restore", str(copy), "--dry-run").out
    assert "--yes" in cli("restore", str(copy), code=1).err
    assert cli.snapshot() == before
    assert list(cli.ledger.parent.glob("*.restored*")) == []


def test_a_restore_keeps_what_it_replaced(cli: Cli) -> None:
    copy = restored(cli)
    before = cli.snapshot()
    with cli.desk() as open_elsewhere:
        version = open_elsewhere.version
        kept = cli("restore", str(copy), "--yes", "--json").json["replaced"]
        assert len(open_elsewhere.rows(d.WorkSession)) == 1
        assert open_elsewhere.version > version
        entry.add(open_elsewhere, [d.Expense(spent_on=NOW.date(), amount=1, currency="USD", category="x")])
    assert len(cli.rows(d.Expense)) == 1
    cli("undo")
    assert "not undone" in cli("undo", code=1).err
    cli("restore", kept, "--yes")
    assert cli.snapshot() == before


@pytest.mark.parametrize("harm", ["garbage", "page", "missing"])
def test_a_damaged_ledger_is_restored(cli: Cli, harm: str) -> None:
    copy = restored(cli)
    if harm == "missing":
        cli.ledger.unlink()
    else:
        data = bytearray(cli.ledger.read_bytes())
        at = 0 if harm == "garbage" else 4096
        data[at : at + 8000] = b"x" * 8000
        cli.ledger.write_bytes(data)
        assert "is damaged" in cli("status", code=1).err
    answer = cli("restore", str(copy), "--yes", "--json").json
    assert (answer["replaced"] is None) == (harm == "missing")
    assert len(cli.rows(d.WorkSession)) == 1
    cli("log", "1h", "outlier")


def test_what_is_no_backup(cli: Cli, tmp_path: Path) -> None:
    restored(cli)
    other = tmp_path / "notes.txt"
    other.write_text("no database")
    assert "tracker import" in cli("restore", str(other), "--yes", code=1).err
    assert "no backup at" in cli("restore", str(tmp_path / "gone.db"), "--yes", code=1).err
    assert "ledger itself" in cli("restore", str(cli.ledger), "--yes", code=1).err
    assert len(cli.rows(d.WorkSession)) == 3


# --- doctor --------------------------------------------------------------------------------------------


def kinds(cli: Cli, *words: str, code: int = 0) -> list[str]:
    return [f["kind"] for f in cli("doctor", "--json", *words, code=code).json["findings"]]


def odd(cli: Cli) -> None:
    """A ledger with one oddity of each kind."""
    twice = d.WorkSession(platform="outlier", started_at=NOW - 3 * DAY, ended_at=NOW - 3 * DAY + DAY / 24)
    payout = d.Payout(platform="outlier", kind="payout", received_on=NOW.date(), amount=10_000, currency="USD")
    ahead = d.Expense(spent_on=NOW.date() + 3 * DAY, amount=10_000, currency="USD", category="internet")
    with cli.desk() as desk:
        entry.add(desk, [
            d.Project(platform="outlier", project="rlhf", agreed_rate=300_000, currency="USD"),
            d.WorkSession(platform="outlier", started_at=NOW - 9 * DAY, ended_at=NOW - 8 * DAY),
            d.WorkSession(platform="outlier", worked_on=NOW.date(), minutes=0),
            d.WorkSession(platform="outlier", project="rlhf", worked_on=NOW.date(), minutes=60, rate=3_000_000),
            d.WorkSession(platform="outlier", worked_on=NOW.date() + DAY, minutes=60),
            twice, twice, payout, payout, ahead,
        ])  # fmt: skip


def test_a_sound_ledger(cli: Cli) -> None:
    assert "no ledger" in cli("doctor", code=1).err
    cli("log", "1h", "outlier")
    cli("start", "outlier")
    cli("undo")
    cli("undo", "2")
    assert "Nothing is wrong." in cli("doctor").out


def test_the_clock_data_in_use_is_named(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    used = zones.in_use()
    assert f"Rules of time zones: {used.version}, " in cli("doctor").out
    assert cli("doctor", "--json").json["clock_data"] == {"version": used.version, "source": used.source}


def test_odd_rows_are_found_and_some_put_right(cli: Cli) -> None:
    odd(cli)
    before = cli.snapshot()
    assert sorted(kinds(cli)) == ["alike", "empty", "future", "future", "long", "rate", "twice"]
    assert "--fix removes it" in cli("doctor").out
    assert cli.snapshot() == before
    answer = cli("doctor", "--fix", "--json").json
    assert sorted(f["kind"] for f in answer["fixed"]) == ["empty", "twice"]
    assert len(cli.rows(d.WorkSession)) == 4
    assert sorted(kinds(cli)) == ["alike", "future", "future", "long", "rate"]
    cli("undo", str(answer["operation"]))
    assert cli.snapshot() == before


def test_files_open_to_others(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    copy = Path(cli("backup", "--json").json["path"])
    copy.chmod(0o644)
    assert kinds(cli) == ["permissions"]
    cli("doctor", "--fix")
    assert copy.stat().st_mode & 0o077 == 0
    assert kinds(cli) == []


def test_what_another_program_wrote(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    with contextlib.closing(sqlite3.connect(cli.ledger)) as other:
        other.execute("UPDATE work_sessions SET minutes = 7200")
        other.commit()
    assert kinds(cli, code=1) == ["journal"]
    with contextlib.closing(sqlite3.connect(cli.ledger)) as other:
        other.execute("DELETE FROM platforms")
        other.commit()
    assert set(kinds(cli, code=1)) == {"journal", "orphan"}


def test_a_damaged_file(cli: Cli) -> None:
    cli("log", "1h", "outlier")
    cli.ledger.write_bytes(b"x" * 9000)
    assert kinds(cli, code=1) == ["integrity"]


@pytest.mark.parametrize("words", [("export", "--as", "beancount"), ("export",)])
def test_no_export_is_written_over_a_ledger(cli: Cli, words: tuple[str, ...]) -> None:
    copy = cli.ledger.with_name("copy.zip")  # whatever its name is
    cli("log", "2h", "larkspur", "yesterday")
    cli("backup", str(copy))
    for path in (cli.ledger, copy):
        before = path.read_bytes()
        force = () if words == ("export",) else ("--force",)
        if words == ("export",) and path == cli.ledger:
            continue  # a folder, which it is not
        cli(*words, str(path), *force, code=1)
        assert path.read_bytes() == before
