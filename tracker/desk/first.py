"""The first three numbers of a new ledger, kept as ordinary coarse rows in one operation that can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.desk.entry import check, typed
from tracker.domain import PayCycle, Payout, PayoutKind, Platform, Project, Record, Settings, WorkSession
from tracker.errors import InputError

if TYPE_CHECKING:
    from tracker.analysis.report import Report
    from tracker.desk.desk import Desk
    from tracker.store import Operation

KIND = "first"
HOURS_OF_A_MONTH = 31 * 24


@dataclass(frozen=True, slots=True)
class Numbers:
    """`promised`: units an hour, as the listing had it. `seconds`: all hours of the month. `arrived`: units."""

    promised: int
    seconds: int
    arrived: int


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows are called, in the language of the person: platform, project, journal line."""

    platform: str
    project: str
    summary: str


def is_empty(desk: Desk) -> bool:
    """Whether nothing was ever worked or paid in this ledger: there is no platform yet."""
    return not desk.platforms()


def last_month(as_of: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month before.

    >>> last_month(dt.date(2026, 3, 15))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    last = as_of.replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=1), last


def keep(desk: Desk, numbers: Numbers, settings: Settings, names: Names, as_of: dt.date) -> Operation:
    """Store the three numbers as rows of the month before `as_of`, with the settings where there are none.

    One platform without pay days, one project that advertises what was promised, one stretch of work that
    earned what arrived, one payout. Raises InputError where a number makes no sense.
    """
    _sensible(numbers)
    records = _records(numbers, settings, names, as_of)
    with desk.store.operation(KIND, who=desk.who, at=desk.now(), summary=names.summary) as change:
        if not desk.has_settings():
            change.insert(check(settings))
        change.insert_many(records)
    return desk.store.done(change.id)


def answer(desk: Desk, as_of: dt.date) -> Report | None:
    """The report of the month of the three numbers, as long as the ledger holds nothing else; else None."""
    changes = [o for o in desk.operations(20) if o.undoes is None and o.undone_by is None and o.kind != "settings"]
    if [o.kind for o in changes] != [KIND]:
        return None
    rows = [s for _, s in desk.rows(WorkSession)]
    if len(rows) != 1 or rows[0].worked_on is None:
        return None
    return desk.report(as_of, rows[0].worked_on, rows[0].worked_until)


def _sensible(numbers: Numbers) -> None:
    if numbers.promised <= 0:
        raise InputError("What was promised for an hour is above zero.")
    if not 0 < numbers.seconds <= HOURS_OF_A_MONTH * 3600:
        raise InputError(f"The hours of a month lie between 0 and {HOURS_OF_A_MONTH}.")
    if numbers.arrived < 0:
        raise InputError("What arrived is not below zero.")


def _records(numbers: Numbers, settings: Settings, names: Names, as_of: dt.date) -> list[Record]:
    first, last = last_month(as_of)
    home = settings.home_currency
    records: list[Record] = [
        Platform(platform=names.platform, currency=home, pay_cycle=PayCycle.NONE.value, pay_delay_days=0),
        Project(
            platform=names.platform,
            project=names.project,
            advertised_low=numbers.promised,
            advertised_high=numbers.promised,
            currency=home,
        ),
        WorkSession(
            platform=names.platform,
            project=names.project,
            worked_on=first,
            worked_until=last,
            minutes=numbers.seconds,
            amount=numbers.arrived,
            currency=home,
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
                currency=home,
                covers_from=first,
                covers_to=last,
            )
        )
    return [check(typed(r)) for r in records]
