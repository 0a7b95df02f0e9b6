"""`tracker project --agreed` on logged work: both answers with their effects, and nothing stored until one is given."""

from __future__ import annotations

import io
import json

import pytest

from tests.cli.conftest import Cli
from tracker.domain import Project, ProjectEvent
from tracker.units import to_units


@pytest.fixture
def logged(cli: Cli) -> Cli:
    cli("set", "home_currency", "USD")
    cli("platform", "Acme", "--currency", "USD")
    cli("project", "Acme", "Ridge", "--agreed", "25")
    cli("log", "2h acme ridge 2026-05-04")
    cli("log", "3h acme ridge 2026-05-06")
    return cli


def test_a_script_is_told_both_answers_with_their_effects(logged: Cli) -> None:
    before = logged.snapshot()
    said = logged("project", "Acme", "Ridge", "--agreed", "30", code=2).err
    assert "--since always (5.0 h in 2 sessions earn 150.00 USD instead of 125.00 USD)" in said
    assert "--since 2026-05-06 (3.0 h in 1 session earn 90.00 USD instead of 75.00 USD)" in said
    found = logged("project", "Acme", "Ridge", "--agreed", "30", "--json", code=2).json
    assert found["error"] == "changed_terms"
    assert [c["line"] for c in found["choices"]] == ["--since always", "--since 2026-05-06"]
    assert logged.snapshot() == before


def test_always(logged: Cli) -> None:
    found = logged("project", "Acme", "Ridge", "--agreed", "30", "--since", "always", "--json").json
    assert found["project"]["agreed_rate"] == "30.00"
    assert "earn 150.00 USD instead of 125.00 USD" in found["new"][0]
    assert logged("report", "--json").json["money"]["accrued"] == "150.00"


def test_from_a_day_on(logged: Cli) -> None:
    found = logged("project", "Acme", "Ridge", "--agreed", "30", "--since", "yesterday", "--json").json
    assert found["project"]["agreed_rate"] == "25.00"
    (event,) = logged.rows(ProjectEvent)
    assert (event.event, str(event.happened_at), event.rate) == ("rate_changed", "2026-05-05", to_units(30))
    assert logged("report", "--json").json["money"]["accrued"] == "140.00"
    logged("undo")
    assert logged.rows(ProjectEvent) == []


@pytest.mark.parametrize("words", [["--currency", "EUR"], ["--model", "per_task"]])
def test_what_has_no_day_has_one_answer(logged: Cli, words: list[str]) -> None:
    assert "or make another project" in logged("project", "Acme", "Ridge", *words, code=2).err
    assert "Only a new rate" in logged("project", "Acme", "Ridge", *words, "--since", "today", code=1).err
    logged("project", "Acme", "Ridge", *words, "--since", "always")


def test_a_platforms_currency(logged: Cli) -> None:
    assert "earn 125.00 PHP instead of 125.00 USD" in logged("platform", "Acme", "--currency", "PHP", code=2).err
    logged("platform", "Acme", "--currency", "PHP", "--since", "always")


def test_no_hours_no_question(cli: Cli) -> None:
    cli("set", "home_currency", "USD")
    cli("project", "Acme", "Ridge", "--agreed", "25")
    cli("project", "Acme", "Ridge", "--agreed", "30", "--currency", "EUR")
    assert cli.rows(Project)[0].agreed_rate == to_units(30)


@pytest.mark.parametrize(
    ("typed", "earned"),
    [("1\n", "150.00"), ("2\n2026-05-05\n", "140.00"), ("2\n\n", "140.00"), ("9\n1\n", "150.00"), ("3\n", "125.00")],
)
def test_on_a_terminal_it_is_asked(logged: Cli, monkeypatch: pytest.MonkeyPatch, typed: str, earned: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(typed))
    said = logged("project", "Acme", "Ridge", "--agreed", "30", code=1 if earned == "125.00" else 0).err
    assert "1  always: 5.0 h in 2 sessions earn 150.00 USD instead of 125.00 USD" in said
    assert json.loads(logged("report", "--json").out)["money"]["accrued"] == earned


def test_the_listings_are_not_spoken_of_where_there_is_none(logged: Cli) -> None:
    text = logged("report", "--by", "project").out
    assert "the listings said" not in text
    assert "Advertised" not in text
    assert "no listing's rate is on record" in logged("platforms").out
    logged("project", "Acme", "Ridge", "--advertised", "40")
    assert "the listings said 40.00 USD." in " ".join(logged("report").out.split())
    assert "the listings said 40.00 USD." in " ".join(logged("platforms").out.split())


@pytest.mark.parametrize(
    ("currency", "hour", "owed"),
    [("JPY", "1,500", "3,000"), ("KWD", "1,500.000", "3,000.000"), ("EUR", "1,500.00", "3,000.00")],
)
def test_amounts_have_the_decimals_of_their_currency(cli: Cli, currency: str, hour: str, owed: str) -> None:
    cli("set", "home_currency", currency)
    cli("project", "Acme", "Ridge", "--agreed", "1500", "--currency", currency)
    cli("log", "2h acme ridge 2026-05-04")
    text = cli("report").out
    assert f"you kept {hour} {currency} for" in text
    assert f" {owed}\n" in text
    assert f"Acme owes you {owed} {currency}, none of it late." in cli("owed").out
    assert f"You kept {hour} {currency} an hour" in cli("platforms").out


def test_what_no_rate_can_sum_is_not_nothing_owed(cli: Cli) -> None:
    cli("set", "home_currency", "KWD")
    cli("project", "Acme", "Ridge", "--agreed", "1500", "--currency", "JPY")
    cli("log", "2h acme ridge 2026-05-04")
    text = cli("owed").out
    assert "Nothing is owed" not in text
    assert "No exchange rate for JPY" in text


def test_platforms_name_the_days_they_speak_of(logged: Cli) -> None:
    assert logged("platforms").out.startswith("All that is recorded, 2026-05-04 to 2026-05-06: other")
    assert logged("platforms", "--json").json["window"] == {"from": "2026-05-04", "to": "2026-05-06", "days": 3}
