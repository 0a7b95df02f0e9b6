"""How steady each platform is: what the page Platforms and `tracker platforms` ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tracker.desk import payments, projects, shapes

if TYPE_CHECKING:
    from tracker.analysis.results.platforms import (
        Drift,
        Notice,
        OnTime,
        PayCurve,
        PlatformCard,
        Platforms,
        Promise,
        Survival,
    )
    from tracker.desk.session import Desk


def platforms(desk: Desk, as_of: dt.date) -> Platforms:
    """Every platform over the whole ledger up to as-of (methods, sections 10 and 11), made once per version."""
    from tracker.analysis.platforms import platforms_of

    return payments.shown(
        desk, ("platforms", as_of), lambda: platforms_of(payments.basis(desk, as_of), projects.lives(desk, as_of))
    )


def as_json(p: Platforms) -> dict[str, Any]:
    """Platforms in the shape that the command line promises."""
    return {
        "as_of": p.as_of.isoformat(),
        "window": {
            "from": p.first.isoformat() if p.first else None,
            "to": p.as_of.isoformat(),
            "days": (p.as_of - p.first).days + 1 if p.first else 0,
        },
        "currency": p.currency,
        "platforms": [_card(c) for c in p.platforms],
        "caveats": shapes.caveats(p.caveats),
    }


def _card(c: PlatformCard) -> dict[str, Any]:
    kept = c.hourly[-1]
    return {
        "platform": c.platform,
        "hours": shapes.hours(c.hours),
        "hourly": {r.rung: shapes.money(r.rate) for r in c.hourly},
        "kept_low": shapes.money(kept.low),
        "kept_high": shapes.money(kept.high),
        **_survival(c.survival),
        "notice_hours": _notice(c.notice),
        "paused_share": shapes.number(c.paused_share),
        "on_time": {**_share(c.on_time), "by_age": c.on_time.by_age},
        "days_to_pay": _days_to_pay(c.days_to_pay),
        "paid_share": shapes.number(c.paid_share),
        "counted_share": shapes.number(c.counted_share),
        "unpaid_share": shapes.number(c.unpaid_share),
        "hours_to_first_pay": shapes.number(c.hours_to_first_pay),
        "rate_drift": _drift(c.drift),
        "drifts": [_drift(d) for d in c.drifts],
        "promises": [_promise(x) for x in c.promises],
        "caveats": shapes.caveats(c.caveats),
    }


def _survival(s: Survival) -> dict[str, Any]:
    n = shapes.number
    return {
        "projects": s.n,
        "running": s.running,
        "ended": {way: s.ended.get(way, 0) for way in ("cancelled", "completed", "left")},
        "survival": [
            {"days": n(x.days), "at_risk": x.at_risk, "events": x.events,
             "running": n(x.running), "low": n(x.low), "high": n(x.high)}
            for x in s.curve
        ],
        "cancelled_by": [
            {"days": n(x.days), "incidence": n(x.incidence), "low": n(x.low), "high": n(x.high)}
            for x in s.cancelled_by
        ],
        "median_days": n(s.median_days),
        "median_low": n(s.median_low),
        "median_high": n(s.median_high),
        "restricted_mean_90": n(s.restricted_mean_90),
        "first_stop_median": n(s.first_stop_median),
        "followed_days": n(s.followed_days),
    }  # fmt: skip


def _share(s: OnTime) -> dict[str, Any]:
    return {
        "share": shapes.number(s.share),
        "low": shapes.number(s.low),
        "high": shapes.number(s.high),
        "n": s.n,
        "k": s.k,
    }


def _notice(x: Notice) -> dict[str, Any]:
    return {
        "median": shapes.number(x.median),
        "zero_share": shapes.number(x.zero.share),
        "zero_low": shapes.number(x.zero.low),
        "zero_high": shapes.number(x.zero.high),
        "n": x.n,
        "k": x.zero.k,
        "unknown": x.unknown,
    }


def _days_to_pay(x: PayCurve) -> dict[str, Any]:
    return {"median": shapes.number(x.median), "p90": shapes.number(x.p90), "n": x.n, "unpaid": x.unpaid}


def _drift(d: Drift) -> dict[str, Any]:
    return {
        "role": d.role,
        "change": shapes.number(d.change),
        "slope_per_year": shapes.number(d.slope_per_year),
        "p": shapes.number(d.p),
        "weeks": d.weeks,
        "verdict": d.verdict,
    }


def _promise(x: Promise) -> dict[str, Any]:
    return {
        "project": x.project,
        "weekly_hours": shapes.number(x.weekly_hours),
        "weekly_delivered": shapes.number(x.weekly_delivered),
        "until": x.until.isoformat() if x.until else None,
        "ended": x.ended.isoformat() if x.ended else None,
        "rate": shapes.money(x.rate),
        "hourly": shapes.money(x.hourly),
        "currency": x.currency,
    }
