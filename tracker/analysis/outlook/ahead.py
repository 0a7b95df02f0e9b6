"""What the next weeks may bring: money owed, the fan, the runway, what if a platform ends (methods, section 12)."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis.earnings.coarse import SPREAD_EVENLY, spread_evenly
from tracker.analysis.fx import ReferenceRates
from tracker.analysis.hours.window import Weeks, choose_window, known_weeks
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.outlook import draws
from tracker.analysis.outlook.arrival import HANGS, MIN_UNITS, SOON, Array, Open, arriving, expected, open_money
from tracker.analysis.outlook.set_aside import tax_quarters
from tracker.analysis.platforms.drift import drifts, line_roles
from tracker.analysis.platforms.reliability import days_to_pay, pay_units
from tracker.analysis.results.outlook import Expected, FanWeek, Outlook, Runway, WhatIf
from tracker.analysis.results.platforms import Drift, PayCurve
from tracker.domain import Settings
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.units import DAY, WEEKS_PER_YEAR, monday

MIN_WEEKS = 13
CERTAIN = ("drop", "rise")


@dataclass(frozen=True, slots=True)
class Habits:
    """What a platform's own record says: when its money comes, and which rates move for certain."""

    pays: Mapping[str, PayCurve]
    drifts: Mapping[str, tuple[Drift, ...]]


def build_outlook(
    frames: LedgerFrames, as_of: dt.date, *, seed: int | None = None, reference: ReferenceRates | None = None
) -> Outlook:
    """What is owed and when it should come, and what 13 weeks like those of the last year would bring.

    Args:
        seed: of the draws; None: one made of the ledger's own facts, so that the same ledger gives the same answer.
        reference: a table of exchange rates from outside the ledger.

    Units of home currency. Under 13 complete weeks there is no fan and no runway, caveat `outlook_too_few_weeks`;
    nor where these weeks kept nothing on the whole, caveat `outlook_nothing_kept`. Other caveats: `no_pay_record`,
    `later_than_ever`, `nothing_says_when`, `drift_in_fan`, `nothing_since`, `spread_evenly`, and those of
    `ledger_money`.
    """
    return outlook_of(make_basis(frames, as_of, reference), seed=seed)


def outlook_of(basis: Basis, habits: Habits | None = None, *, seed: int | None = None) -> Outlook:
    """The same from a basis; `habits` None: worked out from it."""
    known = habits_of(basis) if habits is None else habits
    settings, items = basis.frames.settings, open_money(basis.money.parts)
    weeks = known_weeks(basis.frames, basis.as_of, choose_window(basis.first, basis.as_of), basis.first)
    owed = expected(items, known.pays, basis.as_of)
    ahead = _ahead(basis, weeks, known, items, seed)
    return Outlook(
        as_of=basis.as_of,
        currency=settings.home_currency,
        owed=sum(i.amount for i in items),
        expected=owed,
        fan=ahead.fan() if ahead else (),
        weeks=len(weeks),
        drift=ahead.drift if ahead else None,
        runway=ahead.runway() if ahead else None,
        without=ahead.what_ifs() if ahead else (),
        tax=tax_quarters(basis, settings.tax_rate_percent),
        caveats=(
            *weeks.caveats(),
            *_caveats(owed, known, len(weeks), ahead),
            *_even(basis, weeks),
            *basis.money.caveats,
        ),
        soon_on=basis.as_of + SOON * DAY,
        soon=round(sum(e.amount * (e.here_soon or 0.0) for e in owed)),
        savings_alone=_savings_alone(settings),
    )


def _even(basis: Basis, weeks: Weeks) -> Iterator[Caveat]:
    """Money spread evenly over weeks makes the fan narrower than weeks are."""
    if weeks.first is not None and weeks.last is not None and spread_evenly(basis.between(weeks.first, weeks.last)):
        text = "More than half of this money is known only for stretches of more than a week: weeks will differ more."
        yield Caveat(SPREAD_EVENLY.code, text)


def habits_of(basis: Basis) -> Habits:
    """Days to pay and rate drift of every platform of a basis."""
    units = pay_units(basis)
    return Habits({p: days_to_pay(u, basis.as_of) for p, u in units.items()}, drifts(basis))


# --- the weeks to draw from ---


@dataclass(frozen=True)
class _Ahead:
    """The draws, and all that is worked out from them. `owed`: open money by draw and week; `lags`: weeks from
    earning to money by platform; `first`: the Monday of the first week to come."""

    first: dt.date
    futures: draws.Futures
    owed: Array
    lags: Mapping[str, int]
    settings: Settings
    drift: float | None

    def fan(self, without: str | None = None) -> tuple[FanWeek, ...]:
        coming = self.futures.total(without=without)[:, : draws.AHEAD]
        week, total = draws.ends(coming), draws.ends(np.cumsum(coming, axis=1))
        return tuple(
            FanWeek(self.first + 7 * k * DAY, *(int(x) for x in week[:, k]), *(int(x) for x in total[:, k]))
            for k in range(draws.AHEAD)
        )

    def runway(self, without: str | None = None) -> Runway | None:
        """None if the living cost or the savings are not set."""
        cost, savings = _cost_week(self.settings), self.settings.savings
        if cost is None or savings is None:
            return None
        factor = self.futures.factor(without=without)[:, None]
        cash = self.owed.copy()
        for platform, drawn in self.futures.drawn.items():
            if platform != without:
                cash += draws.lagged(drawn * factor, self.lags.get(platform, 0))
        rate = float(self.settings.tax_rate_percent or 0) / 100
        weeks = draws.weeks_until_empty(savings, cost, cash - rate * np.maximum(cash, 0))
        return Runway(draws.middle(weeks, 0.5), draws.middle(weeks, 0.1), savings, cost)

    def what_ifs(self) -> tuple[WhatIf, ...]:
        """Without each platform that brought anything, the largest first."""
        sums = {p: max(float(v.sum()), 0.0) for p, v in self.futures.level.items() if p}
        whole = sum(sums.values())
        largest = sorted((p for p in sums if sums[p] > 0), key=lambda p: (-sums[p], p))
        return tuple(WhatIf(p, self.fan(p), self.runway(p), sums[p] / whole) for p in largest)


def _ahead(basis: Basis, weeks: Weeks, known: Habits, items: list[Open], seed: int | None) -> _Ahead | None:
    if len(weeks) < MIN_WEEKS:
        return None
    first = monday(basis.as_of) + 7 * DAY
    ages = np.array([(first - m).days for m in weeks.mondays], dtype=float)
    streams = _streams(basis, weeks, known)
    if sum(float(s.weekly.sum()) for s in streams) <= 0:
        return None
    start = _seed(basis.as_of, streams) if seed is None else seed
    futures = draws.futures(streams, ages, start)
    random = np.random.default_rng([start, 1])
    owed = arriving(items, known.pays, basis.as_of, first, draws.HORIZON, random, draws.DRAWS)
    return _Ahead(first, futures, owed, _lags(basis, known), basis.frames.settings, _mean_drift(streams))


def _streams(basis: Basis, weeks: Weeks, known: Habits) -> list[draws.Stream]:
    """Weekly kept, unmatched income in, by platform and pace; what transfers cost and expenses without a platform
    belong to the platform ""."""
    assert weeks.first is not None
    assert weeks.last is not None
    money = basis.between(weeks.first, weeks.last).money
    kept = money.parts["settled"] + money.parts["not_yet_due"] - money.parts["fees"] + money.parts["fx"]
    named = ["platform", "role", "day", "kept"]
    roles = line_roles(basis.frames.projects)
    pairs = zip(money.parts["platform"], money.parts["project"].fillna(""), strict=True)
    parts = money.parts.assign(role=[roles.get((str(p), str(j)), "") for p, j in pairs], kept=kept)[named]
    spent = money.expenses.assign(role="", kept=-money.expenses["cost"])[named]
    moved = money.transfers.assign(platform="", role="", kept=-money.transfers["cost"])[named]
    rows = pd.concat([parts, spent, moved], ignore_index=True)
    rows[["platform", "role"]] = rows[["platform", "role"]].astype("str").fillna("")
    week = (rows["day"].to_numpy().astype("datetime64[D]") - np.datetime64(weeks.mondays[0])).astype(int) // 7
    kept_of = rows["kept"].to_numpy(dtype=float)
    groups = rows.groupby(["platform", "role"], sort=True)
    of, out = groups.ngroup().to_numpy(), []
    for n, (platform, role) in enumerate(groups.size().index.to_list()):
        at = np.flatnonzero(of == n)
        weekly = np.bincount(week[at], weights=kept_of[at], minlength=len(weeks))
        out.append(draws.Stream(str(platform), weekly, _growth(known.drifts.get(str(platform), ()), str(role))))
    return out


def _growth(drifts: tuple[Drift, ...], role: str) -> float:
    """The yearly change of the logarithm of a role's rate, 0 if none is certain."""
    for d in drifts:
        if (d.role or "") == role and d.verdict in CERTAIN and d.slope_per_year is not None:
            return d.slope_per_year
    return 0.0


def _mean_drift(streams: list[draws.Stream]) -> float | None:
    """The yearly change of all money together; None if no rate moves for certain."""
    if not any(s.growth for s in streams):
        return None
    sums = [max(float(s.weekly.sum()), 0.0) for s in streams]
    whole = sum(sums)
    if whole <= 0:
        return None
    return math.expm1(sum(s.growth * part for s, part in zip(streams, sums, strict=True)) / whole)


def _lags(basis: Basis, known: Habits) -> dict[str, int]:
    """Whole weeks from earning to money: by the platform's own record, else to the due date."""
    parts = basis.money.parts
    parts = parts[parts["ref"] != "unmatched"]
    days = (parts["due_on"] - parts["day"]).dt.days.astype(float).groupby(parts["platform"]).median()
    found = {str(p): float(d) for p, d in days.to_dict().items()}
    found |= {p: c.median for p, c in known.pays.items() if c.median is not None}
    return {p: max(0, round(d / 7)) for p, d in found.items()}


def _seed(as_of: dt.date, streams: list[draws.Stream]) -> int:
    """A number made of the facts that are drawn from."""
    facts = hashlib.blake2s(as_of.isoformat().encode(), digest_size=8)
    for s in streams:
        facts.update(s.platform.encode() + np.rint(s.weekly).astype("int64").tobytes())
    return int.from_bytes(facts.digest(), "big")


# --- settings and caveats ---


def _cost_week(settings: Settings) -> int | None:
    cost = settings.living_cost_month
    return None if cost is None else round(cost * 12 / WEEKS_PER_YEAR)


def _savings_alone(settings: Settings) -> float | None:
    cost = _cost_week(settings)
    return None if cost is None or cost <= 0 or settings.savings is None else max(settings.savings, 0) / cost


def _caveats(owed: tuple[Expected, ...], known: Habits, weeks: int, ahead: _Ahead | None) -> Iterator[Caveat]:
    if ahead is None and weeks >= MIN_WEEKS:
        text = f"Nothing was kept in the last {weeks} complete weeks, so there is nothing to draw the next ones from."
        yield Caveat("outlook_nothing_kept", text, weeks)
    elif ahead is None:
        text = f"What the next weeks may bring takes {MIN_WEEKS} complete weeks; so far: {weeks}."
        yield Caveat("outlook_too_few_weeks", text, weeks)
    if hanging := [e for e in owed if e.likely_on is None and e.state in HANGS and e.latest_on is None]:
        why = "not approved, not handed in, under the smallest payout, or not asked for"
        text = (
            f"Amounts of which nothing says when they are due: {len(hanging)}. They are {why}, and not counted ahead."
        )
        yield Caveat("nothing_says_when", text, len(hanging))
    unknown = [e for e in owed if e.likely_on is None and e not in hanging]
    bare = sorted({e.platform for e in unknown if known.pays.get(e.platform, _NONE).n < MIN_UNITS})
    if bare:
        text = f"Too few pay days are known of {', '.join(bare)} to tell when its money comes: its due dates are taken."
        yield Caveat("no_pay_record", text, len(bare))
    later = [e for e in unknown if e.platform not in bare]
    if later:
        why = "the rest of a pay day that was paid short, or as late as money that mostly never came"
        text = f"Amounts for which no day is given: {len(later)}. They are {why}."
        yield Caveat("later_than_ever", text, len(later))
    if ahead is not None and ahead.drift is not None:
        text = f"Rates that move for certain are drawn on at their pace: {100 * ahead.drift:+.0f} % a year in all."
        yield Caveat("drift_in_fan", text)


_NONE = PayCurve(None, None, 0, 0)
