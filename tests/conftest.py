"""What all tests share: hypothesis profiles, chosen by HYPOTHESIS_PROFILE (fast, ci or thorough)."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

_QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("fast", max_examples=20, **_QUIET)
# One commit, one verdict: CI draws the same examples each time. New ones are drawn by the inner loop and by hand.
settings.register_profile("ci", max_examples=25, derandomize=True, **_QUIET)
settings.register_profile("thorough", max_examples=1000, **_QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases that cost nothing to try, key agents of this test alone, and no key that outlives it."""
    from tracker.store import key_agent, key_ring, keys, system

    monkeypatch.setattr(keys, "OPERATIONS", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)
    with tempfile.TemporaryDirectory(prefix="keys-") as folder:
        monkeypatch.setenv("XDG_DATA_HOME", folder)
        yield
        key_ring.let_go()
        for left in (system.data_dir() / "running").glob("key-*.sock"):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as wire:
                wire.connect(str(left))
                wire.sendall(key_agent.LOCK + b"\n")
                wire.recv(10)
