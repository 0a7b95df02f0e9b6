"""One line of plain words -> a record of the ledger (see `reader`, and docs/quickadd.md for the grammar)."""

from tracker.quickadd.canonical import line_of
from tracker.quickadd.days import Days, Lean, day_of, say_day
from tracker.quickadd.here import Here, Loggable
from tracker.quickadd.line import LONGEST
from tracker.quickadd.place import NewName, Place
from tracker.quickadd.places import Names
from tracker.quickadd.reader import parse, understand
from tracker.quickadd.sentences import name_of, say, say_payout, say_session
from tracker.quickadd.understood import Understood

__all__ = [
    "LONGEST", "Days", "Here", "Lean", "Loggable", "Names", "NewName", "Place", "Understood", "day_of", "line_of",
    "name_of", "parse", "say", "say_day", "say_payout", "say_session", "understand",
]  # fmt: skip
