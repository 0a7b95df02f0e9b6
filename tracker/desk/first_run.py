"""The first three numbers of a new ledger, kept as ordinary coarse rows in one operation that can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.desk import reports
from tracker.desk.entry import check, typed
from tracker.desk.rates import Missing
from tracker.domain import (
    PayCycle,
    Payout,
    PayoutKind,
    Platform,
    Project,
    Record,
    Settings,
    WorkSession,
)
from tracker.errors import InputError
from tracker.say import Word
from tracker.units import round_ratio
from tracker.words.calendar_days import month_first, month_last

if TYPE_CHECKING:
    from tracker.analysis.fx import HomeRates
    from tracker.desk.session import Desk
    from tracker.store import Operation

KIND = "first"
RATE_KIND = "rate"
HOURS_OF_A_MONTH = 31 * 24
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`promised`: units an hour as the listing had it, from `low` to `high`. `seconds`: all hours of the month.
    `arrived`: units. Each amount in its own currency."""

    low: int
    high: int
    listed_in: str
    seconds: int
    arrived: int
    arrived_in: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows are called, in the language of the person: platform, project, journal line."""

    platform: str
    project: str
    summary: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the month of the three numbers paid, in one currency.

    Amounts are units of `currency`: the listing's figures per hour, what arrived, and what that is per hour; None
    if no exchange rate leads there. `currencies`: those in which it can be read whole, the home currency first.
    `missing`: the rate into the home currency that nobody knows. `rate`: units of `currency` for one of `foreign`,
    where one of them was typed in another one, `stale` days from `day`, the last of the month.
    """

    month: dt.date
    day: dt.date
    hours: float
    currency: str
    low: int | None
    high: int | None
    arrived: int | None
    kept: int | None
    currencies: tuple[str, ...]
    missing: Missing | None
    foreign: str | None
    rate: float | None
    stale: int


def is_empty(desk: Desk) -> bool:
    """Whether nothing was ever worked or paid in this ledger: there is no platform yet."""
    return not desk.platforms()


def last_month(as_of: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month before.

    >>> last_month(dt.date(2026, 3, 15))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    return month_first(as_of, -1), month_last(as_of, -1)


def keep(desk: Desk, numbers: Numbers, settings: Settings, names: Names, as_of: dt.date) -> Operation:
    """Store the three numbers as rows of the month before `as_of`, with the settings if there are none.

    One platform without pay days, one project that advertises what was promised, one stretch of work that
    earned what arrived, one payout. Raises InputError where a number makes no sense: its `column` says which.
    """
    _sensible(numbers)
    records = _records(numbers, names, as_of)
    with desk.store.operation(KIND, who=desk.who, at=desk.now(), summary=names.summary) as change:
        if not desk.has_settings():
            change.insert(check(settings))
        change.insert_many(records)
    return desk.store.done(change.id)


def answer(desk: Desk, as_of: dt.date, currency: str | None = None) -> Answer | None:
    """What the month of the three numbers paid, as long as the ledger holds nothing else; else None.

    In `currency`, if it can be read in that; else at home, in the report's own figures; else in one that was typed.
    """
    changes = [o for o in desk.operations(20) if o.undoes is None and o.undone_by is None]
    if [o.kind for o in changes if o.kind not in ("settings", RATE_KIND)] != [KIND]:
        return None
    sessions = [s for _, s in desk.rows(WorkSession)]
    listings = [p for _, p in desk.rows(Project)]
    if len(sessions) != 1 or len(listings) != 1 or sessions[0].worked_on is None:
        return None
    return _answer(desk, as_of, sessions[0], listings[0], currency)


def _answer(desk: Desk, as_of: dt.date, worked: WorkSession, listing: Project, currency: str | None) -> Answer:
    from tracker.analysis.fx import HomeRates

    home = desk.settings().home_currency
    typed_in = (listing.currency or home, worked.currency or home)
    first = worked.worked_on or as_of
    day = worked.worked_until or first
    rates = HomeRates(desk.frames(), as_of, desk.rates())
    ways = [home, *typed_in]
    whole = tuple(dict.fromkeys(c for c in ways if all(_cross(rates, t, c, day) for t in typed_in)))
    shown = currency if currency in whole else (*whole, typed_in[1])[0]
    foreign = next((t for t in typed_in if t != shown), None)
    arrived = _into(rates, worked.amount, typed_in[1], shown, day)
    made = Answer(
        month=first,
        day=day,
        hours=(worked.minutes or 0) / 3600,
        currency=shown,
        low=_into(rates, listing.advertised_low, typed_in[0], shown, day),
        high=_into(rates, listing.advertised_high, typed_in[0], shown, day),
        arrived=arrived,
        kept=None if arrived is None or not worked.minutes else round_ratio(arrived * 3600, worked.minutes),
        currencies=whole,
        missing=next((Missing(t, home, day) for t in typed_in if not _cross(rates, t, home, day)), None),
        foreign=foreign,
        rate=_cross(rates, foreign, shown, day) if foreign else None,
        stale=max(rates.stale.values(), default=0),
    )
    return _as_reported(desk, as_of, made) if shown == home and whole else made


def _as_reported(desk: Desk, as_of: dt.date, made: Answer) -> Answer:
    """At home the figures are the report's, as every other page has them."""
    report = reports.report(desk, as_of, made.month, made.day)
    return replace(
        made,
        low=made.low if report.headline_low is None else report.headline_low,
        high=made.high if report.headline_high is None else report.headline_high,
        kept=made.kept if report.rung("kept").rate is None else report.rung("kept").rate,
        arrived=report.money.cash_received,
    )


def _cross(rates: HomeRates, source: str, target: str, day: dt.date) -> float | None:
    return rates.cross(source, target, (day - EPOCH).days)


def _into(rates: HomeRates, units: int | None, source: str, target: str, day: dt.date) -> int | None:
    """An amount in another currency at the rate of a day; None if none is known."""
    rate = _cross(rates, source, target, day)
    return None if units is None or rate is None else round(units * rate)


def _sensible(numbers: Numbers) -> None:
    if numbers.low <= 0:
        raise InputError("What was promised for an hour is above zero.", column="promised")
    if not 0 < numbers.seconds <= HOURS_OF_A_MONTH * 3600:
        raise InputError(
            "The hours of a month are between 0 and {hours_of_a_month}.",
            column="hours",
            hours_of_a_month=Word(HOURS_OF_A_MONTH),
        )
    if numbers.arrived < 0:
        raise InputError("What arrived is not below zero.", column="arrived")


def _records(numbers: Numbers, names: Names, as_of: dt.date) -> list[Record]:
    first, last = last_month(as_of)
    records: list[Record] = [
        Platform(platform=names.platform, currency=numbers.arrived_in, pay_cycle=PayCycle.NONE.value, pay_delay_days=0),
        Project(
            platform=names.platform,
            project=names.project,
            advertised_low=numbers.low,
            advertised_high=numbers.high,
            currency=numbers.listed_in,
        ),
        WorkSession(
            platform=names.platform,
            project=names.project,
            worked_on=first,
            worked_until=last,
            minutes=numbers.seconds,
            amount=numbers.arrived,
            currency=numbers.arrived_in,
        ),
    ]
    if numbers.arrived:
        records.append(
            Payout(
                platform=names.platform,
                project=names.project,
                kind=PayoutKind.PAYOUT.value,
                received_on=last,
                amount=numbers.arrived,
                currency=numbers.arrived_in,
                covers_from=first,
                covers_to=last,
            )
        )
    return [check(typed(r)) for r in records]
