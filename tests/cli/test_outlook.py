"""`tracker outlook`: the keys that scripts rely on, texts of eighty columns, null if nothing is known."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tracker.desk.explore import EXAMPLE
from tracker.words.reference import data_folder

KEYS = {
    "as_of", "currency", "owed", "soon_on", "soon", "expected", "weeks", "fan", "drift", "runway", "savings_alone",
    "without", "tax", "caveats", "prospect",
}  # fmt: skip
MONEY = re.compile(r"-?\d+\.\d{2,4}")


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """Sixteen weeks of 180, paid on the day they are due but for the last."""
    cli("platform", "Mercor", "--cycle", "weekly:fri", "--delay", "5")
    for week in range(16):
        monday = dt.date(2026, 1, 12) + dt.timedelta(weeks=week)
        cli("earned", "Mercor", "180", "--kind", "milestone", "--from", monday.isoformat())
        if week < 15:
            cli("paid", "Mercor", "180", "--on", (monday + dt.timedelta(days=9)).isoformat())
    return cli


def test_keys(filled: Cli) -> None:
    o = filled("outlook", "--json").json
    assert set(o) == KEYS
    assert (o["as_of"], o["owed"], o["weeks"], o["runway"]) == ("2026-05-06", "180.00", 16, None)
    assert len(o["fan"]) == 13
    assert all(MONEY.fullmatch(v) for w in o["fan"] for k, v in w.items() if k != "monday")
    assert o["expected"][0]["due_on"] == "2026-05-06"
    assert o["without"][0]["platform"] == "Mercor"
    assert {"from", "to", "received", "expenses", "set_aside"} == set(o["tax"][0])
    filled("set", "savings", "1000")
    filled("set", "living_cost_month", "2000")
    filled("set", "tax_rate_percent", "20")
    again = filled("outlook", "--json").json
    assert set(again["runway"]) == {"median", "low", "savings", "cost_week"}
    assert again["savings_alone"] == pytest.approx(1000 * 52.1775 / 24000, abs=1e-5)
    assert MONEY.fullmatch(again["tax"][0]["set_aside"])


def test_an_empty_ledger_gives_null_never_nan(cli: Cli) -> None:
    def refuse(text: str) -> Any:
        raise AssertionError(f"{text} is not JSON")

    o = json.loads(cli("outlook", "--json").out, parse_constant=refuse)
    assert (o["fan"], o["expected"], o["runway"], o["drift"]) == ([], [], None, None)
    assert "takes 13 complete weeks; so far: 0" in cli("outlook").out


def test_text_fits_eighty_columns(filled: Cli) -> None:
    first = filled("outlook").out
    filled("set", "savings", "1000")
    filled("set", "living_cost_month", "2000")
    for text in (first, filled("outlook").out):
        assert max(map(len, text.splitlines())) <= 80
        assert not re.search(r"\b(accrual|settlement|rung|factor)s?\b", text)
    assert "is how long your savings last" in " ".join(filled("outlook").out.split())
    assert "tracker set savings" in first


def test_pay_days_to_come_are_written_as_a_calendar(filled: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pay.ics"
    said = filled("outlook", "--ical", str(path), "--json").json
    assert said["file"] == str(path)
    assert {"day": "2026-05-13", "title": "Pay day: Mercor"} in said["days"]
    text = path.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == len(said["days"])
    assert "DTSTART;VALUE=DATE:20260513" in text
    assert "180" not in text
    assert "is there already" in filled("outlook", "--ical", str(path), code=1).err
    assert "written to" in filled("outlook", "--ical", str(path), "--force").out


def test_a_calendar_of_no_days_is_not_written(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pay.ics"
    assert "No pay day of the coming weeks is known" in cli("outlook", "--ical", str(path), code=1).err
    assert not path.exists()


def test_what_may_come_leans_on_a_release_that_is_named(filled: Cli) -> None:
    release = str(data_folder() / EXAMPLE)
    alone, beside = filled("outlook", "--json").json, filled("outlook", "--json", "--prior", release).json
    assert alone["prospect"]["told"] is None
    assert set(beside["prospect"]["told"]) == {
        "name", "quarter", "ended_30", "ended_90", "spread", "worth", "simulated",
    }  # fmt: skip
    assert "leans_on_release" in {c["code"] for c in beside["prospect"]["caveats"]}
    assert filled("outlook", "--json").json == alone
    assert "rates of people lie apart by about 59%" in " ".join(filled("outlook", "--prior", release).out.split())
    for command in ("report", "platforms"):
        filled(command, "--prior", release)
    assert "There is no release in" in filled("outlook", "--prior", release + ".not", code=1).err
