"""One line of plain words -> a work session, a payment or an extra (see `reader`)."""

from tracker.quickadd.days import day_of, say_day
from tracker.quickadd.reader import Understood, parse
from tracker.quickadd.sentences import name_of, say_payout, say_session

__all__ = ["Understood", "day_of", "name_of", "parse", "say_day", "say_payout", "say_session"]
