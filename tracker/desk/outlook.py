"""What the next weeks may bring: what the page Outlook and `tracker outlook` ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tracker.desk import payments, shapes

if TYPE_CHECKING:
    from tracker.analysis.results.outlook import Expected, FanWeek, Outlook, Runway, TaxQuarter, WhatIf
    from tracker.desk.session import Desk


def outlook(desk: Desk, as_of: dt.date) -> Outlook:
    """Money owed, the fan, the runway, what ifs, set-aside (methods, section 12), made once per version and day."""
    from tracker.analysis.outlook import outlook_of

    return payments.shown(desk, ("outlook", as_of), lambda: outlook_of(payments.basis(desk, as_of)))


def as_json(o: Outlook) -> dict[str, Any]:
    """The outlook in the shape that the command line promises."""
    return {
        "as_of": o.as_of.isoformat(),
        "currency": o.currency,
        "owed": shapes.money(o.owed),
        "expected": [_expected(e) for e in o.expected],
        "weeks": o.weeks,
        "fan": [_week(w) for w in o.fan],
        "drift": shapes.number(o.drift),
        "runway": _runway(o.runway),
        "savings_alone": shapes.number(o.savings_alone),
        "without": [_without(w) for w in o.without],
        "tax": [_quarter(q) for q in o.tax],
        "caveats": shapes.caveats(o.caveats),
    }


def _expected(e: Expected) -> dict[str, Any]:
    return {
        "platform": e.platform,
        "project": e.project,
        "amount": shapes.money(e.amount),
        "due_on": e.due_on.isoformat(),
        "likely_on": e.likely_on.isoformat() if e.likely_on else None,
        "nine_in_ten_on": e.nine_in_ten_on.isoformat() if e.nine_in_ten_on else None,
    }


def _week(w: FanWeek) -> dict[str, Any]:
    sums = ("low", "middle", "high", "total_low", "total_middle", "total_high")
    return {"monday": w.monday.isoformat(), **{k: shapes.money(getattr(w, k)) for k in sums}}


def _runway(r: Runway | None) -> dict[str, Any] | None:
    if r is None:
        return None
    return {
        "median": shapes.number(r.median),
        "low": shapes.number(r.low),
        "savings": shapes.money(r.savings),
        "cost_week": shapes.money(r.cost_week),
    }


def _without(w: WhatIf) -> dict[str, Any]:
    return {
        "platform": w.platform,
        "share": shapes.number(w.share),
        "fan": [_week(x) for x in w.fan],
        "runway": _runway(w.runway),
    }


def _quarter(q: TaxQuarter) -> dict[str, Any]:
    return {
        "from": q.first.isoformat(),
        "to": q.last.isoformat(),
        "received": shapes.money(q.received),
        "expenses": shapes.money(q.expenses),
        "set_aside": shapes.money(q.set_aside),
    }
