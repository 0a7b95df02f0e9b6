"""What the words and options of every command are built from."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn, TypeAlias

Add: TypeAlias = Callable[[str, str], argparse.ArgumentParser]

GLOBALS: dict[str, object] = {"ledger": None, "as_of": None, "json": False, "quiet": False}


class UsageError(Exception):
    """The command line itself is wrong: exit code 2."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message, self.usage = message, usage


class Parser(argparse.ArgumentParser):
    """argparse that hands its errors on instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def global_options() -> Parser:
    """Options that every command takes, before it or after it."""
    p = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    g = p.add_argument_group("options of every command")
    g.add_argument("--ledger", metavar="PATH|URL", help="the ledger (TRACKER_LEDGER; else the user data folder)")
    g.add_argument("--as-of", metavar="DATE", help="the day up to which facts count (today)")
    g.add_argument("--json", action="store_true", help="print one JSON object")
    g.add_argument("--quiet", action="store_true", help="say nothing but the answer")
    return p


def nested(parser: argparse.ArgumentParser) -> Add:
    """What adds a command under this one; the word lands in `args.action`."""
    subs = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    shared = global_options()

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return subs.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", parents=[shared])

    return add


def usage_text(error: UsageError) -> str:
    return f"{error.usage.rstrip()}\ntracker: {error.message}"
