"""`python -m bench.speed`: what a row of each format costs to plan, beside one of Toggl; with `--beside FOLDER` also
what importing a large file costs beside another checkout of the tracker, in turn.

Seconds are those of the processor, the least of several runs: what else a machine does makes a run longer, not shorter.
Of XML it is also said what a row costs the parser alone, which calls empty functions for its tags and texts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from bench.made import CLIENTS, toggl_csv
from bench.made_files import MADE
from bench.measure import environment, run_once
from tracker.desk import imports
from tracker.desk.session import Desk
from tracker.domain import Rule
from tracker.importers import mapping_json
from tracker.importers.mapping import Mapping

BOUND = 1.5
"""A row of a format costs at most so many times what one of Toggl does."""
SECONDS, MEMORY = 0.5, 1.0
"""A large file takes at most this share of what it took the other checkout."""
RULES = tuple(Rule(field=f, pattern="*", platform="Acme") for f in ("payer", "account", "client", "description"))
MAPPING = Mapping(
    name="sheet",
    header=("who", "what", "text", "day", "from", "to"),
    delimiter=",",
    zone="Europe/Lisbon",
    dates="ymd",
    columns={"project": "what", "note": "text", "date": "day", "start": "from", "end": "to"},
    constants={"platform": "Larkspur"},
)
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from tracker.__main__ import main; sys.exit(main(sys.argv[1:]))"


def _now() -> dt.datetime:
    return dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)


def per_row(folder: Path, rows: int, runs: int) -> dict[str, float]:
    """Microseconds that a row of each file takes until the plan stands; the files take turns, so that what else the
    machine does meets all of them."""
    least: dict[str, float] = {}
    with Desk.open(folder / "plan.db", who="bench", clock=_now) as desk:
        said = imports.options(desk, zone="Europe/Lisbon", dates="mdy", platform="Acme")
        files = [(name, make(rows).encode()) for name, make in MADE.items()]
        for _ in range(runs + 1):  # the first one loads what is loaded once
            for name, data in files:
                began = time.process_time()
                planned = imports.plan_files(desk, [(name, data)], said, rules=RULES)
                took = time.process_time() - began
                new = sum(len(news) for _, news in planned.plan.inserts())
                assert new == rows, f"{name}: {new} of {rows} rows are new"
                least[name] = min(least.get(name, took), took)
    return {name: took / rows * 1e6 for name, took in least.items()}


def bare_xml(data: bytes, rows: int, runs: int) -> float:
    """Microseconds that a row takes the parser of XML if nothing is done with what it finds."""
    least = float("inf")
    for _ in range(runs):
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, sides: None
        parser.EndElementHandler = parser.CharacterDataHandler = lambda said: None
        began = time.process_time()
        parser.Parse(data, True)
        least = min(least, time.process_time() - began)
    return least / rows * 1e6


def sheet(rows: int) -> str:
    """The rows of the Toggl file as a table that nobody knows."""
    lines = [line.split(",") for line in toggl_csv(rows).splitlines()[1:]]
    table = ([c[0], c[3], c[5], c[7], c[8][:5], c[10][:5]] for c in lines)
    return "who,what,text,day,from,to\n" + "".join(",".join(cells) + "\n" for cells in table)


def paired(folder: Path, other: Path, rows: int, runs: int) -> Iterator[tuple[str, list[tuple[float, int]]]]:
    """Of a Toggl file and of a mapped one: (least processor seconds, most bytes) here and in the other checkout."""
    (folder / "toggl.csv").write_text(toggl_csv(rows), encoding="utf-8", newline="")
    (folder / "sheet.csv").write_text(sheet(rows), encoding="utf-8", newline="")
    said = {name: value for name, value in json.loads(mapping_json.to_json(MAPPING)).items() if value}
    (folder / "map.json").write_text(json.dumps(said), encoding="utf-8")  # what is empty an older checkout may not know
    by = [word for client in CLIENTS for word in ("--rule", f"client={client}:{client}")]
    words = {"toggl.csv": by, "sheet.csv": ["--map", str(folder / "map.json")]}
    for name, more in words.items():
        taken: dict[Path, list[tuple[float, int]]] = {Path(__file__).parent.parent: [], other: []}
        for _ in range(runs):
            for place, found in taken.items():
                ledger = folder / "ledger.db"
                for old in folder.glob(f"{ledger.name}*"):
                    old.unlink()
                command = [sys.executable, "-c", RUN, str(place), "--ledger", str(ledger), "import", str(folder / name)]
                found.append(_seconds([*command, "--zone", "Europe/Lisbon", "--json", "--yes", *more], folder))
        yield name, [(min(s for s, _ in found), max(p for _, p in found)) for found in taken.values()]


def _seconds(command: list[str], folder: Path) -> tuple[float, int]:
    once = run_once(command, environment(folder))
    return once.busy, once.peak or 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="rows of each format (10,000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each (3)")
    parser.add_argument("--beside", type=Path, help="another checkout, for a file of ten times as many rows")
    said = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors, {said.runs} runs\n")
    with tempfile.TemporaryDirectory(prefix="tracker-speed-") as made:
        folder, base = Path(made), 0.0
        if said.beside:  # first: a process that is begun by a large one counts as large
            for name, ((here, peak), (there, other)) in paired(folder, said.beside, 10 * said.rows, said.runs):
                what = f"{10 * said.rows:,} rows of {name}"
                print(f"{what:28} {here:6.2f} s beside {there:6.2f} s: {_of(here / there, SECONDS)}", end="")
                print(f"   {peak / 1e6:.0f} MB beside {other / 1e6:.0f} MB: {_of(peak / other, MEMORY)}", flush=True)
            print()
        for name, micro in per_row(folder, said.rows, said.runs).items():
            base = base or micro
            over = "  OVER" if micro / base > BOUND else ""
            print(f"{name:14} {micro:7.1f} µs a row  {micro / base:5.2f} × Toggl (at most {BOUND}){over}", end="")
            bare = bare_xml(MADE[name](said.rows).encode(), said.rows, said.runs) if name.endswith(".xml") else 0
            print(f", {bare:.1f} µs of it the parser alone" if bare else "", flush=True)
    return 0


def _of(share: float, most: float) -> str:
    return f"{share:.2f} × (at most {most:.2f}){'  OVER' if share > most else ''}"


if __name__ == "__main__":
    sys.exit(main())
