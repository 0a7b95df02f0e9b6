"""What offers like this one became: kept beside listed, how long they lasted, what hours came (methods, section 5).

this offer      45 listed
narrowest circle with enough projects: this platform and role, this platform, this role, all
its projects    listed 40 -> kept 22 (.55)   =>   about 25 kept of this one
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import numpy as np
import pandas as pd

from tracker.analysis.hours.days import daily_hours
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.projects.survival import survival_of
from tracker.analysis.prospect.answer import ENDS, Played
from tracker.analysis.prospect.model import LOOKS, Array
from tracker.analysis.results.platforms import Survival
from tracker.analysis.results.projects import Life
from tracker.frames import rows_of

HOUR = 3600.0
ENOUGH = 3
"""Projects with a listing and hours from which on a circle speaks for an offer."""

SPREAD = 4
"""Projects from which on the middle half of them is said."""
ROUNDING = 1e-9

Key = tuple[str, str]
KEY = ["platform", "project"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered. `rate`: per hour as listed, units of any currency; `weekly_hours` as promised."""

    platform: str
    role: str | None
    rate: int
    weekly_hours: float | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """What became of one circle of projects.

    | field | meaning |
    |---|---|
    | name | platform_role, platform, role or all |
    | projects | that began |
    | priced | of these, with a listing and hours of work: `kept_share` rests on them |
    | kept_share | kept per hour of all work over listed per hour, all of them together |
    | kept_middle | the same of the median project |
    | kept_low, kept_high | between them lies the middle half of the single projects; from four on that are not alike |
    | survival | how long they lasted (section 10) |
    | weekly | median counted hours a week, of projects that lasted a week (`timed` of them) |
    | delivered | median of these over the promised ones, of projects that promised any (`promised` of them) |
    | spent | median hours of all work per counted hour, of the priced ones |
    """

    name: str
    projects: int
    priced: int
    kept_share: float | None
    kept_middle: float | None
    kept_low: float | None
    kept_high: float | None
    survival: Survival
    weekly: float | None
    timed: int
    delivered: float | None
    promised: int
    spent: float | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What one more such project may bring, off the draws of the coming weeks (section 14), in units of the rate.

    `low`, `high`: nine of ten draws keep between these of an hour. `weeks`: those looked at; `sum_low`, `sum_middle`,
    `sum_high`: of all that it brings in them, at 5, 50 and 95 %, None if no hours a week are known. `projects`: whose
    levels they rest on.
    """

    low: int
    high: int
    weeks: int
    sum_low: int | None
    sum_middle: int | None
    sum_high: int | None
    projects: int


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """`circle` is the narrowest with enough projects, else None; the figures rest on it, in units of the rate.

    `kept`: by the median project, so that one long project does not speak for all; `kept_together`: by all of
    them together, hour by hour. `hours`: of paid work a week, promised hours as delivered, else what such projects
    gave; `all_hours`: with the unpaid ones that come with them. `weekly` is `kept` x `all_hours`. `ahead`: None without
    draws, or if fewer than ENOUGH of the circle's projects have both hours and money in them.
    """

    offer: Offer
    circles: tuple[Circle, ...]
    circle: Circle | None
    kept: int | None
    kept_together: int | None
    kept_low: int | None
    kept_high: int | None
    hours: float | None
    weekly: int | None
    all_hours: float | None = None
    ahead: Ahead | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one project came to, in units of home currency and hours. `kept`: with unmatched income left out.

    `hours`: all work, its share of the platform's unpaid hours that name no project in it. `listed`: the mean
    advertised rate over its `counted` hours, None if nothing is listed or the pay is unknown.
    """

    kept: float
    hours: float
    counted: float
    listed: float | None


@dataclass(frozen=True, slots=True)
class _Past:
    """One project that began: its life, and what it came to."""

    life: Life
    account: Account


def accounts(basis: Basis) -> dict[Key, Account]:
    """What each project came to, by (platform, project).

    Hours are those of the platform as section 2 counts them (parallel sessions once), shared among its projects
    by time on the clock; unpaid hours that name no project go to the projects by paid hours: looking for work is
    part of what an hour left. Hours of unknown pay count where money came for them. Not in it: what transfers cost,
    and expenses.
    """
    out: dict[Key, Account] = {}
    kept, money = _kept(basis)
    listings = _listings(basis.rates)
    hours = basis.hours[~basis.hours["row"].isin(basis.money.unpriced)]
    for platform, h in hours.groupby("platform"):
        seconds = float(h["seconds"].sum())
        scale = _covered(h) / seconds if seconds > 0 else 0.0
        named = h[h["project"].notna()]
        own = {str(k): float(v) for k, v in named.groupby("project")["seconds"].sum().items()}
        paid = named[named["paid"]].groupby("project")[["seconds", "counted"]].sum()
        loose = float(h.loc[h["project"].isna() & ~h["paid"], "seconds"].sum())
        each = loose / whole if (whole := float(paid["seconds"].sum())) > 0 else 0.0
        for project, r in paid.iterrows():
            key = (str(platform), str(project))
            known = key in listings and (listings[key].priced or money.get(key, 0) != 0)
            out[key] = Account(
                kept=float(kept.get(key, 0)),
                hours=scale * (own[str(project)] + each * float(r["seconds"])),
                counted=float(r["counted"]) / HOUR,
                listed=listings[key].rate if known else None,
            )
    return out


def _covered(parts: pd.DataFrame) -> float:
    """Hours of all work, paid and unpaid."""
    days = daily_hours(parts)
    return float(days["paid"].sum() + days["unpaid"].sum())


def _kept(basis: Basis) -> tuple[dict[Key, int], dict[Key, int]]:
    """Kept and accrued of each project, unmatched income left out but for what its hours of unknown pay took."""
    p = basis.money.parts
    p = p[(p["ref"] != "unmatched") & p["project"].notna()]
    p = p.assign(kept=p["settled"] + p["not_yet_due"] - p["fees"] + p["fx"])
    found = basis.money.found
    came = found[found["project"].notna()].assign(kept=found["amount"] - found["fee"], accrued=found["amount"])
    p = pd.concat([p[[*KEY, "kept", "accrued"]], came[[*KEY, "kept", "accrued"]]])
    sums = p.groupby(KEY)[["kept", "accrued"]].sum()
    rows = [((str(r.platform), str(r.project)), int(r.kept), int(r.accrued)) for r in rows_of(sums.reset_index())]
    return {key: kept for key, kept, _ in rows}, {key: accrued for key, _, accrued in rows}


@dataclass(frozen=True, slots=True)
class _Listing:
    """The mean advertised rate; `priced`: some of the work has a rate, so that nothing earned means nothing."""

    rate: float
    priced: bool


def _listings(rates: pd.DataFrame) -> dict[Key, _Listing]:
    found = rates[rates["mid"].notna() & rates["project"].notna() & (rates["counted"] > 0)]
    found = found.assign(worth=found["mid"] * found["counted"], sure=found["by_rate"] | ~found["hourly"])
    sums = found.groupby(["platform", "project"]).agg(
        worth=("worth", "sum"), counted=("counted", "sum"), sure=("sure", "any")
    )
    return {
        (str(r.platform), str(r.project)): _Listing(float(r.worth) / float(r.counted), bool(r.sure))
        for r in rows_of(sums.reset_index())
    }


def judge_offer(
    offer: Offer,
    came_to: Mapping[Key, Account],
    lives: Iterable[Life],
    first_recorded_day: dt.date | None,
    as_of: dt.date,
    played: Played | None = None,
) -> OfferAnswer:
    """What offers of this platform or role became, and what that makes of this one.

    Args:
        came_to: of `accounts`. lives: of every project up to as-of.
        first_recorded_day: of `survival_of`. played: the draws of the coming weeks.

    No projects: circles with n = 0 and None.
    """
    nothing = Account(0.0, 0.0, 0.0, None)
    past = [_Past(x, came_to.get((x.platform, x.project), nothing)) for x in lives if x.stretches]
    inside = {
        "platform_role": [p for p in past if _same(p, offer.platform, offer.role)] if offer.role else [],
        "platform": [p for p in past if p.life.platform == offer.platform],
        "role": [p for p in past if offer.role is not None and p.life.role == offer.role],
        "all": past,
    }
    circles = tuple(_circle(name, of, first_recorded_day, as_of) for name, of in inside.items())
    chosen = next((c for c in circles if c.priced >= ENOUGH), None)
    if chosen is None:
        return OfferAnswer(offer, circles, None, None, None, None, None, None, None)
    kept = _scaled(offer.rate, chosen.kept_middle)
    hours = _hours(offer, chosen)
    all_hours = None if hours is None or chosen.spent is None else hours * chosen.spent
    listed = {(p.life.platform, p.life.project): p.account.listed or 0.0 for p in inside[chosen.name]}
    return OfferAnswer(
        offer,
        circles,
        chosen,
        kept,
        _scaled(offer.rate, chosen.kept_share),
        _scaled(offer.rate, chosen.kept_low),
        _scaled(offer.rate, chosen.kept_high),
        hours,
        None if kept is None or all_hours is None else round(kept * all_hours),
        all_hours,
        None if played is None else _ahead(offer, listed, all_hours, played),
    )


def _ahead(offer: Offer, listed: Mapping[Key, float], hours: float | None, played: Played) -> Ahead | None:
    """One more project in every draw: what it keeps of its listing, hours as uneven as those of projects, its life."""
    drawn, lines = played.drawn, played.ledger.lines
    if drawn is None or drawn.pay is None or drawn.new is None:
        return None
    known = {k: rate for k in drawn.pay.paid if (rate := listed.get((lines[k].platform, lines[k].project), 0.0)) > 0}
    shares = drawn.pay.shares(known) if len(known) >= ENOUGH else None
    if shares is None:
        return None
    weeks, hourly = LOOKS[0], offer.rate * shares
    low, _middle, high = _ends(hourly)
    if hours is None:
        return Ahead(low, high, weeks, None, None, None, len(known))
    week = drawn.new.level / drawn.new.rate
    return Ahead(
        low,
        high,
        weeks,
        *_ends(hourly * hours * week / np.median(week) * np.minimum(drawn.new.life, weeks)),
        len(known),
    )


def _ends(draws: Array) -> tuple[int, int, int]:
    low, middle, high = (round(float(x)) for x in np.quantile(draws, ENDS))
    return low, middle, high


def _same(p: _Past, platform: str, role: str | None) -> bool:
    return p.life.platform == platform and p.life.role == role


def _scaled(rate: int, share: float | None) -> int | None:
    return None if share is None else round(rate * share)


def _hours(offer: Offer, circle: Circle) -> float | None:
    """Paid hours a week to expect: those promised as far as such promises were kept, else the usual ones."""
    if offer.weekly_hours is None:
        return circle.weekly
    return offer.weekly_hours if circle.delivered is None else offer.weekly_hours * circle.delivered


def _circle(name: str, past: Sequence[_Past], first: dt.date | None, as_of: dt.date) -> Circle:
    priced = [a for p in past if (a := p.account).listed and a.hours > 0 and a.counted > 0]
    each = [s for a in priced if (s := _share([a])) is not None]
    low, high = _quarters(each)
    weekly = [w for p in past if (w := p.life.weekly_hours) is not None and p.account.hours > 0]
    kept_promises = [
        w / p.life.promised_weekly
        for p in past
        if p.life.promised_weekly and p.account.hours > 0 and (w := p.life.weekly_hours) is not None
    ]
    return Circle(
        name=name,
        projects=len(past),
        priced=len(priced),
        kept_share=_share(priced),
        kept_middle=median(each) if each else None,
        kept_low=low,
        kept_high=high,
        survival=survival_of([p.life for p in past], first, as_of),
        weekly=median(weekly) if weekly else None,
        timed=len(weekly),
        delivered=median(kept_promises) if kept_promises else None,
        promised=len(kept_promises),
        spent=median(a.hours / a.counted for a in priced) if priced else None,
    )


def _quarters(each: Sequence[float]) -> tuple[float | None, float | None]:
    """Between what half of the projects are; None if they are too few, or alike."""
    if len(each) < SPREAD:
        return None, None
    low, _, high = quantiles(each, n=4, method="inclusive")
    return (low, high) if high - low > ROUNDING else (None, None)


def _share(of: Sequence[Account]) -> float | None:
    """Kept per hour of all work over listed per counted hour."""
    hours, counted = sum(a.hours for a in of), sum(a.counted for a in of)
    promised = sum((a.listed or 0.0) * a.counted for a in of)
    if hours <= 0 or promised <= 0:
        return None
    return (sum(a.kept for a in of) / hours) / (promised / counted)
