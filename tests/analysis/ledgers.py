"""Small ledgers in memory for the tests of the analysis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from tracker.analysis.fx import HomeRates
from tracker.analysis.hours.days import hour_parts
from tracker.analysis.money.accrual import session_terms
from tracker.analysis.money.ledger_money import LedgerMoney, ledger_money
from tracker.domain import Earning, Payout, Record, Settings, WorkSession
from tracker.frames import LedgerFrames, from_records
from tracker.units import to_units

UTC = dt.UTC


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def money(value: str | int) -> int:
    return to_units(Decimal(value))


def work(on: str, minutes: float, *, platform: str = "Acme", **more: object) -> WorkSession:
    """A session of which the day and the minutes are known."""
    return WorkSession(platform=platform, worked_on=day(on), minutes=round(minutes * 60), **more)


def span(start: str, end: str, *, platform: str = "Acme", **more: object) -> WorkSession:
    return WorkSession(platform=platform, started_at=at(start), ended_at=at(end), **more)


def payout(on: str, amount: str | int, *, platform: str = "Acme", kind: str = "payout", **more: object) -> Payout:
    return Payout(
        platform=platform, kind=kind, received_on=day(on), amount=money(amount),
        currency=str(more.pop("currency", "USD")), **more,
    )  # fmt: skip


def earned(on: str, amount: str | int, *, platform: str = "Acme", kind: str = "milestone", **more: object) -> Earning:
    return Earning(
        platform=platform, kind=kind, earned_from=day(on), amount=money(amount),
        currency=str(more.pop("currency", "USD")), **more,
    )  # fmt: skip


def ledger(*records: Record | Iterable[Record], home: str = "USD", zone: str = "UTC", **more: object) -> LedgerFrames:
    flat: list[Record] = []
    for r in records:
        flat.extend(r if isinstance(r, (list, tuple)) else [r])
    return from_records(flat, Settings(home_currency=home, time_zone=zone, **more))


def settle(frames: LedgerFrames, as_of: str, reference: object = None) -> LedgerMoney:
    last = day(as_of)
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, last)
    rates = HomeRates(frames, last, reference)
    return ledger_money(frames, parts, session_terms(frames), last, rates)


def sums(money_parts: pd.DataFrame) -> dict[str, int]:
    names = ["accrued", "settled", "not_yet_due", "overdue", "written_off", "fees", "fx", "unmatched"]
    return {n: int(money_parts[n].sum()) for n in names}
