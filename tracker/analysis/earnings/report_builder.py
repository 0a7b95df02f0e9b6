"""Puts the whole answer for one window together from the parts that compute it (methods, sections 2 to 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from tracker.analysis.coarse import spread_evenly
from tracker.analysis.earnings.annual import annual
from tracker.analysis.earnings.caveats import arrived_caveat, own_caveats
from tracker.analysis.earnings.factors import Quantities, Road, road
from tracker.analysis.earnings.grouped import groups_of, left_out_of_groups
from tracker.analysis.earnings.series import series_caveats
from tracker.analysis.earnings.slices import (
    Slice,
    arrived,
    cut,
    ladder_of,
    pay_unknown,
    range_ends,
    rows_in,
    rung_weeks,
    slice_of,
    weeks_of,
    with_interval,
)
from tracker.analysis.earnings.volatility import concentration, volatility
from tracker.analysis.fx import ReferenceRates
from tracker.analysis.hourly import Ends
from tracker.analysis.hours.window import Weeks, choose_window, known_weeks
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.prospect.answer import Played, play, prospect_of
from tracker.analysis.prospect.courses import ended_platforms
from tracker.analysis.report import Annual, Report, Week
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.say import Word


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
    `availability_undeclared`, `unmatched_left_out`, `nothing_since`, `spread_evenly`, `little_arrived`, and those of
    `series_caveats`.
    """
    return report_of(make_basis(frames, as_of, reference), start, end, by=by, headline=headline)


def report_of(
    basis: Basis,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
    headline: Ends = "mid",
    played: Played | None = None,
) -> Report:
    """The same from what is computed already. `played`: the draws of the coming weeks, of the same basis; None: made
    of it."""
    drawn = play(basis) if played is None else played
    frames, as_of = basis.frames, basis.as_of
    window = choose_window(basis.first, as_of, start, end)
    weeks = known_weeks(frames, as_of, window, basis.first)
    whole = slice_of(cut(basis, window.start, window.end), window.start, window.end, headline)
    full = slice_of(cut(basis, weeks.first, weeks.last), weeks.first, weeks.last, headline)
    by_week, even = weeks_of(full, weeks), spread_evenly(full.basis)
    ends = range_ends(whole)
    rungs, rate_caveats = with_interval(ladder_of(whole), rung_weeks(full, by_week), even)
    way = _road(full, weeks)
    year, year_caveats = _annual(full, weeks, by_week, rungs[0].rate, even)
    spread, spread_caveats = volatility([w.kept + w.unmatched for w in by_week], weeks.mondays, spread_evenly=even)
    shares, share_caveats = concentration(_kept_by_platform(whole))
    groups = groups_of(whole, by) if by else ()
    came, home = arrived(whole), frames.settings.home_currency
    own = [*arrived_caveat(rungs[-1].rate, came), *own_caveats(whole), *left_out_of_groups(whole, groups)]
    like = series_caveats(by_week, year, _kept_by_platform(full), ended_platforms(drawn.ledger.courses), home)
    return Report(
        as_of=as_of,
        window=window,
        currency=home,
        hours=whole.hours,
        money=whole.money,
        hourly=rungs,
        headline_low=ends[0],
        headline_high=ends[1],
        annual=year,
        arrived=came,
        road_start=way.start,
        factors=way.factors,
        by=groups,
        volatility=spread,
        concentration=shares,
        weeks=by_week,
        caveats=_distinct(
            own,
            weeks.caveats(),
            like,
            year_caveats,
            rate_caveats,
            way.caveats,
            spread_caveats,
            share_caveats,
            basis.money.caveats,
        ),
        n=rows_in(whole),
        prospect=prospect_of(drawn),
    )


def _annual(
    s: Slice, weeks: Weeks, by_week: tuple[Week, ...], headline: int | None, even: bool
) -> tuple[Annual, tuple[Caveat, ...]]:
    available = None if s.hours.available is None or not len(weeks) else s.hours.available / len(weeks)
    settings = s.basis.frames.settings
    year, caveats = annual(
        [w.kept + w.unmatched for w in by_week],
        headline=headline,
        headline_complete=s.promise.headline,
        weekly_available=available,
        week_hours=settings.standard_week_hours,
        year_weeks=settings.standard_year_weeks,
        spread_evenly=even,
    )
    if pay_unknown(s) and s.accrued == 0 and not s.money.unmatched:
        home = s.basis.frames.settings.home_currency
        text = "Without an exchange rate it is not known what the paid hours earned in {home}."
        if s.rung.alone:
            text = "None of the paid hours has a rate or an amount: what the work pays is unknown."
        unknown = replace(year, effective=None, low=None, high=None, method=None)
        return unknown, (Caveat("pay_unknown", text, home=Word(home)), *caveats)
    return year, caveats


def _road(s: Slice, weeks: Weeks) -> Road:
    return road(
        Quantities(
            weeks=len(weeks),
            available=s.hours.available,
            worked=s.rung.paid + s.hours.unpaid,
            paid=s.rung.paid,
            counted=s.rung.counted,
            headline=s.promise.headline,
            agreed=s.promise.agreed,
            accrued=s.accrued,
            overdue=s.money.overdue,
            written_off=s.money.written_off,
            fees=s.money.fees - s.loose_fees,
            fx=s.money.fx,
            expenses=s.money.expenses,
            unmatched=s.loose,
        )
    )


def _kept_by_platform(s: Slice) -> dict[str, int]:
    parts = s.basis.money.parts
    kept = parts["settled"] + parts["not_yet_due"] - parts["fees"] + parts["fx"]
    return {str(k): int(v) for k, v in kept.groupby(parts["platform"]).sum().items()}


def _distinct(*groups: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Each code once, the first that was said."""
    out: dict[str, Caveat] = {}
    for group in groups:
        for caveat in group:
            out.setdefault(caveat.code, caveat)
    return tuple(out.values())
