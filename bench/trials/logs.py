"""A damaged `-wal` file beside a ledger: what it lost is said once, and nothing is read that was not written."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import tempfile
from pathlib import Path
from random import Random

from bench.faults.disk import quick
from bench.trials import Held
from tracker.domain import WorkSession
from tracker.errors import DamagedLedger, TrackerError
from tracker.store import Store

CHANGES = 12
HEAD, FRAME = 32, 24 + 4096


def run(cases: int, seed: int = 1) -> Held:
    held, draw = Held("damaged logs"), Random(f"logs-{seed}")
    with tempfile.TemporaryDirectory(prefix="tracker-logs-", dir=quick()) as made:
        left = Path(made) / "left"
        left.mkdir()
        _leave(left / "a.db")
        for _ in range(cases):
            place = Path(made) / "copy"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(left, place)
            what = _damage(place / "a.db-wal", draw)
            end, wrong = _looked(place / "a.db")
            held.case(end, [f"{what}: {text}" for text in wrong])
    return held


def _leave(path: Path) -> None:
    """A ledger whose program was killed: all its changes are in the log."""
    child = os.fork()
    if child == 0:
        store = Store.open(path)
        for n in range(CHANGES):
            with store.operation("log", who="", at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC)) as change:
                change.insert(
                    WorkSession(platform="A", worked_on=dt.date(2026, 5, 1), minutes=60 * (n + 1), note="n" * 300)
                )
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def _damage(wal: Path, draw: Random) -> str:
    """Spoil the log in one way and say how."""
    data = bytearray(wal.read_bytes())
    at, how = draw.randrange(len(data)), draw.randrange(6)
    frame = HEAD + draw.randrange((len(data) - HEAD) // FRAME) * FRAME
    match how:
        case 0:
            data[at] ^= 1 << draw.randrange(8)
        case 1:
            data[at : at + 512] = draw.randbytes(len(data[at : at + 512]))
        case 2:
            data[at : at + 4096] = bytes(len(data[at : at + 4096]))
        case 3:
            data[frame : frame + 24] = draw.randbytes(24)
        case 4:
            data[:HEAD] = draw.randbytes(HEAD)
        case 5:
            at = len(data) - draw.randrange(1, FRAME)  # a log cut shorter tells nothing of what was behind
            del data[at:]
    wal.write_bytes(data)
    return f"damage {how} at {at} of {len(data)}"


def _looked(path: Path) -> tuple[str, list[str]]:
    """How the ledger opens, and what is wrong with that."""
    told = False
    try:
        try:
            Store.open(path).close()
        except DamagedLedger as error:
            told = "lost" in str(error)
            if not told:
                return "refused as damaged", []
        with Store.open(path) as store:
            lengths = sorted(s.minutes or 0 for _, s in store.rows(WorkSession))
            flaws = [f"{f.kind}: {f.text}" for f in store.flaws()]
    except TrackerError as error:
        return "refused", [f"refused: {error}"]
    lost = CHANGES - len(lengths)
    if lengths != [60 * (n + 1) for n in range(len(lengths))]:
        flaws.append("what is there is not what was written first")
    if lost > 1 and not told:
        flaws.append(f"{lost} changes are gone and nobody says so")
    return "loss told" if told else "the end is missing" if lost else "nothing lost", flaws
