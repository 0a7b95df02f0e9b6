"""What the words and options of every command are built from."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from tracker.domain import ORIGIN, Column, Kind, Record, columns

Add: TypeAlias = Callable[[str, str], argparse.ArgumentParser]

GLOBALS: dict[str, object] = {"ledger": None, "as_of": None, "json": False, "quiet": False}


METAVARS = {
    Kind.DAY: "DATE", Kind.INSTANT: "WHEN", Kind.MINUTES: "TIME", Kind.MONEY: "AMOUNT", Kind.NUMBER: "NUMBER",
    Kind.COUNT: "N", Kind.CURRENCY: "CUR", Kind.ZONE: "ZONE", Kind.WEEKDAYS: "DAYS",
}  # fmt: skip
"""What a value of a kind is called in usage lines."""


class UsageError(Exception):
    """The command line itself is wrong: exit code 2."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message, self.usage = message, usage


class Formatter(argparse.HelpFormatter):
    """As wide as the terminal, which argparse asks `shutil` for with each word and option that it is given."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


def _width() -> int:
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size().columns or 80
    except (ValueError, OSError):
        return 80


class Parser(argparse.ArgumentParser):
    """argparse that hands its errors on instead of ending the process."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **{"formatter_class": Formatter, **more})

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def global_options() -> Parser:
    """Options that every command takes, before it or after it."""
    p = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    g = p.add_argument_group("options of every command")
    g.add_argument("--ledger", metavar="PATH|URL", help="the ledger (TRACKER_LEDGER; else the user data folder)")
    g.add_argument("--as-of", metavar="DATE", help="the day up to which facts count (today)")
    g.add_argument("--json", action="store_true", help="print one JSON object")
    g.add_argument("--quiet", action="store_true", help="print nothing but the answer")
    return p


def nested(parser: argparse.ArgumentParser) -> Add:
    """What adds a command under this one; the word lands in `args.action`."""
    subs = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    shared = global_options()

    def add(name: str, help: str) -> argparse.ArgumentParser:
        return subs.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", parents=[shared])

    return add


class Of:
    """Adds words and options that fill columns of a record: `of("--fee", "--note")`.

    Help, bounds and choices are the column's: that of the word's name, or `column`. `usual`: what the command takes
    if the option is not given.
    """

    def __init__(self, parser: argparse.ArgumentParser, record: type[Record]) -> None:
        self._parser, self._open = parser, {c.name: c for c in columns(record)}

    def __call__(self, *words: str, column: str = "", usual: str = "", **more: Any) -> None:
        for word in words:
            c = self._open.pop(column or word.lstrip("-").replace("-", "_"))
            self._parser.add_argument(word, **(_how(c, word.startswith("-"), usual) | more))

    def rest(self, *without: str) -> None:
        """An option for each column that is still open, but for those that the command says itself: `Call.rest`."""
        left = [n for n in self._open if n not in (*without, *ORIGIN)]
        self._parser.set_defaults(rest=tuple(self._open[n] for n in left))
        self(*(f"--{n.replace('_', '-')}" for n in left))


def _how(c: Column, option: bool, usual: str) -> dict[str, Any]:
    bounds = f"; {c.least} to {c.most}" if c.least is not None and c.most is not None else ""
    how: dict[str, Any] = {"help": c.help + bounds + (f" ({usual})" if usual else "")}
    if c.kind is Kind.COUNT:
        how["type"] = int
    if c.kind is Kind.YESNO or c.choices:
        how["choices"] = ["yes", "no"] if c.kind is Kind.YESNO else list(map(str, c.choices))
    elif option and c.kind in METAVARS:
        how["metavar"] = METAVARS[c.kind]
    return how


def usage_text(error: UsageError) -> str:
    return f"{error.usage.rstrip()}\ntracker: {error.message}"
