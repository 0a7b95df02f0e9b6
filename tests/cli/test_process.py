"""Real processes: what is loaded, what a kill leaves, and two at once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.made import AT
from tracker.sample import AS_OF, generate
from tracker.store import Store

HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
HEAVY = ("pandas", "numpy", "scipy", "streamlit", "plotly", "alembic", "sqlalchemy", "sqlmodel", "pydantic")

WATCHED = """
import sys
from tracker.__main__ import main
code = main(sys.argv[1:])
print("LOADED", [m for m in {names!r} if m in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def _run(ledger: Path, *words: str, watched: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, which says in the end which of the `watched` modules it has loaded."""
    start = ["-c", WATCHED.format(names=watched)] if watched else ["-m", "tracker"]
    env = {**os.environ, "TRACKER_LEDGER": str(ledger), "TZ": "UTC"}
    return subprocess.run(
        [sys.executable, *start, *words], env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    "command",
    [
        "log 2h outlier rlhf yesterday",
        "start outlier",
        "status",
        "stop",
        "pause",
        "switch mercor --new",
        "set",
        "undo --list",
    ],
)
def test_quick_commands_load_nothing_heavy(tmp_path: Path, command: str) -> None:
    ledger = tmp_path / "tracker.db"
    if command in ("stop", "pause", "switch mercor --new"):
        _run(ledger, "start", "outlier")
    done = _run(ledger, *command.split(), watched=HEAVY)
    assert done.returncode == 0, done.stderr
    assert "LOADED []" in done.stderr


def test_status_loads_few_modules(tmp_path: Path) -> None:
    """What is not its own takes as long to load as its answer."""
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom tracker.__main__ import main\nmain(sys.argv[1:])\n"
        "print(*[m for m in set(sys.modules) - before if m.startswith('tracker')], file=sys.stderr)"
    )
    env = {**os.environ, "TRACKER_LEDGER": str(tmp_path / "tracker.db")}
    words = [sys.executable, "-c", code, "status"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True, timeout=120)
    loaded = set(done.stderr.split())
    assert "tracker.desk.timer" in loaded
    assert not loaded & {"tracker.desk.entry", "tracker.desk.reference", "tracker.words.amount", "tracker.pool.policy"}
    assert len(loaded) <= 60


@pytest.mark.parametrize("command", ["report --by project", "owed", "outlook", "gaps", "platforms"])
def test_answers_are_the_same_with_pyarrow_and_without(tmp_path: Path, command: str) -> None:
    """pandas holds text as Python's own where it loads without pyarrow, as the command line lets it."""
    sample = generate(3)
    said = []
    for first in ("import sys", "import pyarrow, sys"):
        place = tmp_path / f"{len(said)}.db"
        with Store.open(place) as store, store.operation("sample", who="test", at=AT) as change:
            for record in (sample.settings, *sample.records):
                change.insert(record)
        code = (
            f"{first}\nfrom tracker.__main__ import main\ncode = main(sys.argv[1:])\nimport pandas\n"
            "print(pandas.Series(['x']).dtype.storage, file=sys.stderr)\nsys.exit(code)"
        )
        words = ["--ledger", str(place), "--json", "--as-of", str(AS_OF), *command.split()]
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        said.append((done.stderr.split()[-1], done.stdout))
    assert [storage for storage, _ in said] == ["python", "pyarrow"]
    assert said[0][1] == said[1][1]
    assert len(said[0][1]) > 500


def test_a_ledger_that_is_called_like_a_command(tmp_path: Path) -> None:
    place = tmp_path / "log"
    words = [sys.executable, "-m", "tracker", "--ledger", str(place.name), "--json", "status"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120, cwd=tmp_path, env=_here())
    assert json.loads(done.stdout)["running"] is None


def _here() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_the_timer_loads_neither_the_reader_of_lines_nor_pools(tmp_path: Path) -> None:
    ledger = tmp_path / "tracker.db"
    for command in ("start outlier --new", "pause", "resume", "status"):
        done = _run(ledger, *command.split(), watched=("tracker.quickadd.reader", "tracker.pool"))
        assert done.returncode == 0, done.stderr
        assert "LOADED []" in done.stderr


def test_a_report_from_the_cache_loads_no_pandas(tmp_path: Path) -> None:
    ledger = tmp_path / "tracker.db"
    _run(ledger, "log", "2h", "outlier", "yesterday")
    for command in ("report", "owed"):
        first = _run(ledger, command, "--json")
        second = _run(ledger, command, "--json", watched=HEAVY)
        assert json.loads(first.stdout) == json.loads(second.stdout)
        assert "LOADED []" in second.stderr


def test_json_and_errors_of_the_real_program(tmp_path: Path) -> None:
    ledger = tmp_path / "tracker.db"
    assert json.loads(_run(ledger, "status", "--json").stdout)["running"] is None
    assert _run(ledger, "log", "outlier").returncode == 1
    assert _run(ledger, "bogus").returncode == 2
    assert "tracker" in _run(ledger, "--version").stdout
    assert "COMMAND" in _run(ledger, "--help").stdout


def _toggl(path: Path, n: int) -> Path:
    rows = [
        f"Acme,Hopper,row {i},2026-03-{1 + i % 28:02d},{i % 24:02d}:00:00,2026-03-{1 + i % 28:02d},{i % 24:02d}:30:00,"
        f"00:30:00\n"
        for i in range(n)
    ]
    path.write_text(HEAD + "".join(rows))
    return path


def _count(ledger: Path) -> int:
    base = sqlite3.connect(ledger)
    try:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(base.execute("SELECT count(*) FROM work_sessions").fetchone()[0])
    finally:
        base.close()


@pytest.mark.slow
def test_kill_leaves_all_of_an_import_or_none(tmp_path: Path) -> None:
    n = 4000
    file = _toggl(tmp_path / "toggl.csv", n)
    words = ["import", str(file), "--zone", "UTC", "--platform", "Acme", "--quiet"]
    began = time.monotonic()
    assert _run(tmp_path / "whole.db", *words).returncode == 0
    whole = time.monotonic() - began
    seen = set()
    for step in range(6):
        ledger = tmp_path / f"killed{step}.db"
        _run(ledger, "log", "1h", "outlier", "yesterday", "--quiet")
        env = {**os.environ, "TRACKER_LEDGER": str(ledger), "TZ": "UTC"}
        process = subprocess.Popen([sys.executable, "-m", "tracker", *words], env=env)
        time.sleep(whole * (0.3 + 0.13 * step))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept = _count(ledger) - 1
        assert kept in (0, n)
        seen.add(kept)
        again = json.loads(_run(ledger, *words, "--json").stdout)["files"][0]
        assert again["new"] == n - kept
    assert 0 in seen


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    ledger = tmp_path / "tracker.db"
    _run(ledger, "platform", "Acme")
    file = _toggl(tmp_path / "toggl.csv", 3000)
    env = {**os.environ, "TRACKER_LEDGER": str(ledger), "TZ": "UTC"}
    words = ["import", str(file), "--zone", "UTC", "--platform", "Acme", "--quiet"]
    running = [subprocess.Popen([sys.executable, "-m", "tracker", *words], env=env) for _ in range(2)]
    logged = [_run(ledger, "log", "1h", "acme", "yesterday", "--quiet") for _ in range(3)]
    assert [p.wait(120) for p in running] == [0, 0]
    assert [p.returncode for p in logged] == [0, 0, 0]
    assert _count(ledger) == 3003
