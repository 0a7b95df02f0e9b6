"""`python -m bench.growth`: how commands grow from 10,000 to 100,000 work sessions, with a tenth as many payouts.

Seconds of the processor, the least of several whole processes that take turns; the exponent is that of the sessions
in seconds: 1 is ten times as long for ten times as many. What loading the command line takes is taken off for the
net one. Peaks are not below that of the process that measures. Bytes: the ledger's file for each session, as the
sample writes it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.made import write_ledger
from bench.measure import MIB, environment, run_once, tracker
from tracker.domain import Platform
from tracker.sample import big_ledger
from tracker.store import Store

SIZES = (10_000, 100_000)
AS_OF = ("--json", "--as-of", "2026-10-31")
START = "import tracker.cli"
COMMANDS = (
    ("status",), ("log", "1h", "outlier", "--new"), ("report", *AS_OF), ("owed", *AS_OF), ("outlook", *AS_OF),
    ("platforms", *AS_OF), ("gaps", *AS_OF), ("export", "--force", "EXPORT"), ("doctor",),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        home = Path(folder)
        for n in SIZES:
            write_ledger(big_ledger(sessions=n, payouts=n // 10), home / f"{n}.db")
        print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, least of {runs} runs")
        print(", ".join(f"{n:,} sessions: {(home / f'{n}.db').stat().st_size / n:.0f} bytes each" for n in SIZES))
        start = min(run_once([sys.executable, "-c", START], environment(home)).busy for _ in range(runs))
        print(
            f"\nstarting: {start:.3f} s\n\n{'command':10} {'s':>8} {'s':>8} {'MiB':>6} {'MiB':>6} {'net exponent':>13}"
        )
        for words in COMMANDS:
            print(_line(home, words, runs, start), flush=True)
        print(_first_change(home, runs))


def _line(home: Path, words: tuple[str, ...], runs: int, start: float) -> str:
    seconds, peaks = {}, {}
    for n in SIZES:
        seconds[n] = min(run_once(_fresh(home, n, words), environment(home)).busy for _ in range(runs))
        peaks[n] = (run_once(_fresh(home, n, words), environment(home)).peak or 0) / MIB
    few, many = SIZES
    net = math.log(max(seconds[many] - start, 1e-3) / max(seconds[few] - start, 1e-3)) / math.log(many / few)
    return f"{words[0]:10} {seconds[few]:8.3f} {seconds[many]:8.3f} {peaks[few]:6.0f} {peaks[many]:6.0f} {net:13.2f}"


def _first_change(home: Path, runs: int) -> str:
    """Seconds until the first change of a day stands, and until the copy that it makes is there; the least."""
    stands, copied = [], []
    for _run in range(runs):
        shutil.copyfile(home / f"{SIZES[-1]}.db", home / "run.db")
        shutil.rmtree(home / "backups", ignore_errors=True)
        store, begun = Store.open(home / "run.db"), time.perf_counter()
        with store.operation("bench", who="bench", at=dt.datetime.now(dt.UTC)) as change:
            change.insert(Platform(platform="Bench"))
        stands.append(time.perf_counter() - begun)
        store.close()
        copied.append(time.perf_counter() - begun)
        assert len(list((home / "backups").glob("*.db"))) == 1
    said = f"first change of a day, {SIZES[-1]:,} sessions: confirmed after {min(stands):.3f} s"
    return f"{said}, its copy there after {min(copied):.3f} s"


def _fresh(home: Path, n: int, words: tuple[str, ...]) -> list[str]:
    """A command on a copy of a ledger on which nothing was asked yet."""
    for old in home.glob("run.db*"):
        old.unlink()
    shutil.copyfile(home / f"{n}.db", home / "run.db")
    return tracker("--ledger", str(home / "run.db"), *(str(home / "out.zip") if w == "EXPORT" else w for w in words))


if __name__ == "__main__":
    main()
