"""Puts the whole answer for one window together from the parts that compute it (methods, sections 2 to 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis.accrual import flag_caveats
from tracker.analysis.annual import annual
from tracker.analysis.availability import available_hours
from tracker.analysis.basis import Basis, make_basis
from tracker.analysis.coarse import SPREAD_EVENLY, spread_evenly
from tracker.analysis.factors import Quantities, Road, road
from tracker.analysis.fx import ReferenceRates
from tracker.analysis.hourly import Ends, Promised, ladder, promised
from tracker.analysis.hours import counted_hours, daily_hours, unpaid_by_activity
from tracker.analysis.intervals import LEAST, rate_interval, rate_spread
from tracker.analysis.report import Annual, Group, Hours, MoneySums, Report, Rung, Week, Window
from tracker.analysis.unknown_pay import RungHours, rung_hours
from tracker.analysis.volatility import concentration, volatility
from tracker.analysis.window import Weeks, choose_window, complete_weeks, known_weeks
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.units import DAY, currency_decimals, from_units

GROUPINGS = ("platform", "project", "role")


@dataclass(frozen=True)
class _Slice:
    """A selection of the ledger with its sums. `rung`: the hours that the rungs divide by; `loose_fees`: of unmatched
    income; `beyond`: deductions that met nothing owed, by which accrued and not yet due of `money` are lower."""

    basis: Basis
    days: pd.DataFrame
    hours: Hours
    money: MoneySums
    rung: RungHours
    loose_fees: int
    expected_fees: int
    beyond: int

    @property
    def accrued(self) -> int:
        return self.money.accrued + self.beyond - self.money.unmatched

    @property
    def pending(self) -> int:
        """Not yet due, whatever deductions wait for what comes."""
        return self.money.not_yet_due + self.beyond

    @property
    def collected(self) -> int:
        return self.money.settled + self.pending - self.money.unmatched

    @property
    def loose(self) -> int:
        return self.money.unmatched - self.loose_fees

    @property
    def kept(self) -> int:
        """Kept without unmatched income."""
        return self.money.kept - self.loose


def build_report(
    frames: LedgerFrames,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
    headline: Ends = "mid",
    reference: ReferenceRates | None = None,
) -> Report:
    """Hours, money, the ladder, the year, the road, volatility and concentration of one window.

    Args:
        start, end: the window, both in it; None: the default one. by: platform, project or role.
        headline: which end of the advertised range rung 1 takes.
        reference: a table of exchange rates from outside the ledger.

    Money is in units of home currency, hours are hours. An empty ledger gives n = 0 and None throughout.
    Caveats: those of `ledger_money`, `annual`, `road`, `volatility`, `concentration`, and `nothing_recorded`,
    `by_leaves_out`, `pay_unknown`, `over_24h`, `coarse_hours`, `no_headline`, `no_unpaid_time`,
    `availability_undeclared`, `unmatched_left_out`, `nothing_since`, `spread_evenly`.
    """
    return report_of(make_basis(frames, as_of, reference), start, end, by=by, headline=headline)


def report_of(
    basis: Basis,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
    headline: Ends = "mid",
) -> Report:
    """The same from what is computed already."""
    frames, as_of = basis.frames, basis.as_of
    window = choose_window(basis.first, as_of, start, end)
    weeks = known_weeks(frames, as_of, window, basis.first)
    whole = _slice(_cut(basis, window.start, window.end), window.start, window.end)
    full = _slice(_cut(basis, weeks.first, weeks.last), weeks.first, weeks.last)
    by_week, even = _weeks(full, weeks), spread_evenly(full.basis)
    promise = promised(whole.basis.rates, whole.basis.money.parts, headline)
    ends = _range_ends(whole)
    rungs, rate_caveats = _with_interval(_ladder(whole, promise), _rung_weeks(full, by_week), even)
    way = _road(full, weeks, headline)
    year, year_caveats = _annual(full, weeks, by_week, rungs[0].rate, headline, even)
    spread, spread_caveats = volatility([w.kept + w.unmatched for w in by_week], weeks.mondays, spread_evenly=even)
    shares, share_caveats = concentration(_kept_by_platform(whole))
    groups = _groups(whole, by, headline) if by else ()
    own = [*_own_caveats(whole, promise, window), *_left_out_of_groups(whole, groups)]
    return Report(
        as_of=as_of,
        window=window,
        currency=frames.settings.home_currency,
        hours=whole.hours,
        money=whole.money,
        hourly=rungs,
        headline_low=ends[0],
        headline_high=ends[1],
        annual=year,
        arrived=_arrived(whole, promise),
        road_start=way.start,
        factors=way.factors,
        by=groups,
        volatility=spread,
        concentration=shares,
        weeks=by_week,
        caveats=_distinct(
            own,
            weeks.caveats(),
            year_caveats,
            rate_caveats,
            way.caveats,
            spread_caveats,
            share_caveats,
            basis.money.caveats,
        ),
        n=_n(whole),
    )


def _cut(basis: Basis, first: dt.date | None, last: dt.date | None) -> Basis:
    if first is None or last is None:
        return basis.between(dt.date(1, 1, 2), dt.date(1, 1, 1))
    return basis.between(first, last)


def _slice(basis: Basis, first: dt.date | None, last: dt.date | None) -> _Slice:
    days = daily_hours(basis.hours)
    paid, unpaid = float(days["paid"].sum()), float(days["unpaid"].sum())
    available = None
    if first is not None and last is not None:
        offered = available_hours(basis.frames.availability, first, last)
        available = None if offered is None else float(offered.sum())
    hours = Hours(
        paid_own=paid,
        paid_counted=counted_hours(basis.hours, paid),
        unpaid=unpaid,
        all=paid + unpaid,
        available=available,
        unpaid_by_activity=unpaid_by_activity(basis.hours, unpaid),
    )
    parts = basis.money.parts
    loose = parts[parts["ref"] == "unmatched"]
    return _Slice(
        basis,
        days,
        hours,
        _sums(basis),
        rung_hours(basis.hours, days, basis.money.found, basis.money.unpriced),
        loose_fees=int(loose["fees"].sum()),
        expected_fees=int(parts["fees_expected"].sum()),
        beyond=int(basis.money.deducted["amount"].sum()),
    )


def _sums(basis: Basis) -> MoneySums:
    parts = basis.money.parts
    names = ("accrued", "settled", "not_yet_due", "overdue", "written_off", "fx", "unmatched")
    s = {n: int(parts[n].sum()) for n in names}
    fees = int(parts["fees"].sum()) + int(basis.money.transfers["cost"].sum())
    expenses = int(basis.money.expenses["cost"].sum())
    kept = s["settled"] + s["not_yet_due"] - fees + s["fx"] - expenses
    cash = int(basis.money.cash["amount"].sum())
    beyond = int(basis.money.deducted["amount"].sum())  # never was in what was kept
    s |= {"accrued": s["accrued"] - beyond, "not_yet_due": s["not_yet_due"] - beyond}
    return MoneySums(**s, fees=fees, expenses=expenses, kept=kept, cash_received=cash)


def _pay_unknown(s: _Slice, promise: Promised) -> bool:
    """Paid hours, and not one of them with a rate or an amount that is known at home: nothing earned is then not
    nothing paid."""
    return s.rung.alone or (s.rung.paid > 0 and promise.agreed is None and s.accrued == 0)


def _ladder(s: _Slice, promise: Promised) -> tuple[Rung, ...]:
    rungs = ladder(
        promise,
        paid=s.rung.paid,
        unpaid=s.hours.unpaid,
        priced=s.rung.priced_hours,
        accrued=s.accrued,
        collected=s.collected + s.rung.found,
        kept=s.kept + s.rung.found - s.rung.fees,
    )
    if not _pay_unknown(s, promise):
        return rungs
    lower = rungs[4:] if s.rung.with_money else tuple(Rung(r.rung, None) for r in rungs[4:])
    return (*(Rung(r.rung, None) for r in rungs[:4]), *lower)


def _with_interval(
    rungs: tuple[Rung, ...], weeks: tuple[Week, ...], even: bool
) -> tuple[tuple[Rung, ...], tuple[Caveat, ...]]:
    """The ladder with the interval of its last rung, and why that has none although there are weeks enough."""
    if even:
        return rungs, (SPREAD_EVENLY,)
    kept, hours = [w.kept for w in weeks], [w.paid_hours + w.unpaid_hours for w in weeks]
    low, high = rate_interval(kept, hours, rungs[-1].rate) or (None, None)
    spread = rate_spread(kept, hours)
    alike = spread is not None and spread < LEAST and rungs[-1].rate is not None
    return (*rungs[:-1], replace(rungs[-1], low=low, high=high)), (NO_RATE_RANGE,) if alike else ()


NO_RATE_RANGE = Caveat(
    "no_range",
    "What an hour paid is so regular from week to week that it says nothing of how much it may vary: no range.",
)


def _arrived(s: _Slice, promise: Promised) -> int | None:
    """Per hour of rung 6: kept without what is not yet due and its expected fee."""
    hours = s.rung.priced_hours + s.hours.unpaid
    if hours <= 0 or (_pay_unknown(s, promise) and not s.rung.with_money):
        return None
    return round((s.kept + s.rung.found - s.rung.fees - s.pending + s.expected_fees) / hours)


def _range_ends(s: _Slice) -> tuple[int | None, int | None]:
    rates, parts = s.basis.rates, s.basis.money.parts
    low, high = promised(rates, parts, "low").headline, promised(rates, parts, "high").headline
    return (None if low is None else round(low), None if high is None else round(high))


# --- weeks and the year ---


def _weeks(s: _Slice, weeks: Weeks) -> tuple[Week, ...]:
    """Per complete week its hours, and kept and unmatched (net of its fees) by the day earned or moved."""
    if not len(weeks):
        return ()

    def total(frame: pd.DataFrame, column: str) -> np.ndarray:
        return _by_week(frame, frame[column], weeks.mondays[0], len(weeks))

    parts, money = s.basis.money.parts, s.basis.money
    loose = parts["ref"] == "unmatched"
    kept_parts = parts["settled"] + parts["not_yet_due"] - parts["fees"] + parts["fx"]
    parts = parts.assign(kept=kept_parts)
    kept = total(parts[~loose], "kept") - total(money.transfers, "cost") - total(money.expenses, "cost")
    unmatched = total(parts[loose], "kept")
    paid, unpaid = total(s.days, "paid"), total(s.days, "unpaid")
    return tuple(
        Week(m, float(paid[i]), float(unpaid[i]), round(kept[i]), round(unmatched[i]))
        for i, m in enumerate(weeks.mondays)
    )


def _rung_weeks(s: _Slice, weeks: tuple[Week, ...]) -> tuple[Week, ...]:
    """The weeks with the hours and the money of rung 6: hours of unknown pay only where money came for them."""
    if not weeks or not (s.rung.with_money or s.rung.sessions):
        return weeks
    found = s.basis.money.found
    monday, n = weeks[0].monday, len(weeks)
    hours = _by_week(s.rung.priced, s.rung.priced["paid"], monday, n)
    came = _by_week(found, found["amount"] - found["fee"], monday, n)
    return tuple(replace(w, paid_hours=float(hours[i]), kept=w.kept + round(came[i])) for i, w in enumerate(weeks))


def _by_week(frame: pd.DataFrame, values: pd.Series, monday: dt.date, n: int) -> np.ndarray:
    """Sums over weeks, by the column `day`."""
    week = (frame["day"].to_numpy().astype("datetime64[D]") - np.datetime64(monday)).astype(int) // 7
    sums: np.ndarray = np.bincount(week, weights=values.to_numpy(dtype=float), minlength=n)
    return sums


def _annual(
    s: _Slice, weeks: Weeks, by_week: tuple[Week, ...], headline: int | None, ends: Ends, even: bool
) -> tuple[Annual, tuple[Caveat, ...]]:
    promise = promised(s.basis.rates, s.basis.money.parts, ends)
    available = None if s.hours.available is None or not len(weeks) else s.hours.available / len(weeks)
    settings = s.basis.frames.settings
    year, caveats = annual(
        [w.kept + w.unmatched for w in by_week],
        headline=headline,
        headline_complete=promise.headline,
        weekly_available=available,
        week_hours=settings.standard_week_hours,
        year_weeks=settings.standard_year_weeks,
        spread_evenly=even,
    )
    if _pay_unknown(s, promise) and s.accrued == 0 and not s.money.unmatched:
        text = "None of the paid hours has a rate or an amount: what the work pays is unknown."
        unknown = replace(year, effective=None, low=None, high=None, method=None)
        return unknown, (Caveat("pay_unknown", text), *caveats)
    return year, caveats


def _road(s: _Slice, weeks: Weeks, ends: Ends) -> Road:
    promise = promised(s.basis.rates, s.basis.money.parts, ends)
    return road(
        Quantities(
            weeks=len(weeks),
            available=s.hours.available,
            worked=s.rung.paid + s.hours.unpaid,
            paid=s.rung.paid,
            counted=s.rung.counted,
            headline=promise.headline,
            agreed=promise.agreed,
            accrued=s.accrued,
            overdue=s.money.overdue,
            written_off=s.money.written_off,
            fees=s.money.fees - s.loose_fees,
            fx=s.money.fx,
            expenses=s.money.expenses,
            unmatched=s.loose,
        )
    )


# --- groups ---


def _groups(s: _Slice, by: str, ends: Ends) -> tuple[Group, ...]:
    """The ladder of each key, the best kept rate first, those without any last."""
    if by not in GROUPINGS:
        raise ValueError(f"{by} is none of {', '.join(GROUPINGS)}")
    pieces = s.basis.split(by)
    names = _shown_keys(set(pieces)) if by == "project" else {k: k for k in pieces}
    groups = [_group(piece, by, key, names[key], ends) for key, piece in pieces.items()]
    return tuple(sorted(groups, key=lambda g: (g.hourly[-1].rate is None, -(g.hourly[-1].rate or 0), g.key)))


def _shown_keys(keys: set[str]) -> dict[str, str]:
    """A project goes by its name alone, unless two platforms have one of that name; "" stays with its platform."""
    projects = [k.partition("\x1f")[2] for k in keys]
    out = {}
    for key in keys:
        platform, _, project = key.partition("\x1f")
        clear = project and projects.count(project) == 1
        out[key] = project if clear else f"{platform}/{project}"
    return out


def _group(piece: Basis, by: str, key: str, shown: str, ends: Ends) -> Group:
    mine = _slice(piece, None, None)
    promise = promised(mine.basis.rates, mine.basis.money.parts, ends)
    platform, _, project = key.partition("\x1f") if by == "project" else ("", "", "")
    caveats = _group_caveats(mine, promise)
    return Group(shown, mine.hours, mine.money, _ladder(mine, promise), caveats, platform=platform, project=project)


def group_of(piece: Basis, key: str) -> Group:
    """The ladder of any piece of a ledger (`Basis.split`), without an interval; `key` only names it."""
    return _group(piece, "", key, key, "mid")


def platform_group(piece: Basis, platform: str) -> Group:
    """The ladder of one platform on all its days; the interval of what was kept is that of its complete weeks.

    Args: piece: the basis of this platform (`Basis.split`).
    """
    group = _group(piece, "platform", platform, platform, "mid")
    days = pd.concat([piece.hours["day"], piece.money.parts["day"]])
    if days.empty:
        return group
    first, last = days.min().date(), min(days.max().date() + 6 * DAY, piece.as_of)
    weeks = complete_weeks(Window(first, last, (last - first).days + 1), first)
    full = _slice(_cut(piece, weeks.first, weeks.last), weeks.first, weeks.last)
    rungs, caveats = _with_interval(
        group.hourly, _rung_weeks(full, _weeks(full, weeks)), spread_evenly(full.basis)
    )
    return replace(group, hourly=rungs, caveats=(*group.caveats, *caveats))


def _group_caveats(s: _Slice, promise: Promised) -> tuple[Caveat, ...]:
    currency = s.basis.frames.settings.home_currency
    return (*_headline_caveat(promise), *s.rung.caveats(currency), *_unmatched_caveat(s))


def _left_out_of_groups(s: _Slice, groups: tuple[Group, ...]) -> Iterable[Caveat]:
    """Some money belongs to no key: what transfers cost, expenses and payouts that name none."""
    if groups:
        whole, shared = s.money, [g.money for g in groups]
        same = sum(m.kept for m in shared) == whole.kept
        if not same or sum(m.cash_received for m in shared) != whole.cash_received:
            text = "Transfer costs, and payouts and expenses that do not say what they were for, are in no group."
            yield Caveat("by_leaves_out", text)


def _unmatched_caveat(s: _Slice) -> Iterable[Caveat]:
    if left := s.money.unmatched - int(s.basis.money.parts["taken"].sum()):
        home = s.basis.frames.settings.home_currency
        much = f"{from_units(left):,.{currency_decimals(home)}f} {home}"
        text = f"{much} of income without logged work is left out of the hourly figures and kept in the annual ones."
        yield Caveat("unmatched_left_out", text)


def _kept_by_platform(s: _Slice) -> dict[str, int]:
    parts = s.basis.money.parts
    kept = parts["settled"] + parts["not_yet_due"] - parts["fees"] + parts["fx"]
    return {str(k): int(v) for k, v in kept.groupby(parts["platform"]).sum().items()}


# --- caveats ---


def _n(s: _Slice) -> int:
    """Work sessions and earnings of the window."""
    parts = s.basis.money.parts
    earnings = parts.loc[parts["ref"] == "earning", "row"].nunique()
    return int(s.basis.hours["row"].nunique()) + int(earnings)


ALL_HOURS = 1 - 1e-9
"""A share of hours above this is all of them."""


def _headline_caveat(promise: Promised) -> Iterable[Caveat]:
    if promise.unlisted > ALL_HOURS:
        text = "No advertised rate is on record: what was agreed stands in for it."
        yield Caveat("no_headline", text, 100)
    elif promise.unlisted > 0:
        percent = min(max(round(promise.unlisted * 100), 1), 99)
        text = f"{percent} % of the counted hours have no advertised rate: their own agreed rate stands in for it."
        yield Caveat("no_headline", text, percent)


def _own_caveats(s: _Slice, promise: Promised, window: Window) -> Iterable[Caveat]:
    if not _n(s) and not s.money.unmatched:
        yield Caveat("nothing_recorded", "Nothing is recorded in this window.", 0)
        return
    if capped := int(s.days["capped"].sum()):
        text = f"Days with more recorded hours than they have: {capped}. No more than 24 are counted (23 or 25 where "
        yield Caveat("over_24h", text + "the clocks move).", capped)
    if coarse := _coarse(s):
        text = f"Entries that know only the hours of a stretch of days: {coarse}. They are spread evenly over it."
        yield Caveat("coarse_hours", text, coarse)
    yield from _headline_caveat(promise)
    yield from s.rung.caveats(s.basis.frames.settings.home_currency)
    yield from flag_caveats(s.basis.money.flags, set(s.basis.hours["row"]))
    if s.hours.paid_own > 0 and not s.hours.unpaid:
        text = "No unpaid time is recorded: what an hour paid is an upper bound."
        yield Caveat("no_unpaid_time", text)
    if s.hours.available is None:
        text = "No availability is declared: the year starts from the hours worked, not from the hours offered."
        yield Caveat("availability_undeclared", text)
    yield from _unmatched_caveat(s)


def _coarse(s: _Slice) -> int:
    sessions = s.basis.frames.work_sessions
    stretch = sessions[sessions["worked_until"].notna() & (sessions["worked_until"] > sessions["worked_on"])]
    return int(stretch["row"].isin(s.basis.hours["row"]).sum())


def _distinct(*groups: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Each code once, the first that was said."""
    out: dict[str, Caveat] = {}
    for group in groups:
        for caveat in group:
            out.setdefault(caveat.code, caveat)
    return tuple(out.values())
