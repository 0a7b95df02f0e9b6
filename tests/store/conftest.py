"""Ledgers to test on: a file, and a server that the tests start themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store import postgres
from tracker.store import Store


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server's URL."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty ledger in a file."""
    with Store.open(tmp_path / "ledger" / "tracker.db") as opened:
        yield opened


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.engine)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty ledger on each engine; on the server one worker's of many."""
    if request.param == "sqlite":
        place: str | Path = tmp_path / "ledger" / "tracker.db"
    else:
        place = request.getfixturevalue("server_url")
    worker = f"worker {uuid.uuid4().hex}"
    with Store.open(place, worker=worker, backup_dir=tmp_path / "backups") as opened:
        yield opened
