"""Faults by injection: every call that an operation makes to the disk fails once, in each way such a call can.

After each: the program says so in a sentence or has done the operation whole; the rows are the old or the new ones,
and the new ones where it was confirmed; a check-up finds nothing; asked once more, in the same program, it is done
once and not twice.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults import doings
from bench.faults.disk import FAIL, FULL, HALF, NAME, READ, SHORT, SYNC, WRITE, Disk, build, quick, run_on
from bench.faults.doings import Doing, Life
from tracker.errors import TrackerError

KINDS = {"read": READ, "write": WRITE, "sync": SYNC, "name": NAME}
WAYS = {
    "read": {"error": FAIL, "short": SHORT},
    "write": {"error": FAIL, "no room": FULL, "short": SHORT, "half, then no room": HALF},
    "sync": {"error": FAIL, "no room": FULL},
    "name": {"error": FAIL, "no room": FULL},
}
PREPARED: tuple[Doing, ...] = (
    doings.make, doings.begin, doings.names, doings.log, doings.log_secret, doings.log, doings.attach, doings.export,
    doings.tomorrow, doings.start, doings.keep_elsewhere, doings.log,
)  # fmt: skip
OPERATIONS: tuple[Doing, ...] = (
    doings.look, doings.log, doings.bring, doings.correct, doings.undo, doings.remove, doings.stop, doings.pause,
    doings.attach, doings.keep, doings.keep_elsewhere, doings.export, doings.export_folder, doings.tomorrow,
    doings.put_back, doings.forget,
)  # fmt: skip


OPEN, COLD = "open", "new"
"""The ledger is open already, as in the app; it is opened in each case, as a command does."""


@dataclass(slots=True)
class Tried:
    """Cases by operation, kind and way; how they ended; what was wrong."""

    cases: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Trial:
    """One operation on a prepared ledger, over and over on a disk that fails. `cold`: the ledger is opened in each
    case, as a command does; else it is open already, as in the app."""

    def __init__(self, folder: Path, do: Doing, *, cold: bool) -> None:
        self.start, self.place, self.do, self.cold = folder / "start", folder / "disk", do, cold
        self.disk = Disk(self.place)
        self.tried = Tried()
        self.before, _ = doings.see(self.start)
        _again(self.start, self.place)
        life = self._life()
        do(life)
        life.close()
        self.after, _ = doings.see(self.place)

    def run(self, every: int = 1, first: int = 1) -> Tried:
        """Let each call fail, or each `every`-th from the `first` on."""
        for kind, ways in WAYS.items():
            for way, how in ways.items():
                call = first
                while self._one(f"{kind}, {way}", call, KINDS[kind], how):
                    call += every
        return self.tried

    def _life(self) -> Life:
        life = Life(self.place, hours=24 + len(PREPARED))
        if not self.cold:
            life.desk.operations()
        return life

    def _one(self, name: str, call: int, kind: int, how: int) -> bool:
        """One case; False where the operation makes fewer such calls."""
        _again(self.start, self.place)
        life, wrong = self._life(), list[str]()
        self.disk.arm(call, kind, how)
        said = self._try(life, wrong)
        fired = self.disk.fired
        self.disk.arm(0)
        if not fired:
            life.close()
            return False
        told = [str(n) for n in life.told]
        wrong += self._judged(said, told, count=True)
        if self.cold:
            life.close()
        if said:
            again = self._try(life, wrong)
            wrong += [f"asked once more: {again}"] if again and again != self._done_already() else []
        life.close()
        if said:
            wrong += [f"once more: {text}" for text in self._judged("", told)]
        self.tried.cases[name] += 1
        self.tried.wrong += [f"{self.do.__name__}, {name}, {fired.replace(str(self.place), '')}: {w}" for w in wrong]
        return True

    def _try(self, life: Life, wrong: list[str]) -> str:
        """Do it; gives the sentence if it was refused."""
        try:
            self.do(life)
        except TrackerError as error:
            return str(error)
        except OSError as error:
            return f"OSError: {error}"
        except Exception as error:  # noqa: BLE001 - whatever else comes is what this looks for
            wrong.append(f"{type(error).__name__}: {error}")
            return repr(error)
        return ""

    def _done_already(self) -> str:
        """What a forgetting says that was cut short after the names were gone."""
        return f"There is no platform {doings.SECRET}." if self.do is doings.forget else ""

    def _judged(self, said: str, told: Sequence[str], *, count: bool = False) -> list[str]:
        """What is wrong with what is there, after the program said this (nothing: it is done)."""
        try:
            found, wrong = doings.see(self.place)
        except TrackerError as error:
            return [f"it does not open: {error}"]
        missing = doings.differs(found, self.before if said else self.after, self.after)
        wrong += [w for w in missing if not (told and "-auto-" in w)]
        written = found.rows != self.before.rows
        if "nothing was written" in said and written:
            wrong.append(f"it is there, and was denied: {said}")
        if self.do is doings.forget and not said:
            wrong += [f"{doings.SECRET} is still in {p.name}" for p in doings.telling(self.place)]
        if count:
            end = "refused, and said to be half done" if said and written else "refused whole" if said else "done"
            self.tried.ends[f"{end}, with a notice" if told and not said else end] += 1
        return wrong


def _again(start: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(start, place)


def prepare(folder: Path) -> None:
    life = Life(folder / "start")
    for do in PREPARED:
        life.hours += 1
        do(life)
    life.close()


def run(folder: Path, names: Sequence[str], every: int) -> None:
    """Try operations by name on this process's disk; prints what was found as JSON."""
    Disk(folder / "disk")
    prepare(folder)
    found = []
    for name in names:
        cold, _, said = name.partition(" ")
        do = next(do for do in OPERATIONS if do.__name__ == said)
        tried = Trial(folder, do, cold=cold == COLD).run(every, 1 + len(found) % every)
        found.append([name, tried.cases, tried.ends, tried.wrong])
    print(json.dumps(found))


def tried(names: Sequence[str], every: int = 1) -> list[tuple[str, Tried]]:
    """What operations did on a disk that fails: each call, or each `every`-th. Names: `open log`, `new log`."""
    with tempfile.TemporaryDirectory(prefix="tracker-injected-", dir=quick()) as made:
        disk = build(Path(made))
        said = json.loads(run_on(disk, "bench.faults.injected", [made, str(every), *names]))
    return [(name, Tried(Counter(cases), Counter(ends), wrong)) for name, cases, ends, wrong in said]


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[3:], int(sys.argv[2]))
