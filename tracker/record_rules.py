"""Rules between the columns of one record, each written once: the light records (`tracker.records`) and the data models
of the doors (`tracker.store.entries`) both keep them.

A rule's parameters are columns; it gives what is wrong, or None. A model names its rules in `RULES`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from tracker import pay_days
from tracker.errors import Problem
from tracker.kinds import AvailabilityKind, PayCycle
from tracker.later import pattern
from tracker.units import WEEKDAY_NAMES

Between: TypeAlias = Callable[..., Problem | None]
DAY_SECONDS = 86_400


def parameters(rule: Between) -> tuple[str, ...]:
    """The columns that a rule looks at."""
    return rule.__code__.co_varnames[: rule.__code__.co_argcount]


def earned_days(earned_from: dt.date, earned_to: dt.date | None) -> Problem | None:
    if earned_to is not None and earned_to < earned_from:
        return Problem("ends_before_start", "earned_to is before earned_from", column="earned_to")
    return None


def payout_amount(amount: int, source: str | None) -> Problem | None:
    if amount < 0 or (amount == 0 and not source):
        # A source may say that a payment was taken back: of the imported one nothing is left.
        return Problem("not_positive", "a payout's amount is above zero", column="amount")
    return None


def covered_days(covers_from: dt.date | None, covers_to: dt.date | None) -> Problem | None:
    if covers_from and covers_to and covers_to < covers_from:
        return Problem("ends_before_start", "covers_to is before covers_from", column="covers_to")
    return None


def available_days(starts_on: dt.date, ends_on: dt.date | None) -> Problem | None:
    if ends_on is not None and ends_on < starts_on:
        return Problem("ends_before_start", "ends_on is before starts_on", column="ends_on")
    return None


def available_hours(kind: str, weekly_hours: object) -> Problem | None:
    if kind == AvailabilityKind.AVAILABLE and weekly_hours is None:
        return Problem("missing", "weekly_hours is needed with available", column="weekly_hours")
    return None


def advertised_range(advertised_low: int | None, advertised_high: int | None) -> Problem | None:
    if advertised_low is not None and advertised_high is not None and advertised_high < advertised_low:
        return Problem("range_reversed", "advertised_high is below advertised_low", column="advertised_high")
    return None


def cycle_end(pay_cycle: str | None, pay_cycle_ends: str | None) -> Problem | None:
    if pay_cycle == PayCycle.WEEKLY and (pay_cycle_ends or "").lower() not in WEEKDAY_NAMES:
        return Problem("bad_cycle", "a weekly cycle ends on a weekday, such as fri", column="pay_cycle_ends")
    if pay_cycle == PayCycle.BIWEEKLY:
        try:
            fits = 1900 <= dt.date.fromisoformat(pay_cycle_ends or "").year <= 2199
        except ValueError:
            fits = False
        if not fits:
            return Problem("bad_cycle", "a biweekly cycle needs a date on which one ends", column="pay_cycle_ends")
    return None


def named_pay_day(pay_day: str | None) -> Problem | None:
    if pay_day:
        try:
            pay_days.read(pay_day)
        except ValueError as error:
            return Problem("bad_pay_day", str(error), column="pay_day", value=pay_day)
    return None


def session_amount(amount: int | None) -> Problem | None:
    if amount is not None and amount < 0:
        text = "a session's amount is not below zero: enter what was taken back as an adjustment"
        return Problem("negative", text, column="amount")
    return None


def session_time(
    started_at: dt.datetime | None,
    ended_at: dt.datetime | None,
    worked_on: dt.date | None,
    worked_until: dt.date | None,
    minutes: int | None,
) -> Problem | None:
    """Clock times, or a day and how long; of a stretch of days no more than they have."""
    if (started_at is None) != (ended_at is None):
        return Problem("half_a_span", "started_at and ended_at belong together", column="ended_at")
    if started_at is not None and ended_at is not None:
        if ended_at < started_at:
            return Problem("ends_before_start", "ended_at is before started_at", column="ended_at")
        if minutes is not None and minutes > (ended_at - started_at).total_seconds() + 0.5:
            return Problem("more_than_span", "minutes are more than from start to end", column="minutes")
    elif worked_on is None:
        return Problem("no_time", "a session needs started_at and ended_at, or worked_on", column="worked_on")
    elif minutes is None:
        return Problem("missing", "minutes are needed where clock times are not known", column="minutes")
    elif minutes > DAY_SECONDS and minutes > DAY_SECONDS * (((worked_until or worked_on) - worked_on).days + 1):
        return Problem("more_than_span", "the minutes are more than the day has", column="minutes")
    return None


def stretch_end(worked_on: dt.date | None, worked_until: dt.date | None) -> Problem | None:
    if worked_until is not None and (worked_on is None or worked_until < worked_on):
        return Problem("ends_before_start", "worked_until needs a worked_on before it", column="worked_until")
    return None


_REPEATS = pattern(
    r"FREQ=(DAILY|WEEKLY|MONTHLY)(;INTERVAL=[1-9]\d?)?(;BYDAY=(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*)?"
    r"(;BYMONTHDAY=(-1|[1-9]|[12]\d|3[01]))?"
)
_CLOCK = pattern(r"([01]\d|2[0-3]):[0-5]\d")


def template_rule(
    clock: str | None, repeats: str | None, starts_on: dt.date | None, ends_on: dt.date | None
) -> Problem | None:
    """A clock time that is one, a rule that can be followed, and the day from which on it holds."""
    if clock and not _CLOCK.fullmatch(clock):
        return Problem("bad_time", "the start is not a clock time such as 14:00", column="clock", value=clock)
    if repeats and not _REPEATS.fullmatch(repeats):
        return Problem("bad_rule", "the rule of its days cannot be followed", column="repeats", value=repeats)
    if repeats and starts_on is None:
        return Problem("missing", "a rule needs the day from which on it holds", column="starts_on")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        return Problem("ends_before_start", "ends_on is before starts_on", column="ends_on")
    return None
