"""`python -m bench.papers`: seconds of the processor that papers take, and what other programs read out of them.

Ten years of 20,000 sessions and 2,000 payments; the archive is of 100,000 sessions. The workbook is opened by
LibreOffice and read cell by cell, the journals by hledger, Ledger and Beancount; their sums stand beside the tracker's.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook

from bench.made import write_ledger
from bench.measure import Taken, alternating, environment, tracker
from tracker.sample import big_ledger

AS_OF = "2026-10-31"
FIRST = "2016-11-01"
YEAR = "2025"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Papers:
    """One ledger in a folder of its own, and the processes that read it."""

    def __init__(self, folder: Path, sessions: int, payouts: int) -> None:
        self.folder, self.env = folder, environment(folder)
        self.ledger = folder / f"{sessions}.db"
        write_ledger(big_ledger(sessions=sessions, payouts=payouts), self.ledger)

    def words(self, *words: str) -> list[str]:
        return [*tracker("--ledger", str(self.ledger), "--as-of", AS_OF), *words]

    def taken(self, name: str, *words: str, runs: int) -> tuple[Taken, Path]:
        """Processor seconds of a command whose last word is the file that it writes, and that file."""
        place = self.folder / name
        command = self.words(*words, str(place))
        (found,) = alternating([command], self.env, runs, lambda: place.unlink(missing_ok=True))
        return found, place

    def json(self, *words: str) -> dict:
        done = subprocess.run(self.words(*words, "--json"), env=self.env, capture_output=True, check=True)
        return json.loads(done.stdout)


def row(what: str, taken: Taken, bound: float, file: Path) -> str:
    over = "  OVER" if taken.seconds > bound else ""
    size = file.stat().st_size / 1024
    return f"{what:46}{taken.seconds:8.2f}{taken.fastest:8.2f}{taken.slowest:8.2f}{bound:8.1f}{size:10,.0f}{over}"


def run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def journals(papers: Papers, said: dict) -> list[str]:
    """What each program makes of its journal, beside the tracker's own sum of what was received."""
    out = [f"received by the tracker: {said['total']} {said['currency']}"]
    places = {}
    for form in ("hledger", "ledger", "beancount"):
        places[form] = papers.folder / f"money.{form}"
        run(*papers.words("export", "--as", form, "--from", FIRST, str(places[form])))
    run("hledger", "-f", str(places["hledger"]), "check")
    run(str(Path(sys.executable).with_name("bean-check")), "--no-cache", str(places["beancount"]))
    balances = {
        "hledger": run("hledger", "-f", str(places["hledger"]), "balance", "^Income", "^Expenses:Fees", "--format",
                       "%(total)", "-N", "--depth", "1"),
        "ledger": run("ledger", "-f", str(places["ledger"]), "balance", "^Income", "^Expenses:Fees", "--depth", "1"),
    }  # fmt: skip
    for program, text in balances.items():
        found = sum(-Decimal(n.replace(",", "")) for n in re.findall(r"(-?[\d,]+\.\d+) USD", _rows(text)))
        out.append(f"received by {program}: {found} USD  {'equal' if found == Decimal(said['total']) else 'DIFFERS'}")
    return [*out, "bean-check and hledger check: accepted"]


def _rows(text: str) -> str:
    """A balance without its last line, which is the sum, where there is one."""
    return text.split("----")[0]


def cells(office: Path) -> tuple[Counter[str], Decimal, int]:
    """Of a flat document of LibreOffice's: cells by kind, the sum of the numbers, and texts that look like numbers."""
    kinds: Counter[str] = Counter()
    total, texts = Decimal(0), 0
    for cell in ET.parse(office).iter(f"{TABLE}table-cell"):
        kind = cell.get(f"{OFFICE}value-type")
        if kind is None:
            continue
        times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        kinds[kind] += times
        if kind == "float":
            total += times * Decimal(cell.get(f"{OFFICE}value") or "0")
        texts += kind == "string" and bool(re.fullmatch(r"-?[\d.,]+", "".join(cell.itertext()).strip()))
    return kinds, total, texts


def workbook(file: Path, folder: Path) -> list[str]:
    soffice = shutil.which("soffice")
    if soffice is None:
        return ["LibreOffice is not installed: the workbook was not opened"]
    version = run(soffice, "--version").split(" ")[1]
    run(soffice, "--headless", "--convert-to", "fods", "--outdir", str(folder), str(file))
    kinds, total, texts = cells(folder / f"{file.stem}.fods")
    book = CalamineWorkbook.from_path(str(file))
    read = [c for name in book.sheet_names for r in book.get_sheet_by_name(name).to_python() for c in r]
    ours = sum((Decimal(str(c)) for c in read if isinstance(c, int | float) and not isinstance(c, bool)), Decimal(0))
    near = abs(total - ours) < Decimal("0.005")
    return [
        f"{file.name} in LibreOffice {version}: {kinds['float']:,} numbers, {kinds['date']:,} days, "
        f"{kinds['string']:,} texts, of which {texts} look like numbers (the lines of Schedule C)",
        f"sum of its numbers {total:.2f}, of what was written {ours:.2f}: {'equal' if near else 'DIFFERS'}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.papers", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print(f"$ python -m bench.papers --runs {runs}")
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, median of {runs} runs\n")
    with tempfile.TemporaryDirectory(prefix="bench-papers-") as name:
        folder = Path(name)
        ten = Papers(folder, 20_000, 2_000)
        print(f"{'whole process, seconds of the processor':46}{'s':>8}{'least':>8}{'most':>8}{'under':>8}{'KiB':>10}")
        window = ("--from", FIRST, "--to", AS_OF)
        print(row("statement of ten years (PDF)", *_of(ten.taken("s.pdf", "statement", *window, "-o", runs=runs), 3.0)))
        taken, book = ten.taken("tax.xlsx", "tax", YEAR, "--form", "us", "-o", runs=runs)
        print(row("tax year (XLSX)", taken, 3.0, book))
        large = Papers(folder, 100_000, 10_000)
        print(row("archive of 100,000 sessions", *_of(large.taken("all.zip", "export", runs=runs), 5.0)))
        print()
        for line in [*journals(ten, ten.json("statement", *window)), *workbook(book, folder)]:
            print(line)


def _of(made: tuple[Taken, Path], bound: float) -> tuple[Taken, float, Path]:
    return made[0], bound, made[1]


if __name__ == "__main__":
    main()
