"""`python -m tracker` and the console script `tracker`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

SELDOM = 500_000
"""Objects made before Python looks for garbage: a command is over before there is much, and looking every 700 took a
tenth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    usual = gc.get_threshold()
    if words and "app" not in words:  # the app runs for days
        gc.set_threshold(SELDOM, *usual[1:])
        atexit.register(gc.freeze)  # what is left goes with the process: looking through it took a tenth of its time
    try:
        from tracker.cli import main as run

        return run(words)
    finally:
        gc.set_threshold(*usual)


if __name__ == "__main__":
    sys.exit(main())
