"""One line of plain words -> a record of the ledger (see `reader`, and docs/quickadd.md for the grammar).

What is exported is loaded when it is asked for: most commands read a day, few a line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.quickadd.as_line import line_of
    from tracker.quickadd.context import Here, Loggable
    from tracker.quickadd.days import Days, Lean, day_of, say_day
    from tracker.quickadd.line import LONGEST
    from tracker.quickadd.place import NewName, Place, is_date
    from tracker.quickadd.places import Names
    from tracker.quickadd.reader import parse, understand
    from tracker.quickadd.sentences import name_of, say, say_payout, say_session
    from tracker.quickadd.understood import Understood

__all__ = [
    "LONGEST", "Days", "Here", "Lean", "Loggable", "Names", "NewName", "Place", "Understood", "day_of", "is_date",
    "line_of", "name_of", "parse", "say", "say_day", "say_payout", "say_session", "understand",
]  # fmt: skip
_WHERE = {
    "as_line": ("line_of",),
    "days": ("Days", "Lean", "day_of", "say_day"),
    "context": ("Here", "Loggable"),
    "line": ("LONGEST",),
    "place": ("NewName", "Place", "is_date"),
    "places": ("Names",),
    "reader": ("parse", "understand"),
    "sentences": ("name_of", "say", "say_payout", "say_session"),
    "understood": ("Understood",),
}


def __getattr__(name: str) -> Any:
    where = next((module for module, names in _WHERE.items() if name in names), None)
    if where is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{where}"), name)
