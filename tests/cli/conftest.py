"""A command line on a ledger of its own, with the clock standing still."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli import main
from tracker.desk.session import Desk

NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
"""A Wednesday; 14:00 in Rome."""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Cli:
    ledger: Path
    capsys: pytest.CaptureFixture[str]
    now: dt.datetime = NOW

    def __call__(self, *words: str, code: int = 0) -> Result:
        """Run `tracker --ledger … words`; the exit code must be `code`."""
        self.capsys.readouterr()
        got = main(["--ledger", str(self.ledger), *words], clock=lambda: self.now)
        caught = self.capsys.readouterr()
        assert got == code, f"exit {got}: {caught.out}\n{caught.err}"
        return Result(got, caught.out, caught.err)

    def desk(self) -> Desk:
        return Desk.open(self.ledger, who="test", clock=lambda: self.now)

    def snapshot(self) -> dict[str, Any]:
        with self.desk() as desk:
            return desk.store.snapshot()

    def rows(self, record: Any, **equals: object) -> list[Any]:
        with self.desk() as desk:
            return [r for _, r in desk.rows(record, **equals)]


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setattr("tracker.store.system.local_zone", lambda: "Europe/Rome")
    monkeypatch.delenv("TRACKER_LEDGER", raising=False)
    return Cli(tmp_path / "ledger" / "tracker.db", capsys)
