"""Rules that name pay days: "fri", "mon+thu", "1st+3rd wed", "last wed", "last mon of quarter", "15", "5+20", "last".

fri   mon+thu         each Friday; each Monday and Thursday
1st+3rd wed           the first and the third Wednesday of each month
last wed              the last one of each month
last mon of quarter   the last one of March, June, September and December
15   5+20   last      days of each month; a short month has its last day for one that it lacks
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.units import WEEKDAYS

_RULE = re.compile(
    r"(?:(?P<which>(?:[1-5](?:st|nd|rd|th)|last)(?:\+(?:[1-5](?:st|nd|rd|th)|last))*) )?"
    r"(?P<weekdays>[a-z]+(?:\+[a-z]+)*)(?P<quarter> of (?:the )?quarter)?"
)
_DATES = re.compile(r"(?:\d{1,2}|last)(?:\+(?:\d{1,2}|last))*")


@dataclass(frozen=True, slots=True)
class PayDay:
    """`weekdays` 0 (Monday) to 6 with `nth` of the month (-1: the last; none: every one), or `dates` of the month
    (-1: its last day)."""

    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    quarterly: bool = False
    dates: tuple[int, ...] = ()


@cache
def read(text: str) -> PayDay:
    """The rule that a text says. Raises ValueError for another text.

    >>> read("1st+3rd wed")
    PayDay(weekdays=(2,), nth=(1, 3), quarterly=False, dates=())
    """
    plain = " ".join(text.lower().split())
    if _DATES.fullmatch(plain):
        dates = tuple(-1 if d == "last" else int(d) for d in plain.split("+"))
        if all(d == -1 or 1 <= d <= 31 for d in dates):
            return PayDay(dates=dates)
    found = _RULE.fullmatch(plain)
    named = [w[:3] for w in found["weekdays"].split("+")] if found else []
    if found is None or not set(named) <= set(WEEKDAYS) or (found["quarter"] and not found["which"]):
        raise ValueError(f"{text!r} names no pay days, such as fri, mon+thu, 1st+3rd wed, last wed or 15")
    which = (found["which"] or "").split("+")
    nth = tuple(-1 if w == "last" else int(w[0]) for w in which if w)
    return PayDay(tuple(sorted({WEEKDAYS.index(w) for w in named})), nth, bool(found["quarter"]))
