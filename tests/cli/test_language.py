"""What the terminal says in the language that is set; JSON stays as it is, and the next call has its own."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

ASKED = ("report", "status", "owed", "gaps", "platforms", "outlook")


@pytest.fixture
def spanish(cli: Cli) -> Cli:
    cli("log", "2h", "outlier", "@", "20", "yesterday", "--new")
    cli("set", "language", "es")
    return cli


@pytest.mark.parametrize("command", ASKED)
def test_json_is_the_same_in_every_language(spanish: Cli, command: str) -> None:
    there = spanish(command, "--json").json
    spanish("set", "language", "en")
    assert spanish(command, "--json").json == there


@pytest.mark.parametrize(
    ("command", "said"),
    [("report", "Conviene saber"), ("report", "Lo que una hora pagó de verdad"), ("owed", "aún no vencido")],
)
def test_a_report_is_in_the_language_that_is_set(spanish: Cli, command: str, said: str) -> None:
    assert said.casefold() in spanish(command).out.casefold()


def test_errors_and_ways_out_too(spanish: Cli) -> None:
    failed = spanish("report", "--as-of", "31.12.2025", "--headline", "low", "--by", "nothing", code=2)
    assert failed.err
    assert "No hay" in spanish("undo", "999", code=1).err


def test_the_next_call_has_a_language_of_its_own(spanish: Cli) -> None:
    spanish("report")
    spanish("set", "language", "en")
    assert "Worth knowing" in spanish("report").out
