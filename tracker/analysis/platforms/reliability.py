"""Does a platform warn, does it pay, and when: notice, pay days kept, days to pay, shares (methods, section 11).

A *unit* is everything of one platform that became due on one day:

    earned on            due              first money
    |======|---------------|------------------|         days to pay: from the last day earned to the first money
                           |<---- 3 days ---->|         on time: no more than 1 day after it was due
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import pandas as pd

from tracker.analysis.hours.days import daily_hours
from tracker.analysis.intervals import wilson
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.platforms import Notice, OnTime, PayCurve, Promise, Share
from tracker.analysis.results.projects import Life
from tracker.analysis.survival import kaplan_meier, quantile
from tracker.analysis.terms_of_pay.due import State
from tracker.analysis.terms_of_pay.terms import PATIENCE
from tracker.domain import Event, PayModel, PayoutKind
from tracker.frames import rows_of

STOPS = frozenset({Event.CANCELLED, Event.DEACTIVATED, Event.PAUSED})
FOUND = frozenset({"covers", "cycle", "cycles", "exact"})
"""Rules of settlement that say which work a payment was for."""
FEWEST = 5
"""Things counted from which on a share is given."""


def share_of(k: int, n: int) -> Share:
    """k of n with its Wilson interval; below 5 the counts speak.

    >>> s = share_of(8, 10)
    >>> s.share, round(s.low, 3), round(s.high, 3)
    (0.8, 0.541, 0.931)
    >>> share_of(1, 2)
    Share(share=None, low=None, high=None, n=2, k=1)
    """
    if n < FEWEST:
        return Share(None, None, None, n, k)
    low, high = wilson(k, n) or (None, None)
    return Share(k / n, low, high, n, k)


# --- does it warn ---------------------------------------------------------------------------------------


def notice_of(lives: Sequence[Life]) -> Notice:
    """Hours between word and effect of every cancellation, deactivation and pause; unknown ones counted apart."""
    stops = [e for life in lives for e in life.events if e.event in STOPS]
    known = [e.notice for e in stops if e.notice is not None]
    zero = share_of(sum(h == 0 for h in known), len(known))
    return Notice(median(known) if known else None, zero, len(known), len(stops) - len(known))


def paused_share(lives: Iterable[Life]) -> float | None:
    """Days paused ÷ days from start to end, of all projects together; None if none has begun."""
    days = [((s.last - s.first).days + 1, s.paused) for life in lives for s in life.stretches]
    whole = sum(n for n, _ in days)
    return sum(n for n, paused in days if paused) / whole if whole else None


# --- does it pay ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """What became due on one day. `paid_on`: its first money found by period, cycle or exact sum; `by_age`: it
    has money, and none that says what it was for. `kept_until`: until then it is not late (its
    due date); `patience`: days
    after the due date that are on time; `judged`: do its terms say when it is due?"""

    due_on: dt.date
    earned_to: dt.date
    paid_on: dt.date | None
    by_age: bool
    kept_until: dt.date | None = None
    patience: int = PATIENCE
    judged: bool = True
    arrived_on: dt.date | None = None
    """When its first money, sent on `paid_on`, is taken to have arrived (that day)."""

    def fell_due(self, as_of: dt.date) -> bool:
        """Could it have been kept or broken before a day?"""
        return self.judged and (self.kept_until or self.due_on) < as_of

    @property
    def on_time(self) -> bool:
        arrived = self.arrived_on or self.paid_on
        return arrived is not None and (arrived - self.due_on).days <= self.patience


def pay_units(basis: Basis) -> dict[str, tuple[Unit, ...]]:
    """The units of each platform up to as-of, in the order of their due dates. Unmatched income is in none."""
    parts = basis.money.parts
    key, said = ["platform", "unit_on", "due_on", "judged"], ["day", "kept_until", "patience"]
    parts = parts.assign(judged=parts["state"] == State.DUE)
    owed = parts.loc[(parts["ref"] != "unmatched") & (parts["native"] > 0), [*key, *said]]
    paid = basis.money.settlements
    paid = paid.assign(judged=paid["state"] == State.DUE)
    rows = pd.concat([owed, paid[[*key, *said]]])
    earned = rows.groupby(key)[said].max()
    first = paid[paid["rule"].isin(FOUND)].groupby(key)[["paid_on", "judged_on"]].min()
    some = paid.groupby(key).size().rename("some")
    units = pd.concat([earned, first, some], axis=1).reset_index().sort_values(key)
    out: dict[str, list[Unit]] = {}
    for r in rows_of(units):
        on, arrived = (None if pd.isna(d) else d.date() for d in (r.paid_on, r.judged_on))
        made = Unit(
            r.due_on.date(), r.day.date(), on, on is None and not pd.isna(r.some), r.kept_until.date(),
            int(r.patience), bool(r.judged), arrived,
        )  # fmt: skip
        out.setdefault(str(r.platform), []).append(made)
    return {k: tuple(v) for k, v in out.items()}


def on_time(units: Sequence[Unit], as_of: dt.date) -> OnTime:
    """Units due before as-of whose first money came within 1 day of it, or the days that their terms give; those paid
    by age alone are left out, and those of which nobody says when they are due."""
    due = [u for u in units if u.fell_due(as_of)]
    told = [u for u in due if not u.by_age]
    k = sum(u.on_time for u in told)
    s = share_of(k, len(told))
    return OnTime(s.share, s.low, s.high, s.n, s.k, len(due) - len(told))


def days_to_pay(units: Sequence[Unit], as_of: dt.date) -> PayCurve:
    """How long money takes, by Kaplan–Meier: unpaid units have waited at least until as-of.

    Units paid by age alone are left out. Median and 90th percentile are None if that many have not been paid.
    """
    told = [u for u in units if not u.by_age]
    paid = np.array([u.paid_on is not None for u in told], dtype=bool)
    seen = [u.paid_on or as_of for u in told]
    waited = np.array([max(0, (s - u.earned_to).days) for s, u in zip(seen, told, strict=True)], dtype=float)
    due = np.array([u.judged for u in told], dtype=bool)
    late = np.array([(s - u.due_on).days for s, u in zip(seen, told, strict=True)], dtype=float)
    curve = kaplan_meier(waited, paid)
    return PayCurve(
        median=quantile(curve, 0.5).time,
        p90=quantile(curve, 0.9).time,
        n=len(told),
        unpaid=int((~paid).sum()),
        late=_still_unpaid(late[due], paid[due]),
    )


def _still_unpaid(days: np.ndarray, paid: np.ndarray) -> tuple[tuple[float, float], ...]:
    """(day on which some were paid, share still unpaid after it); days below zero: before the due date."""
    if not len(days):
        return ()
    first = float(days.min())
    curve = kaplan_meier(days - first, paid)
    return tuple((day + first, left) for day, left in zip(curve.times, curve.estimate, strict=True))


def paid_share(basis: Basis) -> float | None:
    """Settled ÷ accrued of what was due before as-of, unmatched income left out."""
    parts = basis.money.parts
    past = (parts["state"] == State.DUE) & (parts["kept_until"] < pd.Timestamp(basis.as_of))
    due = parts[(parts["ref"] != "unmatched") & past]
    accrued = int(due["accrued"].sum())
    return int(due["settled"].sum()) / accrued if accrued > 0 else None


def hours_before_pay(basis: Basis, platform: str) -> float | None:
    """Hours of all work before the day of the first payout; None before there is one, and without any hours.

    Args: basis: that of this platform (`Basis.split`).
    """
    first = payouts_of(basis, platform)["received_on"].min()
    if pd.isna(first) or basis.hours.empty:
        return None
    before = daily_hours(basis.hours[basis.hours["day"] < first])
    return float(before["paid"].sum() + before["unpaid"].sum())


def payouts_of(basis: Basis, platform: str) -> pd.DataFrame:
    """The platform's payouts up to as-of, in any currency."""
    p = basis.frames.payouts
    mine = (p["platform"] == platform) & (p["kind"] == PayoutKind.PAYOUT.value)
    found: pd.DataFrame = p[mine & (p["received_on"] <= pd.Timestamp(basis.as_of))]
    return found


# --- does it keep its promises --------------------------------------------------------------------------


def promises_of(basis: Basis, lives: Iterable[Life]) -> tuple[Promise, ...]:
    """Promised against delivered of each project that has begun and of which something was promised.

    The rate is that of the start, for work by the hour only; hours are counted paid hours a week from start to
    end, pauses in.
    """
    named = basis.frames.projects[basis.frames.projects["pay_model"].notna()]
    models = {(str(p.platform), str(p.project)): str(p.pay_model) for p in rows_of(named)}
    made = [_promise(life, models.get((life.platform, life.project))) for life in lives if life.stretches]
    return tuple(p for p in made if (p.weekly_hours, p.until, p.rate) != (None, None, None))


def _promise(life: Life, model: str | None) -> Promise:
    by_hour = model in (None, PayModel.HOURLY.value)
    return Promise(
        project=life.project,
        weekly_hours=life.promised_weekly,
        weekly_delivered=life.weekly_hours,
        until=life.promised_until,
        ended=life.end.day if life.end else None,
        rate=life.rates[0].rate if by_hour and life.rates else None,
        hourly=life.hourly,
        currency=life.currency,
    )
