"""`tracker gaps`: its JSON, its words, and what it does with odd questions."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tracker.desk import availability as use
from tracker.errors import InputError

DOC = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
PROMISED = {
    "available_days", "idle_days", "available_hours", "worked_hours", "utilization", "gaps", "current",
    "gap_survival", "cost", "caveats",
}  # fmt: skip


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """Monday 6 April 2026 on: a worked week, an idle one, a worked day, then nothing until Wednesday 6 May."""
    cli("platform", "Mercor", "--currency", "EUR", "--cycle", "weekly:fri", "--delay", "5")
    cli("project", "Mercor", "Study", "--agreed", "20")
    cli("set", "home_currency", "EUR")
    cli("available", "40", "--from", "2026-04-06")
    for n in (0, 1, 2, 3, 4, 14):
        cli("log", "5h", "mercor", "study", (dt.date(2026, 4, 6) + dt.timedelta(days=n)).isoformat())
    cli("event", "mercor", "study", "paused", "--at", "2026-04-20")
    return cli


def test_the_json_says_days_gaps_causes_and_cost(filled: Cli) -> None:
    data = filled("gaps", "--json").json
    assert set(data) >= PROMISED
    assert (data["available_days"], data["idle_days"]) == (23, 17)
    assert (data["available_hours"], data["worked_hours"]) == (184.0, 30.0)
    assert [(g["from"], g["to"], g["days"], g["cause"], g["platform"], g["cost"], g["open"]) for g in data["gaps"]] == [
        ("2026-04-13", "2026-04-17", 5, "unknown", None, "800.00", False),
        ("2026-04-21", "2026-05-06", 12, "paused", "Mercor", "1920.00", True),
    ]
    assert data["current"] == data["gaps"][1]
    assert (data["gap_survival"], data["median_days"], data["cost"]) == ([], None, "2720.00")


def test_asked_again_nothing_is_computed(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    first = filled("gaps", "--json").json
    monkeypatch.setattr("tracker.analysis.availability.gaps.gaps_of", lambda *_a, **_k: pytest.fail("computed"))
    assert filled("gaps", "--json").json == first


def test_what_one_can_do_is_said_from_the_cache_as_at_first(cli: Cli) -> None:
    cli("platform", "Mercor", "--currency", "EUR")
    cli("log", "5h", "mercor", "2026-04-06")
    first = cli("gaps", "--json").json
    told = {c["code"]: c["text"] for c in first["caveats"]}
    assert told["availability_undeclared"].endswith("Declare it with: tracker available HOURS.")
    assert cli("gaps", "--json").json == first


def test_every_key_is_named_in_the_docs(filled: Cli) -> None:
    text = DOC.split("## The JSON of `tracker gaps`")[1].split("\n## ")[0]
    found = keys(filled("gaps", "--json", "--minimum", "1").json) | {"still_idle", "low", "high"}
    assert [k for k in sorted(found) if f'"{k}"' not in text] == []


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_words_say_the_same(filled: Cli) -> None:
    said = filled("gaps").out
    words = " ".join(said.split())
    assert (
        "You had no work on 17 of the 23 days you were available; 2 gaps of 3 days or more cost you about 2,720 EUR."
        in words
    )
    assert "16.3% of the hours on offer worked (30.0 h of 184.0 h)" in words
    assert "No work is on record since 2026-04-21: 12 days so far" in words
    assert re.search(r"2026-04-21  still open +12  paused +Mercor +96.0 h +1,920.00", said)
    assert max(map(len, said.splitlines())) <= 80


def test_a_window_and_another_minimum(filled: Cli) -> None:
    data = filled("gaps", "--json", "--from", "2026-04-15", "--to", "2026-04-24", "--minimum", "2").json
    assert [(g["from"], g["days"], g["days_before"], g["cut"]) for g in data["gaps"]] == [
        ("2026-04-15", 3, 2, False), ("2026-04-21", 4, 0, True),
    ]  # fmt: skip
    assert data["current"] is None
    assert data["minimum_days"] == 2


def test_how_long_gaps_last_in_words(cli: Cli) -> None:
    cli("available", "35", "--days", "mon-sun", "--from", "2026-01-01")
    day = dt.date(2026, 1, 1)
    for n in (3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10):
        cli("log", "2h", "mercor", day.isoformat())
        day += dt.timedelta(days=n + 1)
    said = cli("gaps").out
    assert "How long gaps last" in said
    assert re.search(r"^ +3 +81.8% +\d+.\d% +\d+.\d%$", said, re.MULTILINE)


def test_an_empty_ledger_and_odd_questions(cli: Cli) -> None:
    assert "Nothing is recorded up to 2026-05-06" in cli("gaps").out
    data = cli("gaps", "--json").json
    assert (data["gaps"], data["cost"], data["utilization"], data["current"]) == ([], None, None, None)
    assert "ends before it starts" in cli("gaps", "--from", "2026-05-02", "--to", "2026-05-01", code=1).err
    assert "is after" in cli("gaps", "--from", "2026-06-01", code=1).err
    assert "1 to 365 days" in cli("gaps", "--minimum", "0", code=1).err


def test_looks_and_declarations_are_operations_with_words(cli: Cli) -> None:
    from tracker.domain import Availability

    with cli.desk() as desk:
        done = use.looked(desk, "Mercor", cli.now, offered=False)
        assert done.summary == "Mercor: nothing offered"
        row = Availability(starts_on=dt.date(2026, 5, 1), kind="time_off", ends_on=dt.date(2026, 5, 3))
        assert use.declare(desk, row).summary == "time off from 2026-05-01 to 2026-05-03"
        with pytest.raises(InputError):
            use.declare(desk, Availability(starts_on=dt.date(2026, 5, 1), kind="available"))
