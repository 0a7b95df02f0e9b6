"""`python -m tracker` and the console script `tracker`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    from tracker.cli import main as run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
