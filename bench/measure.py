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
from typing import NamedTuple

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


class Once(NamedTuple):
    """One run of a process."""

    wall: float
    """Seconds by the clock."""
    busy: float
    """Seconds of the processor, of the system's work for it too; those by the clock if the system does not tell."""
    peak: int | None
    """Bytes; None if the system does not tell."""


def run_once(command: Sequence[str], env: dict[str, str]) -> Once:
    """What one process took; raises BenchFailure."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        busy: float | None = None
        peak = None
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            busy = usage.ru_utime + usage.ru_stime
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        else:
            process.wait()
    taken = time.perf_counter() - began
    if process.returncode:
        raise BenchFailure(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return Once(taken, taken if busy is None else busy, peak)


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
        once = run_once(command, env)
        if i or not warm_up:
            seconds.append(once.wall)
            peaks.append(once.peak or 0)
    return Taken(statistics.median(seconds), min(seconds), max(seconds), max(peaks) or None)


def alternating(
    commands: Sequence[Sequence[str]], env: dict[str, str], runs: int, before: Callable[[], object]
) -> list[Taken]:
    """Processor seconds of several commands that take turns, each after `before`: what else the machine does meets
    all of them alike."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for command, seconds in zip(commands, taken, strict=True):
            before()
            seconds.append(run_once(command, env).busy)
    return [Taken(statistics.median(t), min(t), max(t), None) for t in taken]


def environment(home: Path) -> dict[str, str]:
    """The environment of measured processes: their user folders are in a temporary one."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("TRACKER_", "XDG_", "COVERAGE"))}
    return keep | {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}


def tracker(*words: str) -> list[str]:
    """The command line of the tracker, by the interpreter that runs this."""
    return [sys.executable, "-m", "tracker", *words]
