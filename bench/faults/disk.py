"""The failing disk (`disk.c`) from Python, and its record read back."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

READ, WRITE, SYNC, NAME = 1, 2, 4, 8
"""What a call does; NAME: open, rename, unlink, cut to a length, make a folder."""
FAIL, FULL, SHORT, HALF = 1, 2, 3, 4
"""How one fails: an error; no room; half of it is done, which is said; half of it is done, then there is no room."""
_HEAD = struct.Struct("<cQqII")


def compiler() -> str | None:
    """The C compiler of this machine; None if there is none."""
    return shutil.which(os.environ.get("CC", "cc"))


def quick() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def build(folder: Path) -> Path:
    """Compile the disk into a folder. Raises CalledProcessError, FileNotFoundError without a compiler."""
    made = folder / "disk.so"
    source = Path(__file__).with_name("disk.c")
    command = [compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl", "-pthread"]
    subprocess.run(command, check=True, capture_output=True)
    return made


def run_on(disk: Path, module: str, words: Sequence[str]) -> str:
    """Run a module of the bench in a process on this disk; gives what it printed. Raises RuntimeError."""
    env = {**os.environ, "LD_PRELOAD": str(disk), "BENCH_DISK": str(disk)}
    done = subprocess.run([sys.executable, "-m", module, *words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


class Disk:
    """The disk under this process, which was started by `run_on`."""

    def __init__(self, folder: Path) -> None:
        self._disk = ctypes.CDLL(os.environ["BENCH_DISK"])
        self._disk.disk_seen.restype = ctypes.c_long
        self._disk.disk_fired.restype = ctypes.c_char_p
        self._disk.disk_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._disk.disk_watch(os.fsencode(folder))

    def arm(self, call: int, kinds: int = 0, how: int = FAIL) -> None:
        """Let the `call`-th call of these kinds from now on fail; 0: none."""
        self._disk.disk_arm(call, kinds, how)

    @property
    def fired(self) -> str:
        """The call that failed, and its file; empty if none has."""
        return os.fsdecode(self._disk.disk_fired())

    def record(self, to: Path | None) -> None:
        """Write down from now on what is done to the files; None: no longer."""
        self._disk.disk_record(None if to is None else os.fsencode(to))

    def mark(self, text: str) -> None:
        self._disk.disk_mark(text.encode())


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to the disk. `what`: c create, w write, t cut to a length, s sync, r rename, u unlink, d make a
    folder, m a mark of the bench. `file`: the number that the system gave the file."""

    what: str
    file: int
    offset: int
    text: str
    data: bytes


def steps(record: Path) -> Iterator[Step]:
    """A record, in its order."""
    content = record.read_bytes()
    at = 0
    while at < len(content):
        what, file, offset, text, data = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        said, given = content[at : at + text], content[at + text : at + text + data]
        at += text + data
        yield Step(what.decode(), file, offset, os.fsdecode(said), given)
