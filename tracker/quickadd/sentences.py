"""Records said back in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tracker.domain import Activity, Earning, Payout, PayoutKind, WorkSession
from tracker.quickadd.days import say_day
from tracker.units import Money
from tracker.words import duration_text


def say_session(s: WorkSession, zone: ZoneInfo) -> str:
    """A work session in words: what it is, for whom, when.

    >>> from datetime import date
    >>> s = WorkSession(platform="Mercor", worked_on=date(2026, 5, 6), minutes=2700, activity="assessment")
    >>> say_session(s, ZoneInfo("UTC"))
    '45m of assessment (unpaid) for Mercor on Wed 2026-05-06'
    """
    start, end = s.started_at, s.ended_at
    seconds = s.minutes
    if seconds is None and start and end:
        seconds = int((end - start).total_seconds())
    parts = [duration_text(seconds or 0) if seconds else "time unknown"]
    if s.tasks is not None:
        parts.append(f"{s.tasks} task{'' if s.tasks == 1 else 's'}")
    kind = s.activity if s.activity and s.activity != Activity.TASK else ""
    if kind:
        unpaid = s.amount is None and s.rate is None
        parts[-1] += f" of {kind} ({'unpaid' if unpaid else 'paid'})"
    said = f"{', '.join(parts)} for {name_of(s)} on "
    if start and end:
        local, until = start.astimezone(zone), end.astimezone(zone)
        said += f"{say_day(local.date())} from {local:%H:%M} to {until:%H:%M}"
    elif s.worked_on:
        said += say_day(s.worked_on) + (f" to {say_day(s.worked_until)}" if s.worked_until else "")
    said += f", {Money(s.amount, s.currency or '')}".rstrip() if s.amount is not None else ""
    return said + (f", at {Money(s.rate, s.currency or '')}".rstrip() if s.rate is not None else "")


_ARRIVED = {
    PayoutKind.PAYOUT: "from",
    PayoutKind.CLAWBACK: "taken back by",
    PayoutKind.REIMBURSEMENT: "paid back by",
    PayoutKind.WRITE_OFF: "written off, owed by",
}


def say_payout(p: Payout) -> str:
    """Money that arrived (or will not) in words: how much, from whom, when, and what is known beside it.

    >>> from datetime import date
    >>> p = Payout(platform="Mercor", kind="clawback", received_on=date(2026, 5, 6), amount=50000, currency="USD")
    >>> say_payout(p)
    '5.00 USD taken back by Mercor on Wed 2026-05-06'
    """
    how = _ARRIVED[PayoutKind(p.kind)]
    said = f"{Money(p.amount, p.currency)} {how} {name_of(p)} on {say_day(p.received_on)}"
    said += f", fee {Money(p.fee, p.currency)}" if p.fee else ""
    if p.covers_from and p.covers_to:
        said += f", for {p.covers_from} to {p.covers_to}"
    return said


def name_of(r: WorkSession | Earning | Payout) -> str:
    """Platform, and project where there is one."""
    return f"{r.platform} / {r.project}" if r.project else r.platform
