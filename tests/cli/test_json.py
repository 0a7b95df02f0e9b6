"""The JSON that scripts rely on: every key that the design promises, and nothing that is not JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.cli.conftest import Cli

RUNGS = ["headline", "agreed", "own_timed", "all_hours", "collected", "kept"]
MONEY = re.compile(r"-?\d+\.\d{2,4}")
HOURS = {"paid_own", "paid_counted", "unpaid", "all", "available", "unpaid_by_activity"}
SUMS = {
    "accrued", "settled", "not_yet_due", "overdue", "written_off", "fees", "fx", "expenses", "unmatched", "kept",
    "cash_received",
}  # fmt: skip


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """Sixteen weeks of work on two platforms, paid but for the last."""
    cli("platform", "Mercor", "--cycle", "weekly:fri", "--delay", "5", "--fee", "2")
    cli("project", "Mercor", "Study", "--advertised", "30-45", "--agreed", "30", "--role", "medicine")
    cli("available", "20", "--from", "2026-01-05")
    cli("spent", "20", "headset", "--on", "2026-02-02")
    import datetime as dt

    for week in range(16):
        monday = dt.date(2026, 1, 5) + dt.timedelta(weeks=week)
        cli("log", "6h", "mercor", "study", monday.isoformat())
        cli("log", "1h", "mercor", "study", "training", monday.isoformat())
        if week < 15:
            cli("paid", "mercor", "180", "--on", (monday + dt.timedelta(days=10)).isoformat())
    cli("earned", "outlier", "50", "--kind", "referral", "--from", "2026-03-02", "--new")
    return cli


def test_report(filled: Cli) -> None:
    r = filled("report", "--json", "--by", "project").json
    assert set(r) >= {
        "as_of", "window", "currency", "hours", "money", "hourly", "annual", "arrived", "road_start", "factors", "by",
        "volatility", "concentration", "caveats",
    }  # fmt: skip
    assert set(r["window"]) >= {"from", "to", "days"}
    assert (r["as_of"], r["currency"]) == ("2026-05-06", "USD")
    assert set(r["hours"]) >= HOURS
    assert r["hours"]["paid_own"] == 96
    assert r["hours"]["unpaid_by_activity"] == {"training": 16}
    assert set(r["money"]) >= SUMS
    assert [x["rung"] for x in r["hourly"]] == RUNGS
    assert all(set(x) >= {"rung", "rate", "low", "high"} for x in r["hourly"])
    assert set(r["annual"]) >= {
        "headline_full_time", "headline_available", "effective", "low", "high", "level", "method", "weeks",
    }  # fmt: skip
    assert all(set(f) >= {"name", "value", "contribution", "shapley"} for f in r["factors"])
    assert r["factors"][0]["name"] == "offered_work"
    assert {g["key"] for g in r["by"]} >= {"Study"} or r["by"][0]["key"].endswith("Study")
    assert all(set(g) >= {"key", "hours", "money", "hourly"} for g in r["by"])
    assert set(r["volatility"]) >= {
        "weekly_cv", "four_week_cv", "median_arc_change", "dry_week_share", "dips_per_year", "spikes_per_year",
        "worst_13_weeks",
    }  # fmt: skip
    assert set(r["concentration"]) >= {"top_platform", "top_share", "hhi", "effective_platforms"}
    assert all(set(c) >= {"code", "n", "text"} for c in r["caveats"])


def test_money_is_text_hours_are_numbers_and_the_sums_hold(filled: Cli) -> None:
    r = filled("report", "--json").json
    assert all(MONEY.fullmatch(v) for v in r["money"].values())
    assert all(x["rate"] is None or MONEY.fullmatch(x["rate"]) for x in r["hourly"])
    cents = {k: round(float(v) * 10_000) for k, v in r["money"].items()}
    assert cents["accrued"] == sum(cents[k] for k in ("settled", "not_yet_due", "overdue", "written_off"))
    assert cents["kept"] == (cents["settled"] + cents["not_yet_due"] - cents["fees"] + cents["fx"] - cents["expenses"])
    road = sum(round(float(f["contribution"]) * 10_000) for f in r["factors"])
    assert road == round(float(r["annual"]["effective"]) * 10_000) - round(float(r["road_start"]) * 10_000)


def test_empty_ledger_gives_null_never_nan(cli: Cli) -> None:
    def refuse(text: str) -> Any:
        raise AssertionError(f"{text} is not JSON")

    r = json.loads(cli("report", "--json").out, parse_constant=refuse)
    assert r["window"]["from"] is None
    assert all(x["rate"] is None for x in r["hourly"])
    assert r["annual"]["effective"] is None
    assert cli("owed", "--json").json["items"] == []


def test_owed(filled: Cli) -> None:
    o = filled("owed", "--json").json
    assert set(o) >= {"currency", "total", "overdue", "items", "age_bands"}
    keys = {"platform", "project", "earned_from", "earned_to", "amount", "due_on", "days_late", "state"}
    assert all(set(i) >= keys for i in o["items"])
    assert (o["overdue"], o["total"]) == ("230.00", "230.00")
    assert sum(float(v) for v in o["age_bands"].values()) == float(o["total"])


def test_windows_and_headlines(filled: Cli) -> None:
    part = filled("report", "--json", "--from", "2026-02-02", "--to", "2026-03-01").json
    assert part["window"] == {"from": "2026-02-02", "to": "2026-03-01", "days": 28}
    high, low = (filled("report", "--json", "--headline", h).json["hourly"][0]["rate"] for h in ("high", "low"))
    assert (high, low) == ("45.00", "30.00")
    assert "ends before it starts" in filled("report", "--from", "2026-03-01", "--to", "2026-02-01", code=1).err
    early = filled("report", "--json", "--as-of", "2026-02-01").json
    assert (early["as_of"], early["window"]["to"]) == ("2026-02-01", "2026-02-01")


def test_the_cache_follows_the_ledger(filled: Cli) -> None:
    first = filled("report", "--json").json
    assert filled("report", "--json").json == first
    filled("log", "6h", "mercor", "study", "2026-05-04")
    assert filled("report", "--json").json["hours"]["paid_own"] == first["hours"]["paid_own"] + 6
    filled("undo")
    assert filled("report", "--json").json == first


def test_text_fits_eighty_columns_and_uses_plain_words(filled: Cli) -> None:
    for words in (["report", "--by", "platform"], ["owed"], ["undo", "--list"], ["set"], ["status"]):
        text = filled(*words).out
        assert max(map(len, text.splitlines())) <= 80, words
        assert not re.search(r"\b(accrual|settlement|rung|factor)s?\b", text)
    assert "you kept" in filled("report").out
    assert "between" in filled("report").out


def test_errors_are_objects_too(cli: Cli) -> None:
    got = cli("undo", "7", "--json", code=1)
    assert set(got.json) == {"error", "message", "hint"}
    assert got.json["error"] == "not_found"
    assert got.err.count("\n") == 1
