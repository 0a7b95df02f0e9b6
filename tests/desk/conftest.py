"""A machine of a keeper's own: places for pools and keys, and a clock that stands."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pool.made import quick_passphrases

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
PASSPHRASE = "correct horse battery"


def clock() -> dt.datetime:
    return NOW


@pytest.fixture
def home(tmp_path, monkeypatch):
    quick_passphrases(monkeypatch)
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TRACKER_POOLS", str(tmp_path / "pools"))
    monkeypatch.delenv("TRACKER_PASSPHRASE", raising=False)
    return tmp_path
