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

from tracker.units import WEEKDAY_NAMES

_RULE = re.compile(
    r"(?:(?P<which>(?:[1-5](?:st|nd|rd|th)|last)(?:\+(?:[1-5](?:st|nd|rd|th)|last))*) )?"
    r"(?P<weekdays>[a-z]+(?:\+[a-z]+)*)(?P<quarter> of (?:the )?quarter)?"
)
_DATE = r"(?:\d{1,2}(?:st|nd|rd|th)?|last)"
_DATES = re.compile(rf"{_DATE}(?:\+{_DATE})*")
_AROUND = re.compile(r"^(?:on )?(?:(?:the|each|every) )+|\bthe (?!quarter)| (?:of|in) (?:the |each |every )?month$")
"""What people write around a rule: every Friday, the 1st and the 15th of each month."""
_ALSO = re.compile(r" ?(?:,|&|\band\b) ?")


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
    plain = bare(text)
    if _DATES.fullmatch(plain):
        dates = tuple(-1 if d == "last" else int(d.rstrip("stndrh")) for d in plain.split("+"))
        if all(d == -1 or 1 <= d <= 31 for d in dates):
            return PayDay(dates=dates)
    found = _RULE.fullmatch(plain)
    named = found["weekdays"].split("+") if found else []
    if found is None or not set(named) <= set(WEEKDAY_NAMES) or (found["quarter"] and not found["which"]):
        raise ValueError(f"{text!r} names no pay days, such as fri, mon+thu, 1st+3rd wed, last wed or 15")
    which = (found["which"] or "").split("+")
    nth = tuple(-1 if w == "last" else int(w[0]) for w in which if w)
    return PayDay(tuple(sorted({WEEKDAY_NAMES[w] for w in named})), nth, bool(found["quarter"]))


def bare(text: str) -> str:
    """A rule in small letters, without what people write around it.

    >>> bare("The 1st and the 15th of each month"), bare("every Friday"), bare("1st+3rd wed")
    ('1st+15th', 'friday', '1st+3rd wed')
    """
    return _ALSO.sub("+", _AROUND.sub("", " ".join(text.lower().split()))).replace("last day", "last")
