"""Slips in what is typed by hand: a fee above its payment, a day that is a slip, a value that another
makes void. Each raises InputError with the column; what is merely unusual is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from tracker.domain import (
    Availability,
    Earning,
    ExchangeRate,
    Expense,
    PayCycle,
    Payout,
    PayTerms,
    Platform,
    Record,
    Template,
    Transfer,
    WorkSession,
    columns,
)
from tracker.errors import InputError
from tracker.kinds import AvailabilityKind, DaysIn
from tracker.say import Said, Word
from tracker.units import DAY

FACT_DAYS = ("received_on", "spent_on", "moved_on", "earned_from")
"""Columns of a day on which something happened: what is in the future does not count yet."""
FIRST_YEAR = 1990
"""Of work on the web and its money: a day before it is a slip."""
FAR = 366 * DAY
"""A day of work or money further ahead is a slip."""
FACTOR = 3
"""How far a typed exchange rate may be from the table's, as where a market pays another one than the bank."""
DEAREST = 5
"""Dollars: the dearest currency, the Kuwaiti dinar, is worth a little over three."""
Table = Callable[[str, str, dt.date], tuple[float, dt.date] | None]
"""The rate of a currency in another one on a day, and the day it is of."""
_SAYS_NOTHING = frozenset(("platform", "kind", "holds_from", "source_url", "seen_on", "hand", "note"))
"""Columns of terms of pay that say of what they are, and nothing of the pay."""


def by_hand(record: Record) -> bool:
    """Whether a row was typed: what a file says stands as the file has it."""
    return getattr(record, "evidence", None) in (None, "typed") and getattr(record, "source", None) in (None, "typed")


def check(record: Record) -> None:
    """What a record says of itself."""
    match record:
        case PayTerms():
            _says_something(record)
            _takes_effect(record)
        case Payout() if record.evidence == "typed":
            _payment(record)
        case Transfer() if record.currency_in in (None, record.currency_out):
            if (record.amount_in or 0) > record.amount_out:
                raise InputError(
                    "More came in than left, in one currency.",
                    column="amount_in",
                    hint="Correct one of the two amounts.",
                )
        case Availability(kind=AvailabilityKind.TIME_OFF) if record.weekly_hours is not None or record.weekdays:
            column = "weekdays" if record.weekly_hours is None else "weekly_hours"
            text = "Time off is whole days: hours or weekdays of it say nothing."
            raise InputError(text, column=column, hint="Leave them out, or declare fewer hours of work.")
        case Template(repeats=None, ends_on=dt.date()):
            text = "A last day is that of a rule, and there is none."
            raise InputError(text, column="ends_on", hint="Set how it repeats, or leave the day out.")


def check_day(record: Record, today: dt.date) -> None:
    """A day of work or money that nobody can mean today."""
    found = fact_day(record)
    if isinstance(record, WorkSession):
        began = None if record.started_at is None else record.started_at.date()
        found = ("worked_on", record.worked_on or began or today)
    if isinstance(record, ExchangeRate):
        found = ("on", record.on)
    if isinstance(record, Availability | Template) and record.starts_on is not None:
        found = ("starts_on", record.starts_on)
    if found is None:
        return
    column, day = found
    if day.year < FIRST_YEAR or day > today + FAR:
        raise InputError("{day} is too far away to be meant.", hint="Check the year.", column=column, day=day)


def fact_day(record: Record) -> tuple[str, dt.date] | None:
    """The column and the day on which money came, went or was earned; None for other records."""
    if not isinstance(record, Payout | Expense | Transfer | Earning):
        return None
    column = next(c for c in FACT_DAYS if hasattr(record, c))
    return column, getattr(record, column)


def ahead(day: dt.date, today: dt.date) -> Said | None:
    """What is said of a day of money that is still to come."""
    return Said("{day} is in the future; it will count from that day.", day=day) if day > today else None


def check_at_home(payout: Payout, home: str) -> None:
    """What arrived of a payment in home currency is its amount less its fee."""
    if payout.home_amount is None:
        return
    if payout.home_amount < 0:
        raise InputError("What arrived is not below zero.", column="home_amount")
    if payout.currency == home and payout.home_amount != payout.amount - (payout.fee or 0):
        raise InputError(
            "The payment is in {home} itself: what arrived of it is the amount less the fee.",
            hint="Give the difference as its fee.", column="home_amount", home=Word(home),
        )  # fmt: skip


def check_rate(rate: ExchangeRate, home: str, table: Table) -> None:
    """An exchange rate beside the bundled table: not three times what it was, nor a third. Of a currency that no table
    has: nothing that a bank books is worth more than five dollars."""
    value, known = float(rate.in_home_currency), table(rate.currency, home, rate.on)
    one, other = Word(rate.currency), Word(home)
    hint = Said("Enter what one {currency} is worth in {home}.", currency=one, home=other)
    if known is not None and not known[0] / FACTOR <= value <= known[0] * FACTOR:
        then = Word(f"{known[0]:.3g}")
        text = "1 {currency} was worth about {known} {home} then."
        raise InputError(text, column="in_home_currency", hint=hint, known=then, currency=one, home=other)
    if known is None and any(worth > DEAREST for worth in _in_dollars(rate, home, table)):
        text = "That is the rate the other way round, of 1 {home} in {currency}."
        raise InputError(text, column="in_home_currency", hint=hint, currency=one, home=other)


def _in_dollars(rate: ExchangeRate, home: str, table: Table) -> Iterator[float]:
    """What one unit of either currency comes to by a rate, as far as the table leads to dollars."""
    if (theirs := table(home, "USD", rate.on)) is not None:
        yield float(rate.in_home_currency) * theirs[0]
    if (ours := table(rate.currency, "USD", rate.on)) is not None:
        yield ours[0] / float(rate.in_home_currency)


def _payment(p: Payout) -> None:
    if (p.fee or 0) > p.amount:
        raise InputError(
            "The fee is more than the whole amount.", column="fee", hint="The amount is what was paid before the fee."
        )
    if p.asked_on is not None and p.asked_on > p.received_on:
        raise InputError("It was asked for after it arrived.", column="asked_on", hint="Check both days.")


def _says_something(t: PayTerms) -> None:
    if all(getattr(t, c.name) is None for c in columns(PayTerms) if c.name not in _SAYS_NOTHING):
        raise InputError("These terms say nothing of the pay yet.", hint="Set when it pays, or what it keeps.")


def check_cycle(t: PayTerms | Platform) -> None:
    """Raise InputError where how often it pays makes another value say nothing: whoever typed both means more than is
    kept."""
    cycled = t.pay_cycle not in (None, PayCycle.NONE)
    if t.pay_cycle_ends and t.pay_cycle not in (PayCycle.WEEKLY, PayCycle.BIWEEKLY):
        hint = "The end of a monthly one is a day of the month." if cycled else "Set how often it pays too."
        text = "Only a pay period of a week or two ends on “{value}”."
        raise InputError(text, column="pay_cycle_ends", value=t.pay_cycle_ends, hint=hint)
    at = t.pay_cycle_ends_at if isinstance(t, PayTerms) else None
    if not cycled and (at is not None or t.pay_cycle_zone):
        column = "pay_cycle_zone" if at is None else "pay_cycle_ends_at"
        text = "An hour or a zone is of the end of a pay period, and there is none."
        raise InputError(text, column=column, hint="Set how often it pays too.")


def _takes_effect(t: PayTerms) -> None:
    """Raise InputError where one value of terms makes another say nothing."""
    check_cycle(t)
    if t.pay_cycle_month_day is not None and t.pay_cycle != PayCycle.MONTHLY:
        hint = "Set that it pays every month, or leave the day out."
        raise InputError(
            "Only a monthly pay period ends on a day of the month.", column="pay_cycle_month_day", hint=hint
        )
    if t.delay_in == DaysIn.BUSINESS_DAYS and t.pay_delay_days is None:
        text = "Which days are counted is set, and not how many."
        raise InputError(text, column="pay_delay_days", hint="Set the days from then to the money too.")
