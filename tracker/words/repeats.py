"""The days of a recurring entry: read as people say them, kept as a rule of iCalendar (RFC 5545), and counted out.

    every day · every weekday · every mon, wed · every 2 weeks fri · every month 15 · every month last

The calendar itself is python-dateutil's, in `calendar_days`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import takewhile

from tracker.errors import InputError
from tracker.later import pattern
from tracker.units import WEEKDAYS
from tracker.words.calendar_days import days_by_rule, days_of_month, months_apart

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EACH = pattern(r"(?:every |each )?(?:(\d{1,2}) )?(day|weekday|week|month)s?(?: (?:on )?(.+))?")
_NAMED = pattern(r"(?:every |each )?(.+)")


def parse_repeats(text: str) -> str:
    """The rule of a text. Raises InputError (`bad_rule`).

    >>> parse_repeats("every weekday"), parse_repeats("every 2 weeks fri")
    ('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR')
    >>> parse_repeats("mon, wed"), parse_repeats("every month last")
    ('FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=MONTHLY;BYMONTHDAY=-1')
    """
    words = " ".join(text.casefold().replace(",", " ").replace(" and ", " ").split())
    found = _EACH.fullmatch(words)
    if found is None:
        named = _NAMED.fullmatch(words)
        return _weekly(1, named.group(1) if named else "", text)
    every, what, on = int(found.group(1) or 1), found.group(2), found.group(3) or ""
    match what:
        case "day" if not on:
            return _rule("DAILY", every)
        case "weekday" if not on and every == 1:
            return _rule("WEEKLY", 1, BYDAY=",".join(CODES[:5]))
        case "week" if on:
            return _weekly(every, on, text)
        case "month" if on in ("last", "last day"):
            return _rule("MONTHLY", every, BYMONTHDAY="-1")
        case "month" if on.isdecimal() and 1 <= int(on) <= 31:
            return _rule("MONTHLY", every, BYMONTHDAY=str(int(on)))
    raise _bad(text)


def _weekly(every: int, names: str, text: str) -> str:
    days = [_weekday(name, text) for name in names.split()]
    if not days:
        raise _bad(text)
    return _rule("WEEKLY", every, BYDAY=",".join(CODES[d] for d in sorted(set(days))))


def _weekday(name: str, text: str) -> int:
    """0 for Monday; a name of three letters or more, in the singular or plural."""
    fits = [n for n, short in enumerate(WEEKDAYS) if len(name) >= 3 and name[:3] == short]
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if not fits or not (full[fits[0]] + "s").startswith(name):
        raise _bad(text)
    return fits[0]


def _rule(freq: str, every: int, **more: str) -> str:
    if every < 1:
        raise _bad(str(every))
    parts = [f"FREQ={freq}", *([f"INTERVAL={every}"] if every > 1 else []), *(f"{k}={v}" for k, v in more.items())]
    return ";".join(parts)


def _bad(text: str) -> InputError:
    return InputError(
        "“{value}” does not tell on which days.", hint="Write it as: every weekday; every mon, wed; every month 15.",
        code="bad_rule", value=text,
    )  # fmt: skip


def rule_days(rule: str, starts_on: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days of a rule from its first on, up to a day. Every second week counts from the week of the first; a month
    that lacks the day has its last one for it.

    >>> friday = dt.date(2026, 5, 1)
    >>> [d.day for d in rule_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", friday, dt.date(2026, 5, 31))]
    [1, 15, 29]
    >>> [d.isoformat() for d in rule_days("FREQ=MONTHLY;BYMONTHDAY=31", dt.date(2026, 1, 1), dt.date(2026, 3, 1))]
    ['2026-01-31', '2026-02-28']
    """
    said = dict(part.split("=") for part in rule.split(";"))
    each = [(CODES.index(code), 0) for code in said["BYDAY"].split(",")] if "BYDAY" in said else []
    date, every = int(said.get("BYMONTHDAY", 0)), int(said.get("INTERVAL", 1))
    days: Iterator[dt.date]
    if date > 28:  # a rule of iCalendar passes over months without that day
        months = days_of_month((date,), starts_on, last)
        days = (d for d in months if months_apart(starts_on, d) % every == 0)
    else:
        days = days_by_rule(starts_on, said["FREQ"], interval=every, each=each, bymonthday=(date,) if date else ())
    return (d for d in takewhile(lambda d: d <= last, days) if d >= starts_on)


def calendar_rule(rule: str) -> str:
    """The rule for another calendar, where a month that lacks a day would be passed over.

    >>> calendar_rule("FREQ=MONTHLY;BYMONTHDAY=30"), calendar_rule("FREQ=MONTHLY;BYMONTHDAY=31")
    ('FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1')
    """
    head, name, day = rule.partition("BYMONTHDAY=")
    if not name or int(day) <= 28:
        return rule
    return f"{head}{name}{','.join(str(d) for d in range(28, int(day) + 1))};BYSETPOS=-1"
