"""An encrypted ledger beside a plain one of the same rows: the same commands, in turn, each in a fresh process.

`python -m bench.encrypted` prints for each command the middle of the plain runs, of the encrypted ones, and of the
ratios of neighbouring pairs, in processor seconds. The key is with the key agent, as it is in use.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.sample import AS_OF, generate

NOON = dt.datetime.combine(AS_OF, dt.time(12), dt.UTC)
PASSPHRASE = "four words of mine"
COMMANDS = {
    "status": (["status"], 0.5),
    "log": (["log", "1h", "larkspur", "--quiet"], 0.5),
    "report": (["report", "--json"], None),
    "outlook": (["outlook", "--json"], None),
}
"""What is run, and how many seconds it may take."""
MOST = 1.15
"""How many times the plain one `report` may take on an encrypted ledger."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.encrypted", description=__doc__)
    parser.add_argument("--pairs", type=int, default=15, help="pairs of each command (15)")
    parser.add_argument("--only", nargs="*", choices=COMMANDS, default=list(COMMANDS), help="these commands (all)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        env = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
        plain, encrypted = _ledgers(folder, env)
        try:
            held = [_line(name, plain, encrypted, options.pairs, env) for name in options.only]
        finally:
            _tracker(encrypted, ["lock"], env)
    return int(not all(held))


def _ledgers(folder: Path, env: dict[str, str]) -> tuple[Path, Path]:
    """The sample's two years, once plain and once encrypted."""
    plain, encrypted = folder / "plain" / "tracker.db", folder / "encrypted" / "tracker.db"
    with Desk.open(plain, who="bench", clock=lambda: NOON) as desk:
        made = generate(as_of=AS_OF)
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records)
    shutil.copytree(plain.parent, encrypted.parent)
    said = folder / "passphrase"
    said.write_text(PASSPHRASE)
    _tracker(encrypted, ["encrypt", "--passphrase-file", str(said), "--json"], env)
    return plain, encrypted


def _tracker(ledger: Path, words: list[str], env: dict[str, str]) -> float:
    """Processor seconds of one command, which other programs on the machine hardly change."""
    made = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--ledger", str(ledger), *words],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, made.returncode, used = os.wait4(made.pid, 0)
    if made.returncode:
        raise SystemExit(f"tracker {' '.join(words)} failed")
    return used.ru_utime + used.ru_stime


def _line(name: str, plain: Path, encrypted: Path, pairs: int, env: dict[str, str]) -> bool:
    words, most = COMMANDS[name]
    for ledger in (plain, encrypted):
        _tracker(ledger, words, env)
    told = []
    for n in range(pairs):
        both = [(plain, encrypted), (encrypted, plain)][n % 2]
        seconds = {ledger: _tracker(ledger, _fresh(words, n), env) for ledger in both}
        told.append((seconds[plain], seconds[encrypted]))
    middle = [statistics.median(t) for t in zip(*told, strict=True)]
    ratio = statistics.median(b / a for a, b in told)
    held = middle[1] <= most if most is not None else name != "report" or ratio <= MOST
    wanted = f"at most {most} s" if most is not None else f"at most {MOST} times" if name == "report" else ""
    print(
        f"tracker {name:8} plain {middle[0]:6.3f} s  encrypted {middle[1]:6.3f} s  ratio {ratio:5.3f}  {wanted}"
        f"{'' if held else '  NOT MET'}",
        flush=True,
    )
    return held


def _fresh(words: list[str], n: int) -> list[str]:
    """A result that is kept must not be shown again: `report` is asked for as of another day each time."""
    if words[0] not in ("report", "outlook"):
        return words
    return ["--as-of", str(AS_OF - dt.timedelta(days=n)), *words]


if __name__ == "__main__":
    sys.exit(main())
