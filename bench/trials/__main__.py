"""`python -m bench.trials`: kills, damaged logs, hostile files, and strangers at the door, each with its count."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

from bench.trials import Held, door, encrypted, files, kills, logs


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.trials", description=__doc__)
    parser.add_argument("--kills", type=int, default=327, help="kills in the middle of something (327)")
    parser.add_argument("--encrypted-kills", type=int, default=300, help="kills on an encrypted ledger (300)")
    parser.add_argument("--logs", type=int, default=240, help="damaged logs (240)")
    parser.add_argument("--half-open", type=int, default=200, help="half-open connections (200)")
    parser.add_argument("--connects", type=int, default=2_000, help="connects, one after the other (2,000)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (1)")
    options = parser.parse_args()
    print(_versions(), flush=True)
    tried: list[Held] = []
    for found in (
        lambda: [kills.run(options.kills, options.seed)],
        lambda: [encrypted.run(options.encrypted_kills, options.seed)],
        lambda: [logs.run(options.logs, options.seed)],
        lambda: [files.run()],
        lambda: door.run(options.half_open, options.connects),
    ):
        tried += (made := found())
        print(*made, sep="\n", flush=True)
    return int(any(held.wrong for held in tried))


def _versions() -> str:
    try:
        tracker = version("gig-tracker")
    except PackageNotFoundError:
        tracker = "as it is here"
    return (
        f"tracker {tracker}, Streamlit {version('streamlit')}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()}"
    )


if __name__ == "__main__":
    sys.exit(main())
