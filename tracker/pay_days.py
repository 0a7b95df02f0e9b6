"""Rules that name pay days: "fri", "mon+thu", "1st+3rd wed", "last wed", "last mon of quarter", "15", "5+20", "last".

fri   mon+thu         each Friday; each Monday and Thursday
1st+3rd wed           the first and the third Wednesday of each month
last wed              the last one of each month
last mon of quarter   the last one of March, June, September and December
15   5+20   last      days of each month; a short month has its last day for one that it lacks

Words such as “every Friday”, “first and third Wed of the month” and “end of month” say the same (see `bare`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.later import pattern
from tracker.units import WEEKDAY_NAMES

_RULE = pattern(
    r"(?:(?P<which>(?:[1-5](?:st|nd|rd|th)|last)(?:\+(?:[1-5](?:st|nd|rd|th)|last))*) )?"
    r"(?P<weekdays>[a-z]+(?:\+[a-z]+)*)(?P<quarter> of (?:the )?quarter)?"
)
_DATE = r"(?:\d{1,2}(?:st|nd|rd|th)?|last)"
_DATES = pattern(rf"{_DATE}(?:\+{_DATE})*")
_AROUND = pattern(
    r"^(?:weekly (?:on )?(?=[a-z]{3}))?(?:on )?(?:(?:the|each|every) )*"
    r"|\bthe (?!quarter)| (?:of|in) (?:the |each |every |a )?month$|(?<=\blast) day\b|(?<=\b1st) day\b"
    r"|(?<= of )(?:each|every|a) (?=quarter$)"
)
"""What people write around a rule: every Friday, the 1st and the 15th of each month."""
_ALSO = pattern(r" ?(?:,|&|\band\b|(?<=[a-z])/(?=[a-z])) ?")
_SAME = {
    r"\b(?:end of (?:the |each |every )?month|month[ -]end|eom)\b": "last",
    r"^(?:(?:on|every|each) )*(?:(?:business |working |week)days?|mon(?:day)? ?(?:-|–|to) ?fri(?:day)?)$": (
        "mon+tue+wed+thu+fri"
    ),
    r"\bfirst\b": "1st", r"\bsecond\b": "2nd", r"\bthird\b": "3rd", r"\bfourth\b": "4th", r"\bfifth\b": "5th",
}  # fmt: skip
"""Other words for a part of a rule."""
_COUNTED = pattern(r"(?:on )?(?:every|each) [2-5](?:nd|rd|th) (?P<day>[a-z]+)")
"""Every second Friday: of each month, or every other one."""
_HOW_OFTEN = pattern(
    r"(?:bi|semi)?-?(?:week|month|quarter)ly\b.*|(?:other|alternate|fortnightly)\b.*|(?:2|two) weeks.*|twice a month"
)


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
    if (counted := _COUNTED.fullmatch(_words(text))) and counted["day"] in WEEKDAY_NAMES:
        raise ValueError(
            f"{text!r} may count within each month, or from one pay day to the next: write “of the month” behind it, "
            "or set how often it pays"
        )
    plain = bare(text)
    if _HOW_OFTEN.fullmatch(plain):
        raise ValueError(f"{text!r} names no pay days, but how often it pays: that is set with the end of a pay period")
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
    """A rule in small letters, in the words of this module's table, without what people write around it.

    >>> bare("The 1st and the 15th of each month"), bare("every Friday"), bare("1st+3rd wed"), bare("EOM")
    ('1st+15th', 'friday', '1st+3rd wed', 'last')
    """
    return _ALSO.sub("+", _AROUND.sub("", _AROUND.sub("", _words(text))))


def _words(text: str) -> str:
    """Small letters, one space, and one word for what has several."""
    plain = " ".join(text.lower().split())
    for other, word in _SAME.items():
        plain = re.sub(other, word, plain)
    return plain
