"""Running whole processes: seconds, and the most memory they held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


class BenchFailure(Exception):
    """A measured command did not end with 0; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Median seconds of several runs, the span between the fastest and the slowest, and peak memory."""

    seconds: float
    fastest: float
    slowest: float
    peak: int | None
    """Bytes, the most of all runs; None if the system does not tell."""


def run_once(command: Sequence[str], env: dict[str, str]) -> tuple[float, int | None]:
    """Wall-clock seconds and peak bytes of one process; raises BenchFailure."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        peak = None
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        else:
            process.wait()
    taken = time.perf_counter() - began
    if process.returncode:
        raise BenchFailure(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return taken, peak


def measure(
    command: Sequence[str],
    env: dict[str, str],
    runs: int,
    before: Callable[[], object] | None = None,
    warm_up: bool = True,
) -> Taken:
    """Run a command several times, each after `before`; one more run in front is thrown away."""
    seconds, peaks = [], []
    for i in range(runs + warm_up):
        if before is not None:
            before()
        taken, peak = run_once(command, env)
        if i or not warm_up:
            seconds.append(taken)
            peaks.append(peak or 0)
    return Taken(statistics.median(seconds), min(seconds), max(seconds), max(peaks) or None)


def processor_seconds(command: Sequence[str], env: dict[str, str]) -> float:
    """Seconds of the processor that one process took, by itself and by the system for it; those of the clock where
    the system does not tell. Raises BenchFailure."""
    before = os.times()
    taken, _peak = run_once(command, env)
    after = os.times()
    if not hasattr(os, "wait4"):
        return taken
    return after.children_user + after.children_system - before.children_user - before.children_system


def alternating(
    commands: Sequence[Sequence[str]], env: dict[str, str], runs: int, before: Callable[[], object]
) -> list[Taken]:
    """Processor seconds of several commands that take turns, each after `before`: what else the machine does meets
    all of them alike."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for command, seconds in zip(commands, taken, strict=True):
            before()
            seconds.append(processor_seconds(command, env))
    return [Taken(statistics.median(t), min(t), max(t), None) for t in taken]


def environment(home: Path) -> dict[str, str]:
    """The environment of measured processes: their user folders are in a temporary one."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("TRACKER_", "XDG_", "COVERAGE"))}
    return keep | {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}


def tracker(*words: str) -> list[str]:
    """The command line of the tracker, by the interpreter that runs this."""
    return [sys.executable, "-m", "tracker", *words]
