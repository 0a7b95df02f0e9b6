"""What the ledger has not met needs one more yes: a question on a terminal, `--new` or exit code 2 in a script."""

from __future__ import annotations

import io
import shlex
import sys

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    def given(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return given


@pytest.fixture
def known(cli: Cli) -> Cli:
    """A ledger with platforms and projects."""
    cli("project", "Outlier", "Aether")
    cli("project", "Mercor", "Study")
    return cli


BY_THE_WAY = {
    "log 2h outleir": "Outlier",
    "log 2h outleir --dry-run": "Outlier",
    "paid outleir 10": "Outlier",
    "earned outleir 10": "Outlier",
    "event outleir aether paused": "Outlier",
    "event outlier aehter paused": "Aether",
    "start outleir": "Outlier",
    "start outlier aehter": "Aether",
    "checked outleir nothing": "Outlier",
    "spent 5 usd headset --platform outleir": "Outlier",
    "paid outlier 10 --project aehter": "Aether",
    "log 2h outlier --project aehter": "Aether",
    "platform outleir --delay 5": "Outlier",
    "project outlier aehter --agreed 30": "Aether",
    "project outleir aether --agreed 30": "Outlier",
}


@pytest.mark.parametrize("words", BY_THE_WAY)
def test_a_slip_of_the_keys_is_never_stored_in_a_script(known: Cli, words: str) -> None:
    before = known.snapshot()
    got = known(*shlex.split(words), "--json", code=2)
    assert (got.json["error"], BY_THE_WAY[words] in got.json["message"]) == ("new_name", True)
    assert any(BY_THE_WAY[words] in c["name"] for c in got.json["choices"])
    assert "--new" in got.err
    assert known.snapshot() == before


@pytest.mark.parametrize("words", [w for w in BY_THE_WAY if "dry-run" not in w and not w.startswith("start")])
def test_new_is_the_yes_of_a_script(known: Cli, words: str) -> None:
    before = len(known.rows(d.Platform)) + len(known.rows(d.Project))
    known(*shlex.split(words), "--new")
    assert len(known.rows(d.Platform)) + len(known.rows(d.Project)) > before


@pytest.mark.parametrize("words", [w for w in BY_THE_WAY if "dry-run" not in w and not w.startswith("start")])
def test_on_a_terminal_the_near_name_is_one_key_away(known: Cli, answers, words: str) -> None:
    names = [*known.rows(d.Platform), *known.rows(d.Project)]
    answers("", "1")  # Enter alone takes nothing
    assert "new: " in known(*shlex.split(words)).err
    assert [p.platform for p in [*known.rows(d.Platform), *known.rows(d.Project)]] == [p.platform for p in names]
    assert [p.project for p in known.rows(d.Project)] == ["Aether", "Study"]


def test_the_last_number_is_the_new_name(known: Cli, answers) -> None:
    answers("2")
    said = known("log", "2h", "outleir", "rlhf").err
    assert "1  Outlier" in said
    assert "2  new: outleir / rlhf" in said
    assert [s.platform for s in known.rows(d.WorkSession)] == ["outleir"]
    answers()
    assert "nothing was written" in known("log", "2h", "turing", code=1).err


def test_one_yes_is_enough_for_a_platform_and_its_project(known: Cli, answers) -> None:
    answers("1")
    known("paid", "turing", "10", "usd", "--project", "atlas")
    assert [(p.platform, p.project) for p in known.rows(d.Payout)] == [("turing", "atlas")]


def test_a_first_platform_and_declared_names_need_none(cli: Cli) -> None:
    cli("log", "2h", "outlier", "rlhf")
    cli("platform", "Mercor")
    cli("project", "Turing", "Atlas")
    cli("project", "Turing", "batch 1")
    cli("project", "Turing", "batch 2")
    assert [p.platform for p in cli.rows(d.Platform)] == ["outlier", "Mercor", "Turing"]


def test_several_that_fit_are_numbered(known: Cli, answers) -> None:
    known("platform", "Outward")
    assert known("paid", "out", "5", "--json", code=2).json["choices"] == [{"name": "Outlier"}, {"name": "Outward"}]
    answers("2")
    known("paid", "out", "5")
    assert [p.platform for p in known.rows(d.Payout)] == ["Outward"]


# --- the one number that is missing ---------------------------------------------------------------------


@pytest.fixture
def nairobi(cli: Cli) -> Cli:
    cli("set", "home_currency", "KES")
    cli("platform", "Outlier", "--currency", "USD")
    return cli


@pytest.mark.parametrize("words", ["paid outlier 100", "log paid 100 usd outlier", "spent 5 usd headset"])
def test_money_without_a_rate_asks_for_it_at_once(nairobi: Cli, answers, words: str) -> None:
    answers("much", "129.5 KES")
    assert "1 USD in KES on 2026-05-06" in nairobi(*words.split()).err
    ((rate),) = nairobi.rows(d.ExchangeRate)
    assert (rate.currency, str(rate.in_home_currency), str(rate.on)) == ("USD", "129.5", "2026-05-06")
    nairobi("undo")
    assert nairobi.rows(d.ExchangeRate) == nairobi.rows(d.Payout) == nairobi.rows(d.Expense) == []


def test_it_may_stay_unknown_and_a_script_is_told(nairobi: Cli, answers) -> None:
    answers("-")
    assert "tracker rate USD VALUE" in nairobi("paid", "outlier", "100").out
    told = nairobi("paid", "outlier", "100", "--json").json
    assert any("No exchange rate of USD" in text for text in told["new"])
    nairobi("paid", "outlier", "100", "--rate", "130")
    assert [str(r.in_home_currency) for r in nairobi.rows(d.ExchangeRate)] == ["130"]
    assert nairobi("paid", "outlier", "100", "--json").json["new"] == []
    assert len(nairobi.rows(d.Payout)) == 4


def test_what_arrived_at_home_is_a_rate_too(nairobi: Cli) -> None:
    assert nairobi("paid", "outlier", "100", "--home", "12950", "--json").json["new"] == []
    assert nairobi("paid", "outlier", "100", "--json").json["new"] == []
