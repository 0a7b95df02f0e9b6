"""`tracker` and `tracker app` hand on to the launcher."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker import launch
from tracker.cli import COMMANDS, main
from tracker.cli.parser import build


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = []

    def run(**said: Any) -> int:
        calls.append(said)
        return 0

    monkeypatch.setattr(launch, "run", run)
    return calls


def test_no_command_is_app(launched: list[dict[str, Any]]) -> None:
    assert main([]) == 0
    assert main(["--ledger", "x.db", "--as-of", "2026-05-01"]) == 0
    assert launched[0] == {"ledger": None, "port": None, "browser": True, "demo": False, "as_of": None}
    assert (launched[1]["ledger"], launched[1]["as_of"]) == ("x.db", dt.date(2026, 5, 1))


def test_app_options(launched: list[dict[str, Any]]) -> None:
    assert main(["app", "--port", "8600", "--no-browser", "--demo"]) == 0
    assert launched[0] == {"ledger": None, "port": 8600, "browser": False, "demo": True, "as_of": None}


def test_every_command_of_the_parser_has_its_function() -> None:
    from importlib import import_module

    actions = [a for a in build()._actions if getattr(a, "choices", None)]
    names = set(actions[0].choices)
    assert names == set(COMMANDS)
    for name, module in COMMANDS.items():
        spelled = {"import": "import_", "set": "set_"}.get(name, name)
        assert callable(getattr(import_module(f"tracker.cli.{module}"), spelled))
