"""The dispute sheet: own-timed beside counted hours of one platform, by pay cycle and project (methods, section 3).

own-timed   |==================|
counted     |============|
difference                |====|  x the hourly rate in force
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from tracker.analysis.fx import to_date
from tracker.analysis.money.accrual import session_terms
from tracker.analysis.results.disputes import DisputeItem, DisputeLine, DisputeSheet
from tracker.analysis.terms_of_pay.terms import Terms, cycle_end, cycle_first, in_force, pay_day, terms_of
from tracker.domain import PayModel
from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import PayKind
from tracker.say import Said, Word
from tracker.units import DAY, monday

HOUR = 3600.0
SMALL = 0.5
"""Seconds: what differs by less is the same."""


def build_disputes(
    frames: LedgerFrames,
    platform: str,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    deadline: dt.date | None = None,
) -> DisputeSheet:
    """Own-timed beside counted hours of a platform's paid work, by pay cycle and project.

    Args:
        start, end: days, both in it; every pay cycle that touches them counts whole. None: all up to as-of.
        deadline: the day by which the platform takes a dispute, where the worker knows it.

    A session belongs to the day on which it started, as its pay does. Hours are sums over sessions, as platforms
    count them: two at one time are two. Without a pay cycle the weeks are in.
    Caveats: `counts_unrecorded`, `difference_unpriced`, `cycle_unknown`.
    """
    (terms, *_) = in_force(terms_of(frames), platform, PayKind.HOURLY, as_of)
    cycled = terms.cycled
    found = []
    for r in rows_of(_sessions(frames, platform, as_of)):
        first, last = _cycle(terms, _pay_day(r, terms), cycled)
        if (start is None or last >= start) and (end is None or first <= end):
            found.append(((first, last), _item(r)))
    found.sort(key=lambda x: (x[0], x[1].day, x[1].row))
    items = [item for _, item in found]
    known = [i for i in items if i.counted is not None]
    return DisputeSheet(
        platform=platform,
        as_of=as_of,
        first=found[0][0][0] if found else None,
        last=found[-1][0][1] if found else None,
        lines=_lines(found, terms, cycled),
        items=tuple(items),
        own=sum(i.own for i in items),
        counted=sum(i.counted or 0.0 for i in known),
        difference=sum(i.difference for i in items),
        totals=_totals(items),
        deadline=deadline,
        caveats=tuple(_caveats(items, cycled)),
        n=len(items),
    )


def _sessions(frames: LedgerFrames, platform: str, as_of: dt.date) -> pd.DataFrame:
    """Paid work of the platform up to as-of with how it is paid; refused work is in it."""
    s = frames.work_sessions
    terms = session_terms(frames)
    joined = terms.assign(started_at=s["started_at"], said=s["counted_minutes"], amount=s["amount"], tasks=s["tasks"])
    days = joined["day"].map(to_date)
    return joined[(joined["platform"] == platform) & joined["paid"] & (days <= as_of)]


def _pay_day(r: Any, terms: Terms) -> dt.date:
    """The day that decides the pay cycle: in the cycle's own zone if it has one, and to its last hour."""
    if terms.zone is None or pd.isna(r.started_at):
        return to_date(r.day)
    local = r.started_at.tz_convert(terms.zone).tz_localize(None) + pd.Timedelta(hours=24 - terms.ends_at)
    day: dt.date = local.date()
    return day


def _cycle(terms: Terms, day: dt.date, cycled: bool) -> tuple[dt.date, dt.date]:
    if not cycled:
        return monday(day), monday(day) + 6 * DAY
    last = cycle_end(terms, day)
    return cycle_first(terms, last), last


def _item(r: Any) -> DisputeItem:
    own, refused = float(r.own) / HOUR, not r.alive
    counted = 0.0 if refused else None if pd.isna(r.said) else float(r.said) / HOUR
    difference = 0.0 if counted is None else own - counted
    money, currency = _worth(r, difference, refused)
    return DisputeItem(
        row=int(r.row),
        day=to_date(r.day),
        project=None if pd.isna(r.project) else str(r.project),
        own=own,
        counted=counted,
        difference=0.0 if abs(difference) * HOUR < SMALL else difference,
        refused=refused,
        rate=round(r.rate) if _by_hours(r) and not pd.isna(r.rate) else None,
        currency=currency,
        money=money,
    )


def _by_hours(r: Any) -> bool:
    return bool(r.model == PayModel.HOURLY.value or (r.model != PayModel.PER_TASK.value and r.own_rate))


def _worth(r: Any, difference: float, refused: bool) -> tuple[int | None, str]:
    """What the difference is worth: hours x rate; refused work by its amount or its tasks."""
    if abs(difference) * HOUR < SMALL and not refused:
        return 0, str(r.rate_currency)
    if _by_hours(r) and not pd.isna(r.rate):
        return round(difference * r.rate), str(r.rate_currency)
    if refused and not pd.isna(r.amount):
        return int(r.amount), str(r.amount_currency)
    if refused and r.model == PayModel.PER_TASK.value and not pd.isna(r.tasks) and not pd.isna(r.rate):
        return round(r.tasks * r.rate), str(r.rate_currency)
    return None, str(r.rate_currency)


def _lines(
    found: Iterable[tuple[tuple[dt.date, dt.date], DisputeItem]], terms: Terms, cycled: bool
) -> tuple[DisputeLine, ...]:
    groups: dict[tuple[dt.date, dt.date, str, str], list[DisputeItem]] = defaultdict(list)
    for (first, last), item in found:
        groups[first, last, item.project or "", item.currency].append(item)
    return tuple(
        _line(first, last, pay_day(terms, last) if cycled else None, groups[first, last, project, currency])
        for first, last, project, currency in sorted(groups)
    )


def _line(first: dt.date, last: dt.date, due: dt.date | None, items: list[DisputeItem]) -> DisputeLine:
    priced = [i.money for i in items if i.money is not None]
    return DisputeLine(
        first=first,
        last=last,
        due_on=due,
        project=items[0].project,
        sessions=len(items),
        own=sum(i.own for i in items),
        counted=sum(i.counted or 0.0 for i in items),
        unrecorded=sum(i.own for i in items if i.counted is None),
        refused=sum(i.own for i in items if i.refused),
        difference=sum(i.difference for i in items),
        currency=items[0].currency,
        money=sum(priced) if priced else None,
        unpriced=sum(abs(i.difference) for i in items if i.money is None),
    )


def _totals(items: Iterable[DisputeItem]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for i in items:
        if i.money:
            sums[i.currency] += i.money
    return dict(sorted(sums.items()))


def _caveats(items: list[DisputeItem], cycled: bool) -> Iterable[Caveat]:
    if unknown := sum(1 for i in items if i.counted is None):
        text = Said(
            "Sessions whose counted time is not on record: {unknown}. They are listed and make no difference.",
            unknown=Word(unknown),
        )
        yield Caveat("counts_unrecorded", text, unknown)
    if unpriced := sum(1 for i in items if i.money is None):
        text = Said(
            "Sessions whose difference has no known worth, for want of an hourly rate: {unpriced}.",
            unpriced=Word(unpriced),
        )
        yield Caveat("difference_unpriced", text, unpriced)
    if items and not cycled:
        yield Caveat("cycle_unknown", "No pay cycle is set for this platform: weeks stand in for pay periods.")
