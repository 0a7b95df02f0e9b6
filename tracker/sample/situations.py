"""What chance must not leave out: projects, sessions and money written down week by week.

Random lives give the sample its texture; these give it every situation of the methods, whatever the seed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tracker.domain import (
    Activity,
    Earning,
    EarningKind,
    Event,
    Evidence,
    PayModel,
    Payout,
    PayoutKind,
    ProjectEvent,
    Status,
    WorkSession,
)
from tracker.sample.lives import Life
from tracker.sample.world import Days, instant
from tracker.units import DAY, to_units
from tracker.words.calendar_days import month_last

DRY_WEEKS = (61, 65)
"""First and last week of the dry stretch: all queues empty."""
NORTHBEAM_ENDS = 95
"""Northbeam closes the account on the Wednesday of this week."""
UNPAID = "Harbour"
"""The project whose few hours were never paid."""
D = Decimal


def scripted_lives(days: Days) -> list[Life]:
    """Projects of every pay model and every end that are not left to chance."""
    return [*_larkspur(days), *_quillwork(days), *_others(days)]


def _larkspur(days: Days) -> list[Life]:
    """Paused two days after the start and cancelled; cancelled and back the next day at a lower rate."""
    base = Life(platform="Larkspur", name="", role="editing", model=PayModel.HOURLY, currency="USD", start=days.base)
    return [
        replace(
            base, name=UNPAID, role="journalism", start=days.at(59, 0), end=days.at(60, 1),
            cause=Event.CANCELLED, announced=instant(days.at(60, 1), 9 * 60),
            pauses=((days.at(59, 2), days.at(60, 1)),), rates=((days.at(59), D(45)),),
            advertised=(D(40), D(70)), promised_weekly_hours=D(20), reason="no reason given",
        ),
        replace(
            base, name="Lantern", role="generalist review", start=days.at(67, 1), end=days.at(77, 3),
            cause=Event.CANCELLED, announced=days.at(77, 4), rates=((days.at(67, 1), D(21)),),
            advertised=(D(20), D(30)), promised_weekly_hours=D(15),
        ),
        replace(
            base, name="Beacon", role="generalist review", start=days.at(77, 4), rates=(
                (days.at(77, 4), D(16)), (days.at(92), D(15)),
            ), advertised=(None, D(18)), successor_of="Lantern", hiring=False,
            pauses=((days.at(84, 1), days.at(85, 2)),),
        ),
    ]  # fmt: skip


def _quillwork(days: Days) -> list[Life]:
    base = Life(
        platform="Quillwork", name="", role="copy writing", model=PayModel.FIXED, currency="USD",
        start=days.base, hiring=False,
    )  # fmt: skip
    return [
        replace(
            base, name="Field guide", start=days.at(12), end=days.at(18, 4), cause=Event.COMPLETED,
            announced=days.at(18, 4), rates=((days.at(12), D(900)),), advertised=(D(900), D(900)),
        ),
        replace(
            base, name="Style sheet", start=days.at(68), end=days.at(74, 4), cause=Event.COMPLETED,
            announced=days.at(74, 4), rates=((days.at(68), D(760)),), advertised=(D(700), D(1000)),
            promised_until=days.at(74, 4),
        ),
        replace(
            base, name="Product blurbs", model=PayModel.PER_TASK, start=days.at(54), end=days.at(90, 2),
            cause=Event.LEFT, rates=((days.at(54), D("6.50")), (days.at(72), D(6))),
            advertised=(D(25), D(35)), announced=days.at(88), reason="took too long for the money",
        ),
        replace(
            base, name="Retainer", model=PayModel.HOURLY, role="editing", start=days.at(82),
            rates=((days.at(82), D(30)),), promised_weekly_hours=D(30),
        ),
    ]  # fmt: skip


def _others(days: Days) -> list[Life]:
    closed = days.at(NORTHBEAM_ENDS, 2)
    return [
        Life(
            platform="Northbeam", name="Kestrel", role="generalist review", model=PayModel.HOURLY,
            currency="USD", start=days.at(89, 1), end=closed, cause=Event.DEACTIVATED,
            announced=instant(closed, 33 * 60), rates=((days.at(89, 1), D("18.50")),),
            advertised=(D(15), D(32)), reason="account review",
        ),
        Life(
            platform="Tidepool", name="Studies", role="data entry", model=PayModel.PER_TASK, currency="GBP",
            start=days.at(2, 1), rates=((days.at(2, 1), D("1.50")),), advertised=(D(8), D(11)), hiring=False,
        ),
        Life(
            platform="Granite Annotation", name="Residency", role="language review", model=PayModel.STIPEND,
            currency="AED", start=days.at(70), end=days.at(96), cause=Event.COMPLETED,
            announced=days.at(92), rates=((days.at(70), D(2600)),), advertised=(D(2600), D(3200)),
            promised_weekly_hours=D(10), promised_until=days.at(96),
        ),
    ]  # fmt: skip


def extra_events(days: Days) -> list[ProjectEvent]:
    """An interview by machine, an offer turned down, and a platform that closes the account."""

    def at(platform: str, project: str, event: Event, when: dt.datetime | dt.date) -> ProjectEvent:
        return ProjectEvent(platform=platform, project=project, event=event, happened_at=when)

    return [
        at("Larkspur", UNPAID, Event.INTERVIEWED, instant(days.at(58, 1), 11 * 60)),
        at("Quillwork", "Style sheet", Event.INTERVIEWED, days.at(67, 2)),
        at("Granite Annotation", "Residency", Event.INTERVIEWED, days.at(68, 3)),
        at("Quillwork", "Night desk", Event.OFFERED, days.at(79, 1)),
        at("Quillwork", "Night desk", Event.DECLINED, days.at(79, 2)),
    ]


def extra_sessions(days: Days) -> list[WorkSession]:
    """Midnight, parallel tasks, a stretch of which only the hours are known, and a dispute."""
    made: list[WorkSession] = []
    for week in (69, 76, 88):
        day = days.at(week, 3)
        made.append(
            WorkSession(
                platform="Larkspur", project="Lantern" if week < 77 else "Beacon",
                started_at=instant(day, 22 * 60 + 30), ended_at=instant(day, 25 * 60 + 30),
                minutes=165 * 60, counted_minutes=162 * 60, activity=Activity.TASK, evidence=Evidence.TYPED,
                note="to meet a deadline in another time zone",
            )
        )  # fmt: skip
    for week in (85, 91):
        made.append(
            WorkSession(
                platform="Quillwork", project="Retainer", worked_on=days.at(week),
                worked_until=days.at(week, 6), minutes=32 * 3600, activity=Activity.TASK,
                evidence=Evidence.TYPED, note="32 h last week",
            )
        )  # fmt: skip
    made += _parallel(days)
    made.append(
        WorkSession(
            platform="Northbeam", project=None, worked_on=days.at(95, 4), minutes=95 * 60,
            activity=Activity.DISPUTE, evidence=Evidence.TYPED, note="asking why the account was closed",
        )
    )  # fmt: skip
    return made


def _parallel(days: Days) -> list[WorkSession]:
    """Two tasks open at once: 19:00 to 20:10 and 19:30 to 20:40 make 100 minutes, not 140."""
    return [
        WorkSession(
            platform="Tidepool", project="Studies", started_at=instant(days.at(week, 2), start),
            ended_at=instant(days.at(week, 2), start + 70), tasks=3, rate=to_units("1.50"), currency="GBP",
            activity=Activity.TASK, evidence=Evidence.TYPED,
        )
        for week in (9, 22, 35)
        for start in (19 * 60, 19 * 60 + 30)
    ]  # fmt: skip


def earnings(days: Days) -> list[Earning]:
    """Money that no session accrues: milestones, a stipend, bonuses, a referral, corrections."""

    def owed(
        platform: str,
        project: str | None,
        kind: EarningKind,
        span: tuple[dt.date, dt.date],
        amount: str,
        due: dt.date | None = None,
        status: Status | None = None,
        note: str | None = None,
    ) -> Earning:
        return Earning(
            platform=platform, project=project, kind=kind, earned_from=span[0], earned_to=span[1],
            amount=to_units(amount), currency="USD", due_on=due, evidence=Evidence.TYPED, status=status,
            note=note,
        )  # fmt: skip

    def span(w0: int, d0: int, w1: int, d1: int) -> tuple[dt.date, dt.date]:
        return days.at(w0, d0), days.at(w1, d1)

    kind = EarningKind
    book, style = "Field guide", "Style sheet"
    rows = [
        owed("Quillwork", book, kind.MILESTONE, span(12, 0, 14, 4), "400", days.at(16, 1)),
        owed("Quillwork", book, kind.MILESTONE, span(15, 0, 18, 4), "500", days.at(20, 1)),
        owed("Quillwork", style, kind.MILESTONE, span(68, 0, 70, 4), "360", days.at(72, 1)),
        owed("Quillwork", style, kind.MILESTONE, span(71, 0, 74, 4), "400", days.at(76, 1)),
        owed("Northbeam", "Kite 1", kind.BONUS, span(10, 5, 10, 5), "40"),
        owed("Northbeam", None, kind.BONUS, span(73, 4, 73, 4), "60", note="weekend mission"),
        owed("Northbeam", None, kind.BONUS, span(81, 4, 81, 4), "60", status=Status.REJECTED),
        owed("Northbeam", None, kind.ADJUSTMENT, span(78, 1, 78, 1), "-12.40", note="recount"),
        owed("Larkspur", None, kind.REFERRAL, span(83, 2, 83, 2), "150"),
        owed("Larkspur", "Beacon", kind.BONUS, span(102, 2, 102, 2), "25", status=Status.PENDING),
    ]
    return rows + _stipend(days)


def _stipend(days: Days) -> list[Earning]:
    """One row per calendar month of the residency, its first and last by days."""
    rows, day, end = [], days.at(70), days.at(96) - DAY
    while day <= end:
        month_end = month_last(day)
        last = min(month_end, end)
        share = D((last - day).days + 1) / month_end.day
        rows.append(
            Earning(
                platform="Granite Annotation", project="Residency", kind=EarningKind.STIPEND, earned_from=day,
                earned_to=last, amount=to_units((D(2600) * share).quantize(D(1))), currency="AED",
                evidence=Evidence.TYPED,
            )
        )  # fmt: skip
        day = last + DAY
    return rows


def payouts(days: Days) -> list[Payout]:
    """Money that fits no cycle: taken back, given up, paid back, and for work never logged."""

    def row(platform: str, kind: PayoutKind, on: dt.date, amount: str, currency: str, note: str) -> Payout:
        return Payout(
            platform=platform, kind=kind, received_on=on, amount=to_units(amount), currency=currency,
            evidence=Evidence.DEPOSIT, note=note,
        )  # fmt: skip

    kind = PayoutKind
    return [
        row("Tidepool", kind.PAYOUT, days.at(86, 3), "18.00", "GBP", "a study that was not logged"),
        row("Northbeam", kind.CLAWBACK, days.at(84, 1), "31.20", "USD", "quality review"),
        row("Granite Annotation", kind.REIMBURSEMENT, days.at(73, 1), "180.00", "AED", "headset"),
    ]
