"""Everything that the archive holds, entered by hand, seen in the ledger, and taken back."""

from __future__ import annotations

import datetime as dt
import shlex
from decimal import Decimal

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d
from tracker.units import to_units

DAY = dt.date(2026, 5, 6)

CASES: dict[str, tuple[str, type[d.Record], dict[str, object]]] = {
    "log": (
        "log 2h30 outlier rlhf yesterday",
        d.WorkSession,
        {"platform": "outlier", "project": "rlhf", "worked_on": dt.date(2026, 5, 5), "minutes": 9000},
    ),
    "log with options": (
        "log 1h outlier --counted 50m --tasks 3 --amount 18.40 --currency EUR --status pending "
        "--note x",
        d.WorkSession,
        {"counted_minutes": 3000, "tasks": 3, "amount": 184000, "currency": "EUR", "status": "pending", "note": "x"},
    ),
    "log a stretch": (
        "log 40h outlier 2026-04-01 --until 2026-04-30",
        d.WorkSession,
        {"worked_on": dt.date(2026, 4, 1), "worked_until": dt.date(2026, 4, 30), "minutes": 144_000},
    ),
    "log money": (
        "log paid 412.50 usd mercor",
        d.Payout,
        {"platform": "mercor", "amount": 4_125_000, "received_on": DAY, "kind": "payout"},
    ),
    "event": (
        "event mercor study rate_changed --at yesterday --announced 2026-05-01 --rate 16 "
        "--reason x --note y",
        d.ProjectEvent,
        {
            "event": "rate_changed", "happened_at": dt.date(2026, 5, 5), "announced_at": dt.date(2026, 5, 1),
            "rate": 160_000, "reason": "x", "note": "y",
        },
    ),
    "event at a time": (
        "event mercor study paused --at 'yesterday 9:00'",
        d.ProjectEvent,
        {"happened_at": dt.datetime(2026, 5, 5, 7, tzinfo=dt.UTC)},
    ),
    "available": (
        "available 30 --days mon-sat --from 2026-01-01 --until 2026-06-30",
        d.Availability,
        {
            "kind": "available", "weekly_hours": Decimal(30), "weekdays": "mon-sat",
            "starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 6, 30),
        },
    ),
    "off": (
        "off 2026-08-01 2026-08-15",
        d.Availability,
        {"kind": "time_off", "starts_on": dt.date(2026, 8, 1), "ends_on": dt.date(2026, 8, 15)},
    ),
    "checked": (
        "checked outlier nothing",
        d.QueueCheck,
        {"outcome": "nothing_offered", "checked_at": dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)},
    ),
    "paid": (
        "paid mercor 412.50 EUR --on mon --fee 2.5 --project study --covers 2026-04-01 "
        "2026-04-30 --home 450.20 --note x",
        d.Payout,
        {
            "platform": "mercor", "project": "study", "amount": 4_125_000, "currency": "EUR", "fee": 25_000,
            "received_on": dt.date(2026, 5, 4), "covers_from": dt.date(2026, 4, 1), "home_amount": 4_502_000,
            "covers_to": dt.date(2026, 4, 30), "evidence": "typed",
        },
    ),
    "clawback": ("paid mercor 10 --kind clawback", d.Payout, {"kind": "clawback", "amount": 100_000}),
    "earned": (
        "earned outlier 2000 USD --kind stipend --from 2026-05-01 --to 2026-05-31 --due "
        "2026-06-05 --project a --status pending",
        d.Earning,
        {
            "kind": "stipend", "earned_from": dt.date(2026, 5, 1), "earned_to": dt.date(2026, 5, 31),
            "amount": to_units(2000), "due_on": dt.date(2026, 6, 5), "status": "pending",
        },
    ),
    "adjustment below zero": (
        "earned outlier -12.50 --kind adjustment", d.Earning, {"amount": -125_000, "kind": "adjustment"},
    ),
    "spent": (
        "spent 20 eur head set --on yesterday --platform outlier",
        d.Expense,
        {"amount": 200_000, "currency": "EUR", "category": "head set", "spent_on": dt.date(2026, 5, 5)},
    ),
    "moved": (
        "moved 100 USD PayPal Bank --received 91.20 EUR --fee 1 --on 2026-05-01",
        d.Transfer,
        {
            "amount_out": 1_000_000, "currency_out": "USD", "amount_in": 912_000, "currency_in": "EUR", "fee": 10_000,
            "from_account": "PayPal", "to_account": "Bank",
        },
    ),
    "rate": (
        "rate PHP 0.0174 --on 2026-05-01",
        d.ExchangeRate,
        {"currency": "PHP", "in_home_currency": Decimal("0.0174"), "on": dt.date(2026, 5, 1)},
    ),
    "platform": (
        "platform mercor --currency USD --cycle weekly:fri --cycle-zone Asia/Kolkata --delay 5 "
        "--threshold 10 --fee 2.5 --monitoring yes --nda no --ai-interview yes --note x",
        d.Platform,
        {
            "currency": "USD", "pay_cycle": "weekly", "pay_cycle_ends": "fri", "pay_cycle_zone": "Asia/Kolkata",
            "pay_delay_days": 5, "payout_threshold": 100_000, "fee_percent": Decimal("2.5"), "monitoring": True,
            "nda": False, "ai_interview": True, "note": "x",
        },
    ),
    "project": (
        "project mercor study --model hourly --advertised 30-45 --agreed 32 --currency USD "
        "--role medicine --hours 20 --until 2026-12-31 --alias blue",
        d.Project,
        {
            "pay_model": "hourly", "advertised_low": 300_000, "advertised_high": 450_000, "agreed_rate": 320_000,
            "role": "medicine", "promised_weekly_hours": Decimal(20), "promised_until": dt.date(2026, 12, 31),
            "alias": "blue",
        },
    ),
    "set": ("set living_cost_month 1500", d.Settings, {"living_cost_month": 15_000_000}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_command_writes_its_row_and_undo_takes_it_back(cli: Cli, name: str) -> None:
    words, record, wanted = CASES[name]
    cli("set", "home_currency", "USD")
    before = cli.snapshot()
    done = cli(*shlex.split(words), "--json").json
    assert done["operation"] is not None
    row = cli.rows(record)[-1]
    assert {k: getattr(row, k) for k in wanted} == wanted
    assert cli("undo", "--json").json["undoes"] == done["operation"]
    assert cli.snapshot() == before


def test_a_new_ledger_says_its_zone_and_currency_once(cli: Cli) -> None:
    first = cli("log", "1h", "outlier")
    assert "days are counted in Europe/Rome" in first.err
    assert "USD" in first.err
    assert cli("log", "1h", "outlier").err == ""
    assert [s.time_zone for s in cli.rows(d.Settings)] == ["Europe/Rome"]


def test_reading_writes_nothing(cli: Cli) -> None:
    for words in (["status"], ["set"], ["owed"], ["report"], ["undo", "--list"]):
        cli(*words)
    assert not any(cli.snapshot().values())


def test_a_name_is_found_by_any_part_and_a_new_one_is_said(cli: Cli) -> None:
    assert "Outlier is a new platform." in cli("log", "1h", "Outlier", "rlhf").out
    assert "new" not in cli("log", "1h", "outl", "rl").out
    cli("platform", "Outward")
    said = cli("log", "1h", "ou", code=2).err
    assert "Outlier, Outward" in said
    assert "Did you mean Outlier?" in cli("paid", "outlyer", "10", "--new", "--json").json["new"][0]


def test_timer(cli: Cli) -> None:
    cli("start", "outlier", "rlhf", "--activity", "training")
    cli.now += dt.timedelta(minutes=90)
    assert cli("status", "--json").json["running"] == {
        "platform": "outlier", "project": "rlhf", "activity": "training",
        "started_at": "2026-05-06T14:00:00+02:00", "seconds": 5400, "paused_at": None, "paused_seconds": 0,
    }  # fmt: skip
    assert "is running" in cli("start", "mercor", "--new", code=1).err
    cli("stop", "--note", "long")
    session = cli.rows(d.WorkSession)[0]
    assert (session.started_at, session.ended_at) == (cli.now - dt.timedelta(minutes=90), cli.now)
    assert (session.activity, session.note) == ("training", "long")
    assert cli("status", "--json").json["today"] == {"date": "2026-05-06", "hours": 1.5, "sessions": 1}
    assert "No timer" in cli("stop", code=1).err


def test_undo_of_stop_brings_the_timer_back(cli: Cli) -> None:
    cli("start", "outlier")
    cli.now += dt.timedelta(minutes=5)
    cli("stop")
    cli("undo")
    assert cli("status", "--json").json["running"]["seconds"] == 300


def test_platform_and_project_change_and_show(cli: Cli) -> None:
    cli("platform", "Mercor", "--cycle", "weekly:fri")
    assert "changed" in cli("platform", "mercor", "--delay", "5").out
    shown = cli("platform", "MERCOR", "--json").json["platform"]
    assert (shown["pay_cycle_ends"], shown["pay_delay_days"]) == ("fri", 5)
    cli("project", "merc", "Study", "--agreed", "30")
    cli("project", "merc", "study two", "--successor-of", "stu")
    cli("log", "1h", "mercor", "study two")
    cli("project", "mercor", "study two", "--rename", "Nova")
    assert [s.project for s in cli.rows(d.WorkSession)] == ["Nova"]
    assert "already" in cli("project", "mercor", "Nova", "--rename", "STUDY", code=1).err
    assert cli("platform", "Mercor", "--delay", "5").out == "Nothing to change.\n"


def test_what_is_known_is_said_back_as_it_was_read(cli: Cli) -> None:
    cli("platform", "Mercor")
    said = cli("project", "Mercor", "Ridge", "--agreed", "45,50", "--hours", "20/week", "--until", "friday").out
    rows = [line.split() for line in said.splitlines()[1:]]
    assert rows == [["agreed_rate", "45.50", "USD"], ["promised_weekly_hours", "20"], ["promised_until", "2026-05-08"]]
    assert "floor_rate  20.00 EUR" in cli("platform", "Surge", "--floor", "20", "--currency", "eur").out
    assert cli("project", "Mercor", "Other").out.count("\n") == 1
    assert cli("--quiet", "project", "Mercor", "Ridge", "--agreed", "46").out.count("\n") <= 1


def test_preset_of_a_known_platform(cli: Cli) -> None:
    cli("platform", "Mercor", "--preset")
    assert cli.rows(d.Platform)[0].pay_cycle == "weekly"
    assert "no pay schedule for" in cli("platform", "Nobody Inc", "--preset", code=1).err


def test_settings(cli: Cli) -> None:
    cli("set", "time_zone", "Mars/Base", code=1)
    cli("set", "time_zone", "asia/manila")
    cli("set", "savings", "1200.50")
    shown = cli("set", "--json").json["settings"]
    assert (shown["time_zone"], shown["savings"]) == ("Asia/Manila", "1200.50")
    cli("set", "savings", "none")
    assert cli("set", "savings", "--json").json == {"savings": None}
    assert "home_currency" in cli("set", "home_curency", "EUR", code=1).err


def test_global_options_stand_before_or_after(cli: Cli) -> None:
    assert cli("--json", "--as-of", "2026-05-01", "log", "1h", "outlier").json["record"]["worked_on"] == "2026-05-01"
    assert cli("log", "1h", "outlier", "--as-of", "2026-05-02", "--json").json["record"]["worked_on"] == "2026-05-02"
    assert cli("log", "1h", "outlier", "--quiet").out == ""


def test_dry_run_writes_nothing(cli: Cli) -> None:
    said = cli("log", "2h", "outlier", "--dry-run", "--json").json
    assert said["operation"] is None
    assert not any(cli.snapshot().values())


def test_wrong_usage_is_two(cli: Cli) -> None:
    for words in (["bogus"], ["log"], ["event", "a", "b", "exploded"], ["report", "--by", "moon"]):
        assert "usage:" in cli(*words, code=2).err


def test_undo_list_together_and_refusal(cli: Cli) -> None:
    cli("platform", "Mercor")
    cli("platform", "Mercor", "--delay", "5")
    first = cli("undo", "--list", "--json").json["operations"][1]["id"]
    refused = cli("undo", str(first), "--json", code=1).json
    assert refused["error"] == "undo_refused"
    cli("undo", str(first), "--together")
    assert cli.rows(d.Platform) == []
    assert "There is no operation 99" in cli("undo", "99", code=1).err


def test_undo_with_nothing_to_undo(cli: Cli) -> None:
    assert "nothing to undo" in cli("undo", code=1).err


def test_forget_asks_for_yes_and_wipes(cli: Cli) -> None:
    cli("log", "2h", "Zanzibar", "Marmalade", "#", "secret", "--new")
    assert "--yes" in cli("forget", "Marmalade", code=1).err
    done = cli("forget", "marmalade", "--yes", "--json").json
    assert done["forgotten"]
    for file in cli.ledger.parent.rglob("*"):
        if file.is_file():
            assert b"Marmalade" not in file.read_bytes()
    assert "no platform or project" in cli("forget", "nothing", "--yes", code=1).err
    assert "What is to be forgotten" in cli("forget", code=1).err
    cli("forget", "--before", "2026-06-01", "--yes")


def test_backup_and_export(cli: Cli, tmp_path) -> None:
    cli("log", "2h", "outlier")
    copy = cli("backup", str(tmp_path / "copy.db"), "--json").json["path"]
    assert (tmp_path / "copy.db").exists()
    assert copy.endswith("copy.db")
    cli("export", str(tmp_path / "out"))
    assert (tmp_path / "out" / "work_sessions.csv").exists()
    assert "already" in cli("export", str(tmp_path / "out"), code=1).err
    cli("export", str(tmp_path / "out"), "--force")
