"""One line of plain words -> a work session, a payment or an extra (see `reader`)."""

from tracker.quickadd.days import day_of, say_day
from tracker.quickadd.reader import Understood, parse
from tracker.quickadd.sentences import say_session

__all__ = ["Understood", "day_of", "parse", "say_day", "say_session"]
