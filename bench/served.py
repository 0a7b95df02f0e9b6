"""`python -m bench.served PORT LEDGER DAY`, or `PORT bare`: a server to be measured, which says what it imports.

Each first import of a heavy library is printed as `imported NAME SECONDS` (seconds since the epoch).
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

HEAVY = ("scipy", "plotly.basedatatypes", "plotly.graph_objs._figure", "pandas")
BARE = 'import streamlit as st\n\nst.title("Bare")\n'


class Listener(MetaPathFinder):
    """Finds nothing itself; it only says what is asked for."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname in HEAVY:
            sys.stdout.write(f"imported {fullname} {time.time():.3f}\n")  # in one piece: other threads print too
            sys.stdout.flush()


def main() -> None:
    """Serve the ledger, or a page with nothing but a title behind the same door."""
    sys.meta_path.insert(0, Listener())
    from tracker import launch

    port, what = int(sys.argv[1]), sys.argv[2]
    if what != "bare":
        launch.run(ledger=what, port=port, as_of=dt.date.fromisoformat(sys.argv[3]), browser=False)
        return
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "app.py"
        script.write_text(BARE, encoding="utf-8")
        bare: Any = launch
        bare.HERE, bare._warm = Path(folder), lambda: None
        launch._serve(launch._take_port(port), browser=False)


if __name__ == "__main__":
    main()
