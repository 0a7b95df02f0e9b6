"""`tracker explore`: the public page on a release. Needs no ledger and no pool."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable

from tracker.cli.out import Out
from tracker.desk.places import path_of


def explore(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Serve the page; returns when it is stopped."""
    from tracker import launch

    return launch.explore(path_of(args.folder), port=args.port, browser=not args.no_browser)
