"""What the words and options of every command are built from."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Sequence
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
        how["type"] = _COUNTS.get(c.name, _days if c.name.endswith("_days") else int)
    if c.kind is Kind.YESNO or c.choices:
        how["choices"] = ["yes", "no"] if c.kind is Kind.YESNO else list(map(str, c.choices))
        how["type"] = _one_of(how["choices"])
    elif option and c.kind in METAVARS:
        how["metavar"] = METAVARS[c.kind]
    return how


_DAYS = re.compile(r"(?:net ?)?(?P<n>\d+) ?(?P<unit>d|days?|w|weeks?)?")
_HOUR = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>00|59))? ?(?P<half>am|pm)?")


def _days(text: str) -> int:
    """Days of the calendar: 30, net 30, 30 days, 2 weeks."""
    found = _DAYS.fullmatch(text.strip().lower())
    if found is None:
        if text.strip().lstrip("-").isdigit():
            return int(text)  # below zero: refused with its bounds
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of days, such as 30 or 2 weeks{_instead(text.lower())}"
        )
    return int(found["n"]) * (7 if (found["unit"] or "").startswith("w") else 1)


def _instead(text: str) -> str:
    """Where the rest of what was typed belongs."""
    if re.search(r"business|working|\bbd\b|\dbd\b", text):
        return ": which days they are is an option of its own, as is how many more days are on time"
    if "after" in text or "from" in text:
        return ": from when they are counted is an option of its own"
    return ""


def _business_days(text: str) -> int:
    """Days on which banks work: 3, 3 business days. Days of the calendar are others."""
    plain = re.sub(r"(?i)\s*(?:business|working) days?$", "", text.strip())
    if not plain.lstrip("-").isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of business days, such as 3")
    return int(plain)


def _hour(text: str) -> int:
    """The hour of its last day at which something ends: 19, 19:00, 7pm, noon, 23:59 (24). Midnight may be before that
    day or after it."""
    plain = text.strip().lower().replace("noon", "12")
    found = _HOUR.fullmatch(plain)
    if found is None or (found["minute"] == "59" and plain not in ("23:59", "11:59pm", "11:59 pm")):
        raise argparse.ArgumentTypeError(f"{text!r} is not a full hour, such as 19, 7pm or 24 (the end of the day)")
    if found["minute"] == "59":
        return 24
    hour = int(found["hour"])
    if found["half"] is None:
        return hour
    if not 1 <= hour <= 12 or (hour, found["half"]) == (12, "am"):
        raise argparse.ArgumentTypeError(f"{text!r} is not an hour of a day, such as 19, 7pm or 24 (its end)")
    return hour % 12 + (12 if found["half"] == "pm" else 0)


_COUNTS: dict[str, Callable[[str], int]] = {"arrives_after": _business_days, "pay_cycle_ends_at": _hour}
"""How a count is typed that is not a number of days."""


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """A choice however it is spelled: Weekly, bi-weekly, business days."""
    plain = {re.sub(r"[^a-z]", "", c.lower()): c for c in choices}
    return lambda text: plain.get(re.sub(r"[ _-]", "", text.lower()), text)


def usage_text(error: UsageError) -> str:
    return f"{error.usage.rstrip()}\ntracker: {error.message}"
