"""Several programs at once, and programs killed in the middle."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.store.made import add, everything, replay, session, undo
from tracker.domain import Platform, WorkSession
from tracker.store import Store

HEAD = """
import datetime as dt, sys
from tracker.domain import WorkSession
from tracker.store import Store
AT = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
def session(i, **given):
    return WorkSession(**{"platform": f"P{i % 4}", "worked_on": dt.date(2026, 5, 1), "minutes": 60, **given})
place, name = sys.argv[1:3]
"""
IMPORT = (
    HEAD
    + """
rows = [session(i, project=f"Q{i % 20}", note="n" * 80, source="toggl", source_id=f"{name}-{i}") for i in range(6_000)]
with Store.open(place) as store:
    print("ready", flush=True)
    with store.operation("import", who=name, at=AT) as change:
        change.insert_many(rows)
    print("done", flush=True)
"""
)
WRITE = (
    HEAD
    + """
with Store.open(place, worker="both") as store:
    for i in range(25):
        with store.operation("log", who=name, at=AT) as change:
            change.insert(session(i, note=name))
"""
)
OPEN = HEAD + "Store.open(place, worker=name).close()\n"


def _start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors


def _how_long_it_takes(path: Path) -> float:
    """Seconds of one import from its first row on."""
    process = _start(IMPORT, path, "whole")
    assert process.stdout is not None
    process.stdout.readline()
    begun = time.monotonic()
    _finish([process])
    return time.monotonic() - begun


def test_a_killed_import_left_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with Store.open(path) as store:
        add(store, *everything())
    lasts = _how_long_it_takes(tmp_path / "whole.db")
    draw, seen = random.Random(20260504), set()
    for n in range(8):
        with Store.open(path) as store:
            before, version = store.snapshot(), store.version
        importing = _start(IMPORT, path, f"run{n}")
        assert importing.stdout is not None
        assert importing.stdout.readline() == "ready\n"
        time.sleep(draw.uniform(0, lasts * 1.1))
        importing.send_signal(signal.SIGKILL)
        said, _ = importing.communicate()
        with Store.open(path) as store:
            after = store.snapshot()
            assert replay(store) == after
            if store.version == version:
                assert after == before
                assert "done" not in said
            else:
                assert len(after["work_sessions"]) == len(before["work_sessions"]) + 6_000
                undo(store, store.version)
                assert store.snapshot() == before
            seen.add(store.version == version)
    assert True in seen


def test_a_ledger_whose_making_was_killed_opens(tmp_path: Path) -> None:
    path, draw = tmp_path / "tracker.db", random.Random(4)
    for _ in range(6):
        making = _start(OPEN, path, "me")
        time.sleep(draw.uniform(0.05, 0.2))
        making.send_signal(signal.SIGKILL)
        making.communicate()
        with Store.open(path) as store:
            assert store.version == 0
        for left in tmp_path.iterdir():
            left.unlink()


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.engine)])
def test_two_programs_write_at_once(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "tracker.db" if engine == "sqlite" else request.getfixturevalue("server_url")
    _finish([_start(WRITE, place, name) for name in ("app", "cli")])
    with Store.open(place, worker="both") as store:
        rows = [r for _, r in store.rows(WorkSession)]
        assert {name: sum(r.note == name for r in rows) for name in ("app", "cli")} == {"app": 25, "cli": 25}
        assert [p.platform for _, p in store.rows(Platform)] == ["P0", "P1", "P2", "P3"]
        assert len(store.operations(100)) == 50
        assert replay(store) == store.snapshot()


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.engine)])
def test_several_programs_make_the_ledger_at_once(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "tracker.db" if engine == "sqlite" else request.getfixturevalue("server_url")
    _finish([_start(OPEN, place, "same") for _ in range(4)])


def test_one_store_serves_several_threads(store: Store) -> None:
    problems: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for i in range(10):
                add(store, session(i + 1, note=str(n)))
                store.rows(WorkSession)
        except BaseException as error:
            problems.append(error)
            raise

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(store.rows(WorkSession)) == 40
    assert replay(store) == store.snapshot()


def test_a_reader_sees_one_moment_while_another_program_imports(store: Store) -> None:
    assert store.path is not None
    importing = _start(IMPORT, store.path, "run")
    sizes = set()
    while importing.poll() is None:
        frames = store.snapshot()
        sizes.add((len(frames["work_sessions"]), len(frames["platforms"])))
    _finish([importing])
    assert sizes <= {(0, 0), (6_000, 4)}
