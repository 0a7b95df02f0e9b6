"""What surrounds the work: availability, queue checks, expenses, exchange rates and rules."""

from __future__ import annotations

from decimal import Decimal

from tracker.domain import (
    Activity,
    Availability,
    AvailabilityKind,
    ExchangeRate,
    Expense,
    QueueCheck,
    QueueOutcome,
    Record,
    Rule,
)
from tracker.sample.situations import DRY_WEEKS
from tracker.sample.world import Days, instant
from tracker.units import to_units

D = Decimal


def around(days: Days) -> list[Record]:
    """Availability, queue checks, expenses, exchange rates and rules."""
    return [*_availability(days), *_queue_checks(days), *_expenses(days), *_rates(days), *RULES]


def _availability(days: Days) -> list[Record]:
    """40 h, then 38 h with Sundays; two weeks of 15 h inside; time off twice a year."""
    able, off = AvailabilityKind.AVAILABLE, AvailabilityKind.TIME_OFF
    return [
        Availability(starts_on=days.base, kind=able, weekly_hours=D(40)),
        Availability(starts_on=days.at(48), kind=able, weekly_hours=D(38), weekdays="mon-fri,sun"),
        Availability(starts_on=days.at(79), ends_on=days.at(80, 6), kind=able, weekly_hours=D(15), note="exams"),
        *(
            Availability(starts_on=days.at(w), ends_on=days.at(w + n - 1, 6), kind=off)
            for w, n in ((7, 2), (38, 2), (60, 1), (93, 2))
        ),
    ]


def _queue_checks(days: Days) -> list[Record]:
    nothing, offered = QueueOutcome.NOTHING_OFFERED, QueueOutcome.OFFERED
    rows: list[Record] = [
        QueueCheck(platform=platform, checked_at=instant(days.at(week, weekday), 9 * 60 + 10), outcome=nothing)
        for week in range(DRY_WEEKS[0], DRY_WEEKS[1] + 1)
        for platform, weekday in (("Larkspur", 0), ("Northbeam", 1), ("Northbeam", 3))
    ]
    rows += [
        QueueCheck(platform="Tidepool", checked_at=instant(days.at(week, 4), 18 * 60), outcome=nothing)
        for week in range(50, 104, 6)
    ]
    rows.append(QueueCheck(platform="Tidepool", checked_at=instant(days.at(68, 5), 600), outcome=offered))
    return rows


def _expenses(days: Days) -> list[Record]:
    rows: list[Record] = [
        Expense(spent_on=days.at(w, 1), amount=to_units("14.50"), currency="EUR", category="internet")
        for w in range(1, 104, 4)
    ]
    rows += [
        Expense(
            spent_on=days.at(70, 2), amount=to_units(180), currency="AED", category="equipment",
            platform="Granite Annotation", note="headset the contract asks for",
        ),
        Expense(
            spent_on=days.at(66, 4), amount=to_units("89.90"), currency="EUR", category="equipment",
            note="second-hand monitor",
        ),
        Expense(
            spent_on=days.at(58), amount=to_units(20), currency="USD", category="software",
            platform="Larkspur", note="grammar checker",
        ),
    ]  # fmt: skip
    return rows


def _rates(days: Days) -> list[Record]:
    """One typed rate that grows old, and one that is fresh."""
    return [
        ExchangeRate(on=days.at(69, 4), currency="AED", in_home_currency=D("0.2344")),
        ExchangeRate(on=days.at(101), currency="AED", in_home_currency=D("0.2409")),
    ]


RULES: tuple[Record, ...] = (
    Rule(field="client", pattern="Larkspur*", platform="Larkspur"),
    Rule(field="project", pattern="Retainer", platform="Quillwork", project="Retainer"),
    Rule(field="tag", pattern="assessment", platform="Northbeam", activity=Activity.ASSESSMENT),
    Rule(field="payer", pattern="TIDEPOOL LTD", platform="Tidepool"),
    Rule(field="payer", pattern="*groceries*", platform="-"),
)
