"""`python -m bench.fuzz`: spoiled contribution files, spoiled exports of every format, and spoiled lines of words.

Whatever comes in is taken, or refused with a sentence and a code that `docs/errors.md` names; an exception that is
none of the project's is a fault, and so is anything that is half-written:

- bundles: spoiled outside and inside their encryption, and signed again with one field replaced. Afterwards the pool
  holds the rows of what was accepted and nothing else, and `doctor` finds nothing wrong
- files: the small fixtures of `tests/data` and an archive. What is asked of them is answered, and the payers have
  rules, so that they are read to the end. What is taken is undone, and the ledger is as before
- lines: those of the tests of quick-add. What is understood can be written, said back, and is undone too

The seed is printed: with it the same things are spoiled in the same way, but for the keys of the members.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

from bench.fuzz_bundles import NOW, bundles
from bench.mutate import WORDS, mutated
from bench.outcome import LONGEST, Outcome
from bench.soak import replay
from tracker.desk import archive as archives
from tracker.desk import entry, imports, reports, terms
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Rule
from tracker.errors import LedgerError, NeedsAnswer, TrackerError
from tracker.importers.mapping import Mapping as FileMapping
from tracker.importers.outcomes import Rejected
from tracker.quickadd import line_of

ROOT = Path(__file__).parent.parent
DATA, LINES = ROOT / "tests" / "data", ROOT / "tests" / "quickadd" / "table.txt"
BUNDLES, MINUTES, REPORT_EVERY, MOST_ASKED = 10_000, 3.0, 25, 12
NAMES = {
    "Outlier": ("rlhf-2",), "Mercor": ("search eval", "search rank", "ridge"), "Scale AI": ("north ridge",),
    "Prolific": ("surveys",), "DataAnnotation": ("Training",),
}  # fmt: skip
SHEET_FILE = "timesheet.csv"
SHEET = FileMapping(
    name="timesheet",
    header=("date", "clock_in", "clock_out", "code", "notes"),
    delimiter=",",
    zone="UTC",
    columns={"date": "date", "start": "clock_in", "end": "clock_out", "code": "code", "note": "notes"},
)
"""How a person would read the fixture that is of no known format."""
Refusals = Iterator[tuple[str, str]]
"""Code and sentence of each row of a file that was refused."""
RULES = tuple(Rule(field=f, pattern="*", platform="Outlier") for f in ("payer", "client", "account"))
"""Whose the money and the work are: without a rule the rows of an account are read and not stored."""
ANSWERS = {
    "zone": ("Europe/Rome", "America/New_York", "UTC"),
    "dates": ("dmy", "mdy", "ymd"),
    "decimal": (".", ","),
    "currency": ("EUR", "USD", "JPY", "KWD"),
    "platform": ("Outlier", "Mercor"),
    "as_of": ("2026-06-20", "2024-02-29"),
}
"""What a person answers where the file is asked about; questions with choices are answered by one of them."""


# --- files and lines ------------------------------------------------------------------------------------------


def fixtures() -> dict[str, dict[str, bytes]]:
    """Name of a format -> file -> bytes: the small files of the tests."""
    kinds = sorted(p for p in DATA.iterdir() if p.is_dir())
    return {kind.name: {p.name: p.read_bytes() for p in sorted(kind.iterdir()) if p.is_file()} for kind in kinds}


def files(desk: Desk, seed: int, seconds: float) -> Iterator[Outcome]:
    """Spoiled exports of each format in turn, and an archive, for so many seconds each."""
    archive = _archive(desk)
    for name, there in (*fixtures().items(), ("archive", {"archive.zip": archive})):
        outcome, until = Outcome(f"files of {name}"), time.monotonic() + seconds
        while time.monotonic() < until:
            chance = Random(f"{seed} {name} {outcome.tried}")
            file = chance.choice(sorted(there))
            spoil = _spoiled_zip if file.endswith(".zip") else _spoiled
            data = spoil(there[file], chance)
            _tried(desk, outcome, f"{file} {data[:LONGEST]!r}", partial(_import, desk, outcome, file, data, chance))
        yield outcome


def _archive(desk: Desk) -> bytes:
    """The archive of a ledger into which all fixtures went that need no answer; the ledger is as before."""
    done = []
    for there in fixtures().values():
        for item in there.items():
            with suppress(TrackerError):
                said = {"platform": "Outlier", "zone": "UTC"}
                operation = imports.apply_plan(desk, _planned(desk, *item, said, Random(0)))
                done += [] if operation is None else [operation.id]
    made = archives.export_bytes(desk)
    for number in reversed(done):
        entry.undo(desk, number)
    return made


def _spoiled(data: bytes, chance: Random) -> bytes:
    return mutated(data, chance, WORDS)


def _spoiled_zip(data: bytes, chance: Random) -> bytes:
    """The zip with one file in it spoiled, left out or there twice; sometimes the bytes of the zip itself."""
    if not chance.randrange(8):
        return mutated(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = [(n, whole.read(n)) for n in whole.namelist()]
    at = chance.randrange(len(parts))
    name, content = parts[at]
    parts[at : at + 1] = chance.choice([[], [(f"x/{name}", content)], *[[(name, _spoiled(content, chance))]] * 8])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts:
            file.writestr(name, content)
    return made.getvalue()


def _said(chance: Random) -> dict[str, str]:
    """What a person may have said about the files before anything is asked; the rest is answered."""
    return {name: chance.choice(some) for name, some in ANSWERS.items() if not chance.randrange(4)}


def _planned(desk: Desk, name: str, data: bytes, said: Mapping[str, str], chance: Random) -> imports.Planned:
    """The plan of a file, each question answered once. Raises what it cannot be read for, and questions without end."""
    sheet = SHEET if name == SHEET_FILE else None
    answers: dict[str, Any] = dict(said)
    for _ in range(MOST_ASKED):
        try:
            return imports.plan_files(
                desk, [(name, data)], imports.options(desk, **answers), mapping=sheet, rules=RULES
            )
        except NeedsAnswer as question:
            known = question.choices or ANSWERS.get(question.asks, ())
            if not known:
                raise
            answers = imports.with_answer(answers, question, chance.choice(known))
    raise Fault(f"{name} is asked about without end: {answers}")


def _import(desk: Desk, outcome: Outcome, name: str, data: bytes, chance: Random) -> Refusals:
    """Plan and import; gives what was refused of the rows."""
    planned = _planned(desk, name, data, _said(chance), chance)
    yield from ((o.problem.code, str(o.problem.message)) for o in planned.plan.outcomes() if isinstance(o, Rejected))
    outcome.rows += sum(len(news) for _, news in planned.plan.inserts())
    imports.apply_plan(desk, planned, replace=chance.random() < 0.5)


def lines(desk: Desk, seed: int, seconds: float) -> Iterator[Outcome]:
    """Spoiled lines of words for so many seconds."""
    said = [row.split("  =>  ")[0] for row in LINES.read_text(encoding="utf-8").splitlines() if "  =>  " in row]
    outcome, until = Outcome("lines of words"), time.monotonic() + seconds
    while time.monotonic() < until:
        chance = Random(f"{seed} {outcome.tried}")
        line = mutated(chance.choice(said).encode(), chance, WORDS).decode(errors="replace")
        _tried(desk, outcome, repr(line), partial(_log, desk, line))
    yield outcome


def _log(desk: Desk, line: str) -> Refusals:
    """Understand and write; what is said back has to mean the same."""
    understood = entry.understand(desk, line)
    record, printed = understood.record, line_of(understood.record, desk.zone())
    again = entry.understand(desk, printed).record
    if again != record:
        raise Fault(f"{printed!r} means {again} and not {record}")
    entry.add(desk, [record], kind="log", summary=str(understood.sentence))
    yield from ()


# --- what became of it ----------------------------------------------------------------------------------------


class Fault(Exception):
    """Something that must not be."""


@dataclass(slots=True)
class Watched:
    """Whatever is raised inside and is not a refusal is a fault of the outcome; the run goes on."""

    outcome: Outcome
    about: str

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        own = [f for f in traceback.extract_tb(trace) if str(ROOT) in f.filename] or traceback.extract_tb(trace)
        where = f"{Path(own[-1].filename).name}, line {own[-1].lineno}"
        self.outcome.fault(f"{type(error).__name__} ({where})", f"{error}: {self.about}")
        return True


def _tried(desk: Desk, outcome: Outcome, about: str, work: Callable[[], Refusals]) -> None:
    """Do it; count what came of it; and leave the ledger as it was."""
    before, tables = desk.version, desk.store.snapshot()
    outcome.tried += 1
    with Watched(outcome, about):
        try:
            for code, sentence in work():
                outcome.row_refused(code, sentence)
            outcome.taken += 1
        except LedgerError:
            raise  # nobody's input may trouble the database
        except TrackerError as error:
            outcome.refused(error.code, str(error.sentence()))
            if desk.store.snapshot() != tables:
                raise Fault("half of something refused was written") from error
        if desk.version != before and not outcome.taken % REPORT_EVERY:
            reports.report(desk)
    with Watched(outcome, about):
        for operation in [o for o in desk.operations(10) if o.id > before]:
            entry.undo(desk, operation.id)
        if desk.store.snapshot() != tables:
            raise Fault("undone, the ledger is not as before")


def _ledger(place: Path) -> Desk:
    """A small ledger with the names that the lines mean."""
    desk = Desk.open(place / "tracker.db", who="fuzz", clock=lambda: NOW)
    entry.save_settings(desk, replace(desk.settings(), time_zone="Europe/Rome"))
    for name, projects in NAMES.items():
        terms.save(desk, Platform(platform=name))
        for project in projects:
            terms.save(desk, Project(platform=name, project=project))
    return desk


def run(place: Path, seed: int, count: int, minutes: float) -> Iterator[Outcome]:
    """Everything, in `place`; `minutes` for files and lines together, in equal parts."""
    yield from bundles(place, Random(seed), count)
    with _ledger(place) as desk:
        seconds = 60 * minutes / (len(fixtures()) + 2)
        yield from files(desk, seed, seconds)
        yield from lines(desk, seed, seconds)
        outcome = Outcome("journals replayed", tried=1, taken=1)
        if replay(desk.store) != desk.store.snapshot():
            outcome.fault("the journal does not give the ledger")
        yield outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--bundles", type=int, default=BUNDLES, help=f"spoiled contribution files ({BUNDLES:,})")
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"for files and lines ({MINUTES:g})")
    parser.add_argument("--seed", type=int, default=None, help="what is spoiled how (by chance)")
    said = parser.parse_args()
    seed = int.from_bytes(os.urandom(4)) if said.seed is None else said.seed
    print(f"make fuzz, seed {seed}: {said.bundles:,} bundles, files and lines for {said.minutes:g} minutes")
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores\n", flush=True)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="tracker-fuzz-") as place:
        for outcome in run(Path(place), seed, said.bundles, said.minutes):
            print(outcome.text(), flush=True)
            faults += outcome.bad
    print(f"\n{faults or 'no'} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
