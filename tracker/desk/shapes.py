"""Results as the JSON that the command line promises: keys are added, never renamed.

Money and rates are strings with two to four decimals, hours numbers (six decimals at most), shares 0 to 1.
What cannot be known is null, never NaN.
"""

from __future__ import annotations

import math
from dataclasses import asdict, fields
from typing import Any

from tracker.analysis.report import Annual, Group, Hours, MoneySums, Owed, Report, Rung
from tracker.errors import Caveat
from tracker.units import money_text

DIGITS = 6


def money(units: int | None) -> str | None:
    return None if units is None else money_text(units)


def number(value: float | None) -> float | None:
    """Rounded to six decimals; None for what is no number.

    >>> number(1/3), number(float("nan")), number(2.0)
    (0.333333, None, 2.0)
    """
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DIGITS) + 0.0


def report(r: Report) -> dict[str, Any]:
    """`tracker report --json`."""
    return {
        "as_of": r.as_of.isoformat(),
        "window": {
            "from": r.window.start.isoformat() if r.window.start else None,
            "to": r.window.end.isoformat(),
            "days": r.window.days,
        },
        "currency": r.currency,
        "hours": hours(r.hours),
        "money": _money(r.money),
        "hourly": [_rung(x) for x in r.hourly],
        "headline_low": money(r.headline_low),
        "headline_high": money(r.headline_high),
        "annual": _annual(r.annual),
        "arrived": money(r.arrived),
        "road_start": money(r.road_start),
        "factors": [
            {
                "name": f.name,
                "value": number(f.value),
                "contribution": money(f.contribution),
                "shapley": money(f.shapley),
            }
            for f in r.factors
        ],
        "by": [_group(g) for g in r.by],
        "volatility": _volatility(r),
        "concentration": {
            "top_platform": r.concentration.top_platform,
            "top_share": number(r.concentration.top_share),
            "hhi": number(r.concentration.hhi),
            "effective_platforms": number(r.concentration.effective_platforms),
        },
        "weeks": [
            {
                "monday": w.monday.isoformat(),
                "paid_hours": number(w.paid_hours),
                "unpaid_hours": number(w.unpaid_hours),
                "kept": money(w.kept),
                "unmatched": money(w.unmatched),
            }
            for w in r.weeks
        ],
        "caveats": caveats(r.caveats),
        "n": r.n,
    }


def caveats(items: tuple[Caveat, ...]) -> list[dict[str, Any]]:
    return [{"code": c.code, "n": c.n, "text": c.text} for c in items]


def hours(h: Hours) -> dict[str, Any]:
    return {
        "paid_own": number(h.paid_own),
        "paid_counted": number(h.paid_counted),
        "unpaid": number(h.unpaid),
        "all": number(h.all),
        "available": number(h.available),
        "unpaid_by_activity": {k: number(v) for k, v in sorted(h.unpaid_by_activity.items())},
    }


def _money(m: MoneySums) -> dict[str, Any]:
    return {f.name: money(getattr(m, f.name)) for f in fields(m)}


def _rung(x: Rung) -> dict[str, Any]:
    return {"rung": x.rung, "rate": money(x.rate), "low": money(x.low), "high": money(x.high)}


def _annual(a: Annual) -> dict[str, Any]:
    return {
        **{k: money(getattr(a, k)) for k in ("headline_full_time", "headline_available", "effective")},
        "low": money(a.low),
        "high": money(a.high),
        "level": number(a.level),
        "method": a.method,
        "weeks": a.weeks,
    }


def _group(g: Group) -> dict[str, Any]:
    return {
        "key": g.key,
        "hours": hours(g.hours),
        "money": _money(g.money),
        "hourly": [_rung(x) for x in g.hourly],
        "caveats": caveats(g.caveats),
    }


def _volatility(r: Report) -> dict[str, Any]:
    values = asdict(r.volatility)
    worst, weeks = values.pop("worst_13_weeks"), values.pop("weeks")
    return {**{k: number(v) for k, v in values.items()}, "worst_13_weeks": money(worst), "weeks": weeks}


def owed(o: Owed) -> dict[str, Any]:
    """`tracker owed --json`."""
    return {
        "as_of": o.as_of.isoformat(),
        "currency": o.currency,
        "total": money(o.total),
        "overdue": money(o.overdue),
        "items": [
            {
                "platform": i.platform,
                "project": i.project,
                "earned_from": i.earned_from.isoformat(),
                "earned_to": i.earned_to.isoformat(),
                "amount": money(i.amount),
                "due_on": i.due_on.isoformat(),
                "days_late": i.days_late,
            }
            for i in o.items
        ],
        "age_bands": {k: money(v) for k, v in o.age_bands.items()},
        "caveats": caveats(o.caveats),
    }
