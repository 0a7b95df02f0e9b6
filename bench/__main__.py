"""`python -m bench`: prints one table. It writes nothing but a temporary folder, which it removes.

Every row is a whole process, the median of several runs. Ratios compare two processes of the same run on the
same machine; a bound is what the ratio or the figure should stay under.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from bench import comparison, intake, pages
from bench.made import CLIENTS, journal, toggl_csv, with_terms, write_ledger
from bench.measure import MIB, BenchFailure, Taken, alternating, environment, measure, run_once, tracker
from tracker.sample import big_ledger

IMPORTS = "import pandas, sqlalchemy, numpy"
READ_AND_WRITE = (
    "import sys, sqlite3, pandas\n"
    "frame = pandas.read_csv(sys.argv[1])\n"
    "with sqlite3.connect(sys.argv[2]) as base:\n"
    "    frame.to_sql('entries', base, index=False)\n"
)
AS_OF = ("--as-of", "2026-10-31")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what ran, how long, and beside what."""

    what: str
    taken: Taken
    beside: str = ""
    value: float | None = None
    bound: float | None = None
    unit: str = "x"

    @property
    def over(self) -> bool:
        return self.value is not None and self.bound is not None and self.value > self.bound


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the benchmark works, and how often it repeats."""

    folder: Path
    env: dict[str, str]
    runs: int
    sessions: int
    rows: int
    workers: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        home = Path(folder)
        bench = Bench(home, environment(home), options.runs, options.sessions, options.rows, options.workers)
        print(_machine(options.runs))
        lines: list[Line] = []
        try:
            for part in PARTS if options.only is None else (ALONE[options.only],):
                for line in part(bench):
                    lines.append(line)
                    print(_text(line), flush=True)
        except BenchFailure as failure:
            print(f"A measured command failed: {failure}", file=sys.stderr)
            return 1
    over = [line for line in lines if line.over]
    print(f"\n{len(over)} of {sum(line.bound is not None for line in lines)} bounds exceeded.")
    return int(bool(over))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each process (5); imports run 3 times at most")
    parser.add_argument("--sessions", type=int, default=20_000, help="work sessions of the ten-year ledger")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the larger Toggl file")
    parser.add_argument("--workers", type=int, default=1_000_000, help="contributors of the comparison, 12 quarters")
    parser.add_argument("--only", choices=ALONE, help="one part of it")
    return parser.parse_args()


def _beside() -> str:
    """The baselines by their versions, and whether Python has to compile them at each start."""
    found = [f"{name} {metadata.version(name)}" for name in ("pandas", "numpy", "sqlalchemy", "streamlit")]
    if hledger := shutil.which("hledger"):
        said = subprocess.run([hledger, "--version"], capture_output=True, text=True, check=False).stdout
        found.append(said.strip().partition(",")[0])
    spec = find_spec("pandas")
    kept = spec is not None and spec.cached is not None and Path(spec.cached).is_file()
    return f"{', '.join(found)}; pandas' bytecode is {'there' if kept else 'not there'}"


def _machine(runs: int) -> str:
    head = (
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors, {runs} runs each, medians\n{_beside()}\n"
    )
    titles = f"{'what':58} {'seconds':>8} {'(fastest–slowest)':>18} {'peak':>8} {'ratio':>8} {'bound':>8}  beside"
    return f"{head}\n{titles}\n{'-' * len(titles)}"


def _text(line: Line) -> str:
    t = line.taken
    peak = "" if t.peak is None else f"{t.peak / MIB:.0f} MiB"
    value = "" if line.value is None else f"{line.value:.2f} {line.unit}"
    bound = "" if line.bound is None else f"{line.bound:g} {line.unit}"
    said = f"{line.beside}{'  OVER' if line.over else ''}"
    span = f"({t.fastest:.2f}–{t.slowest:.2f})"
    return f"{line.what:58} {t.seconds:8.3f} {span:>18} {peak:>8} {value:>8} {bound:>8}  {said}".rstrip()


def _reports(bench: Bench) -> Iterator[Line]:
    sample = big_ledger(sessions=bench.sessions)
    template, ledger = bench.folder / "template.db", bench.folder / "ledger.db"
    write_ledger(sample, template)
    base = measure([sys.executable, "-c", IMPORTS], bench.env, bench.runs)
    yield Line(f"python -c '{IMPORTS}'", base)
    command = tracker("--ledger", str(ledger), "report", "--json", *AS_OF)

    def fresh() -> None:
        for old in bench.folder.glob("ledger.db*"):
            old.unlink()
        shutil.copyfile(template, ledger)

    cold = measure(command, bench.env, bench.runs, before=fresh)
    yield Line("tracker report --json, nothing cached", cold, "the imports", cold.seconds / base.seconds, 3.5)
    warm = measure(command, bench.env, bench.runs)
    yield Line("tracker report --json, cached", warm, "the imports", warm.seconds / base.seconds, 3.5)
    for name in ("platforms", "gaps", "outlook"):
        command = tracker("--ledger", str(ledger), name, "--json", *AS_OF)
        yield Line(f"tracker {name} --json, nothing cached", measure(command, bench.env, bench.runs, before=fresh))
        yield Line(f"tracker {name} --json, cached", measure(command, bench.env, bench.runs))


def _hledger(bench: Bench) -> Iterator[Line]:
    """Seconds of the processor beside hledger's, in turn: nothing cached, cached, and after one more line."""
    hledger = shutil.which("hledger")
    if hledger is None:
        print("hledger is not on this machine: no comparison with it.")
        return
    sample = big_ledger(sessions=bench.sessions)
    template, ledger = bench.folder / "hledger.template", bench.folder / "hledger.db"
    write_ledger(sample, template)

    def fresh() -> None:
        for old in bench.folder.glob("hledger.db*"):
            old.unlink()
        shutil.copyfile(template, ledger)

    text = bench.folder / "same.journal"
    text.write_text(journal(sample), encoding="utf-8")
    command = tracker("--ledger", str(ledger), "report", "--json", *AS_OF)
    line = tracker("--ledger", str(ledger), "log", "45m Larkspur on 2026-10-30")
    states: tuple[tuple[str, Callable[[], object], float], ...] = (
        ("nothing cached", fresh, 0.8),
        ("cached", lambda: None, 0.15),
        ("after one new line", lambda: run_once(line, bench.env), 0.4),
    )
    for name, before, bound in states:
        taken = alternating([[hledger, "-f", str(text), "balance"], command], bench.env, bench.runs, before)
        other, ours = (replace(t, seconds=t.fastest) for t in taken)
        yield Line("hledger balance, the same work and payments, least CPU", other)
        ratio = ours.seconds / other.seconds
        yield Line(f"tracker report --json, {name}, least CPU", ours, "hledger balance", ratio, bound)


def _terms(bench: Bench) -> Iterator[Line]:
    """What terms of pay cost: the same ten-year ledger with them and without, in turn."""
    plain = big_ledger(sessions=bench.sessions)
    templates = {"without": plain, "with": with_terms(plain)}
    for name, sample in templates.items():
        write_ledger(sample, bench.folder / f"{name}.template")
    ledgers = [bench.folder / f"{name}.db" for name in templates]

    def fresh() -> None:
        for ledger in ledgers:
            for old in bench.folder.glob(f"{ledger.name}*"):
                old.unlink()
            shutil.copyfile(ledger.with_suffix(".template"), ledger)

    commands = [tracker("--ledger", str(ledger), "report", "--json", *AS_OF) for ledger in ledgers]
    without, terms = alternating(commands, bench.env, bench.runs, fresh)
    yield Line("tracker report --json, no terms of pay, CPU", without)
    yield Line("tracker report --json, with terms of pay, CPU", terms, "no terms", terms.seconds / without.seconds, 1.1)


WITHOUT_PROSPECT = (
    "import sys\n"
    "from tracker.__main__ import main\n"
    "from tracker.analysis.hours.window import Weeks\n"
    "from tracker.analysis.prospect.answer import Played\n"
    "from tracker.analysis.prospect.lines import Lines\n"
    "from tracker.desk import reports\n"
    "reports.played = lambda desk, day: Played(Lines((), Weeks((), None, None), {}, 0), None)\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


def _prospect(bench: Bench) -> Iterator[Line]:
    """What the coming year costs: the report of the ten-year ledger with it and without, in turn."""
    template, ledger = bench.folder / "ahead.template", bench.folder / "ahead.db"
    write_ledger(big_ledger(sessions=bench.sessions), template)

    def fresh() -> None:
        for old in bench.folder.glob("ahead.db*"):
            old.unlink()
        shutil.copyfile(template, ledger)

    words = ("--ledger", str(ledger), "report", "--json", *AS_OF)
    commands = [[sys.executable, "-c", WITHOUT_PROSPECT, *words], tracker(*words)]
    without, ahead = alternating(commands, bench.env, bench.runs, fresh)
    yield Line("tracker report --json, nothing of the coming year, CPU", without)
    yield Line("tracker report --json, with it, CPU", ahead, "without", ahead.seconds / without.seconds, 1.1)


def _quick(bench: Bench) -> Iterator[Line]:
    """Commands that must answer at once, on the same ten-year ledger."""
    ledger = bench.path("ledger.db")

    def stop() -> None:
        measure(tracker("--ledger", ledger, "stop"), bench.env, 1, warm_up=False)

    log = measure(tracker("--ledger", ledger, "log", "45m Larkspur today"), bench.env, bench.runs)
    yield Line("tracker log", log, "seconds", log.seconds, 0.5, "s")
    measure(tracker("--ledger", ledger, "start", "Larkspur"), bench.env, 1, warm_up=False)
    start = measure(tracker("--ledger", ledger, "start", "Larkspur"), bench.env, bench.runs, before=stop, warm_up=False)
    yield Line("tracker start", start, "seconds", start.seconds, 0.5, "s")
    status = measure(tracker("--ledger", ledger, "status"), bench.env, bench.runs)
    yield Line("tracker status", status, "seconds", status.seconds, 0.5, "s")
    words = ("log", "45m Larkspur today"), ("status",)
    taken = alternating([tracker("--ledger", ledger, *w) for w in words], bench.env, bench.runs, lambda: None)
    for (name, *_), busy in zip(words, taken, strict=True):
        yield Line(f"tracker {name}, CPU", busy)


def _pages(bench: Bench) -> Iterator[Line]:
    """Each page of the app on the ten-year ledger, and the first paint of the first one."""
    own = (bench.path("ledger.db"), AS_OF[1])
    with pages.served(("bare",), bench.env) as server:
        _first, base = pages.reruns(server, "", bench.runs)
    yield Line("a bare Streamlit page, rerun", base)
    with pages.served(own, bench.env) as server:
        for name in pages.pages():
            first, again = pages.reruns(server, name, bench.runs)
            yield Line(f"{name}, first run", Taken(first, first, first, None), "a bare page", first / base.seconds)
            yield Line(f"{name}, rerun", again, "seconds", again.seconds, pages.RERUN_BOUND, "s")
            yield Line(f"{name}, rerun", again, "a bare page", again.seconds / base.seconds)
        sent = [(pages.messages(server, name), name) for name in pages.parts()]
        for count, name in sent:
            print(f"{name}, messages of a rerun: {count}", flush=True)
        most, name = max(sent)
        yield Line(f"{name}, the most messages of a rerun", again, "messages", most, pages.MESSAGE_BOUND, "")
        resident = server.resident()
    if resident is not None:
        print(f"resident memory of the app after all pages: {resident / MIB:.0f} MiB", flush=True)
    yield from _first_paint(bench, own)


def _first_paint(bench: Bench, own: tuple[str, str]) -> Iterator[Line]:
    with pages.browser() as chromium:
        if chromium is None:
            print("Chromium is not on this machine: no first paint is measured.")
            return
        runs = min(bench.runs, 3)
        bare = [pages.first_paint(("bare",), bench.env, chromium) for _ in range(runs)]
        ours = [pages.first_paint(own, bench.env, chromium) for _ in range(runs)]
    base, first = (_spread([p.seconds for p in paints]) for paints in (bare, ours))
    yield Line("a bare Streamlit page, first paint", base)
    yield Line("the first page, first paint", first, "a bare page", first.seconds / base.seconds, pages.PAINT_BOUND)
    heavy = sorted({name for p in ours for name in p.heavy} - {name for p in bare for name in p.heavy})
    said = f"loaded before the first paint: {', '.join(heavy) or 'neither SciPy nor Plotly'}"
    yield Line(said, first, "libraries", float(len(heavy)), 0, "")


def _spread(seconds: list[float]) -> Taken:
    return Taken(statistics.median(seconds), min(seconds), max(seconds), None)


def _intake(bench: Bench) -> Iterator[Line]:
    """Contributions taken in by a pool, passphrase and start of the program included."""
    home = bench.folder / "intake"
    home.mkdir()
    taken = intake.intake(home, bench.env, min(bench.runs, 3))
    said = f"{60 * intake.BUNDLES / taken.seconds:,.0f} bundles a minute"
    yield Line(
        f"tracker pool add, {intake.BUNDLES:,} bundles", taken, said, taken.seconds / intake.BUNDLES, intake.BOUND, "s"
    )


def _comparison(bench: Bench) -> Iterator[Line]:
    """Rows of a million contributors over twelve quarters; start of the program included on both sides."""
    home = bench.folder / "comparison"
    ours, hand = comparison.comparison(home, bench.env, min(bench.runs, 3), bench.workers)
    yield Line(f"a comparison by hand, {bench.workers:,} contributors", hand)
    bound = comparison.RATIO
    yield Line("the same by the expression", ours, "by hand, in SQL", ours.seconds / hand.seconds, bound)
    if ours.peak is not None:
        yield Line("the same", ours, "its peak memory", ours.peak / 1e9, comparison.GIGABYTES, "GB")


def _imports(bench: Bench) -> Iterator[Line]:
    runs = min(bench.runs, 3)
    large, small = bench.rows, bench.rows // 10
    for rows in (large, small):
        (bench.folder / f"{rows}.csv").write_text(toggl_csv(rows), encoding="utf-8", newline="")
    other = bench.folder / "other.db"
    base = measure(
        [sys.executable, "-c", READ_AND_WRITE, bench.path(f"{large}.csv"), str(other)],
        bench.env, runs, before=lambda: other.unlink(missing_ok=True),
    )  # fmt: skip
    yield Line(f"pandas.read_csv + to_sql, {large:,} rows", base)
    less = _import(bench, small, runs)
    yield Line(f"tracker import, {small:,} rows of Toggl", less)
    more = _import(bench, large, runs)
    yield Line(f"tracker import, {large:,} rows of Toggl", more, "pandas", more.seconds / base.seconds, 8)
    yield Line("the same import", more, f"{small:,} rows", more.seconds / less.seconds, 12)
    if more.peak is not None:
        yield Line("the same import", more, "its peak memory", more.peak / 1e6, 500, "MB")


def _import(bench: Bench, rows: int, runs: int) -> Taken:
    ledger = bench.folder / f"import-{rows}.db"
    rules = [word for client in CLIENTS for word in ("--rule", f"client={client}:{client}")]

    def fresh() -> None:
        for name in bench.folder.glob(f"{ledger.name}*"):
            name.unlink()

    command = tracker(
        "--ledger", str(ledger), "import", bench.path(f"{rows}.csv"), "--zone", "Europe/Lisbon", "--json", "--yes",
        *rules,
    )  # fmt: skip
    taken = measure(command, bench.env, runs, before=fresh)
    with closing(sqlite3.connect(ledger)) as base:
        (stored,) = base.execute("select count(*) from work_sessions").fetchone()
    if stored != rows:
        raise BenchFailure(f"{rows} rows were to be imported, {stored} were")
    return taken


PARTS = (_reports, _hledger, _terms, _prospect, _quick, _pages, _imports, _intake, _comparison)
ALONE = {
    "reports": _reports, "hledger": _hledger, "terms": _terms, "prospect": _prospect,
    "imports": _imports, "intake": _intake, "comparison": _comparison,
}  # fmt: skip
"""Those that need none before them."""


if __name__ == "__main__":
    sys.exit(main())
