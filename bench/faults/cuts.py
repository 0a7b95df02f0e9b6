"""Power cuts: a ledger is used, what reaches the disk is recorded, and what a cut may leave of it is opened.

Between any two steps of the record the power goes, and of what was not yet made to last any part is there (see
`remains`). Then: every operation that was confirmed is there, none is half done, a check-up finds nothing, exports and
backups that were confirmed are whole, and what was forgotten is in no byte of the folder.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from bench.faults import doings
from bench.faults.disk import Disk, build, quick, run_on, steps
from bench.faults.doings import NOTHING, SECRET, Doing, Life, Seen
from bench.faults.remains import WORLDS, Left, cuts
from tracker.errors import TrackerError

LIFE: tuple[Doing, ...] = (
    doings.make, doings.begin, doings.names, doings.log, doings.log_secret, doings.bring, doings.correct, doings.undo,
    doings.start, doings.pause, doings.stop, doings.attach, doings.keep, doings.export, doings.tomorrow,
    doings.remove, doings.export, doings.export_folder, doings.keep_elsewhere, doings.put_back, doings.log,
    doings.attach, doings.forget, doings.log, doings.export, doings.export_folder, doings.tomorrow, doings.undo,
    doings.keep, doings.log,
)  # fmt: skip
LARGE: tuple[Doing, ...] = (
    doings.make, doings.begin, doings.names, doings.log, doings.bring_much, doings.log, doings.undo, doings.log,
)  # fmt: skip
LIVES = {"life": LIFE, "large": LARGE}
CLOSED = 4
"""The ledger is closed and opened again after so many things done."""


def live(name: str, folder: Path, record: Path) -> None:
    """Use a ledger below the folder, on the recorded disk; prints what there was to see after each thing done."""
    disk, life = Disk(folder), Life(folder)
    disk.record(record)
    seen = [NOTHING]
    for n, do in enumerate(LIVES[name]):
        life.hours += 1
        disk.mark(f"begun {n}")
        do(life)
        disk.mark(f"done {n}")
        seen.append(doings.see_open(life.desk.store, folder))
        if n % CLOSED == CLOSED - 1:
            life.close()
    life.close()
    disk.record(None)
    print(json.dumps([asdict(s) for s in seen]))


@dataclass(slots=True)
class Counted:
    """Cases by world, and what went wrong with its case."""

    cases: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    operations: int = 0
    wrong: list[str] = field(default_factory=list)


def run(name: str, wanted: int, seed: int, counted: Counted, *, syncs: bool = True) -> None:
    """Record a life and try so many cuts in it, spread over all its steps.

    `syncs` False: on a disk that makes nothing last when it is told to, as a control of what is looked for.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-cuts-", dir=quick()) as made:
        folder, record = Path(made) / "disk", Path(made) / "record"
        folder.mkdir()
        said = run_on(build(Path(made)), "bench.faults.cuts", [name, str(folder), str(record)])
        seen = [Seen(s["rows"], s["files"], tuple(s["backups"])) for s in json.loads(said)]
        counted.operations += len(seen) - 1
        done = [s for s in steps(record) if syncs or s.what != "s"]
        total = sum(s.what != "m" for s in done)
        counted.steps += total
        draw = Random(f"{name}-{seed}")
        for n, (disk, marks) in enumerate(cuts(done)):
            for _ in range((n + 1) * wanted // total - n * wanted // total):
                world = draw.choice(WORLDS)
                counted.cases[world] += 1
                place = Path(made) / "left"
                _lay(disk.left(draw, world), folder, place)
                wrong = judged(place, seen, marks)
                counted.wrong += [f"{name}, {marks[-1]}, {world}: {text}" for text in wrong]


def _lay(left: Left, folder: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, content in left.items():
        to = place / Path(path).relative_to(folder)
        if content is None:
            to.mkdir(parents=True, exist_ok=True)
        else:
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)


def judged(place: Path, seen: Sequence[Seen], marks: Sequence[str]) -> list[str]:
    """What is wrong with what a cut has left."""
    begun = sum(m.startswith("begun") for m in marks)
    done = sum(m.startswith("done") for m in marks)
    before, after = seen[done], seen[begun]
    try:
        found, wrong = doings.see(place)
    except TrackerError as error:
        if before is NOTHING or not before.rows:
            return []  # none was confirmed yet
        return [f"it does not open: {error}"]
    wrong += doings.differs(found, before, after)
    wrong += _goes_on(place, before)
    forgotten = [n for n, do in enumerate(LIFE) if do is doings.forget]
    if f"done {forgotten[0]}" in marks and len(seen) > len(LIFE):
        wrong += [f"{SECRET} is still in {p.name}" for p in doings.telling(place)]
    return wrong


def _goes_on(place: Path, before: Seen) -> Iterator[str]:
    """The next line is taken and is there when the ledger is opened again."""
    if not before.rows:
        return
    life = Life(place, hours=500)
    try:
        doings.log(life)
        life.close()
        if not any(s.note == "note 500" for _, s in Life(place).rows()):
            yield "the next line is not kept"
    except TrackerError as error:
        yield f"the next line is refused: {error}"


if __name__ == "__main__":
    live(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
