"""What needs attention: a short list, each entry with one thing to do, none of which takes more than a minute.

Looking for money that has not come means settling the whole ledger, so it is done beside the page (`Beside`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tracker.desk.beside import Beside
from tracker.desk.lately import recent_sessions
from tracker.desk.rates import without_rate
from tracker.desk.session import Desk
from tracker.domain import (
    ENDS,
    Availability,
    Event,
    PayTerms,
    ProjectEvent,
    QueueCheck,
    Record,
    WorkSession,
)

if TYPE_CHECKING:
    from tracker.analysis.results.standing import Deadline
    from tracker.analysis.results.terms import Learnt

LOOK_BACK = 14
"""Days before today that are looked at for days without an entry."""
PAUSE_DAYS = 7
"""The number of days after which a pause is asked about."""
_TURNS = frozenset({Event.STARTED, Event.PAUSED, Event.RESUMED}) | ENDS
ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs attention.

    kind        what it is, and what is filled in
    overdue     money that has not come: platform, amount in currency, day it was due first, n days late, days: the
                first and the last on which it was earned
    pause       a pause without an end: platform, project, day it began, n days
    unlogged    available days without an entry: days, oldest first; platform, project last worked on
    deadline    time that was not counted, and a last day to object: platform, that day, n days left, amount in
                currency, None if its pay is not known
    learnt      money that comes otherwise than terms without a source say: platform, found
    no_rate     money without an exchange rate: currency
    no_cycle    a platform without pay days: platform, row
    """

    kind: str
    platform: str = ""
    project: str | None = None
    amount: int | None = None
    currency: str = ""
    day: dt.date | None = None
    n: int = 0
    days: tuple[dt.date, ...] = ()
    row: int = 0
    found: Learnt | None = None


def at_once(desk: Desk, as_of: dt.date | None = None) -> list[Item]:
    """All that is known without settling the ledger: pauses, days without an entry, rates, pay days; `overdue` is
    money that has not come. `as_of`: today where None."""
    day = as_of or desk.today()
    return desk.at_hand("attention", (day,), lambda: _at_once(desk, day))


def _at_once(desk: Desk, as_of: dt.date) -> list[Item]:
    sessions = recent_sessions(desk, as_of)
    return [
        *pauses([e for _, e in desk.rows(ProjectEvent)], desk.zone(), as_of),
        *_unlogged(desk, sessions, as_of),
        *_no_rate(desk, sessions, as_of),
        *_no_cycle(desk, sessions),
    ]


def overdue(desk: Desk, as_of: dt.date | None = None, patience: float = 60.0) -> tuple[list[Item] | None, bool]:
    """Money that has not come, by platform, and whether that is the last word.

    Worked out beside the caller; after `patience` seconds what was true before is given, None if nothing
    is known yet.
    """
    return desk.helper(Late).ask(as_of or desk.today(), patience)


def not_come(desk: Desk, as_of: dt.date) -> list[Item]:
    """Days to object that are running out, the soonest first; then money that should have come, by platform and
    currency, the longest overdue first; then terms of pay that what came does not bear out."""
    from tracker.analysis.payments.overdue import overdue as answer
    from tracker.desk.ledger_basis import basis
    from tracker.desk.pay_terms import all_learnt
    from tracker.desk.standing import standing

    late = [
        Item(
            "overdue",
            o.platform,
            amount=o.amount,
            currency=o.currency,
            day=o.due_on,
            n=o.days_late,
            days=(o.earned_from, o.earned_to),
        )
        for o in answer(basis(desk, as_of))
    ]
    learnt = [Item("learnt", f.platform, found=f) for f in all_learnt(desk, as_of) if not f.sourced]
    return [*_deadlines(standing(desk, as_of).deadlines), *late, *learnt]


def _deadlines(found: Sequence[Deadline]) -> list[Item]:
    """One for each platform: its first last day to object, and what is lost after it."""
    first: dict[str, list[Deadline]] = {}
    for d in found:
        mine = first.setdefault(d.platform, [])
        if not mine or mine[0].ends_on == d.ends_on:
            mine.append(d)
    return [
        Item("deadline", platform, amount=_sum(ds), currency=ds[0].currency, day=ds[0].ends_on, n=ds[0].days_left)
        for platform, ds in first.items()
    ]


def _sum(found: Sequence[Deadline]) -> int | None:
    """What they are about; None if some of it is not known, or it is in several currencies."""
    if len({d.currency for d in found}) > 1 or any(d.money is None for d in found):
        return None
    return sum(d.money or 0 for d in found)


class Late(Beside[list[Item]]):
    """What is overdue."""

    name = "late"

    def work_out(self, desk: Desk, as_of: dt.date) -> list[Item]:
        return not_come(desk, as_of)


# --- the parts ------------------------------------------------------------------------------------------


def pauses(events: Sequence[ProjectEvent], zone: ZoneInfo, as_of: dt.date) -> list[Item]:
    """Projects whose last turn is a pause that has lasted a week, the longest first."""
    last: dict[tuple[str, str], tuple[dt.date, str]] = {}
    for e in sorted(events, key=lambda e: (_day(e.happened_at, zone), str(e.happened_at))):
        day = _day(e.happened_at, zone)
        if e.event in _TURNS and day <= as_of:
            last[e.platform, e.project] = day, e.event
    found = [
        Item("pause", platform, project, day=day, n=(as_of - day).days)
        for (platform, project), (day, event) in last.items()
        if event == Event.PAUSED and (as_of - day).days >= PAUSE_DAYS
    ]
    return sorted(found, key=lambda i: -i.n)


def _day(at: dt.datetime | dt.date, zone: ZoneInfo) -> dt.date:
    return at.astimezone(zone).date() if isinstance(at, dt.datetime) else at


def _unlogged(desk: Desk, sessions: Sequence[WorkSession], as_of: dt.date) -> list[Item]:
    """Available days of the last two weeks, today left out, that no entry and no look into a queue covers."""
    zone = desk.zone()
    covered = {d for s in sessions for d in worked_days(s, zone)}
    covered |= {c.checked_at.astimezone(zone).date() for _, c in desk.rows(QueueCheck)}
    if not sessions:
        return []
    first = max(as_of - LOOK_BACK * ONE, min(covered))
    days = tuple(d for d in _available(desk, first, as_of - ONE) if d not in covered)
    latest = max(sessions, key=lambda s: max(worked_days(s, zone)))
    return [Item("unlogged", latest.platform, latest.project, n=len(days), days=days)] if days else []


def worked_days(s: WorkSession, zone: ZoneInfo) -> list[dt.date]:
    """The calendar days of an entry: of a stretch of days all of them."""
    if s.started_at is not None:
        return [s.started_at.astimezone(zone).date()]
    if s.worked_on is None:
        return []
    return [s.worked_on + n * ONE for n in range(((s.worked_until or s.worked_on) - s.worked_on).days + 1)]


def _available(desk: Desk, first: dt.date, last: dt.date) -> list[dt.date]:
    from tracker.analysis.hours.declared import available_hours
    from tracker.frames import from_records

    declared = [a for _, a in desk.rows(Availability)]
    if not declared:
        return []
    hours = available_hours(from_records(declared, desk.settings()).availability, first, last)
    return [] if hours is None else [first + n * ONE for n, h in enumerate(hours) if h > 0]


def _no_rate(desk: Desk, sessions: Sequence[WorkSession], as_of: dt.date) -> list[Item]:
    """Currencies that are earned in and have no rate into the home currency from anywhere."""
    used: list[Record] = [*(p for _, p in desk.platforms()), *(p for _, p in desk.projects()), *sessions]
    codes = {c for r in used if (c := getattr(r, "currency", None))}
    codes = without_rate(desk, codes, as_of)
    return [Item("no_rate", currency=c) for c in sorted(codes)]


def _no_cycle(desk: Desk, sessions: Sequence[WorkSession]) -> list[Item]:
    terms, unread = desk.store.apart(PayTerms)
    busy = {s.platform for s in sessions} - {t.platform for _, t in terms} - {u.values["platform"] for u in unread}
    return [
        Item("no_cycle", p.platform, row=row)
        for row, p in desk.platforms()
        if p.pay_cycle is None and p.platform in busy
    ]
