"""The key agent: a process that has a key for a while."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tracker.store import key_agent, key_ring, keys, system

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture(params=["socket", "127.0.0.1"])
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A path that is too long for a socket stands for systems that have none."""
    if request.param != "socket":
        place = Path(os.environ["XDG_DATA_HOME"]) / ("long" * 30)
        monkeypatch.setenv("XDG_DATA_HOME", str(place))
    return str(request.param)


def test_it_gives_its_key_until_it_is_told_to_forget(by: str) -> None:
    key = keys.new_key()
    assert key_agent.ask(key.mark) is None
    key_agent.start(key, 60)
    assert key_agent.ask(key.mark) == key
    assert key_agent.is_here(key.mark)
    assert key_agent.ask(keys.new_key().mark) is None
    assert key_ring.held(key.mark) == key
    assert key_agent.lock(key.mark)
    assert not key_agent.lock(key.mark)
    assert key_agent.ask(key.mark) is None


def test_only_this_user_can_reach_it(by: str) -> None:
    key = keys.new_key()
    key_agent.start(key, 60)
    folder = system.data_dir() / "running"
    files = list(folder.iterdir())
    assert [p.suffix for p in files] == [".sock" if by == "socket" else ".json"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert key.secret.hex() not in "".join(p.read_text() for p in files if p.suffix == ".json")
    key_agent.lock(key.mark)


def test_another_agent_takes_its_place(by: str) -> None:
    key = keys.new_key()
    key_agent.start(key, 60)
    key_agent.start(key, 60)
    assert key_agent.lock(key.mark)
    assert not key_agent.is_here(key.mark)


def test_it_ends_by_itself_when_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys.new_key()
    key_agent.start(key, 0)
    for _ in range(100):
        if not key_agent.is_here(key.mark):
            break
        time.sleep(0.05)
    assert key_agent.ask(key.mark) is None


def test_a_question_begins_its_time_anew_and_a_look_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(key_agent.time, "time", lambda: now[0])
    key, asked = keys.new_key(), iter([key_agent.HERE, key_agent.KEY, key_agent.HERE, b"nonsense"])
    sent: list[bytes] = []

    class Caller:
        def __enter__(self) -> Caller:
            return self

        def __exit__(self, *_: object) -> None: ...

        def settimeout(self, _: float) -> None: ...

        def recv(self, _: int) -> bytes:
            return next(asked, b"") + b"\n"

        def sendall(self, data: bytes) -> None:
            sent.append(data)

    class Wire:
        def settimeout(self, _: float) -> None: ...

        def accept(self) -> tuple[Caller, None]:
            now[0] += 40
            return Caller(), None

    key_agent._serve(Wire(), b"", key, 100)  # type: ignore[arg-type]
    # 1040 look, 1080 question, 1120 look, 1160 nonsense, 1200 over
    assert [s.strip() == key.secret.hex().encode() for s in sent] == [False, True, False]


def test_a_stranger_without_the_word_learns_nothing() -> None:
    class Caller:
        def __init__(self, *said: bytes) -> None:
            self.said = list(said)

        def recv(self, _: int) -> bytes:
            return self.said.pop(0) if self.said else b""

    def wanted(*said: bytes) -> bytes:
        return key_agent._wanted(Caller(*said), b"word")  # type: ignore[arg-type]

    assert wanted(b"word\nkey\n") == wanted(b"word\n", b"key\n") == key_agent.KEY
    assert wanted(b"key\n") == wanted(b"wor\nkey\n") == wanted(b"") == b""
